"""The review of several mentions: the list on the left, the one in turn on the right; Enter keeps and moves on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clipper.library.duplicates import Kind, Likeness, repeated
from clipper.library.library import Library
from clipper.model.codes import State
from clipper.model.draft import Accepted, Answer, Draft, Pasted, Reading, Span
from clipper.model.errors import ClipperError
from clipper.model.values import replace
from clipper.ui.comparer import Comparer
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.review_frame import Add, ReviewFrame
from clipper.ui.dialogs.unused_lines import UnusedBar
from clipper.ui.fonts import sans, scale
from clipper.ui.review_state import ReviewWork, mention_of, put_into
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button, LinkButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface
from clipper.ui.widgets.mention_list import Dashes, Fate, Mention, MentionModel, MentionView
from clipper.ui.widgets.pair_texts import already_sentence
from clipper.ui.widgets.paste_view import PasteView, lines_around
from clipper.ui.widgets.progress import Progress
from clipper.ui.widgets.review_fields import ReviewFields
from clipper.ui.widgets.review_row import Box
from clipper.ui.widgets.scrolled_page import ScrolledPage

_LIST_WIDTH, _NARROW_LIST, _NARROW = 427, 304, 1100
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}


class ReviewListDialog(ReviewFrame):
    """Several drafts, decided one by one by a person; over the review of a single one it leads back to that.

    `result_` holds those that were kept and, as new, those that a person left undecided when they stopped; None where
    they kept none.
    """

    _added = Signal(int, int)

    def __init__(
        self,
        reading: Reading,
        pasted: Pasted,
        library: Library,
        parent: QWidget | None = None,
        add: Add | None = None,
        problems: Sequence[str] = (),
        work: ReviewWork | None = None,
    ) -> None:
        super().__init__(reading, pasted, library, parent, add, problems, work)
        self.setWindowTitle(self.tr("Review mentions"))
        self.result_: list[Accepted] | None = None
        # As they were read, those of lines that a person took among them.
        self._read = [*reading.drafts, *self.left.get("added", ())]
        self._mentions = [Mention(draft) for draft in self._read]
        for row, left in self.left.get("mentions", {}).items():
            put_into(self._mentions[int(row)], left)
        self._current = 0
        self._leaves_anyway = False
        self._model = MentionModel(self._mentions, self)
        self._view = MentionView(self._model)
        self._dashes = Dashes(self._mentions)
        self._leads_back = isinstance(parent, ReviewFrame)
        self._counts, self._done = Label("", "ink2"), Label("", "ink2", sans(13, tabular=True))
        self._fill_head()
        self._fill_list()
        self._fill_page()
        self._fill_foot()
        for mention in self._mentions:
            if mention.accepted is not None:
                self._look_up(mention)
        self._compare_among_themselves()
        self._show(self.left.get("current", 0))
        self._view.selectionModel().currentChanged.connect(self._on_row)
        QTimer.singleShot(0, self, self.begin)
        # The others are compared while a person looks at the first.
        self._drafts = reading.drafts
        self._comparer = Comparer(library, reading.drafts, self)
        self._comparer.compared.connect(self._on_compared)
        # What is added is told from the thread that adds it.
        self._added.connect(self._progress.set_progress)

    @classmethod
    def ask(
        cls,
        reading: Reading,
        pasted: Pasted,
        library: Library,
        parent: QWidget | None = None,
        add: Add | None = None,
        problems: Sequence[str] = (),
        work: ReviewWork | None = None,
    ) -> list[Accepted] | None:
        """Let a person review the drafts of a reading, and add them; see the class for what is returned."""
        dialog = cls(reading, pasted, library, parent, add, problems, work)
        ask(dialog)
        return dialog.result_

    # Building

    def _fill_head(self) -> None:
        self._title = dialog_title("")
        self.head.addWidget(self._title)
        self.head.addSpacing(2)
        self.head.addWidget(self._counts)
        self.head.addStretch(1)
        self.head.addWidget(self._dashes)
        self.head.addSpacing(8)
        self.head.addWidget(self._done)

    def _fill_list(self) -> None:
        left = QWidget()
        surface(left, "list")
        self._left = left
        column = QVBoxLayout(left)
        column.setSpacing(0)
        column.addWidget(self._view, 1)
        rule = hairline(left)
        column.addWidget(rule)
        self._unused = UnusedBar(self.reading, {draft.extent for draft in self._read})
        self._unused.mentionsWanted.connect(self._make_mentions)
        column.addWidget(self._unused)
        rule.setVisible(self._unused.is_needed)
        self.body.addWidget(left)
        self.body.addWidget(hairline(self, upright=True))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the list less where the window is narrow."""
        super().resizeEvent(event)
        width = _LIST_WIDTH if self.width() >= _NARROW else _NARROW_LIST
        self._left.setFixedWidth(round(width * scale()))

    def _make_mentions(self, places: Sequence[Span]) -> None:
        """Review mentions of lines that are not used, too."""
        if not self.fields().take_typed():
            return
        self._store()
        first = len(self._mentions)
        drafts = self.drafts_of_lines(places)
        self._read += drafts
        self._model.add(list(map(Mention, drafts)))
        self._dashes.fit()
        for mention in self._mentions[first:]:
            self._look_up(mention)
        self._unused.take(places)
        self._compare_among_themselves()
        self._show(first)
        self.focus_first()

    def _fill_page(self) -> None:
        self._place = Label("", "ink2", sans(11, 600))
        self._paste = PasteView(is_compact=True, spokesperson_label=self.around.spokesperson_label)
        self._paste.useRequested.connect(lambda name, span: self.fields().use(name, span))
        self._paste.mentionRequested.connect(lambda span: self._make_mentions([span]))
        self._paste_box = Box(self._paste, margins=(1, 1), fill="list")
        self._paste_box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 20, 12)
        column.setSpacing(0)
        column.addWidget(self._place)
        column.addSpacing(6)
        inset = QHBoxLayout()
        inset.setContentsMargins(0, 0, 8, 0)
        inset.addWidget(self._paste_box)
        column.addLayout(inset)
        column.addSpacing(18)
        self._slot = QVBoxLayout()
        column.addLayout(self._slot, 1)
        self._fields: ReviewFields | None = None
        whole = ScrolledPage(page)
        self.body.addWidget(whole, 1)
        self._progress = Progress(self, whole)

    def _fill_foot(self) -> None:
        self._stop = Button("", PLAIN)
        self._stop.clicked.connect(self.reject)
        self._notice = ElidedLabel("", "ink3", sans(12))
        self._compare = LinkButton(self.tr("Compare"))
        self._compare.setToolTip(self.tr("See both side by side"))
        self._compare.clicked.connect(self._on_compare)
        self._leave = Button(self.tr("Leave out"), PLAIN, key=self.tr("Alt+Del"))
        self._leave.clicked.connect(self.leave_out)
        self._sure = Button("", PLAIN, key=self.tr("Ctrl+Enter"))
        self._sure.clicked.connect(self.keep_sure)
        self._keep = Button(self.tr("Keep and next"), PRIMARY, key="↵")
        self._keep.setProperty("primary", True)
        self._keep.clicked.connect(self._on_keep)
        self.foot.addWidget(self._stop)
        self.foot.addWidget(self._notice)
        self.foot.addWidget(self._compare)
        self.foot.addStretch(1)
        for button in (self._leave, self._sure, self._keep):
            self.foot.addWidget(button)

    # The mention in turn

    def fields(self) -> ReviewFields:
        """Return the fields of the mention in turn."""
        assert self._fields is not None
        return self._fields

    def mention(self) -> Mention:
        """Return the mention in turn."""
        return self._mentions[self._current]

    def _show(self, row: int) -> None:
        self._current = row
        mention = self.mention()
        if self._fields is not None:
            self._slot.removeWidget(self._fields)
            self._fields.hide()
            self._fields.deleteLater()
        accepted = mention.accepted
        self._fields = ReviewFields(
            mention.draft,
            self.reading,
            self.around,
            is_listed=True,
            tags=accepted.tags if accepted else (),
            note=accepted.note if accepted else None,
        )
        self._fields.settled.connect(self._on_settled)
        self._slot.addWidget(self._fields)
        after = [self._paste, self._stop, self._compare, self._leave, self._sure, self._keep]
        self.order_tabs([self._view], after)
        self._show_paste(mention.draft)
        self._view.setCurrentIndex(self._model.index(row, 0))
        self._look_up(mention)
        self._show_progress()
        self._show_duplicate()

    def _show_paste(self, draft: Draft) -> None:
        text = self.reading.text
        line = text.count("\n", 0, draft.extent[0]) + 1
        self._place.setText(self.tr("In the paste, line {n}").format(n=f"{line:,}"))
        self._paste.show_draft(lines_around(text, draft.extent), draft)
        self._paste.fit_height()

    def focus_first(self) -> None:
        """Go to the first field to write or to look at, or to the button that keeps."""
        if not self.fields().focus_first():
            self._keep.setFocus()

    def _on_settled(self) -> None:
        self._store()
        self._paste.mark(self.mention().draft)
        self._look_up(self.mention())
        self._ask_again(self.mention())
        self._compare_among_themselves()
        self._model.tell()
        self._show_duplicate()
        self._show_progress()

    def _ask_again(self, mention: Mention) -> None:
        """Let a mention wait again whose decision was about other values, or that the library is now known to have."""
        had_decision, mention.decision = mention.decision is not None, None
        if had_decision or (mention.fate is Fate.KEPT and mention.is_known):
            mention.fate = Fate.WAITING

    def _store(self) -> None:
        """Keep what was typed for the mention in turn, also when it is only looked away from."""
        self.mention().accepted = self.fields().accepted()
        self.mention().draft = self.fields().draft()
        self._model.tell(self._current)

    def _show_progress(self) -> None:
        self._title.setText(self.tr("Review {n} mentions").format(n=f"{len(self._mentions):,}"))
        waiting = [mention for mention in self._mentions if mention.is_waiting]
        sure = sum(mention.is_sure for mention in waiting)
        kept = sum(mention.fate is Fate.KEPT for mention in self._mentions)
        parts = (
            (kept, self.tr("{n} kept")),
            (len(waiting) - sure, self.tr("{n} to check")),
            (sure, self.tr("{n} sure")),
        )
        self._counts.setText(", ".join(text.format(n=f"{count:,}") for count, text in parts if count))
        done = len(self._mentions) - len(waiting)
        self._done.setText(self.tr("{n} of {all}").format(n=f"{done:,}", all=f"{len(self._mentions):,}"))
        self._dashes.set_current(self._current)
        self._show_stop(is_back=self._leads_back and not kept)
        self._show_sure(sum(one.is_sure for one in waiting if one is not self.mention()))

    def _show_stop(self, *, is_back: bool) -> None:
        text = self.tr("Back to one clipping") if is_back else self.tr("Stop for now")
        if self._stop.text() != text:
            self._stop.setText(text)
            self._stop.updateGeometry()

    def _show_sure(self, others: int) -> None:
        text = self.tr("Keep this and the sure one") if others == 1 else self.tr("Keep this and the {n} sure ones")
        self._sure.setText(text.format(n=f"{others:,}"))
        self._sure.setEnabled(bool(others))
        self._sure.setVisible(bool(others))
        self._sure.updateGeometry()

    def _look_up(self, mention: Mention) -> None:
        """Learn what the library has that a mention is like."""
        mention.likeness = self.likeness(mention.draft)

    def _compare_among_themselves(self) -> None:
        """Learn which mentions an earlier one of the list seems to be; the library would take only one of them."""
        found = repeated(
            {row: one.compared() for row, one in enumerate(self._mentions) if one.fate is not Fate.LEFT_OUT}
        )
        for row, mention in enumerate(self._mentions):
            mention.set_repeats(found.get(row))

    def _on_compared(self, place: int, found: list[Likeness | None]) -> None:
        for row, likeness in enumerate(found, start=place):
            # One that was looked at is compared as it now is.
            if self._mentions[row].draft is self._drafts[row] and row != self._current:
                self._mentions[row].likeness = likeness
        self._model.tell()
        self._show_progress()

    def _show_duplicate(self) -> None:
        mention = self.mention()
        keep = self.tr("Compare") if mention.is_known else self.tr("Keep and next")
        if self._keep.text() != keep:
            self._keep.setText(keep)
            self._keep.updateGeometry()
        is_copy = mention.likeness is not None and mention.likeness.kind is Kind.COPY
        self._compare.setVisible(is_copy)
        is_calm = mention.repeats is None and (mention.likeness is None or is_copy)
        self._notice.set_ink("ink3" if is_calm else "warn")
        self._notice.set_text(self._notice_text(mention))

    def _notice_text(self, mention: Mention) -> str:
        if mention.likeness is not None and (mention.repeats is None or mention.is_known):
            return already_sentence(mention.likeness)
        if mention.repeats is not None:
            number = f"{mention.repeats + 1:,}"
            return self.tr("Like no. {n} of this list: leave it out, or keep both").format(n=number)
        if any(one.fate is Fate.KEPT for one in self._mentions):
            return self.tr("What is kept stays kept, the rest waits in New")
        return self.tr("Nothing is kept yet")

    # What a person does

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.row() != self._current:
            self._go(now.row())

    def _go(self, row: int) -> None:
        """Show another mention; what cannot be read keeps the person where they are."""
        if not self.fields().take_typed():
            self._view.setCurrentIndex(self._model.index(self._current, 0))
            return
        self._store()
        had_list_focus = self._view.hasFocus()
        self._show(row)
        if not had_list_focus:
            self.focus_first()

    def keep(self) -> None:
        """Keep the mention in turn and go on to the next that waits; what the library has is compared first."""
        if self.mention().is_known:
            self._on_compare()
        else:
            self._decide(Fate.KEPT)

    def _on_keep(self) -> None:
        if self._takes_typed():
            self.keep()

    def _takes_typed(self) -> bool:
        """Take what is typed, and tell whether the mention can be kept: not where it only now repeats another one."""
        told = self.mention().repeats
        return self.fields().take_typed() and self.mention().repeats in (None, told)

    def _on_compare(self) -> None:
        mention = self.mention()
        if mention.likeness is None or not self.fields().take_typed():
            return
        self._store()
        decision = self.compare(mention.accepted or Accepted(mention.draft), mention.likeness, opens=False)
        if decision is not None:
            mention.decision = decision
            self._decide(Fate.LEFT_OUT if decision.answer is Answer.OPEN else Fate.KEPT)

    def leave_out(self) -> None:
        """Leave the mention in turn out and go on."""
        self._decide(Fate.LEFT_OUT)

    def keep_sure(self) -> None:
        """Keep the mention in turn and all others that wait and are sure."""
        if not self._takes_typed():
            return
        with self._at_work(self.tr("Comparing the others with the library. Nothing is kept yet.")):
            self._comparer.finish()
        for mention in self._mentions:
            if mention.is_waiting and mention.is_sure and mention is not self.mention():
                mention.keep()
        self._model.tell()
        self._show_progress()
        self.keep()

    def _decide(self, fate: Fate) -> None:
        self._store()
        self._leaves_anyway = False
        if fate is Fate.KEPT:
            self.mention().keep()
        else:
            self.mention().fate = fate
        self._compare_among_themselves()
        self._model.tell()
        # One that was left out and is kept now may be asked about itself.
        order = [*range(self._current + 1, len(self._mentions)), *range(self._current + 1)]
        row = next((row for row in order if self._mentions[row].is_waiting), None)
        if row is None:
            self.accept()
        else:
            self._show(row)
            self.focus_first()

    def state(self) -> dict[str, Any]:
        """Return what became of the mentions so far, and what is half typed in the one in turn."""
        typed = replace(self.mention(), accepted=self.fields().accepted())
        seen = [typed if row == self._current else one for row, one in enumerate(self._mentions)]
        told = {str(row): mention_of(one, self._read[row]) for row, one in enumerate(seen)}
        return {
            "count": len(self._mentions),
            "mentions": {row: left for row, left in told.items() if left is not None},
            "added": tuple(self._read[len(self.reading.drafts) :]),
            "current": self._current,
            "fields": self.fields().unfinished(),
        }

    def on_field(self, name: str | None) -> None:
        """Underline in the paste what the field was read from."""
        self._paste.set_field(name)

    def on_key(self, event: QKeyEvent, is_typing: bool) -> bool:
        """Alt+Del leaves out and Ctrl+Enter keeps the sure ones; where no text is edited, Del and arrows do too."""
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Delete and (is_alt or not is_typing):
            self.leave_out()
            return True
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._sure.isEnabled():
            self.keep_sure()
            return True
        if event.key() in _STEPS and not is_typing and not event.modifiers():
            self._view.setCurrentIndex(self._model.index(self._current + _STEPS[event.key()], 0))
            return True
        return False

    def done(self, result: int) -> None:
        """Add what was kept and close, however the dialog is left; what the library refuses stays open.

        What nobody decided on waits in the library as new, once anything was kept.
        """
        if self.mention().is_waiting:
            self._store()
        # In the order of the list: one that waits comes before the one that was kept beside it.
        is_any_kept = any(one.fate is Fate.KEPT for one in self._mentions)
        chosen = [one for one in self._mentions if is_any_kept and one.fate is not Fate.LEFT_OUT]
        accepted = [_accepted(one) for one in chosen]
        leaves_anyway = self._leaves_anyway and result == QDialog.DialogCode.Rejected
        if accepted and not leaves_anyway:
            # What is kept is told by how far it is, not by what is decided.
            self._show_progress()
            self._counts.setText("")
            self._notice.set_text("")
            try:
                with self._at_work(self._keeping_sentence(len(accepted))):
                    self.add(accepted, self._added.emit)
            except ClipperError as error:
                self._show_refusal(str(error), None if error.place is None else chosen[error.place])
                return
            self.result_ = accepted
        self._comparer.stop()
        super().done(result)

    def _keeping_sentence(self, count: int) -> str:
        one = self.tr("Keeping 1 mention. It is one step, which can be undone.")
        many = self.tr("Keeping {n} mentions. It is one step, which can be undone.").format(n=f"{count:,}")
        return one if count == 1 else many

    @contextmanager
    def _at_work(self, sentence: str) -> Iterator[None]:
        """Say what is done where that takes longer than a moment; no button asks to be pressed meanwhile."""
        focus = self.focusWidget()
        asking = [one for one in (self._stop, self._compare, self._leave, self._sure, self._keep) if one.isEnabled()]
        for button in asking:
            button.setEnabled(False)
        self._progress.begin(sentence, can_stop=False)
        try:
            yield
        finally:
            self._progress.end()
            for button in asking:
                button.setEnabled(True)
            if focus is not None:
                focus.setFocus()

    def _show_refusal(self, sentence: str, about: Mention | None) -> None:
        """Say why nothing was added, at the mention that it is about; where it is about none, one may leave."""
        if about is not None:
            about.fate, about.decision = Fate.WAITING, None
            self._show(self._mentions.index(about))
            self.fields().line("headline").edit()
        else:
            self._leaves_anyway = True
            sentence += " " + self.tr("To leave without what was kept, stop once more.")
        self._model.tell()
        self._show_progress()
        self._notice.set_ink("warn")
        self._notice.set_text(sentence)


def _accepted(mention: Mention) -> Accepted:
    accepted = mention.accepted or Accepted(mention.draft)
    if mention.is_waiting:
        return replace(accepted, state=State.NEW)
    return replace(accepted, decision=mention.decision, even_if_known=mention.repeats is not None)
