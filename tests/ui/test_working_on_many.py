"""What is done in the window to many clippings at once, and searches that are saved there."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from clipper.library.clippings import Ready, insert_many
from clipper.library.in_common import InCommon
from clipper.library.library import Library
from clipper.library.search import Hits, Sort
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Prominence, Relation, State
from clipper.model.draft import Pasted
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from clipper.ui.dialogs.naming import NamingDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.models.tag_tree import Kind, Mark
from clipper.ui.panes.detail_several import NothingPage
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import Button, LinkButton
from clipper.ui.widgets.labels import Label
from tests.ui.conftest import TODAY, accepted, window_over


@pytest.fixture
def window(qtbot: QtBot, library: Library, settings: Settings) -> Iterator[MainWindow]:
    """A window over four clippings, the newest first."""
    days = [TODAY - timedelta(days=number) for number in range(4)]
    drafts = [
        accepted(f"Harbour story {number}", outlet="Northern Wire", published_on=day, tags=("ports",))
        for number, day in enumerate(days)
    ]
    library.add(drafts, Pasted("Four clippings"))
    with window_over(qtbot, library, settings) as opened:
        yield opened


def select_all(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.view.selectAll()
    qtbot.waitUntil(lambda: window.detail_pane.several.isVisible())


def press(window: MainWindow, key: Qt.Key) -> None:
    window.list_pane.view.setFocus()
    QTest.keyClick(window.list_pane.view, key)


def answer(monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    """A person who gives a name; returns the names that were offered."""
    offered: list[str] = []

    def ask(dialog: QDialog) -> bool:
        assert isinstance(dialog, NamingDialog)
        offered.append(dialog.field.text())
        dialog.field.setText(name)
        return True

    monkeypatch.setattr("clipper.ui.dialogs.naming.ask", ask)
    return offered


def button(window: MainWindow, title: str) -> Button:
    return next(one for one in window.detail_pane.several.findChildren(Button) if one.text() == title)


def test_a_search_is_saved_and_stands_in_the_pane_with_its_count(
    qtbot: QtBot, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = window.actions_["edit.save_search"]
    qtbot.waitUntil(lambda: not action.isEnabled())
    QTest.keyClicks(window.list_pane.search_box.focusProxy(), "tag:ports story")
    qtbot.waitUntil(action.isEnabled)
    offered = answer(monkeypatch, "Stories of ports")
    action.trigger()
    assert offered == ["tag:ports story"]
    assert library.saved_searches() == [SavedSearch("Stories of ports", "tag:ports story*")]
    tree = window.tag_pane._sections.tree
    qtbot.waitUntil(lambda: tree.find(Kind.SEARCH, "Stories of ports") is not None)
    node = tree.find(Kind.SEARCH, "Stories of ports")
    assert node is not None
    qtbot.waitUntil(lambda: tree.find(Kind.SEARCH, "Stories of ports").count == 4)
    assert node.mark is Mark.CHOSEN
    window.undoing.undo()
    qtbot.waitUntil(lambda: tree.find(Kind.SEARCH, "Stories of ports") is None)


def test_a_search_that_was_just_saved_by_the_last_part_of_a_tag_is_the_chosen_one(
    qtbot: QtBot, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.tag([1, 2], "topic/arctic")
    window.search(Query.parse("tag:arctic"))
    answer(monkeypatch, "The north")
    qtbot.waitUntil(window.actions_["edit.save_search"].isEnabled)
    window.actions_["edit.save_search"].trigger()
    tree = window.tag_pane._sections.tree
    qtbot.waitUntil(lambda: tree.find(Kind.SEARCH, "The north") is not None)
    node = tree.find(Kind.SEARCH, "The north")
    assert node is not None
    assert node.mark is Mark.CHOSEN
    assert str(window.query) == "tag:topic/arctic"


@pytest.mark.parametrize(
    ("text", "rename", "after"),
    [
        ("tag:ports story", lambda library: library.rename_tag("ports", "topic/harbours"), "tag:topic/harbours story"),
        ("-tag:ports", lambda library: library.rename_tag("ports", "board"), "-tag:board"),
        ('feat:"Lena Mora"', lambda library: library.rename_person("Lena Mora", "Lena Moravec"), 'feat:"Lena Moravec"'),
        (
            'outlet:"Northern Wire"',
            lambda library: library.rename_outlet("Northern Wire", "The Wire"),
            'outlet:"The Wire"',
        ),
        ("tag:board tag:ports", lambda library: library.rename_tag("ports", "board"), "tag:board"),
        ("tag:ports OR tag:board", lambda library: library.rename_tag("ports", "board"), "tag:board"),
        ("-(tag:ports OR tag:board)", lambda library: library.rename_tag("ports", "board"), "-tag:board"),
        ("tag:ports tag:ports", lambda library: library.rename_tag("ports", "harbours"), "tag:harbours tag:harbours"),
        (
            'outlet:"Northern Wire"',
            lambda library: library.rename_outlet("Northern Wire", "The Tern"),
            'outlet:"The Tern"',
        ),
    ],
)
def test_the_present_search_follows_what_is_renamed_or_merged_as_saved_ones_do(
    qtbot: QtBot,
    window: MainWindow,
    library: Library,
    text: str,
    rename: Callable[[Library], Changes],
    after: str,
) -> None:
    library.tag([1], "board")
    library.edit(2, outlet="The Tern")
    library.edit(1, spokespeople=(Spokesperson("Lena Mora"),))
    library.save_search(SavedSearch("Kept", text))
    window.search(Query.parse(text))
    rename(library)
    qtbot.waitUntil(lambda: str(window.query) == after)
    assert str(window.list_pane.search_box.written()) == after
    assert [saved.text for saved in library.saved_searches()] == [after]
    ids = list(library.search(window.query).ids)
    qtbot.waitUntil(lambda: list(window.list_pane.model.ids) == ids)
    window.undoing.undo()
    qtbot.waitUntil(lambda: str(window.query) == text)
    window.undoing.redo()
    qtbot.waitUntil(lambda: str(window.query) == after)


def test_a_saved_search_that_was_opened_after_a_merge_goes_back_with_it(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    before, after = 'outlet:"Northern Wire" story', 'outlet:"The Tern" story'
    library.edit(2, outlet="The Tern")
    library.save_search(SavedSearch("Kept", before))
    library.rename_outlet("Northern Wire", "The Tern")
    qtbot.waitUntil(lambda: str(window.tag_pane.searches["Kept"]) == after)
    window.search(Query.parse(after))
    window.undoing.undo()
    qtbot.waitUntil(lambda: str(window.query) == before)
    assert str(window.list_pane.search_box.written()) == before
    window.undoing.redo()
    qtbot.waitUntil(lambda: str(window.query) == after)


def test_undo_of_saving_a_search_leaves_what_is_searched_for(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    library.save_search(SavedSearch("Kept", "story"))
    library.save_search(SavedSearch("Kept", "tag:ports"))
    window.search(Query.parse("tag:ports"))
    window.undoing.undo()
    qtbot.waitUntil(lambda: str(window.tag_pane.searches["Kept"]) == "story")
    assert str(window.query) == "tag:ports"


def test_a_digit_puts_its_tag_on_all_that_are_selected_and_takes_it_off_again(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    library.tag([1], "board")
    library.set_tag_key("board", 3)
    select_all(qtbot, window)
    qtbot.waitUntil(lambda: window.actions_["tags.3"].isEnabled())
    assert window.actions_["tags.3"].text() == "board"
    assert not window.actions_["tags.4"].isEnabled()
    press(window, Qt.Key.Key_3)
    assert {clipping.tags for clipping in library.clippings([1, 2, 3, 4])} == {("board", "ports")}
    press(window, Qt.Key.Key_3)
    assert {clipping.tags for clipping in library.clippings([1, 2, 3, 4])} == {("ports",)}
    press(window, Qt.Key.Key_4)
    window.undoing.undo()
    assert library.get(4).tags == ("board", "ports")


def test_a_digit_in_a_text_field_is_a_digit(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    library.set_tag_key("ports", 3)
    QTest.keyClicks(window.list_pane.search_box.focusProxy(), "3")
    assert window.list_pane.search_box.focusProxy().text() == "3"
    assert library.get(1).tags == ("ports",)


def test_the_outlet_of_all_is_set_in_one_step(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    select_all(qtbot, window)
    outlet = window.detail_pane.several.outlet
    assert outlet.value() == "Northern Wire"
    outlet.setFocus()
    outlet.set_text("The Tern")
    assert outlet.commit()
    assert {clipping.outlet for clipping in library.clippings([1, 2, 3, 4])} == {"The Tern"}
    window.undoing.undo()
    assert {clipping.outlet for clipping in library.clippings([1, 2, 3, 4])} == {"Northern Wire"}


def test_all_are_published_and_withdrawn(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    select_all(qtbot, window)
    button(window, "Publish all").click()
    assert all(clipping.publish for clipping in library.clippings([1, 2, 3, 4]))
    button(window, "Withdraw all").click()
    assert not any(clipping.publish for clipping in library.clippings([1, 2, 3, 4]))


def test_where_all_were_moved_away_the_list_says_so_and_leads_there(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    ids = library.search(Query()).ids
    library.delete(ids)
    instead = window.list_pane.findChild(LinkButton, "searchInstead")
    qtbot.waitUntil(instead.isVisible)
    assert window.list_pane._empty.sentence() == "No clipping is left here."
    assert "wastebasket" in window.list_pane._empty.accessibleName()
    assert instead.text() == "Open the wastebasket"
    instead.click()
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 4)
    assert str(window.query) == "is:deleted"


def test_while_it_is_looked_up_what_many_have_in_common_their_number_is_told(
    qtbot: QtBot, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def look(look_up: Callable[[Sequence[int]], InCommon], ids: Sequence[int]) -> InCommon:
        told.append(window.detail_pane.findChild(NothingPage).title())
        return look_up(ids)

    monkeypatch.setattr(library, "in_common", partial(look, library.in_common))
    select_all(qtbot, window)
    assert told == ["4 clippings are selected"]
    window.list_pane.view.clearSelection()
    window.detail_pane.show_clipping(None)
    assert window.detail_pane.findChild(NothingPage).title() == "Nothing is selected"


def test_a_click_on_the_verb_of_a_notice_leaves_the_keyboard_where_it_is(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.focus_list()
    qtbot.waitUntil(window.list_pane.view.hasFocus)
    window.toast.show_done("Moved.", "Undo", lambda: None)
    link = next(one for one in window.toast.findChildren(QPushButton) if one.text() == "Undo")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert not window.toast.isVisible()
    assert window.list_pane.view.hasFocus()


def test_all_go_to_the_wastebasket_and_come_back(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    select_all(qtbot, window)
    button(window, "Move to the wastebasket").click()
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 0)
    window.undoing.undo()
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 4)


def test_those_that_are_selected_become_one_in_one_step(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    library.set_note(2, "Of the second")
    select_all(qtbot, window)
    button(window, "Merge into one").click()
    assert [clipping.deleted for clipping in library.clippings([1, 2, 3, 4])] == [False, True, True, True]
    assert library.get(1).note == "Of the second"
    qtbot.waitUntil(lambda: window.toast.text == "Merged 4 clippings; “Harbour story 0” kept its own headline, date")
    window.undoing.undo()
    assert not any(clipping.deleted for clipping in library.clippings([1, 2, 3, 4]))


def test_those_that_are_selected_become_a_story_and_are_taken_out_again(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    select_all(qtbot, window)
    button(window, "Group as a story").click()
    assert len({clipping.story for clipping in library.clippings([1, 2, 3, 4])} - {None}) == 1
    button(window, "Take out of the story").click()
    assert {clipping.story for clipping in library.clippings([1, 2, 3, 4])} == {None}


def test_prominence_and_relation_of_all_are_set_in_one_step(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    library.set_prominence([1], Prominence.MAIN)
    select_all(qtbot, window)
    several = window.detail_pane.several
    qtbot.waitUntil(lambda: several.prominence.word() == "Various")
    assert several.relation.word() == "About us"
    several.prominence.choose(Prominence.PASSING)
    several.relation.choose(Relation.ISSUE)
    found = {(one.prominence, one.relation) for one in library.clippings([1, 2, 3, 4])}
    assert found == {(Prominence.PASSING, Relation.ISSUE)}
    assert several.prominence.word() == "Passing mention"
    window.undoing.undo()
    window.undoing.undo()
    assert [one.prominence for one in library.clippings([1, 2])] == [Prominence.MAIN, None]


def test_a_tag_that_some_have_says_on_how_many_and_is_put_on_all_or_taken_off(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    library.tag([1, 2], "board")
    library.tag([3], "press")
    select_all(qtbot, window)
    tags = window.detail_pane.several.tags
    qtbot.waitUntil(lambda: tags.tags() == ("ports", "board", "press"))

    def chip(name: str) -> QWidget:
        return next(one for one in tags.findChildren(QWidget) if getattr(one, "name", "") == name and one.isVisible())

    assert chip("ports").accessibleName() == "Tag ports"
    assert chip("board").accessibleName() == "Tag board, on 2 of 4"
    QTest.mouseClick(chip("board"), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert [len(one.tags) for one in library.clippings([1, 2, 3, 4])] == [2, 2, 3, 2]
    assert chip("board").accessibleName() == "Tag board"
    chip("press").setFocus()
    QTest.keyClick(chip("press"), Qt.Key.Key_Space)
    assert all("press" in one.tags for one in library.clippings([1, 2, 3, 4]))
    window.undoing.undo()
    qtbot.waitUntil(lambda: chip("press").accessibleName() == "Tag press, on 1 of 4")
    tags.remove("press")
    assert not any("press" in one.tags for one in library.clippings([1, 2, 3, 4]))


def test_the_pane_says_that_it_shows_only_tags_that_are_used_once_and_how_to_see_all(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    library.tag([1], "once")
    window.activateWindow()
    tree, action = window.tag_pane._names.tree, window.actions_["view.used_once"]
    qtbot.waitUntil(lambda: tree.find(Kind.TAG, "once") is not None)
    show_all = window.tag_pane.findChild(LinkButton, "showAllTags")
    assert not show_all.isVisible()
    action.trigger()
    assert show_all.isVisible()
    show_all.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(show_all, Qt.Key.Key_Space)
    assert not show_all.isVisible()
    assert not action.isChecked()
    ports = tree.find(Kind.TAG, "ports")
    assert not window.tag_pane._names.isRowHidden(ports.row, tree.index_of(ports).parent())
    assert window.tag_pane.filter_box.hasFocus()


@pytest.mark.parametrize("on", [True, False])
def test_tags_that_are_used_once_are_chosen_in_the_menu(
    qtbot: QtBot, window: MainWindow, library: Library, on: bool
) -> None:
    library.tag([1], "once")
    tree = window.tag_pane._names.tree
    qtbot.waitUntil(lambda: tree.find(Kind.TAG, "once") is not None)
    if on:
        window.actions_["view.used_once"].trigger()
    ports = tree.find(Kind.TAG, "ports")
    assert ports is not None
    assert window.tag_pane._names.isRowHidden(ports.row, tree.index_of(ports).parent()) is on


def test_shift_f10_opens_the_menu_of_what_has_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    tags = window.tag_pane._names
    qtbot.waitUntil(lambda: tags.tree.find(Kind.TAG, "ports") is not None)
    tags.setCurrentIndex(tags.tree.index_of(tags.tree.find(Kind.TAG, "ports")))
    qtbot.waitUntil(lambda: window.list_pane.selected_count() == 1)
    for view, entry in ((tags, "Only this"), (window.list_pane.view, "Key coverage")):
        view.setFocus()
        qtbot.waitUntil(view.hasFocus)
        QTest.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert any(entry in action.text() for action in menu.actions())
        menu.close()


def test_the_first_rows_stand_before_all_are_found_and_stay(
    qtbot: QtBot, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([accepted(f"Quay {number}", published_on=TODAY) for number in range(100)], Pasted("Many"))
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 104)
    shown: list[tuple[int, str]] = []
    show = window.list_pane.set_hits

    def watch(hits: Hits) -> None:
        show(hits)
        shown.append((len(hits), window.list_pane.result_line.text()))

    window.searcher.found.disconnect()
    window.searcher.found.connect(lambda _query, hits: watch(hits))
    QTest.keyClicks(window.list_pane.search_box.focusProxy(), "q")
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 100)
    assert shown[0][0] == 64
    assert "104 clippings" in shown[0][1]
    assert "100 clippings" in window.list_pane.result_line.text()
    # The same search again is looked for whole, so that nothing above the row that is read is gone meanwhile.
    shown.clear()
    library.set_starred([library.search(Query()).ids[-1]], True)
    qtbot.waitUntil(lambda: len(shown) > 0)
    assert [count for count, _ in shown] == [100]


def many(library: Library) -> list[int]:
    """Two hundred more clippings, each a day before the one above it."""
    drafts = [accepted(f"Quay {number}", published_on=TODAY - timedelta(days=9 + number)) for number in range(200)]
    return list(library.add(drafts, Pasted("Many")).ids)


def all_found(qtbot: QtBot, window: MainWindow, count: int) -> None:
    qtbot.waitUntil(lambda: window.list_pane.is_whole() and len(window.list_pane.model.ids) == count)


def test_the_clipping_that_is_read_is_found_again_beyond_the_first_rows(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    ids = many(library)
    library.tag([ids[150]], "x")
    window.search(Query.parse("tag:x"))
    all_found(qtbot, window, 1)
    assert window.list_pane.current_id() == ids[150]
    window.search(Query())
    all_found(qtbot, window, 204)
    assert window.list_pane.current_id() == ids[150]


@pytest.mark.parametrize(("row", "kept"), [(2, True), (108, False)])
def test_a_search_that_is_typed_shows_its_newest_at_the_top(
    qtbot: QtBot, window: MainWindow, library: Library, row: int, *, kept: bool
) -> None:
    ids = many(library)
    all_found(qtbot, window, 204)
    window.list_pane.select(ids[row])
    QTest.keyClicks(window.list_pane.search_box.focusProxy(), "quay")
    all_found(qtbot, window, 200)
    assert window.list_pane.current_id() == ids[row if kept else 0]
    assert window.list_pane.view.verticalScrollBar().value() == 0
    # What was read when it is cleared again keeps its place, as one does that another part of the window searches for.
    window.list_pane.select(ids[150])
    QTest.keyClick(window.list_pane.search_box.focusProxy(), Qt.Key.Key_Escape)
    all_found(qtbot, window, 204)
    assert window.list_pane.current_id() == ids[150]
    window.search(Query.parse("quay"))
    all_found(qtbot, window, 200)
    assert window.list_pane.current_id() == ids[150]


def test_all_that_are_selected_among_the_first_rows_are_all_that_are_found(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    many(library)
    all_found(qtbot, window, 204)
    some = library.first(Query(), Sort.NEWEST, 64)
    assert some is not None
    window.list_pane.set_query(Query.parse("-nothing"))
    window.list_pane.set_hits(some)
    window.list_pane.view.selectAll()
    window.list_pane.set_hits(library.search(Query()))
    assert window.list_pane.selected_count() == 204


def test_a_saved_search_for_what_does_not_hold_together_can_be_shown(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    library.save_search(SavedSearch("Neither", "-(harbour 2)"))
    window.search(Query.parse("-(harbour 2)"))
    all_found(qtbot, window, 3)
    window.search(Query.parse("harbour 2"))
    all_found(qtbot, window, 1)


def test_tags_that_are_not_shown_for_several_are_counted_behind_those_that_are(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    for number in range(30):
        library.tag([1], f"topic {number}")
    select_all(qtbot, window)
    tags = window.detail_pane.several.tags
    qtbot.waitUntil(lambda: len(tags.tags()) == 31)
    more = [one for one in tags.findChildren(QLabel) if one.isVisible() and one.text() == "and 6 more"]
    assert len(more) == 1
    library.untag([1], "topic 29")
    qtbot.waitUntil(lambda: more[0].text() == "and 5 more")


def test_more_than_a_person_means_are_not_merged_at_once(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    many(library)
    all_found(qtbot, window, 204)
    select_all(qtbot, window)
    qtbot.waitUntil(lambda: not window.actions_["clipping.merge"].isEnabled())
    [merge] = [one for one in window.detail_pane.several.findChildren(Button) if one.text() == "Merge into one"]
    qtbot.waitUntil(merge.isVisible)
    said = "At most 20 clippings become one: more than that are hardly one and the same."
    assert (merge.isEnabled(), merge.toolTip()) == (False, said)


def test_what_is_selected_and_still_found_stays_selected_whole(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    many(library)
    all_found(qtbot, window, 204)
    select_all(qtbot, window)
    counts: list[int] = []
    window.list_pane.selectionChanged.connect(lambda: counts.append(window.list_pane.selected_count()))
    QTest.keyClicks(window.list_pane.search_box.focusProxy(), "quay")
    all_found(qtbot, window, 200)
    assert window.list_pane.selected_ids() == list(window.list_pane.model.ids)
    window.search(Query())
    all_found(qtbot, window, 204)
    assert window.list_pane.selected_ids() == list(library.search(Query.parse("quay")).ids)
    # Nowhere on the way was a part of them selected that nobody chose.
    assert set(counts) <= {200, 204}


def test_another_order_leaves_the_selection(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    ids = many(library)
    all_found(qtbot, window, 204)
    select_all(qtbot, window)
    counts: list[int] = []
    window.list_pane.selectionChanged.connect(lambda: counts.append(window.list_pane.selected_count()))
    window.list_pane.result_line.sortChosen.emit(Sort.OLDEST)
    qtbot.waitUntil(lambda: window.list_pane.is_whole() and window.list_pane.model.ids[0] == ids[-1])
    assert set(counts) == {204}


def test_what_thousands_have_in_common_is_told_as_of_a_few(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    with library.step("import") as work:
        clippings = (
            Clipping(id=0, uuid=f"{uuid4()}", headline=f"Quay {number}", published_on=TODAY, tags=("ports",))
            for number in range(2000)
        )
        insert_many(work, [Ready.of(clipping) for clipping in clippings])
    library.tag([1, 2], "board")
    all_found(qtbot, window, 2_004)
    select_all(qtbot, window)
    several = window.detail_pane.several
    qtbot.waitUntil(lambda: several.tags.tags() == ("ports", "board"))
    assert several.prominence.word() == "Prominence not coded"
    assert several.relation.word() == "About us"
    assert "1 outlet · " in " ".join(label.text() for label in several.findChildren(Label))
    several.tags.remove("ports")
    assert not any("ports" in one.tags for one in library.clippings([1, 2, 2_004]))


def test_many_tags_have_room_with_the_place_for_another_one(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    for number in range(60):
        library.tag([1, 2], f"topic/of the year {number}")
    window.resize(1100, 640)
    select_all(qtbot, window)
    several = window.detail_pane.several
    tags = several.tags
    qtbot.waitUntil(lambda: len(tags.tags()) > 20)
    qtbot.waitUntil(lambda: tags.height() >= tags.heightForWidth(tags.width()))
    assert tags.childrenRect().bottom() < tags.height()
    scroller = window.detail_pane._several_area.verticalScrollBar()
    scroller.setValue(scroller.maximum())
    assert scroller.value() > 0
    window.list_pane.view.select_row(0)
    qtbot.waitUntil(lambda: not several.isVisible())
    select_all(qtbot, window)
    assert scroller.value() == 0


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_R, Qt.Key.Key_D, Qt.Key.Key_P, Qt.Key.Key_G, Qt.Key.Key_3, Qt.Key.Key_Delete]
)
def test_a_stray_key_changes_no_more_than_a_hundred_and_offers_to(
    qtbot: QtBot, window: MainWindow, library: Library, key: Qt.Key
) -> None:
    many(library)
    library.tag([1], "board")
    library.set_tag_key("board", 3)
    all_found(qtbot, window, 204)
    select_all(qtbot, window)
    qtbot.waitUntil(lambda: window.actions_["tags.3"].isEnabled() and window.actions_["clipping.group"].isEnabled())
    steps = library.steps()
    press(window, key)
    assert window.toast.text == "204 clippings are selected; a key alone changes at most 100."
    assert library.steps() == steps
    window.toast.press()
    qtbot.waitUntil(lambda: len(library.steps()) == len(steps) + 1)


def test_what_a_key_offered_is_not_done_to_others(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    many(library)
    all_found(qtbot, window, 204)
    select_all(qtbot, window)
    press(window, Qt.Key.Key_R)
    window.list_pane.view.select_row(0)
    window.toast.press()
    assert all(one.state is State.KEPT for one in library.clippings([1, 2, 3, 4]))
    window.list_pane.view.selectAll()
    window.actions_["state.rejected"].trigger()
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 0)


def test_ctrl_z_asks_before_it_takes_back_what_was_done_to_many_before_this_start(
    qtbot: QtBot, library: Library, settings: Settings
) -> None:
    many(library)
    with window_over(qtbot, library, settings) as later:
        all_found(qtbot, later, 200)
        library.set_starred([1], True)
        QTest.keyClick(later.list_pane.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert not library.clippings([1])[0].starred
        QTest.keyClick(later.list_pane.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert later.toast.text == "Undo would take back what was done on 18 Nov 2026: Add 200 clippings."
        assert len(library.search(Query()).ids) == 200
        later.toast.press()
        qtbot.waitUntil(lambda: later.empty_state.isVisible() and later.actions_["edit.redo"].isEnabled())
        later.actions_["edit.redo"].trigger()
        all_found(qtbot, later, 200)


def test_ctrl_z_takes_back_what_was_done_to_many_since_the_start_and_to_few_before_it(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    all_found(qtbot, window, 4)
    many(library)
    all_found(qtbot, window, 204)
    QTest.keyClick(window.list_pane.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    all_found(qtbot, window, 4)
    QTest.keyClick(window.list_pane.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.empty_state.isVisible())


def test_what_undo_offered_takes_back_no_other_step(qtbot: QtBot, library: Library, settings: Settings) -> None:
    many(library)
    with window_over(qtbot, library, settings) as later:
        all_found(qtbot, later, 200)
        QTest.keyClick(later.list_pane.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        offered = later.toast._verb
        library.set_starred([1], True)
        assert offered is not None
        offered()
        assert library.clippings([1])[0].starred
