"""Tables copied in a browser, a spreadsheet program or a word processor: tabs in the text, cells in the HTML."""

from datetime import date

import pytest

from clipper.capture import from_bytes
from clipper.capture.formats import read_file, read_pasted
from clipper.capture.formats.base import File
from clipper.capture.markup import text_in
from clipper.model.draft import Draft, Known, Pasted
from tests.capture.timing import in_time

TODAY = date(2024, 6, 5)
HEADER = ("Date", "Headline", "Outlet")
ROWS = (
    ("2024-03-03", "Ferry waits for the tide", "CBC News"),
    ("2024-03-04", "Fog holds the harbour", "Kettle Lantern"),
    ("2024-03-05", "Who pays for the quay?", "Toronto Star"),
)


def pasted(text: str, html: str | None = None) -> tuple[Draft, ...]:
    return read_pasted(Pasted(text, html), Known(), TODAY).reading.drafts


def told(draft: Draft) -> tuple[str | None, str | None, str | None]:
    day = draft.published_on.value
    return day.isoformat() if day else None, draft.headline.value, draft.outlet.value


def tabbed(*rows: tuple[str, ...]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def test_rows_copied_without_their_header_are_told_by_what_the_columns_hold() -> None:
    rows = [
        (*row, "Link", name, "120000")
        for row, name in zip(ROWS, ("Ines Marlow", "", "Li Wei; Tom Verdun"), strict=True)
    ]
    drafts = pasted(tabbed(*rows))
    assert tuple(map(told, drafts)) == ROWS
    assert [draft.reporters.value for draft in drafts] == [("Ines Marlow",), (), ("Li Wei", "Tom Verdun")]


def test_the_links_of_a_copied_table_stay_with_their_rows() -> None:
    linked = [
        (day, f'<a href="https://www.{number}.example/a?utm_source=x">{headline[:5]}<b>{headline[5:]}</b></a>', outlet)
        for number, (day, headline, outlet) in enumerate(ROWS)
    ]
    links = ["https://www.0.example/a", "https://www.1.example/a", "https://www.2.example/a"]
    with_header = pasted(tabbed(HEADER, *ROWS), table(HEADER, *linked))
    assert tuple(map(told, with_header)) == ROWS
    assert [draft.url.value for draft in with_header] == links
    without = pasted(tabbed(*ROWS), table(*linked))
    assert tuple(map(told, without)) == ROWS
    assert [draft.url.value for draft in without] == links


def test_commas_within_the_quotation_marks_of_every_row_make_no_columns() -> None:
    text = "Date,Headline,Link,Outlet\n" + "".join(
        f'"May {number % 28 + 1}, 2024",Ferry number {number},https://news.example/{number},CBC News\n'
        for number in range(400)
    )
    drafts = read_file(File("log.csv", text.encode()), Known(), TODAY).reading.drafts
    assert len(drafts) == 400
    assert told(drafts[0]) == ("2024-05-01", "Ferry number 0", "CBC News")
    assert told(drafts[399]) == ("2024-05-08", "Ferry number 399", "CBC News")


def test_a_table_in_html_alone_is_read_row_by_row() -> None:
    for html in (table(*ROWS), table(HEADER, *ROWS), "<p>Clips of the week</p>" + table(HEADER, *ROWS)):
        assert tuple(map(told, pasted("", html))) == ROWS


def test_a_table_in_a_mail_is_read_row_by_row() -> None:
    mail = (
        "From: desk@agency.example\nSubject: Clips\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
        f"<html><body><p>Good morning,</p>{table(HEADER, *ROWS)}</body></html>"
    )
    drafts = read_file(File("clips.eml", mail.encode()), Known(), TODAY).reading.drafts
    assert tuple(map(told, drafts)) == ROWS


def test_an_empty_cell_keeps_the_columns_of_its_row() -> None:
    rows = ((*ROWS[0], "Ines Marlow"), (ROWS[1][0], ROWS[1][1], "", "Tom Verdun"), (*ROWS[2], ""))
    drafts = pasted("", table((*HEADER, "Author"), *rows))
    assert [(draft.outlet.value, draft.reporters.value) for draft in drafts] == [
        ("CBC News", ("Ines Marlow",)),
        (None, ("Tom Verdun",)),
        ("Toronto Star", ()),
    ]


def test_what_a_page_lays_out_with_a_table_stays_in_lines() -> None:
    cells = (
        "<td><p>Home</p><p>News</p></td><td><h1>Ferry waits</h1><p>It waited for the tide again.</p></td><td>Ad</td>"
    )
    text = from_bytes(f"<html><table><tr>{cells}</tr></table></html>".encode(), "a.html").text
    assert "\t" not in text
    assert "Ferry waits" in text.splitlines()


def test_a_picture_in_a_row_takes_no_link_from_it() -> None:
    icon = '<img src="https://pictures.example/a.png" alt="Front page">'
    rows = [
        (icon, f'<a href="https://www.{number}.example/a">{headline}</a>', outlet, day)
        for number, (day, headline, outlet) in enumerate(ROWS)
    ]
    for order in ((0, 1, 2, 3), (1, 2, 3, 0)):
        html = table(*(tuple(row[place] for place in order) for row in rows))
        assert [draft.url.value for draft in pasted("", html)] == [f"https://www.{n}.example/a" for n in range(3)]


@pytest.mark.parametrize("cell", ["<p>ab</p>", "<tr><td>ab</td></tr>", "<tr><td>a</td><td>b</td><td>c</td></tr>"])
def test_the_rows_of_a_long_page_take_linear_time(cell: str) -> None:
    with in_time():
        text_in("<table>" + cell * (200_000 // len(cell)) + "</table>")


@pytest.mark.parametrize("text", ["a\t" * 200_000, ("a\t" * 500 + "\n") * 200, "3 May 2024, " * 20_000 + "\n"])
def test_very_wide_rows_and_very_long_lines_are_no_mentions_and_take_no_time(text: str) -> None:
    with in_time():
        assert len(pasted(text + "Ferry waits for the tide\nToronto Star\n")) == 1


def test_a_column_of_names_of_which_one_is_a_known_outlet_has_the_outlets() -> None:
    outlets = ("Kettle Lantern", "CBC News", "Skerry Light", "Quay & Tide")
    rows = [
        (str(place), outlet, "Print", f"2024-03-0{place}", headline, f"p. {place}", "1,200")
        for place, outlet, headline in zip(
            range(1, 5), outlets, [*(row[1] for row in ROWS), "Ice road opens late this year"], strict=True
        )
    ]
    assert list(map(told, pasted(tabbed(*rows)))) == [(row[3], row[4], row[1]) for row in rows]


def test_a_headline_in_several_cells_of_a_sheet_asks_to_be_looked_at() -> None:
    (draft,) = pasted(
        "1\tKettle Lantern\tFerry waits for the tide\tp. 7\n2\tSkerry Light\tFog holds the harbour\tp. 8\n"
    )
    assert not draft.headline.is_sure
