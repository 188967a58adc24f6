"""The least that could show a library: Qt, sqlite3, three panes, the first rows and one text."""

import sqlite3
import sys

from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow, QSplitter, QTextBrowser

from tests.benchmarks.paint_watch import PaintWatch


def main(library: str) -> None:
    """Show three panes."""
    application = QApplication(sys.argv[:1])
    connection = sqlite3.connect(library)
    newest = "SELECT headline, body FROM clippings ORDER BY search_id DESC LIMIT 40"
    rows = connection.execute(newest).fetchall()
    tags = connection.execute("SELECT name FROM tags").fetchall()
    window, panes, names, headlines, text = QMainWindow(), QSplitter(), QListWidget(), QListWidget(), QTextBrowser()
    names.addItems([name for (name,) in tags])
    headlines.addItems([headline or "" for headline, _ in rows])
    text.setPlainText(rows[0][1] if rows else "")
    for pane in (names, headlines, text):
        panes.addWidget(pane)
    window.setCentralWidget(panes)
    window.resize(1280, 800)
    watch = PaintWatch()
    application.installEventFilter(watch)
    window.show()
    application.exec()


main(sys.argv[1])
