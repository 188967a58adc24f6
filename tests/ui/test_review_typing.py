"""Typing in a review that has just opened: it goes into the field that is asked for, and never presses a button."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.query import Query
from clipper.ui.dialogs.review_frame import ReviewFrame
from clipper.ui.main_window import MainWindow
from tests.ui.conftest import TODAY, Add
from tests.ui.reviewing import in_review, paste, press

LINK = "https://www.thestar.com/news/canada/ferry-towns/article_0b1c2d3e.html"
ONE = "A rope is a promise, Toronto Star by Sam Whit, October 21, 2018"
TWO = f"{ONE}\nThree ways to read the tide, Toronto Star by Sam Whit, October 24, 2018"
HEADLINE = "Strange starters are away"


def write(text: str) -> None:
    """Type where the keyboard is, as it moves."""
    for letter in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, letter)


def is_at_keep(dialog: ReviewFrame) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and dialog.isAncestorOf(focus) and bool(focus.property("primary"))


def titles(library: Library) -> set[str]:
    return {one.title for one in library.clippings(list(library.search(Query()).ids))}


def test_a_headline_is_written_at_once_where_the_paste_has_none(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def name_it(dialog: ReviewFrame) -> None:
        qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.fields().field_in_turn() == "headline")
        write(HEADLINE)
        assert dialog.isVisible()
        press(Qt.Key.Key_Return)

    in_review(qtbot, paste(window, LINK), name_it)
    qtbot.waitUntil(lambda: titles(library) == {HEADLINE})


@pytest.mark.parametrize("text", [ONE, TWO], ids=["one mention", "a list"])
def test_words_typed_where_no_field_is_keep_nothing_and_reach_no_clipping(
    qtbot: QtBot, window: MainWindow, library: Library, add: Add, text: str
) -> None:
    other = add("Harbour", published_on=TODAY)

    def type_blindly(dialog: ReviewFrame) -> None:
        qtbot.waitUntil(lambda: is_at_keep(dialog))
        write(HEADLINE)
        assert dialog.isVisible()

    in_review(qtbot, paste(window, text), type_blindly)
    assert titles(library) == {"Harbour"}
    assert library.get(other).tags == ()


def test_a_space_alone_still_presses_the_button(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    def keep(dialog: ReviewFrame) -> None:
        qtbot.waitUntil(lambda: is_at_keep(dialog))
        write("x")
        press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        press(Qt.Key.Key_Tab)
        write(" ")
        assert not dialog.isVisible()

    in_review(qtbot, paste(window, ONE), keep)
    qtbot.waitUntil(lambda: titles(library) == {"A rope is a promise"})


def test_enter_adds_a_person_and_goes_on_to_the_next_one_before_it_keeps(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def add_two(dialog: ReviewFrame) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.fields().people.start()
        write("Ingrid Halvorsen")
        press(Qt.Key.Key_Return)
        write("Ann Ice")
        press(Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert [one.name for one in dialog.fields().people.value()] == ["Ingrid Halvorsen", "Ann Ice"]
        press(Qt.Key.Key_Return)

    in_review(qtbot, paste(window, ONE), add_two)
    (kept,) = library.clippings(list(library.search(Query()).ids))
    assert [one.name for one in kept.spokespeople] == ["Ingrid Halvorsen", "Ann Ice"]


def test_escape_leaves_the_place_for_tags_and_only_then_the_review(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def look(dialog: ReviewFrame) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.fields().tag_editor.start()
        press(Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert not isinstance(QApplication.focusWidget(), QLineEdit)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    in_review(qtbot, paste(window, ONE), look)
    assert not titles(library)


class _Drawn(QObject):
    """Whether a widget was drawn anew."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.is_seen = False
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.is_seen = self.is_seen or event.type() is QEvent.Type.Paint
        return False


def test_a_click_anywhere_in_the_box_of_tags_begins_one_and_its_ring_goes_with_the_keyboard(
    qtbot: QtBot, window: MainWindow
) -> None:
    def click(dialog: ReviewFrame) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        editor = dialog.fields().tag_editor
        box = editor.parentWidget()
        QTest.mouseClick(editor, Qt.MouseButton.LeftButton, pos=QPoint(editor.width() - 3, editor.height() // 2))
        write("ports,")
        assert editor.tags() == ("ports",)
        qtbot.wait(0)
        drawn = _Drawn(box)
        dialog.fields().line("headline").edit()
        qtbot.waitUntil(lambda: drawn.is_seen)

    in_review(qtbot, paste(window, ONE), click)
