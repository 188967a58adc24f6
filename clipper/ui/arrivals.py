"""What a later start of Clipper brings to the window that has the library already."""

import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, QUrl
from PySide6.QtWidgets import QApplication

from clipper.ui.main_window import MainWindow
from clipper.ui.patience import is_waiting
from clipper.ui.requests import Request

_AGAIN_MS = 250


class Arrivals(QObject):
    """Brings the window to the front, and files into it as if they were dropped, once it is free to take them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[Path] = []
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self._take)

    def welcome(self, request: Request) -> None:
        """Do what a start asks for."""
        self._show(request.token)
        self.bring(request.files)

    def bring(self, files: Iterable[Path]) -> None:
        """Take files in, now or when a dialog is left and other work is done."""
        self._waiting += files
        self._take()

    def _take(self) -> None:
        is_busy = self._window.aside.is_busy or is_waiting()
        is_free = QApplication.activeModalWidget() is None and not is_busy
        if not self._waiting:
            self._timer.stop()
        elif is_free:
            self._timer.stop()
            brought, self._waiting = self._waiting, []
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(file)) for file in brought])
            self._window.intake.take(mime)
        else:
            self._timer.start()

    def _show(self, token: str) -> None:
        window = QApplication.activeModalWidget() or self._window
        if token:
            # Wayland and newer X11 desktops let come to the front what was given leave; Qt looks for that here.
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        window.raise_()
        window.activateWindow()


def token_of_start() -> str:
    """Return the desktop's leave for this start to show a window, empty where it gave none."""
    return os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID", "")
