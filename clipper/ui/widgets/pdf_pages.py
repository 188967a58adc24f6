"""The pages of a PDF on a desk, two side by side where there is room, dimmed while newer ones are being made."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from clipper.ui.page_drawer import PageDrawer
from clipper.ui.page_links import Bookmark
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.labels import surface
from clipper.ui.widgets.quiet_bars import QuietBars

_EDGE, _GAP = 20, 20
_DIMMED = 0.55
_WORTH_TWO = 0.8
_STEP, _LEAST_ZOOM, _MOST_ZOOM = 1.2, 0.2, 4.0
PIXELS_A_POINT = 96 / 72
_FURTHEST = 2**31 - 1
_LETTER = QSizeF(612, 792)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_MOST_KEPT = 40  # pictures; more pages than these are drawn again when they are seen again


class PdfPages(QAbstractScrollArea):
    """Shows a document, keeps the place when another version of it comes, and zooms.

    placeChanged(): other pages are in view, or they have another size.
    """

    placeChanged = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawer = PageDrawer(self)
        self._drawer.opened.connect(self._on_opened)
        self._drawer.drawn.connect(self._on_drawn)
        self._sizes: list[QSizeF] = []
        self._paper = _LETTER
        self._pictures: dict[int, QImage] = {}
        self._zoom: float | None = None
        self._laid_out = 1.0, 1
        self._dimmed = False
        self._empty_text = ""
        surface(self, "desk")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages of the report"))
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        theme_signals().changed.connect(self.viewport().update)
        QuietBars(self)

    # What is shown

    def show_document(self, data: bytes | Path) -> None:
        """Show a document; the page in view stays in view where the new one has it."""
        self._drawer.open(data)

    def show_nothing(self, text: str) -> None:
        """Show no document, and say why."""
        self._drawer.close()
        self._sizes, self._paper, self._pictures = [], _LETTER, {}
        self.set_empty_text(text)
        self._lay_out(0)

    def set_dimmed(self, dimmed: bool) -> None:
        """Draw the pages as out of date, or as they are."""
        self._dimmed = dimmed
        self.viewport().update()

    def set_empty_text(self, text: str) -> None:
        """Say something where no page is shown yet."""
        self._empty_text = text
        self.viewport().update()

    def empty_text(self) -> str:
        """Return what is said while no page is shown."""
        return self._empty_text

    def stop(self) -> None:
        """Give the document back; the widget is not used after."""
        self._drawer.stop()

    def page_count(self) -> int:
        """Return how many pages the document has."""
        return len(self._sizes)

    def pages_in_view(self) -> list[int]:
        """Return the indexes of the pages of the row in the middle of the view."""
        if not self._sizes:
            return []
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        row = min(int(middle / self._row_height()), self._rows() - 1)
        return self._row_pages(row)

    def is_drawn(self) -> bool:
        """Tell whether all pages in view are drawn at their size."""
        scale = self._device_scale()
        return bool(self._sizes) and all(self._is_sharp(page, scale) for page in self._visible_pages())

    # Moving and zooming

    def go_by(self, rows: int) -> None:
        """Go to another row of pages."""
        pages = self.pages_in_view()
        if pages:
            self._go_to_row(pages[0] // self._columns() + rows)

    def _go_to_row(self, row: int) -> None:
        row = max(0, min(row, self._rows() - 1))
        self.verticalScrollBar().setValue(round(row * self._row_height()))

    def go_to_page(self, page: int) -> None:
        """Go to a page, by its index."""
        self._go_to_row(page // self._columns())

    def zoom(self) -> float:
        """Return the zoom, 1 being the size on paper at 96 dots an inch."""
        return self._fitting_zoom() if self._zoom is None else self._zoom

    def zoom_by(self, steps: int) -> None:
        """Make pages larger or smaller; the place in view stays."""
        self._set_zoom(max(_LEAST_ZOOM, min(_MOST_ZOOM, self.zoom() * _STEP**steps)))

    def zoom_to_fit(self) -> None:
        """Make a page as high as the view, as at first."""
        self._set_zoom(None)

    def _set_zoom(self, zoom: float | None) -> None:
        place = self._place()
        self._zoom = zoom
        self._lay_out(place)

    def _fitting_zoom(self) -> float:
        """A whole page in the view, or two beside each other where they are hardly smaller then."""
        paper = self._largest() * PIXELS_A_POINT
        room = self.viewport().size()
        high = (room.height() - 2 * _EDGE) / paper.height()
        one = min(high, (room.width() - 2 * _EDGE) / paper.width())
        two = min(high, (room.width() - 2 * _EDGE - _GAP - 1) / (2 * paper.width()))
        return max(_LEAST_ZOOM, min(two if two >= _WORTH_TWO * one else one, _MOST_ZOOM))

    # Measures, in pixels of the window

    def _largest(self) -> QSizeF:
        return self._paper

    def _page_size(self) -> QSizeF:
        return self._largest() * (self.zoom() * PIXELS_A_POINT)

    def _columns(self) -> int:
        fits_two = 2 * self._page_size().width() + 2 * _EDGE + _GAP <= self.viewport().width()
        return 2 if fits_two and len(self._sizes) > 1 else 1

    def _rows(self) -> int:
        columns = self._columns()
        return -(-len(self._sizes) // columns)

    def _row_height(self) -> float:
        return self._page_size().height() + _GAP

    def _row_pages(self, row: int) -> list[int]:
        columns = self._columns()
        return list(range(row * columns, min(len(self._sizes), (row + 1) * columns)))

    def page_rect(self, page: int) -> QRect:
        """Return where a page lies in the view."""
        columns, size = self._columns(), self._page_size()
        width = columns * size.width() + (columns - 1) * _GAP
        left = max(float(_EDGE), (self.viewport().width() - width) / 2) - self.horizontalScrollBar().value()
        left += (page % columns) * (size.width() + _GAP)
        top = _EDGE + (page // columns) * self._row_height() - self.verticalScrollBar().value()
        return QRectF(QPointF(left, top), size).toRect()

    def _visible_pages(self) -> list[int]:
        view, height = self.viewport().rect(), self._row_height()
        above = self.verticalScrollBar().value() - _EDGE
        first, last = int(above / height) - 1, int((above + view.height()) / height) + 1
        rows = range(max(0, first), min(self._rows(), last + 1))
        return [page for row in rows for page in self._row_pages(row) if self.page_rect(page).intersects(view)]

    def _place(self) -> float:
        """The place in view as pages and parts of one, counted from the top.

        The bar stands as the pages were laid out last; what they measure now may be another size already.
        """
        height, columns = self._laid_out
        return self.verticalScrollBar().value() / height * columns

    def _lay_out(self, place: float) -> None:
        """Measure the scroll bars anew and bring a place back into view."""
        size, columns = self._page_size(), self._columns()
        height = 2 * _EDGE - _GAP + self._rows() * self._row_height()
        width = 2 * _EDGE + columns * size.width() + (columns - 1) * _GAP
        upright, level = self.verticalScrollBar(), self.horizontalScrollBar()
        upright.setRange(0, min(_FURTHEST, max(0, round(height - self.viewport().height()))))
        upright.setPageStep(self.viewport().height())
        upright.setSingleStep(40)
        level.setRange(0, max(0, round(width - self.viewport().width())))
        level.setPageStep(self.viewport().width())
        upright.setValue(round(place / columns * self._row_height()))
        self._laid_out = self._row_height(), columns
        self._ask()
        self.placeChanged.emit()

    # Pictures

    def _device_scale(self) -> float:
        return round(self.zoom() * PIXELS_A_POINT * self.devicePixelRatioF(), 4)

    def _is_sharp(self, page: int, scale: float) -> bool:
        picture = self._pictures.get(page)
        return picture is not None and abs(picture.width() - self._sizes[page].width() * scale) < 2

    def _ask(self) -> None:
        scale = self._device_scale()
        self._drawer.draw([page for page in self._visible_pages() if not self._is_sharp(page, scale)], scale)
        self.viewport().update()

    def _moved(self, _marks: list[Bookmark]) -> float:
        """By how many pages what is in view lies further down in another version, whose parts begin at these marks."""
        return 0.0

    def _on_opened(self, sizes: list[QSizeF], marks: list[Bookmark]) -> None:
        place = max(0.0, self._place() + self._moved(marks)) if self._sizes else 0.0
        self._sizes = sizes
        # Asked for with every page that is laid out, of which there may be thousands.
        self._paper = (
            QSizeF(max(one.width() for one in sizes), max(one.height() for one in sizes)) if sizes else _LETTER
        )
        # Old pictures stay until the new ones are drawn, so that nothing flashes.
        self._pictures = {page: picture for page, picture in self._pictures.items() if page < len(sizes)}
        self._lay_out(place)
        self._drawer.draw(self._visible_pages(), self._device_scale())

    def _on_drawn(self, page: int, scale: float, picture: QImage) -> None:
        if scale != self._device_scale():
            return
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._pictures.pop(page, None)
        self._pictures[page] = picture
        while len(self._pictures) > _MOST_KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self.viewport().update(self.page_rect(page))

    # Events

    def _on_scrolled(self) -> None:
        self._ask()
        self.placeChanged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit again, at the same place."""
        super().resizeEvent(event)
        self._lay_out(self._place())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw for the new screen when the window moved to one with other pixels."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._ask()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Page keys go from row to row, Home and End to the first and last."""
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.go_by(steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to_row(0 if key is Qt.Key.Key_Home else self._rows())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the pages in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().color("desk"))
        if not self._sizes and self._empty_text:
            painter.setPen(theme().color("ink2"))
            painter.drawText(self.viewport().rect().adjusted(40, 0, -40, 0), _MIDDLE, self._empty_text)
        for page in self._visible_pages():
            self._paint_page(painter, page)
        painter.end()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self.page_rect(page)
        painter.setOpacity(_DIMMED if self._dimmed else 1)
        painter.fillRect(rect, Qt.GlobalColor.white)
        picture = self._pictures.get(page)
        if picture is not None:
            is_sharp = self._is_sharp(page, self._device_scale())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_sharp)
            if is_sharp:
                # The picture may be a pixel larger than its page.
                painter.drawImage(rect.topLeft(), picture, QRect(QPoint(), rect.size() * self.devicePixelRatioF()))
            else:
                painter.drawImage(rect, picture)
        painter.setOpacity(1)
        painter.setPen(theme().color("line2"))
        # Half a line inside, so that no hair of the page stands beyond it on a fine screen.
        painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
