"""Random and broken sheets: no row is lost, values are exact, and nothing but a sentence for a person is raised."""

import csv
import io
import zipfile
from contextlib import suppress
from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture.formats import read_file
from clipper.capture.formats.base import File
from clipper.capture.formats.table.delimited import read_delimited
from clipper.model.draft import FileReading, Known
from clipper.model.errors import ClipperError
from clipper.model.text import clean
from tests.profiles import of_hundred

TODAY = date(2026, 11, 18)
NAMES = ["Date", "Headline", "URL", "Spokesperson", "Circulation"]
# Letters that openpyxl can write and that cleaning leaves alone, with what parts and quotes cells; no entities, which
# are read as what they stand for.
_LETTERS = st.characters(categories=["L", "N", "P", "Zs"], include_characters=",;\t|\"'", exclude_characters="=&")
_WORDS = st.text(_LETTERS, max_size=30).map(lambda text: f"w{' '.join(clean(text).split())} z")
_DAYS = st.dates(date(1990, 1, 1), TODAY).map(date.isoformat)
_ROWS = st.lists(
    st.tuples(_DAYS, _WORDS, st.integers(0, 10**6).map(lambda n: f"https://ledger.example/{n}"), st.just(""), _WORDS),
    min_size=1,
    max_size=12,
)
_SLOW = of_hundred(60)


def read(data: bytes, name: str) -> FileReading:
    return read_file(File(name, data), Known(), TODAY)


def as_csv(rows: list[list[str]], delimiter: str, quoting: int, end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue()


def values(reading: FileReading) -> list[tuple[str, str | None, str | None]]:
    return [(str(draft.published_on.value), draft.headline.value, draft.url.value) for draft in reading.reading.drafts]


@given(
    _ROWS,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\r\n", "\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.randoms(),
)
@_SLOW
def test_a_table_comes_back_from_csv(
    rows: list[tuple[str, ...]], delimiter: str, quoting: int, end: str, encoding: str, random: object
) -> None:
    order = list(range(len(NAMES)))
    random.shuffle(order)  # type: ignore[attr-defined]
    table = [[row[place] for place in order] for row in [tuple(NAMES), *rows]]
    reading = read(as_csv(table, delimiter, quoting, end).encode(encoding), "clips.csv")
    assert values(reading) == [(row[0], row[1], row[2]) for row in rows]
    assert reading.problems == ()


@given(_ROWS)
@_SLOW
def test_a_table_comes_back_from_a_workbook(rows: list[tuple[str, ...]]) -> None:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Coverage")
    sheet.append(NAMES)
    for day, *others in rows:
        sheet.append([date.fromisoformat(day), *others])
    out = io.BytesIO()
    workbook.save(out)
    reading = read(out.getvalue(), "clips.xlsx")
    assert values(reading) == [(row[0], row[1], row[2]) for row in rows]


@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=6), max_size=15), st.sampled_from(",;\t|"))
@_SLOW
def test_each_row_becomes_a_draft_or_is_told(rows: list[list[str]], delimiter: str) -> None:
    table = [["Headline", "Outlet", "Date"], ["Who pays", "Ledger", "2026-11-03"], *rows]
    try:
        reading = read(as_csv(table, delimiter, csv.QUOTE_MINIMAL).encode("utf-8", "surrogatepass"), "clips.csv")
    except ClipperError:
        return
    assert reading.sheet is not None
    sheet = reading.sheet.sheets[0]
    starts = [draft.extent[0] for draft in reading.reading.drafts]
    assert starts == sorted(set(starts))
    told = {problem.place for problem in reading.problems}
    there = {extent: number for number, extent in enumerate(sheet.extents, start=1)}
    drafted = {there[draft.extent] for draft in reading.reading.drafts}
    for number, cells in enumerate(sheet.rows, start=1):
        says_something = any(cell.strip() for cell in cells)
        is_header = reading.sheet.mapping.header == number - 1 or all(
            cell.strip().casefold() in {"headline", "outlet", "date", ""} for cell in cells
        )
        assert number in drafted or number in told or is_header or not says_something


@given(st.text(max_size=400))
@_SLOW
def test_the_rows_of_any_text_follow_one_another(text: str) -> None:
    sheet = read_delimited(text).sheet
    whole = clean(text.replace("\0", ""))
    position = 0
    for start, end in sheet.extents:
        assert start == position <= end
        position = end
    assert position == len(whole)


def a_workbook() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Date", "Headline", "URL"])
    for number in range(5):
        sheet.append([TODAY - timedelta(days=number), f"Headline {number}", '=HYPERLINK("https://x.example/1","a")'])
    sheet["B2"].hyperlink = "https://ledger.example/2"
    sheet.merge_cells("A5:A6")
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


WORKBOOK = a_workbook()


@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), min_size=1, max_size=20))
@_SLOW
def test_a_workbook_with_wrong_bytes_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WORKBOOK)
    for place, value in changes:
        data[place] = value
    with suppress(ClipperError):
        read(bytes(data), "clips.xlsx")


def with_part(name: str, change: object) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part).decode("utf-8")
            new.writestr(part, change(content) if part == name else content)  # type: ignore[operator]
    return out.getvalue()


PARTS = [part for part in zipfile.ZipFile(io.BytesIO(WORKBOOK)).namelist() if part.endswith((".xml", ".rels"))]


@given(st.sampled_from(PARTS), st.integers(0, 5_000), st.integers(0, 60), st.text(max_size=10))
@_SLOW
def test_a_workbook_with_a_broken_part_is_read_or_refused(part: str, start: int, length: int, new: str) -> None:
    with suppress(ClipperError):
        read(with_part(part, lambda text: text[:start] + new + text[start + length :]), "clips.xlsx")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_entities_in_a_workbook_are_never_expanded(part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1 if n else chr(59)}" * 10}">'.replace("&a;;", "&a;") for n in range(12)
    )
    data = with_part(part, lambda text: text.replace("?>", f"?>{bomb}]>", 1) if "?>" in text else f"{bomb}]>{text}")
    with suppress(ClipperError):
        read(data, "clips.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(250_000_000))
    with pytest.raises(ClipperError, match="unpacks to far more"):
        read(out.getvalue(), "bomb.xlsx")


def test_a_sheet_that_says_it_is_huge_is_read_as_what_it_holds() -> None:
    def huge(text: str) -> str:
        return text.replace('<row r="6"', '<row r="1048576"').replace('r="A1"', 'r="A1"', 1)

    reading = read(with_part("xl/worksheets/sheet1.xml", huge), "clips.xlsx")
    assert len(reading.reading.drafts) >= 4


def test_workbooks_that_were_made_to_keep_their_readers_busy_come_to_an_end() -> None:
    def merge(text: str) -> str:
        cells = "".join(f'<mergeCell ref="A{n}:A1048576"/>' for n in range(2, 40_000))
        start, end = text.index("<mergeCell "), text.index("</mergeCells>")
        return text[:start] + cells + text[end:]

    assert read(with_part("xl/worksheets/sheet1.xml", merge), "clips.xlsx").reading.drafts
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(2, 5_000))
    many = with_part("xl/workbook.xml", lambda text: text.replace("</sheets>", f"{sheets}</sheets>"))
    with pytest.raises(ClipperError):
        read(many, "clips.xlsx")
