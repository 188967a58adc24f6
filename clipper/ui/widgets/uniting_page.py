"""One value that two libraries have differently: both sides, what both had before, and whose counts."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from clipper.model.uniting import Choice, Difference, Side
from clipper.ui.fonts import sans
from clipper.ui.widgets.comparison_cells import PAD, Passage
from clipper.ui.widgets.comparison_cells import Choice as ChoiceCell
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label, hairline, surface
from clipper.ui.widgets.scrolled_page import ScrolledPage, lay_out_now
from clipper.ui.widgets.uniting_texts import field_word, line_of, pieces_of, text_of, title_of

_MARKS = "highlight_pink", "highlight_green"
_MOST_BASE = 1_000
_INSET = 39
"""Where the words of a choice begin, behind its disc."""


class UnitingPage(ScrolledPage):
    """chosen(Choice): a person said whose value counts."""

    chosen = Signal(Choice)

    def __init__(self, name: str, now: datetime) -> None:
        page = QWidget()
        super().__init__(page)
        surface(page, "reader")
        self._name, self._now = name, now
        self._cells: dict[Choice, ChoiceCell] = {}
        self._whole = QVBoxLayout(page)
        self._whole.setContentsMargins(24, 18, 24, 16)
        self._whole.setSpacing(0)
        self._shown: QWidget | None = None

    def show_difference(self, difference: Difference, choice: Choice) -> None:
        """Show a value, with whose counts."""
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setSpacing(0)
        title = Label(title_of(difference), "ink", sans(15, 600))
        title.setWordWrap(True)
        column.addWidget(title)
        column.addSpacing(2)
        column.addWidget(Label(field_word(difference), "ink2"))
        column.addSpacing(14)
        column.addWidget(self._sides(difference))
        self._add_both(column, difference)
        if difference.base is not None:
            self._add_base(column, difference, difference.base)
        column.addStretch(1)
        self._whole.addWidget(self._shown)
        self.show_choice(choice)
        self.verticalScrollBar().setValue(0)
        lay_out_now(self._page, self)

    def show_choice(self, choice: Choice) -> None:
        """Show whose value counts."""
        if choice in self._cells:
            self._cells[choice].setChecked(True)

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through."""
        return [*self._cells.values()]

    def _sides(self, difference: Difference) -> QWidget:
        both = QWidget()
        grid = QGridLayout(both)
        grid.setSpacing(0)
        grid.setHorizontalSpacing(16)
        self._group = QButtonGroup(both)
        self._cells = {}
        heads = self.tr("In your library"), self.tr("In {name}").format(name=self._name)
        sides = difference.ours, difference.theirs
        pieces = pieces_of(difference)
        for place, choice in enumerate((Choice.OURS, Choice.THEIRS)):
            grid.setColumnStretch(place, 1)
            grid.addWidget(self._cell(choice, heads[place], both), 0, place)
            line = ElidedLabel(line_of(sides[place], self._now), "ink3", sans(12))
            grid.addWidget(_inset(line, below=8), 1, place)
            grid.addWidget(hairline(), 2, place)
            passage = Passage(pieces[place], _MARKS[place], both)
            passage.setAccessibleName(f"{heads[place]}: {passage.plain()}")
            grid.addWidget(_inset(passage, 10, 12), 3, place, Qt.AlignmentFlag.AlignTop)
        return both

    def _cell(self, choice: Choice, words: str, parent: QWidget) -> ChoiceCell:
        cell = ChoiceCell(words, [(words, False)], _MARKS[0], parent)
        cell.setAccessibleName(words)
        self._group.addButton(cell)
        cell.clicked.connect(lambda: self.chosen.emit(choice))
        self._cells[choice] = cell
        return cell

    def _add_both(self, column: QVBoxLayout, difference: Difference) -> None:
        if difference.can_be_both:
            words = self.tr("Keep both, yours above and theirs below it")
            column.addSpacing(8)
            column.addWidget(self._cell(Choice.BOTH, words, self._shown or self))

    def _add_base(self, column: QVBoxLayout, difference: Difference, base: str) -> None:
        column.addSpacing(14)
        column.addWidget(_inset(Label(self.tr("Before either changed it"), "ink2", sans(12))))
        text = Label(text_of(difference, Side(base[:_MOST_BASE])), "ink2")
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        column.addSpacing(4)
        column.addWidget(_inset(text))


def _inset(content: QWidget, above: int = 0, below: int = 0) -> QWidget:
    """Return something in line with the words of a choice."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(_INSET, above, PAD, below)
    column.addWidget(content)
    return holder
