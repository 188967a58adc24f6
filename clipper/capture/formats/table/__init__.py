"""Sheets from services and offices, CSV or Excel: their columns are recognised by name, their rows become drafts."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache, partial

from clipper.capture.formats.archive import is_archive
from clipper.capture.formats.base import File, Format, Found, Opened, Opener
from clipper.capture.formats.table import excel
from clipper.capture.formats.table.columns import ANY, guess_columns, service_of
from clipper.capture.formats.table.copied import (
    end_of_line,
    placed,
    places_of_uses,
    start_of_sheet,
    with_headlines_whole,
)
from clipper.capture.formats.table.delimited import read_delimited
from clipper.capture.formats.table.header import LOOKED_AT, find_header, known_names, table_of
from clipper.capture.formats.table.labelled import OF_MENTION, labelled_sheet
from clipper.capture.formats.table.piped import piped_sheet
from clipper.capture.formats.table.rows import Cells, read_rows
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.paste import decode
from clipper.model.draft import Draft, FileReading, Known, Pasted, Problem, Reading
from clipper.model.errors import WrongUsage
from clipper.model.progress import Progress
from clipper.model.sheet import MOST_ROWS, Place, Preset, Sheet, SheetFile, SheetMapping, Use, key_of
from clipper.model.text import clean, clean_line
from clipper.model.values import replace

_ENDINGS = frozenset({".csv", ".tsv", ".tab", ".xls"})
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SNIFFED = 60_000
_SURELY = 4
_ENOUGH = 2
_SAMPLED = 50
_TABS = range(2, 100)
"""The tabs in the rows of a sheet that was copied without its header."""
_NEARLY_ALL = 0.8
_WRITTEN = (",", ";")
_FEWEST_WRITTEN = 3
"""So many columns a header has at the least whose cells commas part, as they part words."""
_LONGEST_SAMPLE = 120
_OLD = (
    "This is a workbook of Excel 97 to 2003, which Clipper cannot read. Nothing of it was taken. Open it in your "
    "spreadsheet program, save it as .xlsx, and import that."
)
_LOCKED = (
    "The workbook is protected by a password. Nothing of it was taken. Open it in your spreadsheet program, save it "
    "without the password, and import that."
)
_OTHER = (
    "This is a sheet of another program, which Clipper cannot read. Nothing of it was taken. Open it there, save it as "
    ".xlsx or .csv, and import that."
)
_DAMAGED = (
    "The file is called a workbook of Excel and is none, or a damaged one. Nothing of it was taken. Save it anew in "
    "your spreadsheet program, and import it again."
)
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_EMPTY = "There is nothing in the sheets of this workbook. Save it again with its rows, and import it then."
_NO_ROWS = "The sheet has no rows below its header, so there is nothing to import."
_NO_SHEET = "It is no sheet, so no preset can be used. Import it without one."
_OTHER_SHEET = "It has none of the columns of the preset “{preset}”: {names}. Nothing of it was taken."
_MISSING = "The sheet has not every column of the preset “{preset}”: {names}."
_BY_PRESET = "Read with the preset “{preset}”."
_STRAY_MARK = "A quotation mark in this row has no other half, so it was taken as it stands."
_TOO_LONG = f"Only the first {MOST_ROWS:,} rows were read. Cut the sheet in parts and import the others then."


# Opening


def _is_delimited(file: File) -> bool:
    """Tell whether a file is CSV: by its ending when it has columns, else by a header of names that are known."""
    if is_archive(file.data) or file.data.startswith(_OLD_EXCEL):
        return False
    text = decode(file.data[:_SNIFFED])
    if text.lstrip("\ufeff \r\n").startswith("<"):
        return False
    if file.suffix not in _ENDINGS:
        return _names_columns(text)
    found = read_delimited(text)
    return found.dialect.width > 1 or any(known_names(row) for row in found.sheet.rows[:1])


def _names_columns(text: str) -> bool:
    """Tell whether a text begins with names of columns; fewer will do where tabs stand alike in every line below."""
    lines = [line for line in text.lstrip("\ufeff \r\n").split("\n")[:LOOKED_AT] if line.strip()]
    if not lines or not any(mark in lines[0] for mark in "\t,;"):
        return False
    names = read_delimited(lines[0]).sheet.rows[0]
    tabs = {line.count("\t") for line in lines}
    is_table = len(lines) > 1 and len(tabs) == 1 and tabs != {0}
    return known_names(names) >= (_ENOUGH if is_table else max(_SURELY, 0.6 * len(names)))


def _open_delimited(file: File) -> Opened:
    text = decode(file.data)
    found = read_delimited(text)
    problems = [Problem(_STRAY_MARK, number) for number in found.broken if number <= MOST_ROWS]
    sheet = found.sheet
    if len(sheet.rows) > MOST_ROWS:
        problems.insert(0, Problem(_TOO_LONG))
        sheet = replace(sheet, rows=sheet.rows[:MOST_ROWS])
    return Opened("csv", Pasted(text, None, file.name), problems=tuple(problems), sheets=(sheet,))


def _is_excel(file: File) -> bool:
    return is_archive(file.data) and (file.suffix in _WORKBOOKS or excel.is_workbook(file.data))


def _open_excel(file: File) -> Opened:
    sheets = excel.read_workbook(file.data)
    if not sheets:
        raise WrongUsage(_EMPTY)
    text, placed = excel.as_text(sheets)
    too_long = any(len(sheet.rows) >= MOST_ROWS for sheet in sheets)
    problems = (Problem(_TOO_LONG),) if too_long else ()
    return Opened("xlsx", Pasted(text, None, file.name), original=file.data, problems=problems, sheets=placed)


def _is_other(file: File) -> bool:
    """Tell whether a file is a sheet that cannot be read: an old or a locked one, or one of another program."""
    is_damaged = file.suffix in _WORKBOOKS and not is_archive(file.data)
    is_old = file.data.startswith(_OLD_EXCEL) and file.suffix in {".xls", ".xlt", ".xlsx", ".xlsm"}
    return is_damaged or is_old or (is_archive(file.data) and file.suffix in {".ods", ".numbers", ".xlsb"})


def _refuse(file: File) -> Opened:
    if is_archive(file.data):
        raise WrongUsage(_OTHER)
    if file.suffix not in _WORKBOOKS:
        raise WrongUsage(_OLD)
    raise WrongUsage(_LOCKED if file.data.startswith(_OLD_EXCEL) else _DAMAGED)


OPENERS = (
    Opener("xls", _is_other, _refuse),
    Opener("xlsx", _is_excel, _open_excel),
    Opener("csv", _is_delimited, _open_delimited),
)


# Reading


def guess_mapping(sheets: tuple[Sheet, ...], known: Known, today: date, sheet: int | None = None) -> SheetFile:
    """Return how sheets are read: by a preset that recognises a header, else as names and contents let guess.

    `sheet` chooses one; else it is the one with the most columns that are known.
    """
    chosen = _likeliest(sheets, known, today) if sheet is None else sheet
    header = find_header(sheets[chosen], known.presets, today)
    return with_header(sheets, chosen, header, known, today)


def with_header(sheets: tuple[Sheet, ...], sheet: int, header: int | None, known: Known, today: date) -> SheetFile:
    """Return how a sheet with this header is read; see guess_mapping."""
    table = table_of(sheets[sheet], header)
    preset = next((preset for preset in known.presets if header is not None and preset.recognises(table.names)), None)
    if preset:
        return with_preset(sheets, SheetMapping(sheet, header), preset)
    columns = guess_columns(table, Lexicon.of(known, today))
    return SheetFile(sheets, SheetMapping(sheet, header, columns))


def with_preset(sheets: tuple[Sheet, ...], mapping: SheetMapping, preset: Preset) -> SheetFile:
    """Return the mapping with what a preset makes of the columns."""
    names = table_of(sheets[mapping.sheet], mapping.header).names
    made = replace(mapping, columns=preset.columns_for(names), date_order=preset.date_order)
    return SheetFile(sheets, made, preset.name)


def samples(found: SheetFile) -> tuple[str, ...]:
    """Return what each column holds first, so that a person sees what it is about; "" for an empty one."""
    sheet, header = found.sheets[found.mapping.sheet], found.mapping.header
    first = 0 if header is None else header + 1
    rows = table_of(replace(sheet, rows=sheet.rows[: first + _SAMPLED]), header).rows
    cells = (
        next((row.cells[place] for row in rows if row.cells[place:] and row.cells[place].strip()), "")
        for place in range(len(found.mapping.columns))
    )
    return tuple(clean_line(cell)[:_LONGEST_SAMPLE] for cell in cells)


def headings(sheet: Sheet) -> list[tuple[int, str]]:
    """Return the rows that may be a sheet's header: their indexes, and what stands in them."""
    rows = enumerate(sheet.rows[:LOOKED_AT])
    return [(index, words) for index, row in rows if (words := ", ".join(filter(None, map(clean_line, row))))]


def _likeliest(sheets: tuple[Sheet, ...], known: Known, today: date) -> int:
    def merit(index: int) -> tuple[bool, int, int]:
        sheet = sheets[index]
        header = find_header(sheet, known.presets, today)
        names = sheet.rows[header] if header is not None else ()
        return any(preset.recognises(names) for preset in known.presets), known_names(names), len(sheet.rows)

    return max(range(len(sheets)), key=merit)


class SheetReading:
    """Sheets that are read in one way after another: what is the same in all ways is made ready once."""

    def __init__(
        self, pasted: Pasted, sheets: tuple[Sheet, ...], known: Known, today: date, file: bytes | None = None
    ) -> None:
        self._pasted, self._known, self._today, self._file = pasted, known, today, file
        self._table = lru_cache(1)(lambda sheet, header: table_of(sheets[sheet], header))

    @cached_property
    def _text(self) -> str:
        return clean(self._pasted.text)

    @cached_property
    def _cells(self) -> Cells:
        return Cells(Lexicon.of(self._known, self._today))

    def read(self, found: SheetFile, progress: Progress | None = None) -> FileReading:
        """Read a sheet as a mapping says; raises WrongUsage where it has no rows."""
        mapping = found.mapping
        table = self._table(mapping.sheet, mapping.header)
        if not table.rows:
            raise WrongUsage(_NO_ROWS)
        rows = read_rows(table, mapping.columns, mapping.date_order, self._cells, self._text, progress)
        remarks = (_BY_PRESET.format(preset=found.preset), *rows.remarks) if found.preset else rows.remarks
        reading = Reading(self._text, rows.drafts)
        service = service_of(table.names)
        return FileReading(service, self._pasted, reading, rows.problems, self._file, remarks=remarks, sheet=found)


def read_pasted_rows(text: str, lines: Sequence[Line], known: Known, today: date) -> tuple[Draft, ...]:
    """Return the rows of a sheet that were copied, or records of labelled lines.

    `lines` are those of the cleaned text. There are none where a paste is anything else.
    """
    sheet = _copied_sheet(text, known, today) or piped_sheet(lines) or labelled_sheet(lines, today)
    if sheet is None or len(sheet.rows) < 2:
        return ()
    sheet = replace(sheet, links={**_links_in(sheet, lines), **sheet.links})
    return _read(Opened("csv", Pasted(text), sheets=(sheet,)), known, today).drafts


def _copied_sheet(text: str, known: Known, today: date) -> Sheet | None:
    """Return a sheet in a message, whose columns are told by a header, or by what they hold."""
    start = start_of_sheet(text)
    first = text[start:].partition("\n")[0]
    if "\t" in first:
        sheet = _tabbed_sheet(text[start : end_of_line(text, text.rindex("\t"))], known, today)
    else:
        sheet = _written_sheet(text[start:], first, known, today)
    return placed(sheet, start) if sheet else None


def _tabbed_sheet(text: str, known: Known, today: date) -> Sheet | None:
    """Return the rows that tabs part."""
    file = File("", text.encode())
    if _is_delimited(file):
        return _open_delimited(file).sheets[0]
    widths = Counter(line.count("\t") for line in text.splitlines() if line.strip())
    width, rows = widths.most_common(1)[0]
    if width not in _TABS or rows < _NEARLY_ALL * widths.total():
        return None
    sheet = _open_delimited(file).sheets[0]
    mapping = guess_mapping((sheet,), known, today).mapping
    told = {column.use for column in mapping.columns}
    return sheet if told >= {Use.DATE, Use.HEADLINE, Use.OUTLET} else None


def _written_sheet(text: str, first: str, known: Known, today: date) -> Sheet | None:
    """Return the rows that commas or semicolons part below a header that names headline and outlet."""
    header = read_delimited(first)
    names, delimiter = next(iter(header.sheet.rows), ()), header.dialect.delimiter
    if delimiter not in _WRITTEN:
        return None
    uses = places_of_uses(names)
    if len(names) < _FEWEST_WRITTEN or known_names(names) < len(names) or not uses.keys() >= OF_MENTION:
        return None
    sheet = placed(read_delimited(text).sheet, 0)
    sheet = with_headlines_whole(sheet, delimiter, uses, Lexicon.of(known, today))
    fitting = sum(len(row) == len(names) for row in sheet.rows)
    return sheet if fitting >= _NEARLY_ALL * len(sheet.rows) else None


def _links_in(sheet: Sheet, lines: Sequence[Line]) -> dict[Place, str]:
    """Return where the cells of a sheet lead to, as the HTML of its lines tells."""
    starts = [start for start, _ in sheet.extents]
    links: dict[Place, str] = {}
    for line in lines:
        row = bisect_right(starts, line.start) - 1
        cells = [clean_line(cell) for cell in sheet.rows[row]] if line.hints.links else []
        for words, link in line.hints.links:
            # The words of a link may be cut in pieces by their formatting.
            places = [place for place, cell in enumerate(cells) if words in cell and (row, place) not in links]
            place = min(places, key=lambda place: len(cells[place]), default=None)
            if place is not None and not link.startswith("mailto:"):
                links[row, place] = link
    return links


def read_with_preset(reading: FileReading, preset: Preset, known: Known, today: date) -> FileReading:
    """Read a file's sheet as a preset says, whatever else is in its header.

    Raises WrongUsage where it has none of the preset's columns, or no rows. Columns that are missing are told.
    """
    sheets = reading.sheet.sheets if reading.sheet else ()
    if not sheets:
        raise WrongUsage(_NO_SHEET)
    guessed = guess_mapping(sheets, replace(known, presets=(preset,)), today)
    found = with_preset(sheets, guessed.mapping, preset)
    there = {key_of(column.name) for column in found.mapping.columns}
    missing = [column.name for column in preset.columns if column.use and key_of(column.name) not in there]
    if len(missing) == len(preset.used()):
        raise WrongUsage(_OTHER_SHEET.format(preset=preset.name, names=", ".join(missing)))
    anew = read_again(reading, found, known, today)
    told = (_MISSING.format(preset=preset.name, names=", ".join(missing)),) if missing else ()
    return replace(anew, remarks=(*anew.remarks, *told))


def read_again(
    reading: FileReading, found: SheetFile, known: Known, today: date, progress: Progress | None = None
) -> FileReading:
    """Read a file's sheet in another way; raises WrongUsage where it has no rows."""
    return SheetReading(reading.pasted, found.sheets, known, today, reading.file).read(found, progress)


def _read(opened: Opened, known: Known, today: date) -> Found:
    found = guess_mapping(opened.sheets, known, today)
    reading = SheetReading(opened.pasted, found.sheets, known, today).read(found, opened.progress)
    return Found(reading.reading.drafts, reading.problems, reading.remarks, found)


def _is_from(service: str, opened: Opened) -> bool:
    heads = [row for sheet in opened.sheets for row in sheet.rows[:LOOKED_AT]]
    return bool(heads) and (service == ANY or any(service_of(row) == service for row in heads))


FORMATS = tuple(Format(service, partial(_is_from, service), _read) for service in ("meltwater", "agility", ANY))
