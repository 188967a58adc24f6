"""Corrections and other follow-ups of clippings, in the order in which they were written down."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from msgspec.structs import asdict

from clipper.library import cleaning, deltas
from clipper.library.store.tables import FollowUpRow
from clipper.library.work import Work
from clipper.model.codes import FollowUpKind
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.follow_up import FollowUp
from clipper.model.text import clean
from clipper.model.values import replace

_, _SAID = deltas.LISTED[FollowUpRow.__tablename__]
_DAYS = ("requested_on", "due", "closed_on")


def add(work: Work, clipping_id: int, follow_up: FollowUp) -> None:
    """Write a matter down; raises WrongUsage where it does not say what it is about."""
    _put(work, clipping_id, [*_of(work, clipping_id), cleaned(follow_up)])


def edit(work: Work, clipping_id: int, uuid: str, values: dict[str, Any]) -> None:
    """Write fields of a matter anew; raises NotFound, or WrongUsage where it says nothing then."""
    edited = cleaned(replace(_require(work, clipping_id, uuid), **values))
    _put(work, clipping_id, [edited if one.uuid == uuid else one for one in _of(work, clipping_id)])


def close(work: Work, clipping_id: int, uuid: str, outcome: str | None) -> None:
    """Close a matter today, with what came of it where that is said; raises NotFound."""
    said = {} if outcome is None else {"outcome": outcome}
    edit(work, clipping_id, uuid, {"closed_on": work.now.date(), **said})


def remove(work: Work, clipping_id: int, uuid: str) -> None:
    """Take a matter away; raises NotFound."""
    _require(work, clipping_id, uuid)
    _put(work, clipping_id, [one for one in _of(work, clipping_id) if one.uuid != uuid])


def unite(work: Work, kept_id: int, other_id: int) -> None:
    """Give a clipping the matters of another one too, but for those that it has itself."""
    own = _of(work, kept_id)
    known = [replace(one, uuid="") for one in own]
    more = [one for one in _of(work, other_id) if replace(one, uuid="") not in known]
    # One that came by an earlier merge, and was written anew since, is another matter now.
    taken = {one.uuid for one in own}
    _put(work, kept_id, [*own, *(replace(one, uuid=str(uuid4())) if one.uuid in taken else one for one in more)])


def cleaned(follow_up: FollowUp) -> FollowUp:
    """Return a matter as it is kept, with a UUID of its own; raises WrongUsage where it does not say what it is."""
    what = clean(follow_up.what).strip()
    if not what:
        raise WrongUsage("Say first what is wrong, or to be done. Nothing was kept.")
    return replace(
        follow_up,
        what=what,
        contact=cleaning.line(follow_up.contact),
        owner=cleaning.line(follow_up.owner),
        outcome=cleaning.text("note", follow_up.outcome),
        uuid=cleaning.line(follow_up.uuid) or str(uuid4()),
    )


def said_by(follow_ups: Sequence[FollowUp]) -> list[list[Any]]:
    """Return matters as a list of a clipping holds them."""
    return [[deltas.plain(one[name]) for name in _SAID] for one in map(asdict, follow_ups)]


def follow_up_of(said: Sequence[Any]) -> FollowUp:
    """Return the matter that an entry of such a list says."""
    values = dict(zip(_SAID, said, strict=True))
    days = {name: date.fromisoformat(values[name]) for name in _DAYS if isinstance(values[name], str)}
    return FollowUp(**{**values, "kind": FollowUpKind(values["kind"]), **days})


def _of(work: Work, clipping_id: int) -> list[FollowUp]:
    listed = deltas.lists_of(work.connection, FollowUpRow.__tablename__, [clipping_id])[clipping_id]
    return list(map(follow_up_of, listed))


def _put(work: Work, clipping_id: int, follow_ups: Sequence[FollowUp]) -> None:
    work.put_list(FollowUpRow, clipping_id, said_by(follow_ups))


def _require(work: Work, clipping_id: int, uuid: str) -> FollowUp:
    for follow_up in _of(work, clipping_id):
        if follow_up.uuid == uuid:
            return follow_up
    raise NotFound("That follow-up is not there any more. Nothing was changed.")
