"""The highlights of a clipping as a list: each passage with a bar in its colour, its comment below."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from clipper.model.highlight import Highlight
from clipper.ui.code_words import marker_words
from clipper.ui.fonts import sans, serif
from clipper.ui.own_keys import claims
from clipper.ui.style import paint_ring, rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.labels import Label, plain_tip
from clipper.ui.widgets.page_writer import Typography, write
from clipper.ui.widgets.swatch import BAR_HUES

_PASSAGE = Typography(serif, 15, 21, 4, 15, 21, 4)
_COMMENT = Typography(sans, 12, 18, 4, 12, 18, 6)
_LONGEST, _LONGEST_TIP = 220, 1000
_PAD_X, _PAD_Y, _BAR, _INDENT = 8, 5, 3, 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Entry(Struct, frozen=True):
    """A highlight, and whether its words are in the text no more."""

    highlight: Highlight
    is_lost: bool = False


class HighlightsPage(QWidget):
    """opened(uuid): an entry was clicked, or chosen with Enter; removeRequested(uuid): Delete was pressed on it."""

    opened = Signal(str)
    removeRequested = Signal(str)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._entries: Sequence[Entry] | None = None
        self._none = Label(self.tr("Nothing is marked yet. Select words of the text and press H."), "ink3")
        self._none.setWordWrap(True)
        self._none.setContentsMargins(_PAD_X, 4, _PAD_X, 0)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addWidget(self._none)
        self._column.addStretch()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show highlights; the place of the keyboard in the list stays."""
        if entries == self._entries:
            return
        self._entries = entries
        focus = next((place for place, row in enumerate(self._rows) if row.hasFocus()), None)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(entry) for entry in entries]
        self._none.setVisible(not entries)
        if focus is not None and self._rows:
            self._rows[min(focus, len(self._rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def rows(self) -> list[QAbstractButton]:
        """Return the entries as the buttons that they are."""
        return list(self._rows)

    def rect_of(self, uuid: str) -> QRect:
        """Return where the entry of a highlight is on the screen."""
        row = next((row for row in self._rows if row.uuid == uuid), self)
        return QRect(row.mapToGlobal(QPoint(0, 0)), row.size())

    def _row(self, entry: Entry) -> "_Row":
        row, uuid = _Row(entry, self), entry.highlight.uuid
        row.clicked.connect(lambda _on=False: self.opened.emit(uuid))
        row.removeRequested.connect(lambda: self.removeRequested.emit(uuid))
        row.stepped.connect(lambda by: self._step(row, by))
        self._column.insertWidget(self._column.count() - 1, row)
        # Else the layout shows it a moment later, and until then it cannot take the focus.
        row.show()
        return row

    def _step(self, row: "_Row", by: int) -> None:
        place = self._rows.index(row) + by
        if 0 <= place < len(self._rows):
            self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            _scroll_to(self._rows[place])


def _scroll_to(row: QWidget) -> None:
    """The list stands in the area of its tab, or in that of the column."""
    above = row.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(row)


class _Row(QAbstractButton):
    """removeRequested(): Delete. stepped(int): the Down key (1) or the Up key (-1)."""

    removeRequested = Signal()  # noqa: N815
    stepped = Signal(int)

    def __init__(self, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry, self.uuid = entry, entry.highlight.uuid
        self._parts = [QTextDocument(self) for _ in self._texts()]
        self.setAccessibleName(self._name())
        passage = entry.highlight.passage
        self.setToolTip(plain_tip(passage[:_LONGEST_TIP]) if len(passage) > _LONGEST else "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals().changed.connect(self._write)
        self._write()

    def _name(self) -> str:
        word = dict(marker_words())[self._entry.highlight.marker]
        name = self.tr("{colour} highlight: {passage}").format(colour=word, passage=self._entry.highlight.passage)
        said = [text for text, _type, _ink in self._texts()[1:]]
        return ". ".join((name, *said))

    def _texts(self) -> list[tuple[str, Typography, str]]:
        """What stands below one another: text, type and ink."""
        highlight, is_lost = self._entry.highlight, self._entry.is_lost
        passage = " ".join(highlight.passage.split())
        shown = passage if len(passage) <= _LONGEST else f"{passage[:_LONGEST].rstrip()}…"
        texts = [(shown, _PASSAGE, "ink3" if is_lost else "ink")]
        if is_lost:
            texts.append((self.tr("Not in the text any more"), _COMMENT, "warn"))
        if highlight.comment:
            texts.append((highlight.comment, _COMMENT, "ink2"))
        return texts

    def _write(self) -> None:
        for document, (text, type_, ink) in zip(self._parts, self._texts(), strict=True):
            write(document, text, type_)
            form = QTextCharFormat()
            form.setForeground(theme().color(ink))
            cursor = QTextCursor(document)
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.mergeCharFormat(form)
        self.update()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return what the words need in a width."""
        for document in self._parts:
            document.setTextWidth(max(1, width - 2 * _PAD_X - _INDENT))
        return round(sum(document.size().height() for document in self._parts)) + 2 * _PAD_Y

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the words need in the width there is."""
        return QSize(240, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Tell of another height: an area that scrolls asks only for the size of what it holds."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Claim Delete before the window takes it for the clipping."""
        return claims(event, Qt.Key.Key_Delete) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens, Delete removes, Up and Down move."""
        if event.key() in _ENTER:
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.removeRequested.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the bar and the words."""
        painter = QPainter(self)
        if self.underMouse():
            rounded(painter, self.rect(), 6, theme().color("hover"), None)
        if self.hasFocus():
            paint_ring(painter, self.rect())
        painter.fillRect(QRect(_PAD_X, _PAD_Y, _BAR, self.height() - 2 * _PAD_Y), self._bar_color())
        painter.translate(_PAD_X + _INDENT, _PAD_Y)
        for document in self._parts:
            document.drawContents(painter, QRectF())
            painter.translate(0, document.size().height())
        painter.end()

    def _bar_color(self) -> QColor:
        if self._entry.is_lost:
            return theme().color("line2")
        return theme().hue(BAR_HUES[self._entry.highlight.marker]).dot
