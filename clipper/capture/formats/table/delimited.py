"""CSV, TSV and their kin: how cells are parted and quoted, found out by which way makes rows of one width."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise
from operator import itemgetter

from msgspec import Struct

from clipper.capture.formats.table.header import known_names
from clipper.model.sheet import MOST_ROWS, Sheet
from clipper.model.text import clean
from clipper.model.values import replace

# A cell may hold a whole article. The limit is the process's; nothing else here reads CSV.
csv.field_size_limit(2**31 - 1)

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_LINES = 300
_SAMPLE = 200_000
_LONGEST_RECORD = 5_000
_HEADER_ROWS = 12
_FEWEST_NAMES = 2
_BETTER = 0.02
_LONE_RETURN = re.compile(r"\r(?!\n)")
_STATED = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)


class Dialect(Struct, frozen=True):
    """How cells are parted, whether quotation marks hold them together, and how wide most rows are then."""

    delimiter: str
    is_quoted: bool = True
    width: int = 1


class Delimited(Struct, frozen=True):
    """A text as a sheet, and the numbers of the rows, from 1, in which a quotation mark had no other half."""

    sheet: Sheet
    dialect: Dialect
    broken: tuple[int, ...] = ()


def read_delimited(text: str) -> Delimited:
    """Return the rows of a text, one more than MOST_ROWS where there are more; any text has some."""
    lines = _lines(text.replace("\0", ""))
    stated = _STATED.fullmatch(lines[0]) if lines else None
    dialect = dialect_of(lines[1:] if stated else lines, stated.group(1) if stated else None)
    # A spreadsheet program shows no row for the line that states the delimiter.
    records: list[tuple[list[str], int, bool]] = [([], 1, False)] if stated else []
    records += islice(_records(lines, len(records), dialect), MOST_ROWS + 1 - len(records))
    ends = list(accumulate((count for _, count, _ in records), initial=0))
    sizes = [len(clean("".join(lines[start:end]))) for start, end in pairwise(ends)]
    places = list(accumulate(sizes, initial=0))
    extents = tuple(pairwise(places))
    rows = tuple(tuple(cells) for cells, _, _ in records)
    broken = tuple(number for number, (_, _, is_broken) in enumerate(records, start=1) if is_broken)
    return Delimited(Sheet("", rows, extents=extents), dialect, broken)


def _lines(text: str) -> list[str]:
    """Cut a text where its rows may end; a return on its own ends rows only where nothing else does."""
    if "\n" not in text:
        return re.findall(r"[^\r]*\r|[^\r]+", text)
    # splitlines() would cut at separators that may stand inside a cell.
    pieces = _LONE_RETURN.sub(" ", text).split("\n")
    return [f"{piece}\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])


def dialect_of(lines: Sequence[str], delimiter: str | None = None) -> Dialect:
    """Return the dialect in which most rows have one width, wide rows counting more than narrow ones."""
    size, sample = 0, []
    for line in islice(lines, _SAMPLE_LINES):
        sample.append(line)
        size += len(line)
        if size > _SAMPLE:
            break
    best, best_score = Dialect(delimiter or ","), 0.0
    for candidate in [delimiter] if delimiter else _DELIMITERS:
        dialect, fitting = _quoted_or_not(sample, candidate)
        # Of two delimiters the one that makes wider rows is right.
        score = fitting * (1 - 1 / dialect.width)
        # A row of known names settles it, however few or odd the rows below it are.
        score += bool(score) and _names_columns(sample, dialect)
        if score > best_score:
            best, best_score = dialect, score
    return best


def _quoted_or_not(sample: Sequence[str], delimiter: str) -> tuple[Dialect, float]:
    """Return whether marks are quotation, and the share of rows that have one width then.

    That rows get wider without quotation tells nothing: every comma within the marks makes another cell.
    """
    width, fitting = _score(sample, delimiter, is_quoted=True)
    plain_width, plain = _score(sample, delimiter, is_quoted=False)
    # Where it makes no difference, marks are quotation.
    if plain > fitting + _BETTER:
        return Dialect(delimiter, False, plain_width), plain
    return Dialect(delimiter, True, width), fitting


def _score(sample: Sequence[str], delimiter: str, is_quoted: bool) -> tuple[int, float]:
    """Return the width that most rows have, and the share of rows that have it, the better of two ways to find it.

    Single marks swallow lines, and cells of several lines come apart where lines are taken one by one: the rows are as
    wide as they are in one of these two ways.
    """
    dialect = Dialect(delimiter, is_quoted)
    by_itself = _mode(len(_strictly(iter([line]), dialect)[0]) for line in sample)
    together = _mode(map(len, csv.reader(sample, delimiter=delimiter))) if is_quoted else by_itself
    return max((_fit(sample, replace(dialect, width=width)) for width in {by_itself, together}), key=itemgetter(1))


def _names_columns(sample: Sequence[str], dialect: Dialect) -> bool:
    rows = islice(_records(sample, 0, dialect), _HEADER_ROWS)
    return any(known_names(cells) >= _FEWEST_NAMES for cells, _, _ in rows)


def _fit(sample: Sequence[str], dialect: Dialect) -> tuple[int, float]:
    rows = [(len(cells), is_broken) for cells, _, is_broken in _records(sample, 0, dialect) if any(cells)]
    width = _mode(width for width, _ in rows)
    if width == 1:
        return 1, 0.0
    wide = [is_broken for size, is_broken in rows if size > 1]
    fitting = sum(size == width and not is_broken for size, is_broken in rows)
    return width, fitting / len(wide)


def _mode(widths: Iterable[int]) -> int:
    """Return the most frequent width above one; a title above the header is no row."""
    counts = Counter(width for width in widths if width > 1)
    return max(counts, key=lambda width: (counts[width], width), default=1)


def _records(lines: Sequence[str], first: int, dialect: Dialect) -> Iterator[tuple[list[str], int, bool]]:
    """Yield each row, of how many lines it is, and whether a mark in it had no other half and stands for itself."""
    position = first
    while position < len(lines):
        found = _record(lines, position, dialect)
        yield found
        position += found[1]


def _record(lines: Sequence[str], position: int, dialect: Dialect) -> tuple[list[str], int, bool]:
    end = min(len(lines), position + _LONGEST_RECORD)
    cells, count = _strictly((lines[number] for number in range(position, end)), dialect)
    if count == 1 or len(cells) == dialect.width:
        return cells, count, False
    # What a single mark swallowed is given back where the line makes a row by itself.
    literal = _literally(lines[position], dialect)
    if not count:
        lenient = next(csv.reader([lines[position]], delimiter=dialect.delimiter))
        return (lenient if len(lenient) == dialect.width != len(literal) else literal), 1, True
    return (literal, 1, True) if len(literal) == dialect.width else (cells, count, False)


def _strictly(lines: Iterator[str], dialect: Dialect) -> tuple[list[str], int]:
    """Return a row and of how many lines it is; none where its quotation marks make no sense."""
    reader = csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.is_quoted else csv.QUOTE_NONE,
        strict=True,
    )
    try:
        return next(reader), reader.line_num
    except (csv.Error, StopIteration):
        return [], 0


def _literally(line: str, dialect: Dialect) -> list[str]:
    return line.rstrip("\r\n").split(dialect.delimiter)
