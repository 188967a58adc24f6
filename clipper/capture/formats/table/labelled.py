"""Records whose lines say what they are ("Title: ...", "Outlet: ..."), as forms and alerts write them, as a sheet."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from clipper.capture.formats.table.header import known_names
from clipper.capture.formats.table.words import column_names
from clipper.capture.lines import Line
from clipper.model.draft import Span
from clipper.model.sheet import Sheet, Use, key_of

_LABELLED = re.compile(r"(?:[-*•]\s+)?\**([^\W\d_][^\n:|]{1,40}?)\**\s?:\**\s+(\S.*)")
_FEWEST_LABELS = 3
_OF_MENTION = frozenset({Use.HEADLINE, Use.OUTLET})
"""The labels that tell a mention, whatever else it has."""
_MOST_OTHERS = 0.25


class _Record(Struct):
    cells: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    extent: Span = (0, 0)


def labelled_sheet(lines: Sequence[Line]) -> Sheet | None:
    """Return the records of a paste as rows below their labels; None where it is not nearly nothing but records."""
    records = list(_records(lines))
    labels = {key: name for record in records for key, name in record.names.items()}
    told = sum(len(record.cells) for record in records)
    are_mentions = all(record.cells.keys() >= _OF_MENTION for record in records)
    fewest = len(_OF_MENTION) if are_mentions else _FEWEST_LABELS
    # One alone may be the head of a letter, which says nothing of a headline.
    if not records or (len(records) == 1 and not are_mentions):
        return None
    if any(len(record.cells) < fewest for record in records):
        return None
    if known_names(list(labels)) < fewest or len(lines) - told > _MOST_OTHERS * len(lines):
        return None
    rows = [tuple(record.cells.get(key, "") for key in labels) for record in records]
    extents = [(0, 0), *(record.extent for record in records)]
    return Sheet("", (tuple(labels.values()), *rows), extents=tuple(extents))


def _field(label: str) -> str:
    """Return what a label means, so that "Title" and "Titre" are one, else the label as it is compared."""
    key = key_of(label)
    return str(column_names()[key][0]) if key in column_names() else key


def _records(lines: Sequence[Line]) -> Iterator[_Record]:
    """Yield the records: one ends where a label comes again."""
    record = _Record()
    for line in lines:
        match = _LABELLED.fullmatch(line.text)
        if match is None or not known_names([match.group(1)]):
            continue
        key = _field(match.group(1))
        if key in record.cells:
            yield record
            record = _Record()
        record.cells[key], record.names[key] = match.group(2), match.group(1)
        record.extent = (record.extent[0] if record.extent[1] else line.start, line.end)
    if record.cells:
        yield record
