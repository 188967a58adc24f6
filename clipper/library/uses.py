"""Where the clippings of an outlet or a person ran, and beside whom: what a page of the registers tells."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Executable, func, select

from clipper.library import outlets, people
from clipper.library.store.tables import ClippingRow, OutletRow, PersonRow, ReporterRow, SpokespersonRow
from clipper.model.codes import State
from clipper.model.period import Period

_SHOWN = 5
"""So many names are told of those that stand beside one."""

Names = tuple[tuple[str, int], ...]
PersonRows = type[ReporterRow] | type[SpokespersonRow]


class Use(Struct, frozen=True):
    """How many clippings have an outlet or a person, of how many stories and days, and who stands in them most often.

    All are counted that a search finds, whoever they are about and whether or not they are kept yet. `field` is what a
    search asks for them by: "feat" for a person whom clippings feature, "reporter" for one who is in none so.
    """

    field: str
    clippings: int = 0
    stories: int = 0
    days: Period | None = None
    outlets: Names = ()
    spokespeople: Names = ()
    reporters: Names = ()


_SHOWN_ONES = ClippingRow.withdrawn.is_not(True), ClippingRow.deleted.is_not(True), ClippingRow.state != State.REJECTED
_CLIPPINGS = (
    select(ClippingRow.id, ClippingRow.published_on, ClippingRow.story_id, OutletRow.name.label("outlet"))
    .outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
    .where(*_SHOWN_ONES)
)


def of_outlet(connection: Connection, name: str) -> Use:
    """Return the use of an outlet; raises NotFound."""
    is_its = ClippingRow.outlet_id == outlets.PROFILES.id_of(connection, name)
    return _use(
        "outlet",
        connection.execute(_CLIPPINGS.where(is_its)).all(),
        spokespeople=_people(connection, SpokespersonRow, is_its),
        reporters=_people(connection, ReporterRow, is_its),
    )


def of_person(connection: Connection, name: str) -> Use:
    """Return the use of a person; raises NotFound."""
    person_id = people.PROFILES.id_of(connection, name)
    featuring = connection.execute(_with(SpokespersonRow, person_id)).all()
    reported = [] if featuring else connection.execute(_with(ReporterRow, person_id)).all()
    rows = featuring or reported
    ran = Counter(row.outlet for row in rows if row.outlet)
    return _use("reporter" if reported else "feat", rows, outlets=_most(ran.items()))


def _with(rows: PersonRows, person_id: int) -> Executable:
    return _CLIPPINGS.join(rows, rows.clipping_id == ClippingRow.id).where(rows.person_id == person_id)


def _use(field: str, rows: Sequence[Any], **beside: Names) -> Use:
    stories = {("clipping", row.id) if row.story_id is None else ("story", row.story_id) for row in rows}
    days = [row.published_on for row in rows if row.published_on]
    return Use(field, len(rows), len(stories), Period(min(days), max(days)) if days else None, **beside)


def _people(connection: Connection, rows: PersonRows, is_its: Any) -> Names:
    counted = (
        select(PersonRow.name, func.count())
        .join(rows, rows.person_id == PersonRow.id)
        .join(ClippingRow, ClippingRow.id == rows.clipping_id)
        .where(is_its, *_SHOWN_ONES)
        .group_by(PersonRow.id)
    )
    return _most((name, count) for name, count in connection.execute(counted))


def _most(counted: Iterable[tuple[str, int]]) -> Names:
    return tuple(sorted(counted, key=lambda one: (-one[1], one[0]))[:_SHOWN])
