"""The window's world: it opens a library or says why not, and tells refusals from bugs."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clipper import app, places
from clipper.library.exchange import export_library
from clipper.library.library import Library
from clipper.library.store import sqlite
from clipper.model.draft import Accepted, Draft, Guess, Pasted
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.query import Query
from clipper.ui import instances, restoring
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.waiting import Waiting
from clipper.ui.instances import Claim
from clipper.ui.requests import Request
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import Button, LinkButton
from clipper.ui.widgets.elided_label import ElidedLabel
from tests.library import kept_forms
from tests.ui.conftest import in_dialog
from tests.ui.meeting import Starts, hanging_window, meeting_folder, starting, starts

__all__ = ["meeting_folder", "starting", "starts"]


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, meeting_folder: Path) -> Iterator[app.Program]:
    program = app.Program(Settings(tmp_path / "window.ini"))
    yield program
    if program.window is not None:
        program.window.close()


def test_a_library_opens_in_a_window_and_is_made_on_first_use(
    qtbot: QtBot, program: app.Program, tmp_path: Path
) -> None:
    path = tmp_path / "library.clipper"
    assert program.open(path)
    assert program.window is not None
    assert program.window.isVisible()
    assert program.window.empty_state.isVisible()
    assert path.exists()


def test_a_library_that_was_made_for_a_name_that_may_be_a_slip_is_told_with_a_way_to_another(
    qtbot: QtBot, program: app.Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> list[str]:
        assert program.window is not None
        labels = program.window.empty_state.findChildren(ElidedLabel)
        return [one.text() for one in labels if one.isVisible() and "a new one was made" in one.text()]

    path, other = tmp_path / "lirbary.clipper", tmp_path / "library.clipper"
    Library.open(other).close()
    monkeypatch.setattr(choosing, "ask_for_place", lambda *_args, **_kwargs: other)
    assert program.open(path)
    assert program.window is not None
    assert told() == [f"There was no library at {path}: a new one was made."]
    way = program.window.empty_state.findChild(LinkButton, "openAnother")
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window is not None and program.window.library.path == other)
    assert told() == []


def test_the_library_of_who_names_none_is_made_without_a_word(
    program: app.Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "default_library", lambda: tmp_path / "library.clipper")
    assert program.open(tmp_path / "library.clipper")
    assert program.window is not None
    assert not program.window.empty_state._made.isVisible()


def test_what_is_no_library_is_refused_in_a_sentence_and_another_is_offered(
    qtbot: QtBot, program: app.Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, right = tmp_path / "notes.txt", tmp_path / "library.clipper"
    wrong.write_text("These are only notes. " * 100)
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(Notice, "ask", lambda title, text, *_: asked.append((title, text)) is None)
    monkeypatch.setattr(choosing, "ask_for_place", lambda *_asked, overwrites: right)
    assert program.open(wrong)
    assert asked[0][0] == "“notes.txt” could not be opened"
    assert asked[0][1].endswith(".")
    assert wrong.read_text().startswith("These are only notes.")
    assert program.window is not None
    assert program.window.library.path == right


def test_a_library_that_is_locked_can_be_tried_again_and_takes_what_was_brought(
    qtbot: QtBot, program: app.Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _filled(tmp_path / "library.clipper")
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.05)
    other = sqlite3.connect(path)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    offered: list[tuple[str, list[str]]] = []

    def choose(_title: str, text: str, verbs: list[str]) -> str:
        offered.append((text, verbs))
        if len(offered) == 2:
            other.close()
        return verbs[0]

    monkeypatch.setattr(Notice, "choose", choose)
    assert program.open(path, files=[_brought(tmp_path)])
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 2)
    text, verbs = offered[0]
    assert "is in use by another program" in text
    assert verbs == ["Try again", "Open another library…"]
    assert len(offered) == 2


def a_window_that_closes(path: Path) -> Claim:
    """Claim a library as a window does that was closed and still saves."""
    claim = Claim.make(path, Request())
    assert claim is not None
    claim.fall_silent()
    return claim


def when_shown(kind: type[Waiting], act: Callable[[Waiting], object]) -> None:
    """Do something once a dialog of a kind shows."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        else:
            QTimer.singleShot(20, look)

    look()


def test_a_start_waits_for_a_window_that_was_closed_and_saves_what_is_left(
    qtbot: QtBot, program: app.Program, tmp_path: Path
) -> None:
    path = _filled(tmp_path / "library.clipper")
    claim = a_window_that_closes(path)
    when_shown(Waiting, lambda _waiting: claim.release())
    assert program.open(path, files=[_brought(tmp_path)])
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 2)


def test_who_does_not_wait_for_a_closed_window_opens_nothing(
    qtbot: QtBot, program: app.Program, tmp_path: Path
) -> None:
    path = _filled(tmp_path / "library.clipper")
    claim = a_window_that_closes(path)
    when_shown(Waiting, lambda waiting: waiting.skip_button.click())
    assert not program.open(path)
    assert program.window is None
    claim.release()


def test_a_window_that_hangs_can_be_asked_again_and_offers_no_backup(
    qtbot: QtBot, program: app.Program, tmp_path: Path, meeting_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _filled(tmp_path / "library.clipper")
    offered: list[list[str]] = []
    monkeypatch.setattr(instances, "PATIENCE", 0.2)
    monkeypatch.setattr(restoring, "has_backups", lambda _path: True)
    with hanging_window(meeting_folder, path) as process:

        def choose(_title: str, _text: str, verbs: list[str]) -> str:
            offered.append(verbs)
            process.kill()
            return verbs[0]

        monkeypatch.setattr(Notice, "choose", choose)
        assert program.open(path)
    assert offered == [["Try again", "Open another library…"]]


def test_leaving_the_offer_ends_the_program(
    program: app.Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("These are only notes. " * 100)
    monkeypatch.setattr(Notice, "ask", lambda *_: False)
    assert not program.open(wrong)
    assert program.window is None


def test_the_sample_opens_in_its_own_file_beside_an_open_library(
    qtbot: QtBot, program: app.Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "sample_library", lambda: tmp_path / "sample.clipper")
    program.open(tmp_path / "library.clipper")
    first = program.window
    assert first is not None
    with qtbot.waitSignal(first.closed):
        first.actions_["file.sample"].trigger()
    assert program.window is not None
    assert program.window is not first
    assert len(program.window.library.search(Query())) > 50


def test_an_open_window_stays_when_another_library_cannot_be_opened(
    program: app.Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open(tmp_path / "library.clipper")
    wrong = tmp_path / "notes.txt"
    wrong.write_text("These are only notes. " * 100)
    assert not program.open(wrong)
    assert program.window is not None
    assert program.window.toast.isVisible()
    assert program.window.library.path == tmp_path / "library.clipper"


def _filled(path: Path) -> Path:
    with Library.open(path) as library:
        library.add([Accepted(Draft(headline=Guess("Harbour")))], Pasted("Harbour"))
    return path


def _brought(folder: Path) -> Path:
    """A file that is imported without anything being asked."""
    with Library.open(_filled(folder / "elsewhere.clipper")) as other:
        other.edit(1, headline="Brought from elsewhere")
        export_library(other, folder / "brought.jsonl")
    return folder / "brought.jsonl"


def test_a_later_start_brings_the_window_to_the_front_and_its_files_into_it(
    qtbot: QtBot, program: app.Program, starts: Starts, tmp_path: Path
) -> None:
    path, brought = _filled(tmp_path / "library.clipper"), _brought(tmp_path)
    program.open(path)
    window = program.window
    assert window is not None
    window.showMinimized()
    starts.ask(path, brought)
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 2)
    assert starts.was_taken()
    assert not window.isMinimized()
    assert window.isActiveWindow()
    window.undoing.undo()
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 1)


def test_what_a_later_start_brings_waits_for_a_dialog_to_be_left(
    qtbot: QtBot, program: app.Program, starts: Starts, tmp_path: Path
) -> None:
    path, brought = _filled(tmp_path / "library.clipper"), _brought(tmp_path)
    program.open(path)
    window = program.window
    assert window is not None
    dialog = Notice("Something to read", "A person reads this.", "Close", window)
    dialog.open()
    with qtbot.waitSignal(window.findChild(Claim).requested):
        starts.ask(path, brought)
    assert starts.was_taken()
    qtbot.wait(600)
    assert not window.aside.is_busy
    assert QApplication.activeModalWidget() is dialog
    assert len(window.library.steps()) == 1
    dialog.accept()
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 2)


def test_files_named_at_the_first_start_are_brought_into_the_window(
    qtbot: QtBot, program: app.Program, tmp_path: Path
) -> None:
    program.open(tmp_path / "library.clipper", files=[_brought(tmp_path)])
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 1)


def test_a_library_whose_window_hangs_is_not_opened_twice(
    program: app.Program, meeting_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _filled(tmp_path / "library.clipper")
    told: list[str] = []
    monkeypatch.setattr(Notice, "choose", lambda _title, text, _verbs: told.append(text))
    monkeypatch.setattr(instances, "PATIENCE", 0.2)
    with hanging_window(meeting_folder, path):
        assert not program.open(path)
    assert program.window is None
    assert "does not answer" in told[0]
    assert program.open(path)


def test_a_library_that_cannot_be_opened_can_be_asked_for_again(
    program: app.Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.clipper"
    path.write_text("These are only notes. " * 100)
    monkeypatch.setattr(Notice, "ask", lambda *_: False)
    assert not program.open(path)
    path.unlink()
    assert program.open(path)


def test_a_library_of_an_earlier_version_is_brought_to_the_present_form_while_a_person_waits(
    qtbot: QtBot, program: app.Program, starts: Starts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, brought = kept_forms.unpack(max(kept_forms.OLD), tmp_path), _brought(tmp_path)
    opening, is_seen, titles = Library.open_to_read, threading.Event(), []

    def open_slowly(*arguments: Any, **named: Any) -> Library:
        assert is_seen.wait(20)
        return opening(*arguments, **named)

    def look() -> None:
        waiting = QApplication.activeModalWidget()
        if isinstance(waiting, Waiting):
            titles.append(waiting.windowTitle())
            starts.ask(path, brought)
            looking.stop()
            is_seen.set()

    monkeypatch.setattr(Library, "open_to_read", open_slowly)
    looking = QTimer(interval=20)
    looking.timeout.connect(look)
    looking.start()
    assert program.open(path)
    window = program.window
    assert window is not None
    before = len(window.list_pane.model.ids)
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) > before, timeout=20_000)
    assert starts.was_taken()
    assert titles == ["Opening the library"]


@pytest.mark.parametrize("opens", [True, False])
def test_what_is_brought_to_a_window_that_makes_way_does_not_go_with_it(
    qtbot: QtBot, program: app.Program, starts: Starts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opens: bool
) -> None:
    empty, older, brought = (
        tmp_path / "empty.clipper",
        kept_forms.unpack(max(kept_forms.OLD), tmp_path),
        _brought(tmp_path),
    )
    assert program.open(empty)
    opening, is_asked = Library.open_to_read, threading.Event()

    def open_slowly(*arguments: Any, **named: Any) -> Library:
        assert is_asked.wait(20)
        if not opens:
            raise EnvironmentProblem("The disk is full.")
        return opening(*arguments, **named)

    def look() -> None:
        if isinstance(QApplication.activeModalWidget(), Waiting):
            looking.stop()
            starts.ask(empty, brought)
            # Long enough for an answer, were there one.
            QTimer.singleShot(500, is_asked.set)

    monkeypatch.setattr(Library, "open_to_read", open_slowly)
    looking = QTimer(interval=20)
    looking.timeout.connect(look)
    looking.start()
    assert program.open(older) == opens
    window = program.window
    assert window is not None
    if not opens:
        qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 1, timeout=20_000)
    assert starts.was_taken() != opens


def test_the_window_menu_lists_the_libraries_that_are_open_and_shows_one(
    qtbot: QtBot, program: app.Program, tmp_path: Path
) -> None:
    path, other = _filled(tmp_path / "library.clipper"), _filled(tmp_path / "R&D.clipper")
    claim = Claim.make(other, Request())
    assert claim is not None
    program.open(path)
    assert program.window is not None
    menu = next(action.menu() for action in program.window.menuBar().actions() if action.text() == "&Window")
    menu.aboutToShow.emit()
    listed = {action.toolTip(): action.isChecked() for action in menu.actions()}
    assert listed == {str(path): True, str(other): False}
    # A long folder is shortened in its middle.
    assert {action.text().partition(" (")[0] for action in menu.actions()} == {"library", "R&&D"}
    assert all(action.text().endswith(f"{tmp_path.name[-6:]})") for action in menu.actions())
    claim.release()
    menu.aboutToShow.emit()
    assert [action.toolTip() for action in menu.actions()] == [str(path)]


def test_a_window_with_a_note_that_cannot_be_kept_stays(
    qtbot: QtBot, program: app.Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_values: object, **_more: object) -> None:
        raise EnvironmentProblem("The disk is full.")

    path = _filled(tmp_path / "library.clipper")
    program.open(path)
    window = program.window
    assert window is not None
    window.activateWindow()
    window.detail_pane.edit_note()
    qtbot.keyClicks(window.detail_pane.note._edit, "Not to be lost")
    with monkeypatch.context() as patched:
        patched.setattr(window.library, "set_note", full)
        window.close()
        assert window.isVisible()
        assert "could not be kept" in window.toast.text
    window.close()
    assert not window.isVisible()
    program.window = None
    with Library.open(path) as library:
        assert library.get(1).note == "Not to be lost"


def test_a_refusal_is_told_in_its_own_words_and_a_bug_with_details(
    program: app.Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open(tmp_path / "library.clipper")
    assert program.window is not None
    program.on_exception(WrongUsage, WrongUsage("No tag can have that name."), None)
    assert program.window.toast.text == "No tag can have that name."
    told: list[str] = []
    monkeypatch.setattr(Notice, "bug", lambda details, _parent: told.append(details))
    program.on_exception(KeyError, KeyError("colour"), None)
    assert told[0].startswith("Clipper ")
    assert told[0].endswith("builtins.KeyError")
    assert "colour" not in told[0]


def test_what_fails_after_the_last_window_closed_is_told_without_it(
    qtbot: QtBot, program: app.Program, tmp_path: Path
) -> None:
    program.open(tmp_path / "library.clipper")
    assert program.window is not None
    gone: list[bool] = []
    program.window.destroyed.connect(lambda: gone.append(True))
    program.window.close()
    qtbot.waitUntil(lambda: bool(gone))
    assert program.window is None
    told: list[tuple[str, object]] = []
    for error in (KeyError("colour"), WrongUsage("No tag can have that name.")):
        in_dialog(qtbot, Notice, lambda notice: told.append((notice.windowTitle(), notice.parent())))
        program.on_exception(type(error), error, None)
    assert told == [("Something went wrong", None), ("This did not work", None)]


def test_the_details_of_a_bug_can_be_copied(qtbot: QtBot) -> None:
    dialog = Notice("Something went wrong", "Clipper made a mistake.", "Close", details="KeyError: 'colour'")
    qtbot.addWidget(dialog)
    copy = next(button for button in dialog.findChildren(Button) if button.text() == "Copy details")
    copy.click()
    assert QGuiApplication.clipboard().text() == "KeyError: 'colour'"


def test_settings_that_make_no_sense_are_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_text("[General]\ncolours=purple\ntags_shown=maybe\n[split]\nnormal\\tags=wide\n")
    settings = Settings(file)
    assert settings.word("colours", ("system", "light")) == "system"
    assert settings.number("split/normal/tags", 227) == 227
    assert settings.flag("tags_shown", True) is False
    assert settings.shape("geometry").isEmpty()


def test_a_library_that_another_window_closed_is_free_again(program: app.Program, tmp_path: Path) -> None:
    path = tmp_path / "library.clipper"
    program.open(path)
    assert program.window is not None
    program.window.close()
    with Library.open(path) as library:
        assert len(library.search(Query())) == 0
    program.window = None


def test_settings_are_kept_in_a_file_and_in_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))  # type: ignore[arg-type]
