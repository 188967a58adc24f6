"""The chips of the search box in a row: the oldest fold into one where room is short, and one or all are selected."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from clipper.model.term import Term
from clipper.ui.icons import icon
from clipper.ui.widgets.search_chip import NARROW, WIDEST, SearchChip, chip_width, facet_words, folded_width

_GAP = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChipRow(QWidget):
    """The row; it never takes the focus, the search box sends it the keys.

    `has_all` tells that the words beside it are selected too.

    removed(tuple): a person took facets from the search. editRequested(Term): one is to be written otherwise.
    clicked(): the box should take the focus.
    """

    removed = Signal(object)
    editRequested = Signal(object)  # noqa: N815
    clicked = Signal()

    def __init__(self, parent: QWidget, today: Callable[[], date]) -> None:
        super().__init__(parent)
        self._today = today
        self._chips: list[SearchChip] = []
        self._selected: int | None = None
        self.has_all = False

    def show_facets(self, facets: tuple[Term, ...], room: int) -> None:
        """Show other facets, none of them selected, and grow as wide as they are: `room` as far as that can be."""
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._selected, self.has_all = None, False
        (count, widest), today = _fitting(facets, room), self._today()
        folded, shown = facets[:count], facets[count:]
        self._chips = [SearchChip(folded, self, today, folded=True)] if folded else []
        self._chips += [SearchChip((term,), self, today, widest=widest) for term in shown]
        for chip in self._chips:
            chip.removed.connect(lambda chip=chip: self.removed.emit(chip.terms))
            if not chip.is_folded:
                chip.editRequested.connect(lambda chip=chip: self.editRequested.emit(chip.terms[-1]))
            chip.clicked.connect(lambda _=False, chip=chip: self._on_clicked(chip))
            chip.show()
        self._arrange()

    def _arrange(self) -> None:
        x = 0
        for chip in self._chips:
            size = chip.sizeHint()
            chip.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            x += size.width() + _GAP
        self.resize(x, self.height())

    def _on_clicked(self, chip: SearchChip) -> None:
        self.clicked.emit()
        self.select(self._chips.index(chip))
        if chip.is_folded:
            self._list_folded(chip)

    def _list_folded(self, chip: SearchChip) -> None:
        """Open the list of the facets that a folded chip stands for."""
        menu = self._folded_menu(chip.terms)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _folded_menu(self, terms: tuple[Term, ...]) -> QMenu:
        """Return the menu that names facets; what is chosen there goes from the search."""
        menu = QMenu(self)
        for term in terms:
            title = self.tr("Remove “{facet}”").format(facet=facet_words(term)).replace("&", "&&")
            menu.addAction(icon("x"), title).triggered.connect(lambda _=False, term=term: self.removed.emit((term,)))
        return menu

    def select(self, index: int | None) -> None:
        """Select the chip at a place, or none where there is no such place."""
        self._selected = index if index is not None and 0 <= index < len(self._chips) else None
        self.has_all = False
        self._mark()

    def select_last(self) -> None:
        """Select the chip before the words."""
        self.select(len(self._chips) - 1)

    def select_all(self) -> None:
        """Select all chips, beside the words: what is typed or deleted next takes the place of all."""
        self._selected, self.has_all = None, True
        self._mark()

    def _mark(self) -> None:
        for at, chip in enumerate(self._chips):
            chip.selected = self.has_all or at == self._selected
            chip.update()

    def selected(self) -> tuple[Term, ...] | None:
        """Return the facets of the chip that Backspace would remove."""
        return None if self._selected is None else self._chips[self._selected].terms

    def texts(self) -> list[str]:
        """Return what the chips say, in order."""
        return [chip.accessibleName() for chip in self._chips]

    def take_copy(self, event: QKeyEvent) -> bool:
        """Copy or cut the selected chip as it would be typed; returns whether the key was meant for it."""
        terms = self.selected()
        is_cut = event.matches(QKeySequence.StandardKey.Cut)
        if terms is None or (not is_cut and not event.matches(QKeySequence.StandardKey.Copy)):
            return False
        QApplication.clipboard().setText(" ".join(map(str, terms)))
        if is_cut:
            self.removed.emit(terms)
        return True

    def take_key(self, key: int) -> bool:
        """Take a key while a chip is selected: Backspace removes it, arrows walk on, any other key ends that.

        Enter makes text of it, or lists what is folded. Returns whether the key was meant for the chip.
        """
        if self._selected is None:
            return False
        selected, chip = self._selected, self._chips[self._selected]
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            # Of several folded into one chip only the last: what cannot be seen does not go all at once.
            self.removed.emit(chip.terms[-1:])
        elif key in _ENTER and chip.is_folded:
            self._list_folded(chip)
        elif key in _ENTER:
            self.editRequested.emit(chip.terms[-1])
        elif key == Qt.Key.Key_Left:
            self.select(max(0, selected - 1))
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Escape):
            self.select(selected + 1 if key == Qt.Key.Key_Right else None)
        else:
            self.select(None)
            return False
        return True


def _fitting(facets: tuple[Term, ...], room: int) -> tuple[int, int]:
    """How many of the oldest facets fold into one chip, for want of room, and how wide the values of others may be.

    What was chosen last is always seen.
    """
    for count in range(max(1, len(facets))):
        needed = folded_width(facets[:count]) + _GAP if count else 0
        for widest in (WIDEST, NARROW):
            if needed + sum(chip_width(term, widest) + _GAP for term in facets[count:]) <= room:
                return count, widest
    return max(0, len(facets) - 1), NARROW
