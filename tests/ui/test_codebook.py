"""The codebook in its dialog: fields made, changed and forgotten; what codes mean here and as usual."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.codebook import CodeField, FieldKind
from clipper.ui.code_questions import questions
from clipper.ui.dialogs.codebook import CodebookDialog
from clipper.ui.widgets.in_place import InPlace
from tests.ui.conftest import Add


@pytest.fixture
def dialog(qtbot: QtBot, library: Library) -> CodebookDialog:
    opened = CodebookDialog(library)
    qtbot.addWidget(opened)
    with qtbot.waitExposed(opened):
        opened.show()
    return opened


def write(qtbot: QtBot, field: InPlace, text: str) -> None:
    field.edit()
    line = field.findChild(QTextEdit)
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_a_field_is_named_then_given_its_kind_and_values(
    qtbot: QtBot, library: Library, dialog: CodebookDialog
) -> None:
    write(qtbot, dialog.new, "Depth")
    assert library.code_fields() == [CodeField("Depth", FieldKind.YES_NO)]
    dialog.rows[0].kind.choose(FieldKind.CHOICE)
    write(qtbot, dialog.rows[0].choices, "brief, feature, brief")
    write(qtbot, dialog.rows[0].definition, "By its length")
    write(qtbot, dialog.rows[0].name, "Length")
    assert library.code_fields() == [
        CodeField("Length", FieldKind.CHOICE, ("brief", "feature"), "By its length"),
    ]
    dialog.rows[0].remove.click()
    assert library.code_fields() == []
    library.undo()
    assert [field.name for field in library.code_fields()] == ["Length"]


def test_what_cannot_be_is_said_and_nothing_is_changed(
    qtbot: QtBot, library: Library, add: Add, dialog: CodebookDialog
) -> None:
    write(qtbot, dialog.new, "Depth")
    library.code([add("Harbour")], "Depth", "yes")
    dialog.rows[0].kind.choose(FieldKind.TEXT)
    assert "coded by" in dialog._problem.text()
    assert dialog.rows[0].kind.value() is FieldKind.YES_NO
    write(qtbot, dialog.new, "depth")
    assert "There is a field" in dialog._problem.text()
    assert len(library.code_fields()) == 1


def test_a_meaning_of_ones_own_is_shown_while_coding_until_it_is_emptied(
    qtbot: QtBot, library: Library, dialog: CodebookDialog
) -> None:
    usual = dialog.meanings["tone.mixed"].value()
    write(qtbot, dialog.meanings["tone.mixed"], "praise and blame in one piece.")
    tone = next(question for question in questions(library) if question.id == "tone")
    assert tone.options[3].definition == "praise and blame in one piece."
    write(qtbot, dialog.meanings["tone.mixed"], "")
    assert dialog.meanings["tone.mixed"].value() == usual
    assert library.organisation().definitions == ()


def test_ctrl_z_takes_back_what_was_done_here_and_nothing_else(
    qtbot: QtBot, library: Library, add: Add, dialog: CodebookDialog
) -> None:
    add("Harbour")
    qtbot.waitUntil(dialog.isActiveWindow)
    write(qtbot, dialog.new, "Depth")
    write(qtbot, dialog.meanings["tone.mixed"], "praise and blame in one piece.")
    usual = "praise and blame in one piece."
    for sentence in ("Undone: Edit the organisation", "Undone: Edit the field “Depth” of the codebook"):
        dialog.new.edit()
        qtbot.keyClick(dialog.new.findChild(QTextEdit), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert dialog._told.text() == sentence
        assert dialog.meanings["tone.mixed"].value() != usual
    assert dialog.rows == []
    qtbot.keyClick(dialog.new.findChild(QTextEdit), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog._told.text() == "There is nothing more to undo here."
    assert library.get(1).headline == "Harbour"


def test_a_value_in_quotation_marks_keeps_its_comma(qtbot: QtBot, library: Library, dialog: CodebookDialog) -> None:
    write(qtbot, dialog.new, "Depth")
    dialog.rows[0].kind.choose(FieldKind.CHOICE)
    write(qtbot, dialog.rows[0].choices, 'no, "yes, in part", yes')
    assert library.code_fields()[0].choices == ("no", "yes, in part", "yes")
    assert dialog.rows[0].choices.text() == 'no, "yes, in part", yes'
    write(qtbot, dialog.rows[0].definition, "By its length")
    assert library.code_fields()[0].choices == ("no", "yes, in part", "yes")


def test_the_keyboard_goes_on_from_part_to_part_of_a_field(
    qtbot: QtBot, library: Library, dialog: CodebookDialog
) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    write(qtbot, dialog.new, "Depth")
    assert dialog.rows[0].kind.hasFocus()
    dialog.rows[0].name.edit()
    dialog.rows[0].name.set_text("Length")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert library.code_fields()[0].name == "Length"
    assert dialog.rows[0].kind.hasFocus()
    write(qtbot, dialog.new, "Reach")
    dialog.rows[0].remove.setFocus()
    qtbot.keyClick(dialog.rows[0].remove, Qt.Key.Key_Space)
    assert [row.name.text() for row in dialog.rows] == ["Reach"]
    assert dialog.rows[0].remove.hasFocus()
