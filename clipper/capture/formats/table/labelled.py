"""Records whose lines say what they are ("Title: ...", "Outlet: ..."), as forms and alerts write them, as a sheet.

A record may have all of them in one line, "Outlet: ... | Headline: ... | Date: ...".
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from clipper.capture.formats.table.header import known_names
from clipper.capture.formats.table.words import column_names
from clipper.capture.lines import Line
from clipper.model.draft import Span
from clipper.model.sheet import Sheet, Use, key_of

_LABELLED = re.compile(r"(?:[-*•]\s+)?\**([^\W\d_][^\n:|]{1,40}?)\**\s?:\**\s+(\S.*)")
_NEXT_LABEL = re.compile(r"\s*(?P<mark>[|;,\t]|\s[–—·•/-])\s+(?=(?P<label>[^\W\d_][^\n:|;,]{1,30}?)\**\s?:\**\s)")
"""What parts the labels of a line, one kind of mark in each."""
_OF_CELLS = frozenset("|;\t")
_FEWEST_LABELS = 3
_OF_MENTION = frozenset({Use.HEADLINE, Use.OUTLET})
"""The labels that tell a mention, whatever else it has."""
_MOST_OTHERS = 0.25


class _Record(Struct):
    cells: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    extent: Span = (0, 0)
    lines: int = 0


def labelled_sheet(lines: Sequence[Line]) -> Sheet | None:
    """Return the records of a paste as rows below their labels; None where it is not nearly nothing but records."""
    records = list(_records(lines))
    labels = {key: name for record in records for key, name in record.names.items()}
    told = sum(record.lines for record in records)
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
        for place, (name, value) in enumerate(_labelled(line.text)):
            if _field(name) in record.cells:
                yield record
                record = _Record()
            record.cells[_field(name)], record.names[_field(name)] = value, name
            record.extent = (record.extent[0] if record.extent[1] else line.start, line.end)
            record.lines += place == 0
    if record.cells:
        yield record


def _labelled(text: str) -> Iterator[tuple[str, str]]:
    """Yield the labels of a line, of which the first is known, each with what it says."""
    for place, piece in enumerate(_pieces(text)):
        match = _LABELLED.fullmatch(piece)
        if match and (place or known_names([match.group(1)])):
            yield match.group(1), match.group(2)
        elif place == 0:
            return


def _pieces(text: str) -> list[str]:
    """Return the pieces of a line that begin with labels, of which one that is parted off is known.

    A comma or a dash parts only labels that are known, and a comma only where there are several.
    """
    marks = list(_NEXT_LABEL.finditer(text)) if text.count(":") > 1 else []
    first = next((mark for mark in marks if known_names([mark["label"]])), None)
    if first is None:
        return [text]
    marks = [mark for mark in marks if mark["mark"] == first["mark"]]
    if first["mark"] not in _OF_CELLS:
        marks = [mark for mark in marks if known_names([mark["label"]])]
    if first["mark"] == "," and len(marks) + 1 < _FEWEST_LABELS:
        return [text]
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]
