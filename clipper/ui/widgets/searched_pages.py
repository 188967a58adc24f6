"""The pages of a PDF with the words that are looked for marked on them."""

from pathlib import Path

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from clipper.ui.theme import theme
from clipper.ui.widgets.pdf_pages import PIXELS_A_POINT, PdfPages

_MARKED, _CURRENT = 90, 210
"""How much a mark covers of the white page below it, of 255."""
_AROUND = 1.5
_MARGIN = 60


class SearchedPages(PdfPages):
    """foundChanged(): more was found, or another place is the current one. refused(bool): the document cannot be
    opened; whether it wants a password.
    """

    foundChanged = Signal()  # noqa: N815
    refused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: list[tuple[int, list[QRectF]]] = []
        self._current, self._from = -1, 0
        self._is_searching = False
        self._drawer.refused.connect(self.refused)
        self._drawer.found.connect(self._on_found)
        self._drawer.searched.connect(self._on_searched)

    def show_file(self, file: Path) -> None:
        """Show the document that a file holds."""
        self.show_document(file)

    def look_for(self, text: str) -> None:
        """Look for words, and go to the first place from the page in view on."""
        self._found, self._current, self._is_searching = [], -1, bool(text.strip())
        self._from = min(self.pages_in_view(), default=0)
        self._drawer.search(text.strip())
        self._tell()

    @property
    def found(self) -> int:
        """How often it was found so far."""
        return len(self._found)

    @property
    def current(self) -> int:
        """The number of the place that is shown, counted from 1; 0 for none."""
        return self._current + 1

    @property
    def is_searching(self) -> bool:
        """Whether pages are still looked through."""
        return self._is_searching

    def step(self, by: int) -> None:
        """Go on to the next place (1) or back to the one before (-1), round at the ends."""
        if self._found:
            self._go_to((self._current + by) % len(self._found) if self.current else 0)

    def rects_of(self, place: int) -> list[QRectF]:
        """Return where a place that was found lies in the view."""
        page, rects = self._found[place]
        scale, corner = self.zoom() * PIXELS_A_POINT, self.page_rect(page).topLeft()
        around = [rect.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND) for rect in rects]
        return [QRectF(one.topLeft() * scale, one.size() * scale).translated(corner) for one in around]

    def _on_found(self, page: int, places: list[list[QRectF]]) -> None:
        self._found += [(page, rects) for rects in places]
        if not self.current and page >= self._from:
            self._go_to(len(self._found) - len(places))
        else:
            self._tell()

    def _on_searched(self) -> None:
        self._is_searching = False
        if self._found and not self.current:
            self._go_to(0)
        self._tell()

    def _go_to(self, place: int) -> None:
        self._current = place
        rects = self.rects_of(place)
        if rects:
            self._bring_into_view(rects[0])
        self._tell()

    def _bring_into_view(self, rect: QRectF) -> None:
        bars = (self.verticalScrollBar(), rect.top(), rect.bottom(), self.viewport().height())
        across = (self.horizontalScrollBar(), rect.left(), rect.right(), self.viewport().width())
        for scroll, begin, end, room in (bars, across):
            if begin < _MARGIN or end > room - _MARGIN:
                scroll.setValue(round(scroll.value() + begin - room / 3))

    def _tell(self) -> None:
        self.viewport().update()
        self.foundChanged.emit()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        super()._paint_page(painter, page)
        # As a highlighter does: the letters below stay dark, in a dark window too, since paper is white there.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for place, (of_page, _rects) in enumerate(self._found):
            if of_page == page:
                for rect in self.rects_of(place):
                    painter.fillRect(rect, _mark(is_current=place == self._current))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _mark(*, is_current: bool) -> QColor:
    color = QColor(theme().hue("amber").dot)
    color.setAlpha(_CURRENT if is_current else _MARKED)
    return color
