"""A marked passage, found again in its text after the text was edited: by its words and by what stands around them."""

from collections.abc import Iterator

from msgspec import Struct

from clipper.model.codes import Marker

AROUND = 48
"""So many code points of the text before and after a passage are kept with it."""

_NEAR = 16
"""So many code points on either side tell where a passage was."""

_TELLING = 48
"""A passage of so many code points is hardly said twice; a shorter one may stand in other sentences, too."""

_ALIKE = 80.0
"""A passage that was edited must be like its words to this percentage, or nobody would know it again."""

_ALIKE_IN_PLACE = 50.0
"""Where the words around it are as they were, less is enough."""

Span = tuple[int, int]


class Highlight(Struct, frozen=True):
    """A passage of a body as it reads on the page, without its markup; `comment` is Markdown.

    `before` and `after` are the text around it when it was marked. `uuid` is empty until the library keeps it.
    """

    passage: str
    before: str = ""
    after: str = ""
    marker: Marker = Marker.YELLOW
    comment: str | None = None
    uuid: str = ""


def marked(text: str, start: int, end: int, marker: Marker = Marker.YELLOW) -> Highlight:
    """Return the highlight of a range of code points of a text, without the white space at its ends."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = max(start, end - (len(text[start:end]) - len(text[start:end].rstrip())))
    return Highlight(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND], marker)


def place(text: str, highlight: Highlight) -> Span | None:
    """Return where the passage of a highlight stands in a text, in code points; None where it is not there any more.

    Of several places the one with the same words around it counts. A passage that was edited is found by likeness.
    """
    if not highlight.passage:
        return None
    places = list(_exact(text, highlight.passage))
    if places:
        best = max(places, key=lambda span: _shared_around(text, span, highlight))
        if _is_telling(highlight) or _shared_around(text, best, highlight) >= _least_shared(highlight):
            return best
        # The same few words elsewhere are another passage; where they were, something else may stand now.
        return _between(text, highlight)
    return _alike(text, highlight)


def _is_telling(highlight: Highlight) -> bool:
    """Whether its words alone tell a passage from any other."""
    return len(highlight.passage) >= _TELLING


def _least_shared(highlight: Highlight) -> int:
    return min(_NEAR, len(highlight.before) + len(highlight.after))


def _exact(text: str, passage: str) -> Iterator[Span]:
    start = text.find(passage)
    while start >= 0:
        yield start, start + len(passage)
        start = text.find(passage, start + 1)


def _shared_around(text: str, span: Span, highlight: Highlight) -> int:
    """How many code points around a place are as they were when the passage was marked."""
    start, end = span
    before = _shared(reversed(text[max(0, start - AROUND) : start]), reversed(highlight.before))
    return before + _shared(iter(text[end : end + AROUND]), iter(highlight.after))


def _shared(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _alike(text: str, highlight: Highlight) -> Span | None:
    return _between(text, highlight) or _like_in_words(text, highlight)


def _between(text: str, highlight: Highlight) -> Span | None:
    """Return what now stands between the words around a passage, if it still says something of the kind."""
    # Near an end of the text there is less on that side, and more on the other one tells as much.
    before = highlight.before[-max(_NEAR, 2 * _NEAR - len(highlight.after)) :]
    after = highlight.after[: max(_NEAR, 2 * _NEAR - len(highlight.before))]
    if len(before) + len(after) < 2 * _NEAR:
        return None
    start, end = _gap_between(text, before, after)
    if not 0 <= start < end <= start + 2 * len(highlight.passage) + _NEAR:
        return None
    return (start, end) if _likeness(text[start:end], highlight.passage) >= _ALIKE_IN_PLACE else None


def _gap_between(text: str, before: str, after: str) -> Span:
    """Return the range between two pieces of a text, the shorter of them where it is next to the other; -1 for none."""
    if len(before) >= len(after):
        start = text.find(before)
        end = text.find(after, start + len(before)) if start >= 0 else -1
    else:
        end = text.find(after)
        start = text.rfind(before, 0, end) if end >= 0 else -1
    return (start + len(before) if start >= 0 else -1), end


def _likeness(one: str, other: str) -> float:
    # Hardly ever needed: most passages are where they were.
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


def _like_in_words(text: str, highlight: Highlight) -> Span | None:
    from rapidfuzz import fuzz

    # A passage longer than the text would be looked for the other way round.
    if len(highlight.passage) > len(text):
        return None
    found = fuzz.partial_ratio_alignment(highlight.passage, text, score_cutoff=_ALIKE)
    return _whole_words(text, found.dest_start, found.dest_end) if found else None


def _whole_words(text: str, start: int, end: int) -> Span:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
