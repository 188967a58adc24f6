"""Cutting the power: the real library over a simulated disk, and what it makes of what the disk held at each moment."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

from clipper.library.library import Library
from clipper.model.errors import EnvironmentProblem
from tests.crash.disk import Disk
from tests.crash.judging import Run, Stop, Tally, judged
from tests.crash.states import repeatable, without_synchronising
from tests.crash.watched import READ, SIZE, WRITE, watched
from tests.crash.works import WORKS, Desk
from tests.library.building import Clock

_CUTS_A_RUN = 15
_AGAIN = 3
"""After each so many-th cut the power is cut a second time, while the library is opened."""
_OFTEN = (READ, WRITE, SIZE)
"""Operations of which there are many; half of all cuts fall between the others, where names and promises change."""


def cut(
    cuts: int,
    seed: int,
    size: int,
    folder: Path,
    tell: Callable[[str], None] = lambda _line: None,
    works: Sequence[str] = tuple(WORKS),
) -> Tally:
    """Cut the power so many times, in each kind of work in turn; the same seed cuts at the same moments."""
    tally, number = Tally(), 0
    prepared = {name: _prepared(name, size, folder / f"prepared {name}") for name in works}
    while tally.stops < cuts:
        name = works[number % len(works)]
        few = min(_CUTS_A_RUN, cuts - tally.stops)
        run = run_of(name, seed + number, few, size, prepared[name], folder / f"run {number}")
        chance = Random(run.seed)
        run.stops = [one if place % _AGAIN else _cut_again(run, one, chance) for place, one in enumerate(run.stops)]
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
    with repeatable(0), without_synchronising():
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


def _cut_again(run: Run, one: Stop, chance: Random) -> Stop:
    """Open what was found after a cut; returns what is found where the power is cut once more meanwhile, if it is."""
    disk, image, operations = Disk(one.image), one.image.with_name(f"{one.image.name} again"), list[str]()

    def before(operation: str, _path: Path) -> None:
        if not operations and operation != READ and chance.random() < 0.1:
            operations.append(operation)
            disk.cut(chance, image)

    with repeatable(run.seed), watched(disk, before), suppress(EnvironmentProblem):
        Library.open(Desk(one.image).path, now=Clock()).close()
    return Stop(image, one.confirmed, f"{operations[0]} when opened") if operations else one
