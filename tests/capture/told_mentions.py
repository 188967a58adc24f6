"""What a pasted list tells of each of its mentions."""

from datetime import date

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)


def drafts(text: str) -> tuple[Draft, ...]:
    """Return the mentions of a paste, read without a library's names."""
    return read(Pasted(text), Known(), TODAY).drafts


def told(text: str) -> list[tuple[object, ...]]:
    """Return headline, reporters, outlet and day of each."""
    return [
        (draft.headline.value, draft.reporters.value, draft.outlet.value, draft.published_on.value)
        for draft in drafts(text)
    ]
