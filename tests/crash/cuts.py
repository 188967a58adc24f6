"""Cutting the power: the real library over a simulated disk, and what it makes of what the disk held at each moment."""

import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from unittest.mock import patch

from clipper.library.library import Library
from clipper.library.store import sqlite
from clipper.model.errors import EnvironmentProblem
from tests.crash.disk import Disk
from tests.crash.states import State, difference, flaws_of, repeatable, state_of
from tests.crash.watched import READ, SIZE, WRITE, watched
from tests.crash.works import WORKS, Desk
from tests.library.building import Clock

SIZE_OF_WORK = 12
_CUTS_A_RUN = 12
_OFTEN = (READ, WRITE, SIZE)
"""Operations of which there are many; half of all cuts fall between the others, where names and promises change."""


@dataclass
class Cut:
    """A moment at which the power was cut: the folder as it was found after, and how many steps were confirmed."""

    image: Path
    confirmed: int
    operation: str


@dataclass
class Run:
    """A walk that went on to its end, with what the library held after each step, and the cuts on its way."""

    work: str
    seed: int
    steps: list[str] = field(default_factory=list)
    states: list[State | None] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    operations: list[str] = field(default_factory=list)


@dataclass
class Tally:
    """How many cuts there were, and what was wrong after which."""

    cuts: int = 0
    wrong: list[str] = field(default_factory=list)
    moments: Counter[str] = field(default_factory=Counter)


@contextmanager
def without_synchronising() -> Iterator[None]:
    """The control: SQLite asks the disk for nothing."""
    off = tuple(setting.replace("= FULL", "= OFF") for setting in sqlite._SETTINGS)
    with patch.object(sqlite, "_SETTINGS", off):
        yield


def cut(cuts: int, seed: int, folder: Path, tell: Callable[[str], None] = lambda _line: None) -> Tally:
    """Cut the power so many times, in each kind of work in turn; the same seed cuts at the same moments."""
    tally, number = Tally(), 0
    prepared = {name: _prepared(name, folder / f"prepared {name}") for name in WORKS}
    while tally.cuts < cuts:
        name = list(WORKS)[number % len(WORKS)]
        few = min(_CUTS_A_RUN, cuts - tally.cuts)
        run = run_of(name, seed + number, few, prepared[name], folder / f"run {number}")
        wrong = [f"seed {run.seed}, {name}, {told}" for one in run.cuts for told in judged(run, one)]
        tally.cuts += len(run.cuts)
        tally.moments.update(one.operation for one in run.cuts)
        tally.wrong += wrong
        tell(f"seed {run.seed}: {name}, {len(run.operations)} operations, {len(run.cuts)} cuts, {len(wrong)} wrong")
        shutil.rmtree(folder / f"run {number}")
        number += 1
    return tally


def _prepared(name: str, folder: Path) -> Path:
    folder.mkdir(parents=True)
    with repeatable(0):
        WORKS[name].prepare(Desk(folder), SIZE_OF_WORK)
    return folder


def run_of(name: str, seed: int, cuts: int, prepared: Path, folder: Path) -> Run:
    """Do a work once to count its operations, then again with cuts at some of them, and return that run."""
    folder.mkdir(parents=True)
    chance = Random(seed)
    counted = _walk(Run(name, seed), prepared, folder / "counted", {}, chance)
    rare = [place for place, operation in enumerate(counted.operations) if operation not in _OFTEN]
    written = [place for place, operation in enumerate(counted.operations) if operation != READ]
    places = {chance.choice(rare if number % 2 else written): folder / f"cut {number}" for number in range(cuts)}
    return _walk(Run(name, seed), prepared, folder / "desk", places, chance)


def _walk(run: Run, prepared: Path, folder: Path, places: dict[int, Path], chance: Random) -> Run:
    shutil.copytree(prepared, folder)
    disk, desk = Disk(folder), Desk(folder)

    def before(operation: str, _path: Path) -> None:
        image = places.get(len(run.operations))
        run.operations.append(operation)
        if image:
            disk.cut(chance, image)
            run.cuts.append(Cut(image, len(run.steps), operation))

    with repeatable(run.seed), watched(disk, before):
        for step in WORKS[run.work].walk(desk, SIZE_OF_WORK):
            run.steps.append(step)
            run.states.append(state_of(desk.library) if desk.library else run.states[-1])
    return run


def judged(run: Run, one: Cut) -> list[str]:
    """Return what is wrong with what was found after a cut: what is lost, half there or damaged."""
    where = f"{one.operation} after {one.confirmed} steps ({', '.join(run.steps[:one.confirmed][-1:])})"
    with repeatable(run.seed):
        return [f"{where}: {told}" for told in (*_wrong_with_library(run, one), *_wrong_with_others(run, one))]


def _wrong_with_library(run: Run, one: Cut) -> list[str]:
    desk = Desk(one.image)
    try:
        with Library.open(desk.path, now=Clock()) as library:
            state = state_of(library)
    except EnvironmentProblem as refused:
        return [f"refused: {refused}"]
    # Opening the library is what comes first, and does the same again after a cut.
    before, after = (run.states[max(0, min(place, len(run.states)) - 1)] for place in (one.confirmed, one.confirmed + 1))
    if state not in (before, after):
        return [f"{_lost(run, one, state)}: {difference(before or {}, state)}"]
    return flaws_of(desk.path)


def _lost(run: Run, one: Cut, state: State) -> str:
    if state not in run.states:
        return "half a step is there"
    return f"lost {one.confirmed - 1 - run.states.index(state)} confirmed steps"


def _wrong_with_others(run: Run, one: Cut) -> list[str]:
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
