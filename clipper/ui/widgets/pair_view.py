"""Two clippings compared on a page that scrolls, and in a sentence what merging them would keep."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from clipper.library.duplicates import Kind
from clipper.library.library import Library
from clipper.library.merging import Compared, are_surely_one, compare
from clipper.model.clipping import Clipping
from clipper.model.draft import Answer
from clipper.model.text import words
from clipper.ui.fonts import sans
from clipper.ui.icons import pixmap
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.comparison import Comparison
from clipper.ui.widgets.labels import surface
from clipper.ui.widgets.pair_texts import preview, shown_fields
from clipper.ui.widgets.scrolled_page import ScrolledPage

Takes = Callable[[Compared], bool]


def newer_values(one: Compared) -> bool:
    """Tell whether the value that is brought is chosen at first: what a person sees now, but no shorter text.

    What codes a clipping was given here says more than what a paste was taken for.
    """
    if one.field == "body":
        return len(words(one.other or "")) >= len(words(one.kept or ""))
    return one.field not in ("medium", "language", "tone", "prominence", "relation")


def longer_text(one: Compared) -> bool:
    """Tell the same where the first one's values stand, as a person may have corrected them, but for a shorter text."""
    return one.field == "body" and len(words(one.other or "")) > len(words(one.kept or ""))


def likely_answer(kind: Kind, kept: Clipping, other: Clipping) -> Answer:
    """Return what Enter does: what two clippings seem to be, and what loses nothing where that is doubtful."""
    if kind is Kind.COPY:
        return Answer.PICK_UP
    return Answer.MERGE if are_surely_one(kept, other) else Answer.BOTH


class PairView(ScrolledPage):
    """changed(): a person chose another value."""

    changed = Signal()

    def __init__(self, hues: Mapping[str, str], spokesperson_label: str) -> None:
        page = QWidget()
        super().__init__(page)
        surface(page, "reader")
        self._pair: tuple[Clipping, Clipping] | None = None
        self.compared: list[Compared] = []
        self.comparison = Comparison(hues, spokesperson_label)
        self._preview = _Preview()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(0)
        column.addWidget(self.comparison)
        column.addSpacing(8)
        inset = QHBoxLayout()
        inset.setContentsMargins(112, 0, 0, 0)
        inset.addWidget(self._preview)
        column.addLayout(inset)
        column.addStretch(1)
        self.comparison.changed.connect(self._on_changed)

    @classmethod
    def over(cls, library: Library) -> "PairView":
        """Return a view with the hues of a library's tags and its word for a spokesperson."""
        hues = {tag.name: tag.hue for tag in library.tags()}
        return cls(hues, library.organisation().spokesperson_label)

    def show_pair(self, kept: Clipping, other: Clipping, heads: Sequence[tuple[str, str]], takes_other: Takes) -> None:
        """Show two clippings, each under a heading and a quiet line."""
        self._pair = kept, other
        self.compared = compare(kept, other)
        self.comparison.show_fields(shown_fields(self.compared), heads, takes_other)
        self.verticalScrollBar().setValue(0)
        self._say()

    def taken(self) -> frozenset[str]:
        """Return the fields of which the right value is chosen."""
        return self.comparison.taken()

    def preview(self) -> str:
        """Return what is said of the merge, without its marks."""
        return self._preview.plain()

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through."""
        return self.comparison.tab_stops()

    def _on_changed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        if self._pair:
            self._preview.say(preview(self.compared, self.taken(), *self._pair))


class _Preview(QWidget):
    """A box with the sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._plain = ""
        self._sign, self._label = QLabel(), QLabel()
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setProperty("ink", "ink2")
        self._label.setFont(sans(13))
        self._label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        theme_signals().changed.connect(self._draw_sign)
        self._draw_sign()

    def say(self, sentence: str) -> None:
        self._plain = sentence.replace("<b>", "").replace("</b>", "")
        # Bold as HTML has it is a weight that no shipped font has.
        self._label.setText(sentence.replace("<b>", '<span style="font-weight: 600">').replace("</b>", "</span>"))
        self.setAccessibleName(self._plain)

    def plain(self) -> str:
        return self._plain

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        rounded(painter, self.rect(), 8, theme().color("list"), theme().color("line"))
        painter.end()

    def _draw_sign(self) -> None:
        self._sign.setPixmap(pixmap("git-merge"))
