"""A report copied as formatted text, and its charts copied as pictures."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.codes import Tone
from clipper.model.query import Query
from clipper.reports.rendering import RenderingCancelled
from clipper.ui.dialogs.report import ReportDialog
from clipper.ui.settings import Settings
from tests.ui.conftest import Add
from tests.ui.reporting import PATIENCE, settle


@pytest.fixture
def dialog(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[ReportDialog]:
    for day, headline in enumerate(("Ferry subsidy ends", "Council asks who was consulted", "A nail costs more"), 3):
        added = add(headline, outlet="The Harbour Gazette", published_on=date(2026, 11, day))
        library.set_tone([added], Tone.POSITIVE)
    shown = ReportDialog(library, Query(), settings)
    qtbot.addWidget(shown)
    shown.show()
    settle(qtbot, shown)
    yield shown
    shown.reject()


def test_a_report_is_copied_with_its_formats_and_as_text(qtbot: QtBot, dialog: ReportDialog) -> None:
    dialog.files.copy_button.click()
    qtbot.waitUntil(lambda: dialog.status.text().startswith("Copied"), timeout=PATIENCE)
    mime = QGuiApplication.clipboard().mimeData()
    assert "Ferry subsidy ends" in mime.text()
    assert "Ferry subsidy ends" in mime.html()
    assert "<" not in mime.text()
    assert "clipper:" not in mime.html()


def test_a_chart_is_copied_as_a_picture(qtbot: QtBot, dialog: ReportDialog) -> None:
    menu = QMenu(dialog)
    dialog.files.add_charts(menu)
    action = next(action for action in menu.actions() if "“Tone”" in action.text())
    action.trigger()
    qtbot.waitUntil(lambda: "copied as a picture" in dialog.status.text(), timeout=PATIENCE)
    picture = QGuiApplication.clipboard().image()
    assert picture.width() > 300
    assert picture.height() > 50


def test_work_that_is_cancelled_says_nothing_and_leaves_the_window_ready(
    qtbot: QtBot, dialog: ReportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(_report: object) -> None:
        raise RenderingCancelled("The report was not finished, as you asked.")

    monkeypatch.setattr("clipper.reports.copied.formatted", give_up)
    dialog.files.copy_button.click()
    qtbot.waitUntil(lambda: not dialog.aside.is_busy, timeout=PATIENCE)
    assert dialog.status.text() == "Up to date"
    assert dialog.files.copy_button.isEnabled()
