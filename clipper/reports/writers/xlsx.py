"""A report as an Excel workbook: the clippings, and each figure's table on a sheet of its own.

Text is always text, never a formula. Where a cell is too small for a text, the rest stands in further columns.
"""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import count
from math import ceil
from pathlib import Path
from typing import Any

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as Defined
from openpyxl.worksheet.table import TableStyleInfo

from clipper.model.values import replace
from clipper.reports.document import Report
from clipper.reports.parts import Amount, References
from clipper.reports.tables import Cell, Column, Link, Table, tables
from clipper.reports.typst_data import paper_of
from clipper.reports.writers.files import write_bytes
from clipper.reports.writers.package import brand_of, repacked, xml_text

# openpyxl's own types leave open what its sheets always have.
Page = Any
Place = Any

_LONGEST_TEXT = 32_767  # UTF-16 units in a cell
_PART = 16_000  # code points, which are at most twice as many units
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
# Excel reads _x0041_ as the letter A.
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_PAPERS = {"us-letter": 1, "a4": 9}
_WIDTHS = {
    "clipping": 6,
    "date": 12,
    "headline": 48,
    "excerpt": 60,
    "note": 48,
    "comments": 48,
    "full_text": 60,
    "text": 90,
    "message": 48,
    "line": 70,
    "what": 48,
    "link": 32,
}
_NARROWEST, _WIDEST = 10, 36
_MOST_LINES = 8  # of text in a row; a longer one is there and may be drawn open
_LINE = 15.0  # points
_PAGE_WIDTH = 180  # characters on one printed page; what is wider goes on on another
_FONT = "Calibri"
_KINDS = ("head", "body", "link")
_INK, _HAIR = "16202B", "D5DADF"


def write(report: Report, path: Path) -> tuple[str, ...]:
    """Write the workbook, whole or not at all; raises EnvironmentProblem where the file cannot be written."""
    write_bytes(path, render(report))
    return ()


def render(report: Report) -> bytes:
    """Return the workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names: set[str] = set()
    made = [_Sheet(table, _name(table.title, names)) for table in tables(report)]
    places = _places(made[0])
    for sheet in map(_with_further_columns, made):
        page = book.create_sheet(sheet.name)
        _fill(page, sheet, places)
        _look(page, sheet, report)
    on = report.issued_on
    book.properties.title = xml_text(report.name)
    book.properties.creator = xml_text(report.organisation)
    book.properties.language = f"{report.language}-{report.region}"
    book.properties.created = datetime(on.year, on.month, on.day)
    saved = io.BytesIO()
    book.save(saved)
    return repacked(saved.getvalue(), on)


class _Sheet(Struct, frozen=True):
    table: Table
    name: str


def _name(title: str, taken: set[str]) -> str:
    """Return a name that a sheet can have and that no other has yet."""
    usual = _FORBIDDEN.sub("-", xml_text(title).replace("\n", " ")).strip(" '") or "-"
    for times in count(1):
        end = f" ({times})" if times > 1 else ""
        name = _first_units(usual, _LONGEST_NAME - len(end)).strip(" '") + end
        if name.casefold() not in taken:
            break
    taken.add(name.casefold())
    return name


def _first_units(text: str, most: int) -> str:
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _places(sheet: _Sheet) -> dict[int, str]:
    """Where each clipping stands, by its running number."""
    if sheet.table.key != "clippings":
        return {}
    name = sheet.name.replace("'", "''")
    numbers = [row[0] for row in sheet.table.rows]
    return {number: f"'{name}'!A{line}" for line, number in enumerate(numbers, 2) if isinstance(number, int)}


def _with_further_columns(sheet: _Sheet) -> _Sheet:
    """Give each column whose texts are too long for one cell as many more as they need."""
    table = sheet.table
    rows = [[_parts(cell) for cell in row] for row in table.rows]
    most = [max((len(row[place]) for row in rows), default=1) for place in range(len(table.columns))]
    columns = [
        further for column, times in zip(table.columns, most, strict=True) for further in _further(column, times)
    ]
    filled = tuple(
        tuple(cell for parts, times in zip(row, most, strict=True) for cell in (parts + [None] * times)[:times])
        for row in rows
    )
    return replace(sheet, table=replace(table, columns=tuple(columns), rows=filled))


def _further(column: Column, times: int) -> Iterator[Column]:
    for part in range(1, times + 1):
        yield replace(column, header=f"{column.header} {part}") if part > 1 else column


def _parts(cell: Cell) -> list[Cell]:
    if not isinstance(cell, str) or len(cell.encode("utf-16-le")) // 2 <= _LONGEST_TEXT:
        return [cell]
    return [cell[start : start + _PART] for start in range(0, len(cell), _PART)]


# --- cells


def _fill(page: Page, sheet: _Sheet, places: dict[int, str]) -> None:
    for index, header in enumerate(_headers(sheet.table), 1):
        _write(page.cell(1, index), header)
    for line, row in enumerate(sheet.table.rows, 2):
        for index, (column, cell) in enumerate(zip(sheet.table.columns, row, strict=True), 1):
            _put(page.cell(line, index), cell, column, places)


def _headers(table: Table) -> list[str]:
    """The headers of a table, each of them another one, as Excel wants it."""
    found: list[str] = []
    for column in table.columns:
        usual = _first_units(xml_text(column.header).replace("\n", " ").strip() or column.key, 200)
        taken = {header.casefold() for header in found}
        options = (usual if times == 1 else f"{usual} ({times})" for times in count(1))
        found.append(next(option for option in options if option.casefold() not in taken))
    return found


def _put(place: Place, cell: Cell, column: Column, places: dict[int, str]) -> None:
    if isinstance(cell, Link):
        _write(place, cell.text)
        place.hyperlink = cell.url
    elif isinstance(cell, References):
        _refer(place, cell, places)
    elif isinstance(cell, Amount):
        _measure(place, cell)
    elif isinstance(cell, date):
        place.value, place.number_format = cell, "yyyy-mm-dd"
    elif isinstance(cell, int):
        place.value, place.number_format = cell, "+#,##0;−#,##0;0" if column.is_change else "#,##0"
    elif cell:
        _write(place, cell)


def _write(place: Place, text: str) -> None:
    place.value = _CODED.sub("_x005F_", xml_text(text))
    # Whatever it looks like: "=1+1" and "#N/A" are texts, also after somebody has edited the cell.
    place.data_type = "s"
    place.quotePrefix = text[:1] in tuple("=+-@")


def _refer(place: Place, references: References, places: dict[int, str]) -> None:
    """Set running numbers; the cell leads to the first of them."""
    _write(place, f"{', '.join(map(str, references.shown))} {references.more}".strip())
    first = next((places[number] for number in references.shown if number in places), None)
    if first:
        place.hyperlink = Hyperlink(ref=place.coordinate, location=first)


def _measure(place: Place, amount: Amount) -> None:
    if amount.unit.endswith("%"):
        place.value, place.number_format = amount.number / 100, f"0{amount.unit}"
    else:
        unit = xml_text(amount.unit).replace('"', "”")
        place.value, place.number_format = amount.number, f'#,##0" {unit}"' if unit else "#,##0"


# --- the look


def _look(page: Page, sheet: _Sheet, report: Report) -> None:
    table = sheet.table
    page.freeze_panes = "D2" if table.key == "clippings" else "A2"
    if table.rows:
        name = f"T{len(page.parent.worksheets)}_{table.key}"
        defined = Defined(displayName=name, ref=page.dimensions)
        defined.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        page.add_table(defined)
    widths = [_width(table, place) for place in range(len(table.columns))]
    _set_widths(page, widths)
    _set_text(page, brand_of(report))
    # Not every program finds out by itself how high a row of several lines is.
    for line, row in enumerate([tuple(_headers(table)), *table.rows], 1):
        page.row_dimensions[line].height = _LINE * min(_MOST_LINES, max(map(_lines, row, widths)))
    _set_paper(page, report, sum(widths))


def _width(table: Table, place: int) -> float:
    column = table.columns[place]
    known = _WIDTHS.get(column.key)
    if known:
        return known
    longest = max((len(_shown(row[place])) for row in table.rows), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 2, min(len(column.header) + 4, 18)))


def _shown(cell: Cell) -> str:
    if isinstance(cell, Link):
        return cell.text
    if isinstance(cell, References):
        return f"{', '.join(map(str, cell.shown))} {cell.more}"
    return f"{cell.number} {cell.unit}" if isinstance(cell, Amount) else "" if cell is None else str(cell)


def _lines(cell: Cell, width: float) -> int:
    """How many lines a text takes; a line that wraps is not filled to its end."""
    return sum(1 if len(line) < width else ceil(1.1 * len(line) / width) for line in _shown(cell).split("\n"))


def _set_widths(page: Page, widths: Iterable[float]) -> None:
    for index, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(index)].width = width


def _set_text(page: Page, brand: str) -> None:
    fonts = {kind: Font(_FONT, 11, bold=kind == "head", color=brand if kind == "link" else _INK) for kind in _KINDS}
    under, between = Border(bottom=Side("medium", _INK)), Border(bottom=Side("thin", _HAIR))
    for column in page.iter_cols():
        is_number = any(place.data_type == "n" and place.value is not None for place in column)
        side = {"horizontal": "right"} if is_number else {"horizontal": "left", "indent": 1}
        top, foot = (Alignment(vertical=where, wrap_text=True, **side) for where in ("top", "bottom"))
        for place in column:
            is_head = place.row == 1
            place.font = fonts["head" if is_head else "link" if place.hyperlink else "body"]
            place.border, place.alignment = (under, foot) if is_head else (between, top)


def _set_paper(page: Page, report: Report, width: float) -> None:
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _PAPERS[paper_of(report.region)]
    page.page_setup.fitToWidth = ceil(width / _PAGE_WIDTH)
    page.page_setup.fitToHeight = 0
    page.print_title_rows = "1:1"
    if page.page_setup.fitToWidth > 1:
        page.print_title_cols = "A:C"
    page.oddFooter.left.text = "&A"
    page.oddFooter.right.text = "&P / &N"
