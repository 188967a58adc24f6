"""The table of clippings: what the list does, with columns that a person chooses and that are remembered."""

from array import array
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.library.search import Hits, Sort
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Prominence, Relation, State, Tone
from clipper.model.follow_up import FollowUp
from clipper.model.query import Query
from clipper.ui import theme
from clipper.ui.dates import write_date
from clipper.ui.main_window import MainWindow
from clipper.ui.models.clipping_columns import COLUMNS, Column
from clipper.ui.models.clipping_list import Grouping, dragged_ids
from clipper.ui.settings import Settings
from clipper.ui.widgets.clipping_table_header import StayingMenu
from tests.ui.conftest import window_over
from tests.ui.list_window import TODAY, Window, add_days
from tests.ui.test_accessibility import nameless

Add = Callable[..., int]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIRST = [Column.HEADLINE, Column.DATE, Column.OUTLET, Column.REPORTER, Column.TAGS, Column.TONE]


@pytest.fixture
def window(library: Library, qtbot: QtBot) -> Window:
    """A pane that shows its table."""
    window = Window(library, qtbot)
    window.pane.show_table(True)
    return window


@pytest.fixture
def whole(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[MainWindow]:
    """The whole window over three clippings."""
    for number, outlet in enumerate(("Zebra Post", "Anchor", "Northern Wire")):
        add(f"Piece {number}", outlet=outlet, published_on=TODAY - timedelta(days=number))
    with window_over(qtbot, library, settings) as window:
        window.activateWindow()
        yield window


def click(window: Window, column: Column) -> None:
    header = window.pane.table.header
    section = COLUMNS.index(column)
    place = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def cells(window: Window, row: int) -> dict[Column, str]:
    model = window.pane.model
    return {column: str(model.index(row, section).data() or "") for section, column in enumerate(COLUMNS)}


def titles(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_key_turns_the_list_into_a_table_and_back(qtbot: QtBot, whole: MainWindow) -> None:
    whole.list_pane.focus_list()
    whole.list_pane.step(1)
    current = whole.list_pane.current_id()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, CTRL)
    assert whole.list_pane.table.isVisible()
    assert whole.list_pane.table.hasFocus()
    assert whole.list_pane.current_id() == current
    assert whole.actions_["view.table"].isChecked()
    QTest.keyClick(whole.list_pane.table, Qt.Key.Key_T, CTRL)
    assert not whole.list_pane.table.isVisible()
    assert whole.list_pane.view.hasFocus()
    assert whole.list_pane.current_id() == current
    assert not whole.actions_["view.table"].isChecked()
    qtbot.waitUntil(lambda: whole.detail_pane.clipping().id == current)


def test_a_window_opens_with_the_table_it_was_closed_with(
    qtbot: QtBot, library: Library, add: Add, settings: Settings
) -> None:
    add("Piece", published_on=TODAY)
    with window_over(qtbot, library, settings) as window:
        window.actions_["view.table"].trigger()
    with window_over(qtbot, library, settings) as window:
        assert window.list_pane.table.isVisible()
        assert window.actions_["view.table"].isChecked()
        window.actions_["view.table"].trigger()
    with window_over(qtbot, library, settings) as window:
        assert not window.list_pane.table.isVisible()


def test_the_menu_of_groups_leads_to_the_table_and_back(window: Window, add: Add) -> None:
    add("Piece", published_on=TODAY)
    window.search()
    button = window.pane.result_line._grouping
    assert button.accessibleName() == "View: Table"
    menu = button.menu()
    assert menu is not None
    actions = {action.text(): action for action in menu.actions()}
    actions["By week"].trigger()
    assert button.accessibleName() == "View: By week"
    assert not window.pane.table.isVisible()
    assert not actions["Columns…"].isEnabled()
    actions["As a table"].trigger()
    assert window.pane.table.isVisible()
    assert actions["Columns…"].isEnabled()


def test_a_table_has_no_groups_and_the_list_has_its_own_again(window: Window, add: Add) -> None:
    add_days(window.library, 9)
    window.search()
    assert window.headings == []
    assert {window.pane.view.rowHeight(row) for row in range(9)} == {32}
    window.pane.show_table(False)
    assert len(window.headings) == 3
    window.search("piece")
    window.pane.show_table(True)
    assert {window.pane.view.rowHeight(row) for row in range(9)} == {32}


def test_several_selected_clippings_stay_selected_from_list_to_table(window: Window, add: Add) -> None:
    ids = [add(name, published_on=TODAY - timedelta(days=ago)) for ago, name in enumerate("abcd")]
    window.library.make_pick_up(ids[0], ids[3])
    window.search()
    window.pane.result_line.groupingChosen.emit(Grouping.STORY)
    QTest.keyClick(window.pane.view, Qt.Key.Key_Down, SHIFT)
    assert window.pane.selected_ids() == [ids[0], ids[3]]
    window.pane.show_table(True)
    assert window.pane.selected_ids() == [ids[0], ids[3]]
    assert window.pane.selected_count() == 2
    assert window.pane.current_id() == ids[3]
    assert window.headlines == ["a", "b", "c", "d"]


def test_each_column_says_what_it_knows(window: Window, library: Library, add: Add) -> None:
    clipping = add(
        "Ferries late again",
        outlet="Harbour Gazette",
        programme="Morning North",
        medium=Medium.RADIO,
        reporters=("Maya Okafor", "Étienne Bourgault"),
        published_on=TODAY - timedelta(days=1),
        tags=("topic/ferries", "board"),
    )
    library.make_pick_up(add("Copy", published_on=TODAY - timedelta(days=2)), clipping)
    library.set_tone([clipping], Tone.NEGATIVE)
    library.set_prominence([clipping], Prominence.MAIN)
    library.set_state([clipping], State.DEFERRED)
    window.search("state:deferred")
    assert cells(window, 0) == {
        Column.HEADLINE: "Ferries late again",
        Column.DATE: "17 Nov 2026",
        Column.OUTLET: "Harbour Gazette",
        Column.PROGRAMME: "Morning North",
        Column.MEDIUM: "Radio",
        Column.REPORTER: "Maya Okafor, Étienne Bourgault",
        Column.SPOKESPEOPLE: "",
        Column.TAGS: "board, topic/ferries",
        Column.TONE: "Negative",
        Column.PROMINENCE: "Main subject",
        Column.RELATION: "About us",
        Column.LANGUAGE: "",
        Column.STATE: "Deferred",
        Column.STORY: "2",
        Column.ADDED: "18 Nov 2026",
        Column.FOLLOW_UP: "",
        Column.DUE: "",
    }


def test_what_is_not_known_is_said_or_left_empty(window: Window, add: Add) -> None:
    add("Alone", published_on=None)
    window.search()
    shown = cells(window, 0)
    assert [shown[column] for column in (Column.DATE, Column.TONE, Column.PROMINENCE)] == [
        "added 18 Nov 2026",
        "Not coded",
        "Not coded",
    ]
    assert {shown[column] for column in (Column.OUTLET, Column.REPORTER, Column.TAGS, Column.STORY)} == {""}


def test_a_right_click_on_the_header_chooses_columns(window: Window, add: Add) -> None:
    add("Piece", published_on=TODAY)
    window.search()
    header = window.pane.table.header
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(60, 8), header.mapToGlobal(QPoint(60, 8)))
    QApplication.sendEvent(header.viewport(), event)
    menu = open_menu()
    ticked = [action.text() for action in menu.actions() if action.isChecked()]
    assert ticked == ["Headline", "Date", "Outlet", "Reporter", "Tags", "Tone"]
    for title in ("State", "Outlet", "Headline"):
        action = menu.actions()[titles(menu).index(title)]
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        assert menu.isVisible()
    menu.close()
    assert header.shown_columns() == [*(column for column in FIRST if column is not Column.OUTLET), Column.STATE]


def test_columns_are_chosen_by_keyboard(whole: MainWindow) -> None:
    whole.list_pane.focus_list()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, CTRL | SHIFT)
    assert whole.list_pane.table.isVisible()
    menu = open_menu()
    assert isinstance(menu, StayingMenu)
    menu.setActiveAction(menu.actions()[titles(menu).index("Tone")])
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert Column.TONE not in whole.list_pane.table.header.shown_columns()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_columns_are_moved_and_widened_by_keyboard(whole: MainWindow) -> None:
    whole.list_pane.focus_list()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, CTRL | SHIFT)
    whole.resize(1400, 700)
    menu, header = open_menu(), whole.list_pane.table.header
    before = header.sectionSize(COLUMNS.index(Column.DATE))
    menu.setActiveAction(menu.actions()[titles(menu).index("Date")])
    QTest.keyPress(menu, Qt.Key.Key_Alt)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(menu, key, Qt.KeyboardModifier.AltModifier)
    assert header.shown_columns()[:2] == [Column.DATE, Column.HEADLINE]
    assert titles(menu)[:2] == ["Date", "Headline"]
    assert header.sectionSize(COLUMNS.index(Column.DATE)) == before + 16
    for _ in COLUMNS:
        QTest.keyClick(menu, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert header.columns()[-1] is Column.DATE
    assert titles(menu)[: len(COLUMNS)][-1] == "Date"
    active = menu.activeAction()
    assert active is not None
    assert active.text() == "Date"
    menu.close()
    again = whole.list_pane.table.header.columns_menu()
    assert titles(again)[: len(COLUMNS)][-1] == "Date"


def test_what_is_open_and_due_has_columns_and_an_order(window: Window, add: Add, library: Library) -> None:
    late, later = library.today() - timedelta(days=2), library.today() + timedelta(days=2)
    plain, called, wrong = (add(f"Piece {number}", published_on=TODAY) for number in range(3))
    library.add_follow_up(called, FollowUp("Call the host.", due=later))
    library.add_follow_up(wrong, FollowUp("Our name\nis wrong.", due=late))
    library.add_follow_up(wrong, FollowUp("Ask again.", due=later))
    library.add_follow_up(plain, FollowUp("Done.", due=late, closed_on=late))
    window.search()
    header = window.pane.table.header
    for column in (Column.FOLLOW_UP, Column.DUE):
        header.show_column(column, True)
    header.moveSection(header.visualIndex(COLUMNS.index(Column.DUE)), 0)
    shown = {row: cells(window, row) for row in range(3)}
    texts = sorted((row[Column.FOLLOW_UP], row[Column.DUE]) for row in shown.values())
    assert texts == [
        ("", ""),
        ("Call the host.", write_date(later, short=True)),
        ("Our name is wrong.; Ask again.", f"{write_date(late, short=True)}, overdue"),
    ]
    click(window, Column.DUE)
    assert window.pane.sort() is Sort.DUE
    window.pane.table.grab()


def test_spokespeople_relation_and_language_have_columns(window: Window, add: Add) -> None:
    people = (Spokesperson("Ann Ice"), Spokesperson("Bo Snow"))
    add("Piece", spokespeople=people, language="fr", published_on=TODAY)
    window.library.set_relation([1], Relation.PEER)
    add("Other", published_on=TODAY - timedelta(days=1))
    window.search()
    wanted = (Column.SPOKESPEOPLE, Column.RELATION, Column.LANGUAGE)
    assert [cells(window, 0)[column] for column in wanted] == ["Ann Ice, Bo Snow", "Peer", "French"]
    assert [cells(window, 1)[column] for column in wanted] == ["", "About us", ""]


def test_choice_order_and_widths_of_columns_are_remembered(library: Library, qtbot: QtBot, add: Add) -> None:
    header = Window(library, qtbot).pane.table.header
    header.show_column(Column.ADDED, True)
    header.show_column(Column.OUTLET, False)
    header.moveSection(header.visualIndex(COLUMNS.index(Column.TAGS)), 0)
    header.resizeSection(COLUMNS.index(Column.REPORTER), 211)
    again = Window(library, qtbot).pane.table.header
    assert again.shown_columns() == [
        *(Column.TAGS, Column.HEADLINE, Column.DATE, Column.REPORTER, Column.TONE, Column.ADDED)
    ]
    assert again.sectionSize(COLUMNS.index(Column.REPORTER)) == 211


def test_a_column_is_dragged_to_another_place(window: Window, add: Add) -> None:
    add("Piece", published_on=TODAY)
    window.search()
    window.pane.resize(900, 500)
    header = window.pane.table.header
    start, y = header.sectionViewportPosition(COLUMNS.index(Column.OUTLET)) + 40, header.height() // 2
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(start, y))
    for x in range(start, 20, -20):
        QTest.mouseMove(header.viewport(), QPoint(x, y))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, y))
    assert header.shown_columns()[0] is Column.OUTLET
    assert window.pane.sort() is Sort.NEWEST


def test_values_that_no_column_can_have_are_put_right(library: Library, qtbot: QtBot) -> None:
    settings = Settings(library.path.with_name("window.ini"))
    settings.set("table/headline/shown", False)
    settings.set("table/date/width", 99_999)
    settings.set("table/outlet/place", 77)
    settings.set("table/tags/width", "wide")
    header = Window(library, qtbot).pane.table.header
    assert header.shown_columns()[0] is Column.HEADLINE
    assert header.sectionSize(COLUMNS.index(Column.DATE)) < 2000
    assert header.shown_columns()[-1] is Column.OUTLET
    assert header.sectionSize(COLUMNS.index(Column.TAGS)) == 170


def test_a_click_on_a_header_sorts_as_the_menu_does(window: Window, add: Add) -> None:
    for number, outlet in enumerate(("Zebra Post", "Anchor", "Northern Wire")):
        add(f"Piece {2 - number}", outlet=outlet, published_on=TODAY - timedelta(days=number))
    window.search()
    window.pane.resize(900, 500)
    order = window.pane.result_line._sort
    click(window, Column.DATE)
    assert window.headlines == ["Piece 0", "Piece 1", "Piece 2"]
    assert order.accessibleName() == "Order: Oldest"
    click(window, Column.DATE)
    assert window.headlines == ["Piece 2", "Piece 1", "Piece 0"]
    click(window, Column.OUTLET)
    assert window.headlines == ["Piece 1", "Piece 0", "Piece 2"]
    assert order.accessibleName() == "Order: Outlet"
    click(window, Column.HEADLINE)
    assert window.headlines == ["Piece 0", "Piece 1", "Piece 2"]
    click(window, Column.TAGS)
    assert window.pane.sort() is Sort.HEADLINE
    window.pane.result_line.sortChosen.emit(Sort.OLDEST)
    assert window.pane.table.header.sort() is Sort.OLDEST


def test_the_order_sought_stays_from_table_to_list(window: Window, add: Add) -> None:
    add("b", outlet="Anchor", published_on=TODAY)
    add("a", outlet="Zebra Post", published_on=TODAY)
    window.search()
    click(window, Column.HEADLINE)
    window.pane.show_table(False)
    assert window.headlines == ["a", "b"]
    assert window.headings == []


def test_the_star_is_set_by_a_click_in_its_place_wherever_the_headline_stands(window: Window, add: Add) -> None:
    add_days(window.library, 3)
    window.search()
    view, third = window.pane.table, window.pane.model.ids[2]
    view.header.moveSection(0, 2)
    window.pane.resize(900, 500)
    index = window.pane.model.index(2, 0)
    star = view.delegate.star_at(view.visualRect(index), index)
    assert star is not None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=star.center())
    assert window.library.get(third).starred
    assert window.pane.position() == (1, 3)


def test_keys_do_what_they_do_in_the_list(window: Window, add: Add, qtbot: QtBot) -> None:
    add_days(window.library, 450)
    window.search()
    view, ids = window.pane.view, window.pane.model.ids
    window.pane.focus_list()
    with qtbot.waitSignal(window.pane.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [ids[0]]
    QTest.keyClick(view, Qt.Key.Key_End)
    assert window.pane.position() == (450, 450)
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
    QTest.keyClick(view, Qt.Key.Key_Home, SHIFT)
    assert window.pane.selected_count() == 450
    QTest.keyClick(view, Qt.Key.Key_Slash)
    assert window.pane.search_box.focusProxy().hasFocus()


def test_left_and_right_show_other_columns_and_up_and_down_keep_them(window: Window, add: Add) -> None:
    add_days(window.library, 60)
    window.search()
    view = window.pane.view
    QTest.keyClick(view, Qt.Key.Key_Right)
    across = view.horizontalScrollBar().value()
    assert across > 0
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        QTest.keyClick(view, key)
        assert view.horizontalScrollBar().value() == across
    add("Just in", published_on=TODAY)
    window.search()
    assert view.horizontalScrollBar().value() == across
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.horizontalScrollBar().value() == 0


def test_everything_can_be_selected_and_dragged_in_a_library_of_any_size(window: Window, add: Add) -> None:
    known = add("The only row that is fetched", published_on=TODAY)
    ids = array("q", [known, *range(1000, 101_000)])
    window.pane.set_query(Query.parse("is:published"))
    window.pane.set_hits(Hits(ids, len(ids)))
    QTest.keyClick(window.pane.view, Qt.Key.Key_A, CTRL)
    assert window.pane.selected_count() == 100_001
    assert window.pane.view.selectionModel().selection().count() == 1
    assert window.pane.selected_ids()[-1] == 100_999
    model = window.pane.model
    assert dragged_ids(model.mimeData([model.index(1, 0)])) == [1000]


def test_the_menu_of_a_row_is_that_of_the_list(whole: MainWindow) -> None:
    whole.list_pane.show_table(True)
    view = whole.list_pane.table
    place = view.visualRect(view.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = open_menu()
    assert "Key coverage" in titles(menu)
    menu.close()


def test_the_pointer_tints_the_whole_row(window: Window, add: Add) -> None:
    add_days(window.library, 3)
    window.search()
    view = window.pane.table
    QTest.mouseMove(view.viewport(), QPoint(60, 48))
    assert view.delegate.hovered == 1
    picture = view.viewport().grab().toImage()
    colours = {picture.pixelColor(x, 36).name() for x in (5, 200, picture.width() - 5)}
    assert len(colours) == 1
    assert colours != {picture.pixelColor(5, 70).name()}


def test_the_pointer_tells_what_is_cut_short(window: Window, add: Add) -> None:
    add("Ferries late again " * 8, outlet="Gazette", published_on=TODAY)
    window.search()
    view = window.pane.table

    def told(column: Column) -> str:
        index = window.pane.model.index(0, COLUMNS.index(column))
        rect = view.visualRect(index)
        return view.delegate.tooltip(rect, index, rect.center())

    assert told(Column.HEADLINE) == ("Ferries late again " * 8).strip()
    assert told(Column.OUTLET) == ""
    view.header.resizeSection(COLUMNS.index(Column.OUTLET), 44)
    assert told(Column.OUTLET) == "Gazette"


def test_the_pointer_tells_why_an_undated_clipping_stands_where_it_does(window: Window, add: Add) -> None:
    add("Alone", published_on=None)
    window.search()
    view, index = window.pane.table, window.pane.model.index(0, COLUMNS.index(Column.DATE))
    rect = view.visualRect(index)
    assert view.delegate.tooltip(rect, index, rect.center()) == "Undated: it stands where it was added"


def test_a_double_click_at_the_edge_makes_a_column_wide_enough(window: Window, add: Add) -> None:
    add("Piece", outlet="The Weekly Gazette of the Northern Harbours", published_on=TODAY)
    window.search()
    header, section = window.pane.table.header, COLUMNS.index(Column.OUTLET)
    before = header.sectionSize(section)
    header.sectionHandleDoubleClicked.emit(section)
    assert header.sectionSize(section) > before
    index = window.pane.model.index(0, section)
    rect = window.pane.table.visualRect(index)
    assert window.pane.table.delegate.tooltip(rect, index, rect.center()) == ""


def test_a_screen_reader_hears_the_columns_and_their_cells(window: Window, add: Add) -> None:
    add("Ferries late again", outlet="Harbour Gazette", published_on=TODAY)
    window.search()
    table = QAccessible.queryAccessibleInterface(window.pane.table)
    assert table.text(QAccessible.Text.Name) == "Clippings"
    header = QAccessible.queryAccessibleInterface(window.pane.table.header)
    assert header.text(QAccessible.Text.Name) == "Columns"
    model, role = window.pane.model, Qt.ItemDataRole.AccessibleTextRole
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Date"
    assert model.index(0, 0).data(role) == "Ferries late again, Harbour Gazette, 18 November 2026, tone not coded"
    assert model.index(0, 1).data(role) == "18 Nov 2026"


def test_every_control_of_the_window_has_a_name_while_it_shows_the_table(whole: MainWindow) -> None:
    whole.list_pane.show_table(True)
    assert nameless(whole) == []


def test_tab_goes_from_the_menus_above_to_the_table_and_on_to_the_detail(whole: MainWindow) -> None:
    whole.list_pane.show_table(True)
    whole.list_pane.result_line._grouping.setFocus(Qt.FocusReason.TabFocusReason)
    table = whole.list_pane.table
    while QApplication.focusWidget() is not table:
        assert whole.list_pane.result_line.isAncestorOf(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert whole.detail_pane.isAncestorOf(QApplication.focusWidget())


def test_the_table_follows_the_theme(window: Window, add: Add) -> None:
    add("Piece", published_on=TODAY)
    window.search()
    view = window.pane.table
    rest = QPoint(view.viewport().width() - 5, 16)
    theme.set_choice(theme.Choice.DARK)
    try:
        for part, place in ((view.viewport(), rest), (view.header.viewport(), QPoint(3, 3))):
            assert part.grab().toImage().pixelColor(place).lightness() < 80
    finally:
        theme.set_choice(theme.Choice.LIGHT)


def test_a_table_of_nothing_gives_way_to_a_sentence(window: Window, add: Add) -> None:
    add("Piece", published_on=TODAY)
    window.search()
    window.pane.focus_list()
    window.search("nonesuch")
    assert window.pane._empty.hasFocus()
    window.pane.show_table(False)
    assert window.pane._empty.isVisible()
    window.search()
    assert window.pane.view.isVisible()
    assert window.pane.view.hasFocus()


def test_beside_the_table_no_tone_is_cut_in_a_window_of_usual_width(
    qtbot: QtBot, library: Library, add: Add, settings: Settings
) -> None:
    add("Harbour story", body="Words. " * 100)
    library.add_message("Ports come first")
    with window_over(qtbot, library, settings) as window:
        window.actions_["view.table"].trigger()
        strip = window.detail_pane.strip
        qtbot.waitUntil(lambda: strip.width() < 500)
        QApplication.processEvents()
        for part in (strip.tone, strip.messages, strip._more):
            assert part.width() >= part.sizeHint().width()
            assert strip.rect().contains(QRect(part.mapTo(strip, QPoint(0, 0)), part.size()))
        window.actions_["view.table"].trigger()
        qtbot.waitUntil(lambda: strip._words[0].isVisible())
