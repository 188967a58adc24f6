"""The quiet strip over an inbox: which key does what with the clipping in turn."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clipper.model.query import Query
from clipper.ui.fonts import sans, scale
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals

_HEIGHT = 32
_SIDE, _CAP_PAD, _BEFORE_WORD, _BETWEEN = 14, 5, 6, 14
_CAP_HEIGHT = 16
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class TriageHint(QWidget):
    """Shown over New, Deferred and Rejected; what there is no room for at the end is left out."""

    def __init__(self, keys: dict[str, str], parent: QWidget | None = None) -> None:
        """Take the key of each action of triage, by the action's id."""
        super().__init__(parent)
        self._keys = keys
        self._hints: list[tuple[str, str]] = []
        self.setFixedHeight(round(_HEIGHT * scale()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme_signals().changed.connect(self.update)
        self.hide()

    def show_for(self, query: Query, *, is_empty: bool) -> None:
        """Tell the keys of the state that is searched for; without one, or with nothing to decide, tell nothing."""
        words = {
            "state.kept": self.tr("Keep"),
            "state.rejected": self.tr("Reject"),
            "state.deferred": self.tr("Defer"),
            "clipping.link": self.tr("Open link"),
        }
        if query.asks("state", "rejected"):
            words = {"state.kept": self.tr("Bring back"), "clipping.link": words["clipping.link"]}
        elif query.asks("state", "deferred") and not query.asks("state", "new"):
            del words["state.deferred"]
        elif not query.asks("state", "new"):
            words = {}
        self._hints = [(self._keys[action_id], word) for action_id, word in words.items()]
        self.setAccessibleName(", ".join(f"{key}: {word}" for key, word in self._hints))
        self.setVisible(bool(self._hints) and not is_empty)
        self.update()

    def text(self) -> str:
        """Return what the strip says."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the height of a line; the width is the list's."""
        return QSize(0, round(_HEIGHT * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw a cap and its word for each key."""
        painter = QPainter(self)
        left = _SIDE
        for key, word in self._hints:
            width = self._width_of(key, word)
            if left + width > self.width() - _SIDE:
                break
            self._paint(painter, left, key, word)
            left += width + _BETWEEN
        painter.end()

    def _width_of(self, key: str, word: str) -> int:
        return self._cap_width(key) + _BEFORE_WORD + QFontMetrics(sans(12)).horizontalAdvance(word)

    def _cap_width(self, key: str) -> int:
        return max(round(_CAP_HEIGHT * scale()), QFontMetrics(sans(11, 500)).horizontalAdvance(key) + 2 * _CAP_PAD)

    def _paint(self, painter: QPainter, left: int, key: str, word: str) -> None:
        height = round(_CAP_HEIGHT * scale())
        cap = QRect(left, (self.height() - height) // 2, self._cap_width(key), height)
        rounded(painter, cap, 4, theme().color("field"), theme().color("line2"))
        painter.setFont(sans(11, 500))
        painter.setPen(theme().color("ink2"))
        painter.drawText(cap, _CENTRE, key)
        painter.setFont(sans(12))
        painter.drawText(QRect(cap.right() + 1 + _BEFORE_WORD, 0, self.width(), self.height()), _MIDDLE, word)
