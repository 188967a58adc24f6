"""The report window over a small library, for tests of its parts."""

from pytestqt.qtbot import QtBot

from clipper.ui.dialogs.report import ReportDialog

PATIENCE = 120_000


def settle(qtbot: QtBot, dialog: ReportDialog) -> None:
    """Wait until the pages are those of the choices, and drawn."""
    qtbot.waitUntil(lambda: dialog.is_up_to_date() and dialog.pages.is_drawn(), timeout=PATIENCE)
