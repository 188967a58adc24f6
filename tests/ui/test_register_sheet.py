"""A sheet of outlets or people in the window: shown before it is taken, taken in one step."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.outlet import Outlet
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.register_list import RegisterListDialog
from clipper.ui.dialogs.register_sheet import RegisterSheetDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from tests.ui.conftest import TODAY, Add, window_over

SHEET = "Outlet,Tier,Country,AVE,Colour\nThe Tern,2,Canada,900,blue\nHarbour Wire,1,Atlantis,5,red\n"


@pytest.fixture
def window(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[MainWindow]:
    """The window over a clipping of The Tern, which is of tier 1."""
    add("Ships sail", outlet="The Tern", published_on=TODAY)
    library.edit_outlet("The Tern", tier=1)
    with window_over(qtbot, library, settings) as window:
        yield window


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sheet, which is what a person chooses when they are asked for one."""
    file = tmp_path / "outlets.csv"
    file.write_text(SHEET, encoding="utf-8")
    monkeypatch.setattr(choosing, "ask_for_files", lambda *_asked: [file])
    return file


def in_dialog(
    qtbot: QtBot, window: MainWindow, begin: Callable[[], object], act: Callable[[RegisterSheetDialog], object]
) -> None:
    """Begin an import, and do something in the dialog that shows what would come of it."""
    seen = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RegisterSheetDialog):
            QTimer.singleShot(20, look)
            return
        seen.append(dialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)
    begin()
    qtbot.waitUntil(lambda: bool(seen) and not window.aside.is_busy)


def rows(dialog: RegisterSheetDialog) -> list[tuple[str, str]]:
    return [(entry.name, entry.more) for entry in dialog.rows.rows]


def test_what_would_come_of_a_sheet_is_shown_and_taken_in_one_step(
    qtbot: QtBot, window: MainWindow, sheet: Path
) -> None:
    library = window.library

    def look(dialog: RegisterSheetDialog) -> None:
        assert dialog.columns.text() == "Recognised: Outlet as name, Tier as tier, Country as country."
        assert dialog.left_out.text().startswith("Not taken: AVE. ")
        assert dialog.left_out.text().endswith("Not used: Colour.")
        assert dialog.counts.text() == "1 new, 1 filled in, 1 with something that stays as it is, 1 not readable"
        assert rows(dialog) == [
            ("Line 3", "“Atlantis” in “Country” cannot be read; the rest of the row can."),
            ("The Tern", "Line 2: filled in: country  ·  stays as it is: tier"),
            ("Harbour Wire", "new  ·  tier"),
        ]
        assert len(library.outlets()) == 1
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    in_dialog(qtbot, window, window.actions_["file.import_names"].trigger, look)
    known = [Outlet("Harbour Wire", tier=1), Outlet("The Tern", country="CA", tier=1)]
    assert [outlet for outlet, _ in library.outlets()] == known
    qtbot.waitUntil(lambda: window.toast.text == "Imported outlets from outlets.csv")
    window.undoing.undo()
    assert [outlet for outlet, _ in library.outlets()] == [Outlet("The Tern", tier=1)]


def test_what_differs_is_replaced_where_a_person_says_so(qtbot: QtBot, window: MainWindow, sheet: Path) -> None:
    def replace(dialog: RegisterSheetDialog) -> None:
        dialog.replaces.click()
        qtbot.waitUntil(dialog.import_button.isEnabled)
        assert ("The Tern", "filled in: tier, country") in rows(dialog)
        qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)

    in_dialog(qtbot, window, window.actions_["file.import_names"].trigger, replace)
    assert window.library.outlet("The Tern").tier == 2


def test_the_list_of_outlets_leads_to_the_import_and_esc_takes_nothing(
    qtbot: QtBot, window: MainWindow, sheet: Path
) -> None:
    def begin() -> None:
        def press() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, RegisterListDialog)
            qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)

        QTimer.singleShot(0, press)
        window.actions_["file.registers"].trigger()

    in_dialog(qtbot, window, begin, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert len(window.library.outlets()) == 1


def test_rows_may_be_people_after_all(qtbot: QtBot, window: MainWindow, sheet: Path) -> None:
    sheet.write_text("Name,Region\nAnn Ice,Fellow\n", encoding="utf-8")

    def choose(dialog: RegisterSheetDialog) -> None:
        assert dialog.kind.value() == "outlet"
        qtbot.keyClick(dialog.kind, Qt.Key.Key_Right)
        qtbot.waitUntil(dialog.import_button.isEnabled)
        assert dialog.left_out.text() == "Not used: Region."
        dialog.accept()

    in_dialog(qtbot, window, window.actions_["file.import_names"].trigger, choose)
    assert [person.name for person, _ in window.library.people()] == ["Ann Ice"]


def test_a_file_that_is_no_such_sheet_is_refused_with_a_sentence(qtbot: QtBot, window: MainWindow, sheet: Path) -> None:
    sheet.write_text("Colour,Size\nblue,3\n", encoding="utf-8")
    window.actions_["file.import_names"].trigger()
    qtbot.waitUntil(lambda: "Name one “Name”" in window.toast.text)
