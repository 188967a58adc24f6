"""The period of a report: how long it is, and which one; any days may be typed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from clipper.model.errors import WrongUsage
from clipper.model.period import Period
from clipper.model.report import Span
from clipper.model.report_periods import last_whole, periods_of
from clipper.ui.dates import write_date, write_month
from clipper.ui.fonts import sans
from clipper.ui.widgets.still_choice import StillChoice

_MOST = {Span.DAY: 60, Span.WEEK: 60}


def _say(text: str) -> str:
    return QCoreApplication.translate("PeriodChoice", text)


def span_words(span: Span) -> str:
    """Return the length of a period in words."""
    return {
        Span.DAY: _say("Day"),
        Span.WEEK: _say("Week"),
        Span.MONTH: _say("Month"),
        Span.QUARTER: _say("Quarter"),
        Span.YEAR: _say("Year"),
        Span.FISCAL_QUARTER: _say("Fiscal quarter"),
        Span.FISCAL_YEAR: _say("Fiscal year"),
        Span.OTHER: _say("Any days"),
    }[span]


def period_words(span: Span, period: Period) -> str:
    """Return a period as a list of such names it."""
    first, last = period.first, period.last
    if span is Span.DAY:
        return write_date(first)
    if span is Span.MONTH:
        return write_month(first)
    if span is Span.YEAR:
        return str(first.year)
    if span is Span.QUARTER:
        return _say("{year}, quarter {n}").format(year=first.year, n=(first.month + 2) // 3)
    if span is Span.FISCAL_YEAR and first.year != last.year:
        return f"{first.year}–{last:%y}"
    return f"{write_date(first, short=True)} – {write_date(last, short=True)}"


class PeriodChoice(QWidget):
    """changed(): another period was chosen or typed."""

    changed = Signal()

    def __init__(self, days: tuple[date, date], fiscal_start: int, has_clippings: Callable[[Period], bool]) -> None:
        super().__init__()
        self._days, self._fiscal_start, self._has_clippings = days, fiscal_start, has_clippings
        self.spans = StillChoice()
        self.periods = StillChoice()
        self.days = QLineEdit()
        for widget, name in (
            (self.spans, self.tr("Length of the period")),
            (self.periods, self.tr("Period")),
            (self.days, self.tr("Period in figures")),
        ):
            widget.setFont(sans(13))
            widget.setAccessibleName(name)
        self.days.setPlaceholderText("2017-12-01..2017-12-31")
        for span in self._offered():
            self.spans.addItem(span_words(span), span)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.spans, self.periods, self.days):
            column.addWidget(widget)
        self.setFocusProxy(self.spans)
        self.show_span(Span.MONTH)
        self.spans.currentIndexChanged.connect(self._on_span)
        self.periods.currentIndexChanged.connect(self.changed)
        self.days.textEdited.connect(self.changed)

    def _offered(self) -> list[Span]:
        fiscal = (Span.FISCAL_QUARTER, Span.FISCAL_YEAR)
        return [span for span in Span if self._fiscal_start != 1 or span not in fiscal]

    def span(self) -> Span:
        """Return the chosen length."""
        return Span(self.spans.currentData())

    def period(self) -> Period:
        """Return the period; raises WrongUsage for days that cannot be read."""
        if self.span() is not Span.OTHER:
            return Period.parse(str(self.periods.currentData()))
        try:
            period = Period.parse(self.days.text())
        except WrongUsage:
            self._mark(True)
            raise
        self._mark(False)
        return period

    def show_span(self, span: Span) -> None:
        """Offer the periods of a length, and choose the last one that is over, if there is anything of it."""
        self.spans.blockSignals(True)
        self.spans.setCurrentIndex(max(0, self.spans.findData(span)))
        self.spans.blockSignals(False)
        self._offer()

    def show_period(self, period: Period) -> None:
        """Choose a period of the chosen length; one that is not offered stands as days."""
        place = self.periods.findData(_written(period))
        if self.span() is not Span.OTHER and place >= 0:
            self.periods.setCurrentIndex(place)
            return
        self.show_span(Span.OTHER)
        self.days.setText(_written(period))

    def _offer(self) -> None:
        span = self.span()
        is_other = span is Span.OTHER
        self.periods.setVisible(not is_other)
        self.days.setVisible(is_other)
        if is_other:
            return
        self.periods.blockSignals(True)
        self.periods.clear()
        found = periods_of(span, *self._days, self._fiscal_start, _MOST.get(span, 120))
        for period in found:
            self.periods.addItem(period_words(span, period), _written(period))
        self.periods.setCurrentIndex(self._usual(span, found))
        self.periods.blockSignals(False)

    def _usual(self, span: Span, found: list[Period]) -> int:
        whole = last_whole(span, date.today(), self._fiscal_start)
        return found.index(whole) if span is not Span.DAY and whole in found and self._has_clippings(whole) else 0

    def _on_span(self) -> None:
        before = self.periods.currentData()
        self._offer()
        if self.span() is Span.OTHER:
            self.days.setText(str(before or ""))
            self.days.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _mark(self, unreadable: bool) -> None:
        if bool(self.days.property("unreadable")) != unreadable:
            self.days.setProperty("unreadable", unreadable)
            self.days.style().unpolish(self.days)
            self.days.style().polish(self.days)


def _written(period: Period) -> str:
    return f"{period.first}..{period.last}"
