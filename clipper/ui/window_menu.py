"""The Window menu: all libraries that are open, each in its window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu

from clipper.ui.fonts import scale
from clipper.ui.instances import is_same, open_libraries
from clipper.ui.main_window import MainWindow

_FOLDER = 320


def fill_window_menu(window: MainWindow, show: Callable[[Path], object]) -> None:
    """Put the menu before that of help; it looks which libraries are open each time that it is shown."""
    title = QCoreApplication.translate("Menus", "&Window")
    menu = QMenu(title, window)
    menu.setToolTipsVisible(True)
    menu.aboutToShow.connect(partial(_fill, menu, window.library.path, show))
    window.menuBar().insertMenu(window.menus["Help"].menuAction(), menu)


def _fill(menu: QMenu, here: Path, show: Callable[[Path], object]) -> None:
    menu.clear()
    room, metrics = round(_FOLDER * scale()), QFontMetrics(menu.font())
    for library in open_libraries():
        folder = metrics.elidedText(str(library.parent), Qt.TextElideMode.ElideMiddle, room)
        action = menu.addAction(f"{library.stem} ({folder})".replace("&", "&&"))
        action.setToolTip(str(library))
        action.setCheckable(True)
        action.setChecked(is_same(library, here))
        action.triggered.connect(partial(show, library))
