"""A sheet that was copied into a message: where it begins and ends, and the rows of which commas part a headline."""

from collections.abc import Mapping, Sequence
from itertools import islice

from clipper.capture.column_words import column_names
from clipper.capture.formats.table.delimited import read_delimited
from clipper.capture.formats.table.header import known_names
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import written_lines
from clipper.model.sheet import Sheet, Use, key_of
from clipper.model.values import replace

_MOST_ABOVE = 8
"""So many lines at the top of a message may be a greeting."""
_FEWEST_CELLS = 2


def start_of_sheet(text: str) -> int:
    """Return where the sheet in a message starts: of the lines at the top that which names columns, else has cells."""
    top = [(line.start(), line[0]) for line in islice(written_lines(text), _MOST_ABOVE)]
    header = next((start for start, line in top if _names_columns(line)), None)
    if header is not None:
        return header
    return next((start for start, line in top if "\t" in line), top[0][0] if top else 0)


def _names_columns(line: str) -> bool:
    names = next(iter(read_delimited(line).sheet.rows), ())
    return len(names) >= _FEWEST_CELLS and known_names(names) == len(names)


def end_of_line(text: str, place: int) -> int:
    """Return where the line ends that a place stands in."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def places_of_uses(names: Sequence[str]) -> dict[Use, int]:
    """Return the first column of each use, as its name tells."""
    keys = list(map(key_of, names))
    return {column_names()[key][0]: place for place, key in reversed(list(enumerate(keys))) if key in column_names()}


def placed(sheet: Sheet, start: int) -> Sheet:
    """Return a sheet that begins at a place of a message, without the words below its rows."""
    end = len(sheet.rows)
    while end and sum(bool(cell.strip()) for cell in sheet.rows[end - 1]) < _FEWEST_CELLS:
        end -= 1
    extents = tuple((first + start, last + start) for first, last in sheet.extents[:end])
    return replace(sheet, rows=sheet.rows[:end], extents=extents)


def with_headlines_whole(sheet: Sheet, delimiter: str, places: Mapping[Use, int], lexicon: Lexicon) -> Sheet:
    """Return a sheet whose rows with cells too many have them in their headline, where the outlet is known then."""
    width, headline = len(sheet.rows[0]), places[Use.HEADLINE]

    def whole(row: tuple[str, ...]) -> tuple[str, ...]:
        stop = headline + 1 + len(row) - width
        if stop <= headline + 1:
            return row
        joined = (*row[:headline], delimiter.join(row[headline:stop]), *row[stop:])
        return joined if lexicon.outlets.find(joined[places[Use.OUTLET]].strip()) else row

    return replace(sheet, rows=tuple(map(whole, sheet.rows)))
