"""The dashboard of the real window: what a search comes to, and the way from each bar to its clippings."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Role, State, Tone
from clipper.model.query import Query
from clipper.ui.dialogs.coding import CodingScreen
from clipper.ui.main_window import MainWindow
from clipper.ui.panes.dashboard_pane import DashboardPane
from clipper.ui.settings import Settings
from clipper.ui.widgets.chart import Chart, ChartBar
from tests.ui.conftest import TODAY, Add, window_over

HALVORSEN = Spokesperson("Ingrid Halvorsen", Role.QUOTED)


@pytest.fixture
def window(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[MainWindow]:
    """Five clippings: three of this week, two of the one before, one of them French."""
    monday = date(2026, 11, 16)
    ids = [
        add("Ports", outlet="Gazette", published_on=TODAY, tags=("topic/arctic",), medium=Medium.PRINT, language="en"),
        add("Ice", outlet="Gazette", published_on=TODAY, tags=("topic/arctic/ice", "board"), language="en"),
        add("Grain", outlet="Wire", published_on=monday, spokespeople=(HALVORSEN,), language="fr"),
        add("Rail", outlet="Gazette", published_on=monday - timedelta(days=3), language="en"),
        add("Roads", outlet="Tidings", published_on=monday - timedelta(days=7), language="en"),
    ]
    library.set_tone(ids[:2], Tone.POSITIVE)
    library.add_message("Ports come first")
    library.carry_message(ids[:1], "Ports come first")
    with window_over(qtbot, library, settings) as window:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield window


@pytest.fixture
def pane(qtbot: QtBot, window: MainWindow) -> DashboardPane:
    """The dashboard of all clippings."""
    window.actions_["view.dashboard"].trigger()
    wait_for(qtbot, window, "5")
    return window.dashboard.pane


def wait_for(qtbot: QtBot, window: MainWindow, clippings: str) -> None:
    pane = window.dashboard.pane
    qtbot.waitUntil(lambda: pane.figures[1].number.text() == clippings and pane.volume.isVisible())


def figures(pane: DashboardPane) -> dict[str, str]:
    return {figure.word.text(): figure.number.text() for figure in pane.figures}


def rows(chart: Chart) -> dict[str, int]:
    return {bar.shown.word: bar.shown.count for bar in chart.bars if bar.shown and bar.isVisible()}


def bar_of(chart: Chart, word: str) -> ChartBar:
    return next(bar for bar in chart.bars if bar.shown and bar.shown.word == word)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def listed(window: MainWindow) -> list[str]:
    model = window.list_pane.model
    return sorted(str(model.index(row, 0).data()) for row in range(model.rowCount()))


def test_figures_and_charts_tell_the_present_search(pane: DashboardPane) -> None:
    assert figures(pane) == {
        "stories": "5",
        "clippings": "5",
        "outlets": "3",
        "spokesperson": "1",
        "with a quote of ours": "1",
        "not coded": "3",
    }
    assert rows(pane.outlets) == {"Gazette": 3, "Tidings": 1, "Wire": 1}
    assert rows(pane.tone) == {"Positive": 2, "Neutral": 0, "Mixed": 0, "Negative": 0, "Not coded": 3}
    assert rows(pane.topics) == {"arctic": 2}
    assert rows(pane.messages) == {"Ports come first": 1}
    assert pane.messages.note.text() == "of 2 coded clippings"
    assert rows(pane.people) == {"Ingrid Halvorsen": 1}
    assert rows(pane.media) == {"Print": 1, "Medium unknown": 4}
    assert pane.volume.title.text() == "Clippings by week"
    assert list(rows(pane.volume).values()) == [2, 3]


def test_it_stands_in_the_place_of_list_and_detail_until_it_is_left(
    qtbot: QtBot, window: MainWindow, pane: DashboardPane
) -> None:
    assert pane.isVisible()
    assert not window.list_pane.isVisible()
    assert window.tag_pane.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert window.list_pane.view.hasFocus()
    assert not pane.isVisible()
    assert not window.actions_["view.dashboard"].isChecked()
    window.actions_["view.dashboard"].trigger()
    assert pane.isVisible()
    window.actions_["view.dashboard"].trigger()
    assert window.list_pane.isVisible()


def test_the_switch_goes_back_to_the_list(window: MainWindow, pane: DashboardPane) -> None:
    switch = pane._switch
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.segment_rect(0).center())
    assert window.list_pane.isVisible()
    window.actions_["view.dashboard"].trigger()
    assert switch.value() == "dashboard"


@pytest.mark.parametrize(
    ("chart", "word", "query", "found"),
    [
        ("outlets", "Gazette", "outlet:Gazette", ["Ice", "Ports", "Rail"]),
        ("tone", "Not coded", "tone:none", ["Grain", "Rail", "Roads"]),
        ("people", "Ingrid Halvorsen", 'feat:"Ingrid Halvorsen"', ["Grain"]),
        ("topics", "arctic", "tag:topic/arctic", ["Ice", "Ports"]),
        ("media", "Print", "medium:print", ["Ports"]),
        ("media", "Medium unknown", "medium:none", ["Grain", "Ice", "Rail", "Roads"]),
        ("messages", "Ports come first", 'message:"Ports come first"', ["Ports"]),
        ("volume", "9 Nov 2026 to 15 Nov 2026", "on:2026-11-09..2026-11-15", ["Rail", "Roads"]),
    ],
)
def test_a_click_on_a_bar_shows_its_clippings(
    qtbot: QtBot, window: MainWindow, pane: DashboardPane, chart: str, word: str, query: str, found: list[str]
) -> None:
    bar = bar_of(getattr(pane, chart), word)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton)
    assert window.list_pane.isVisible()
    qtbot.waitUntil(lambda: listed(window) == found)
    assert window.query == Query.parse(query)
    assert window.list_pane.search_box.chips.texts()
    assert bar.shown
    assert bar.shown.count == len(found)


def test_a_press_on_the_strip_of_tones_is_one_on_its_row(qtbot: QtBot, window: MainWindow, pane: DashboardPane) -> None:
    strip = pane.tone._strip
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() // 4, 5))
    assert window.query == Query.parse("tone:positive")


def test_a_bar_narrows_the_search_there_is(qtbot: QtBot, window: MainWindow, pane: DashboardPane) -> None:
    window.search(Query.parse("outlet:Gazette outlet:Wire"))
    wait_for(qtbot, window, "4")
    QTest.mouseClick(bar_of(pane.outlets, "Gazette"), Qt.MouseButton.LeftButton)
    assert window.query == Query.parse("outlet:Gazette")


def test_charts_are_walked_through_by_keyboard_alone(qtbot: QtBot, window: MainWindow, pane: DashboardPane) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_F6)
    QTest.keyClick(focused(), Qt.Key.Key_F6)
    QTest.keyClick(focused(), Qt.Key.Key_F6)
    first = focused()
    assert first is pane.volume.bars[0]
    assert first.accessibleName() == "9 Nov 2026 to 15 Nov 2026: 2 clippings (English 2)"
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert focused() is pane.volume.bars[1]
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert focused() is pane.volume.bars[1]
    seen = [focused()]
    while not isinstance(seen[-1], ChartBar) or seen[-1] not in pane.outlets.bars:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert focused() not in seen
        seen.append(focused())
    assert [bar for bar in seen if bar in pane.tone.bars] == [pane.tone.bars[0]]
    QTest.keyClick(focused(), Qt.Key.Key_End)
    assert focused().accessibleName() == "Wire: 1 clipping"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert window.query == Query.parse("outlet:Wire")
    assert window.list_pane.view.hasFocus()


def test_what_the_keyboard_comes_to_is_brought_into_sight(window: MainWindow, pane: DashboardPane) -> None:
    window.resize(900, 480)
    QApplication.processEvents()
    assert pane.media.bars[0].visibleRegion().isEmpty()
    pane.media.focus_bar()
    assert not pane.media.bars[0].visibleRegion().isEmpty()


def test_the_keyboard_stays_in_a_chart_whose_bar_lost_its_clippings(
    qtbot: QtBot, window: MainWindow, pane: DashboardPane
) -> None:
    pane.outlets.focus_bar()
    QTest.keyClick(focused(), Qt.Key.Key_End)
    window.search(Query.parse("outlet:Gazette"))
    wait_for(qtbot, window, "3")
    assert focused().accessibleName() == "Gazette: 3 clippings"


def test_bars_without_clippings_are_passed_over(pane: DashboardPane) -> None:
    pane.tone.focus_bar()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert focused().accessibleName() == "Not coded: 3 clippings"


def test_a_chart_copies_as_a_picture_and_as_its_numbers(window: MainWindow, pane: DashboardPane) -> None:
    pane.outlets.focus_bar()
    QTest.keyClick(focused(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Outlets\tClippings\nGazette\t3\nTidings\t1\nWire\t1"
    picture = mime.imageData()
    assert picture.width() == 2 * (pane.outlets.width() + 32)
    # The search below the chart tells those who get the picture what is counted.
    assert pane.outlets.counted == "All clippings  ·  5 clippings"
    assert picture.height() > 2 * (pane.outlets.height() + 32)
    assert pane.outlets.copy_button.isVisible()
    assert window.toast.isVisible()
    pane.volume.copy_button.click()
    assert QGuiApplication.clipboard().text() == (
        "From\tTo\tClippings\tEnglish\tFrench\n2026-11-09\t2026-11-15\t2\t2\t0\n2026-11-16\t2026-11-18\t3\t2\t1"
    )
    pane.media.copy_button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert pane.media.copy_button.hasFocus()
    assert QGuiApplication.clipboard().text().startswith("Medium\tClippings")
    action = pane.tone.menu().actions()[0]
    action.trigger()
    assert QGuiApplication.clipboard().text().startswith("Tone towards us\tClippings\nPositive\t2")


def test_no_key_changes_a_clipping_that_cannot_be_seen(
    qtbot: QtBot, window: MainWindow, pane: DashboardPane, library: Library
) -> None:
    pane.volume.focus_bar()
    for key in (Qt.Key.Key_R, Qt.Key.Key_S, Qt.Key.Key_Delete, Qt.Key.Key_D):
        QTest.keyClick(focused(), key)
    assert {clipping.state for clipping in library.clippings(list(library.search(Query()).ids))} == {State.KEPT}
    assert len(library.search(Query.parse("is:starred")).ids) == 0
    assert not window.actions_["clipping.star"].isEnabled()
    window.dashboard.leave()
    assert window.actions_["clipping.star"].isEnabled()


def test_what_is_typed_and_chosen_is_counted(qtbot: QtBot, window: MainWindow, pane: DashboardPane) -> None:
    window.actions_["edit.find"].trigger()
    QTest.keyClicks(focused(), "outlet:wire ")
    wait_for(qtbot, window, "1")
    assert window.list_pane.search_box.query() == window.query
    window.tag_pane.queryChanged.emit(Query.parse("tag:topic"))
    wait_for(qtbot, window, "2")
    assert pane.search_box.chips.texts() == ["tag topic"]
    assert pane.isVisible()


def test_an_empty_search_box_stays_on_the_dashboard(qtbot: QtBot, window: MainWindow, pane: DashboardPane) -> None:
    window.search(Query.parse("outlet:wire"))
    wait_for(qtbot, window, "1")
    window.search(Query())
    wait_for(qtbot, window, "5")
    qtbot.wait(50)
    assert pane.isVisible()


def test_nothing_found_says_so_and_offers_the_way_out(qtbot: QtBot, window: MainWindow, pane: DashboardPane) -> None:
    window.search(Query.parse("zeppelin"))
    qtbot.waitUntil(pane._nothing.isVisible)
    assert pane._nothing.sentence() == "This search finds no clipping."
    assert not pane._nothing._more.text().startswith("There is no field")
    window.search(Query.parse("foo:bar"))
    qtbot.waitUntil(lambda: pane._nothing._more.text().startswith("There is no field “foo:”"))
    pane._nothing.clearRequested.emit()
    wait_for(qtbot, window, "5")
    assert window.query == Query()


def test_a_change_of_the_library_is_counted_at_once(
    qtbot: QtBot, window: MainWindow, pane: DashboardPane, library: Library, add: Add
) -> None:
    add("Fleet", outlet="Wire", published_on=TODAY)
    wait_for(qtbot, window, "6")
    assert rows(pane.outlets)["Wire"] == 2


def test_the_days_before_are_told_where_a_period_is_asked_for(
    qtbot: QtBot, window: MainWindow, pane: DashboardPane
) -> None:
    assert not any(figure.note.isVisible() for figure in pane.figures)
    window.search(Query.parse("after:2026-11-16"))
    wait_for(qtbot, window, "3")
    notes = [figure.note.text() for figure in pane.figures]
    assert notes == ["1 in the 3 days before", "1 before", "1 before", "0 before", "0 before", ""]


def test_what_is_not_coded_is_coded_from_here(qtbot: QtBot, window: MainWindow, pane: DashboardPane) -> None:
    walked: list[int] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CodingScreen):
            walked.append(len(dialog.walk))
            dialog.accept()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)
    pane.figures[-1].link.click()
    qtbot.waitUntil(lambda: bool(walked))
    assert walked == [5]  # of two only the prominence is not coded


@pytest.mark.parametrize(("width", "columns"), [(640, 2), (900, 3), (1280, 3), (1920, 3)])
def test_charts_stand_in_as_many_columns_as_there_is_room_for(
    qtbot: QtBot, window: MainWindow, pane: DashboardPane, width: int, columns: int
) -> None:
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window.width() == width)
    QApplication.processEvents()
    tops = {chart.mapTo(pane, QPoint()).y() for chart in pane._in_grid()}
    assert len(tops) == -(-6 // columns)
    assert pane._sheet.width() <= 1100
    assert pane.scroller.horizontalScrollBar().maximum() == 0
    assert window.frame.drawer_button.isVisible() == (width <= 900)
