"""The sections of a report, each made from the same coverage."""

from collections.abc import Callable, Iterable, Sequence

from clipper.model.clipping import Clipping
from clipper.model.codes import FollowUpKind
from clipper.model.period import Period
from clipper.model.report import MEANING_TEXT, NEXT_TEXT, SUMMARY_TEXT
from clipper.reports.coverage import Coverage
from clipper.reports.document import (
    TONE_ORDER,
    Amount,
    Bar,
    Clippings,
    Count,
    Finding,
    IssueRow,
    Issues,
    KeyCoverage,
    Measure,
    OutletRow,
    Outlets,
    People,
    PersonRow,
    PickUpRow,
    ReporterRow,
    Section,
    Summary,
    ToneBar,
    TopicRow,
    Topics,
    Volume,
)
from clipper.reports.entries import Register
from clipper.reports.figures import NOT_CODED, Figures, Tally, topics_of
from clipper.reports.findings import groups, phrases
from clipper.reports.findings import issues as standing
from clipper.reports.findings import summary as drafted
from clipper.reports.findings import volume as findings
from clipper.reports.language import Language, capital
from clipper.reports.matters import Matter
from clipper.reports.method import method
from clipper.reports.timeline import Peak, peaks, spans, unit_of

_MOST_OUTLETS = 25
_MOST_REPORTERS = 10
_MOST_CODERS = 3
_LONGEST_CAUSE = 28
_LABELLED_DAYS = frozenset({5, 10, 15, 20, 25})

Select = Callable[[Figures], Sequence[Clipping]]


def summary(register: Register, number: int) -> Summary:
    """Return the page that must stand alone."""
    words, coverage = register.words, register.coverage
    compared = coverage.compared
    texts = register.issue.texts
    since = ""
    if not coverage.is_complete and coverage.since is not None:
        since = words.say("since", day=words.long_date(coverage.since))
    return Summary(
        number=number,
        title=words.label("summary"),
        finding=drafted.summary_heading(words, coverage),
        lead=drafted.lead(words, coverage),
        text=drafted.summary_text(words, coverage),
        periods=tuple(
            capital(words.period(period)) for period in (coverage.period, *(period for period, _ in compared))
        ),
        measures=tuple(_measures(register, [figures for _, figures in compared]))
        if "figures" in register.parts
        else (),
        since=since,
        highlights=tuple(map(register.entry, coverage.now.starred)),
        written=texts.get(SUMMARY_TEXT, ""),
        meaning=texts.get(MEANING_TEXT, ""),
        next_steps=texts.get(NEXT_TEXT, ""),
    )


def _measures(register: Register, earlier: list[Figures]) -> Iterable[Measure]:
    if "figures" not in register.parts:
        return
    periods = [register.coverage.now, *earlier]
    yield _count(register, "stories", periods, lambda figures: figures.stories)
    yield _count(register, "clippings", periods, lambda figures: figures.clippings)
    yield _names(register, "outlets", periods, lambda figures: sum(1 for tally in figures.outlets if tally.key))
    yield _names(register, "people", periods, lambda figures: len(figures.people))
    yield _count(register, "by_us", periods, lambda figures: figures.by_us)
    if not len(periods[0]):
        return
    if register.coverage.tone_counts:
        yield _share(register, "positive", periods, lambda figures: figures.tones.get("positive", ()))
    yield _share(register, "voice", periods, lambda figures: figures.with_voice)


def _count(register: Register, key: str, periods: list[Figures], select: Select) -> Measure:
    numbers = [len(select(figures)) for figures in periods]
    references = register.references(select(periods[0]))
    return Measure(key, register.words.measure(key), _amounts(numbers, [""] * len(numbers)), references)


def _names(register: Register, key: str, periods: list[Figures], count: Callable[[Figures], int]) -> Measure:
    numbers = [count(figures) for figures in periods]
    return Measure(key, register.words.measure(key), _amounts(numbers, [""] * len(numbers)))


def _share(register: Register, key: str, periods: list[Figures], select: Select) -> Measure:
    """A share in percent where every period is large enough for one, else the counts."""
    words = register.words
    references = register.references(select(periods[0]))
    if all(len(figures) >= phrases.FEW for figures in periods):
        numbers = [phrases.share(len(select(figures)), len(figures)) for figures in periods]
        units = [words.percent_unit] * len(numbers)
    else:
        numbers = [len(select(figures)) for figures in periods]
        units = [words.say("of", len(figures)) for figures in periods]
    return Measure(key, words.measure(key), _amounts(numbers, units), references)


def _amounts(numbers: list[int], units: list[str]) -> tuple[Amount, ...]:
    now = Amount(numbers[0], units[0])
    return now, *(Amount(then, unit, numbers[0] - then) for then, unit in zip(numbers[1:], units[1:], strict=True))


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
        bars=bars(words, coverage.now, coverage.period, unit) if has_volume else (),
        tone=tone,
        tone_bars=tuple(_tone_bars(register)) if has_tone else (),
        coded_by=_coded_by(words, coverage) if has_tone else "",
        trend=trend,
        trend_bars=_trend_bars(register) if trend else (),
    )


def bars(words: Language, figures: Figures, period: Period, unit: str) -> tuple[Bar, ...]:
    """Return a bar for each day, week or month of a period; up to four peaks name their cause."""
    cut = spans(period, unit)
    causes = {peak.span: _cause(words, peak) for peak in peaks(figures, cut)}
    return tuple(
        _bar(
            words, figures.within(span.first, span.last), span, unit, _tick(words, span, period, unit), causes.get(span)
        )
        for span in cut
    )


def _bar(words: Language, figures: Figures, span: Period, unit: str, tick: str, cause: str | None) -> Bar:
    stories = len(figures.stories)
    label = words.day(span.first) if unit == "day" else words.period(span)
    return Bar(span.first, label, tick, stories, len(figures) - stories, len(figures.starred), cause or "")


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


def _tone_bars(register: Register) -> Iterable[ToneBar]:
    words, coverage = register.words, register.coverage
    for period, figures in ((coverage.period, coverage.now), *coverage.compared):
        tones = _tones(figures)
        not_coded = tones[NOT_CODED]
        yield ToneBar(capital(words.period(period)), tones, words.say("not_coded", not_coded) if not_coded else "")


def _coded_by(words: Language, coverage: Coverage) -> str:
    """Who coded the tone; of how many, where others came with theirs."""
    names = list(coverage.coders)
    if not names:
        return ""
    rest = len(names) - _MOST_CODERS
    who = f"{', '.join(names[:_MOST_CODERS])} {words.say('and_more', rest)}" if rest > 0 else words.join(names)
    known, coded = sum(coverage.coders.values()), sum(1 for clipping in coverage.now.clippings if clipping.tone)
    return words.say("coded_by" if known == coded else "some_coded_by", known, total=words.number(coded), who=who)


def _tones(figures: Figures) -> dict[str, int]:
    return {tone: len(figures.tones.get(tone, ())) for tone in TONE_ORDER}


def _trend_bars(register: Register) -> tuple[Bar, ...]:
    words = register.words
    return tuple(
        Bar(m.period.first, words.month(m.period.first), words.short_month(m.period.first), m.clippings, 0)
        for m in register.coverage.trend
    )


def outlets(register: Register, number: int) -> Outlets:
    """Return the outlets, the first 25 in rows."""
    words, coverage = register.words, register.coverage
    finding = groups.outlets_finding(words, coverage)
    found = coverage.now.outlets
    rest = found[_MOST_OUTLETS:]
    in_rest = words.say("clippings", sum(map(len, rest)))
    return Outlets(
        number=number,
        title=words.label("outlets"),
        finding=finding.heading,
        outlets=finding,
        rows=tuple(_outlet_row(register, tally) for tally in found[:_MOST_OUTLETS]),
        rest=words.say("rest", len(rest), clippings=in_rest) if rest else "",
    )


def _outlet_row(register: Register, tally: Tally) -> OutletRow:
    words, coverage = register.words, register.coverage
    figures = Figures(tally.clippings)
    media = [words.label(medium.key) for medium in figures.media if medium.key]
    before = coverage.before
    return OutletRow(
        name=tally.key or words.label("outlet_unknown"),
        medium=", ".join(media),
        number=len(tally),
        tones=_tones(figures) if coverage.tone_counts else {},
        before="" if before is None else str(_count_of(before.outlets, tally.key)),
        references=register.references(tally.clippings),
    )


def _count_of(tallies: list[Tally], key: str) -> int:
    return next((len(tally) for tally in tallies if tally.key == key), 0)


def people(register: Register, number: int) -> People | None:
    """Return spokespeople, pick-ups and reporters; None where there are none of all three."""
    words, coverage = register.words, register.coverage
    finding = groups.people_finding(words, coverage)
    pick_ups = groups.pick_ups_finding(words, coverage)
    reporters = tuple(_reporter_rows(register))
    if not (coverage.now.people or pick_ups or reporters):
        return None
    return People(
        number=number,
        title=words.label("people"),
        finding=finding.heading,
        people=finding,
        rows=tuple(_person_rows(register)),
        pick_ups=pick_ups,
        pick_up_rows=tuple(_pick_up_rows(register)),
        reporters=Finding(words.say("reporters_heading"), caption=words.label("reporters")) if reporters else None,
        reporter_rows=reporters,
    )


def _person_rows(register: Register) -> Iterable[PersonRow]:
    before = register.coverage.before
    earlier = {person.name: len(person) for person in before.people} if before else {}
    for person in register.coverage.now.people:
        topics = dict.fromkeys(topic for clipping in person.clippings for topic in topics_of(clipping))
        yield PersonRow(
            name=person.name,
            number=len(person),
            voice=len(person.voice),
            before="" if before is None else str(earlier.get(person.name, 0)),
            outlets=len(person.outlets),
            topics=tuple(map(groups.topic_label, topics)),
            references=register.references(person.clippings),
        )


def _pick_up_rows(register: Register) -> Iterable[PickUpRow]:
    words = register.words
    for story in register.coverage.now.picked_up:
        others = dict.fromkeys(phrases.outlet(words, clipping) for clipping in story.clippings[1:])
        yield PickUpRow(
            headline=story.first.headline or words.label("without_headline"),
            language=story.first.language or words.code,
            outlet=phrases.outlet(words, story.first),
            first=register.references([story.first]),
            others=tuple(others),
            references=register.references(story.clippings[1:]),
        )


def _reporter_rows(register: Register) -> Iterable[ReporterRow]:
    often = [reporter for reporter in register.coverage.now.reporters if len(reporter) > 1]
    for reporter in often[:_MOST_REPORTERS]:
        names = dict.fromkeys(phrases.outlet(register.words, clipping) for clipping in reporter.clippings)
        yield ReporterRow(reporter.key, ", ".join(names), register.references(reporter.clippings))


def topics(register: Register, number: int) -> Topics:
    """Return topics, medium, prominence and language; the prominence for an internal audience only."""
    words, coverage = register.words, register.coverage
    now = coverage.now
    finding = groups.topics_finding(words, coverage)
    is_internal = coverage.tone_counts
    return Topics(
        number=number,
        title=words.label("topics"),
        finding=finding.heading if finding else words.say("topics_none"),
        topics=finding,
        rows=tuple(_topic_rows(register)),
        medium=groups.media_finding(words, now),
        media=_counts(register, now.media, words.label),
        prominence=groups.prominence_finding(words, now) if is_internal else None,
        prominences=_counts(register, now.prominences, words.label) if is_internal else (),
        language=groups.languages_finding(words, now),
        languages=_counts(register, now.languages, words.language_name),
    )


def _counts(register: Register, tallies: list[Tally], name: Callable[[str], str]) -> tuple[Count, ...]:
    unknown = register.words.label("unknown")
    return tuple(
        Count(
            tally.key,
            capital(name(tally.key) if tally.key else unknown),
            len(tally),
            register.references(tally.clippings),
        )
        for tally in tallies
    )


def _topic_rows(register: Register) -> Iterable[TopicRow]:
    before = register.coverage.before
    for topic in register.coverage.now.topics:
        then = None if before is None else _count_of(before.topics, topic.key)
        change = "" if then is None else _change(len(topic) - then)
        yield TopicRow(groups.topic_label(topic.key), len(topic), then, change, register.references(topic.clippings))


def _change(difference: int) -> str:
    return f"+{difference}" if difference > 0 else f"−{-difference}" if difference else "±0"


def key_coverage(register: Register, number: int) -> KeyCoverage | None:
    """Return the starred clippings; None without any."""
    starred = register.coverage.now.starred
    if not starred:
        return None
    words = register.words
    return KeyCoverage(
        number=number,
        title=words.label("key"),
        finding=words.say("key_count", len(starred)),
        clippings=tuple(map(register.key_clipping, starred)),
    )


def issues(register: Register, number: int) -> Issues | None:
    """Return errors and follow-ups; None without any, and for the public."""
    words = register.words
    rows = {kind: tuple(_issue_rows(register, kind)) for kind in FollowUpKind}
    found = {
        kind: standing.issues_finding(words, kind, [row.state for row in kind_rows]) for kind, kind_rows in rows.items()
    }
    corrections, follow_ups = found[FollowUpKind.CORRECTION], found[FollowUpKind.FOLLOW_UP]
    first = corrections or follow_ups
    if first is None or not register.coverage.tone_counts:
        return None
    return Issues(
        number=number,
        title=words.label("issues"),
        finding=first.heading,
        corrections=corrections,
        correction_rows=rows[FollowUpKind.CORRECTION],
        follow_ups=follow_ups,
        follow_up_rows=rows[FollowUpKind.FOLLOW_UP],
    )


def _issue_rows(register: Register, kind: FollowUpKind) -> Iterable[IssueRow]:
    return (_issue_row(register, matter) for matter in register.coverage.matters if matter.follow_up.kind is kind)


def _issue_row(register: Register, matter: Matter) -> IssueRow:
    words, one, clipping = register.words, matter.follow_up, matter.clipping
    today, ran = register.issue.issued_on, clipping.published_on
    return IssueRow(
        state=standing.state_of(one, today),
        state_label=standing.state_label(words, one, today),
        what=one.what,
        headline=clipping.headline or words.label("without_headline"),
        language=clipping.language or words.code,
        outlet=phrases.outlet(words, clipping),
        date_label=words.long_date(ran) if ran else words.label("undated"),
        references=register.references([clipping] if clipping.id in register.numbers else []),
        asked=standing.asked(words, one),
        owner=one.owner or "",
        outcome=one.outcome or "",
    )


def clippings(register: Register, number: int) -> Clippings:
    """Return all clippings by day."""
    words = register.words
    return Clippings(
        number=number,
        title=words.label("clippings"),
        finding=words.say("clippings_count", len(register.coverage.now)),
        groups=register.days(),
    )


MAKERS: dict[str, Callable[[Register, int], Section | None]] = {
    "summary": summary,
    "volume": volume,
    "outlets": outlets,
    "people": people,
    "topics": topics,
    "key": key_coverage,
    "issues": issues,
    "clippings": clippings,
    "method": method,
}
"""What makes each chapter, by its key; a maker returns None where there is nothing to show."""
