"""What charts say: titles, days below columns, and what each bar tells a screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from clipper.model.codes import Medium, Tone
from clipper.model.period import Period
from clipper.model.search_fields import NONE
from clipper.reports.dashboard import OTHER, Bar, Column, Volume
from clipper.reports.timeline import whole_months
from clipper.ui.code_words import language_word, medium_words
from clipper.ui.dates import write_date, write_day, write_month, write_short_month
from clipper.ui.widgets.tone_disc import tone_word

_WEEK = 7


def count_words(count: int) -> str:
    """Return "1 clipping" or "14 clippings"."""
    return _say("1 clipping") if count == 1 else _say("{n} clippings").format(n=f"{count:,}")


def tone_of(bar: Bar) -> Tone | None:
    """Return the tone of a bar, None for what is not coded."""
    return None if bar.key == NONE else Tone(bar.key)


def word_of(bar: Bar) -> str:
    """Return what to call a bar: codes in words, names and topics as they are."""
    if bar.term.field == "tone":
        return tone_word(tone_of(bar))
    if bar.term.field == "medium":
        return dict(medium_words())[None if bar.key == NONE else Medium(bar.key)]
    return bar.key


def volume_title(volume: Volume) -> str:
    """Return the title of clippings over time."""
    return {
        "day": _say("Clippings by day"),
        "week": _say("Clippings by week"),
        "month": _say("Clippings by month"),
        "year": _say("Clippings by year"),
    }[volume.unit]


def languages_of(volume: Volume) -> list[str]:
    """Return the languages by which columns are parted; none where nothing is told apart."""
    if volume.languages in ((), (OTHER,)):
        return []
    return [_say("Other or unknown") if code == OTHER else language_word(code) for code in volume.languages]


def span_words(span: Period, unit: str) -> str:
    """Return the days of a column: "2017", "December 2017", "4 Dec 2017 to 10 Dec 2017" or "Monday 4 December 2017"."""
    if span.first == span.last:
        return write_date(span.first, weekday=True)
    if unit == "year" and span.days > 364:
        return f"{span.first.year}"
    if span.is_month:
        return write_month(span.first)
    days = {"first": write_date(span.first, short=True), "last": write_date(span.last, short=True)}
    return _say("{first} to {last}").format(**days)


def cause_words(column: Column) -> str:
    """Return "5 Oct: Pension study released", what made a column the highest; nothing where that is not known."""
    cause = column.cause
    if cause is None or cause.published_on is None:
        return ""
    return f"{write_day(cause.published_on, cause.published_on)}: {cause.title}"


def ticks(volume: Volume) -> list[tuple[str, bool]]:
    """Return what stands below each column, and whether it begins a month or a year and must not be left out."""
    spans = [column.span for column in volume.columns]
    return [_tick(span, before, volume.unit) for span, before in zip(spans, [None, *spans], strict=False)]


def _tick(span: Period, before: Period | None, unit: str) -> tuple[str, bool]:
    day = span.first
    if unit == "year":
        return f"{day.year}", False
    if unit == "month":
        if before is None:
            return f"{write_short_month(day)} {day.year}", True
        is_new = day.year != before.first.year
        return (f"{day.year}", True) if is_new else (write_short_month(day), False)
    is_new = before is None or day.month != before.first.month
    return (write_day(day, day), True) if is_new else (f"{day.day}", False)


def before_words(period: Period, count: int) -> str:
    """Return "44 in the 11 weeks before": how many there were in the days before."""
    n = f"{count:,}"
    if period.is_month:
        return _say("{n} in {month}").format(n=n, month=write_month(period.first))
    months = whole_months(period)
    if months:
        return _say("{n} in the {months} months before").format(n=n, months=months)
    if period.days % _WEEK == 0 and period.days > _WEEK:
        return _say("{n} in the {weeks} weeks before").format(n=n, weeks=period.days // _WEEK)
    if period.days == 1:
        return _say("{n} on the day before").format(n=n)
    return _say("{n} in the {days} days before").format(n=n, days=f"{period.days:,}")


def bars_as_text(title: str, bars: Sequence[Bar]) -> str:
    """Return the numbers of bars as lines of a sheet."""
    rows = [f"{word_of(bar)}\t{bar.count}" for bar in bars]
    return "\n".join([f"{title}\t{_say('Clippings')}", *rows])


def volume_as_text(volume: Volume) -> str:
    """Return the numbers of columns as lines of a sheet: first day, last day, clippings, and of each language."""
    head = [_say("From"), _say("To"), _say("Clippings"), *languages_of(volume)]
    rows = [
        [f"{column.span.first}", f"{column.span.last}", f"{column.count}", *map(str, column.parts[: len(head) - 3])]
        for column in volume.columns
    ]
    if volume.undated:
        rows.append([_say("Without a date"), "", f"{volume.undated}"])
    return "\n".join("\t".join(row) for row in [head, *rows])


def _say(text: str) -> str:
    return QCoreApplication.translate("Charts", text)
