"""A menu of many entries, in which what is typed goes to the one that begins so."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from clipper.model.text import fold

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class TypedMenu(QMenu):
    """Letters go to the next entry that begins with all of them, else with the last one; Enter takes it as ever."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go to an entry by its beginning."""
        text = event.text()
        is_letter = bool(text.strip()) and text.isprintable() and event.modifiers() in _PLAIN
        if is_letter or (text == " " and self._typed):
            self._go_to(fold(text) or text)
        else:
            super().keyPressEvent(event)

    def _go_to(self, letter: str) -> None:
        found = self._next(self._typed + letter, from_active=True)
        self._typed = self._typed + letter if found else letter
        found = found or self._next(letter, from_active=False)
        if found is not None:
            self.setActiveAction(found)

    def _next(self, beginning: str, *, from_active: bool) -> QAction | None:
        """Return the next entry that begins so, the active one among them or not, from the top again at the end."""
        entries = [one for one in self.actions() if one.isVisible() and one.isEnabled() and not one.isSeparator()]
        active = self.activeAction()
        start = entries.index(active) + (not from_active) if active in entries else 0
        around = [*entries[start:], *entries[:start]]
        return next((one for one in around if fold(one.text()).startswith(beginning)), None)
