"""What an empty library shows: whose it is to be, three ways in, and that files can be dropped."""

from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clipper.model.clipping import Organisation
from clipper.model.text import clean_line
from clipper.model.values import replace
from clipper.ui.fonts import sans, serif
from clipper.ui.icons import paint_icon
from clipper.ui.own_keys import UndoOfWindow
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button, LinkButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label, hairline, surface

_WIDTH = 600
_WAY_HEIGHT = 81
_RING = 4
"""The room beside the buttons for the ring of the keyboard."""


class Way(Struct, frozen=True):
    """One way in: the action it takes, its icon and words, and what its button says."""

    action: str
    icon: str
    title: str
    text: str
    verb: str
    key: str = ""


class _Tile(QWidget):
    """An icon on a tile, tinted for the way that is likeliest."""

    def __init__(self, icon: str, *, is_first: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._is_first = icon, is_first
        self.setFixedSize(QSize(40, 40))
        theme_signals().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the tile."""
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 8, theme().color("sel" if self._is_first else "sidebar"), None)
        paint_icon(painter, QPointF(10, 10), self._icon, "accent" if self._is_first else "ink2", 20)
        painter.end()


class EmptyState(QWidget):
    """Three ways in, in the middle of where the clippings will be.

    chosen(str): the id of the action that a person chose. named(Organisation): they said whose library it is.
    """

    chosen = Signal(str)
    named = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "reader")
        inner = QWidget(self)
        inner.setMaximumWidth(_WIDTH + _RING)
        column = QVBoxLayout(inner)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, _RING, 0)
        column.addWidget(Label(self.tr("Your library is empty"), "ink", serif(32, 600)))
        column.addSpacing(6)
        column.addWidget(Label(self.tr("Start with one mention. Clipper reads it, you correct it."), "ink2", serif(18)))
        self._made = _Told("library", self.tr("Open another library…"), inner)
        self._made.verb.setObjectName("openAnother")
        self._made.verb.clicked.connect(lambda: self.chosen.emit("file.open"))
        column.addWidget(self._made)
        self._undone = _Told("undo-2", self.tr("Redo"), inner)
        self._undone.verb.setObjectName("redoEmptied")
        self._undone.verb.clicked.connect(lambda: self.chosen.emit("edit.redo"))
        column.addWidget(self._undone)
        column.addSpacing(20)
        self.profile = _Profile(inner)
        self.profile.named.connect(self.named)
        column.addWidget(self.profile)
        column.addSpacing(22)
        for number, way in enumerate(self._ways()):
            column.addWidget(hairline(inner))
            column.addLayout(self._row(way, inner, is_first=number == 0))
        column.addWidget(hairline(inner))
        column.addSpacing(16)
        column.addWidget(self._drop_hint(inner))
        self._lay_out(inner)

    def tell_made(self, path: str) -> None:
        """Say that there was no library where one was looked for: that may be a slip in its name."""
        self._made.tell(self.tr("There was no library at {path}: a new one was made.").format(path=path))

    def tell_undone(self, title: str) -> None:
        """Say which step was taken back that filled the library, "" for none, as long as it can be done again."""
        self._undone.tell(self.tr("Taken back: {step}").format(step=title) if title else "")

    def take_keyboard(self) -> None:
        """Let Enter do again what emptied the library; what is typed by mistake then changes nothing."""
        if self._undone.isVisibleTo(self):
            # Qt may have come here by itself, which draws no ring.
            self._undone.verb.clearFocus()
            self._undone.verb.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self, inner: QWidget) -> None:
        """Two parts of air above, three below: a little above the middle is where the eye looks for it."""
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inner, 100)
        across.addStretch(1)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 24, 24, 24)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)

    def _ways(self) -> tuple[Way, ...]:
        return (
            Way(
                "clipping.paste",
                "clipboard-paste",
                self.tr("Paste what you copied"),
                self.tr("A web page, an article, a list of mentions or a link."),
                self.tr("Paste"),
                "Ctrl+V",
            ),
            Way(
                "file.import",
                "file-down",
                self.tr("Import files"),
                self.tr("Archives, sheets, mails, PDFs and saved web pages."),
                self.tr("Import…"),
                "Ctrl+I",
            ),
            Way(
                "file.sample",
                "book-open",
                self.tr("Look around first"),
                self.tr("A sample library of invented clippings, in its own file."),
                self.tr("Open the sample"),
            ),
        )

    def _row(self, way: Way, parent: QWidget, *, is_first: bool) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Label(way.title, "ink", sans(15, 600)))
        text = Label(way.text, "ink2")
        text.setWordWrap(True)
        words.addWidget(text)
        words.addStretch(1)
        button = Button(way.verb, PRIMARY if is_first else PLAIN, key=way.key, parent=parent)
        button.setAccessibleName(way.title)
        button.clicked.connect(lambda: self.chosen.emit(way.action))
        across = QHBoxLayout()
        across.setSpacing(18)
        across.addStrut(_WAY_HEIGHT)
        across.addWidget(_Tile(way.icon, is_first=is_first, parent=parent))
        across.addLayout(words, 1)
        across.addWidget(button)
        return across

    def _drop_hint(self, parent: QWidget) -> QWidget:
        hint = QWidget(parent)
        row = QHBoxLayout(hint)
        row.setSpacing(8)
        picture = _Mark("download", hint)
        row.addWidget(picture)
        row.addWidget(Label(self.tr("You can also drop files anywhere in this window."), "ink3", sans(12)), 1)
        return hint


class _Told(QWidget):
    """What is said of how the library came to be empty, with what may be done about it; hidden until it is told."""

    def __init__(self, icon: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.verb = LinkButton(verb, self)
        self._text = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 16, 0, _RING)
        row.setSpacing(8)
        row.addWidget(_Mark(icon, self))
        row.addWidget(self._text)
        row.addWidget(self.verb)
        row.addStretch(1)
        self.hide()

    def tell(self, text: str) -> None:
        """Say something, or nothing more."""
        self._text.set_text(text)
        self.setVisible(bool(text))


class _Profile(QWidget):
    """named(Organisation): one of the three fields was filled in or changed."""

    named = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._organisation = Organisation()
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self.name = self._field(self.tr("Your organisation"), self.tr("It stands on every report"))
        self.user_name = self._field(self.tr("Your name"), self.tr("History says who did what"))
        self.label = self._field(self.tr("Your people are called"), self.tr("Expert, Fellow, …"))

    def _field(self, title: str, hint: str) -> QLineEdit:
        column = self._grid.count() // 2
        field = _ProfileField(self)
        field.setFont(sans(13))
        field.setPlaceholderText(hint)
        field.setAccessibleName(title)
        field.setAccessibleDescription(hint)
        field.editingFinished.connect(self._tell)
        UndoOfWindow(field)
        label = Label(title, "ink2", sans(12))
        label.setBuddy(field)
        self._grid.addWidget(label, 0, column)
        self._grid.addWidget(field, 1, column)
        return field

    def show_organisation(self, organisation: Organisation) -> None:
        """Show what the library knows already; what is being typed stays."""
        self._organisation = organisation
        label = organisation.spokesperson_label
        shown = {
            self.name: organisation.name,
            self.user_name: organisation.user_name,
            self.label: "" if label == Organisation().spokesperson_label else label,
        }
        for field, text in shown.items():
            if not (field.hasFocus() and field.isModified()):
                field.setText(text)

    def _tell(self) -> None:
        """Tell what was typed; what was not may have come from elsewhere since it was shown."""
        before = self._organisation
        self._organisation = replace(
            before,
            name=_typed(self.name, before.name),
            user_name=_typed(self.user_name, before.user_name),
            spokesperson_label=_typed(self.label, before.spokesperson_label) or Organisation().spokesperson_label,
        )
        for field in (self.name, self.user_name, self.label):
            field.setModified(False)
        if self._organisation != before:
            self.named.emit(self._organisation)


def _typed(field: QLineEdit, before: str) -> str:
    return clean_line(field.text()) if field.isModified() else before


class _ProfileField(QLineEdit):
    """Leaves Ctrl+V to the window, which makes a clipping, until a person typed here, or clicked here to paste a name.

    The keyboard comes here by itself as well, where an undo empties the library.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_clicked = False

    def event(self, event: QEvent) -> bool:
        """Take a paste only where it is meant for this field."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._leaves(event):
            event.ignore()
            return False
        return super().event(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Paste) and not self._takes_paste()

    def _takes_paste(self) -> bool:
        is_line = len(QGuiApplication.clipboard().text().strip().splitlines()) == 1
        return self.isModified() or (self._is_clicked and is_line)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Remember whether a person came by the mouse."""
        super().focusInEvent(event)
        self._is_clicked = event.reason() is Qt.FocusReason.MouseFocusReason


class _Mark(QWidget):
    """A small icon beside a hint."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(QSize(16, 16))
        theme_signals().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the icon."""
        painter = QPainter(self)
        paint_icon(painter, QPointF(0, 0), self._icon, "ink3")
        painter.end()
