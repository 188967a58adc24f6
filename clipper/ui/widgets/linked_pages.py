"""The pages of a report with links to follow, by mouse and keyboard; the part in view stays when the report changes."""

import re

from PySide6.QtCore import QEvent, QPoint, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from clipper.ui.links import open_link, written_address
from clipper.ui.page_links import Bookmark, PageLink
from clipper.ui.style import paint_ring
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.pdf_pages import PIXELS_A_POINT, PdfPages

FIGURE = "clipper:"
"""Begins the address of a link that leads to the clippings behind a figure."""

_AROUND = 2.0
_NUMBER = re.compile(r"^\d+[.\s]\s*")


class LinkedPages(PdfPages):
    """figureAsked(str): somebody wants to see the clippings behind a figure, by its key. linkRefused(str): a link that
    cannot be opened. chapterAsked(str): a chapter was double-clicked, by its title.
    """

    figureAsked = Signal(str)  # noqa: N815
    linkRefused = Signal(str)  # noqa: N815
    chapterAsked = Signal(str)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: dict[int, list[PageLink]] = {}
        self._marks: list[Bookmark] = []
        self._current: tuple[int, PageLink] | None = None
        self._asked = ""
        self._pressed: PageLink | None = None
        self._words: dict[str, str] = {}
        self._drawer.linked.connect(self._on_linked)
        self.viewport().setMouseTracking(True)

    def set_figure_words(self, words: dict[str, str]) -> None:
        """Say what is behind each figure, by its key: "23 clippings"."""
        self._words = words

    def links_of(self, page: int) -> list[PageLink]:
        """Return the links of a page that was drawn already, by its index."""
        return self._links.get(page, [])

    def links_in_view(self) -> list[tuple[int, PageLink]]:
        """Return the links that can be seen now, each with its page, in reading order."""
        view = QRectF(self.viewport().rect())
        found = [(page, link) for page in self._visible_pages() for link in self._links.get(page, ())]
        return [(page, link) for page, link in found if self.rect_of(page, link).intersects(view)]

    def follow(self, link: PageLink) -> None:
        """Go where a link leads: to the clippings of a figure, to a place of the document, or to the web."""
        if link.address.startswith(FIGURE):
            self.figureAsked.emit(link.address.removeprefix(FIGURE))
        elif link.address:
            if not open_link(link.address):
                self.linkRefused.emit(link.address)
        else:
            self.go_to_place(link.page, link.top)

    def go_to_place(self, page: int, top: float) -> None:
        """Bring a place of a page, in points from its top, near the top of the view."""
        rect = self.page_rect(page)
        down = rect.top() + top * self.zoom() * PIXELS_A_POINT - self.viewport().height() / 6
        self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + down))

    def chapter_page(self, title: str) -> int | None:
        """Return the index of the page on which a chapter begins, None where there is none of that title."""
        mark = self._chapter(title)
        return mark.page if mark else None

    def go_to_chapter(self, title: str) -> None:
        """Bring the page on which a chapter begins into view, and its title where not all of the page can be seen."""
        mark = self._chapter(title)
        self._asked = title
        if mark is None:
            return
        if self.page_rect(mark.page).height() > self.viewport().height():
            self.go_to_place(mark.page, mark.top)
        else:
            self.go_to_page(mark.page)

    def _chapter(self, title: str) -> Bookmark | None:
        return next((mark for mark in self._marks if chapter_title(mark) == title), None)

    def chapter_at(self, place: QPoint) -> str:
        """Return the title of the chapter at a place of the view, "" where there is none."""
        page = next((page for page in self._visible_pages() if self.page_rect(page).contains(place)), None)
        if page is None:
            return ""
        down = (place.y() - self.page_rect(page).top()) / (self.zoom() * PIXELS_A_POINT)
        begun = [mark for mark in self._marks if (mark.page, mark.top) <= (page, down)]
        return chapter_title(begun[-1]) if begun else ""

    # What the drawer tells

    def _on_opened(self, sizes: list[QSizeF], marks: list[Bookmark]) -> None:
        super()._on_opened(sizes, marks)
        self._marks, self._links, self._current = marks, {}, None

    def _moved(self, marks: list[Bookmark]) -> float:
        """The chapter in view stays in view, though pages before it came or went."""
        shown = self._chapter_in_view()
        if shown is None or not marks:
            return 0.0
        before = self._marks[shown]
        titles = [chapter_title(mark) for mark in marks]
        title = chapter_title(before)
        # In another language no title is the same, and the chapters stand in the same order.
        after = marks[titles.index(title) if title in titles else min(shown, len(marks) - 1)]
        columns = self._columns()
        if columns > 1:
            return (after.page // columns - before.page // columns) * columns
        return after.page - before.page + (after.top - before.top) / self._largest().height()

    def _chapter_in_view(self) -> int | None:
        """The place of the chapter that was asked for, while its page is in view; else of the last one that begins."""
        asked = [place for place, mark in enumerate(self._marks) if chapter_title(mark) == self._asked]
        if asked and self._marks[asked[0]].page in self.pages_in_view():
            return asked[0]
        return max((place for place, mark in enumerate(self._marks) if self._is_begun(mark)), default=None)

    def _is_begun(self, mark: Bookmark) -> bool:
        """Whether a chapter begins above the middle of the view, or on its pages where whole ones are seen."""
        shown = self.pages_in_view()
        if not shown or mark.page != shown[0]:
            return bool(shown) and mark.page <= shown[-1]
        down = self.page_rect(mark.page).top() + mark.top * self.zoom() * PIXELS_A_POINT
        return down <= self.viewport().height() / 2

    def _on_linked(self, page: int, links: list[PageLink]) -> None:
        self._links[page] = links

    # Mouse and keyboard

    def rect_of(self, page: int, link: PageLink) -> QRectF:
        """Return where a link lies in the view."""
        scale, origin = self.zoom() * PIXELS_A_POINT, self.page_rect(page).topLeft()
        rect = link.rect
        place = QRectF(rect.x() * scale, rect.y() * scale, rect.width() * scale, rect.height() * scale)
        return place.translated(origin.x(), origin.y())

    def _link_at(self, place: QPoint) -> PageLink | None:
        for page, link in self.links_in_view():
            if self.rect_of(page, link).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND).contains(place):
                return link
        return None

    def _told(self, link: PageLink) -> str:
        if link.address.startswith(FIGURE):
            return self._words.get(link.address.removeprefix(FIGURE), "")
        if not link.address:
            return self.tr("Page {n}").format(n=link.page + 1)
        return written_address(link.address) or link.address

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show a hand over links."""
        over = self._link_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember which link is pressed."""
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = self._link_at(event.position().toPoint()) if is_left else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the link that was pressed, where it is let go on it."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._link_at(event.position().toPoint()):
            self.follow(pressed)
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask for the texts of the chapter that was double-clicked."""
        place = event.position().toPoint()
        title = self.chapter_at(place) if self._link_at(place) is None else ""
        if title:
            self.chapterAsked.emit(title)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Say where the link under the mouse leads."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            link = self._link_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self._told(link)) if link else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Go from link to link, then on to the next field."""
        links = self.links_in_view()
        place = links.index(self._current) if self._current in links else (-1 if forward else len(links))
        place += 1 if forward else -1
        self._current = links[place] if 0 <= place < len(links) else None
        self.viewport().update()
        if self._current is None:
            return super().focusNextPrevChild(forward)
        self.setAccessibleDescription(self._told(self._current[1]))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter follows the link that has the ring."""
        if self._current is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.follow(self._current[1])
        else:
            super().keyPressEvent(event)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        super()._paint_page(painter, page)
        if self._current is not None and self._current[0] == page and self.hasFocus():
            rect = self.rect_of(*self._current).toAlignedRect().adjusted(-2, -2, 2, 2)
            paint_ring(painter, rect, 3)


def chapter_title(mark: Bookmark) -> str:
    """Return the title of a chapter without its number, which changes when another one is left out."""
    return _NUMBER.sub("", mark.title)
