"""One of a few values, changed in place: plain text at rest, a border on hover, a menu on click."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.style import paint_ring, rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.in_place import PAD_X, PAD_Y, dashed
from clipper.ui.widgets.typed_menu import TypedMenu

_ARROW, _RADIUS = 12, 6
Options = Sequence[tuple[Hashable, str]]


class InPlaceChoice(QAbstractButton):
    """chosen(value): a person took another value from the menu; set_value does not emit it.

    `words` are the values with their words, the one for None being what "not known" or "not coded" is called; without
    a word for None the field is a dashed invitation while it has no value.
    """

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        words: Options,
        *,
        invitation: str = "",
        arrow: bool = False,
        ink: str = "ink",
        font: QFont | None = None,
        height: int = 18 + 2 * PAD_Y,
        pad: int = PAD_X,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._invitation = list(words), invitation
        self._arrow, self._ink, self._height = arrow, ink, height
        self._name, self._pad = name, pad
        self._suffix = ""
        self._value: Hashable = None
        self.setFont(font or sans(13))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        theme_signals().changed.connect(self.update)
        self.set_value(None)

    def value(self) -> Hashable:
        """Return the value shown."""
        return self._value

    def set_value(self, value: Hashable) -> None:
        """Show a value; one without a word of ours, of a newer library, is shown as it is."""
        self._value = value
        self.setAccessibleName(f"{self._name}: {self.word()}")
        self.setToolTip(self._name)
        self.updateGeometry()
        self.update()

    def set_suffix(self, suffix: str) -> None:
        """End the word with a sign that belongs to the sentence it stands in."""
        if suffix != self._suffix:
            self._suffix = suffix
            self.updateGeometry()
            self.update()

    def word(self) -> str:
        """Return the word that is shown."""
        found = next((word for value, word in self._words if value == self._value), None)
        if found is not None:
            return found
        return self._invitation if self._value is None else str(self._value)

    def menu(self) -> QMenu:
        """Return a menu of the values, the present one ticked."""
        menu = TypedMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for value, word in self._words:
            action = QAction(word, menu, checkable=True, checked=value == self._value)
            action.setData(value)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(lambda action: self.choose(action.data()))
        return menu

    def choose(self, value: Hashable) -> None:
        """Take a value as a person does."""
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)

    def open(self) -> None:
        """Open the menu below the text."""
        menu = self.menu()
        height = menu.sizeHint().height()
        place = self.mapToGlobal(QPoint(0, self.height() + 2))
        screen = self.screen().availableGeometry()
        if place.y() + height > screen.bottom():
            place = self.mapToGlobal(QPoint(0, -height - 2))
        menu.popup(place)

    def _is_missing(self) -> bool:
        return self._value is None and bool(self._invitation)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the menu with Enter and the Down key too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.open()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the word needs."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.word() + self._suffix) + 2 * self._pad + 2
        width += _ARROW + 6 if self._arrow else 0
        width += 16 if self._is_missing() else 0
        return QSize(width, round(self._height * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the word, and the border of the state."""
        painter = QPainter(self)
        self._paint_border(painter)
        rest = self.rect().adjusted(self._pad, 0, 0, 0)
        if self._is_missing():
            paint_icon(painter, QPoint(rest.left(), (self.height() - 12) // 2), "plus", "ink3", 12)
            rest.setLeft(rest.left() + 16)
        painter.setFont(self.font())
        painter.setPen(theme().color("ink3" if self._value is None else self._ink))
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), self.word() + self._suffix)
        if self._arrow:
            place = QPoint(self.width() - self._pad - _ARROW, (self.height() - _ARROW) // 2)
            paint_icon(painter, place, "chevron-down", "ink2" if self.isEnabled() else "disabled", _ARROW)
        painter.end()

    def _paint_border(self, painter: QPainter) -> None:
        if self.hasFocus():
            paint_ring(painter, self.rect())
        elif self._is_missing():
            dashed(painter, self.rect())
        elif self.underMouse() or self.isDown():
            fill = theme().color("hover") if self._arrow else None
            rounded(painter, self.rect(), _RADIUS, fill, None if self._arrow else theme().color("line2"))
