"""Files that are dropped, pasted or chosen: reviewed where they are few, imported as new where they are many."""

import threading
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from clipper.capture import formats
from clipper.capture.formats import ocr
from clipper.capture.formats.base import File
from clipper.library import importing
from clipper.library.exchange import export_library
from clipper.library.importing import Imported
from clipper.library.intake import FileProblem, Readings
from clipper.library.library import Library
from clipper.model.codes import State
from clipper.model.draft import Accepted, Draft, FileReading, Guess, Pasted, Problem, Reading
from clipper.model.query import Query
from clipper.model.values import replace
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.import_summary import ImportSummary
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.review import ReviewDialog
from clipper.ui.dialogs.review_frame import RemarkBar
from clipper.ui.dialogs.review_list import ReviewListDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.widgets.progress import Progress
from tests.capture.formats.making_pdf import pdf
from tests.capture.formats.reading import HEADLINE, PARAGRAPHS
from tests.capture.formats.test_google_alerts import ITEMS, plain
from tests.capture.formats.test_mail import ARTICLE, mail
from tests.capture.formats.test_pdf import HEAD, stacked
from tests.ui.conftest import TODAY, accepted

FILES = Path(__file__).parents[1] / "data" / "files"
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file and return where."""

    def _write(name: str, text: str) -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return _write


@pytest.fixture
def summaries(monkeypatch: pytest.MonkeyPatch) -> list[Imported]:
    """What the summaries told to a person who closed each."""
    told: list[Imported] = []
    monkeypatch.setattr(ImportSummary, "ask", lambda imported, _parent: bool(told.append(imported)))
    return told


@pytest.fixture
def reviewed(monkeypatch: pytest.MonkeyPatch) -> list[Reading]:
    """What was shown to a person who kept all of it."""
    shown: list[Reading] = []

    def keep(reading: Reading, *more: Any) -> list[Accepted]:
        shown.append(reading)
        kept = [Accepted(draft) for draft in reading.drafts]
        more[3](kept)
        return kept

    monkeypatch.setattr(ReviewDialog, "ask", keep)
    monkeypatch.setattr(ReviewListDialog, "ask", keep)
    return shown


def article(number: int) -> str:
    text = f"Nobody has decided who pays for ferry {number}, and three mayors wrote about it on Monday. " * 4
    return f"Harbour towns ask question {number}\n\nBy Maya Okafor\n\nNorthern Wire\n18 November 2026\n\n{text}\n"


def mentions(count: int) -> str:
    days = (TODAY - timedelta(days=number) for number in range(count))
    lines = (
        f"A rope is promise {n}, Harbour Gazette by Sam Whit, {day:%B} {day.day}, {day.year}"
        for n, day in enumerate(days)
    )
    return "\n".join(lines)


def drop(window: MainWindow, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    none = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(300, 400), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))


def count(window: MainWindow, query: str = "") -> int:
    return len(window.library.search(Query.parse(query)))


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.aside.is_busy)


def test_the_files_of_a_folder_that_is_dropped_are_imported(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, summaries: list[Imported]
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.txt").write_text(article(number), encoding="utf-8")
    (folder / "map.bin").write_bytes(b"x")
    drop(window, folder)
    qtbot.waitUntil(lambda: count(window, "state:new") == 2)
    idle(qtbot, window)
    (told,) = summaries
    assert [str(problem) for problem in told.problems] == [
        "inbox: 1 thing in this folder is no file of mentions that Clipper reads, and was left out."
    ]


def test_one_article_is_reviewed_and_kept(
    qtbot: QtBot, window: MainWindow, write: Write, reviewed: list[Reading], summaries: list[Imported]
) -> None:
    drop(window, write("one.txt", article(1)))
    qtbot.waitUntil(lambda: count(window, "state:kept") == 1)
    assert len(reviewed) == 1
    assert summaries == []


def test_a_short_list_in_a_file_is_reviewed(
    qtbot: QtBot, window: MainWindow, write: Write, reviewed: list[Reading]
) -> None:
    drop(window, write("list.txt", mentions(5)))
    qtbot.waitUntil(lambda: count(window, "state:kept") == 5)
    assert len(reviewed[0].drafts) == 5


def test_a_long_list_waits_under_new(
    qtbot: QtBot, window: MainWindow, write: Write, reviewed: list[Reading], summaries: list[Imported]
) -> None:
    drop(window, write("list.txt", mentions(45)))
    qtbot.waitUntil(lambda: len(summaries) == 1)
    assert (count(window, "state:new"), count(window, "state:kept")) == (45, 0)
    assert reviewed == []
    assert window.library.steps()[0].title == "Import 45 clippings from list.txt"


def test_several_files_are_one_step_that_is_undone_at_once(
    qtbot: QtBot, window: MainWindow, write: Write, summaries: list[Imported]
) -> None:
    drop(window, *(write(f"{number}.txt", article(number)) for number in (1, 2, 3)))
    qtbot.waitUntil(lambda: len(summaries) == 1)
    assert count(window, "state:new") == 3
    qtbot.waitUntil(lambda: window.toast.text == "Imported 3 clippings from 3 files")
    window.toast.press()
    qtbot.waitUntil(lambda: count(window) == 0)


def test_exports_and_files_that_are_dropped_together_are_one_step(
    qtbot: QtBot, window: MainWindow, write: Write, summaries: list[Imported], tmp_path: Path
) -> None:
    exports = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    with Library.open(tmp_path / "other.clipper") as other:
        for number, export in enumerate(exports):
            other.add([Accepted(Draft(headline=Guess(f"Kept elsewhere {number}")))], Pasted("One"))
            export_library(other, export)
    drop(window, *exports, write("1.txt", article(1)))
    qtbot.waitUntil(lambda: len(summaries) == 1)
    idle(qtbot, window)
    assert (count(window), count(window, "state:new")) == (3, 1)
    assert [step.title for step in window.library.steps()] == ["Import 3 clippings from 3 files"]
    window.library.undo()
    drop(window, *exports)
    qtbot.waitUntil(lambda: window.toast.text == "2 added, 1 known already.")
    assert len(summaries) == 1


def test_files_on_the_clipboard_are_imported_too(
    qtbot: QtBot, window: MainWindow, write: Write, summaries: list[Imported]
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(write(f"{number}.txt", article(number)))) for number in (1, 2)])
    QGuiApplication.clipboard().setMimeData(mime)
    window.actions_["clipping.paste"].trigger()
    qtbot.waitUntil(lambda: len(summaries) == 1)
    assert count(window, "state:new") == 2


def test_every_kind_of_file_can_be_chosen(
    qtbot: QtBot, window: MainWindow, write: Write, summaries: list[Imported], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [write(f"{number}.txt", article(number)) for number in (1, 2)]
    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, kinds: Sequence[str]) -> list[Path]:
        asked.extend(kinds)
        return files

    monkeypatch.setattr(choosing, "ask_for_files", choose)
    window.actions_["file.import"].trigger()
    qtbot.waitUntil(lambda: len(summaries) == 1)
    for ending in ["txt", "html", "eml", "msg", "rtf", "docx", "pdf", "srt", "vtt", "csv", "xlsx", "xml", "jsonl"]:
        assert f"*.{ending}" in asked[0]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_imported(
    qtbot: QtBot, window: MainWindow, write: Write, summaries: list[Imported]
) -> None:
    drop(window, write("empty.txt", " "), write("1.txt", article(1)), write("2.txt", article(2)))
    qtbot.waitUntil(lambda: len(summaries) == 1)
    assert count(window, "state:new") == 2
    assert [problem.file for problem in summaries[0].problems] == ["empty.txt"]


FRENCH = (
    "La marée découvre à Kamouraska une épave oubliée\n\nPar Hélène Thibodeau\n\nNorthern Wire\n18 November 2026\n\n"
)
FRENCH += "Où l'on croyait ne trouver que des galets, la mer a laissé une coque entière, dit-on là-bas. " * 3
RUSSIAN = "Солёная вода в колодцах\n\nСоль пришла в колодцы посёлка, и никто не знает, откуда она взялась там осенью.\n"


@pytest.mark.parametrize(
    ("data", "is_told"),
    [
        (FRENCH.encode("mac_roman"), True),
        (RUSSIAN.encode("cp1251"), True),
        (FRENCH.encode("utf-8").replace("é".encode(), b"\xff", 1), True),
        (FRENCH.encode("cp1252"), False),
        (FRENCH.encode("utf-16"), False),
        (RUSSIAN.encode("utf-8"), False),
    ],
    ids=["Mac Roman", "cp1251", "a wrong byte", "cp1252", "UTF-16", "UTF-8"],
)
def test_letters_that_had_to_be_guessed_and_look_wrong_are_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, summaries: list[Imported], data: bytes, is_told: bool
) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(data)
    (tmp_path / "other.txt").write_text(article(1), encoding="utf-8")
    drop(window, file, tmp_path / "other.txt")
    qtbot.waitUntil(lambda: bool(summaries))
    told = [problem.sentence for one in summaries[0].problems for problem in [one.problem]]
    assert any("how its letters are coded" in sentence for sentence in told) is is_told


def test_one_wrong_byte_spoils_no_other_letter(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, reviewed: list[Reading]
) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(FRENCH.encode() + b"Fin\xff\n")
    drop(window, file)
    qtbot.waitUntil(lambda: bool(reviewed))
    assert reviewed[0].drafts[0].headline.value == "La marée découvre à Kamouraska une épave oubliée"


def test_a_file_that_alone_cannot_be_read_is_refused_in_a_sentence(
    qtbot: QtBot, window: MainWindow, write: Write, summaries: list[Imported]
) -> None:
    drop(window, write("empty.txt", " "))
    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.text.startswith("empty.txt: The file is empty.")
    assert summaries == []


def test_what_the_library_has_and_what_was_rejected_is_skipped_and_told(
    qtbot: QtBot, window: MainWindow, write: Write, summaries: list[Imported]
) -> None:
    files = [write(f"{number}.txt", article(number)) for number in (1, 2, 3)]
    drop(window, *files[:2])
    qtbot.waitUntil(lambda: len(summaries) == 1)
    idle(qtbot, window)
    window.library.set_state(summaries[0].ids[:1], State.REJECTED)
    drop(window, *files)
    qtbot.waitUntil(lambda: len(summaries) == 2)
    assert (len(summaries[1].ids), summaries[1].known, summaries[1].rejected) == (1, 1, 1)


class Slow:
    """Holds the import up after a part of its work, until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: Any = importing.clippings, name: str = "insert_many"):
        self.reached, self.go_on = threading.Event(), threading.Event()
        work = getattr(module, name)

        def hold(*arguments: object, **more: object) -> object:
            done = work(*arguments, **more)
            self.reached.set()
            assert self.go_on.wait(20)
            return done

        monkeypatch.setattr(module, name, hold)


def test_a_cancelled_import_leaves_nothing_behind(
    qtbot: QtBot, window: MainWindow, write: Write, summaries: list[Imported], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    drop(window, write("a.txt", article(1)), write("list.txt", mentions(60)))
    qtbot.waitUntil(slow.reached.is_set)
    [progress] = window.findChildren(Progress)
    qtbot.waitUntil(progress.isVisible)
    progress.cancelled.emit()
    slow.go_on.set()
    idle(qtbot, window)
    assert count(window) == 0
    assert window.library.steps() == []
    assert summaries == []
    qtbot.waitUntil(lambda: window.toast.text.endswith("Nothing was imported; the library is as it was."))


def test_a_file_that_was_being_read_when_it_was_cancelled_is_not_shown(
    qtbot: QtBot,
    window: MainWindow,
    reviewed: list[Reading],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    read = formats.read_pasted

    def hold(*arguments: Any) -> FileReading:
        reached.set()
        assert go_on.wait(20)
        return read(*arguments)

    monkeypatch.setattr(formats, "read_pasted", hold)
    QGuiApplication.clipboard().setText(article(1))
    window.bringing.paste()
    qtbot.waitUntil(reached.is_set)
    window.aside.cancel()
    go_on.set()
    idle(qtbot, window)
    qtbot.wait(50)
    assert (reviewed, count(window)) == ([], 0)


def test_the_window_searches_and_shows_while_an_import_is_written(
    qtbot: QtBot,
    window: MainWindow,
    write: Write,
    reviewed: list[Reading],
    summaries: list[Imported],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drop(window, write("kept.txt", article(9)))
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 1)
    slow = Slow(monkeypatch)
    drop(window, write("list.txt", mentions(60)))
    qtbot.waitUntil(slow.reached.is_set)
    window.search(Query.parse("nowhere"))
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 0)
    window.search(Query.parse("question"))
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 1)
    slow.go_on.set()
    qtbot.waitUntil(lambda: len(summaries) == 1)
    assert count(window, "state:new") == 60


def test_a_clipping_is_starred_at_once_while_an_import_is_made_ready(
    qtbot: QtBot,
    window: MainWindow,
    write: Write,
    reviewed: list[Reading],
    summaries: list[Imported],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drop(window, write("kept.txt", article(9)))
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 1)
    (clipping_id,) = window.list_pane.model.ids
    # Packing what is kept of the files is the last of what needs no library.
    slow = Slow(monkeypatch, importing.originals, "pack")
    drop(window, write("list.txt", mentions(60)))
    qtbot.waitUntil(slow.reached.is_set)
    window.list_pane.select(clipping_id)
    window.detail_pane.bar.star.click()
    assert window.library.get(clipping_id).starred
    assert window.aside.is_busy
    slow.go_on.set()
    qtbot.waitUntil(lambda: len(summaries) == 1)
    titles = [step.title for step in window.library.steps()]
    assert [title.split()[0] for title in titles[:2]] == ["Import", "Star"]
    assert count(window, "state:new") == 60


def test_show_them_goes_to_the_inbox(qtbot: QtBot, window: MainWindow, write: Write) -> None:
    drop(window, *(write(f"{number}.txt", article(number)) for number in (1, 2)))
    pressed: list[str] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ImportSummary):
            pressed.append(dialog.windowTitle())
            qtbot.keyClick(dialog, Qt.Key.Key_Return)
        else:
            QTimer.singleShot(50, press)

    QTimer.singleShot(50, press)
    qtbot.waitUntil(lambda: str(window.query) == "state:new" and len(window.list_pane.model.ids) == 2)
    assert len(pressed) == 1
    qtbot.waitUntil(window.list_pane.hint.isVisible)


def words(dialog: QWidget) -> str:
    return " ".join(
        label.text()
        for label in dialog.findChildren(QWidget)
        if hasattr(label, "text") and not isinstance(label, QAbstractButton)
    )


def test_the_summary_tells_what_is_new_what_was_skipped_and_why(qtbot: QtBot) -> None:
    dialog = ImportSummary(Imported(tuple(range(1, 13)), known=1_204, rejected=3, pick_ups=(4, 5), undated=6))
    qtbot.addWidget(dialog)
    dialog.show()
    told = words(dialog)
    for part in ("12 clippings imported", "2 joined a story", "1,204 skipped: in the library", "3 skipped: rejected"):
        assert part in told
    assert "6 without a date" in told
    assert "problem" not in told


def test_problems_can_be_copied_with_file_and_place(qtbot: QtBot) -> None:
    problems = (
        FileProblem("rows.csv", Problem("“someday” is no date. The row was kept without one.", 17)),
        FileProblem("scan.pdf", Problem("It holds no text.")),
    )
    dialog = ImportSummary(Imported(known=2, problems=problems))
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Nothing new" in words(dialog)
    [box] = dialog.findChildren(QPlainTextEdit)
    [copy] = [button for button in dialog.findChildren(QAbstractButton) if button.text() == "Copy the list"]
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == box.toPlainText().splitlines()
    assert lines == [
        "rows.csv, no. 17: “someday” is no date. The row was kept without one.",
        "scan.pdf: It holds no text.",
    ]
    assert not [button for button in dialog.findChildren(QAbstractButton) if button.text() == "Show them"]


def test_show_them_goes_to_what_was_imported_not_to_what_waits_since_before(
    qtbot: QtBot, window: MainWindow, library: Library, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImportSummary, "ask", lambda _imported, _parent: True)
    (old,) = library.add([replace(accepted("Before", published_on=TODAY), state=State.NEW)], Pasted("")).ids
    window.show_clipping(old)
    qtbot.waitUntil(lambda: window.list_pane.current_id() == old)
    drop(window, write("list.txt", mentions(40)))
    qtbot.waitUntil(lambda: count(window, "state:new") == 41)
    qtbot.waitUntil(lambda: window.list_pane.current_id() == old + 1)


def test_the_same_problem_of_many_documents_is_shown_once_and_copied_with_each_place(qtbot: QtBot) -> None:
    problems = tuple(FileProblem("nexis.docx", Problem("It has no text.", place)) for place in (3, 8, 1_200))
    dialog = ImportSummary(Imported((1,), problems=problems))
    qtbot.addWidget(dialog)
    dialog.show()
    assert "3 problems in nexis.docx" in words(dialog)
    [box] = dialog.findChildren(QPlainTextEdit)
    assert box.toPlainText() == "No. 3, 8, 1,200: It has no text."
    [copy] = [button for button in dialog.findChildren(QAbstractButton) if button.text() == "Copy the list"]
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().splitlines() == [str(problem) for problem in problems]


def test_what_else_there_is_to_know_stands_in_the_summary_and_in_its_copy(qtbot: QtBot) -> None:
    remarks = tuple(f"{number}.csv: Not used, but kept in the original: Reach." for number in range(6))
    dialog = ImportSummary(Imported((1,), remarks=remarks))
    qtbot.addWidget(dialog)
    dialog.show()
    told = words(dialog)
    assert remarks[3] in told
    assert remarks[4] not in told
    assert "And 2 more" in told
    [copy] = [button for button in dialog.findChildren(QAbstractButton) if button.text() == "Copy the list"]
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().splitlines() == list(remarks)


def test_every_control_of_the_summary_has_a_name(qtbot: QtBot) -> None:
    dialog = ImportSummary(Imported((1,), problems=(FileProblem("scan.pdf", Problem("It holds no text.")),)))
    qtbot.addWidget(dialog)
    dialog.show()
    controls = [*dialog.findChildren(QAbstractButton), *dialog.findChildren(QPlainTextEdit)]
    names = [
        QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in controls if one.isVisible()
    ]
    assert sorted(names) == ["Close", "Copy the list", "Problems", "Show it"]


# What was rejected before, pasted by hand


def test_a_rejected_mention_that_is_pasted_again_is_kept_again_and_said_so(
    qtbot: QtBot, window: MainWindow, reviewed: list[Reading]
) -> None:
    (clipping_id,) = paste(qtbot, window, article(1))
    window.library.set_state([clipping_id], State.REJECTED)
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 0)
    assert paste(qtbot, window, article(1)) == [clipping_id]
    assert window.library.get(clipping_id).state is State.KEPT
    assert window.toast.text.startswith("You had rejected this before.")
    qtbot.waitUntil(lambda: window.list_pane.current_id() == clipping_id)
    window.undoing.undo()
    assert window.library.get(clipping_id).state is State.REJECTED


def test_a_rejected_mention_that_is_put_off_is_not_said_to_be_kept(
    qtbot: QtBot, window: MainWindow, reviewed: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    (clipping_id,) = paste(qtbot, window, article(1))
    window.library.set_state([clipping_id], State.REJECTED)

    def put_off(reading: Reading, *more: Any) -> list[Accepted]:
        deferred = [Accepted(reading.drafts[0], state=State.DEFERRED)]
        more[3](deferred)
        return deferred

    monkeypatch.setattr(ReviewDialog, "ask", put_off)
    window.bringing.paste()
    qtbot.waitUntil(lambda: window.library.get(clipping_id).state is State.DEFERRED)
    idle(qtbot, window)
    assert window.toast.text == "You had rejected this before. It waits under Deferred now; Ctrl+Z takes that back."
    assert window.library.steps()[0].title.endswith("as deferred")


def test_a_pasted_list_offers_nothing_that_was_rejected(
    qtbot: QtBot, window: MainWindow, reviewed: list[Reading]
) -> None:
    first, *_others = paste(qtbot, window, mentions(3))
    window.library.set_state([first], State.REJECTED)
    window.library.delete(_others)
    paste(qtbot, window, mentions(4))
    assert [draft.headline.value for draft in reviewed[1].drafts] == [f"A rope is promise {n}" for n in (1, 2, 3)]
    assert window.library.get(first).state is State.REJECTED


# The text of a file, copied and pasted


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("captions.vtt", 1),
        ("interview.srt", 1),
        ("interview.txt", 1),
        ("nexis.txt", 6),
        ("lexis.txt", 3),
        ("factiva.txt", 4),
        ("proquest.txt", 3),
        ("rss.xml", 3),
    ],
)
def test_the_pasted_text_of_a_file_is_read_as_the_file_is(
    qtbot: QtBot, window: MainWindow, reviewed: list[Reading], name: str, count: int
) -> None:
    file = FILES / name
    expected = formats.read_file(File("", file.read_bytes()), window.library.known(), date.today())
    paste(qtbot, window, file.read_text(encoding="utf-8"))
    assert len(reviewed[0].drafts) == count
    assert reviewed[0] == expected.reading


def test_what_a_pasted_archive_lacks_is_shown_in_the_review_without_the_name_of_a_file(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    told: list[str] = []
    monkeypatch.setattr(Notice, "exec", lambda notice: told.append(notice.findChild(QPlainTextEdit).toPlainText()))

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ReviewListDialog):
            QTimer.singleShot(20, look)
            return
        bar = dialog.findChild(RemarkBar)
        shown.append(bar.text())
        bar.show_button.click()
        dialog.add = lambda _accepted, _progress: None
        dialog.reject()

    text = (FILES / "nexis.txt").read_text(encoding="utf-8")
    QGuiApplication.clipboard().setText(text[: text.rindex("End of Document")])
    QTimer.singleShot(20, look)
    window.bringing.paste()
    qtbot.waitUntil(lambda: bool(shown) and not window.aside.is_busy)
    assert shown[0].endswith(" more.")
    assert "No. 6: The end of it is missing, so its text may be cut short." in told[0]
    assert all(line.startswith("No. ") or line[0].isalpha() for line in told[0].splitlines())


def test_a_pasted_page_that_lists_chapters_with_their_times_stays_an_article(
    qtbot: QtBot, window: MainWindow, reviewed: list[Reading]
) -> None:
    paragraphs = ["A rope is a promise", "Sam Whit", "The ferry waits. Nobody minds, said the mayor on Monday."]
    chapters = ["[00:00:01] The tide", "[00:03:10] The moon", "[00:09:30] The boats"]
    mime = QMimeData()
    mime.setText("\n".join([*paragraphs, *chapters]))
    shown = "".join(f"<p>{line}</p>" for line in [*paragraphs[1:], *chapters])
    mime.setHtml(f"<article><h1>{paragraphs[0]}</h1>{shown}</article>")
    with qtbot.waitSignal(window.intake.added):
        window.intake.take(mime)
    assert reviewed[0].drafts[0].headline.value == "A rope is a promise"
    assert "[00:03:10]" in (reviewed[0].drafts[0].body.value or "")


def paste(qtbot: QtBot, window: MainWindow, text: str) -> list[int]:
    QGuiApplication.clipboard().setText(text)
    with qtbot.waitSignal(window.intake.added) as added:
        window.bringing.paste()
    idle(qtbot, window)
    return list(added.args[0])


# The file itself


def test_the_file_of_a_clipping_can_be_saved_as_it_came(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"%PDF-1.7 as it came\x00\xff"
    draft = Accepted(Draft(headline=Guess("The ferry runs longer")))
    (clipping_id,) = window.library.add([draft], Pasted("The ferry runs longer", None, "ferry.pdf"), file=data).ids
    qtbot.waitUntil(lambda: window.list_pane.current_id() == clipping_id)
    qtbot.waitUntil(lambda: window.detail_pane.clipping() is not None)
    window.detail_pane.tabs.show_page("original")
    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, offered: str) -> Path:
        asked.append(offered)
        return tmp_path / "saved.pdf"

    monkeypatch.setattr(choosing, "ask_for_place", choose)
    [save] = [one for one in window.findChildren(QAbstractButton) if one.text() == "Save the file…"]
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert (asked, (tmp_path / "saved.pdf").read_bytes()) == (["ferry.pdf"], data)
    monkeypatch.setattr(choosing, "ask_for_place", lambda *_: tmp_path / "nowhere" / "saved.pdf")
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert "cannot be written" in window.toast.text


# Files of other programs


@pytest.mark.parametrize(
    ("name", "data"),
    [("ferry.eml", bytes(mail(ARTICLE))), ("ferry.pdf", pdf([[*HEAD, *stacked(PARAGRAPHS, 560)]]))],
    ids=["mail", "PDF"],
)
def test_a_mail_and_a_pdf_are_reviewed_kept_and_saved_as_they_came(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, reviewed: list[Reading], name: str, data: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    drop(window, file)
    qtbot.waitUntil(lambda: count(window, "state:kept") == 1)
    assert [draft.headline.value for draft in reviewed[0].drafts] == [HEADLINE]
    qtbot.waitUntil(lambda: window.detail_pane.clipping() is not None)
    (clipping_id,) = window.library.search(Query.parse("")).ids
    original = window.library.original(clipping_id)
    assert original is not None
    assert (original.source, original.file) == (name, data)


def test_an_alert_of_many_items_waits_under_new(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, reviewed: list[Reading], summaries: list[Imported]
) -> None:
    alert = mail(plain(ITEMS))
    alert.replace_header("From", "googlealerts-noreply@google.com")
    file = tmp_path / "alert.eml"
    file.write_bytes(bytes(alert))
    drop(window, file)
    qtbot.waitUntil(lambda: len(summaries) == 1)
    assert count(window, "state:new") == 2
    assert reviewed == []


def test_a_scan_is_refused_in_a_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "command", lambda: None)
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf([[]], pictures=True))
    drop(window, file)
    qtbot.waitUntil(lambda: window.toast.text.startswith("scan.pdf: This PDF is a scan"))
    assert count(window) == 0


def test_what_is_there_is_told_to_have_got_what_it_lacked(qtbot: QtBot, window: MainWindow) -> None:
    kept = accepted("Permafrost roads", url="https://ledger.example/1")
    (clipping_id,) = window.library.add([kept], Pasted("Permafrost roads")).ids
    more = replace(kept.draft, reporters=Guess(("Ivan Semeniuk",), 0.95))
    file = FileReading("table", Pasted("A sheet", None, "more.csv"), Reading("A sheet", (more,)))
    dialog = ImportSummary(importing.import_files(window.library, Readings((file,))), window)
    qtbot.addWidget(dialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "of these lacked something, and got it: reporters" in words
    assert "What is there already has more now, or the file itself. Ctrl+Z takes it back." in words
    assert window.library.get(clipping_id).reporters == ("Ivan Semeniuk",)


def test_lines_of_files_that_went_into_no_clipping_are_told_in_the_summary(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, summaries: list[Imported]
) -> None:
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for number, file in enumerate(files):
        line = f"Quiet ports no. {number}, Coast to Coast by Maya Okafor, October 26, 2026"
        file.write_text(f"{line}\n{line.replace('ports', 'tides')}\nSubscribe to our letter\n", encoding="utf-8")
    window.intake.take_files(files)
    qtbot.waitUntil(lambda: bool(summaries) and not window.aside.is_busy)
    dialog = ImportSummary(summaries[0], window)
    qtbot.addWidget(dialog)
    told = "1 line of one.txt and 1 line of two.txt went into no clipping. They are kept with the original."
    assert told in [label.text() for label in dialog.findChildren(QLabel)]
