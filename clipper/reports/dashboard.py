"""What a search comes to, as figures and charts to look at: counts alone, each with the term that finds its clippings.

Reports tell a period in words and hold its clippings; a dashboard answers for any search, and at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from clipper.model.clipping import Clipping
from clipper.model.codes import Medium, Tone
from clipper.model.group import terms_in
from clipper.model.matching import telling_tags
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.search_fields import NONE
from clipper.model.term import Term
from clipper.model.text import fold
from clipper.model.values import replace
from clipper.reports.figures import Figures, is_topic
from clipper.reports.timeline import before, peaks, spans, unit_of

if TYPE_CHECKING:
    from clipper.library.library import Library
    from clipper.library.spread import Spread

_TONES = (Tone.POSITIVE, Tone.NEUTRAL, Tone.MIXED, Tone.NEGATIVE, NONE)
_SPANS_OF_DAYS = frozenset({"after", "before", "on", "quarter", "last"})
_LONGEST_IN_MONTHS = 5 * 366
_LANGUAGES = 2
_ONE_DAY = timedelta(days=1)
_MOST_READ = 100

OTHER = ""
"""Stands for all languages but those that are told apart, and for languages that are not known."""


class Bar(Struct, frozen=True):
    """A name or code ("none" where there is none), its clippings, and the term that finds them within the search."""

    key: str
    count: int
    term: Term


class Column(Struct, frozen=True):
    """A span of days, its clippings in each language of the volume, and the term that finds them within the search.

    `cause` is the clipping that made the highest column what it is, where one did: see Peak.
    """

    span: Period
    parts: tuple[int, ...]
    term: Term
    cause: Clipping | None = None

    @property
    def count(self) -> int:
        """How many clippings the span has."""
        return sum(self.parts)


class Volume(Struct, frozen=True):
    """Clippings over time by `unit`: day, week, month or year; `undated` are those that have no date.

    `languages` are the codes by which each column is parted, OTHER last where it is among them; one alone tells nothing
    apart.
    """

    unit: str = "week"
    columns: tuple[Column, ...] = ()
    languages: tuple[str, ...] = ()
    undated: int = 0


class Totals(Struct, frozen=True):
    """The figures of a search; `voiced` are the clippings with words of a spokesperson."""

    stories: int = 0
    clippings: int = 0
    outlets: int = 0
    people: int = 0
    voiced: int = 0
    not_coded: int = 0


class Dashboard(Struct, frozen=True):
    """The figures and charts of a search; bars stand with most clippings first, tones in an order of their own.

    `before` are the figures of the days before those that the search asks for, `compared` those days; None where it
    asks for none, or the library did not count in all of them. `judged` are the clippings of which a tone is coded or
    that carry a message.
    """

    query: Query
    now: Totals
    before: Totals | None
    compared: Period | None
    volume: Volume
    tones: tuple[Bar, ...]
    outlets: tuple[Bar, ...]
    people: tuple[Bar, ...]
    messages: tuple[Bar, ...]
    topics: tuple[Bar, ...]
    media: tuple[Bar, ...]
    judged: int


def dashboard(library: "Library", query: Query) -> Dashboard:
    """Count what a query finds; raises SearchInterrupted."""
    meant, today = library.meant(query), library.today()
    found = library.spread(query)
    asked = _asked_days(meant)
    compared = _compared(library, meant, asked, today)
    earlier = None if compared is None else library.spread(_within(meant, compared))
    return Dashboard(
        query=query,
        now=_totals(found),
        before=None if earlier is None else _totals(earlier),
        compared=compared,
        volume=_with_cause(library, meant, _volume(found, asked, today)),
        tones=tuple(Bar(tone, found.facets.tones.get(tone, 0), Term(tone, "tone")) for tone in _TONES),
        outlets=_most(found.facets.outlets, "outlet"),
        people=_most(found.facets.spokespeople, "feat"),
        messages=_most(found.messages, "message"),
        topics=_topics(found.facets.tags),
        media=_media(found.media),
        judged=found.judged,
    )


def narrowed(query: Query, term: Term, today: date) -> Query:
    """Return the query for the clippings of a bar or column: what it asks for already in the same field gives way."""
    if term.narrows:
        return query.with_term(term)
    others = [other for other in query.terms if other.field == term.field and not other.negated]
    for other in others:
        query = query.without_term(other)
    wanted = [term]
    if term.field == "on" and others:
        shared = (_shared(term.days, other.at(today).days) for other in others)
        wanted = [_on(days) for days in shared if days is not None]
    for one in wanted:
        query = query.with_term(one)
    return query


# --- the days of a search


class _Asked(Struct, frozen=True):
    """The first and the last day that a search asks for; None where it leaves that open."""

    first: date | None = None
    last: date | None = None


def _asked_days(meant: Query) -> _Asked:
    firsts, lasts = [], []
    for name in _SPANS_OF_DAYS:
        days = [term.days for term in meant.terms if term.field == name and not term.negated]
        if days and name == "after":
            firsts.append(max(one.first for one in days))
        elif days and name == "before":
            lasts.append(max(date.min, _day_before(min(one.first for one in days))))
        elif days:
            narrows = name == "last"
            firsts.append((max if narrows else min)(one.first for one in days))
            lasts.append((min if narrows else max)(one.last for one in days))
    return _Asked(max(firsts, default=None), min(lasts, default=None))


def _day_before(day: date) -> date:
    return day if day == date.min else day - _ONE_DAY


def _compared(library: "Library", meant: Query, asked: _Asked, today: date) -> Period | None:
    """The days just before those that are asked for: of these, what lies ahead still is not counted against them."""
    last = min(asked.last or today, today)
    if asked.first is None or asked.first > last or _asks_otherwise(meant):
        return None
    earlier = _before(Period(asked.first, last))
    since = None if earlier is None else _first_day(library, _without_days(meant))
    # Nobody knows on which day of its first month somebody began to collect: that month counts as whole.
    return earlier if earlier and since and earlier.first >= since.replace(day=1) else None


def _before(period: Period) -> Period | None:
    try:
        return before(period)
    except (OverflowError, ValueError):  # before the first day of the calendar
        return None


def _asks_otherwise(meant: Query) -> bool:
    """Whether days are asked for in other ways than that clippings are of them: those cannot be moved back in time."""
    plain = [term for term in meant.terms if not term.negated]
    return any(term.field in _SPANS_OF_DAYS and term not in plain for term in terms_in(meant.parts))


def _without_days(meant: Query) -> Query:
    return meant.without_field(*_SPANS_OF_DAYS)


def _within(meant: Query, days: Period) -> Query:
    return _without_days(meant).with_term(_on(days))


def _first_day(library: "Library", query: Query) -> date | None:
    # Imported here: the child process that sets pages imports this package too, and must not wait for a database.
    from clipper.library.search import Sort

    first = library.first(query.with_term(Term("undated", "is", negated=True)), Sort.OLDEST, 1)
    return library.clippings(first.ids[:1])[0].published_on if first else None


def _shared(days: Period, other: Period) -> Period | None:
    first, last = max(days.first, other.first), min(days.last, other.last)
    return Period(first, last) if first <= last else None


def _on(days: Period) -> Term:
    """The term for some days, as a person would write it."""
    first, last = days.first, days.last
    if first == last:
        return Term(f"{first}", "on")
    whole = {f"{first.year:04}", f"{first.year:04}-{first.month:02}"}
    return Term(next((text for text in whole if Period.parse(text) == days), f"{first}..{last}"), "on")


# --- what is counted


def _totals(found: "Spread") -> Totals:
    facets = found.facets
    return Totals(
        stories=facets.stories,
        clippings=facets.total,
        outlets=sum(count > 0 for count in facets.outlets.values()),
        people=sum(count > 0 for count in facets.spokespeople.values()),
        voiced=found.voiced,
        not_coded=facets.tones.get(NONE, 0),
    )


def _volume(found: "Spread", asked: _Asked, today: date) -> Volume:
    undated = found.facets.total - sum(sum(counts.values()) for counts in found.days.values())
    if not found.days:
        return Volume(undated=undated)
    total = found.facets.total - undated
    period, unit = _shown_days(list(found.days), asked, today, total)
    languages = _told_apart(found.languages)
    columns = [Column(span, (0,) * len(languages), _on(span)) for span in spans(period, unit)]
    return Volume(unit, tuple(_filled(columns, found.days, languages)), languages, undated)


def _with_cause(library: "Library", meant: Query, volume: Volume) -> Volume:
    """Tell what made the highest column, where it stands alone and is small enough to be read at once."""
    from clipper.library.search import Sort

    most = max((column.count for column in volume.columns), default=0)
    highest = [column for column in volume.columns if column.count == most]
    if len(highest) != 1 or len(volume.columns) == 1 or most > _MOST_READ:
        return volume
    ids = library.search(narrowed(meant, highest[0].term, library.today()), Sort.OLDEST).ids
    peak = next(iter(peaks(Figures(tuple(library.clippings(ids))), [highest[0].span])), None)
    told = replace(highest[0], cause=peak.cause if peak else None)
    return replace(volume, columns=tuple(told if column is highest[0] else column for column in volume.columns))


def _shown_days(days: Sequence[date], asked: _Asked, today: date, count: int) -> tuple[Period, str]:
    """The days that the columns span, and by what: those asked for up to today, or else those that have clippings.

    Columns of years begin with the first clipping, however long before somebody asks for them.
    """
    last = days[-1] if asked == _Asked() else max(days[-1], min(asked.last or today, today))
    period = Period(min(asked.first or days[0], days[0]), last)
    if period.days <= _LONGEST_IN_MONTHS:
        return period, unit_of(period, count)
    period = Period(days[0], last)
    unit = unit_of(period, count)
    return period, "year" if period.days > _LONGEST_IN_MONTHS else unit


def _told_apart(languages: Mapping[str, int]) -> tuple[str, ...]:
    """The most frequent languages, and OTHER for the rest; OTHER alone where nothing is told apart."""
    known = sorted(languages.keys() - {NONE}, key=lambda code: (-languages[code], code))
    if not known or len(languages) == 1:
        return (OTHER,)
    told = tuple(known[:_LANGUAGES])
    return told if len(told) == len(languages) else (*told, OTHER)


def _filled(
    columns: Sequence[Column], days: Mapping[date, Mapping[str, int]], languages: tuple[str, ...]
) -> Iterable[Column]:
    place = {code: index for index, code in enumerate(languages)}
    rest = iter(days.items())
    upcoming = next(rest, None)
    for column in columns:
        parts = list(column.parts)
        while upcoming is not None and upcoming[0] <= column.span.last:
            for code, count in upcoming[1].items():
                parts[place.get(code, len(parts) - 1)] += count
            upcoming = next(rest, None)
        yield Column(column.span, tuple(parts), column.term)


def _most(counts: Mapping[str, int], name: str) -> tuple[Bar, ...]:
    bars = [Bar(key, count, Term(key, name)) for key, count in counts.items() if count]
    return tuple(sorted(bars, key=lambda bar: (-bar.count, fold(bar.key), bar.key)))


def _topics(tags: Mapping[str, int]) -> tuple[Bar, ...]:
    """The topics; one nested below another counts for that, as a facet counts it."""
    topics = {tag: count for tag, count in tags.items() if is_topic(tag) and tag.count("/") == 1}
    values = telling_tags(tags)
    bars = (Bar(bar.key.partition("/")[2], bar.count, Term(values[bar.key], "tag")) for bar in _most(topics, "tag"))
    return tuple(bar for bar in bars if bar.key.strip())


def _media(media: Mapping[str, int]) -> tuple[Bar, ...]:
    """Media, most clippings first, the unknown one last."""
    known = {key: count for key, count in media.items() if key in set(Medium)}
    return (*_most(known, "medium"), *_most({NONE: media.get(NONE, 0)}, "medium"))
