"""The review of one mention: the paste on the left, what was understood of it on the right."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clipper.capture import read
from clipper.capture.lines import written_lines
from clipper.capture.moved import moved
from clipper.capture.unused import draft_spans
from clipper.library.duplicates import Kind, Likeness
from clipper.library.library import Library
from clipper.library.unfinished import Name
from clipper.model.codes import State
from clipper.model.draft import Accepted, Draft, Pasted, Reading, Span
from clipper.model.errors import ClipperError
from clipper.model.values import replace
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.review_frame import LIST, Add, ReviewFrame, Sentence
from clipper.ui.dialogs.review_list import ReviewListDialog
from clipper.ui.dialogs.unused_lines import UnusedBar
from clipper.ui.dialogs.waiting import wait_for
from clipper.ui.fonts import sans, scale
from clipper.ui.own_keys import held_with
from clipper.ui.review_state import ReviewWork, accepted_from, accepted_of, mention_of
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button, LinkButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface
from clipper.ui.widgets.mention_list import Mention
from clipper.ui.widgets.pair_texts import already_sentence
from clipper.ui.widgets.paste_view import PasteView, excerpt
from clipper.ui.widgets.quiet_bars import QuietBars
from clipper.ui.widgets.review_fields import ReviewFields
from clipper.ui.widgets.review_texts import CHECKED, missing, to_check
from clipper.ui.widgets.scrolled_page import ScrolledPage

_WIDE = 840
"""How wide a window has room for where a paste came from."""


class ReviewDialog(ReviewFrame):
    """One draft, checked and corrected by a person; `result_` is what they accepted, None while they did not.

    Where the paste holds more mentions than this one they are reviewed as a list, from which one comes back here, too;
    `listed` are those that were accepted there.
    """

    may_hold_several = True

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
        self.setWindowTitle(self._title())
        self.result_: Accepted | None = None
        self.listed: list[Accepted] | None = None
        # What is reviewed as a list was left there, beneath which this one is as it was.
        self._list_left: Mapping[str, Any] = self.left if "one" in self.left else self.left.get("listed", {})
        self._is_beneath_list = False
        self.left = self.left.get("one", self.left)
        before = accepted_from(self.left, reading.drafts[0]) if self.left else Accepted(reading.drafts[0])
        self._draft = before.draft
        self._likeness: Likeness | None = None
        self._fields = ReviewFields(self._draft, reading, self.around, tags=before.tags, note=before.note)
        self._fields.settled.connect(self._on_settled)
        self._fields.problemChanged.connect(self._say_what_to_check)
        label = self.around.spokesperson_label
        self._paste = PasteView(holds_mentions=self.may_hold_several, spokesperson_label=label)
        self._paste.useRequested.connect(self._use)
        self._paste.mentionRequested.connect(lambda span: self._make_mentions([span]))
        self._paste.articleRequested.connect(self.split_at)
        self._notice = Sentence()
        self._check = ElidedLabel("", "warn", sans(13, 600))
        self._all_sure = ElidedLabel(self.tr("Nothing to check."), "ink2")
        self._fill_head()
        self._fill_body()
        self._fill_foot()
        self._fields.settled.connect(lambda: self._paste.mark(self._fields.draft()))
        self._on_settled()
        QTimer.singleShot(0, self, self.begin)

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
        """Let a person review the one draft of a reading, and add what they make of it; None when they cancel."""
        dialog = cls(reading, pasted, library, parent, add, problems, work)
        ask(dialog)
        return dialog.listed if dialog.result_ is None else [dialog.result_]

    def _fill_head(self) -> None:
        self.head.addWidget(dialog_title(self._title()))
        self.head.addSpacing(2)
        sentences = self._understood(), self._check, self._all_sure, ElidedLabel(missing(self._draft), "ink2")
        for sentence in sentences:
            self.head.addWidget(sentence)
        self.head.setSpacing(4)
        self.head.addStretch(1)
        self._source = ElidedLabel(self.source_text(), "ink3", sans(12))
        self.head.addWidget(self._source)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let where the paste came from give way where the window is narrow: what to check is needed more."""
        super().resizeEvent(event)
        self._source.setVisible(self.width() >= round(_WIDE * scale()))

    def _title(self) -> str:
        return self.tr("Review clipping")

    def _understood(self) -> ElidedLabel:
        if self._draft.body.value:
            return ElidedLabel(self.tr("One article recognised."), "ink2")
        return ElidedLabel(self.tr("One mention recognised."), "ink2")

    def _fill_body(self) -> None:
        part = excerpt(self.reading.text, self._draft.extent)
        self._paste.show_draft(part, self._draft)
        QuietBars(self._paste)
        left = QWidget()
        surface(left, "list")
        column = QVBoxLayout(left)
        column.setSpacing(0)
        if not part.is_whole:
            note = Label(self._cut_sentence(len(part.text)), "ink3", sans(12))
            note.setWordWrap(True)
            note.setContentsMargins(44, 12, 28, 0)
            column.addWidget(note)
        column.addWidget(self._paste, 1)
        self._fill_below_paste(column)
        self._fields.setContentsMargins(20, 17, 20, 12)
        self.body.addWidget(left, 1)
        self.body.addWidget(hairline(self, upright=True))
        fields = ScrolledPage(self._fields)
        # In a narrow window the paste gives way; a field that is cut off cannot be corrected.
        fields.setMinimumWidth(self._fields.minimumSizeHint().width())
        self.body.addWidget(fields, 1)

    def _fill_below_paste(self, column: QVBoxLayout) -> None:
        """Say below the paste which lines of it are not used, and offer to read it as several mentions."""
        self._unused = UnusedBar(self.reading, holds_text=True)
        self._unused.mentionsWanted.connect(self._make_mentions)
        self._unused.textWanted.connect(self._add_to_text)
        self._counted = draft_spans(self.reading.drafts[0])
        self._fields.tell_left_out(self._unused.count)
        self._as_list = LinkButton(self.tr("Read as a list"))
        told = self.tr("Each line, or each block of lines, becomes a mention to review ({key})")
        self._as_list.setToolTip(told.format(key=self.tr("Ctrl+L")))
        self._as_list.clicked.connect(self.read_as_list)
        is_list = sum(1 for _ in islice(written_lines(self.reading.text), LIST.stop)) in LIST
        rule, below = hairline(self), QWidget(self)
        below.setFixedHeight(self._unused.minimumHeight())
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 12, 0)
        row.addWidget(self._unused, 1)
        row.addStretch()
        row.addWidget(self._as_list)
        column.addWidget(rule)
        column.addWidget(below)
        self._as_list.setVisible(is_list)
        self._below_paste = rule, below
        self._show_below_paste(is_list)

    def _show_below_paste(self, is_list: bool) -> None:
        for widget in self._below_paste:
            widget.setVisible(self.may_hold_several and (is_list or self._unused.is_needed))

    def _cut_sentence(self, shown: int) -> str:
        return self.tr(
            "The paste is very long: {shown} of its {all} characters are shown, all of them are kept."
        ).format(shown=f"{shown:,}", all=f"{len(self.reading.text):,}")

    def _fill_foot(self) -> None:
        self.foot.addWidget(self._notice)
        self._compare = LinkButton(self.tr("Compare"))
        self._compare.setToolTip(self.tr("See both side by side"))
        self._compare.clicked.connect(self._on_compare)
        self.foot.addWidget(self._compare)
        self.foot.addStretch(1)
        cancel, defer = Button(self.tr("Cancel"), PLAIN), Button(self.tr("Defer"), PLAIN)
        cancel.clicked.connect(self.reject)
        defer.setToolTip(self.tr("Put it off: it waits under Deferred"))
        defer.clicked.connect(lambda: self._accept(State.DEFERRED))
        self._keep = Button(self.tr("Keep clipping"), PRIMARY, key="↵")
        self._keep.setProperty("primary", True)
        self._keep.clicked.connect(self.keep)
        for button in (cancel, defer, self._keep):
            self.foot.addWidget(button)
        below = self._unused.show_button, self._as_list
        self.order_tabs((), (self._paste, *below, self._compare, cancel, defer, self._keep))

    def focus_first(self) -> None:
        """Go to the first field to write or to look at, or to the button that keeps."""
        if not self._fields.focus_first():
            self._keep.setFocus()

    def _use(self, name: str, span: Span) -> None:
        """Take a piece of the paste for a field; its lines are used now."""
        self._fields.use(name, span)
        self._count_unused()

    def _add_to_text(self, places: Sequence[Span]) -> None:
        """Add lines that are not used to the text, each in its place."""
        for place in places:
            self._fields.use("body", place)
        self._count_unused()

    def _count_unused(self) -> None:
        """Tell which lines of the paste are not used, now that others may be."""
        draft = self._fields.draft()
        spans = draft_spans(draft)
        if spans == self._counted:
            return
        self._counted = spans
        self._unused.look_at(replace(self.reading, drafts=(draft,)))
        self._fields.tell_left_out(self._unused.count)
        self._show_below_paste(not self._as_list.isHidden())

    def _on_settled(self) -> None:
        """Say what is still to check, and whether the library has the mention as it stands now."""
        self._say_what_to_check()
        self._count_unused()
        self._show_duplicate()

    def _say_what_to_check(self) -> None:
        asked = to_check(self._fields.doubtful(), self.around.spokesperson_label)
        self._check.set_text(asked)
        self._check.setVisible(bool(asked))
        self._all_sure.setVisible(not asked)

    def _show_duplicate(self) -> None:
        self._likeness = self.likeness(self._fields.draft())
        keep = self.tr("Keep clipping")
        if self._likeness is None:
            self._notice.say("circle-check", self.tr("No duplicate in the library"))
        elif self._likeness.is_rejected:
            self._notice.say("ban", already_sentence(self._likeness), "warn")
            keep = self.tr("Bring back")
        elif self._likeness.is_known:
            self._notice.say("triangle-alert", already_sentence(self._likeness), "warn")
            keep = self.tr("Compare")
        else:
            self._notice.say("layers", already_sentence(self._likeness))
        self._compare.setVisible(self._likeness is not None and self._likeness.kind is Kind.COPY)
        if self._keep.text() != keep:
            self._keep.setText(keep)
            self._keep.updateGeometry()

    # What the frame asks

    def fields(self) -> ReviewFields:
        """Return the fields."""
        return self._fields

    def state(self) -> dict[str, Any]:
        """Return what a person made of the draft so far, and what is half typed."""
        told = accepted_of(self._fields.accepted(), self.reading.drafts[0])
        listed = {"listed": self._list_left} if self._list_left else {}
        return {**told, "fields": self._fields.unfinished(), **listed}

    def unfinished(self) -> dict[Name, Any]:
        """Return how far the review has come; what is reviewed as a list tells this beside its own."""
        return {} if self._is_beneath_list else super().unfinished()

    def begin(self) -> None:
        """Go on with what was left, where it was reviewed as a list there."""
        super().begin()
        if "one" in self._list_left:
            self._review_list(self._list_left["drafts"], self._list_left)

    def on_key(self, event: QKeyEvent, is_typing: bool) -> bool:
        """Ctrl+L reads the paste as a list."""
        is_ours = event.key() == Qt.Key.Key_L and held_with(event) == Qt.KeyboardModifier.ControlModifier
        if is_ours and self._as_list.isVisible():
            self.read_as_list()
            return True
        return super().on_key(event, is_typing)

    def on_field(self, name: str | None) -> None:
        """Underline in the paste what the field was read from."""
        self._paste.set_field(name)

    def keep(self) -> None:
        """Keep the clipping and close; what the library has already is compared with it first."""
        self._accept(State.KEPT)

    # More mentions than one

    def read_as_list(self) -> None:
        """Review each line or block of the paste as a mention; the draft stays as it is for who comes back."""
        reading = self.reading_as_list()
        if len(reading.drafts) > 1:
            self._review_list(reading.drafts)
        else:
            self._notice.say("file-text", self.tr("All lines of the paste are one mention"))

    def split_at(self, place: int) -> None:
        """Review what stands before a place of the paste, and what begins there, as two articles.

        The first keeps what was found or corrected of it outside of the second.
        """
        if not self._fields.take_typed():
            return
        sentence = self.tr("Both articles are read anew. Nothing is added yet.")
        ends = (0, place), (place, len(self.reading.text))
        look = partial(map, self._read_part, ends)
        first, second = wait_for(self.tr("Reading two articles"), sentence, lambda _report: (*look(),), self)
        found = {name: getattr(self._fields.draft(), name) for name in CHECKED if name != "body"}
        own = {name: one for name, one in found.items() if one.value and all(end <= place for _, end in one.spans)}
        self._review_list((replace(first, **own), second))

    def _read_part(self, part: Span) -> Draft:
        text = self.reading.text[slice(*part)]
        found = read(Pasted(text), self.around.known, self.around.today, whole=True).drafts
        # Addresses alone are several, whatever is known of them.
        return replace(moved(found[0], part[0]), extent=part) if len(found) == 1 else self.draft_of_piece(part)

    def _make_mentions(self, places: Sequence[Span]) -> None:
        """Review this draft, and those of lines that are not used, as a list."""
        if not self._fields.take_typed():
            return
        (read_as,) = self.reading.drafts
        corrected = Mention(self._fields.draft(), self._fields.accepted())
        left = {"mentions": {"0": mention_of(corrected, read_as)}, "current": 1}
        self._review_list((read_as, *self.drafts_of_lines(places)), left)

    def _review_list(self, drafts: tuple[Draft, ...], left: Mapping[str, Any] | None = None) -> None:
        """Review several drafts over this one, from where their review was left; what is accepted closes both."""
        if left is None and self._list_left.get("drafts") == drafts:
            left = self._list_left
        self._list_left = {}
        work = self._work
        if work:
            more = {**work.more, "one": self.state(), "drafts": drafts}
            work = ReviewWork(work.name, left or {}, more)
        self._is_beneath_list = True
        reading = replace(self.reading, drafts=drafts)
        self.listed = ReviewListDialog.ask(reading, self.pasted, self.library, self, self.add, (), work)
        self._is_beneath_list = False
        if self.listed is not None:
            self.accept()
        elif work and work.given_up:
            self._list_left = {**work.given_up[-1], "drafts": drafts}

    def _on_compare(self) -> None:
        if self._fields.take_typed():
            self._decide(State.KEPT)

    def _accept(self, state: State) -> None:
        if not self._fields.take_typed():
            return
        if self._likeness is not None and self._likeness.is_known:
            self._decide(state)
        else:
            self._finish(self._fields.accepted(state))

    def _decide(self, state: State) -> None:
        """Let a person say what the mention is to the one that it is like."""
        accepted = self._fields.accepted(state)
        decision = None if self._likeness is None else self.compare(accepted, self._likeness)
        if decision is not None:
            self._finish(replace(accepted, decision=decision))

    def _finish(self, accepted: Accepted) -> None:
        """Add what was accepted and close; what the library refuses stays open."""
        try:
            self.add([accepted], lambda _done, _total: None)
        except ClipperError as error:
            self._on_settled()
            self._notice.say("triangle-alert", str(error), "warn")
            if error.place is not None:
                self._fields.line("headline").edit()
            return
        self.result_ = accepted
        self.accept()
