"""A library where nothing can be written opens in the window to be read, and is written once that can be done."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clipper import app
from clipper.library.library import Library
from clipper.library.store import engine, migration
from clipper.model.codes import Tone
from clipper.model.draft import Pasted
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.query import Query
from clipper.model.quote import Quote
from clipper.ui.actions import ACTIONS
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.outlet_page import OutletPage
from clipper.ui.main_window import MainWindow
from clipper.ui.models.tag_tree import Kind, Node
from clipper.ui.settings import Settings
from clipper.ui.widgets.in_place import InPlace
from tests.library.kept_forms import OLD, unpack
from tests.ui.conftest import accepted
from tests.ui.meeting import meeting_folder
from tests.ui.reporting import settle

__all__ = ["meeting_folder"]

READS = {
    "clipping.link", "clipping.cite", "clipping.preview", "clipping.names", "file.export", "file.backup",
    "file.backups", "file.check", "file.registers", "file.open", "edit.find", "edit.build_search", "view.dashboard",
    "view.columns", "report.new", "help.safety",
}  # fmt: skip


class Place:
    """A library on a stick whose folder can be made read-only, in which nothing is made or changed meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = folder / "library.clipper"
        self.is_writable = True

    def held(self) -> dict[str, bytes]:
        """All that lies in the folder."""
        return {file.name: file.read_bytes() for file in self.folder.iterdir()}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meeting_folder: Path) -> Place:
    (stick := tmp_path / "stick").mkdir()
    place, asked = Place(stick), os.access

    def access(path: Path, mode: int) -> bool:
        is_there = Path(path).is_relative_to(stick) and mode & os.W_OK
        return asked(path, mode) and (place.is_writable or not is_there)

    # To the superuser nothing is read-only.
    monkeypatch.setattr(os, "access", access)
    (tmp_path / "backups").mkdir()
    monkeypatch.setattr("clipper.places.backups_folder", lambda: tmp_path / "backups")
    return place


def fill(path: Path) -> None:
    with Library.open(path) as library:
        wanted = [
            accepted(
                "Ferry towns count the cost",
                body="The last boat leaves at six.",
                outlet="Harbour Gazette",
                url="https://example.org/ferry",
                published_on=date(2026, 11, 2),
            ),
            accepted("Quiet ports"),
        ]
        ferry, _ = library.add(wanted, Pasted("Ferry towns")).ids
        library.highlight(ferry, Highlight("last boat", "The ", " leaves"))
        library.keep_quote(ferry, Quote("Nobody has said who pays.", "Ada Roy"))
        library.add_follow_up(ferry, FollowUp("Ask for a correction"))
        library.set_note(ferry, "Ask Ada")


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, place: Place) -> Iterator[app.Program]:
    program = app.Program(Settings(tmp_path / "window.ini"))
    yield program
    if program.window is not None:
        program.window.close()


def opened(qtbot: QtBot, program: app.Program, path: Path) -> MainWindow:
    assert program.open(path)
    assert program.window is not None
    window = program.window
    qtbot.waitExposed(window)
    return window


def leave(program: app.Program) -> None:
    assert program.window is not None
    assert program.window.close()
    program.window = None


def read_only(qtbot: QtBot, program: app.Program, place: Place) -> MainWindow:
    fill(place.library)
    place.is_writable = False
    window = opened(qtbot, program, place.library)
    select(qtbot, window, "Ferry towns count the cost")
    return window


def select(qtbot: QtBot, window: MainWindow, title: str) -> None:
    (found,) = (one.id for one in window.library.clippings([1, 2]) if one.title == title)
    qtbot.waitUntil(lambda: window.list_pane.select(found))
    qtbot.waitUntil(lambda: (shown := window.detail_pane.clipping()) is not None and shown.id == found)
    qtbot.waitUntil(lambda: not window._quiet.isActive() and not window._shown_soon.isActive())


def test_it_opens_with_a_banner_that_says_why_and_can_be_searched(
    qtbot: QtBot, program: app.Program, place: Place
) -> None:
    fill(place.library)
    before = place.held()
    place.is_writable = False
    window = opened(qtbot, program, place.library)
    assert window.banner.isVisible()
    assert window.banner.text.startswith("Open for reading only: nothing can be changed.")
    assert "make the file and its folder writable" in window.banner.text
    assert not window.banner.close_button.isVisible()
    assert "only for reading" in window.windowTitle()
    window.search(Query.parse("ferry"))
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 1)
    leave(program)
    assert place.held() == before


def test_a_library_that_can_be_written_has_no_banner(qtbot: QtBot, program: app.Program, place: Place) -> None:
    fill(place.library)
    window = opened(qtbot, program, place.library)
    select(qtbot, window, "Ferry towns count the cost")
    assert not window.banner.isVisible()
    assert "reading" not in window.windowTitle()
    assert window.actions_["clipping.paste"].isEnabled()
    assert window.detail_pane.header.isEnabled()


def test_what_reads_can_be_done_and_what_writes_cannot(qtbot: QtBot, program: app.Program, place: Place) -> None:
    window = read_only(qtbot, program, place)
    enabled = {spec.id for spec, action in window.actions_ if action.isEnabled()}
    assert enabled >= READS
    assert not [spec.id for spec in ACTIONS if spec.writes and spec.id in enabled]
    written = {spec.id for spec in ACTIONS if spec.writes}
    assert written >= {"clipping.paste", "clipping.delete", "edit.undo", "tone.positive", "tags.1", "file.import"}
    menu = window.detail_pane.bar.menu(window.library.get(1))
    assert [action.text() for action in menu.actions() if action.isEnabled() and action.text()] == ["Copy citation"]


@pytest.mark.parametrize("keys", ["Del", "Ctrl+V", "K", "S", "Ctrl+I"])
def test_the_key_of_what_writes_is_answered_with_the_reason(
    qtbot: QtBot, program: app.Program, place: Place, keys: str
) -> None:
    window = read_only(qtbot, program, place)
    window.list_pane.focus_list()
    window.toast.hide()
    key = QKeySequence(keys)[0]
    QTest.keyClick(QApplication.focusWidget(), key.key(), key.keyboardModifiers())
    assert window.toast.isVisible()
    assert "is read-only. Nothing was changed" in window.toast.text
    # What would not be possible in any library is no matter of this one.
    window.toast.hide()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert not window.toast.isVisible()


def test_tones_that_cannot_be_chosen_are_pale_and_the_one_it_has_is_not(
    qtbot: QtBot, program: app.Program, place: Place
) -> None:
    window = read_only(qtbot, program, place)
    tones = window.detail_pane.strip.tone
    tones.set_value(Tone.NEGATIVE)
    tones.resize(tones.sizeHint())

    def strongest(index: int) -> int:
        picture = tones.grab(tones.segment_rect(index).adjusted(2, 2, -2, -2)).toImage()
        places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return min(picture.pixelColor(*place).lightness() for place in places)

    other, own = strongest(0), strongest(2)
    window.detail_pane.strip.setEnabled(True)
    assert other > strongest(0) + 40
    assert own == strongest(2)


def test_nothing_can_be_typed_into_a_clipping(qtbot: QtBot, program: app.Program, place: Place) -> None:
    window = read_only(qtbot, program, place)
    pane = window.detail_pane
    before = window.library.get(1)
    for begin in (pane.edit_note, pane.edit_tags, pane.add_follow_up, lambda: pane.edit_field("headline")):
        begin()
        focus = QApplication.focusWidget()
        QTest.keyClicks(focus or window, "typed")
    for field in pane.findChildren(InPlace):
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        assert not field.is_editing()
    pane.highlights.open(before.highlights[0].uuid)
    QTest.keyClicks(pane.highlights.popup.comment, "typed")
    pane.highlights.keep()
    assert pane.unfinished() == {}
    assert window.library.get(1) == before
    assert window.may_close()


def test_its_note_and_text_can_be_read_and_copied(qtbot: QtBot, program: app.Program, place: Place) -> None:
    window = read_only(qtbot, program, place)
    pane = window.detail_pane
    pane.body.page.selectAll()
    pane.body.page.copy()
    assert QApplication.clipboard().text() == "The last boat leaves at six."
    assert pane.note.text() == "Ask Ada"


def test_what_cannot_be_greyed_out_is_refused_in_a_sentence(
    qtbot: QtBot, program: app.Program, place: Place, tmp_path: Path
) -> None:
    window = read_only(qtbot, program, place)
    page = tmp_path / "mention.txt"
    page.write_text("A nail costs more, Toronto Star by Sam Whit, October 2, 2018", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(page))])
    acts: tuple[Callable[[], object], ...] = (
        lambda: window.list_pane.starToggled.emit(1, True),
        lambda: window.tag_pane._names.dropped.emit([1], Node(Kind.TAG, "board", "board")),
        lambda: window.intake.take(mime),
        lambda: window.empty_state.chosen.emit("clipping.paste"),
        window.dashboard.codingRequested.emit,
        lambda: window.detail_pane.story.leaveRequested.emit(),
    )
    for act in acts:
        window.toast.hide()
        act()
        assert "is read-only. Nothing was changed" in window.toast.text
    assert not window.acceptDrops()
    assert len(window.library.search(Query())) == 2


def test_the_page_of_an_outlet_can_be_read_and_what_is_typed_there_stays_with_the_reason(
    qtbot: QtBot, program: app.Program, place: Place
) -> None:
    window = read_only(qtbot, program, place)
    page = window.registers._outlet("Harbour Gazette")
    assert isinstance(page, OutletPage)
    page.show()
    page.fields["aliases"].widget.setText("The Gazette")
    page.keep()
    assert page.isVisible()
    assert page.fields["aliases"].text == "The Gazette"
    assert "is read-only. Nothing was changed" in page.refusal.text()
    page.reject()


def test_a_report_an_export_and_a_backup_are_made_of_it(
    qtbot: QtBot, program: app.Program, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = read_only(qtbot, program, place)
    before = place.library.read_bytes()
    for action, name in (("file.export", "all.zip"), ("file.backup", "safe.clipper")):
        monkeypatch.setattr(choosing, "ask_for_place", lambda *_, name=name: tmp_path / name)
        window.actions_[action].trigger()
        qtbot.waitUntil(lambda: not window.aside.is_busy)
        assert (tmp_path / name).exists()
    window.actions_["report.new"].trigger()
    report = window.reports.shown()
    assert report is not None
    settle(qtbot, report)
    assert report.files.export_button.isEnabled()
    assert not report.issuing.issue_button.isEnabled()
    assert "is read-only" in report.issuing.issue_button.toolTip()
    report.close()
    leave(program)
    assert place.library.read_bytes() == before
    # Nothing was changed, and so nothing has to be backed up by itself.
    assert not list((tmp_path / "backups").rglob("*.clipper"))
    with Library.open(tmp_path / "safe.clipper") as copy:
        assert len(copy.search(Query())) == 2


def test_trying_again_opens_it_for_writing_where_it_became_writable(
    qtbot: QtBot, program: app.Program, place: Place
) -> None:
    window = read_only(qtbot, program, place)
    window.search(Query.parse("quiet"))
    select(qtbot, window, "Quiet ports")
    window.banner.verb.click()
    assert program.window is window
    assert "is read-only" in window.toast.text
    place.is_writable = True
    with qtbot.waitSignal(window.closed):
        window.banner.verb.click()
    again = program.window
    assert again is not None
    assert again is not window
    assert not again.banner.isVisible()
    assert str(again.query) == "quiet"
    qtbot.waitUntil(lambda: (shown := again.detail_pane.clipping()) is not None and shown.title == "Quiet ports")
    again.library.set_starred([2], True)
    assert again.library.get(2).starred


def test_an_older_library_is_read_as_the_present_form_and_brought_to_it_later(
    qtbot: QtBot, program: app.Program, place: Place
) -> None:
    library = unpack(OLD[-1], place.folder)
    before = library.read_bytes()
    place.is_writable = False
    window = opened(qtbot, program, library)
    assert len(window.list_pane.model.ids) > 0
    assert library.read_bytes() == before
    place.is_writable = True
    window.banner.verb.click()
    assert program.window is not None
    assert program.window is not window
    assert not program.window.library.refusal


def test_the_window_does_not_stand_still_while_an_older_library_is_brought_to_the_present_form(
    qtbot: QtBot, program: app.Program, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, migrate = unpack(OLD[-1], place.folder), migration.migrate
    are_of_window: list[bool] = []

    def watched(path: Path, version: int) -> None:
        are_of_window.append(threading.current_thread() is threading.main_thread())
        migrate(path, version)

    monkeypatch.setattr(migration, "migrate", watched)
    place.is_writable = False
    window = opened(qtbot, program, library)
    place.is_writable = True
    window.banner.verb.click()
    # A copy, to be read, and then the library itself.
    assert are_of_window == [False, False]


def test_on_a_full_disk_it_is_read_and_written_once_there_is_room(
    qtbot: QtBot, program: app.Program, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(place.library)

    def fills_up(*_: object) -> bool:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        raise error

    with monkeypatch.context() as full:
        full.setattr(engine, "_make_ready", fills_up)
        window = opened(qtbot, program, place.library)
        assert "The disk is full or cannot be written" in window.banner.text
    window.banner.verb.click()
    assert program.window is not None
    assert not program.window.banner.isVisible()


def test_what_somebody_else_writes_meanwhile_is_told(qtbot: QtBot, program: app.Program, place: Place) -> None:
    window = read_only(qtbot, program, place)
    with closing(sqlite3.connect(place.library)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("PRAGMA user_version = 13")
    qtbot.waitUntil(lambda: "was changed by another program" in window.toast.text)
    leave(program)


def test_what_a_colleague_writes_who_has_it_open_is_shown(
    qtbot: QtBot, program: app.Program, place: Place, tmp_path: Path
) -> None:
    fill(place.library)
    with Library.open(place.library) as colleague:
        colleague.set_starred([2], True)
        place.is_writable = False
        window = opened(qtbot, program, place.library)
        assert window.banner.isVisible()
        place.is_writable = True
        colleague.edit(2, headline="Quiet ports no more")
        qtbot.waitUntil(lambda: "Quiet ports no more" in [row.title for row in window.library.rows([2])])
        select(qtbot, window, "Quiet ports no more")
        colleague.edit(2, headline="Loud ports")
        qtbot.waitUntil(lambda: window.detail_pane.header.headline.text() == "Loud ports")
        leave(program)
    # Whoever wrote it makes the backups.
    assert list((tmp_path / "backups").rglob("*.clipper")) == []


def test_a_drop_over_it_is_not_taken(qtbot: QtBot, program: app.Program, place: Place) -> None:
    window = read_only(qtbot, program, place)
    mime = QMimeData()
    mime.setText("A nail costs more")
    event = QDropEvent(
        QPoint(300, 300).toPointF(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.toast.hide()
    window.dropEvent(event)
    assert "is read-only" in window.toast.text
