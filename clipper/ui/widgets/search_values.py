"""The controls of a value in the search builder: text with completion, one of several, a number with its unit."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QIntValidator, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from clipper.ui.fonts import sans, scale
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.name_completions import NameCompletions, Offer
from clipper.ui.widgets.search_condition_words import Values, units

HEIGHT = 32
_CHROME = 46
_DIGITS = 4


def mark_unreadable(field: QLineEdit, sentence: str) -> None:
    """Put a red ring around a field, and say why; without a sentence take both away."""
    field.setAccessibleDescription(sentence)
    if bool(field.property("unreadable")) != bool(sentence):
        field.setProperty("unreadable", bool(sentence))
        field.style().unpolish(field)
        field.style().polish(field)


class Choice(QComboBox):
    """A choice in a page that scrolls: the wheel changes it only while it has the focus, Delete is not for it."""

    def __init__(self, values: Values, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(sans(13))
        self.setFixedHeight(round(HEIGHT * scale()))
        self.setMaxVisibleItems(24)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_values(values)

    def set_values(self, values: Values) -> None:
        """Offer other values; the first is chosen."""
        self.blockSignals(True)
        self.clear()
        for value, word in values:
            self.addItem(word, value)
        self.blockSignals(False)

    def value(self) -> str:
        """Return the value chosen."""
        return str(self.currentData())

    def set_value(self, value: str) -> None:
        """Choose a value."""
        self.setCurrentIndex(self.findData(value))

    def fit(self, words: list[str]) -> None:
        """Be as wide as the widest of these words needs, whatever is chosen."""
        metrics = QFontMetrics(self.font())
        self.setFixedWidth(max(map(metrics.horizontalAdvance, words)) + _CHROME)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Let the page scroll under a pointer that only passes."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave Delete to the row."""
        if event.key() == Qt.Key.Key_Delete:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ChoiceValue(Choice):
    """edited(): a person chose another value."""

    edited = Signal()

    def __init__(self, values: Values) -> None:
        super().__init__(values)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda _place: self.edited.emit())

    def text(self) -> str:
        """Return the value."""
        return self.value()

    def set_text(self, text: str) -> None:
        """Show a value; without one the first is chosen."""
        if text:
            self.set_value(text)

    def set_name(self, name: str) -> None:
        """Say what the value is of."""
        self.setAccessibleName(name)

    def set_problem(self, _sentence: str) -> None:
        """Do nothing: what can be chosen can be read."""


class _Completions(NameCompletions):
    """A list that is never wider than its window."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of all rows, as far as there is room."""
        hint = super().sizeHint()
        return hint.boundedTo(QSize(self.window().width() - 16, hint.height()))


class TextValue(QLineEdit):
    """A text; `offers` tells what may complete it, best first.

    edited(): a person typed, or took what was offered.
    """

    edited = Signal()

    def __init__(self, placeholder: str, offers: Callable[[str], list[Offer]]) -> None:
        super().__init__()
        self._offers = offers
        self.setFont(sans(13))
        self.setPlaceholderText(placeholder)
        self.setMinimumWidth(100)
        self.completions = _Completions(self)
        self.completions.chosen.connect(self._complete)
        # Once it was shown it belongs to the window, and would stay there without its field.
        self.destroyed.connect(self.completions.deleteLater)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._tell_whole)

    def set_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)

    def set_name(self, name: str) -> None:
        """Say what the value is of."""
        self.setAccessibleName(name)

    def set_problem(self, sentence: str) -> None:
        """Show that the text cannot be read, and why; "" that it can."""
        mark_unreadable(self, sentence)

    def _on_edited(self) -> None:
        self.edited.emit()
        self._offer() if self.text().strip() else self.completions.hide()

    def _offer(self) -> None:
        typed = self.text().strip()
        offered = self._offers(typed)
        # The only one is taken by Enter, which would search for half a word.
        self.completions.offer(typed, offered, self.rect(), first=bool(typed) and len(offered) == 1)

    def _complete(self, value: str) -> None:
        self.setText(value)
        self.edited.emit()

    def _tell_whole(self) -> None:
        room = self.width() - 2 * 9
        is_long = self.fontMetrics().horizontalAdvance(self.text()) > room
        self.setToolTip(plain_tip(self.text()) if is_long else "")

    def event(self, event: QEvent) -> bool:
        """Give keys to the open list first, Tab among them; Down opens it."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self.completions.take_key(event):
                return True
            if event.key() == Qt.Key.Key_Down:
                self._offer()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Offer what there is where nothing is typed yet."""
        super().mousePressEvent(event)
        if not self.text():
            self._offer()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Close the list."""
        super().focusOutEvent(event)
        self.completions.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the whole text in a tooltip once it does not fit."""
        super().resizeEvent(event)
        self._tell_whole()


class SpanValue(QWidget):
    """A number and its unit, such as 30 days, whose text is "30d".

    edited(): a person changed one of them.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number, self.unit = QLineEdit(), Choice(units(), self)
        self.number.setFont(sans(13, tabular=True))
        self.number.setFixedWidth(round(72 * scale()))
        self.number.setMaxLength(_DIGITS)
        self.number.setValidator(QIntValidator(1, 10**_DIGITS - 1, self))
        self.number.textEdited.connect(lambda _text: self.edited.emit())
        self.unit.activated.connect(lambda _place: self.edited.emit())
        row = QHBoxLayout(self)
        row.setSpacing(6)
        row.addWidget(self.number)
        row.addWidget(self.unit)
        row.addStretch(1)
        self.setFocusProxy(self.number)

    def text(self) -> str:
        """Return the span as a search writes it, "" while there is no number."""
        return f"{self.number.text()}{self.unit.value()}" if self.number.text() else ""

    def set_text(self, text: str) -> None:
        """Show a span; without one 30 days, which is asked for most."""
        text = text or "30d"
        self.number.setText(text[:-1])
        self.unit.set_value(text[-1])

    def set_name(self, name: str) -> None:
        """Say what the value is of."""
        self.number.setAccessibleName(self.tr("{name}: number").format(name=name))
        self.unit.setAccessibleName(self.tr("{name}: unit").format(name=name))

    def set_problem(self, sentence: str) -> None:
        """Show that the span cannot be read, and why; "" that it can."""
        mark_unreadable(self.number, sentence)


Value = ChoiceValue | TextValue | SpanValue
