"""Search, scroll and edit in the real window, and print the memory of the process after each, as JSON."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from clipper.model.query import Query
from clipper.ui.main_window import MainWindow
from tests.benchmarks.measure import resident_megabytes
from tests.benchmarks.real_window import live, wait_for, work_with
from tests.benchmarks.working import TYPED, typed_queries

_SEARCHES = 20
_FRAMES = 200
_EDITED = 6
_BETWEEN_KEYS = 0.03


def browse(window: MainWindow) -> dict[str, float]:
    """Do some of what a person does in an hour."""
    held = {"opened": resident_megabytes()}
    for name, work in {"searched": _search, "scrolled": _scroll, "edited": _edit}.items():
        work(window)
        live(1.5)
        held[name] = resident_megabytes()
    return held


def _search(window: MainWindow) -> None:
    """Type searches key by key; every other one is waited for."""
    box = window.list_pane.search_box
    for number, text in enumerate(typed_queries()[:: 200 // _SEARCHES]):
        box.clear()
        window.list_pane.focus_search()
        for key in text[:TYPED]:
            _type(box, key)
            live(_BETWEEN_KEYS)
        if number % 2:
            wait_for(window.searcher.counted, lambda box=box: _type(box, "a"))
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_Escape)
    wait_for(window.searcher.counted, lambda: window.search(Query()))


def _type(box: QWidget, key: str) -> None:
    """Press a key, which may be one that QTest does not know."""
    QApplication.sendEvent(box.focusProxy(), QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key))


def _scroll(window: MainWindow) -> None:
    """Go down page by page, then through all of the list, and select all of it."""
    view = window.list_pane.view
    bar = view.verticalScrollBar()
    ways = range(0, _FRAMES * view.viewport().height(), view.viewport().height())
    for place in (*ways, *(bar.maximum() * step // _FRAMES for step in range(_FRAMES))):
        bar.setValue(place)
        QApplication.processEvents()
    window.list_pane.select_all()
    live(1)
    QTest.keyClick(view, Qt.Key.Key_Home)


def _edit(window: MainWindow) -> None:
    """Read one clipping after another, star it, write its headline and note; then tag many; and take it all back."""
    library, pane = window.library, window.list_pane
    last = library.undoable()
    for _ in range(_EDITED):
        QTest.keyClick(pane.view, Qt.Key.Key_Down)
        live(_BETWEEN_KEYS)
        (current,) = pane.selected_ids()
        for write in (
            lambda current=current: library.edit(current, headline="A headline that was edited"),
            lambda current=current: library.set_note(current, "A note that was edited"),
            lambda current=current: library.set_starred([current], not library.get(current).starred),
        ):
            wait_for(window.searcher.counted, write)
    wait_for(window.searcher.counted, lambda: library.tag(list(pane.model.ids[:10_000]), "benchmark"))
    while library.undoable() != last:
        library.undo()
    live(1)


if __name__ == "__main__":
    work_with(Path(sys.argv[1]), lambda window: print(json.dumps(browse(window))))
