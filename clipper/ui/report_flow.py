"""The report window beside the main one: opened once, over the search of the moment, and closed with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.model.query import Query
from clipper.model.search_ids import written_ids
from clipper.model.term import Term
from clipper.ui.settings import Settings

if TYPE_CHECKING:
    from clipper.ui.dialogs.report import ReportDialog


class ReportFlow(QObject):
    """searched(Query): the clippings behind a figure are to be listed."""

    searched = Signal(object)

    def __init__(self, library: Library, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._settings, self._window = library, settings, window
        self._shown: ReportDialog | None = None

    def open(self, query: Query) -> None:
        """Show the report window, a new one over a search unless one is open."""
        from clipper.ui.dialogs.report import ReportDialog

        if self._shown is None:
            # Without a parent it does not stay in front of the main window, which shows what a figure counts.
            self._shown = ReportDialog(self._library, query, self._settings)
            self._shown.clippingsAsked.connect(self._on_asked)
            self._shown.finished.connect(self._forget)
        self._shown.show()
        self._shown.raise_()
        self._shown.activateWindow()

    def shown(self) -> "ReportDialog | None":
        """Return the report window, None while it is closed."""
        return self._shown

    def refresh(self) -> None:
        """Make the report that is shown again, since the library changed."""
        if self._shown is not None:
            self._shown.refresh()

    def close(self) -> None:
        """Close the report window, if it is open."""
        if self._shown is not None:
            self._shown.leaves_anyway = True
            self._shown.reject()

    def _on_asked(self, ids: tuple[int, ...]) -> None:
        if ids:
            self.searched.emit(Query((Term(written_ids(ids), "id"),)))
            self._window.activateWindow()
            self._window.raise_()

    def _forget(self) -> None:
        if self._shown is not None:
            self._shown.deleteLater()
            self._shown = None
