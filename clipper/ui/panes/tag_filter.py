"""The filter of the left pane: its field, which names hold what is typed there, and what is said of those left out."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from clipper.model.text import fold
from clipper.model.word_forms import plain_letters
from clipper.ui.announcing import announce
from clipper.ui.fonts import sans
from clipper.ui.icons import icon
from clipper.ui.models.tag_tree import Kind, Node
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.tag_tree_view import TagTreeView

_LONGEST_TOLD = 60
_LEAST_OF_HEADING = 3
"""So many letters find a heading: fewer are in most, and are meant for names."""


class Wanted(Struct, frozen=True):
    """What the filter asks for: `letters`, and the names `meant` by an alias that holds them; false where nothing."""

    letters: str
    meant: frozenset[tuple[Kind, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.letters)

    def has_name(self, kind: Kind, name: str) -> bool:
        """Tell whether a name or an alias of it holds the letters."""
        return (kind, name) in self.meant or self.letters in letters_of(name)

    def has_row(self, node: Node) -> bool:
        """Tell whether a row is called so; a month is called by what its row says, too."""
        is_said = node.label != node.key and self.letters in letters_of(node.label)
        return self.has_name(node.kind, node.key) or is_said

    def has_heading(self, called: Iterable[str]) -> bool:
        """Tell whether a heading begins with the letters by one of the words that it is called."""
        is_long = len(self.letters) >= _LEAST_OF_HEADING
        return is_long and any(letters_of(one).startswith(self.letters) for one in called)


@lru_cache(maxsize=200_000)
def letters_of(name: str) -> str:
    """Return a name as the filter compares it: in plain letters, without case and accents."""
    return plain_letters(fold(name))


def hide_unless(view: TagTreeView, node: Node, is_wanted: Callable[[Node], bool], *, opens: bool) -> bool:
    """Hide a row of a view unless it or one below it is wanted; returns whether it is shown.

    Headings are shown for what is below them. What is wanted below a row opens it where the filter `opens` rows.
    """
    shown_below = [hide_unless(view, child, is_wanted, opens=opens) for child in node.children]
    own = node.kind is not Kind.GROUP and is_wanted(node)
    shown = own or any(shown_below)
    index = view.tree.index_of(node)
    view.setRowHidden(index.row(), index.parent(), not shown)
    if opens and any(shown_below):
        view.expand(index)
    return shown


class TagFilter(QLineEdit):
    """The field; Esc empties it.

    left(): Down: the first name that is shown should take the keyboard.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("compact", True)
        self.setFont(sans(13))
        self.setPlaceholderText(self.tr("Filter tags and names"))
        self.setAccessibleName(self.tr("Filter tags and names"))
        self.setClearButtonEnabled(False)
        funnel = self.addAction(icon("funnel"), QLineEdit.ActionPosition.LeadingPosition)
        funnel.setText(self.accessibleName())

    def typed(self) -> str:
        """Return what is typed, without spaces around it."""
        return self.text().strip()

    def wanted(self, read_aliases: Callable[[], Mapping[Kind, Mapping[str, str]]]) -> Wanted:
        """Return what is asked for; aliases are read only where something is, each kind's with the names they mean."""
        letters = letters_of(self.typed())
        if not letters:
            return Wanted("")
        named = read_aliases().items()
        return Wanted(
            letters,
            frozenset(
                (kind, name)
                for kind, aliases in named
                for alias, name in aliases.items()
                if letters in letters_of(alias)
            ),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Show all names again at Esc, and go on to the first that is shown at Down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterNotes(QWidget):
    """What is said below the filter of names that have no row: none is called so, many are rarely used or left out.

    allTagsRequested(): not only those that are used once.
    """

    allTagsRequested = Signal()  # noqa: N815

    def __init__(self, most: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.missed = self._make_note("", "ink2")
        self.rest = self._make_note(self.tr("{n} most used. Filter for the rest.").format(n=most), "ink3")
        self.used_once = self._make_used_once()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for note in (self.missed, self.rest, self.used_once):
            column.addWidget(note)
            note.hide()

    def _make_note(self, text: str, ink: str) -> Label:
        note = Label(text, ink, sans(12))
        note.setWordWrap(True)
        note.setContentsMargins(14, 8, 14, 0)
        return note

    def _make_used_once(self) -> QWidget:
        """Say that tags are missing on purpose, with the way back."""
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(6, 8, 14, 0)
        column.setSpacing(0)
        said = Label(self.tr("Only tags that are used once"), "ink2", sans(12))
        # Where the words of the link below begin.
        said.setContentsMargins(8, 0, 0, 0)
        said.setWordWrap(True)
        column.addWidget(said)
        show_all = LinkButton(self.tr("Show all tags"), line)
        show_all.setObjectName("showAllTags")
        show_all.clicked.connect(self.allTagsRequested)
        column.addWidget(show_all, 0, Qt.AlignmentFlag.AlignLeft)
        return line

    def tell_missed(self, text: str, *, is_missed: bool) -> None:
        """Say, to a screen reader too, that no name has a text, or be quiet again."""
        self.missed.setText(self.tr("No tag and no name has “{text}”.").format(text=text[:_LONGEST_TOLD]))
        if is_missed and self.missed.isHidden():
            announce(self.missed, self.missed.text())
        self.missed.setVisible(is_missed)
