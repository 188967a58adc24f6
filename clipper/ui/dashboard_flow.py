"""The dashboard in the window: made when it is first wanted, counted aside, left for the clippings of a bar."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.model.errors import ClipperError
from clipper.model.query import Query
from clipper.model.term import Term
from clipper.ui.counter import Counter
from clipper.ui.pane_frame import PaneFrame
from clipper.ui.panes.list_pane import ListPane

if TYPE_CHECKING:
    from clipper.ui.panes.dashboard_pane import DashboardPane


class DashboardFlow(QObject):
    """searched(Query): a person wants to see other clippings. shown(bool): the dashboard stands in the list's place.

    codingRequested(), reportRequested(): of what is searched for. helpRequested(): on searching. told(str): a sentence
    for a person. refused(str): something could not be done, and why.
    """

    searched = Signal(object)
    shown = Signal(bool)
    codingRequested = Signal()  # noqa: N815
    reportRequested = Signal()  # noqa: N815
    helpRequested = Signal()  # noqa: N815
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, library: Library, frame: PaneFrame, list_pane: ListPane, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._frame, self._list_pane, self._window = library, frame, list_pane, window
        self._counter: Counter | None = None
        self.is_shown = False

    @cached_property
    def pane(self) -> "DashboardPane":
        """The dashboard, made when it is wanted: a window starts faster without it."""
        from clipper.reports.dashboard import dashboard
        from clipper.ui.panes.dashboard_pane import DashboardPane

        self._counter = Counter(lambda query: dashboard(self._library, query))
        pane = DashboardPane(self._list_pane.names, self._library.today, self._window)
        self._counter.answered.connect(pane.show_dashboard)
        self._counter.failed.connect(self._on_failed)
        pane.queryChanged.connect(self.searched)
        pane.barChosen.connect(self._on_bar)
        pane.left.connect(self.leave)
        pane.codingRequested.connect(self.codingRequested)
        pane.reportRequested.connect(self.reportRequested)
        pane.search_box.helpRequested.connect(self.helpRequested)
        pane.copied.connect(lambda: self.told.emit(self.tr("Copied, as a picture and as its numbers.")))
        return pane

    def show(self, query: Query) -> None:
        """Show the dashboard of a search in the place of list and detail."""
        self.pane.set_leading(self._frame.drawer_button)
        self._frame.show_page(self.pane)
        self.is_shown = True
        self.set_query(query)
        self.pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(True)

    def leave(self) -> None:
        """Show the list again."""
        if not self.is_shown:
            return
        self.is_shown = False
        if self._counter is not None:
            self._counter.forget()
        self._list_pane.set_leading(self._frame.drawer_button)
        self._frame.show_page(None)
        self._list_pane.focus_list()
        self.shown.emit(False)

    def set_query(self, query: Query) -> None:
        """Show what another search comes to."""
        if self.is_shown:
            self.pane.set_query(query)
            self.refresh()

    def refresh(self) -> None:
        """Count again: the library has changed."""
        if self.is_shown and self._counter is not None:
            self.pane.set_spokesperson_label(self._library.organisation().spokesperson_label)
            self._counter.ask(self.pane.query())

    def leave_undo(self) -> None:
        """Leave Undo to the window until the search is edited on the dashboard again."""
        if self._counter is not None:
            self.pane.search_box.leave_undo()

    def stops(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Return the parts between which F6 goes, and how each takes the keyboard."""
        if not self.is_shown:
            return []
        return [(self.pane.search_box, self.pane.focus_search), (self.pane.scroller, self.pane.focus_charts)]

    def stop(self) -> None:
        """Count no more, before the library is closed."""
        if self._counter is not None:
            self._counter.stop()

    def _on_bar(self, term: Term) -> None:
        from clipper.reports.dashboard import narrowed

        query = narrowed(self.pane.query(), term, self._library.today())
        self.leave()
        self.searched.emit(query)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, ClipperError):
            raise error
        self.refused.emit(str(error))
