"""Scroll through the list of the real window, and through a bare one, and print how long each frame took, as JSON."""

import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from clipper.library.library import Library
from clipper.library.store import sqlite
from clipper.model.query import Query
from clipper.ui.main_window import MainWindow
from clipper.ui.models.clipping_list import Grouping
from tests.benchmarks.generate import vocabulary
from tests.benchmarks.measure import milliseconds
from tests.benchmarks.real_window import work_with

_TIMES = 10
_WHEEL = 168
"""The pixels of one step of the wheel: three rows."""
_FRAMES = 200


def scroll(window: MainWindow) -> dict[str, Any]:
    """Scroll through the library, through ten times as many rows, and through what has a word, with snippets."""
    library = window.library
    ids = library.search(Query()).ids
    word = Query.parse(vocabulary()[100])
    return {
        "library": _of_window(window, ids, Query(), Grouping.DAY),
        "ten_times": _of_window(window, ids * _TIMES, Query(), Grouping.DAY),
        "with_snippets": _of_window(window, library.search(word).ids, word, Grouping.NONE),
        "bare": _of_bare(library, ids),
        "bare_ten_times": _of_bare(library, ids * _TIMES),
    }


def _of_window(window: MainWindow, ids: Sequence[int], query: Query, grouping: Grouping) -> dict[str, Any]:
    view = window.list_pane.view

    def show() -> None:
        view.show_clippings(ids, query, grouping, is_new=True)
        view.viewport().repaint()

    return {"rows": len(ids), "show": [milliseconds(show)], **_frames(view)}


def _of_bare(library: Library, ids: Sequence[int]) -> dict[str, Any]:
    view = QTableView()
    view.resize(460, 700)
    view.horizontalHeader().setStretchLastSection(True)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setDefaultSectionSize(56)
    view.show()
    model = _BareRows(library.path, ids)

    def show() -> None:
        view.setModel(model)
        view.viewport().repaint()

    return {"rows": len(ids), "show": [milliseconds(show)], **_frames(view)}


def _frames(view: QTableView) -> dict[str, list[float]]:
    """Turn the wheel from the top and from the middle, go down page by page, and drag the slider to the end."""
    bar = view.verticalScrollBar()
    page, half = max(1, view.viewport().height()), bar.maximum() // 2
    wheel = [*range(0, _FRAMES * _WHEEL, _WHEEL), *range(half, half + _FRAMES * _WHEEL, _WHEEL)]
    return {
        "wheel": _scrolled(view, wheel),
        "pages": _scrolled(view, range(half, half + _FRAMES * page, page)),
        "drag": _scrolled(view, [bar.maximum() * step // _FRAMES for step in range(_FRAMES)]),
    }


def _scrolled(view: QTableView, places: Iterable[int]) -> list[float]:
    """Go to places and paint; the first frame, which goes there from far away, is not counted."""
    return [round(_frame(view, place), 3) for place in places][1:]


def _frame(view: QTableView, place: int) -> float:
    """What the window's thread does for one frame: scroll, paint all rows in sight, and what else is due."""
    start = time.perf_counter()
    view.verticalScrollBar().setValue(place)
    view.viewport().repaint()
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


class _BareRows(QAbstractTableModel):
    """Headlines over ids, two hundred at a time through sqlite3, all kept."""

    _PAGE = 200
    _FETCH = "SELECT id, headline FROM clippings WHERE id IN (SELECT value FROM json_each(?))"

    def __init__(self, library: Path, ids: Sequence[int]) -> None:
        super().__init__()
        self._connection = sqlite.connect_reader(library)
        self._ids = ids
        self._pages: dict[int, dict[int, str]] = {}

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802
        return len(self._ids)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802
        return 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        number = index.row() // self._PAGE
        if number not in self._pages:
            these = json.dumps(list(self._ids[number * self._PAGE : (number + 1) * self._PAGE]))
            self._pages[number] = dict(self._connection.execute(self._FETCH, (these,)))
        return self._pages[number].get(self._ids[index.row()])


if __name__ == "__main__":
    work_with(Path(sys.argv[1]), lambda window: print(json.dumps(scroll(window))))
