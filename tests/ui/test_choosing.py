"""Choosing files in Qt's own dialog, as on desktops that have none."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from clipper.ui.dialogs import choosing

LOCK = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+b'), fcntl.LOCK_EX | fcntl.LOCK_NB)"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def in_dialog(qtbot: QtBot) -> Callable[[Callable[[QFileDialog], None]], None]:
    """Do something in the dialog that comes, once it lists the folder."""

    def _in_dialog(do: Callable[[QFileDialog], None]) -> None:
        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                QTimer.singleShot(20, look)
                return
            try:
                do(dialog)
            except BaseException:
                dialog.reject()
                raise

        QTimer.singleShot(20, look)

    return _in_dialog


def type_name(dialog: QFileDialog, name: str) -> None:
    dialog.findChildren(QLineEdit)[0].setText(name)
    dialog.findChildren(QDialogButtonBox)[0].buttons()[0].click()


@pytest.mark.skipif(sys.platform == "win32", reason="locks there belong to the open file, not to the process")
def test_a_folder_is_listed_without_costing_the_locks_on_a_library_in_it(
    qtbot: QtBot, parent: QWidget, tmp_path: Path, in_dialog: Callable[..., None]
) -> None:
    import fcntl

    library = tmp_path / "media.clipper"
    library.write_bytes(b"SQLite format 3\0" + bytes(5_000))

    def is_locked() -> bool:
        command = [sys.executable, "-c", LOCK, str(library)]
        return subprocess.run(command, capture_output=True, timeout=60).returncode != 0

    def look(dialog: QFileDialog) -> None:
        views = [view for view in dialog.findChildren(QListView) if view.isVisible() and view.model() is not None]
        qtbot.waitUntil(lambda: any(view.model().rowCount(view.rootIndex()) for view in views))
        qtbot.wait(300)
        dialog.reject()

    with library.open("r+b") as opened:
        fcntl.lockf(opened, fcntl.LOCK_EX)
        in_dialog(look)
        assert choosing.ask_for_place(parent, "Open library", str(tmp_path), "Clipper (*.clipper)") is None
        assert is_locked()
    assert not is_locked()


def test_a_place_is_offered_named_and_given_back(
    qtbot: QtBot, parent: QWidget, tmp_path: Path, in_dialog: Callable[..., None]
) -> None:
    offered: list[str] = []

    def name(dialog: QFileDialog) -> None:
        offered.extend(Path(name).name for name in dialog.selectedFiles())
        type_name(dialog, str(tmp_path / "all.jsonl"))

    in_dialog(name)
    assert choosing.ask_for_place(parent, "Export", "library.jsonl", "Exports (*.jsonl)") == tmp_path / "all.jsonl"
    assert offered == ["library.jsonl"]


def test_files_are_chosen(qtbot: QtBot, parent: QWidget, tmp_path: Path, in_dialog: Callable[..., None]) -> None:
    file = tmp_path / "one.txt"
    file.write_text("Harbour towns ask")
    in_dialog(lambda dialog: type_name(dialog, str(file)))
    assert choosing.ask_for_files(parent, "Import", ["Texts (*.txt)", "All files (*)"]) == [file]
