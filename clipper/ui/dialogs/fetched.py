"""The review of a page that was fetched for a clipping: what is there stays, what is empty is filled."""

from typing import Any

from PySide6.QtWidgets import QWidget

from clipper.library.filling import draft_for
from clipper.library.library import Library
from clipper.model.clipping import Clipping
from clipper.model.codes import State
from clipper.model.draft import DRAFT_FIELDS, Accepted, Draft, FileReading, Guess
from clipper.model.values import replace
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.review import ReviewDialog
from clipper.ui.dialogs.review_frame import Add
from clipper.ui.review_state import ReviewWork
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.elided_label import ElidedLabel


class FetchedDialog(ReviewDialog):
    """The clipping's own values beside what the page says of those it has not."""

    may_hold_several = False

    def __init__(
        self,
        clipping: Clipping,
        file: FileReading,
        library: Library,
        parent: QWidget | None = None,
        add: Add | None = None,
        work: ReviewWork | None = None,
    ) -> None:
        draft = beside(clipping, draft_for(clipping, file.reading))
        super().__init__(replace(file.reading, drafts=(draft,)), file.pasted, library, parent, add, work=work)
        self._fields.hide_own()

    @classmethod
    def ask_about(
        cls, clipping: Clipping, file: FileReading, library: Library, parent: QWidget, add: Add, work: ReviewWork
    ) -> Accepted | None:
        """Let a person check what was fetched for a clipping, and fill it in; None when they leave it."""
        dialog = cls(clipping, file, library, parent, add, work)
        ask(dialog)
        return dialog.result_

    def _title(self) -> str:
        return self.tr("Review fetched text")

    def _understood(self) -> ElidedLabel:
        return ElidedLabel(self.tr("What the clipping has stays. What it has not is filled in."), "ink2")

    def _fill_foot(self) -> None:
        self.foot.addWidget(self._notice, 1)
        cancel = Button(self.tr("Cancel"), PLAIN)
        cancel.clicked.connect(self.reject)
        self._keep = Button(self.tr("Fill in"), PRIMARY, key="↵")
        self._keep.setProperty("primary", True)
        self._keep.clicked.connect(self.keep)
        for button in (cancel, self._keep):
            self.foot.addWidget(button)
        self.order_tabs((), (cancel, self._keep))

    def _show_duplicate(self) -> None:
        self._notice.say("circle-check", self.tr("The page is kept with the clipping, as it came"))

    def keep(self) -> None:
        """Fill in and close."""
        self._accept(State.KEPT)


def beside(clipping: Clipping, draft: Draft) -> Draft:
    """Return a draft in which the clipping's own values stand, as certain, and the draft's where it has none."""
    own: dict[str, Any] = {
        name: Guess(getattr(clipping, name), 1.0) for name in DRAFT_FIELDS if getattr(clipping, name)
    }
    return replace(draft, **own)


def changed(clipping: Clipping, accepted: Accepted) -> frozenset[str]:
    """Return the fields of which a person changed what the clipping had."""
    values = {name: (getattr(clipping, name), getattr(accepted.draft, name).value) for name in DRAFT_FIELDS}
    return frozenset(name for name, (own, value) in values.items() if own and value and own != value)
