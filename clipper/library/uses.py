"""Where the clippings of an outlet or a person ran, and beside whom: what a page of the registers tells."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select

from clipper.library import outlets, people
from clipper.library.store.tables import ClippingRow, OutletRow, PersonRow, ReporterRow, SpokespersonRow
from clipper.model.clipping import Clipping
from clipper.model.codes import Role, State
from clipper.model.period import Period

_SHOWN = 5
"""So many names are told of those that stand beside one."""
_VOICE = frozenset({Role.QUOTED, Role.INTERVIEWED})


@dataclass(frozen=True, slots=True)
class Appearance:
    """One clipping that has an outlet or a person; `role` is that of a spokesperson, `story` the same in all of one."""

    clipping_id: int
    title: str
    outlet: str | None
    published_on: date | None
    story: tuple[str, int]
    role: Role | None
    is_kept: bool

    @property
    def is_voice(self) -> bool:
        """Whether the person speaks there: is quoted or interviewed."""
        return self.role in _VOICE


Names = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Use:
    """The clippings that have an outlet or a person, newest first, and who stands in them most often, with counts.

    What lies in the wastebasket or was rejected is left out. Of a person these are the clippings that feature them; one
    who is in none as a spokesperson has those that they report.
    """

    appearances: tuple[Appearance, ...]
    outlets: Names = ()
    spokespeople: Names = ()
    reporters: Names = ()

    @property
    def stories(self) -> int:
        """How many pieces they are, each counted once wherever it ran."""
        return len({one.story for one in self.appearances})

    @property
    def days(self) -> Period | None:
        """The first and the last day; None where no day is known."""
        days = [one.published_on for one in self.appearances if one.published_on]
        return Period(min(days), max(days)) if days else None

    def kept_in(self, period: Period | None) -> "Use":
        """Return the part that was looked at and kept, and was published in a period, None for any or no day."""
        kept = (one for one in self.appearances if one.is_kept)
        within = (one for one in kept if period is None or (one.published_on and one.published_on in period))
        return Use(tuple(within))


_SHOWN_ONES = ClippingRow.withdrawn.is_not(True), ClippingRow.deleted.is_not(True), ClippingRow.state != State.REJECTED
_COLUMNS = (
    *(ClippingRow.id, ClippingRow.headline, ClippingRow.url, ClippingRow.published_on, ClippingRow.story_id),
    *(ClippingRow.state, OutletRow.name.label("outlet"), func.substr(ClippingRow.body, 1, 200).label("beginning")),
)


def _clippings(role: Any) -> Select[Any]:
    joined = select(*_COLUMNS, role.label("role")).outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
    return joined.where(*_SHOWN_ONES).order_by(ClippingRow.search_id.desc())


def of_outlet(connection: Connection, name: str) -> Use:
    """Return the use of an outlet; raises NotFound."""
    is_its = ClippingRow.outlet_id == outlets.PROFILES.id_of(connection, name)
    return Use(
        _appearances(connection, _clippings(literal(None)).where(is_its)),
        spokespeople=_people(connection, SpokespersonRow, is_its),
        reporters=_people(connection, ReporterRow, is_its),
    )


def of_person(connection: Connection, name: str) -> Use:
    """Return the use of a person; raises NotFound."""
    person_id = people.PROFILES.id_of(connection, name)
    speaking = _clippings(SpokespersonRow.role).join(SpokespersonRow, SpokespersonRow.clipping_id == ClippingRow.id)
    found = _appearances(connection, speaking.where(SpokespersonRow.person_id == person_id))
    if not found:
        reporting = _clippings(literal(None)).join(ReporterRow, ReporterRow.clipping_id == ClippingRow.id)
        found = _appearances(connection, reporting.where(ReporterRow.person_id == person_id))
    ran = Counter(one.outlet for one in found if one.outlet)
    return Use(found, outlets=_most(ran.items()))


def _appearances(connection: Connection, statement: Select[Any]) -> tuple[Appearance, ...]:
    return tuple(map(_appearance, connection.execute(statement)))


def _appearance(row: Any) -> Appearance:
    title = Clipping(row.id, "", headline=row.headline, url=row.url, body=row.beginning).title
    story = ("clipping", row.id) if row.story_id is None else ("story", row.story_id)
    role = None if row.role is None else Role(row.role)
    return Appearance(row.id, title, row.outlet, row.published_on, story, role, row.state is State.KEPT)


def _people(connection: Connection, rows: type[ReporterRow] | type[SpokespersonRow], is_its: Any) -> Names:
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
