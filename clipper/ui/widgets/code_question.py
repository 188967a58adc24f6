"""One question of the coding screen: its options with the caps of their keys, ringed while it is in turn."""

from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from clipper.model.codes import Tone
from clipper.ui.code_questions import Option, Question
from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.style import paint_ring, rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.buttons import FLAT, Button
from clipper.ui.widgets.labels import Label, SetLabel, plain_tip
from clipper.ui.widgets.tone_disc import paint_tone

_ROW, _CAP, _DISC, _TICK = 30, 22, 16, 14
_PAD, _GAP = 8, 10
_RADIUS = 8
_FADED = 0.4
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def paint_cap(painter: QPainter, rect: QRect, key: str, *, enabled: bool = True) -> None:
    """Draw the cap of a key."""
    rounded(painter, rect, 4, theme().color("field"), theme().color("line2" if enabled else "line"))
    painter.setFont(sans(11, 500))
    painter.setPen(theme().color("ink2" if enabled else "disabled"))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), key)


class KeyHint(QWidget):
    """A sentence that begins with the cap of a key."""

    def __init__(self, key: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(f"{key} {sentence}")
        row = QHBoxLayout(self)
        row.setContentsMargins(_CAP + _PAD, 0, 0, 0)
        row.addWidget(Label(sentence, "ink3", sans(12)))
        self.setMinimumHeight(round(_CAP * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the cap."""
        painter = QPainter(self)
        paint_cap(painter, QRect(0, self.height() // 2 - 10, _CAP, 20), self._key)
        painter.end()


class CodeOption(QAbstractButton):
    """A code with its key; ticked when the clipping has it."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self.setText(option.word)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(option.word))
        self.setAccessibleName(f"{option.word}, {option.key}" if option.key else option.word)
        self.setAccessibleDescription(option.definition)
        theme_signals().changed.connect(self.update)

    def nextCheckState(self) -> None:  # noqa: N802
        """Wait for the library to say what is coded."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what cap, disc, word and tick need."""
        width = QFontMetrics(sans(13)).horizontalAdvance(self.text()) + self._word_left() + _TICK + 2 * _PAD
        return QSize(width, round(_ROW * scale()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A long word is shortened."""
        return QSize(self._word_left() + 60, round(_ROW * scale()))

    def _has_disc(self) -> bool:
        return isinstance(self.option.value, Tone)

    def _word_left(self) -> int:
        return _PAD + _CAP + _GAP + (_DISC + _GAP if self._has_disc() else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw cap, disc, word and tick over the state's fill."""
        painter = QPainter(self)
        fill = "sel" if self.isChecked() else "hover" if self.underMouse() and self.isEnabled() else ""
        if fill:
            rounded(painter, self.rect(), 6, theme().color(fill), None)
        if self.hasFocus():
            paint_ring(painter, self.rect())
        middle = self.height() // 2
        if self.option.key:
            paint_cap(painter, QRect(_PAD, middle - 10, _CAP, 20), self.option.key, enabled=self.isEnabled())
        if self._has_disc():
            disc = QRectF(_PAD + _CAP + _GAP, middle - _DISC / 2, _DISC, _DISC)
            painter.setOpacity(1 if self.isEnabled() else _FADED)
            paint_tone(painter, disc, self.option.value)
            painter.setOpacity(1)
        rest = self.rect().adjusted(self._word_left(), 0, -_PAD - _TICK - 4, 0)
        painter.setFont(sans(13, 500 if self.isChecked() else 400))
        painter.setPen(theme().color("ink" if self.isEnabled() else "disabled"))
        painter.drawText(
            rest, _MIDDLE, painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, rest.width())
        )
        if self.isChecked():
            paint_icon(painter, QPoint(self.width() - _PAD - _TICK, middle - _TICK // 2), "check", "accent", _TICK)
        painter.end()


class _Cycle(Button):
    """The option that is coded, with the cap of the key that goes on to the next one."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__("", FLAT, parent=parent)
        self._cap = key

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what word and cap need."""
        hint = super().sizeHint()
        return QSize(hint.width() + _GAP - _PAD + _CAP, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the cap behind the word."""
        super().paintEvent(event)
        painter = QPainter(self)
        cap = QRect(self.width() - _CAP, self.height() // 2 - 10, _CAP, 20)
        paint_cap(painter, cap, self._cap, enabled=self.isEnabled())
        painter.end()


class _TypedCode(QWidget):
    """committed(str): what a person typed and left with Enter or by going elsewhere."""

    committed = Signal(str)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = question.key
        self.kept = ""
        self.field = QLineEdit(self)
        self.field.setFont(sans(13))
        self.field.setAccessibleName(question.title)
        self.field.editingFinished.connect(self._commit)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PAD + _CAP + _GAP, 2, _PAD, 2)
        row.addWidget(self.field)

    def show_value(self, value: str) -> None:
        """Show what is kept, unless a person is typing, or typed what could not be kept."""
        if not self.is_unkept():
            self.field.setText(value)
        self.kept = value

    def restore(self) -> None:
        self.field.setText(self.kept)

    def is_unkept(self) -> bool:
        return self.field.text().strip() != self.kept

    def _commit(self) -> None:
        if self.is_unkept():
            self.committed.emit(self.field.text())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self._key:
            painter = QPainter(self)
            paint_cap(painter, QRect(_PAD, self.height() // 2 - 10, _CAP, 20), self._key, enabled=self.isEnabled())
            painter.end()


class CodeQuestion(QWidget):
    """chosen(value): a person pressed an option, or typed a value, "" for none; or wants the option that follows."""

    chosen = Signal(object)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._in_turn = False
        self._words: list[str] = []
        self.setAccessibleName(question.title)
        self._status = Label("", "ink2", sans(12))
        self.options = [] if question.cycles else [CodeOption(option, self) for option in question.options]
        self.cycle = _Cycle(question.key, self) if question.cycles else None
        if self.cycle:
            self.cycle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.cycle.clicked.connect(lambda: self.chosen.emit(self._following))
        self._following: Any = None
        for option in self.options:
            option.clicked.connect(lambda _on=False, value=option.option.value: self.chosen.emit(value))
        self.typed = _TypedCode(question, self) if not question.options else None
        if self.typed:
            self.typed.committed.connect(lambda text: self.chosen.emit(text))
        self._definition = SetLabel(18, "ink2", sans(12), self)
        self._lay_out()
        theme_signals().changed.connect(self.update)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_PAD, 0, _PAD, 4)
        head.addWidget(Label(self.question.title, "ink", sans(13, 600)))
        head.addStretch(1)
        head.addWidget(self.cycle or self._status)
        grid = QGridLayout()
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        columns = self._columns()
        for place, option in enumerate(self.options):
            grid.addWidget(option, place // columns, place % columns)
        if self.typed:
            grid.addWidget(self.typed, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(grid)
        self._definition.setContentsMargins(_PAD, 4, _PAD, 0)
        column.addWidget(self._definition)
        self._definition.hide()

    def _columns(self) -> int:
        """Short words stand two and three abreast."""
        longest = max((len(option.option.word) for option in self.options), default=0)
        if self.question.many or longest > 12:
            return 1
        return 3 if len(self.options) == 3 and longest <= 8 else 2

    def show_given(self, given: tuple[Any, ...], status: str) -> None:
        """Show what a clipping is coded as, and that it is or is not."""
        for option in self.options:
            option.setChecked(option.option.value in given)
        if self.cycle and given:
            values = [option.value for option in self.question.options]
            place = values.index(given[0])
            self._following = values[(place + 1) % len(values)]
            self.cycle.setText(self.question.options[place].word)
            self.cycle.setAccessibleName(f"{self.question.title}: {self.cycle.text()}")
            self.cycle.updateGeometry()
        if self.typed:
            self.typed.show_value(str(given[0]) if given else "")
        self._status.setText(status)
        self._words = [option.word for option in self.question.options if option.value in given]
        self._words = self._words or [str(value) for value in given if not self.question.options]

    def set_in_turn(self, in_turn: bool) -> None:
        """Ring the question and say what its codes mean, or stop that."""
        self._in_turn = in_turn
        self._definition.show_pieces(self._definitions())
        self._definition.setVisible(in_turn and bool(self._definition.text()))
        answer = ", ".join(self._words) or self._status.text()
        self.setAccessibleDescription(", ".join(filter(None, (answer, self.tr("in turn") if in_turn else ""))))
        self.update()

    def spoken(self) -> str:
        """Return the question and how it stands, as a screen reader says it."""
        return f"{self.question.title}: {self.accessibleDescription()}"

    def is_unkept(self) -> bool:
        """Tell whether something is typed here that is not kept."""
        return self.typed is not None and self.typed.is_unkept()

    def is_in_turn(self) -> bool:
        """Tell whether the question is ringed."""
        return self._in_turn

    def definition(self) -> str:
        """Return what is said of the codes while it is in turn."""
        return self._definition.text() if self._in_turn else ""

    def _definitions(self) -> list[tuple[str, bool]]:
        """What is said of the question, else of each of its codes, whose words stand out."""
        if self.question.definition:
            return [(self.question.definition, False)]
        pieces: list[tuple[str, bool]] = []
        for one in self.question.options:
            if one.definition:
                pieces += [(f"\n{one.word}: " if pieces else f"{one.word}: ", True), (one.definition, False)]
        return pieces

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ring of the question in turn."""
        if self._in_turn:
            painter = QPainter(self)
            rounded(painter, self.rect(), _RADIUS, None, theme().color("accent"), 2)
            painter.end()
