"""The cells of a comparison: values, values to choose, tags, marks between the sides, and passages of a text."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QRadioButton, QSizePolicy, QWidget

from clipper.library.merging import Standing
from clipper.ui.fonts import sans, scale, serif
from clipper.ui.icons import paint_icon
from clipper.ui.style import paint_ring, rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.chip import DETAIL, chip_size, paint_chip
from clipper.ui.widgets.differences import Piece
from clipper.ui.widgets.labels import plain_tip

ROW, PAD = 40, 14
_MARK, _DISC = 32, 16
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def row_height() -> int:
    """Return the height of a row."""
    return round(ROW * scale())


def _fit(widget: QWidget, text: str) -> None:
    """Give a cell its height and what room the grid has, and its text where it is cut."""
    widget.setFixedHeight(row_height())
    widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    widget.setToolTip(plain_tip(text))
    widget.setAccessibleName(text)
    theme_signals().changed.connect(widget.update)


def _paint_pieces(painter: QPainter, room: QRect, pieces: Sequence[Piece], mark: str, ink: str) -> None:
    """Draw a line of text, what differs on its mark, cut at the end of its room."""
    painter.setFont(sans(13))
    metrics = painter.fontMetrics()
    left, right = room.left(), room.right()
    for text, differs in pieces:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - left)
        width = metrics.horizontalAdvance(shown)
        if differs and shown.strip():
            height = metrics.height() + 4
            painter.fillRect(
                QRect(left - 1, room.center().y() - height // 2 + 1, width + 2, height), theme().color(mark)
            )
        painter.setPen(theme().color(ink))
        painter.drawText(QRect(left, room.top(), max(0, right - left + 1), room.height()), _MIDDLE, shown)
        left += width
        if shown != text:
            break


class Value(QWidget):
    """A value that nobody chooses."""

    def __init__(self, pieces: Sequence[Piece], ink: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._pieces, self._ink = pieces, ink
        _fit(self, "".join(text for text, _ in pieces))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text."""
        painter = QPainter(self)
        _paint_pieces(painter, self.rect().adjusted(PAD, 0, -PAD, 0), self._pieces, "", self._ink)
        painter.end()


class Choice(QRadioButton):
    """A value to choose: a disc, and a tint over its side while it is chosen."""

    def __init__(self, name: str, pieces: Sequence[Piece], mark: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._pieces, self._mark = pieces, mark
        text = "".join(text for text, _ in pieces)
        _fit(self, text)
        self.setAccessibleName(f"{name}: {text}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._follow_choice)
        self._follow_choice(False)

    def _follow_choice(self, on: bool) -> None:
        """Tab stops at the chosen side, once a row; the arrows go to the other one."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a row's height; the width is what the grid has."""
        return QSize(200, row_height())

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802
        """All of the side can be pressed."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw fill, disc and text."""
        painter = QPainter(self)
        if self.isChecked() or self.underMouse():
            painter.fillRect(self.rect(), theme().color("sel" if self.isChecked() else "hover"))
        self._paint_disc(painter)
        room = self.rect().adjusted(PAD + _DISC + 9, 0, -PAD, 0)
        _paint_pieces(painter, room, self._pieces, self._mark, "ink")
        if self.hasFocus():
            paint_ring(painter, self.rect(), 0)
        painter.end()

    def _paint_disc(self, painter: QPainter) -> None:
        colors = theme()
        disc = QRect(PAD, (self.height() - _DISC) // 2, _DISC, _DISC)
        if self.isChecked():
            rounded(painter, disc, _DISC / 2, colors.color("accent"), None)
            rounded(painter, disc.adjusted(5, 5, -5, -5), 3, colors.color("on_accent"), None)
        else:
            rounded(painter, disc, _DISC / 2, colors.color("field"), colors.color("ink3"))


class Chips(QWidget):
    """Tags as chips, as many as fit."""

    def __init__(self, tags: Sequence[str], hues: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._tags, self._hues = tags, hues
        _fit(self, ", ".join(tags))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the chips."""
        painter = QPainter(self)
        left = PAD
        for tag in self._tags:
            size = chip_size(tag, DETAIL)
            if left + size.width() > self.width():
                break
            place = QRect(left, (self.height() - size.height()) // 2, size.width(), size.height())
            paint_chip(painter, place, tag, self._hues.get(tag.casefold(), "slate"), DETAIL)
            left += size.width() + 5
        painter.end()


class Mark(QWidget):
    """What becomes of a field, between its two sides: equal, to choose, or both."""

    def __init__(self, standing: Standing, word: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._standing = standing
        self.setFixedSize(_MARK, row_height())
        self.setAccessibleName(word)
        self.setToolTip(word)
        theme_signals().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the mark."""
        painter = QPainter(self)
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self._standing is Standing.DIFFERS:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("warn"))
            painter.drawEllipse(middle, 4, 4)
        else:
            name = "equal" if self._standing is Standing.EQUAL else "plus"
            paint_icon(painter, middle - QPointF(6, 6), name, "ink2", 12)
        painter.end()


_NEXT_PARAGRAPH = '</p><p style="line-height: 108%; margin: 6px 0 0 0">'


class Passage(QLabel):
    """A part of a text as the reading page sets it, what differs marked."""

    def __init__(self, pieces: Sequence[Piece], mark: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._pieces, self._mark = pieces, mark
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setFont(serif(16))
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        theme_signals().changed.connect(self._write)
        self._write()

    def plain(self) -> str:
        """Return the text that is shown."""
        return "".join(text for text, _ in self._pieces)

    def _write(self) -> None:
        fill = theme().color(self._mark).name()
        parts = []
        for text, differs in self._pieces:
            before, after = (f'<span style="background-color: {fill}">', "</span>") if differs else ("", "")
            # Escaped, so that nothing of a clipping is ever read as HTML.
            shown = escape(text).replace("\n", f"{after}{_NEXT_PARAGRAPH}{before}")
            parts.append(f"{before}{shown}{after}")
        self.setText(f'<p style="line-height: 108%; margin: 0">{"".join(parts)}</p>')
