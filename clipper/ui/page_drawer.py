"""Pages of a PDF as pictures, and where words stand on them; pdfium may run on one thread at a time only."""

import math
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage

from clipper.ui.page_links import as_shown, bookmarks_of, links_of

_PDFIUM = threading.Lock()
_LARGEST = 14_400
"""Points; the format knows no larger page, whatever a file says."""
_MOST_PIXELS = 40_000_000


class PageDrawer(QObject):
    """Draws pages of one document, the newest.

    opened(list[QSizeF], list[Bookmark]): the sizes of its pages in points, and where its parts begin. linked(int,
    list[PageLink]): the links of a page, before it is drawn for the first time. refused(bool): it cannot be opened;
    whether it wants a password. drawn(int, float, QImage): a page at a scale, in pixels a point.
    found(int, list[list[QRectF]]): where on a page the words that are looked for stand, each time in one rectangle a
    line, in points from the page's top left. searched(): all pages were looked through.
    """

    opened = Signal(object, object)
    linked = Signal(int, object)
    refused = Signal(bool)
    drawn = Signal(int, float, QImage)
    found = Signal(int, object)
    searched = Signal()
    _opened = Signal(int, object, object)
    _linked = Signal(int, int, object)
    _refused = Signal(int, bool)
    _found = Signal(int, int, object)
    _drawn = Signal(int, int, float, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._serial = self._search_serial = 0
        self._wanted: tuple[tuple[int, float], ...] = ()
        self._document: pypdfium2.PdfDocument | None = None
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")
        self._told_links: set[int] = set()
        self._opened.connect(self._deliver_opened, Qt.ConnectionType.QueuedConnection)
        self._linked.connect(self._deliver_linked, Qt.ConnectionType.QueuedConnection)
        self._drawn.connect(self._deliver_drawn, Qt.ConnectionType.QueuedConnection)
        self._refused.connect(self._deliver_refused, Qt.ConnectionType.QueuedConnection)
        self._found.connect(self._deliver_found, Qt.ConnectionType.QueuedConnection)

    def open(self, data: bytes | Path) -> None:
        """Take another document, or the file that holds it."""
        self._serial += 1
        self._wanted = ()
        self._executor.submit(self._open, self._serial, data)

    def close(self) -> None:
        """Give the document back; another one may be opened."""
        self._serial += 1
        self._wanted = ()
        self._executor.submit(self._close)

    def draw(self, pages: Sequence[int], scale: float) -> None:
        """Draw these pages; those that were asked for before and are not among them are not needed any more."""
        wanted = tuple((page, scale) for page in pages)
        new = [one for one in wanted if one not in self._wanted]
        self._wanted = wanted
        for page, _scale in new:
            self._executor.submit(self._draw, self._serial, page, scale)

    def search(self, text: str) -> None:
        """Look for words on all pages, from the first one on; another search, or "", ends this one."""
        self._search_serial += 1
        if text:
            self._executor.submit(self._search, self._search_serial, text, 0)

    def stop(self) -> None:
        """Close the document and wait for the thread."""
        self._serial += 1
        self._search_serial += 1
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._close()

    def _open(self, serial: int, data: bytes | Path) -> None:
        self._close()
        if serial != self._serial:
            return
        try:
            with _PDFIUM:
                self._document = pypdfium2.PdfDocument(data)
                sizes = [_size(*self._document.get_page_size(index)) for index in range(len(self._document))]
                marks = bookmarks_of(self._document)
        except (pypdfium2.PdfiumError, OSError) as error:
            self._refused.emit(serial, getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD)
            return
        self._told_links.clear()
        self._opened.emit(serial, sizes, marks)

    def _search(self, serial: int, text: str, index: int) -> None:
        """Look through one page, then let others have their turn on the thread."""
        if serial != self._search_serial or self._document is None:
            return
        is_there = index < len(self._document)
        with _PDFIUM:
            places = _places(self._document[index], text) if is_there else None
        self._found.emit(serial, index, places)
        # The window may be closed meanwhile.
        with suppress(RuntimeError):
            if is_there:
                self._executor.submit(self._search, serial, text, index + 1)

    def _draw(self, serial: int, index: int, scale: float) -> None:
        if serial != self._serial or (index, scale) not in self._wanted or self._document is None:
            return
        with _PDFIUM:
            page = self._document[index]
            bitmap = page.render(scale=min(scale, _largest_scale(*page.get_size())), prefer_bgrx=True)
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
            bitmap.close()
            links = None if index in self._told_links else links_of(self._document, page)
            page.close()
        if links is not None:
            self._told_links.add(index)
            self._linked.emit(serial, index, links)
        self._drawn.emit(serial, index, scale, image)

    def _close(self) -> None:
        if self._document is not None:
            with _PDFIUM:
                self._document.close()
            self._document = None

    def _deliver_opened(self, serial: int, sizes: object, marks: object) -> None:
        if serial == self._serial:
            self.opened.emit(sizes, marks)

    def _deliver_linked(self, serial: int, index: int, links: object) -> None:
        if serial == self._serial:
            self.linked.emit(index, links)

    def _deliver_refused(self, serial: int, wants_password: bool) -> None:
        if serial == self._serial:
            self.refused.emit(wants_password)

    def _deliver_found(self, serial: int, index: int, places: object) -> None:
        if serial != self._search_serial:
            return
        if places is None:
            self.searched.emit()
        elif places:
            self.found.emit(index, places)

    def _deliver_drawn(self, serial: int, index: int, scale: float, image: QImage) -> None:
        if serial == self._serial:
            self.drawn.emit(index, scale, image)


def _size(width: float, height: float) -> QSizeF:
    """Return the size of a page as it is laid out: none is without, and none is beyond what can be scrolled."""
    return QSizeF(*(min(max(side, 1.0), _LARGEST) if math.isfinite(side) else 1.0 for side in (width, height)))


def _largest_scale(width: float, height: float) -> float:
    """Return at how many pixels a point a page takes no more memory than may be; it is drawn coarser then."""
    return math.sqrt(_MOST_PIXELS / max(width * height, 1.0))


def _places(page: pypdfium2.PdfPage, text: str) -> list[list[QRectF]]:
    """Return where a text stands on a page, whatever its case."""
    with closing(page), closing(page.get_textpage()) as words, closing(words.search(text)) as matches:
        places: list[list[QRectF]] = []
        while (match := matches.get_next()) is not None:
            count = words.count_rects(*match)
            places.append([as_shown(page, words.get_rect(number)) for number in range(count)])
        return places
