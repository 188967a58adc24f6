"""Reports that are issued from the window: looked at before, frozen, opened and exported as they were."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.query import Query
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.issued_reports import IssuedReportsDialog
from clipper.ui.dialogs.report import ReportDialog
from clipper.ui.dialogs.report_issue import ReportIssueDialog
from clipper.ui.settings import Settings
from tests.ui.conftest import Add, in_dialog
from tests.ui.reporting import PATIENCE, settle


@pytest.fixture
def dialog(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[ReportDialog]:
    for day, headline in enumerate(("Ferry subsidy ends", "Council asks who was consulted"), 3):
        add(headline, outlet="The Harbour Gazette", published_on=date(2026, 11, day), body="The season grew.")
    shown = ReportDialog(library, Query(), settings)
    qtbot.addWidget(shown)
    shown.show()
    settle(qtbot, shown)
    yield shown
    shown.reject()


def issue(qtbot: QtBot, dialog: ReportDialog, day: str = "4 December 2026", by: str = "Dana Whitlock") -> None:
    """Issue the report that is shown, and leave the list that opens then."""

    def accept(asking: ReportIssueDialog) -> None:
        asking.day.setText(day)
        asking.prepared_by.setText(by)
        asking.issue_button.click()

    before = len(dialog.library.issued_reports())
    opened: list[bool] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(IssuedReportsDialog, "ask", lambda self: opened.append(self.done(0) is None))
        in_dialog(qtbot, ReportIssueDialog, accept)
        dialog.issuing.issue_button.click()
        qtbot.waitUntil(lambda: bool(opened), timeout=PATIENCE)
    assert len(dialog.library.issued_reports()) == before + 1


def test_a_report_is_frozen_with_its_day_and_who_prepared_it(qtbot: QtBot, dialog: ReportDialog) -> None:
    issue(qtbot, dialog)
    (frozen,) = dialog.library.issued_reports()
    assert (frozen.number, frozen.version) == (1, 1)
    assert frozen.issued_on == date(2026, 12, 4)
    assert frozen.issued_by == "Dana Whitlock"
    assert {".pdf", ".md", ".docx", ".html"} <= set(frozen.files)
    words = dialog.library.issued_file(frozen.uuid, ".html").decode()
    assert "Dana Whitlock" in words
    assert "December 4, 2026" in words
    assert dialog.status.text() == "Issued as No. 1, version 1"


def test_what_is_missing_is_named_before_and_can_be_seen(qtbot: QtBot, dialog: ReportDialog) -> None:
    asked: list[tuple[int, ...]] = []
    dialog.clippingsAsked.connect(asked.append)

    def show(asking: ReportIssueDialog) -> None:
        qtbot.waitUntil(lambda: not asking.looking.isVisible(), timeout=PATIENCE)
        names = [button.accessibleName() for button in asking.show_buttons]
        assert "Show 2 not coded" in names
        asking.show_buttons[names.index("Show 2 untagged")].click()
        assert not asking.isVisible()

    in_dialog(qtbot, ReportIssueDialog, show)
    dialog.issuing.issue_button.click()
    assert asked == [(1, 2)]
    assert dialog.library.issued_reports() == []


def test_possible_duplicates_are_named_too(qtbot: QtBot, dialog: ReportDialog, add: Add) -> None:
    add("Ferry subsidy ends", outlet="The Harbour Gazette", published_on=date(2026, 11, 3), body="The season grew.")
    dialog.refresh()
    settle(qtbot, dialog)

    def look(asking: ReportIssueDialog) -> None:
        qtbot.waitUntil(lambda: not asking.looking.isVisible(), timeout=PATIENCE)
        assert any("possible duplicates" in button.accessibleName() for button in asking.show_buttons)

    seen = in_dialog(qtbot, ReportIssueDialog, look)
    dialog.issuing.issue_button.click()
    assert seen


def test_a_day_that_cannot_be_read_issues_nothing(qtbot: QtBot, dialog: ReportDialog) -> None:
    def accept(asking: ReportIssueDialog) -> None:
        asking.day.setText("sometime")
        asking.issue_button.click()
        assert asking.isVisible()
        assert asking.problem.isVisible()

    seen = in_dialog(qtbot, ReportIssueDialog, accept)
    dialog.issuing.issue_button.click()
    assert seen
    assert dialog.library.issued_reports() == []


def test_another_version_says_what_changed(qtbot: QtBot, dialog: ReportDialog) -> None:
    issue(qtbot, dialog)
    dialog.library.edit(1, headline="Ferry subsidy stays")
    dialog.refresh()
    settle(qtbot, dialog)
    issue(qtbot, dialog)
    listed = IssuedReportsDialog(dialog.library)
    qtbot.addWidget(listed)
    listed.show()
    qtbot.waitUntil(listed.pages.is_drawn, timeout=PATIENCE)
    assert (listed.chosen().number, listed.chosen().version) == (1, 2)
    assert "Ferry subsidy stays" in listed.changes.text()
    listed.list.setCurrentIndex(listed.model.index(1, 0))
    assert listed.chosen().version == 1
    assert not listed.changes.isVisible()
    listed.reject()


def test_an_issued_report_is_exported_byte_for_byte(
    qtbot: QtBot, dialog: ReportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(qtbot, dialog)
    dialog.library.edit(1, headline="Something else")
    listed = IssuedReportsDialog(dialog.library)
    qtbot.addWidget(listed)
    listed.show()
    monkeypatch.setattr(choosing, "ask_for_place", lambda *_parts: tmp_path / "again.pdf")
    listed.menu.aboutToShow.emit()
    next(action for action in listed.menu.actions() if action.text() == "PDF…").trigger()
    kept = dialog.library.issued_file(listed.chosen().uuid, ".pdf")
    assert (tmp_path / "again.pdf").read_bytes() == kept
    assert b"clipper:" not in kept
    listed.reject()


def test_a_report_is_withdrawn_and_comes_back(qtbot: QtBot, dialog: ReportDialog) -> None:
    issue(qtbot, dialog)
    listed = IssuedReportsDialog(dialog.library)
    qtbot.addWidget(listed)
    listed.show()
    listed.withdraw_button.click()
    assert listed.chosen() is None
    assert "No report was issued yet" in listed.pages.empty_text()
    listed.steps.undo()
    assert listed.chosen().number == 1
    listed.reject()


def test_a_list_without_reports_says_so(qtbot: QtBot, library: Library) -> None:
    listed = IssuedReportsDialog(library)
    qtbot.addWidget(listed)
    listed.show()
    assert "No report was issued yet" in listed.pages.empty_text()
    assert not listed.export_button.isEnabled()
    assert not listed.withdraw_button.isEnabled()
    listed.reject()
