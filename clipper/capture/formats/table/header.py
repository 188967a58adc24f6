"""Where a sheet's header is, and the rows below it as a table whose columns have names."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from clipper.capture.column_words import advertising_values, label_uses, telling_words, unused_names
from clipper.capture.finders.link import complete
from clipper.capture.formats.table import values
from clipper.capture.formats.table.days import is_day
from clipper.model.draft import Span
from clipper.model.sheet import Preset, Sheet, key_of
from clipper.model.text import clean_line

LOOKED_AT = 40
"""So many rows at the top of a sheet may be its header."""
_LONGEST_NAME = 80
_MOST_COLUMNS = 400
_KNOWN = 3


class Row(Struct, frozen=True):
    """One row: its number as spreadsheet programs count, its cells a column, where they lead, and where it stands."""

    number: int
    cells: tuple[str, ...]
    links: Mapping[int, str] = field(default_factory=dict)
    extent: Span = (0, 0)


class Table(Struct, frozen=True):
    """The rows below a header, empty ones left out, and the name of every column."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]


def known_names(cells: Sequence[str]) -> int:
    """Return how many of some cells are names of columns that are known."""
    keys = {key_of(cell) for cell in cells if 0 < len(cell) <= _LONGEST_NAME}
    return sum(key in label_uses() or key in unused_names() or key in advertising_values() for key in keys)


def find_header(sheet: Sheet, presets: Sequence[Preset], today: date) -> int | None:
    """Return the index of the row that names the columns, None where no row seems to."""
    looked_at = sheet.rows[:LOOKED_AT]
    for index, row in enumerate(looked_at):
        if any(preset.recognises(_filled(row)) for preset in presets):
            return index
    counts = [known_names(_filled(row)) for row in looked_at]
    most = max(counts, default=0)
    if most >= 2:
        return counts.index(most)
    likely = [index for index, row in enumerate(looked_at) if _may_name(row, sheet, today)]
    known = (index for index in likely if counts[index] or _has_telling_word(looked_at[index]))
    return next(known, next((index for index in likely if _is_above_contents(sheet, index, today)), None))


def _filled(row: Sequence[str]) -> list[str]:
    return [cleaned for cell in row if (cleaned := clean_line(cell))]


def _width(sheet: Sheet) -> int:
    return max((len(_filled(row)) for row in sheet.rows[:LOOKED_AT]), default=0)


def _may_name(row: Sequence[str], sheet: Sheet, today: date) -> bool:
    """Tell whether a row looks like a header: short words, all different, one for most columns."""
    cells = _filled(row)
    if len(cells) < max(1, round(0.6 * _width(sheet))) or len(set(cells)) < len(cells):
        return False
    return not any(len(cell) > 40 or _is_content(cell, today) for cell in cells)


def _has_telling_word(row: Sequence[str]) -> bool:
    return any(set(key_of(cell).split()) & telling_words().keys() for cell in row if len(cell.split()) < 4)


def _is_above_contents(sheet: Sheet, index: int, today: date) -> bool:
    below = [cell for later in sheet.rows[index + 1 : index + 20] for cell in _filled(later)]
    return any(len(cell) > 40 or _is_content(cell, today) for cell in below)


def _is_content(cell: str, today: date) -> bool:
    return cell[0].isdigit() or is_day(cell, today) or ("." in cell and " " not in cell and complete(cell) is not None)


def table_of(sheet: Sheet, header: int | None) -> Table:
    """Return the rows below a header.

    A later row that is the header again is left out; one that names columns in another order is the header of what
    follows, as where a service lists broadcasts apart. Columns without a name are called by their number.
    """
    width = sheet.width
    names = _named(sheet.rows[header] if header is not None else (), width)
    columns = {key_of(name): place for place, name in reversed(list(enumerate(names)))}
    places, rows = list(range(len(names))), []
    for index in range(0 if header is None else header + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        if not any(cell.strip() for cell in cells):
            continue
        if header is not None and _is_header(cells, columns):
            places = _places(_named(cells, width), names, columns)
            continue
        rows.append(_row(sheet, index, places, len(names)))
    return _without_empty(Table(tuple(names), tuple(rows)))


def _named(header: Sequence[str], width: int) -> list[str]:
    names: list[str] = []
    seen: dict[str, int] = {}
    for place in range(min(width, _MOST_COLUMNS)):
        name = clean_line(values.unlinked(header[place])[0])[:_LONGEST_NAME] if place < len(header) else ""
        name = name or f"Column {place + 1}"
        times = seen[key_of(name)] = seen.get(key_of(name), 0) + 1
        names.append(name if times == 1 else f"{name} ({times})")
    return names


def _is_header(cells: Sequence[str], columns: Mapping[str, int]) -> bool:
    first = next((cell for cell in cells if cell), "")
    # Most rows are none, and this is asked of each.
    if not known_names([first]) and key_of(first[:_LONGEST_NAME]) not in columns:
        return False
    filled = _filled(cells)
    if len(filled) < _KNOWN:
        return False
    ours = sum(key_of(cell) in columns for cell in filled)
    return ours == len(filled) or known_names(filled) == len(filled)


def _places(own: Sequence[str], names: list[str], columns: dict[str, int]) -> list[int]:
    """Return to which column each cell of the rows below belongs; columns that are new are added to the names."""
    places = []
    for name in own:
        if key_of(name) not in columns:
            columns[key_of(name)] = len(names)
            names.append(name)
        places.append(columns[key_of(name)])
    return places


def _row(sheet: Sheet, index: int, places: Sequence[int], width: int) -> Row:
    cells = [""] * width
    links = {}
    for number, cell in enumerate(sheet.rows[index][: len(places)]):
        text, link = values.unlinked(cell)
        cells[places[number]] = text
        link = sheet.links.get((index, number)) or link
        if link:
            links[places[number]] = link
    extent = sheet.extents[index] if index < len(sheet.extents) else (0, 0)
    return Row(index + 1, tuple(cells), links, extent)


def _without_empty(table: Table) -> Table:
    """Leave out columns at the end that have no name and hold nothing, and give all rows one width."""
    width = len(table.names)
    padded = [row.cells + ("",) * (width - len(row.cells)) for row in table.rows]
    while (
        width and table.names[width - 1] == f"Column {width}" and not any(cells[width - 1].strip() for cells in padded)
    ):
        width -= 1
    rows = [
        Row(row.number, cells[:width], row.links, row.extent) for row, cells in zip(table.rows, padded, strict=True)
    ]
    return Table(table.names[:width], tuple(rows))
