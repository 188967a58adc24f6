"""Excel workbooks (.xlsx, .xlsm): every cell as the text that a person reads in it, and where it leads."""

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from clipper.capture.formats.archive import Archive, open_archive
from clipper.capture.formats.table.excel_links import Links, links_of, sheet_parts
from clipper.model.errors import WrongUsage
from clipper.model.sheet import MOST_ROWS, Place, Sheet
from clipper.model.text import clean, clean_line

_MOST_COLUMNS = 400
_MOST_SHEETS = 100
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MANY_SHEETS = (
    f"The workbook has more than {_MOST_SHEETS} sheets. Nothing of it was taken. Save those that hold clippings in a "
    "workbook of their own, and import that."
)
_UNREADABLE = (
    "The workbook is damaged or was written in a way that Clipper cannot read. Nothing of it was taken. Open it in "
    "your spreadsheet program, save it as .xlsx or .csv, and import that."
)


def is_workbook(data: bytes) -> bool:
    """Tell whether the bytes of a ZIP file are a workbook."""
    return b"xl/workbook" in data or b"xl\\workbook" in data or b"xl/worksheets/" in data


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets that hold something, hidden ones last; raises WrongUsage, with a sentence, for what is none."""
    with open_archive(data) as archive:
        parts = sheet_parts(archive)
        if len(parts) > _MOST_SHEETS:
            raise WrongUsage(_MANY_SHEETS)
        found = [(name, links_of(archive, part)) for name, part in parts.items()]
        _refuse_locked(archive)
    try:
        return tuple(_sheets(data, dict(found)))
    except WrongUsage:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers meet in a file that is broken or only unusual
        raise WrongUsage(_UNREADABLE) from error


def _refuse_locked(archive: Archive) -> None:
    for name in archive.names:
        if name.casefold().startswith("xl/worksheets/"):
            archive.read(name)


def _sheets(data: bytes, links: dict[str, Links]) -> list[Sheet]:
    # openpyxl takes long to import and few files need it.
    import openpyxl

    with warnings.catch_warnings():
        # It warns of what it leaves out, such as charts; nothing of that is read here.
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            visible = sorted(workbook.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
            sheets = [_sheet(sheet, links.get(sheet.title, Links())) for sheet in visible]
        finally:
            workbook.close()
    return [sheet for sheet in sheets if sheet.rows]


def _sheet(sheet: Any, links: Links) -> Sheet:
    # What a file says of its size is often wrong, by a million rows or by all of them.
    sheet.reset_dimensions()
    rows = [_texts(row) for row in islice(sheet.iter_rows(values_only=True), MOST_ROWS)]
    _fill_linked(rows, links.words)
    _fill_merged(rows, links.merged)
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(clean_line(sheet.title), tuple(map(tuple, rows)), links.targets)


def _texts(row: Sequence[Any]) -> list[str]:
    texts = [_text(value) for value in row[:_MOST_COLUMNS]]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(value: Any) -> str:
    """Return a value as a person would type it; dates as YYYY-MM-DD, whatever the sheet's way of showing them."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value) if "_x" in value else value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int | timedelta) else ""


def _fill_linked(rows: list[list[str]], words: Mapping[Place, str]) -> None:
    """A workbook that no spreadsheet program has counted yet knows of a formula only what it says."""
    for (number, place), text in words.items():
        if number < len(rows) and place < _MOST_COLUMNS:
            rows[number] += [""] * (place + 1 - len(rows[number]))
            rows[number][place] = rows[number][place] or text


def _fill_merged(rows: list[list[str]], merged: Sequence[tuple[Place, Place]]) -> None:
    """A cell that is merged over several rows speaks for each of them."""
    filled = 0
    for (top, left), (bottom, _) in merged:
        text = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        filled += min(bottom, len(rows)) - top if text else 0
        if filled > MOST_ROWS:
            return  # more than all rows, in a file that was made to keep its readers busy
        for row in islice(rows, top + 1, bottom + 1):
            if text and (len(row) <= left or not row[left]):
                row += [""] * (left + 1 - len(row))
                row[left] = text


def as_text(sheets: Sequence[Sheet]) -> tuple[str, tuple[Sheet, ...]]:
    """Return the sheets as text, a line a row and a tab between cells, and the sheets with where their rows stand."""
    pieces: list[str] = []
    position, placed = 0, []
    for sheet in sheets:
        title = f"{sheet.name}\n" if len(sheets) > 1 else ""
        pieces.append(title)
        position += len(title)
        extents = []
        for line in _lines(sheet):
            pieces.append(line)
            extents.append((position, position + len(line)))
            position += len(line)
        placed.append(Sheet(sheet.name, sheet.rows, sheet.links, tuple(extents)))
    return "".join(pieces), tuple(placed)


def _lines(sheet: Sheet) -> Iterator[str]:
    for index, row in enumerate(sheet.rows):
        cells = []
        for place, cell in enumerate(row):
            link = sheet.links.get((index, place))
            text = " ".join(clean(cell).split())
            cells.append(f"{text} <{clean_line(link)}>" if link and clean_line(link) not in text else text)
        yield "\t".join(cells) + "\n"
