"""Garbage is collected in the window's thread alone, wherever it was made."""

import gc

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

_INTERVAL = 1_000


class GarbageCollector(QObject):
    """Collects in place of Python's own collector, which it switches off.

    Python collects in whichever thread happens to make an object too many. What it finds in a thread beside the window
    may be things of the window, and Qt does not bear that they are destroyed there.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        # Modules and what they hold stay to the end: looked through each time, they held the window up for a tenth of
        # a second. Only once: a window that is there by then would never be collected.
        if not gc.get_freeze_count():
            gc.freeze()
        timer = QTimer(self, interval=_INTERVAL)
        timer.timeout.connect(self._collect)
        timer.start()

    def _collect(self) -> None:
        """Collect the oldest generation that has gathered as much as Python would collect it at."""
        gathered = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        due = [generation for generation, (count, most) in gathered if 0 < most < count]
        if due:
            # What waits to be deleted goes before, as a whole: collected first, it would lose its attributes one by
            # one while Qt still asks it.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            gc.collect(due[-1])
