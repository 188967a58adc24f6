"""A draft of a part of a text, in the places of the whole."""

from typing import Any

from clipper.model.draft import DRAFT_FIELDS, Draft, Guess, Span
from clipper.model.values import replace


def moved(draft: Draft, by: int) -> Draft:
    """Return a draft whose text stands further behind."""
    values: dict[str, Any] = {name: _moved(getattr(draft, name), by) for name in DRAFT_FIELDS}
    return replace(draft, **values, extent=_span(draft.extent, by))


def _moved(found: Guess[Any], by: int) -> Guess[Any]:
    others = tuple(_moved(other, by) for other in found.alternatives)
    return replace(found, spans=tuple(_span(span, by) for span in found.spans), alternatives=others)


def _span(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
