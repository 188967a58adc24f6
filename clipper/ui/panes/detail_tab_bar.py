"""The bar of the tabs below the detail: what does not fit stands in a menu behind the last tab that does."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenu, QSizePolicy, QWidget

from clipper.ui.fonts import sans, scale
from clipper.ui.style import paint_ring
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.buttons import IconButton

BAR = 34
_PAD = 12
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class DetailTabBar(QWidget):
    """chosen(str): a person wants the page of that id. foldToggled(): only the bar is to be left, or all to be back."""

    chosen = Signal(str)
    foldToggled = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: dict[str, _Tab] = {}
        self._sides = (0, 0)
        self._group = QButtonGroup(self)
        self._more = IconButton("ellipsis", self.tr("More pages"), parent=self)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        self._fold = IconButton("chevron-down", self.tr("Fold"), parent=self)
        self._fold.clicked.connect(self.foldToggled)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # What it shows

    def add(self, page_id: str, title: str) -> None:
        """Add a tab as the last one."""
        tab = _Tab(title, self)
        tab.clicked.connect(lambda: self.chosen.emit(page_id))
        self._group.addButton(tab)
        self._tabs[page_id] = tab
        for last in (self._more, self._fold):
            QWidget.setTabOrder(tab, last)
        self._arrange()

    def clear(self) -> None:
        """Take all tabs away."""
        for tab in self._tabs.values():
            self._group.removeButton(tab)
            tab.hide()
            tab.deleteLater()
        self._tabs = {}

    def set_current(self, page_id: str) -> None:
        """Show which page is chosen; its tab stands in the bar, not in the menu."""
        self._tabs[page_id].setChecked(True)
        self._arrange()

    def current(self) -> str:
        """Return the chosen page, "" where there is none."""
        return next((page_id for page_id, tab in self._tabs.items() if tab.isChecked()), "")

    def set_count(self, page_id: str, count: int) -> None:
        """Show how much a page holds beside its title; none is not shown."""
        if page_id in self._tabs and self._tabs[page_id].set_count(count):
            self._arrange()

    def set_open(self, is_open: bool) -> None:
        """Tell whether pages are shown; while they are not, no tab looks chosen."""
        for tab in self._tabs.values():
            tab.set_open(is_open)
        self._fold.set_icon("chevron-down" if is_open else "chevron-up")
        self._fold.set_name(self.tr("Fold") if is_open else self.tr("Unfold"))

    def set_sides(self, left: int, right: int) -> None:
        """Begin and end so many pixels from the edges."""
        self._sides = (left - _PAD, right - 8)
        self.updateGeometry()
        self._arrange()

    # Its room

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what all tabs need side by side."""
        tabs = sum(tab.sizeHint().width() for tab in self._tabs.values())
        return QSize(sum(self._sides) + tabs + self._fold.sizeHint().width(), round(BAR * scale()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return what one tab and the menu of all others need."""
        tabs = max((tab.sizeHint().width() for tab in self._tabs.values()), default=0)
        buttons = self._more.sizeHint().width() + self._fold.sizeHint().width()
        return QSize(sum(self._sides) + tabs + buttons, round(BAR * scale()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show what fits."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Show what fits; sizes were not to be trusted before."""
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        left, right = self._sides
        end = self.width() - right
        end -= self._place(self._fold, end - self._fold.sizeHint().width())
        fitting = self._fitting(end - left)
        for page_id, tab in self._tabs.items():
            tab.setVisible(page_id in fitting)
            if page_id in fitting:
                left += self._place(tab, left)
        self._more.setVisible(len(fitting) < len(self._tabs))
        self._place(self._more, left)

    def _place(self, button: QAbstractButton, left: int) -> int:
        size = button.sizeHint()
        button.setGeometry(left, max(0, (self.height() - size.height()) // 2), size.width(), size.height())
        return size.width()

    def _fitting(self, room: int) -> list[str]:
        """Return the pages whose tabs fit, the chosen one among them, even if nothing else does."""
        widths = {page_id: tab.sizeHint().width() for page_id, tab in self._tabs.items()}
        if sum(widths.values()) <= room:
            return list(widths)
        current = self.current()
        room -= self._more.sizeHint().width() + widths.get(current, 0)
        fitting = []
        for page_id, width in widths.items():
            room -= 0 if page_id == current else width
            if room < 0:
                break
            fitting.append(page_id)
        return fitting if current in (*fitting, "") else [*fitting, current]

    # What does not fit

    def _fill_menu(self) -> None:
        self._menu.clear()
        for page_id, tab in self._tabs.items():
            if tab.isHidden():
                action = QAction(tab.accessibleName() or tab.text(), self._menu)
                action.triggered.connect(lambda _checked, page_id=page_id: self.chosen.emit(page_id))
                self._menu.addAction(action)


class _Tab(QAbstractButton):
    """A word, how much there is, and a line under the chosen one."""

    def __init__(self, word: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(word)
        self._count = 0
        self._is_open = True
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme_signals().changed.connect(self.update)

    def set_count(self, count: int) -> bool:
        """Show how much there is; returns whether that is another number than before."""
        if count == self._count:
            return False
        self._count = count
        self.setAccessibleName(f"{self.text()} {count}" if count else self.text())
        self.update()
        return True

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
