"""Asking for files: in the desktop's own dialog, or in Qt's, which is kept from looking into what it lists."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QWidget

from clipper.ui.dialogs.asking import ask


class _Icons(QAbstractFileIconProvider):
    """Tells folders from files, and opens neither.

    Qt's own opens whatever it does not know by its ending, such as the library and what SQLite keeps beside it; to
    close them again drops the locks that this process holds on them.
    """

    def __init__(self) -> None:
        super().__init__()
        signs = QStyle.StandardPixmap.SP_FileIcon, QStyle.StandardPixmap.SP_DirIcon
        # Made here, since a thread of the dialog asks for them.
        self._file, self._folder = map(QApplication.style().standardIcon, signs)

    def icon(self, of: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        """Return the sign of a folder, or of all else."""
        if isinstance(of, QFileInfo):
            return self._folder if of.isDir() else self._file
        return super().icon(of)

    def type(self, info: QFileInfo) -> str:
        """Return the ending in capitals, as file managers name what they do not know."""
        return "" if info.isDir() else info.suffix().upper()


# The dialog does not keep it, and its thread may still ask when a person has left.
_icons = cache(_Icons)


def ask_for_files(parent: QWidget, title: str, kinds: Sequence[str]) -> list[Path]:
    """Let a person choose files there are; none when they cancel."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(kinds)
    return [Path(name) for name in dialog.selectedFiles()] if ask(dialog) else []


def ask_for_place(
    parent: QWidget | None, title: str, offered: str, kind: str = "", *, overwrites: bool = True
) -> Path | None:
    """Let a person name a file, in a folder or under a name that is offered; None when they cancel.

    Where it `overwrites` one that is there, the dialog asks whether that is meant.
    """
    dialog = _dialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not overwrites)
    if kind:
        dialog.setNameFilter(kind)
    if Path(offered).is_dir():
        dialog.setDirectory(offered)
    else:
        dialog.selectFile(offered)
    return Path(dialog.selectedFiles()[0]) if ask(dialog) else None


def ask_for_folder(parent: QWidget, title: str, offered: str = "") -> Path | None:
    """Let a person choose a folder there is, beginning in one that is offered; None when they cancel."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    if offered:
        dialog.setDirectory(offered)
    return Path(dialog.selectedFiles()[0]) if ask(dialog) else None


def _dialog(parent: QWidget | None, title: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    # Without a window no library is open, and Python, not Qt, would destroy the dialog: it would wait for the thread
    # that asks for icons while that waits for Python.
    if parent is not None:
        dialog.setIconProvider(_icons())
    return dialog
