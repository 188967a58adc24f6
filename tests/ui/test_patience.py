"""A step that lasts is done while the window lives on, and is told of when it is over."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.errors import ClipperError, NotFound
from clipper.model.query import Query
from clipper.ui.main_window import MainWindow
from clipper.ui.patience import patiently
from tests.ui.conftest import Add
from tests.ui.test_hostile import in_any_dialog

ENOUGH = 5


def turns_during(do: Callable[[Callable[[], None]], object], longest: float = 20) -> int:
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


def test_a_list_of_very_many_mentions_is_kept_while_the_window_lives(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    lines = [
        f"Quiet ports number {number} of the tide, Coast to Coast by Maya Okafor, October {1 + number % 28}, "
        f"{2020 + number // 28}"
        for number in range(150)
    ]
    QGuiApplication.clipboard().setText("In the media\n" + "\n".join(lines))

    def keep_all(dialog: object) -> None:
        dialog.keep_sure()  # type: ignore[attr-defined]
        if dialog.isVisible():  # type: ignore[attr-defined]
            dialog.reject()  # type: ignore[attr-defined]

    in_any_dialog(qtbot, window.paste, keep_all)
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == len(lines), timeout=30_000)
    assert library.count(Query()) == len(lines)
    window.undo()
    assert library.count(Query()) == 0
