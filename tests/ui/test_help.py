"""The help pages, through the Help menu of the real window and on their own."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from clipper.model.term import FIELDS
from clipper.ui.dialogs.help import HELP_PAGES, HelpDialog


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
