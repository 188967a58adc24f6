"""The help pages, through the Help menu of the real window and on their own."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from clipper.model.search_fields import FIELDS
from clipper.ui.dialogs.help import HELP_PAGES, HelpDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.search_completion import CompletionPopup
from tests.ui.conftest import in_dialog


@pytest.mark.parametrize("page", HELP_PAGES)
def test_every_page_is_shown_as_text_without_markdown_marks(qtbot: QtBot, page: str) -> None:
    dialog = HelpDialog(page)
    qtbot.addWidget(dialog)
    dialog.show()
    [text] = [browser.toPlainText() for browser in dialog.findChildren(QTextBrowser) if browser.isVisible()]
    assert len(text) > 500
    assert "**" not in text
    assert "|" not in text


def test_the_search_page_names_every_field(qtbot: QtBot) -> None:
    dialog = HelpDialog("search")
    qtbot.addWidget(dialog)
    dialog.show()
    [text] = [browser.toPlainText() for browser in dialog.findChildren(QTextBrowser) if browser.isVisible()]
    assert [field for field in FIELDS if f"{field}:" not in text] == []


def test_a_dialog_that_was_left_is_gone(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().close())
    HelpDialog.show_page("start", window)
    qtbot.waitUntil(lambda: not window.findChildren(HelpDialog))


@pytest.mark.parametrize("on_dashboard", [False, True])
def test_the_completion_leads_to_the_page_on_searching(qtbot: QtBot, window: MainWindow, on_dashboard: bool) -> None:
    if on_dashboard:
        window.actions_["view.dashboard"].trigger()
    box = window.dashboard.pane.search_box if on_dashboard else window.list_pane.search_box
    box.setFocus()
    qtbot.keyClicks(box.focusProxy(), "tone:")
    (popup,) = (one for one in window.findChildren(CompletionPopup) if one.isVisible())
    seen = in_dialog(qtbot, HelpDialog, lambda page: page.reject())
    qtbot.mouseClick(popup.findChild(LinkButton), Qt.MouseButton.LeftButton)
    assert seen
