"""A step that lasts is done while the window lives on, and is told of when it is over."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.library.store import sqlite
from clipper.model.changes import Changes
from clipper.model.errors import ClipperError, NotFound
from clipper.model.query import Query
from clipper.ui.dialogs.report import _SETTLE_MS, ReportDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.patience import is_waiting, patiently
from tests.ui.conftest import Add
from tests.ui.reporting import settle
from tests.ui.test_hostile import in_any_dialog

ENOUGH = 5
LONGEST = 20  # seconds


def turns_during(do: Callable[[Callable[[], None]], object], longest: float = LONGEST) -> int:
    """Do something that calls a function which lasts until the window has had some turns, or so many seconds."""
    turns, enough = 0, threading.Event()

    def turn() -> None:
        nonlocal turns
        turns += 1
        if turns >= ENOUGH:
            enough.set()

    timer = QTimer(interval=10)
    timer.timeout.connect(turn)
    timer.start()
    do(lambda: enough.wait(longest) and None)
    timer.stop()
    return turns


def starred_slowly(library: Library, clipping: int, last: Callable[[], None]) -> Changes:
    last()
    return library.set_starred([clipping], True)


def test_the_window_lives_while_a_step_lasts(window: MainWindow, library: Library, add: Add) -> None:
    clipping = add("Quiet ports")
    turns = turns_during(lambda last: patiently(library, lambda: starred_slowly(library, clipping, last)))
    assert turns >= ENOUGH
    assert library.get(clipping).starred


def test_without_patience_it_would_stand_still(window: MainWindow, library: Library, add: Add) -> None:
    clipping = add("Quiet ports")
    assert turns_during(lambda last: starred_slowly(library, clipping, last), longest=0.2) == 0


def test_the_window_hears_of_a_step_when_it_is_over_and_before_it_goes_on(
    window: MainWindow, library: Library, add: Add
) -> None:
    clipping = add("Quiet ports")
    told: list[str] = []
    window.signals.changed.connect(lambda changes: told.append(changes.step.verb))

    def two_steps() -> None:
        library.set_starred([clipping], True)
        library.tag([clipping], "pier")
        told.append("over")

    patiently(library, two_steps)
    assert told == ["over", "star", "tag"]


def test_what_a_step_refuses_is_told_as_ever(window: MainWindow, library: Library) -> None:
    with pytest.raises(NotFound):
        patiently(library, lambda: library.delete_message("There is none"))
    with pytest.raises(ClipperError):
        patiently(library, library.undo)


def test_a_list_of_mentions_is_kept_while_the_window_lives(
    qtbot: QtBot, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        f"Quiet ports number {number} of the tide, Coast to Coast by Maya Okafor, October {number}, 2020"
        for number in range(1, 9)
    ]
    QGuiApplication.clipboard().setText("In the media\n" + "\n".join(lines))
    add = library.add
    turns: list[int] = []

    def keep_all(dialog: Any) -> None:
        def keep(last: Callable[[], None]) -> None:
            monkeypatch.setattr(library, "add", lambda *values, **more: (last(), add(*values, **more))[1])
            dialog.keep_sure()
            if dialog.isVisible():
                dialog.reject()

        turns.append(turns_during(keep, longest=5))

    in_any_dialog(qtbot, window.bringing.paste, keep_all)
    assert turns[0] >= ENOUGH
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == len(lines), timeout=30_000)
    assert library.count(Query()) == len(lines)
    window.undoing.undo()
    assert library.count(Query()) == 0


@contextmanager
def written_elsewhere(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Another program holds the library's lock until it rolls back."""
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 60)
    with closing(sqlite3.connect(library.path, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_what_is_kept_in_the_middle_of_another_step_ends_before_that(
    window: MainWindow, library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = add("Quiet ports"), add("Loud ports")
    starred: list[bool] = []

    with written_elsewhere(library, monkeypatch) as other:

        def keep() -> None:
            threading.Timer(0.1, other.rollback).start()
            patiently(library, lambda: library.set_starred([second], True))
            starred.append(library.get(first).starred)

        QTimer.singleShot(0, keep)
        library.set_starred([first], True)
    assert starred == [False]
    assert library.get(first).starred
    assert library.get(second).starred


def test_nobody_is_asked_in_the_middle_of_a_step(
    qtbot: QtBot, window: MainWindow, library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipping = add("Quiet ports")
    asked: list[bool] = []
    turns_since: list[int] = []
    is_read = threading.Event()

    with written_elsewhere(library, monkeypatch) as other:

        def turn() -> None:
            turns_since.extend([1] if is_read.is_set() else [])
            if len(turns_since) == ENOUGH:
                other.rollback()

        timer = QTimer(interval=10)
        timer.timeout.connect(turn)
        timer.start()
        window.aside.run(lambda _report: is_read.set(), lambda _none: asked.append(is_waiting()), "Reading")
        library.set_starred([clipping], True)
        timer.stop()
    assert len(turns_since) >= ENOUGH
    assert asked == []
    qtbot.waitUntil(lambda: asked == [False])


def hold(report: ReportDialog, go_on: threading.Event) -> None:
    """Keep the maker of a report at work until told; work that has not begun would be cancelled instead of awaited."""
    begun = threading.Event()

    def work() -> None:
        begun.set()
        go_on.wait(LONGEST)

    report._maker._executor.submit(work)
    assert begun.wait(LONGEST)


def test_what_changes_while_the_report_window_ends_its_work_is_nothing_to_it(
    qtbot: QtBot, window: MainWindow, library: Library, add: Add
) -> None:
    add("Quiet ports")
    window.reports.open(Query())
    report = window.reports.shown()
    assert report is not None
    settle(qtbot, report)
    refreshed: list[bool] = []
    go_on = threading.Event()

    def change() -> None:
        report.refresh()
        QTimer.singleShot(2 * _SETTLE_MS, go_on.set)
        refreshed.append(is_waiting())

    hold(report, go_on)
    QTimer.singleShot(0, change)
    window.reports.close()
    assert refreshed == [True]
    assert window.reports.shown() is None


def test_a_window_that_waits_as_it_closes_begins_nothing_any_more(
    qtbot: QtBot, window: MainWindow, library: Library, add: Add
) -> None:
    clipping = add("Quiet ports")
    window.reports.open(Query())
    report = window.reports.shown()
    assert report is not None
    settle(qtbot, report)
    changed: list[bool] = []
    go_on = threading.Event()

    def change() -> None:
        library.set_starred([clipping], True)
        changed.append(is_waiting())
        go_on.set()

    hold(report, go_on)
    window.closing.connect(lambda: QTimer.singleShot(0, change))
    assert window.close()
    assert changed == [True]
    assert not [timer for timer in (window._quiet, window._shown_soon, window._counted_soon) if timer.isActive()]
