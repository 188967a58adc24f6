"""What is found after work was stopped at some moment, and what of it is lost, half there, damaged or left over."""

import os
import zipfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from clipper.library.backup import backup
from clipper.library.exchange import export_library
from clipper.library.library import Library
from clipper.model.errors import EnvironmentProblem
from tests.crash.states import State, difference, flaws_of, repeatable, state_of, without_synchronising
from tests.crash.works import Desk
from tests.library.building import Clock


@dataclass
class Stop:
    """A moment at which work was stopped: the folder as it was found after, and how many steps were confirmed."""

    image: Path
    confirmed: int
    operation: str


@dataclass
class Run:
    """A walk that went on to its end, with what the library held after each step, and the stops on its way."""

    work: str
    seed: int
    steps: list[str] = field(default_factory=list)
    states: list[State | None] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    operations: list[str] = field(default_factory=list)

    def tell(self, step: str, desk: Desk) -> None:
        """Take down that a step was confirmed, and what the library holds then."""
        self.steps.append(step)
        self.states.append(state_of(desk.library) if desk.library else self.states[-1])


@dataclass
class Tally:
    """How often work was stopped, and what was wrong after which."""

    stops: int = 0
    wrong: list[str] = field(default_factory=list)
    moments: Counter[str] = field(default_factory=Counter)


def judged(run: Run, one: Stop) -> list[str]:
    """Return what is wrong with what was found after a cut: what is lost, half there or damaged."""
    where = f"{one.operation} after {one.confirmed} steps ({', '.join(run.steps[: one.confirmed][-1:])})"
    # The disk that it is looked at on is a real one, and takes its time.
    with repeatable(run.seed), without_synchronising():
        return [f"{where}: {told}" for told in (*_wrong_with_library(run, one), *_wrong_with_others(run, one))]


def _wrong_with_library(run: Run, one: Stop) -> list[str]:
    desk = Desk(one.image)
    try:
        with Library.open(desk.path, now=Clock()) as library:
            state = state_of(library)
    except EnvironmentProblem as refused:
        return [f"refused: {refused}"]
    # Opening the library is what comes first, and does the same again after a cut.
    before, after = (
        run.states[max(0, min(place, len(run.states)) - 1)] for place in (one.confirmed, one.confirmed + 1)
    )
    if state not in (before, after):
        return [f"{_lost(run, one, state)}: {difference(before or {}, state)}"]
    return flaws_of(desk.path)


def _lost(run: Run, one: Stop, state: State) -> str:
    if state not in run.states:
        return "half a step is there"
    return f"lost {one.confirmed - 1 - run.states.index(state)} confirmed steps"


def _wrong_with_others(run: Run, one: Stop) -> list[str]:
    """What is wrong with copies: each that has its name is whole, and what was confirmed is there."""
    desk, confirmed = Desk(one.image), run.steps[: one.confirmed]
    copies = desk.copies()
    is_missing = not copies and not {"backup", "migrate"}.isdisjoint(confirmed)
    return [
        *(["no copy"] if is_missing else []),
        *(wrong for copy in copies for wrong in _wrong_copy(copy, run if copy == desk.target else None)),
        *_wrong_export(desk.folder / "all.zip", "export" in confirmed),
    ]


def _wrong_copy(path: Path, run: Run | None) -> list[str]:
    try:
        with Library.open(path, create=False, now=Clock()) as library:
            state = state_of(library)
    except EnvironmentProblem as refused:
        return [f"{path.name}: {refused}"]
    if run and state not in run.states:
        return [f"{path.name} holds half a step"]
    return [f"{path.name}: {flaw}" for flaw in flaws_of(path)] if run else []


def _wrong_export(path: Path, is_confirmed: bool) -> list[str]:
    if not path.exists():
        return ["no export"] if is_confirmed else []
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(path))
            return [f"{path.name} is damaged"] if archive.testzip() else []
        except zipfile.BadZipFile as error:
            return [f"{path.name}: {error}"]


def left_over(one: Stop) -> list[str]:
    """Return what is left over of what was half written, a day and a further backup and export later."""
    desk = Desk(one.image)
    for path in desk.folder.rglob("*"):
        os.utime(path, (0, 0))
    library = desk.open()
    if desk.target.parent.is_dir():
        backup(library, desk.target)
    export_library(library, desk.folder / "all.zip")
    desk.close()
    names = (str(path.relative_to(desk.folder)) for path in desk.folder.rglob("*"))
    return [f"{name} is left over" for name in sorted(names) if _is_strange(name)]


def _is_strange(name: str) -> bool:
    return Path(name).name.startswith(".") or name.endswith(("-wal", "-shm", "-journal", "-keeper"))
