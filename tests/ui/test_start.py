"""What a start of the window does not wait for."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.ui import theme
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from tests.ui.conftest import Add

_LATER = (
    # packages that take long to load
    *("sqlalchemy.orm", "alembic", "lxml", "trafilatura", "dateparser", "feedparser", "openpyxl", "jinja2", "typst"),
    *("vl_convert", "pypdfium2", "urllib3", "rapidfuzz", "olefile", "nh3", "html", "difflib", "tomllib"),
    # work that a person asks for, or that begins when the window is there
    *("clipper.capture.article", "clipper.capture.listing", "clipper.capture.formats", "clipper.capture.reading"),
    *("clipper.library.backups", "clipper.library.checking", "clipper.library.repair", "clipper.library.salvage"),
    *("clipper.library.exchange", "clipper.library.importing", "clipper.library.uniting", "clipper.library.fetching"),
    *("clipper.library.likely_duplicates", "clipper.library.store.migration", "clipper.library.store.sqlite_salvage"),
    *("clipper.reports.compose", "clipper.reports.writers", "clipper.licences", "clipper.diagnostics"),
    *("clipper.ui.dialogs.review", "clipper.ui.dialogs.report", "clipper.ui.dialogs.backups"),
    *("clipper.ui.panes.dashboard_pane", "clipper.ui.widgets.follow_up_form"),
)
_COMPILED = """
import re, sys
from clipper.cli.window import load_window
load_window()
own = [(name, vars(module)) for name, module in sys.modules.items() if name.startswith("clipper")]
print(*(f"{name}.{each}" for name, held in own for each, value in held.items() if isinstance(value, re.Pattern)))
"""
_LOADED = "import sys; from clipper.cli.window import load_window; load_window(); print(*sys.modules)"


def test_a_start_loads_nothing_that_is_needed_later_only() -> None:
    told = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True, timeout=120)
    loaded = set(told.stdout.split())
    assert {"PySide6.QtWidgets", "sqlalchemy", "clipper.ui.main_window"} <= loaded
    assert sorted(loaded.intersection(_LATER)) == []


def test_a_start_compiles_no_pattern_before_it_is_used() -> None:
    told = subprocess.run([sys.executable, "-c", _COMPILED], capture_output=True, text=True, check=True, timeout=120)
    assert told.stdout.split() == []


def test_modules_are_imported_by_python_alone() -> None:
    asked = "import builtins; own = builtins.__import__; import clipper.ui; print(builtins.__import__ is own)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=120)
    assert told.stdout == "True\n"


class Drawings(QObject):
    """Notes when a widget is drawn."""

    def __init__(self, widget: QWidget, happened: list[str]) -> None:
        super().__init__(widget)
        self._happened = happened
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Paint:
            self._happened.append("drawn")
        return False


def test_the_rows_are_drawn_before_anything_is_counted_or_checked(
    qtbot: QtBot, library: Library, settings: Settings, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Ferry returns")
    happened: list[str] = []
    count = library.facets
    monkeypatch.setattr(library, "facets", lambda query: (happened.append("counted"), count(query))[1])
    with theme.undressed():
        window = MainWindow(library, settings)
    monkeypatch.setattr(window.checks.watch, "start", lambda: happened.append("checked"))
    Drawings(window.list_pane.view.viewport(), happened)
    with qtbot.waitSignal(window.searcher.counted):
        window.show()
    assert happened[0] == "drawn"
    assert {"counted", "checked"} <= set(happened)
    window.close()
    window.deleteLater()
