"""Buttons: primary, plain and flat with the key beside the word, buttons of an icon, and buttons that open a menu."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFocusFrame, QMenu, QSizePolicy, QWidget

from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals

PRIMARY, PLAIN, FLAT = "primary", "plain", "flat"
HEIGHT = 28
_GAP = 8
_ARROW = 12
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_FILLS = {
    PRIMARY: ("accent", "accent_hover", "accent_pressed"),
    PLAIN: ("button", "button_hover", "button_pressed"),
    FLAT: (None, "hover", "sel_off"),
}


class FocusRing(QFocusFrame):
    """The ring around a button that the keyboard reached: one pixel away, so that it reads on every fill."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ring."""
        painter = QPainter(self)
        rounded(painter, self.rect(), 9, None, theme().color("accent"), 2)
        painter.end()


class _Pressable(QAbstractButton):
    """What all buttons share: height, hover, and the ring on keyboard focus only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring: FocusRing | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_signals().changed.connect(self.update)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the ring when the keyboard came here."""
        super().focusInEvent(event)
        # A dialog that opens tells its first button of a Tab that nobody pressed.
        if event.reason() in _KEYBOARD and self.hasFocus():
            self._ring = self._ring or FocusRing(self)
            self._ring.setWidget(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Take the ring away."""
        super().focusOutEvent(event)
        if self._ring is not None:
            self._ring.setWidget(None)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses, as the space bar does; held down it presses once, not also what the press brings up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def _fill(self, kind: str) -> str | None:
        normal, hover, pressed = _FILLS[kind]
        if not self.isEnabled():
            return "button" if kind != FLAT else None
        if self.isDown():
            return pressed
        return hover if self.underMouse() else normal


class Button(_Pressable):
    """A button of one verb; its key, where it has one, stands beside the word in a quieter ink.

    A menu given with setMenu opens on click, and a chevron says so.
    """

    def __init__(
        self, text: str, kind: str = PLAIN, *, key: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind, self._key, self._icon_name = kind, key, icon
        self._menu: QMenu | None = None
        self._elides = False
        self.setText(text)

    def set_key(self, key: str) -> None:
        """Show another key beside the word."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Be primary, plain or flat from now on."""
        self._kind = kind
        self.update()

    def setMenu(self, menu: QMenu) -> None:  # noqa: N802
        """Open a menu below the button when it is clicked."""
        self._menu = menu
        self.clicked.connect(self._open_menu)
        self.updateGeometry()

    def menu(self) -> QMenu | None:
        """Return the menu that the button opens."""
        return self._menu

    def set_eliding(self, eliding: bool) -> None:
        """Let the word shorten where there is no room, as only a name may; verbs keep their width."""
        self._elides = eliding
        policy = QSizePolicy.Policy.Maximum if eliding else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def _open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _font_weight(self) -> int:
        return 600 if self._elides else 500

    def _padding(self) -> int:
        return 8 if self._kind == FLAT else 12

    def _end_padding(self) -> int:
        """A name that may shorten has the little that a chevron leaves over."""
        return self._padding() - 4 if self._menu and self._elides else self._padding()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what icon, word, key and chevron need."""
        metrics = QFontMetrics(sans(13, self._font_weight()))
        width = metrics.horizontalAdvance(self.text()) + self._padding() + self._end_padding()
        width += 16 + _GAP if self._icon_name else 0
        width += metrics.horizontalAdvance(self._key) + _GAP if self._key else 0
        width += _ARROW + 4 if self._menu else 0
        return QSize(width + 1, round(HEIGHT * scale()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least: the whole word, unless it may shorten."""
        hint = self.sizeHint()
        return QSize(60, hint.height()) if self._elides else hint

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the button in its state."""
        painter = QPainter(self)
        self._paint_body(painter)
        self._paint_contents(painter)
        painter.end()

    def _paint_body(self, painter: QPainter) -> None:
        colors, fill = theme(), self._fill(self._kind)
        border = None
        if self._kind != FLAT and (self._kind == PLAIN or not self.isEnabled()):
            border = colors.color("line2" if self.isEnabled() else "line")
        if fill or border:
            rounded(painter, self.rect(), 6, colors.color(fill) if fill else None, border)

    def _ink(self, kept: str) -> str:
        if not self.isEnabled():
            return "disabled"
        return "on_accent" if self._kind == PRIMARY else kept

    def _paint_contents(self, painter: QPainter) -> None:
        rest = self.rect().adjusted(self._padding(), 0, -self._end_padding(), 0)
        if self._menu is not None:
            place = QPointF(rest.right() - _ARROW + 1, (self.height() - _ARROW) / 2)
            paint_icon(painter, place, "chevron-down", self._ink("ink2"), _ARROW)
            rest.setRight(rest.right() - _ARROW - 4)
        if self._icon_name:
            paint_icon(painter, QPointF(rest.left(), (self.height() - 16) / 2), self._icon_name, self._ink("ink2"))
            rest.setLeft(rest.left() + 16 + _GAP)
        self._paint_words(painter, rest)

    def _paint_words(self, painter: QPainter, rest: QRect) -> None:
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(sans(13, self._font_weight()))
        painter.setPen(theme().color(self._ink("ink")))
        text = self.text()
        if self._elides:
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, middle, text)
        if self._key:
            rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(text) + _GAP)
            painter.setFont(sans(13))
            painter.setPen(theme().color(self._ink("ink3")))
            painter.setOpacity(0.8 if self._kind == PRIMARY else 1)
            painter.drawText(rest, middle, self._key)


class LinkButton(Button):
    """A verb that reads as a link, such as "Save" beside a result line."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, FLAT, parent=parent)

    def _ink(self, kept: str) -> str:
        return "accent" if self.isEnabled() else super()._ink(kept)


class IconButton(_Pressable):
    """A button of one icon; its name and key are in the tooltip, and for the screen reader."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        key: str = "",
        role: str = "ink2",
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._role, self._checked_icon, self._checked_role = icon, role, icon, "accent"
        self._menu: QMenu | None = None
        self.setCheckable(checkable)
        self.set_name(name, key)

    @classmethod
    def of(cls, action: QAction, icon: str, parent: QWidget | None = None, *, role: str = "ink2") -> "IconButton":
        """Return a button that triggers an action, and is enabled and named as the action is."""
        button = cls(icon, "", role=role, checkable=action.isCheckable(), parent=parent)
        button.clicked.connect(action.trigger)
        button._action = action
        action.changed.connect(button._follow_action)
        button._follow_action()
        return button

    _action: QAction | None = None

    def _follow_action(self) -> None:
        if self._action is None:
            return
        key = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.set_name(self._action.text().replace("&", "").rstrip("…"), key)
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())

    def set_name(self, name: str, key: str = "") -> None:
        """Say what the button does and which key does the same."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {key}".rstrip())

    def set_icon(self, icon: str, role: str = "ink2") -> None:
        """Show another icon."""
        self._icon_name, self._checked_icon, self._role = icon, icon, role
        self.update()

    def set_checked_icon(self, icon: str, role: str) -> None:
        """Show another icon while checked, as the star does; the button then has no tint of its own."""
        self._checked_icon, self._checked_role = icon, role

    def setMenu(self, menu: QMenu) -> None:  # noqa: N802
        """Open a menu below the button when it is clicked."""
        self._menu = menu
        self.clicked.connect(self._open_menu)

    def menu(self) -> QMenu | None:
        """Return the menu that the button opens."""
        return self._menu

    def _open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a square of a button's height."""
        side = round(HEIGHT * scale())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the icon in its state."""
        painter = QPainter(self)
        fill = self._fill(FLAT)
        if self.isChecked() and self._checked_icon == self._icon_name:
            fill = "sel"
        if fill:
            rounded(painter, self.rect(), 6, theme().color(fill), None)
        role = self._checked_role if self.isChecked() else self._role
        name = self._checked_icon if self.isChecked() else self._icon_name
        place = QPointF((self.width() - 16) / 2, (self.height() - 16) / 2)
        paint_icon(painter, place, name, role if self.isEnabled() else "disabled")
        painter.end()
