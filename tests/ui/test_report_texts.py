"""Texts by staff, written beside the pages of a report."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.errors import EnvironmentProblem
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import SUMMARY_TEXT, Audience, introduction, why
from clipper.reports.document import KeyCoverage, Summary
from clipper.ui.dialogs.report import ReportDialog
from clipper.ui.report_maker import Choices
from clipper.ui.settings import Settings
from tests.ui.conftest import Add
from tests.ui.reporting import settle

DRAFTED = "clipping"


@pytest.fixture
def dialog(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[ReportDialog]:
    for day, headline in enumerate(("Ferry subsidy ends", "Council asks who was consulted", "A nail costs more"), 3):
        add(headline, outlet="The Harbour Gazette", published_on=date(2026, 11, day), body="The season grew.")
    library.set_starred([1], True)
    shown = ReportDialog(library, Query(), settings)
    qtbot.addWidget(shown)
    shown.show()
    settle(qtbot, shown)
    yield shown
    shown.reject()


def texts(dialog: ReportDialog) -> dict[str, str]:
    """What the library keeps for the report that is shown."""
    draft = dialog.shown().draft
    of = draft.definition.uuid, draft.coverage.period, draft.definition.language, draft.definition.audience
    return dialog.library.report_texts(*of)


def summary(dialog: ReportDialog) -> Summary:
    found = dialog.shown().report.section("summary")
    assert isinstance(found, Summary)
    return found


def write(dialog: ReportDialog, text: str) -> None:
    dialog.texts.editor.selectAll()
    QTest.keyClicks(dialog.texts.editor, text)


def test_the_drafted_summary_stands_there_to_begin_with_and_is_not_kept_unless_changed(
    qtbot: QtBot, dialog: ReportDialog
) -> None:
    dialog.writing.open("summary")
    assert DRAFTED in dialog.texts.editor.source()
    assert dialog.texts.editor.source().startswith(summary(dialog).lead)
    assert not dialog.texts.draft_button.isVisible()
    QTest.keyClick(dialog.texts.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.texts.isVisible()
    assert texts(dialog) == {}


def test_a_summary_is_seen_in_the_pages_while_it_is_written_and_kept_when_it_is_left(
    qtbot: QtBot, dialog: ReportDialog
) -> None:
    dialog.writing.open("summary")
    write(dialog, "The ferries *stop*.")
    assert dialog.status.text() == "Updating"
    settle(qtbot, dialog)
    assert summary(dialog).written == "The ferries *stop*."
    assert texts(dialog) == {}
    QTest.keyClick(dialog.texts.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts(dialog) == {SUMMARY_TEXT: "The ferries *stop*."}


def test_the_draft_can_be_used_again(qtbot: QtBot, dialog: ReportDialog) -> None:
    dialog.writing.open("summary")
    write(dialog, "Ours.")
    settle(qtbot, dialog)
    assert dialog.texts.draft_button.isVisible()
    dialog.texts.draft_button.click()
    settle(qtbot, dialog)
    assert summary(dialog).written == ""
    assert DRAFTED in dialog.texts.editor.source()
    assert texts(dialog) == {}


def test_what_was_written_is_taken_back_by_ctrl_z_elsewhere_in_the_window(qtbot: QtBot, dialog: ReportDialog) -> None:
    dialog.writing.open("summary")
    write(dialog, "Ours.")
    dialog.writing.close()
    assert texts(dialog) == {SUMMARY_TEXT: "Ours."}
    dialog.pages.setFocus()
    QTest.keySequence(dialog, QKeySequence(QKeySequence.StandardKey.Undo))
    assert texts(dialog) == {}


def test_the_public_and_another_language_have_texts_of_their_own(qtbot: QtBot, dialog: ReportDialog) -> None:
    dialog.writing.open("summary")
    write(dialog, "For us alone.")
    QTest.keyClick(dialog.choices.audience, Qt.Key.Key_Right)
    settle(qtbot, dialog)
    assert dialog.shown().report.audience is Audience.PUBLIC
    assert summary(dialog).written == ""
    assert "For us alone." not in dialog.texts.editor.source()
    QTest.keyClick(dialog.choices.audience, Qt.Key.Key_Left)
    settle(qtbot, dialog)
    assert summary(dialog).written == "For us alone."


def test_a_line_says_why_a_starred_clipping_matters(qtbot: QtBot, dialog: ReportDialog) -> None:
    uuid = dialog.library.get(1).uuid
    dialog.writing.open("key")
    assert dialog.texts.shown().key == why(uuid)
    assert "Ferry subsidy ends" in dialog.texts.shown().title
    write(dialog, "It is our money.")
    settle(qtbot, dialog)
    key = dialog.shown().report.section("key")
    assert isinstance(key, KeyCoverage)
    assert key.clippings[0].why == "It is our money."


def test_an_introduction_of_tone_is_that_of_the_chapter_it_stands_in(qtbot: QtBot, dialog: ReportDialog) -> None:
    dialog.writing.open("tone")
    assert dialog.texts.shown().key == introduction("volume")
    write(dialog, "A loud month.")
    settle(qtbot, dialog)
    assert dialog.shown().report.section("volume").introduction == "A loud month."


def test_a_section_is_written_from_its_row_by_pencil_and_by_key(qtbot: QtBot, dialog: ReportDialog) -> None:
    sections = dialog.choices.sections
    place = sections.pencil_rect("outlets").center()
    before = sections.sections()
    QTest.mouseClick(sections.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert dialog.texts.shown().key == introduction("outlets")
    assert sections.sections() == before
    dialog.writing.close()
    sections.setCurrentRow(0)
    QTest.keyClick(sections, Qt.Key.Key_F2)
    assert not dialog.texts.isVisible()
    sections.setCurrentRow(2)
    QTest.keyClick(sections, Qt.Key.Key_F2)
    assert dialog.texts.shown().key == SUMMARY_TEXT


def test_a_double_click_on_a_chapter_of_the_pages_opens_its_texts(qtbot: QtBot, dialog: ReportDialog) -> None:
    pages = dialog.pages
    pages.go_to_chapter("Method")
    qtbot.waitUntil(pages.is_drawn)
    rect = next(
        pages.page_rect(page) for page in pages.pages_in_view() if pages.chapter_at(low(pages, page)) == "Method"
    )
    place = QPoint(rect.center().x(), rect.bottom() - 20)
    QTest.mouseDClick(pages.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert dialog.texts.shown().key == introduction("method")


def low(pages, page: int) -> QPoint:
    """A place near the foot of a page."""
    rect = pages.page_rect(page)
    return QPoint(rect.center().x(), rect.bottom() - 20)


def test_writing_goes_to_the_page_and_stays_there(qtbot: QtBot, dialog: ReportDialog) -> None:
    dialog.writing.open("outlets")
    pages = dialog.pages
    qtbot.waitUntil(lambda: pages.chapter_page("Outlets") in pages.pages_in_view())
    write(dialog, "Two more than ever.")
    settle(qtbot, dialog)
    qtbot.waitUntil(lambda: pages.chapter_page("Outlets") in pages.pages_in_view())


def test_closing_the_window_keeps_what_is_being_written(qtbot: QtBot, dialog: ReportDialog) -> None:
    dialog.writing.open("summary")
    write(dialog, "Half a sentence")
    dialog.reject()
    assert texts(dialog) == {SUMMARY_TEXT: "Half a sentence"}


def test_a_narrow_window_gives_the_room_of_the_choices_to_the_text(qtbot: QtBot, dialog: ReportDialog) -> None:
    dialog.resize(900, 600)
    dialog.writing.open("summary")
    assert not dialog.choices.isVisible()
    dialog.writing.close()
    assert dialog.choices.isVisible()


def test_a_briefing_has_an_opening_and_what_is_on_today(qtbot: QtBot, dialog: ReportDialog) -> None:
    kind = dialog.choices.kind
    kind.setCurrentIndex(kind.count() - 2)
    settle(qtbot, dialog)
    dialog.writing.open("summary")
    titles = [dialog.texts.choice.itemText(place) for place in range(dialog.texts.choice.count())]
    assert titles == ["Opening", "On today"]


def test_a_text_that_cannot_be_kept_stays_with_its_report_and_holds_the_window_open_once(
    qtbot: QtBot, dialog: ReportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_values: object, **_more: object) -> None:
        raise EnvironmentProblem("The disk is full.")

    dialog.writing.open("summary")
    write(dialog, "Ours.")
    with monkeypatch.context() as patched:
        patched.setattr(dialog.library, "write_report_text", full)
        dialog.writing.keep()
        assert dialog.status.text() == "The disk is full."
        assert dialog.texts.editor.source() == "Ours."
        assert dict(dialog.writing.pending()) == {SUMMARY_TEXT: "Ours."}
        (value,) = dialog.unfinished().values()
        assert value["texts"] == {SUMMARY_TEXT: {"text": "Ours.", "before": ""}}
        # The texts of another issue are others; what waits is not written for it.
        of = dialog.writing._of
        dialog.writing.turn_to(Choices(Period.parse("2026-10"), dialog.choices.definition()))
        assert dict(dialog.writing.pending()) == {}
        dialog.reject()
        assert dialog.isVisible()
    dialog.writing.keep()
    assert of is not None
    assert dialog.library.report_texts(*of) == {SUMMARY_TEXT: "Ours."}
    assert dialog.unfinished() == {}
