"""One condition of the search builder: how it is joined to the one above, what it is about, how it asks, its value."""

from datetime import date

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from clipper.model.group import side_by_side
from clipper.ui.fonts import sans, scale
from clipper.ui.widgets.buttons import FLAT, Button, IconButton
from clipper.ui.widgets.in_place_choice import InPlaceChoice
from clipper.ui.widgets.labels import Label, hairline
from clipper.ui.widgets.name_completions import Offer
from clipper.ui.widgets.search_condition_words import choices, offers, operator_word, placeholder, subject_word
from clipper.ui.widgets.search_conditions import SUBJECTS, WAYS, Condition, Entry, Reading, Way, ways_of
from clipper.ui.widgets.search_dates import days_in_words
from clipper.ui.widgets.search_suggestions import Names
from clipper.ui.widgets.search_values import HEIGHT, Choice, ChoiceValue, SpanValue, TextValue, Value

AND, OR = "and", "or"
_PAD, _GAP, _LEAST_VALUE = 8, 6, 180
_LINE, _FIRST, _SECOND, _PROBLEM = range(4)
_JOINT, _SUBJECT, _OPERATOR, _VALUE, _OR, _REMOVE = range(6)
_PATIENCE_MS = 600
_FREE_TEXT = frozenset({Entry.WORDS, Entry.PHRASE, Entry.BEGINNINGS, Entry.NAME, Entry.BELOW})


class Around(Struct, frozen=True):
    """What conditions are written against: the names of the library, the day, and the word for a spokesperson."""

    names: Names
    today: date
    spokesperson: str = ""


class _Joint(InPlaceChoice):
    """Whether a condition must hold too, or instead of the one above; "and either" where alternatives of it follow."""

    def __init__(self, parent: QWidget) -> None:
        self._is_either = False
        words = [(AND, parent.tr("and")), (OR, parent.tr("or"))]
        super().__init__(parent.tr("Joined to the one above"), words, arrow=True, ink="ink2", pad=_PAD, parent=parent)

    def show_joined(self, *, is_or: bool, is_either: bool) -> None:
        self._is_either = is_either
        self.set_value(OR if is_or else AND)

    def word(self) -> str:
        return self._either_word() if self._is_either else super().word()

    def _either_word(self) -> str:
        return self.tr("and either")

    def width_of_all(self) -> int:
        """Return the width of the longest of its words, so that what follows stands in one column."""
        metrics = QFontMetrics(self.font())
        present = metrics.horizontalAdvance(self.word())
        longest = max(metrics.horizontalAdvance(word) for word in (self._either_word(), *dict(self._words).values()))
        return self.sizeHint().width() - present + longest


class SearchRow(QWidget):
    """A row of the builder.

    changed(): a person made it say something else. joined(bool): they want it to be an alternative of the one above,
    or not. alternativeRequested(), removeRequested(): they want another alternative below, or this row gone.
    """

    changed = Signal()
    joined = Signal(bool)
    alternativeRequested = Signal()  # noqa: N815
    removeRequested = Signal()  # noqa: N815

    def __init__(self, condition: Condition, around: Around, *, is_alternative: bool = False) -> None:
        super().__init__()
        self.is_alternative = self._is_either = is_alternative
        self._around, self._way = around, condition.way
        self._is_narrow = False
        self._ways: list[Way] = []
        self.value: Value | None = None
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_way(condition.text)

    def _make_parts(self) -> None:
        self._line = hairline(self)
        self._lead = Label("", "ink2", parent=self)
        self._lead.setContentsMargins(_PAD, 0, 0, 0)
        self.joint = _Joint(self)
        subjects = [(subject, subject_word(subject, self._around.spokesperson)) for subject in SUBJECTS]
        self.subject = Choice(subjects, self)
        self.subject.setAccessibleName(self.tr("What it is about"))
        self.subject.fit([word for _, word in subjects])
        self.operator = Choice([], self)
        self.operator.setAccessibleName(self.tr("How it asks"))
        self.operator.fit([operator_word(way) for way in WAYS])
        self.or_button = Button(self.tr("or…"), FLAT, parent=self)
        self.or_button.setAccessibleName(self.tr("Add an alternative"))
        self.or_button.setToolTip(self.tr("Add an alternative"))
        self.remove_button = IconButton("x", self.tr("Remove this condition"), key=self.tr("Del"), parent=self)
        self._problem = Label("", "negative", sans(12), self)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)

    def _lay_out(self) -> None:
        grid = self._grid = QGridLayout(self)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(_VALUE, 1)
        grid.setColumnMinimumWidth(_JOINT, self.joint.width_of_all())
        grid.setRowMinimumHeight(_FIRST, round(HEIGHT * scale()))
        grid.addWidget(self._line, _LINE, _SUBJECT, 1, -1)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self._lead, _FIRST, _JOINT, left)
        grid.addWidget(self.joint, _FIRST, _JOINT, left)
        grid.addWidget(self.subject, _FIRST, _SUBJECT)
        grid.addWidget(self.operator, _FIRST, _OPERATOR)
        self._place_ends()
        grid.addWidget(self._problem, _PROBLEM, _SUBJECT, 1, -1)

    def _connect(self) -> None:
        self.joint.chosen.connect(lambda joint: self.joined.emit(joint == OR))
        self.subject.activated.connect(lambda _place: self._on_subject())
        self.operator.activated.connect(lambda place: self._take_way(self._ways[place]))
        self.or_button.clicked.connect(self.alternativeRequested)
        self.remove_button.clicked.connect(self.removeRequested)
        self._patience.timeout.connect(self.show_problem)

    # What it says

    def condition(self) -> Condition:
        """Return what the row says."""
        return Condition(self._way, self.value.text() if self.value is not None else "")

    def reading(self) -> Reading:
        """Return what that comes to."""
        return self.condition().read(self._around.today)

    def _on_subject(self) -> None:
        way = ways_of(self.subject.value())[0]
        if way != self._way:
            self._take_way(way)

    def _take_way(self, way: Way) -> None:
        """Ask in another way; the value stays where it can be meant there too."""
        before, reading = self.condition(), self.reading()
        kinds = {before.way.entry, way.entry}
        is_alike = kinds <= _FREE_TEXT or (len(kinds) == 1 and before.way.field == way.field)
        self._way = way
        if way.entry is Entry.WRITTEN:
            self._show_way(side_by_side(reading.parts))
        else:
            self._show_way(before.text if is_alike else "")
        self.changed.emit()

    def _show_way(self, text: str) -> None:
        self._ways = ways_of(self._way.subject)
        self.subject.set_value(self._way.subject)
        self.operator.set_values([(way.operator, operator_word(way)) for way in self._ways])
        self.operator.setCurrentIndex(self._ways.index(self._way))
        self.operator.setVisible(len(self._ways) > 1)
        self._put_value(self._make_value(text), days_in_words(text) if self._way.entry is Entry.DAYS else text)

    def _make_value(self, text: str) -> Value | None:
        way, around = self._way, self._around
        if way.entry is Entry.NOTHING:
            return None
        if way.entry is Entry.CODE:
            return ChoiceValue(choices(way, around.today, text))
        if way.entry is Entry.SPAN:
            return SpanValue()
        return TextValue(placeholder(way), lambda typed: self._offers(way, typed))

    def _offers(self, way: Way, typed: str) -> list[Offer]:
        found = offers(way, typed, self._around.names, self._around.today)
        # What is counted is the present search, which an alternative widens.
        is_counted = not (self._is_either and way.entry in (Entry.NAME, Entry.BELOW))
        return found if is_counted else [Offer(one.value) for one in found]

    def _put_value(self, value: Value | None, text: str) -> None:
        if self.value is not None:
            self.value.hide()
            self.value.deleteLater()
        self.value = value
        if value is not None:
            value.set_name(self.subject.currentText())
            value.set_text(text)
            value.edited.connect(self._on_edited)
            self._place_value()
            value.show()
        self.show_problem()

    def _on_edited(self) -> None:
        """A value that is still being typed is wrong for a moment: it has a while to become right."""
        if self.reading().problem:
            self._patience.start()
        else:
            self.show_problem()
        self.changed.emit()

    def show_problem(self) -> None:
        """Show whether the value can be read, with a red ring and the reason where it cannot."""
        self._patience.stop()
        problem = self.reading().problem
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if self.value is not None:
            self.value.set_problem(problem)

    def shown_problem(self) -> str:
        """Return the sentence below the value, "" while there is none."""
        return self._problem.text()

    # How it stands among the others

    def set_place(self, *, is_first: bool, is_either: bool) -> None:
        """Say how the row goes on from the one above; `is_either` where the next is its alternative."""
        self._is_either = is_either or self.is_alternative
        self.joint.show_joined(is_or=self.is_alternative, is_either=is_either and not self.is_alternative)
        self._lead.setText(self.tr("Either") if is_either else self.tr("Where"))
        self._lead.setVisible(is_first)
        self.joint.setVisible(not is_first)
        begins = not is_first and not self.is_alternative
        self._line.setVisible(begins)
        self._grid.setContentsMargins(0, _PAD // 2 if begins else 0, 0, 0)
        self._grid.setRowMinimumHeight(_LINE, _PAD + 1 if begins else 0)
        self._grid.setAlignment(self._line, Qt.AlignmentFlag.AlignTop)

    def wide_width(self) -> int:
        """Return the width from which the value has room beside the rest."""
        choosers = self.subject.minimumWidth() + self.operator.minimumWidth() + self.joint.width_of_all()
        buttons = self.or_button.sizeHint().width() + self.remove_button.sizeHint().width()
        return choosers + buttons + _REMOVE * _GAP + round(_LEAST_VALUE * scale())

    def set_narrow(self, narrow: bool) -> None:
        """Put the value on a line of its own where there is no room beside the rest."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._place_value()

    def _place_value(self) -> None:
        if self.value is None:
            return
        self._grid.removeWidget(self.value)
        align = Qt.AlignmentFlag.AlignLeft if isinstance(self.value, ChoiceValue) else Qt.AlignmentFlag(0)
        if self._is_narrow:
            self._grid.addWidget(self.value, _SECOND, _SUBJECT, 1, _VALUE - _SUBJECT + 1, align)
        elif self.operator.isHidden():
            self._grid.addWidget(self.value, _FIRST, _OPERATOR, 1, 2, align)
        else:
            self._grid.addWidget(self.value, _FIRST, _VALUE, align)

        self._place_ends()

    def _place_ends(self) -> None:
        """Tab goes by the order in which a layout was filled: these come after the value, whenever that came."""
        for column, button in ((_OR, self.or_button), (_REMOVE, self.remove_button)):
            self._grid.removeWidget(button)
            self._grid.addWidget(button, _FIRST, column)

    def focus_value(self) -> None:
        """Go to the value, or to how it is asked where there is none."""
        (self.value or self.operator).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete removes the row, from wherever it has nothing else to delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.removeRequested.emit()
        else:
            super().keyPressEvent(event)
