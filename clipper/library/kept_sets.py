"""Sets of clippings by what they belong to, kept with a connection: a step has only what it touched asked for again."""

from array import array
from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from pyroaring import BitMap
from sqlalchemy import Connection, Select, func, select

from clipper.library import history
from clipper.library.store.sqlite_search import grouped_ids, unpack, version_of
from clipper.library.store.tables import ClippingRow

Sets = dict[tuple[str, Any], BitMap]
"""Clippings by a kind and a key of that kind."""

Memberships = Callable[[BitMap | None], Iterable[Select[Any]]]
"""Select (kind, key, clipping id), of some clippings only where they are told; ("every", 0) holds all clippings."""

_MOST_TOUCHED = 2_000
"""More clippings than this are asked for together with all others."""


class _Kept(Struct):
    """The sets that a connection worked out last, the version and the last step that they tell of."""

    version: tuple[int, int]
    step: int
    sets: Sets


def sets_now(connection: Connection, memberships: Memberships) -> Sets:
    """Return the sets of now, which nobody may change."""
    version = version_of(connection)
    kept: _Kept | None = connection.info.get(memberships)
    if kept is None or kept.version != version:
        step = history.last(connection)
        sets = _patched(connection, kept, step, memberships) if kept else None
        # A failed or interrupted patch must not be gone on from.
        connection.info.pop(memberships, None)
        if sets is None:
            sets = _asked_for(connection, memberships(None))
        kept = connection.info[memberships] = _Kept(version, step, sets)
    return kept.sets


def _patched(connection: Connection, kept: _Kept, step: int, memberships: Memberships) -> Sets | None:
    """Return the sets with what the steps since changed; None where these do not tell it all, or it is too much."""
    touched = BitMap(history.touched_since(connection, kept.step)) if step > kept.step else BitMap()
    if not touched or len(touched) > _MOST_TOUCHED:
        return None
    new = _asked_for(connection, memberships(touched))
    sets = {key: held - touched for key, held in kept.sets.items()}
    for key, held in new.items():
        sets[key] = sets.get(key, BitMap()) | held
    # What was erased for good is in no step.
    every = connection.scalars(select(func.count()).select_from(ClippingRow)).one()
    return sets if len(sets.get(("every", 0), ())) == every else None


def _asked_for(connection: Connection, memberships: Iterable[Select[Any]]) -> Sets:
    return {(kind, key): set_of(unpack(ids)) for kind, key, ids in connection.execute(grouped_ids(memberships))}


def set_of(ids: Iterable[int]) -> BitMap:
    """Return ids as a set."""
    return BitMap(array("I", ids))
