"""Library > New is an inbox: one key decides and moves on, nothing that was rejected is seen elsewhere, all of it can
be taken back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.codes import State
from clipper.model.draft import Accepted, Draft, Guess, Pasted
from clipper.model.query import Query
from clipper.ui.main_window import MainWindow
from clipper.ui.models.tag_tree import SECTION_TERMS, Kind
from clipper.ui.settings import Settings
from clipper.ui.widgets.clipping_delegate import ClippingDelegate
from tests.ui.conftest import TODAY, window_over
from tests.ui.reviewing import told

CTRL = Qt.KeyboardModifier.ControlModifier


def fresh(number: int, state: State = State.NEW) -> Accepted:
    draft = Draft(
        headline=Guess(f"Harbour story {number}"),
        outlet=Guess("Northern Wire"),
        published_on=Guess(TODAY - timedelta(days=number)),
        url=Guess(f"https://wire.example/{number}"),
    )
    return Accepted(draft, state=state)


@pytest.fixture
def window(qtbot: QtBot, library: Library, settings: Settings) -> Iterator[MainWindow]:
    """A window over five new clippings and one that is kept, showing what is new."""
    library.add([*(fresh(number) for number in range(5)), fresh(9, State.KEPT)], Pasted("Six"))
    with window_over(qtbot, library, settings) as window:
        window.activateWindow()
        show(qtbot, window, "state:new", 5)
        window.list_pane.focus_list()
        yield window


def show(qtbot: QtBot, window: MainWindow, query: str, count: int) -> None:
    window.search(Query.parse(query))
    qtbot.waitUntil(lambda: len(titles(window)) == count and str(window.list_pane.model.query) == query)
    settled(qtbot, window)


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """The actions know what is selected."""
    qtbot.waitUntil(lambda: not window._quiet.isActive() and not window._shown_soon.isActive())


def titles(window: MainWindow) -> list[str]:
    return [one.title for one in window.library.clippings(list(window.list_pane.model.ids))]


def current(window: MainWindow) -> str:
    clipping_id = window.list_pane.current_id()
    return window.library.get(clipping_id).title if clipping_id is not None else ""


def state_of(window: MainWindow, number: int) -> State:
    (found,) = window.library.search(
        Query.parse(f'"story {number}" state:new state:kept state:deferred state:rejected')
    ).ids
    return window.library.get(found).state


def press(qtbot: QtBot, key: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


@pytest.mark.parametrize(("key", "state"), [("k", State.KEPT), ("r", State.REJECTED), ("d", State.DEFERRED)])
def test_one_key_decides_and_the_next_clipping_is_in_turn(
    qtbot: QtBot, window: MainWindow, key: str, state: State
) -> None:
    press(qtbot, key)
    assert state_of(window, 0) is state
    assert current(window) == "Harbour story 1"
    qtbot.waitUntil(lambda: titles(window) == [f"Harbour story {number}" for number in (1, 2, 3, 4)])
    assert current(window) == "Harbour story 1"
    assert window.list_pane.view.hasFocus()
    qtbot.waitUntil(lambda: window.detail_pane.clipping().title == "Harbour story 1")


def test_keys_that_come_faster_than_the_list_is_searched_are_not_lost(qtbot: QtBot, window: MainWindow) -> None:
    for key in "krdk":
        press(qtbot, key)
    states = [state_of(window, number) for number in range(5)]
    assert states == [State.KEPT, State.REJECTED, State.DEFERRED, State.KEPT, State.NEW]
    qtbot.waitUntil(lambda: titles(window) == ["Harbour story 4"])
    assert current(window) == "Harbour story 4"


def test_a_key_acts_on_all_that_are_selected(qtbot: QtBot, window: MainWindow) -> None:
    view = window.list_pane.view
    for row in (1, 2):
        view.selectionModel().select(view.model().index(row, 0), view.selectionModel().SelectionFlag.Select)
    settled(qtbot, window)
    press(qtbot, "r")
    assert [state_of(window, number) for number in range(4)] == [State.REJECTED] * 3 + [State.NEW]
    assert current(window) == "Harbour story 3"
    qtbot.waitUntil(lambda: window.toast.text == "Rejected 3 clippings")


def test_undo_brings_a_clipping_back_and_shows_it(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, "r")
    qtbot.waitUntil(lambda: len(titles(window)) == 4)
    assert window.toast.text == "Rejected Harbour story 0"
    qtbot.waitUntil(lambda: window.actions_["edit.undo"].text() == "Undo: Reject Harbour story 0")
    press(qtbot, "z", CTRL)
    qtbot.waitUntil(lambda: len(titles(window)) == 5)
    qtbot.waitUntil(lambda: current(window) == "Harbour story 0")
    assert state_of(window, 0) is State.NEW
    assert window.list_pane.view.hasFocus()


@pytest.mark.parametrize("verb", ["state.rejected", "clipping.delete"])
def test_undo_selects_again_all_that_come_back(qtbot: QtBot, window: MainWindow, verb: str) -> None:
    view, library = window.list_pane.view, window.library
    for row in (1, 3):
        view.selectionModel().select(view.model().index(row, 0), view.selectionModel().SelectionFlag.Select)
    settled(qtbot, window)
    ids = window.list_pane.selected_ids()
    window.actions_[verb].trigger()
    qtbot.waitUntil(lambda: len(titles(window)) == 2)
    assert window.list_pane.selected_count() == 1
    window.undoing.undo()
    qtbot.waitUntil(lambda: window.list_pane.selected_ids() == ids)
    assert len(ids) == 3
    settled(qtbot, window)
    window.actions_["clipping.star"].trigger()
    assert [one.id for one in library.clippings(ids) if one.starred] == ids


def test_undo_selects_of_those_that_come_back_the_ones_that_the_search_finds(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.view.selectAll()
    settled(qtbot, window)
    window.actions_["state.rejected"].trigger()
    window.search(Query.parse('headline:"story 3" OR headline:"story 4"'))
    qtbot.waitUntil(lambda: titles(window) == [])
    window.undoing.undo()
    qtbot.waitUntil(lambda: len(titles(window)) == 2)
    qtbot.waitUntil(lambda: window.list_pane.selected_count() == 2)


def test_what_is_selected_after_undo_stays_selected(qtbot: QtBot, window: MainWindow) -> None:
    view = window.list_pane.view
    for row in (1, 3):
        view.selectionModel().select(view.model().index(row, 0), view.selectionModel().SelectionFlag.Select)
    settled(qtbot, window)
    window.actions_["state.rejected"].trigger()
    qtbot.waitUntil(lambda: len(titles(window)) == 2)
    settled(qtbot, window)
    before = current(window)
    window.undoing.undo()
    view.select_row(0)
    chosen = current(window)
    assert chosen != before
    qtbot.waitUntil(lambda: len(titles(window)) == 5)
    settled(qtbot, window)
    assert (current(window), window.list_pane.selected_count()) == (chosen, 1)


def test_a_search_after_undo_selects_nothing_else(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.view.selectAll()
    settled(qtbot, window)
    window.actions_["state.rejected"].trigger()
    qtbot.waitUntil(lambda: titles(window) == [])
    window.undoing.undo()
    window.search(Query.parse("headline:story"))
    qtbot.waitUntil(lambda: len(titles(window)) == 6)
    settled(qtbot, window)
    assert window.list_pane.selected_count() == 1


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        ("starred", "No key coverage yet."),
        ("open", "Nothing to follow up."),
        ("overdue", "Nothing is overdue."),
        ("untagged", "Every clipping has a tag."),
        ("undated", "Every clipping has a date."),
        ("deferred", "Nothing is deferred."),
        ("rejected", "Nothing was rejected."),
        ("deleted", "The wastebasket is empty."),
    ],
)
def test_each_view_of_the_left_pane_says_in_plain_words_that_it_is_empty(
    qtbot: QtBot, window: MainWindow, section: str, sentence: str
) -> None:
    for clipping in list(window.library.search(Query()).ids):
        window.library.tag([clipping], "harbour")
    window.search(Query((SECTION_TERMS[section],)))
    qtbot.waitUntil(lambda: titles(window) == [])
    empty = window.list_pane._empty
    assert empty.sentence() == sentence
    assert "Show all clippings" in told(empty)


def test_the_last_one_leaves_a_friendly_page_and_undo_works_from_there(qtbot: QtBot, window: MainWindow) -> None:
    for _ in range(5):
        press(qtbot, "k")
    qtbot.waitUntil(lambda: titles(window) == [])
    assert window.list_pane._empty.sentence() == "You have seen all that is new."
    assert not window.list_pane.hint.isVisible()
    settled(qtbot, window)
    press(qtbot, "z", CTRL)
    qtbot.waitUntil(lambda: titles(window) == ["Harbour story 4"])
    qtbot.waitUntil(window.list_pane.view.hasFocus)


def test_in_a_list_of_anything_a_clipping_stays_where_it_is_until_it_is_rejected(
    qtbot: QtBot, window: MainWindow
) -> None:
    show(qtbot, window, "", 6)
    window.list_pane.focus_list()
    press(qtbot, "k")
    assert state_of(window, 0) is State.KEPT
    assert current(window) == "Harbour story 0"
    press(qtbot, "r")
    qtbot.waitUntil(lambda: len(titles(window)) == 5)
    assert current(window) == "Harbour story 1"


def test_o_opens_the_link_and_decides_nothing(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    press(qtbot, "o")
    assert opened == ["https://wire.example/0"]
    assert current(window) == "Harbour story 0"
    assert state_of(window, 0) is State.NEW


def test_a_link_that_no_browser_opens_is_offered_to_be_copied(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    for ask in (lambda: press(qtbot, "o"), window.detail_pane.bar.linkRequested.emit):
        ask()
        assert window.toast.text == "This link could not be opened. Copy it, and paste it into a browser."
        QGuiApplication.clipboard().clear()
        window.toast.press()
        assert QGuiApplication.clipboard().text() == "https://wire.example/0"


def test_the_strip_over_the_inbox_tells_the_keys_and_is_gone_elsewhere(qtbot: QtBot, window: MainWindow) -> None:
    hint = window.list_pane.hint
    assert hint.isVisible()
    assert hint.text() == "K: Keep, R: Reject, D: Defer, O: Open link"
    show(qtbot, window, "", 6)
    assert not hint.isVisible()
    press(qtbot, "d")
    show(qtbot, window, "state:deferred", 1)
    assert hint.text() == "K: Keep, R: Reject, O: Open link"


def test_rejected_clippings_have_a_section_of_their_own_and_can_be_brought_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    press(qtbot, "r")
    sections = window.tag_pane._sections.tree
    show(qtbot, window, "", 5)
    qtbot.waitUntil(lambda: sections.find(Kind.SECTION, "all").count == 5)
    assert "Harbour story 0" not in titles(window)
    assert sections.find(Kind.SECTION, "rejected").label == "Rejected"
    show(qtbot, window, "state:rejected", 1)
    window.list_pane.focus_list()
    qtbot.waitUntil(lambda: window.actions_["state.kept"].text() == "Bring back")
    assert window.list_pane.hint.text() == "K: Bring back, O: Open link"
    press(qtbot, "k")
    assert state_of(window, 0) is State.KEPT
    qtbot.waitUntil(lambda: titles(window) == [])
    assert window.list_pane._empty.sentence() == "Nothing was rejected."
    show(qtbot, window, "", 6)
    qtbot.waitUntil(lambda: window.actions_["state.kept"].text() == "Keep")


def test_the_search_is_cleared_from_an_empty_section(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, "state:rejected", 0)
    qtbot.mouseClick(window.list_pane._empty._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(titles(window)) == 6)


def test_letters_of_triage_typed_into_the_search_box_decide_nothing(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.focus_search()
    qtbot.keyClicks(QApplication.focusWidget(), "rock")
    assert [state_of(window, number) for number in range(5)] == [State.NEW] * 5


def test_a_new_clipping_has_its_mark_for_eyes_and_ears(window: MainWindow) -> None:
    assert isinstance(window.list_pane.view.delegate, ClippingDelegate)
    spoken = window.list_pane.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("New, Harbour story 0")


def test_a_click_on_new_stays_there_so_that_the_next_key_decides_about_the_next_clipping(
    qtbot: QtBot, window: MainWindow
) -> None:
    pane = window.tag_pane._sections
    node = pane.tree.find(Kind.SECTION, "new")
    assert node is not None
    place = pane.visualRect(pane.tree.index_of(node)).center()
    with qtbot.waitSignal(window.tag_pane.queryChanged):
        qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert str(window.query) == "state:new"
    settled(qtbot, window)
    window.list_pane.focus_list()
    press(qtbot, "k")
    press(qtbot, "r")
    qtbot.waitUntil(lambda: state_of(window, 1) is State.REJECTED)
    assert state_of(window, 0) is State.KEPT
