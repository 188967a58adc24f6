"""One row of a review: swatch and name, the field, a tick or a dot, and below it what else the value may be."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.style import paint_ring, rounded
from clipper.ui.text_measures import elided, width_of
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.flow_layout import FlowLayout
from clipper.ui.widgets.in_place import InPlace, dashed
from clipper.ui.widgets.labels import Label, plain_tip

_LABEL, LONGEST_LABEL, STATUS_WIDTH = 112, 180, 28
_BOX, _PAD_X, _PAD_Y = 32, 10, 7
_LINE = 18
_SWATCH, _AFTER_SWATCH, _AFTER_LABEL = 10, 8, 6

SURE, DOUBTFUL, MISSING, PLAIN = "sure", "doubtful", "missing", "plain"
"""What the sign at a row's end says: a tick, an amber dot, or nothing."""


def label_width(labels: Iterable[str]) -> int:
    """Return the width of a column in which labels stand whole, behind their swatches."""
    longest = max(map(QFontMetrics(sans(13)).horizontalAdvance, labels))
    return max(_LABEL, _SWATCH + _AFTER_SWATCH + longest + 1 + _AFTER_LABEL)


class ReviewLine(InPlace):
    """A field in place in a box of 32 pixels; a doubtful one keeps its border at rest, so that the eye finds it."""

    def __init__(
        self,
        name: str,
        *,
        weight: int = 400,
        invitation: str = "",
        read: Callable[[str], Any] = lambda text: text or None,
        write: Callable[[Any], str] = lambda value: value or "",
        parent: QWidget | None = None,
    ) -> None:
        self._doubtful = False
        super().__init__(name, sans(13, weight), _LINE, invitation=invitation, read=read, write=write, parent=parent)

    def set_doubtful(self, doubtful: bool) -> None:
        """Keep a border at rest, or no longer."""
        self._doubtful = doubtful
        self.update()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of the wrapped text in its box."""
        return super().heightForWidth(width - 4) + 8

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least size of the box."""
        return QSize(super().minimumSizeHint().width(), round((_LINE + 2 * _PAD_Y) * scale()))

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802
        """Keep the text where it is at rest and while editing alike."""
        self._edit.setGeometry(self.rect().adjusted(_PAD_X, _PAD_Y, -_PAD_X + 2, -_PAD_Y))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the border of the state: an invitation fills the whole column, as the fields of a form do."""
        is_at_rest = not self.is_editing() and not self.problem()
        if not is_at_rest or (self.text() and not self._doubtful):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        if self._doubtful:
            rounded(painter, self.rect(), 6, None, theme().color("warn_line"))
        else:
            dashed(painter, self.rect(), 6)
            self._paint_invitation(painter)
        painter.end()

    def _paint_invitation(self, painter: QPainter) -> None:
        painter.setFont(sans(13))
        painter.setPen(theme().color("ink3"))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        rest = self.rect().adjusted(_PAD_X, 0, -_PAD_X, 0)
        shown = painter.fontMetrics().elidedText(self._invitation, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, middle, shown)


class _Sign(QWidget):
    """Tick or dot at the end of a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = PLAIN
        self.is_empty = False
        self.setFixedSize(STATUS_WIDTH, round(_BOX * scale()))
        theme_signals().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self.is_empty:
            return
        painter = QPainter(self)
        if self.kind == SURE:
            paint_icon(painter, QPointF(5, (self.height() - 16) / 2), "check", "ink3")
        elif self.kind == DOUBTFUL:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("warn"))
            painter.drawEllipse(QPointF(16, self.height() / 2), 4, 4)
        painter.end()


class _Name(QWidget):
    """The swatch in the field's hue, dashed where nothing was found, and the field's name."""

    def __init__(self, text: str, hue: str | None, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._text, self._hue = text, hue
        self.is_missing = False
        self.setFixedSize(width, round(_BOX * scale()))
        if width < label_width([text]):
            self.setToolTip(plain_tip(text))
        theme_signals().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        swatch = QRectF(0, (self.height() - _SWATCH) / 2, _SWATCH, _SWATCH)
        if self.is_missing:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(theme().color("ink3"), 1)
            pen.setDashPattern([2.5, 2])
            painter.setPen(pen)
            painter.drawRoundedRect(swatch.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        elif self._hue is not None:
            fill = theme().color("line2") if self._hue == "body" else theme().hue(self._hue).dot
            rounded(painter, swatch, 2, fill, None)
        painter.setFont(sans(13))
        painter.setPen(theme().color("ink2"))
        rest = self.rect().adjusted(_SWATCH + _AFTER_SWATCH, 0, -_AFTER_LABEL, 0)
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


class AlternativeButton(QAbstractButton):
    """One reading of a doubtful field; the chosen one is filled."""

    def __init__(self, text: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(plain_tip(f"{text}  {key}"))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the words need."""
        width = width_of(self.text(), sans(12, 500)) + 18
        return QSize(min(width, 380), round(22 * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the button in its state."""
        painter, colors = QPainter(self), theme()
        fill = "warn_line" if self.isChecked() else "button_hover" if self.underMouse() else "field"
        rounded(painter, self.rect(), 4, colors.color(fill), colors.color("warn_line"))
        if self.hasFocus():
            paint_ring(painter, self.rect(), 4)
        painter.setFont(sans(12, 500))
        painter.setPen(colors.color("ink"))
        inner = self.rect().adjusted(9, 0, -8, 0)
        shown = elided(self.text(), painter.font(), inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


class _Doubt(QWidget):
    """The amber panel: why the field is doubtful, and what it may be.

    chosen(int): an alternative was taken, by its index.
    """

    chosen = Signal(int)

    def __init__(self, reason: str, texts: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        sentence = Label(reason, "ink", sans(12))
        sentence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 8)
        column.setSpacing(7)
        column.addWidget(sentence)
        self.buttons: list[AlternativeButton] = []
        if texts:
            flow = FlowLayout(gap=6, line_gap=6)
            column.addLayout(flow)
            for index, text in enumerate(texts):
                button = AlternativeButton(text, self.tr("Alt+{n}").format(n=index + 1), self)
                button.clicked.connect(lambda _=False, index=index: self.chosen.emit(index))
                flow.addWidget(button)
                self.buttons.append(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mark(self, chosen: int | None) -> None:
        for index, button in enumerate(self.buttons):
            button.setChecked(index == chosen)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        rounded(painter, self.rect(), 4, theme().color("warn_bg"), None)
        painter.end()


class ReviewRow(QWidget):
    """A row around any field.

    alternativeChosen(int): another reading was taken, by its index.
    """

    alternativeChosen = Signal(int)  # noqa: N815

    def __init__(self, name: str, label: str, hue: str | None, width: int, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self.label, self.content = name, label, content
        self._name = _Name(label, hue, width, self)
        self._sign = _Sign(self)
        self._doubt: _Doubt | None = None
        self._problem = Label("", "negative", sans(12))
        self._problem.setWordWrap(True)
        self._problem.setContentsMargins(_PAD_X, 2, 0, 2)
        self._problem.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._column.addWidget(content)
        self._column.addWidget(self._problem)
        row = QHBoxLayout(self)
        row.setSpacing(0)
        row.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def sign(self) -> str:
        """What the sign says; nothing of a field that cannot be read."""
        return PLAIN if self._sign.is_empty else self._sign.kind

    @property
    def problem(self) -> str:
        """Why the field cannot be read, "" when it can."""
        return self._problem.text()

    @property
    def reason(self) -> str:
        """Why the field is doubtful, "" when nobody asks."""
        label = self._doubt.findChild(Label) if self._doubt is not None else None
        return label.text() if label is not None else ""

    @property
    def alternatives(self) -> list[str]:
        """What the field may be, as the buttons say it."""
        return [button.text() for button in self._doubt.buttons] if self._doubt is not None else []

    def set_sign(self, kind: str) -> None:
        """Show a tick, a dot or nothing, and whether anything was found."""
        self._sign.kind = kind
        self._name.is_missing = kind == MISSING
        words = {SURE: self.tr("sure"), DOUBTFUL: self.tr("please check"), MISSING: self.tr("not found")}
        self.content.setAccessibleDescription(words.get(kind, ""))
        if isinstance(self.content, ReviewLine):
            self.content.set_doubtful(kind == DOUBTFUL)
        if self._doubt is not None and not self._doubt.buttons:
            # What it says is about the value that was there; other readings can still be taken.
            self._doubt.setVisible(kind == DOUBTFUL)
        self._sign.update()
        self._name.update()

    def set_doubt(self, reason: str, texts: Sequence[str]) -> None:
        """Say why the field is doubtful and what else it may be."""
        self._doubt = _Doubt(reason, texts, self)
        self._doubt.chosen.connect(self.alternativeChosen)
        self._column.addWidget(self._doubt)

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through in this row, in order."""
        buttons: list[QWidget] = list(self._doubt.buttons) if self._doubt is not None else []
        return [self.content, *buttons]

    def mark_alternative(self, chosen: int | None) -> None:
        """Fill the button of the reading that the field holds."""
        if self._doubt is not None:
            self._doubt.mark(chosen)

    def set_problem(self, sentence: str) -> None:
        """Say below the field why it cannot be read."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._sign.is_empty = bool(sentence)
        self._sign.update()


class Box(QWidget):
    """A bordered box around an editor, with a ring while the focus is inside; a click anywhere in it begins to edit."""

    def __init__(self, content: QWidget, *, margins: tuple[int, int] = (10, 5), fill: str = "field") -> None:
        super().__init__()
        self._fill = fill
        row = QVBoxLayout(self)
        row.setContentsMargins(margins[0], margins[1], margins[0], margins[1])
        row.addWidget(content)
        self.setFocusProxy(content)
        theme_signals().changed.connect(self.update)
        QApplication.instance().focusChanged.connect(self._draw_ring)  # type: ignore[union-attr]

    def _draw_ring(self, before: QWidget | None, now: QWidget | None) -> None:
        if any(one is not None and self.isAncestorOf(one) for one in (before, now)):
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Put the caret into the editor, where that did not take the click itself."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the content, at least that of a field."""
        return super().sizeHint().expandedTo(self._least())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least size of the content, at least that of a field."""
        return super().minimumSizeHint().expandedTo(self._least())

    def _least(self) -> QSize:
        return QSize(0, round(_BOX * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the border, and the ring while the focus is inside."""
        painter = QPainter(self)
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            rounded(painter, self.rect(), 6, theme().color(self._fill), theme().color("accent"), 2)
        else:
            rounded(painter, self.rect(), 6, theme().color(self._fill), theme().color("line2"))
        painter.end()
