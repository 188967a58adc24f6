"""What both review dialogs share: head and foot, keys that work from every field, and the look for a duplicate."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice, pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from clipper.capture import read
from clipper.capture.lines import trim, written_lines
from clipper.capture.moved import moved
from clipper.library.duplicates import Likeness, likeness_of
from clipper.library.library import Library
from clipper.library.unfinished import Name
from clipper.model.draft import Accepted, Decision, Doubt, Draft, Guess, Pasted, Reading, Span
from clipper.model.errors import WrongUsage
from clipper.model.progress import Progress
from clipper.model.text import clean_line
from clipper.model.values import replace
from clipper.ui.dates import write_date, write_moment
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.bars import FOOT, HEAD, bar
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.waiting import wait_for
from clipper.ui.fonts import scale
from clipper.ui.icons import pixmap
from clipper.ui.own_keys import give_menu_key, held_with
from clipper.ui.review_state import ReviewWork
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.in_place import InPlace
from clipper.ui.widgets.labels import hairline, surface
from clipper.ui.widgets.review_fields import ReviewFields, Surroundings

_REMARK = 51
_FIRST, _LEAST = QSize(1280, 800), QSize(720, 480)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMPARED_BODY = 500_000
LIST = range(2, 2_001)
"""So many lines may be a list of mentions; one of more would keep a person waiting."""
_AROUND = " \t\n"
Add = Callable[[list[Accepted], Progress], object]
"""Adds to the library what a person accepted, and tells how far it is, perhaps from another thread.

Raises ClipperError, and adds nothing, where the library refuses it.
"""


def _leave_it(_accepted: list[Accepted], _progress: Progress) -> None:
    """Add nothing: who asked does."""


class ReviewFrame(QDialog):
    """A dialog as large as its window; its parts fill head, body and foot.

    Keys are seen before the widget with the focus: Enter keeps from any single line, Esc cancels, Alt and a number
    takes a reading, and what else `on_key` knows. Words that somebody types on a button press nothing. What is accepted
    is added while the dialog is still open, so that nothing is lost where the library refuses it. `problems` are what
    could not be taken as it stands. `work` is under what the review is kept while it lasts, and how far it had come
    before.
    """

    def __init__(
        self,
        reading: Reading,
        pasted: Pasted,
        library: Library,
        parent: QWidget | None,
        add: Add | None = None,
        problems: Sequence[str] = (),
        work: ReviewWork | None = None,
    ) -> None:
        super().__init__(parent)
        give_menu_key(self)
        self._work = work
        self._before: dict[str, Any] = {}
        self._types_on_button = False
        self.left = work.left if work else {}
        self.add = add or _leave_it
        self.reading, self.pasted, self.library = reading, pasted, library
        self.around = Surroundings.of(library)
        surface(self, "reader")
        self.setMinimumSize(_LEAST)
        self.resize(parent.window().size() if parent is not None else _FIRST)
        head, self.head = bar(self, HEAD)
        self.body = QHBoxLayout()
        foot, self.foot = bar(self, FOOT)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(hairline(self))
        if problems:
            whole.addWidget(self._problem_bar(problems))
            whole.addWidget(hairline(self))
        whole.addLayout(self.body, 1)
        whole.addWidget(hairline(self))
        whole.addWidget(foot)
        self.body.setSpacing(0)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def _problem_bar(self, problems: Sequence[str]) -> QWidget:
        bar = RemarkBar("triangle-alert", problems[0] if len(problems) == 1 else self._several(problems), "warn", self)
        bar.showRequested.connect(lambda: self._show_problems(problems))
        return bar

    def _several(self, problems: Sequence[str]) -> str:
        return self.tr("{problem} And {n} more.").format(problem=problems[0], n=f"{len(problems) - 1:,}")

    def _show_problems(self, problems: Sequence[str]) -> None:
        title = self.tr("What could not be taken as it stands")
        kept = self.tr("All of it is kept as the original of what you keep here.")
        ask(Notice(title, kept, self.tr("Close"), self, details="\n".join(problems)))

    def source_text(self) -> str:
        """Return where the paste came from, and when."""
        when = self.now_text()
        if self.pasted.source is None:
            return self.tr("From the clipboard, {when}").format(when=when)
        return self.tr("From {name}, {when}").format(name=self.pasted.source, when=when)

    def now_text(self) -> str:
        """Return the day and the time of now."""
        now = datetime.now()
        return f"{write_date(now.date())}, {write_moment(now, now)}"

    def drafts_of_lines(self, places: Sequence[Span]) -> list[Draft]:
        """Return what lines are read as among those of their list; by itself where a line tells more so.

        What was rejected before is as it was read.
        """
        known = {draft.extent: draft for draft in self.reading.rejected}
        if set(places) <= known.keys():
            return [known[place] for place in places]

        def look(_report: Progress) -> list[Draft]:
            beside = self._listed()
            return [known.get(place) or self._draft_of_line(place, beside) for place in places]

        read_so: list[Draft] = wait_for(self.tr("Reading as a list"), self._list_sentence(), look, self)
        return read_so

    def _draft_of_line(self, place: Span, beside: Mapping[Span, Draft]) -> Draft:
        alone = self.draft_of_piece(place)
        listed = beside.get(alone.extent, alone)
        return listed if listed.headline.value and _count_told(listed) >= _count_told(alone) else alone

    def _listed(self) -> dict[Span, Draft]:
        """Return the mentions of the paste where each line of it is one, by their places; none of a very long one."""
        lines = sum(1 for _ in islice(written_lines(self.reading.text), LIST.stop))
        drafts = self._read_as_list().drafts if lines in LIST else ()
        return {trim(self.reading.text, *draft.extent, unwanted=_AROUND): draft for draft in drafts}

    def reading_as_list(self) -> Reading:
        """Read the paste as a list while the person waits."""
        title, sentence = self.tr("Reading as a list"), self._list_sentence()
        read_so: Reading = wait_for(title, sentence, lambda _report: self._read_as_list(), self)
        return read_so

    def _read_as_list(self) -> Reading:
        again = Pasted(self.reading.text, self.pasted.html)
        return read(again, self.around.known, self.around.today, is_list=True)

    def _list_sentence(self) -> str:
        return self.tr("Each line is read as a mention. Nothing is added yet.")

    def draft_of_piece(self, place: Span) -> Draft:
        """Return what a piece of the paste is read as by itself; all of it is the headline where that is no mention."""
        place = trim(self.reading.text, *place, unwanted=_AROUND)
        line = self.reading.text[slice(*place)]
        with suppress(WrongUsage):
            found = read(Pasted(line), self.around.known, self.around.today, is_list="\n" not in line).drafts
            if len(found) == 1 and found[0].headline.value:
                return replace(moved(found[0], place[0]), extent=place)
        return Draft(headline=Guess(clean_line(line), 0.4, (place,), Doubt.UNSURE), extent=place)

    def order_tabs(self, before: Sequence[QWidget], after: Sequence[QWidget]) -> None:
        """Let Tab go through the fields as they are seen, between what comes before and after them."""
        stops = [*before, *self.fields().tab_stops(), *after]
        for one, following in pairwise(map(_focus_target, stops)):
            QWidget.setTabOrder(one, following)

    def unfinished(self) -> dict[Name, Any]:
        """Return how far the review has come, under the name of its work."""
        work = self._work
        return {work.name: {"count": len(self.reading.drafts), **work.more, **self.state()}} if work else {}

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Remember how it was before anybody worked on it."""
        super().showEvent(event)
        self._before = self._before or self.state()

    def begin(self) -> None:
        """Go on with what was left half typed, where the keyboard was; else where a person looks first."""
        if "fields" in self.left:
            self.fields().put_back(self.left["fields"])
        focus = self.focusWidget()
        if not self.left or focus is None or not self.fields().isAncestorOf(focus):
            self.focus_first()

    def reject(self) -> None:
        """Close; what somebody made of it so far can be brought back."""
        if self._work and (self.left or self.state() != self._before):
            self._work.given_up.append(self.state())
        super().reject()

    # What the dialogs tell

    def state(self) -> dict[str, Any]:
        """Return how far the review has come."""
        raise NotImplementedError

    def fields(self) -> ReviewFields:
        """Return the fields of the draft in turn."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Go to where a person looks first."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep the draft in turn, as Enter does."""
        raise NotImplementedError

    def on_field(self, name: str | None) -> None:
        """Learn which field has the focus."""

    def on_key(self, _event: QKeyEvent, _is_typing: bool) -> bool:
        """Act on another key, pressed in a text field or elsewhere; True when nobody else should see it."""
        return False

    # Keys

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        self._types_on_button = False
        if now is not None and self.isAncestorOf(now):
            now.installEventFilter(self)
            self.on_field(self.fields().field_in_turn())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the keys of the review before the widget that has the focus."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(watched, event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the keys that no field has taken."""
        if not self._take_key(self, event):
            super().keyPressEvent(event)

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _ENTER and event.isAutoRepeat():
            return True  # held down it would keep what nobody has seen yet
        modifiers = held_with(event)
        if modifiers == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.fields().choose_here(event.key() - Qt.Key.Key_1)
            return True
        if self.on_key(event, _is_text(watched)) or (isinstance(watched, QAbstractButton) and self._is_word(event)):
            return True
        if event.key() in _ENTER and modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
            return self._enter(watched, plain=not modifiers)
        return event.key() == Qt.Key.Key_Escape and self._escape(watched)

    def _is_word(self, event: QKeyEvent) -> bool:
        """Whether a key on a button is part of words: the space after a letter would keep what nobody has checked."""
        is_letter = event.text().strip().isprintable() and bool(event.text().strip())
        self._types_on_button = self._types_on_button or is_letter
        return is_letter or (self._types_on_button and event.key() == Qt.Key.Key_Space)

    def _enter(self, watched: QObject, *, plain: bool) -> bool:
        if plain and not self._means_keep(watched):
            return False
        if plain and self.fields().people.add_typed():
            return True
        if isinstance(watched, QAbstractButton) and not watched.property("primary"):
            watched.click()
        elif self.fields().take_typed():
            self.keep()
        return True

    def _means_keep(self, watched: QObject) -> bool:
        """Whether Enter has nothing better to do: take a completion or a tag, or begin a line of a longer text."""
        field = watched.parent()
        if isinstance(field, InPlace):
            return field.completions.current() is None
        if isinstance(watched, QLineEdit):
            return not watched.text().strip()
        return not _is_text(watched)

    def _escape(self, watched: QObject) -> bool:
        """Close, unless a field has something to restore first, or is a place for tags that can be left."""
        field = watched.parent()
        if isinstance(field, InPlace) and (field.completions.isVisible() or field.is_changed()):
            return False
        if isinstance(watched, QLineEdit):
            return False
        self.reject()
        return True

    # Duplicates

    def likeness(self, draft: Draft) -> Likeness | None:
        """Return what the library has that a draft is like; a huge text is not compared: nothing may stand still."""
        if draft.body.value and len(draft.body.value) > _COMPARED_BODY:
            draft = replace(draft, body=Guess(None))
        return likeness_of(self.library, draft)

    def compare(self, accepted: Accepted, likeness: Likeness, *, opens: bool = True) -> Decision | None:
        """Let a person say what a draft is to the clipping that it is like; see DuplicateDialog."""
        from clipper.ui.dialogs.duplicate import Brought, DuplicateDialog

        title = self.tr("From this paste") if self.pasted.source is None else self.tr("From this file")
        line = self.source_text() if self.pasted.source else self.now_text()
        brought = Brought.of(accepted, likeness.clipping, title, line)
        return DuplicateDialog.ask(likeness, brought, self.library, self, opens=opens)


def _count_told(draft: Draft) -> int:
    return sum(bool(one.value) for one in (draft.outlet, draft.reporters, draft.published_on, draft.url))


def _focus_target(widget: QWidget) -> QWidget:
    """Return who gets the focus that a widget passes on."""
    target: QWidget | None = widget.focusProxy()
    return widget if target is None else _focus_target(target)


def _is_text(widget: QObject) -> bool:
    return isinstance(widget, QLineEdit) or widget.inherits("QTextEdit") or widget.inherits("QPlainTextEdit")


class RemarkBar(QWidget):
    """A line of what a person should know, with a button for the rest of it. showRequested(): that was pressed."""

    showRequested = Signal()  # noqa: N815

    def __init__(self, icon: str, text: str, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign = QLabel()
        sign.setPixmap(pixmap(icon, ink))
        self._label = ElidedLabel("", ink)
        self.show_button = LinkButton(self.tr("Show"))
        self.show_button.clicked.connect(self.showRequested)
        self.setFixedHeight(round(_REMARK * scale()))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 12, 0)
        row.addWidget(sign)
        row.addWidget(self._label, 1)
        row.addWidget(self.show_button)
        self.say(text)

    def say(self, text: str) -> None:
        """Say something else."""
        self._label.set_text(text)
        self.show_button.setAccessibleName(f"{self.show_button.text()}: {text}")

    def text(self) -> str:
        """Return what is said."""
        return self._label.text()


class Sentence(QWidget):
    """An icon and a sentence at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._icon.setFixedSize(16, 16)
        self._label = ElidedLabel("", "ink2")
        row = QHBoxLayout(self)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)

    def say(self, icon: str, sentence: str, ink: str = "ink2") -> None:
        """Say something else."""
        self._icon.setPixmap(pixmap(icon, ink))
        self._label.set_ink(ink)
        self._label.set_text(sentence)

    def text(self) -> str:
        """Return what is said."""
        return self._label.text()
