"""What the library has of a name of a register: counted aside, while its page is shown already."""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from clipper.library.uses import Names, Use
from clipper.model.clipping import Clipping
from clipper.model.quote import Quote
from clipper.reports.dashboard import Dashboard
from clipper.ui.dates import write_date
from clipper.ui.fonts import sans, serif
from clipper.ui.quoted_answer import days_words
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.labels import Label, plain_tip

PADDING = 8
"""The padding of a flat button: the parts stand so far outside the column, that its word stands in it."""
_TOPICS = 5


class Facts(Struct, frozen=True):
    """The use of a name, what its clippings come to where there are some, and what was kept of what a person says."""

    use: Use
    seen: Dashboard | None = None
    said: Sequence[tuple[Clipping, Quote]] = ()

    @property
    def topics(self) -> Names:
        """The topics of most clippings, and of how many each."""
        return tuple((bar.key, bar.count) for bar in self.seen.topics[:_TOPICS]) if self.seen else ()


Look = Callable[[], Facts]
"""Counts; raises ClipperError where the name is there no more, and SearchInterrupted."""


class UsePart(QWidget):
    """How many clippings there are, since when, and beside whom, with a link to them: asked().

    `beside` gives the names that stand in each line below a title.
    """

    asked = Signal()

    def __init__(self, beside: dict[str, Callable[[Facts], Names]], link: str) -> None:
        super().__init__()
        self._beside = beside
        column = _column(self)
        self.told = Label(_say("counting…"))
        self.told.setWordWrap(True)
        self.told.setContentsMargins(PADDING, 0, 0, 0)
        column.addWidget(self.told)
        self._lines = {title: Label("", "ink2") for title in beside}
        for line in self._lines.values():
            line.setWordWrap(True)
            line.setContentsMargins(PADDING, 4, 0, 0)
            line.hide()
            column.addWidget(line)
        self.link = LinkButton(link, self)
        self.link.setEnabled(False)
        self.link.clicked.connect(lambda: self.asked.emit())
        column.addLayout(_row(self.link))

    def show_facts(self, facts: Facts) -> None:
        """Show what was counted."""
        self.told.setText(_use_words(facts.use))
        self.link.setEnabled(facts.use.clippings > 0)
        for title, line in self._lines.items():
            named = self._beside[title](facts)
            told = ", ".join(f"{name} ({count:,})" for name, count in named)
            line.setText(f"{title}: {told}" if named else "")
            line.setVisible(bool(named))


class SaidPart(QWidget):
    """What a person said last, each with the way to its clipping, or to all that have it: clippingAsked(int)."""

    clippingAsked = Signal(int)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self._column = _column(self)
        self._shown: list[tuple[Clipping, Quote]] = []
        self._words: QWidget | None = None
        self.links: list[LinkButton] = []
        self.hide()

    def show_facts(self, facts: Facts) -> None:
        """Show what was kept; what is the same as before keeps the keyboard's focus."""
        if self._shown == [*facts.said]:
            return
        self._shown, self.links = [*facts.said], []
        if self._words is not None:
            self._column.removeWidget(self._words)
            self._words.hide()
            self._words.deleteLater()
        self._words = self._laid_out()
        self._column.addWidget(self._words)
        self.setVisible(bool(self._shown))

    def _laid_out(self) -> QWidget:
        words = QWidget(self)
        column = _column(words)
        heading = Label(_say("What they said last"), "ink2", sans(11, 600))
        heading.setContentsMargins(PADDING, 18, 0, 6)
        column.addWidget(heading)
        quotes: dict[str, list[Clipping]] = {}
        for clipping, quote in self._shown:
            quotes.setdefault(quote.text, []).append(clipping)
        for text, clippings in quotes.items():
            said = Label(f"“{text}”", "ink", serif(14))
            said.setWordWrap(True)
            said.setContentsMargins(PADDING, 0, 0, 0)
            column.addWidget(said)
            for clipping in clippings:
                # The height of the button would set it as far from its quote as from the next one.
                column.addSpacing(-7)
                column.addLayout(_row(self._link_to(clipping, words)))
            column.addSpacing(8)
        return words

    def _link_to(self, clipping: Clipping, parent: QWidget) -> LinkButton:
        day = write_date(clipping.published_on) if clipping.published_on else _say("undated")
        link = LinkButton(", ".join(filter(None, (day, clipping.outlet))), parent)
        link.setToolTip(plain_tip(clipping.title))
        link.setAccessibleName(_say("Show the clipping “{title}”").format(title=clipping.title))
        link.clicked.connect(partial(self.clippingAsked.emit, clipping.id))
        self.links.append(link)
        return link


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _row(button: LinkButton) -> QLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 4, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return row


def _use_words(use: Use) -> str:
    number = use.clippings
    if not number:
        return _say("No clipping has it.")
    one, many = _say("1 clipping"), _say("{n} clippings")
    story, stories = _say("1 story"), _say("{n} stories")
    parts = [
        one if number == 1 else many.format(n=f"{number:,}"),
        story if use.stories == 1 else stories.format(n=f"{use.stories:,}"),
    ]
    return ", ".join([*parts, *([days_words(use.days)] if use.days else [])])


def _say(text: str) -> str:
    return QCoreApplication.translate("RegisterPage", text)
