"""A clipping as JSON: what exports hold and what the command line prints. The names are those of a draft, and more."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from msgspec.structs import asdict

from clipper.model.attachment import Attachment, media_type_of
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import FollowUpKind, Marker, Medium, Prominence, Relation, Rights, Role, State, Tone
from clipper.model.errors import WrongUsage
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.outlet import Outlet
from clipper.model.person import Person
from clipper.model.quote import Quote

Code = TypeVar("Code", bound=StrEnum)


def clipping_to_json(clipping: Clipping) -> dict[str, Any]:
    """Return all fields of a clipping as JSON can hold them; unknown is null or an empty list."""
    values = {name: _to_json(value) for name, value in asdict(clipping).items()}
    return {**values, "codes": dict(clipping.codes)}


def clipping_from_json(values: Mapping[str, Any]) -> Clipping:
    """Return the clipping that JSON describes; a field that is missing is unknown, one that Clipper has not is skipped.

    Raises WrongUsage with a sentence that names the field which cannot be read.
    """
    if not isinstance(values, Mapping):
        raise WrongUsage("A clipping must be a JSON object.")
    known = {name: _read(name, values[name]) for name in _READERS if values.get(name) is not None}
    return Clipping(**{"id": 0, "uuid": "", **known})


def outlet_to_json(outlet: Outlet) -> dict[str, Any]:
    """Return the name of an outlet and what is known of it, as JSON can hold it."""
    return {name: _to_json(value) for name, value in asdict(outlet).items()}


def outlet_from_json(values: Mapping[str, Any]) -> Outlet:
    """Return the outlet that JSON describes; raises WrongUsage with a sentence that names what cannot be read."""
    return Outlet(**_profile_from_json(values, _OUTLET_READERS, "an outlet"))


def person_to_json(person: Person) -> dict[str, Any]:
    """Return the name of a person and what is known of them, as JSON can hold it."""
    return {name: _to_json(value) for name, value in asdict(person).items()}


def person_from_json(values: Mapping[str, Any]) -> Person:
    """Return the person that JSON describes; raises WrongUsage with a sentence that names what cannot be read."""
    return Person(**_profile_from_json(values, _PERSON_READERS, "a person"))


def _profile_from_json(
    values: Mapping[str, Any], readers: Mapping[str, Callable[[Any], Any]], what: str
) -> dict[str, Any]:
    if not isinstance(values, Mapping) or not isinstance(values.get("name"), str):
        raise WrongUsage(f"{what} needs a name.")
    known = {name: reader for name, reader in readers.items() if values.get(name) is not None}
    return {name: read_with(reader, values[name], f"{name} of {what}") for name, reader in known.items()}


def _to_json(value: Any) -> Any:
    if isinstance(value, Spokesperson):
        return {"name": value.name, "role": value.role.value}
    if isinstance(value, Highlight | Quote | FollowUp | Attachment):
        return {name: _to_json(one) for name, one in asdict(value).items()}
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    return read_with(_READERS[name], value, f"{name} of a clipping")


def read_with(reader: Callable[[Any], Any], value: Any, what: str) -> Any:
    """Return what a reader makes of a value; raises WrongUsage, which says what it cannot be."""
    try:
        return reader(value)
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
        shown = str(value)
        raise WrongUsage(f"“{shown[:60]}” cannot be the {what}.") from error


def as_text(value: Any) -> str:
    """Return a text; raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError
    return value


def as_yes_or_no(value: Any) -> bool:
    """Return a yes or no; raises TypeError for anything else."""
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
    return tuple(map(as_text, value))


def _people(value: Any) -> tuple[Spokesperson, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(Spokesperson(as_text(one["name"]), Role(one.get("role") or Role.UNKNOWN)) for one in value)


def _codes(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((as_text(name), as_text(text)) for name, text in value.items())


def _highlights(value: Any) -> tuple[Highlight, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(_highlight, value))


def _highlight(value: Any) -> Highlight:
    passage, before, after, uuid = (as_text(value.get(name) or "") for name in ("passage", "before", "after", "uuid"))
    comment, marker = value.get("comment"), Marker(value.get("marker") or Marker.YELLOW)
    return Highlight(passage, before, after, marker, None if comment is None else as_text(comment), uuid)


def _quotes(value: Any) -> tuple[Quote, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(Quote(**{name: as_text(one.get(name) or "") for name in Quote.__struct_fields__}) for one in value)


def _follow_ups(value: Any) -> tuple[FollowUp, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(_follow_up, value))


def _follow_up(value: Any) -> FollowUp:
    known = {name: reader for name, reader in _FOLLOW_UP_READERS.items() if value.get(name) is not None}
    return FollowUp(**{"what": "", **{name: reader(value[name]) for name, reader in known.items()}})


def _attachments(value: Any) -> tuple[Attachment, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(_attachment, value))


def _attachment(value: Any) -> Attachment:
    """What follows from its name and from what it holds is not read, but looked up."""
    name, added_on = as_text(value["name"]), date.fromisoformat(value["added_on"])
    size, uuid = _number(value.get("size") or 0), as_text(value.get("uuid") or "")
    return Attachment(name, media_type_of(name), size, as_text(value["sha256"]), added_on, uuid)


def _moment(value: Any) -> datetime:
    """The time on the wall, as a library keeps it, also of a time that comes with a zone."""
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo is None else moment.astimezone().replace(tzinfo=None)


_READERS: dict[str, Callable[[Any], Any]] = {
    "id": _number,
    "uuid": as_text,
    "headline": as_text,
    "deck": as_text,
    "reporters": _texts,
    "spokespeople": _people,
    "outlet": as_text,
    "programme": as_text,
    "host": as_text,
    "aired_at": as_text,
    "duration": _number,
    "timecode": _number,
    "edition": as_text,
    "section": as_text,
    "page": as_text,
    "handle": as_text,
    "medium": Medium,
    "published_on": date.fromisoformat,
    "url": as_text,
    "language": as_text,
    "body": as_text,
    "state": State,
    "relation": Relation,
    "tags": _texts,
    "tone": Tone,
    "prominence": Prominence,
    "messages": _texts,
    "codes": _codes,
    "starred": as_yes_or_no,
    "publish": as_yes_or_no,
    "rights": Rights,
    "note": as_text,
    "highlights": _highlights,
    "quotes": _quotes,
    "follow_ups": _follow_ups,
    "attachments": _attachments,
    "story": as_text,
    "is_pick_up": as_yes_or_no,
    "deleted": as_yes_or_no,
    "added_at": _moment,
    "outlet_rights": Rights,
    "outlet_rights_until": date.fromisoformat,
    "reach": _number,
}

_FOLLOW_UP_READERS: dict[str, Callable[[Any], Any]] = {
    "what": as_text,
    "kind": FollowUpKind,
    "requested_on": date.fromisoformat,
    "contact": as_text,
    "outcome": as_text,
    "owner": as_text,
    "due": date.fromisoformat,
    "closed_on": date.fromisoformat,
    "uuid": as_text,
}

_OUTLET_READERS: dict[str, Callable[[Any], Any]] = {
    "name": as_text,
    "reach": _number,
    "reach_source": as_text,
    "reach_on": date.fromisoformat,
    "rights": Rights,
    "rights_notice": as_text,
    "rights_until": date.fromisoformat,
    "aliases": _texts,
    "domains": _texts,
    "medium": Medium,
    "country": as_text,
    "region": as_text,
    "language": as_text,
    "tier": _number,
    "programmes": _texts,
}

_PERSON_READERS: dict[str, Callable[[Any], Any]] = {
    "name": as_text,
    "aliases": _texts,
    "title": as_text,
    "active_from": _number,
    "active_until": _number,
    "ours": as_yes_or_no,
}
