"""What is to be done about a clipping: corrections and other follow-ups, written down and closed in place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clipper.model.codes import FollowUpKind
from clipper.model.errors import ClipperError
from clipper.model.follow_up import FollowUp
from clipper.ui.dates import write_day
from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import IconButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.flow_layout import FlowLayout
from clipper.ui.widgets.invitation import Invitation
from clipper.ui.widgets.labels import Label, WrappedLabel
from clipper.ui.widgets.scrolled_page import lay_out_now

if TYPE_CHECKING:
    from clipper.ui.widgets.follow_up_form import FollowUpForm

Keep = Callable[[int, FollowUp], None]
_LEAST = 40


class FollowUpPage(QWidget):
    """closed(uuid), reopened(uuid), removed(uuid): a person did that to a follow-up of the clipping that is shown.
    formChanged(): the form opened or closed.

    `keep(key, follow_up)` keeps one of the clipping of a key, as new where it has no UUID, and may raise a
    ClipperError: the form then says why, and stays. `owner` says who sees to a new one.
    """

    closed = Signal(str)
    reopened = Signal(str)
    removed = Signal(str)
    formChanged = Signal()  # noqa: N815

    def __init__(self, keep: Keep, owner: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep, self._owner = keep, owner
        self._key: int | None = None
        self._today = date.today()
        # What could not be kept yet waits with its clipping, as it was typed.
        self._forms: dict[int | None, FollowUpForm] = {}
        self.rows: list[FollowUpRow] = []
        self._add = Invitation(self.tr("Add a correction or follow-up"))
        self._add.clicked.connect(self.start)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._form_place = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(self._form_place)
        column.addLayout(self._list)
        around = QHBoxLayout()
        around.setContentsMargins(8, 0, 8, 0)
        around.addWidget(self._add)
        around.addStretch(1)
        column.addLayout(around)
        column.addStretch(1)

    # -- what is shown

    def show_follow_ups(self, key: int, follow_ups: Sequence[FollowUp], today: date) -> None:
        """Show those of a clipping, open ones first; a form that is being filled in stays, and so does the keyboard."""
        self._today = today
        focus = self._focus() if key == self._key else None
        if key != self._key:
            self.flush()
            self._key = key
            for of, form in self._forms.items():
                form.setVisible(of == key)
            self._add.setVisible(self.form is None)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._row(one) for one in sorted(follow_ups, key=_order)]
        if focus is not None:
            self._focus_again(*focus)

    def _focus(self) -> tuple[int, str, int] | None:
        """The row that has the keyboard, by its place and its UUID, and which of its buttons."""
        for place, row in enumerate(self.rows):
            for number, button in enumerate(row.buttons):
                if button.hasFocus():
                    return place, row.follow_up.uuid, number
        return None

    def _focus_again(self, place: int, uuid: str, number: int) -> None:
        """The same button, of the next row where its own is gone."""
        same = [row for row in self.rows if row.follow_up.uuid == uuid]
        rows = [*same, *self.rows[place:], *reversed(self.rows)]
        (rows[0].buttons[number] if rows else self._add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, follow_up: FollowUp) -> "FollowUpRow":
        row = FollowUpRow(follow_up, self._today)
        row.done.clicked.connect(partial((self.closed if follow_up.is_open else self.reopened).emit, follow_up.uuid))
        row.edit.clicked.connect(partial(self._open, follow_up))
        row.remove.clicked.connect(partial(self.removed.emit, follow_up.uuid))
        self._list.addWidget(row)
        row.show()
        return row

    # -- writing

    @property
    def form(self) -> "FollowUpForm | None":
        """The form that is open for the clipping that is shown."""
        return self._forms.get(self._key)

    def start(self) -> None:
        """Begin to write a new one down."""
        if self.form is None:
            self._open(FollowUp("", owner=self._owner() or None))
        else:
            self.form.start()

    def flush(self) -> None:
        """Keep what the form says, and close it; where that cannot be kept it stays, and says why."""
        form = self.form
        if form is not None and form.is_new_and_empty():
            self._close()
        elif form is not None:
            form.flush()

    def unfinished(self) -> Iterator[tuple[int, str, dict[str, str]]]:
        """Yield the clipping, the field and the texts of each form in which something is written."""
        for key, form in self._forms.items():
            if key is not None and form.is_changed():
                yield key, f"follow_up/{form.uuid}", form.unfinished()

    def put_back(self, follow_up: FollowUp, texts: Mapping[str, str]) -> None:
        """Open the form of a follow-up with what stood in its fields, and keep what it says."""
        self._open(follow_up)
        if self.form is not None:
            self.form.put_back(texts)
            self.form.keep()

    def unkept(self) -> list[int]:
        """Return the keys of the clippings for which something is written that is not kept."""
        return [key for key, form in self._forms.items() if key is not None and not form.is_new_and_empty()]

    def _open(self, follow_up: FollowUp) -> None:
        self.flush()
        if self.form is not None:
            self.form.start()
            return
        from clipper.ui.widgets.follow_up_form import FollowUpForm

        form = self._forms[self._key] = FollowUpForm(follow_up, self._today)
        form.kept.connect(self._save)
        form.cancelled.connect(self._cancel)
        self._form_place.addWidget(form)
        self._add.hide()
        form.show()
        self.formChanged.emit()
        form.start()
        self._scroll_to(form)

    def _scroll_to(self, form: "FollowUpForm") -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if above is not None else None
        if above is not None and inside is not None:
            lay_out_now(self, above)
            top = form.mapTo(inside, QPoint()).y()
            # Its end first: where not all of it has room it is to be seen from its beginning.
            for place in (top + form.height(), top):
                above.ensureVisible(0, place, 0, 8)

    def _save(self, follow_up: FollowUp) -> None:
        form = self.form
        if form is None or self._key is None:
            return
        try:
            self._keep(self._key, follow_up)
        except ClipperError as error:
            form.refuse(str(error))
            return
        self._cancel()

    def _cancel(self) -> None:
        had_focus = self.form is not None and self.form.isAncestorOf(self.focusWidget() or self)
        self._close()
        if had_focus:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        form = self._forms.pop(self._key, None)
        if form is not None:
            form.hide()
            form.deleteLater()
        self._add.show()
        self.formChanged.emit()


def _order(follow_up: FollowUp) -> tuple[bool, date]:
    return not follow_up.is_open, follow_up.due or date.max


class FollowUpRow(QWidget):
    """One matter: what it is, who and until when, what came of it; and its buttons."""

    def __init__(self, follow_up: FollowUp, today: date) -> None:
        super().__init__()
        self.follow_up = follow_up
        is_open = follow_up.is_open
        self.what = WrappedLabel("ink" if is_open else "ink3")
        self.outcome = WrappedLabel("ink2", sans(12))
        for wrapped in (self.what, self.outcome):
            # Else a long text would keep the column wide.
            wrapped.setMinimumWidth(_LEAST)
        self.facts = self._facts(today)
        what = " ".join(follow_up.what.split())[:80]
        done = self.tr("Close: {what}") if is_open else self.tr("Open again: {what}")
        self.done = IconButton("check" if is_open else "undo-2", done.format(what=what))
        self.edit = IconButton("pencil", self.tr("Edit: {what}").format(what=what))
        self.remove = IconButton("trash-2", self.tr("Remove: {what}").format(what=what))
        self.buttons = (self.done, self.edit, self.remove)
        text = QVBoxLayout()
        text.setContentsMargins(8, 4, 0, 0)
        text.setSpacing(2)
        text.addWidget(self.what)
        text.addWidget(self._line_of_facts())
        text.addWidget(self.outcome)
        row = QHBoxLayout(self)
        row.setSpacing(0)
        row.addLayout(text, 1)
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        # Only now, since a label that stands in nothing would be shown as a window of its own.
        self.what.show_text(follow_up.what)
        self.outcome.show_text(follow_up.outcome or "")

    def _facts(self, today: date) -> list[Label | ElidedLabel]:
        one = self.follow_up
        kind = self.tr("Correction") if one.kind is FollowUpKind.CORRECTION else self.tr("Follow-up")
        told: list[Label | ElidedLabel] = [Label(kind, "ink2" if one.is_open else "ink3", sans(12, 500))]
        for template, day in ((self.tr("asked {day}"), one.requested_on), (self.tr("closed {day}"), one.closed_on)):
            told += [Label(template.format(day=write_day(day, today)), "ink3", sans(12))] if day else []
        told += [ElidedLabel(name, "ink3", sans(12)) for name in (one.contact, one.owner) if name]
        if one.due and one.is_open:
            is_late = one.is_overdue(today)
            template = self.tr("overdue since {day}") if is_late else self.tr("due {day}")
            due = Label(template.format(day=write_day(one.due, today)), "warn" if is_late else "ink2", sans(12, 500))
            told.insert(1, due)
        return told

    def _line_of_facts(self) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line, gap=5, line_gap=1)
        for place, fact in enumerate(self.facts):
            if place:
                flow.add_separator(Label("·", "ink3", sans(12)))
            flow.addWidget(fact)
        return line
