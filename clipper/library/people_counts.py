"""How many clippings of a search each person wrote, is quoted in or interviewed in, beside what facets count."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field
from pyroaring import BitMap
from sqlalchemy import Connection, Select, literal, select

from clipper.library.facets import set_of_found
from clipper.library.kept_sets import Sets, sets_now
from clipper.library.recall import recall
from clipper.library.search import interruptible
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ClippingRow, PersonRow, ReporterRow, SpokespersonRow
from clipper.model.query import Query
from clipper.model.search_fields import ROLES

COUNTED = ("reporter", *ROLES)
"""The fields of a search whose people are counted here."""


class PeopleCounts(Struct, frozen=True):
    """Counts of the clippings that a query finds by the names of people: by reporter, and by what people do there."""

    reporters: dict[str, int] = field(default_factory=dict)
    roles: dict[str, dict[str, int]] = field(default_factory=dict)


def people_counts(connection: Connection, query: Query) -> PeopleCounts:
    """Count the people of what a query finds; raises SearchInterrupted."""
    with interruptible():
        hits = set_of_found(connection, query)
        sets, names = sets_now(connection, _memberships), recall(connection, _names)
        return PeopleCounts(
            _counts(sets, names, "reporter", hits), {role: _counts(sets, names, role, hits) for role in ROLES}
        )


def _counts(sets: Sets, names: dict[int, str], kind: str, hits: BitMap) -> dict[str, int]:
    held_by = ((names.get(key), held) for (of, key), held in sets.items() if of == kind)
    return {name: hits.intersection_cardinality(held) for name, held in held_by if name is not None}


def _names(connection: Connection) -> dict[int, str]:
    named = select(PersonRow.id, PersonRow.name).where(PersonRow.withdrawn.is_(False))
    return dict(connection.execute(named).all())


def _memberships(only: BitMap | None) -> Iterable[Select[Any]]:
    """Select (kind, key, clipping id) of each kind of what is counted here; of some clippings only, if told."""
    reporters = select(literal("reporter"), ReporterRow.person_id, ReporterRow.clipping_id)
    asked: list[tuple[Any, Any]] = [
        (select(literal("every"), literal(0), ClippingRow.id), ClippingRow.id),
        (reporters, ReporterRow.clipping_id),
        *(
            (
                select(literal(name), SpokespersonRow.person_id, SpokespersonRow.clipping_id).where(
                    SpokespersonRow.role == role
                ),
                SpokespersonRow.clipping_id,
            )
            for name, role in ROLES.items()
        ),
    ]
    return [select_ if only is None else select_.where(key.in_(id_set(only))) for select_, key in asked]
