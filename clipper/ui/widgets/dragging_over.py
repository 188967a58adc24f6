"""What a tree does by itself while something is dragged over it: it scrolls at its edges and opens closed rows."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QTimer, Signal
from PySide6.QtWidgets import QTreeView

_EDGE = 24
_STEP_MS, _STEP = 16, 6
_OPENS_AFTER_MS = 700


class DraggingOver(QObject):
    """Watches where a drag is over a tree.

    scrolled(): other rows lie below the pointer, which did not move.
    """

    scrolled = Signal()

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._step = 0
        self._at: QPersistentModelIndex | QModelIndex = QModelIndex()
        self._scrolling = QTimer(self, interval=_STEP_MS)
        self._scrolling.timeout.connect(self._scroll)
        self._opening = QTimer(self, singleShot=True, interval=_OPENS_AFTER_MS)
        self._opening.timeout.connect(self._open)

    def move(self, place: QPoint) -> None:
        """Take note of where the pointer is in the viewport."""
        height = self._view.viewport().height()
        self._step = -_STEP if place.y() < _EDGE else _STEP if place.y() > height - _EDGE else 0
        if not self._step:
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start()
        at = QPersistentModelIndex(self._view.indexAt(place))
        if at != self._at:
            self._at = at
            self._opening.start()

    def end(self) -> None:
        """Take note that the drag is over, or elsewhere."""
        self._scrolling.stop()
        self._opening.stop()
        self._at = QModelIndex()

    def _scroll(self) -> None:
        bar = self._view.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + self._step)
        if bar.value() == before:
            self._scrolling.stop()
        else:
            self.scrolled.emit()

    def _open(self) -> None:
        index = self._view.model().index(self._at.row(), 0, self._at.parent()) if self._at.isValid() else QModelIndex()
        if index.isValid():
            self._view.expand(index)
