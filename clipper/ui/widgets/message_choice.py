"""The key messages that clippings carry, chosen in place: how many of them at rest, a menu with ticks on click."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from clipper.ui.fonts import scale
from clipper.ui.widgets.in_place_choice import InPlaceChoice
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.staying_menu import StayingMenu

_WIDEST, _WIDEST_AT_REST = 420, 190


class MessageChoice(InPlaceChoice):
    """carried(message), dropped(message): a person ticked a message, or took the tick away. editRequested(): they want
    to write messages, or change those that there are.

    `known` gives the messages of the library, looked up when the menu opens.
    """

    carried = Signal(str)
    dropped = Signal(str)
    editRequested = Signal()  # noqa: N815

    def __init__(
        self, known: Callable[[], Sequence[str]], *, font: QFont, height: int, parent: QWidget | None = None
    ) -> None:
        self._known = known
        self._count = 0
        self._messages: Sequence[str] = ()
        self._is_form = False
        super().__init__(self.tr("Key messages"), (), arrow=True, font=font, height=height, parent=parent)

    def set_messages(self, messages: Sequence[str]) -> None:
        """Show the messages that a clipping carries, in their order."""
        self._messages, self._count = tuple(messages), len(self._known())
        self.set_value(self._messages or None)
        carried = "\n".join(messages)
        self.setToolTip(plain_tip(carried) if carried else self.tr("Key messages that it carries"))

    def set_form(self, form: bool) -> None:
        """Name the messages, as there is room for in a form, or only count them."""
        self._is_form = form
        self.set_messages(self._messages)

    def word(self) -> str:
        """Return how many of all messages are carried, or which one is."""
        if not self._count:
            return self.tr("No messages yet")
        if not self._messages:
            return self.tr("None of {n}").format(n=self._count)
        if self._is_form and len(self._messages) == 1:
            metrics = QFontMetrics(self.font())
            return metrics.elidedText(self._messages[0], Qt.TextElideMode.ElideRight, round(_WIDEST_AT_REST * scale()))
        return self.tr("{m} of {n}").format(m=len(self._messages), n=self._count)

    def menu(self) -> QMenu:
        """Return a menu of all messages, those that are carried ticked, and the way to write them."""
        menu = StayingMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        metrics = QFontMetrics(menu.font())
        for message in self._known():
            shown = metrics.elidedText(message, Qt.TextElideMode.ElideRight, _WIDEST).replace("&", "&&")
            action = QAction(shown, menu, checkable=True, checked=message in self._messages)
            action.setToolTip(plain_tip(message))
            action.triggered.connect(lambda on, message=message: (self.carried if on else self.dropped).emit(message))
            menu.addAction(action)
        menu.setToolTipsVisible(True)
        menu.addSeparator()
        menu.addAction(self.tr("Edit key messages…")).triggered.connect(lambda _on: self.editRequested.emit())
        return menu
