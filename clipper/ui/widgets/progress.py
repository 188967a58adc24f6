"""Progress of long work: shown after 400 ms, with how far it is, Cancel, and one sentence."""

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.foot import at_foot, room_over
from clipper.ui.widgets.labels import Label, surface

PATIENCE_MS = 400
_WIDTH = 420


class Progress(QFrame):
    """A strip at the foot of its parent, over the widget `over` in it, if one is given.

    cancelled(): a person asked to stop.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget, over: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host, self._over = parent, over or parent
        surface(self, "popup")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._count = Label("", "ink2", sans(13, tabular=True))
        self._sentence = Label("", "ink2", sans(12))
        self._sentence.setWordWrap(True)
        self._cancel = LinkButton(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self.cancelled)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._bar, 1)
        line.addWidget(self._count)
        line.addWidget(self._cancel)
        self._total = -1
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 12)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._sentence)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        for watched in {self._host, self._over}:
            watched.installEventFilter(self)
        self.hide()

    def begin(self, sentence: str, *, can_stop: bool = True) -> None:
        """Start waiting; the strip appears once the work has taken longer than a moment."""
        self._sentence.setText(sentence)
        self._cancel.setVisible(can_stop)
        self.set_progress(0, 0)
        self._patience.start()

    def sentence(self) -> str:
        """Return what is being done, in words."""
        return self._sentence.text()

    def set_progress(self, done: int, total: int) -> None:
        """Show how far the work is; a total of 0 is an unknown one, told in words."""
        self._bar.setVisible(total > 0)
        self._bar.setMaximum(max(total, 1))
        self._bar.setValue(done)
        self._count.setText(self._words(done, total) if total else self.tr("Working"))
        if total != self._total:
            self._total = total
            self._make_room()

    def _words(self, done: int, total: int) -> str:
        return self.tr("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}")

    def _make_room(self) -> None:
        """Give the count the width that it has in the end, at once: what works aside leaves little time to draw."""
        widest = max(self._words(self._total, self._total), self._count.text(), key=len)
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance(widest) + 1)
        self._column.activate()

    def end(self) -> None:
        """The work is over."""
        self._patience.stop()
        self.hide()

    def _appear(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        room = room_over(self._host, self._over)
        width = min(_WIDTH, room.width())
        self.setGeometry(at_foot(room, QSize(width, self.heightForWidth(width))))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay at the foot when the window changes its size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
