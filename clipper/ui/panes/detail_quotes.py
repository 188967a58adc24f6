"""Quotes in the detail: what its text proposes, what is kept, and what a person selects to be kept."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from clipper.capture.people import proposed_quotes, selected_quote
from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping
from clipper.model.draft import Known
from clipper.model.errors import ClipperError, EnvironmentProblem
from clipper.ui.panes.quotes_page import QuotesPage
from clipper.ui.widgets.highlighted_page import HighlightedPage
from clipper.ui.widgets.in_place import InPlace


class DetailQuotes(QObject):
    """changed(): the library has other quotes now. told(str), failed(str): a sentence for a person.

    `known` gives the names of the library; `origin` is who asks it.
    """

    changed = Signal()
    told = Signal(str)
    failed = Signal(str)

    def __init__(self, library: Library, page: HighlightedPage, known: Callable[[], Known], origin: QObject) -> None:
        super().__init__(origin)
        self._library, self._page, self._known, self._origin = library, page, known, origin
        self._clipping: Clipping | None = None
        self.list = QuotesPage(lambda: known().spokespeople)
        self.list.kept.connect(lambda quote: self._do(self._library.keep_quote, quote))
        self.list.edited.connect(self._edit)
        self.list.removed.connect(lambda uuid: self._do(self._library.remove_quote, uuid))
        self._page.quoteRequested.connect(self.keep_selected)

    def fields(self) -> dict[str, InPlace]:
        """Return the fields in which quotes are corrected, by the names under which they are unfinished."""
        rows = self.list.kept_quotes
        texts = {f"quote/{row.quote.uuid}/text": row.text for row in rows}
        return texts | {f"quote/{row.quote.uuid}/speaker": row.speaker for row in rows}

    def set_clipping(self, clipping: Clipping | None) -> None:
        """Tell whose quotes they are; nothing is looked up until they are shown."""
        self._clipping = clipping

    def show(self) -> None:
        """Show the quotes of the clipping, and what its text proposes."""
        if self._clipping is not None:
            self.list.show_quotes(self._clipping.quotes, proposed_quotes(self._clipping, self._known()))

    def keep_selected(self) -> None:
        """Keep the selected words as a quote of the clipping's person; of several people ask which."""
        if self._clipping is None:
            return
        own = [person.name for person in self._clipping.spokespeople]
        people = own or list(self._known().spokespeople)
        if self._page.selected_span() is None:
            self.told.emit(self.tr("Select what somebody says first, with the mouse or with Shift and the arrow keys."))
        elif not people:
            self.told.emit(self.tr("Say first who is featured in the clipping: a quote needs a speaker."))
        elif len(people) == 1:
            self._keep(people[0])
        else:
            self.menu_of(people).popup(self._page.mapToGlobal(self._below_selection()))

    def menu_of(self, people: list[str]) -> QMenu:
        """Return the menu that asks whose words are selected."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection(self.tr("Quote of"))
        for name in people:
            menu.addAction(name).triggered.connect(lambda _on=False, name=name: self._keep(name))
        return menu

    def _below_selection(self) -> QPoint:
        return self._page.cursorRect().bottomLeft()

    def _keep(self, speaker: str) -> None:
        span = self._page.selected_span()
        if span is None:
            return
        quote = selected_quote(self._page.toPlainText(), *span, speaker)
        self._page.deselect()
        if self._do(self._library.keep_quote, quote):
            self.told.emit(self.tr("Kept a quote of {name}.").format(name=speaker))

    def _edit(self, uuid: str, name: str, value: str) -> None:
        """What cannot be kept now stays in its field, which says why; what is no quote is as it was before."""
        if self._clipping is None:
            return
        try:
            self._library.edit_quote(self._clipping.id, uuid, origin=self._origin, **{name: value})
        except ClipperError as error:
            if isinstance(error, EnvironmentProblem):
                self.fields()[f"quote/{uuid}/{name}"].refuse(str(error))
            self.failed.emit(str(error))
        self.changed.emit()

    def _do(self, verb: Callable[..., Changes], *values: object) -> bool:
        if self._clipping is None:
            return False
        try:
            verb(self._clipping.id, *values, origin=self._origin)
        except ClipperError as error:
            self.failed.emit(str(error))
            return False
        finally:
            self.changed.emit()
        return True
