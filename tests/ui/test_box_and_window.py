"""The search box of the real window shows just what is searched for, and knows when Undo is meant for it."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.codes import Tone
from clipper.model.group import Part
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from clipper.model.term import Term
from clipper.ui.main_window import MainWindow
from clipper.ui.models.tag_tree import Kind
from clipper.ui.settings import Settings
from clipper.ui.widgets.search_box import SearchBox
from clipper.ui.widgets.search_chip import SearchChip
from clipper.ui.widgets.search_text import read
from tests.ui.conftest import TODAY, Add, window_over

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PLAIN = Qt.KeyboardModifier.NoModifier
ADDRESS = "https://coastal.example/2026/ice-roads"


@pytest.fixture
def window(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[MainWindow]:
    """A window over four clippings and two saved searches, with the keyboard in the search box."""
    for number in range(3):
        tags = ("topic/arctic", "board") if number else ("topic/arctic",)
        add(f"Ice road {number}", outlet="Capital Ledger", tags=tags, url=f"{ADDRESS}-{number}", language="fr")
    ships = add("Ships", outlet="Le Phare", tags=("board",), published_on=TODAY)
    library.set_tone([ships], Tone.POSITIVE)
    library.save_search(SavedSearch("The board", "tag:board -ships"))
    library.save_search(SavedSearch("A word", "ice tag:board"))
    with window_over(qtbot, library, settings) as window:
        window.activateWindow()
        window.list_pane.focus_search()
        qtbot.waitUntil(lambda: line(window).hasFocus())
        qtbot.waitUntil(lambda: find_row(window, Kind.TAG, "topic/arctic") is not None)
        yield window


def box(window: MainWindow) -> SearchBox:
    return window.list_pane.search_box


def line(window: MainWindow) -> QLineEdit:
    edit = box(window).focusProxy()
    assert isinstance(edit, QLineEdit)
    return edit


def type_in(window: MainWindow, text: str) -> None:
    window.list_pane.focus_search()
    QTest.keyClicks(line(window), text)


def starred(library: Library) -> int:
    return library.count(Query.parse("is:starred"))


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(line(window), key, modifiers)


def find_row(window: MainWindow, kind: Kind, key: str) -> tuple[object, QPoint] | None:
    pane = window.tag_pane
    view = pane._sections if kind in (Kind.SECTION, Kind.SEARCH) else pane._names
    node = view.tree.find(kind, key)
    return None if node is None else (view.viewport(), view.visualRect(view.tree.index_of(node)).center())


def click(window: MainWindow, kind: Kind, key: str, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    found = find_row(window, kind, key)
    assert found is not None
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton, modifiers, found[1])


def shown(window: MainWindow) -> tuple[list[str], str]:
    """What stands in the box: what its chips ask for, and its text."""
    return [str(term) for term in chips(window)], line(window).text().strip()


def chips(window: MainWindow) -> list[Term]:
    return [term for chip in box(window).findChildren(SearchChip) if chip.isVisible() for term in chip.terms]


def searched(window: MainWindow) -> set[Part]:
    return set(window.query.parts)


def read_back(window: MainWindow) -> set[Part]:
    """What the box asks for as it stands, but for what is being typed at the caret."""
    edit, names = line(window), window.list_pane.names()
    facets = chips(window)
    typed = read(edit.text(), edit.cursorPosition(), names, TODAY, is_alone=not facets)
    return {*facets, *typed.parts}


@pytest.mark.parametrize("closes_popup", [True, False])
@pytest.mark.parametrize(
    ("typed", "modifiers", "left"),
    [
        ("tone:none", PLAIN, (["tag:topic/arctic"], "")),
        ("tone:none", CTRL, (["tone:none", "tag:topic/arctic"], "")),
        ("road tone:none", CTRL, (["tone:none", "tag:topic/arctic"], "road")),
        ("lang:fr", PLAIN, (["lang:fr", "tag:topic/arctic"], "")),
        ("link:coastal.example", PLAIN, (["link:coastal.example", "tag:topic/arctic"], "")),
        (ADDRESS, PLAIN, ([f"link:{ADDRESS.removeprefix('https://')}", "tag:topic/arctic"], "")),
        ("outlet:cap", PLAIN, (["tag:topic/arctic"], "")),
        ("outlet:cap", CTRL, (['outlet:"cap*"', "tag:topic/arctic"], "")),
        ("ice outlet:zz", CTRL, (["outlet:zz", "tag:topic/arctic"], "ice")),
        ("ice", PLAIN, (["tag:topic/arctic"], "ice")),
    ],
)
def test_what_is_typed_becomes_a_chip_or_leaves_the_box_where_a_tag_is_clicked(
    window: MainWindow, typed: str, modifiers: Qt.KeyboardModifier, left: tuple[list[str], str], closes_popup: bool
) -> None:
    type_in(window, typed)
    if closes_popup and box(window).popup() is not None:
        press(window, Qt.Key.Key_Escape)
    click(window, Kind.TAG, "topic/arctic", modifiers)
    assert shown(window) == left
    assert box(window).popup() is None
    assert read_back(window) == searched(window)


def test_a_saved_search_that_is_clicked_takes_the_place_of_all_that_was_typed(window: MainWindow) -> None:
    for typed in ("tone:positive", "tag:zz", "ice"):
        type_in(window, typed)
        click(window, Kind.SEARCH, "The board")
        assert shown(window) == (["tag:board"], "-ships")
        assert read_back(window) == searched(window)
        box(window).clear()


def test_an_address_that_undo_brought_back_leaves_the_box_for_a_saved_search(window: MainWindow) -> None:
    type_in(window, ADDRESS)
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Z, CTRL)
    assert shown(window) == ([], ADDRESS)
    click(window, Kind.SEARCH, "The board")
    assert shown(window) == (["tag:board"], "-ships")


def test_a_whole_word_that_was_saved_stays_whole_when_the_search_is_changed(window: MainWindow) -> None:
    click(window, Kind.SEARCH, "A word")
    assert read_back(window) == searched(window) == {Term("ice"), Term("board", "tag")}
    press(window, Qt.Key.Key_Home)
    press(window, Qt.Key.Key_Backspace)
    press(window, Qt.Key.Key_Backspace)
    assert window.query == Query((Term("ice"),))


def test_what_is_half_typed_leaves_the_box_where_all_is_asked_for(window: MainWindow) -> None:
    type_in(window, "tag:ar")
    click(window, Kind.SECTION, "all")
    assert (shown(window), window.query) == (([], ""), Query())


def test_what_is_half_typed_on_the_dashboard_stays_while_it_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["view.dashboard"].trigger()
    dashboard_box = window.dashboard.pane.search_box
    dashboard_box.setFocus()
    qtbot.waitUntil(lambda: dashboard_box.focusProxy().hasFocus())
    QTest.keyClicks(dashboard_box.focusProxy(), "ice tag:ar")
    assert dashboard_box.focusProxy().text() == "ice tag:ar"
    assert window.query == Query((Term("ice"), Term("ar*", "tag")))
    click(window, Kind.SECTION, "all")
    assert dashboard_box.focusProxy().text().strip() == "ice"


_TYPED = (
    *("ice", " ", "-ro", "tone:none", "tone:positive ", "tag:ar", "lang:fr", "OR ", "(", ")", '"', "outlet:"),
    *(
        "capital",
        "link:coastal.example",
        ADDRESS,
        "state:new ",
        "tag:topic/arctic ",
        "on:2026-13 ",
        "-",
        "*",
        "reach:>100 ",
    ),
)
_ROWS = (
    *((Kind.TAG, "topic/arctic"), (Kind.TAG, "board"), (Kind.OUTLET, "Le Phare"), (Kind.TONE, "positive")),
    *((Kind.SEARCH, "The board"), (Kind.SEARCH, "A word"), (Kind.SECTION, "all"), (Kind.SECTION, "starred")),
)
_KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Backspace)


def _pressing(key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> Callable[[MainWindow], None]:
    def act(window: MainWindow) -> None:
        # Without a completion Tab goes on to another part of the window.
        if key != Qt.Key.Key_Tab or box(window).popup() is not None:
            press(window, key, modifiers)

    return act


_ACTS = st.one_of(
    st.sampled_from(_TYPED).map(lambda text: ("type", lambda window: type_in(window, text), text)),
    st.sampled_from(_KEYS).map(lambda key: ("press", _pressing(key), key)),
    st.tuples(st.sampled_from((Qt.Key.Key_Z, Qt.Key.Key_A)), st.just(CTRL)).map(
        lambda keys: ("press", _pressing(*keys), keys)
    ),
    st.tuples(st.sampled_from(_ROWS), st.sampled_from((PLAIN, CTRL, ALT))).map(
        lambda row: ("click", lambda window: click(window, *row[0], row[1]), row)
    ),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(_ACTS, max_size=8))
def test_the_box_reads_back_as_what_is_searched_for_whatever_a_person_does(
    window: MainWindow, acts: list[tuple[str, Callable[[MainWindow], None], object]]
) -> None:
    window.search(Query())
    for _name, act, _what in acts:
        act(window)
        assert read_back(window) == searched(window)


def test_undo_with_the_caret_in_the_box_takes_back_a_later_step_of_the_library(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    type_in(window, "ice ")
    press(window, Qt.Key.Key_Escape)
    type_in(window, "road")
    window.verbs.star(window.list_pane.model.ids[0], True)
    assert line(window).hasFocus()
    press(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: starred(library) == 0)
    assert shown(window) == ([], "road")
    qtbot.waitUntil(window.actions_["edit.redo"].isEnabled)
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: starred(library) == 1)
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert shown(window) == ([], "road")
    type_in(window, "s")
    press(window, Qt.Key.Key_Z, CTRL)
    assert shown(window)[1] != "roads"
    assert starred(library) == 1


def test_undo_in_the_list_is_that_of_the_library(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    window.verbs.star(window.list_pane.model.ids[0], True)
    type_in(window, "ice")
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Escape)
    assert line(window).hasFocus()
    press(window, Qt.Key.Key_Down)
    assert window.list_pane.view.hasFocus()
    QTest.keyClick(window.list_pane.view, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: starred(library) == 0)
    assert window.query == Query()


def test_undo_in_the_box_brings_back_no_search_that_a_click_has_replaced(window: MainWindow, library: Library) -> None:
    last = library.undoable()
    type_in(window, "ice")
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Escape)
    click(window, Kind.TAG, "board")
    click(window, Kind.TAG, "board")
    window.list_pane.focus_search()
    press(window, Qt.Key.Key_Z, CTRL)
    assert (shown(window), window.query) == (([], ""), Query())
    assert library.undoable() == last
