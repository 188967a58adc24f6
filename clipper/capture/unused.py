"""The lines of a paste that became no part of any draft."""

from collections.abc import Iterable

from clipper.capture.lines import written_lines
from clipper.model.draft import DRAFT_FIELDS, Draft, Reading, Span


def unused_in(reading: Reading) -> list[str]:
    """Return the lines of a reading with something in them that none of its drafts uses."""
    return unused_lines(reading.text, [span for draft in reading.drafts for span in draft_spans(draft)])


def unused_lines(text: str, spans: Iterable[Span]) -> list[str]:
    """Return the lines with something in them that no span touches."""
    found, ordered, place = [], sorted(spans), 0
    for match in written_lines(text):
        while place < len(ordered) and ordered[place][1] <= match.start():
            place += 1
        if place == len(ordered) or ordered[place][0] >= match.end():
            found.append(match[0].strip())
    return found


def draft_spans(draft: Draft) -> list[Span]:
    """Return every part of the paste that a draft's values came from."""
    return [span for name in DRAFT_FIELDS for span in getattr(draft, name).spans]
