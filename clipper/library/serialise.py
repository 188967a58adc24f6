"""A clipping as JSON: what exports hold and what the command line prints. The names are those of a draft, and more."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Medium, Prominence, Relation, Role, State, Tone
from clipper.model.errors import WrongUsage

Code = TypeVar("Code", bound=StrEnum)


def clipping_to_json(clipping: Clipping) -> dict[str, Any]:
    """Return all fields of a clipping as JSON can hold them; unknown is null or an empty list."""
    return {field.name: _to_json(getattr(clipping, field.name)) for field in fields(clipping)}


def clipping_from_json(values: Mapping[str, Any]) -> Clipping:
    """Return the clipping that JSON describes; a field that is missing is unknown, one that Clipper has not is skipped.

    Raises WrongUsage with a sentence that names the field which cannot be read.
    """
    if not isinstance(values, Mapping):
        raise WrongUsage("A clipping must be a JSON object.")
    known = {name: _read(name, values[name]) for name in _READERS if values.get(name) is not None}
    return Clipping(**{"id": 0, "uuid": "", **known})


def _to_json(value: Any) -> Any:
    if isinstance(value, Spokesperson):
        return {"name": value.name, "role": value.role.value}
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    try:
        return _READERS[name](value)
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
        shown = str(value)
        raise WrongUsage(f"“{shown[:60]}” cannot be the {name} of a clipping.") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(_text, value))


def _people(value: Any) -> tuple[Spokesperson, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(Spokesperson(_text(one["name"]), Role(one.get("role") or Role.UNKNOWN)) for one in value)


def _moment(value: Any) -> datetime:
    """The time on the wall, as a library keeps it, also of a time that comes with a zone."""
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo is None else moment.astimezone().replace(tzinfo=None)


_READERS: dict[str, Callable[[Any], Any]] = {
    "id": _number,
    "uuid": _text,
    "headline": _text,
    "deck": _text,
    "reporters": _texts,
    "spokespeople": _people,
    "outlet": _text,
    "programme": _text,
    "medium": Medium,
    "published_on": date.fromisoformat,
    "url": _text,
    "language": _text,
    "body": _text,
    "state": State,
    "relation": Relation,
    "tags": _texts,
    "tone": Tone,
    "prominence": Prominence,
    "starred": _yes_or_no,
    "publish": _yes_or_no,
    "note": _text,
    "story": _text,
    "is_pick_up": _yes_or_no,
    "deleted": _yes_or_no,
    "added_at": _moment,
}
