"""What is pasted into the window or dropped on it: it starts a clipping, or goes into the one that is shown."""

from PySide6.QtCore import QMimeData, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication

from clipper.ui.filling_flow import FillingFlow
from clipper.ui.intake_flow import IntakeFlow
from clipper.ui.models.clipping_list import MIME_TYPE
from clipper.ui.panes.detail_pane import DetailPane
from clipper.ui.panes.list_pane import ListPane


class Bringing(QObject):
    """Passes on what comes from other programs. refused(str): it holds nothing to read, and what to do instead."""

    refused = Signal(str)

    def __init__(
        self, intake: IntakeFlow, filling: FillingFlow, list_pane: ListPane, detail_pane: DetailPane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._intake, self._filling = intake, filling
        self._list_pane, self._detail_pane = list_pane, detail_pane

    def paste(self) -> None:
        """Start a clipping from the clipboard."""
        self._intake.take(self._copied())

    def paste_into(self) -> None:
        """Add what the clipboard holds to the selected clipping."""
        ids = self._list_pane.selected_ids()
        if len(ids) == 1:
            self._detail_pane.keep_typing()
            self._filling.take(self._copied(), ids[0])

    def drop(self, mime: QMimeData, place: QPoint) -> None:
        """Take in what was dropped at a place of the screen; over a clipping a person says whether it goes into it."""
        pane, clipping = self._detail_pane, self._detail_pane.clipping()
        is_over = pane.isVisible() and pane.rect().contains(pane.mapFromGlobal(place))
        if is_over and clipping is not None and not clipping.deleted:
            self._filling.offer(mime, clipping.id, place)
        else:
            self._intake.take(mime)

    def _copied(self) -> QMimeData | None:
        """Return what the clipboard holds; None, and say so, where that is a picture and nothing to read."""
        mime = QGuiApplication.clipboard().mimeData()
        if not _is_picture(mime):
            return mime
        self.refused.emit(
            self.tr("The clipboard holds only a picture, and Clipper reads text. Copy the text, and paste again.")
        )
        return None


def may_be_brought(mime: QMimeData) -> bool:
    """Tell whether files, text or a web page come from outside; clippings of the list belong on a tag."""
    return not mime.hasFormat(MIME_TYPE) and (mime.hasUrls() or mime.hasText() or mime.hasHtml())


def _is_picture(mime: QMimeData) -> bool:
    """Whether nothing but a picture was copied; a browser wraps one in a page of its own."""
    if not mime.hasImage() or mime.hasText():
        return False
    # Imported when it is used: it is slow to import, and a picture that brings a page and no text is rare.
    from clipper.capture.markup import read_html

    page = read_html(mime.html())
    return not page.too_deep and all(block.hints.alt for block in page.blocks)
