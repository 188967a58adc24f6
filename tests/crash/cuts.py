"""Cutting the power: the real library over a simulated disk, and what it makes of what the disk held at each moment."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from unittest.mock import patch

from clipper.library.store import sqlite
from tests.crash.disk import Disk
from tests.crash.judging import Run, Stop, Tally, judged
from tests.crash.states import repeatable
from tests.crash.watched import READ, SIZE, WRITE, watched
from tests.crash.works import WORKS, Desk

_CUTS_A_RUN = 12
_OFTEN = (READ, WRITE, SIZE)
"""Operations of which there are many; half of all cuts fall between the others, where names and promises change."""


@contextmanager
def without_synchronising() -> Iterator[None]:
    """The control: SQLite asks the disk for nothing."""
    off = tuple(setting.replace("= FULL", "= OFF") for setting in sqlite._SETTINGS)
    with patch.object(sqlite, "_SETTINGS", off):
        yield


def cut(cuts: int, seed: int, size: int, folder: Path, tell: Callable[[str], None] = lambda _line: None) -> Tally:
    """Cut the power so many times, in each kind of work in turn; the same seed cuts at the same moments."""
    tally, number = Tally(), 0
    prepared = {name: _prepared(name, size, folder / f"prepared {name}") for name in WORKS}
    while tally.stops < cuts:
        name = list(WORKS)[number % len(WORKS)]
        few = min(_CUTS_A_RUN, cuts - tally.stops)
        run = run_of(name, seed + number, few, size, prepared[name], folder / f"run {number}")
        wrong = [f"seed {run.seed}, {name}, {told}" for one in run.stops for told in judged(run, one)]
        tally.stops += len(run.stops)
        tally.moments.update(one.operation for one in run.stops)
        tally.wrong += wrong
        tell(f"seed {run.seed}: {name}, {len(run.operations)} operations, {len(run.stops)} cuts, {len(wrong)} wrong")
        shutil.rmtree(folder / f"run {number}")
        number += 1
    return tally


def _prepared(name: str, size: int, folder: Path) -> Path:
    folder.mkdir(parents=True)
    with repeatable(0):
        WORKS[name].prepare(Desk(folder), size)
    return folder


def run_of(name: str, seed: int, cuts: int, size: int, prepared: Path, folder: Path) -> Run:
    """Do a work once to count its operations, then again with cuts at some of them, and return that run."""
    folder.mkdir(parents=True)
    chance = Random(seed)
    counted = _walk(Run(name, seed), size, prepared, folder / "counted", {}, chance)
    rare = [place for place, operation in enumerate(counted.operations) if operation not in _OFTEN]
    written = [place for place, operation in enumerate(counted.operations) if operation != READ]
    places = {chance.choice(rare if number % 2 else written): folder / f"cut {number}" for number in range(cuts)}
    return _walk(Run(name, seed), size, prepared, folder / "desk", places, chance)


def _walk(run: Run, size: int, prepared: Path, folder: Path, places: dict[int, Path], chance: Random) -> Run:
    shutil.copytree(prepared, folder)
    disk, desk = Disk(folder), Desk(folder)

    def before(operation: str, _path: Path) -> None:
        image = places.get(len(run.operations))
        run.operations.append(operation)
        if image:
            disk.cut(chance, image)
            run.stops.append(Stop(image, len(run.steps), operation))

    with repeatable(run.seed), watched(disk, before):
        for step in WORKS[run.work].walk(desk, size):
            run.tell(step, desk)
    return run
