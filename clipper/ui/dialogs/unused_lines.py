"""What of a paste became no mention, since it reads as none or was rejected before; a person can review it too."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from clipper.capture.unused import unused_places
from clipper.model.draft import Reading, Span
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.review_frame import RemarkBar
from clipper.ui.fonts import scale
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, surface
from clipper.ui.widgets.quiet_bars import QuietBars

_SHOWN_LINES, _SHOWN_LINE = 2_000, 500
_ROW = 28


class UnusedBar(RemarkBar):
    """Says how many lines of a paste no draft uses and how many mentions of it were rejected before, and shows them.

    It is hidden where there are none. `taken` are places of lines that mentions were made of already; `holds_text`
    tells that lines can be added to a text.
    mentionsWanted(list): the places of lines of which a person wants to make mentions.
    textWanted(list): those of lines that a person wants in the text.
    """

    mentionsWanted = Signal(list)  # noqa: N815
    textWanted = Signal(list)  # noqa: N815

    def __init__(
        self,
        reading: Reading,
        taken: Collection[Span] = (),
        parent: QWidget | None = None,
        *,
        holds_text: bool = False,
    ) -> None:
        super().__init__("file-text", "", "ink2", parent)
        self._holds_text = holds_text
        self._text = reading.text
        self._rejected = {draft.extent for draft in reading.rejected} - set(taken)
        self._places = self._found(reading, taken)
        self.showRequested.connect(self._show_lines)
        self._tell()
        if not self.is_needed:
            self.hide()

    def _found(self, reading: Reading, taken: Collection[Span] = ()) -> list[Span]:
        unused = [place for place in unused_places(reading) if place not in taken]
        return sorted([*_outside(unused, self._rejected), *self._rejected])

    def look_at(self, reading: Reading) -> None:
        """Count the lines that are not used anew, as drafts are now."""
        self._places = self._found(reading)
        self._tell()
        self.setVisible(self.is_needed)

    @property
    def is_needed(self) -> bool:
        """Whether there are such lines."""
        return bool(self._places)

    @property
    def count(self) -> int:
        """How many lines no draft uses, without the mentions that were rejected before."""
        return len(self._places) - len(self._rejected.intersection(self._places))

    def take(self, places: Collection[Span]) -> None:
        """Count lines no longer that stand within pieces of which mentions were made."""
        self._places = _outside(self._places, places)
        self._tell()
        self.setVisible(self.is_needed)

    def _tell(self) -> None:
        unused = self.count
        rejected = len(self._places) - unused
        one, many = self.tr("1 mention was rejected before"), self.tr("{n} mentions were rejected before")
        before = (one if rejected == 1 else many).format(n=f"{rejected:,}")
        if rejected and unused:
            one, many = self.tr("{before}, 1 line is not used"), self.tr("{before}, {n} lines are not used")
        else:
            one, many = self.tr("1 line of the paste is not used"), self.tr("{n} lines of the paste are not used")
        self.say((one if unused == 1 else many).format(n=f"{unused:,}", before=before) if unused else before)

    def _show_lines(self) -> None:
        lines = [self._text[slice(*place)] for place in self._places]
        rejected = {row for row, place in enumerate(self._places) if place in self._rejected}
        dialog = UnusedLinesDialog(lines, self.window(), rejected, holds_text=self._holds_text)
        if ask(dialog):
            wanted = self.textWanted if dialog.is_text else self.mentionsWanted
            wanted.emit([self._places[row] for row in dialog.chosen])


def _outside(places: Sequence[Span], pieces: Collection[Span]) -> list[Span]:
    return [(start, end) for start, end in places if not any(of <= start and end <= to for of, to in pieces)]


class UnusedLinesDialog(QDialog):
    """`chosen` are the places, from 0, of the lines that a person wants as mentions, when they accepted.

    Where it `holds_text` they may want them in the text, which `is_text` tells then. `rejected` are the places of those
    that are mentions which were rejected before.
    """

    def __init__(
        self,
        lines: Sequence[str],
        parent: QWidget | None = None,
        rejected: Collection[int] = frozenset(),
        *,
        holds_text: bool = False,
    ) -> None:
        super().__init__(parent)
        self.is_text = False
        self._rejected = frozenset(rejected)
        self.chosen: list[int] = []
        self.setWindowTitle(self.tr("Lines that are not used"))
        surface(self, "reader")
        self.resize(620, 420)
        self._list = QListWidget()
        before = self.tr("Rejected before: {mention}")
        for row, line in enumerate(lines[:_SHOWN_LINES]):
            words = before.format(mention=" ".join(line.split())) if row in self._rejected else line
            item = QListWidgetItem(words[:_SHOWN_LINE], self._list)
            item.setSizeHint(QSize(0, round(_ROW * scale())))
        self._list.setUniformItemSizes(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        QuietBars(self._list)
        self._list.setAccessibleName(self.windowTitle())
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.itemSelectionChanged.connect(self._on_selection)
        self._list.itemActivated.connect(self._on_make)
        self._make = Button(self.tr("Make a mention of it"), PRIMARY, key="↵")
        self._make.clicked.connect(self._on_make)
        self._add = Button(self.tr("Add to the text"), PLAIN)
        self._add.clicked.connect(self._on_add)
        self._add.setVisible(holds_text)
        close = Button(self.tr("Close"), PLAIN, key=self.tr("Esc"))
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(dialog_title(self.tr("Lines that are not used")))
        mentions = self.tr("They are kept with the paste. Select those that are mentions to review them, too.")
        either = self.tr("They are kept with the paste. Select those that belong to the text or are mentions.")
        column.addWidget(Label(either if holds_text else mentions, "ink2"))
        column.addWidget(self._list, 1)
        if len(lines) > _SHOWN_LINES:
            more = self.tr("And {n} more; all of them are in the original.")
            column.addWidget(Label(more.format(n=f"{len(lines) - _SHOWN_LINES:,}"), "ink2"))
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (close, self._add, self._make):
            foot.addWidget(button)
        column.addLayout(foot)
        # The keyboard begins at the first line, which Enter takes.
        self._list.setCurrentRow(0)
        self._on_selection()

    def _on_selection(self) -> None:
        rows = {index.row() for index in self._list.selectedIndexes()}
        count = len(rows)
        one, many = self.tr("Make a mention of it"), self.tr("Make {n} mentions of them").format(n=f"{count:,}")
        if rows and rows <= self._rejected:
            one, many = self.tr("Review it again"), self.tr("Review them again")
        self._make.setText(many if count > 1 else one)
        self._make.setEnabled(count > 0)
        self._add.setEnabled(count > 0 and not rows & self._rejected)
        self._make.updateGeometry()

    def _on_add(self) -> None:
        """Take the lines that are selected for the text."""
        self.is_text = True
        self._on_make()

    def _on_make(self) -> None:
        """Take the lines that are selected; Enter in a list where none is takes nothing."""
        if not self._make.isEnabled():
            return
        self.chosen = sorted(index.row() for index in self._list.selectedIndexes())
        self.accept()
