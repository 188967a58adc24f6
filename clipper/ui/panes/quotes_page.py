"""What our people say in a clipping: quotes that were kept, and those that its text proposes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clipper.model.quote import Quote
from clipper.ui.fonts import sans, serif
from clipper.ui.theme import theme
from clipper.ui.widgets.buttons import IconButton, LinkButton
from clipper.ui.widgets.in_place import PAD_X, InPlace
from clipper.ui.widgets.labels import Label, WrappedLabel
from clipper.ui.widgets.name_completions import Offer

_LINE, _RADIUS, _GAP = 22, 6, 6
_SIZE = 15


class QuotesPage(QWidget):
    """kept(Quote): a proposed quote is to be kept. edited(uuid, field, value): the words or the speaker of one were
    corrected. removed(uuid): one is to be taken away. left(): Enter or Esc ended the editing of one.
    """

    kept = Signal(object)
    edited = Signal(str, str, str)
    removed = Signal(str)
    left = Signal()

    def __init__(self, people: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = people
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Quotes"))
        self.kept_quotes: list[KeptQuote] = []
        self.proposed: list[ProposedQuote] = []
        self._nothing = WrappedLabel("ink3")
        self._nothing.setContentsMargins(PAD_X, 4, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(_GAP)
        self._column.addWidget(self._nothing)
        self._column.addStretch()

    def show_quotes(self, kept: Sequence[Quote], proposed: Sequence[Quote]) -> None:
        """Show the quotes of a clipping, those that were kept first; a row in which somebody types stays."""
        focus = self._focus()
        same = [row.quote.uuid for row in self.kept_quotes] == [one.uuid for one in kept]
        if same:
            for held, one in zip(self.kept_quotes, kept, strict=True):
                held.show_quote(one)
        else:
            _clear(self.kept_quotes)
            self.kept_quotes = [self._kept(one) for one in kept]
        _clear(self.proposed)
        self.proposed = [self._proposed(one) for one in proposed]
        rows: list[QWidget] = [*self.kept_quotes, *self.proposed]
        for place, row in enumerate(rows):
            self._column.insertWidget(place, row)
            row.show()
        nothing = self.tr("The text holds no words of our people. Select words and press Q to keep them.")
        self._nothing.show_text("" if kept or proposed else nothing)
        if focus is not None:
            self._focus_again(*focus)

    def _buttons(self) -> tuple[list[QWidget], list[QWidget]]:
        return [row.remove for row in self.kept_quotes], [row.keep for row in self.proposed]

    def _focus(self) -> tuple[int, int] | None:
        """Which button of the quotes that were kept (0) or are proposed (1) has the keyboard, by its place."""
        for kind, buttons in enumerate(self._buttons()):
            for place, button in enumerate(buttons):
                if button.hasFocus():
                    return kind, place
        return None

    def _focus_again(self, kind: int, place: int) -> None:
        """The button at the same place, or the nearest one; where none is left the page itself."""
        buttons = self._buttons()
        nearest = [*buttons[kind][place:], *reversed(buttons[kind]), *buttons[1 - kind], self]
        nearest[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept(self, quote: Quote) -> "KeptQuote":
        row = KeptQuote(quote, self._people, self)
        row.text.committed.connect(lambda text: self.edited.emit(quote.uuid, "text", text or ""))
        row.speaker.committed.connect(lambda name: self.edited.emit(quote.uuid, "speaker", name or ""))
        for field in (row.text, row.speaker):
            field.left.connect(self.left)
        row.remove.clicked.connect(lambda: self.removed.emit(quote.uuid))
        return row

    def _proposed(self, quote: Quote) -> "ProposedQuote":
        row = ProposedQuote(quote, self)
        row.keep.clicked.connect(lambda: self.kept.emit(quote))
        return row


def _clear(rows: Sequence[QWidget]) -> None:
    for row in rows:
        row.hide()
        row.deleteLater()


def _on_one_line(text: str | None) -> str:
    return " ".join((text or "").split())


class KeptQuote(QWidget):
    """A quote whose words and speaker are corrected in place."""

    def __init__(self, quote: Quote, people: Callable[[], Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.quote = quote
        self.text = InPlace(self.tr("Quote"), serif(_SIZE), _LINE, write=_on_one_line)
        self.speaker = InPlace(self.tr("Speaker"), sans(12), 16, ink="ink2")
        self.speaker.set_names(lambda: [Offer(name) for name in people()])
        self.remove = IconButton("x", self.tr("Remove quote"))
        row = QHBoxLayout()
        row.addWidget(self.speaker)
        row.addStretch()
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text)
        column.addLayout(row)
        self.text.reset(quote.text)
        self.speaker.reset(quote.speaker)

    def show_quote(self, quote: Quote) -> None:
        """Show a quote as it is now."""
        self.quote = quote
        self.text.set_value(quote.text)
        self.speaker.set_value(quote.speaker)


class ProposedQuote(QWidget):
    """A quote that was found in the text, in a dashed border until somebody keeps it."""

    def __init__(self, quote: Quote, parent: QWidget) -> None:
        super().__init__(parent)
        self.quote = quote
        words = WrappedLabel("ink2", serif(_SIZE))
        words.show_text(_on_one_line(quote.text))
        self.keep = LinkButton(self.tr("Keep"))
        self.keep.setAccessibleName(self.tr("Keep the quote of {name}").format(name=quote.speaker))
        row = QHBoxLayout()
        row.addWidget(Label(quote.speaker, "ink3", sans(12)))
        row.addStretch()
        row.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD_X, 6, PAD_X, 6)
        column.setSpacing(2)
        column.addWidget(words)
        column.addLayout(row)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the dashed border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("line2"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()
