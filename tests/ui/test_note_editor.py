"""Notes: written beside their preview, kept at a pause or on leaving, never lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clipper.model.errors import EnvironmentProblem
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.markdown_edit import MarkdownEdit, can_be_edited
from clipper.ui.widgets.note_editor import NoteEditor
from clipper.ui.widgets.reading_page import ReadingPage


class Desk(QWidget):
    """A note editor, somewhere else to go, and where notes are kept; the disk can be full."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[int, str | None]] = []
        self.is_full = False
        self.editor = NoteEditor(self.keep)
        self.other = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.editor, 1)
        column.addWidget(self.other)
        self.resize(560, 300)

    def keep(self, key: int, text: str | None) -> None:
        if self.is_full:
            raise EnvironmentProblem("The disk is full. Your note is kept here.")
        self.kept.append((key, text))

    @property
    def writing(self) -> MarkdownEdit:
        return self.editor.findChild(MarkdownEdit)

    @property
    def pages(self) -> list[ReadingPage]:
        return [page for page in self.editor.findChildren(ReadingPage) if page.isVisible()]

    @property
    def sentences(self) -> list[str]:
        return [one.text() for one in self.editor.findChildren(Label) if one.isVisible()]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    qtbot.addWidget(desk)
    with qtbot.waitExposed(desk):
        desk.show()
    desk.activateWindow()
    desk.editor.show_note(1, "See **page 14**.")
    yield desk
    desk.close()


def test_a_note_is_read_as_type_and_written_as_markdown(qtbot: QtBot, desk: Desk) -> None:
    (page,) = desk.pages
    assert page.toPlainText() == "See page 14."
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton)
    assert desk.editor.is_editing()
    assert desk.writing.source() == "See **page 14**."
    qtbot.keyClicks(desk.writing, " *Soon*")
    assert [page.toPlainText() for page in desk.pages] == ["See page 14. Soon"]


def test_leaving_keeps_the_note_as_one_step(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.start()
    qtbot.keyClicks(desk.writing, " Call back.")
    desk.other.setFocus()
    assert desk.kept == [(1, "See **page 14**. Call back.")]
    assert not desk.editor.is_editing()


def test_a_pause_keeps_the_note_and_writing_goes_on(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.start()
    qtbot.keyClicks(desk.writing, " Call")
    qtbot.waitUntil(lambda: desk.kept == [(1, "See **page 14**. Call")])
    assert desk.editor.is_editing()
    assert desk.writing.hasFocus()


def test_nothing_typed_makes_no_step(desk: Desk) -> None:
    desk.editor.start()
    desk.other.setFocus()
    assert desk.kept == []


def test_an_emptied_note_is_no_note(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.start()
    desk.writing.selectAll()
    qtbot.keyClick(desk.writing, Qt.Key.Key_Delete)
    qtbot.keyClick(desk.writing, Qt.Key.Key_Escape)
    assert desk.kept == [(1, None)]


def test_showing_another_note_keeps_this_one_first(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.start()
    qtbot.keyClicks(desk.writing, " Call back.")
    desk.editor.show_note(2, None)
    assert desk.kept == [(1, "See **page 14**. Call back.")]
    assert not desk.editor.is_editing()
    assert desk.editor.text() == ""


def test_a_refresh_does_not_disturb_the_writing(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.start()
    qtbot.keyClicks(desk.writing, " Call")
    desk.editor.show_note(1, "Changed elsewhere")
    assert desk.editor.text() == "See **page 14**. Call"


def test_a_note_that_cannot_be_kept_stays_and_can_be_tried_again(qtbot: QtBot, desk: Desk) -> None:
    desk.is_full = True
    desk.editor.start()
    qtbot.keyClicks(desk.writing, " Call back.")
    desk.other.setFocus()
    assert desk.editor.is_editing()
    assert "The disk is full. Your note is kept here." in desk.sentences
    desk.is_full = False
    qtbot.mouseClick(desk.editor.findChild(LinkButton), Qt.MouseButton.LeftButton)
    assert desk.kept == [(1, "See **page 14**. Call back.")]
    assert "The disk is full. Your note is kept here." not in desk.sentences


def test_a_note_that_could_not_be_kept_is_there_when_its_clipping_is_shown_again(qtbot: QtBot, desk: Desk) -> None:
    desk.is_full = True
    desk.editor.start()
    qtbot.keyClicks(desk.writing, " Call back.")
    desk.editor.show_note(2, "Another")
    assert (desk.editor.is_editing(), desk.editor.text()) == (False, "Another")
    desk.is_full = False
    desk.editor.show_note(1, "See **page 14**.")
    assert desk.editor.text() == "See **page 14**. Call back."
    desk.editor.end()
    assert desk.kept == [(1, "See **page 14**. Call back.")]


def test_control_b_puts_marks_around_a_selection_and_takes_them_away(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.show_note(3, "word")
    desk.editor.start()
    for expected in ("**word**", "word"):
        desk.writing.selectAll()
        qtbot.keyClick(desk.writing, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        assert desk.writing.source() == expected


def test_a_line_of_a_megabyte_is_not_opened_for_editing(desk: Desk) -> None:
    text = "x" * 1_000_000
    assert not can_be_edited(text)
    desk.editor.show_note(4, text)
    desk.editor.start()
    assert not desk.editor.is_editing()
    assert any("too long" in sentence for sentence in desk.sentences)


def test_what_scrolls_while_a_note_is_written_has_quiet_bars(qtbot: QtBot, desk: Desk) -> None:
    # A pointer that lies over the text, where another test left it, wakes its bars.
    qtbot.mouseMove(desk.other)
    desk.editor.start()
    areas = [desk.writing, *(area for area in desk.editor.findChildren(QScrollArea) if area.isVisible())]
    assert any(area.isAncestorOf(page) for area in areas for page in desk.pages)
    assert [area.verticalScrollBar().property("awake") for area in areas] == [False] * len(areas)
