"""Searches that are built from rows, and those that are kept under a name."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.model.errors import ClipperError
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from clipper.model.text import clean_line
from clipper.ui.dialogs.naming import NamingDialog
from clipper.ui.widgets.search_suggestions import Names

_LONGEST_OFFERED = 80


class SearchFlow(QObject):
    """searched(Query): a person built a search. refused(str): one could not be kept, and why."""

    searched = Signal(object)
    refused = Signal(str)

    def __init__(self, library: Library, names: Callable[[], Names], window: QWidget) -> None:
        super().__init__(window)
        self._library, self._names, self._window = library, names, window

    def build(self, query: Query) -> None:
        """Let a person change a search row by row."""
        # Few open it, and its parts take a tenth of the time in which the window starts.
        from clipper.ui.dialogs.search_builder import SearchBuilder

        label = self._library.organisation().spokesperson_label
        built = SearchBuilder.ask(query, self._names(), self._library.count, self._window, spokesperson=label)
        if built is not None:
            self.searched.emit(built)

    def save(self, query: Query) -> None:
        """Keep a search under a name; its words are offered for one.

        It is kept as it is shown: a last word that is still typed finds longer ones, too. A tag is kept by its whole
        name, and that is what is searched for from then on.
        """
        hint = self.tr("It stands in the left pane and counts what it finds. A name that is there already is replaced.")
        text = str(query)
        offered = text.rstrip("*")[:_LONGEST_OFFERED]

        def keep(name: str) -> None:
            self._library.save_search(SavedSearch(name, text))

        try:
            name = NamingDialog.keep(self.tr("Save this search"), hint, offered, keep, self._window)
        except ClipperError as error:
            self.refused.emit(str(error))
            return
        if name:
            kept = {saved.name.casefold(): saved.query for saved in self._library.saved_searches()}
            told = kept.get(clean_line(name).casefold(), query)
            if told.parts != query.parts:
                self.searched.emit(told)

    def is_saved(self, query: Query) -> bool:
        """Tell whether a search is kept under a name already."""
        return any(saved.query.parts == query.parts for saved in self._library.saved_searches())
