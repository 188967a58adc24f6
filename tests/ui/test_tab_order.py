"""Tab goes on as the window is read, and holds nothing that Qt deletes."""

import gc

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.follow_up import FollowUp
from clipper.ui.main_window import MainWindow
from clipper.ui.tab_order import next_stop
from clipper.ui.widgets.flow_layout import FlowLayout
from tests.ui.conftest import TODAY, Add


def test_what_stands_in_layouts_within_layouts_comes_line_by_line(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    made = {name: QLineEdit() for name in ("last", "second", "first", "third", "fourth")}
    column, row, grid = QVBoxLayout(page), QHBoxLayout(), QGridLayout()
    column.addLayout(row)
    column.addLayout(grid)
    column.addWidget(made["last"])
    for name in ("first", "second"):
        row.addWidget(made[name])
    for place, name in enumerate(("third", "fourth")):
        grid.addWidget(made[name], 0, place)
    page.show()
    way = [made["first"]]
    for _ in range(4):
        way.append(next_stop(page, way[-1], forward=True))
    assert way == [made[name] for name in ("first", "second", "third", "fourth", "last")]
    assert next_stop(page, made["first"], forward=False) is made["last"]


def test_a_row_that_goes_after_tab_leaves_nothing_that_the_next_widget_could_be_taken_for(
    qtbot: QtBot, library: Library, add: Add, window: MainWindow
) -> None:
    clipping = add("Harbour", published_on=TODAY)
    library.add_follow_up(clipping, FollowUp("Call back."))
    qtbot.waitUntil(lambda: window.detail_pane.clipping() is not None)
    window.detail_pane.tabs.show_page("follow_up")
    window.detail_pane.follow_up.rows[0].done.setFocus()
    before = _items_of_layouts()
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert _items_of_layouts() <= before


def _items_of_layouts() -> int:
    """How many items Python knows; those of a flow layout it holds by itself until they go."""
    of_flows = {id(item) for layout in gc.get_objects() if isinstance(layout, FlowLayout) for item in layout._items}
    return sum(type(one) is QWidgetItem and id(one) not in of_flows for one in gc.get_objects())
