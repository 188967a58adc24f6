"""Fields edited in place: what keeps, what restores, and what happens to text that cannot be read."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Role
from clipper.ui.code_words import medium_words
from clipper.ui.dates import read_date, write_date
from clipper.ui.dialogs.notice import Notice
from clipper.ui.fonts import sans, serif
from clipper.ui.widgets.flow_layout import FlowLayout
from clipper.ui.widgets.in_place import InPlace
from clipper.ui.widgets.in_place_choice import InPlaceChoice
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.name_completions import Offer, best
from clipper.ui.widgets.name_list_editor import NameListEditor, SpokespeopleEditor, read_names
from tests.ui.conftest import TODAY, in_dialog


class Form(QWidget):
    """A field, and another one to leave it for."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.other = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(field)
        column.addWidget(self.other)
        column.addStretch()
        self.resize(400, 300)


def shown(qtbot: QtBot, field: QWidget) -> Form:
    form = Form(field)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    form.other.setFocus()
    return form


def text_of(field: InPlace) -> QTextEdit:
    return field.findChild(QTextEdit)


def type_anew(qtbot: QtBot, field: InPlace, text: str) -> None:
    field.edit()
    qtbot.keyClicks(text_of(field), text)


@pytest.fixture
def outlet(qtbot: QtBot) -> Iterator[InPlace]:
    field = InPlace("Outlet", sans(13), 18, invitation="Add outlet")
    field.reset("The Capital Ledger")
    form = shown(qtbot, field)
    yield field
    form.close()


@pytest.fixture
def day(qtbot: QtBot) -> Iterator[InPlace]:
    def read(text: str) -> date | None:
        return read_date(text, TODAY) if text else None

    field = InPlace("Date", sans(13), 18, read=read, write=lambda day: write_date(day) if day else "")
    field.reset(date(2026, 11, 16))
    form = shown(qtbot, field)
    yield field
    form.close()


def test_enter_keeps_what_was_typed(qtbot: QtBot, outlet: InPlace) -> None:
    type_anew(qtbot, outlet, "Northern Wire")
    with qtbot.waitSignal(outlet.committed) as kept, qtbot.waitSignal(outlet.left):
        qtbot.keyClick(text_of(outlet), Qt.Key.Key_Return)
    assert kept.args == ["Northern Wire"]
    assert outlet.value() == "Northern Wire"
    assert not outlet.is_editing()


def test_leaving_keeps_what_was_typed(qtbot: QtBot, outlet: InPlace) -> None:
    type_anew(qtbot, outlet, "Northern Wire")
    with qtbot.waitSignal(outlet.committed):
        outlet.window().findChild(QLineEdit).setFocus()
    assert outlet.value() == "Northern Wire"


def test_escape_restores(qtbot: QtBot, outlet: InPlace) -> None:
    with qtbot.assertNotEmitted(outlet.committed):
        type_anew(qtbot, outlet, "Northern Wire")
        qtbot.keyClick(text_of(outlet), Qt.Key.Key_Escape)
    assert outlet.text() == "The Capital Ledger"


def test_leaving_without_a_change_tells_nobody(qtbot: QtBot, outlet: InPlace) -> None:
    with qtbot.assertNotEmitted(outlet.committed):
        outlet.edit()
        outlet.window().findChild(QLineEdit).setFocus()
        type_anew(qtbot, outlet, "  The Capital  Ledger ")
        outlet.window().findChild(QLineEdit).setFocus()
    assert outlet.text() == "The Capital Ledger"


def test_an_unreadable_text_stays_with_a_sentence_until_it_is_corrected(qtbot: QtBot, day: InPlace) -> None:
    type_anew(qtbot, day, "17 Novembre 202")
    qtbot.keyClick(text_of(day), Qt.Key.Key_Return)
    assert day.problem() == "Write a date such as 17 Nov 2026."
    assert day.text() == "17 Novembre 202"
    day.window().findChild(QLineEdit).setFocus()
    assert day.problem()
    with qtbot.waitSignal(day.committed) as kept:
        day.edit()
        text_of(day).moveCursor(QTextCursor.MoveOperation.End)
        qtbot.keyClicks(text_of(day), "6")
        assert day.problem() == ""
        qtbot.keyClick(text_of(day), Qt.Key.Key_Return)
    assert kept.args == [date(2026, 11, 17)]
    assert day.text() == "17 November 2026"


def test_a_value_that_was_refused_can_be_corrected_or_restored(qtbot: QtBot, outlet: InPlace) -> None:
    type_anew(qtbot, outlet, "Northern Wire")
    qtbot.keyClick(text_of(outlet), Qt.Key.Key_Return)
    outlet.refuse("The disk is full.")
    assert (outlet.text(), outlet.problem(), outlet.value()) == (
        "Northern Wire",
        "The disk is full.",
        "The Capital Ledger",
    )
    outlet.edit()
    with qtbot.waitSignal(outlet.committed):
        qtbot.keyClick(text_of(outlet), Qt.Key.Key_Return)
    outlet.refuse("The disk is full.")
    outlet.edit()
    qtbot.keyClick(text_of(outlet), Qt.Key.Key_Escape)
    assert (outlet.text(), outlet.problem()) == ("The Capital Ledger", "")


def test_a_refresh_leaves_what_is_being_typed(qtbot: QtBot, outlet: InPlace) -> None:
    type_anew(qtbot, outlet, "Northern")
    outlet.set_value("Somebody Else’s Choice")
    assert outlet.text() == "Northern"
    qtbot.keyClick(text_of(outlet), Qt.Key.Key_Escape)
    assert outlet.text() == "Somebody Else’s Choice"


def test_undo_in_the_field_takes_back_typing_and_never_an_older_value(qtbot: QtBot, outlet: InPlace) -> None:
    outlet.set_value("Prairie Telegraph")
    outlet.edit()
    text_of(outlet).moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(text_of(outlet), "!")
    text_of(outlet).undo()
    text_of(outlet).undo()
    assert outlet.text() == "Prairie Telegraph"


def test_the_text_stands_in_the_same_spot_at_rest_and_while_editing(qtbot: QtBot) -> None:
    field = InPlace("Headline", serif(28, 600), 34)
    field.reset("A headline that is so long that it needs more than one line in a narrow pane")
    form = shown(qtbot, field)
    assert form.isVisible()
    at_rest = (text_of(field).geometry(), field.height())
    field.edit()
    assert (text_of(field).geometry(), field.height()) == at_rest
    assert field.height() > 2 * 34


def test_pasting_brings_one_line_of_plain_text(outlet: InPlace) -> None:
    mime = QMimeData()
    mime.setText("Northern\r\n  Wire\x00")
    mime.setHtml("<b>Northern<img src='file:///etc/hostname'></b>")
    outlet.edit()
    text_of(outlet).insertFromMimeData(mime)
    assert outlet.text() == "Northern Wire"


def test_names_are_completed_by_tab_enter_and_after_a_comma(qtbot: QtBot) -> None:
    known = ["Nadia Kowalchuk", "Étienne Bourgault", "Sam Whitford"]
    field = NameListEditor("Reporters", lambda: known)
    form = shown(qtbot, field)
    field.edit()
    qtbot.keyClicks(text_of(field), "nad")
    assert field.completions.isVisible()
    qtbot.keyClick(text_of(field), Qt.Key.Key_Tab)
    assert field.text() == "Nadia Kowalchuk"
    qtbot.keyClicks(text_of(field), ", bour")
    qtbot.keyClick(text_of(field), Qt.Key.Key_Down)
    qtbot.keyClick(text_of(field), Qt.Key.Key_Return)
    assert field.text() == "Nadia Kowalchuk, Étienne Bourgault"
    with qtbot.waitSignal(field.committed) as kept:
        qtbot.keyClick(text_of(field), Qt.Key.Key_Return)
    assert kept.args == [("Nadia Kowalchuk", "Étienne Bourgault")]
    form.close()


def test_escape_closes_the_offered_names_first(qtbot: QtBot, outlet: InPlace) -> None:
    outlet.set_names(lambda: [Offer("Northern Wire")])
    type_anew(qtbot, outlet, "nor")
    qtbot.keyClick(text_of(outlet), Qt.Key.Key_Escape)
    assert (outlet.completions.isVisible(), outlet.text()) == (False, "nor")
    qtbot.keyClick(text_of(outlet), Qt.Key.Key_Escape)
    assert outlet.text() == "The Capital Ledger"


def test_the_best_completion_begins_with_what_was_typed() -> None:
    known = [Offer(name) for name in ("The Arctic Post", "Sub-Arctic", "Arctic Today", "Cathartic")]
    assert [one.value for one in best("arct", known)] == ["Arctic Today", "The Arctic Post", "Sub-Arctic"]
    assert [one.value for one in best("étienne", [Offer("ETIENNE B."), Offer("x")])] == ["ETIENNE B."]


def test_names_are_cut_at_commas_and_kept_once() -> None:
    assert read_names(" Ann Lee,Bo  Hu; ann lee,,") == ("Ann Lee", "Bo Hu")


def test_a_choice_shows_its_word_and_tells_only_of_another_value(qtbot: QtBot) -> None:
    choice = InPlaceChoice("Medium", medium_words())
    qtbot.addWidget(choice)
    choice.set_value(Medium.RADIO)
    assert choice.word() == "Radio"
    with qtbot.assertNotEmitted(choice.chosen):
        choice.choose(Medium.RADIO)
    with qtbot.waitSignal(choice.chosen) as chosen:
        choice.choose(Medium.PRINT)
    assert chosen.args == [Medium.PRINT]
    ticked = [action.text() for action in choice.menu().actions() if action.isChecked()]
    assert ticked == ["Print"]


@pytest.fixture
def people(qtbot: QtBot) -> Iterator[SpokespeopleEditor]:
    editor = SpokespeopleEditor(lambda: ["Priya Raman"], label="Expert")
    editor.reset([Spokesperson("Ingrid Halvorsen", Role.QUOTED)])
    form = shown(qtbot, editor)
    yield editor
    form.close()


def committed(qtbot: QtBot, editor: SpokespeopleEditor, names: str) -> Any:
    field = editor.findChildren(NameListEditor)[-1]
    with qtbot.waitSignal(editor.committed) as kept:
        field.edit()
        qtbot.keyClicks(text_of(field), names)
        qtbot.keyClick(text_of(field), Qt.Key.Key_Return)
    return kept.args[0]


def test_renaming_a_spokesperson_keeps_the_role(qtbot: QtBot, people: SpokespeopleEditor) -> None:
    assert committed(qtbot, people, "Ingrid Halvorson") == (Spokesperson("Ingrid Halvorson", Role.QUOTED),)


def test_a_comma_adds_a_spokesperson(qtbot: QtBot, people: SpokespeopleEditor) -> None:
    named = committed(qtbot, people, "Ingrid Halvorsen, Marcus Adeyemi")
    assert named == (Spokesperson("Ingrid Halvorsen", Role.QUOTED), Spokesperson("Marcus Adeyemi"))
    assert people.value() == named


def test_emptying_a_name_removes_the_spokesperson_and_invites_another(qtbot: QtBot, people: SpokespeopleEditor) -> None:
    field = people.findChildren(NameListEditor)[-1]
    field.edit()
    with qtbot.waitSignal(people.committed) as kept:
        qtbot.keyClick(text_of(field), Qt.Key.Key_Delete)
        qtbot.keyClick(text_of(field), Qt.Key.Key_Return)
    assert kept.args == [()]
    assert people.findChildren(NameListEditor)[0].isVisible()


def test_a_role_is_chosen_beside_the_name(qtbot: QtBot, people: SpokespeopleEditor) -> None:
    with qtbot.waitSignal(people.committed) as kept:
        people.findChild(InPlaceChoice).choose(Role.INTERVIEWED)
    assert kept.args == [(Spokesperson("Ingrid Halvorsen", Role.INTERVIEWED),)]


@pytest.mark.parametrize("reason", [Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason])
def test_what_was_typed_is_kept_also_where_another_program_or_a_menu_was_in_front_meanwhile(
    qtbot: QtBot, outlet: InPlace, reason: Qt.FocusReason
) -> None:
    type_anew(qtbot, outlet, "Harbour Gazette")
    line = text_of(outlet)
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        QApplication.sendEvent(line, QFocusEvent(kind, reason))
    assert outlet.unfinished() == "Harbour Gazette"
    with qtbot.waitSignal(outlet.committed) as committed:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert committed.args == ["Harbour Gazette"]
    assert outlet.unfinished() is None


def test_of_a_value_beyond_all_measure_the_beginning_is_shown_and_enter_shows_all(qtbot: QtBot) -> None:
    field = InPlace("Headline", serif(30, 600), 34)
    whole = "Ferry " * 100_000
    field.reset(whole)
    form = shown(qtbot, field)
    assert len(field.text()) < 5_000
    field.edit()
    qtbot.keyClicks(text_of(field), "x")
    form.other.setFocus()
    assert field.value() == whole
    assert field.unfinished() is None

    def look(dialog: Notice) -> None:
        (view,) = dialog.findChildren(QPlainTextEdit)
        assert view.toPlainText().startswith("Ferry Ferry")
        buttons = {one.text(): one for one in dialog.findChildren(QAbstractButton)}
        buttons["Copy all"].click()

    in_dialog(qtbot, Notice, look)
    field.edit()
    qtbot.keyClick(text_of(field), Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == whole


def test_a_value_beyond_all_measure_is_written_anew_from_its_beginning(qtbot: QtBot) -> None:
    field = InPlace("Headline", serif(30, 600), 34)
    field.reset("Ferry " * 100_000)
    form = shown(qtbot, field)

    def shorten(dialog: Notice) -> None:
        {one.text(): one for one in dialog.findChildren(QAbstractButton)}["Shorten"].click()

    in_dialog(qtbot, Notice, shorten)
    field.edit()
    qtbot.keyClick(text_of(field), Qt.Key.Key_Return)
    form.activateWindow()
    qtbot.waitUntil(text_of(field).hasFocus)
    text_of(field).selectAll()
    qtbot.keyClicks(text_of(field), "A ferry")
    form.other.setFocus()
    assert field.value() == "A ferry"


def rows_of_ink(widget: QWidget) -> list[int]:
    image = widget.grab().toImage()
    dark = [
        row
        for row in range(image.height())
        if any(image.pixelColor(column, row).lightness() < 128 for column in range(image.width()))
    ]
    return [widget.y() + row for row in (dark[0], dark[-1])]


def test_a_field_stands_on_the_line_of_the_words_beside_it(qtbot: QtBot) -> None:
    field, word = InPlace("Outlet", sans(13), 18), Label("HEX")
    field.set_value("HEX")
    line = QWidget()
    flow = FlowLayout(line)
    flow.addWidget(field)
    flow.addWidget(word)
    shown(qtbot, line)
    assert rows_of_ink(field) == rows_of_ink(word)
