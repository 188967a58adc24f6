"""Pasting into a clipping there is, in the real window: what is empty is filled, what is there is asked about."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from clipper.capture import formats
from clipper.library.library import Library
from clipper.model.draft import FileReading
from clipper.model.markup import count_words
from clipper.model.query import Query
from clipper.ui.dialogs.fill import FillDialog
from clipper.ui.dialogs.import_summary import ImportSummary
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from tests.ui.conftest import Add, window_over
from tests.ui.reviewing import buttons, in_review, paste, told

TEXT = (
    "The ferry that links the two shores waited four hours for the tide on Monday, and nobody on board complained.\n\n"
    "The company that runs it said the tide would be earlier on Tuesday, and the timetable would follow the moon."
)
TRANSCRIPT = (
    "1\n00:00:01,000 --> 00:00:04,000\nHOST: The ferry waits again.\n\n"
    "2\n00:00:05,000 --> 00:00:08,000\nGUEST: It does.\n"
)


@pytest.fixture
def window(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[MainWindow]:
    """The window over one clipping that came as a line of a list."""
    add("Ferry waits for the tide", outlet="Wren Bay Herald", published_on=date(2026, 11, 16))
    with window_over(qtbot, library, settings) as window:
        qtbot.waitUntil(lambda: window.list_pane.current_id() == 1)
        yield window


def paste_into(window: MainWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.actions_["clipping.fill"].trigger()


def in_dialog(do: Callable[[QWidget], None]) -> list[bool]:
    """Do something in the dialog that comes; the answer says whether it came."""
    came: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, FillDialog):
            came.append(True)
            try:
                do(dialog)
            except BaseException:
                # Else the dialog would stay, and the test with it.
                dialog.reject()
                raise
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)
    return came


def drop(window: MainWindow, mime: QMimeData, place: QPointF) -> None:
    none = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))


def test_the_text_of_a_clipping_that_lacks_it_is_filled_in_one_step_and_undone(
    qtbot: QtBot, window: MainWindow
) -> None:
    steps = len(window.library.steps())
    assert window.actions_["clipping.fill"].shortcut().toString() == "Ctrl+Shift+V"
    paste_into(window, TEXT)
    qtbot.waitUntil(lambda: window.library.get(1).body == TEXT)
    assert len(window.library.steps()) == steps + 1
    assert window.library.get(1).headline == "Ferry waits for the tide"
    window.undoing.undo()
    assert window.library.get(1).body is None


def test_the_pasted_text_of_a_transcript_is_filled_without_its_times(qtbot: QtBot, window: MainWindow) -> None:
    paste_into(window, TRANSCRIPT)
    qtbot.waitUntil(lambda: window.library.get(1).body is not None)
    clipping = window.library.get(1)
    assert "-->" not in (clipping.body or "")
    assert "The ferry waits again." in (clipping.body or "")
    assert (clipping.headline, clipping.reporters) == ("Ferry waits for the tide", ())


def test_what_the_clipping_says_already_is_replaced_only_where_a_person_chooses_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    paste_into(window, TEXT)
    qtbot.waitUntil(lambda: window.library.get(1).body == TEXT)
    other = TEXT.replace("four hours", "five hours")
    came = in_dialog(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    paste_into(window, other)
    qtbot.waitUntil(lambda: bool(came) and not window.aside.is_busy)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert window.library.get(1).body == TEXT

    def replace_text(dialog: QWidget) -> None:
        assert isinstance(dialog, FillDialog)
        dialog.comparison.choice("body", other=True).click()
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    in_dialog(replace_text)
    paste_into(window, other)
    qtbot.waitUntil(lambda: window.library.get(1).body == other)


OTHER = (
    "Otter census finds eleven in the harbour\nBy Jim Tsang\nTimes Colonist\nNovember 28, 2026\n\n"
    "Eleven otters live in the harbour, said the people who counted them from a rowing boat on Friday.\n\n"
    "The census takes place each November, and nobody had expected more than two of them this year.\n"
)


def test_what_seems_to_be_another_article_is_told_and_becomes_a_clipping_of_its_own_by_enter(
    qtbot: QtBot, window: MainWindow
) -> None:
    told_in_dialog: list[str] = []

    def read_and_enter(dialog: QWidget) -> None:
        assert isinstance(dialog, FillDialog)
        told_in_dialog.append(dialog.warning.text())
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    in_dialog(read_and_enter)
    in_review(qtbot, lambda: paste_into(window, OTHER), lambda review: QTest.keyClick(review, Qt.Key.Key_Escape))
    (sentence,) = told_in_dialog
    assert sentence == "This seems to be another article: the headline, the outlet and the date differ."
    assert (window.library.get(1).body, window.library.get(1).reporters) == (None, ())


def test_the_same_headline_with_words_behind_it_is_no_other_article(qtbot: QtBot, window: MainWindow) -> None:
    warned: list[bool] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, FillDialog)
        warned.append("As a new clipping" in buttons(dialog))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    longer = f"Ferry waits for the tide, and so does its crew\n\nWren Bay Herald\n\n{TEXT}"
    for text in (longer, longer.replace("Ferry waits", "Nobody looks")):
        came = in_dialog(look)
        paste_into(window, text)
        qtbot.waitUntil(lambda came=came: bool(came) and not window.aside.is_busy)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert warned == [False, True]


def test_what_seems_to_be_another_article_is_added_by_who_wants_it(qtbot: QtBot, window: MainWindow) -> None:
    in_dialog(lambda dialog: buttons(dialog)["Add anyway"].click())
    paste_into(window, OTHER)
    qtbot.waitUntil(lambda: window.library.get(1).body is not None)
    assert window.library.get(1).headline == "Ferry waits for the tide"


def test_cancelling_changes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    paste_into(window, TEXT)
    qtbot.waitUntil(lambda: window.library.get(1).body == TEXT)
    before = len(window.library.steps())
    came = in_dialog(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    paste_into(window, TEXT.replace("Monday", "Sunday"))
    qtbot.waitUntil(lambda: bool(came) and QApplication.activeModalWidget() is None)
    assert (window.library.get(1).body, len(window.library.steps())) == (TEXT, before)
    assert not window.toast.text.startswith("The review")


def test_what_was_chosen_comes_back_after_escape(qtbot: QtBot, window: MainWindow) -> None:
    paste_into(window, TEXT)
    qtbot.waitUntil(lambda: window.library.get(1).body == TEXT)
    other = TEXT.replace("Monday", "Sunday")

    def choose_and_leave(dialog: QWidget) -> None:
        assert isinstance(dialog, FillDialog)
        dialog.comparison.choice("body", other=True).click()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    came = in_dialog(choose_and_leave)
    paste_into(window, other)
    qtbot.waitUntil(lambda: bool(came) and QApplication.activeModalWidget() is None)
    assert window.library.get(1).body == TEXT
    assert window.toast.text == "The review was closed, and nothing was kept."
    in_dialog(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    window.toast.press()
    qtbot.waitUntil(lambda: window.library.get(1).body == other)


def test_a_link_fills_the_link_alone(qtbot: QtBot, window: MainWindow) -> None:
    paste_into(window, "https://wrenbayherald.example/2026/11/ferry?utm_source=mail")
    qtbot.waitUntil(lambda: window.library.get(1).url == "https://wrenbayherald.example/2026/11/ferry")
    assert (window.library.get(1).body, window.library.get(1).outlet) == (None, "Wren Bay Herald")


def test_a_file_dropped_on_the_open_clipping_goes_into_it_when_a_person_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    file = tmp_path / "interview.srt"
    file.write_text(TRANSCRIPT, "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    drop(window, mime, QPointF(1000, 400))
    (menu,) = (one for one in window.findChildren(QMenu) if one.isVisible())
    into, new, attach = (action for action in menu.actions()[:3])
    assert (into.text(), new.text()) == ("Into this clipping", "As a new clipping")
    assert attach.text() == "Attach to this clipping"
    assert menu.activeAction() is into
    into.trigger()
    menu.close()
    qtbot.waitUntil(lambda: "The ferry waits again." in (window.library.get(1).body or ""))


def test_several_files_dropped_on_the_open_clipping_are_imported_by_enter(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImportSummary, "ask", lambda *_: False)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / f"{number}.txt")) for number in range(2)])
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(f"Headline {number}\n\n{TEXT}", "utf-8")
    drop(window, mime, QPointF(1000, 400))
    (menu,) = (one for one in window.findChildren(QMenu) if one.isVisible())
    into, new = (action for action in menu.actions()[:2])
    assert new.text() == "Import 2 files"
    assert not into.isEnabled()
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.library.search(Query())) == 3 and not window.aside.is_busy)


def test_several_files_are_refused_in_a_sentence(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.txt", "b.txt")])
    refused: list[str] = []
    window.filling.refused.connect(refused.append)
    window.filling.take(mime, 1)
    assert refused == ["A clipping takes one file at a time. Nothing was changed."]


def test_a_clipping_stays_as_it_was_where_reading_is_cancelled(
    qtbot: QtBot, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    read = formats.read_pasted

    def slow(*given: Any) -> FileReading:
        begun.set()
        go_on.wait(10)
        return read(*given)

    monkeypatch.setattr(formats, "read_pasted", slow)
    paste_into(window, TRANSCRIPT)
    qtbot.waitUntil(begun.is_set)
    window.aside.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not window.aside.is_busy)
    qtbot.wait(100)
    assert library.get(1).body is None
    assert [step.verb for step in library.steps()] == ["add"]


SNIPPETS = {
    "with an ellipsis": "The ferry that links the two shores waited four ho…",
    "with three dots": "The ferry that links the two shores ...",
    "out of the middle": "nobody on board complained",
}


@pytest.mark.parametrize("snippet", SNIPPETS.values(), ids=SNIPPETS)
def test_the_whole_text_is_proposed_where_the_clipping_has_only_a_piece_of_it(
    qtbot: QtBot, window: MainWindow, snippet: str
) -> None:
    window.library.edit(1, body=snippet)
    said: list[str] = []

    def look_and_keep(dialog: QWidget) -> None:
        assert isinstance(dialog, FillDialog)
        said.extend(told(dialog))
        assert dialog.comparison.taken() == {"body"}
        assert not dialog.comparison.choice("body", other=False).isChecked()
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    in_dialog(look_and_keep)
    paste_into(window, TEXT)
    qtbot.waitUntil(lambda: window.library.get(1).body == TEXT)
    assert any("Replaces the text. The longer text holds all of the one that is there." in words for words in said)
    window.undoing.undo()
    assert window.library.get(1).body == snippet


@pytest.mark.parametrize(
    "other", ["The ferry that links the two shores left at once.", f"{TEXT}\n\nAnd one word more."]
)
def test_a_text_that_says_something_else_is_not_proposed(qtbot: QtBot, window: MainWindow, other: str) -> None:
    window.library.edit(1, body=other)

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, FillDialog)
        assert dialog.comparison.taken() == frozenset()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    came = in_dialog(look)
    paste_into(window, TEXT)
    qtbot.waitUntil(lambda: bool(came) and QApplication.activeModalWidget() is None)


def test_both_sides_count_words_as_the_review_does(qtbot: QtBot, window: MainWindow) -> None:
    text = f"{TEXT}\n\nThe bill is $2.1-billion – or 12.5 % of it – and l’Institut d’été pays."
    window.library.edit(1, body=text.replace("Monday", "Sunday"))
    counted: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, FillDialog)
        counted.extend(re.findall(r"[\d,]+ words", " ".join(told(dialog))))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(look)
    paste_into(window, text)
    qtbot.waitUntil(lambda: bool(counted))
    in_review(
        qtbot,
        paste(window, f"Another headline\nBy Maya Okafor\nNov. 17, 2026\n\n{text}"),
        lambda dialog: counted.extend(re.findall(r"[\d,]+ words", " ".join(told(dialog)))),
    )
    assert set(counted) == {f"{count_words(text)} words"}
