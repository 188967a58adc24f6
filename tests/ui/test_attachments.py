"""Files of clippings in the real window: attached by dialog, drag and clipboard, opened, saved, renamed, removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from clipper.library import contents
from clipper.library.library import Library
from clipper.model.attachment import Attachment, BroughtFile
from clipper.model.query import Query
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.naming import NamingDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.panes.attachments_page import AttachmentsPage
from clipper.ui.settings import Settings
from tests.ui.conftest import TODAY, Add, window_over

PAGE = BroughtFile("page A4.pdf", b"%PDF-1.7 the page of print")
SOUND = BroughtFile("interview.mp3", b"sound" * 3_000)


@pytest.fixture
def ids(add: Add) -> list[int]:
    return [add(headline, outlet="Gazette", published_on=TODAY) for headline in ("First", "Second")]


@pytest.fixture
def window(qtbot: QtBot, library: Library, settings: Settings, ids: list[int]) -> Iterator[MainWindow]:
    with window_over(qtbot, library, settings) as window:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.show_clipping(ids[0])
        qtbot.waitUntil(lambda: window.detail_pane.clipping() is not None)
        window.detail_pane.show_attachments()
        yield window


class System(QObject):
    """The system's program for files, which remembers what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[str, bytes]] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Read a file as its program would."""
        path = Path(url.toLocalFile())
        self.given.append((path.name, path.read_bytes()))


@pytest.fixture
def system() -> Iterator[System]:
    program = System()
    QDesktopServices.setUrlHandler("file", program, "open")
    yield program
    QDesktopServices.unsetUrlHandler("file")


def page(window: MainWindow) -> AttachmentsPage:
    return window.detail_pane.attachments


def told(window: MainWindow) -> list[str]:
    return [row.accessibleName() for row in page(window).rows]


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.aside.is_busy)


def choose(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    monkeypatch.setattr(choosing, "ask_for_files", lambda *_: list(paths))


def written(path: Path, content: bytes = b"x") -> Path:
    path.write_bytes(content)
    return path


# Attaching


def test_files_are_chosen_from_the_menu_and_undone_from_the_toast(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page(window).add.isVisible()
    choose(monkeypatch, written(tmp_path / "a.pdf"), written(tmp_path / "b.mp3", b"y" * 12_345))
    window.actions_["clipping.attach"].trigger()
    qtbot.waitUntil(lambda: len(page(window).rows) == 2)
    assert told(window) == ["a.pdf, 1 byte", "b.mp3, 12 kB"]
    qtbot.waitUntil(lambda: window.toast.text == "Attached 2 files to First")
    window.toast.press()
    qtbot.waitUntil(lambda: page(window).rows == [])
    assert library.get(1).attachments == ()

    window.actions_["clipping.attach"].trigger()
    qtbot.waitUntil(lambda: len(page(window).rows) == 2)
    idle(qtbot, window)
    window.actions_["clipping.attach"].trigger()
    qtbot.waitUntil(lambda: "attached already" in window.toast.text)


def test_files_go_to_the_clipping_that_was_shown_when_they_were_asked_for(
    qtbot: QtBot, window: MainWindow, library: Library, ids: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [written(tmp_path / "a.pdf")]

    def ask(*_: object) -> list[Path]:
        """A person takes their time, and the clipping is deleted elsewhere meanwhile."""
        with Library.open(library.path) as other:
            other.delete([ids[0]])
        qtbot.waitUntil(lambda: page(window).key == ids[1])
        return chosen

    monkeypatch.setattr(choosing, "ask_for_files", ask)
    window.actions_["clipping.attach"].trigger()
    idle(qtbot, window)
    assert library.get(ids[1]).attachments == ()


def drop(window: MainWindow, *paths: Path) -> Qt.DropAction:
    """Drop files that their program offers to move, and return what it is told was done with them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    offered = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(20, 20), offered, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    event.setDropAction(Qt.DropAction.MoveAction)
    page(window).dropEvent(event)
    return event.dropAction()


def test_what_is_dropped_on_the_page_is_attached_and_makes_no_clipping(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path
) -> None:
    drop(window, written(tmp_path / "article.txt", b"Ferries\n\nA text."), written(tmp_path / "b.png"))
    qtbot.waitUntil(lambda: len(page(window).rows) == 2)
    assert library.count(Query()) == 2
    drop(window, tmp_path)
    qtbot.waitUntil(lambda: "folder" in window.toast.text)
    assert len(library.get(1).attachments) == 2


def test_what_is_dropped_is_attached_to_the_clipping_it_was_dropped_on_whatever_is_shown_since(
    qtbot: QtBot, window: MainWindow, library: Library, ids: list[int], tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(written(tmp_path / "a.pdf")))])
    menu = window.filling.offer(mime, ids[0], window.mapToGlobal(window.rect().center()))
    library.delete([ids[0]])
    qtbot.waitUntil(lambda: page(window).key == ids[1])
    library.undo()
    next(action for action in menu.actions() if action.text() == "Attach to this clipping").trigger()
    qtbot.waitUntil(lambda: len(library.get(ids[0]).attachments) == 1)
    assert library.get(ids[1]).attachments == ()


def test_what_is_dropped_on_the_text_may_be_attached(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(written(tmp_path / name))) for name in ("a.pdf", "b.pdf")])
    menu = window.filling.offer(mime, 1, window.mapToGlobal(window.rect().center()))
    next(action for action in menu.actions() if action.text() == "Attach to this clipping").trigger()
    menu.close()
    qtbot.waitUntil(lambda: len(library.get(1).attachments) == 2)


def test_a_picture_of_the_clipboard_is_attached_by_its_key(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path
) -> None:
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(picture)
    page(window).add.setFocus()
    QTest.keyClick(page(window).add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(library.get(1).attachments) == 1)
    (one,) = library.get(1).attachments
    assert (one.name, one.media_type) == ("Picture 2026-11-18.png", "image/png")
    library.save_attachment(1, one.uuid, tmp_path / "out.png")
    assert QImage(str(tmp_path / "out.png")).convertToFormat(picture.format()) == picture


def test_a_copied_text_still_begins_a_clipping(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    QGuiApplication.clipboard().setText("")
    page(window).add.setFocus()
    QTest.keyClick(page(window).add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    idle(qtbot, window)
    assert library.get(1).attachments == ()
    assert page(window).rows == []


def test_a_large_file_shows_progress_and_a_cancel_attaches_nothing(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path
) -> None:
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(1_500_000_000)
    page(window).filesBrought.emit([large])
    assert window.aside.is_busy
    window.aside.cancel()
    qtbot.waitUntil(lambda: window.toast.text == "Cancelled. Nothing was attached.", timeout=20_000)
    assert library.get(1).attachments == ()
    assert not contents.folder_of(library.path).exists()


# Taking out


@pytest.fixture
def attached(window: MainWindow, library: Library) -> tuple[Attachment, ...]:
    library.attach(1, [PAGE, SOUND, BroughtFile("setup.exe", b"MZ")])
    return library.get(1).attachments


@pytest.mark.usefixtures("attached")
def test_enter_and_a_double_click_open_in_the_systems_program(qtbot: QtBot, window: MainWindow, system: System) -> None:
    sound = page(window).rows[1]
    qtbot.mouseClick(sound, Qt.MouseButton.LeftButton)
    idle(qtbot, window)
    assert system.given == []
    assert sound.hasFocus()
    qtbot.keyClick(sound, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(system.given) == 1)
    qtbot.mouseDClick(sound, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(system.given) == 2)
    qtbot.keyClick(sound, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(system.given) == 3)
    assert system.given == [(SOUND.name, SOUND.content)] * 3


@pytest.mark.usefixtures("attached")
def test_what_was_taken_out_goes_with_the_window(qtbot: QtBot, window: MainWindow, system: System) -> None:
    places: list[Path] = []
    window.attachments._take_out(page(window).rows[1].attachment, places.append)
    qtbot.waitUntil(lambda: bool(places))
    assert places[0].exists()
    assert not places[0].stat().st_mode & 0o222
    window.close()
    assert not places[0].exists()


@pytest.mark.usefixtures("attached")
def test_a_program_is_never_started_but_may_be_saved(
    qtbot: QtBot, window: MainWindow, system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "ask_for_place", lambda *_: tmp_path / "kept.exe")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(page(window).rows[2], key)
        assert window.toast.text.startswith("“setup.exe” was not opened: a file of this kind can run as a program.")
        assert not window.aside.is_busy
    window.toast.press()
    qtbot.waitUntil(lambda: window.toast.text == "Saved kept.exe")
    assert (tmp_path / "kept.exe").read_bytes() == b"MZ"
    assert system.given == []


def test_what_is_missing_says_so(qtbot: QtBot, window: MainWindow, library: Library, system: System) -> None:
    library.attach(1, [BroughtFile("film.mp4", bytes(contents.LARGEST_INSIDE + 1))])
    next(contents.folder_of(library.path).iterdir()).unlink()
    qtbot.waitUntil(lambda: len(page(window).rows) == 1)
    qtbot.keyClick(page(window).rows[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "What “film.mp4” holds is not in" in window.toast.text)
    assert system.given == []


@pytest.mark.parametrize(("action", "name"), [("file.export", "all.zip"), ("file.backup", "safe.clipper")])
def test_what_is_missing_of_a_file_is_told_in_a_sentence_after_that_of_the_copy(
    qtbot: QtBot,
    window: MainWindow,
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    action: str,
    name: str,
) -> None:
    library.attach(1, [BroughtFile("film.mp4", bytes(contents.LARGEST_INSIDE + 1))])
    next(contents.folder_of(library.path).iterdir()).unlink()
    monkeypatch.setattr(choosing, "ask_for_place", lambda *_: tmp_path / name)
    window.actions_[action].trigger()
    qtbot.waitUntil(lambda: window.toast.text.startswith(f"Saved {name}. What “film.mp4” holds is missing"))


# Changing


@pytest.mark.usefixtures("attached")
def test_a_file_is_removed_by_its_key_and_comes_back_from_the_toast(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    page(window).rows[1].setFocus()
    QTest.keyClick(page(window).rows[1], Qt.Key.Key_Delete)
    assert told(window) == ["page A4.pdf, 26 bytes", "setup.exe, 2 bytes"]
    assert page(window).rows[1].hasFocus()
    assert not library.get(1).deleted
    qtbot.waitUntil(lambda: window.toast.text == "Removed the attachment “interview.mp3” from First")
    window.toast.press()
    qtbot.waitUntil(lambda: len(page(window).rows) == 3)


@pytest.mark.usefixtures("attached")
def test_a_file_is_renamed_by_its_key(
    window: MainWindow, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_title: str, _hint: str, value: str, *_: object, **__: object) -> str:
        asked.append(value)
        return "Front page.pdf"

    monkeypatch.setattr(NamingDialog, "ask", ask)
    QTest.keyClick(page(window).rows[0], Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: told(window)[0] == "Front page.pdf, 26 bytes")
    assert asked == ["page A4.pdf"]
    assert library.steps(1)[0].title == "Rename the attachment “page A4.pdf” of First to “Front page.pdf”"


def test_a_long_name_is_offered_whole(qtbot: QtBot) -> None:
    dialog = NamingDialog("Rename", "Why", "a" * 150 + ".pdf", longest=180)
    qtbot.addWidget(dialog)
    assert dialog.field.text() == "a" * 150 + ".pdf"


@pytest.mark.usefixtures("attached")
def test_the_menu_of_a_file_does_all_of_it_and_arrows_go_through_the_files(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    rows = page(window).rows
    texts = [[action.text() for action in page(window).menu_of(row.attachment).actions()] for row in rows[:2]]
    assert texts[0] == ["Look at", "Open", "Save as…", "", "Rename…", "Remove"]
    assert texts[1] == texts[0][1:]
    rows[0].setFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    qtbot.keyClick(rows[1], Qt.Key.Key_Up)
    assert rows[0].hasFocus()
    page(window).menu_of(rows[2].attachment).actions()[-1].trigger()
    assert len(library.get(1).attachments) == 2


@pytest.mark.usefixtures("attached")
def test_the_page_is_that_of_the_clipping_that_is_shown(qtbot: QtBot, window: MainWindow, ids: list[int]) -> None:
    window.show_clipping(ids[1])
    qtbot.waitUntil(lambda: page(window).rows == [])
    window.show_clipping(ids[0])
    qtbot.waitUntil(lambda: len(page(window).rows) == 3)
