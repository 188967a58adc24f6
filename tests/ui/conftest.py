"""The real window and its parts over a library in a temporary folder, drawn off the screen in the shipped Inter."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.draft import Accepted, Draft, Guess, Pasted
from clipper.ui import fonts, theme
from clipper.ui.garbage import GarbageCollector
from clipper.ui.main_window import MainWindow
from clipper.ui.patience import is_waiting
from clipper.ui.settings import Settings
from tests.ui.watchdog import Watchdog

TODAY = date(2026, 11, 18)
_LONGEST_MS = 30_000

Add = Callable[..., int]
Shown = TypeVar("Shown", bound=QDialog)


def in_dialog(qtbot: QtBot, kind: type[Shown], act: Callable[[Shown], object]) -> list[Shown]:
    """Do something in the dialog of a kind that opens next; what is left open is left. Returns it once it was there."""
    seen: list[Shown] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        seen.append(dialog)
        try:
            qtbot.waitUntil(dialog.isActiveWindow)
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    soon(look)
    return seen


def soon(what: Callable[[], object]) -> None:
    """Do something when events are handled next, and no step is waited for: a dialog may open only after one."""
    QTimer.singleShot(0, lambda: soon(what) if is_waiting() else what())


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The application, dressed as the program dresses it."""

    class Dressed(QApplication):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            fonts.load_inter()
            font = QFont("Inter")
            font.setPixelSize(13)
            self.setFont(font)
            theme.start(self, theme.Choice.LIGHT)

    return Dressed


@pytest.fixture(scope="package", autouse=True)
def collector(qapp: QApplication) -> Iterator[GarbageCollector]:
    """Garbage is collected as in the program, until the tests are over that have windows."""
    yield GarbageCollector(qapp)
    # Off the screen Qt frees what was copied after the application is gone, and dies of it.
    qapp.clipboard().clear()
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session")
def watchdog(qapp: QApplication) -> Iterator[Watchdog]:
    """What notices that the window's thread is held up."""
    watchdog = Watchdog()
    watchdog.install(qapp)
    yield watchdog
    watchdog.close()


@pytest.fixture(autouse=True)
def _never_held_up(watchdog: Watchdog) -> Iterator[None]:
    """A test fails in which the window's thread did one thing for too long."""
    # What the test before left to be deleted is a whole window.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with watchdog.watching():
        yield
    if watchdog.found:
        pytest.fail("\n".join(map(str, watchdog.found)), pytrace=False)


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits for as long as a busy machine needs, and holds each widget until it is closed.

    A widget without a window would be garbage while it is still seen.
    """
    for name in ("waitUntil", "waitSignal", "waitExposed", "waitActive"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=_LONGEST_MS))
    held: list[QWidget] = []
    add = qtbot.addWidget

    def add_and_hold(widget: QWidget, **more: Any) -> None:
        held.append(widget)
        add(widget, **more)

    qtbot.addWidget = add_and_hold
    return qtbot


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed library to copy: making the tables anew for each test took a tenth of a second."""
    path = tmp_path_factory.mktemp("library") / "empty.clipper"
    Library.open(path).close()
    return path


@pytest.fixture
def library(tmp_path: Path, empty_library: Path) -> Iterator[Library]:
    """An empty library whose clock stands at noon of TODAY."""
    path = shutil.copy(empty_library, tmp_path / "library.clipper")
    with Library.open(path, now=lambda: datetime(2026, 11, 18, 12, 0)) as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """What a window remembers, in a file of its own."""
    return Settings(tmp_path / "window.ini")


@contextmanager
def window_over(qtbot: QtBot, library: Library, settings: Settings) -> Iterator[MainWindow]:
    """The window over a library, shown, and closed again."""
    with theme.undressed():
        window = MainWindow(library, settings)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, library: Library, settings: Settings) -> Iterator[MainWindow]:
    """The window over the library as the test has filled it so far: by itself it is empty."""
    with window_over(qtbot, library, settings) as window:
        yield window


@pytest.fixture
def add(library: Library) -> Add:
    """Add one clipping and return its id: add("Headline", outlet="Gazette", published_on=TODAY, tags=("board",))."""

    def _add(headline: str | None, **fields: Any) -> int:
        (added,) = library.add([accepted(headline, **fields)], Pasted(f"{headline} {fields}")).ids
        return added

    return _add


def accepted(headline: str | None, *, tags: tuple[str, ...] = (), note: str | None = None, **fields: Any) -> Accepted:
    """What a person accepted, for a library to add; several in one step cost little more than one."""
    draft = Draft(headline=Guess(headline), **{name: Guess(value) for name, value in fields.items()})
    return Accepted(draft, tags=tuple(tags), note=note, even_if_known=True)
