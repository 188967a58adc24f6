"""Key messages in the window: ticked in the strip, written, corrected and forgotten in their list."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.ui.dialogs.key_messages import KeyMessagesDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.widgets.in_place import InPlace
from clipper.ui.widgets.message_choice import MessageChoice
from tests.ui.conftest import Add

WINTER, PORTS = "Winter needs a fund", "Ports come first"


def ticks(menu: QMenu) -> dict[str, bool]:
    return {action.text(): action.isChecked() for action in menu.actions() if action.isCheckable()}


def tick(menu: QMenu, text: str) -> QAction:
    action = next(one for one in menu.actions() if one.text() == text)
    action.trigger()
    return action


def write(qtbot: QtBot, field: InPlace, text: str) -> None:
    field.edit()
    line = field.findChild(QTextEdit)
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def strip_of(qtbot: QtBot, window: MainWindow, clipping_id: int) -> MessageChoice:
    """Show a clipping in the window, and return the choice of its messages."""
    qtbot.waitUntil(lambda: window.list_pane.select(clipping_id))
    qtbot.waitUntil(lambda: window.detail_pane.clipping() is not None)
    return window.detail_pane.strip.messages


def test_a_tick_says_that_the_clipping_carries_it_and_undo_takes_it_back(
    qtbot: QtBot, library: Library, add: Add, window: MainWindow
) -> None:
    harbour = add("Harbour")
    library.add_message(WINTER)
    library.add_message(PORTS)
    choice = strip_of(qtbot, window, harbour)
    assert choice.word() == "None of 2"
    menu = choice.menu()
    assert ticks(menu) == {PORTS: False, WINTER: False}
    tick(menu, WINTER)
    assert library.get(harbour).messages == (WINTER,)
    assert choice.word() == "1 of 2"
    tick(choice.menu(), WINTER)
    assert library.get(harbour).messages == ()
    qtbot.waitUntil(window.actions_["edit.undo"].isEnabled)
    window.actions_["edit.undo"].trigger()
    qtbot.waitUntil(lambda: choice.word() == "1 of 2")


def test_the_menu_stays_open_while_messages_are_ticked(
    qtbot: QtBot, library: Library, add: Add, window: MainWindow
) -> None:
    harbour = add("Harbour")
    library.add_message(WINTER)
    library.add_message(PORTS)
    choice = strip_of(qtbot, window, harbour)
    menu = choice.menu()
    menu.popup(window.mapToGlobal(QPoint(300, 300)))
    for action in menu.actions()[:2]:
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert menu.isVisible()
    assert library.get(harbour).messages == (PORTS, WINTER)
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert library.get(harbour).messages == (WINTER,)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_messages_are_written_corrected_and_forgotten_in_their_list(qtbot: QtBot, library: Library, add: Add) -> None:
    harbour = add("Harbour")
    dialog = KeyMessagesDialog(library)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    write(qtbot, dialog.new, WINTER)
    write(qtbot, dialog.new, PORTS)
    library.carry_message([harbour], WINTER)
    assert [row.text.value() for row in dialog.rows] == [PORTS, WINTER]
    write(qtbot, dialog.rows[1].text, "Winter has a price")
    assert library.get(harbour).messages == ("Winter has a price",)
    dialog.rows[0].remove.click()
    assert library.messages() == ["Winter has a price"]
    library.undo()
    assert library.messages() == [PORTS, "Winter has a price"]


def test_what_is_no_message_says_so_and_changes_nothing(qtbot: QtBot, library: Library) -> None:
    library.add_message(WINTER)
    dialog = KeyMessagesDialog(library)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    write(qtbot, dialog.rows[0].text, "none")
    assert library.messages() == [WINTER]
    assert "at most 300 characters" in dialog._problem.text()


def test_the_list_opens_from_the_strip(qtbot: QtBot, add: Add, window: MainWindow) -> None:
    choice = strip_of(qtbot, window, add("Harbour"))
    assert choice.word() == "No messages yet"
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(dialog.windowTitle())
        dialog.close()

    QTimer.singleShot(50, look)
    choice.menu().actions()[-1].trigger()
    assert seen == ["Key messages"]


def test_a_message_that_is_there_already_says_so(qtbot: QtBot, library: Library) -> None:
    library.add_message(WINTER)
    dialog = opened(qtbot, library)
    write(qtbot, dialog.new, WINTER.upper())
    assert library.messages() == [WINTER]
    assert dialog._problem.text() == f"“{WINTER.upper()}” is there already."
    write(qtbot, dialog.new, PORTS)
    assert not dialog._problem.isVisible()


def test_ctrl_z_in_the_list_takes_back_what_was_done_there_and_nothing_else(
    qtbot: QtBot, library: Library, add: Add
) -> None:
    add("Harbour")
    library.add_message(WINTER)
    dialog = opened(qtbot, library)
    write(qtbot, dialog.new, PORTS)
    dialog.rows[1].remove.click()
    assert library.messages() == [PORTS]
    press_undo(qtbot)
    assert library.messages() == [PORTS, WINTER]
    assert dialog._told.text() == f"Undone: Forget the key message “{WINTER}”"
    assert len(dialog.rows) == 2
    press_undo(qtbot)
    assert library.messages() == [WINTER]
    press_undo(qtbot)
    assert dialog._told.text() == "There is nothing more to undo here."
    assert library.messages() == [WINTER]
    assert [step.verb for step in library.steps()][:2] == ["undo", "undo"]


def test_ctrl_z_while_typing_takes_back_what_was_typed(qtbot: QtBot, library: Library) -> None:
    dialog = opened(qtbot, library)
    write(qtbot, dialog.new, PORTS)
    line = dialog.new.findChild(QTextEdit)
    dialog.new.edit()
    qtbot.keyClicks(line, "Half a word")
    press_undo(qtbot)
    assert line.toPlainText() == ""
    assert library.messages() == [PORTS]


def opened(qtbot: QtBot, library: Library) -> KeyMessagesDialog:
    dialog = KeyMessagesDialog(library)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog


def press_undo(qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
