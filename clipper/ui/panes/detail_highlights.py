"""Highlights in the detail: the page, its margin, the list and the pop-up, joined by the library's verbs."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping
from clipper.model.codes import Marker
from clipper.model.errors import ClipperError
from clipper.model.highlight import Highlight
from clipper.ui.panes.highlights_page import Entry, HighlightsPage
from clipper.ui.widgets.highlight_popup import HighlightPopup
from clipper.ui.widgets.highlighted_page import HighlightedPage
from clipper.ui.widgets.margin_marks import MarginMarks

_AROUND = 80


class DetailHighlights(QObject):
    """changed(): the library has other highlights now. told(str), failed(str): a sentence for a person.

    The page lies on `ground`, which `scroller` scrolls; `origin` is who asks the library.
    """

    changed = Signal()
    told = Signal(str)
    failed = Signal(str)

    def __init__(
        self, library: Library, page: HighlightedPage, ground: QWidget, scroller: QScrollArea, origin: QObject
    ) -> None:
        super().__init__(origin)
        self._library, self._origin = library, origin
        self._page, self._ground, self._scroller = page, ground, scroller
        self._clipping_id: int | None = None
        self._highlights: Sequence[Highlight] = ()
        self._marker = Marker.YELLOW
        self._unsaved: dict[str, tuple[int, str]] = {}
        self.list = HighlightsPage()
        self._popup: HighlightPopup | None = None
        self._margin = MarginMarks(page, ground)
        self._wanted = ""
        self._look_on = QTimer(self, singleShot=True, interval=0)
        self._look_on.timeout.connect(self._reveal)
        self._connect()

    def _connect(self) -> None:
        self._page.placed.connect(self._list)
        self._page.opened.connect(self.open)
        self._page.markRequested.connect(self.mark)
        self._page.removeRequested.connect(self._remove)
        self._margin.opened.connect(self.open)
        self.list.opened.connect(self._go_to)
        self.list.removeRequested.connect(self._remove)

    @property
    def popup(self) -> HighlightPopup:
        """The pop-up, made when it is first used: most windows open and close without it."""
        if self._popup is None:
            self._popup = HighlightPopup(self._scroller)
            self._popup.markerChosen.connect(lambda uuid, marker: self._edit(uuid, marker=marker))
            self._popup.commentWritten.connect(self._keep_comment)
            self._popup.removeRequested.connect(self._remove)
        return self._popup

    def only_read(self) -> None:
        """Let no comment be written."""
        self.popup.comment.setReadOnly(True)

    # -- what is shown

    def show_clipping(self, clipping: Clipping | None) -> None:
        """Show the highlights of a clipping."""
        self._clipping_id = clipping.id if clipping else None
        self._highlights = clipping.highlights if clipping else ()
        self._page.set_highlights(self._highlights)
        self._margin.show_highlights(self._highlights)
        self._list()

    def _list(self) -> None:
        """In the order of the text; what cannot be placed comes last."""
        spans = {one.uuid: self._page.span_of(one.uuid) for one in self._highlights}
        in_order = sorted(self._highlights, key=lambda one: spans[one.uuid] or (_NOWHERE, 0))
        may_follow = self._page.has_more()
        self.list.show_entries([Entry(one, spans[one.uuid] is None and not may_follow) for one in in_order])

    # -- what a person does

    def mark(self, marker: Marker | None = None) -> None:
        """Mark the selected words, in the last colour that was used if none is named; say how where none are."""
        self._marker = marker or self._marker
        highlight = self._page.selected(self._marker)
        clipping_id = self._clipping_id
        if highlight is None or clipping_id is None:
            self.told.emit(self.tr("Select words of the text first, with the mouse or with Shift and the arrow keys."))
            return
        same = self._page.same_as(highlight)
        self._page.deselect()
        if same is None:
            self._do(lambda: self._library.highlight(clipping_id, highlight, origin=self._origin))
        else:
            self._edit(same, marker=self._marker)

    def open(self, uuid: str) -> None:
        """Open the pop-up of a highlight beside its passage, or at its entry where it has none."""
        highlight = next((one for one in self._highlights if one.uuid == uuid), None)
        if highlight is not None:
            _, waiting = self._unsaved.pop(uuid, (0, None))
            self.popup.open_for(highlight, self._place_of(uuid), waiting)

    def keep(self) -> None:
        """Close the pop-up, which keeps what was written."""
        self._wanted = ""
        if self._popup is not None:
            self._popup.hide()

    def _place_of(self, uuid: str) -> QRect:
        """As much of a passage as is seen, on the screen."""
        passage = self._passage(uuid)
        if passage is None:
            return self.list.rect_of(uuid)
        view = self._scroller.viewport()
        seen = passage.translated(self._page.mapTo(view, QPoint(0, 0))) & view.rect()
        return QRect(view.mapToGlobal(seen.topLeft()), seen.size())

    def _passage(self, uuid: str) -> QRect | None:
        lines = self._page.lines_of(uuid)
        around = QRect()
        for line in lines:
            around = around.united(line)
        return around if lines else None

    def _go_to(self, uuid: str) -> None:
        self._wanted = uuid
        self._reveal()

    def _reveal(self) -> None:
        """Scroll to a passage; in a long text, one part after the other is set until it is found."""
        passage = self._passage(self._wanted)
        if passage is None and self._wanted and self._page.has_more():
            self._page.show_more()
            self._look_on.start()
            return
        if passage is not None:
            corner = self._page.mapTo(self._ground, passage.topLeft())
            self._scroller.ensureVisible(corner.x(), corner.y() + min(passage.height(), _AROUND), 0, _AROUND)
            self._scroller.ensureVisible(corner.x(), corner.y(), 0, _AROUND)
        uuid, self._wanted = self._wanted, ""
        self.open(uuid)

    # -- the library

    def _remove(self, uuid: str) -> None:
        clipping_id = self._clipping_id
        if clipping_id is not None:
            self._do(lambda: self._library.remove_highlight(clipping_id, uuid, origin=self._origin))

    def _edit(self, uuid: str, **values: object) -> bool:
        clipping_id = self._clipping_id
        if clipping_id is None:
            return False
        return self._do(lambda: self._library.edit_highlight(clipping_id, uuid, origin=self._origin, **values))

    def _keep_comment(self, uuid: str, text: str | None) -> None:
        """What cannot be kept waits for the pop-up to be opened again."""
        clipping_id = self._clipping_id
        if clipping_id is not None and not self._edit(uuid, comment=text):
            self._unsaved[uuid] = clipping_id, text or ""

    def unfinished(self) -> Iterator[tuple[int, str, str]]:
        """Yield the clipping, the field and the text of each comment that is written and not kept."""
        for uuid, (clipping_id, text) in self._unsaved.items():
            yield clipping_id, f"comment/{uuid}", text
        written = self._popup.unfinished() if self._popup is not None else None
        if written is not None and self._clipping_id is not None:
            uuid, text = written
            yield self._clipping_id, f"comment/{uuid}", text

    def unkept(self) -> list[int]:
        """Return the clippings of which a comment could not be kept."""
        return [clipping_id for clipping_id, _ in self._unsaved.values()]

    def _do(self, verb: Callable[[], Changes]) -> bool:
        try:
            verb()
        except ClipperError as error:
            self.failed.emit(str(error))
            return False
        self.changed.emit()
        return True


_NOWHERE = 2**31
