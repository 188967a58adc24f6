"""Records whose lines say what they are ("Title: ...", "Outlet: ..."), as forms and alerts write them, as a sheet.

A record may have all of them in one line, "Outlet: ... | Headline: ... | Date: ...".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct, field

from clipper.capture.column_words import label_uses
from clipper.capture.finders.date import dates_in
from clipper.capture.formats.table.header import known_names
from clipper.capture.lines import Line
from clipper.model.draft import Span
from clipper.model.sheet import Sheet, Use, key_of

_LABELLED = re.compile(r"(?:[-*•]\s+)?\**([^\W\d_][^\n:|]{1,40}?)\**\s?:\**\s+(\S.*)")
_ALONE = re.compile(r"(?:[-*•]\s+)?\**([^\W\d_][^\n:|]{1,40}?)\**\s?:?\**")
"""A label above what it tells, which is a line of its own."""
_NEXT_LABEL = re.compile(r"\s*(?P<mark>[|;,\t]|\s[–—·•/-])\s+(?=(?P<label>[^\W\d_][^\n:|;,]{1,30}?)\**\s?:\**\s)")
"""What parts the labels of a line, one kind of mark in each."""
_OF_CELLS = frozenset("|;\t")
_FEWEST_LABELS = 3
OF_MENTION = frozenset({Use.HEADLINE, Use.OUTLET})
"""The labels that tell a mention, whatever else it has."""
_MOST_OTHERS = 0.25
_FEWEST_BELOW = 2
"""So many mentions have their labels in lines of their own; a page has such lines, too."""


class _Told(Struct, frozen=True):
    """What a label tells, and where both stand."""

    label: str
    value: str
    extent: Span
    lines: int


class _Record(Struct):
    cells: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    extent: Span = (0, 0)
    lines: int = 0


def labelled_sheet(lines: Sequence[Line], today: date) -> Sheet | None:
    """Return the records of a paste as rows below their labels; None where it is not nearly nothing but records."""
    records = list(_records(_told(lines)))
    if not records:
        records = [record for record in _records(_told_below(lines)) if record.cells.keys() & OF_MENTION]
        if len(records) < _FEWEST_BELOW or not all(record.cells.keys() >= OF_MENTION for record in records):
            return None
    _part_days(records, today)
    labels = {key: name for record in records for key, name in record.names.items()}
    told = sum(record.lines for record in records)
    are_mentions = all(record.cells.keys() >= OF_MENTION for record in records)
    fewest = len(OF_MENTION) if are_mentions else _FEWEST_LABELS
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


def _part_days(records: Sequence[_Record], today: date) -> None:
    """Part the day behind an outlet from it, as in "Source: CBC News, May 3, 2026", where no label tells a day."""
    if any(Use.DATE in record.cells for record in records):
        return
    for record in records:
        told = record.cells.get(Use.OUTLET, "").rstrip(" .)")
        day = next((day for day in dates_in(told, today) if day.end == len(told)), None)
        if day and (outlet := told[: day.start].rstrip(" ,;:–—|·-(")):
            record.cells |= {Use.OUTLET: outlet, Use.DATE: told[day.start : day.end]}
            record.names.setdefault(Use.DATE, "Date")


def _field(label: str) -> str:
    """Return what a label means, so that "Title" and "Titre" are one, else the label as it is compared."""
    key = key_of(label)
    return str(label_uses().get(key, key))


def _told(lines: Sequence[Line]) -> Iterator[_Told]:
    """Yield what lines such as "Outlet: CBC News" tell."""
    for line in lines:
        for place, (label, value) in enumerate(_labelled(line.text)):
            yield _Told(label, value, line.span, int(place == 0))


def _told_below(lines: Sequence[Line]) -> Iterator[_Told]:
    """Yield what labels tell that are lines of their own: the line below each."""
    labels = [match.group(1) if (match := _ALONE.fullmatch(line.text)) else "" for line in lines]
    are_labels = [bool(label) and known_names([label]) > 0 for label in labels]
    for place, (is_label, is_next) in enumerate(pairwise(are_labels)):
        if is_label and not is_next:
            above, below = lines[place], lines[place + 1]
            yield _Told(labels[place], below.text, (above.start, below.end), 2)


def _records(fields: Iterable[_Told]) -> Iterator[_Record]:
    """Yield the records: one ends where a label comes again."""
    record = _Record()
    for told in fields:
        key = _field(told.label)
        if key in record.cells:
            yield record
            record = _Record()
        record.cells[key], record.names[key] = told.value, told.label
        record.lines += told.lines
        record.extent = (record.extent[0] if record.extent[1] else told.extent[0], told.extent[1])
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
