"""The tag pane: counts for the search, three ways to choose, and tags that are renamed, coloured, dropped on."""

import subprocess
import sys
from ast import literal_eval
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.clipping import Spokesperson
from clipper.model.codes import State, Tone
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from clipper.model.term import Term
from clipper.model.values import replace
from clipper.ui import step_texts
from clipper.ui.main_window import MainWindow
from clipper.ui.models.clipping_list import mime_data
from clipper.ui.models.tag_tree import Kind, Mark, Node
from clipper.ui.panes.tag_pane import TagPane
from clipper.ui.settings import Settings
from clipper.ui.widgets.tag_tree_view import TagTreeView, tag_mime_data
from tests.ui.conftest import TODAY, Add


@pytest.fixture
def pane(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> TagPane:
    """A pane over five clippings."""
    ingrid, theo = Spokesperson("Ingrid Halvorsen"), Spokesperson("Théo Lachance")
    for number in range(3):
        add(f"Ice {number}", outlet="Capital Ledger", tags=("topic/arctic", "board"), spokespeople=(ingrid,))
    add("Ships", outlet="Harbour & Coast", tags=("topic/shipping",), spokespeople=(theo,), published_on=TODAY)
    add("Nothing yet")
    pane = TagPane(library, settings)
    qtbot.addWidget(pane)
    pane.resize(228, 800)
    pane.show()
    pane.queryChanged.connect(lambda query: pane.set_facets(library.facets(query)))
    pane.set_facets(library.facets(Query()))
    return pane


def view_of(pane: TagPane, kind: Kind) -> TagTreeView:
    return pane._sections if kind in (Kind.SECTION, Kind.SEARCH) else pane._names


def node(pane: TagPane, kind: Kind, key: str) -> Node:
    found = view_of(pane, kind).tree.find(kind, key)
    assert found is not None, f"{kind} {key} is not shown"
    return found


def place_of(pane: TagPane, kind: Kind, key: str) -> QPoint:
    view = view_of(pane, kind)
    return view.visualRect(view.tree.index_of(node(pane, kind, key))).center()


def click(
    qtbot: QtBot,
    pane: TagPane,
    kind: Kind,
    key: str,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> Query:
    with qtbot.waitSignal(pane.queryChanged) as asked:
        viewport = view_of(pane, kind).viewport()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, modifiers, place_of(pane, kind, key))
    (query,) = asked.args
    return query


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_names_have_the_counts_of_the_whole_library_at_first(pane: TagPane) -> None:
    assert node(pane, Kind.TAG, "topic").count == 4
    assert node(pane, Kind.TAG, "topic/arctic").count == 3
    assert node(pane, Kind.PERSON, "Ingrid Halvorsen").count == 3
    assert node(pane, Kind.OUTLET, "Harbour & Coast").count == 1
    assert node(pane, Kind.SECTION, "untagged").count == 1
    assert node(pane, Kind.SECTION, "undated").count == 4
    assert node(pane, Kind.SECTION, "all").mark is Mark.CHOSEN


def test_the_menu_of_a_row_shows_the_keys_of_its_three_ways(pane: TagPane) -> None:
    titles = [action.text() for action in pane.menu_for(node(pane, Kind.TAG, "board")).actions()]
    told = dict(title.split("\t") for title in titles[:3])
    assert list(told) == ["Only this", "Also this", "Not this"]
    native = QKeySequence.SequenceFormat.NativeText
    assert list(told.values()) == [QKeySequence(key).toString(native) for key in ("Return", "Ctrl+Return", "Alt+Space")]


def test_a_click_shows_only_this(qtbot: QtBot, pane: TagPane) -> None:
    click(qtbot, pane, Kind.TAG, "topic/arctic")
    query = click(qtbot, pane, Kind.OUTLET, "Capital Ledger")
    assert str(query) == 'outlet:"Capital Ledger"'
    assert node(pane, Kind.OUTLET, "Capital Ledger").mark is Mark.CHOSEN
    assert node(pane, Kind.TAG, "topic/arctic").mark is Mark.NONE
    assert node(pane, Kind.SECTION, "all").mark is Mark.NONE


def test_counts_follow_the_search_and_rows_stay_in_place(qtbot: QtBot, pane: TagPane) -> None:
    before = [shown.key for shown in pane._names.tree.root.walk()]
    click(qtbot, pane, Kind.TAG, "topic/shipping")
    assert [shown.key for shown in pane._names.tree.root.walk()] == before
    assert node(pane, Kind.TAG, "topic/arctic").count == 0
    assert node(pane, Kind.PERSON, "Théo Lachance").count == 1


def test_a_click_on_what_is_chosen_alone_takes_it_back(qtbot: QtBot, pane: TagPane) -> None:
    click(qtbot, pane, Kind.TAG, "board")
    assert click(qtbot, pane, Kind.TAG, "board") == Query()


def test_ctrl_click_asks_for_this_too(qtbot: QtBot, pane: TagPane) -> None:
    click(qtbot, pane, Kind.TAG, "topic/arctic")
    query = click(qtbot, pane, Kind.TAG, "board", CTRL)
    assert {str(term) for term in query.terms} == {"tag:topic/arctic", "tag:board"}
    assert str(click(qtbot, pane, Kind.TAG, "topic/arctic", CTRL)) == "tag:board"


def test_alt_click_leaves_this_out(qtbot: QtBot, pane: TagPane) -> None:
    query = click(qtbot, pane, Kind.TAG, "board", ALT)
    assert str(query) == "-tag:board"
    assert node(pane, Kind.TAG, "board").mark is Mark.EXCLUDED
    assert click(qtbot, pane, Kind.TAG, "board", ALT) == Query()


def test_tags_that_differ_by_their_accents_are_chosen_one_at_a_time(
    qtbot: QtBot, pane: TagPane, library: Library
) -> None:
    for name in ("Été", "ete", "Cœur"):
        library.tag([1], name)
    pane.reload_tags()
    pane.set_facets(library.facets(Query()))
    for name, text in (("Été", "tag:=Été"), ("ete", "tag:=ete"), ("Cœur", "tag:Cœur")):
        assert str(click(qtbot, pane, Kind.TAG, name)) == text
        assert node(pane, Kind.TAG, name).mark is Mark.CHOSEN
    assert node(pane, Kind.TAG, "Été").mark is Mark.NONE
    pane.set_query(Query.parse("tag:COEUR"))
    assert node(pane, Kind.TAG, "Cœur").mark is Mark.CHOSEN


def test_words_that_were_typed_stay_when_a_tag_is_clicked(qtbot: QtBot, pane: TagPane, library: Library) -> None:
    typed = Query.parse("ice after:2020")
    pane.set_query(typed)
    pane.set_facets(library.facets(typed))
    query = click(qtbot, pane, Kind.TAG, "board")
    assert [str(term) for term in query.terms] == ["ice", "after:2020", "tag:board"]


def test_all_clears_what_the_pane_chose_and_then_the_words(qtbot: QtBot, pane: TagPane) -> None:
    pane.set_query(Query.parse("ice tag:board"))
    assert str(click(qtbot, pane, Kind.SECTION, "all")) == "ice"
    assert click(qtbot, pane, Kind.SECTION, "all") == Query()


@pytest.mark.parametrize(
    ("section", "term"),
    [("new", "state:new"), ("starred", "is:starred"), ("untagged", "tag:none"), ("deleted", "is:deleted")],
)
def test_a_section_is_a_search(qtbot: QtBot, pane: TagPane, section: str, term: str) -> None:
    assert str(click(qtbot, pane, Kind.SECTION, section)) == term
    assert node(pane, Kind.SECTION, section).mark is Mark.CHOSEN


def test_the_keyboard_chooses_as_the_pointer_does(qtbot: QtBot, pane: TagPane) -> None:
    view = pane._names
    view.setCurrentIndex(view.tree.index_of(node(pane, Kind.TAG, "board")))
    with qtbot.waitSignal(pane.queryChanged) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [Query((Term("board", "tag"),))]
    with qtbot.waitSignal(pane.queryChanged) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return, ALT)
    assert str(asked.args[0]) == "-tag:board"


def test_a_screen_reader_hears_name_count_and_choice(qtbot: QtBot, pane: TagPane) -> None:
    click(qtbot, pane, Kind.TAG, "topic/arctic")
    view = pane._names
    index = view.tree.index_of(node(pane, Kind.TAG, "topic/arctic"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "topic/arctic, 3 clippings, chosen"


def test_the_filter_leaves_the_names_that_hold_what_is_typed(qtbot: QtBot, pane: TagPane) -> None:
    qtbot.keyClicks(pane.filter_box, "theo")
    view = pane._names

    def hidden(kind: Kind, key: str) -> bool:
        index = view.tree.index_of(node(pane, kind, key))
        return view.isRowHidden(index.row(), index.parent())

    assert not hidden(Kind.PERSON, "Théo Lachance")
    assert hidden(Kind.PERSON, "Ingrid Halvorsen")
    assert hidden(Kind.TAG, "topic")
    with qtbot.waitSignal(pane.queryChanged) as asked:
        qtbot.keyClick(pane.filter_box, Qt.Key.Key_Return)
    assert str(asked.args[0]) == 'feat:"Théo Lachance"'
    qtbot.keyClick(pane.filter_box, Qt.Key.Key_Escape)
    assert not hidden(Kind.TAG, "topic")


def test_the_filter_finds_names_by_their_other_names(qtbot: QtBot, pane: TagPane, library: Library) -> None:
    library.edit_person("Ingrid Halvorsen", aliases=("Quäyside Ingrid",))
    qtbot.keyClicks(pane.filter_box, "quay")
    with qtbot.waitSignal(pane.queryChanged) as asked:
        qtbot.keyClick(pane.filter_box, Qt.Key.Key_Return)
    assert str(asked.args[0]) == 'feat:"Ingrid Halvorsen"'


def test_a_name_that_another_ones_alias_holds_is_asked_for_whole(
    qtbot: QtBot, pane: TagPane, library: Library, add: Add
) -> None:
    add("Ships wait", outlet="Tern")
    add("Ships sail", outlet="Harbour Post")
    library.edit_outlet("Harbour Post", aliases=("The Tern",))
    pane.set_facets(library.facets(Query()))
    click(qtbot, pane, Kind.OUTLET, "Tern")
    assert str(pane._query) == "outlet:=Tern"
    assert library.count(pane._query) == library.facets(Query()).outlets["Tern"] == 1


def test_the_arrow_of_a_tag_closes_it_and_chooses_nothing(qtbot: QtBot, pane: TagPane) -> None:
    view = pane._names
    index = view.tree.index_of(node(pane, Kind.TAG, "topic"))
    arrow = view.rows.chevron_rect(view.visualRect(index), node(pane, Kind.TAG, "topic")).center()
    with qtbot.assertNotEmitted(pane.queryChanged):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert not view.isExpanded(index)
    pane.reload_tags()
    assert not view.isExpanded(view.tree.index_of(node(pane, Kind.TAG, "topic")))


def test_a_tag_is_renamed_in_its_row(qtbot: QtBot, pane: TagPane, library: Library) -> None:
    pane._names.edit_name(node(pane, Kind.TAG, "board"))
    editor = pane._names.findChild(QLineEdit)
    assert editor.text() == "board"
    editor.setText("governance")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "governance" in [tag.name for tag in library.tags()])


def test_a_tag_is_deleted_from_its_menu_with_those_below_it_and_comes_back(pane: TagPane, library: Library) -> None:
    before = {one.id: one.tags for one in library.clippings([1, 2, 3])}
    names = [tag.name for tag in library.tags()]
    menu = pane.menu_for(node(pane, Kind.TAG, "topic"))
    next(one for one in menu.actions() if one.text().startswith("Delete with all below it")).trigger()
    assert [tag.name for tag in library.tags()] == ["board"]
    step = library.undoable()
    assert step is not None
    assert step_texts.is_worth_telling(step)
    assert step_texts.done_text(step) == "Deleted the tag “topic”"
    library.undo()
    assert [tag.name for tag in library.tags()] == names
    assert {one.id: one.tags for one in library.clippings([1, 2, 3])} == before


def test_del_in_the_pane_deletes_the_tag_at_hand_and_no_clipping(
    qtbot: QtBot, library: Library, add: Add, window: MainWindow
) -> None:
    kept = add("Harbour", tags=("board",))
    library.set_tag_key("board", 4)
    view = window.tag_pane._names
    qtbot.waitUntil(lambda: view.tree.find(Kind.TAG, "board") is not None)
    found = view.tree.find(Kind.TAG, "board")
    assert found is not None
    view.setFocus()
    view.setCurrentIndex(view.tree.index_of(found))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert library.tags() == []
    assert not library.get(kept).deleted
    qtbot.waitUntil(lambda: window.toast.isVisible() and window.toast.text == "Deleted the tag “board”")
    window.toast.press()
    assert [(tag.name, tag.key) for tag in library.tags()] == [("board", 4)]
    assert library.get(kept).tags == ("board",)
    view.setCurrentIndex(view.tree.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert not library.get(kept).deleted


def test_del_forgets_the_saved_search_at_hand(qtbot: QtBot, library: Library, add: Add, window: MainWindow) -> None:
    kept = add("Harbour")
    library.save_search(SavedSearch("Ports", "harbour"))
    view = window.tag_pane._sections
    qtbot.waitUntil(lambda: view.tree.find(Kind.SEARCH, "Ports") is not None)
    view.setFocus()
    view.setCurrentIndex(view.tree.index_of(node(window.tag_pane, Kind.SEARCH, "Ports")))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert library.saved_searches() == []
    assert not library.get(kept).deleted
    window.undoing.undo()
    assert [saved.name for saved in library.saved_searches()] == ["Ports"]


@pytest.fixture
def tagged(qtbot: QtBot, library: Library, add: Add, window: MainWindow) -> TagPane:
    """The pane of a window over two clippings with a tag below another one, and one of them with a person."""
    add("Harbour", tags=("topic/arctic",), spokespeople=(Spokesperson("Ingrid Halvorsen"),))
    add("Ferry", tags=("topic/arctic",))
    tree = window.tag_pane._names.tree
    qtbot.waitUntil(lambda: tree.find(Kind.PERSON, "Ingrid Halvorsen") is not None)
    qtbot.waitUntil(window.actions_["state.deferred"].isEnabled)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.tag_pane


def press(qtbot: QtBot, *keys: Qt.Key | str) -> None:
    """Press keys and type words wherever the keyboard is."""
    for key in keys:
        if isinstance(key, str):
            qtbot.keyClicks(QApplication.focusWidget(), key)
        else:
            qtbot.keyClick(QApplication.focusWidget(), key)


def filter_for(qtbot: QtBot, pane: TagPane, words: str) -> None:
    pane.filter_box.setFocus()
    press(qtbot, words)


def at_hand(pane: TagPane) -> str:
    return pane._names.tree.node(pane._names.currentIndex()).key


@pytest.mark.parametrize("way", [Qt.Key.Key_Down, Qt.Key.Key_Tab])
@pytest.mark.parametrize("keys", [(Qt.Key.Key_Delete,), (Qt.Key.Key_F2, "z", Qt.Key.Key_Return)])
def test_no_key_changes_a_tag_that_the_filter_hides(
    qtbot: QtBot, library: Library, tagged: TagPane, way: Qt.Key, keys: tuple[Qt.Key | str, ...]
) -> None:
    click(qtbot, tagged, Kind.TAG, "topic/arctic")
    qtbot.waitUntil(lambda: not tagged._late.isActive())
    filter_for(qtbot, tagged, "ingrid")
    press(qtbot, way)
    assert tagged._names.hasFocus()
    press(qtbot, *keys)
    # What is typed into a row is kept only after the key.
    qtbot.wait(200)
    assert [tag.name for tag in library.tags()] == ["topic/arctic"]
    assert all(one.tags == ("topic/arctic",) for one in library.clippings([1, 2]))
    assert not any(one.deleted for one in library.clippings([1, 2]))


def test_a_row_that_the_filter_hid_is_not_at_hand_again_when_it_comes_back(qtbot: QtBot, tagged: TagPane) -> None:
    click(qtbot, tagged, Kind.TAG, "topic/arctic")
    filter_for(qtbot, tagged, "arc")
    assert at_hand(tagged) == "topic/arctic"
    press(qtbot, "zz")
    assert at_hand(tagged) == ""
    press(qtbot, Qt.Key.Key_Escape)
    assert at_hand(tagged) == ""


def test_down_in_the_filter_goes_to_the_first_name_that_is_left(
    qtbot: QtBot, library: Library, tagged: TagPane
) -> None:
    filter_for(qtbot, tagged, "ingrid")
    press(qtbot, Qt.Key.Key_Down)
    assert tagged._names.hasFocus()
    assert at_hand(tagged) == "Ingrid Halvorsen"
    press(qtbot, Qt.Key.Key_F2, "Dido Reed", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.name for one in library.get(1).spokespeople] == ["Dido Reed"])
    assert {one.state for one in library.clippings([1, 2])} == {State.KEPT}


def test_down_in_the_filter_goes_to_the_first_of_all_names(qtbot: QtBot, tagged: TagPane) -> None:
    click(qtbot, tagged, Kind.PERSON, "Ingrid Halvorsen")
    tagged.filter_box.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert tagged._names.hasFocus()
    assert at_hand(tagged) == "topic"


def test_down_stays_in_a_filter_that_leaves_no_name(qtbot: QtBot, library: Library, tagged: TagPane) -> None:
    filter_for(qtbot, tagged, "zeppelin")
    press(qtbot, Qt.Key.Key_Down, "d")
    assert tagged.filter_box.text() == "zeppelind"
    assert {one.state for one in library.clippings([1, 2])} == {State.KEPT}


def test_no_key_changes_a_tag_in_a_closed_one(qtbot: QtBot, library: Library, tagged: TagPane) -> None:
    click(qtbot, tagged, Kind.TAG, "topic/arctic")
    view, parent = tagged._names, node(tagged, Kind.TAG, "topic")
    arrow = view.rows.chevron_rect(view.visualRect(view.tree.index_of(parent)), parent).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    view.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert [tag.name for tag in library.tags()] == ["topic/arctic"]


def test_the_menu_key_opens_no_menu_while_no_row_is_at_hand(qtbot: QtBot, library: Library, tagged: TagPane) -> None:
    view = tagged._sections
    view.setCurrentIndex(view.tree.index_of(node(tagged, Kind.SECTION, "all")))
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), view.mapToGlobal(QPoint()))
    with qtbot.waitSignal(view.menuRequested) as opened:
        QApplication.sendEvent(view.viewport(), asked)
    assert opened.args[0].key == "all"
    tagged.findChild(QMenu).close()
    view.setCurrentIndex(QModelIndex())
    with qtbot.assertNotEmitted(view.menuRequested):
        QApplication.sendEvent(view.viewport(), asked)


def rename(qtbot: QtBot, pane: TagPane, kind: Kind, key: str, new: str) -> None:
    view = view_of(pane, kind)
    next(
        action for action in pane.menu_for(node(pane, kind, key)).actions() if action.text() == "Rename…\tF2"
    ).trigger()
    editor = next(one for one in view.findChildren(QLineEdit) if one.isVisible())
    editor.setText(new)
    with qtbot.waitSignal(view.rows.renamed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def with_keyboard_on(qtbot: QtBot, window: MainWindow, library: Library, kind: Kind, key: str) -> TagTreeView:
    """Save a search, and put the keyboard on a row of the window once it is there."""
    qtbot.waitUntil(lambda: window.tag_pane._names.tree.find(Kind.TAG, "board") is not None)
    library.save_search(SavedSearch("Ice", "ice"))
    view = view_of(window.tag_pane, kind)
    qtbot.waitUntil(lambda: view.tree.find(kind, key) is not None)
    window.activateWindow()
    view.setFocus()
    view.setCurrentIndex(view.tree.index_of(node(window.tag_pane, kind, key)))
    return view


@pytest.mark.parametrize(("kind", "old", "new"), [(Kind.TAG, "board", "zebra"), (Kind.SEARCH, "Ice", "North")])
def test_the_keyboard_stays_on_what_was_renamed_by_it(
    qtbot: QtBot, library: Library, add: Add, window: MainWindow, kind: Kind, old: str, new: str
) -> None:
    add("Harbour", tags=("board", "ports"))
    add("Ferry", tags=("ports",))
    view = with_keyboard_on(qtbot, window, library, kind, old)
    for name in (new, old):
        qtbot.keyClick(view, Qt.Key.Key_F2)
        qtbot.keyClicks(QApplication.focusWidget(), name)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda name=name: view.tree.node(view.currentIndex()).key == name)
        qtbot.waitUntil(lambda: not window.tag_pane._late.isActive())
        assert view.hasFocus()
        assert view.tree.node(view.currentIndex()).key == name


@pytest.mark.parametrize(("kind", "old"), [(Kind.TAG, "board"), (Kind.SEARCH, "Ice")])
@pytest.mark.parametrize("is_kept", [True, False])
def test_a_name_that_is_being_typed_outlives_what_comes_into_the_pane(
    qtbot: QtBot, library: Library, add: Add, window: MainWindow, kind: Kind, old: str, is_kept: bool
) -> None:
    add("Harbour", tags=("board",))
    view = with_keyboard_on(qtbot, window, library, kind, old)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClicks(QApplication.focusWidget(), "zeb")
    add("Ferry", tags=("ports", "ships"))
    library.save_search(SavedSearch("Ports", "port"))
    qtbot.wait(400)
    qtbot.keyClicks(QApplication.focusWidget(), "ra")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return if is_kept else Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.tag_pane._names.tree.find(Kind.TAG, "ships") is not None)
    qtbot.waitUntil(lambda: window.tag_pane._sections.tree.find(Kind.SEARCH, "Ports") is not None)
    qtbot.waitUntil(lambda: view.tree.find(kind, "zebra" if is_kept else old) is not None)
    assert view.hasFocus()
    assert (view.tree.find(kind, old) is None) is is_kept
    assert view.tree.node(view.currentIndex()).key == ("zebra" if is_kept else old)


def test_a_tag_renamed_onto_another_becomes_one_with_it(qtbot: QtBot, pane: TagPane, library: Library) -> None:
    rename(qtbot, pane, Kind.TAG, "board", "topic/arctic")
    assert [tag.name for tag in library.tags()] == ["topic/arctic", "topic/shipping"]
    assert library.get(1).tags == ("topic/arctic",)


@pytest.mark.parametrize(
    ("kind", "old", "new", "text"),
    [
        (Kind.OUTLET, "Capital Ledger", "Harbour & Coast", 'outlet:"Harbour & Coast"'),
        (Kind.PERSON, "Théo Lachance", "Ingrid Halvorsen", 'feat:"ingrid halvorsen"'),
    ],
)
def test_outlets_and_people_are_renamed_in_their_rows(
    qtbot: QtBot, pane: TagPane, library: Library, kind: Kind, old: str, new: str, text: str
) -> None:
    rename(qtbot, pane, kind, old, new)
    assert library.count(Query.parse(text)) == 4


def test_a_name_that_is_refused_is_told_in_a_sentence(qtbot: QtBot, pane: TagPane) -> None:
    with qtbot.waitSignal(pane.failed) as failed:
        rename(qtbot, pane, Kind.TAG, "board", "board/")
    assert failed.args[0].endswith(".")


def test_a_saved_search_is_shown_as_it_was_saved_and_counted(qtbot: QtBot, pane: TagPane, library: Library) -> None:
    library.save_search(SavedSearch("Ice or ships", "tag:topic/arctic OR ships"))
    pane.reload_searches()
    pane.set_saved_counts(library.saved_counts())
    assert node(pane, Kind.SEARCH, "ice or ships").count == 4
    click(qtbot, pane, Kind.TAG, "board")
    query = click(qtbot, pane, Kind.SEARCH, "Ice or ships")
    assert str(query) == "tag:topic/arctic OR ships"
    assert node(pane, Kind.SEARCH, "Ice or ships").mark is Mark.CHOSEN
    assert str(click(qtbot, pane, Kind.OUTLET, "Capital Ledger", CTRL)).endswith('ships outlet:"Capital Ledger"')
    assert str(click(qtbot, pane, Kind.SEARCH, "Ice or ships", CTRL)) == 'outlet:"Capital Ledger"'
    assert str(click(qtbot, pane, Kind.SEARCH, "Ice or ships", ALT)).endswith("-(tag:topic/arctic OR ships)")
    assert node(pane, Kind.SEARCH, "Ice or ships").mark is Mark.EXCLUDED


def test_a_saved_search_is_renamed_replaced_and_forgotten(qtbot: QtBot, pane: TagPane, library: Library) -> None:
    library.save_search(SavedSearch("Ice", "tag:topic/arctic"))
    pane.reload_searches()
    rename(qtbot, pane, Kind.SEARCH, "Ice", "North")
    pane.reload_searches()
    click(qtbot, pane, Kind.TAG, "board")

    def choose(title: str) -> None:
        menu = pane.menu_for(node(pane, Kind.SEARCH, "North"))
        next(action for action in menu.actions() if action.text() == title).trigger()

    choose("Take the present search for it")
    assert library.saved_searches() == [SavedSearch("North", "tag:board")]
    choose("Forget this search\tDel")
    assert library.saved_searches() == []
    pane.reload_searches()
    assert pane._sections.tree.find(Kind.SEARCH, "North") is None


def test_tones_and_months_are_counted_and_chosen(qtbot: QtBot, pane: TagPane, library: Library, add: Add) -> None:
    library.set_tone([1, 2], Tone.POSITIVE)
    add("Later", published_on=TODAY.replace(month=1))
    pane.set_facets(library.facets(Query()))
    pane.reload_tags()
    assert node(pane, Kind.TONE, "positive").count == 2
    assert node(pane, Kind.TONE, "none").count == 4
    assert node(pane, Kind.DAYS, f"{TODAY:%Y}").count == 2
    year = pane._names.tree.index_of(node(pane, Kind.DAYS, f"{TODAY:%Y}"))
    assert not pane._names.isExpanded(year)
    pane._names.expand(year)
    assert str(click(qtbot, pane, Kind.DAYS, f"{TODAY:%Y-%m}")) == f"on:{TODAY:%Y-%m}"
    assert str(click(qtbot, pane, Kind.TONE, "positive")) == "tone:positive"
    assert str(click(qtbot, pane, Kind.TONE, "none", CTRL)) == "tone:positive tone:none"


def test_a_tag_gets_a_key_and_shows_it(pane: TagPane, library: Library) -> None:
    def keys() -> QMenu:
        menu = pane.menu_for(node(pane, Kind.TAG, "board"))
        return next(action.menu() for action in menu.actions() if action.text() == "Key")

    keys().actions()[3].trigger()
    pane.reload_tags()
    assert node(pane, Kind.TAG, "board").digit == 4
    assert keys().actions()[3].isChecked()
    keys().actions()[3].trigger()
    assert all(tag.key is None for tag in library.tags())


def test_a_tag_dropped_on_another_is_nested_below_it(pane: TagPane, library: Library) -> None:
    def drop(name: str, place: QPointF) -> bool:
        mime = tag_mime_data(name)
        move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        over = QDragMoveEvent(place.toPoint(), move, mime, left, none)
        pane._names.dragEnterEvent(QDragEnterEvent(place.toPoint(), move, mime, left, none))
        pane._names.dragMoveEvent(over)
        pane._names.dropEvent(QDropEvent(place, move, mime, left, none))
        pane.set_facets(library.facets(Query()))
        pane.reload_tags()
        return over.isAccepted()

    assert drop("board", QPointF(place_of(pane, Kind.TAG, "topic")))
    assert library.get(1).tags == ("topic/arctic", "topic/board")
    assert not drop("topic", QPointF(place_of(pane, Kind.TAG, "topic/board")))
    assert not drop("topic/board", QPointF(place_of(pane, Kind.TAG, "topic")))
    heading = pane._names.tree.find(Kind.GROUP, "tag")
    assert heading is not None
    place = pane._names.visualRect(pane._names.tree.index_of(heading)).center()
    assert drop("topic/board", QPointF(place))
    assert library.get(1).tags == ("board", "topic/arctic")


def test_only_tags_that_are_used_once_are_shown(pane: TagPane) -> None:
    def shown() -> set[str]:
        view = pane._names
        nodes = [one for one in view.tree.root.walk() if one.kind is Kind.TAG]
        return {one.key for one in nodes if not view.isRowHidden(one.row, view.tree.index_of(one).parent())}

    tags = pane._names.tree.find(Kind.GROUP, Kind.TAG.value)
    assert tags is not None
    pane.show_used_once(True)
    assert shown() == {"topic", "topic/shipping"}
    assert pane._names.rows.count_of_heading(tags) == "1 of 4"
    pane.show_used_once(False)
    assert pane._names.rows.count_of_heading(tags) == "4"
    assert shown() == {"topic", "topic/arctic", "topic/shipping", "board"}


def test_the_menu_of_a_tag_changes_its_colour(pane: TagPane, library: Library) -> None:
    menu = pane.menu_for(node(pane, Kind.TAG, "board"))
    colours = next(action.menu() for action in menu.actions() if action.text() == "Colour")
    next(action for action in colours.actions() if action.text() == "Teal").trigger()
    assert {tag.name: tag.hue for tag in library.tags()}["board"] == "teal"


def test_a_row_that_is_no_tag_of_its_own_is_renamed_with_all_below_it(
    qtbot: QtBot, pane: TagPane, library: Library
) -> None:
    titles = [action.text() for action in pane.menu_for(node(pane, Kind.TAG, "topic")).actions()]
    assert "Colour" not in titles
    assert "Key" not in titles
    rename(qtbot, pane, Kind.TAG, "topic", "subject")
    assert [tag.name for tag in library.tags()] == ["board", "subject/arctic", "subject/shipping"]


def test_clippings_dropped_on_a_tag_get_it(qtbot: QtBot, pane: TagPane, library: Library, add: Add) -> None:
    ids = [add("Dragged"), add("Dragged too")]
    place = QPointF(place_of(pane, Kind.TAG, "board"))
    mime = mime_data(ids)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view = pane._names
    view.dragEnterEvent(QDragEnterEvent(place.toPoint(), copy, mime, left, none))
    view.dragMoveEvent(QDragMoveEvent(place.toPoint(), copy, mime, left, none))
    assert view.rows.drop_target is node(pane, Kind.TAG, "board")
    assert view.rows.dropped_count == 2
    view.dropEvent(QDropEvent(place, copy, mime, left, none))
    assert all(clipping.tags == ("board",) for clipping in library.clippings(ids))
    assert view.rows.drop_target is None


def test_an_outlet_takes_no_clippings(pane: TagPane, add: Add) -> None:
    mime = mime_data([add("Dragged")])
    move = QDragMoveEvent(
        place_of(pane, Kind.OUTLET, "Capital Ledger"),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    pane._names.dragMoveEvent(move)
    assert not move.isAccepted()


def test_the_organisations_word_for_its_people_is_the_heading(pane: TagPane) -> None:
    pane.set_spokesperson_label("Fellow")
    headings = [shown.label for shown in pane._names.tree.root.children]
    assert headings == ["Tags", "Fellows", "Outlets", "Published"]


def test_a_new_tag_appears_with_its_count(pane: TagPane, library: Library, add: Add) -> None:
    add("Fresh", tags=("topic/ports",))
    pane.set_facets(library.facets(Query()))
    assert node(pane, Kind.TAG, "topic/ports").count == 1


def test_an_empty_library_shows_where_names_will_gather(qtbot: QtBot, tmp_path: object, pane: TagPane) -> None:
    pane.set_empty(True)
    assert pane.filter_box.isHidden()
    assert not pane._hint.isHidden()
    pane.set_empty(False)
    assert not pane.filter_box.isHidden()


def test_every_state_of_a_row_can_be_drawn_in_both_themes(qtbot: QtBot, pane: TagPane) -> None:
    click(qtbot, pane, Kind.TAG, "topic/arctic")
    click(qtbot, pane, Kind.TAG, "board", ALT)
    assert not pane.grab().isNull()


def test_undo_and_redo_bring_the_order_of_the_rows_back(pane: TagPane, library: Library, add: Add) -> None:
    def rows() -> list[str]:
        pane.reload_tags()
        pane.set_facets(library.facets(Query()))
        return [node.key for node in pane._names.tree.root.walk() if node.kind is not Kind.GROUP]

    before = rows()
    library.tag(library.search(Query()).ids, "topic/shipping")
    after = rows()
    assert after.index("topic/shipping") < after.index("topic/arctic")
    library.undo()
    assert rows() == before
    library.redo()
    assert rows() == after


def test_alternatives_are_marked_as_part_of_the_search(pane: TagPane, library: Library, qtbot: QtBot) -> None:
    library.save_search(SavedSearch("Two", "tag:board ice"))
    pane.reload_searches()
    pane.set_query(Query.parse('tag:board OR (outlet:"Capital Ledger" ice) -(tag:Topic/Shipping OR ships)'))
    assert node(pane, Kind.TAG, "board").mark is node(pane, Kind.OUTLET, "Capital Ledger").mark is Mark.EITHER
    assert node(pane, Kind.TAG, "topic/shipping").mark is Mark.EXCLUDED
    assert node(pane, Kind.TAG, "topic/arctic").mark is node(pane, Kind.SEARCH, "Two").mark is Mark.NONE
    board = pane._names.tree.index_of(node(pane, Kind.TAG, "board"))
    assert "one of several" in board.data(Qt.ItemDataRole.AccessibleTextRole)
    asked = click(qtbot, pane, Kind.TAG, "topic/shipping", Qt.KeyboardModifier.AltModifier)
    assert asked.terms == (Term("topic/shipping", "tag", negated=True),)


def test_a_filter_that_finds_nothing_says_so(qtbot: QtBot, pane: TagPane) -> None:
    qtbot.keyClicks(pane.filter_box, "zeppelin")
    assert pane._notes.missed.isVisible()
    assert pane._notes.missed.text() == "No tag and no name has “zeppelin”."
    pane.filter_box.setText("board")
    assert not pane._notes.missed.isVisible()
    qtbot.keyClicks(pane.filter_box, "zeppelin")
    qtbot.keyClick(pane.filter_box, Qt.Key.Key_Escape)
    assert not pane._notes.missed.isVisible()


def test_of_thousands_of_tags_those_used_most_have_rows_and_the_filter_finds_the_others(
    qtbot: QtBot, library: Library, window: MainWindow, add: Add
) -> None:
    add("All", tags=tuple(f"tag {number:04}" for number in range(2_000)))
    add("Often", tags=("tag 1999",))
    pane = window.tag_pane
    tree = pane._names.tree
    qtbot.waitUntil(lambda: tree.find(Kind.TAG, "tag 1999") is not None and pane._notes.rest.isVisible())
    group = tree.find(Kind.GROUP, "tag")
    assert group is not None
    assert group.count == 2_000
    assert len(group.children) < 1_000
    assert group.children[0].key == "tag 1999"
    assert tree.find(Kind.TAG, "tag 1500") is None
    pane.filter_box.setText("1500")
    assert tree.find(Kind.TAG, "tag 1500") is not None
    assert not pane._notes.rest.isVisible()
    pane.filter_box.clear()
    assert tree.find(Kind.TAG, "tag 1500") is None


def drag_clippings(view: TagTreeView, place: QPoint, ids: list[int]) -> bool:
    # Kept, since the event does not.
    mime, copy = mime_data(ids), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragMoveEvent(place, copy, mime, left, none)
    view.dragEnterEvent(QDragEnterEvent(place, copy, mime, left, none))
    view.dragMoveEvent(over)
    return over.isAccepted()


def drop_clippings(view: TagTreeView, place: QPoint, ids: list[int]) -> bool:
    mime, copy = mime_data(ids), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    is_taken = drag_clippings(view, place, ids)
    view.dropEvent(QDropEvent(QPointF(place), copy, mime, left, none))
    return is_taken


def test_clippings_dropped_on_a_section_become_what_it_holds(pane: TagPane, library: Library, add: Add) -> None:
    ids = [add("Dragged"), add("Dragged too")]
    thrown: list[list[int]] = []
    pane.thrown.connect(thrown.append)

    def drop(key: str) -> bool:
        return drop_clippings(pane._sections, place_of(pane, Kind.SECTION, key), ids)

    assert drop("starred")
    assert all(clipping.starred for clipping in library.clippings(ids))
    for state in (State.NEW, State.DEFERRED, State.REJECTED):
        assert drop(state.value)
        assert {clipping.state for clipping in library.clippings(ids)} == {state}
    assert drop("deleted")
    assert thrown == [ids]
    assert not drop("all")
    assert not drop("untagged")


@pytest.mark.parametrize("key", ["new", "starred", "deferred", "rejected"])
def test_what_lies_in_the_wastebasket_comes_out_of_it_where_it_is_dropped(
    pane: TagPane, library: Library, add: Add, key: str
) -> None:
    ids = [add("Thrown away"), add("Thrown away too")]
    library.delete(ids)
    before = library.clippings(ids)
    assert drop_clippings(pane._sections, place_of(pane, Kind.SECTION, key), ids)
    section = Query.parse("is:starred" if key == "starred" else f"state:{key}")
    assert set(ids) <= set(library.search(section).ids)
    library.undo()
    assert library.clippings(ids) == before


def test_clippings_of_another_window_are_not_taken_for_those_of_this_library(pane: TagPane, add: Add) -> None:
    other = (
        "from clipper.ui.models.clipping_list import mime_data; data = mime_data([1]);"
        "print([(one, bytes(data.data(one).data())) for one in data.formats()])"
    )
    done = subprocess.run([sys.executable, "-c", other], capture_output=True, text=True, check=True, timeout=120)
    add("Here")
    mime = QMimeData()
    for kind, content in literal_eval(done.stdout):
        mime.setData(kind, content)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place_of(pane, Kind.SECTION, "deleted"), copy, mime, left, none)
    pane._sections.dragEnterEvent(enter)
    assert mime.formats()
    assert not enter.isAccepted()


def test_a_tag_that_is_out_of_sight_comes_into_it_while_clippings_are_dragged(
    qtbot: QtBot, pane: TagPane, library: Library, add: Add
) -> None:
    add("Many", tags=tuple(f"tag{number:02}" for number in range(60)))
    pane.set_facets(library.facets(Query()))
    view = pane._names
    drag_clippings(view, QPoint(60, view.viewport().height() - 4), [1])
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    view.dragLeaveEvent(QDragLeaveEvent())
    assert view.rows.drop_target is None


def test_a_closed_tag_opens_below_what_is_dragged(qtbot: QtBot, pane: TagPane, library: Library) -> None:
    view = pane._names
    index = view.tree.index_of(node(pane, Kind.TAG, "topic"))
    view.collapse(index)
    place = place_of(pane, Kind.TAG, "topic")
    drag_clippings(view, place, [5])
    qtbot.waitUntil(lambda: view.isExpanded(index))
    assert drop_clippings(view, place_of(pane, Kind.TAG, "topic/shipping"), [5])
    assert library.get(5).tags == ("topic/shipping",)


def test_clippings_that_are_dropped_on_the_wastebasket_lie_in_it(window: MainWindow, add: Add) -> None:
    ids = [add("Dragged"), add("Dragged too")]
    assert drop_clippings(window.tag_pane._sections, place_of(window.tag_pane, Kind.SECTION, "deleted"), ids)
    assert all(clipping.deleted for clipping in window.library.clippings(ids))


def test_closed_tags_are_closed_at_the_next_start_and_settings_hold_no_name(
    qtbot: QtBot, pane: TagPane, library: Library, settings: Settings, tmp_path: Path
) -> None:
    def is_open(of: TagPane) -> bool:
        return of._names.isExpanded(of._names.tree.index_of(node(of, Kind.TAG, "topic")))

    def at_next_start() -> TagPane:
        again = TagPane(library, Settings(tmp_path / "window.ini"))
        qtbot.addWidget(again)
        again.set_facets(library.facets(Query()))
        return again

    pane._names.collapse(pane._names.tree.index_of(node(pane, Kind.TAG, "topic")))
    pane.remember()
    settings._store.sync()
    again = at_next_start()
    assert not is_open(again)
    assert "topic" not in (tmp_path / "window.ini").read_text()
    again._names.expand(again._names.tree.index_of(node(again, Kind.TAG, "topic")))
    again.set_facets(library.facets(Query.parse("board")))
    assert is_open(again)
    again.remember()
    again._settings._store.sync()
    assert is_open(at_next_start())


def heading(pane: TagPane, key: str) -> Node:
    return node(pane, Kind.GROUP, key) if key != Kind.SEARCH else _found(pane._sections.tree.find(Kind.GROUP, key))


def _found(found: Node | None) -> Node:
    assert found is not None
    return found


def shown_names(pane: TagPane) -> list[str]:
    view = pane._names
    rows = (view.tree.index_of(one) for one in view.tree.root.walk() if one.kind is not Kind.GROUP)
    return [view.tree.node(index).label for index in rows if view.visualRect(index).isValid()]


@pytest.fixture
def coded(pane: TagPane, library: Library) -> TagPane:
    """The pane with a coded tone."""
    library.set_tone([1], Tone.NEGATIVE)
    pane.set_facets(library.facets(Query()))
    return pane


def test_the_section_of_tones_appears_with_the_first_that_is_coded(coded: TagPane) -> None:
    assert node(coded, Kind.TONE, "negative").count == 1


def test_a_click_on_a_heading_folds_its_section_and_keeps_its_count(qtbot: QtBot, coded: TagPane) -> None:
    view, count, asked = coded._names, heading(coded, "tag").count, []
    coded.queryChanged.connect(asked.append)
    place = view.visualRect(view.tree.index_of(heading(coded, "tag"))).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "arctic" not in shown_names(coded)
    assert "Ingrid Halvorsen" in shown_names(coded)
    assert heading(coded, "tag").count == count
    coded.grab()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "arctic" in shown_names(coded)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert "arctic" not in shown_names(coded)
    assert asked == []


def test_the_filter_finds_the_section_of_thousands_of_names_by_its_heading(qtbot: QtBot, coded: TagPane) -> None:
    facets = coded._facets
    names = {f"Wire {number}": 1 for number in range(900)}
    coded.set_facets(replace(facets, outlets=names))
    coded.filter_box.setText("outlets")
    assert len([name for name in shown_names(coded) if name.startswith("Wire")]) == 400
    coded.filter_box.setText("wire 89")
    assert "Wire 899" in shown_names(coded)


def test_left_and_right_and_enter_fold_the_section_of_a_heading(qtbot: QtBot, coded: TagPane) -> None:
    view = coded._names
    view.setFocus()
    view.setCurrentIndex(view.tree.index_of(heading(coded, "tag")))
    press(qtbot, Qt.Key.Key_Left)
    assert "arctic" not in shown_names(coded)
    press(qtbot, Qt.Key.Key_Down)
    assert view.tree.node(view.currentIndex()).label == "Spokespeople"
    press(qtbot, Qt.Key.Key_Up, Qt.Key.Key_Right)
    assert "arctic" in shown_names(coded)
    press(qtbot, Qt.Key.Key_Return)
    assert "arctic" not in shown_names(coded)
    press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert view.tree.node(view.currentIndex()).label == "Tags"


def test_the_menu_of_a_heading_folds_it_or_all(coded: TagPane, library: Library) -> None:
    library.save_search(SavedSearch("Ice", "ice"))
    coded.reload_searches()

    def take(title: str) -> None:
        menu = coded.menu_for(heading(coded, "tone"))
        next(action for action in menu.actions() if action.text().startswith(title)).trigger()

    height = coded._sections.height()
    take("Fold")
    assert "Negative" not in shown_names(coded)
    take("Unfold")
    assert "Negative" in shown_names(coded)
    take("Fold all sections")
    assert shown_names(coded) == []
    assert coded._sections.height() < height
    take("Unfold all sections")
    assert "Negative" in shown_names(coded)
    assert coded._sections.height() == height


def test_a_right_click_on_a_heading_opens_its_menu(qtbot: QtBot, coded: TagPane) -> None:
    view = coded._names
    place = view.visualRect(view.tree.index_of(heading(coded, "outlet"))).center()
    with qtbot.waitSignal(view.menuRequested) as asked:
        QApplication.sendEvent(
            view.viewport(),
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place)),
        )
    assert asked.args[0].key == "outlet"
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_folded_sections_are_folded_at_the_next_start_and_while_rows_come(
    qtbot: QtBot, coded: TagPane, library: Library, settings: Settings, tmp_path: Path, add: Add
) -> None:
    for key in ("tone", "outlet"):
        coded._names.set_open(heading(coded, key), False)
    add("Another", outlet="Prairie Post", tags=("new",))
    coded.set_facets(library.facets(Query()))
    assert not {"Capital Ledger", "Prairie Post", "Negative"}.intersection(shown_names(coded))
    coded.filter_box.setText("ledger")
    assert "Capital Ledger" in shown_names(coded)
    coded.remember()
    settings._store.sync()
    again = TagPane(library, Settings(tmp_path / "window.ini"))
    qtbot.addWidget(again)
    again.show()
    again.set_facets(library.facets(Query()))
    assert not {"Capital Ledger", "Prairie Post", "Negative"}.intersection(shown_names(again))
    assert "arctic" in shown_names(again)


def test_what_the_filter_opened_is_closed_again_without_it(coded: TagPane) -> None:
    view = coded._names
    view.set_open(heading(coded, "outlet"), False)
    view.set_open(node(coded, Kind.TAG, "topic"), False)
    before = shown_names(coded)
    coded.filter_box.setText("c")
    assert {"Capital Ledger", "arctic"} <= set(shown_names(coded))
    coded.filter_box.clear()
    assert shown_names(coded) == before


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("tone", ["Positive", "Mixed", "Neutral", "Negative", "Not coded"]),
        ("ton", ["Positive", "Mixed", "Neutral", "Negative", "Not coded"]),
        ("to", ["topic", "arctic", "shipping"]),
        ("outlets", ["Capital Ledger", "Harbour & Coast"]),
        ("month", ["2026"]),
        ("neg", ["Negative"]),
    ],
)
def test_the_filter_finds_a_section_by_its_heading_where_no_name_of_it_is_called_so(
    coded: TagPane, typed: str, shown: list[str]
) -> None:
    coded._names.set_open(heading(coded, "tone"), False)
    coded.filter_box.setText(typed)
    assert [name for name in shown_names(coded) if name not in ("topic",) or typed == "to"] == shown
    assert coded._notes.missed.isHidden()


def test_a_name_that_was_cut_is_told_whole_however_deep_it_is_nested(
    qtbot: QtBot, pane: TagPane, library: Library
) -> None:
    library.tag([1], "topic/arctic/northern/mmmmmmmmmmmmm")
    pane.set_facets(library.facets(Query()))

    def told(key: str) -> str:
        place = place_of(pane, Kind.TAG, key)
        viewport = pane._names.viewport()
        QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place)))
        return QToolTip.text()

    pane._names.grab()
    assert "mmmmmmmmmmmmm" in told("topic/arctic/northern/mmmmmmmmmmmmm")
    # It takes a moment until the former one is gone.
    qtbot.waitUntil(lambda: told("topic/arctic") == "")


def test_a_low_window_leaves_the_names_their_room_below_the_sections(pane: TagPane, qtbot: QtBot) -> None:
    parts = (pane._sections, pane.filter_box, pane._names)
    for height in (700, 440):
        pane.resize(228, height)
        qtbot.waitUntil(lambda height=height: pane._names.geometry().bottom() <= height)
        edges = [(part.geometry().top(), part.geometry().bottom()) for part in parts]
        assert all(above[1] < below[0] for above, below in pairwise(edges)), (height, edges)
        assert edges[-1][1] - edges[-1][0] > 80
