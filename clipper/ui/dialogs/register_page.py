"""What the pages of the registers share: fields, what the library has of a name, and how they are kept."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct, field
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clipper.library.uses import Names
from clipper.model.errors import ClipperError, WrongUsage
from clipper.model.term import Term
from clipper.model.text import clean_line, fold
from clipper.reports.dashboard import Volume
from clipper.ui.counter import Counter
from clipper.ui.dialogs.asking import stack
from clipper.ui.dialogs.register_facts import PADDING, Facts, Look, SaidPart, UsePart
from clipper.ui.fonts import sans, scale
from clipper.ui.typed_fields import Typing
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.chart import EDGE, OUTSIDE
from clipper.ui.widgets.column_chart import ColumnChart
from clipper.ui.widgets.labels import Label, dialog_title, surface
from clipper.ui.widgets.name_completions import Offer, best
from clipper.ui.widgets.scrolled_page import ScrolledPage
from clipper.ui.widgets.search_values import Choice, TextValue, mark_unreadable

_WIDTH, _NOTICE = 660, 56
_AROUND, _LEAST = 40, 440
"""Pixels of the window that stay free above and below a page, and what a page may have in any case."""
_LABELS, _SECOND_LABELS = 104, 48

Keep = Callable[[dict[str, Any]], None]
"""Writes the values of fields; raises ClipperError where they cannot be."""


class Field(Struct):
    """A field of a page: how its text is shown, read and told to be unreadable."""

    widget: TextValue | QPlainTextEdit | Choice
    problem: Label
    read: Callable[[str], Any] = field(default=str)
    before: str = ""

    @property
    def text(self) -> str:
        """What stands in the field; of a choice its value."""
        if isinstance(self.widget, Choice):
            return self.widget.value()
        return self.widget.toPlainText() if isinstance(self.widget, QPlainTextEdit) else self.widget.text()

    def value(self) -> Any:
        """Return what the field says; raises ClipperError where it cannot be read."""
        return self.read(self.text)

    def say(self, sentence: str) -> None:
        """Put a ring around the field and say why; "" takes both away."""
        if isinstance(self.widget, TextValue):
            mark_unreadable(self.widget, sentence)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


class RegisterPage(QDialog):
    """The page of one row of a register, or of one that is to be put there.

    Ctrl+Enter keeps what was changed, Esc leaves it as it was. `wants_clippings` tells, after the page was accepted,
    that a person asked to see its clippings, `narrowed` among which of them; `search_field` by which field of a search
    these are found. `wanted_clipping` is the one that they want to see.
    """

    def __init__(self, name: str, title: str, keep: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wants_clippings, self.search_field = False, ""
        self.narrowed: Term | None = None
        self.wanted_clipping: int | None = None
        self._keep_values = keep
        self.fields: dict[str, Field] = {}
        self._called = ""
        self._looking: Counter | None = None
        self._said: SaidPart | None = None
        self.setWindowTitle(title)
        surface(self, "reader")
        self.page = QWidget()
        surface(self.page, "reader")
        self.column = QVBoxLayout(self.page)
        self.column.setContentsMargins(24, 0, 24, 20)
        self.column.setSpacing(0)
        self.scrolled = ScrolledPage(self.page)
        self.refusal = Label("", "negative", sans(12))
        self.refusal.setWordWrap(True)
        self._lay_out(name, title)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.keep)

    def _lay_out(self, name: str, title: str) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 18, 24, 10)
        head.setSpacing(2)
        heading = dialog_title(name)
        heading.setWordWrap(True)
        head.addWidget(heading)
        head.addWidget(Label(title, "ink3", sans(12)))
        stack(self, head, self.scrolled, self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 14, 16, 14)
        foot.setSpacing(8)
        foot.addWidget(self.refusal, 1)
        self._cancel = Button(self.tr("Cancel"), PLAIN, parent=self)
        self._cancel.clicked.connect(self.reject)
        self._save = Button(self.tr("Save"), PRIMARY, key=self.tr("Ctrl+Enter"), parent=self)
        self._save.clicked.connect(self.keep)
        foot.addWidget(self._cancel)
        foot.addWidget(self._save)
        return foot

    def fit(self) -> None:
        """Be as high as the page is, as far as the window allows, and begin in its first field.

        Called once all is laid out.
        """
        above = self.parentWidget()
        width = round(_WIDTH * scale())
        self.resize(min(width, above.window().width()) if above else width, self._wanted_height())
        self._order_foot()
        next(iter(self.fields.values())).widget.setFocus()

    def _wanted_height(self) -> int:
        above = self.parentWidget()
        room = above.window().height() - _AROUND if above else _LEAST
        around = self.sizeHint().height() - self.scrolled.sizeHint().height()
        wanted = self.page.sizeHint().height() + around
        return min(wanted, max(room, round(_LEAST * scale())))

    def _grow(self) -> None:
        """Make room for what came later; a page never shrinks under a pointer."""
        self.column.activate()
        self.resize(self.width(), max(self.height(), self._wanted_height()))

    def _order_foot(self) -> None:
        """The foot was made before what stands above it; Tab goes through a page as it is read."""
        last = self.previousInFocusChain() or self
        if last is not self._save:
            QWidget.setTabOrder(last, self._cancel)
            QWidget.setTabOrder(self._cancel, self._save)

    # Laying out fields

    def add_heading(self, text: str) -> QGridLayout:
        """Begin a part of the page; returns the rows of its fields."""
        heading = Label(text, "ink2", sans(11, 600))
        heading.setContentsMargins(0, 18, 0, 6)
        self.column.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, round(_LABELS * scale()))
        grid.setColumnMinimumWidth(2, round(_SECOND_LABELS * scale()))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.column.addLayout(grid)
        return grid

    def add_text(
        self,
        rows: QGridLayout,
        name: str,
        title: str,
        value: str,
        *,
        read: Callable[[str], Any] = str,
        hint: str = "",
        offers: Iterable[str] = (),
        second: bool = False,
    ) -> TextValue:
        """Add a field of one line, over the whole width unless `second` puts it beside the one before."""
        known = [Offer(word) for word in offers]
        line = TextValue(hint, lambda typed: best(typed, known))
        line.set_text(value)
        line.set_name(title)
        self._add(rows, name, title, line, read, second)
        line.textEdited.connect(lambda _text: self.fields[name].say(""))
        line.editingFinished.connect(lambda: self._check(name))
        return line

    def add_choice(
        self, rows: QGridLayout, name: str, title: str, values: Sequence[tuple[Any, str]], value: Any, *, second: bool
    ) -> None:
        """Add a choice of one of a few values."""
        box = Choice([(str(place), word) for place, (_, word) in enumerate(values)])
        box.setAccessibleName(title)
        given = [one for one, _ in values]
        box.set_value(str(given.index(value)))
        self._add(rows, name, title, box, lambda place: given[int(place)], second)

    def add_remark(self, rows: QGridLayout, sentence: str) -> None:
        """Say something of the fields above."""
        remark = Label(sentence, "warn", sans(12))
        remark.setWordWrap(True)
        rows.addWidget(remark, rows.rowCount(), 1, 1, 3)

    def add_notice(self, rows: QGridLayout, name: str, title: str, value: str) -> None:
        """Add a field of several lines."""
        text = QPlainTextEdit(value)
        text.setFont(sans(13))
        text.setAccessibleName(title)
        text.setTabChangesFocus(True)
        text.setFixedHeight(round(_NOTICE * scale()))
        self._add(rows, name, title, text, lambda typed: typed.strip() or None, second=False)

    def _add(
        self,
        rows: QGridLayout,
        name: str,
        title: str,
        widget: TextValue | QPlainTextEdit | Choice,
        read: Callable[[str], Any],
        second: bool,
    ) -> None:
        problem = Label("", "negative", sans(12))
        problem.setWordWrap(True)
        problem.hide()
        is_short = isinstance(widget, Choice) or second or name in self.halves
        row = rows.rowCount() - 2 if second else rows.rowCount()
        place = 2 if second else 0
        label = Label(title, "ink2")
        label.setBuddy(widget)
        if isinstance(widget, QPlainTextEdit):
            label.setContentsMargins(0, 9, 0, 0)
            rows.addWidget(label, row, place, Qt.AlignmentFlag.AlignTop)
        else:
            rows.addWidget(label, row, place)
        rows.addWidget(widget, row, place + 1, 1, 1 if is_short else 3)
        rows.addWidget(problem, row + 1, place + 1, 1, 1 if is_short else 3)
        self.fields[name] = Field(widget, problem, read)
        self.fields[name].before = self.fields[name].text

    def add_name(self, rows: QGridLayout, name: str, others: Sequence[str]) -> None:
        """Add the field of the name; one of the others makes the two one, which is said before it is done."""
        self._called = name
        line = self.add_text(rows, "name", self.tr("Name"), name, read=_read_name, offers=others)
        self.united = Label("", "warn", sans(12))
        self.united.setWordWrap(True)
        self.united.hide()
        rows.addWidget(self.united, rows.rowCount(), 1, 1, 3)
        line.selectAll()
        line.setFocus()
        folded = {fold(other): other for other in others}
        line.textChanged.connect(lambda: self._tell_united(folded.get(fold(self.called), "")))

    def _tell_united(self, other: str) -> None:
        told = self.tr("“{name}” is there already: the two become one, and undo parts them again.")
        self.united.setText(told.format(name=other) if other else "")
        self.united.setVisible(bool(other))

    @property
    def called(self) -> str:
        """The name as it stands in its field."""
        return clean_line(self.fields["name"].text)

    kind = ""
    """Of which register it is a page, as a search names it."""

    halves: frozenset[str] = frozenset()
    """The fields that leave room for another one beside them."""

    # What the library has

    def add_use(self, look: Look, beside: dict[str, Callable[[Facts], Names]], link: str) -> None:
        """Say how many clippings there are, since when, and beside whom, once that is counted, and offer to show them.

        add_volume() makes room for more of it, and so may add_quotes(); look_again() counts anew.
        """
        self.add_heading(self.tr("In the library"))
        self.used = UsePart(beside, link)
        self.used.asked.connect(lambda: self._show_clippings())
        self._add_part(self.used)
        self._looking = Counter(lambda _asked: look())
        self._looking.answered.connect(self._show_facts)
        self._looking.failed.connect(self._tell_uncounted)
        self.look_again()

    def add_volume(self) -> None:
        """Make room for its clippings over time; a column leads to those of its days."""
        self.volume = ColumnChart(self.page)
        self.volume.barChosen.connect(self._show_clippings)
        self.volume.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 14, 0, 0)
        row.addSpacing(-OUTSIDE)
        row.addWidget(self.volume, 1)
        row.addSpacing(-OUTSIDE - EDGE)
        self.column.addLayout(row)

    def add_quotes(self) -> None:
        """Make room for what was kept of what a person says."""
        self._said = SaidPart()
        self._said.clippingAsked.connect(self._show_clipping)
        self._add_part(self._said)

    def _add_part(self, part: QWidget) -> None:
        row = QHBoxLayout()
        row.addSpacing(-PADDING)
        row.addWidget(part, 1)
        self.column.addLayout(row)

    def look_again(self) -> None:
        """Count what the library has of the name, aside: it has changed."""
        if self._looking is not None:
            self._looking.ask(None)

    def _show_facts(self, facts: Facts) -> None:
        self.search_field = facts.use.field
        self.used.show_facts(facts)
        volume = facts.seen.volume if facts.seen else Volume()
        if volume.columns:
            self.volume.show_chart(volume)
        self.volume.setVisible(bool(volume.columns))
        if self._said is not None:
            self._said.show_facts(facts)
        self._order_foot()
        self._grow()

    def _tell_uncounted(self, error: Exception) -> None:
        if not isinstance(error, ClipperError):
            raise error
        self.used.told.setText(str(error))
        self.used.link.setEnabled(False)

    def done(self, result: int) -> None:
        """Count no more."""
        if self._looking is not None:
            self._looking.stop()
            self._looking = None
        super().done(result)

    # Keeping

    def _check(self, name: str) -> bool:
        checked = self.fields[name]
        try:
            checked.value()
        except ClipperError as error:
            checked.say(str(error))
            return False
        checked.say("")
        return True

    def typing(self) -> Typing:
        """Return the fields of text, to be kept safe while the page is open."""
        texts = {name: one.widget for name, one in self.fields.items() if not isinstance(one.widget, Choice)}
        return Typing(self.kind, self._called, texts, self.refusal.setText)

    def values(self) -> dict[str, Any]:
        """Return the values of those fields that a person changed; all of them must be readable."""
        return {name: one.value() for name, one in self.fields.items() if one.text != one.before}

    def keep(self) -> None:
        """Keep what was changed and close; where it cannot be, say why and stay."""
        readable = {name: self._check(name) for name in self.fields}
        if not all(readable.values()):
            first = self.fields[next(name for name in readable if not readable[name])].widget
            first.setFocus()
            self.scrolled.ensureWidgetVisible(first)
            return
        values = self.values()
        try:
            if values:
                self._keep_values(values)
        except ClipperError as error:
            self.refusal.setText(str(error))
            return
        self.accept()

    def _show_clippings(self, narrowed: Term | None = None) -> None:
        """What was typed is kept: nobody said that it is not wanted."""
        self.wants_clippings, self.narrowed = True, narrowed
        self.keep()
        self.wants_clippings = self.result() == QDialog.DialogCode.Accepted

    def _show_clipping(self, clipping_id: int) -> None:
        self.wanted_clipping = clipping_id
        self.keep()
        if self.result() != QDialog.DialogCode.Accepted:
            self.wanted_clipping = None


def _read_name(text: str) -> str:
    name = clean_line(text)
    if not name:
        raise WrongUsage(_say("Write a name."))
    return name


def _say(text: str) -> str:
    return QCoreApplication.translate("RegisterPage", text)
