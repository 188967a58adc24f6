"""Backups in the window: made when idle and at closing, listed, restored in two clicks, and failures told once."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clipper import app
from clipper.library import backups
from clipper.library.backup_places import folder_of
from clipper.library.library import Library
from clipper.model.backup import Backup, Held, Reason
from clipper.model.counted import Counted
from clipper.model.draft import Pasted
from clipper.model.progress import Progress
from clipper.model.query import Query
from clipper.ui import backup_flow, clipping_verbs
from clipper.ui.backup_flow import BackupFlow
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.backups import BackupRows, BackupsDialog
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.waiting import Waiting
from clipper.ui.fonts import sans
from clipper.ui.library_signals import LibrarySignals
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from clipper.ui.tasks import Task
from clipper.ui.text_measures import width_of
from clipper.ui.widgets.buttons import Button
from clipper.ui.widgets.two_lines import ASIDE, FACTS, LEFT
from tests.ui.conftest import accepted, in_dialog, window_over


class Time:
    """A clock of a window, in seconds, and one of a library, in minutes."""

    def __init__(self) -> None:
        self.seconds, self.minutes = 0.0, 0

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        self.minutes += 1
        return datetime(2026, 11, 18, 9, 0) + timedelta(minutes=self.minutes)


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def backed(tmp_path: Path, empty_library: Path, clock: Time) -> Iterator[Library]:
    """A library with two clippings whose backups have a folder."""
    path = Path(shutil.copy(empty_library, tmp_path / "library.clipper"))
    with Library.open(path, now=clock.now, backups=folder_of(path)) as library:
        library.add([accepted("Harbour"), accepted("Ice")], Pasted("x"))
        yield library


def kept(library: Library) -> list[Backup]:
    return backups.listed(folder_of(library.path))


@pytest.fixture
def flow(qtbot: QtBot, backed: Library, clock: Time) -> Iterator[BackupFlow]:
    window = QWidget()
    qtbot.addWidget(window)
    signals = LibrarySignals(backed, window)
    flow = BackupFlow(backed, signals, window, clock)
    yield flow
    flow.stop()
    signals.stop()


def look(qtbot: QtBot, flow: BackupFlow) -> None:
    """Let the flow look, and wait until what it began is over."""
    flow.look()
    qtbot.waitUntil(lambda: flow._task is None)


def test_a_days_work_is_backed_up_once_nobody_changed_anything_for_a_while(
    qtbot: QtBot, flow: BackupFlow, backed: Library, clock: Time
) -> None:
    look(qtbot, flow)
    assert kept(backed) == []
    clock.seconds += backup_flow.IDLE
    look(qtbot, flow)
    (first,) = kept(backed)
    assert (first.reason, first.held.counted.shown) == (Reason.DAY, 2)
    clock.seconds += backup_flow.BETWEEN
    look(qtbot, flow)
    assert kept(backed) == [first]
    backed.set_starred([1], True)
    look(qtbot, flow)
    assert kept(backed) == [first]
    clock.seconds += backup_flow.IDLE
    look(qtbot, flow)
    assert len(kept(backed)) == 2


def test_a_folder_of_backups_that_somebody_took_away_is_made_anew(
    qtbot: QtBot, flow: BackupFlow, backed: Library, clock: Time, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = tmp_path / "data" / "backups"

    def made() -> Path:
        around.mkdir(parents=True, exist_ok=True)
        return around

    monkeypatch.setattr("clipper.places.backups_folder", made)
    backed.backups = folder_of(backed.path)
    shutil.rmtree(tmp_path / "data")
    clock.seconds += backup_flow.IDLE
    look(qtbot, flow)
    assert len(kept(backed)) == 1


def test_a_chosen_folder_whose_disk_is_not_there_is_not_made(
    qtbot: QtBot, flow: BackupFlow, backed: Library, clock: Time, tmp_path: Path
) -> None:
    told: list[str] = []
    flow.failed.connect(told.append)
    backed.backups = tmp_path / "disk" / "backups"
    clock.seconds += backup_flow.IDLE
    look(qtbot, flow)
    assert len(told) == 1
    assert "Connect its disk" in told[0]
    assert not (tmp_path / "disk").exists()


def test_there_are_hours_between_two_backups_while_a_window_is_open(
    qtbot: QtBot, flow: BackupFlow, backed: Library, clock: Time
) -> None:
    clock.seconds += backup_flow.IDLE
    look(qtbot, flow)
    backed.set_starred([1], True)
    clock.seconds += backup_flow.BETWEEN - 1
    look(qtbot, flow)
    assert len(kept(backed)) == 1
    clock.seconds += 1
    look(qtbot, flow)
    assert len(kept(backed)) == 2


def test_a_look_that_finds_nothing_to_back_up_does_not_put_off_the_next(
    qtbot: QtBot, flow: BackupFlow, backed: Library, clock: Time
) -> None:
    backups.make(backed, folder_of(backed.path), Reason.ASKED)
    clock.seconds += backup_flow.IDLE
    look(qtbot, flow)
    backed.set_starred([1], True)
    clock.seconds += backup_flow.IDLE
    look(qtbot, flow)
    assert len(kept(backed)) == 2


def test_what_could_not_be_backed_up_is_tried_again_at_closing(
    qtbot: QtBot, flow: BackupFlow, backed: Library, clock: Time
) -> None:
    folder_of(backed.path).write_text("a file where the folder should be")
    clock.seconds += backup_flow.IDLE
    look(qtbot, flow)
    folder_of(backed.path).unlink()
    flow.finish()
    assert len(kept(backed)) == 1


def test_that_no_backup_can_be_made_is_told_once_and_stops_nothing(
    qtbot: QtBot, flow: BackupFlow, backed: Library, clock: Time
) -> None:
    told: list[str] = []
    flow.failed.connect(told.append)
    folder_of(backed.path).write_text("a file where the folder should be")
    for number in range(3):
        backed.set_note(1, f"Note {number}")
        clock.seconds += backup_flow.BETWEEN
        look(qtbot, flow)
    (sentence,) = told
    assert sentence.startswith("The library could not be backed up. No backup can be written into")
    folder_of(backed.path).unlink()
    backed.set_note(1, "And now")
    clock.seconds += backup_flow.BETWEEN
    look(qtbot, flow)
    assert len(kept(backed)) == 1


def test_closing_the_window_backs_up_what_was_changed_and_only_that(
    qtbot: QtBot, backed: Library, settings: Settings
) -> None:
    with window_over(qtbot, backed, settings) as window:
        backed.set_starred([1], True)
        window.close()
        assert len(kept(backed)) == 1
    with window_over(qtbot, backed, settings) as window:
        window.close()
    assert len(kept(backed)) == 1


def test_a_backup_that_lasts_at_closing_can_be_skipped(
    qtbot: QtBot, backed: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_flow: BackupFlow, report: Callable[[int, int], None]) -> None:
        while True:
            report(38, 100)
            time.sleep(0.01)

    monkeypatch.setattr(BackupFlow, "_work", endless)
    with window_over(qtbot, backed, settings) as window:
        seen = _skip_soon(qtbot)
        window.close()
        assert seen == ["Backing up"]
        assert not window.isVisible()
    assert kept(backed) == []


def _skip_soon(qtbot: QtBot) -> list[str]:
    seen: list[str] = []

    def skip() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Waiting):
            seen.append(dialog.windowTitle())
            dialog.skip_button.click()
        else:
            QTimer.singleShot(50, skip)

    QTimer.singleShot(0, skip)
    return seen


def test_a_backup_that_fails_at_closing_is_told_and_the_window_closes(
    qtbot: QtBot, backed: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(Notice, "choose", lambda title, _text, verbs, _window: told.append(title) or verbs[-1])
    folder_of(backed.path).write_text("a file where the folder should be")
    with window_over(qtbot, backed, settings) as window:
        window.close()
        assert not window.isVisible()
    assert told == ["No backup was made"]


def test_a_backup_that_failed_as_the_window_closes_can_be_tried_again(
    qtbot: QtBot, backed: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = folder_of(backed.path)
    offered: list[list[str]] = []

    def choose(_title: str, _text: str, verbs: list[str], _window: QWidget) -> str:
        offered.append(verbs)
        if len(offered) == 2:
            in_the_way.unlink()
        return verbs[0]

    monkeypatch.setattr(Notice, "choose", choose)
    in_the_way.write_text("a file where the folder should be")
    with window_over(qtbot, backed, settings) as window:
        window.close()
    assert offered == [["Try again", "Close"]] * 2
    assert len(kept(backed)) == 1


# The list


@pytest.fixture
def dialog(qtbot: QtBot, backed: Library) -> Iterator[BackupsDialog]:
    """The list, shown, with what it found."""
    dialog = BackupsDialog(backed.path, backed)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "They lie in" in dialog.told.text())
    yield dialog
    dialog.done(0)


def test_a_list_without_backups_says_so_and_one_can_be_made(
    qtbot: QtBot, dialog: BackupsDialog, backed: Library
) -> None:
    assert dialog.empty.isVisible()
    assert not dialog.restore_button.isEnabled()
    dialog.make_button.click()
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Backed up"))
    assert not dialog.empty.isVisible()
    (one,) = kept(backed)
    index = dialog.rows.index(0, 0)
    assert one.reason is Reason.ASKED
    assert index.data().startswith("Wednesday 18 November 2026, 09:")
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Asked for · 2 clippings, " in said
    assert dialog.restore_button.isEnabled()


def test_backups_of_a_library_that_was_moved_say_where_it_lay_and_so_does_the_question(
    qtbot: QtBot, backed: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.make(backed, folder_of(backed.path), Reason.ASKED)
    before = backed.path
    backed.close()
    with Library.open(before.rename(tmp_path / "moved.clipper")) as library:
        backups.make(library, folder_of(library.path), Reason.ASKED)
        dialog = BackupsDialog(library.path, library)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.rows.rowCount() == 2)
        titles = [dialog.rows.index(row, 0).data() for row in range(2)]
        assert [title.partition(" · ")[2] for title in titles] == ["", f"of {before}"]
        assert dialog.told.text() == (f"They lie in {folder_of(library.path)}, but for one that lies in another folder")
        asked: list[str] = []
        monkeypatch.setattr(Notice, "ask", lambda _title, text, *_: asked.append(text))
        for row in range(2):
            dialog.list.setCurrentIndex(dialog.rows.index(row, 0))
            dialog.restore()
        assert [f"It was made of {before}." in text for text in asked] == [False, True]
        dialog.done(0)


def test_where_backups_lie_is_true_also_where_all_are_of_a_former_place(
    qtbot: QtBot, backed: Library, tmp_path: Path
) -> None:
    former = folder_of(backed.path)
    backups.make(backed, former, Reason.ASKED)
    backed.close()
    with Library.open(backed.path.rename(tmp_path / "moved.clipper")) as library:
        dialog = BackupsDialog(library.path, library)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.told.text() == f"They lie in {former}")
        dialog.done(0)


def test_a_damaged_backup_is_named_and_a_sound_one_chosen(qtbot: QtBot, backed: Library) -> None:
    for _ in range(2):
        backups.make(backed, folder_of(backed.path), Reason.ASKED)
    newest, older = kept(backed)
    newest.path.write_bytes(b"torn" * 4000)
    dialog = BackupsDialog(backed.path, backed)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 2)
    assert dialog.chosen() == older
    dialog.list.setCurrentIndex(dialog.rows.index(0, 0))
    assert "Damaged" in dialog.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert not dialog.restore_button.isEnabled()
    dialog.done(0)


def test_a_backup_is_saved_elsewhere_as_a_library_and_replaces_nothing(
    qtbot: QtBot, dialog: BackupsDialog, backed: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.make_button.click()
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Backed up"))
    target = tmp_path / "saved.clipper"
    monkeypatch.setattr(choosing, "ask_for_place", lambda *_, **__: target)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.told.text() == "Saved saved.clipper")
    with Library.open(target, create=False) as saved:
        assert len(saved.search(Query())) == 2
    before = target.read_bytes()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "There is a file" in dialog.told.text())
    assert target.read_bytes() == before


def test_the_folder_can_be_another_one_and_the_backups_move_there(
    qtbot: QtBot, dialog: BackupsDialog, backed: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.make_button.click()
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Backed up"))
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(choosing, "ask_for_folder", lambda *_: stick)
    dialog.choose_action.trigger()
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Backups are kept in"))
    assert backed.backups == folder_of(backed.path)
    assert folder_of(backed.path).parent == stick
    assert len(kept(backed)) == 1
    dialog.usual_action.trigger()
    qtbot.waitUntil(lambda: folder_of(backed.path).parent != stick and dialog.rows.rowCount() == 1)


# Restoring


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[app.Program]:
    program = app.Program(Settings(tmp_path / "window.ini"))
    yield program
    if program.window is not None:
        program.window.close()


def headlines(window: MainWindow) -> set[str | None]:
    return {one.headline for one in window.library.clippings(window.library.search(Query()).ids)}


def test_a_backup_takes_the_place_of_the_library_in_two_clicks(
    qtbot: QtBot, program: app.Program, backed: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.make(backed, folder_of(backed.path), Reason.ASKED)
    path = backed.path
    backed.close()
    program.open(path)
    window = program.window
    assert window is not None
    window.library.add([accepted("Written later")], Pasted("y"))
    asked: list[str] = []
    monkeypatch.setattr(Notice, "ask", lambda title, text, *_: asked.append(f"{title} {text}") is None)

    def restore(dialog: BackupsDialog) -> None:
        qtbot.waitUntil(lambda: dialog.rows.rowCount() == 1)
        dialog.restore_button.click()

    in_dialog(qtbot, BackupsDialog, restore)
    window.actions_["file.backups"].trigger()
    assert "It holds 2 clippings" in asked[0]
    assert "set aside as “library.before-restore-…”" in asked[0]
    after = program.window
    assert after is not None
    assert after is not window
    assert headlines(after) == {"Harbour", "Ice"}
    (aside,) = path.parent.glob("library.before-restore-*.clipper")
    assert after.toast.text == f"The backup was restored. The library as it was before is kept as {aside.name}."
    with Library.open(aside) as former:
        assert len(former.search(Query())) == 3
    # What was set aside whole needs no backup.
    assert len(kept(after.library)) == 1


def test_a_restore_that_fails_leaves_the_library_and_opens_it_again(
    program: app.Program, backed: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backups.make(backed, folder_of(backed.path), Reason.ASKED).backup
    path = backed.path
    backed.close()
    program.open(path)
    told: list[str] = []
    monkeypatch.setattr(Notice, "tell", lambda title, text: told.append(f"{title}: {text}"))
    backup.path.write_bytes(backup.path.read_bytes()[:20_000])
    assert program.restore(path, backup.path)
    assert program.window is not None
    assert headlines(program.window) == {"Harbour", "Ice"}
    assert told[0].startswith("The backup was not restored: ")


def test_a_library_that_cannot_be_opened_is_restored_in_two_clicks(
    qtbot: QtBot, program: app.Program, backed: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.make(backed, folder_of(backed.path), Reason.ASKED)
    path = backed.path
    backed.close()
    damaged = b"torn" * 5000
    path.write_bytes(damaged)
    offered: list[list[str]] = []
    monkeypatch.setattr(Notice, "choose", lambda _title, _text, verbs: offered.append(verbs) or verbs[0])

    def restore(dialog: BackupsDialog) -> None:
        qtbot.waitUntil(lambda: dialog.rows.rowCount() == 1)
        assert not dialog.make_button.isVisible()
        dialog.restore_button.click()

    in_dialog(qtbot, BackupsDialog, restore)
    assert program.open(path)
    assert offered == [["Restore a backup…", "Open another library…"]]
    assert program.window is not None
    assert headlines(program.window) == {"Harbour", "Ice"}
    (aside,) = path.parent.glob("library.before-restore-*.clipper")
    assert aside.read_bytes() == damaged


@pytest.fixture(params=["missing", "empty"])
def lost(backed: Library, request: pytest.FixtureRequest) -> Path:
    """Where the library lay, of which there are two backups."""
    for _ in range(2):
        backups.make(backed, folder_of(backed.path), Reason.ASKED)
    backed.close()
    backed.path.unlink()
    if request.param == "empty":
        backed.path.touch()
    return backed.path


def in_notice(qtbot: QtBot, act: Callable[[Notice], object]) -> list[str]:
    """Do something in the notice that opens next, and return what it says, once it was there."""
    told: list[str] = []

    def look(notice: Notice) -> None:
        told.extend(label.text() for label in notice.findChildren(QLabel))
        act(notice)

    in_dialog(qtbot, Notice, look)
    return told


def test_of_a_library_that_was_lost_the_backups_are_told_and_enter_looks_at_them(
    qtbot: QtBot, program: app.Program, lost: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BackupsDialog] = []
    monkeypatch.setattr(BackupsDialog, "ask", lambda dialog: shown.append(dialog))
    how = "is empty" if lost.exists() else "is not there"
    told = in_notice(qtbot, lambda notice: qtbot.keyClick(notice.focusWidget(), Qt.Key.Key_Return))
    assert not program.open(lost)
    assert f"“library.clipper” {how}" in told
    (said,) = (text for text in told if text.startswith("The library"))
    assert said.startswith(f"The library {lost} {how}, but there are 2 backups of it, the last of 18 Nov 2026, 09:0")
    assert ": 2 clippings" in said
    assert len(shown) == 1
    shown[0].done(0)


def test_a_library_that_was_lost_is_restored_in_two_clicks(
    qtbot: QtBot, program: app.Program, lost: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Notice, "choose", lambda _title, _text, verbs: verbs[0])
    was_there = lost.exists()

    def restore(dialog: BackupsDialog) -> None:
        qtbot.waitUntil(lambda: dialog.rows.rowCount() == 2)
        hints = [label.text() for label in dialog.findChildren(QLabel)]
        assert ("The backup takes the place of the library that is not there." in hints) is not was_there
        dialog.restore_button.click()

    in_dialog(qtbot, BackupsDialog, restore)
    assert program.open(lost)
    assert program.window is not None
    assert headlines(program.window) == {"Harbour", "Ice"}


def test_leaving_a_library_that_was_lost_makes_none(qtbot: QtBot, program: app.Program, lost: Path) -> None:
    was_there = lost.exists()
    in_notice(qtbot, lambda notice: qtbot.keyClick(notice, Qt.Key.Key_Escape))
    assert not program.open(lost)
    assert program.window is None
    assert lost.exists() is was_there
    assert not was_there or lost.stat().st_size == 0


def test_a_new_library_is_begun_where_one_was_lost_and_the_backups_stay(
    qtbot: QtBot, program: app.Program, lost: Path
) -> None:
    def begin(notice: Notice) -> None:
        next(one for one in notice.findChildren(Button) if one.text() == "Begin a new library").click()

    in_notice(qtbot, begin)
    assert program.open(lost)
    assert program.window is not None
    assert headlines(program.window) == set()
    assert len(kept(program.window.library)) == 2


def test_the_window_of_another_library_stays_where_a_lost_one_is_not_restored(
    qtbot: QtBot, program: app.Program, lost: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open(tmp_path / "other.clipper")
    window = program.window
    asked: list[str] = []
    monkeypatch.setattr(Notice, "choose", lambda title, _text, verbs: verbs[0] if asked.append(title) else "")
    monkeypatch.setattr(Notice, "tell", lambda title, _text: asked.append(title))
    assert not program.open(lost)
    assert not program.restore(lost, tmp_path / "no-backup.clipper")
    assert len(asked) == 3
    assert asked[1] == "The backup was not restored"
    assert program.window is window
    assert window is not None
    assert window.isVisible()


# Deleting and purging


def test_a_large_deletion_is_backed_up_before_and_a_small_one_is_not(
    qtbot: QtBot, backed: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipping_verbs, "LARGE", 2)
    monkeypatch.setattr(backups, "LARGE", 2)
    with window_over(qtbot, backed, settings) as window:
        window.list_pane.view.selectAll()
        window.actions_["clipping.delete"].trigger()
        qtbot.waitUntil(lambda: len(backed.search(Query.parse("is:deleted"))) == 2)
        (one,) = kept(backed)
        assert (one.reason, one.held.counted.shown) == (Reason.DELETION, 2)
        backed.undo()
        qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 2)
        window.list_pane.select(1)
        qtbot.waitUntil(lambda: window.list_pane.selected_count() == 1)
        window.actions_["clipping.delete"].trigger()
        assert len(backed.search(Query.parse("is:deleted"))) == 1
        assert len(kept(backed)) == 1


def _begin_large_deletion(window: MainWindow, backed: Library, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Star a clipping, then begin to delete all; return what lets the backup before that go on."""
    monkeypatch.setattr(clipping_verbs, "LARGE", 2)
    goes_on = threading.Event()

    def before(_library: Library, _reason: Reason, _count: int, report: Progress) -> list[str]:
        goes_on.wait()
        report(1, 1)
        return []

    monkeypatch.setattr(backups, "before", before)
    window.list_pane.view.selectAll()
    window.actions_["clipping.star"].trigger()
    window.actions_["clipping.delete"].trigger()
    assert window.aside.is_busy
    return goes_on


def test_an_undo_while_a_deletion_is_backed_up_stops_the_deletion_and_nothing_else(
    qtbot: QtBot, backed: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with window_over(qtbot, backed, settings) as window:
        goes_on = _begin_large_deletion(window, backed, monkeypatch)
        undo = window.actions_["edit.undo"]
        qtbot.waitUntil(lambda: undo.text() == "Undo: Backing up, then moving to the wastebasket")
        undo.trigger()
        goes_on.set()
        qtbot.waitUntil(lambda: window.toast.text == "Cancelled. Nothing was moved to the wastebasket.")
        assert len(backed.search(Query.parse("is:starred"))) == 2
        qtbot.waitUntil(lambda: undo.text().startswith("Undo: Star"))
        undo.trigger()
        assert len(backed.search(Query.parse("is:starred"))) == 0


def test_an_undo_that_comes_too_late_to_stop_a_deletion_takes_it_back(
    qtbot: QtBot, backed: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with window_over(qtbot, backed, settings) as window:
        goes_on = _begin_large_deletion(window, backed, monkeypatch)
        monkeypatch.setattr(Task, "cancel", lambda _task: None)
        window.actions_["edit.undo"].trigger()
        goes_on.set()
        qtbot.waitUntil(lambda: not window.aside.is_busy)
        assert len(backed.search(Query.parse("is:starred"))) == 2


def test_an_undo_while_a_deletion_is_backed_up_takes_back_what_was_done_since(
    qtbot: QtBot, backed: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with window_over(qtbot, backed, settings) as window:
        goes_on = _begin_large_deletion(window, backed, monkeypatch)
        backed.edit(2, headline="Another")
        window.actions_["edit.undo"].trigger()
        edited = backed.get(2)
        assert edited is not None
        assert edited.headline != "Another"
        goes_on.set()
        qtbot.waitUntil(lambda: len(backed.search(Query.parse("is:deleted"))) == 2)


@pytest.mark.parametrize("also", [True, False])
def test_what_is_deleted_for_good_goes_from_the_backups_too_where_a_person_wants_it(
    qtbot: QtBot, backed: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch, also: bool
) -> None:
    backed.edit(2, body="The bluebottle came.")
    backups.make(backed, folder_of(backed.path), Reason.ASKED)
    backed.delete([2])
    backups.make(backed, folder_of(backed.path), Reason.ASKED)
    asked: list[str] = []
    monkeypatch.setattr(Notice, "warn_with", lambda *words: (asked.append(words[3]) is None, also))
    with window_over(qtbot, backed, settings) as window:
        window.verbs.empty_wastebasket()
        qtbot.waitUntil(lambda: window.toast.text.startswith("Deleted 1 clipping for good"))
        assert asked == ["Erase from the 2 backups that hold it, too"]
        assert window.toast.text == "Deleted 1 clipping for good" + (", and from 2 backups" if also else "")
        held = [b"bluebottle" in one.path.read_bytes() for one in kept(backed)]
        assert held == [not also, not also]


def test_the_question_before_deleting_for_good_offers_the_backups_and_leaves_them_by_default(qtbot: QtBot) -> None:
    seen = in_dialog(qtbot, Notice, lambda dialog: dialog.accept())
    assert Notice.warn_with("Delete?", "For good.", "Delete", "From the backups, too") == (True, False)
    in_dialog(qtbot, Notice, lambda dialog: (dialog.findChild(QCheckBox).click(), dialog.accept()))
    assert Notice.warn_with("Delete?", "For good.", "Delete", "From the backups, too") == (True, True)
    assert len(seen) == 1


def _purge_bluebottle(backed: Library) -> None:
    """Delete a clipping for good that two backups hold."""
    backed.edit(2, body="The bluebottle came.")
    for _ in range(2):
        backups.make(backed, folder_of(backed.path), Reason.ASKED)
    backed.purge([2])


@pytest.mark.parametrize("means_it", [True, False])
def test_what_was_deleted_for_good_is_erased_from_the_backups_later_where_a_person_means_it(
    qtbot: QtBot, dialog: BackupsDialog, backed: Library, monkeypatch: pytest.MonkeyPatch, means_it: bool
) -> None:
    dialog.erase_button.click()
    qtbot.waitUntil(lambda: dialog.told.text() == "No backup holds anything that was deleted for good.")
    _purge_bluebottle(backed)
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(Notice, "warn", lambda *words: asked.append(words[:2]) or means_it)
    dialog.erase_button.click()
    qtbot.waitUntil(lambda: bool(asked) and dialog.told.text() == ("Erased from the backups, too." if means_it else ""))
    assert asked == [
        ("Erase it from 2 backups?", "1 clipping that you deleted for good is still there. This cannot be undone.")
    ]
    assert [b"bluebottle" in one.path.read_bytes() for one in kept(backed)] == [not means_it] * 2


def test_a_backup_from_which_nothing_can_be_erased_now_is_named_with_the_way_to_repeat_it(
    qtbot: QtBot, backed: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.make(backed, folder_of(backed.path), Reason.ASKED)
    backed.delete([2])
    monkeypatch.setattr(Notice, "warn_with", lambda *_: (True, True))
    monkeypatch.setattr(backups, "_PATIENCE", 0.1)
    with window_over(qtbot, backed, settings) as window, backups.held(folder_of(backed.path)):
        window.verbs.empty_wastebasket()
        qtbot.waitUntil(lambda: "still holds what was erased" in window.toast.text)
        assert window.toast.text.endswith("Once that is mended, erase it there in File › Backups….")


# A folder that others write, too


def test_a_library_in_a_synchronised_folder_is_warned_of_until_a_person_knows(
    qtbot: QtBot, library: Library, settings: Settings
) -> None:
    (library.path.parent / ".dropbox").touch()
    with window_over(qtbot, library, settings) as window:
        assert window.banner.isVisible()
        assert "a folder that Dropbox copies" in window.banner.text
        assert "Better keep it in a folder of this computer" in window.banner.text
        window.banner.close_button.click()
        assert not window.banner.isVisible()
    with window_over(qtbot, library, settings) as window:
        assert not window.banner.isVisible()
    (library.path.parent / "library (Ann's conflicted copy 2026-11-17).clipper").touch()
    with window_over(qtbot, library, settings) as window:
        assert "library (Ann's conflicted copy 2026-11-17).clipper" in window.banner.text


def test_an_ordinary_folder_has_no_banner(window: MainWindow) -> None:
    assert not window.banner.isVisible()


@pytest.mark.parametrize("reason", Reason)
def test_a_row_of_a_large_library_is_shown_whole_with_its_size_and_version(
    qtbot: QtBot, tmp_path: Path, reason: Reason
) -> None:
    dialog = BackupsDialog(tmp_path / "library.clipper", None)
    qtbot.addWidget(dialog)
    held = Held(Counted(103_204, 1_233, 4_412), date(2026, 11, 17))
    made = datetime(2026, 11, 18, 17, 2)
    rows = BackupRows(dialog)
    rows.show([Backup(Path("x"), made, reason, size=1_441_845_248, held=held, program="0.1.0")])
    index = rows.index(0, 0)
    room = dialog.width() - 2 * LEFT
    assert width_of(str(index.data(FACTS)), sans(12, tabular=True)) <= room
    assert index.data(ASIDE) == "1.4 GB · Clipper 0.1.0"
    assert width_of(str(index.data()), sans(13, 500)) + width_of(str(index.data(ASIDE)), sans(12)) < room
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("newest 17 Nov 2026, 1.4 GB · Clipper 0.1.0")
