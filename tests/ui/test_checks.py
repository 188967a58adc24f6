"""The window looks for damage when nobody works or when it is asked, says what it found, and offers to repair."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from clipper import app
from clipper.library.checking import Examination
from clipper.library.library import Library
from clipper.library.store.sqlite_pages import PAGE
from clipper.model.damage import Flaw
from clipper.model.errors import EnvironmentProblem
from clipper.model.progress import Progress
from clipper.ui import repairing
from clipper.ui.check_flow import CheckFlow
from clipper.ui.dialogs.damage_list import DamageList
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.waiting import Waiting
from clipper.ui.idle import IdleWatch
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from tests.ui.conftest import Add, in_dialog


def spoil(library: Library) -> None:
    """Change a text behind the library's back, as a failing disk does."""
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute("UPDATE clippings SET deck = 'other words' WHERE id = 1")


PATIENT = 30_000
SPOILT = "Clipping 1 (“Harbour”) is not what was written. Compare it with a backup."


def test_a_sound_library_is_said_to_be_sound(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    add("Harbour")
    with qtbot.waitSignal(window.checks.told, timeout=PATIENT) as told:
        window.actions_["file.check"].trigger()
    assert told.args[0].startswith("The library is sound")


def test_what_is_damaged_is_listed_and_repair_is_asked_for(
    qtbot: QtBot, window: MainWindow, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Harbour")
    spoil(window.library)

    said = []

    def choose(dialog: DamageList) -> None:
        said.append(dialog.findChild(QPlainTextEdit).toPlainText())
        qtbot.keyClick(dialog.focusWidget(), " ")

    show = window.checks._show

    def in_time(flaws: list[Flaw]) -> None:
        in_dialog(qtbot, DamageList, choose)
        show(flaws)

    monkeypatch.setattr(window.checks, "_show", in_time)
    with qtbot.waitSignal(window.checks.repairRequested, timeout=PATIENT):
        window.actions_["file.check"].trigger()
    assert SPOILT in said[0]


def test_what_is_found_while_nobody_works_is_told_once_and_looked_for_again_after_a_week(
    qtbot: QtBot, window: MainWindow, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Harbour")
    spoil(window.library)
    with qtbot.waitSignal(window.checks.damaged, timeout=PATIENT) as told:
        window.checks.watch.idle.emit()
    assert told.args[0] == SPOILT
    assert window.toast.text == SPOILT
    shown: list[list[str]] = []
    monkeypatch.setattr(DamageList, "choose", lambda _title, _text, sentences, *_: shown.append(sentences) or "")
    window.toast.press()
    assert shown == [[SPOILT]]
    begun: list[object] = []
    monkeypatch.setattr(Examination, "full", lambda *_: begun.append(None))
    window.checks.watch.idle.emit()
    assert begun == []
    window.checks._settings.set(window.checks._name(), "2026-11-10")
    assert window.checks._is_due()


def test_work_in_the_window_stops_the_check_which_goes_on_later(
    qtbot: QtBot, window: MainWindow, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Harbour")
    checks = window.checks
    looked: list[Examination] = []
    look = Examination._look

    def wake(examination: Examination, connection: object) -> None:
        look(examination, connection)  # type: ignore[arg-type]
        looked.append(examination)
        if len(looked) == 3:
            checks.watch.woken.emit()

    monkeypatch.setattr(Examination, "_look", wake)
    checks.watch.idle.emit()
    qtbot.waitUntil(lambda: bool(looked) and checks._task is None, timeout=PATIENT)
    assert not looked[0].is_done
    assert checks._is_due()
    # Also where it would not be begun today.
    monkeypatch.setattr(checks, "_is_due", lambda: False)
    checks.watch.idle.emit()
    qtbot.waitUntil(lambda: checks._task is None, timeout=PATIENT)
    assert looked[0].is_done
    assert set(map(id, looked)) == {id(looked[0])}
    monkeypatch.undo()
    assert not checks._is_due()


def test_a_library_that_was_not_closed_is_looked_at_as_soon_as_its_window_is_drawn(
    qtbot: QtBot, library: Library, settings: Settings, add: Add
) -> None:
    add("Harbour")
    spoil(library)
    library.store.was_left_open = True
    window = MainWindow(library, settings)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.checks.damaged, timeout=PATIENT) as told:
        window.show()
    assert told.args[0] == SPOILT
    window.close()


def test_a_large_library_has_its_structure_looked_at_after_it_is_drawn(
    qtbot: QtBot, library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.store.is_checked = False
    monkeypatch.setattr("clipper.library.store.sqlite.damage", lambda _connection: "Tree 4 page 7: btreeInitPage")
    window = MainWindow(library, settings)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.checks.damaged, timeout=PATIENT) as told:
        window.show()
    assert told.args[0] == "The structure of the file is damaged: Tree 4 page 7: btreeInitPage."
    window.close()


def test_a_window_is_idle_only_where_nothing_was_pressed_for_a_while(qtbot: QtBot, window: MainWindow) -> None:
    time = [0.0]
    watch = IdleWatch(window, 300, lambda: time[0])
    watch.start()
    told: list[str] = []
    watch.idle.connect(lambda: told.append("idle"))
    watch.woken.connect(lambda: told.append("woken"))
    time[0] = 299
    watch.look()
    assert told == []
    qtbot.keyClick(window.windowHandle(), "x")
    assert "woken" in told
    told.clear()
    time[0] = 400
    watch.look()
    assert told == []
    time[0] = 600
    watch.look()
    assert told == ["idle"]
    watch.stop()


def test_a_library_that_cannot_be_opened_is_repaired_and_opened(
    qtbot: QtBot, tmp_path: Path, library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Harbour")
    library.close()
    with library.path.open("rb+") as file:
        file.write(bytes(PAGE))
    before = library.path.read_bytes()
    program = app.Program(Settings(tmp_path / "program.ini"))
    offered: list[list[str]] = []
    monkeypatch.setattr(Notice, "choose", lambda _title, _text, verbs: offered.append(verbs) or verbs[0])
    shown: list[str] = []
    monkeypatch.setattr(DamageList, "choose", lambda _title, text, *_: shown.append(text) or "Close")
    assert program.open(library.path)
    assert offered == [["Repair…", "Open another library…"]]
    assert shown[0].startswith("1 clipping was saved")
    assert program.window is not None
    assert program.window.library.get(1).headline == "Harbour"
    (aside,) = tmp_path.glob("library.damaged-*.clipper")
    assert aside.read_bytes() == before
    program.window.close()


def test_an_open_library_is_closed_repaired_and_opened_again(
    qtbot: QtBot, tmp_path: Path, library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Harbour")
    spoil(library)
    library.close()
    program = app.Program(Settings(tmp_path / "program.ini"))
    assert program.open(library.path)
    first = program.window
    assert first is not None
    monkeypatch.setattr(DamageList, "choose", lambda *_: "Close")
    first.checks.repairRequested.emit()
    assert program.window is not None
    assert program.window is not first
    assert program.window.library.get(1).tags == ("damaged",)
    program.window.close()


def test_a_check_that_nobody_asked_for_and_has_no_room_says_nothing_and_is_not_tried_again_at_once(
    qtbot: QtBot, window: MainWindow, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Harbour")
    tried: list[object] = []

    def look(examination: Examination, _progress: Progress) -> list[Flaw]:
        tried.append(examination)
        raise EnvironmentProblem("There is no room.")

    told: list[str] = []
    window.checks.damaged.connect(lambda said, *_: told.append(said))
    monkeypatch.setattr(Examination, "run", look)
    window.checks.watch.idle.emit()
    qtbot.waitUntil(lambda: bool(tried) and window.checks._task is None, timeout=PATIENT)
    assert told == []
    assert not window.checks.watch._timer.isActive()
    assert window.checks._is_due()


def test_closing_the_window_ends_a_check(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    add("Harbour")
    window.checks.watch.idle.emit()
    window.close()
    assert isinstance(window.checks, CheckFlow)
    assert window.checks._executor._shutdown


def test_a_repair_that_is_cancelled_leaves_the_library_as_it_was(
    qtbot: QtBot, library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Harbour")
    library.close()
    before = library.path.read_bytes()
    look = Examination.run

    def cancelled(examination: Examination, progress: Progress | None = None) -> list[Flaw]:
        if progress:
            waiting = QApplication.topLevelWidgets()
            next(one for one in waiting if isinstance(one, Waiting))._task.cancel()
        return look(examination, progress)

    shown: list[object] = []
    monkeypatch.setattr(DamageList, "choose", lambda *asked: shown.append(asked) or "Close")
    monkeypatch.setattr(Examination, "run", cancelled)
    repairing.repair_library(library.path, [])
    assert shown == []
    assert library.path.read_bytes() == before
    assert [file.name for file in library.path.parent.glob("*library*")] == ["library.clipper"]
