"""Sheets of services and offices: what their columns become, and that no row is lost without being told."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from clipper.capture.formats import read_file, read_pasted, table
from clipper.capture.formats.base import File
from clipper.capture.formats.table import SheetReading, guess_mapping, read_again, with_header, with_preset
from clipper.capture.formats.table.delimited import read_delimited
from clipper.model.codes import Medium, Prominence, Role, Tone
from clipper.model.draft import Coding, Doubt, FileReading, Known, Pasted
from clipper.model.errors import WrongUsage
from clipper.model.sheet import MOST_ROWS, Column, DateOrder, Preset, SheetFile, Use
from clipper.model.values import replace

TODAY = date(2026, 11, 18)
_NOBODY = Known()

MELTWATER = (
    *("Date", "Headline", "URL", "Opening Text", "Hit Sentence", "Source", "Influencer", "Country", "Subregion"),
    *("Language", "Reach", "Desktop Reach", "AVE", "Sentiment", "Key Phrases", "Input Name", "Keywords"),
    *("Alternate Date Format", "Time", "State", "City", "Document Tags", "Earned Traffic", "Custom Categories"),
)
AGILITY = (
    *("Published Date", "Published Time", "Timezone", "Media Type", "Outlet", "Headline", "Author", "URL"),
    *(
        "Coverage Snippet",
        "Audience Reach",
        "AVE(USD)",
        "Sentiment",
        "Country",
        "Language",
        "Duration",
        "Folders",
        "Notes",
    ),
)
HOUSE = (
    *("Date", "Headline", "Hyperlink", "Outlet", "Circulation", "Media Type", "Headline Y/N", "Focus|Mention"),
    *("Sentiment", "Page Position", "Arctic", "Trade"),
)


def row(header: Sequence[str], **cells: str) -> list[str]:
    """One row under a header; the names of cells are those of columns with _ for what is no letter."""
    by_key = {name.replace(" ", "_").replace("/", "_").replace("|", "_"): name for name in header}
    values = {by_key[name]: cell for name, cell in cells.items()}
    return [values.get(name, "") for name in header]


def as_csv(*rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(*rows: Sequence[Any], more: Sequence[Sequence[Any]] = (), is_1904: bool = False) -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    if is_1904:
        workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Coverage"
    for one in rows:
        sheet.append(list(one))
    if more:
        other = workbook.create_sheet("More")
        for one in more:
            other.append(list(one))
    return workbook


def saved(workbook: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(data: bytes, name: str = "clips.csv", known: Known = _NOBODY) -> FileReading:
    return read_file(File(name, data), known, TODAY)


def uses(reading: FileReading) -> dict[str, str]:
    assert reading.sheet is not None
    return {column.name: column.use.value for column in reading.sheet.mapping.columns if column.use}


def told(reading: FileReading) -> list[str]:
    return [f"{problem.place}: {problem.sentence}" for problem in reading.problems]


# Services


def meltwater(**cells: str) -> list[str]:
    return row(MELTWATER, **cells)


def test_a_sheet_of_meltwater_in_utf_16_with_tabs() -> None:
    first = meltwater(
        Date="01-Nov-2026 10:45AM",
        Headline="Harbour towns ask who pays",
        URL="https://ledger.example/a",
        Opening_Text="Nobody has decided.",
        Hit_Sentence="Nobody has decided. “Not us,” said the mayor.",
        Source="Coastal Ledger",
        Influencer="Maya Okafor",
        Language="English",
        Reach="120000",
        AVE="1110.5",
        Sentiment="Positive",
        Document_Tags="Board, follow-up",
    )
    second = meltwater(
        Date="02-Nov-2026 08:00AM", Headline="L’Arctique change", Language="French", Sentiment="Not Rated"
    )
    reading = read(as_csv(MELTWATER, first, second, delimiter="\t", encoding="utf-16"), "export.csv")
    assert reading.format == "meltwater"
    one, two = reading.reading.drafts
    assert (one.headline.value, one.outlet.value) == ("Harbour towns ask who pays", "Coastal Ledger")
    assert (one.reporters.value, one.published_on.value) == (("Maya Okafor",), date(2026, 11, 1))
    assert one.body.value == "Nobody has decided. “Not us,” said the mayor."
    assert (one.coding.tone, one.coding.tags) == (Tone.POSITIVE, ("Board", "follow-up"))
    assert (two.language.value, two.coding.tone, two.medium.value) == ("fr", None, None)
    assert reading.problems == ()
    assert reading.remarks == (
        "“AVE” was left out: what an advertisement would have cost says nothing about coverage.",
        "Not used, but kept in the original: Reach.",
    )


def test_a_sheet_of_agility_with_a_mark_and_broadcasts_apart() -> None:
    paper = row(
        AGILITY,
        Published_Date="11/13/2026",
        Media_Type="Online",
        Outlet="Harbour Star (Online)",
        Headline="A headline, with a comma",
        Author="Okafor, Maya",
        URL="https://star.example/1",
        Coverage_Snippet='It was "quoted" there',
        Sentiment="Balanced",
        Folders="Board",
    )
    apart = ["Published Date", "Media Type", "Outlet", "Headline", "Duration", "Station"]
    television = ["11/03/2026", "Television", "Harbour TV", "The Evening", "0:30", "HTV"]
    data = b"\xef\xbb\xbf" + as_csv(AGILITY, paper, [], AGILITY, [], apart, television)
    reading = read(data)
    assert reading.format == "agility"
    one, two = reading.reading.drafts
    assert (one.outlet.value, one.medium.value) == ("Harbour Star", Medium.ONLINE)
    assert (one.reporters.value, one.published_on.value) == (("Maya Okafor",), date(2026, 11, 13))
    assert one.coding.tags == ("Board",)
    assert (two.headline.value, two.medium.value, two.published_on.value) == (
        "The Evening",
        Medium.TELEVISION,
        date(2026, 11, 3),
    )
    assert told(reading) == ["2: “Balanced” in “Sentiment” is no tone that Clipper knows. The row is not coded."]
    assert "Station" in reading.remarks[-1]


def test_broadcasts_of_agility_have_their_air_time_with_its_zone_and_their_duration() -> None:
    item = {
        "Published_Date": "11/03/2026",
        "Headline": "The Evening",
        "Outlet": "Harbour TV",
        "Media_Type": "Television",
    }
    paper = row(
        AGILITY, Published_Date="11/13/2026", Headline="Who pays", Media_Type="Online", Published_Time="4:10 AM"
    )
    reading = read(
        as_csv(
            AGILITY,
            row(AGILITY, **item, Published_Time="07:40:00 PM", Timezone="Eastern Standard Time", Duration="00:02:30"),
            row(AGILITY, **item, Published_Time="18:00 - 18:30", Timezone="Mars", Duration="150"),
            row(AGILITY, **item, Published_Time="evening"),
            paper,
        )
    )
    codings = [draft.coding for draft in reading.reading.drafts]
    assert [(one.aired_at, one.duration) for one in codings] == [
        ("19:40 America/Toronto", 150),
        ("18:00", None),
        (None, None),
        (None, None),
    ]
    assert told(reading) == [
        "3: “150” in “Duration” is no length such as 7:40 or 45 min. The clipping has none.",
        "3: “Mars” in “Timezone” is no time zone that Clipper knows. The row is left without one.",
        "4: “evening” in “Published Time” is no time of day such as 7:40 or 19 h 30. The clipping has no air time.",
    ]
    assert reading.remarks[-1] == (
        "Taken only where the medium of a row has such a field, else kept in the original: Published Time."
    )


def test_a_time_of_publication_is_no_air_time() -> None:
    reading = read(
        as_csv(
            MELTWATER, meltwater(Date="2026-11-01", Headline="Who pays", URL="https://ledger.example/a", Time="4:10 AM")
        )
    )
    assert reading.reading.drafts[0].coding.aired_at is None
    assert reading.remarks[-1] == "Not used, but kept in the original: Time."


def test_what_only_some_media_have_is_taken_in_english_and_french() -> None:
    names = ["Titre", "Média", "Type de média", "Date de diffusion", "Émission", "Animateur", "Heure (HE)"]
    names += ["Durée (min)", "Minutage", "Édition", "Rubrique", "Page", "Handle"]
    radio = [
        "Qui paie",
        "Radio du port",
        "Radio",
        "2026-11-03",
        "Le retour",
        "Ann Lee",
        "16 h 45",
        "3",
        "1:02:03",
        "",
        "",
        "",
        "",
    ]
    paper = [
        "La digue",
        "Le Phare",
        "Quotidien",
        "2026-11-03",
        "",
        "",
        "4 h",
        "",
        "",
        "Finale",
        "Actualités",
        "A3",
        "@phare",
    ]
    post = ["Un mot", "X", "Médias sociaux", "2026-11-03", "", "", "", "", "", "", "", "", "@phare"]
    one, two, three = read(as_csv(names, radio, paper, post)).reading.drafts
    assert (one.programme.value, one.coding) == (
        "Le retour",
        Coding(host="Ann Lee", aired_at="16:45 America/Toronto", duration=180, timecode=3723),
    )
    assert two.coding == Coding(edition="Finale", section="Actualités", page="A3")
    assert three.coding == Coding(handle="@phare")


# An office's own sheet


def house(**cells: str) -> list[str]:
    return row(HOUSE, **cells)


def test_columns_of_an_office_are_mapped_by_their_names_never_by_place() -> None:
    cells = house(
        Date="3-Nov-26",
        Headline="Who pays",
        Hyperlink="www.ledger.example/a",
        Outlet="Coastal Ledger",
        Circulation="Not Found",
        Media_Type="Print",
        Headline_Y_N="Y",
        Focus_Mention="Mention",
        Sentiment="Neg",
        Arctic="1",
        Trade="0",
    )
    for order in (1, -1):
        reading = read(as_csv(HOUSE[::order], cells[::order]))
        [draft] = reading.reading.drafts
        assert draft.published_on.value == date(2026, 11, 3)
        assert (draft.url.value, draft.medium.value) == ("https://www.ledger.example/a", Medium.PRINT)
        assert draft.coding.prominence is Prominence.HEADLINE
        assert (draft.coding.tone, draft.coding.tags) == (Tone.NEGATIVE, ("topic/Arctic",))
        assert uses(reading)["Headline Y/N"] == "prominence"
        assert reading.problems == ()


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("Titre de l’article", Use.HEADLINE),
        ("HEADLINE:", Use.HEADLINE),
        ("Média", Use.OUTLET),
        ("Type de média", Use.MEDIUM),
        ("Date de parution", Use.DATE),
        ("Journaliste(s)", Use.REPORTERS),
        ("Journalistes", Use.REPORTERS),
        ("Porte-parole", Use.SPOKESPEOPLE),
        ("Expert(e)s cités", Use.SPOKESPEOPLE),
        ("Fellow quoted", Use.SPOKESPEOPLE),
        ("Lien", Use.URL),
        ("Tonalité", Use.TONE),
        ("Thèmes", Use.TOPICS),
        ("Remarques", Use.NOTE),
        ("Article headline (English)", Use.HEADLINE),
        ("Audience Reach", None),
        ("Image URL", None),
        ("Valeur publicitaire", None),
        ("Number of headlines", None),
    ],
)
def test_a_name_is_known_in_english_and_french(name: str, use: Use | None) -> None:
    other = "Headline" if use is not Use.HEADLINE else "Outlet"
    reading = read(as_csv([name, other, "Zzz"], ["a b", "c d", "e f"]))
    assert reading.sheet is not None
    assert reading.sheet.mapping.columns[0].use is use


def test_what_the_names_leave_open_is_told_by_the_contents() -> None:
    header = ["A", "B", "C", "D", "E", "F"]
    rows = [
        [f"2026-11-0{n}", f"A long headline about ferry {n}", f"https://x.example/{n}", "Le Devoir", "x" * (n % 2), "7"]
        for n in range(1, 6)
    ]
    reading = read(as_csv(header, *rows))
    assert uses(reading) == {"A": "published_on", "B": "headline", "C": "url", "D": "outlet", "E": "flag"}
    assert reading.reading.drafts[0].coding.tags == ("topic/E",)
    without = read(as_csv(*rows))
    assert without.sheet is not None
    assert without.sheet.mapping.header is None
    assert [draft.headline.value for draft in without.reading.drafts] == [one[1] for one in rows]


@pytest.mark.parametrize(
    ("marks", "tagged", "problems"),
    [
        (["0", "1", "1", "0", "oui"], [2, 3, 5], []),
        (["x", "", "x", "yes", ""], [1, 3, 4], []),
        (["oui", "non", "Oui", ""], [1, 3], []),
        (["No", "Yes", "x", "No"], [2, 3], []),
        (
            ["0", "1", "0", "1", "maybe"],
            [2, 4],
            ["6: “maybe” in “Trade” is neither yes nor no. The row is not tagged."],
        ),
    ],
)
def test_one_odd_value_leaves_a_column_of_marks_what_it_is(
    marks: list[str], tagged: list[int], problems: list[str]
) -> None:
    rows = [[f"2026-11-0{n}", f"Ferry {n}", mark] for n, mark in enumerate(marks, start=1)]
    reading = read(as_csv(["Date", "Headline", "Trade"], *rows))
    assert uses(reading)["Trade"] == "flag"
    drafts = reading.reading.drafts
    assert [n for n, draft in enumerate(drafts, start=1) if draft.coding.tags == ("topic/Trade",)] == tagged
    assert told(reading) == problems


@pytest.mark.parametrize("counts", [["1", "1", "1", "1", "2"], ["0", "7", "0", "0", "0"], ["1", "Ann Lee", "1"]])
def test_a_column_of_counts_or_names_marks_nothing(counts: list[str]) -> None:
    rows = [[f"2026-11-0{n}", f"Ferry {n}", count] for n, count in enumerate(counts, start=1)]
    assert "Trade" not in uses(read(as_csv(["Date", "Headline", "Trade"], *rows)))


@pytest.mark.parametrize("day", ["32-Nov-26", "31 Feb 26", "0-Nov-26"])
def test_a_day_that_its_month_has_not_is_no_date_without_a_year(day: str) -> None:
    reading = read(as_csv(["Date", "Headline"], ["12-Nov-26", "Ferry 1"], [day, "Ferry 2"], ["14-Nov-26", "Ferry 3"]))
    assert [draft.published_on.value for draft in reading.reading.drafts][1] is None
    assert told(reading) == [f"3: “{day}” in “Date” is no date. The clipping has none."]


@pytest.mark.parametrize("name", ["Datum", "Wann"])
def test_a_column_of_dates_with_a_bad_and_a_missing_one_is_one(name: str) -> None:
    dates = ["03-Mar-26", "04/05/2026", "", "31/02/2026"]
    reading = read(as_csv([name, "Headline"], *([day, f"Ferry {n}"] for n, day in enumerate(dates))))
    assert uses(reading)[name] == "published_on"
    assert [draft.published_on.value is None for draft in reading.reading.drafts] == [False, False, True, True]
    assert told(reading) == [f"5: “31/02/2026” in “{name}” is no date. The clipping has none."]


def test_titles_and_empty_rows_above_the_header_are_no_rows() -> None:
    reading = read(as_csv(["Media coverage, November"], [], ["Date", "Headline"], ["2026-11-03", "Who pays"], [], []))
    assert reading.sheet is not None
    assert reading.sheet.mapping.header == 2
    assert [draft.headline.value for draft in reading.reading.drafts] == ["Who pays"]


def test_a_row_without_anything_to_keep_is_told_with_its_number() -> None:
    reading = read(
        as_csv(["Date", "Headline", "Outlet"], ["2026-11-03", "Who pays", "Ledger"], [], ["", "", "Total: 1"])
    )
    assert len(reading.reading.drafts) == 1
    [problem] = told(reading)
    assert problem.startswith("4: It has no headline, no link and no text")


def test_cells_beyond_the_header_are_told_not_lost() -> None:
    reading = read(as_csv(["Headline", "Outlet"], ["Who pays", "Ledger", "and more", ""], ["Who pays twice", "Ledger"]))
    assert reading.remarks == ("Not used, but kept in the original: Column 3.",)


def test_a_word_that_means_nothing_is_told_once_for_all_rows() -> None:
    rows = [[f"Headline {n}", "Tepid", "Papyrus", "Klingon"] for n in range(5)]
    reading = read(as_csv(["Headline", "Sentiment", "Media type", "Language"], *rows))
    assert len(reading.reading.drafts) == 5
    assert {problem.split(" is no ")[0] for problem in told(reading)} == {
        "2: “Papyrus” in “Media type”",
        "2: “Klingon” in “Language”",
        "2: “Tepid” in “Sentiment”",
    }
    assert all("The 5 rows with it are" in problem for problem in told(reading))


def test_what_is_no_date_and_no_link_is_told_and_the_row_is_kept() -> None:
    reading = read(as_csv(["Headline", "Date", "URL"], ["Who pays", "someday", "see attached"], ["Again", "n/a", "-"]))
    assert len(reading.reading.drafts) == 2
    assert told(reading) == [
        "2: “see attached” in “URL” is no web address. The clipping has no link.",
        "2: “someday” in “Date” is no date. The clipping has none.",
    ]


def test_people_are_parted_and_an_expert_who_signs_is_the_author() -> None:
    rows = [
        ["A", "By Maya Okafor and Sam Whit", "Petra Lind; Amadou Kerr"],
        ["B", "Okafor, Maya", "Maya Okafor"],
        ["C", "Maya Okafor, Sam Whit", "n/a"],
    ]
    reading = read(as_csv(["Headline", "Author", "Expert"], *rows))
    one, two, three = reading.reading.drafts
    assert (one.reporters.value, two.reporters.value) == (("Maya Okafor", "Sam Whit"), ("Maya Okafor",))
    assert three.reporters.value == ("Maya Okafor", "Sam Whit")
    assert [person.name for person in one.spokespeople.value] == ["Petra Lind", "Amadou Kerr"]
    assert two.spokespeople.value[0].role is Role.AUTHOR
    assert three.spokespeople.value == ()


def test_entities_and_markup_in_cells_are_text() -> None:
    reading = read(as_csv(["Headline", "Text"], ["Fish &amp; chips", "# <b>One</b> *two*\n\n1. three & four"]))
    [draft] = reading.reading.drafts
    assert draft.headline.value == "Fish & chips"
    assert draft.body.value == "\\# &lt;b>One&lt;/b> \\*two\\*\n\n1\\. three & four"


def test_the_library_decides_how_outlets_are_spelt() -> None:
    reading = read(
        as_csv(["Headline", "Outlet"], ["Who pays", "COASTAL LEDGER (Online)"]), known=Known(("Coastal Ledger",))
    )
    assert reading.reading.drafts[0].outlet.value == "Coastal Ledger"


# Dates


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (["03/11/2026", "13/11/2026"], [date(2026, 11, 3), date(2026, 11, 13)]),
        (["11/03/2026", "11/13/2026"], [date(2026, 11, 3), date(2026, 11, 13)]),
        (["01/11/2026", "02/11/2026", "03/11/2026"], [date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 3)]),
        (["3.11.2026", "4.11.26"], [date(2026, 11, 3), date(2026, 11, 4)]),
        (["2026-11-03T10:30:00Z", "20261104", "2026/11/05"], [date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 5)]),
        (["46329", "46330.5"], [date(2026, 11, 3), date(2026, 11, 4)]),
        (["3 novembre 2026", "Nov. 4, 2026", "5-Nov-26"], [date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 5)]),
        (["1/2/26 9:00", "1/3/26 9:00"], [date(2026, 1, 2), date(2026, 1, 3)]),
    ],
)
def test_day_and_month_are_decided_over_the_whole_column(cells: list[str], wanted: list[date]) -> None:
    reading = read(as_csv(["Headline", "Date"], *([f"Headline {cell}", cell] for cell in cells)))
    assert [draft.published_on.value for draft in reading.reading.drafts] == wanted


def test_dates_that_can_be_read_in_two_ways_are_told_and_can_be_read_the_other_way() -> None:
    data = as_csv(["Headline", "Date"], ["One", "03/04/2026"])
    reading = read(data)
    [draft] = reading.reading.drafts
    assert (draft.published_on.value, draft.published_on.doubt) == (date(2026, 3, 4), Doubt.DAY_OR_MONTH)
    assert "beginning with the month" in reading.remarks[0]
    assert reading.sheet is not None
    chosen = SheetFile(reading.sheet.sheets, with_order(reading.sheet, DateOrder.DAY_FIRST))
    again = read_again(reading, chosen, Known(), TODAY)
    assert again.reading.drafts[0].published_on.value == date(2026, 4, 3)
    assert again.remarks == ()
    french = read(as_csv(["Titre", "Date de parution", "Média"], ["Un", "03/04/2026", "Le Devoir"]))
    assert french.reading.drafts[0].published_on.value == date(2026, 4, 3)


def with_order(found: SheetFile, order: DateOrder) -> Any:
    return replace(found.mapping, date_order=order)


def test_dates_of_both_orders_are_told() -> None:
    cells = ["13/11/2026", "14/11/2026", "11/15/2026"]
    reading = read(as_csv(["Headline", "Date"], *([f"Headline {cell}", cell] for cell in cells)))
    assert [draft.published_on.value for draft in reading.reading.drafts] == [date(2026, 11, n) for n in (13, 14, 15)]
    assert reading.remarks[0].startswith("Some dates in “Date” begin with the day")


# How cells are parted


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    rows = [[f"“Été” {n}, a; b | c", "line one\nline two", "1,5"] for n in range(3)]
    data = as_csv(["Headline", "Text", "Circulation"], *rows, delimiter=delimiter, encoding=encoding)
    reading = read(data)
    assert [draft.headline.value for draft in reading.reading.drafts] == [one[0] for one in rows]
    assert reading.reading.drafts[0].body.value == "line one\n\nline two"
    assert reading.reading.text[slice(*reading.reading.drafts[1].extent)].startswith(('"“Été” 1', "“Été” 1"))


def test_a_quotation_mark_without_its_other_half_swallows_no_row() -> None:
    lines = [
        "Headline,Outlet,Date",
        '"Open only,Ledger,2026-11-01',
        'Two,"Harbour, Star",2026-11-02',
        "Three,Ledger,2026-11-03",
    ]
    reading = read("\r\n".join(lines).encode())
    assert [draft.headline.value for draft in reading.reading.drafts] == ['"Open only', "Two", "Three"]
    assert told(reading) == ["2: A quotation mark in this row has no other half, so it was taken as it stands."]


def test_marks_that_are_no_quoting_stay() -> None:
    lines = ["Headline\tOutlet", '"We will" says mayor\tLedger', '"Never"\tLedger', "Three\tLedger"]
    drafts = read("\n".join(lines).encode()).reading.drafts
    assert [draft.headline.value for draft in drafts] == ['"We will" says mayor', '"Never"', "Three"]


def test_an_article_in_a_cell_and_nuls_and_odd_separators() -> None:
    text = "word " * 40_000
    data = as_csv(["Headline", "Text"], ["Long\u2028one\x0b", text], ["Two", "b\0c"])
    one, two = read(data).reading.drafts
    assert one.body.value == text.strip()
    assert one.headline.value == "Long one"
    assert two.body.value == "bc"


def test_the_line_that_states_the_delimiter_is_no_row() -> None:
    reading = read(b"sep=;\nHeadline;Montant\nOne;1,5\n")
    assert [draft.headline.value for draft in reading.reading.drafts] == ["One"]


def test_a_file_of_one_column_is_read_as_a_text() -> None:
    assert read(b"https://ledger.example/a\nhttps://ledger.example/b\n").format == "text"
    assert read(b"URL\nhttps://ledger.example/a\n").format == "sheet"


def test_a_text_file_with_a_header_of_a_service_is_a_sheet() -> None:
    data = as_csv(MELTWATER, meltwater(Headline="One", Source="Ledger"), delimiter="\t")
    assert read(data, "export.txt").format == "meltwater"
    assert read(b"Dear all, here is what, in short, they wrote.\nBest\n", "note.txt").format == "text"


@pytest.mark.parametrize(
    "header", ["Headline\tDate\tOutlet", "Titre\tDate\tMédia", "Headline\tPublished\tWho wrote", "Title\tDate"]
)
def test_rows_copied_from_a_narrow_sheet_keep_their_columns(header: str) -> None:
    rows = [
        ["Ferry towns count the cost of winter", "2020-01-02", "Toronto Star"],
        ["Who pays for the last boat of the season", "2020-01-03", "The Globe and Mail"],
        ["Quiet ports are a promise kept", "2020-01-04", ""],
    ]
    width = header.count("\t") + 1
    text = "\n".join([header, *("\t".join(row[:width]) for row in rows)])
    reading = read_pasted(Pasted(text), _NOBODY, TODAY).reading
    assert [draft.headline.value for draft in reading.drafts] == [row[0] for row in rows]
    assert [str(draft.published_on.value) for draft in reading.drafts] == [row[1] for row in rows]


def test_lines_with_a_tab_below_other_words_are_no_sheet() -> None:
    for text in ("Weather\tSun\nWind\tCalm\n", "Title\tDate\nA note on the winter\n", "Title\tDate\n"):
        assert read(text.encode(), "note.txt").format == "text"


def test_a_sheet_without_rows_is_refused_in_a_sentence() -> None:
    with pytest.raises(WrongUsage, match="no rows below its header"):
        read(as_csv(["Date", "Headline", "URL"]))


# Workbooks


def test_a_workbook_gives_dates_numbers_and_links_as_they_are_read() -> None:
    workbook = as_xlsx(
        ["Date", "Headline", "Link", "Pages", "Arctic"],
        [datetime(2026, 11, 3, 10, 30), "One", "here", 3.0, True],
        ["13 Nov 2026", '=HYPERLINK("https://ledger.example/2","Two")', None, 1.5, 0],
        [date(2026, 11, 5), "Three", "https://ledger.example/3", "#N/A", None],
        [datetime(2026, 11, 6), 2026, None, 4, 1],
    )
    workbook["Coverage"]["C2"].hyperlink = "https://ledger.example/1"
    workbook["Coverage"]["B5"].hyperlink = "https://ledger.example/4"
    reading = read(saved(workbook), "clips.xlsx")
    drafts = reading.reading.drafts
    assert [draft.headline.value for draft in drafts] == ["One", "Two", "Three", "2026"]
    assert [draft.url.value for draft in drafts] == [f"https://ledger.example/{n}" for n in (1, 2, 3, 4)]
    assert [draft.published_on.value.day for draft in drafts if draft.published_on.value] == [3, 13, 5, 6]
    assert [bool(draft.coding.tags) for draft in drafts] == [True, False, False, True]
    assert reading.file is not None
    assert "One" in reading.reading.text[slice(*drafts[0].extent)]


def test_a_workbook_that_counts_from_1904() -> None:
    reading = read(saved(as_xlsx(["Date", "Headline"], [datetime(2026, 11, 3), "One"], is_1904=True)), "mac.xlsx")
    assert reading.reading.drafts[0].published_on.value == date(2026, 11, 3)


def test_a_cell_merged_over_rows_speaks_for_each_of_them() -> None:
    workbook = as_xlsx(
        ["Coverage of November"],
        ["Outlet", "Headline"],
        ["Ledger", "One"],
        [None, "Two"],
        [None, "Three"],
        ["Beacon", "Four"],
    )
    workbook["Coverage"].merge_cells("A3:A5")
    workbook["Coverage"].merge_cells("A1:B1")
    drafts = read(saved(workbook), "clips.xlsx").reading.drafts
    assert [(draft.outlet.value, draft.headline.value) for draft in drafts] == [
        ("Ledger", "One"),
        ("Ledger", "Two"),
        ("Ledger", "Three"),
        ("Beacon", "Four"),
    ]


def test_the_sheet_with_the_most_known_columns_is_chosen_and_another_can_be() -> None:
    more = [["Date", "Headline", "Outlet", "URL"], ["2026-11-03", "One", "Ledger", "https://ledger.example/1"]]
    reading = read(saved(as_xlsx(["How to fill this in"], ["Write a date"], more=more)), "clips.xlsx")
    assert reading.sheet is not None
    assert [sheet.name for sheet in reading.sheet.sheets] == ["Coverage", "More"]
    assert reading.sheet.mapping.sheet == 1
    other = guess_mapping(reading.sheet.sheets, Known(), TODAY, sheet=0)
    assert other.mapping.sheet == 0


def test_hidden_sheets_come_last_and_empty_ones_not_at_all() -> None:
    workbook = as_xlsx(["Headline"], ["One"], more=[["Headline"], ["Two"]])
    workbook.create_sheet("Nothing")
    workbook["Coverage"].sheet_state = "hidden"
    reading = read(saved(workbook), "clips.xlsx")
    assert reading.sheet is not None
    assert [sheet.name for sheet in reading.sheet.sheets] == ["More", "Coverage"]


def test_old_and_broken_workbooks_are_refused_in_a_sentence() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    with pytest.raises(WrongUsage, match="Excel 97 to 2003"):
        read(old, "old.xls")
    with pytest.raises(WrongUsage, match="protected by a password"):
        read(old, "locked.xlsx")
    with pytest.raises(WrongUsage, match="another program"):
        read(saved(as_xlsx(["Headline"], ["One"])), "sheet.ods")
    data = saved(as_xlsx(["Headline"], ["One"]))
    with pytest.raises(WrongUsage):
        read(data[: len(data) // 2], "half.xlsx")
    with pytest.raises(WrongUsage, match="nothing in the sheets"):
        read(saved(openpyxl.Workbook()), "empty.xlsx")


# Presets


OURS = Preset("Ours", (Column("Was", Use.HEADLINE), Column("Wann", Use.DATE), Column("X")), DateOrder.DAY_FIRST)


def test_a_known_header_is_recognised_and_used() -> None:
    known = Known(presets=(Preset("Other", (Column("Headline", Use.HEADLINE),)), OURS))
    reading = read(as_csv(["Title of it"], ["Wann", "Was", "X"], ["03/04/2026", "One", "y"]), known=known)
    assert reading.sheet is not None
    assert (reading.sheet.preset, reading.sheet.mapping.header) == ("Ours", 1)
    [draft] = reading.reading.drafts
    assert (draft.headline.value, draft.published_on.value) == ("One", date(2026, 4, 3))


def test_a_header_with_a_column_more_is_guessed_and_a_preset_can_be_chosen_all_the_same() -> None:
    reading = read(as_csv(["Wann", "Was", "Y"], ["03/04/2026", "One", "y"]), known=Known(presets=(OURS,)))
    found = reading.sheet
    assert found is not None
    assert found.preset is None
    again = read_again(reading, with_preset(found.sheets, found.mapping, OURS), Known(), TODAY)
    assert again.reading.drafts[0].headline.value == "One"


def test_another_row_can_be_the_header() -> None:
    reading = read(as_csv(["Date", "Headline"], ["Headline", "Date"], ["One", "2026-11-03"]))
    found = reading.sheet
    assert found is not None
    again = read_again(reading, with_header(found.sheets, 0, 1, Known(), TODAY), Known(), TODAY)
    assert again.reading.drafts[0].headline.value == "One"
    none = read_again(reading, with_header(found.sheets, 0, None, Known(), TODAY), Known(), TODAY)
    assert len(none.reading.drafts) + len(none.problems) == 3


def test_one_way_after_another_gives_what_each_gives_alone() -> None:
    cells = ["03/04/2026", "Harbour towns ask the ministry for a plan", "www.ledger.example/ask", "Ledger"]
    reading = read(as_csv(["Date", "Headline", "Link", "Outlet"], cells))
    found = reading.sheet
    assert found is not None
    sheets = SheetReading(reading.pasted, found.sheets, Known(), TODAY, reading.file)
    fewer = replace(found.mapping, columns=tuple(replace(one, use=None) for one in found.mapping.columns[:1]))
    ways = [
        found,
        replace(found, mapping=fewer),
        replace(found, mapping=with_order(found, DateOrder.DAY_FIRST)),
        with_header(found.sheets, 0, None, Known(), TODAY),
        found,
    ]
    for way in ways:
        assert sheets.read(way) == read_again(reading, way, Known(), TODAY)


def test_a_reading_ends_where_its_progress_is_told() -> None:
    reading = read(as_csv(["Headline"], *([f"Harbour {n}"] for n in range(9))))
    found, told = reading.sheet, []
    assert found is not None

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        SheetReading(reading.pasted, found.sheets, Known(), TODAY).read(found, stop)
    assert told == [(0, 9), (1, 9), (2, 9), (3, 9)]


def test_our_own_people_are_told_from_reporters_by_their_names() -> None:
    known = Known(spokespeople=("Petra Lind", "Amadou Kerr"))
    reading = read(as_csv(["Headline", "Who"], ["One", "Petra Lind"], ["Two", "Amadou Kerr"]), known=known)
    assert uses(reading)["Who"] == "spokespeople"
    assert uses(read(as_csv(["Headline", "Who"], ["One", "Petra Lind"], ["Two", "Amadou Kerr"])))["Who"] == "reporters"


def test_a_text_that_is_only_called_a_workbook_is_read_as_what_it_is() -> None:
    data = as_csv(["Headline", "Outlet"], ["One", "Ledger"], delimiter="\t")
    assert [draft.headline.value for draft in read(data, "export.xls").reading.drafts] == ["One"]
    page = b"<html><body><h1>Harbour towns ask</h1><p>Nobody, it seems, has decided, so far.</p></body></html>"
    assert read(page, "export.xls").sheet is None


def test_escapes_of_a_workbook_are_read() -> None:
    [draft] = read(saved(as_xlsx(["Headline", "Text"], ["One_x0041_", "a_x000D_\nb"])), "clips.xlsx").reading.drafts
    assert (draft.headline.value, draft.body.value) == ("OneA", "a\n\nb")


def test_a_sheet_longer_than_can_be_read_at_once_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 5)
    reading = read(as_csv(["Headline", "Outlet"], *([f"Headline {n}", "Ledger"] for n in range(9))))
    assert len(reading.reading.drafts) == 4
    assert told(reading)[0].startswith("None: Only the first 100,000 rows were read.")


def test_rows_beyond_those_that_are_read_are_not_even_parted() -> None:
    assert len(read_delimited("Headline\n" + "a\n" * 150_000).sheet.rows) == MOST_ROWS + 1
