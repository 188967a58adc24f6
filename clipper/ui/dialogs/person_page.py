"""The page of a person: what staff know of them, what the library has, and how often they were quoted."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clipper.library.uses import Names
from clipper.model.errors import ClipperError
from clipper.model.period import Period
from clipper.model.person import Person
from clipper.reports.coverage import Featured
from clipper.ui.counter import Counter
from clipper.ui.dialogs.register_facts import Facts, Look
from clipper.ui.dialogs.register_page import Keep, RegisterPage
from clipper.ui.fonts import sans
from clipper.ui.numbers import read_year
from clipper.ui.quoted_answer import answer, count_words, counted_words, days_words, left_out_words
from clipper.ui.widgets.buttons import PLAIN, Button
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.name_list_editor import read_names
from clipper.ui.widgets.segmented import Segment, Segmented


class PersonPage(RegisterPage):
    """All that is known of one person, in fields, and how often they were quoted.

    `look` counts what the library has of them, `featured` a period; `titles` complete the title. Quarters and years
    are fiscal ones, the year beginning with the month `fiscal_start`. A person who is to be added has neither name nor
    look.
    """

    kind = "feat"
    halves = frozenset({"active_from"})

    def __init__(
        self,
        person: Person,
        look: Look | None,
        keep: Keep,
        featured: Callable[[Period | None], Featured],
        titles: Sequence[str],
        today: date,
        parent: QWidget | None = None,
        *,
        fiscal_start: int = 1,
        others: Sequence[str] = (),
    ) -> None:
        title = self.tr("About this person") if person.name else self.tr("Somebody whom no clipping names yet")
        super().__init__(person.name or self.tr("New person"), title, keep, parent)
        self._counter = Counter(featured)
        self._counter.answered.connect(self._show_featured)
        self._counter.failed.connect(self._tell_failed)
        self._featured: Featured | None = None
        self._periods = _periods(today, fiscal_start)
        self._is_fiscal = fiscal_start != 1
        self._add_who(person, titles, others)
        if look is not None:
            beside: dict[str, Callable[[Facts], Names]] = {
                self.tr("Outlets"): lambda facts: facts.use.outlets,
                self.tr("Topics"): lambda facts: facts.topics,
            }
            self.add_use(look, beside, self.tr("Show their clippings"))
            self._add_answer()
            self.add_volume()
            self.add_quotes()
        self.column.addStretch(1)
        self.fit()

    def _add_who(self, person: Person, titles: Sequence[str], others: Sequence[str]) -> None:
        rows = self.add_heading(self.tr("Who they are"))
        self.add_name(rows, person.name, others)
        hint = self.tr("Other names, with commas between them")
        self.add_text(rows, "aliases", self.tr("Also called"), ", ".join(person.aliases), read=read_names, hint=hint)
        title = person.title or ""
        self.add_text(rows, "title", self.tr("Title"), title, read=lambda text: text.strip() or None, offers=titles)
        first, last = (str(year or "") for year in (person.active_from, person.active_until))
        self.add_text(rows, "active_from", self.tr("From"), first, read=read_year, hint=self.tr("Year"))
        self.add_text(
            rows, "active_until", self.tr("Until"), last, read=read_year, hint=self.tr("Year, or empty"), second=True
        )
        ours = [(False, self.tr("Where clippings feature them")), (True, self.tr("Yes, also before any clipping"))]
        self.add_choice(rows, "ours", self.tr("One of ours"), ours, person.ours, second=False)

    def _add_answer(self) -> None:
        self.add_heading(self.tr("How often were they quoted?"))
        year = self.tr("This fiscal year") if self._is_fiscal else self.tr("This year")
        words = (self.tr("This quarter"), self.tr("Last quarter"), year, self.tr("All"))
        segments = [Segment(name, word) for name, word in zip(self._periods, words, strict=True)]
        self.period = Segmented(segments, self.tr("Period"), parent=self)
        self.period.set_value("this-quarter")
        self.period.chosen.connect(lambda _period: self._show_answer())
        self.told = Label()
        self.told.setWordWrap(True)
        self.counted = Label(counted_words(), "ink3", sans(12))
        self.counted.setWordWrap(True)
        self.left_out = Label("", "ink3", sans(12))
        self.copy = Button(self.tr("Copy answer"), PLAIN, parent=self)
        self.copy.clicked.connect(self._copy)
        self.copied = Label("", "ink2")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addWidget(self.copied)
        row.addStretch(1)
        self.column.addWidget(self.period)
        self.column.addSpacing(8)
        self.column.addWidget(self.told)
        self.column.addWidget(self.left_out)
        self.column.addWidget(self.counted)
        self.column.addSpacing(8)
        self.column.addLayout(row)
        self._show_answer()

    def _show_answer(self) -> None:
        period = self._periods[str(self.period.value())]
        self._featured = None
        self._tell(period, self.tr("counting…"))
        self.copied.setText("")
        self._counter.ask(period)

    def _tell(self, period: Period | None, words: str) -> None:
        told = f"{days_words(period)}: {words}"
        self.told.setText(told[0].upper() + told[1:])
        self.copy.setEnabled(self._featured is not None)

    def _show_featured(self, featured: Featured) -> None:
        self._featured = featured
        self._tell(featured.period, count_words(featured))
        self.left_out.setText(left_out_words(featured))
        self.left_out.setVisible(bool(self.left_out.text()))

    def _tell_failed(self, error: Exception) -> None:
        if not isinstance(error, ClipperError):
            raise error
        self.told.setText(str(error))

    def done(self, result: int) -> None:
        """Count no more."""
        self._counter.stop()
        super().done(result)

    def _copy(self) -> None:
        if self._featured is not None:
            QGuiApplication.clipboard().setText(answer(self._featured))
            self.copied.setText(self.tr("Copied, with the list of clippings"))


def _periods(today: date, start: int) -> dict[str, Period | None]:
    quarter = Period.fiscal_quarter(today, start)
    return {
        "this-quarter": quarter,
        "last-quarter": Period.fiscal_quarter(quarter.first - timedelta(days=1), start),
        "this-year": Period.fiscal_year(today, start),
        "all": None,
    }
