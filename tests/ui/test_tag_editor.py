"""Tags as chips: typed, completed, walked through and removed by keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clipper.model.clipping import Tag
from clipper.ui.widgets.tag_editor import TagEditor, _Chip, tag_of

KNOWN = [Tag(1, "topic/arctic", "blue"), Tag(2, "topic/arms", "rust"), Tag(3, "briefing", "slate")]


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[TagEditor]:
    window = QWidget()
    editor = TagEditor(lambda: KNOWN)
    column = QVBoxLayout(window)
    column.addWidget(editor)
    column.addWidget(QLineEdit("elsewhere"))
    column.addStretch()
    window.resize(320, 300)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    editor.set_tags(["briefing"])
    yield editor
    window.close()


def line(editor: TagEditor) -> QLineEdit:
    return editor.findChild(QLineEdit)


def type_tag(qtbot: QtBot, editor: TagEditor, text: str) -> None:
    editor.start()
    qtbot.keyClicks(line(editor), text)


def chip(editor: TagEditor, name: str) -> _Chip:
    return next(one for one in editor.findChildren(_Chip) if one.name == name and not one.isHidden())


def test_a_new_tag_is_made_by_typing_it(qtbot: QtBot, editor: TagEditor) -> None:
    with qtbot.waitSignal(editor.tagAdded) as added:
        type_tag(qtbot, editor, " shipping ")
        qtbot.keyClick(line(editor), Qt.Key.Key_Return)
    assert added.args == ["shipping"]
    assert editor.tags() == ("briefing", "shipping")
    assert line(editor).hasFocus()


def test_a_comma_goes_on_to_the_next_tag(qtbot: QtBot, editor: TagEditor) -> None:
    with qtbot.waitSignals([editor.tagAdded, editor.tagAdded]):
        type_tag(qtbot, editor, "ports,ice,")
    assert editor.tags() == ("briefing", "ports", "ice")
    assert line(editor).text() == ""


def test_tab_takes_the_first_completion(qtbot: QtBot, editor: TagEditor) -> None:
    type_tag(qtbot, editor, "arc")
    qtbot.keyClick(line(editor), Qt.Key.Key_Tab)
    assert editor.tags() == ("briefing", "topic/arctic")


def test_down_and_enter_take_the_chosen_completion(qtbot: QtBot, editor: TagEditor) -> None:
    type_tag(qtbot, editor, "ar")
    qtbot.keyClick(line(editor), Qt.Key.Key_Down)
    qtbot.keyClick(line(editor), Qt.Key.Key_Down)
    qtbot.keyClick(line(editor), Qt.Key.Key_Return)
    assert editor.tags() == ("briefing", "topic/arms")


def test_a_tag_takes_the_spelling_that_the_library_has(qtbot: QtBot, editor: TagEditor) -> None:
    type_tag(qtbot, editor, "Topic/ARCTIC,")
    assert editor.tags() == ("briefing", "topic/arctic")


def test_a_tag_that_is_there_is_not_added_again(qtbot: QtBot, editor: TagEditor) -> None:
    with qtbot.assertNotEmitted(editor.tagAdded):
        type_tag(qtbot, editor, "Briefing,")
    assert editor.tags() == ("briefing",)


def test_completions_leave_out_what_is_there_and_offer_what_is_new(editor: TagEditor) -> None:
    assert [offer.value for offer in editor.offers("brief")] == ["brief"]
    assert [offer.value for offer in editor.offers("arctic")] == ["topic/arctic", "arctic"]
    assert [offer.value for offer in editor.offers("topic/arctic")] == ["topic/arctic"]


def test_leaving_keeps_a_typed_tag_and_escape_drops_it(qtbot: QtBot, editor: TagEditor) -> None:
    type_tag(qtbot, editor, "ports")
    editor.window().findChildren(QLineEdit)[-1].setFocus()
    assert editor.tags() == ("briefing", "ports")
    type_tag(qtbot, editor, "ice")
    qtbot.keyClick(line(editor), Qt.Key.Key_Escape)
    with qtbot.waitSignal(editor.left):
        qtbot.keyClick(line(editor), Qt.Key.Key_Escape)
    assert editor.tags() == ("briefing", "ports")


def test_arrows_walk_over_the_chips_and_delete_removes(qtbot: QtBot, editor: TagEditor) -> None:
    editor.set_tags(["briefing", "ice", "ports"])
    editor.start()
    qtbot.keyClick(line(editor), Qt.Key.Key_Left)
    assert chip(editor, "ports").hasFocus()
    qtbot.keyClick(chip(editor, "ports"), Qt.Key.Key_Left)
    with qtbot.waitSignal(editor.tagRemoved) as removed:
        qtbot.keyClick(chip(editor, "ice"), Qt.Key.Key_Delete)
    assert removed.args == ["ice"]
    assert editor.tags() == ("briefing", "ports")
    assert chip(editor, "ports").hasFocus()
    qtbot.keyClick(chip(editor, "ports"), Qt.Key.Key_Right)
    assert line(editor).hasFocus()


def test_the_cross_removes(qtbot: QtBot, editor: TagEditor) -> None:
    place = QPoint(chip(editor, "briefing").width() - 10, 11)
    with qtbot.waitSignal(editor.tagRemoved):
        qtbot.mouseClick(chip(editor, "briefing"), Qt.MouseButton.LeftButton, pos=place)
    assert editor.tags() == ()


def test_a_refresh_keeps_what_is_being_typed(qtbot: QtBot, editor: TagEditor) -> None:
    type_tag(qtbot, editor, "por")
    editor.set_tags(["briefing", "ice"])
    assert line(editor).text() == "por"
    assert line(editor).hasFocus()


def test_a_tag_on_some_of_several_clippings_can_be_put_on_all(qtbot: QtBot, editor: TagEditor) -> None:
    editor.set_tags(["briefing"], partial={"topic/arctic": "on 1 of 2"})
    with qtbot.waitSignal(editor.tagAdded) as added:
        type_tag(qtbot, editor, "topic/arctic,")
    assert added.args == ["topic/arctic"]


def test_many_tags_go_on_to_further_lines(qtbot: QtBot, editor: TagEditor) -> None:
    before = editor.height()
    editor.set_tags([f"a tag of some length {number}" for number in range(8)])
    qtbot.waitUntil(lambda: editor.height() > 3 * before)


@pytest.mark.parametrize(
    ("typed", "tag"),
    [(" topic / arctic ", "topic/arctic"), ("//a//", "a"), (",", ""), ("a\x00b\nc", "ab c"), ("  ", "")],
)
def test_typed_text_names_a_tag_on_one_line(typed: str, tag: str) -> None:
    assert tag_of(typed) == tag
