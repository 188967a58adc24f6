"""What was merged into another one, a tag, a person, an outlet or a message, and what stands in its place since."""

from functools import cached_property
from typing import Any

from sqlalchemy import Column, Connection, false, select

from clipper.library.store.tables import MessageRow, OutletRow, PersonRow, StepRow, TagRow
from clipper.library.work import Work

Mergeable = type[OutletRow] | type[PersonRow] | type[MessageRow] | type[TagRow]

PART = "into"
"""The part of a step's detail that no title has: "tags.12:7 tags.13:8" where 7 took in 12, and 8 took in 13.

Earlier versions left out the table, which the verb tells."""
_TABLES = {
    "merge_outlet": OutletRow.__tablename__,
    "merge_person": PersonRow.__tablename__,
    "merge_message": MessageRow.__tablename__,
    "merge_tag": TagRow.__tablename__,
    "rename_tag": TagRow.__tablename__,
}
"""By the verbs of steps that merge; where a tag is renamed, those below it may be merged."""
_OF_SEVERAL = ("unite", "import")
"""The verbs of steps that may merge rows of several tables."""


def take_in(work: Work, register: Mergeable, gone_id: int, kept_id: int) -> None:
    """Withdraw a row that another one took in, and remember which."""
    work.put(register.withdrawn, [gone_id], True)
    work.detail[PART] = f"{work.detail.get(PART, '')} {register.__tablename__}.{gone_id}:{kept_id}".strip()


class Standing:
    """What stands now in the place of what a value of the log points at."""

    def __init__(self, connection: Connection, under_way: str = "") -> None:
        """`under_way` is the PART of a step that is not kept yet."""
        self._connection, self._under_way = connection, under_way

    def of(self, column: "Column[Any]", value: Any) -> Any:
        """Return a value as it points now, None where nothing stands there; one that points nowhere stays."""
        for key in column.foreign_keys:
            table = key.column.table
            value = self.taken_in(table.name, value)
            is_live = [table.c.withdrawn == false()] if "withdrawn" in table.c else []
            return self._connection.scalar(select(key.column).where(key.column == value, *is_live))
        return value

    def taken_in(self, table: str, row_id: int) -> int:
        """Return the row that took in one of a table by way of all that it went into; itself where nothing did."""
        while (table, row_id) in self._taken_in:
            row_id = self._taken_in[table, row_id]
        return row_id

    @cached_property
    def _taken_in(self) -> dict[tuple[str, int], int]:
        """What took in each row that a merge which still stands withdrew."""
        stand = StepRow.undone == false(), StepRow.told == false()
        merges = select(StepRow.verb, StepRow.detail).where(StepRow.verb.in_([*_TABLES, *_OF_SEVERAL]), *stand)
        taken: dict[tuple[str, int], int] = {}
        told = [(verb, detail.get(PART, "")) for verb, detail in self._connection.execute(merges)]
        for verb, pairs in [*told, ("", self._under_way)]:
            for pair in pairs.split():
                table, _, ids = pair.rpartition(".")
                gone, kept = map(int, ids.split(":"))
                taken[table or _TABLES[verb], gone] = kept
        return taken
