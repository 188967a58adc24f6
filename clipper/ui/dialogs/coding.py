"""The coding screen: one clipping after another, coded by keyboard alone; each code is kept as its key is pressed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from clipper.capture.people import read_people
from clipper.library.library import Library
from clipper.library.unfinished import Name, clipping_of
from clipper.model import markup
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping
from clipper.model.errors import ClipperError
from clipper.model.found_words import places_of
from clipper.model.matching import name_holds
from clipper.model.term import Term
from clipper.ui.actions import keys_of
from clipper.ui.announcing import announce
from clipper.ui.code_questions import CLEAR, NOTE, Question, questions
from clipper.ui.code_words import medium_words
from clipper.ui.coding_walk import CodingWalk
from clipper.ui.dates import write_date
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.bars import FOOT, HEAD, bar
from clipper.ui.fonts import sans, serif
from clipper.ui.library_signals import LibrarySignals
from clipper.ui.widgets.buttons import FLAT, PLAIN, PRIMARY, Button
from clipper.ui.widgets.code_question import CodeQuestion, KeyHint
from clipper.ui.widgets.labels import Label, SetLabel, WrappedLabel, dialog_title, hairline, surface
from clipper.ui.widgets.name_list_editor import role_words
from clipper.ui.widgets.note_editor import NoteEditor
from clipper.ui.widgets.page_writer import READING
from clipper.ui.widgets.reading_page import ReadingPage
from clipper.ui.widgets.scrolled_page import ScrolledPage

_FIRST, _LEAST = QSize(1280, 800), QSize(720, 480)
_PANEL, _MEASURE, _BAR = 440, 544, 220
_DIGITS = {"&": "1", "é": "2", '"': "3", "'": "4", "(": "5", "-": "6", "è": "7", "_": "8", "ç": "9", "à": "0"}
"""What the row of digits gives without Shift on French keyboards."""
_OF_NUMBERS = frozenset("0123456789-.,")
_MOST_PASSAGES = 12

_Piece = tuple[str, bool]
"""Words of a line, and whether they stand out."""


class CodingScreen(QDialog):
    """linkRequested(url): a link of the text is to be opened in a browser."""

    linkRequested = Signal(str)  # noqa: N815

    def __init__(
        self, library: Library, walk: CodingWalk, signals: LibrarySignals, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self.walk = walk
        signals.changed.connect(self._on_changed)
        self._questions = questions(library)
        self._known = library.known()
        self._clipping: Clipping | None = None
        self._in_turn = 0
        self._answered: Question | None = None
        # Undo takes back what was done here, nothing else; with each step the question that it answered, "" for none.
        self._own_steps: dict[int, str] = {}
        self._told = ""
        self.setWindowTitle(self.tr("Coding"))
        surface(self, "reader")
        self.setMinimumSize(_LEAST)
        # Keys are codes: no button may have the focus that nobody went to.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(parent.window().size() if parent is not None else _FIRST)
        self._make_head()
        self._make_page()
        self._make_panel()
        self._make_foot()
        self._lay_out()
        self._show()

    # Building

    def _make_head(self) -> None:
        self._head, row = bar(self, HEAD)
        self._position = Label("", "ink2")
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(_BAR)
        self._progress.setAccessibleName(self.tr("Coded so far"))
        self._done = Label("", "ink2", sans(13, tabular=True))
        row.addWidget(dialog_title(self.tr("Coding")))
        row.addWidget(self._position)
        row.addStretch(1)
        row.addWidget(self._progress)
        row.addSpacing(8)
        row.addWidget(self._done)

    def _make_page(self) -> None:
        self._meta, self._names = SetLabel(18, "ink2"), SetLabel(18, "ink2")
        self._headline = SetLabel(34, "ink", serif(30, 600))
        self._deck = SetLabel(25, "ink2", serif(18))
        self.page = ReadingPage(READING, mark_fill="highlight_blue")
        self.page.setAccessibleName(self.tr("Text"))
        self.page.linkRequested.connect(self.linkRequested)
        self._finished = WrappedLabel("ink2", serif(18))
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 20, 0, 34)
        column.setSpacing(6)
        for part in (self._meta, self._headline, self._deck, self._names, self._finished):
            column.addWidget(part)
        column.addSpacing(4)
        self._under_names = hairline()
        column.addWidget(self._under_names)
        column.addSpacing(6)
        column.addWidget(self.page)
        column.addStretch(1)
        sheet.setMaximumWidth(_MEASURE)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(32, 0, 32, 0)
        row.addStretch(1)
        row.addWidget(sheet, 1000)
        row.addStretch(1)
        self._scroller = ScrolledPage(holder)

    def _make_panel(self) -> None:
        panel = QWidget()
        surface(panel, "list")
        column = QVBoxLayout(panel)
        column.setContentsMargins(14, 12, 14, 16)
        column.setSpacing(4)
        self.asked: list[CodeQuestion] = []
        self._asked_column = QVBoxLayout()
        self._asked_column.setSpacing(4)
        column.addLayout(self._asked_column)
        self._ask()
        row = QHBoxLayout()
        row.setContentsMargins(14, 2, 14, 6)
        row.addWidget(KeyHint(CLEAR, self.tr("takes a code away. Not coded is not neutral.")))
        column.addLayout(row)
        column.addWidget(hairline())
        self.note = NoteEditor(self._save_note)
        self.note.setAccessibleName(self.tr("Note"))
        self.note.editingChanged.connect(self._on_writing)
        self._note_title = Label(self.tr("Note"), "ink", sans(13, 600))
        self._named_title = Label(self.tr("Where we are named"), "ink", sans(13, 600))
        self._named = Label("", "ink2")
        self._named.setWordWrap(True)
        for part in (self._named_title, self._named, self._note_title):
            part.setContentsMargins(14, 4, 0, 0)
            column.addWidget(part)
        note_row = QHBoxLayout()
        note_row.setContentsMargins(6, 0, 6, 0)
        note_row.addWidget(self.note)
        self.note.set_growing(True)
        column.addLayout(note_row)
        column.addStretch(1)
        self._panel = ScrolledPage(panel)
        surface(self._panel, "list")
        self._panel.setFixedWidth(_PANEL)

    def _ask(self) -> None:
        """Stand the questions in their column, in place of those before."""
        for asked in self.asked:
            self._asked_column.removeWidget(asked)
            asked.hide()
            asked.deleteLater()
        self.asked = [CodeQuestion(question) for question in self._questions]
        for asked in self.asked:
            asked.chosen.connect(lambda value, asked=asked: self._code(asked.question, value))
            self._asked_column.addWidget(asked)

    def _make_foot(self) -> None:
        self._foot, row = bar(self, FOOT)
        leave = Button(self.tr("Leave"), FLAT, key=self.tr("Esc"), parent=self)
        leave.clicked.connect(self.accept)
        self._problem = Label(self.tr("Each code is kept as you press it"), "ink2", sans(12))
        self._problem.setWordWrap(True)
        note = Button(self.tr("Note"), FLAT, key=NOTE, parent=self)
        note.clicked.connect(self.note.start)
        self._undo = Button(self.tr("Undo"), FLAT, key=keys_of("edit.undo")["edit.undo"], parent=self)
        self._undo.clicked.connect(self.undo)
        self._back = Button(self.tr("Back"), PLAIN, key="←", parent=self)
        self._back.clicked.connect(lambda: self._go(-1))
        self._skip = Button(self.tr("Skip"), PLAIN, key=self.tr("Space"), parent=self)
        self._skip.clicked.connect(lambda: self._go(1))
        self._next = Button(self.tr("Next"), PRIMARY, key="↵", parent=self)
        self._next.clicked.connect(lambda: self._go(1))
        row.addWidget(leave)
        row.addWidget(self._problem, 1)
        for button in (note, self._undo, self._back, self._skip, self._next):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._scroller, 1)
        middle.addWidget(hairline(self, upright=True))
        middle.addWidget(self._panel)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(hairline(self))
        whole.addLayout(middle, 1)
        whole.addWidget(hairline(self))
        whole.addWidget(self._foot)

    # What is shown

    def clipping(self) -> Clipping | None:
        """Return the clipping in turn; None once all are through."""
        return self._clipping

    def in_turn(self) -> Question | None:
        """Return the question in turn; None once all are through."""
        return self._questions[self._in_turn] if self._clipping else None

    def _show(self) -> None:
        """Show the clipping in turn from its beginning, at the first question that nobody answered."""
        self._clipping = self.walk.clipping()
        self._say("")
        self._show_text()
        self._in_turn, self._answered = self._first_open(), None
        self._show_codes()
        self._scroller.verticalScrollBar().setValue(0)

    def _show_text(self) -> None:
        clipping = self._clipping
        self.note.show_note(clipping.id if clipping else None, clipping.note if clipping else None)
        for part in (self._under_names, self.page, self._note_title, self.note):
            part.setVisible(clipping is not None)
        if clipping is None:
            self._show_finished()
            return
        self._finished.show_text("")
        self._meta.show_pieces(_joined([piece] for piece in _about(clipping)))
        self._headline.show_text(clipping.title)
        self._deck.show_text(clipping.deck or "")
        self._names.show_pieces(_joined(self._people(clipping)))
        self.page.set_text(clipping.body or "")
        self._show_named(clipping)

    def _show_finished(self) -> None:
        for part in (self._meta, self._headline, self._deck, self._names):
            part.show_text("")
        done, one = self.walk.done, self.tr("That was the last one. It is coded now.")
        many = self.tr("That was the last one. {done} are coded now.").format(done=f"{done:,}")
        self._finished.show_text(one if done == 1 else many)
        for label in (self._named_title, self._named):
            label.hide()

    def _people(self, clipping: Clipping) -> Iterator[list[_Piece]]:
        if clipping.reporters:
            yield _in_words(self.tr("by {names}"), [(name, "") for name in clipping.reporters], ", ")
        if clipping.spokespeople:
            roles = dict(role_words())
            named = [(person.name, f", {roles[person.role]}") for person in clipping.spokespeople]
            yield _in_words(self.tr("feat. {names}"), named, "; ")

    def _show_named(self, clipping: Clipping) -> None:
        """Mark the organisation and its people in the text, and say in which paragraphs they stand."""
        organisation = self._library.organisation()
        names = [*(person.name for person in clipping.spokespeople), organisation.name, *organisation.aliases]
        terms = [Term(name, phrase=True) for name in dict.fromkeys(names) if name and Term(name).words]
        self.page.mark(terms)
        ours = [term for term in terms if term.value in (organisation.name, *organisation.aliases)]
        text, found = read_people(clipping, self._known)
        people = [(text.count("\n", 0, start), one) for one in found.people for start, _ in one.spans]
        roles = dict(role_words())
        passages = []
        for number, paragraph in enumerate(markup.paragraphs(clipping.body or "")):
            named = dict.fromkeys(f"{one.name}, {roles[one.role]}" for place, one in people if place == number)
            held = _longest([term.value for term in ours if next(places_of(paragraph, term.runs), None)])
            passages += [
                self.tr("{name} · paragraph {number}").format(name=name, number=number + 1) for name in (*named, *held)
            ]
        shown = passages[:_MOST_PASSAGES]
        more = len(passages) - len(shown)
        self._named.setText("\n".join([*shown, *([self.tr("and {n} more").format(n=more)] if more else [])]))
        for part in (self._named_title, self._named):
            part.setVisible(bool(passages))

    def _show_codes(self) -> None:
        clipping = self._clipping
        for place, asked in enumerate(self.asked):
            asked.setEnabled(clipping is not None)
            given = asked.question.given(clipping) if clipping else ()
            asked.show_given(given, self._status(asked.question, given))
            asked.set_in_turn(clipping is not None and place == self._in_turn)
        if clipping is not None:
            self.walk.look_again([clipping.id])
            self._tell_turn(self.asked[self._in_turn].spoken())
        place = min(self.walk.place + 1, len(self.walk))
        self._position.setText(self.tr("Clipping {n} of {total}").format(n=f"{place:,}", total=f"{len(self.walk):,}"))
        self._progress.setMaximum(max(1, len(self.walk)))
        self._progress.setValue(self.walk.done)
        self._done.setText(self.tr("{n} done").format(n=f"{self.walk.done:,}"))
        self._back.setEnabled(self.walk.place > 0)
        self._skip.setEnabled(clipping is not None)
        self._next.setEnabled(clipping is not None)
        self._undo.setEnabled(bool(self._own_steps))

    def _tell_turn(self, told: str) -> None:
        """Tell a screen reader which question has the ring, and its answer: the focus does not go there."""
        if told != self._told:
            self._told = told
            announce(self, told)

    def _status(self, question: Question, given: tuple[Any, ...]) -> str:
        if question.many:
            return self.tr("any number")
        if question.cycles:
            return ""
        return self.tr("coded") if given else self.tr("not coded yet")

    def _first_open(self) -> int:
        """The first question without an answer that wants one, else the first."""
        clipping = self._clipping
        if clipping is None:
            return 0
        asked = enumerate(self._questions)
        return next((place for place, one in asked if not one.cycles and not one.given(clipping)), 0)

    # What a person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take a code's key, or one that walks on; what is typed into a field never comes here."""
        if isinstance(self.focusWidget(), QLineEdit):
            self._leave_field(event.key())
        elif event.key() == Qt.Key.Key_Escape:
            self.accept()
        elif event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.undo()
        elif event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif self._is_meant_for_field(event.text()):
            self._type(event.text())
        elif not self._take_walking_key(event.key()):
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            typed = event.text().upper()
            self._take_code_key(typed if shifted else _DIGITS.get(event.text(), typed))

    def _is_meant_for_field(self, text: str) -> bool:
        """Tell whether a key begins the value of the field in turn: with the ring around it, digits are no codes."""
        question = self.in_turn()
        if question is None or question.options or not text.isprintable() or not text.strip():
            return False
        return question.takes_letters or text in _OF_NUMBERS

    def _type(self, text: str) -> None:
        typed = self.asked[self._in_turn].typed
        if typed is not None:
            typed.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            typed.field.insert(text)

    def _leave_field(self, key: int) -> None:
        """Enter has kept what was typed, Esc goes back to what was kept; then keys are codes again."""
        if key == Qt.Key.Key_Escape:
            for asked in self.asked:
                if asked.typed:
                    asked.typed.restore()
            self._say("")
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_walking_key(self, key: int) -> bool:
        steps: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Left: lambda: self._go(-1),
            Qt.Key.Key_Right: lambda: self._go(1),
            Qt.Key.Key_Space: lambda: self._go(1),
            Qt.Key.Key_Return: lambda: self._go(1),
            Qt.Key.Key_Enter: lambda: self._go(1),
            Qt.Key.Key_Down: lambda: self._turn(1),
            Qt.Key.Key_Up: lambda: self._turn(-1),
            Qt.Key.Key_PageDown: lambda: self._scroll(1),
            Qt.Key.Key_PageUp: lambda: self._scroll(-1),
        }
        if key not in steps:
            return False
        steps[key]()
        return True

    def _scroll(self, pages: int) -> None:
        bar_ = self._scroller.verticalScrollBar()
        bar_.setValue(bar_.value() + pages * bar_.pageStep() * 9 // 10)

    def _take_code_key(self, key: str) -> None:
        if self._clipping is None or not key:
            return
        if key == NOTE:
            self.note.start()
        elif key == CLEAR:
            self._clear()
        for asked in self.asked:
            question = asked.question
            if question.key == key and asked.typed:
                asked.typed.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            elif question.key == key and asked.cycle:
                asked.cycle.click()
            for option in question.options:
                if option.key == key and not question.cycles:
                    self._code(question, option.value)

    def _code(self, question: Question, value: Any) -> None:
        """Keep a code, and go on to the next open question; what cannot be kept stays as it was typed, and in turn."""
        clipping = self._clipping
        if clipping is None:
            return
        same = not question.many and value in question.given(clipping)
        code = partial(question.code, clipping.id, None if same and not question.cycles else value)
        is_kept = self._keep(code, question)
        self._in_turn, self._answered = self._questions.index(question), question
        if is_kept and not question.many and not question.cycles and not same:
            self._turn_to_open()
        self._show_codes()

    def _clear(self) -> None:
        """Take away the answer to the question in turn; where it has none, to the one that was answered last."""
        clipping = self._clipping
        if clipping is None:
            return
        asked = (self._questions[self._in_turn], *([self._answered] if self._answered else []))
        question = next((one for one in asked if one.given(clipping) and not one.cycles), None)
        if question is None:
            return
        self._keep(partial(question.clear, clipping.id), question)
        self._in_turn = self._questions.index(question)
        self._show_codes()

    def _turn_to_open(self) -> None:
        """Go on to the next question without an answer; stay where there is none."""
        clipping = self._clipping
        if clipping is None:
            return
        later = range(self._in_turn + 1, len(self._questions))
        open_ = [place for place in later if not self._questions[place].given(clipping)]
        self._in_turn = open_[0] if open_ else self._in_turn

    def _turn(self, by: int) -> None:
        self._in_turn = max(0, min(len(self._questions) - 1, self._in_turn + by))
        self._show_codes()
        self._panel.ensureWidgetVisible(self.asked[self._in_turn], 0, 12)

    def _keep(self, verb: Callable[[], Changes], question: Question) -> bool:
        try:
            changes = verb()
        except ClipperError as error:
            self._say(str(error))
            return False
        self._say("")
        self._remember(changes, question.id)
        self._reload()
        return True

    def _remember(self, changes: Changes, question: str = "") -> None:
        if changes.step is not None:
            self._own_steps[changes.step.id] = question

    def _reload(self) -> None:
        if self._clipping is not None:
            self._clipping = next(iter(self._library.clippings([self._clipping.id])), self._clipping)

    def _save_note(self, clipping_id: int, text: str | None) -> None:
        self._remember(self._library.set_note(clipping_id, text))
        self._reload()

    def undo(self) -> None:
        """Take back the last code that was given here, and show its clipping, at the question that it answered."""
        if not self._keep_typed():
            return
        if not self._own_steps:
            self._say(self.tr("There is nothing more to undo here."))
            return
        try:
            changes = self._library.undo(only=self._own_steps)
        except ClipperError as error:
            self._say(str(error))
            return
        _, question = self._own_steps.popitem()
        self.walk.look_again(changes.clippings)
        self.walk.go_to(changes.clippings)
        self._show()
        self._turn_to(question)

    def _turn_to(self, question: str) -> None:
        places = (place for place, one in enumerate(self._questions) if one.id == question)
        self._in_turn = next(places, self._in_turn)
        self._show_codes()

    def _go(self, by: int) -> None:
        if not self._keep_typed():
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.walk.move(by):
            self._show()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the keys from the beginning."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_writing(self, writing: bool) -> None:
        if not writing:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        """Keep what is being typed, and leave; what cannot be kept is not thrown away."""
        if self._keep_typed():
            super().done(result)

    def _keep_typed(self) -> bool:
        """Keep what is being typed; False where it cannot be: then it stays, and the keyboard goes to it."""
        focus = self.focusWidget()
        if isinstance(focus, QLineEdit):
            focus.clearFocus()
        unkept = next((asked.typed for asked in self.asked if asked.is_unkept() and asked.typed), None)
        if unkept is not None:
            unkept.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if not self.note.flush():
            self.note.start()
            return False
        return True

    def unfinished(self) -> dict[Name, Any]:
        """Return what is written for the clipping in turn and not kept."""
        clipping = self._clipping
        if clipping is None:
            return {}
        typed = {f"code/{one.question.id}": one.typed for one in self.asked if one.typed and one.is_unkept()}
        texts = {field: {"text": one.field.text(), "before": one.kept} for field, one in typed.items()}
        if clipping.id in self.note.unfinished():
            texts["note"] = {"text": self.note.unfinished()[clipping.id], "before": clipping.note or ""}
        value = {"key": clipping.uuid, "id": clipping.id, "texts": texts}
        return {clipping_of(clipping.uuid): value} if texts else {}

    def _on_changed(self, changes: Changes) -> None:
        """Show what another window, or the command line, changed meanwhile."""
        if changes.everything or changes.messages or changes.codebook or changes.organisation:
            in_turn = self._questions[self._in_turn].id
            self._questions = questions(self._library)
            self._in_turn = next((place for place, one in enumerate(self._questions) if one.id == in_turn), 0)
            self._answered = None
            self._ask()
        if self._clipping is not None and (changes.everything or self._clipping.id in changes.clippings):
            self._reload()
            self.note.show_note(self._clipping.id, self._clipping.note)
        self._show_codes()

    def _say(self, sentence: str) -> None:
        self._problem.set_ink("negative" if sentence else "ink2")
        self._problem.setText(sentence or self.tr("Each code is kept as you press it"))

    @classmethod
    def ask(
        cls,
        library: Library,
        walk: CodingWalk,
        signals: LibrarySignals,
        open_link: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        """Walk through clippings until a person leaves."""
        screen = cls(library, walk, signals, parent)
        screen.linkRequested.connect(open_link)
        ask(screen)


def _longest(names: Sequence[str]) -> list[str]:
    """Leave out a name that is part of another one: who says "Institut Larchmere" says "Larchmere" too."""
    return [name for name in names if not any(name != other and name_holds(other, name) for other in names)]


def _about(clipping: Clipping) -> Iterator[_Piece]:
    if clipping.outlet:
        yield clipping.outlet, True
    if clipping.programme:
        yield clipping.programme, False
    if clipping.published_on:
        yield write_date(clipping.published_on, weekday=True), False
    if clipping.medium:
        yield dict(medium_words())[clipping.medium], False


def _in_words(sentence: str, names: Sequence[tuple[str, str]], between: str) -> list[_Piece]:
    """Put names, each with what follows it, into their sentence; they stand out."""
    before, _, after = sentence.partition("{names}")
    pieces = [(before, False)]
    for place, (name, more) in enumerate(names):
        pieces += [(between if place else "", False), (name, True), (more, False)]
    return [*pieces, (after, False)]


def _joined(parts: Iterable[Sequence[_Piece]]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for part in parts:
        pieces += [*([("  ·  ", False)] if pieces else []), *part]
    return pieces
