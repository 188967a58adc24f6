"""The text in a review: how much there is, and the Markdown itself, which can be edited."""

import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clipper.capture.markdown import escape, escape_start
from clipper.model.draft import Span
from clipper.model.markup import count_words
from clipper.model.text import clean_line
from clipper.ui.fonts import sans, scale, serif
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.utf16 import Positions, qt_length
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.in_place import dashed
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.markdown_edit import MarkdownEdit, can_be_edited
from clipper.ui.widgets.page_writer import Typography

_TYPE = Typography(serif, 17, 23, 8, 17, 23, 12)
_LEAST, _MISSING = 150, 32
_GAP = 12
_BAR, _TEXT = 10, 24
_SHOWN = 20_000
_KNOWN_BY = 60
_ANY_MARK = re.compile(r"[*\\]")
_STRONG = re.compile(r"(?<![\\*])\*\*(?=\S)([^*\n]{1,1000})(?<=[^\s\\])\*\*(?!\*)")
_EMPHASIS = re.compile(r"(?<![\\*\w])\*(?=\S)([^*\n]{1,1000})(?<=[^\s\\])\*(?![*\w])")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_SHOWN_LINE = 4_000


class _Marks(QSyntaxHighlighter):
    """Sets subheadings, strong and emphasised words as such; the marks that say so are in a quieter ink."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        theme_signals().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        if text.startswith("#"):
            self._change((0, qt_length(text)), _strong)
            self._change((0, len(text) - len(text.lstrip("#"))), _quiet)
        if not _ANY_MARK.search(text):
            return
        positions = Positions(text)

        def change(span: Span, how: Callable[[QTextCharFormat], None]) -> None:
            self._change((positions.to_qt(span[0]), positions.to_qt(span[1])), how)

        for pattern, how in ((_STRONG, _strong), (_EMPHASIS, _emphasised)):
            for match in pattern.finditer(text):
                change(match.span(1), how)
                change((match.start(), match.start(1)), _quiet)
                change((match.end(1), match.end()), _quiet)
        for match in _BACKSLASH.finditer(text):
            change(match.span(), _quiet)

    def _change(self, span: Span, how: Callable[[QTextCharFormat], None]) -> None:
        """Change the looks of some letters, and leave what else was said of them."""
        for place in range(*span):
            form = self.format(place)
            how(form)
            self.setFormat(place, 1, form)


def _strong(form: QTextCharFormat) -> None:
    form.setFontWeight(QFont.Weight.DemiBold)


def _emphasised(form: QTextCharFormat) -> None:
    form.setFontItalic(True)


def _quiet(form: QTextCharFormat) -> None:
    form.setForeground(theme().color("ink3"))


class _Editor(MarkdownEdit):
    """Tells when the typing begins; the invitation makes room then. Empty lines are narrow, as gaps of a page are."""

    entered = Signal()

    def set_source(self, text: str) -> None:
        """Show Markdown."""
        super().set_source(text)
        self._narrow_gaps(0, len(text), len(text))
        self.document().contentsChange.connect(self._narrow_gaps, Qt.ConnectionType.UniqueConnection)

    def _narrow_gaps(self, position: int, _removed: int, added: int) -> None:
        block = self.document().findBlock(position)
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        while block.isValid() and block.position() <= position + added:
            height = round((_GAP if not block.text() else _TYPE.line) * scale())
            form = block.blockFormat()
            if form.lineHeight() != height:
                form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
                QTextCursor(block).setBlockFormat(form)
            block = block.next()
        cursor.endEditBlock()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for little: what room is left is given."""
        return QSize(200, 60)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.entered.emit()


class BodyEditor(QWidget):
    """committed(str | None): the text was changed and left.

    A text too long to edit without delay is shown in part and kept whole.
    """

    committed = Signal(object)

    def __init__(self, name: str, invitation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: str | None = None
        self._is_cut = False
        self._amount = Label("", "ink")
        self._rest = ElidedLabel("", "ink3")
        self._caption = QWidget()
        self._caption.setToolTip(self.tr("Select them in the paste and right-click to add them to the text"))
        line = QHBoxLayout(self._caption)
        line.setContentsMargins(10, 7, 0, 4)
        line.setSpacing(0)
        line.addWidget(self._amount)
        line.addWidget(self._rest, 1)
        self._edit = _Editor(name, _TYPE)
        self._invitation = invitation
        self._edit.left.connect(self._on_left)
        self._edit.entered.connect(self._make_room)
        self._highlighter = _Marks(self._edit.document())
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._caption)
        self._inset = QHBoxLayout()
        self._inset.addWidget(self._edit)
        self._column.addLayout(self._inset, 1)
        self.setFocusProxy(self._edit)

    def show_body(self, body: str | None) -> None:
        """Show a text; of how many lines of the paste it left out nothing is known yet."""
        self._value = body
        self._is_cut = body is not None and not can_be_edited(body)
        self._edit.setReadOnly(self._is_cut)
        self._edit.set_source(_beginning(body) if self._is_cut and body else body or "")
        self._caption.setVisible(body is not None)
        self._amount.setText(self._amount_of(body or ""))
        self.tell_left_out(0)
        self._inset.setContentsMargins(*((_TEXT, 0, 0, 0) if body is not None else (10, 4, 10, 3)))
        self._set_height(body is not None)

    def tell_left_out(self, count: int) -> None:
        """Say how many lines of the paste are left out."""
        self._rest.set_text(self._note(count))

    def value(self) -> str | None:
        """Return the text as it stands."""
        if self._is_cut:
            return self._value
        source = self._edit.source()
        return self._value if source == (self._value or "") else source.strip() or None

    def add(self, text: str, *, after: str | None) -> None:
        """Add lines of plain text as paragraphs: behind the one that a line of the paste became, else at the end.

        None for `after` puts them before all others. The editor's undo takes them out again.
        """
        if self._is_cut:
            return
        added = "\n\n".join(escape_start(escape(clean_line(line))) for line in text.split("\n") if line.strip())
        source = self.edited()
        found = source.find(escape(clean_line(after))[:_KNOWN_BY]) if after else -1
        end = source.find("\n\n", found) if found >= 0 else -1
        place = 0 if after is None else end if end >= 0 else len(source)
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(qt_length(source[:place]))
        cursor.insertText(f"{added}\n\n" if not place and source else f"\n\n{added}" if source else added)
        self._caption.show()
        self._inset.setContentsMargins(_TEXT, 0, 0, 0)
        self._set_height(True)
        self._on_left()

    def edited(self) -> str:
        """Return the Markdown in the editor."""
        return self._edit.source()

    def _on_left(self) -> None:
        if self._caption.isHidden() and not self.edited().strip():
            self._set_height(False)
        self.update()
        value = self.value()
        if value != self._value:
            self._value = value
            self._amount.setText(self._amount_of(value or ""))
            self.committed.emit(value)

    def _make_room(self) -> None:
        self.update()
        if self._caption.isHidden():
            self._set_height(True)

    def _set_height(self, tall: bool) -> None:
        height = round((_LEAST if tall else _MISSING) * scale())
        self.setMinimumHeight(height)
        self.setMaximumHeight(16_777_215 if tall else height)

    def _amount_of(self, body: str) -> str:
        if self._is_cut:
            return self.tr("{n} characters").format(n=f"{len(body):,}")
        words, headings = count_words(body), sum(line.startswith("#") for line in body.split("\n"))
        return ", ".join(part for part in (self._words(words), self._headings(headings)) if part)

    def _words(self, count: int) -> str:
        return self.tr("1 word") if count == 1 else self.tr("{n} words").format(n=f"{count:,}")

    def _headings(self, count: int) -> str:
        if not count:
            return ""
        return self.tr("1 subheading") if count == 1 else self.tr("{n} subheadings").format(n=count)

    def _note(self, left_out: int) -> str:
        if self._is_cut:
            return self.tr(" · too long to edit here; its beginning is shown, all of it is kept")
        if not left_out:
            return ""
        text = self.tr("1 line left out") if left_out == 1 else self.tr("{n} lines left out").format(n=f"{left_out:,}")
        return f" · {text}"

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the bar beside the text, or the border of the invitation."""
        painter = QPainter(self)
        if self._caption.isVisible():
            edit = self._edit.geometry()
            color = theme().color("accent" if self._edit.hasFocus() else "line2")
            painter.fillRect(_BAR, edit.top(), 2, edit.height(), color)
        elif self._edit.hasFocus():
            rounded(painter, self.rect(), 6, None, theme().color("accent"), 2)
        else:
            self._paint_invitation(painter)
        painter.end()

    def _paint_invitation(self, painter: QPainter) -> None:
        dashed(painter, self.rect(), 6)
        if not self.edited():
            painter.setFont(sans(13))
            painter.setPen(theme().color("ink3"))
            rest = self.rect().adjusted(_BAR, 0, -_BAR, 0)
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), self._invitation)


def _beginning(body: str) -> str:
    return "\n".join(line[:_SHOWN_LINE] for line in body[:_SHOWN].split("\n"))
