"""Story and history below the text, by keyboard in the real window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import IconButton, LinkButton
from tests.ui.conftest import TODAY, Add, window_over


@pytest.fixture
def ids(add: Add) -> list[int]:
    return [add(headline, outlet="Gazette", published_on=TODAY) for headline in ("First", "Second")]


@pytest.fixture
def window(qtbot: QtBot, library: Library, settings: Settings, ids: list[int]) -> Iterator[MainWindow]:
    with window_over(qtbot, library, settings) as window:
        window.activateWindow()
        window.show_clipping(ids[0])
        qtbot.waitUntil(lambda: window.detail_pane.clipping() is not None)
        yield window


def test_the_keyboard_stays_at_its_step_of_the_history(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    library.edit(1, headline="Anew")
    library.set_starred([1], True)
    window.detail_pane.tabs.show_page("history")
    qtbot.waitUntil(window.isActiveWindow)
    restore = window.detail_pane.history.findChildren(IconButton)[2]
    restore.setFocus()
    qtbot.keyClick(restore, Qt.Key.Key_Space)
    assert library.get(1).headline == "First"
    assert QApplication.focusWidget().accessibleName() == restore.accessibleName()


def test_the_keyboard_goes_to_the_text_where_what_was_pressed_is_gone(
    qtbot: QtBot, window: MainWindow, library: Library, ids: list[int]
) -> None:
    library.group(ids)
    window.detail_pane.tabs.show_page("story")
    qtbot.waitUntil(window.isActiveWindow)
    (leave,) = window.detail_pane.story.findChildren(LinkButton)
    leave.setFocus()
    qtbot.keyClick(leave, Qt.Key.Key_Space)
    assert library.get(ids[0]).story is None
    assert window.detail_pane.scroller.hasFocus()
