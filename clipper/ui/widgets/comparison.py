"""Two clippings side by side, field by field: equal ones quiet, differing ones to choose from, the others united."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from clipper.library.merging import Compared, Standing
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role
from clipper.model.markup import count_words
from clipper.model.medium_fields import LENGTHS, write_length
from clipper.ui.code_words import language_word, medium_words, prominence_words, relation_words, rights_words
from clipper.ui.dates import write_date
from clipper.ui.fonts import sans
from clipper.ui.widgets.comparison_cells import PAD, Chips, Choice, Mark, Passage, Value
from clipper.ui.widgets.differences import Passages, Piece, Place, TextDifference, line_pieces, text_difference
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label, hairline
from clipper.ui.widgets.name_list_editor import role_words
from clipper.ui.widgets.tone_disc import tone_word

_LABEL = 112
_MOST_PASSAGES = 8
"""So many places where two texts differ are shown; of what is written anew that is enough."""
_KEPT, _OTHER = "highlight_pink", "highlight_green"
_Sides = tuple[Sequence[Piece], Sequence[Piece]]


class Comparison(QWidget):
    """What is there on the left, what is brought to it on the right.

    changed(): a person chose another value.
    """

    changed = Signal()

    def __init__(self, hues: Mapping[str, str], spokesperson_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hues = {tag.casefold(): hue for tag, hue in hues.items()}
        self._spokesperson_label = spokesperson_label
        self._choices: dict[str, tuple[Choice, Choice]] = {}
        self._whole = QVBoxLayout(self)
        self._whole.setSpacing(0)
        self._table: QWidget | None = None

    def show_fields(
        self,
        compared: Sequence[Compared],
        heads: Sequence[tuple[str, str]],
        takes_other: Callable[[Compared], bool],
    ) -> None:
        """Show fields under a heading and a quiet line a side; `takes_other` tells whose value is chosen at first."""
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
        self._choices = {}
        self._table = QWidget(self)
        self._whole.addWidget(self._table)
        grid = QGridLayout(self._table)
        grid.setSpacing(0)
        grid.setColumnMinimumWidth(0, _LABEL)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._add_heads(grid, heads)
        difference = _difference(compared)
        for one in compared:
            self._add_row(grid, one, difference, takes_other(one))
        if difference is not None:
            for passages in difference.passages[:_MOST_PASSAGES]:
                self._add_passages(grid, passages)
            self._add_rest(grid, len(difference.passages) - _MOST_PASSAGES)
        self._table.show()

    def taken(self) -> frozenset[str]:
        """Return the fields of which the right value is chosen."""
        return frozenset(field for field, (_, right) in self._choices.items() if right.isChecked())

    def choice(self, field: str, *, other: bool) -> Choice:
        """Return what chooses a side of a field."""
        return self._choices[field][other]

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through."""
        return [cell for pair in self._choices.values() for cell in pair]

    # Building

    def _add_heads(self, grid: QGridLayout, heads: Sequence[tuple[str, str]]) -> None:
        for column, (title, line) in zip((1, 3), heads, strict=True):
            head = QWidget()
            inside = QVBoxLayout(head)
            inside.setContentsMargins(PAD, 14, PAD, 14)
            inside.setSpacing(3)
            inside.addWidget(ElidedLabel(title, "ink", sans(13, 600)))
            inside.addWidget(ElidedLabel(line, "ink3", sans(12)))
            grid.addWidget(head, 0, column)
        grid.addWidget(hairline(), 1, 0, 1, 4)

    def _add_row(self, grid: QGridLayout, one: Compared, difference: TextDifference | None, takes_other: bool) -> None:
        row = grid.rowCount()
        differs = one.standing is Standing.DIFFERS
        name = self._name(one.field)
        label = ElidedLabel(name, "ink" if differs else "ink2", sans(13, 600 if differs else 400))
        grid.addWidget(label, row, 0)
        grid.addWidget(Mark(one.standing, self._standing_word(one.standing), self), row, 2)
        sides = self._pieces(one, difference)
        cells = self._choice_cells(one.field, name, sides, takes_other) if differs else self._value_cells(one, sides)
        grid.addWidget(cells[0], row, 1)
        grid.addWidget(cells[1], row, 3)
        grid.addWidget(hairline(), row + 1, 0, 1, 4)

    def _value_cells(self, one: Compared, sides: _Sides) -> tuple[QWidget, QWidget]:
        cells: list[QWidget] = []
        for value, pieces in zip((one.kept, one.other), sides, strict=True):
            if one.field == "tags" and value:
                cells.append(Chips(value, self._hues, self))
            else:
                cells.append(Value(pieces, "ink" if value and one.standing is not Standing.EQUAL else "ink3", self))
        return cells[0], cells[1]

    def _choice_cells(self, field: str, name: str, sides: _Sides, takes_other: bool) -> tuple[QWidget, QWidget]:
        left, right = Choice(name, sides[0], _KEPT, self), Choice(name, sides[1], _OTHER, self)
        # A group of their own, or all of the table would be one choice.
        group = QButtonGroup(self._table)
        for cell in (left, right):
            group.addButton(cell)
            cell.clicked.connect(self.changed)
        (right if takes_other else left).setChecked(True)
        self._choices[field] = left, right
        return left, right

    def _add_passages(self, grid: QGridLayout, passages: Passages) -> None:
        row = grid.rowCount()
        name = Label(self._place_name(passages.place), "ink2")
        name.setWordWrap(True)
        grid.addWidget(_inset(name, (0, 14, 8, 0)), row, 0)
        for column, pieces, mark in ((1, passages.first, _KEPT), (3, passages.second, _OTHER)):
            grid.addWidget(_inset(Passage(pieces, mark, self), (PAD, 12, PAD, 12)), row, column)

    def _add_rest(self, grid: QGridLayout, count: int) -> None:
        """Tell of the places that are not shown."""
        if count <= 0:
            return
        one, many = self.tr("The texts differ in one more place."), self.tr("The texts differ in {n} more places.")
        label = Label(one if count == 1 else many.format(n=f"{count:,}"), "ink2")
        grid.addWidget(_inset(label, (PAD, 4, PAD, 12)), grid.rowCount(), 1, 1, 3)

    # Words

    def _pieces(self, one: Compared, difference: TextDifference | None) -> _Sides:
        if one.field == "body":
            return self._body_pieces(one, difference)
        kept, other = self._written(one.field, one.kept), self._written(one.field, one.other)
        if one.standing is Standing.DIFFERS and kept and other:
            return line_pieces(kept, other)
        none = self.tr("None")
        return [(kept or none, False)], [(other or none, False)]

    def _body_pieces(self, one: Compared, difference: TextDifference | None) -> _Sides:
        sides = []
        for place, text in enumerate((one.kept, one.other)):
            count = self.tr("{n} words").format(n=f"{count_words(text):,}") if text else self.tr("None")
            sides.append([(f"{count}{self._more(difference, place)}", False)])
        return sides[0], sides[1]

    def _more(self, difference: TextDifference | None, side: int) -> str:
        """What one text has more than the other, in words."""
        count = difference.more[side] - difference.more[1 - side] if difference else 0
        if difference is None or count <= 0:
            return ""
        one, many = self.tr("one paragraph more"), self.tr("{n} paragraphs more").format(n=f"{count:,}")
        where = {Place.BEGINNING: self.tr(" at the start"), Place.END: self.tr(" at the end")}
        place = difference.passages[0].place if len(difference.passages) == 1 else Place.MIDDLE
        return f" · {one if count == 1 else many}{where.get(place, '')}"

    def _written(self, field: str, value: Any) -> str:
        if not value:
            return ""
        writers: dict[str, Callable[[Any], str]] = {
            "published_on": write_date,
            "spokespeople": lambda people: ", ".join(map(_person, people)),
            "reporters": ", ".join,
            "tags": ", ".join,
            "messages": "; ".join,
            "codes": lambda codes: "; ".join(f"{name}: {value}" for name, value in codes),
            "rights": lambda code: dict(rights_words())[code],
            **dict.fromkeys(LENGTHS, write_length),
            "url": lambda link: link.removeprefix("https://").removeprefix("http://").removeprefix("www."),
            "language": language_word,
            "tone": tone_word,
            "medium": lambda code: dict(medium_words())[code],
            "prominence": lambda code: dict(prominence_words())[code],
            "relation": lambda code: dict(relation_words())[code],
        }
        return writers.get(field, lambda text: " ".join(text.split()))(value)

    def _name(self, field: str) -> str:
        return {
            "headline": self.tr("Headline"),
            "deck": self.tr("Deck"),
            "outlet": self.tr("Outlet"),
            "programme": self.tr("Programme"),
            "host": self.tr("Host"),
            "aired_at": self.tr("Air time"),
            "duration": self.tr("Duration"),
            "timecode": self.tr("Timecode"),
            "edition": self.tr("Edition"),
            "section": self.tr("Section"),
            "page": self.tr("Page"),
            "handle": self.tr("Handle"),
            "medium": self.tr("Medium"),
            "published_on": self.tr("Date"),
            "url": self.tr("Link"),
            "language": self.tr("Language"),
            "body": self.tr("Text"),
            "tone": self.tr("Tone"),
            "prominence": self.tr("Prominence"),
            "relation": self.tr("Relation"),
            "reporters": self.tr("Reporter"),
            "tags": self.tr("Tags"),
            "messages": self.tr("Key messages"),
            "codes": self.tr("Codebook"),
            "rights": self.tr("Rights"),
            "spokespeople": self._spokesperson_label,
            "note": self.tr("Note"),
        }[field]

    def _standing_word(self, standing: Standing) -> str:
        return {
            Standing.EQUAL: self.tr("Equal"),
            Standing.DIFFERS: self.tr("Choose one"),
            Standing.ADDED: self.tr("Only one side has it: it is kept"),
            Standing.UNITED: self.tr("Both are kept"),
        }[standing]

    def _place_name(self, place: Place) -> str:
        return {
            Place.BEGINNING: self.tr("Start of the text"),
            Place.MIDDLE: self.tr("In the text"),
            Place.END: self.tr("End of the text"),
        }[place]


def _inset(content: QWidget, margins: tuple[int, int, int, int]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(*margins)
    column.addWidget(content)
    column.addStretch(1)
    return holder


def _difference(compared: Sequence[Compared]) -> TextDifference | None:
    bodies = next(((one.kept, one.other) for one in compared if one.field == "body"), (None, None))
    return text_difference(*bodies) if all(bodies) else None


def _person(person: Spokesperson) -> str:
    return person.name if person.role is Role.UNKNOWN else f"{person.name}, {dict(role_words())[person.role]}"
