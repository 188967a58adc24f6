"""The search box: facets as chips, words as text, completion below the word."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from clipper.library.people_counts import COUNTED
from clipper.model.group import side_by_side
from clipper.model.query import Query
from clipper.model.query_reading import ReadProblem, read_parts
from clipper.model.term import OR, Term
from clipper.ui.fonts import scale
from clipper.ui.icons import paint_icon
from clipper.ui.own_keys import held_with
from clipper.ui.sentences import in_words
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.utf16 import Positions
from clipper.ui.widgets.chip_row import ChipRow
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.search_chip import (
    ClearButton,
)
from clipper.ui.widgets.search_completion import CompletionPopup
from clipper.ui.widgets.search_history import Edit, SearchHistory, Written
from clipper.ui.widgets.search_line import SearchLine
from clipper.ui.widgets.search_suggestions import Names, Suggestion, suggestions
from clipper.ui.widgets.search_text import (
    as_beginning,
    as_text,
    asks_for,
    is_joined,
    is_pasted_address,
    is_still_open,
    or_follows,
    read,
    read_whole,
    split_query,
    take_finished,
)
from clipper.ui.widgets.search_tokens import Token, empty_token, token_at

_HEIGHT = 32
_LEFT, _AFTER_ICON, _END = 9, 30, 30
_LEAST_TEXT = 72
_POPUP_LEAST = 340
_PAUSE = 700
"""How many milliseconds without a key are a pause, in which is said what going on might still put right."""
_MOST_TOLD = 3
"""So many sentences at most say what cannot be read; a wavy line marks the rest."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_CARET_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _asks_for_completion(event: QKeyEvent) -> bool:
    """Ctrl+Space, on a Mac with the key that is called so there, or Alt+Down, which opens lists everywhere."""
    held = held_with(event)
    if event.key() == Qt.Key.Key_Space:
        return held in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.MetaModifier)
    return event.key() == Qt.Key.Key_Down and held == Qt.KeyboardModifier.AltModifier


class SearchBox(QWidget):
    """The box itself; `chips` are the facets.

    queryChanged(Query): a person changed what to search for. problemChanged(str): what cannot be read, "" when all can;
    what typing on may put right is said in a pause, or where the caret is elsewhere.
    left(): Down: the list should take the focus. peopleOffered(): all people of a field are, whom facets do not count.
    helpRequested(): from the completion's foot.
    """

    queryChanged = Signal(object)  # noqa: N815
    problemChanged = Signal(str)  # noqa: N815
    peopleOffered = Signal()  # noqa: N815
    left = Signal()
    helpRequested = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None, *, today: Callable[[], date] = date.today) -> None:
        super().__init__(parent)
        self._today = today
        self._names: Callable[[], Names] = Names
        self._facets: tuple[Term, ...] = ()
        self._taken: tuple[str, Term] | None = None
        self._query = Query()
        self._history = SearchHistory()
        self._has_undo = True
        self._popup: CompletionPopup | None = None
        self._is_asked_for = False
        self._sentence: QWidget | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self._text = SearchLine(self)
        self._text.setPlaceholderText(self.tr("Search"))
        self._text.setAccessibleName(self.tr("Search"))
        self._text.setToolTip(plain_tip(self.tr("Ctrl+Space offers fields, tags and names")))
        self._text.textEdited.connect(self._on_edited)
        self._text.cursorPositionChanged.connect(lambda _from, _to: self._pause.start())
        self._text.installEventFilter(self)
        self._clear = ClearButton(self)
        self._clear.clicked.connect(self.clear)
        self.setFocusProxy(self._text)
        self.setFixedHeight(round(_HEIGHT * scale()))
        self.setMinimumWidth(160)
        self.chips = self._make_chips()
        theme_signals().changed.connect(self.update)
        self._show_chips()

    def _make_chips(self) -> ChipRow:
        chips = ChipRow(self, self._today)
        chips.setGeometry(_AFTER_ICON, 0, 0, self.height())
        chips.removed.connect(self._remove)
        chips.editRequested.connect(self._write_out)
        chips.clicked.connect(lambda: self._text.setFocus(Qt.FocusReason.MouseFocusReason))
        return chips

    def query(self) -> Query:
        """Return what is searched for now."""
        return self._query

    def written(self) -> Query:
        """Return the search as it is written: its last word is whole, however far it is typed."""
        found = read_parts(self._text.text()).asked(is_alone=not self._facets)
        names = self._names()
        return Query((*self._facets, *(one.part for one in found))).changed(lambda term: as_beginning(term, names))

    def settled(self) -> Query:
        """Return what is searched for without the part that is being typed, whose place a completion takes."""
        text = self._text.text()
        typed = token_at(text, self._caret()) if self._text.hasFocus() else None
        if typed is None:
            return self._query
        rest = read_whole(f"{text[: typed.start]} {text[typed.end :]}", is_alone=False)
        return Query((*self._facets, *rest.parts))

    def offer_again(self) -> None:
        """Show the completion with the counts that are known by now; what a person walked to stays marked."""
        popup = self.popup()
        if popup is None:
            return
        marked = popup.suggestion() if popup.was_moved else None
        self._offer()
        if marked is not None:
            popup.mark(marked)

    def set_names(self, names: Callable[[], Names]) -> None:
        """Take the names that completion offers from a function, asked when they are needed."""
        self._names = names

    def set_sentence(self, sentence: QWidget) -> None:
        """Keep clear what says below the box why something cannot be read: the completion opens under it."""
        self._sentence = sentence

    def set_query(self, query: Query) -> None:
        """Show another query; text and caret stay where they ask for just what is searched for beside the facets."""
        # What the box itself told comes back, maybe while a part is typed that is left out as yet.
        if query is self._query:
            return
        facets, words = split_query(query)
        if not asks_for(self._text.text(), words):
            self._text.setText(as_text(words))
        self._facets, self._query = facets, query
        self._history.begin(self._written())
        self._show_chips()
        self._show_problems(())

    def leave_undo(self) -> None:
        """Leave Undo and Redo to the window until the search is edited here again: something else was changed last."""
        self._has_undo = False

    def clear(self) -> None:
        """Search for nothing in particular; Undo brings back what was searched for."""
        self._clear_to(())

    def _clear_to(self, kept: tuple[Term, ...]) -> None:
        """Clear the words, and the facets but for those that are kept; Undo brings back all that was cleared by now."""
        self._text.setText("")
        self._facets = kept
        self._show_chips()
        self._read(Edit.CLEARING)

    def undo(self) -> None:
        """Write again what stood here before it was edited last, chips and words alike."""
        self._write(self._history.back())

    def redo(self) -> None:
        """Write again what undo() took back."""
        self._write(self._history.forth())

    def _write(self, written: Written | None) -> None:
        if written is None:
            return
        self._facets, self._taken = written.facets, None
        self._text.setText(written.text)
        self._text.setCursorPosition(written.caret)
        self._close_popup()
        self._show_chips()
        self._read()

    def _written(self) -> Written:
        return Written(self._facets, self._text.text(), self._text.cursorPosition())

    # Reading

    def _positions(self) -> Positions:
        return Positions(self._text.text())

    def _caret(self) -> int:
        return self._positions().from_qt(self._text.cursorPosition())

    def _on_edited(self, text: str) -> None:
        self.chips.select(None)
        self._give_chip_back()
        # A chip shows at once that an address is looked for among the links, not in the texts.
        is_whole = is_pasted_address(self._history.stands.text, text, self._caret())
        self._take_chips(None if is_whole else self._caret())
        self._read()
        self._offer()

    def _take_chips(self, caret: int | None) -> None:
        text, new_caret, terms = take_finished(self._text.text(), caret)
        if not terms:
            return
        names = self._names()
        terms = tuple(as_beginning(term, names) for term in terms)
        self._text.setText(text)
        self._text.setCursorPosition(Positions(text).to_qt(new_caret))
        self._taken = text[:new_caret], terms[-1]
        self._add_facets(terms)

    def _give_chip_back(self) -> None:
        """Make text of a chip again where "OR" was typed in its place, so that it joins what was meant."""
        text = self._text.text()
        before, term = self._taken or ("", self._facets[-1] if self._facets else None)
        if term not in self._facets or not or_follows(text, before):
            return
        written = f"{before}{term} "
        self._facets = tuple(facet for facet in self._facets if facet != term)
        self._text.setText(written + text[len(before) :])
        self._text.setCursorPosition(Positions(self._text.text()).to_qt(len(written) + len(f"{OR} ")))
        self._taken = None
        self._show_chips()

    def _add_facets(self, terms: tuple[Term, ...]) -> None:
        query = Query(self._facets)
        for term in terms:
            query = query.with_term(term)
        self._facets = query.terms
        self._show_chips()

    def _read(self, edit: Edit | None = None, *, finished: bool = False) -> None:
        """Read the text anew and tell who listens, if it asks for something else now."""
        self._history.note(self._written(), edit)
        # Enter finishes what stands there, and edits nothing.
        self._has_undo = self._has_undo or not finished
        text, is_alone = self._text.text(), not self._facets
        if finished:
            reading = read_whole(text, self._names(), is_alone=is_alone)
        else:
            reading = read(text, self._caret(), self._names(), self._today(), is_alone=is_alone)
        # What was said stays while it holds: a sentence that came and went with each key would move the list.
        said = {(problem.start, problem.sentence) for problem in self._text.problems}
        waiting = [one for one in reading.pending if (one.start, one.sentence) not in said]
        self._show_problems(tuple(one for one in reading.problems if one not in waiting))
        query = Query((*self._facets, *reading.parts), left_out=reading.left_out)
        self._arrange()
        if query != self._query:
            self._query = query
            self.queryChanged.emit(query)

    def _show_problems(self, problems: tuple[ReadProblem, ...]) -> None:
        if problems != self._text.problems:
            sentence = "\n".join(_each_once(problems)[:_MOST_TOLD])
            self._text.set_problems(problems)
            self._text.setAccessibleDescription(sentence)
            self.problemChanged.emit(sentence)
            if self._popup is not None:
                self._popup.move(self._popup.x(), self._popup_top())

    def _on_pause(self) -> None:
        """Say all that cannot be read where somebody stopped typing; what is searched for stays."""
        if self._text.hasFocus():
            self._show_problems(read(self._text.text(), self._caret(), self._names(), self._today()).problems)

    # Completion

    def _offer(self) -> None:
        """Offer what completes the part at the caret: values of a field at once, what a word may become on request.

        Else what is offered would lie over what a word already finds.
        """
        token = self._token_offered_for()
        found = suggestions(token, self._names(), self._today()) if token else []
        if token is None or not found or not self._text.hasFocus():
            self._close_popup()
            return
        if self._popup is None or self._popup.parent() is not self.window():
            self._popup = CompletionPopup(self.window())
            self._popup.chosen.connect(self._complete)
            self._popup.helpRequested.connect(self.helpRequested)
        right = self.width()
        word = self._text.x() + round(self._text.x_of(self._positions().to_qt(token.start)))
        left = max(0, min(word, right - _POPUP_LEAST))
        place = QPoint(self.mapTo(self.window(), QPoint(left, 0)).x(), self._popup_top())
        self._popup.show_suggestions(found, place, right - left)
        if token.field in COUNTED and not token.value:
            self.peopleOffered.emit()

    def _token_offered_for(self) -> Token | None:
        token = token_at(self._text.text(), self._caret())
        if token is None and self._is_asked_for:
            return empty_token(self._caret())
        return token if token is None or token.field or self._is_asked_for else None

    def _offer_on_request(self) -> None:
        self._is_asked_for = True
        self._offer()

    def _popup_top(self) -> int:
        below, sentence = self.mapTo(self.window(), QPoint(0, self.height() + 6)).y(), self._sentence
        if sentence is None or not sentence.isVisible():
            return below
        return max(below, sentence.mapTo(self.window(), QPoint(0, sentence.height())).y())

    def popup(self) -> CompletionPopup | None:
        """Return the completion while it shows."""
        return self._popup if self._popup is not None and self._popup.isVisible() else None

    def _close_popup(self) -> None:
        self._is_asked_for = False
        if self._popup is not None:
            self._popup.hide()

    def _complete(self, suggestion: Suggestion) -> None:
        """Put a suggestion in the place of the word at the caret: a facet becomes a chip at once."""
        token = token_at(self._text.text(), self._caret()) or empty_token(self._caret())
        text = self._text.text()
        before, after = text[: token.start], text[token.end :]
        chip = None if is_joined(text, token) else suggestion.term
        written = suggestion.text if suggestion.term is None else "" if chip else f"{suggestion.term} "
        self._text.setText(before + written + (after if written else after.lstrip()))
        self._text.setCursorPosition(Positions(self._text.text()).to_qt(len(before) + len(written)))
        if chip is not None:
            self._taken = before, chip
            self._add_facets((chip,))
        self._close_popup()
        self._read()
        if suggestion.term is None:
            self._offer()

    # Chips

    def _show_chips(self) -> None:
        self.chips.show_facets(self._facets, self.width() - _AFTER_ICON - _END - _LEAST_TEXT)
        self._arrange()

    def _arrange(self) -> None:
        x = self.chips.x() + self.chips.width()
        shows_clear = bool(self._facets) or bool(self._text.text())
        self._clear.setVisible(shows_clear)
        self._clear.setGeometry(self.width() - _END, 2, 28, self.height() - 4)
        self._text.setGeometry(x, 2, max(20, self.width() - x - (_END if shows_clear else 10)), self.height() - 4)

    def _remove(self, terms: tuple[Term, ...]) -> None:
        self._facets = tuple(term for term in self._facets if term not in terms)
        self._show_chips()
        self._read()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_out(self, term: Term) -> None:
        """Make text of a chip again, with the caret behind it, so that it can be written otherwise."""
        words = self._text.text().lstrip()
        written = term.before(words)
        self._facets = tuple(facet for facet in self._facets if facet != term)
        self._text.setText(f"{written} {words}".rstrip())
        self._text.setCursorPosition(Positions(self._text.text()).to_qt(len(written)))
        self._show_chips()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()
        self._offer()

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the keys of chips and completion before the text does."""
        if isinstance(event, QKeyEvent) and not self._has_undo and _is_undo(event):
            # What is not taken before the window's shortcuts is theirs; where they have nothing to undo it is nobody's.
            event.setAccepted(event.type() is QEvent.Type.KeyPress)
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if event.type() is QEvent.Type.MouseButtonPress:
            self.chips.select(None)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._on_focus(event.type() is QEvent.Type.FocusIn)
        if isinstance(event, QContextMenuEvent):
            self.menu().popup(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def menu(self) -> QMenu:
        """Return the menu of the line, whose Undo and Redo are those of the box: its own know nothing of chips."""
        menu = self._text.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ways = (("edit-undo", self.undo, self._history.has_past), ("edit-redo", self.redo, self._history.has_future))
        for name, take, is_enabled in ways:
            action = menu.findChild(QAction, name)
            assert action is not None
            action.triggered.disconnect()
            action.triggered.connect(take)
            action.setEnabled(is_enabled)
        return menu

    def _on_focus(self, has_it: bool) -> None:
        if not has_it:
            self._close_popup()
            self.chips.select(None)
        self.update()

    def _on_key(self, event: QKeyEvent) -> bool:
        if self.popup() is not None and self._on_popup_key(event.key()):
            return True
        if _asks_for_completion(event):
            self._offer_on_request()
            return True
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._text.selectAll()
            self.chips.select_all()
            return True
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
            return True
        if event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
            return True
        if self.chips.has_all and self._on_key_for_all(event):
            return True
        if self.chips.take_copy(event):
            return True
        plain = not held_with(event)
        return plain and (self._on_chip_key(event.key()) or self._on_plain_key(event.key()))

    def _on_key_for_all(self, event: QKeyEvent) -> bool:
        """Clear all for what replaces it; any key but a modifier alone or a copy ends that all is selected."""
        if event.key() in _MODIFIERS:
            return False
        is_copied = event.matches(QKeySequence.StandardKey.Copy)
        is_cut = event.matches(QKeySequence.StandardKey.Cut)
        if is_copied or is_cut:
            QApplication.clipboard().setText(side_by_side(self._facets, self._text.text()))
        if is_copied:
            return True
        is_deleted = is_cut or event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        is_pasted = event.matches(QKeySequence.StandardKey.Paste)
        if is_deleted or is_pasted or (event.text().isprintable() and event.text().strip()):
            self.clear()
        else:
            self.chips.select(None)
        return is_deleted

    def _on_popup_key(self, key: int) -> bool:
        popup = self._popup
        assert popup is not None
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            popup.move_mark(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape or key in _CARET_KEYS:
            self._close_popup()
            return key == Qt.Key.Key_Escape
        suggestion = popup.suggestion()
        takes_enter = popup.was_moved or self._is_unfinished()
        if suggestion is not None and (key == Qt.Key.Key_Tab or (key in _ENTER and takes_enter)):
            self._complete(suggestion)
            return True
        return False

    def _is_unfinished(self) -> bool:
        """Tell whether the part at the caret names a field and is no value of it yet: Enter takes what completes it."""
        token = token_at(self._text.text(), self._caret())
        if token is None or not token.value.strip():
            return False
        return is_still_open(token, self._names(), self._today())

    def _on_chip_key(self, key: int) -> bool:
        """Backspace or the left arrow at the beginning selects the last chip; the selected one takes keys itself."""
        if self.chips.selected() is not None:
            return self.chips.take_key(key)
        at_start = self._text.cursorPosition() == 0 and not self._text.hasSelectedText()
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Left) and at_start and self._facets:
            self.chips.select_last()
            return True
        return False

    def _on_plain_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            if self._text.text() or self._facets:
                # Whoever meant to close a completion that was not there loses no chip. Once too often leads nowhere:
                # in the list, the words that are typed next would be commands.
                self._clear_to(self._facets if self._text.text() else ())
        elif key in _ENTER:
            self._take_chips(None)
            self._close_popup()
            self._read(finished=True)
            self._pause.stop()
        elif key == Qt.Key.Key_Down:
            self.left.emit()
        else:
            return False
        return True

    # Drawing

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold or unfold chips."""
        super().resizeEvent(event)
        self._show_chips()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the border, the ring while the focus is here, and the lens."""
        painter = QPainter(self)
        focused = self._text.hasFocus()
        border = theme().color("accent" if focused else "line2")
        rounded(painter, self.rect(), 7, theme().color("field"), border, 2 if focused else 1)
        paint_icon(painter, QPointF(_LEFT, (self.height() - 16) / 2), "search", "ink2")
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the focus wherever the box is clicked."""
        self._text.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()


def _each_once(problems: tuple[ReadProblem, ...]) -> list[str]:
    """Return what is said of problems, the same of several once."""
    return list(dict.fromkeys(in_words(problem.sentence) for problem in problems))
