"""Citations in the window: copied as formatted lines, and the house style that says how they are written."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.clipping import Organisation
from clipper.ui.dialogs.house_style import HouseStyleDialog
from clipper.ui.main_window import MainWindow
from tests.ui.conftest import Add

USUAL = "Harbour opens by Leah Arnatuk, Northern Wire, March 5, 2026"


def show(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    """Add two clippings, and select the newer."""
    who = {"reporters": ("Leah Arnatuk",), "outlet": "Northern Wire"}
    add("Harbour closes", published_on=date(2026, 3, 4), url="https://wire.example/closes", **who)
    newer = add("Harbour opens", published_on=date(2026, 3, 5), **who)
    qtbot.waitUntil(lambda: window.list_pane.select(newer))
    qtbot.waitUntil(window.actions_["clipping.cite"].isEnabled)


def copied(qtbot: QtBot, copy: Callable[[], object]) -> str:
    QGuiApplication.clipboard().clear()
    copy()
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()))
    return QGuiApplication.clipboard().text()


def test_the_citation_of_a_clipping_is_copied_by_key_or_from_its_menu(
    qtbot: QtBot, window: MainWindow, add: Add
) -> None:
    show(qtbot, window, add)
    assert copied(qtbot, window.actions_["clipping.cite"].trigger) == USUAL
    assert window.toast.text == "Copied the citation"
    bar, clipping = window.detail_pane.bar, window.detail_pane.clipping()
    assert clipping is not None
    of_menu = next(action for action in bar.menu(clipping).actions() if action.text() == "Copy citation")
    assert copied(qtbot, of_menu.trigger) == USUAL


def test_several_citations_are_copied_in_the_order_of_the_list(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    show(qtbot, window, add)
    window.list_pane.select_all()
    qtbot.waitUntil(lambda: len(window.list_pane.selected_ids()) == 2)
    older = "Harbour closes by Leah Arnatuk, Northern Wire, March 4, 2026, https://wire.example/closes"
    assert copied(qtbot, window.actions_["clipping.cite"].trigger) == f"{USUAL}\n{older}"
    assert '<a href="https://wire.example/closes">Harbour closes</a>' in QGuiApplication.clipboard().mimeData().html()
    assert window.toast.text == "Copied 2 citations"
    view, control = window.list_pane.view, Qt.KeyboardModifier.ControlModifier
    assert copied(qtbot, lambda: QTest.keyClick(view, Qt.Key.Key_C, control)) == f"{USUAL}\n{older}"


def test_a_house_style_is_written_in_the_dialog_followed_and_undone(
    qtbot: QtBot, window: MainWindow, library: Library, add: Add
) -> None:
    show(qtbot, window, add)
    seen: list[str] = []

    def person() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HouseStyleDialog)
        seen.append(dialog.examples["en"].text())
        dialog.fields["en"].selectAll()
        qtbot.keyClicks(dialog.fields["en"], "{outlet}: {headline}[ ({spokespeople})]")
        seen.append(dialog.examples["en"].text())
        qtbot.keyClick(dialog.fields["en"], Qt.Key.Key_Return)

    QTimer.singleShot(0, person)
    window.actions_["file.house_style"].trigger()
    assert seen == [USUAL, "Northern Wire: Harbour opens"]
    assert library.organisation().house_style == (("en", "{outlet}: {headline}[ ({spokespeople})]"),)
    assert copied(qtbot, window.actions_["clipping.cite"].trigger) == "Northern Wire: Harbour opens"
    qtbot.waitUntil(window.actions_["edit.undo"].isEnabled)
    window.actions_["edit.undo"].trigger()
    assert library.organisation() == Organisation()


def test_a_pattern_that_cannot_be_is_said_and_not_saved(qtbot: QtBot) -> None:
    dialog = HouseStyleDialog(Organisation("Institute"))
    qtbot.addWidget(dialog)
    dialog.show()
    field = dialog.fields["fr"]
    field.setText("{headline}[, {outlet}")
    assert "each [ and {" in dialog.examples["fr"].text()
    assert "each [ and {" in field.accessibleDescription()
    assert not dialog.save.isEnabled()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    field.clear()
    assert "par" in dialog.examples["fr"].text()
    dialog.save.click()
    assert not dialog.isVisible()
    assert dialog.organisation == Organisation("Institute")
