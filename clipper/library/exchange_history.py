"""What was done in a library, as the archive of an export tells it: which step, who, when, and to which clippings.

Values before and after stay at home: a step that came with an import is told, and can neither be undone nor gone back
to. Clippings are named by their place among those of the export, from 1, in ranges. Imports of exports are left out,
since what an import brings tells its own history.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from clipper.library import deltas, merged
from clipper.library.store.tables import StepRow
from clipper.library.work import Work
from clipper.model.changes import STEP_TITLES, Step
from clipper.model.errors import WrongUsage
from clipper.model.text import clean_line

_IMPORT = "import"
_WRONG = (
    "a step of its history needs a verb that Clipper knows, what its title says, a time, who did it, and clippings."
)


def history_of(connection: Connection, places: Mapping[int, int]) -> Iterator[dict[str, Any]]:
    """Yield the steps that touched clippings of an export, or no clipping at all, given their places by id."""
    for row in connection.execute(select(StepRow).order_by(StepRow.id)):
        touched = deltas.unpack_ids(row.clippings)
        kept = sorted(places[one] for one in touched if one in places)
        if _IMPORT in (row.verb, row.detail.get("verb")) or (touched and not kept):
            continue
        yield {
            "verb": row.verb,
            "detail": {name: said for name, said in row.detail.items() if name != merged.PART},
            "count": row.count,
            "at": row.at.isoformat(),
            "who": row.who,
            "undone": row.undone,
            "clippings": _ranges(kept),
        }


def _ranges(places: Iterable[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for place in places:
        if ranges and place == ranges[-1][1] + 1:
            ranges[-1][1] = place
        else:
            ranges.append([place, place])
    return ranges


def tell(work: Work, steps: Sequence[Mapping[str, Any]], ids: Mapping[int, int], *, is_first: bool) -> None:
    """Write the steps that touched clippings which an import made, given their ids by place, as told ones.

    Those that touched no clipping are only written where nothing was done in the library before.
    """
    rows = [_row(values, ids) for values in steps]
    wanted = [
        row
        for row, values in zip(rows, steps, strict=True)
        if row["first_id"] or (is_first and not values["clippings"])
    ]
    if wanted:
        work.connection.execute(insert(StepRow), wanted)


def is_without_steps(connection: Connection) -> bool:
    """Tell whether nothing was ever done in a library."""
    return connection.scalar(select(StepRow.id).limit(1)) is None


def _row(values: Mapping[str, Any], ids: Mapping[int, int]) -> dict[str, Any]:
    touched = [ids[place] for first, last in values["clippings"] for place in range(first, last + 1) if place in ids]
    return {
        "verb": values["verb"],
        "detail": {name: clean_line(said) for name, said in values["detail"].items()},
        "count": min(values["count"], len(touched)) if touched else values["count"],
        "at": datetime.fromisoformat(values["at"]),
        "who": clean_line(values["who"]),
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
        places = values["clippings"]
        is_right = (
            all(isinstance(values[name], kind) for name, kind in _KINDS.items())
            and all(isinstance(text, str) for text in values["detail"].values())
            and all(isinstance(one, int) for places_ in places for one in places_)
            and all(1 <= first <= last <= most for first, last in places)
            and bool(
                Step(0, values["verb"], values["count"], values["detail"], datetime.fromisoformat(values["at"])).title
            )
        )
    except (TypeError, KeyError, ValueError, AttributeError, IndexError) as error:
        raise WrongUsage(_WRONG) from error
    if not is_right or values["verb"] not in STEP_TITLES:
        raise WrongUsage(_WRONG)
    step: Mapping[str, Any] = values
    return step


_KINDS = {"verb": str, "detail": dict, "count": int, "at": str, "who": str, "undone": bool, "clippings": list}
