"""Texts of a clipping that were typed and are not kept: each beside what the clipping has, to be kept or given up."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import FLAT, PLAIN, Button
from clipper.ui.widgets.in_place import PAD_X
from clipper.ui.widgets.labels import Label, WrappedLabel, surface

_SHOWN, _LINES = 600, 8


class WaitingText(Struct, frozen=True):
    """One of them: the id of its field and its name, the text, and whether something else was kept there since."""

    field: str
    title: str
    text: str
    is_outdated: bool = False


class WaitingTexts(QWidget):
    """kept(field), givenUp(field), copied(field): a person pressed that."""

    kept = Signal(str)
    givenUp = Signal(str)  # noqa: N815
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "warn")
        self._texts: Sequence[WaitingText] = ()
        self.rows: list[WaitingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PAD_X, 8, PAD_X, 8)
        self._column.setSpacing(10)
        self.hide()

    def show_texts(self, texts: Sequence[WaitingText]) -> None:
        """Show texts; what is said of one that could not be kept stays while it waits."""
        if texts == self._texts:
            return
        self._texts = texts
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._row(one) for one in texts]
        self.setVisible(bool(texts))

    def say(self, field: str, sentence: str) -> None:
        """Say why one could not be kept."""
        for row in self.rows:
            if row.field == field:
                row.problem.show_text(sentence)

    def _row(self, waiting: WaitingText) -> "WaitingRow":
        row = WaitingRow(waiting, self)
        for button, signal in ((row.keep, self.kept), (row.give_up, self.givenUp), (row.copy, self.copied)):
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit(waiting.field))
        self._column.addWidget(row)
        row.show()
        return row


class WaitingRow(QWidget):
    """What was typed, and the three things to do with it."""

    def __init__(self, waiting: WaitingText, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = waiting.field
        told = self.tr("{field}, not kept yet") if not waiting.is_outdated else self.tr("{field}, changed since")
        title = Label(told.format(field=waiting.title), "warn", sans(12, 600))
        self.keep = Button(self.tr("Keep"), PLAIN, parent=self)
        self.give_up = Button(self.tr("Give up"), FLAT, parent=self)
        self.copy = Button(self.tr("Copy"), FLAT, parent=self)
        for button in (self.keep, self.copy, self.give_up):
            button.setAccessibleName(f"{button.text()}: {waiting.title}")
        self.text, self.problem = WrappedLabel("ink"), WrappedLabel("negative", sans(12))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(title, 1)
        for button in (self.keep, self.copy, self.give_up):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addWidget(self.problem)
        self.text.show_text(_beginning(waiting.text) or self.tr("(emptied)"))
        self.problem.show_text("")


def _beginning(text: str) -> str:
    lines = text[:_SHOWN].split("\n")
    shown = "\n".join(lines[:_LINES])
    return shown if shown == text else f"{shown}…"
