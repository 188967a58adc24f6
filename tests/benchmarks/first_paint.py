"""Run `clipper` over a library, print a line at the first paint, which shows rows already, and end."""

import sys

# Before anything else of Qt, as `clipper` does it.
import clipper.ui  # noqa: F401  isort: skip
from PySide6.QtWidgets import QApplication

from clipper.cli.main import run

_go_on = QApplication.exec


def _watch_and_go_on() -> int:
    # Imported and put in when all is made: what watches must not slow what it watches.
    from tests.benchmarks.paint_watch import PaintWatch

    application = QApplication.instance()
    assert application
    watch = PaintWatch()
    application.installEventFilter(watch)
    return _go_on()


QApplication.exec = _watch_and_go_on
run(["--library", sys.argv[1]])
