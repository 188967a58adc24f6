"""Another copy of the library is dropped on the window: what both changed is shown, and a person chooses."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from clipper.library.exchange import export_library
from clipper.library.library import Library
from clipper.model.codes import Tone
from clipper.model.query import Query
from clipper.model.uniting import Choice, Difference, Side
from clipper.ui.dialogs.uniting import UnitingDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.widgets.buttons import Button
from clipper.ui.widgets.comparison_cells import Choice as ChoiceCell
from clipper.ui.widgets.comparison_cells import Passage
from clipper.ui.widgets.uniting_list import UnitingList, UnitingModel
from clipper.ui.widgets.uniting_page import UnitingPage
from tests.ui.conftest import Add
from tests.ui.test_import import drop, idle

LONG = "Nobody has decided who pays for the ferry, and three mayors wrote about it on Monday. " * 60


@pytest.fixture
def theirs(library: Library, add: Add, tmp_path: Path) -> Iterator[Library]:
    """A copy in which somebody else wrote to the first of two clippings, as was done here."""
    for number in (1, 2):
        add(f"Ferries wait {number}")
    library.set_note(1, "Before")
    library.close()
    shutil.copy(library.path, tmp_path / "theirs.clipper")
    library.store = Library.open(library.path).store
    with Library.open(tmp_path / "theirs.clipper", now=lambda: datetime(2026, 11, 18, 13, 0)) as other:
        other.set_note(1, "Theirs")
        other.set_tone([1], Tone.MIXED)
        other.set_tone([2], Tone.NEGATIVE)
        library.set_note(1, "Ours")
        library.set_tone([1], Tone.POSITIVE)
        yield other


def when_asked(act: Callable[[UnitingDialog], object]) -> tuple[QTimer, list[UnitingDialog]]:
    """Do something in the dialog once it is there, however long the work before it takes; then leave it."""
    seen: list[UnitingDialog] = []
    look = QTimer(interval=20)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, UnitingDialog) and dialog.isActiveWindow():
            look.stop()
            seen.append(dialog)
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

    look.timeout.connect(answer)
    look.start()
    return look, seen


def differences(count: int = 3) -> list[Difference]:
    some = [
        Difference(f"{n}", f"Ferries wait {n}", "note", Side("Ours", "Ann Ice"), Side("Theirs"), "Before", True)
        for n in range(count)
    ]
    return [Difference("long", "A long one", "body", Side(LONG), Side(f"{LONG}\n\nMore of it.")), *some]


@pytest.fixture
def dialog(qtbot: QtBot) -> UnitingDialog:
    shown = UnitingDialog(differences(), "theirs.zip")
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def test_a_copy_that_is_dropped_is_merged_as_a_person_chooses_and_one_undo_takes_it_back(
    qtbot: QtBot, theirs: Library, window: MainWindow
) -> None:
    def choose(dialog: UnitingDialog) -> None:
        assert [(one.field, one.ours.text, one.theirs.text) for one in dialog._model.differences] == [
            ("tone", "positive", "mixed"),
            ("note", "Ours", "Theirs"),
        ]
        qtbot.keyClick(dialog, Qt.Key.Key_O)
        qtbot.keyClick(dialog, Qt.Key.Key_T)
        qtbot.keyClick(dialog.findChild(UnitingList), Qt.Key.Key_Return)

    _look, seen = when_asked(choose)
    drop(window, theirs.path)
    qtbot.waitUntil(lambda: window.library.get(2).tone is Tone.NEGATIVE)
    idle(qtbot, window)
    assert len(seen) == 1
    merged = window.library.get(1)
    assert (merged.tone, merged.note) == (Tone.POSITIVE, "Theirs")
    assert window.library.steps()[0].title == "Merge 3 changes of theirs.clipper"
    told = "0 added, 2 changed, 0 known already. 1 differs from the library’s and was left as it is."
    assert window.toast.text == told
    assert window.toast.height() < 2 * window.toast.fontMetrics().height() + 30
    window.toast.press()
    assert (window.library.get(1).note, window.library.get(2).tone) == ("Ours", None)


def test_a_merge_that_changed_nothing_offers_no_undo(
    qtbot: QtBot, library: Library, window: MainWindow, add: Add, tmp_path: Path
) -> None:
    add("Ferries wait")
    export_library(library, tmp_path / "same.zip")
    drop(window, tmp_path / "same.zip")
    qtbot.waitUntil(lambda: window.toast.text == "0 added, 1 known already.")
    idle(qtbot, window)
    window.toast.press()
    assert library.count(Query()) == 1


def test_cancel_imports_nothing(qtbot: QtBot, theirs: Library, window: MainWindow, tmp_path: Path) -> None:
    export_library(theirs, tmp_path / "theirs.zip")
    steps = window.library.steps()
    _look, seen = when_asked(QDialog.reject)
    drop(window, tmp_path / "theirs.zip")
    qtbot.waitUntil(lambda: window.toast.text.startswith("The import was cancelled. Nothing was imported"))
    assert len(seen) == 1
    assert window.library.steps() == steps
    assert window.library.get(2).tone is None


def test_letters_choose_and_go_on_and_both_is_offered_for_notes_only(qtbot: QtBot, dialog: UnitingDialog) -> None:
    rows = dialog.findChild(UnitingList)
    assert not _button(dialog, "Keep both").isVisible()
    qtbot.keyClick(rows, Qt.Key.Key_T)
    assert _button(dialog, "Keep both").isVisible()
    qtbot.keyClick(rows, Qt.Key.Key_B)
    qtbot.keyClick(rows, Qt.Key.Key_O)
    assert list(dialog.choices.values()) == [Choice.THEIRS, Choice.BOTH, Choice.OURS, Choice.OURS]
    assert rows.currentIndex().row() == 3


def test_all_are_chosen_at_once_and_a_single_one_otherwise(qtbot: QtBot, dialog: UnitingDialog) -> None:
    qtbot.mouseClick(_button(dialog, "Take theirs for all"), Qt.MouseButton.LeftButton)
    assert set(dialog.choices.values()) == {Choice.THEIRS}
    ours, theirs = dialog.findChild(UnitingPage).findChildren(ChoiceCell)
    assert theirs.isChecked()
    qtbot.mouseClick(ours, Qt.MouseButton.LeftButton)
    assert list(dialog.choices.values()).count(Choice.OURS) == 1
    qtbot.mouseClick(_button(dialog, "Keep yours for all"), Qt.MouseButton.LeftButton)
    assert set(dialog.choices.values()) == {Choice.OURS}


def test_a_row_tells_what_it_is_of_and_whose_counts(dialog: UnitingDialog) -> None:
    model = dialog.findChild(UnitingModel)
    model.choose([1], Choice.BOTH)
    told = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Ferries wait 0, Note, Both"
    model.choose([0], Choice.BOTH)
    assert model.choices["long"] is Choice.OURS


def test_of_a_long_text_the_place_is_shown_where_both_differ(dialog: UnitingDialog) -> None:
    texts = [cell.plain() for cell in dialog.findChild(UnitingPage).findChildren(Passage)]
    assert texts[1].endswith("More of it.")
    assert all(len(text) < 1_000 for text in texts)


def _button(dialog: UnitingDialog, words: str) -> Button:
    return next(button for button in dialog.findChildren(Button) if button.text() == words)
