"""Marks that part the pieces of mentions: slashes, quotation marks of other languages, and who wrote it behind them."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)


def drafts(text: str) -> tuple[Draft, ...]:
    return read(Pasted(text), Known(), TODAY).drafts


def told(text: str) -> list[tuple[object, ...]]:
    return [(draft.headline.value, draft.reporters.value, draft.outlet.value) for draft in drafts(text)]


def test_slashes_part_headline_outlet_and_day() -> None:
    found = drafts("Ferry waits for the tide / CBC News / 2026-11-09\nFog stays put / The Guardian / 18 Nov 2026\n")
    assert [(draft.headline.value, draft.outlet.value, draft.published_on.value) for draft in found] == [
        ("Ferry waits for the tide", "CBC News", date(2026, 11, 9)),
        ("Fog stays put", "The Guardian", date(2026, 11, 18)),
    ]


def test_a_slash_between_figures_parts_nothing() -> None:
    text = "Open 24 / 7 at the ferry, CBC News, 9 Nov 2026\nFog stays put, The Guardian, 18 Nov 2026\n"
    assert [headline for headline, *_ in told(text)] == ["Open 24 / 7 at the ferry", "Fog stays put"]


@pytest.mark.parametrize("page", ["", ", S. 7"])
def test_the_author_in_brackets_behind_a_german_quotation_is_the_reporter(page: str) -> None:
    text = f"FAZ: „Der Nebel bleibt“ (Jonas Wieland{page})\ntaz: „Die Fähre wartet“ (Anna Brandt)\n"
    assert told(text) == [
        ("Der Nebel bleibt", ("Jonas Wieland",), "Frankfurter Allgemeine Zeitung"),
        ("Die Fähre wartet", ("Anna Brandt",), "taz"),
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Die Zeit: „Der Nebel bleibt“ von Jonas Wieland, 23.11.2026", ("Der Nebel bleibt", "Jonas Wieland")),
        ("La Stampa, 19 novembre 2026: «La nebbia resta», di Marco Rossi", ("La nebbia resta", "Marco Rossi")),
        ("La Presse, 19 novembre 2026 : « La brume reste », de Luc Roy", ("La brume reste", "Luc Roy")),
    ],
)
def test_who_wrote_it_stands_behind_the_quotation_marks(line: str, wanted: tuple[str, str]) -> None:
    second = "The Guardian, 18 November 2026: “Fog stays put”, by Ines Marlow"
    headline, (name,), _ = told(f"{line}\n{second}\n")[0]
    assert (headline, name) == wanted


def test_words_between_quotation_marks_and_a_name_are_no_byline_where_a_headline_goes_on() -> None:
    ((headline, names, _),) = told("« La brume » de la baie reste, La Presse, 19 novembre 2026\n")
    assert (headline, names) == ("« La brume » de la baie reste", ())


def test_a_name_that_begins_with_an_article_is_the_outlet_and_not_its_reporter() -> None:
    text = (
        "26 novembre : La Feuille du Quai, « Les saules reviennent », Théo Landry\n"
        "27 novembre : L'Écho du Bassin, « Le quai penche », Solange Pitre\n"
    )
    assert told(text)[0] == ("Les saules reviennent", ("Théo Landry",), "La Feuille du Quai")


@pytest.mark.parametrize("day", [" (Nov 4, 2026)", " (4 Nov)", ", 2026-11-04", ""])
def test_who_wrote_it_and_the_outlet_may_lead_to_the_headline(day: str) -> None:
    text = f"Ragnhild Aas, CBC News: Ice road: it opens late{day}\nWynn Oduya, Toronto Star: Fog stays put{day}\n"
    found = [(draft.headline.value, draft.reporters.value, draft.outlet.value) for draft in drafts(text)]
    assert found == [
        ("Ice road: it opens late", ("Ragnhild Aas",), "CBC News"),
        ("Fog stays put", ("Wynn Oduya",), "Toronto Star"),
    ]


def test_a_digest_may_have_one_paragraph_below_each_head() -> None:
    """Its outlets need not all be known."""
    texts = [
        "The road opened a week later than last year, the ministry says, and trucks wait on both sides of the river "
        "for the ice to grow as it did before.",
        "Nobody knows when it will open again, and the ferry waits for the tide, as it did in the spring of the year "
        "in which the bridge was built.",
        "The fog is what it is, and those who have lived in it for long say that there is less of it than there was "
        "when they were young.",
    ]
    heads = [
        "CBC News: Ice road opens late (Ann Lee, Nov 5, 2026)",
        "Tidewater Courier: Bridge closes again (Tom Roe, Nov 6, 2026)",
        "The Globe and Mail: Fog stays put (Mia Poe, Nov 7, 2026)",
    ]
    pieces = (f"{number}. {head}\n{text}" for number, (head, text) in enumerate(zip(heads, texts, strict=True), 1))
    found = drafts("\n\n".join(pieces))
    assert [(draft.headline.value, draft.outlet.value, draft.body.value) for draft in found] == [
        ("Ice road opens late", "CBC News", texts[0]),
        ("Bridge closes again", "Tidewater Courier", texts[1]),
        ("Fog stays put", "The Globe and Mail", texts[2]),
    ]


@pytest.mark.parametrize("remark", ["(w/ video)", "[paywall]", "(print only)", "(with photos)", "(avec vidéo)"])
@pytest.mark.parametrize(
    "style", ["{2} {1} {0} {3}", "{1} – {0} – {2} – {3}", "{0} – {1} – {3} – {2}", "{1}, {0}, {3}, {2}"]
)
def test_what_belongs_to_a_piece_stands_behind_its_quoted_headline(style: str, remark: str) -> None:
    text = style.format(f'"Fog stays put" {remark}', "CBC News", "Nov 9, 2026", "Ann Lee") + "\n"
    text += style.format('"Grocers face a code: day one"', "Grocery Business", "Nov 10, 2026", "Tom Roe") + "\n"
    text += style.format('"The ferry waits"', "Toronto Star", "Nov 11, 2026", "Jo May") + "\n"
    assert told(text) == [
        ("Fog stays put", ("Ann Lee",), "CBC News"),
        ("Grocers face a code: day one", ("Tom Roe",), "Grocery Business"),
        ("The ferry waits", ("Jo May",), "Toronto Star"),
    ]
    assert [draft.published_on.value for draft in drafts(text)] == [date(2026, 11, day) for day in (9, 10, 11)]


def test_an_unknown_outlet_with_a_page_asks_to_be_looked_at() -> None:
    text = 'Nov 9, 2026 Fog Ledger A4 "Fog stays put" Ann Lee\nNov 10, 2026 CBC News "The ferry waits" Tom Roe\n'
    assert [draft.outlet.is_sure for draft in drafts(text)] == [False, True]


def test_a_section_in_the_place_of_an_outlet_is_offered_as_one_and_not_taken() -> None:
    text = "Ferry waits, by Ann Lee, Business News, November 4, 2026\n"
    text += "Ice road opens, by Tom Roe, CBC News, November 5, 2026\n"
    first, second = drafts(text)
    assert (first.outlet.value, [other.value for other in first.outlet.alternatives]) == (None, ["Business News"])
    assert (second.outlet.value, second.outlet.alternatives) == ("CBC News", ())
