"""The marks of a search in the text of a widget: the words that were looked for, on the colour of what is found."""

from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextEdit

from clipper.model.found_words import places_of
from clipper.model.term import Term
from clipper.ui.theme import theme
from clipper.ui.utf16 import Positions

_MOST_MARKS = 2000


def found_marks(document: QTextDocument, terms: Sequence[Term], fill: str = "match") -> list[QTextEdit.ExtraSelection]:
    """Return the marks of words and phrases in a text, the first of very many; `fill` is a colour of the theme."""
    form = QTextCharFormat()
    form.setBackground(theme().color(fill))
    form.setForeground(theme().color("ink"))
    return [selection(cursor, form) for cursor in islice(_found(document, terms), _MOST_MARKS)]


def selection(cursor: QTextCursor, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
    """Return a piece of a text in a form of its own."""
    made = QTextEdit.ExtraSelection()
    made.cursor, made.format = cursor, form
    return made


def marked_in(edit: QTextEdit) -> list[str]:
    """Return the pieces of a text that are marked as found, in order."""
    background = QTextFormat.Property.BackgroundBrush
    return [one.cursor.selectedText() for one in edit.extraSelections() if one.format.hasProperty(background)]


def _found(document: QTextDocument, terms: Sequence[Term]) -> Iterator[QTextCursor]:
    wanted = [run for term in terms for run in term.runs]
    for block in blocks(document) if wanted else ():
        for start, end in places_of(block.text(), wanted):
            yield _cursor(block, start, end)


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield the paragraphs of a text."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _cursor(block: QTextBlock, start: int, end: int) -> QTextCursor:
    places = Positions(block.text())
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + places.to_qt(start))
    cursor.setPosition(block.position() + places.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
    return cursor
