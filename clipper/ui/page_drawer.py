"""Pages of a PDF as pictures, drawn on a thread of their own: pdfium may run on one thread at a time only."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
from PySide6.QtCore import QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QImage

_PDFIUM = threading.Lock()


class PageDrawer(QObject):
    """Draws pages of one document, the newest.

    opened(list[QSizeF]): the sizes of its pages in points. drawn(int, float, QImage): a page at a scale, in pixels a
    point.
    """

    opened = Signal(object)
    drawn = Signal(int, float, QImage)
    _opened = Signal(int, object)
    _drawn = Signal(int, int, float, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._serial = 0
        self._wanted: tuple[tuple[int, float], ...] = ()
        self._document: pypdfium2.PdfDocument | None = None
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")
        self._opened.connect(self._deliver_opened, Qt.ConnectionType.QueuedConnection)
        self._drawn.connect(self._deliver_drawn, Qt.ConnectionType.QueuedConnection)

    def open(self, data: bytes) -> None:
        """Take another document."""
        self._serial += 1
        self._wanted = ()
        self._executor.submit(self._open, self._serial, data)

    def draw(self, pages: Sequence[int], scale: float) -> None:
        """Draw these pages; those that were asked for before and are not among them are not needed any more."""
        wanted = tuple((page, scale) for page in pages)
        new = [one for one in wanted if one not in self._wanted]
        self._wanted = wanted
        for page, _scale in new:
            self._executor.submit(self._draw, self._serial, page, scale)

    def stop(self) -> None:
        """Close the document and wait for the thread."""
        self._serial += 1
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._close()

    def _open(self, serial: int, data: bytes) -> None:
        self._close()
        if serial != self._serial:
            return
        with _PDFIUM:
            self._document = pypdfium2.PdfDocument(data)
            sizes = [QSizeF(*self._document.get_page_size(index)) for index in range(len(self._document))]
        self._opened.emit(serial, sizes)

    def _draw(self, serial: int, index: int, scale: float) -> None:
        if serial != self._serial or (index, scale) not in self._wanted or self._document is None:
            return
        with _PDFIUM:
            page = self._document[index]
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
            bitmap.close()
            page.close()
        self._drawn.emit(serial, index, scale, image)

    def _close(self) -> None:
        if self._document is not None:
            with _PDFIUM:
                self._document.close()
            self._document = None

    def _deliver_opened(self, serial: int, sizes: object) -> None:
        if serial == self._serial:
            self.opened.emit(sizes)

    def _deliver_drawn(self, serial: int, index: int, scale: float, image: QImage) -> None:
        if serial == self._serial:
            self.drawn.emit(index, scale, image)
