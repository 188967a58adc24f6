"""What was done in either of two libraries that the other one does not know of, read from the logs of both.

A step is told by its mark, which is the same wherever an archive took it. A library that took in what another one had
until a step remembers the mark of that step, and so knows of all before it, too. What is known to both counts as what
both had before they were worked on apart; the rest, taken back from what there is now, gives what each side had then.
"""

import hashlib
import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from operator import itemgetter
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Connection, false, select

from clipper.library import deltas, erased, merged
from clipper.library.deltas import Kind
from clipper.library.exchange_changes import Names, changes_of, checked_change, ranges, rows_of_step
from clipper.library.exchange_file import ExportFile
from clipper.library.exchange_history import checked_step
from clipper.library.exchange_registers import register_changes
from clipper.library.merged import Standing
from clipper.library.store.tables import ClippingRow, StepRow
from clipper.model.errors import WrongUsage

VERB, MET, FOLLOWED = "unite", "met", "followed"
"""The verb of a step that took in another library, and the parts of its detail that no title has: the mark of the last
step there, and as JSON what was renamed or deleted with it."""
_REVERSING = ("undo", "redo")
_WRONG = "a line of its history cannot be read."


class Move(Struct, frozen=True):
    """What a step changed of one clipping or of one row of a register, which `subject` names."""

    subject: str
    kind: Kind
    target: str
    old: Any
    new: Any

    def turned_round(self) -> "Move":
        """Return the move that takes this one back."""
        return Move(self.subject, self.kind, self.target, self.new, self.old)


class Touched(Struct, frozen=True):
    """The clippings that a step touched and that are still there, told by their UUIDs.

    They are kept as ranges of their places: hundreds of steps may each have touched a hundred thousand.
    """

    ranges: Sequence[Sequence[int]]
    places: Mapping[str, int]
    is_any: bool

    @classmethod
    def of(cls, numbers: Sequence[int], uuids: Mapping[int, str], places: Mapping[str, int]) -> "Touched":
        """Keep ascending places, or ids, of which `uuids` tells, and `places` the other way round."""
        return cls(ranges(numbers), places, any(one in uuids for one in numbers))

    def __contains__(self, uuid: str) -> bool:
        place = self.places.get(uuid)
        if place is None:
            return False
        index = bisect_right(self.ranges, place, key=itemgetter(0)) - 1
        return index >= 0 and place <= self.ranges[index][1]

    def __bool__(self) -> bool:
        return self.is_any


class Done(Struct, frozen=True):
    """A step at its place in a log, from 1; `touched` are the clippings that are still there.

    `reverses` is the place of the step that an undo or redo is about, None where it is not told.
    """

    place: int
    mark: str
    verb: str
    detail: Mapping[str, str]
    at: datetime
    who: str
    undone: bool
    touched: Touched
    touched_any: bool
    reverses: int | None = None


class Event(Struct, frozen=True):
    """What a side did to one value that the other one does not know of, and in which step."""

    move: Move
    step: Done


class Past(Struct):
    """The steps of one side, in their order, and how to read what one of them changed."""

    steps: Sequence[Done]
    moves: Callable[[Done], Iterable[Move]]
    is_told: bool = True
    by_mark: dict[str, Done] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_mark = {step.mark: step for step in self.steps}

    def met(self) -> frozenset[str]:
        """Return the marks of the last steps of all libraries that this one took in."""
        return frozenset(step.detail[MET] for step in self.steps if _stands_as_met(step))

    def has_met(self, other: "Past") -> bool:
        """Tell whether this library took in the other one."""
        return not self.met().isdisjoint(other.by_mark)

    def last_mark(self) -> str:
        """Return the mark of the last step, empty where there is none."""
        return self.steps[-1].mark if self.steps else ""


def _stands_as_met(step: Done) -> bool:
    return step.verb == VERB and MET in step.detail and not step.undone


class Unknown(Struct, eq=False, dict=True):
    """What `own` did that `other` does not know of."""

    own: Past
    other: Past

    @cached_property
    def _covered(self) -> int:
        met = (self.own.by_mark[mark].place for mark in self.other.met() if mark in self.own.by_mark)
        return max(met, default=0)

    def steps(self) -> list[Done]:
        """Return the steps that the other side does not know, in their order."""
        return [step for step in self.own.steps if not self._is_known(step)]

    def _is_known(self, step: Done) -> bool:
        """Tell whether the other side has a step; one that came with clippings that are gone again does not count."""
        same = self.other.by_mark.get(step.mark)
        is_there = same is not None and (bool(same.touched) or not same.touched_any)
        return step.place <= self._covered or is_there

    def _is_known_of(self, step: Done, subject: str) -> bool:
        if step.place <= self._covered:
            return True
        same = self.other.by_mark.get(step.mark)
        return same is not None and (subject in same.touched if subject in step.touched else self._is_known(step))

    @cached_property
    def events(self) -> Mapping[tuple[str, str], Sequence[Event]]:
        """What was done by subject and target, newest first."""
        found: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
        for step in reversed(self.own.steps):
            for move in self._moves(step):
                found[move.subject, move.target].append(Event(move, step))
        return found

    @cached_property
    def subjects(self) -> frozenset[str]:
        """All of which anything was changed."""
        return frozenset(subject for subject, _ in self.events)

    def _moves(self, step: Done) -> Iterator[Move]:
        if step.place <= self._covered:
            return
        source, turned = step, False
        if step.verb in _REVERSING:
            if step.reverses is None:
                return
            source, turned = self.own.steps[step.reverses - 1], step.verb == "undo"
            # What the other side never had needs no taking back.
            if not self._is_known(source) or self._is_known(step):
                return
        elif step.undone:
            return
        # What came from the other side is no news to it.
        if source.verb == VERB and source.detail.get(MET) in self.other.by_mark:
            return
        for move in reversed([*self.own.moves(source)]):
            if source is not step or not self._is_known_of(step, move.subject):
                yield move.turned_round() if turned else move

    def chain(self, subject: str, target: str, now: Any) -> list[Any]:
        """Return what a value was, from now back to what both sides had; tags and messages as sets of names."""
        values = [now]
        for event in self.events.get((subject, target), ()):
            move = event.move
            if move.kind is Kind.LINK:
                gone, back = ({one} - {None} for one in (move.new, move.old))
                values.append((values[-1] - gone) | back)
            else:
                values.append(move.old)
        return values

    def last(self, subject: str, target: str) -> Done | None:
        """Return the step that changed a value last."""
        events = self.events.get((subject, target))
        return events[0].step if events else None


def marks(told: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the marks of steps, of which equal ones are told apart by their order."""
    seen: Counter[str] = Counter()
    for values in told:
        detail = sorted((name, said) for name, said in values["detail"].items() if name != merged.PART)
        text = json.dumps([values["verb"], values["at"], values["who"], detail], ensure_ascii=True)
        seen[text] += 1
        yield hashlib.sha256(f"{seen[text]} {text}".encode()).hexdigest()[:20]


# Of the library


def own_past(connection: Connection, under_way: str = "") -> Past:
    """Return what was done in a library; `under_way` is what a step that is not kept yet merged there, see merged."""
    uuids = dict(
        connection.execute(select(ClippingRow.id, ClippingRow.uuid).where(ClippingRow.withdrawn == false())).all()
    )
    rows = connection.execute(select(StepRow).where(StepRow.verb != erased.VERB).order_by(StepRow.id)).all()
    told = [{"verb": row.verb, "at": row.at.isoformat(), "who": row.who, "detail": row.detail} for row in rows]
    places = {row.id: place for place, row in enumerate(rows, start=1)}
    ids_of = {uuid: id_ for id_, uuid in uuids.items()}
    steps = []
    for row, mark in zip(rows, marks(told), strict=True):
        ids = deltas.unpack_ids(row.clippings)
        touched = Touched.of(ids, uuids, ids_of)
        about = (row.verb, row.detail, row.at, row.who, row.undone)
        steps.append(Done(places[row.id], mark, *about, touched, bool(ids), places.get(row.reverses or 0)))
    ids_of_steps = [row.id for row in rows]
    names = Names(connection, Standing(connection, under_way))
    own_places = {id_: id_ for id_ in uuids}

    def moves(step: Done) -> Iterator[Move]:
        found = rows_of_step(connection, ids_of_steps[step.place - 1])
        yield from _moves(changes_of(found, own_places, names), uuids)
        yield from _register_moves(register_changes(connection, found, names.standing))

    return Past(steps, moves)


def _moves(changes: Iterable[Mapping[str, Any]], uuids: Mapping[int, str]) -> Iterator[Move]:
    for change in changes:
        places = change["places"] if "places" in change else [*_unrolled(change["clippings"])]
        for index, place in enumerate(places):
            old, new = (side[0] if len(side) == 1 else side[index] for side in (change["old"], change["new"]))
            yield Move(uuids[place], Kind(change["kind"]), change["target"], old, new)


def _unrolled(told: Iterable[Sequence[int]]) -> Iterator[int]:
    for first, last in told:
        yield from range(first, last + 1)


def _register_moves(changes: Iterable[Mapping[str, Any]]) -> Iterator[Move]:
    for change in changes:
        table = change["target"].split(".")[0]
        for row, old, new in zip(change["rows"], change["old"], change["new"], strict=True):
            yield Move(f"{table}:{row}", Kind.SET, change["target"], old, new)


# Of an archive


def brought_past(file: ExportFile) -> Past:
    """Return what an archive tells was done in the library that it came from; raises WrongUsage for what cannot be.

    Without an archive, nothing is told.
    """
    if not file.has_contents:
        return Past([], lambda _step: (), is_told=False)
    lines = _HistoryLines()
    with file.lines() as found:
        for number, line in enumerate(found, start=1):
            try:
                lines.take(line)
            except WrongUsage as error:
                told = f"Line {number} of {file.path.name} cannot be read: {error} Nothing was imported."
                raise WrongUsage(told) from error
    return lines.past()


class _HistoryLines(Struct):
    """The lines of an archive that tell of its past, gathered in their order."""

    uuids: list[str] = field(default_factory=list)
    told: list[Mapping[str, Any]] = field(default_factory=list)
    changes: list[list[bytes]] = field(default_factory=list)

    def take(self, line: bytes) -> None:
        if line.startswith(b'{"clipping"'):
            self.uuids.append(str(_values(line, "clipping").get("uuid") or len(self.uuids)))
        elif line.startswith(b'{"step"'):
            values = checked_step(_values(line, "step"), len(self.uuids))
            self.told.append({name: said for name, said in values.items() if name != "places"})
            self.changes.append([])
        elif line.startswith(b'{"change"') and self.changes:
            self.changes[-1].append(line)

    def past(self) -> Past:
        uuids = dict(enumerate(_each_once(self.uuids), start=1))
        places = {uuid: place for place, uuid in uuids.items()}
        steps = []
        for place, (values, mark) in enumerate(zip(self.told, marks(self.told), strict=True), start=1):
            told = values["clippings"]
            touched = Touched(told, places, any(first in uuids for first, _ in told))
            about = values["verb"], values["detail"], datetime.fromisoformat(values["at"]), values["who"]
            reverses = values.get("reverses")
            is_place = isinstance(reverses, int) and 0 < reverses < place
            steps.append(
                Done(place, mark, *about, values["undone"], touched, bool(touched), reverses if is_place else None)
            )

        def moves(step: Done) -> Iterator[Move]:
            lines = self.changes[step.place - 1]
            changes = (checked_change(_values(line, "change"), len(self.uuids)) for line in lines)
            yield from _moves(changes, uuids)
            yield from _register_moves(self.told[step.place - 1]["registers"])

        return Past(steps, moves)


def _each_once(uuids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(uuid.lower() for uuid in uuids))


def _values(line: bytes, kind: str) -> Any:
    try:
        values = json.loads(line)[kind]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise WrongUsage(_WRONG) from error
    if not isinstance(values, Mapping):
        raise WrongUsage(_WRONG)
    return values
