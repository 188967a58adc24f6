"""Building a search from conditions, for who does not write it: rows above, what they come to below."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clipper.library.unfinished import SEARCH, Name
from clipper.model.errors import ClipperError
from clipper.model.query import Query
from clipper.ui.counter import Counter
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.bars import FOOT, HEAD, bar
from clipper.ui.fonts import sans
from clipper.ui.sentences import in_words
from clipper.ui.tab_order import next_stop
from clipper.ui.widgets.buttons import FLAT, PLAIN, PRIMARY, Button, IconButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface
from clipper.ui.widgets.quiet_bars import QuietBars
from clipper.ui.widgets.scrolled_page import ScrolledPage, lay_out_now
from clipper.ui.widgets.search_conditions import Condition, blocks_of, new_condition, query_of
from clipper.ui.widgets.search_row import Around, SearchRow
from clipper.ui.widgets.search_suggestions import Names

_FIRST, _LEAST = QSize(860, 560), QSize(560, 400)
_LEFT, _RIGHT = 12, 20
_SETTLE_MS = 120
_ROW_GAP, _LINES = 8, 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBuilder(QDialog):
    """Conditions in blocks: all blocks must hold, and of each block one condition."""

    def __init__(
        self,
        query: Query,
        names: Names,
        count: Callable[[Query], int],
        parent: QWidget | None = None,
        *,
        spokesperson: str = "",
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Build a search"))
        surface(self, "reader")
        self.setMinimumSize(_LEAST)
        self._around = Around(names, today(), spokesperson)
        self._rows: list[SearchRow] = []
        self._query = Query()
        self._counter = Counter(count)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._make_parts()
        self._lay_out()
        self._connect()
        window = parent.window() if parent else None
        self.resize(_FIRST.boundedTo(window.size()) if window else _FIRST)
        self._show_query(query)
        self._before = str(self._query)

    @classmethod
    def ask(
        cls,
        query: Query,
        names: Names,
        count: Callable[[Query], int],
        parent: QWidget | None = None,
        *,
        spokesperson: str = "",
    ) -> Query | None:
        """Let a person change a query row by row; returns it as they want it searched, None when they cancel.

        `count` is called off the window's thread. `spokesperson` is the organisation's word for one.
        """
        dialog = cls(query, names, count, parent, spokesperson=spokesperson)
        return dialog.query() if ask(dialog) else None

    # Building

    def _make_parts(self) -> None:
        self.add_button = Button(self.tr("Add a condition"), FLAT, icon="plus")
        self.written = QPlainTextEdit()
        self.written.setReadOnly(True)
        by = Qt.TextInteractionFlag
        self.written.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
        self.written.setProperty("bare", "true")
        self.written.setFont(sans(13))
        self.written.setTabChangesFocus(True)
        self.written.setAccessibleName(self.tr("As it would be typed"))
        self.written.setPlaceholderText(self.tr("All clippings"))
        self.written.document().setDocumentMargin(0)
        self.written.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.written.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QuietBars(self.written)
        self.copy_button = IconButton("copy", self.tr("Copy the search"))
        self.problem = Label("", "negative", sans(12))
        self.problem.setWordWrap(True)
        self.count = ElidedLabel(self.tr("Counting"), "ink3", sans(13, tabular=True))
        self.cancel_button = Button(self.tr("Cancel"), PLAIN)
        self.search_button = Button(self.tr("Search"), PRIMARY, key="↵")

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        hint = ElidedLabel(self.tr("Shows the clippings for which all of this holds"), "ink2")
        whole.addWidget(self._bar(HEAD, dialog_title(self.tr("Build a search")), hint))
        whole.addWidget(hairline(self))
        self._page = self._make_page()
        self._area = ScrolledPage(self._page)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        whole.addWidget(self._area, 1)
        whole.addWidget(hairline(self))
        whole.addWidget(self._as_typed())
        whole.addWidget(hairline(self))
        whole.addWidget(self._bar(FOOT, self.count, self.cancel_button, self.search_button))

    def _bar(self, height: int, *parts: QWidget) -> QWidget:
        whole, row = bar(self, height)
        for part in parts:
            row.addWidget(part, 1 if isinstance(part, ElidedLabel) else 0)
        return whole

    def _make_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        # The room of the scroll bar is half of the margin at the right.
        column.setContentsMargins(_LEFT, 16, _RIGHT // 2, 16)
        column.setSpacing(_ROW_GAP)
        self._column = QVBoxLayout()
        self._column.setSpacing(_ROW_GAP)
        column.addLayout(self._column)
        column.addWidget(self.add_button)
        column.addStretch(1)
        return page

    def _as_typed(self) -> QWidget:
        strip = QWidget()
        surface(strip, "list")
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("As it would be typed"), "ink3", sans(11, 600)))
        head.addStretch(1)
        head.addWidget(self.copy_button)
        self.written.setFixedHeight(_LINES * self.written.fontMetrics().lineSpacing() + 4)
        column = QVBoxLayout(strip)
        column.setContentsMargins(20, 4, 20, 10)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.written)
        column.addWidget(self.problem)
        return strip

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._add_condition)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(self._query)))
        self.cancel_button.clicked.connect(self.reject)
        self.search_button.clicked.connect(self._search)
        self._settle.timeout.connect(lambda: self._counter.ask(self._query))
        self._counter.answered.connect(self._on_counted)
        self._counter.failed.connect(self._on_failed)

    # Rows

    def rows(self) -> list[SearchRow]:
        """Return the rows as they stand."""
        return list(self._rows)

    def _show_query(self, query: Query) -> None:
        blocks = blocks_of(query, self._around.today) or [[new_condition()]]
        for block in blocks:
            for condition in block:
                self._insert(len(self._rows), condition, is_alternative=condition is not block[0])
        self._rearrange()
        self._rows[0].focus_value()

    def _insert(self, place: int, condition: Condition, *, is_alternative: bool) -> SearchRow:
        row = SearchRow(condition, self._around, is_alternative=is_alternative)
        row.changed.connect(self._update)
        row.joined.connect(lambda is_or: self._join(row, is_or))
        row.alternativeRequested.connect(lambda: self._add_alternative(row))
        row.removeRequested.connect(lambda: self._remove(row))
        self._rows.insert(place, row)
        self._column.insertWidget(place, row)
        # Else Qt shows it one turn later, when it is to have the focus already.
        row.show()
        return row

    def _add_condition(self) -> None:
        row = self._insert(len(self._rows), new_condition(), is_alternative=False)
        self._rearrange()
        self._go_to(row.subject)

    def _add_alternative(self, row: SearchRow) -> None:
        """An alternative is mostly another value of the same."""
        condition = Condition(row.condition().way)
        added = self._insert(self._rows.index(row) + 1, condition, is_alternative=True)
        self._rearrange()
        self._go_to(added.value or added.operator)

    def _join(self, row: SearchRow, is_or: bool) -> None:
        row.is_alternative = is_or
        self._rearrange()

    def _remove(self, row: SearchRow) -> None:
        """Where a block loses its first condition, the next one begins it."""
        place = self._rows.index(row)
        following = self._rows[place + 1 : place + 2]
        if following and not row.is_alternative:
            following[0].is_alternative = False
        self._rows.remove(row)
        left = (following or self._rows[-1:])[:1]
        self._go_to(left[0].subject if left else self.add_button)
        row.hide()
        self._column.removeWidget(row)
        row.deleteLater()
        self._rearrange()

    def _rearrange(self) -> None:
        """Say anew how the rows are joined, after they moved."""
        for place, row in enumerate(self._rows):
            is_either = any(one.is_alternative for one in self._rows[place + 1 : place + 2])
            row.set_place(is_first=place == 0, is_either=is_either)
            row.set_narrow(self._is_narrow())
        self._update()

    def _is_narrow(self) -> bool:
        return any(row.wide_width() > self.width() - _LEFT - _RIGHT for row in self._rows[:1])

    def _go_to(self, widget: QWidget, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Give a widget the focus and bring it into sight."""
        lay_out_now(self._page, self._area)
        widget.setFocus(reason)
        if self._area.isAncestorOf(widget):
            self._area.ensureWidgetVisible(widget, 0, 2 * _ROW_GAP)

    # What they come to

    def unfinished(self) -> dict[Name, Any]:
        """Return what was built so far, as it is written in the search box."""
        text = str(self._query)
        return {} if text == self._before else {Name.of(SEARCH, ""): {"key": text}}

    def query(self) -> Query:
        """Return the query that the rows say; what cannot be read is not in it."""
        return self._query

    def blocks(self) -> list[list[Condition]]:
        """Return what the rows say, in blocks."""
        blocks: list[list[Condition]] = []
        for row in self._rows:
            if row.is_alternative:
                blocks[-1].append(row.condition())
            else:
                blocks.append([row.condition()])
        return blocks

    def _update(self) -> None:
        self._query = query_of(self.blocks(), self._around.today)
        self.written.setPlainText(str(self._query))
        self.copy_button.setEnabled(bool(self._query.parts))
        problem = next(map(in_words, self._query.problems), "")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        unreadable = next((one for row in self._rows if (one := row.reading().problem)), problem)
        self.search_button.setEnabled(not unreadable)
        self.search_button.setToolTip(unreadable)
        if unreadable:
            self._settle.stop()
            self._counter.forget()
            self._say(self.tr("A condition cannot be read yet"), "ink2")
        else:
            self.count.set_ink("ink3")
            self._settle.start()

    def _on_counted(self, number: int) -> None:
        one, many = self.tr("1 clipping"), self.tr("{n} clippings")
        self._say(one if number == 1 else many.format(n=f"{number:,}"), "ink2")

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, ClipperError):
            raise error
        self._say(str(error), "negative")

    def _say(self, words: str, ink: str) -> None:
        self.count.set_text(words)
        self.count.set_ink(ink)

    # Keys and leaving

    def _search(self) -> None:
        """Search, or show what cannot be read yet."""
        if self.search_button.isEnabled():
            self.accept()
            return
        for row in self._rows:
            row.show_problem()
        wrong = next((row for row in self._rows if row.shown_problem()), None)
        if wrong is not None:
            self._go_to(wrong.value or wrong.operator)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter searches, from wherever it has nothing better to do."""
        if event.key() in _ENTER:
            self._search()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab goes through the rows as they are read, whenever they were made."""
        stop = next_stop(self, QApplication.focusWidget(), forward=forward)
        if stop is None:
            return False
        self._go_to(stop, Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the values lines of their own where it is narrow."""
        super().resizeEvent(event)
        for row in self._rows:
            row.set_narrow(self._is_narrow())

    def done(self, result: int) -> None:
        """Stop counting before the dialog goes."""
        self._settle.stop()
        self._counter.stop()
        super().done(result)
