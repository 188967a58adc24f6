"""Open a library in the real window, print a line at the first paint, which shows rows already, and end."""

import sys
from pathlib import Path

from clipper.cli.window import load_window


def main(library: Path) -> None:
    """Do what `clipper` does, up to the paint."""
    program = load_window().start()
    program.open(library)
    # Imported after the window's modules, and put in when all is made: what watches must not slow what it watches.
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.paint_watch import PaintWatch

    application = QApplication.instance()
    assert application
    watch = PaintWatch()
    application.installEventFilter(watch)
    application.exec()


main(Path(sys.argv[1]))
