"""The lower part of the detail: note, highlights, story and more pages; as tabs, or in a column where wide."""

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from clipper.ui.fonts import sans
from clipper.ui.panes.detail_tab_bar import DetailTabBar
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.labels import Label, hairline, surface
from clipper.ui.widgets.quiet_bars import QuietBars

COLUMN = 344
_LEAST = 44


class Page(Struct, frozen=True):
    """A page of the lower part: its id, its title and its widget; one that scrolls itself brings its own scroll bar."""

    id: str
    title: str
    widget: QWidget
    scrolls: bool = False


class DetailTabs(QWidget):
    """currentChanged(id): another page is shown; folded(bool): only the bar of tabs is left, or all is back."""

    currentChanged = Signal(str)  # noqa: N815
    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "list")
        self._pages: dict[str, Page] = {}
        self._holders: dict[str, QWidget] = {}
        self._sides = (0, 0)
        self._bar = DetailTabBar()
        self._bar.chosen.connect(self.show_page)
        self._bar.foldToggled.connect(lambda: self.set_folded(not self.is_folded()))
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(_LEAST)
        self._inside = QVBoxLayout()
        self._inside.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addWidget(self._bar)
        self._line = hairline()
        column.addWidget(self._line)
        column.addLayout(self._inside, 1)

    def take(self, page: Page) -> None:
        """Take a page as the last one."""
        self._bar.add(page.id, page.title)
        self._pages[page.id] = page
        page.widget.setParent(self)
        page.widget.hide()
        if len(self._pages) == 1:
            self.show_page(page.id)

    def release(self) -> None:
        """Give all pages away."""
        self._bar.clear()
        for holder in self._holders.values():
            self._stack.removeWidget(holder)
            if isinstance(holder, QScrollArea):
                # The area would take its page with it when it goes.
                holder.takeWidget()
                holder.deleteLater()
        self._pages, self._holders = {}, {}

    def set_count(self, page_id: str, count: int) -> None:
        """Show how much a page holds beside its title; none is not shown."""
        self._bar.set_count(page_id, count)

    def show_page(self, page_id: str) -> None:
        """Show a page, and unfold."""
        self._bar.set_current(page_id)
        self._stack.setCurrentWidget(self._holder(self._pages[page_id]))
        self.set_folded(False)
        self.currentChanged.emit(page_id)

    def _holder(self, page: Page) -> QWidget:
        """Return what the stack holds of a page, made when the page is first shown."""
        if page.id not in self._holders:
            holder = self._holders[page.id] = page.widget if page.scrolls else self._scrolling(page.widget)
            self._stack.addWidget(holder)
        return self._holders[page.id]

    def _scrolling(self, content: QWidget) -> QWidget:
        area = scrolling(content)
        QuietBars(area)
        # What stands in the stack itself the stack shows and hides.
        content.show()
        return area

    def current(self) -> str:
        """Return the page that is shown, "" while folded or while the pages are elsewhere."""
        return "" if self.is_folded() else self._bar.current()

    def is_folded(self) -> bool:
        """Tell whether only the bar is left."""
        return self._stack.isHidden()

    def set_folded(self, folded: bool) -> None:
        """Leave only the bar, or bring all back."""
        if folded == self.is_folded():
            return
        self._stack.setVisible(not folded)
        self._line.setVisible(not folded)
        self._make_room()
        self._bar.set_open(not folded)
        self.folded.emit(folded)

    def set_left(self, left: int, right: int) -> None:
        """Begin and end where the page's text does, in pixels."""
        self._bar.set_sides(left, right)
        self._sides = (left - 8, right - 8)
        self._make_room()

    def _make_room(self) -> None:
        """Margins would take their height from the bar while there is nothing between them."""
        left, right = self._sides
        self._inside.setContentsMargins(left, *((0, right, 0) if self.is_folded() else (10, right, 8)))


class SideColumn(QScrollArea):
    """The pages one below the other, each with its heading; the last one opens on demand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(COLUMN)
        _bare(self)
        self._holder = QWidget()
        surface(self._holder, "list")
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(24, 20, 14, 24)
        self._column.setSpacing(0)
        self.setWidget(self._holder)
        self._headings: list[QWidget] = []
        self._counts: dict[str, Label] = {}

    def take(self, page: Page, *, on_demand: bool = False) -> None:
        """Take a page as the last one; `on_demand` shows it only when its heading is pressed."""
        heading = self._link(page) if on_demand else self._heading(page)
        self._headings.append(heading)
        self._column.addWidget(heading)
        self._column.addWidget(page.widget)
        self._column.addSpacing(20)
        page.widget.setVisible(not on_demand)

    def finish(self) -> None:
        """Leave the rest of the column empty."""
        self._column.addStretch(1)

    def release(self) -> None:
        """Give all pages away."""
        while self._column.count():
            self._column.takeAt(0)
        for heading in self._headings:
            heading.hide()
            heading.deleteLater()
        self._headings, self._counts = [], {}

    def set_count(self, page_id: str, count: int) -> None:
        """Show how much a page holds at the right of its heading."""
        if page_id in self._counts:
            self._counts[page_id].setText(str(count) if count else "")

    def _heading(self, page: Page) -> QWidget:
        heading = QWidget()
        row = QHBoxLayout(heading)
        row.setContentsMargins(8, 0, 8, 6)
        row.addWidget(Label(page.title, "ink", sans(13, 600)))
        row.addStretch()
        self._counts[page.id] = Label("", "ink3", sans(12))
        row.addWidget(self._counts[page.id])
        return heading

    def _link(self, page: Page) -> QWidget:
        link = LinkButton(page.title)
        link.clicked.connect(lambda: page.widget.setVisible(not page.widget.isVisible()))
        page.widget.setMinimumHeight(240)
        return link


def scrolling(content: QWidget) -> QScrollArea:
    """Return a scroll area around a widget that is as wide as it is."""
    area = QScrollArea()
    _bare(area)
    area.setWidget(content)
    # A scroll area makes its widget opaque: the surface below has to show through.
    content.setAutoFillBackground(False)
    return area


def _bare(area: QScrollArea) -> None:
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
