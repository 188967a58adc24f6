"""Open a library in the real window, print a line at the first paint, which shows rows already, and end."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from clipper.app import Program
from clipper.places import settings_file
from clipper.ui import theme
from clipper.ui.settings import Settings
from tests.benchmarks.paint_watch import PaintWatch


def main(library: Path) -> None:
    """Do what `clipper` does, up to the paint."""
    application = QApplication(sys.argv[:1])
    settings = Settings(settings_file())
    theme.start(application, theme.Choice.SYSTEM)
    watch = PaintWatch()
    application.installEventFilter(watch)
    Program(settings).open(library)
    application.exec()


main(Path(sys.argv[1]))
