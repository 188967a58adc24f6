"""The lower part of the detail: note, highlights, story, history, original; as tabs, or in a column where wide."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clipper.ui.fonts import sans, scale
from clipper.ui.style import paint_ring
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.buttons import IconButton, LinkButton
from clipper.ui.widgets.labels import Label, hairline, surface

BAR = 34
COLUMN = 344
_PAD = 12
_LEAST = 44


@dataclass(frozen=True, slots=True)
class Page:
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
        self._tabs: dict[str, _Tab] = {}
        self._pages: dict[str, QWidget] = {}
        self._sides = (0, 0)
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(_LEAST)
        self._fold = IconButton("chevron-down", self.tr("Fold"))
        self._fold.clicked.connect(lambda: self.set_folded(not self.is_folded()))
        self._bar = QHBoxLayout()
        self._bar.setSpacing(0)
        self._bar.addStretch()
        self._bar.addWidget(self._fold)
        self._inside = QVBoxLayout()
        self._inside.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(self._bar)
        self._line = hairline()
        column.addWidget(self._line)
        column.addLayout(self._inside, 1)

    def take(self, page: Page) -> None:
        """Take a page as the last one."""
        tab = _Tab(page.title)
        tab.clicked.connect(lambda: self.show_page(page.id))
        self._group.addButton(tab)
        self._bar.insertWidget(self._bar.count() - 2, tab)
        holder = page.widget if page.scrolls else scrolling(page.widget)
        self._stack.addWidget(holder)
        self._tabs[page.id], self._pages[page.id] = tab, holder
        if holder is not page.widget:
            # The column may have hidden it; what stands in the stack itself the stack shows and hides.
            page.widget.show()
        if len(self._tabs) == 1:
            self.show_page(page.id)

    def release(self) -> None:
        """Give all pages away."""
        for tab in self._tabs.values():
            self._group.removeButton(tab)
            tab.hide()
            tab.deleteLater()
        for holder in self._pages.values():
            self._stack.removeWidget(holder)
            if isinstance(holder, QScrollArea):
                # The area would take its page with it when it goes.
                holder.takeWidget()
                holder.deleteLater()
        self._tabs, self._pages = {}, {}

    def set_count(self, page_id: str, count: int) -> None:
        """Show how much a page holds beside its title; none is not shown."""
        if page_id in self._tabs:
            self._tabs[page_id].set_count(count)

    def show_page(self, page_id: str) -> None:
        """Show a page, and unfold."""
        self._tabs[page_id].setChecked(True)
        self._stack.setCurrentWidget(self._pages[page_id])
        self.set_folded(False)
        self.currentChanged.emit(page_id)

    def current(self) -> str:
        """Return the page that is shown, "" while folded or while the pages are elsewhere."""
        if self.is_folded():
            return ""
        return next((page_id for page_id, tab in self._tabs.items() if tab.isChecked()), "")

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
        for tab in self._tabs.values():
            tab.set_open(not folded)
        self._fold.set_icon("chevron-up" if folded else "chevron-down")
        self._fold.set_name(self.tr("Unfold") if folded else self.tr("Fold"))
        self.folded.emit(folded)

    def set_left(self, left: int, right: int) -> None:
        """Begin and end where the page's text does, in pixels."""
        self._bar.setContentsMargins(left - _PAD, 0, right - 8, 0)
        self._sides = (left - 8, right - 8)
        self._make_room()

    def _make_room(self) -> None:
        """Margins would take their height from the bar while there is nothing between them."""
        left, right = self._sides
        self._inside.setContentsMargins(left, *((0, right, 0) if self.is_folded() else (10, right, 8)))


class _Tab(QAbstractButton):
    """A word, how much there is, and a line under the chosen one."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.setText(word)
        self._count = 0
        self._is_open = True
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_signals().changed.connect(self.update)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self.text()} {count}" if count else self.text())
        self.updateGeometry()
        self.update()

    def set_open(self, is_open: bool) -> None:
        """Tell whether pages are shown; while they are not, no tab looks chosen."""
        self._is_open = is_open
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """The heavier word is measured always, so that choosing a tab moves nothing."""
        width = QFontMetrics(sans(13, 600)).horizontalAdvance(self.text()) + 2 * _PAD
        width += QFontMetrics(sans(13)).horizontalAdvance(f" {self._count}") + 2 if self._count else 0
        return QSize(width, round((BAR - 1) * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        colors = theme()
        chosen = self.isChecked() and self._is_open
        if self.hasFocus():
            paint_ring(painter, self.rect().adjusted(2, 3, -2, -3))
        rest = self.rect().adjusted(_PAD, 0, 0, 0)
        painter.setFont(sans(13, 600 if chosen else 400))
        painter.setPen(colors.color("ink" if chosen or self.underMouse() else "ink2"))
        painter.drawText(rest, _MIDDLE, self.text())
        if self._count:
            rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(self.text()) + 5)
            painter.setFont(sans(13, tabular=True))
            painter.setPen(colors.color("ink3"))
            painter.drawText(rest, _MIDDLE, str(self._count))
        if chosen:
            painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), colors.color("accent"))
        painter.end()


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


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
