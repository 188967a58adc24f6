"""The verbs that begin something in the detail: tags, a note, a passage, a follow-up, a file, the page of a name."""

from collections.abc import Callable
from functools import partial

from clipper.model.codes import Marker
from clipper.ui.attachment_flow import AttachmentFlow
from clipper.ui.pane_frame import PaneFrame
from clipper.ui.panes.detail_pane import DetailPane
from clipper.ui.register_flow import RegisterFlow


class DetailVerbs:
    """Shows the detail and begins there; `catch_up` shows what is selected first: a key may come sooner than that."""

    def __init__(
        self,
        pane: DetailPane,
        frame: PaneFrame,
        registers: RegisterFlow,
        attachments: AttachmentFlow,
        catch_up: Callable[[], None],
    ) -> None:
        self._pane, self._frame, self._registers, self._attachments = pane, frame, registers, attachments
        self._catch_up = catch_up

    def handlers(self) -> dict[str, Callable[..., None]]:
        """Return what to call for each action that begins something in the detail."""
        pane = self._pane
        return {
            "clipping.tag": lambda: self._begin(pane.edit_tags),
            "clipping.names": self._choose_name,
            "clipping.note": lambda: self._begin(pane.edit_note),
            "clipping.highlight": lambda: self._begin(lambda: pane.highlights.mark(None)),
            **{f"highlight.{marker}": partial(self._mark, marker) for marker in Marker},
            "clipping.quote": lambda: self._begin(lambda: pane.quotes.keep_selected()),
            "clipping.follow_up": lambda: self._begin(pane.add_follow_up),
            "clipping.attach": lambda: self._begin(self._attach),
        }

    def _begin(self, what: Callable[[], object]) -> None:
        self._catch_up()
        self._frame.show_detail()
        what()

    def _mark(self, marker: Marker) -> None:
        self._begin(lambda: self._pane.highlights.mark(marker))

    def _attach(self) -> None:
        self._pane.show_attachments()
        self._attachments.choose()

    def _choose_name(self) -> None:
        self._catch_up()
        clipping = self._pane.clipping()
        if clipping is not None:
            self._registers.choose(clipping, self._pane.mapToGlobal(self._pane.rect().center()))
