"""What was done in a library, as the archive of an export tells it: which step, who, when, and to which clippings.

A step that came with an import is told: it cannot be undone, but its clippings can be given what they were then.
Clippings are named by their place among those of the export, from 1, in ranges. Imports of exports are left out, since
what an import brings tells its own history, and what was erased for good, since another library keeps what it has.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from clipper.library import deltas, erased, erasing, merged
from clipper.library.exchange_changes import (
    Names,
    Rows,
    changes_of,
    delta_of,
    places_in,
    ranges,
    rows_of_step,
)
from clipper.library.exchange_registers import RegisterRows, checked_register_change, register_changes
from clipper.library.store.tables import DeltaRow, StepRow
from clipper.library.work import Work
from clipper.model.changes import STEP_TITLES, Step
from clipper.model.errors import WrongUsage
from clipper.model.text import clean_line

_IMPORT = "import"
_WRONG = (
    "a step of its history needs a verb that Clipper knows, what its title says, a time, who did it, and clippings."
)


def history_of(connection: Connection, places: Mapping[int, int]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the steps that touched clippings of an export, or none at all, each before what it changed of them.

    `places` are those of the clippings by id.
    """
    names = Names.of(connection)
    told: dict[int, int] = {}
    for row in connection.execute(select(StepRow).where(StepRow.verb != erased.VERB).order_by(StepRow.id)).all():
        touched = deltas.unpack_ids(row.clippings)
        kept = sorted(places[one] for one in touched if one in places)
        if _IMPORT in (row.verb, row.detail.get("verb")) or (touched and not kept):
            continue
        told[row.id] = len(told) + 1
        changed = rows_of_step(connection, row.id)
        reverses = told.get(row.reverses or 0)
        registers = register_changes(connection, changed, names.standing)
        yield (
            "step",
            {
                "verb": row.verb,
                "detail": {name: said for name, said in row.detail.items() if name != merged.PART},
                "count": row.count,
                "at": row.at.isoformat(),
                "who": row.who,
                "undone": row.undone,
                "clippings": ranges(kept),
                **({"reverses": reverses} if reverses else {}),
                **({"registers": registers} if registers else {}),
            },
        )
        if kept:
            yield from (("change", one) for one in changes_of(changed, places, names))


def tell(
    work: Work, steps: Sequence[Mapping[str, Any]], ids: Mapping[int, int], left_out: Set[int], *, is_first: bool
) -> None:
    """Write the steps that touched clippings which an import made, given their ids by place, as told ones.

    Those that touched no clipping are only written where nothing was done in the library before; of the clippings at
    the places `left_out` no title is.
    """
    rows, registers = Rows(work.connection), RegisterRows(work.connection)
    written: dict[int, int] = {}
    for place, values in enumerate(steps, start=1):
        row = {**_row(values, ids), "reverses": written.get(values.get("reverses") or 0)}
        if not left_out.isdisjoint(values["places"]):
            row["detail"] = erasing.without_titles(values["verb"], values["detail"])
        if row["first_id"] or (is_first and not values["places"]):
            key = work.connection.execute(insert(StepRow).values(row)).inserted_primary_key
            written[place] = key[0] if key else 0
            changed = [delta for change in values["changes"] if (delta := delta_of(change, ids, rows))]
            changed += registers.deltas_of(values["registers"]) if is_first else []
            told = [{"step_id": key[0] if key else 0, "position": place, **one} for place, one in enumerate(changed)]
            if told:
                work.connection.execute(insert(DeltaRow), told)


def is_without_steps(connection: Connection) -> bool:
    """Tell whether nothing was ever done in a library."""
    return connection.scalar(select(StepRow.id).where(StepRow.verb != erased.VERB).limit(1)) is None


def _row(values: Mapping[str, Any], ids: Mapping[int, int]) -> dict[str, Any]:
    touched = [ids[place] for place in values["places"] if place in ids]
    return {
        "verb": values["verb"],
        "detail": values["detail"],
        "count": min(values["count"], len(touched)) if touched else values["count"],
        "at": datetime.fromisoformat(values["at"]),
        "who": values["who"],
        "undone": values["undone"],
        "ended": True,
        "told": True,
        "first_id": min(touched, default=None),
        "last_id": max(touched, default=None),
        "clippings": deltas.pack_ids(touched),
    }


def checked_step(values: Any, most: int) -> Mapping[str, Any]:
    """Return a step as an export tells it of so many clippings; raises WrongUsage for what none can be."""
    try:
        places = places_in(values["clippings"], most)
        is_right = (
            all(isinstance(values[name], kind) for name, kind in _KINDS.items())
            and all(isinstance(text, str) for text in values["detail"].values())
            and bool(
                Step(0, values["verb"], values["count"], values["detail"], datetime.fromisoformat(values["at"])).title
            )
        )
    except (TypeError, KeyError, ValueError, AttributeError, IndexError) as error:
        raise WrongUsage(_WRONG) from error
    if not is_right or values["verb"] not in STEP_TITLES:
        raise WrongUsage(_WRONG)
    registers, reverses = values.get("registers") or [], values.get("reverses")
    if not isinstance(registers, list) or not isinstance(reverses, int | None):
        raise WrongUsage(_WRONG)
    read = {"places": places, "changes": [], "registers": [*map(checked_register_change, registers)]}
    detail = {name: clean_line(said) for name, said in values["detail"].items()}
    return {**values, **read, "detail": detail, "who": clean_line(values["who"])}


_KINDS = {"verb": str, "detail": dict, "count": int, "at": str, "who": str, "undone": bool, "clippings": list}
