"""Clippings in time, and their tone."""

from collections.abc import Iterator
from datetime import date

from clipper.model.period import Period
from clipper.reports.coverage import Coverage
from clipper.reports.document import Volume
from clipper.reports.entries import Register
from clipper.reports.figures import NOT_CODED, Figures
from clipper.reports.findings import volume as findings
from clipper.reports.language import Language, capital
from clipper.reports.parts import TONE_ORDER, Bar, ToneBar
from clipper.reports.sections.common import tones
from clipper.reports.timeline import Peak, before, peaks, spans, unit_of, year_before

_MOST_CODERS = 3
_LONGEST_CAUSE = 28
_LABELLED_DAYS = frozenset({5, 10, 15, 20, 25})


def volume(register: Register, number: int) -> Volume | None:
    """Return clippings in time and their tone, the tone for an internal audience only; None with neither."""
    words, coverage = register.words, register.coverage
    unit = unit_of(coverage.period, len(coverage.now))
    has_volume, has_tone = "volume" in register.parts, "tone" in register.parts and coverage.tone_counts
    finding = findings.volume_finding(words, coverage) if has_volume else None
    tone = findings.tone_finding(words, coverage) if has_tone else None
    first = finding or tone
    if first is None:
        return None
    trend = findings.trend_finding(words, coverage) if has_volume else None
    return Volume(
        number=number,
        title=words.label("volume" if finding and tone else "volume_only" if finding else "tone_only"),
        finding=first.heading,
        volume=finding,
        unit=unit,
        bars=bars(register, unit) if has_volume else (),
        tone=tone,
        tone_bars=tuple(_tone_bars(register)) if has_tone else (),
        coded_by=_coded_by(words, coverage) if has_tone else "",
        trend=trend,
        trend_bars=_trend_bars(register) if trend else (),
    )


def bars(register: Register, unit: str) -> tuple[Bar, ...]:
    """Return a bar for each day, week or month of the period; up to four peaks name their cause."""
    words, figures, period = register.words, register.coverage.now, register.coverage.period
    cut = spans(period, unit)
    causes = {peak.span: _cause(words, peak) for peak in peaks(figures, cut)}
    earlier = zip(*(_in_places(*one) for one in _compared(register.coverage, unit)), strict=True)
    return tuple(
        _bar(register, span, unit, causes.get(span, ""), then) for span, then in zip(cut, earlier, strict=True)
    )


def _bar(register: Register, span: Period, unit: str, cause: str, earlier: tuple[int | None, ...]) -> Bar:
    words, figures = register.words, register.coverage.now.within(span.first, span.last)
    stories = len(figures.stories)
    return Bar(
        first=span.first,
        label=words.day(span.first) if unit == "day" else words.period(span),
        tick=_tick(words, span, register.coverage.period, unit),
        stories=stories,
        pick_ups=len(figures) - stories,
        starred=len(figures.starred),
        cause=cause,
        before=earlier[0],
        year_before=earlier[1],
        figure=register.figure(figures.clippings),
    )


Places = tuple[Period, str, Period, Figures | None]


def _compared(coverage: Coverage, unit: str) -> tuple[Places, Places]:
    period = coverage.period
    return (period, unit, before(period), coverage.before), (period, unit, year_before(period), coverage.year_before)


def _in_places(period: Period, unit: str, then: Period, figures: Figures | None) -> list[int | None]:
    """Return the clippings that an earlier period has in the place of each day, week or month of this one."""
    cut = spans(period, unit)
    if figures is None:
        return [None] * len(cut)
    if unit == "month":
        return [len(figures.within(span.first, span.last)) for span in spans(then, unit)]
    places = [(_moved(span.first, period, then), _moved(span.last, period, then)) for span in cut]
    if unit == "week":
        # The days that a longer month has more belong to its last week.
        places[-1] = places[-1][0], then.last
    return [len(figures.within(first, last)) if first <= then.last else None for first, last in places]


def _moved(day: date, period: Period, then: Period) -> date:
    return then.first + (day - period.first)


def _tick(words: Language, span: Period, period: Period, unit: str) -> str:
    if unit == "month":
        return words.short_month(span.first)
    if unit == "week" or span.first in (period.first, period.last):
        return words.short_date(span.first)
    return str(span.first.day) if span.first.day in _LABELLED_DAYS else ""


def _cause(words: Language, peak: Peak) -> str:
    if peak.cause is None:
        return ""
    headline = peak.cause.headline or words.label("without_headline")
    if len(headline) <= _LONGEST_CAUSE:
        return headline
    return headline[:_LONGEST_CAUSE].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _tone_bars(register: Register) -> Iterator[ToneBar]:
    words, coverage = register.words, register.coverage
    for period, figures in ((coverage.period, coverage.now), *coverage.compared):
        counted = tones(figures)
        not_coded = counted[NOT_CODED]
        yield ToneBar(
            capital(words.period(period)),
            counted,
            words.say("not_coded", not_coded) if not_coded else "",
            {tone: register.figure(figures.tones.get(tone, ())) for tone in TONE_ORDER},
        )


def _coded_by(words: Language, coverage: Coverage) -> str:
    """Who coded the tone; of how many, where others came with theirs."""
    names = list(coverage.coders)
    if not names:
        return ""
    rest = len(names) - _MOST_CODERS
    who = f"{', '.join(names[:_MOST_CODERS])} {words.say('and_more', rest)}" if rest > 0 else words.join(names)
    known, coded = sum(coverage.coders.values()), sum(1 for clipping in coverage.now.clippings if clipping.tone)
    return words.say("coded_by" if known == coded else "some_coded_by", known, total=words.number(coded), who=who)


def _trend_bars(register: Register) -> tuple[Bar, ...]:
    words = register.words
    return tuple(
        Bar(
            month.period.first,
            words.month(month.period.first),
            words.short_month(month.period.first),
            month.clippings,
            0,
            figure=register.figure_of(month.ids),
        )
        for month in register.coverage.trend
    )
