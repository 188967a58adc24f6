"""Tells of the first paint of a process, and ends it."""

import os

from PySide6.QtCore import QEvent, QObject, QTimer

from tests.benchmarks.measure import resident_megabytes


class PaintWatch(QObject):
    """An event filter for the application: prints a line after the first paint, the megabytes that are held then."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, _tell)
        return False


def _tell() -> None:
    # Ended at once: how long a window takes to close is not what is measured.
    print(resident_megabytes(), flush=True)
    os._exit(0)
