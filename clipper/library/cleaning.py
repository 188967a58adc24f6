"""The door of the library: texts and names are cleaned here, once, so that every floor above can rely on it."""

from collections.abc import Iterable
from typing import Any

from clipper.model.clipping import Spokesperson, each_once
from clipper.model.draft import DRAFT_FIELDS, Draft
from clipper.model.medium_fields import LENGTHS, MEDIUM_FIELDS, read_air_time, seconds_of
from clipper.model.text import clean, clean_line, fold

_LINES = frozenset({"headline", "deck", "programme", "url", "language"} | {*MEDIUM_FIELDS}) - {*LENGTHS}
_TEXTS = frozenset({"body", "note"})


def text(field: str, value: Any) -> Any:
    """Return the value of a text field as it is kept: cleaned, on one line where it is one, None where nothing is left.

    A value of another field comes back as it is. Raises WrongUsage for an air time or a length that is none.
    """
    if field in LENGTHS:
        return seconds_of(value)
    if value is None or field not in _LINES | _TEXTS:
        return value
    cleaned = line(value) if field in _LINES else clean(value).strip() or None
    return read_air_time(cleaned) if cleaned and field == "aired_at" else cleaned


def line(value: str | None) -> str | None:
    """Return a text cleaned, on one line; None where nothing is left."""
    return clean_line(value or "") or None


def name(value: str | None) -> str | None:
    """Return a name cleaned, None where nothing is left."""
    return next(iter(names([value or ""])), None)


def names(values: Iterable[str]) -> list[str]:
    """Return names cleaned, without empty ones and without those that name somebody a second time."""
    cleaned: dict[str, str] = {}
    for value in map(clean_line, values):
        if fold(value):
            cleaned.setdefault(fold(value), value)
    return list(cleaned.values())


def spokespeople(people: Iterable[Spokesperson]) -> tuple[Spokesperson, ...]:
    """Return spokespeople with their names cleaned, each once, with the first role that is known."""
    return each_once(Spokesperson(cleaned, one.role) for one in people for cleaned in names([one.name]))


def draft(proposed: Draft) -> dict[str, Any]:
    """Return the values of a draft's fields as a clipping keeps them."""
    values = {field: text(field, getattr(proposed, field).value) for field in DRAFT_FIELDS}
    return values | {
        "outlet": name(proposed.outlet.value),
        "reporters": tuple(names(proposed.reporters.value)),
        "spokespeople": spokespeople(proposed.spokespeople.value),
    }
