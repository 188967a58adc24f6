"""What else belongs to a clipping: its story, its history, the paste it came from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from clipper.library.safe_file import replacing
from clipper.model.attachment import cleaned_name
from clipper.model.changes import Step
from clipper.model.clipping import Clipping, Original
from clipper.model.errors import EnvironmentProblem
from clipper.model.field_change import FieldChange
from clipper.ui.dates import write_date, write_day, write_moment
from clipper.ui.fonts import sans, scale
from clipper.ui.step_texts import change_text, parts_of, title_of
from clipper.ui.style import paint_ring, rounded
from clipper.ui.text_measures import elided
from clipper.ui.theme import theme
from clipper.ui.widgets.buttons import IconButton, LinkButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.long_text import SHOWN, shown_text
from clipper.ui.widgets.quiet_bars import quieten


class StoryPage(QWidget):
    """clippingRequested(id): a person wants to see another clipping of the story. leaveRequested(): the one that is
    shown does not belong to it."""

    clippingRequested = Signal(int)  # noqa: N815
    leaveRequested = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)

    def show_story(self, clippings: Sequence[Clipping], current: int) -> None:
        """Show the clippings of a story, the first one first; a clipping that stands alone has none."""
        self._rows.clear()
        for index, clipping in enumerate(clippings):
            row = _StoryRow(clipping, is_first=index == 0, is_current=clipping.id == current)
            row.clicked.connect(lambda _on=False, clipping_id=clipping.id: self.clippingRequested.emit(clipping_id))
            self._rows.add(row)
        if not clippings:
            self._rows.add(Label(self.tr("This clipping stands alone: no other outlet ran it."), "ink3"))
            return
        leave = LinkButton(self.tr("Take this one out of the story"))
        leave.clicked.connect(self.leaveRequested)
        self._rows.add(leave)


class _StoryRow(QAbstractButton):
    """One clipping of a story: outlet and headline, its day at the right."""

    def __init__(self, clipping: Clipping, *, is_first: bool, is_current: bool) -> None:
        super().__init__()
        self._outlet = clipping.outlet or self.tr("Outlet unknown")
        self._headline = clipping.title
        day = clipping.published_on
        words = [self.tr("first") if is_first else "", write_date(day, short=True) if day else self.tr("undated")]
        self._day = ", ".join(word for word in words if word)
        self._is_current = is_current
        self.setAccessibleName(f"{self._outlet}: {self._headline}, {self._day}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor if is_current else Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, round(26 * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        if self.underMouse() and not self._is_current:
            rounded(painter, self.rect(), 6, theme().color("hover"), None)
        if self.hasFocus():
            paint_ring(painter, self.rect())
        rest = self.rect().adjusted(8, 0, -8, 0)
        painter.setFont(sans(12))
        painter.setPen(theme().color("ink3"))
        painter.drawText(rest, _RIGHT, self._day)
        rest.setRight(rest.right() - painter.fontMetrics().horizontalAdvance(self._day) - 12)
        rest = _piece(painter, rest, self._outlet, 500 if self._is_current else 400, "ink")
        _piece(painter, rest, self._headline, 400, "ink2")
        painter.end()


def _piece(painter: QPainter, rest: QRect, text: str, weight: int, ink: str) -> QRect:
    painter.setFont(sans(13, weight))
    painter.setPen(theme().color(ink))
    shown = elided(text, painter.font(), rest.width())
    painter.drawText(rest, _LEFT, shown)
    return rest.adjusted(painter.fontMetrics().horizontalAdvance(shown) + 10, 0, 0, 0)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class HistoryPage(QWidget):
    """What was done to the clipping, newest first.

    restoreRequested(step): a person wants the clipping as it was after this step, given by its id.
    """

    restoreRequested = Signal(int)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self._restores: dict[int, IconButton] = {}

    def show_steps(self, steps: Sequence[Step], values: Mapping[int, Sequence[FieldChange]], now: datetime) -> None:
        """Show steps, each with what it changed of the clipping; what was taken back stays in the list and says so.

        The keyboard stays at its step.
        """
        focused = next((step_id for step_id, button in self._restores.items() if button.hasFocus()), None)
        self._restores = {}
        self._rows.clear()
        for place, step in enumerate(steps):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(8, 3, 8, 3)
            is_pick_up = step.verb in ("add", "import_files") and place + 1 < len(steps)
            text = self.tr("A pick-up joined the story") if is_pick_up else history_text(step)
            line.addWidget(ElidedLabel(text, "ink3" if step.undone else "ink"), 1)
            when = write_moment(step.at, now)
            line.addWidget(Label(f"{step.who}, {when}" if step.who else when, "ink3", sans(12, tabular=True)))
            self._restores[step.id] = self._restore_button(step, text, row, is_newest=place == 0)
            line.addWidget(self._restores[step.id])
            self._rows.add(row)
            changed = change_text(step, values.get(step.id, ()))
            if changed:
                self._rows.add(Label(changed, "ink3" if step.undone else "ink2", sans(12)))
        if focused in self._restores:
            self._restores[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore_button(self, step: Step, text: str, row: QWidget, *, is_newest: bool) -> IconButton:
        """The newest step is how it is now, and one that was taken back never was: their buttons only keep the room."""
        # Shown without a row it would be a window for a moment, and take the keyboard from this one.
        button = IconButton("history", self.tr("Restore the clipping as it was then"), parent=row)
        button.setAccessibleName(self.tr("Restore as after: {step}").format(step=text))
        button.clicked.connect(lambda: self.restoreRequested.emit(step.id))
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        button.setVisible(not is_newest and not step.undone)
        return button


def history_text(step: Step) -> str:
    """Return a step as the history of one clipping tells it: without naming the clipping again."""
    template = _HISTORY.get(step.verb)
    if template is None:
        text = title_of(step)
    else:
        text = QCoreApplication.translate("History", template).format_map(parts_of(step))
    taken_back = QCoreApplication.translate("History", "{step} (taken back)")
    return taken_back.format(step=text) if step.undone else text


_HISTORY = {
    "add": "Kept",
    "edit": "Edited {field}",
    "fill": "Added {field}",
    "original": "Kept another original",
    "merge": "Merged with another clipping",
    "distinct": "Told apart from another clipping",
    "pick_up": "Made a pick-up",
    "tag": "Tagged “{name}”",
    "untag": "Removed tag “{name}”",
    "tone": "Coded tone",
    "prominence": "Coded prominence",
    "relation": "Set relation",
    "star": "Starred",
    "unstar": "Removed star",
    "publish": "Published",
    "unpublish": "Withdrew from publication",
    "state": "Marked as {name}",
    "note": "Edited note",
    "delete": "Moved to the wastebasket",
    "restore": "Restored",
    "story": "Grouped as a story",
    "leave_story": "Taken out of the story",
    "earlier": "Restored as it was",
    "carry": "Coded as carrying “{name}”",
    "uncarry": "Coded as not carrying “{name}”",
    "code": "Coded {name}",
    "highlight": "Highlighted a passage",
    "edit_highlight": "Edited a highlight",
    "unhighlight": "Removed a highlight",
    "quote": "Kept a quote",
    "edit_quote": "Corrected a quote",
    "unquote": "Removed a quote",
    "follow_up": "Added a follow-up",
    "edit_follow_up": "Edited a follow-up",
    "close_follow_up": "Closed a follow-up",
    "reopen_follow_up": "Opened a follow-up again",
    "remove_follow_up": "Removed a follow-up",
    "attach": "Attached {name}",
    "rename_attachment": "Renamed the attachment “{name}” to “{new_name}”",
    "detach": "Removed the attachment “{name}”",
    "rights": "Set rights",
    "import": "Imported",
    "import_files": "Imported from {name}",
    "complete": "Completed from {name}",
}


class OriginalPage(QWidget):
    """The paste, verbatim and as text: nothing in it is read as HTML.

    failed(str): the file could not be saved, and why.
    """

    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._originals: Sequence[Original] = ()
        self._original: Original | None = None

    def _make_parts(self) -> None:
        self._place = Label("", "ink2", sans(12, tabular=True))
        self._previous = IconButton("chevron-left", self.tr("Previous original"))
        self._next = IconButton("chevron-right", self.tr("Next original"))
        self._previous.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self._source = ElidedLabel("", "ink2", sans(12))
        self._copy = LinkButton(self.tr("Copy"))
        self._copy.clicked.connect(self._copy_text)
        self._save = LinkButton(self.tr("Save the file…"))
        self._save.clicked.connect(self.save_file)
        self._save.hide()
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setProperty("bare", True)
        self._text.setAccessibleName(self.tr("Original paste"))
        self._text.setFont(sans(12))
        self._text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._text.setMinimumHeight(40)
        self._text.document().setDocumentMargin(0)
        head = QHBoxLayout()
        head.addWidget(self._source, 1)
        for part in (self._place, self._previous, self._next):
            head.addWidget(part)
            part.hide()
        head.addWidget(self._save)
        head.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._text, 1)
        quieten(self)

    def show_originals(self, originals: Sequence[Original]) -> None:
        """Show what a clipping was made of first, and let a person step through what was added to it later.

        The one that is shown stays, as long as it is there.
        """
        if self.layout() is None:
            # Made when a person first asks for the page: the window opens sooner without it.
            self._make_parts()
        shown = self._original if self._original in originals else None
        self._originals = originals
        self._show(shown or (originals[0] if originals else None))

    def _step(self, by: int) -> None:
        place = self._originals.index(self._original) if self._original in self._originals else 0
        self._show(self._originals[(place + by) % len(self._originals)])

    def _show(self, original: Original | None) -> None:
        """Show a paste, its beginning where it is very long; None says that there is none."""
        self._original = original
        several = len(self._originals) > 1
        for part in (self._place, self._previous, self._next):
            part.setVisible(several)
        if original is not None:
            place = self._originals.index(original) + 1
            self._place.setText(self.tr("{n} of {all}").format(n=place, all=len(self._originals)))
        self._copy.setVisible(original is not None)
        self._save.setVisible(original is not None and original.file is not None)
        self._text.setVisible(original is not None)
        if original is None:
            self._source.set_text(self.tr("This clipping came without a paste."))
            return
        source = original.source or self.tr("Clipboard")
        day = write_day(original.captured_at.date(), datetime.now().date())
        self._source.set_text(f"{source} · {day} · {self._extent(original.text)}")
        self._text.setPlainText(shown_text(original.text))

    def text(self) -> str:
        """Return the text that is shown."""
        return self._text.toPlainText()

    def _extent(self, text: str) -> str:
        if len(text) <= SHOWN:
            return self.tr("%1 characters").replace("%1", f"{len(text):,}")
        sentence = self.tr("the first %1 of %2 characters; Copy takes all")
        return sentence.replace("%1", f"{SHOWN:,}").replace("%2", f"{len(text):,}")

    def save_file(self) -> None:
        """Ask for a place, and write the file there as it came."""
        if self._original is None or self._original.file is None:
            return
        from clipper.ui.dialogs import choosing

        offered = cleaned_name(self._original.source or "")
        chosen = choosing.ask_for_place(self, self.tr("Save the file"), offered)
        if chosen:
            self._write(chosen, self._original.file)

    def _write(self, path: Path, file: bytes) -> None:
        try:
            with replacing(path) as beside:
                beside.write_bytes(file)
        except EnvironmentProblem as error:
            self.failed.emit(str(error))

    def _copy_text(self) -> None:
        if self._original is not None:
            QGuiApplication.clipboard().setText(self._original.text)


class _Rows:
    """A column of widgets that is filled anew."""

    def __init__(self, parent: QWidget) -> None:
        self._column = QVBoxLayout(parent)
        self._column.setSpacing(0)
        self._column.addStretch()

    def clear(self) -> None:
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def add(self, widget: QWidget) -> None:
        if isinstance(widget, Label):
            widget.setContentsMargins(8, 4, 8, 0)
            widget.setWordWrap(True)
        self._column.insertWidget(self._column.count() - 1, widget)
        widget.show()
