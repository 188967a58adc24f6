"""The short form of a follow-up: what is wrong or to be done, whom it was asked of, who sees to it, until when."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from msgspec.structs import asdict
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clipper.model.codes import FollowUpKind
from clipper.model.errors import ClipperError
from clipper.model.follow_up import FollowUp
from clipper.ui.dates import read_coming_date, read_date, write_date
from clipper.ui.fonts import sans, scale
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.search_values import TextValue
from clipper.ui.widgets.segmented import Segment, Segmented

_TWO_COLUMNS_FROM = 350
_TEXT = 52
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DAYS = ("requested_on", "due")


class FollowUpForm(QWidget):
    """kept(FollowUp): a person wrote it down, as new or anew. cancelled(): they did not.

    Ctrl+Enter keeps, and so does Enter in a field of one line; Esc cancels.
    """

    kept = Signal(object)
    cancelled = Signal()

    def __init__(self, follow_up: FollowUp, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before, self._today = follow_up, today
        self.kind = Segmented(
            [
                Segment(FollowUpKind.CORRECTION, self.tr("Correction")),
                Segment(FollowUpKind.FOLLOW_UP, self.tr("Follow-up")),
            ],
            self.tr("Kind"),
        )
        self.kind.chosen.connect(self.kind.set_value)
        self.kind.chosen.connect(lambda _kind: self._ask_what())
        self.what = QPlainTextEdit(follow_up.what)
        self.what.setFont(sans(13))
        self.what.setTabChangesFocus(True)
        self.what.setFixedHeight(round(_TEXT * scale()))
        self.what.installEventFilter(self)
        self.lines = {name: self._line(name, title) for name, title in self._titles().items()}
        self.problem = Label("", "negative", sans(12))
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._is_wide: bool | None = None
        self._lay_out()
        self._show(follow_up)
        self._at_first = self.unfinished()

    def _titles(self) -> dict[str, str]:
        titles = {
            "requested_on": self.tr("Requested"),
            "due": self.tr("Due"),
            "contact": self.tr("Contact"),
            "owner": self.tr("Owner"),
            "outcome": self.tr("Outcome"),
        }
        # What came of it is nothing yet while it is written down.
        return titles if self._before.uuid else {name: titles[name] for name in titles if name != "outcome"}

    def _line(self, name: str, title: str) -> TextValue:
        line = TextValue(self.tr("A day") if name in _DAYS else "", lambda _typed: [])
        line.set_name(title)
        line.returnPressed.connect(self.keep)
        line.textEdited.connect(lambda _text: self._say(name, ""))
        line.installEventFilter(self)
        return line

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.what)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._labels = {name: Label(title, "ink2", sans(12)) for name, title in self._titles().items()}
        for name, label in self._labels.items():
            label.setBuddy(self.lines[name])
        column.addLayout(self._grid)
        column.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        save = Button(self.tr("Save"), PRIMARY, key=self.tr("Ctrl+Enter"), parent=self)
        save.clicked.connect(self.keep)
        cancel = Button(self.tr("Cancel"), PLAIN, parent=self)
        cancel.clicked.connect(self.cancelled)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(save)
        column.addLayout(foot)
        self._arrange(wide=False)

    def _arrange(self, *, wide: bool) -> None:
        if wide is self._is_wide:
            return
        self._is_wide = wide
        for name, label in self._labels.items():
            self._grid.removeWidget(label)
            self._grid.removeWidget(self.lines[name])
        for place, (name, label) in enumerate(self._labels.items()):
            row, side = divmod(place, 2) if wide else (place, 0)
            self._grid.addWidget(label, row, 2 * side)
            is_alone = wide and not side and place == len(self._labels) - 1
            self._grid.addWidget(self.lines[name], row, 2 * side + 1, 1, 3 if is_alone else 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1 if wide else 0)
        # By hand, since the fields stand in the order of their making otherwise.
        order = [self.kind, self.what, *self.lines.values()]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    def _show(self, follow_up: FollowUp) -> None:
        self.kind.set_value(follow_up.kind)
        self._ask_what()
        for name, line in self.lines.items():
            value = getattr(follow_up, name)
            line.set_text(write_date(value, short=True) if isinstance(value, date) else " ".join((value or "").split()))

    def _ask_what(self) -> None:
        is_correction = self.kind.value() is FollowUpKind.CORRECTION
        asked = self.tr("What is wrong, and how should it read?") if is_correction else self.tr("What is to be done?")
        self.what.setPlaceholderText(asked)
        self.what.setAccessibleName(asked)

    def start(self) -> None:
        """Begin to write."""
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def unfinished(self) -> dict[str, str]:
        """Return what stands in the fields, by their names."""
        lines = {name: line.text() for name, line in self.lines.items()}
        return {"kind": str(self.kind.value()), "what": self.what.toPlainText(), **lines}

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Go on with what stood in the fields."""
        self.kind.set_value(FollowUpKind(texts["kind"]))
        self._ask_what()
        self.what.setPlainText(texts["what"])
        for name, line in self.lines.items():
            line.set_text(texts.get(name, ""))

    @property
    def uuid(self) -> str:
        """Which follow-up is written anew; "" for a new one."""
        return self._before.uuid

    def is_changed(self) -> bool:
        """Tell whether something else stands in the fields than when it opened."""
        return self.unfinished() != self._at_first

    def is_new_and_empty(self) -> bool:
        """Tell whether there is nothing to keep: a new one that does not say what it is about."""
        return not self._before.uuid and self._is_empty()

    def _is_empty(self) -> bool:
        return not self.what.toPlainText().strip()

    def keep(self) -> None:
        """Tell what the form says; where it cannot be read say why, and go to the place."""
        unreadable = self.flush()
        if unreadable is not None:
            unreadable.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> QWidget | None:
        """Tell what the form says; where it cannot be read say why, and return the field that cannot."""
        if self._is_empty():
            self._say("", self.tr("Say first what is wrong, or to be done."))
            return self.what
        for name in self.lines:
            self._say(name, "")
        read = {name: self._read(name) for name in self.lines}
        for line in self.lines.values():
            if line.property("unreadable"):
                return line
        values = asdict(self._before)
        said = {"kind": self.kind.value(), "what": self.what.toPlainText().strip()}
        self.kept.emit(FollowUp(**{**values, **said, **read}))
        return None

    def _read(self, name: str) -> Any:
        text = self.lines[name].text().strip()
        before = getattr(self._before, name)
        if name not in _DAYS:
            # Of several lines only one is shown: unless it was written anew they stay.
            return before if text == " ".join((before or "").split()) else text or None
        reader: Callable[[str, date], date] = read_coming_date if name == "due" else read_date
        try:
            return reader(text, self._today) if text else None
        except ClipperError as error:
            self._say(name, str(error))
            return None

    def _say(self, name: str, sentence: str) -> None:
        if name:
            self.lines[name].set_problem(sentence)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def refuse(self, sentence: str) -> None:
        """Say why it could not be kept; what was typed stays."""
        self._say("", sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Set two fields side by side where there is room."""
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= _TWO_COLUMNS_FROM * scale())

    def eventFilter(self, watched: Any, event: QEvent) -> bool:  # noqa: N802
        """Take Esc and Ctrl+Enter before the fields and the shortcuts of the window do."""
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            ends, keeps = event.key() == Qt.Key.Key_Escape, control and event.key() in _ENTER
            if ends or keeps:
                event.accept()
                if event.type() is QEvent.Type.KeyPress:
                    self.cancelled.emit() if ends else self.keep()
                return True
        return super().eventFilter(watched, event)
