"""Links in the pages of a report: under the pointer, by keyboard, and the part in view when the report changes."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QDesktopServices, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.query import Query
from clipper.ui.dialogs.report import ReportDialog
from clipper.ui.page_links import PageLink
from clipper.ui.settings import Settings
from clipper.ui.widgets.linked_pages import FIGURE, LinkedPages
from tests.ui.conftest import Add
from tests.ui.reporting import settle

NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def dialog(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[ReportDialog]:
    for day, headline in enumerate(("Ferry subsidy ends", "Council asks who was consulted", "A nail costs more"), 3):
        add(
            headline,
            outlet="The Harbour Gazette",
            published_on=date(2026, 11, day),
            url=f"https://gazette.example/{day}",
            tags=("topic/ferries",),
        )
    shown = ReportDialog(library, Query(), settings)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    settle(qtbot, shown)
    yield shown
    shown.reject()


def go_to(qtbot: QtBot, pages: LinkedPages, chapter: str) -> None:
    pages.go_to_chapter(chapter)
    qtbot.waitUntil(lambda: pages.is_drawn() and bool(pages.links_in_view()))


def figure(pages: LinkedPages) -> PageLink:
    return next(link for _page, link in pages.links_in_view() if link.address.startswith(FIGURE))


def middle(pages: LinkedPages, wanted: PageLink) -> QPoint:
    page = next(page for page, link in pages.links_in_view() if link is wanted)
    return pages.rect_of(page, wanted).center().toPoint()


def test_a_hand_and_a_tooltip_say_what_is_behind_a_figure(qtbot: QtBot, dialog: ReportDialog) -> None:
    pages = dialog.pages
    go_to(qtbot, pages, "Summary")
    place = middle(pages, figure(pages))
    QTest.mouseMove(pages.viewport(), place)
    assert pages.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    help_event = QHelpEvent(QEvent.Type.ToolTip, place, pages.viewport().mapToGlobal(place))
    QApplication.sendEvent(pages.viewport(), help_event)
    assert "clipping" in QToolTip.text()
    QTest.mouseMove(pages.viewport(), QPoint(2, 2))
    assert pages.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor


def test_a_click_on_a_figure_asks_for_its_clippings(qtbot: QtBot, dialog: ReportDialog) -> None:
    pages = dialog.pages
    go_to(qtbot, pages, "Summary")
    wanted = figure(pages)
    place = middle(pages, wanted)
    with qtbot.waitSignal(dialog.clippingsAsked) as asked:
        QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
    behind = dialog.shown().report.behind
    assert asked.args[0] == behind[wanted.address.removeprefix(FIGURE)]


def test_a_press_that_is_let_go_elsewhere_follows_nothing(qtbot: QtBot, dialog: ReportDialog) -> None:
    pages = dialog.pages
    go_to(qtbot, pages, "Summary")
    asked: list[object] = []
    dialog.clippingsAsked.connect(asked.append)
    QTest.mousePress(pages.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, QPoint(2, 2))
    QTest.mouseRelease(pages.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, middle(pages, figure(pages)))
    assert asked == []


def test_tab_goes_through_the_links_in_view_and_enter_follows(qtbot: QtBot, dialog: ReportDialog) -> None:
    pages = dialog.pages
    go_to(qtbot, pages, "Summary")
    asked: list[object] = []
    dialog.clippingsAsked.connect(asked.append)
    pages.setFocus()
    for _page, link in pages.links_in_view():
        QTest.keyClick(pages, Qt.Key.Key_Tab)
        assert pages.hasFocus()
        assert pages.accessibleDescription()
        if link.address.startswith(FIGURE):
            break
    QTest.keyClick(pages, Qt.Key.Key_Return)
    assert len(asked) == 1


def test_tab_leaves_the_pages_after_their_last_link(qtbot: QtBot, dialog: ReportDialog) -> None:
    pages = dialog.pages
    go_to(qtbot, pages, "Summary")
    pages.setFocus()
    for _ in range(len(pages.links_in_view()) + 1):
        assert pages.hasFocus()
        QTest.keyClick(pages, Qt.Key.Key_Tab)
    assert not pages.hasFocus()


def test_links_to_the_web_open_in_the_browser_and_others_do_not(
    qtbot: QtBot, dialog: ReportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) is None)
    pages = dialog.pages
    go_to(qtbot, pages, "All clippings")
    web = next(link for _page, link in pages.links_in_view() if link.address.startswith("https:"))
    pages.follow(web)
    assert opened == [web.address]
    pages.follow(PageLink(web.rect, "file:///etc/hosts"))
    assert opened == [web.address]
    assert "could not be opened" in dialog.status.text()


def test_the_contents_lead_to_their_chapters(qtbot: QtBot, dialog: ReportDialog) -> None:
    pages = dialog.pages
    go_to(qtbot, pages, "Contents")
    last = [link for page, link in pages.links_in_view() if page == pages.chapter_page("Contents")][-1]
    place = middle(pages, last)
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
    assert last.page == pages.chapter_page("Method")
    assert last.page in pages.pages_in_view()


def test_the_chapter_in_view_stays_when_pages_before_it_go(qtbot: QtBot, dialog: ReportDialog) -> None:
    pages = dialog.pages
    pages.zoom_by(3)
    go_to(qtbot, pages, "All clippings")
    before = pages.chapter_page("All clippings")
    for section in ("cover", "contents", "outlets", "topics"):
        dialog.choices.sections.set_on(section, False)
    settle(qtbot, dialog)
    qtbot.waitUntil(lambda: pages.chapter_page("All clippings") < before)
    assert pages.chapter_page("All clippings") in pages.pages_in_view()


def test_the_chapter_in_view_stays_in_another_language(qtbot: QtBot, dialog: ReportDialog) -> None:
    pages = dialog.pages
    go_to(qtbot, pages, "All clippings")
    QTest.keyClick(dialog.choices.language, Qt.Key.Key_Right)
    settle(qtbot, dialog)
    clippings = dialog.shown().report.section("clippings")
    qtbot.waitUntil(lambda: pages.chapter_page(clippings.title) is not None)
    assert pages.chapter_page(clippings.title) in pages.pages_in_view()
