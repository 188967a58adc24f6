"""Stories: the clippings that ran the same piece; all but the first by date are its pick-ups."""

from collections.abc import Iterable, Sequence
from uuid import uuid4

from sqlalchemy import Connection, false, insert, select

from clipper.library.store.sqlite import id_set, id_set_named, packed, text_set
from clipper.library.store.tables import ClippingRow, StoryRow
from clipper.library.work import Work
from clipper.model.codes import State
from clipper.model.errors import WrongUsage

_LEAST = 2
"""Fewer clippings are no story."""

# Made once: it would take longer to make than to run. What is hidden is left out after: a condition on it here would
# make SQLite walk through its index of all that is shown.
_MEMBERS = (
    select(ClippingRow.story_id, ClippingRow.id, ClippingRow.withdrawn, ClippingRow.deleted, ClippingRow.state)
    .where(ClippingRow.story_id.in_(id_set_named("stories")))
    .order_by(ClippingRow.published_on.is_(None), ClippingRow.published_on, ClippingRow.id)
)


def members(connection: Connection, story_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the clippings of stories, first one first, without hidden ones; undated ones come last.

    Hidden is what lies in the wastebasket or was rejected.
    """
    found: dict[int, list[int]] = {}
    for row in connection.execute(_MEMBERS, {"stories": packed(story_ids)}):
        if not (row.withdrawn or row.deleted or row.state is State.REJECTED):
            found.setdefault(row.story_id or 0, []).append(row.id)
    return found


def firsts(connection: Connection, story_ids: Iterable[int]) -> dict[int | None, int]:
    """Return the first clipping of each story."""
    wanted = list(story_ids)
    return {story: ids[0] for story, ids in members(connection, wanted).items()} if wanted else {}


def story_of(connection: Connection, clipping_id: int) -> Sequence[int]:
    """Return the ids of a clipping's story, first one first; none when it stands alone."""
    story_id = connection.scalars(select(ClippingRow.story_id).where(ClippingRow.id == clipping_id)).first()
    ids = members(connection, [story_id]).get(story_id, []) if story_id else []
    return ids if len(ids) > 1 else []


def of_all(connection: Connection, clipping_ids: Iterable[int]) -> list[int]:
    """Return the ids of all clippings of the stories that some clippings belong to, themselves among them."""
    is_one = ClippingRow.id.in_(id_set(clipping_ids)), ClippingRow.story_id.is_not(None)
    story_ids = connection.scalars(select(ClippingRow.story_id).where(*is_one).distinct()).all()
    return [id_ for ids in members(connection, filter(None, story_ids)).values() for id_ in ids]


def find_or_make(work: Work, uuids: Sequence[str]) -> dict[str, int]:
    """Return the id of each story, made where there is none; a story without clippings is seen by nobody."""
    if not uuids:
        return {}
    found = select(StoryRow.uuid, StoryRow.id).where(StoryRow.uuid.in_(text_set(uuids)))
    known = dict(work.connection.execute(found).all())
    new = [{"uuid": uuid} for uuid in uuids if uuid not in known]
    if not new:
        return known
    work.connection.execute(insert(StoryRow), new)
    return dict(work.connection.execute(found).all())


def join(work: Work, clipping_id: int, other_id: int) -> None:
    """Put a clipping, with its story, into the story of another, which becomes one with it where it stood alone."""
    ids = (clipping_id, other_id)
    found = select(ClippingRow.id, ClippingRow.story_id).where(ClippingRow.id.in_(ids))
    story_of_each = dict(work.connection.execute(found).all())
    own, story_id = story_of_each[clipping_id], story_of_each[other_id]
    if story_id is None:
        uuid = str(uuid4())
        story_id = own or find_or_make(work, [uuid])[uuid]
    moved = {*ids, *(_everybody_in(work, own) if own and own != story_id else ())}
    work.put(ClippingRow.story_id, moved, story_id)


def _everybody_in(work: Work, story_id: int) -> Sequence[int]:
    of_story = select(ClippingRow.id).where(ClippingRow.story_id == story_id, ClippingRow.withdrawn == false())
    return work.connection.scalars(of_story).all()


def group(work: Work, ids: Iterable[int]) -> None:
    """Make one story of clippings and of the stories that they belong to; raises WrongUsage for fewer than two."""
    live = work.live(ids)
    if len(live) < _LEAST:
        raise WrongUsage("A story needs two clippings at least. Select more of them; nothing was changed.")
    known = _stories_of(work, live)
    story_id = min(known, default=0)
    if not story_id:
        uuid = str(uuid4())
        story_id = find_or_make(work, [uuid])[uuid]
    others = (clipping_id for story in known - {story_id} for clipping_id in _everybody_in(work, story))
    work.put(ClippingRow.story_id, {*live, *others}, story_id)
    work.subjects = frozenset(live)


def leave(work: Work, ids: Iterable[int]) -> None:
    """Take clippings out of their stories; one that would be left alone in a story stands alone, too."""
    live = work.live(ids)
    left = _stories_of(work, live)
    work.put(ClippingRow.story_id, live, None)
    for story_id in left:
        rest = _everybody_in(work, story_id)
        if len(rest) < _LEAST:
            work.put(ClippingRow.story_id, rest, None)
    work.subjects = frozenset(live)


def _stories_of(work: Work, ids: Iterable[int]) -> set[int]:
    of_these = select(ClippingRow.story_id).where(ClippingRow.id.in_(id_set(ids)), ClippingRow.story_id.is_not(None))
    return {story_id for story_id in work.connection.scalars(of_these) if story_id}
