"""A mention beside the clipping that it is like: a person says what they are to each other."""

from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from clipper.library.adding import from_draft
from clipper.library.duplicates import Likeness
from clipper.library.library import Library
from clipper.model.clipping import Clipping
from clipper.model.draft import Accepted, Answer, Decision
from clipper.model.text import words
from clipper.model.values import replace
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.bars import FOOT, HEAD, bar
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button, LinkButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import dialog_title, hairline, surface
from clipper.ui.widgets.pair_texts import kept_line, title_of, why
from clipper.ui.widgets.pair_view import PairView, Takes, likely_answer, longer_text, newer_values

_COMPARED = 1_000_000
_FIRST, _LEAST = QSize(1280, 800), QSize(720, 480)


class Brought(Struct, frozen=True):
    """What is brought: it as a clipping, and a heading and a quiet line that say where it comes from."""

    clipping: Clipping
    title: str
    line: str

    @classmethod
    def of(cls, accepted: Accepted, kept: Clipping, title: str, line: str) -> "Brought":
        """Return an accepted draft; raises WrongUsage where it says nothing."""
        # A draft has no relation of its own: what the clipping is kept for stays.
        return cls(replace(from_draft(accepted), relation=kept.relation), title, line)


class DuplicateDialog(QDialog):
    """`decision` is what a person said, None while they did not.

    `opens` tells whether the clipping of the library can be shown at once, without adding anything.
    """

    def __init__(
        self,
        likeness: Likeness,
        brought: Brought,
        library: Library,
        parent: QWidget | None = None,
        *,
        opens: bool = True,
    ) -> None:
        super().__init__(parent)
        self._opens = opens
        self.decision: Decision | None = None
        self._likeness = likeness
        self._view = PairView.over(library)
        self.setWindowTitle(title_of(likeness.kind))
        surface(self, "reader")
        self.setMinimumSize(_LEAST)
        self.resize(parent.window().size() if parent is not None else _FIRST)
        heads = [(self.tr("In your library"), kept_line(likeness.clipping)), (brought.title, brought.line)]
        self._view.show_pair(
            likeness.clipping, brought.clipping, heads, _chosen_at_first(library, likeness.clipping, brought.clipping)
        )
        self._apart = LinkButton(self.tr("Not a duplicate"))
        self._apart.clicked.connect(lambda: self._decide(Answer.BOTH))
        self._buttons = self._make_buttons(likely_answer(likeness.kind, likeness.clipping, brought.clipping))
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addWidget(hairline(self))
        whole.addWidget(self._view, 1)
        whole.addWidget(hairline(self))
        whole.addWidget(self._foot())
        self._order_tabs()
        self._primary.setFocus()

    @classmethod
    def ask(
        cls,
        likeness: Likeness,
        brought: Brought,
        library: Library,
        parent: QWidget | None = None,
        *,
        opens: bool = True,
    ) -> Decision | None:
        """Let a person say what a mention is to the clipping that it is like; None when they cancel."""
        dialog = cls(likeness, brought, library, parent, opens=opens)
        ask(dialog)
        return dialog.decision

    # Building

    def _head(self) -> QWidget:
        head, row = bar(self, HEAD)
        row.addWidget(dialog_title(title_of(self._likeness.kind)))
        row.addSpacing(2)
        row.addWidget(ElidedLabel(why(self._view.compared, self._likeness.reason), "ink2"), 1)
        row.addWidget(self._apart)
        return head

    def _make_buttons(self, likely: Answer) -> dict[Answer, Button]:
        """One button an answer; what is likely is the primary one."""
        apart = self.tr("Both stay, and are not taken for duplicates again")
        self._apart.setToolTip(self.tr("The same as Keep both: they are not taken for duplicates again"))
        have = self.tr("Open the one I have") if self._opens else self.tr("Use the one I have")
        words = {
            Answer.OPEN: (have, self.tr("Add nothing: the library keeps the clipping as it is")),
            Answer.MERGE: (self.tr("Merge"), self.tr("Make one clipping of both")),
            Answer.BOTH: (self.tr("Keep both"), apart),
            Answer.PICK_UP: (self.tr("Make it a pick-up"), self.tr("Keep both, as one story")),
        }
        order = [answer for answer in (Answer.OPEN, Answer.PICK_UP, Answer.BOTH, Answer.MERGE) if answer is not likely]
        buttons = {}
        for answer in (*order, likely):
            is_likely = answer is likely
            button = Button(words[answer][0], PRIMARY if is_likely else PLAIN, key="↵" if is_likely else "")
            button.setToolTip(words[answer][1])
            button.clicked.connect(lambda _on=False, answer=answer: self._decide(answer))
            buttons[answer] = button
        self._primary = buttons[likely]
        return buttons

    def _foot(self) -> QWidget:
        foot, row = bar(self, FOOT)
        self._cancel = Button(self.tr("Cancel"), PLAIN)
        self._cancel.clicked.connect(self.reject)
        row.addWidget(self._cancel)
        row.addStretch(1)
        for button in self._buttons.values():
            row.addWidget(button)
        return foot

    def _order_tabs(self) -> None:
        stops = [self._apart, *self._view.tab_stops(), self._cancel, *self._buttons.values()]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    # What a person does

    def _decide(self, answer: Answer) -> None:
        taken = self._view.taken() if answer is Answer.MERGE else frozenset()
        self.decision = Decision(answer, self._likeness.clipping.id, taken)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter does what is likely, also from a value."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._primary.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def _chosen_at_first(library: Library, kept: Clipping, brought: Clipping) -> Takes:
    """Return whose values are chosen at first.

    Where the clipping came from a paste that had the same headline, what differs in the library was corrected there.
    """
    headline = words(brought.headline or "")
    read_before = bool(headline) and any(_holds(one.text, headline) for one in library.originals(kept.id))
    return longer_text if read_before else newer_values


def _holds(text: str, headline: list[str]) -> bool:
    """Tell whether a paste has the words of a headline, whatever spaces and marks stand between them."""
    return f" {' '.join(headline)} " in f" {' '.join(words(text[:_COMPARED]))} "
