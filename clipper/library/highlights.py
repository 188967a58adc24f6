"""The highlights of clippings: marked passages, in the order in which they were marked."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from msgspec.structs import asdict
from sqlalchemy import Connection

from clipper.library import cleaning, deltas
from clipper.library.store.sqlite import NAME_BREAK
from clipper.library.store.tables import ClippingRow, HighlightRow
from clipper.library.work import Work
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.highlight import Highlight
from clipper.model.text import clean
from clipper.model.values import replace

_BESIDE = 16
"""The same words beside a passage tell that the same place is meant."""

_, _SAID = deltas.LISTED[HighlightRow.__tablename__]


def add(work: Work, clipping_id: int, highlight: Highlight) -> None:
    """Mark a passage of a clipping; raises WrongUsage for an empty one."""
    _put(work, clipping_id, [*_of(work, clipping_id), cleaned(highlight)])


def edit(work: Work, clipping_id: int, uuid: str, values: dict[str, Any]) -> None:
    """Give a highlight another marker or comment; raises NotFound."""
    edited = replace(_require(work, clipping_id, uuid), **values)
    _put(work, clipping_id, [cleaned(edited) if one.uuid == uuid else one for one in _of(work, clipping_id)])


def remove(work: Work, clipping_id: int, uuid: str) -> None:
    """Take a highlight away; raises NotFound."""
    _require(work, clipping_id, uuid)
    _put(work, clipping_id, [one for one in _of(work, clipping_id) if one.uuid != uuid])


def unite(work: Work, kept_id: int, other_id: int) -> None:
    """Give a clipping the highlights of another one too; what was written to the same passage stands together."""
    united = {_place_of(one): one for one in _of(work, kept_id)}
    for one in _of(work, other_id):
        own = united.get(_place_of(one))
        united[_place_of(one)] = replace(own, comment=_both(own.comment, one.comment)) if own else one
    _put(work, kept_id, list(united.values()))


def _place_of(highlight: Highlight) -> tuple[str, str, str]:
    return highlight.passage, highlight.before[-_BESIDE:], highlight.after[:_BESIDE]


def _both(own: str | None, other: str | None) -> str | None:
    if not own or not other or other in own:
        return own or other
    return f"{own}\n\n{other}"


def cleaned(highlight: Highlight) -> Highlight:
    """Return a highlight as it is kept, with a UUID of its own; raises WrongUsage for an empty passage."""
    passage = clean(highlight.passage).strip()
    if not passage:
        raise WrongUsage("Select some words of the text first. Nothing was marked.")
    return replace(
        highlight,
        passage=passage,
        before=clean(highlight.before),
        after=clean(highlight.after),
        comment=cleaning.text("note", highlight.comment),
        uuid=cleaning.line(highlight.uuid) or str(uuid4()),
    )


def said_by(highlights: Sequence[Highlight]) -> list[list[Any]]:
    """Return highlights as a list of a clipping holds them."""
    return [[one[name] for name in _SAID] for one in map(asdict, highlights)]


def highlight_of(said: Sequence[Any]) -> Highlight:
    """Return the highlight that an entry of such a list says."""
    return Highlight(**dict(zip(_SAID, said, strict=True)))


def comments_of(highlights: Sequence[Highlight]) -> str | None:
    """Return the comments as the full-text index reads them; None where there are none."""
    return NAME_BREAK.join(one.comment for one in highlights if one.comment) or None


def comments_by_clipping(connection: Connection, ids: Sequence[int]) -> dict[int, str | None]:
    """Return of clippings the comments of their highlights, as the full-text index reads them."""
    listed = deltas.lists_of(connection, HighlightRow.__tablename__, ids)
    return {clipping_id: comments_of(list(map(highlight_of, said))) for clipping_id, said in listed.items()}


def _of(work: Work, clipping_id: int) -> list[Highlight]:
    listed = deltas.lists_of(work.connection, HighlightRow.__tablename__, [clipping_id])[clipping_id]
    return list(map(highlight_of, listed))


def _put(work: Work, clipping_id: int, highlights: Sequence[Highlight]) -> None:
    if work.put_list(HighlightRow, clipping_id, said_by(highlights)):
        work.put(ClippingRow.comments, [clipping_id], comments_of(highlights))


def _require(work: Work, clipping_id: int, uuid: str) -> Highlight:
    for highlight in _of(work, clipping_id):
        if highlight.uuid == uuid:
            return highlight
    raise NotFound("That passage is not marked any more. Nothing was changed.")
