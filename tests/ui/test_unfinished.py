"""What was not kept when Clipper ended is offered at the next start, and nothing of it is written over."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from clipper.capture.formats import read_pasted
from clipper.library.library import Library
from clipper.library.unfinished import CLIPPING, REPORT, REVIEW, Name, Shelf, names_to_forget
from clipper.model.draft import FileReading, Known, Pasted, Problem
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import SUMMARY_TEXT, Audience
from clipper.model.values import replace
from clipper.ui import theme
from clipper.ui.dialogs.codebook import CodebookDialog
from clipper.ui.dialogs.fetched import FetchedDialog
from clipper.ui.dialogs.fill import FillDialog
from clipper.ui.dialogs.house_style import HouseStyleDialog
from clipper.ui.dialogs.key_messages import KeyMessagesDialog
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.organisation import OrganisationDialog
from clipper.ui.dialogs.outlet_page import OutletPage
from clipper.ui.dialogs.review import ReviewDialog
from clipper.ui.dialogs.review_list import ReviewListDialog
from clipper.ui.dialogs.search_builder import SearchBuilder
from clipper.ui.erasing import Erasing
from clipper.ui.main_window import MainWindow
from clipper.ui.models.tag_tree import Kind
from clipper.ui.settings import Settings
from clipper.ui.typed_fields import text_of
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.search_values import TextValue
from tests.ui.conftest import Add, in_dialog
from tests.ui.ending import LINES
from tests.ui.half_typed import (
    ARTICLE,
    BODY,
    make,
    press,
    type_body,
    type_comment,
    type_follow_up,
    type_in,
    type_note,
    type_person,
    type_quote,
    type_tag,
    waiting,
)


@pytest.fixture
def open_window(qtbot: QtBot, library: Library, settings: Settings) -> Iterator[Callable[[Path], MainWindow]]:
    """Open the window over the library, with the folder in which it keeps what is unfinished."""
    windows: list[MainWindow] = []

    def _open(folder: Path) -> MainWindow:
        with theme.undressed():
            window = MainWindow(library, settings, folder)
        windows.append(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return window

    yield _open
    for window in windows:
        window.leaving.gives_up = True
        window.close()
        window.deleteLater()


def as_it_ends(window: MainWindow, folder: Path) -> Path:
    """What would be on the disk if the program ended now."""
    window.keeper.finish()
    return Path(shutil.copytree(window._shelf.folder.parent, folder))


def left_half_written(
    library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> tuple[int, Path]:
    """A clipping with a note that was half written when the program ended, and the folder that it left."""
    clipping = make(library, add)
    window = open_window(tmp_path / "one")
    type_note(window)
    folder = as_it_ends(window, tmp_path / "two")
    window.detail_pane.note._edit.set_source("")
    return clipping, folder


def gather(window: MainWindow, folder: Path) -> None:
    """Take what is on the disk now to what was there at earlier ends of other windows."""
    window.keeper.finish()
    for path in window._shelf.folder.iterdir():
        other = folder / path.parent.name / f"{len(list(folder.rglob('*'))):08x}{path.name[8:]}"
        other.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, other)


def offered(qtbot: QtBot, window: MainWindow) -> str:
    qtbot.waitUntil(window.unfinished_bar.isVisible)
    return window.unfinished_bar.label.text()


def nothing_is_offered(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.unfinished_flow._found, timeout=2000, raising=False):
        pass
    assert not window.unfinished_bar.isVisible()


@contextmanager
def during(qtbot: QtBot, kind: type[QDialog], act: Callable[[Any], None]) -> Iterator[None]:
    """Act in the dialog of a kind that opens inside the block, and leave it."""
    failures: list[BaseException] = []
    seen: list[QDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(20, look)
            return
        seen.append(dialog)
        try:
            qtbot.waitUntil(dialog.isActiveWindow)
            qtbot.wait(1)
            act(dialog)
        except BaseException as error:
            failures.append(error)
        finally:
            if isValid(dialog) and dialog.isVisible():
                dialog.add = lambda _accepted, _progress: None
                dialog.reject()

    QTimer.singleShot(20, look)
    yield
    # Once it is left it may be gone for good.
    qtbot.waitUntil(lambda: bool(seen) and not (isValid(seen[0]) and seen[0].isVisible()))
    if failures:
        raise failures[0]


# A true end of the program


def run_until_typed(library: Library, folder: Path, state: str, marks: tuple[str, ...]) -> Path:
    """Run the program until what is typed in it is on the disk, and kill it; returns its folder of unfinished work."""
    places = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE")
    environment = {**os.environ, **{name: str(folder) for name in places}, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.ui.ending", str(library.path), state]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        unfinished = Path(process.stdout.readline().strip())
        give_up = time.monotonic() + 30
        while not all(mark in _read_all(unfinished) for mark in marks):
            assert time.monotonic() < give_up, "what was typed never came to the disk"
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        process.wait()
    return unfinished


def _read_all(folder: Path) -> str:
    found = [path for path in folder.rglob("*.json") if not path.name.startswith(".")]
    return "".join(path.read_text("ascii", "replace") for path in found)


def test_a_note_half_written_survives_the_end_of_the_program(
    qtbot: QtBot, library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    clipping = add("Ferry towns count the cost", body=BODY)
    unfinished = run_until_typed(library, tmp_path / "home", "note", ("Ask the harbour master about the ",))
    assert library.get(clipping).note is None
    window = open_window(unfinished)
    assert "Ferry towns count the cost" in offered(qtbot, window)
    window.unfinished_bar.go_on.click()
    assert waiting(window) == {"note": "Ask the harbour master about the "}
    press(window, "note", "keep")
    assert library.get(clipping).note == "Ask the harbour master about the"
    assert waiting(window) == {}
    window.keeper.finish()
    assert "harbour master" not in _read_all(unfinished)


def test_a_review_with_edits_survives_the_end_of_the_program(
    qtbot: QtBot, library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    unfinished = run_until_typed(library, tmp_path / "home", "review", ("24 Octo", "Four ways", "harbours"))
    window = open_window(unfinished)
    assert offered(qtbot, window).startswith("Clipper ended while you were checking 3 mentions, ")

    def look_and_keep(dialog: ReviewListDialog) -> None:
        fields = dialog.fields()
        assert [mention.fate.value for mention in dialog._mentions] == ["kept", "waiting", "waiting"]
        assert dialog._view.currentIndex().row() == 1
        assert fields.line("headline").text() == "Four ways to read the tide"
        assert fields.tag_editor.tags() == ("topic/harbours",)
        assert fields.note_edit.toPlainText() == "For the briefing"
        assert fields.line("published_on").text() == "24 Octo"
        assert fields.field_in_turn() == "published_on"
        assert dialog.pasted.text == "\n".join(LINES)
        QTest.keyClicks(QApplication.focusWidget(), "ber 2018")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert not dialog.isVisible()

    with during(qtbot, ReviewListDialog, look_and_keep):
        window.unfinished_bar.go_on.click()
    titles = {one.title: one for one in library.clippings(list(library.search(window.query).ids))}
    assert set(titles) == {"Quiet ports", "Four ways to read the tide", "A rope is a promise"}
    assert titles["Four ways to read the tide"].tags == ("topic/harbours",)
    assert str(titles["Four ways to read the tide"].published_on) == "2018-10-24"
    window.keeper.finish()
    assert _read_all(unfinished) == ""


# What is filled into a clipping, and a search that is built


NOBODY_KNOWS = (
    ("The Gravel Gazette", "Vans carry small towns to work at last"),
    ("The Loon Bay Herald", "Towns are passed by once more"),
    ("Pebble Weekly", "Ferries and fog in the harbour"),
)


def read_now(text: str) -> FileReading:
    return read_pasted(Pasted(text), Known(), date(2026, 11, 18))


def left_while(
    qtbot: QtBot, window: MainWindow, kind: type[QDialog], act: Callable[[Any], None], begin: Callable[[], object]
) -> Path:
    """What would be on the disk if the program ended in the dialog that something begins, once a person acted there."""
    folder = window._shelf.folder.parent.with_name(f"left by {kind.__name__}")

    def edit(dialog: QDialog) -> None:
        act(dialog)
        as_it_ends(window, folder)

    with during(qtbot, kind, edit):
        begin()
    window.keeper.finish()
    assert _read_all(window._shelf.folder) == ""
    return folder


def correct(dialog: FetchedDialog) -> None:
    dialog.fields().line("outlet").edit()
    dialog.fields().line("outlet").set_text("Coastal Ledger")
    dialog.fields().take_typed()


def left_in_fetched(qtbot: QtBot, window: MainWindow, clipping: int) -> Path:
    """What would be on the disk if the program ended in the corrected review of a page fetched for a clipping."""
    page = read_now(ARTICLE)
    return left_while(
        qtbot, window, FetchedDialog, correct, lambda: window.fetching.review(window.library.get(clipping), page)
    )


def test_the_review_of_a_fetched_page_survives_with_its_edits(
    qtbot: QtBot, tmp_path: Path, library: Library, add: Add, open_window: Callable[[Path], MainWindow]
) -> None:
    clipping = add("Our own headline")
    folder = left_in_fetched(qtbot, open_window(tmp_path / "one"), clipping)
    again = open_window(folder)
    assert offered(qtbot, again).startswith("Clipper ended while you were checking what to add to “Our own headline”, ")

    def look(dialog: FetchedDialog) -> None:
        assert dialog.fields().line("headline").text() == "Our own headline"
        assert dialog.fields().line("outlet").text() == "Coastal Ledger"
        dialog.keep()

    with during(qtbot, FetchedDialog, look):
        again.unfinished_bar.go_on.click()
    filled = library.get(clipping)
    assert (filled.headline, filled.outlet) == ("Our own headline", "Coastal Ledger")
    assert filled.body
    again.keeper.finish()
    assert _read_all(folder) == ""


def test_what_was_chosen_of_a_paste_into_a_clipping_survives(
    qtbot: QtBot, tmp_path: Path, library: Library, add: Add, open_window: Callable[[Path], MainWindow]
) -> None:
    clipping = add("Ferry towns", body="An older text.", reporters=("Sam Whit",))
    window = open_window(tmp_path / "one")
    folder = left_while(
        qtbot,
        window,
        FillDialog,
        lambda dialog: dialog.comparison.choice("body", other=True).click(),
        lambda: window.filling.fill(clipping, read_now(ARTICLE)),
    )
    again = open_window(folder)
    assert "what to add to “Ferry towns”" in offered(qtbot, again)

    def look(dialog: FillDialog) -> None:
        assert dialog.comparison.taken() >= {"body"}
        assert "reporters" not in dialog.comparison.taken()
        dialog._add.click()

    with during(qtbot, FillDialog, look):
        again.unfinished_bar.go_on.click()
    filled = library.get(clipping)
    assert str(filled.body).startswith(BODY[:20])
    assert filled.reporters == ("Sam Whit",)
    again.keeper.finish()
    assert _read_all(folder) == ""


def test_what_was_to_be_filled_into_a_clipping_that_is_gone_may_become_one_of_its_own(
    qtbot: QtBot, tmp_path: Path, library: Library, add: Add, open_window: Callable[[Path], MainWindow]
) -> None:
    clipping = add("Our own headline")
    folder = left_in_fetched(qtbot, open_window(tmp_path / "one"), clipping)
    library.purge([clipping])
    again = open_window(folder)
    assert offered(qtbot, again).startswith("Clipper ended while you were checking 1 mention, ")
    with during(qtbot, ReviewDialog, lambda dialog: dialog.keep()):
        again.unfinished_bar.go_on.click()
    assert len(library.search(Query())) == 1


def test_what_only_another_clipper_knows_to_fill_in_may_become_a_clipping_of_its_own(
    qtbot: QtBot, tmp_path: Path, library: Library, add: Add, open_window: Callable[[Path], MainWindow]
) -> None:
    clipping = add("Our own headline")
    folder = left_in_fetched(qtbot, open_window(tmp_path / "one"), clipping)
    again = open_window(folder)
    offered(qtbot, again)
    again.unfinished_flow.ways = {}
    with during(qtbot, ReviewDialog, lambda dialog: dialog.keep()):
        again.unfinished_bar.go_on.click()
    assert len(library.search(Query())) == 2


def test_a_purge_forgets_what_was_being_filled_into_the_clipping(
    qtbot: QtBot, tmp_path: Path, library: Library, add: Add, open_window: Callable[[Path], MainWindow]
) -> None:
    clipping, other = add("Our own headline"), add("Another one")
    window = open_window(tmp_path / "one")
    for one in (clipping, other):
        page = read_now(ARTICLE)
        folder = left_while(
            qtbot,
            window,
            FetchedDialog,
            correct,
            lambda one=one, page=page: window.fetching.review(library.get(one), page),
        )
        shelf = Shelf(folder, library.path)
        assert len(shelf.found().left) == 1
        shelf.forget(names_to_forget(library, [clipping]))
        # The control: of another clipping it stays.
        assert len(shelf.found().left) == (one == other)
        assert ("Coastal Ledger" in _read_all(folder)) == (one == other)
        shutil.rmtree(folder)


def test_a_half_built_search_survives(
    qtbot: QtBot, tmp_path: Path, library: Library, add: Add, open_window: Callable[[Path], MainWindow]
) -> None:
    add("Ferry towns")
    window = open_window(tmp_path / "one")

    def build(dialog: SearchBuilder) -> None:
        assert dialog.unfinished() == {}
        value = dialog.rows()[0].value
        assert isinstance(value, TextValue)
        QTest.keyClicks(value, "ferry")
        assert str(dialog.query()) == "ferry"

    folder = left_while(qtbot, window, SearchBuilder, build, window.actions_["edit.build_search"].trigger)
    again = open_window(folder)
    assert offered(qtbot, again).startswith("Clipper ended while you were building a search, ")

    def look(dialog: SearchBuilder) -> None:
        assert str(dialog.query()) == "ferry"
        dialog.search_button.click()

    with during(qtbot, SearchBuilder, look):
        again.unfinished_bar.go_on.click()
    assert str(again.query) == "ferry"
    again.keeper.finish()
    assert _read_all(folder) == ""


# Reviews


def paste(window: MainWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.bringing.paste()


def left_by_a_review(qtbot: QtBot, window: MainWindow, act: Callable[[Any], None], folder: Path) -> Path:
    def edit(dialog: ReviewDialog) -> None:
        act(dialog)
        as_it_ends(window, folder)

    with during(qtbot, ReviewDialog, edit):
        paste(window, ARTICLE)
    return folder


def test_a_review_that_was_left_by_cancel_or_keep_leaves_nothing(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(tmp_path / "one")
    for leave in (ReviewDialog.reject, ReviewDialog.keep):
        with during(qtbot, ReviewDialog, leave):
            paste(window, ARTICLE)
        window.keeper.finish()
        assert _read_all(tmp_path / "one") == ""


def test_the_edits_of_one_clipping_win_over_what_would_be_read_now(
    qtbot: QtBot, tmp_path: Path, library: Library, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(tmp_path / "one")

    def edit(dialog: ReviewDialog) -> None:
        dialog.fields().line("outlet").edit()
        dialog.fields().line("outlet").set_text("Coastal Ledger")
        dialog.fields().take_typed()
        dialog.fields().body._edit.set_source("Rewritten by hand.")
        dialog.fields().people.put_back({"": "Ingrid Hal"})

    folder = left_by_a_review(qtbot, window, edit, tmp_path / "two")
    again = open_window(folder)
    assert offered(qtbot, again).startswith("Clipper ended while you were checking 1 mention, ")

    def look(dialog: ReviewDialog) -> None:
        assert dialog.fields().line("outlet").text() == "Coastal Ledger"
        assert dialog.fields().body.value() == "Rewritten by hand."
        assert dialog.fields().people.typed() == {"": "Ingrid Hal"}
        dialog.keep()

    with during(qtbot, ReviewDialog, look):
        again.unfinished_bar.go_on.click()
    (clipping,) = library.clippings(list(library.search(again.query).ids))
    assert (clipping.outlet, clipping.body) == ("Coastal Ledger", "Rewritten by hand.")
    assert [one.name for one in clipping.spokespeople] == ["Ingrid Hal"]


def test_a_review_goes_on_where_a_fresh_one_begins_unless_a_field_had_the_keyboard(
    qtbot: QtBot, tmp_path: Path, library: Library, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(tmp_path / "one")
    file = replace(read_now(ARTICLE), problems=(Problem("Its last 900,000 characters are in no clipping. " * 4),))
    fresh: list[str] = []

    def look_only(dialog: ReviewDialog) -> None:
        fresh.append(_told_of(dialog.focusWidget()))
        dialog._keep.setFocus()

    folder = left_while(qtbot, window, ReviewDialog, look_only, lambda: window.intake.review(file))
    again = open_window(folder)
    offered(qtbot, again)
    details: list[QPlainTextEdit] = []

    def go_on(dialog: ReviewDialog) -> None:
        assert [_told_of(dialog.focusWidget())] == fresh
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        assert not dialog.isVisible()

    with during(qtbot, ReviewDialog, go_on):
        again.unfinished_bar.go_on.click()
    assert len(library.search(again.query)) == 1

    def open_details(dialog: ReviewDialog) -> None:
        in_dialog(qtbot, Notice, lambda notice: details.extend(notice.findChildren(QPlainTextEdit)) or look(notice))
        # The problems stand above the paste, the lines that are not used below it.
        show, *_ = (one for one in dialog.findChildren(LinkButton) if one.accessibleName().startswith("Show"))
        show.click()

    def look(_notice: Notice) -> None:
        (box,) = details
        assert box.horizontalScrollBar().maximum() == 0

    with during(qtbot, ReviewDialog, open_details):
        window.intake.review(file)
    assert details


def _told_of(widget: QWidget | None) -> str:
    assert widget is not None
    return widget.accessibleName() or str(getattr(widget, "text", str)())


def test_what_is_discarded_can_be_taken_back_and_is_gone_once_the_window_closes(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(tmp_path / "one")
    folder = left_by_a_review(qtbot, window, lambda _dialog: None, tmp_path / "two")
    again = open_window(folder)
    sentence = offered(qtbot, again)
    again.unfinished_bar.discard.click()
    assert not again.unfinished_bar.isVisible()
    again.toast.press()
    assert offered(qtbot, again) == sentence
    again.unfinished_bar.discard.click()
    assert _read_all(folder)
    again.close()
    assert _read_all(folder) == ""


def test_a_review_whose_paste_is_damaged_says_so(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(tmp_path / "one")
    folder = left_by_a_review(qtbot, window, lambda _dialog: None, tmp_path / "two")
    (pasted,) = folder.rglob("*.paste.*.json")
    pasted.write_text("{")
    again = open_window(folder)
    offered(qtbot, again)
    again.unfinished_bar.go_on.click()
    qtbot.waitUntil(lambda: "cannot be read any more" in again.toast.text)


def test_a_bad_file_is_told_and_the_window_opens(
    qtbot: QtBot, tmp_path: Path, library: Library, open_window: Callable[[Path], MainWindow]
) -> None:
    shelf = Shelf(tmp_path / "one", library.path)
    shelf.write(Name.of(REVIEW, "of another kind"), ["not", "what", "was", "expected"])
    shelf.write(Name.of(CLIPPING, "of another kind"), {"texts": 7})
    shelf.write(Name.of("nobody", "knows"), {"texts": {}})
    (shelf.folder / "broken.json").write_text("{")
    window = open_window(tmp_path / "one")
    qtbot.waitUntil(lambda: "set aside" in window.toast.text)
    assert not window.unfinished_bar.isVisible()


# Texts of a clipping


PLACES: dict[str, tuple[Callable[[MainWindow], None], str, Callable[[Any], object], object]] = {
    "note": (type_note, "note", lambda one: one.note, "typed"),
    "body": (type_body, "body", lambda one: one.body, f"typed {BODY}"),
    "headline": (type_in("headline"), "headline", lambda one: one.headline, "typed"),
    "deck": (type_in("deck"), "deck", lambda one: one.deck, "typed"),
    "outlet": (type_in("outlet"), "outlet", lambda one: one.outlet, "typed"),
    "programme": (type_in("programme"), "programme", lambda one: one.programme, "typed"),
    "reporters": (type_in("reporters"), "reporters", lambda one: one.reporters, ("typed",)),
    "url": (type_in("url"), "url", lambda one: one.url, "https://typed"),
    "section": (type_in("section"), "section", lambda one: one.section, "typed"),
    "spokespeople": (
        type_person, "spokespeople/", lambda one: [person.name for person in one.spokespeople], ["typed"]
    ),
    "tag": (type_tag, "tags", lambda one: one.tags, ("typed",)),
    "comment": (type_comment, "comment", lambda one: one.highlights[0].comment, "typed"),
    "quote": (type_quote, "quote", lambda one: one.quotes[0].text, "typed"),
    "follow-up": (
        type_follow_up, "follow_up/", lambda one: [(it.what, it.contact) for it in one.follow_ups],
        [("typed", "Maya Okafor")],
    ),
}  # fmt: skip


def test_a_text_half_typed_anywhere_in_a_clipping_is_offered_and_kept_when_asked(
    qtbot: QtBot, library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    clippings = {place: make(library, add, place) for place in PLACES}
    before = {place: library.get(clipping) for place, clipping in clippings.items()}
    window, folder = open_window(tmp_path / "one"), tmp_path / "two"
    for place, (act, *_) in PLACES.items():
        window.detail_pane.show_clipping(clippings[place])
        act(window)
        gather(window, folder)
        assert library.get(clippings[place]) == before[place], place
        # To go on keeps it, which the end of the program would not have done.
        window.detail_pane.show_clipping(None)
        library.undo()
        assert library.get(clippings[place]) == before[place], place
    again = open_window(folder)
    qtbot.waitUntil(lambda: len(again.unfinished_bar.offers()) == len(PLACES))
    for place, (_, field, read, wanted) in PLACES.items():
        assert place in again.unfinished_bar.label.text()
        again.unfinished_bar.go_on.click()
        again.detail_pane.show_clipping(clippings[place])
        (waits,) = waiting(again)
        assert waits.startswith(field)
        press(again, waits, "keep")
        assert read(library.get(clippings[place])) == wanted, place
        assert waiting(again) == {}
    again.keeper.finish()
    assert _read_all(folder) == ""


def test_what_is_kept_or_taken_back_leaves_nothing_on_the_disk(
    qtbot: QtBot, library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    make(library, add)
    window = open_window(tmp_path / "one")
    type_note(window)
    window.keeper.finish()
    assert "typed" in _read_all(tmp_path / "one")
    window.detail_pane.note.flush()
    window.keeper.finish()
    assert _read_all(tmp_path / "one") == ""
    type_in("headline")(window)
    window.keeper.finish()
    assert "typed" in _read_all(tmp_path / "one")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    window.keeper.finish()
    assert _read_all(tmp_path / "one") == ""


def test_what_was_kept_just_before_the_end_is_not_offered(
    qtbot: QtBot, library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    make(library, add)
    window = open_window(tmp_path / "one")
    type_note(window)
    folder = as_it_ends(window, tmp_path / "two")
    window.detail_pane.note.flush()
    nothing_is_offered(qtbot, open_window(folder))


def test_where_the_clipping_was_changed_since_both_are_shown_and_nothing_is_written_over(
    qtbot: QtBot, library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    clipping, folder = left_half_written(library, add, tmp_path, open_window)
    library.set_note(clipping, "Written elsewhere")
    again = open_window(folder)
    offered(qtbot, again)
    again.unfinished_bar.go_on.click()
    (row,) = again.detail_pane.unfinished_.panel.rows
    assert row.keep.accessibleName() == "Keep: Note"
    assert again.detail_pane.unfinished_.panel._texts[0].is_outdated
    assert again.detail_pane.note.text() == "Written elsewhere"
    # To look at other things and to close keeps neither.
    again.detail_pane.show_clipping(None)
    again.detail_pane.show_clipping(clipping)
    assert library.get(clipping).note == "Written elsewhere"
    row = again.detail_pane.unfinished_.panel.rows[0]
    row.copy.click()
    assert QGuiApplication.clipboard().text() == "typed"
    row.give_up.click()
    assert library.get(clipping).note == "Written elsewhere"
    again.keeper.finish()
    assert _read_all(folder) == ""


def test_the_text_of_a_clipping_that_is_gone_can_be_copied(
    qtbot: QtBot, library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    _clipping, folder = left_half_written(library, add, tmp_path, open_window)
    library.undo(), library.undo(), library.undo()
    again = open_window(folder)
    assert "not here any more" in offered(qtbot, again)
    again.unfinished_bar.go_on.click()
    assert QGuiApplication.clipboard().text() == "typed"
    again.unfinished_bar.discard.click()
    again.close()
    assert _read_all(folder) == ""


def test_what_waits_stays_when_the_window_is_closed_without_an_answer(
    qtbot: QtBot, library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    _clipping, folder = left_half_written(library, add, tmp_path, open_window)
    for _ in range(2):
        again = open_window(folder)
        offered(qtbot, again)
        again.close()
        assert not again.isVisible()
    assert len(list(folder.rglob("*.json"))) == 1


def test_texts_that_are_discarded_are_out_of_sight_at_once_and_come_back_with_undo(
    qtbot: QtBot, library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    clipping, folder = left_half_written(library, add, tmp_path, open_window)
    again = open_window(folder)
    offered(qtbot, again)
    again.detail_pane.show_clipping(clipping)
    assert waiting(again) == {"note": "typed"}
    again.unfinished_bar.discard.click()
    assert waiting(again) == {}
    again.toast.press()
    assert waiting(again) == {"note": "typed"}
    assert again.unfinished_bar.isVisible()
    again.unfinished_bar.discard.click()
    again.close()
    assert _read_all(folder) == ""


def test_what_is_settled_over_its_clipping_is_offered_no_more(
    qtbot: QtBot, library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    clipping, folder = left_half_written(library, add, tmp_path, open_window)
    again = open_window(folder)
    offered(qtbot, again)
    again.detail_pane.show_clipping(clipping)
    press(again, "note", "give_up")
    assert not again.unfinished_bar.isVisible()
    assert library.get(clipping).note is None


def test_a_purge_in_the_window_forgets_what_was_being_written(
    qtbot: QtBot,
    library: Library,
    add: Add,
    tmp_path: Path,
    open_window: Callable[[Path], MainWindow],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clipping, folder = left_half_written(library, add, tmp_path, open_window)
    library.delete([clipping])
    again = open_window(folder)
    offered(qtbot, again)
    assert "typed" in _read_all(folder)
    Erasing(library, [clipping], again._shelf).erase(lambda *_: None, from_backups=False)
    again.keeper.finish()
    assert _read_all(folder) == ""


# Dialogs


def type_organisation(dialog: OrganisationDialog) -> None:
    dialog.prepared_by.setText("typed")


def type_style(dialog: HouseStyleDialog) -> None:
    dialog.fields["en"].setText("{headline} typed")


def type_message(dialog: KeyMessagesDialog) -> None:
    dialog.new.put_back("typed")


def type_meaning(dialog: CodebookDialog) -> None:
    next(iter(dialog.meanings.values())).put_back("typed")


def type_outlet(dialog: OutletPage) -> None:
    dialog.fields["notice"].widget.setPlainText("typed") if "notice" in dialog.fields else None
    dialog.fields["aliases"].widget.setText("typed")


DIALOGS: dict[str, tuple[type[QDialog], Callable[[MainWindow], None], Callable[[Any], None], str]] = {
    "organisation": (OrganisationDialog, lambda window: window.pages.organisation(), type_organisation, "prepared_by"),
    "house style": (HouseStyleDialog, lambda window: window.pages.house_style(), type_style, "en"),
    "key messages": (KeyMessagesDialog, lambda window: window.pages.messages(), type_message, "new"),
    "codebook": (CodebookDialog, lambda window: window.pages.codebook(), type_meaning, "meaning/"),
    "outlet": (
        OutletPage, lambda window: window.registers.about(Kind.OUTLET, "Harbour Gazette"), type_outlet, "aliases"
    ),
}  # fmt: skip


def test_what_was_typed_in_a_dialog_is_put_back_when_it_opens_again(
    qtbot: QtBot, library: Library, add: Add, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    add("Quiet ports", outlet="Harbour Gazette")
    window, folder = open_window(tmp_path / "one"), tmp_path / "two"
    for kind, show, type_there, _field in DIALOGS.values():

        def end(opened: QDialog, type_there: Callable[[Any], None] = type_there) -> None:
            type_there(opened)
            gather(window, folder)

        with during(qtbot, kind, end):
            show(window)
        window.keeper.finish()
        assert _read_all(tmp_path / "one") == ""
        # What is edited in place is kept as the dialog is left.
        while library.undoable() and library.undoable().verb in ("message", "organisation"):
            library.undo()
    again = open_window(folder)
    qtbot.waitUntil(lambda: len(again.unfinished_bar.offers()) == len(DIALOGS))
    for kind, _show, _type, field in DIALOGS.values():

        def look(opened: Any, field: str = field) -> None:
            typed = {name: text_of(one) for name, one in opened.typing().fields.items()}
            (found,) = [text for name, text in typed.items() if name.startswith(field) and "typed" in text]
            assert found in ("typed", "{headline} typed")
            assert any("typed before Clipper ended" in _text(one) for one in opened.findChildren(QWidget))

        with during(qtbot, kind, look):
            again.unfinished_bar.go_on.click()
    assert not again.unfinished_bar.isVisible()


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def test_what_is_saved_since_is_not_written_over_by_what_was_typed(
    qtbot: QtBot, library: Library, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(tmp_path / "one")

    def end(opened: OrganisationDialog) -> None:
        type_organisation(opened)
        as_it_ends(window, tmp_path / "two")

    with during(qtbot, OrganisationDialog, end):
        window.pages.organisation()
    library.set_organisation(replace(library.organisation(), prepared_by="Somebody else"))
    again = open_window(tmp_path / "two")
    offered(qtbot, again)

    def look(opened: OrganisationDialog) -> None:
        assert opened.prepared_by.text() == "Somebody else"
        assert "“typed”" in opened.refusal.text()

    with during(qtbot, OrganisationDialog, look):
        again.unfinished_bar.go_on.click()


# Reports


OF = "9d6f", Period.parse("2026-10"), "en", Audience.INTERNAL


def leave_report_text(library: Library, folder: Path, before: str) -> None:
    definition, period, language, audience = OF
    of = definition, period.first.isoformat(), period.last.isoformat(), language, audience.value
    texts = {SUMMARY_TEXT: {"text": "The ferries stop.", "before": before}}
    Shelf(folder, library.path).write(Name.of(REPORT, "one"), {"of": of, "texts": texts})


def test_a_text_of_a_report_is_offered_and_kept_when_asked(
    qtbot: QtBot, library: Library, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    leave_report_text(library, tmp_path / "one", "")
    window = open_window(tmp_path / "one")
    assert "a text of the report for 1 Oct" in offered(qtbot, window)
    window.unfinished_bar.go_on.click()
    assert library.report_texts(*OF) == {SUMMARY_TEXT: "The ferries stop."}
    assert _read_all(tmp_path / "one") == ""


def test_a_text_of_a_report_is_only_copied_where_another_stands_there_since(
    qtbot: QtBot, library: Library, tmp_path: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    library.write_report_text(*OF, SUMMARY_TEXT, "Written elsewhere.")
    leave_report_text(library, tmp_path / "one", "")
    window = open_window(tmp_path / "one")
    assert offered(qtbot, window).endswith("Something else stands there now.")
    window.unfinished_bar.go_on.click()
    assert QGuiApplication.clipboard().text() == "The ferries stop."
    assert library.report_texts(*OF) == {SUMMARY_TEXT: "Written elsewhere."}


def test_a_paste_that_was_being_reviewed_as_a_list_is_gone_on_with_there_and_leads_back(
    qtbot: QtBot, tmp_path: Path, library: Library, open_window: Callable[[Path], MainWindow]
) -> None:
    text = "\n".join(f"{paper}: {title}" for paper, title in NOBODY_KNOWS)
    window = open_window(tmp_path / "one")

    def edit(dialog: ReviewListDialog) -> None:
        dialog.fields().line("headline").edit()
        dialog.fields().line("headline").set_text("Vans at work")
        assert dialog.fields().take_typed()
        as_it_ends(window, tmp_path / "left")

    def read_as_list(dialog: ReviewDialog) -> None:
        with during(qtbot, ReviewListDialog, edit):
            dialog.read_as_list()

    with during(qtbot, ReviewDialog, read_as_list):
        window.intake.review(read_now(text))
    again = open_window(tmp_path / "left")
    assert offered(qtbot, again).startswith("Clipper ended while you were checking 3 mentions, ")

    def go_on(dialog: ReviewListDialog) -> None:
        assert dialog.fields().line("headline").text() == "Vans at work"
        dialog.reject()
        one = QApplication.activeModalWidget()
        assert isinstance(one, ReviewDialog)
        QTimer.singleShot(0, one.keep)

    with during(qtbot, ReviewListDialog, go_on):
        again.unfinished_bar.go_on.click()
    assert len(library.search(Query())) == 1
