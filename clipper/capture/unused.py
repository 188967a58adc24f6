"""The lines of a paste that became no part of any draft."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from clipper.capture.column_words import label_uses
from clipper.capture.cut import BY
from clipper.capture.finders.furniture import is_furniture
from clipper.capture.finders.when import without_service
from clipper.capture.forwarded import heads_of
from clipper.capture.labels import without_label
from clipper.capture.lines import TARGET, written_lines
from clipper.capture.list_lines import announces_review
from clipper.capture.mention_facts import is_fact, names_nobody
from clipper.model.draft import DRAFT_FIELDS, Draft, Reading, Span
from clipper.model.sheet import key_of
from clipper.model.text import words

_HEARTS = ("headline", "deck", "body", "url")
"""What of a draft says what a line is about; names and days only say whose it is."""
_QUOTED = re.compile(r"“[^“”\n]{6,}”|«[^«»\n]{6,}»|(?<!\w)\"[^\"\n]{6,}\"")
_FEWEST = 4
_CELLS, _AROUND_CELLS = re.compile(r"\s*[\t|,;]\s*"), " \t|*:#"
_LONGEST = 1_000
_MARKS = " \t>"
"""A line of nothing else is an empty one of quoted mail."""
_HARDLY = 0.1
"""A smaller part of a line, such as the "me" of "Stand by me, says the minister", is not the line."""


def unused_in(reading: Reading) -> list[str]:
    """Return the lines of a reading that say something and that none of its drafts uses."""
    return [reading.text[slice(*place)] for place in unused_places(reading)]


def unused_places(reading: Reading) -> list[Span]:
    """Return where these lines stand in the text of the reading."""
    text = looked_at(reading)
    spans = [span for draft in reading.drafts for span in draft_spans(draft)]
    told = _places(text, [*spans, *heads_of(text)])
    told = [place for place in told if not _says_nothing(text[slice(*place)])]
    return sorted([*told, *_without_heart(text, reading.drafts, spans)])


def _says_nothing(line: str) -> bool:
    """Tell whether a line is only marks, facts of a page, a label with nothing behind it, or the names of columns."""
    if not words(line) or is_fact(line):
        return True
    if start := without_label(line):
        return names_nobody(line, (start, len(line)))
    keys = [key_of(cell) for cell in _CELLS.split(line.strip(_AROUND_CELLS)) if cell]
    return all(key in label_uses() for key in keys)


def looked_at(reading: Reading) -> str:
    """Return the text of a reading but for the end that was not looked at, of which a person is told apart."""
    return reading.text[: len(reading.text) - reading.unread]


def _places(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return where lines stand of which spans hold nothing, or hardly more than a word of a sentence."""
    found, held = [], _apart(spans)
    place = 0
    for match in _lines_at_gaps(text, held):
        start, end = match.span()
        while place < len(held) and held[place][1] <= start:
            place += 1
        size, at = 0, place
        while at < len(held) and held[at][0] < end:
            size += min(held[at][1], end) - max(held[at][0], start)
            at += 1
        # Where a link leads is often longer than its words, and goes with them.
        words = TARGET.sub("", match[0]).strip() or match[0]
        if size < _HARDLY * len(words) and match[0].strip(_MARKS):
            line = match[0].strip()
            first = start + match[0].index(line)
            found.append((first, first + len(line)))
    return found


def _without_heart(text: str, drafts: Sequence[Draft], spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the lines of which only a name or a day is used, and that hold a quotation or several words besides."""
    hearts = _apart(span for draft in drafts for name in _HEARTS for span in getattr(draft, name).spans)
    known = frozenset(word for draft in drafts for word in _names_in(draft))
    for line, held in groupby(_apart(spans), lambda span: _line_around(text, span)):
        written = text[slice(*line)]
        if _is_touched(line, hearts) or is_furniture(written) or announces_review(written):
            continue
        places = list(held)
        free = [text[end:start] for (_, end), (start, _) in pairwise([(0, line[0]), *places, (line[1], 0)])]
        is_used = sum(end - start for start, end in places) >= _HARDLY * len(written)
        if is_used and any(_is_heart(piece, known, BY.match(written) is not None) for piece in free):
            yield line


def _names_in(draft: Draft) -> Iterator[str]:
    """Yield the words of what a draft has in one line."""
    people = [*draft.reporters.value, *(person.name for person in draft.spokespeople.value)]
    values = (draft.headline.value, draft.outlet.value, draft.programme.value, *people)
    return (word for value in values if value for word in words(value))


def _is_touched(line: Span, ranges: Sequence[Span]) -> bool:
    """Tell whether a line has anything in common with one of some ranges in order, which have nothing in common."""
    place = bisect_left(ranges, line[1], key=itemgetter(0)) - 1
    return place >= 0 and ranges[place][1] > line[0]


def _line_around(text: str, span: Span) -> Span:
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[0])
    line = text[start : end if end >= 0 else len(text)]
    first = start + len(line) - len(line.lstrip())
    return first, first + len(line.strip())


def _is_heart(piece: str, known: Collection[str], is_byline: bool) -> bool:
    """Tell whether what is not used of a line is rather what it is about than a word such as "Published".

    What drafts have from elsewhere counts for nothing, and in a byline only a quotation counts.
    """
    if len(piece) > _LONGEST:
        return False
    if any(word not in known for quoted in _QUOTED.findall(piece) for word in words(quoted)):
        return True
    return not is_byline and sum(word not in known for word in _said(piece)) >= _FEWEST


def _said(piece: str) -> list[str]:
    return [word for word in words(without_service(piece)) if len(word) > 1 and not word.isdigit()]


def _lines_at_gaps(text: str, held: Sequence[Span]) -> Iterator[re.Match[str]]:
    """Yield the lines that have something outside of ranges: hardly one of a paste of megabytes that is one text."""
    seen = 0
    for (_, start), (end, _) in pairwise([(0, 0), *held, (len(text), len(text))]):
        if end <= seen or start >= end or text[start:end].isspace():
            continue
        begin = max(seen, text.rfind("\n", 0, start) + 1)
        seen = text.find("\n", end)
        seen = len(text) if seen < 0 else seen
        yield from written_lines(text, begin, seen)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the ranges that spans cover, in order and with nothing in common."""
    covered: list[Span] = []
    for start, end in sorted(spans):
        if covered and start <= covered[-1][1]:
            covered[-1] = covered[-1][0], max(end, covered[-1][1])
        else:
            covered.append((start, end))
    return covered


def draft_spans(draft: Draft) -> list[Span]:
    """Return every part of the paste that a draft's values came from."""
    return [span for name in DRAFT_FIELDS for span in getattr(draft, name).spans]
