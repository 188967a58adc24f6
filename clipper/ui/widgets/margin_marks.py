"""The icons in the margin of a page: one beside the first line of each highlight that has a comment."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from clipper.model.highlight import Highlight
from clipper.ui.icons import paint_icon
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.highlighted_page import HighlightedPage
from clipper.ui.widgets.labels import plain_tip

_SIDE, _ICON = 22, 16
_GAP, _GAP_NARROW = 13, 0
_LONGEST_TIP = 300


class MarginMarks(QObject):
    """opened(uuid): a person clicked an icon.

    The icons stand on `holder`, which the page lies on, because they are outside of the page.
    """

    opened = Signal(str)

    def __init__(self, page: HighlightedPage, holder: QWidget) -> None:
        super().__init__(page)
        self._page, self._holder = page, holder
        self._marks: dict[str, _Mark] = {}
        page.placed.connect(self._put)
        for widget in (holder, *_between(page, holder)):
            widget.installEventFilter(self)

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Have an icon for each highlight with a comment."""
        for mark in self._marks.values():
            mark.hide()
            mark.deleteLater()
        self._marks = {one.uuid: self._mark(one) for one in highlights if one.comment}
        self._put()

    def _mark(self, highlight: Highlight) -> "_Mark":
        mark = _Mark(highlight.comment or "", self._holder)
        mark.clicked.connect(lambda _on=False: self.opened.emit(highlight.uuid))
        return mark

    def _put(self) -> None:
        corner = self._page.mapTo(self._holder, QPoint(self._page.width(), 0))
        room = self._holder.width() - corner.x()
        left = corner.x() + (_GAP_NARROW if room < _GAP + _SIDE else _GAP)
        for uuid, mark in self._marks.items():
            lines = self._page.lines_of(uuid)
            mark.setVisible(bool(lines) and not self._page.isHidden())
            if lines:
                mark.move(left, corner.y() + lines[0].center().y() - _SIDE // 2)
                mark.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay beside the page when it moves, comes or goes."""
        kinds = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in kinds and self._marks:
            self._put()
        return False


def _between(inner: QWidget, outer: QWidget) -> list[QWidget]:
    """Return a widget and what it lies in, up to another one."""
    found = [inner]
    while (above := found[-1].parentWidget()) is not None and above is not outer:
        found.append(above)
    return found


class _Mark(QAbstractButton):
    """One icon; the keyboard opens comments from their passages and from the list."""

    def __init__(self, comment: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Comment: {text}").format(text=comment))
        short = comment if len(comment) <= _LONGEST_TIP else f"{comment[:_LONGEST_TIP].rstrip()}…"
        self.setToolTip(plain_tip(short))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(QSize(_SIDE, _SIDE))
        theme_signals().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        if self.underMouse():
            rounded(painter, self.rect(), 6, theme().color("hover"), None)
        inset = (_SIDE - _ICON) / 2
        paint_icon(painter, QPointF(inset, inset), "message-square-text", "ink2", _ICON)
        painter.end()
