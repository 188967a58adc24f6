"""The clippings of one story brought together in a list that has an order of its own."""

from array import array
from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from clipper.library import stories
from clipper.library.recall import recall
from clipper.library.rows import rows
from clipper.library.search import story_of


class StoryGroups(Struct, frozen=True):
    """Ids of which those of one story stand together; `sizes` tells where stories of several begin, and how many."""

    ids: "array[int]"
    sizes: Mapping[int, int]


def by_story(connection: Connection, ids: Sequence[int]) -> StoryGroups:
    """Return clippings in their order, each story whole where its first one in that order stands."""
    known = recall(connection, story_of)
    members: dict[int, list[int]] = {}
    for id_ in ids:
        if id_ in known:
            members.setdefault(known[id_], []).append(id_)
    together, sizes = array("q"), {}
    for id_ in ids:
        story = members.pop(known[id_], []) if id_ in known else [id_]
        if len(story) > 1:
            sizes[len(together)] = len(story)
        together.extend(story)
    return StoryGroups(together, sizes)


def title_of(connection: Connection, clipping_id: int) -> str:
    """Return the headline of the first clipping of a clipping's story, its own where it stands alone."""
    first = next(iter(stories.story_of(connection, clipping_id)), clipping_id)
    return "".join(row.title for row in rows(connection, [first]))
