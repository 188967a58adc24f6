"""The line between search box and list: how much was found, and the menus of order and of groups or table."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from clipper.library.search import Sort
from clipper.ui.fonts import sans, scale
from clipper.ui.models.clipping_list import Grouping
from clipper.ui.theme import theme
from clipper.ui.widgets.buttons import FLAT, Button, IconButton, LinkButton
from clipper.ui.widgets.labels import Label

_HEIGHT = 31
_ARROW_AND_GAPS = 12 + 4
_LEFT, _RIGHT = 14, 8
_MARGINS = _LEFT + _RIGHT
_TABLE = "table"


class _MenuButton(Button):
    """A choice as quiet text with a chevron; its menu marks what is chosen."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__("", FLAT, parent=parent)
        self._name = name
        self._choices = QActionGroup(self)
        self.setMenu(QMenu(self))

    def add(self, value: object, title: str, short: str, chosen: Callable[[], None]) -> QAction:
        menu = self.menu()
        assert menu is not None
        action = menu.addAction(title)
        action.setCheckable(True)
        action.setData((value, short))
        action.triggered.connect(lambda: chosen())
        self._choices.addAction(action)
        return action

    def add_gap(self) -> None:
        menu = self.menu()
        assert menu is not None
        menu.addSeparator()

    def add_verb(self, title: str, chosen: Callable[[], None]) -> QAction:
        """Add what is done, and not chosen."""
        menu = self.menu()
        assert menu is not None
        action = menu.addAction(title)
        action.triggered.connect(lambda: chosen())
        return action

    def set_value(self, value: object) -> None:
        for action in self._choices.actions():
            data, short = action.data()
            action.setChecked(data == value)
            if data == value:
                self.setText(short)
                self.setAccessibleName(f"{self._name}: {short}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        width = QFontMetrics(sans(12)).horizontalAdvance(self.text()) + 2 * self._padding() + _ARROW_AND_GAPS
        return QSize(width + 1, round(28 * scale()))

    def _padding(self) -> int:
        return 6

    def _ink(self, kept: str) -> str:
        return super()._ink("ink2" if kept == "ink" else kept)

    def _paint_words(self, painter: QPainter, rest: QRect) -> None:
        painter.setFont(sans(12))
        painter.setPen(theme().color(self._ink("ink")))
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())


class ResultLine(QWidget):
    """sortChosen(Sort), groupingChosen(Grouping), tableChosen() and columnsRequested(): a person chose in a menu.

    saveRequested(): the search is to be kept under a name.
    """

    sortChosen = Signal(object)  # noqa: N815
    groupingChosen = Signal(object)  # noqa: N815
    tableChosen = Signal()  # noqa: N815
    columnsRequested = Signal()  # noqa: N815
    saveRequested = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(round(_HEIGHT * scale()))
        # The list may be narrower than all of the line, which then folds.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._stories = Label("", "ink", sans(12, 600, tabular=True))
        self._clippings = Label("", "ink2", sans(12, tabular=True))
        self._counts = ("", "")
        self._sort = _MenuButton(self.tr("Order"), self)
        self._grouping = _MenuButton(self.tr("View"), self)
        self._more = IconButton("ellipsis", "", parent=self)
        self._more.hide()
        self._save = LinkButton(self.tr("Save"), self)
        self._save.setToolTip(self.tr("Save this search  Ctrl+Shift+S"))
        self._save.clicked.connect(self.saveRequested)
        self._save.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 0, _RIGHT, 3)
        row.setSpacing(0)
        for widget in (self._stories, self._clippings):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self._sort)
        row.addWidget(self._grouping)
        row.addWidget(self._more)
        row.addWidget(self._save)
        self._fill_menus()
        self._fill_more()

    def _fill_menus(self) -> None:
        sorts = {
            Sort.NEWEST: (self.tr("Newest first"), self.tr("Newest")),
            Sort.OLDEST: (self.tr("Oldest first"), self.tr("Oldest")),
            Sort.OUTLET: (self.tr("Outlet"), self.tr("Outlet")),
            Sort.HEADLINE: (self.tr("Headline"), self.tr("Headline")),
            Sort.DUE: (self.tr("What is due first"), self.tr("Due")),
            Sort.RELEVANCE: (self.tr("Relevance"), self.tr("Relevance")),
        }
        for sort, (title, short) in sorts.items():
            self._sort.add(sort, title, short, partial(self.sortChosen.emit, sort))
        groupings = {
            Grouping.DAY: self.tr("By day"),
            Grouping.WEEK: self.tr("By week"),
            Grouping.MONTH: self.tr("By month"),
            Grouping.OUTLET: self.tr("By outlet"),
            Grouping.STORY: self.tr("By story"),
            Grouping.NONE: self.tr("No groups"),
        }
        for grouping, title in groupings.items():
            self._grouping.add(grouping, title, title, partial(self.groupingChosen.emit, grouping))
        self._grouping.add_gap()
        self._grouping.add(_TABLE, self.tr("As a table"), self.tr("Table"), self.tableChosen.emit)
        self._columns = self._grouping.add_verb(self.tr("Columns…"), self.columnsRequested.emit)

    def _fill_more(self) -> None:
        menu = QMenu(self)
        for button in (self._sort, self._grouping):
            chosen = button.menu()
            assert chosen is not None
            menu.addSeparator()
            menu.addActions(chosen.actions())
        self._more.setMenu(menu)

    def set_choices(self, sort: Sort, grouping: Grouping, *, is_table: bool = False) -> None:
        """Show which order and groups the list has, or that it is a table."""
        self._sort.set_value(sort)
        self._grouping.set_value(_TABLE if is_table else grouping)
        self._columns.setEnabled(is_table)
        self._more.set_name(f"{self._sort.text()}, {self._grouping.text()}")
        self._fit()

    def set_saveable(self, saveable: bool) -> None:
        """Offer to save the search, or not: there is none, or it is saved already."""
        if saveable is self._save.isHidden():
            self._save.setVisible(saveable)
            self._fit()

    def set_counts(self, stories: int, clippings: int) -> None:
        """Say how much was found."""
        number = QLocale(self.tr("en_CA", "the locale of this translation")).toString
        of_stories = self.tr("1 story") if stories == 1 else self.tr("{n} stories").format(n=number(stories))
        of_clippings = self.tr("1 clipping") if clippings == 1 else self.tr("{n} clippings").format(n=number(clippings))
        self._stories.setText(of_stories)
        self._stories.setVisible(bool(clippings))
        self._counts = (f", {of_clippings}", f", {number(clippings)}") if clippings else (of_clippings, of_clippings)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Fold both menus into one where they would leave the counts no room; then the word for clippings goes."""
        whole, least = self._counts
        self._clippings.setText(whole)
        is_folded = self._needed(self._sort, self._grouping) > self.width()
        self._sort.setHidden(is_folded)
        self._grouping.setHidden(is_folded)
        self._more.setHidden(not is_folded)
        is_short = is_folded and self._needed(self._more) > self.width()
        self._clippings.setText(least if is_short else whole)
        self._clippings.setToolTip(whole.removeprefix(", ") if is_short else "")

    def _needed(self, *menus: QWidget) -> int:
        parts = (self._stories, self._clippings, *menus, self._save)
        shown = (part for part in parts if part in menus or not part.isHidden())
        return sum(part.sizeHint().width() for part in shown) + _MARGINS

    def text(self) -> str:
        """Return what the line says."""
        return f"{self._stories.text() if not self._stories.isHidden() else ''}{self._clippings.text()}"
