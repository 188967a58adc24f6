"""The watchdog bites where the window's thread works or waits for too long, and nowhere else."""

import threading
import time
from collections.abc import Callable
from tempfile import TemporaryFile

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from tests.ui.watchdog import LONGEST, LONGEST_WAIT, Stretch, Watchdog, _stack, slowness


def burn(seconds: float) -> None:
    """Work for so many seconds of a processor."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        sum(range(1_000))


def too_long() -> float:
    return 3 * LONGEST * slowness()


def noticed(watchdog: Watchdog) -> list[Stretch]:
    """Return what was found so far, which does not fail this test then."""
    found = [*watchdog.found]
    watchdog.found.clear()
    return found


def in_the_loop(qtbot: QtBot, act: Callable[[], object]) -> None:
    done: list[bool] = []
    QTimer.singleShot(0, lambda: (act(), done.append(True)))
    qtbot.waitUntil(lambda: bool(done), timeout=30_000)
    qtbot.wait(5)


def test_a_slot_that_works_for_long_is_told_of(qtbot: QtBot, watchdog: Watchdog) -> None:
    in_the_loop(qtbot, lambda: burn(too_long()))
    (one,) = noticed(watchdog)
    assert not one.waited


def test_it_tells_where_the_thread_is_without_holding_what_it_does_there() -> None:
    def within() -> list[str]:
        with TemporaryFile("w+b") as file:
            return _stack(file, threading.get_ident())

    assert " in within" in within()[0] or " in within" in within()[1]


def test_a_slot_that_sleeps_is_told_of_with_its_place(qtbot: QtBot, watchdog: Watchdog) -> None:
    in_the_loop(qtbot, lambda: time.sleep(2 * LONGEST_WAIT))
    (one,) = noticed(watchdog)
    assert one.waited
    assert "test_watchdog.py" in one.place


def test_a_slot_that_waits_for_a_thread_is_told_of(qtbot: QtBot, watchdog: Watchdog) -> None:
    let_go = threading.Event()
    threading.Timer(2 * LONGEST_WAIT, let_go.set).start()
    in_the_loop(qtbot, let_go.wait)
    (one,) = noticed(watchdog)
    assert one.waited


def test_an_action_that_a_test_triggers_counts_like_a_key(qtbot: QtBot, watchdog: Watchdog) -> None:
    action = QAction()
    action.triggered.connect(lambda: burn(too_long()))
    action.trigger()
    assert len(noticed(watchdog)) == 1


def test_what_a_test_does_by_itself_and_waiting_for_events_do_not_count(qtbot: QtBot, watchdog: Watchdog) -> None:
    burn(too_long())
    time.sleep(2 * LONGEST_WAIT)
    qtbot.wait(round(2_000 * LONGEST_WAIT))
    assert noticed(watchdog) == []


def test_many_short_slots_are_not_one_long_one(qtbot: QtBot, watchdog: Watchdog) -> None:
    for _ in range(12):
        in_the_loop(qtbot, lambda: burn(0.3 * LONGEST))
    assert noticed(watchdog) == []


def test_only_what_is_named_is_excused_and_only_until_the_window_rests(qtbot: QtBot, watchdog: Watchdog) -> None:
    def excused() -> None:
        watchdog.excuse("it may")
        burn(too_long())

    told = len(watchdog.excused)
    in_the_loop(qtbot, excused)
    assert noticed(watchdog) == []
    assert [one.excuse for one in watchdog.excused[told:]] == ["it may"]
    in_the_loop(qtbot, lambda: burn(too_long()))
    assert len(noticed(watchdog)) == 1


def test_what_a_test_does_in_a_dialog_one_thing_after_the_other_is_not_one_stretch(
    qtbot: QtBot, watchdog: Watchdog
) -> None:
    action = QAction()
    action.triggered.connect(lambda: burn(0.7 * LONGEST))
    in_the_loop(qtbot, lambda: [action.trigger() for _ in range(8)])
    assert noticed(watchdog) == []
    action.triggered.connect(lambda: burn(too_long()))
    in_the_loop(qtbot, action.trigger)
    assert len(noticed(watchdog)) == 1
