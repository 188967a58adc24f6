"""The real program in a process of its own, brought to a state and left there until it is killed.

`python -m tests.ui.ending LIBRARY STATE`: prints the folder of unfinished work once the state is reached.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clipper import app, places
from clipper.ui.dialogs.review_list import ReviewListDialog
from clipper.ui.main_window import MainWindow

LINES = (
    "Quiet ports, Coast to Coast by Maya Okafor, October 26, 2018",
    "Three ways to read the tide, Toronto Star by Sam Whit, October 24, 2018",
    "A rope is a promise, Toronto Star by Sam Whit, October 21, 2018",
)


def note(window: MainWindow) -> None:
    """A note in the middle of a sentence, which nothing has kept yet."""
    window.detail_pane.note._timer.setInterval(10_000_000)
    window.detail_pane.edit_note()
    QTest.keyClicks(QApplication.focusWidget(), "Ask the harbour master about the ")
    print(places.unfinished_folder(), flush=True)


def review(window: MainWindow) -> None:
    """Three mentions: the first is kept, the second is corrected, and its date is half written."""
    mime = QMimeData()
    mime.setText("\n".join(LINES))

    def check() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ReviewListDialog) or not dialog.isActiveWindow():
            QTimer.singleShot(50, check)
            return
        dialog.keep()
        headline = dialog.fields().line("headline")
        headline.edit()
        headline.set_text("Four ways to read the tide")
        dialog.fields().tag_editor.add("topic/harbours")
        dialog.fields().note_edit.setPlainText("For the briefing")
        day = dialog.fields().line("published_on")
        day.edit()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(QApplication.focusWidget(), "24 Octo")
        print(places.unfinished_folder(), flush=True)

    QTimer.singleShot(50, check)
    window.intake.take(mime)


STATES: dict[str, Callable[[MainWindow], None]] = {"note": note, "review": review}


def main(library: str, state: str) -> None:
    program = app.start()
    program.open(Path(library))
    assert program.window is not None
    QTimer.singleShot(200, lambda: STATES[state](program.window))
    QApplication.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
