"""Clippings that are lost with their rows while something still names them: links, hashes or the history."""

import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, delete, false, select

from clipper.library.deltas import unpack_ids
from clipper.library.row_titles import OF_CLIPPING, clipping_title
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ClippingRow, RowHashRow, StepRow, Table
from clipper.library.whole_rows import Whole
from clipper.model.damage import Damage, Flaw

_CLIPPINGS = ClippingRow.__tablename__
_FEW = 5
"""Clippings that are told one by one, with their titles."""
_MOST_RANGES = 20
_HOW = (
    "Import {backup} to bring {them} back, under {numbers}: “clipper import BACKUP”, or File › Import… in the window."
)


def lost_clippings(connection: Connection, last: int, *, knows_all: bool) -> list[int]:
    """Return the clippings that are not there, in their order: those of all hashes where these are whole.

    Else all that anything names; one after the `last` that was ever given is only named by damage.
    """
    named = set(connection.scalars(_named_by_hashes(_CLIPPINGS)))
    if not knows_all:
        named |= set(connection.scalars(_named_by_hashes(*OF_CLIPPING)))
        named |= {key for key in _named_by_links(connection) if key <= last}
        named |= {key for key in _named_by_steps(connection) if key <= last}
    return sorted(named.difference(connection.scalars(select(ClippingRow.id))))


def _named_by_hashes(*tables: str) -> Any:
    return select(RowHashRow.key).where(RowHashRow.of.in_(tables)).distinct()


def _named_by_links(connection: Connection) -> Iterator[int]:
    for column in _links():
        yield from connection.scalars(select(column).distinct())


def _named_by_steps(connection: Connection) -> Iterator[int]:
    # What an earlier repair found lost is named by steps that it let undo pass over, and is not lost anew.
    for packed in connection.scalars(select(StepRow.clippings).where(StepRow.told == false())):
        # Damage may be no set any more.
        with suppress(zlib.error, ValueError):
            yield from unpack_ids(packed)


def _links() -> list[Any]:
    """Return the columns that name clippings."""
    links = (link for table in Table.metadata.sorted_tables for link in table.foreign_keys)
    return sorted((link.parent for link in links if link.column.table.name == _CLIPPINGS), key=str)


def let_go_of(connection: Connection, lost: Collection[int]) -> None:
    """Take away what lost clippings had, with its hashes, so that it is not named beside them."""
    for column in _links():
        key = next(iter(column.table.primary_key))
        theirs = select(key).where(column.in_(id_set(lost)))
        of_these = RowHashRow.of == column.table.name, RowHashRow.key.in_(theirs)
        connection.execute(delete(RowHashRow).where(*of_these))
        connection.execute(delete(column.table).where(column.in_(id_set(lost))))


def as_flaws(connection: Connection, lost: Sequence[int]) -> list[Flaw]:
    """Return lost clippings by the titles that the history has of them."""
    return [
        Flaw(Damage.ROW, f"Clipping {key}{clipping_title(connection, key)} is lost.", key, _CLIPPINGS, key)
        for key in lost
    ]


def told(lost: Sequence[Flaw], whole: Mapping[Flaw, Whole]) -> list[str]:
    """Say in one text which clippings are lost, which backups have them, and how to get them; none for none."""
    if not lost:
        return []
    numbers, them = ("a new number", "it") if len(lost) == 1 else ("new numbers", "them")
    count = len({whole[one].backup for one in lost if one in whole})
    backup = (f"a backup that has {them}", "the backup")[count] if count < 2 else "these backups"
    which = _each(lost, whole) if len(lost) <= _FEW else _many(lost, whole)
    return [" ".join([*which, _HOW.format(backup=backup, them=them, numbers=numbers)])]


def _each(lost: Sequence[Flaw], whole: Mapping[Flaw, Whole]) -> Iterator[str]:
    for one in lost:
        yield one.sentence + (whole[one].sentence if one in whole else "")


def _many(lost: Sequence[Flaw], whole: Mapping[Flaw, Whole]) -> Iterator[str]:
    yield f"{len(lost):,} clippings are lost: {_ranges([one.key for one in lost])}."
    held = Counter(whole[one].backup for one in lost if one in whole)
    for backup, count in held.items():
        yield f"The backup {backup} has {'all' if count == len(lost) else f'{count:,}'} of them."


def _ranges(keys: Sequence[int]) -> str:
    """Return sorted numbers as 1-66, 70, 158; of many ranges the first."""
    ranges: list[list[int]] = []
    for key in keys:
        if ranges and ranges[-1][1] == key - 1:
            ranges[-1][1] = key
        else:
            ranges.append([key, key])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in ranges[:_MOST_RANGES]]
    more = sum(last - first + 1 for first, last in ranges[_MOST_RANGES:])
    return ", ".join(shown) + (f" and {more:,} more" if more else "")
