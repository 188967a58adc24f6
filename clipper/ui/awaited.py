"""Which clippings are selected once the list has been searched anew: those that came, came back or moved."""

from collections.abc import Collection

from PySide6.QtCore import Qt

from clipper.library.search import Hits
from clipper.model.changes import Changes
from clipper.ui.panes.detail_pane import DetailPane
from clipper.ui.panes.list_pane import ListPane

_PUTTING_AWAY = ("state", "delete", "merge")
"""The verbs after which clippings may be in the list no more; undone, they come back."""


class Awaited:
    """Puts what was found into the list, and selects there what is waited for."""

    def __init__(self, list_pane: ListPane, detail_pane: DetailPane) -> None:
        self._list_pane, self._detail_pane = list_pane, detail_pane
        self._wanted: Collection[int] = ()
        self._returned: frozenset[int] = frozenset()
        self._stood: tuple[int | None, int] = (None, 0)

    def want_one_of(self, ids: Collection[int]) -> None:
        """Select the first of some clippings that is found."""
        self._wanted = ids

    def want_returned(self, changes: Changes) -> None:
        """Select clippings again that come back from where they were put away, when that is undone."""
        step = changes.step
        if step is None or step.detail.get("verb") not in _PUTTING_AWAY:
            self.keep_in_sight(changes)
        elif len(changes.clippings) == 1:
            self._wanted = changes.clippings
        else:
            self._returned, self._stood = frozenset(changes.clippings), self._stands()

    def keep_in_sight(self, changes: Changes) -> None:
        """The clipping that is read may have got another date, and so another place in the list."""
        current = self._list_pane.current_id()
        if current in changes.clippings and self._list_pane.selected_count() == 1:
            self._wanted = (current,)

    def forget_returned(self) -> None:
        """Select what came back no more: something else is searched for."""
        self._returned = frozenset()

    def put(self, hits: Hits) -> None:
        """Show what was found."""
        if self._stood != self._stands():
            # Somebody has selected something else since, while the search was still on its way, or gave up.
            self._returned = frozenset()
        before = self._list_pane.current_id()
        self._list_pane.set_hits(hits)
        if self._list_pane.current_id() != before:
            self._detail_pane.leave_tag()

    def select_in(self, hits: Hits) -> None:
        """Select what is waited for, as far as it was found; else, where nothing is selected, the first."""
        wanted = next((clipping_id for clipping_id in hits.ids if clipping_id in self._wanted), None)
        if wanted is not None or hits.is_whole:
            self._wanted = ()
        if self._returned and hits.is_whole:
            self._detail_pane.leave_tag()
            self._list_pane.select_all_of(self._returned)
            self._returned = frozenset()
        elif wanted is not None:
            self._go_to(wanted)
        elif self._list_pane.current_id() is None and len(self._list_pane.model.ids):
            self._list_pane.select(self._list_pane.model.ids[0])

    def _stands(self) -> tuple[int | None, int]:
        """What is selected, as far as it tells whether somebody has selected something else."""
        return self._list_pane.current_id(), self._list_pane.selected_count()

    def _go_to(self, clipping_id: int) -> None:
        """Bring a clipping of the list into sight; the keyboard goes to another one only."""
        is_other = clipping_id != self._list_pane.current_id()
        self._list_pane.select(clipping_id)
        if is_other:
            self._detail_pane.leave_tag()
            self._list_pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
