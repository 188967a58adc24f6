"""All likely duplicates of a library, for clearing up: each a decision by one key, the identical ones all at once."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from clipper.library.library import Library
from clipper.library.likely_duplicates import Likely, Waiting, identical_pairs, likely_duplicates, moved, waiting
from clipper.library.merging import Pair, Standing, compare
from clipper.model.changes import Changes, Step
from clipper.model.clipping import Row
from clipper.model.draft import Answer
from clipper.model.errors import ClipperError
from clipper.model.progress import Progress
from clipper.ui.aside import Aside
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.bars import FOOT, HEAD, bar
from clipper.ui.fonts import sans, scale, serif
from clipper.ui.step_texts import done_text
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button, LinkButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface
from clipper.ui.widgets.pair_list import PairListView, PairModel, ids_of
from clipper.ui.widgets.pair_texts import kept_line, why
from clipper.ui.widgets.pair_view import PairView, likely_answer, longer_text
from clipper.ui.widgets.progress import Progress as ProgressLine

_FIRST, _LEAST = QSize(1280, 800), QSize(720, 480)
_LIST_WIDTH, _NARROW_LIST, _NARROW = 404, 264, 1100


class Found(Struct, frozen=True):
    """What the look through a library gave: the pairs, what a list shows of them, and those that are identical."""

    wait: Waiting
    rows: dict[int, Row]
    identical: list[Pair]

    @classmethod
    def in_library(cls, library: Library, report: Progress) -> "Found":
        """Look through a library; progress counts hundredths."""
        wait = waiting(library, likely_duplicates(library, report))
        rows = {row.id: row for row in library.rows(ids_of(wait.every))}
        return cls(wait, rows, identical_pairs(library, wait.asked))


class _Before(Struct, frozen=True):
    """What was still to decide before a decision on a pair, and the library's step of it, if it has one."""

    pair: Likely | None
    pairs: list[Likely]
    identical: list[Pair]
    step: Step | None


class LikelyDuplicatesDialog(QDialog):
    """`chosen` is the clipping that a person wants to see, None where they just close."""

    def __init__(
        self, found: Found, library: Library, executor: ThreadPoolExecutor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.chosen: int | None = None
        self._library, self._identical = library, found.identical
        self._likely: Answer | None = None
        self._likely_of_pair = Answer.BOTH
        self._before: list[_Before] = []
        self.setWindowTitle(self.tr("Likely duplicates"))
        surface(self, "reader")
        self.setMinimumSize(_LEAST)
        self.resize(parent.window().size() if parent is not None else _FIRST)
        self._model = PairModel(found.wait, found.rows, self)
        self._list = PairListView(self._model)
        self._view = PairView.over(library)
        self.aside = Aside(executor, ProgressLine(self), self)
        self.aside.refused.connect(self._on_refused)
        self._lay_out()
        self._add_shortcuts()
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.selectionModel().currentChanged.connect(self._on_row)
        self._list.selectionModel().selectionChanged.connect(self._on_chosen)
        self._show_from(0)

    @classmethod
    def ask(
        cls, found: Found, library: Library, executor: ThreadPoolExecutor, parent: QWidget | None = None
    ) -> int | None:
        """Let a person clear up; returns the clipping that they want to see."""
        dialog = cls(found, library, executor, parent)
        ask(dialog)
        return dialog.chosen

    # Building

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        self._left = QWidget()
        surface(self._left, "list")
        column = QVBoxLayout(self._left)
        column.addWidget(self._list)
        body.addWidget(self._left)
        body.addWidget(hairline(upright=True))
        body.addWidget(self._page(), 1)
        self._stack = QStackedWidget()
        pairs = QWidget()
        pairs.setLayout(body)
        self._stack.addWidget(pairs)
        self._stack.addWidget(self._empty())
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addWidget(hairline())
        whole.addWidget(self._stack, 1)
        whole.addWidget(hairline())
        whole.addWidget(self._foot())
        stops = [self._list, *self._buttons(), self._bulk]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _head(self) -> QWidget:
        head, row = bar(self, HEAD)
        row.addWidget(dialog_title(self.tr("Likely duplicates")))
        row.addSpacing(2)
        self._counts = ElidedLabel("", "ink2")
        row.addWidget(self._counts, 1)
        self._bulk = Button("", PLAIN, key=self.tr("Ctrl+Enter"))
        self._bulk.clicked.connect(self.merge_identical)
        row.addWidget(self._bulk)
        return head

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(0)
        self._why = ElidedLabel("", "ink2")
        inset = QHBoxLayout()
        inset.setContentsMargins(24, 14, 24, 0)
        inset.addWidget(self._why)
        column.addLayout(inset)
        column.addWidget(self._view, 1)
        return page

    def _empty(self) -> QWidget:
        page = QWidget()
        sentence = Label(self.tr("No clipping looks like another one."), "ink2", serif(17))
        more = Label(
            self.tr("What you keep or import is compared with the library at once, and would be told there."), "ink3"
        )
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch(2)
        for label in (sentence, more):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(3)
        return page

    def _foot(self) -> QWidget:
        foot, row = bar(self, FOOT)
        self._close = Button(self.tr("Close"), PLAIN)
        self._close.clicked.connect(self.accept)
        self._told = ElidedLabel("", "ink2", sans(12))
        self._undo = LinkButton(self.tr("Undo"))
        native = QKeySequence.SequenceFormat.NativeText
        self._undo.setToolTip(QKeySequence(QKeySequence.StandardKey.Undo).toString(native))
        self._undo.clicked.connect(self.undo)
        self._open = Button(self.tr("Open"), PLAIN, key="O")
        self._apart = Button(self.tr("Not a duplicate"), PLAIN, key="N")
        self._story = Button(self.tr("Make it a pick-up"), PLAIN, key="P")
        self._merge = Button(self.tr("Merge"), PRIMARY, key="M")
        works: tuple[tuple[Button, Callable[[], None]], ...] = (
            (self._open, self.open_first),
            (self._apart, self.tell_apart),
            (self._story, self.make_pick_up),
            (self._merge, self.merge),
        )
        self._open.setToolTip(self.tr("Close, and show the first one in the list"))
        self._apart.setToolTip(self.tr("Both stay, and are not taken for duplicates again"))
        self._story.setToolTip(self.tr("Keep both, as one story"))
        row.addWidget(self._close)
        row.addWidget(self._told)
        row.addWidget(self._undo)
        row.addStretch(1)
        for button, work in works:
            button.clicked.connect(work)
            row.addWidget(button)
        self._tell("")
        return foot

    def _answers(self) -> dict[Answer, tuple[Button, str]]:
        return {Answer.BOTH: (self._apart, "N"), Answer.PICK_UP: (self._story, "P"), Answer.MERGE: (self._merge, "M")}

    def _buttons(self) -> list[QWidget]:
        return [self._close, self._undo, self._open, self._apart, self._story, self._merge]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the list less where the window is narrow."""
        super().resizeEvent(event)
        self._left.setFixedWidth(round((_LIST_WIDTH if self.width() >= _NARROW else _NARROW_LIST) * scale()))

    # Showing

    def pair(self) -> Likely | None:
        """Return the pair in turn."""
        row = self._list.currentIndex().row()
        return self._model.pairs[row] if 0 <= row < len(self._model.pairs) else None

    def several(self) -> list[Likely]:
        """Return the pairs that are chosen beside the one in turn and with it; none where it is alone."""
        rows = sorted(index.row() for index in self._list.selectedIndexes())
        return [self._model.pairs[row] for row in rows] if len(rows) > 1 else []

    def _show_from(self, row: int) -> None:
        """Show the first pair from a row on of which both clippings are still there."""
        count = len(self._model.pairs)
        self._stack.setCurrentIndex(0 if count else 1)
        if count:
            self._list.setCurrentIndex(self._model.index(min(row, count - 1), 0))
            self._show_pair()
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._close.setFocus()
        self._count()

    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_pair()

    def _show_pair(self) -> None:
        pair = self.pair()
        if pair is None:
            return
        both = self._library.clippings([pair.kept, pair.other])
        if len(both) != 2 or any(one.deleted for one in both):
            self._show_what_is_there()
            return
        heads = [
            (self.tr("The one that stays"), kept_line(both[0])),
            (self.tr("The other one"), kept_line(both[1])),
        ]
        self._view.show_pair(both[0], both[1], heads, longer_text)
        self._why.set_text(why(self._view.compared, pair.reason))
        self._likely_of_pair = likely_answer(pair.kind, *both)
        self._on_chosen()
        stops = [self._list, *self._view.tab_stops(), self._close]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _on_chosen(self) -> None:
        """Say what the buttons do with the pairs that are chosen; of several nothing is likely for all of them."""
        count = len(self.several())
        self._likely = None if count else self._likely_of_pair
        words = {
            Answer.BOTH: (self.tr("Not a duplicate"), self.tr("{n} are no duplicates")),
            Answer.PICK_UP: (self.tr("Make it a pick-up"), self.tr("Make {n} pick-ups")),
            Answer.MERGE: (self.tr("Merge"), self.tr("Merge {n} pairs")),
        }
        for answer, (button, key) in self._answers().items():
            one, many = words[answer]
            button.setText(many.format(n=f"{count:,}") if count else one)
            button.set_kind(PRIMARY if answer is self._likely else PLAIN)
            button.set_key(f"{key}  ↵" if answer is self._likely else key)
            button.updateGeometry()
        several = self.tr("Each keeps its first one's values, and the longer text")
        self._merge.setToolTip(several if count else self.tr("Make one clipping of both"))

    def _count(self) -> None:
        count, identical = len(self._model.pairs), len(self._identical)
        one, many = self.tr("1 pair"), self.tr("{n} pairs")
        self._counts.set_text("" if not count else one if count == 1 else many.format(n=f"{count:,}"))
        self._bulk.setText(self.tr("Merge the {n} identical pairs").format(n=f"{identical:,}"))
        self._bulk.setToolTip(self.tr("Those in which there is no value to choose; one step, which can be undone"))
        # A single one would be said of the pair that is shown, which may be another.
        self._bulk.setVisible(identical > 1)
        self._bulk.updateGeometry()
        for button in (self._open, self._apart, self._story, self._merge):
            button.setVisible(bool(count))

    def _tell(self, sentence: str) -> None:
        self._told.set_text(sentence)
        self._undo.setVisible(bool(self._before))

    def _on_refused(self, sentence: str) -> None:
        self._show_what_is_there()
        self._say_problem(sentence)

    def _say_problem(self, sentence: str) -> None:
        self._told.set_ink("negative")
        self._tell(sentence)

    # What a person does

    def merge(self) -> None:
        """Make one clipping of the pair in turn, or of each that is chosen."""
        pair, several = self.pair(), self.several()
        if several:
            merged = {one.other: one.kept for one in several}
            self._decide_all(several, lambda: self._library.merge_all(self._merges(several)), merged)
        elif pair is not None:
            taken = self._view.taken()
            self._decide(pair, lambda: self._library.merge(pair.kept, pair.other, taken), {pair.other: pair.kept})

    def _merges(self, pairs: Sequence[Likely]) -> Iterator[Pair]:
        """Yield how pairs are merged that nobody looked at one by one: as they would be shown."""
        both = {one.id: one for one in self._library.clippings(ids_of(pairs))}
        for pair in pairs:
            compared = compare(both[pair.kept], both[pair.other])
            differing = (one for one in compared if one.standing is Standing.DIFFERS)
            yield pair.kept, pair.other, frozenset(one.field for one in differing if longer_text(one))

    def make_pick_up(self) -> None:
        """Make the pair in turn one story, or each that is chosen."""
        pair, several = self.pair(), self.several()
        if several:
            self._decide_all(several, lambda: self._library.make_pick_ups([(one.other, one.kept) for one in several]))
        elif pair is not None:
            self._decide(pair, lambda: self._library.make_pick_up(pair.other, pair.kept))

    def tell_apart(self) -> None:
        """Remember that the pair in turn, or each that is chosen, are no duplicates."""
        pair, several = self.pair(), self.several()
        if several:
            self._decide_all(several, lambda: self._library.tell_all_apart([(one.kept, one.other) for one in several]))
        elif pair is not None:
            self._decide(pair, lambda: self._library.tell_apart(pair.kept, pair.other))

    def open_first(self) -> None:
        """Close, and show the first clipping of the pair in turn."""
        pair = self.pair()
        if pair is not None:
            self.chosen = pair.kept
            self.accept()

    def merge_identical(self) -> None:
        """Merge all pairs in which there is nothing to choose, in one step."""
        pairs = list(self._identical)

        def work(_report: Progress) -> Changes:
            return self._library.merge_all(pairs)

        if not self._bulk.isHidden():
            sentence = self.tr("Merging. It is one step, which can be undone.")
            self.aside.run(work, lambda changes: self._on_merged(pairs, changes), sentence, can_stop=False)

    def _on_merged(self, pairs: Collection[Pair], changes: Changes) -> None:
        self._remember(changes.step)
        self._identical = []
        self._wait_for(moved(self._model.every(), {other: kept for kept, other, _ in pairs}))
        self._show_from(0)
        self._tell(done_text(changes.step) if changes.step else "")

    def _decide(self, pair: Likely, verb: Callable[[], Changes], merged: dict[int, int] | None = None) -> None:
        if self.aside.is_busy:
            return
        try:
            changes = verb()
        except ClipperError as error:
            self._on_refused(str(error))
            return
        self._on_decided([pair], changes, merged or {})

    def _decide_all(
        self, pairs: Sequence[Likely], verb: Callable[[], Changes], merged: dict[int, int] | None = None
    ) -> None:
        """Do one thing with several pairs, in one step."""
        sentence = self.tr("Working on {n} pairs. It is one step, which can be undone.").format(n=f"{len(pairs):,}")
        if not self.aside.is_busy:
            self.aside.run(
                lambda _report: verb(),
                lambda changes: self._on_decided(pairs, changes, merged or {}),
                sentence,
                can_stop=False,
            )

    def _on_decided(self, pairs: Sequence[Likely], changes: Changes, merged: dict[int, int]) -> None:
        self._remember(changes.step)
        decided = frozenset(pairs)
        self._show_what_waits(moved([one for one in self._model.every() if one not in decided], merged))
        self._tell(done_text(changes.step) if changes.step else "")

    def _remember(self, step: Step | None) -> None:
        self._told.set_ink("ink2")
        self._before.append(_Before(self.pair(), self._model.every(), self._identical, step))

    def _show_what_is_there(self) -> None:
        """Take out the pairs of which somebody else deleted a clipping: keys must not act on what is not shown."""
        self._show_what_waits(self._model.every())

    def _show_what_waits(self, pairs: list[Likely]) -> None:
        row = self._list.currentIndex().row()
        self._wait_for(pairs)
        left = {(one.kept, one.other) for one in self._model.every()}
        self._identical = [one for one in self._identical if one[:2] in left]
        self._show_from(row)

    def _wait_for(self, pairs: list[Likely]) -> None:
        """Show what waits of some pairs: one answer may tell of others, too."""
        self._model.show_pairs(waiting(self._library, pairs))

    def undo(self) -> None:
        """Take back the last decision that was made here."""
        if not self._before or self.aside.is_busy:
            return
        step = self._before[-1].step
        try:
            undoable = self._library.undoable() if step else None
            if step and (undoable is None or undoable.id != step.id):
                self._say_problem(self.tr("Something else was changed since. Close this page to undo step by step."))
                return
            if step:
                self._library.undo()
        except ClipperError as error:
            self._say_problem(str(error))
            return
        before = self._before.pop()
        self._identical = before.identical
        self._wait_for(before.pairs)
        self._show_from(self._model.pairs.index(before.pair) if before.pair in self._model.pairs else 0)
        self._tell(self.tr("Taken back"))

    # Keys

    def _add_shortcuts(self) -> None:
        """Letters work wherever the focus is: nothing is written here."""
        keys: tuple[tuple[QKeySequence | QKeySequence.StandardKey | str, Callable[[], None]], ...] = (
            ("M", self.merge),
            ("P", self.make_pick_up),
            ("N", self.tell_apart),
            ("O", self.open_first),
            ("Ctrl+Return", self.merge_identical),
            ("Ctrl+Enter", self.merge_identical),
            (QKeySequence.StandardKey.Undo, self.undo),
        )
        for key, work in keys:
            QShortcut(QKeySequence(key), self, work)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter does what is likely, from the list and from a value; a button with the focus takes it for itself.

        Of several pairs nothing is likely: a letter has to say it.
        """
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.pair() is None:
            self.accept()
        elif self._likely is not None:
            button, _key = self._answers()[self._likely]
            button.keyPressEvent(event)

    def done(self, result: int) -> None:
        """Wait for a merge that is under way: it is one step, and soon done."""
        if not self.aside.is_busy:
            super().done(result)
