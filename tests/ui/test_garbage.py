"""Garbage goes in the window's thread, whichever thread made it."""

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from clipper.capture.collecting import without_collecting


class Knot:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self
        self.thing = QObject()


def make_knots(count: int) -> "weakref.ref[Knot]":
    return [weakref.ref(Knot()) for _ in range(count)][-1]


def test_what_other_threads_leave_behind_is_collected_in_the_windows_thread_alone(qtbot: QtBot) -> None:
    threads: set[threading.Thread] = set()

    def note(_phase: str, _info: dict[str, Any]) -> None:
        threads.add(threading.current_thread())

    gc.callbacks.append(note)
    try:
        with ThreadPoolExecutor(max_workers=2) as executor:
            last = executor.submit(make_knots, 5_000).result()
            qtbot.waitUntil(lambda: last() is None)
    finally:
        gc.callbacks.remove(note)
    assert threads == {threading.main_thread()}


def test_a_long_reading_leaves_the_collector_as_the_window_has_it() -> None:
    assert not gc.isenabled()
    with without_collecting():
        assert not gc.isenabled()
    assert not gc.isenabled()
