"""What a library holds, row by row, in a form that two of them can be compared by; and whether one is sound."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from clipper.library import contents
from clipper.library.backup import check
from clipper.library.library import Library
from clipper.library.store import sqlite
from clipper.model.query import Query
from tests.crash.works import LARGEST_INSIDE
from tests.library.building import Clock

State = dict[str, str]
"""A hash of all rows of each table."""

_TABLES = """SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'clippings_fts*'
             AND name NOT IN ('sqlite_stat1', 'alembic_version') ORDER BY name"""


@contextmanager
def repeatable(seed: int) -> Iterator[None]:
    """Inside, the same work gives the same rows, since chance follows from the seed; and small files are large."""
    chance = random.Random(seed)
    with patch("os.urandom", chance.randbytes), patch.object(contents, "LARGEST_INSIDE", LARGEST_INSIDE):
        yield


@contextmanager
def without_synchronising() -> Iterator[None]:
    """Inside, SQLite asks the disk for nothing."""
    off = tuple(setting.replace("= FULL", "= OFF") for setting in sqlite._SETTINGS)
    with patch.object(sqlite, "_SETTINGS", off):
        yield


def state_of(library: Library) -> State:
    """Return what an open library holds."""
    state = {}
    with library.store.reading() as connection:
        for name in connection.exec_driver_sql(_TABLES).scalars().all():
            rows = connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1, 2").all()
            state[name] = f"{len(rows)} rows {sha256(repr(rows).encode()).hexdigest()[:16]}"
    return state


def difference(one: State, other: State) -> str:
    """Say in which tables two libraries differ."""
    names = sorted({*one, *other})
    return ", ".join(
        f"{name}: {one.get(name)} ≠ {other.get(name)}" for name in names if one.get(name) != other.get(name)
    )


def flaws_of(path: Path) -> list[str]:
    """Return what is wrong with a closed library: what its check finds, and what is left when all of it is undone."""
    with Library.open(path, create=False, now=Clock()) as library:
        found = check(library)
        while library.undoable():
            library.undo()
        left = [*library.search(Query()).ids, *library.tags(), *library.issued_reports(), *library.templates()]
        return found + [f"After all was undone {one} is left" for one in left]
