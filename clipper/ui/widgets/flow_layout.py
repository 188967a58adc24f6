"""A layout that sets widgets in lines like words: what no longer fits goes on to the next line."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_SHORT = 8
"""The part of a line that a short word has at most."""

Placed = tuple[QLayoutItem, QRect]


class FlowLayout(QLayout):
    """Lines of widgets, each centred on the height of its line, or on the first line of a text that wraps.

    `gap` and `line_gap` are pixels between them.

    A widget wider than the line gets the whole line, or what a short word before it leaves, and may grow in height,
    when it has a height for a width. A separator (see `add_separator`) is not shown where the line breaks beside it.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, line_gap: int = 6) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        # Qt asks for the same heights dozens of times while it lays out one page.
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Take an item as the last one."""
        self._items.append(item)

    def add_separator(self, widget: QWidget) -> None:
        """Take a widget that stands between its neighbours only while they are on one line."""
        widget.setProperty("separates", True)
        self.addWidget(widget)

    def insert(self, index: int, widget: QWidget) -> None:
        """Put a widget before the item at an index."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Remove and return an item, None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Ask for no more room than the lines need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of all lines at a width."""
        if width not in self._heights:
            placed = self._placed(QRect(0, 0, width, 0))
            self._heights[width] = max((rect.bottom() + 1 for _, rect in placed), default=0)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget what was measured: a widget changed."""
        self._heights, self._hint = {}, None
        super().invalidate()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of everything on one line."""
        if self._hint is None:
            self._hint = self._size_of_one_line()
        return self._hint

    def _size_of_one_line(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the least size: the widest single item that cannot shrink."""
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place every widget."""
        super().setGeometry(rect)
        for item, place in self._placed(rect):
            item.setGeometry(place)

    def _shown(self) -> Iterator[QLayoutItem]:
        return (item for item in self._items if not item.isEmpty())

    def _placed(self, rect: QRect) -> Iterator[Placed]:
        top = rect.top()
        for line in self._lines(rect.width()):
            height = max(size.height() for _, size in line)
            first = max(_first_line(item, size) for item, size in line)
            left = rect.left()
            for item, size in line:
                yield item, QRect(QPoint(left, top + max(0, first - size.height()) // 2), size)
                left += size.width() + self._gap if size.width() else 0
            top += height + self._line_gap

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        line: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        for item in self._shown():
            # A few letters, such as "by", do not stay behind alone.
            beside = used if item.sizeHint().width() > width and used <= width // _SHORT else 0
            size = _size_within(item, width - beside)
            if line and used + size.width() > width:
                last = line[-1][0]
                if _separates(last):
                    line[-1] = (last, QSize(0, 0))
                yield line
                line, used = [], 0
                size = QSize(0, 0) if _separates(item) else size
            line.append((item, size))
            used += size.width() + self._gap if size.width() else 0
        if line:
            yield line


def _separates(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and bool(widget.property("separates"))


def _first_line(item: QLayoutItem, size: QSize) -> int:
    return min(size.height(), item.minimumSize().height()) if item.hasHeightForWidth() else size.height()


def _size_within(item: QLayoutItem, width: int) -> QSize:
    size = item.sizeHint().expandedTo(item.minimumSize())
    if size.width() <= width or width <= 0:
        return size
    height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
    return QSize(width, height)
