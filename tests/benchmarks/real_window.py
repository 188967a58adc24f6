"""The real window over a library, for processes that work with it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from clipper.cli.window import load_window
from clipper.ui.main_window import MainWindow

_LONGEST_MS = 20_000
_SIZE = 1280, 800


def work_with(library: Path, work: Callable[[MainWindow], Any]) -> None:
    """Open the window as `clipper` does, wait until it has counted, do the work, and close it."""
    program = load_window().start()
    program.open(library)
    assert program.window
    program.window.resize(*_SIZE)
    wait_for(program.window.searcher.counted)
    work(program.window)
    program.window.close()


def wait_for(signal: Any, start: Callable[[], Any] | None = None) -> None:
    """Start something and let the window live until a signal comes."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    if start is not None:
        start()
    QTimer.singleShot(_LONGEST_MS, loop, loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)


def live(seconds: float) -> None:
    """Let the window do what it does by itself."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.002)
