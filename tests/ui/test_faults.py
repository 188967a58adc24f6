"""A library that cannot be written: what was typed stays, one sentence says so, and the same again works later."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from clipper.capture import read
from clipper.capture.formats import read_pasted
from clipper.library.filling import draft_for
from clipper.library.library import Library
from clipper.library.store import sqlite
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import Tone
from clipper.model.draft import Accepted, Known, Pasted
from clipper.model.query import Query
from clipper.ui.coding_walk import CodingWalk
from clipper.ui.dialogs.codebook import CodebookDialog
from clipper.ui.dialogs.coding import CodingScreen
from clipper.ui.dialogs.fetched import FetchedDialog
from clipper.ui.dialogs.fill import FillDialog, Filling
from clipper.ui.dialogs.house_style import HouseStyleDialog
from clipper.ui.dialogs.import_summary import ImportSummary
from clipper.ui.dialogs.issued_reports import IssuedReportsDialog
from clipper.ui.dialogs.key_messages import KeyMessagesDialog
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.organisation import OrganisationDialog
from clipper.ui.dialogs.outlet_page import OutletPage
from clipper.ui.dialogs.person_page import PersonPage
from clipper.ui.dialogs.report import ReportDialog
from clipper.ui.dialogs.report_issue import ReportIssueDialog
from clipper.ui.dialogs.review import ReviewDialog
from clipper.ui.dialogs.review_list import ReviewListDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.models.tag_tree import Kind, Node
from clipper.ui.patience import is_waiting
from tests.ui import half_typed as typing
from tests.ui.conftest import TODAY, Add
from tests.ui.ending import LINES
from tests.ui.reporting import PATIENCE
from tests.ui.reviewing import told

Fault = Callable[[Library], AbstractContextManager[None]]


@contextmanager
def locked(library: Library) -> Iterator[None]:
    """Another program writes for longer than anybody waits."""
    with pytest.MonkeyPatch.context() as patched, closing(sqlite3.connect(library.path)) as other:
        patched.setattr(sqlite, "BUSY_TIMEOUT", 0.05)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


@contextmanager
def read_only(library: Library) -> Iterator[None]:
    """SQLite refuses to write, as to a file that became read-only while it was open."""
    library.store._raw_writer.execute("PRAGMA query_only = ON")
    yield
    library.store._raw_writer.execute("PRAGMA query_only = OFF")


def broken(code: int, words: str) -> Fault:
    @contextmanager
    def fault(library: Library) -> Iterator[None]:
        def fail(*_: object) -> None:
            error = sqlite3.OperationalError(words)
            error.sqlite_errorcode = code
            raise error

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(sqlite, "_begin", fail)
            yield

    return fault


FAULTS: dict[str, tuple[Fault, str]] = {
    "locked": (locked, "is in use by another program. Nothing was changed"),
    "read-only": (read_only, "is read-only. Nothing was changed"),
    "full": (broken(sqlite3.SQLITE_FULL, "database or disk is full"), "The disk is full or cannot be written"),
    "broken": (broken(sqlite3.SQLITE_IOERR, "disk I/O error"), "The disk is full or cannot be written"),
}


@dataclass(frozen=True)
class Place:
    """Where a person writes or does something: what they press, what stays, what is said, and what is kept in the end.

    `again` is what they press once more.
    """

    press: Callable[[], object]
    stays: Callable[[], bool]
    says: Callable[[], str]
    is_kept: Callable[[], bool]
    again: Callable[[], object] | None = None


Open = Callable[[MainWindow, Library, int], Place]


def note(window: MainWindow, library: Library, clipping: int) -> Place:
    typing.type_note(window)
    editor = window.detail_pane.note
    return Place(
        editor.flush, lambda: editor.text() == "typed", editor._problem.text,
        lambda: library.get(clipping).note == "typed", editor._try_again,
    )  # fmt: skip


def body(window: MainWindow, library: Library, clipping: int) -> Place:
    typing.type_body(window)
    editor = window.detail_pane.body
    return Place(
        editor.keep, lambda: editor.editor.source().startswith("typed "), editor._problem.text,
        lambda: str(library.get(clipping).body).startswith("typed "),
    )  # fmt: skip


def in_place(name: str) -> Open:
    def place(window: MainWindow, library: Library, clipping: int) -> Place:
        typing.type_in(name)(window)
        header = window.detail_pane.header
        field = header.fields()[name]
        return Place(
            field.commit, lambda: field.text() == "typed", header._problem(name).text,
            lambda: "typed" in str(getattr(library.get(clipping), name)),
        )  # fmt: skip

    return place


def person(window: MainWindow, library: Library, clipping: int) -> Place:
    typing.type_person(window)
    pane = window.detail_pane
    return Place(
        pane.header.spokespeople._adder.commit, lambda: typing.waiting(window) == {"spokespeople/": "typed"},
        pane.header._problem("spokespeople").text,
        lambda: [one.name for one in library.get(clipping).spokespeople] == ["typed"],
        lambda: typing.press(window, "spokespeople/", "keep"),
    )  # fmt: skip


def tag(window: MainWindow, library: Library, clipping: int) -> Place:
    typing.type_tag(window)
    tags = window.detail_pane.header.tags
    return Place(
        tags.keep, lambda: tags.typed() == "typed", window.detail_pane.header._problem("tags").text,
        lambda: library.get(clipping).tags == ("typed",),
    )  # fmt: skip


def comment(window: MainWindow, library: Library, clipping: int) -> Place:
    typing.type_comment(window)
    highlights = window.detail_pane.highlights
    (uuid,) = (one.uuid for one in library.get(clipping).highlights)

    def again() -> None:
        highlights.open(uuid)
        assert highlights.popup.comment.source() == "typed"
        highlights.keep()

    return Place(
        highlights.keep, lambda: [text for *_, text in highlights.unfinished()] == ["typed"],
        lambda: window.toast.text, lambda: library.get(clipping).highlights[0].comment == "typed", again,
    )  # fmt: skip


def quote(window: MainWindow, library: Library, clipping: int) -> Place:
    typing.type_quote(window)
    field = window.detail_pane.quotes.list.kept_quotes[0].text
    return Place(
        field.commit, lambda: field.text() == "typed", field.problem,
        lambda: library.get(clipping).quotes[0].text == "typed",
    )  # fmt: skip


def follow_up(window: MainWindow, library: Library, clipping: int) -> Place:
    typing.type_follow_up(window)
    form = window.detail_pane.follow_up.form
    assert form is not None
    return Place(
        form.keep, lambda: form.isVisible() and form.what.toPlainText() == "typed", form.problem.text,
        lambda: [one.what for one in library.get(clipping).follow_ups] == ["typed"],
    )  # fmt: skip


def tone(window: MainWindow, library: Library, clipping: int) -> Place:
    pane = window.detail_pane
    return Place(
        lambda: pane.strip.toneChosen.emit(Tone.POSITIVE), lambda: library.get(clipping).tone is None,
        lambda: window.toast.text, lambda: library.get(clipping).tone is Tone.POSITIVE,
    )  # fmt: skip


def dropped_tag(window: MainWindow, library: Library, clipping: int) -> Place:
    return Place(
        lambda: window.tag_pane._names.dropped.emit([clipping], Node(Kind.TAG, "board", "board")),
        lambda: not library.get(clipping).tags,
        lambda: window.toast.text, lambda: library.get(clipping).tags == ("board",),
    )  # fmt: skip


def one_review(window: MainWindow, library: Library, clipping: int) -> Place:
    pasted = Pasted(typing.ARTICLE)

    def add(wanted: Any, _progress: Any) -> object:
        return library.add(wanted, pasted)

    dialog = ReviewDialog(read(pasted, Known(), TODAY), pasted, library, window, add)
    dialog.show()
    dialog.fields().line("headline").reset("typed in review")
    return Place(dialog.keep, dialog.isVisible, dialog._notice.text, lambda: "typed in review" in titles(library))


def list_review(window: MainWindow, library: Library, clipping: int) -> Place:
    pasted = Pasted("\n".join(LINES))

    def add(wanted: Any, _progress: Any) -> object:
        return library.add(wanted, pasted)

    dialog = ReviewListDialog(read(pasted, Known(), TODAY), pasted, library, window, add)
    dialog.show()

    return Place(
        dialog.keep_sure,
        dialog.isVisible,
        lambda: " ".join(told(dialog)),
        lambda: "A rope is a promise" in titles(library),
    )


def titles(library: Library) -> list[str]:
    return [one.title for one in library.clippings(list(library.search(Query()).ids))]


def coding_note(window: MainWindow, library: Library, clipping: int) -> Place:
    screen = CodingScreen(library, CodingWalk(library, [clipping]), window.signals, window)
    screen.show()
    screen.note.start()
    screen.note._edit.set_source("typed")
    return Place(
        screen.accept, lambda: screen.isVisible() and screen.note.text() == "typed", screen.note._problem.text,
        lambda: library.get(clipping).note == "typed",
    )  # fmt: skip


def coding_field(window: MainWindow, library: Library, clipping: int) -> Place:
    screen = CodingScreen(library, CodingWalk(library, [clipping]), window.signals, window)
    screen.show()
    (asked,) = (one for one in screen.asked if one.question.title == "Depth")
    assert asked.typed is not None
    asked.typed.field.setText("typed")
    return Place(
        asked.typed._commit, lambda: asked.typed is not None and asked.typed.field.text() == "typed",
        screen._problem.text, lambda: dict(library.get(clipping).codes).get("Depth") == "typed",
    )  # fmt: skip


def organisation(window: MainWindow, library: Library, clipping: int) -> Place:
    dialog = OrganisationDialog(library.organisation(), window, library.set_organisation)
    dialog.show()
    dialog.name.setText("typed")
    return Place(
        dialog.accept, lambda: dialog.isVisible() and dialog.name.text() == "typed", dialog.refusal.text,
        lambda: library.organisation().name == "typed",
    )  # fmt: skip


def house_style(window: MainWindow, library: Library, clipping: int) -> Place:
    dialog = HouseStyleDialog(library.organisation(), None, window, library.set_organisation)
    dialog.show()
    dialog.fields["en"].setText("{headline} typed")
    return Place(
        dialog._keep, lambda: dialog.isVisible() and dialog.fields["en"].text() == "{headline} typed",
        dialog.refusal.text, lambda: dict(library.organisation().house_style) == {"en": "{headline} typed"},
    )  # fmt: skip


def message(window: MainWindow, library: Library, clipping: int) -> Place:
    dialog = KeyMessagesDialog(library, window)
    dialog.show()
    dialog.new.put_back("typed")
    return Place(
        dialog.new.commit, lambda: dialog.new.text() == "typed", dialog._problem.text,
        lambda: "typed" in library.messages(),
    )  # fmt: skip


def meaning(window: MainWindow, library: Library, clipping: int) -> Place:
    dialog = CodebookDialog(library, window)
    dialog.show()
    field = next(iter(dialog.meanings.values()))
    field.put_back("typed")
    return Place(
        field.commit, lambda: field.text() == "typed", dialog._problem.text,
        lambda: "typed" in dict(library.organisation().definitions).values(),
    )  # fmt: skip


def definition(window: MainWindow, library: Library, clipping: int) -> Place:
    dialog = CodebookDialog(library, window)
    dialog.show()
    field = dialog.rows[0].definition
    field.put_back("typed")
    return Place(
        field.commit, lambda: field.text() == "typed", dialog._problem.text,
        lambda: library.code_fields()[0].definition == "typed",
    )  # fmt: skip


def outlet(window: MainWindow, library: Library, clipping: int) -> Place:
    page = window.registers._outlet("Harbour Gazette")
    assert isinstance(page, OutletPage)
    page.show()
    page.fields["aliases"].widget.setText("typed elsewhere")
    return Place(
        page.keep, lambda: page.isVisible() and page.fields["aliases"].text == "typed elsewhere", page.refusal.text,
        lambda: library.outlet("Harbour Gazette").aliases == ("typed elsewhere",),
    )  # fmt: skip


def known_person(window: MainWindow, library: Library, clipping: int) -> Place:
    page = window.registers._person("Ada Roy")
    assert isinstance(page, PersonPage)
    page.show()
    page.fields["aliases"].widget.setText("typed elsewhere")
    return Place(
        page.keep, lambda: page.isVisible() and page.fields["aliases"].text == "typed elsewhere", page.refusal.text,
        lambda: library.person("Ada Roy").aliases == ("typed elsewhere",),
    )  # fmt: skip


def fetched(window: MainWindow, library: Library, clipping: int) -> Place:
    page = read_pasted(Pasted(typing.ARTICLE), Known(), TODAY)

    def add(wanted: list[Accepted], _progress: Any) -> object:
        return library.fill(clipping, wanted[0].draft, page.pasted, frozenset({"outlet"}))

    dialog = FetchedDialog(library.get(clipping), page, library, window, add)
    dialog.show()
    dialog.fields().line("outlet").reset("typed")
    return Place(
        dialog.keep, lambda: dialog.isVisible() and dialog.fields().line("outlet").text() == "typed",
        dialog._notice.text, lambda: library.get(clipping).outlet == "typed",
    )  # fmt: skip


def filled(window: MainWindow, library: Library, clipping: int) -> Place:
    library.edit(clipping, body="An older text.")
    page = read_pasted(Pasted(typing.ARTICLE), Known(), TODAY)
    draft = draft_for(library.get(clipping), page.reading)

    def add(filling: Filling) -> object:
        return library.fill(clipping, filling.draft, page.pasted, filling.taken)

    dialog = FillDialog(library.get(clipping), draft, None, library, window, add)
    dialog.show()
    dialog.comparison.choice("body", other=True).click()
    return Place(
        dialog._add.click, lambda: dialog.isVisible() and "body" in dialog.comparison.taken(), dialog.problem.text,
        lambda: library.get(clipping).body != "An older text.",
    )  # fmt: skip


def report_window(window: MainWindow) -> ReportDialog:
    """The report window, with its pages."""
    window.reports.open(Query())
    report = window.reports.shown()
    assert report is not None
    _until(lambda: report.is_up_to_date() and report.pages.is_drawn())
    return report


def _until(is_so: Callable[[], bool]) -> None:
    end = QTimer(singleShot=True, interval=PATIENCE)
    end.start()
    while not is_so() and end.isActive():
        QTest.qWait(5)


def report_definition(window: MainWindow, library: Library, clipping: int) -> Place:
    report = report_window(window)
    report.choices.sections.set_on("topics", False)

    def is_kept() -> bool:
        uuid = report.definitions.kept().uuid
        return ["topics" in one.sections for one in library.definitions() if one.uuid == uuid] == [False]

    return Place(
        report.definitions.save, lambda: report.definitions.is_changed() and report.isVisible(), report.status.text,
        is_kept,
    )  # fmt: skip


def issued_report(window: MainWindow, library: Library, clipping: int) -> Place:
    report = report_window(window)
    asked, said = [""], [""]

    def act() -> None:
        def accept() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, ReportIssueDialog)
            asked.append(dialog.prepared_by.text())
            if len(asked) == 2:
                dialog.prepared_by.setText("typed")
            dialog.issue_button.click()

        QTimer.singleShot(0, accept)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Notice, "choose", lambda _title, text, verbs, _window: said.append(text) or verbs[-1])
            report.issuing.issue_button.click()
            _until(lambda: not report.aside.is_busy)

    # The first time nothing was typed yet, and the second time it is still there.
    return Place(
        act, lambda: report.isVisible() and not library.issued_reports(), lambda: said[-1],
        lambda: asked[2:] == ["typed"] and [one.issued_by for one in library.issued_reports()] == ["typed"],
    )  # fmt: skip


def import_(window: MainWindow, library: Library, clipping: int) -> Place:
    files = [library.path.with_name(f"{number}.txt") for number in range(2)]
    for path, line in zip(files, ("A nail costs more", "Ferry subsidy ends"), strict=True):
        path.write_text(f"{line}, Toronto Star by Sam Whit, October 2, 2018")

    def act() -> None:
        window.toast.hide()
        window.intake.take_files(files)
        end = QTimer(singleShot=True, interval=20_000)
        end.start()
        while window.aside.is_busy and end.isActive():
            QTest.qWait(5)

    return Place(
        act, lambda: all(path.exists() for path in files), lambda: window.toast.text,
        lambda: "A nail costs more" in titles(library),
    )  # fmt: skip


PLACES: dict[str, Open] = {
    "note": note,
    "body": body,
    **{f"in place: {name}": in_place(name) for name in ("headline", "deck", "outlet", "programme", "reporters", "url")},
    "spokesperson": person,
    "tag": tag,
    "comment": comment,
    "quote": quote,
    "follow-up": follow_up,
    "tone": tone,
    "dropped tag": dropped_tag,
    "review": one_review,
    "review list": list_review,
    "coding note": coding_note,
    "coding field": coding_field,
    "organisation": organisation,
    "house style": house_style,
    "key message": message,
    "meaning of a code": meaning,
    "field of the codebook": definition,
    "outlet": outlet,
    "person": known_person,
    "fetched": fetched,
    "filled": filled,
    "report definition": report_definition,
    "issued report": issued_report,
    "import": import_,
}


FEW = ("note", "in place: headline", "review", "organisation", "import")
"""For the faults that differ from the first by their sentence alone: all of it for each would take a minute."""


@pytest.mark.parametrize("name", FAULTS)
def test_what_was_typed_stays_the_sentence_says_what_happened_and_the_same_again_works(
    qtbot: QtBot, window: MainWindow, library: Library, add: Add, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImportSummary, "ask", lambda *_: False)
    monkeypatch.setattr(IssuedReportsDialog, "ask", lambda self: self.done(0))
    fault, sentence = FAULTS[name]
    library.save_code_field(CodeField("Depth", FieldKind.TEXT))
    add("Quiet waters", outlet="Harbour Gazette")
    tried = PLACES if name == "locked" else FEW
    clippings = {place: typing.make(library, add, place) for place in tried}
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and QApplication.focusWidget() is not None)
    for place in tried:
        select(qtbot, window, clippings[place])
        opened = PLACES[place](window, library, clippings[place])
        window.toast.hide()
        step = library.undoable()
        with fault(library):
            opened.press()
            assert opened.stays(), (place, opened.says())
            assert sentence in opened.says(), (place, opened.says())
        assert not opened.is_kept(), place
        assert library.undoable() == step, place
        (opened.again or opened.press)()
        assert opened.is_kept(), place
        _close_dialogs(window)
        qtbot.waitUntil(window.isActiveWindow)


def select(qtbot: QtBot, window: MainWindow, clipping: int) -> None:
    """Go to a clipping as a person does, and wait until the window has come to rest."""
    qtbot.waitUntil(lambda: window.list_pane.select(clipping))

    def is_shown() -> bool:
        shown = window.detail_pane.clipping()
        return shown is not None and shown.id == clipping and not window._shown_soon.isActive()

    qtbot.waitUntil(is_shown)


def _close_dialogs(window: MainWindow) -> None:
    window.reports.close()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.reject()
        dialog.deleteLater()
    window.activateWindow()


# Waiting


def test_the_window_is_drawn_while_another_program_writes(
    qtbot: QtBot, window: MainWindow, library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 60)
    clipping = add("Quiet ports")
    assert turns_while_locked(library, lambda: library.set_starred([clipping], True)) >= 5
    assert library.get(clipping).starred
    # The control: without anybody who draws meanwhile, the window stands still.
    library.store.while_waiting = lambda: None
    assert turns_while_locked(library, lambda: library.set_starred([clipping], False), longest=0.5) == 0
    assert not library.get(clipping).starred


def turns_while_locked(library: Library, act: Callable[[], object], longest: float = 30) -> int:
    """Do something while another connection holds the lock; returns how often the window's timer came meanwhile.

    The lock goes after five turns, at the `longest` after so many seconds.
    """
    turns, enough = 0, threading.Event()

    def turn() -> None:
        nonlocal turns
        turns += 1
        if turns >= 5:
            enough.set()

    timer = QTimer(interval=10)
    timer.timeout.connect(turn)
    other = sqlite3.connect(library.path, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")

    def release() -> None:
        enough.wait(longest)
        other.rollback()

    releasing = threading.Thread(target=release)
    timer.start()
    releasing.start()
    act()
    timer.stop()
    releasing.join()
    other.close()
    return turns


def test_the_window_is_drawn_while_a_thread_of_its_own_writes(
    qtbot: QtBot, window: MainWindow, library: Library, add: Add
) -> None:
    clipping = add("Quiet ports")
    holds, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with library.store.writing():
            holds.set()
            go_on.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    holds.wait(20)
    beats: list[int] = []
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: beats.append(1) or (go_on.set() if len(beats) > 5 else None))
    timer.start()
    library.set_starred([clipping], True)
    thread.join()
    assert len(beats) > 5
    assert library.get(clipping).starred


def test_a_window_does_not_close_in_the_middle_of_a_step_that_waits(
    qtbot: QtBot, window: MainWindow, library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipping = add("Quiet ports")
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 60)
    seen: list[bool] = []
    QTimer.singleShot(0, lambda: (seen.append(is_waiting()), window.close()))
    turns_while_locked(library, lambda: library.set_starred([clipping], True))
    assert seen == [True]
    assert window.isVisible()
    assert not is_waiting()


def test_the_place_of_a_backup_that_cannot_be_written_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    for what in ("backup", "export"):
        path = tmp_path / "missing" / f"{what}.zip"
        window.toast.hide()
        window.intake._write(path, what)
        qtbot.waitUntil(lambda: not window.aside.is_busy)
        assert "cannot" in window.toast.text or "no folder" in window.toast.text.lower(), window.toast.text
        path.parent.mkdir()
        assert window.toast._link.text() == "Try again"
        window.toast.press()
        qtbot.waitUntil(path.exists)
        qtbot.waitUntil(lambda: not window.aside.is_busy)
        for made in path.parent.iterdir():
            made.unlink()
        path.parent.rmdir()
