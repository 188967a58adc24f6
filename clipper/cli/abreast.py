"""Many lines answered by several processes at once, in the order of the lines."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

from clipper.model.errors import EnvironmentProblem

Answer = TypeVar("Answer")

_ALONE = {"fork": 2, "spawn": 20}
"""So many lines are answered by this process alone: a spawned one takes as long to start as a dozen pages to read."""
_MOST_PROCESSES = 4
_AHEAD = 8
_ENDED = "A process that Clipper had started was ended from outside. The lines before this one were answered."


def answer_all(answer: Callable[[bytes], Answer], lines: Iterable[bytes], tell: Callable[[Answer], None]) -> None:
    """Tell the answer to each line, in order, without waiting for a later line.

    `answer` is a function of a module, which other processes can find. Raises EnvironmentProblem where one of these
    was ended.
    """
    coming = iter(lines)
    start = _way_to_start()
    for line in islice(coming, _ALONE[start]):
        tell(answer(line))
    for line in coming:
        _answer_abreast(answer, chain([line], coming), tell, start)


def _answer_abreast(
    answer: Callable[[bytes], Answer], lines: Iterator[bytes], tell: Callable[[Answer], None], start: str
) -> None:
    processes = _processes(start)
    if processes is None:
        for line in lines:
            tell(answer(line))
        return
    # A thread tells, so that a line that has not come yet keeps no answer back.
    with processes, ThreadPoolExecutor(1) as teller:
        told: deque[Future[None]] = deque()
        for line in lines:
            told.append(teller.submit(_tell, tell, _asked(processes, answer, line)))
            while told and (told[0].done() or len(told) > _AHEAD * _MOST_PROCESSES):
                told.popleft().result()
        for one in told:
            one.result()


def _asked(processes: ProcessPoolExecutor, answer: Callable[[bytes], Answer], line: bytes) -> Future[Answer]:
    try:
        return processes.submit(answer, line)
    except BrokenProcessPool as error:  # one was ended while no line came
        raise EnvironmentProblem(_ENDED) from error


def _tell(tell: Callable[[Answer], None], coming: Future[Answer]) -> None:
    try:
        found = coming.result()
    except BrokenProcessPool as error:
        raise EnvironmentProblem(_ENDED) from error
    tell(found)


def _way_to_start() -> str:
    """Return how processes start: as copies of ours, which has read all that it needs, where that is safe.

    What another thread holds at that moment would stay held in the copy, as would what macOS keeps for a process.
    """
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _processes(start: str) -> ProcessPoolExecutor | None:
    """Return the processes that answer; None where there can be none beside ours."""
    count = min(os.cpu_count() or 1, _MOST_PROCESSES)
    try:
        return ProcessPoolExecutor(count, get_context(start), _follow_parent) if count > 1 else None
    except (OSError, ImportError, NotImplementedError):  # a system without shared locks
        return None


def _follow_parent() -> None:
    """Ctrl+C in a terminal reaches children too; the parent decides. Where it was ended, nobody asks them anymore."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
