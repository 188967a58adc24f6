"""Corrections and follow-ups in the real window: written down, closed, found, by keyboard too."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.clipping import Organisation
from clipper.model.codes import FollowUpKind
from clipper.model.errors import EnvironmentProblem
from clipper.model.follow_up import FollowUp
from clipper.model.query import Query
from clipper.model.values import replace
from clipper.ui.main_window import MainWindow
from clipper.ui.models.tag_tree import Kind, is_pressing, parts_of
from clipper.ui.panes.detail_follow_up import FollowUpPage
from clipper.ui.settings import Settings
from clipper.ui.widgets.follow_up_form import FollowUpForm
from tests.ui.conftest import TODAY, Add, window_over

LATE = FollowUp("Our name is wrong.", contact="Jo Lind", due=date(2026, 11, 16))


@pytest.fixture
def ids(add: Add) -> list[int]:
    return [add(headline, outlet="Gazette", published_on=TODAY) for headline in ("First", "Second")]


@pytest.fixture
def window(qtbot: QtBot, library: Library, settings: Settings, ids: list[int]) -> Iterator[MainWindow]:
    library.set_organisation(Organisation("Larchmere", user_name="Mara"))
    with window_over(qtbot, library, settings) as window:
        window.activateWindow()
        window.show_clipping(ids[0])
        qtbot.waitUntil(lambda: window.detail_pane.clipping() is not None)
        yield window


def page(window: MainWindow) -> FollowUpPage:
    return window.detail_pane.follow_up


def form(window: MainWindow) -> FollowUpForm:
    opened = page(window).form
    assert opened is not None
    return opened


def told(window: MainWindow) -> list[list[str]]:
    return [[row.what.text(), *(fact.text() for fact in row.facts)] for row in page(window).rows]


def type_into_focus(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def test_one_is_written_down_by_keyboard_alone(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    window.actions_["clipping.follow_up"].trigger()
    type_into_focus(qtbot, "The figure is 40, not 14.")
    for text in ("17 nov", "5 Jan", "Jo Lind"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        type_into_focus(qtbot, text)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    (one,) = library.get(1).follow_ups
    assert (one.what, one.kind) == ("The figure is 40, not 14.", FollowUpKind.CORRECTION)
    assert (one.requested_on, one.due) == (date(2026, 11, 17), date(2027, 1, 5))
    assert (one.contact, one.owner) == ("Jo Lind", "Mara")
    assert page(window).form is None
    assert told(window) == [
        ["The figure is 40, not 14.", "Correction", "due 5 Jan 2027", "asked 17 Nov", "Jo Lind", "Mara"]
    ]


def test_esc_gives_the_form_up(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    window.detail_pane.add_follow_up()
    type_into_focus(qtbot, "Never mind")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert page(window).form is None
    assert library.get(1).follow_ups == ()
    assert QApplication.focusWidget() is not None


def test_a_day_that_is_none_gets_a_ring_and_a_sentence(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    window.detail_pane.add_follow_up()
    type_into_focus(qtbot, "Call back")
    form(window).lines["due"].setText("32 Jan")
    form(window).keep()
    assert form(window).problem.text() == "The calendar has no such day."
    assert form(window).lines["due"].property("unreadable")
    assert form(window).lines["due"].hasFocus()
    assert library.get(1).follow_ups == ()
    form(window).lines["due"].selectAll()
    qtbot.keyClicks(form(window).lines["due"], "tomorrow")
    assert not form(window).problem.isVisible()
    qtbot.keyClick(form(window).lines["due"], Qt.Key.Key_Return)
    assert library.get(1).follow_ups[0].due == date(2026, 11, 19)


def test_nothing_said_keeps_nothing(window: MainWindow, library: Library) -> None:
    window.detail_pane.add_follow_up()
    form(window).keep()
    assert form(window).problem.text() == "Say first what is wrong, or to be done."
    assert library.get(1).follow_ups == ()


def test_what_is_overdue_stands_in_warn_ink_and_what_is_closed_last(window: MainWindow, library: Library) -> None:
    library.add_follow_up(1, FollowUp("Done.", closed_on=date(2026, 11, 3), outcome="They corrected it."))
    library.add_follow_up(1, FollowUp("Call the host.", FollowUpKind.FOLLOW_UP))
    library.add_follow_up(1, LATE)
    window.detail_pane.tabs.show_page("follow_up")
    late, call, done = page(window).rows
    assert told(window) == [
        ["Our name is wrong.", "Correction", "overdue since 16 Nov", "Jo Lind"],
        ["Call the host.", "Follow-up"],
        ["Done.", "Correction", "closed 3 Nov"],
    ]
    assert [fact.property("ink") for fact in late.facts[:2]] == ["ink2", "warn"]
    assert (done.outcome.text(), done.what.property("ink")) == ("They corrected it.", "ink3")
    assert not call.outcome.isVisible()


def test_one_is_closed_opened_again_edited_and_removed_each_a_step(window: MainWindow, library: Library) -> None:
    library.add_follow_up(1, LATE)
    window.detail_pane.tabs.show_page("follow_up")
    assert page(window).rows[0].done.accessibleName() == "Close: Our name is wrong."
    page(window).rows[0].done.click()
    assert library.get(1).follow_ups[0].closed_on == TODAY
    assert page(window).rows[0].done.accessibleName() == "Open again: Our name is wrong."
    page(window).rows[0].done.click()
    assert library.get(1).follow_ups[0].is_open
    page(window).rows[0].edit.click()
    form(window).lines["outcome"].setText("They called.")
    form(window).keep()
    assert library.get(1).follow_ups[0].outcome == "They called."
    page(window).rows[0].remove.click()
    assert library.get(1).follow_ups == ()
    library.undo()
    assert [row.what.text() for row in page(window).rows] == ["Our name is wrong."]


def test_the_keyboard_stays_where_it_was_in_the_list(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    for what in ("Call them.", "Write to them.", "Wait for them."):
        library.add_follow_up(1, FollowUp(what))
    window.detail_pane.tabs.show_page("follow_up")
    qtbot.waitUntil(window.isActiveWindow)
    page(window).rows[0].done.setFocus()
    qtbot.keyClick(page(window).rows[0].done, Qt.Key.Key_Space)
    closed = page(window).rows[2]
    assert not closed.follow_up.is_open
    assert closed.done.hasFocus()
    page(window).rows[1].remove.setFocus()
    for left in (2, 1):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        assert len(page(window).rows) == left
        assert page(window).rows[left - 1].remove.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert QApplication.focusWidget().text() == "Add a correction or follow-up"


def test_an_outcome_of_several_lines_survives_an_edit_of_something_else(window: MainWindow, library: Library) -> None:
    library.add_follow_up(1, FollowUp("Done.", outcome="One.\n\nTwo."))
    page(window).rows[0].edit.click()
    form(window).lines["owner"].setText("Amadou")
    form(window).keep()
    (one,) = library.get(1).follow_ups
    assert (one.outcome, one.owner) == ("One.\n\nTwo.", "Amadou")


def test_what_is_being_typed_is_kept_when_another_clipping_is_shown(
    qtbot: QtBot, window: MainWindow, library: Library, ids: list[int]
) -> None:
    window.detail_pane.add_follow_up()
    type_into_focus(qtbot, "Typed and left")
    window.detail_pane.show_clipping(ids[1])
    assert [one.what for one in library.get(1).follow_ups] == ["Typed and left"]
    assert (page(window).form, page(window).rows) == (None, [])


def test_what_cannot_be_kept_waits_with_its_clipping(
    qtbot: QtBot, window: MainWindow, library: Library, ids: list[int]
) -> None:
    window.detail_pane.add_follow_up()
    type_into_focus(qtbot, "Waits")
    form(window).lines["due"].setText("32 Jan")
    waiting = form(window)
    window.detail_pane.show_clipping(ids[1])
    assert page(window).form is None
    assert not waiting.isVisible()
    window.detail_pane.show_clipping(ids[0])
    assert form(window) is waiting
    assert waiting.isVisible()
    waiting.lines["due"].setText("")
    waiting.keep()
    assert [one.what for one in library.get(1).follow_ups] == ["Waits"]


def test_a_full_disk_leaves_the_form_and_says_so(
    qtbot: QtBot, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_values: object, **_more: object) -> None:
        raise EnvironmentProblem("The disk is full.")

    window.detail_pane.add_follow_up()
    type_into_focus(qtbot, "Not lost")
    with monkeypatch.context() as patched:
        patched.setattr(library, "add_follow_up", full)
        form(window).keep()
        assert form(window).problem.text() == "The disk is full."
    form(window).keep()
    assert [one.what for one in library.get(1).follow_ups] == ["Not lost"]


def test_the_left_pane_shows_what_is_open_only_where_something_is(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def section() -> object:
        return window.tag_pane._sections.tree.find(Kind.SECTION, "open")

    assert section() is None
    library.add_follow_up(2, LATE)
    qtbot.waitUntil(lambda: section() is not None)
    node = window.tag_pane._sections.tree.find(Kind.SECTION, "open")
    assert node is not None
    assert (node.label, node.count) == ("To follow up", 1)
    window.search(Query.parse("is:open"))
    qtbot.waitUntil(lambda: list(window.list_pane.model.ids) == [2])
    window.search(Query.parse("nosuchword"))
    qtbot.waitUntil(lambda: list(window.list_pane.model.ids) == [])
    assert section() is not None
    window.search(Query())
    library.close_follow_up(2, library.get(2).follow_ups[0].uuid)
    qtbot.waitUntil(lambda: section() is None)


def test_the_left_pane_sets_apart_what_is_overdue(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    def counted() -> dict[str, int | None]:
        found = (window.tag_pane._sections.tree.find(Kind.SECTION, key) for key in ("open", "overdue"))
        return {node.label: node.count for node in found if node is not None}

    library.add_follow_up(1, replace(LATE, due=None))
    qtbot.waitUntil(lambda: counted() == {"To follow up": 1})
    library.add_follow_up(2, LATE)
    qtbot.waitUntil(lambda: counted() == {"To follow up": 2, "Overdue": 1})
    node = window.tag_pane._sections.tree.find(Kind.SECTION, "overdue")
    assert node is not None
    assert is_pressing(node)
    window.search(Query(parts_of(node)))
    qtbot.waitUntil(lambda: list(window.list_pane.model.ids) == [2])
    qtbot.waitUntil(lambda: counted() == {"To follow up": 2, "Overdue": 1})
    library.close_follow_up(2, library.get(2).follow_ups[0].uuid)
    qtbot.waitUntil(lambda: counted() == {"To follow up": 1, "Overdue": 0})
    assert not is_pressing(node)
    window.search(Query())
    qtbot.waitUntil(lambda: counted() == {"To follow up": 1})


def test_the_column_of_a_wide_window_has_room_for_every_button(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    long = FollowUp("A name " * 20, contact="Somebody with a very long name of the news desk of a very long outlet")
    library.add_follow_up(1, long)
    window.resize(1720, 900)
    pane = window.detail_pane
    qtbot.waitUntil(lambda: pane.column.isVisible())
    pane.add_follow_up()
    qtbot.waitUntil(lambda: pane.column.widget().width() <= pane.column.viewport().width())
    row = page(window).rows[0]
    assert row.remove.mapTo(pane.column.viewport(), row.remove.rect().topRight()).x() <= pane.column.viewport().width()


def test_the_tab_says_how_many_are_open_whatever_page_is_shown(window: MainWindow, library: Library) -> None:
    tab = next(one for one in window.detail_pane.tabs.findChildren(QAbstractButton) if one.text() == "Follow-up")
    assert tab.accessibleName() in ("", "Follow-up")
    library.add_follow_up(1, LATE)
    library.add_follow_up(1, FollowUp("Done.", closed_on=date(2026, 11, 3)))
    assert tab.accessibleName() == "Follow-up 1"
