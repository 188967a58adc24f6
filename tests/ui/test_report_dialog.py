"""The report dialog: choices become pages, pages become files."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from clipper.model.codes import Medium, Tone
from clipper.model.follow_up import FollowUp
from clipper.model.query import Query
from clipper.model.report import ALL_SECTIONS
from clipper.reports.rendering import RenderingFailed
from clipper.reports.writers import pdf
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.naming import NamingDialog
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.report import ReportDialog
from clipper.ui.settings import Settings
from clipper.ui.widgets.linked_pages import FIGURE

PATIENCE = 120_000


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def filled(library, add):
    """A library with clippings of two months."""
    for day, headline in enumerate(("Ferry subsidy ends", "Council asks who was consulted", "A nail costs more"), 3):
        found = add(
            headline,
            outlet="The Harbour Gazette",
            published_on=date(2026, 11, day),
            medium=Medium.ONLINE,
            body="The season has grown by nineteen days, the institute said.",
            tags=("topic/ferries",),
        )
    library.set_tone([found], Tone.POSITIVE)
    add("An older one", outlet="Radio Boréale", published_on=date(2026, 9, 20))
    return library


@pytest.fixture
def open_dialog(qtbot, filled, settings):
    """Open the dialog over the filled library and wait for its pages."""

    def _open(query: str = "") -> ReportDialog:
        dialog = ReportDialog(filled, Query.parse(query), settings)
        qtbot.addWidget(dialog)
        dialog.show()
        settle(qtbot, dialog)
        return dialog

    return _open


def settle(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.is_up_to_date() and dialog.pages.is_drawn(), timeout=PATIENCE)


def titles(dialog):
    return [section.key for section in dialog.shown().report.sections]


def test_it_opens_with_the_pages_of_the_latest_month(open_dialog):
    dialog = open_dialog()
    assert dialog.shown().report.period == "November 2026"
    assert dialog.shown().pdf.data.startswith(b"%PDF")
    assert dialog.pages.page_count() > 4
    assert dialog.status.text() == "Up to date"
    assert dialog.place.text().startswith("Page")
    assert dialog.summary.text() == "3 clippings, excerpts of 60 words"
    assert "2 not coded" in dialog.missing.words.text()
    assert dialog.choices.sections.count_of("clippings") == "3"


def test_the_search_of_the_window_is_the_search_of_the_report(open_dialog):
    dialog = open_dialog('tone:positive is:deleted outlet:"Harbour Gazette"')
    assert dialog.choices.search.text() == 'tone:positive outlet:"Harbour Gazette"'
    assert dialog.summary.text().startswith("1 clipping,")


def test_another_language_is_made_while_the_old_pages_stay_dimmed_at_their_place(qtbot, open_dialog):
    dialog = open_dialog()
    dialog.pages.go_by(1)
    before = dialog.pages.pages_in_view()
    dialog.choices.language.setFocus()
    QTest.keyClick(dialog.choices.language, Qt.Key.Key_Right)
    assert dialog.status.text() == "Updating"
    assert not dialog.files.export_button.isEnabled()
    assert dialog.pages.page_count() > 0
    settle(qtbot, dialog)
    assert dialog.shown().report.language == "fr"
    assert dialog.pages.pages_in_view() == before


def test_choices_are_remembered_for_the_next_report(qtbot, open_dialog):
    dialog = open_dialog()
    QTest.keyClick(dialog.choices.language, Qt.Key.Key_Right)
    QTest.keyClick(dialog.choices.audience, Qt.Key.Key_Right)
    dialog.choices.sections.set_on("topics", False)
    assert dialog.definitions.state.text() == "changed"
    dialog.reject()
    again = open_dialog()
    assert again.choices.language.value() == "fr"
    assert again.choices.audience.value() == "public"
    assert "topics" not in again.choices.sections.sections()
    assert again.definitions.state.text() == "changed"


def test_a_section_can_be_left_out(qtbot, open_dialog):
    dialog = open_dialog()
    assert "topics" in titles(dialog)
    dialog.choices.sections.setFocus()
    dialog.choices.sections.setCurrentRow(row_of(dialog, "topics"))
    QTest.keyClick(dialog.choices.sections, Qt.Key.Key_Space)
    settle(qtbot, dialog)
    assert "topics" not in titles(dialog)


def row_of(dialog, key):
    shown = dialog.choices.sections
    return next(row for row in range(shown.count()) if shown.item(row).data(Qt.ItemDataRole.UserRole) == key)


# On macOS all arrows are keys of the keypad.
@pytest.mark.parametrize("place", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier])
def test_sections_are_brought_into_order_by_keyboard(qtbot, open_dialog, place):
    dialog = open_dialog()
    dialog.choices.sections.setCurrentRow(row_of(dialog, "outlets"))
    for _ in range(4):
        QTest.keyClick(dialog.choices.sections, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier | place)
    settle(qtbot, dialog)
    assert titles(dialog)[0] == "outlets"
    assert dialog.choices.sections.sections()[:2] == ("cover", "contents")


def test_any_period_can_be_typed(qtbot, open_dialog):
    dialog = open_dialog()
    box = dialog.choices.period.spans
    box.setCurrentIndex(box.findData("other"))
    assert dialog.choices.period.days.isVisible()
    assert not dialog.is_up_to_date()
    dialog.choices.period.days.clear()
    QTest.keyClicks(dialog.choices.period.days, "2026-09-01..2026-11-04")
    settle(qtbot, dialog)
    assert dialog.summary.text().startswith("3 clippings")


def test_what_cannot_be_read_is_said_and_the_pages_stay(qtbot, open_dialog):
    dialog = open_dialog()
    dialog.choices.search.setFocus()
    QTest.keyClicks(dialog.choices.search, "tone:purple")
    qtbot.waitUntil(lambda: "purple" in dialog.status.text(), timeout=PATIENCE)
    assert dialog.choices.search.property("unreadable")
    assert dialog.pages.page_count() > 0
    dialog.choices.search.clear()
    QTest.keyClicks(dialog.choices.search, "nail")
    settle(qtbot, dialog)
    assert dialog.summary.text().startswith("1 clipping,")


def test_a_period_without_clippings_has_pages_that_say_so(qtbot, open_dialog):
    dialog = open_dialog()
    dialog.choices.period.periods.setCurrentIndex(1)
    settle(qtbot, dialog)
    assert dialog.shown().report.period == "October 2026"
    assert titles(dialog) == ["summary", "method"]


@pytest.mark.parametrize(
    ("ending", "beginning"), [(".pdf", b"%PDF"), (".md", b"# "), (".docx", b"PK"), (".html", b"<!")]
)
def test_what_is_shown_is_written(qtbot, open_dialog, tmp_path, monkeypatch, ending, beginning):
    dialog = open_dialog()
    asked = []

    def choose(_parent, _title, name, _kind):
        asked.append(name)
        return tmp_path / "out"

    monkeypatch.setattr(choosing, "ask_for_place", choose)
    dialog.files.export(ending)
    written = tmp_path / f"out{ending}"
    assert asked == [f"Media report, November 2026{ending}"]
    qtbot.waitUntil(lambda: dialog.status.text() == f"Written to {written}", timeout=PATIENCE)
    assert written.read_bytes().startswith(beginning)
    assert b"clipper:" not in written.read_bytes()


def test_a_place_that_cannot_be_written_is_told_and_can_be_tried_again(qtbot, open_dialog, tmp_path, monkeypatch):
    dialog = open_dialog()
    place = tmp_path / "nowhere" / "report.md"
    told = []

    def choose(_title, text, verbs, _parent):
        told.append(text)
        place.parent.mkdir()
        return verbs[0]

    monkeypatch.setattr(choosing, "ask_for_place", lambda *_: place)
    monkeypatch.setattr(Notice, "choose", choose)
    dialog.files.export(".md")
    qtbot.waitUntil(place.exists, timeout=PATIENCE)
    assert len(told) == 1
    assert "cannot be written" in told[0]


def test_a_report_that_cannot_be_made_is_one_sentence(qtbot, open_dialog, monkeypatch):
    dialog = open_dialog()

    def fail(*_parts, **_choices):
        raise RenderingFailed("The pages could not be set.")

    monkeypatch.setattr(pdf, "make", fail)
    dialog.choices.sections.set_on("key", False)
    qtbot.waitUntil(lambda: dialog.status.text() == "The pages could not be set.", timeout=PATIENCE)
    assert not dialog.files.export_button.isEnabled()


def test_pages_are_turned_and_zoomed_by_keys(qtbot, open_dialog):
    dialog = open_dialog()
    pages = dialog.pages
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_End)
    assert pages.pages_in_view()[-1] == pages.page_count() - 1
    assert not dialog.next_button.isEnabled()
    QTest.keyClick(pages, Qt.Key.Key_Home)
    assert pages.pages_in_view()[0] == 0
    QTest.keyClick(pages, Qt.Key.Key_PageDown)
    assert pages.pages_in_view()[0] > 0
    before = pages.zoom()
    QTest.keyClick(pages, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom() == pytest.approx(before * 1.2)
    assert dialog.zoom.text() == f"{before * 1.2:.0%}"
    settle(qtbot, dialog)
    QTest.keyClick(pages, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom() == pytest.approx(before)


def test_every_control_has_a_name_for_the_screen_reader(open_dialog):
    dialog = open_dialog()
    choices = dialog.choices
    for widget in (
        choices.kind,
        choices.period.spans,
        choices.period.periods,
        choices.period.days,
        choices.template,
        choices.grouping,
        choices.excerpts,
        choices.sections,
        dialog.definitions.button,
        choices.search,
        choices.audience,
        choices.language,
        dialog.pages,
    ):
        assert widget.accessibleName()
    for button in (dialog.previous_button, dialog.next_button, dialog.zoom_in_button, dialog.zoom_out_button):
        assert button.accessibleName()


def test_closing_stops_all_work(open_dialog):
    dialog = open_dialog()
    dialog.choices.sections.set_on("key", False)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    names = {thread.name for thread in threading.enumerate()}
    assert not any(name.startswith(("report_", "report-", "pages_")) for name in names)


def test_an_empty_library_has_a_report_too(qtbot, library, settings):
    dialog = ReportDialog(library, Query(), settings)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, dialog)
    assert dialog.summary.text() == "0 clippings, excerpts of 60 words"


def test_errors_and_follow_ups_are_a_section_of_an_internal_report_only(qtbot, filled, open_dialog):
    filled.add_follow_up(1, FollowUp("Our name is wrong.", requested_on=date(2026, 11, 5)))
    dialog = open_dialog()
    dialog.choices.sections.set_on("issues", True)
    settle(qtbot, dialog)
    assert "issues" in titles(dialog)
    assert dialog.choices.sections.count_of("issues") == "1"
    QTest.keyClick(dialog.choices.audience, Qt.Key.Key_Right)
    settle(qtbot, dialog)
    assert "issues" not in titles(dialog)
    assert dialog.choices.sections.count_of("issues") == "0"


def test_notes_and_comments_are_shown_where_chosen_and_never_to_the_public(qtbot, filled, open_dialog):
    filled.set_note(1, "Call *Ann*.")
    dialog = open_dialog()
    assert not dialog.choices.definition().notes
    dialog.choices.notes.click()
    settle(qtbot, dialog)
    days = dialog.shown().report.section("clippings").groups
    assert "Call *Ann*." in [entry.note for day in days for entry in day.entries]
    QTest.keyClick(dialog.choices.audience, Qt.Key.Key_Right)
    assert not dialog.choices.notes.isEnabled()
    assert dialog.choices.notes.toolTip()
    assert not dialog.choices.definition().notes
    QTest.keyClick(dialog.choices.audience, Qt.Key.Key_Left)
    assert dialog.choices.notes.isEnabled()
    dialog.choices.sections.set_on("clippings", False)
    assert not dialog.choices.notes.isEnabled()


def test_what_is_missing_can_be_seen(qtbot, open_dialog):
    dialog = open_dialog()
    asked = []
    dialog.clippingsAsked.connect(asked.append)
    next(action for action in dialog.missing.menu.actions() if "not coded" in action.text()).trigger()
    assert asked == [(1, 2)]


def test_choices_are_saved_under_a_name_and_used_again(qtbot, filled, open_dialog, monkeypatch):
    dialog = open_dialog()
    dialog.choices.sections.set_on("topics", False)
    monkeypatch.setattr(NamingDialog, "ask", lambda *_parts, **_more: "Board report")
    dialog.definitions.save_as()
    assert dialog.definitions.button.text() == "Board report"
    assert dialog.definitions.state.text() == ""
    kept = next(one for one in filled.definitions() if one.name == "Board report")
    assert "topics" not in kept.sections
    filled.undo()
    assert "Board report" not in [one.name for one in filled.definitions()]


def test_another_saved_report_is_made_with_one_click(qtbot, open_dialog):
    dialog = open_dialog()
    dialog.definitions.menu.aboutToShow.emit()
    next(action for action in dialog.definitions.menu.actions() if action.text() == "Full media report").trigger()
    settle(qtbot, dialog)
    assert "method" in titles(dialog)
    assert dialog.choices.sections.sections() == ALL_SECTIONS
    dialog.reject()
    assert open_dialog().definitions.button.text() == "Full media report"


def test_a_figure_of_the_pages_opens_its_clippings(qtbot, open_dialog):
    dialog = open_dialog()
    asked = []
    dialog.clippingsAsked.connect(asked.append)
    pages = dialog.pages
    for page in range(pages.page_count()):
        pages.go_to_page(page)
        qtbot.waitUntil(pages.is_drawn, timeout=PATIENCE)
    figures = [link for page in range(pages.page_count()) for link in pages.links_of(page) if FIGURE in link.address]
    assert figures
    pages.follow(figures[0])
    assert set(asked[0]) <= {1, 2, 3}
    assert asked[0]


def test_a_number_in_the_pages_leads_to_its_clipping(qtbot, open_dialog):
    dialog = open_dialog()
    pages = dialog.pages
    pages.go_to_page(1)
    qtbot.waitUntil(pages.is_drawn, timeout=PATIENCE)
    within = [link for link in pages.links_of(1) if not link.address]
    pages.follow(within[-1])
    assert pages.pages_in_view()[-1] >= within[-1].page - 1


def test_a_name_that_is_taken_is_refused_and_the_other_report_stays_as_it_is(qtbot, filled, open_dialog, monkeypatch):
    dialog = open_dialog()
    before = filled.definitions()
    monkeypatch.setattr(NamingDialog, "ask", lambda *_parts, **_more: "Full media report")
    for act in (dialog.definitions.rename, dialog.definitions.duplicate, dialog.definitions.save_as):
        act()
        assert "There is a report" in dialog.status.text()
        assert dialog.definitions.kept().name == "Media report"
    assert filled.definitions() == before
