"""The list as a person uses it: rows, groups, selection, keys, and what happens when the hits change underneath."""

from array import array
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.library.search import Hits, Sort
from clipper.model.clipping import Row
from clipper.model.codes import Medium, State, Tone
from clipper.model.query import Query
from clipper.ui.dates import write_date
from clipper.ui.fonts import sans
from clipper.ui.models.clipping_list import MIME_TYPE, ClippingList, Grouping, dragged_ids
from clipper.ui.text_measures import width_of
from clipper.ui.widgets.clipping_delegate import found_ranges, places
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.search_suggestions import Names
from tests.profiles import of_hundred
from tests.ui.list_window import TODAY, Window, add_days, add_on

Add = Callable[..., int]


@pytest.fixture
def window(library: Library, qtbot: QtBot) -> Window:
    return Window(library, qtbot)


def test_a_search_says_how_many_stories_and_clippings_it_found(window: Window, add: Add) -> None:
    add_days(window.library, 3)
    window.search()
    assert window.pane.result_line.text() == "3 stories, 3 clippings"


def test_clippings_stand_under_their_day(window: Window, add: Add) -> None:
    add("Old", published_on=date(2025, 3, 2))
    add("Monday", published_on=date(2026, 11, 16))
    add("Now", published_on=TODAY)
    add("Also now", published_on=TODAY)
    window.search()
    assert window.headings == [
        ("Today · Wednesday 18 November", 2),
        ("Monday 16 November", 1),
        ("Sunday 2 March 2025", 1),
    ]


def test_groups_follow_the_order_that_makes_sense_of_them(window: Window, add: Add) -> None:
    add("One", outlet="Zebra Post", published_on=TODAY)
    add("Two", outlet="Anchor", published_on=date(2026, 11, 2))
    add("Three", outlet="Anchor", published_on=TODAY)
    window.search()
    window.pane.result_line.groupingChosen.emit(Grouping.MONTH)
    assert window.headings == [("November 2026", 3)]
    window.pane.result_line.groupingChosen.emit(Grouping.OUTLET)
    assert window.pane.sort() is Sort.OUTLET
    assert window.headings == [("Anchor", 2), ("Zebra Post", 1)]
    window.pane.result_line.sortChosen.emit(Sort.HEADLINE)
    assert window.headlines == ["One", "Three", "Two"]
    assert window.headings == []
    window.pane.result_line.sortChosen.emit(Sort.OLDEST)
    assert [title for title, _ in window.headings] == ["Monday 2 November", "Today · Wednesday 18 November"]


def test_words_in_the_search_give_every_row_a_snippet(window: Window, add: Add) -> None:
    add("Harbour news", body="The dredger came back to the harbour on Monday.", published_on=TODAY)
    window.search("dredger")
    row = window.pane.model.row_at(0)
    assert row is not None
    assert ("dredger", True) in row.snippet
    assert window.pane.view.rowHeight(0) == 76
    window.search()
    assert window.pane.view.rowHeight(0) == 56 + 28


def test_nothing_found_is_said_calmly_with_a_way_out(window: Window, add: Add, qtbot: QtBot) -> None:
    add("Something")
    window.search("nonesuch")
    empty = window.pane._empty
    assert empty.isVisible()
    assert empty.sentence() == "No clipping matches “nonesuch”."
    with qtbot.waitSignal(window.pane.queryChanged):
        empty.clearRequested.emit()
    assert window.headlines == ["Something"]
    assert window.pane.view.isVisible()


def test_a_field_that_is_none_is_named_where_nothing_is_found(window: Window, add: Add) -> None:
    add("Something")
    window.search("foo:bar")
    told = "There is no field “foo:”, so it was searched for as it stands."
    assert window.pane._empty.accessibleName() == f"No clipping matches “foo:bar”. {told}"


def test_the_first_clipping_of_a_new_search_is_current(window: Window, add: Add, qtbot: QtBot) -> None:
    ids = add_days(window.library, 5)
    with qtbot.waitSignal(window.pane.currentChanged) as signal:
        window.search()
    assert signal.args == [window.pane.current_id()]
    assert window.pane.position() == (1, 5)
    window.search("nonesuch")
    assert window.pane.current_id() is None
    window.search()
    assert window.pane.current_id() in ids


def test_scroll_and_selection_stay_when_hits_change_underneath(window: Window, add: Add) -> None:
    ids = add_days(window.library, 120)
    window.search()
    window.pane.select(ids[60])
    view = window.pane.view
    window.pane.step(1)
    current = window.pane.current_id()
    before = view.visualRect(view.currentIndex()).bottom()
    add("Just in", published_on=TODAY)
    add("Also in", published_on=TODAY - timedelta(days=3))
    window.search()
    assert window.pane.current_id() == current
    assert view.visualRect(view.currentIndex()).bottom() == before


@pytest.fixture(params=["list", "stories", "table"])
def scrolled(request: pytest.FixtureRequest, window: Window) -> Window:
    """A list, with groups by day or story, or table of 120 clippings, scrolled to the middle, three selected there."""
    ids = add_days(window.library, 120)
    window.library.make_pick_up(ids[62], ids[110])
    window.library.make_pick_up(ids[57], ids[58])
    window.search()
    if request.param == "stories":
        window.pane.result_line.groupingChosen.emit(Grouping.STORY)
    window.pane.show_table(request.param == "table")
    window.pane.view.select_row(60)
    for _ in range(2):
        QTest.keyClick(window.pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert window.pane.selected_count() == 3
    bar = window.pane.view.verticalScrollBar()
    bar.setValue(bar.value() + 130)
    return window


def assert_nothing_moved(window: Window, change: Callable[[], object], gone: frozenset[int] = frozenset()) -> None:
    """What is in sight before and after a change stands where it stood, and what was selected and current still is."""
    sight, selected, current = window.in_sight(), window.pane.selected_ids(), window.pane.current_id()
    change()
    window.search()
    after = window.in_sight()
    assert len(after) >= len(sight) - 1
    assert {clipping: end for clipping, end in sight.items() if clipping in after} == {
        clipping: end for clipping, end in after.items() if clipping in sight
    }
    assert set(selected) <= set(after)
    assert window.pane.selected_ids() == selected
    assert window.pane.current_id() == current
    assert not gone & set(window.pane.model.ids)


def test_nothing_moves_when_a_clipping_is_added_above(scrolled: Window, add: Add) -> None:
    assert_nothing_moved(scrolled, lambda: add("Just in", published_on=TODAY))
    assert scrolled.headlines.index("Just in") < 60


def test_nothing_moves_when_a_clipping_is_deleted_above(scrolled: Window) -> None:
    doomed = scrolled.pane.model.ids[1]
    assert_nothing_moved(scrolled, lambda: scrolled.library.delete([doomed]), frozenset({doomed}))


def test_what_is_in_sight_stays_when_its_first_row_is_deleted(scrolled: Window) -> None:
    doomed = next(iter(scrolled.in_sight()))
    assert_nothing_moved(scrolled, lambda: scrolled.library.delete([doomed]), frozenset({doomed}))


def test_nothing_moves_when_a_clipping_is_edited(scrolled: Window) -> None:
    current, above = scrolled.pane.current_id(), scrolled.pane.model.ids[0]
    assert current is not None
    assert_nothing_moved(scrolled, lambda: scrolled.library.edit(current, headline="Said better"))
    assert "Said better" in scrolled.headlines
    assert_nothing_moved(scrolled, lambda: scrolled.library.edit(above, published_on=date(2020, 1, 1)))
    assert scrolled.pane.model.ids[-1] == above


def test_clippings_of_a_story_stand_together_where_the_first_of_them_is_found(window: Window, add: Add) -> None:
    days = {"Lone": 0, "Second": 1, "Between": 2, "First": 3, "Old": 4}
    ids = {name: add(name, published_on=TODAY - timedelta(days=ago)) for name, ago in days.items()}
    window.library.make_pick_up(ids["Second"], ids["First"])
    window.search()
    window.pane.result_line.groupingChosen.emit(Grouping.STORY)
    assert window.headlines == ["Lone", "Second", "First", "Between", "Old"]
    assert window.headings == [("First", 2)]
    window.pane.result_line.sortChosen.emit(Sort.OLDEST)
    assert window.headlines == ["Old", "First", "Second", "Between", "Lone"]
    window.pane.result_line.sortChosen.emit(Sort.HEADLINE)
    assert window.headlines == ["Between", "First", "Second", "Lone", "Old"]


def test_only_clippings_of_a_story_stand_in_from_its_heading(window: Window, add: Add) -> None:
    ids = [add(name, published_on=TODAY) for name in ("One", "Two", "Three")]
    window.library.make_pick_up(ids[1], ids[2])
    window.search()
    window.pane.result_line.groupingChosen.emit(Grouping.STORY)
    view, model = window.pane.view, window.pane.model
    lefts = []
    for row in range(3):
        index = model.index(row, 0)
        at = view.delegate.places_at(view.visualRect(index), index)
        assert at is not None
        lefts.append(at.headline.left())
    assert window.headlines == ["Three", "Two", "One"]
    assert lefts == [44, 44, 28]
    assert [view.rowHeight(row) for row in range(3)] == [56 + 28, 56, 56]


def test_a_story_of_which_one_clipping_is_found_has_no_heading(window: Window, add: Add) -> None:
    ids = [add(name, published_on=TODAY) for name in ("Ferry", "Harbour")]
    window.library.make_pick_up(ids[0], ids[1])
    window.search("ferry")
    window.pane.result_line.groupingChosen.emit(Grouping.STORY)
    assert window.headlines == ["Ferry"]
    assert window.headings == []


def test_a_large_library_is_grouped_by_story_at_once(library: Library, add: Add) -> None:
    first, second = add("One"), add("Two")
    library.make_pick_up(second, first)
    begun = perf_counter()
    groups = library.by_story(array("q", [second, *range(1000, 101_000), first]))
    assert perf_counter() - begun < 1
    assert list(groups.ids[:3]) == [second, first, 1000]
    assert groups.sizes == {0: 2}


def test_what_follows_a_deleted_clipping_becomes_current(window: Window, add: Add) -> None:
    add_days(window.library, 9)
    window.search()
    window.pane.step(3)
    doomed, heir = window.pane.model.ids[3], window.pane.model.ids[4]
    window.library.delete([doomed])
    window.search()
    assert window.pane.current_id() == heir


def test_several_selected_clippings_stay_selected(window: Window, add: Add) -> None:
    add_days(window.library, 9)
    window.search()
    view, model = window.pane.view, window.pane.model
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = window.pane.selected_ids()
    assert chosen == list(model.ids[:3])
    add("Just in", published_on=TODAY)
    window.search()
    assert window.pane.selected_ids() == chosen


def test_everything_can_be_selected_in_a_library_of_any_size(window: Window, add: Add) -> None:
    known = add("The only row that is fetched", published_on=TODAY)
    ids = array("q", [known, *range(1000, 101_000)])
    window.pane.set_query(Query.parse("is:published"))
    window.pane.set_hits(Hits(ids, len(ids)))
    QTest.keyClick(window.pane.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert window.pane.selected_count() == 100_001
    assert window.pane.view.selectionModel().selection().count() == 1
    assert window.pane.selected_ids()[-1] == 100_999
    assert window.pane.result_line.text() == "100,001 stories, 100,001 clippings"


def test_home_and_end_go_to_the_ends_and_shift_takes_all_between(window: Window, add: Add) -> None:
    add_days(window.library, 450)
    window.search()
    view = window.pane.view
    QTest.keyClick(view, Qt.Key.Key_End)
    assert window.pane.position() == (450, 450)
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert window.pane.selected_count() == 450
    assert window.pane.position() == (1, 450)


def test_headings_found_above_do_not_move_what_is_in_sight(window: Window, add: Add) -> None:
    add_days(window.library, 450)
    window.search()
    view = window.pane.view
    QTest.keyClick(view, Qt.Key.Key_End)
    bar = view.verticalScrollBar()
    while view.rowAt(0) > 150:
        row = view.rowAt(view.viewport().height() // 2)
        before = view.rowViewportPosition(row) + view.rowHeight(row)
        bar.setValue(bar.value() - 40)
        assert view.rowViewportPosition(row) + view.rowHeight(row) == before + 40


def test_a_slash_typed_in_the_list_goes_to_the_search(window: Window, add: Add) -> None:
    add_days(window.library, 2)
    window.search()
    window.pane.focus_list()
    QTest.keyClick(window.pane.view, Qt.Key.Key_Slash)
    assert window.pane.search_box.focusProxy().hasFocus()
    assert window.pane.search_box.focusProxy().text() == ""
    window.pane.focus_list()
    QTest.keyClick(window.pane.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.pane.search_box.focusProxy().hasFocus()


def test_typing_in_the_box_searches(window: Window, add: Add) -> None:
    add("Ferries late again", published_on=TODAY)
    add("Budget day", published_on=TODAY)
    window.search()
    window.pane.focus_search()
    QTest.keyClicks(window.pane.search_box.focusProxy(), "ferr")
    assert window.headlines == ["Ferries late again"]


def test_the_star_is_set_by_a_click_in_its_place_without_selecting(window: Window, add: Add) -> None:
    add_days(window.library, 3)
    window.search()
    view, third = window.pane.view, window.pane.model.ids[2]
    index = window.pane.model.index(2, 0)
    at = view.delegate.places_at(view.visualRect(index), index)
    assert at is not None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at.star.center())
    assert window.library.get(third).starred
    assert window.pane.position() == (1, 3)
    row = window.pane.model.row_at(2)
    assert row is not None
    assert row.starred


def test_enter_and_double_click_open_a_clipping(window: Window, add: Add, qtbot: QtBot) -> None:
    add_days(window.library, 3)
    window.search()
    view, ids = window.pane.view, window.pane.model.ids
    with qtbot.waitSignal(window.pane.opened) as signal:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert signal.args == [ids[0]]
    with qtbot.waitSignal(window.pane.opened) as signal:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.currentIndex()).center())
    assert signal.args == [ids[0]]


def test_the_context_menu_holds_the_actions_of_the_window(window: Window, add: Add, qtbot: QtBot) -> None:
    add_days(window.library, 3)
    window.search()
    built: list[QMenu] = []

    def build(menu: QMenu) -> None:
        menu.addAction("Tag…")
        built.append(menu)

    window.pane.set_menu_builder(build)
    window.pane.view.menuRequested.emit(QPoint(10, 10))
    assert [action.text() for action in built[0].actions()] == ["Tag…"]
    built[0].close()


def test_a_drag_carries_the_ids_of_the_selected_clippings(window: Window, add: Add) -> None:
    add_days(window.library, 4)
    window.search()
    model = window.pane.model
    data = model.mimeData([model.index(1, 0), model.index(3, 0)])
    assert dragged_ids(data) == [model.ids[1], model.ids[3]]
    assert data.formats() == [MIME_TYPE]


def test_a_row_says_all_it_shows_to_a_screen_reader(window: Window, library: Library, add: Add) -> None:
    clipping = add(
        "Ferries late again",
        outlet="Harbour Gazette",
        reporters=("Maya Okafor",),
        published_on=date(2026, 11, 17),
        tags=("topic/ferries", "board"),
    )
    library.set_tone([clipping], Tone.NEGATIVE)
    library.set_starred([clipping], True)
    library.set_state([clipping], State.NEW)
    window.search()
    assert window.pane.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "New, Ferries late again, Harbour Gazette, Maya Okafor, 17 November 2026, tags board, topic/ferries, "
        "tone negative, key coverage"
    )


def test_an_undated_clipping_says_so_where_its_reporter_would_stand(window: Window) -> None:
    assert laid_out(404, published_on=None).second_text == "undated"
    assert laid_out(404).second_text == "Maya Okafor"


def test_an_undated_clipping_stands_under_the_day_it_was_added(window: Window, add: Add) -> None:
    add("No day", published_on=None)
    window.search()
    [(title, _count)] = window.headings
    assert title.startswith("Added ")


def test_the_result_line_tells_the_stories_in_every_width_and_folds_its_menus_instead(window: Window, add: Add) -> None:
    add("One", published_on=TODAY)
    window.search()
    line = window.pane.result_line
    line.set_counts(98_334, 100_000)
    line.resize(404, line.height())
    assert (line.text(), line._more.isHidden()) == ("98,334 stories, 100,000 clippings", True)
    line.set_saveable(True)
    line.resize(336, line.height())
    assert (line.text(), line._more.isHidden()) == ("98,334 stories, 100,000 clippings", False)
    assert line._sort.isHidden()
    assert line._more.accessibleName() == "Newest, By day"
    line.resize(230, line.height())
    assert line.text() == "98,334 stories, 100,000"
    chosen = {action.text(): action for action in line._more.menu().actions()}
    chosen["By month"].trigger()
    assert [title for title, _count in window.headings] == ["November 2026"]
    assert chosen["By month"].isChecked()


def test_the_pointer_over_a_part_of_a_row_tells_what_it_means(window: Window, library: Library, add: Add) -> None:
    clipping = add("Ferries late again " * 8, tags=("topic/ferries",), published_on=TODAY)
    library.set_tone([clipping], Tone.POSITIVE)
    window.search()
    view, index = window.pane.view, window.pane.model.index(0, 0)
    rect = view.visualRect(index)
    at = view.delegate.places_at(rect, index)
    assert at is not None
    said = [
        view.delegate.tooltip(rect, index, part.center()) for part in (at.headline, at.star, at.tone, at.chips[0].rect)
    ]
    assert said == [("Ferries late again " * 8).strip(), "Add to key coverage", "Tone: positive", "topic/ferries"]


def test_a_changed_tag_is_drawn_anew(window: Window, library: Library, add: Add) -> None:
    clipping = add("Ferries late again", published_on=TODAY)
    window.search()
    library.tag([clipping], "board")
    library.set_tag_hue("board", "rose")
    row = window.pane.model.row_at(0)
    assert row is not None
    assert row.tags == ("board",)
    assert window.pane.view.delegate.hues["board"] == "rose"


def test_a_clipping_gone_since_the_search_leaves_an_empty_row(window: Window, add: Add) -> None:
    add_days(window.library, 2)
    window.search()
    window.library.purge([window.pane.model.ids[0]])
    assert window.pane.model.row_at(0) is None
    assert not window.pane.grab().isNull()


def row_of(**fields: object) -> Row:
    known: dict[str, object] = {
        "id": 1,
        "title": "Headline",
        "headline": "Headline",
        "outlet": "Harbour Gazette",
        "programme": None,
        "medium": Medium.ONLINE,
        "reporters": ("Maya Okafor",),
        "published_on": TODAY,
        "added_on": TODAY,
        "tags": (),
        "tone": None,
        "starred": False,
        "state": State.KEPT,
    }
    return Row(**{**known, **fields})  # type: ignore[arg-type]


def laid_out(width: int, *, with_date: bool = False, **fields: object):  # type: ignore[no-untyped-def]
    return places(row_of(**fields), QRect(0, 0, width, 56), with_date)


def test_where_room_is_short_the_reporter_goes_first_then_the_second_chip(window: Window) -> None:
    tags = ("topic/procurement", "topic/shipping", "board")
    wide, medium, narrow = (laid_out(width, tags=tags) for width in (560, 404, 336))
    assert wide.second is not None
    assert [chip.tag for chip in wide.chips] == ["topic/procurement", "topic/shipping"]
    assert medium.second is None or medium.second.width() < wide.second.width()
    assert [chip.tag for chip in narrow.chips] == ["topic/procurement"]
    for at in (wide, medium, narrow):
        assert at.outlet.width() == wide.outlet.width()
        assert at.tone.width() == 16


def test_chips_give_way_to_a_date_which_is_whole_or_not_there(window: Window) -> None:
    tags, date = ("topic/procurement", "topic/shipping"), write_date(TODAY, short=True)
    long_outlet = "The Gazette of the Outer Harbours and the Islands"
    seen = []
    for width in range(310, 700, 4):
        for outlet in ("Harbour Gazette", long_outlet):
            at = laid_out(width, with_date=True, tags=tags, outlet=outlet)
            assert at.second_text in (date, "")
            assert at.second is None or at.second.width() > width_of(date, sans(12))
            seen.append((outlet, at.second is not None, len(at.chips)))
    assert {chips for outlet, has_date, chips in seen if has_date and outlet != long_outlet} >= {1, 2}
    assert all(has_date for outlet, has_date, _ in seen if outlet != long_outlet)
    # Where it would not help, the chips stay.
    assert (long_outlet, False, 1) in seen


@given(
    st.integers(240, 700),
    st.lists(st.text("abc/ ", min_size=1, max_size=30), max_size=5),
    st.text("abc ", max_size=60),
    st.text("abc ", min_size=1, max_size=40),
    st.integers(1, 30),
    st.booleans(),
)
@of_hundred(100)
def test_parts_of_a_row_never_overlap(
    window: Window, width: int, tags: list[str], reporter: str, outlet: str, size: int, with_date: bool
) -> None:
    at = laid_out(width, with_date=with_date, tags=tuple(tags), reporters=(reporter,), outlet=outlet, story_size=size)
    assert not with_date or at.second_text in (write_date(TODAY, short=True), "")
    assert (at.second is None) is (at.second_text == "")
    parts = [at.outlet, at.second, at.story, *(chip.rect for chip in at.chips), at.more, at.tone]
    shown = [part for part in parts if part is not None]
    for left, right in pairwise(shown):
        assert left.right() < right.left()
    assert not at.headline.intersects(at.star)


def test_found_words_are_marked_in_the_headline() -> None:
    query = Query.parse("echeance glac")
    assert list(found_ranges("Brise-glace : l’échéance", query)) == [(16, 24)]
    assert list(found_ranges("Brise-glace : l’échéance", query.as_typed())) == [(6, 11), (16, 24)]


def test_a_headline_marks_what_is_looked_for_in_it() -> None:
    headline = "Ice holds; the ice road waits"
    assert list(found_ranges(headline, Query.parse('"ice road"'))) == [(15, 23)]
    assert list(found_ranges(headline, Query.parse("headline:ice body:waits"))) == [(0, 3), (15, 18)]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30), st.sampled_from(list(Grouping)[:3]))
@of_hundred(15)
def test_every_clipping_is_counted_under_one_heading(
    window: Window, library: Library, days: list[int], grouping: Grouping
) -> None:
    add_on(library, days)
    hits = library.search(Query())
    model = ClippingList(library, today=lambda: TODAY)
    model.show(hits.ids, Query(), grouping)
    headings = [model.heading_at(row) for row in range(len(hits))]
    titles = [heading.title for heading in headings if heading]
    assert sum(heading.count for heading in headings if heading) == len(hits)
    assert len(set(titles)) == len(titles)


def test_days_are_counted_whole_however_many_pages_they_fill(library: Library) -> None:
    counts = [1, 16, 31, 120, 2]
    add_on(library, [day for day, count in enumerate(counts) for _ in range(count)])
    starts = [sum(counts[:day]) for day in range(len(counts))]
    ids = library.search(Query()).ids
    for start, count in zip(starts, counts, strict=True):
        model = ClippingList(library, today=lambda: TODAY)
        model.show(ids, Query(), Grouping.DAY)
        heading = model.heading_at(start)
        assert heading is not None
        assert heading.count == count
        assert [row for row in range(len(ids)) if model.starts_group(row)] == starts


def test_rows_of_a_story_that_comes_together_late_are_its_own(library: Library, qtbot: QtBot) -> None:
    add_days(library, 200)
    window = Window(library, qtbot)
    order = list(library.search(Query()).ids)
    library.make_pick_up(order[0], order[100])
    window.pane.result_line.groupingChosen.emit(Grouping.STORY)
    some = library.first(Query(), Sort.NEWEST, 64)
    assert some is not None
    window.pane.set_query(Query())
    window.pane.set_hits(some)
    model = window.pane.model
    assert all(model.row_at(row) for row in range(64))
    window.pane.set_hits(library.search(Query()))
    assert list(model.ids[:2]) == [order[0], order[100]]
    rows = [model.row_at(row) for row in range(200)]
    assert [row.id for row in rows if row] == list(model.ids)


def test_another_order_keeps_the_current_clipping_that_is_not_among_the_first(library: Library, qtbot: QtBot) -> None:
    add_days(library, 200)
    window = Window(library, qtbot)
    order = list(library.search(Query()).ids)
    window.search()
    window.pane.select(order[100])
    some = library.first(Query(), Sort.OLDEST, 64)
    assert some is not None
    window.pane.set_hits(some)
    window.pane.set_hits(library.search(Query(), Sort.OLDEST))
    assert window.pane.current_id() == order[100]


def test_the_completion_opens_below_the_sentence_that_says_what_cannot_be_read(
    window: Window, add: Add, qtbot: QtBot
) -> None:
    add("Ice", tags=("arctic",))
    window.search()
    box = window.pane.search_box
    box.set_names(lambda: Names(tags={"arctic": 1}))
    box.setFocus()
    qtbot.waitUntil(lambda: box.focusProxy().hasFocus())
    QTest.keyClicks(box.focusProxy(), "on:2017-13 tag:arc")
    popup, sentence = box.popup(), window.pane.findChild(Label, "searchProblem")
    assert popup is not None
    assert sentence.text().startswith("“2017-13” is not a date.")
    assert sentence.mapTo(window.pane, QPoint(0, sentence.height())).y() <= popup.y()
    box.clear()
    QTest.keyClicks(box.focusProxy(), "ice (tag:arc")
    before = popup.y()
    qtbot.waitUntil(lambda: sentence.isVisible())
    assert popup.isVisible()
    assert before < sentence.mapTo(window.pane, QPoint(0, sentence.height())).y() <= popup.y()


def test_of_several_selected_no_stranger_takes_the_place_of_one_that_went(window: Window, library: Library) -> None:
    ids = add_on(library, [0, 1, 2, 3])
    window.search()
    window.pane.view.select_row(0)
    window.pane.view.setFocus()
    QTest.keyClick(window.pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert window.pane.selected_ids() == ids[:2]
    library.delete(ids[1:2])
    window.search()
    assert window.pane.selected_ids() == ids[:1]


def test_rows_that_a_search_scrolls_to_have_room_for_their_headings(window: Window, library: Library) -> None:
    ids = add_on(library, list(range(70)))
    library.set_starred(ids[34:35], True)
    window.search("is:starred")
    window.search("-is:published")
    view = window.pane.view
    for row in range(view.rowAt(0), view.rowAt(view.viewport().height() - 1) + 1):
        assert view.rowHeight(row) == view.rowHeight(34), row


def test_where_a_word_that_joins_elsewhere_leaves_few_it_is_said_quietly(window: Window, add: Add) -> None:
    for number in range(10):
        add(f"Ice or snow {number}")
    add("Ice or rail")
    said = window.pane.findChild(Label, "searchRemark")
    for text, told in (("ice or rail", True), ("ice or snow", False), ("ice OR rail", False), ("ice rail", False)):
        window.search(text)
        assert said.isVisible() is told, text
        assert bool(said.text()) is told
    window.search("ice or trains")
    assert not said.isVisible()
    assert window.pane._empty.accessibleName().endswith("Write OR in capitals between two words to find either.")


def test_order_and_groups_are_as_they_were_at_the_last_start(window: Window, library: Library, qtbot: QtBot) -> None:
    window.pane.result_line.sortChosen.emit(Sort.OLDEST)
    window.pane.result_line.groupingChosen.emit(Grouping.MONTH)
    window.search("ice")
    window.pane.result_line.groupingChosen.emit(Grouping.STORY)
    window.pane._settings._store.sync()
    again = Window(library, qtbot).pane
    assert (again.sort(), again.grouping()) == (Sort.OLDEST, Grouping.MONTH)
    again.set_query(Query.parse("ice"))
    assert again.grouping() is Grouping.STORY
    again.set_query(Query())
    again.result_line.groupingChosen.emit(Grouping.OUTLET)
    again._settings._store.sync()
    by_date = Window(library, qtbot).pane
    assert (by_date.sort(), by_date.grouping()) == (Sort.NEWEST, Grouping.DAY)


@pytest.mark.parametrize("place", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier])
def test_shift_with_home_and_end_turns_round_where_the_selection_began(
    window: Window, library: Library, place: Qt.KeyboardModifier
) -> None:
    ids = add_on(library, list(range(10)))
    window.search()
    # On macOS all arrows are keys of the keypad.
    view, shift = window.pane.view, Qt.KeyboardModifier.ShiftModifier | place
    view.setFocus()
    view.select_row(5)
    for key, selected in (
        (Qt.Key.Key_End, ids[5:]),
        (Qt.Key.Key_Home, ids[:6]),
        (Qt.Key.Key_Down, ids[1:6]),
        (Qt.Key.Key_End, ids[5:]),
        (Qt.Key.Key_Up, ids[5:9]),
    ):
        QTest.keyClick(view, key, shift)
        assert window.pane.selected_ids() == selected, key


def test_the_menu_key_opens_the_menu_where_the_current_row_is_seen(window: Window, library: Library) -> None:
    add_on(library, list(range(60)))
    window.search()
    view = window.pane.view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    asked: list[QPoint] = []
    view.menuRequested.connect(asked.append)
    QApplication.sendEvent(
        view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    )
    [place] = asked
    assert view.viewport().rect().contains(view.viewport().mapFromGlobal(place))


def test_a_link_whose_clipping_was_put_away_is_told_to_be_there(window: Window, library: Library, add: Add) -> None:
    clipping_id = add("Ice", url="https://www.coastal.example/1")
    asked = "https://coastal.example/1?utm_source=mail"
    for put_away, told in (
        (lambda: library.set_state([clipping_id], State.REJECTED), "It was rejected before: with state:rejected"),
        (lambda: library.delete([clipping_id]), "It lies in the wastebasket: with is:deleted"),
        (lambda: library.purge([clipping_id]), "A link is compared with those of the clippings"),
    ):
        put_away()
        window.search(asked)
        assert told in window.pane._empty.accessibleName()
