"""Which sheet of a file is read, where its header is, how its dates are meant, and by which preset."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QMenu, QWidget

from clipper.capture.formats.table import headings
from clipper.model.sheet import DateOrder, Preset, SheetFile, Use
from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import IconButton
from clipper.ui.widgets.labels import Label, surface
from clipper.ui.widgets.segmented import Segment, Segmented

_LABEL_WIDTH = 84
_GUESSED = ""
_LONGEST = 42


class SheetChoices(QWidget):
    """sheetChosen(int), headerChosen(int or None), orderChosen(DateOrder or None), presetChosen(name, "" to guess).

    renameRequested(str), deleteRequested(str): a preset is to be renamed, or forgotten.
    """

    sheetChosen = Signal(int)  # noqa: N815
    headerChosen = Signal(object)  # noqa: N815
    orderChosen = Signal(object)  # noqa: N815
    presetChosen = Signal(str)  # noqa: N815
    renameRequested = Signal(str)  # noqa: N815
    deleteRequested = Signal(str)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "list")
        self.sheet, self.header = self._box(self.tr("Sheet")), self._box(self.tr("Header"))
        self.preset = self._box(self.tr("Preset"))
        self.order = Segmented(
            [
                Segment(None, self.tr("Automatic")),
                Segment(DateOrder.DAY_FIRST, self.tr("Day first")),
                Segment(DateOrder.MONTH_FIRST, self.tr("Month first")),
            ],
            self.tr("Dates"),
        )
        self.more = IconButton("ellipsis", self.tr("More about the preset"))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)
        self._open = Label("", "warn", sans(12))
        self._open.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 14, 20, 14)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._labels: dict[QWidget, Label] = {
            field: self._add(title, field)
            for title, field in (
                (self.tr("Sheet"), self.sheet),
                (self.tr("Header"), self.header),
                (self.tr("Dates"), self.order),
                (self.tr("Preset"), self.preset),
            )
        }
        self.sheet.activated.connect(lambda place: self.sheetChosen.emit(self.sheet.itemData(place)))
        self.header.activated.connect(lambda place: self.headerChosen.emit(self.header.itemData(place)))
        self.preset.activated.connect(lambda place: self.presetChosen.emit(self.preset.itemData(place)))
        self.order.chosen.connect(self.orderChosen)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setFont(sans(13))
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        return box

    def _add(self, title: str, field: QWidget) -> Label:
        label, row = Label(title, "ink2"), self._grid.rowCount()
        label.setBuddy(field)
        self._grid.addWidget(label, row, 0)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(field, 0 if isinstance(field, Segmented) else 1)
        if isinstance(field, Segmented):
            line.addStretch(1)
        if field is self.preset:
            line.addWidget(self.more)
        self._grid.addLayout(line, row, 1)
        if field is self.order:
            self._grid.addWidget(self._open, row + 1, 1)
            self._open.hide()
        return label

    def tab_stops(self) -> list[QWidget]:
        """Return the controls in the order in which they are seen."""
        return [self.sheet, self.header, self.order, self.preset, self.more]

    # What is shown

    def show_file(self, found: SheetFile, presets: Sequence[Preset]) -> None:
        """Show how a file is read; what leaves no choice is not shown."""
        mapping = found.mapping
        _fill(self.sheet, [(index, sheet.name) for index, sheet in enumerate(found.sheets)], mapping.sheet)
        rows = [
            (index, self.tr("Row {n}: {words}").format(n=index + 1, words=_shortened(words)))
            for index, words in headings(found.sheets[mapping.sheet])
        ]
        _fill(self.header, [*rows, (None, self.tr("No header"))], mapping.header)
        self.order.set_value(mapping.date_order)
        self.show_presets(presets, found.preset)
        self._show_row(self.sheet, len(found.sheets) > 1)
        self._show_row(self.order, any(column.use is Use.DATE for column in mapping.columns))

    def show_open_dates(self, sentence: str) -> None:
        """Ask for the order of day and month where the column leaves it open; say nothing with an empty sentence."""
        self._open.setText(sentence)
        self._open.setVisible(bool(sentence))

    def show_presets(self, presets: Sequence[Preset], chosen: str | None) -> None:
        """Show the presets, and which of them is used."""
        names = [(preset.name, preset.name) for preset in presets]
        _fill(self.preset, [(_GUESSED, self.tr("None: guessed")), *names], chosen or _GUESSED)
        self._show_row(self.preset, bool(presets))
        self.more.setVisible(bool(presets))
        self.more.setEnabled(bool(chosen))

    def _show_row(self, field: QWidget, shown: bool) -> None:
        field.setVisible(shown)
        self._labels[field].setVisible(shown)

    def _fill_menu(self) -> None:
        self._menu.clear()
        name = str(self.preset.currentData())
        self._menu.addAction(self.tr("Rename…")).triggered.connect(lambda _on=False: self.renameRequested.emit(name))
        self._menu.addAction(self.tr("Delete")).triggered.connect(lambda _on=False: self.deleteRequested.emit(name))


def _shortened(words: str) -> str:
    """A chooser cuts its words anywhere; this ends with a whole one."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"


def _fill(box: QComboBox, items: Sequence[tuple[object, str]], chosen: object) -> None:
    box.blockSignals(True)
    box.clear()
    for data, words in items:
        box.addItem(words, data)
    box.setCurrentIndex(next((place for place, (data, _) in enumerate(items) if data == chosen), 0))
    box.blockSignals(False)
