"""Values that two libraries changed apart, side by side: a person says which ones count before anything is changed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clipper.model.uniting import Choice, Difference
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.bars import FOOT, HEAD, bar
from clipper.ui.fonts import sans, scale
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import dialog_title, hairline, surface
from clipper.ui.widgets.uniting_list import UnitingList, UnitingModel
from clipper.ui.widgets.uniting_page import UnitingPage

_FIRST, _LEAST = QSize(1280, 800), QSize(720, 480)
_LIST_WIDTH, _NARROW_LIST, _NARROW = 404, 264, 1100


class UnitingDialog(QDialog):
    """`choices` tells by the keys of differences whose values count; at first those of this library do."""

    def __init__(self, differences: Sequence[Difference], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Merge"))
        surface(self, "reader")
        self.setMinimumSize(_LEAST)
        self.resize(parent.window().size() if parent is not None else _FIRST)
        self._model = UnitingModel(differences, self)
        self._list = UnitingList(self._model)
        self._page = UnitingPage(name, datetime.now())
        self._page.chosen.connect(lambda choice: self._choose([self._row()], choice))
        self._lay_out()
        self._add_shortcuts()
        self._list.selectionModel().currentChanged.connect(self._on_row)
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._count()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def ask(
        cls, differences: Sequence[Difference], name: str, parent: QWidget | None = None
    ) -> dict[str, Choice] | None:
        """Let a person say whose values count; None where they cancel. `name` is what is merged."""
        dialog = cls(differences, name, parent)
        return dict(dialog.choices) if ask(dialog) else None

    @property
    def choices(self) -> dict[str, Choice]:
        """What a person chose so far."""
        return self._model.choices

    # Building

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        self._left = QWidget()
        surface(self._left, "list")
        QVBoxLayout(self._left).addWidget(self._list)
        body.addWidget(self._left)
        body.addWidget(hairline(upright=True))
        body.addWidget(self._page, 1)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addWidget(hairline())
        whole.addLayout(body, 1)
        whole.addWidget(hairline())
        whole.addWidget(self._foot())

    def _head(self) -> QWidget:
        head, row = bar(self, HEAD)
        row.addWidget(dialog_title(self.tr("Both libraries changed this")))
        row.addSpacing(2)
        row.addWidget(ElidedLabel(self._told(), "ink2"), 1)
        self._all_ours = self._button(self.tr("Keep yours for all"), "Ctrl+O", lambda: self._choose_all(Choice.OURS))
        self._all_theirs = self._button(
            self.tr("Take theirs for all"), "Ctrl+T", lambda: self._choose_all(Choice.THEIRS)
        )
        for button in (self._all_ours, self._all_theirs):
            row.addWidget(button)
        return head

    def _told(self) -> str:
        count = len(self._model.differences)
        one = self.tr("1 value to choose. Of all else, what only one of you changed counts.")
        many = self.tr("{n} values to choose. Of all else, what only one of you changed counts.")
        return one if count == 1 else many.format(n=f"{count:,}")

    def _foot(self) -> QWidget:
        foot, row = bar(self, FOOT)
        self._cancel = Button(self.tr("Cancel"), PLAIN)
        self._cancel.setToolTip(self.tr("Import nothing; the library stays as it is"))
        self._cancel.clicked.connect(self.reject)
        self._counts = ElidedLabel("", "ink2", sans(12))
        self._ours = self._button(self.tr("Keep yours"), "O", lambda: self._choose_and_go_on(Choice.OURS))
        self._theirs = self._button(self.tr("Take theirs"), "T", lambda: self._choose_and_go_on(Choice.THEIRS))
        self._both = self._button(self.tr("Keep both"), "B", lambda: self._choose_and_go_on(Choice.BOTH))
        self._merge = Button(self.tr("Merge"), PRIMARY, key="↵")
        self._merge.clicked.connect(self.accept)
        row.addWidget(self._cancel)
        row.addWidget(self._counts, 1)
        for button in (self._both, self._ours, self._theirs, self._merge):
            row.addWidget(button)
        return foot

    def _button(self, words: str, key: str, work: Callable[[], None]) -> Button:
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button = Button(words, PLAIN, key=native)
        button.clicked.connect(work)
        return button

    def _order_tabs(self) -> None:
        stops = [
            *(self._list, *self._page.tab_stops(), self._all_ours, self._all_theirs),
            *(self._cancel, self._both, self._ours, self._theirs, self._merge),
        ]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the list less where the window is narrow."""
        super().resizeEvent(event)
        self._left.setFixedWidth(round((_LIST_WIDTH if self.width() >= _NARROW else _NARROW_LIST) * scale()))

    # Showing

    def _row(self) -> int:
        return self._list.currentIndex().row()

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            one = self._model.differences[now.row()]
            self._page.show_difference(one, self._model.choices[one.key])
            self._both.setVisible(one.can_be_both)
            self._order_tabs()

    def _count(self) -> None:
        taken = sum(choice is not Choice.OURS for choice in self._model.choices.values())
        total = len(self._model.differences)
        words = self.tr("{n} of {total} not as in your library").format(n=f"{taken:,}", total=f"{total:,}")
        self._counts.set_text(words if taken else self.tr("Your library keeps all of its values"))

    # What a person does

    def _choose(self, rows: Sequence[int], choice: Choice) -> None:
        self._model.choose(rows, choice)
        self._page.show_choice(self._model.choices[self._model.differences[self._row()].key])
        self._count()

    def _choose_all(self, choice: Choice) -> None:
        self._choose(range(len(self._model.differences)), choice)

    def _choose_and_go_on(self, choice: Choice) -> None:
        row = self._row()
        self._choose([row], choice)
        if row + 1 < len(self._model.differences):
            self._list.setCurrentIndex(self._model.index(row + 1, 0))

    def _add_shortcuts(self) -> None:
        """Letters work wherever the focus is: nothing is written here."""
        keys: tuple[tuple[str, Button], ...] = (
            *(("O", self._ours), ("T", self._theirs), ("B", self._both)),
            *(("Ctrl+O", self._all_ours), ("Ctrl+T", self._all_theirs)),
            *(("Ctrl+Return", self._merge), ("Ctrl+Enter", self._merge)),
        )
        for key, button in keys:
            QShortcut(QKeySequence(key), self, button.click)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter merges, from the list and from a value; a button with the focus takes it for itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._merge.keyPressEvent(event)
        else:
            super().keyPressEvent(event)
