"""Killing a process at work, as the system does to one that hangs or eats all memory; another looks what is left."""

import multiprocessing
import shutil
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from tests.crash.judging import Run, Stop, Tally, judged, left_over
from tests.crash.states import repeatable
from tests.crash.works import WORKS, Desk

KINDS = ("import", "tagging", "migration", "issuing", "backup")
_SECONDS = 120
# What the library that is worked on was made with is another, so that no two clippings get the same UUID.
_CHANCE = 1
_BEGINS, _DONE = "begins", None

# A server that has all in it, and splits off a process for each kill, where there are such.
_start = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    _start.set_forkserver_preload([__name__])


def kill(runs: int, seed: int, size: int, folder: Path, tell: Callable[[str], None] = lambda _line: None) -> Tally:
    """Kill so many processes, in each kind of work in turn, after a time that follows from the seed."""
    tally = Tally()
    wholes = {kind: _whole(kind, size, folder / kind) for kind in KINDS[:runs]}
    for number in range(runs):
        kind = KINDS[number % len(KINDS)]
        whole, seconds = wholes[kind]
        desk = shutil.copytree(folder / kind / "prepared", folder / f"run {number}")
        delay = Random(seed + number).uniform(0, seconds * 1.1)
        stop = _killed(kind, size, delay, Path(desk))
        wrong = judged(whole, stop) + left_over(stop)
        tally.stops += 1
        tally.moments[f"{kind}, {stop.operation}"] += 1
        tally.wrong += [f"seed {seed + number}, {kind}, after {delay * 1000:.0f} ms, {told}" for told in wrong]
        done = f"{stop.confirmed} of {len(whole.steps)} steps confirmed, {stop.operation}, {len(wrong)} wrong"
        tell(f"seed {seed + number}: {kind}, killed after {delay * 1000:.0f} ms, {done}")
        shutil.rmtree(desk)
    return tally


def _whole(kind: str, size: int, folder: Path) -> tuple[Run, float]:
    """Prepare a kind of work and do it to its end; returns what each step led to, and how many seconds it takes."""
    (folder / "prepared").mkdir(parents=True)
    mine, its = _start.Pipe(duplex=False)
    process = _start.Process(target=_work_to_the_end, args=(its, kind, size, folder))
    process.start()
    its.close()
    assert mine.poll(_SECONDS)
    told: tuple[Run, float] = mine.recv()
    process.join()
    return told


def _killed(kind: str, size: int, delay: float, desk: Path) -> Stop:
    mine, its = _start.Pipe(duplex=False)
    process = _start.Process(target=_work, args=(its, kind, size, desk))
    process.start()
    its.close()
    assert mine.poll(_SECONDS)
    assert mine.recv() == _BEGINS
    time.sleep(delay)
    process.kill()
    process.join()
    confirmed = []
    try:
        while mine.poll(0):
            confirmed.append(mine.recv())
    except EOFError:
        pass
    is_done = bool(confirmed) and confirmed[-1] is _DONE
    return Stop(desk, len(confirmed) - is_done, "ended before" if is_done else "killed")


def _work_to_the_end(pipe: Connection, kind: str, size: int, folder: Path) -> None:
    with repeatable(0):
        WORKS[kind].prepare(Desk(folder / "prepared"), size)
    shutil.copytree(folder / "prepared", folder / "whole")
    desk, run, seconds = Desk(folder / "whole"), Run(kind, _CHANCE), 0.0
    with repeatable(_CHANCE):
        begin = time.monotonic()
        for step in WORKS[kind].walk(desk, size):
            seconds += time.monotonic() - begin
            run.tell(step, desk)
            begin = time.monotonic()
    pipe.send((run, seconds))


def _work(pipe: Connection, kind: str, size: int, folder: Path) -> None:
    with repeatable(_CHANCE):
        pipe.send(_BEGINS)
        for step in WORKS[kind].walk(Desk(folder), size):
            pipe.send(step)
    pipe.send(_DONE)
