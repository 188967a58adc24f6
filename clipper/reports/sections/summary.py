"""The summary and its figures."""

from collections.abc import Callable, Iterator, Sequence

from clipper.model.clipping import Clipping
from clipper.model.report import MEANING_TEXT, NEXT_TEXT, SUMMARY_TEXT
from clipper.model.values import replace
from clipper.reports.document import Summary
from clipper.reports.entries import Register
from clipper.reports.figures import Figures
from clipper.reports.findings import phrases
from clipper.reports.findings import summary as drafted
from clipper.reports.language import capital
from clipper.reports.parts import Amount, Measure

Select = Callable[[Figures], Sequence[Clipping]]


def summary(register: Register, number: int) -> Summary:
    """Return the page that must stand alone; of the figures alone where no words were asked for."""
    words, coverage, texts = register.words, register.coverage, register.issue.texts
    has_words, has_figures = "summary" in register.parts, "figures" in register.parts
    periods = (coverage.period, *(period for period, _ in coverage.compared))
    return Summary(
        number=number,
        title=words.label("summary" if has_words else "figures"),
        finding=drafted.summary_heading(words, coverage),
        lead=drafted.lead(words, coverage) if has_words else "",
        text=drafted.summary_text(words, coverage) if has_words else "",
        periods=tuple(capital(words.period(period)) for period in periods),
        measures=tuple(_measures(register)) if has_figures else (),
        since=_since(register),
        highlights=tuple(map(register.entry, coverage.now.starred)) if has_words else (),
        written=texts.get(SUMMARY_TEXT, "") if has_words else "",
        meaning=texts.get(MEANING_TEXT, "") if has_words else "",
        next_steps=texts.get(NEXT_TEXT, "") if has_words else "",
    )


def _since(register: Register) -> str:
    words, coverage = register.words, register.coverage
    if coverage.is_complete or coverage.since is None:
        return ""
    first = coverage.since.replace(day=1)
    unknown = [period for period in coverage.uncompared if period.first >= first]
    if unknown:
        return words.say("not_collected", periods=words.join([words.period(period) for period in unknown]))
    return words.say("since", day=words.long_date(coverage.since))


def _measures(register: Register) -> Iterator[Measure]:
    now, coded = register.coverage.now, register.coverage.tone_counts
    yield _count(register, "stories", lambda figures: figures.stories)
    yield _count(register, "clippings", lambda figures: figures.clippings)
    yield _names(register, "outlets", lambda figures: figures.with_outlet, _outlets)
    yield _names(register, "people", lambda figures: figures.with_people, lambda figures: len(figures.people))
    yield _count(register, "by_us", lambda figures: figures.by_us)
    if not len(now):
        return
    if coded:
        yield _share(register, "positive", lambda figures: figures.tones.get("positive", ()))
    if coded and register.coverage.messages:
        yield _share(register, "message", lambda figures: figures.with_message)
    yield _share(register, "voice", lambda figures: figures.with_voice)


def _outlets(figures: Figures) -> int:
    return sum(1 for tally in figures.outlets if tally.key)


def _periods(register: Register) -> list[Figures]:
    return [register.coverage.now, *(figures for _, figures in register.coverage.compared)]


def _count(register: Register, key: str, select: Select) -> Measure:
    references = register.references(select(register.coverage.now))
    return replace(_names(register, key, select, lambda figures: len(select(figures))), references=references)


def _names(register: Register, key: str, select: Select, count: Callable[[Figures], int]) -> Measure:
    """How many there are, such as outlets; the clippings that have one stand behind it."""
    now, *before = _periods(register)
    amounts = [
        Amount(
            count(then),
            change=count(now) - count(then),
            figure=register.figure(select(then)),
            # Where nothing ran at all, that is said once and not of every figure.
            remark=phrases.remark(register.words, count(now), count(then)) if len(then) else "",
        )
        for then in before
    ]
    first = Amount(count(now), figure=register.figure(select(now)))
    return Measure(key, register.words.measure(key), (first, *amounts))


def _share(register: Register, key: str, select: Select) -> Measure:
    """A share in percent where every period is large enough for one, else the counts."""
    words, periods = register.words, _periods(register)
    in_percent = all(len(figures) >= phrases.FEW for figures in periods)
    numbers = [len(select(figures)) for figures in periods]
    units = [words.say("of", len(figures)) for figures in periods]
    if in_percent:
        numbers = [phrases.share(number, len(figures)) for number, figures in zip(numbers, periods, strict=True)]
        units = [words.percent_unit] * len(numbers)
    kept = [register.figure(select(figures)) for figures in periods]
    first = Amount(numbers[0], units[0], figure=kept[0])
    # Counts of different totals are not to be subtracted.
    changes = [numbers[0] - then if in_percent else None for then in numbers]
    rest = zip(numbers, units, changes, kept, strict=True)
    amounts = [Amount(*one) for one in rest][1:]
    references = register.references(select(periods[0]))
    return Measure(key, words.measure(key), (first, *amounts), references)
