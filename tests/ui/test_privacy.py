"""What the real window writes to its log, leaves behind after a purge, and shows of a bug: no word of a clipping."""

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from clipper import app, log
from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.errors import WrongUsage
from clipper.model.query import Query
from clipper.ui import qt_facts
from clipper.ui.dialogs.about import AboutDialog
from clipper.ui.dialogs.diagnostics import DiagnosticsDialog
from clipper.ui.dialogs.notice import Notice
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from tests.library import rich
from tests.library.traces import bytes_in, found
from tests.ui.conftest import Add, in_dialog

SECRET = "Zanzibarquartz"
Caught = tuple[type[BaseException], BaseException, TracebackType]


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    """The log, as the program keeps it."""
    path = tmp_path / "clipper.log"
    handler = log.file_handler(path)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield path
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[app.Program]:
    """The program, with a window over a library."""
    program = app.Program(Settings(tmp_path / "window.ini"))
    assert program.open(tmp_path / "library.clipper")
    yield program
    assert program.window is not None
    program.window.close()


def failing_listener(window: MainWindow) -> None:
    def fail(_changes: Changes) -> None:
        raise ValueError(f"no place for “{SECRET}”")

    stop = window.library.subscribe(fail)
    try:
        window.library.set_starred([1], True)
    finally:
        stop()


def failing_statement(window: MainWindow) -> None:
    with window.library.store.writing() as connection:
        connection.execute(text("INSERT INTO nowhere (headline) VALUES (:headline)"), {"headline": SECRET})


def unknown_key(window: MainWindow) -> None:
    {clipping.headline: 1 for clipping in window.library.clippings([1])}[f"{SECRET} again"]


def unreadable_file(window: MainWindow) -> None:
    Path(window.library.path.parent, f"{SECRET}.pdf").read_bytes()


def refusal_without_a_window(_window: MainWindow) -> None:
    raise WrongUsage(f"“{SECRET}” is no tag.")


@pytest.mark.parametrize("bug", [failing_listener, failing_statement, unknown_key, unreadable_file])
def test_a_bug_in_the_window_is_logged_and_shown_without_its_words(
    program: app.Program, logged: Path, monkeypatch: pytest.MonkeyPatch, bug: Callable[[MainWindow], None]
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(Notice, "bug", lambda details, _parent: shown.append(details))
    window = program.window
    assert window is not None
    window.library.add([rich.plain(1, headline=SECRET)], rich.Pasted(SECRET))
    try:
        bug(window)
    except Exception as error:
        program.on_exception(type(error), error, error.__traceback__)
    assert f"tests.ui.test_privacy.{bug.__name__}, line" in logged.read_text("utf-8")
    assert f"tests.ui.test_privacy.{bug.__name__}, line" in shown[0]
    assert SECRET not in shown[0]
    assert str(Path.home()) not in shown[0]
    assert found([SECRET], logged.parent / logged.name) == set()
    assert SECRET.lower().encode() not in logged.read_bytes().lower()
    assert found([SECRET], logged.parent) == {SECRET}


def test_work_aside_that_fails_is_logged_without_its_words(
    qtbot: QtBot, program: app.Program, logged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_report: object) -> None:
        raise ValueError(f"cannot write “{SECRET}”")

    monkeypatch.setattr(Notice, "bug", lambda *_: None)
    assert program.window is not None
    with qtbot.capture_exceptions() as caught:
        program.window.aside.run(fail, None, "Writing.")
        qtbot.waitUntil(lambda: bool(caught))
    program.on_exception(*caught[0])
    assert "builtins.ValueError" in logged.read_text("utf-8")
    assert SECRET not in logged.read_text("utf-8")


def test_a_refusal_is_told_and_not_logged(program: app.Program, logged: Path) -> None:
    program.on_exception(WrongUsage, WrongUsage(f"“{SECRET}” is no tag."), None)
    assert program.window is not None
    assert SECRET in program.window.toast.text
    assert SECRET not in logged.read_text("utf-8")


def test_what_qt_says_is_logged_by_who_said_it(logged: Path) -> None:
    for message in (
        f"QTextBrowser: No document for {SECRET}",
        f"QFont::setPixelSize: {SECRET}",
        f"cannot open {SECRET}",
    ):
        qt_facts.hear_qt(QtMsgType.QtWarningMsg, None, message)  # type: ignore[arg-type]
    qt_facts.hear_qt(QtMsgType.QtDebugMsg, None, SECRET)  # type: ignore[arg-type]
    said = logged.read_text("utf-8")
    assert [line.split(" ")[3] for line in said.splitlines()] == [
        *("clipper.qt.QTextBrowser:", "clipper.qt.QFont::setPixelSize:", "clipper.qt.other:")
    ]
    assert SECRET not in said


_STARTED = f"""
import gc, sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication
from clipper import app
from clipper.ui.dialogs.notice import Notice
Notice.bug = classmethod(lambda cls, details, parent=None: print(details))
program = app.start()

class Held:
    def __del__(self): raise ValueError("{SECRET} unraisable")

def fail(): raise ValueError("{SECRET} in a thread")

def begin():
    thread = threading.Thread(target=fail); thread.start(); thread.join()
    held = Held(); del held; gc.collect()
    qWarning("{SECRET} of Qt")
    QTimer.singleShot(0, QApplication.quit)
    raise KeyError("{SECRET} in a slot")

QTimer.singleShot(0, begin)
QApplication.exec()
"""


def test_a_program_that_was_started_writes_no_word_anywhere(tmp_path: Path) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "TMPDIR"):
        (tmp_path / name.lower()).mkdir()
    folders = {
        name: str(tmp_path / name.lower()) for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
    }
    done = subprocess.run(
        [sys.executable, "-c", _STARTED], env={**os.environ, **folders}, capture_output=True, text=True, timeout=120
    )
    (path,) = tmp_path.rglob("clipper.log")
    said = path.read_text("utf-8")
    assert said.count("a bug where nobody is told\n") == 2
    assert said.count("builtins.ValueError") == 2
    assert "builtins.KeyError" in said
    assert "clipper.qt.other: Qt complained" in said
    assert SECRET not in said + done.stdout + done.stderr
    assert found([SECRET], tmp_path) == set()


def test_what_is_purged_in_the_window_is_in_no_file_any_more(
    qtbot: QtBot, tmp_path: Path, logged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(Notice, "warn", lambda *_: True)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) is None)
    program = app.Program(Settings(tmp_path / "window.ini"))
    program.open(tmp_path / "library.clipper")
    window = program.window
    assert window is not None
    one, *others = rich.fill(window.library)
    qtbot.waitUntil(lambda: one in window.list_pane.model.ids, timeout=20_000)
    window.search(Query.parse(rich.WORDS["fetched"]))
    window.search(Query.parse(f"note:{rich.WORDS['note']}"))
    qtbot.waitUntil(lambda: list(window.list_pane.model.ids) == [one], timeout=20_000)
    window.list_pane.select([one])
    qtbot.waitUntil(lambda: window.detail_pane.attachments.key == one)
    (file,) = [file for file in window.library.get(one).attachments if file.name.endswith(".pdf")]
    window.attachments.open(file)
    qtbot.waitUntil(lambda: bool(opened))
    assert found(rich.WORDS.values(), tmp_path) == set(rich.WORDS.values())
    assert found([rich.WORDS["attached"]], temporary) == {rich.WORDS["attached"]}
    window.library.delete([one, *others])
    window.search(Query.parse("is:deleted"))
    qtbot.waitUntil(window.actions_["clipping.empty_wastebasket"].isEnabled)
    window.actions_["clipping.empty_wastebasket"].trigger()
    qtbot.waitUntil(lambda: "Deleted" in window.toast.text)
    qtbot.waitUntil(lambda: not window.aside.is_busy)
    assert "zanzibarquartz" not in " ".join(action.text() for _, action in window.actions_).lower()
    window.close()
    assert b"zanzibarquartz" not in bytes_in(tmp_path)


def test_diagnostics_are_found_out_aside_and_copied(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    add(f"{SECRET} in a headline", outlet=f"The {SECRET} Post", tags=(SECRET,))

    def look(dialog: DiagnosticsDialog) -> None:
        qtbot.waitUntil(dialog.copy_button.isEnabled, timeout=60_000)
        dialog.copy_button.click()

    seen = in_dialog(qtbot, DiagnosticsDialog, look)
    window.actions_["help.diagnostics"].trigger()
    assert seen
    copied = QGuiApplication.clipboard().text()
    for fact in ("Clipper: ", "Qt: ", "Font: ", "Rows of clippings: 1", "Quick check of the file: sound"):
        assert fact in copied
    assert SECRET.lower() not in copied.lower()


def test_finding_out_can_be_cancelled_and_begun_again(
    qtbot: QtBot, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on: list[bool] = []

    def examine(_library: Library, progress: Callable[[int, int], None], _more: object) -> list[object]:
        while not goes_on:
            progress(1, 6)
        return []

    monkeypatch.setattr("clipper.diagnostics.examine", examine)
    dialog = DiagnosticsDialog(library)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.copy_button.isEnabled()
    dialog.progress.cancelled.emit()
    qtbot.waitUntil(dialog.again_button.isEnabled)
    assert dialog.told.text() == "Cancelled; nothing was found out."
    goes_on.append(True)
    dialog.again_button.click()
    qtbot.waitUntil(dialog.copy_button.isEnabled)
    dialog.reject()


def test_the_about_page_shows_each_licence_in_full(qtbot: QtBot) -> None:
    dialog = AboutDialog("library.clipper")
    qtbot.addWidget(dialog)
    shown = {}
    for row in range(dialog.rows.rowCount()):
        dialog.list.setCurrentIndex(dialog.rows.index(row, 0))
        shown[str(dialog.rows.index(row, 0).data())] = dialog.text.toPlainText()
    assert "Permission is hereby granted" in shown["Clipper"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in shown["PySide6-Essentials"]
    assert "your own build" not in shown["SQLAlchemy"]
    assert "Open Font License" in shown["Inter"]
    assert min(map(len, shown.values())) > 50
