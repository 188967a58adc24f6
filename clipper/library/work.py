"""One open step of work: every change of the library goes through it, and so reaches the change log."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnClause, Connection, false, insert, select, update

from clipper.library import deltas
from clipper.library.contents import Beside
from clipper.library.deltas import Delta, Kind, LinkRows, ListRows
from clipper.library.store.described import table_of
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import (
    ClippingRow,
    DefinitionRow,
    DeltaRow,
    IssuedReportRow,
    OrganisationRow,
    OutletRow,
    PersonRow,
    ReporterRow,
    ReportTextRow,
    SpokespersonRow,
    StepRow,
    TemplateRow,
)
from clipper.model.changes import Changes, Step
from clipper.model.term import Term

# The columns from which others follow; see ClippingRow.
CONTENT = frozenset(
    (
        "headline",
        "deck",
        "body",
        "note",
        "comments",
        "programme",
        "host",
        "handle",
        "medium",
        "url",
        "language",
        "published_on",
        "outlet_id",
    )
)
_NAMED_IN: Mapping[str, tuple[tuple[ColumnClause[int], ColumnClause[Any]], ...]] = {
    deltas.target_of(OutletRow.name): ((ClippingRow.id, ClippingRow.outlet_id),),
    deltas.target_of(PersonRow.name): (
        (ReporterRow.clipping_id, ReporterRow.person_id),
        (SpokespersonRow.clipping_id, SpokespersonRow.person_id),
    ),
}
"""Of a name that clippings repeat: where they stand, and by what they have it."""
_OF_REPORTS = {rows.__tablename__ for rows in (DefinitionRow, ReportTextRow, IssuedReportRow, TemplateRow)}


class Work:
    """A step while it is being done; `detail` holds the parts of its title and may grow until it ends.

    `beside` is where its large files wait for that.
    """

    def __init__(
        self, connection: Connection, now: datetime, verb: str, detail: dict[str, str], beside: Beside
    ) -> None:
        self.connection = connection
        self.now = now
        self.verb = verb
        self.detail = detail
        self.beside = beside
        self.deltas: list[Delta] = []
        self.contents: set[int] = set()
        self.bodies: set[int] = set()
        # What the title counts, where that is not all that moved.
        self.subjects: frozenset[int] | None = None
        # Clippings that what is done belongs to, though no delta is of their own row.
        self.near: set[int] = set()
        # That a person decided something is kept, too, where nothing moves by it.
        self.is_decision = False
        # How a term of a search follows what got another name.
        self.renamed: Callable[[Term], Term] | None = None
        self.changes = Changes()

    def live(self, ids: Iterable[int]) -> list[int]:
        """Return those of the ids that are clippings of the library, sorted."""
        statement = select(ClippingRow.id).where(ClippingRow.id.in_(id_set(ids)), ClippingRow.withdrawn == false())
        return sorted(self.connection.scalars(statement).all())

    def put(self, column: ColumnClause[Any], ids: Iterable[int], value: Any) -> list[int]:
        """Give a column one value in many rows; returns the ids of the rows that had another."""
        row_id = table_of(column).c.id
        statement = select(row_id, column).where(row_id.in_(id_set(ids)), column.is_distinct_from(value))
        old = {changed: deltas.plain(before) for changed, before in self.connection.execute(statement).all()}
        if old:
            changed = tuple(sorted(old))
            before = deltas.squeezed([old[one] for one in changed])
            self._do(Delta(Kind.SET, deltas.target_of(column), changed, before, (deltas.plain(value),)))
        return sorted(old)

    def put_each(self, column: ColumnClause[Any], values: Mapping[int, Any]) -> None:
        """Give a column a value of its own in each of many rows."""
        wanted = {row_id: deltas.plain(value) for row_id, value in values.items()}
        row_id = table_of(column).c.id
        rows = self.connection.execute(select(row_id, column).where(row_id.in_(id_set(values)))).all()
        old = {changed: deltas.plain(before) for changed, before in rows if deltas.plain(before) != wanted[changed]}
        if old:
            changed = tuple(sorted(old))
            before, after = (deltas.squeezed([of[one] for one in changed]) for of in (old, wanted))
            self._do(Delta(Kind.SET, deltas.target_of(column), changed, before, after))

    def made(self, table: type[Any], ids: Iterable[int]) -> None:
        """Record rows that were just inserted; undo withdraws them."""
        self.deltas.append(Delta(Kind.SET, f"{table.__tablename__}.withdrawn", tuple(sorted(ids)), (True,), (False,)))

    def insert(self, table: type[Any], **values: Any) -> int:
        """Insert a row, which undo withdraws, and return its id."""
        key = self.connection.execute(insert(table).values(values)).inserted_primary_key
        row_id = int(key[0]) if key else 0
        self.made(table, [row_id])
        return row_id

    def link(self, rows: LinkRows, linked: int, ids: Iterable[int]) -> list[int]:
        """Link clippings to a tag or message; returns the ids of those that were not linked to it."""
        new = sorted(set(ids) - self._linked(rows, linked))
        if new:
            self._do(Delta(Kind.LINK, rows.__tablename__, tuple(new), (None,), (linked,)))
        return new

    def unlink(self, rows: LinkRows, linked: int, ids: Iterable[int]) -> list[int]:
        """Take the link to a tag or message off clippings; returns the ids of those that were linked to it."""
        old = sorted(set(ids) & self._linked(rows, linked))
        if old:
            self._do(Delta(Kind.LINK, rows.__tablename__, tuple(old), (linked,), (None,)))
        return old

    def put_list(self, rows: ListRows, clipping_id: int, listed: Sequence[Sequence[Any]]) -> bool:
        """Give one clipping a list; see put_lists. Returns whether it differs from the one before."""
        return bool(self.put_lists(rows, {clipping_id: listed}))

    def put_lists(self, rows: ListRows, lists: Mapping[int, Sequence[Sequence[Any]]]) -> list[int]:
        """Give clippings what they have a list of, each entry as the values that deltas.LISTED names.

        Returns the ids of those whose list differs from the one before.
        """
        target = rows.__tablename__
        new = {clipping_id: [list(said) for said in listed] for clipping_id, listed in lists.items()}
        old = deltas.lists_of(self.connection, target, sorted(new))
        changed = tuple(clipping_id for clipping_id in sorted(new) if old[clipping_id] != new[clipping_id])
        if changed:
            before, after = ([lists[one] for one in changed] for lists in (old, new))
            self._do(Delta(Kind.LIST, target, changed, deltas.squeezed(before), deltas.squeezed(after)))
        return list(changed)

    def replay(self, delta: Delta) -> None:
        """Write a delta of the log, or one turned round, without recording it again."""
        deltas.apply(self.connection, delta)
        self._note_content(delta)

    def _do(self, delta: Delta) -> None:
        self.replay(delta)
        self.deltas.append(delta)

    def _note_content(self, delta: Delta) -> None:
        is_content = delta.target in deltas.PEOPLE or (
            delta.table == "clippings" and delta.target.removeprefix("clippings.") in CONTENT
        )
        self.contents.update(delta.ids if is_content else ())
        self.bodies.update(delta.ids if delta.target == "clippings.body" else ())
        for clippings, named in _NAMED_IN.get(delta.target, ()):
            self.contents.update(self.connection.scalars(select(clippings).where(named.in_(id_set(delta.ids)))))

    def _linked(self, rows: LinkRows, linked: int) -> set[int]:
        _, to = deltas.LINKED[rows.__tablename__]
        return set(self.connection.scalars(select(rows.clipping_id).where(to == linked)).all())


def record(work: Work, title_of: Callable[[int], str]) -> Changes:
    """Write the step and its deltas into the log, where it ends what could be redone; nothing changed makes no step."""
    if not (work.deltas or work.is_decision):
        return Changes()
    touched = touched_by(work.deltas) | work.near
    subjects = touched if work.subjects is None else work.subjects
    if len(subjects) == 1 and "headline" not in work.detail:
        work.detail["headline"] = title_of(min(subjects))
    step = insert_step(work, touched, len(subjects))
    rows = [
        {"step_id": step.id, "position": position, **_delta_values(delta)} for position, delta in enumerate(work.deltas)
    ]
    if rows:
        work.connection.execute(insert(DeltaRow), rows)
    work.connection.execute(update(StepRow).where(StepRow.undone, StepRow.ended == false()).values(ended=True))
    return changes_of(step, work.deltas, touched)


def insert_step(work: Work, touched: frozenset[int], count: int, reverses: int | None = None) -> Step:
    """Write the row of a step."""
    values = {
        "verb": work.verb,
        "count": count,
        "detail": work.detail,
        "at": work.now,
        "who": work.connection.scalar(select(OrganisationRow.user_name)) or "",
        "reverses": reverses,
        "first_id": min(touched, default=None),
        "last_id": max(touched, default=None),
        "clippings": deltas.pack_ids(touched),
    }
    result = work.connection.execute(insert(StepRow).values(values))
    step_id = result.inserted_primary_key[0] if result.inserted_primary_key else 0
    return Step(step_id, work.verb, count, work.detail, work.now, who=str(values["who"]))


def touched_by(changed: Iterable[Delta]) -> frozenset[int]:
    """Return the ids of the clippings that deltas moved."""
    return frozenset[int]().union(*(delta.touched for delta in changed))


def changes_of(step: Step, changed: Sequence[Delta], touched: frozenset[int]) -> Changes:
    """Return what deltas moved, as listeners learn it."""
    tables = {delta.table for delta in changed}
    return Changes(
        step=step,
        clippings=touched,
        tags=bool(tables & {"tags", "clipping_tags"}),
        people=bool(tables & {"people", *deltas.PEOPLE}),
        messages="messages" in tables,
        codebook="code_fields" in tables,
        outlets="outlets" in tables or any(delta.target == "clippings.outlet_id" for delta in changed),
        searches="saved_searches" in tables,
        organisation="organisation" in tables,
        reports=bool(tables & _OF_REPORTS),
    )


def _delta_values(delta: Delta) -> dict[str, Any]:
    values = {"kind": delta.kind, "target": delta.target, "ids": deltas.pack_ids(delta.ids)}
    return {**values, "old": list(delta.old), "new": list(delta.new)}
