"""What a report is made from: the clippings of a period, and of the periods that it is compared with."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct, field

from clipper.model.clipping import Clipping
from clipper.model.codes import Relation, Role, State
from clipper.model.outlet import Outlet
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import Audience, Definition, Kind
from clipper.model.term import Term
from clipper.reports.figures import Figures
from clipper.reports.matters import Matter, matters
from clipper.reports.timeline import before, months_between, year_before

if TYPE_CHECKING:
    from clipper.library.library import Library

_TREND_MONTHS = 13
# So many empty months in a row mean that nobody collected then, not that nobody wrote.
_GAP = 3


class Month(Struct, frozen=True):
    """One month of the trend and the ids of its clippings."""

    period: Period
    ids: tuple[int, ...]

    @property
    def clippings(self) -> int:
        """How many clippings the month holds."""
        return len(self.ids)


class Peers(Struct, frozen=True):
    """The clippings about peers that one search finds in the periods of a coverage, as that has its own."""

    query: Query
    now: Figures
    before: Figures | None
    year_before: Figures | None


class Coverage(Struct, frozen=True):
    """The figures of a period beside those of the period before and of the same period last year.

    A comparison is None where the library did not count yet, or only for a part of that period; `since` is the day of
    its first counted clipping. A year's period before is the same period last year, and stands there once.
    `trend` ends with the period's month and is empty when the period is no month. `query` is what counts, in full.
    `undated` and `waiting` are the counted clippings without a date, and those of the period that nobody kept yet.
    `matters` are the corrections and follow-ups to tell of, also of counted clippings of other periods; none to the
    public. `coders` coded the tone of so many of the period's clippings, who coded most first; nor does the public
    learn of them, nor of `messages`, all key messages of the library, and `peers`, which are None where the period has
    none. `outlets` is what is known of the outlets of all these periods, by their names.
    """

    period: Period
    audience: Audience
    query: Query
    now: Figures
    before: Figures | None
    year_before: Figures | None
    trend: tuple[Month, ...]
    since: date | None
    undated: int
    waiting: int
    matters: tuple[Matter, ...] = ()
    coders: Mapping[str, int] = field(default_factory=dict)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    peers: "Peers | None" = None

    @property
    def compared(self) -> tuple[tuple[Period, Figures], ...]:
        """The comparisons that can be made: the period before, the same period last year."""
        pairs = (before(self.period), self.before), (year_before(self.period), self.year_before)
        return tuple((period, figures) for period, figures in pairs if figures is not None)

    @property
    def uncompared(self) -> tuple[Period, ...]:
        """The periods that this one is to be compared with, and in which nobody counted."""
        wanted = dict.fromkeys((before(self.period), year_before(self.period)))
        compared = {period for period, _figures in self.compared}
        return tuple(period for period in wanted if period not in compared)

    @property
    def is_complete(self) -> bool:
        """Whether the library counted in every period that this one is to be compared with."""
        return not self.uncompared

    @property
    def tone_counts(self) -> bool:
        """Whether the audience may see tones and other coding."""
        return self.audience is Audience.INTERNAL


def coverage(
    library: "Library", period: Period, query: Query | None = None, audience: Audience = Audience.INTERNAL
) -> Coverage:
    """Count a period: kept clippings about us, unless the query names a state: or a relation:.

    For a public audience only published clippings count, whatever the query says.
    """
    counted = _counted(library.meant(query or Query()), audience)
    since = _first_day(library, counted)
    earlier, year_earlier = before(period), year_before(period)
    now = _figures(library, counted, period)
    then = _comparison(library, counted, earlier, since)
    year_ago = None if year_earlier == earlier else _comparison(library, counted, year_earlier, since)
    is_internal = audience is Audience.INTERNAL
    return Coverage(
        period=period,
        audience=audience,
        query=counted,
        now=now,
        before=then,
        year_before=year_ago,
        trend=_trend(library, counted, period),
        since=since,
        undated=len(library.search(counted.with_term(Term("undated", "is"))).ids),
        waiting=len(waiting(library, counted, period, audience)),
        matters=_matters(library, counted, period, now) if is_internal else (),
        coders=library.coders([c.id for c in now.clippings if c.tone]) if is_internal else {},
        outlets=_profiles(library, [now, then, year_ago]),
        messages=tuple(library.messages()) if is_internal else (),
        peers=_peers(library, counted, period, since) if is_internal else None,
    )


def _profiles(library: "Library", periods: Iterable[Figures | None]) -> dict[str, Outlet]:
    names = {clipping.outlet for figures in periods if figures is not None for clipping in figures.clippings}
    return {outlet.name: outlet for outlet, is_used in library.outlets() if is_used and outlet.name in names}


def _peers(library: "Library", counted: Query, period: Period, since: date | None) -> Peers | None:
    """What is found of peers just as ours is; nothing beside a search that asks for other relations than ours."""
    ours = Term(Relation.ABOUT_US, "relation")
    if [term for term in counted.terms if term.field == "relation"] != [ours]:
        return None
    query = counted.without_field("relation").with_term(Term(Relation.PEER, "relation"))
    now = _figures(library, query, period)
    if not len(now):
        return None
    # A period in which nobody kept clippings about peers yet would show us alone, with the whole share.
    both = max(filter(None, [since, _first_day(library, query)]), default=None)
    earlier, year_earlier = before(period), year_before(period)
    return Peers(
        query,
        now,
        before=_comparison(library, query, earlier, both),
        year_before=None if year_earlier == earlier else _comparison(library, query, year_earlier, both),
    )


def covered(library: "Library", definition: Definition, period: Period, query: Query | None = None) -> Coverage:
    """Count a period as a definition wants it: by its search, unless another is given, and for its audience.

    A briefing has clippings of every relation, unless its search names some; a page for a website is always public.
    """
    asked = Query.parse(definition.query) if query is None else query
    is_page = definition.kind is Kind.MEDIA_PAGE
    if definition.kind is Kind.BRIEFING and not any(term.field == "relation" for term in asked.terms):
        for relation in Relation:
            asked = asked.with_term(Term(relation, "relation"))
    return coverage(library, period, asked, Audience.PUBLIC if is_page else definition.audience)


def all_published(library: "Library", query: Query) -> Period | None:
    """Return the days from the first to the last clipping that the public may see; None where there is none."""
    counted = _counted(library.meant(query), Audience.PUBLIC).with_term(Term("undated", "is", negated=True))
    ids = _oldest_first(library, counted)
    if not len(ids):
        return None
    days = [clipping.published_on for clipping in library.clippings([ids[0], ids[-1]]) if clipping.published_on]
    return Period(days[0], days[-1])


def public_coverage(library: "Library", clipping: Clipping) -> Coverage:
    """Return one clipping, and what else of its story public reports hold, as they count them, were it published."""
    counted = _counted(Query(), Audience.PUBLIC)
    others = (member for member in library.story_of(clipping.id) if counted.matches(member))
    story = sorted((clipping, *(member for member in others if member.id != clipping.id)), key=_when)
    day = clipping.published_on or clipping.added_at.date()
    return Coverage(
        period=Period(day, day),
        audience=Audience.PUBLIC,
        query=counted,
        now=Figures(tuple(story), frozenset(member.id for member in story[1:])),
        before=None,
        year_before=None,
        trend=(),
        since=None,
        undated=0,
        waiting=0,
        outlets=_profiles(library, [Figures(tuple(story))]),
    )


class Featured(Struct, frozen=True):
    """A person in a period, None for all time and undated ones: the clippings that count for them, as figures.

    `waiting` are further ones about us that nobody kept yet, `others` kept ones that are about an issue or a peer.
    """

    name: str
    period: Period | None
    figures: Figures
    waiting: int
    others: int

    @property
    def roles(self) -> Counter[Role]:
        """In how many of the clippings the person does what."""
        people = (person for clipping in self.figures.clippings for person in clipping.spokespeople)
        return Counter(person.role for person in people if person.name == self.name)


def featured(library: "Library", name: str, period: Period | None = None) -> Featured:
    """Count the clippings that feature a person, by their own name, just as coverage() counts them.

    What began as somebody else's story, or before the period, is a pick-up here, too.
    """
    counted = _counted(Query(), Audience.INTERNAL)
    ids = _featuring(library, name, counted, period)
    clippings = tuple(sorted(library.clippings(ids), key=_when))
    others = counted.without_field("relation").with_term(Term(Relation.ABOUT_US, "relation", negated=True))
    return Featured(
        name,
        period,
        Figures(clippings, _pick_ups(library, counted, clippings)),
        waiting=len(_featuring(library, name, _nobody_kept(counted), period)),
        others=len(_featuring(library, name, others, period)),
    )


def _featuring(library: "Library", name: str, query: Query, period: Period | None) -> list[int]:
    asked = query.with_term(Term(name, "feat"))
    ids = _oldest_first(library, asked if period is None else _within(asked, period))
    # The search finds longer names that hold this one, too.
    named = library.spokespeople(ids)
    return [id_ for id_ in ids if name in named.get(id_, ())]


def _counted(query: Query, audience: Audience) -> Query:
    # Asked for in one of several alternatives, a state is not asked for in the others.
    fields = {term.field for term in query.terms}
    if "relation" not in fields:
        query = query.with_term(Term(Relation.ABOUT_US, "relation"))
    if "state" not in fields:
        query = query.with_term(Term(State.KEPT, "state"))
    if audience is Audience.PUBLIC:
        query = query.with_term(Term("published", "is"))
    return query


def _within(query: Query, period: Period) -> Query:
    """The query for the days of a period; as groups of their own, so that dates in the query still hold."""
    days = Term(period.first.isoformat(), "after"), Term((period.last + timedelta(days=1)).isoformat(), "before")
    return query.with_term(days[0]).with_term(days[1])


def _figures(library: "Library", counted: Query, period: Period) -> Figures:
    ids = _oldest_first(library, _within(counted, period))
    clippings = tuple(sorted(library.clippings(ids), key=_when))
    return Figures(clippings, _pick_ups(library, counted, clippings))


def _pick_ups(library: "Library", counted: Query, clippings: tuple[Clipping, ...]) -> frozenset[int]:
    """The clippings that ran after the first counted one of their story, wherever in time that lies."""
    in_story = [clipping for clipping in clippings if clipping.story is not None]
    members = library.stories_with([clipping.id for clipping in in_story]) if in_story else []
    firsts: dict[str | None, int] = {}
    for member in sorted((*filter(counted.matches, members), *in_story), key=_when):
        firsts.setdefault(member.story, member.id)
    return frozenset(clipping.id for clipping in in_story if firsts[clipping.story] != clipping.id)


def _when(clipping: Clipping) -> tuple[date, int]:
    return clipping.published_on or date.max, clipping.id


def _comparison(library: "Library", counted: Query, period: Period, since: date | None) -> Figures | None:
    # Nobody knows on which day of its first month somebody began to collect: that month counts as whole.
    if since is None or period.first < since.replace(day=1):
        return None
    figures = _figures(library, counted, period)
    return None if not len(figures) and _nobody_collected(library, period) else figures


def _nobody_collected(library: "Library", period: Period) -> bool:
    """Tell whether a period lies in a long time for which the library has nothing at all, whatever is counted."""
    from clipper.library.search import Sort

    if len(_oldest_first(library, _within(Query(), period))):
        return False
    earlier = library.search(Query((Term(period.first.isoformat(), "before"),)), Sort.NEWEST).ids[:1]
    later = _oldest_first(library, Query((Term((period.last + timedelta(days=1)).isoformat(), "after"),)))[:1]
    days = [clipping.published_on for clipping in library.clippings([*earlier, *later]) if clipping.published_on]
    return len(days) > 1 and months_between(days[0], days[1]) >= _GAP


def _first_day(library: "Library", counted: Query) -> date | None:
    dated = counted.with_term(Term("undated", "is", negated=True))
    ids = _oldest_first(library, dated)
    return library.clippings(ids[:1])[0].published_on if len(ids) else None


def _oldest_first(library: "Library", query: Query) -> Sequence[int]:
    # Imported here: the child process that sets pages imports this package too, and must not wait for a database.
    from clipper.library.search import Sort

    return library.search(query, Sort.OLDEST).ids


def _trend(library: "Library", counted: Query, period: Period) -> tuple[Month, ...]:
    if not period.is_month:
        return ()
    months: list[Month] = []
    current = period
    for _ in range(_TREND_MONTHS):
        months.insert(0, Month(current, tuple(library.search(_within(counted, current)).ids)))
        current = current.before()
    return _since_the_gap(months)


def _since_the_gap(months: list[Month]) -> tuple[Month, ...]:
    """The months after the last long gap, the first of them being one with clippings."""
    start = 0
    for index in range(len(months) - _GAP):
        if not any(month.clippings for month in months[index : index + _GAP]):
            start = index + _GAP
    while start < len(months) and not months[start].clippings:
        start += 1
    return tuple(months[start:])


def _matters(library: "Library", counted: Query, period: Period, now: Figures) -> tuple[Matter, ...]:
    # The period's own are there already, with follow-ups that were closed; of others no search finds these.
    shown = {clipping.id for clipping in now.clippings}
    asked = Term("correction", "has"), Term("open", "is")
    ids = {id_ for term in asked for id_ in library.search(counted.with_term(term)).ids}
    # A search that leaves these out is not overruled.
    others = (clipping for clipping in library.clippings(sorted(ids - shown)) if counted.matches(clipping))
    return matters((*now.clippings, *others), period)


def waiting(library: "Library", counted: Query, period: Period, audience: Audience) -> Sequence[int]:
    """Return what nobody kept yet of a period, where the query counts kept ones; a public report tells of none."""
    if audience is Audience.PUBLIC or not counted.asks("state", State.KEPT):
        return ()
    return library.search(_within(_nobody_kept(counted), period)).ids


def _nobody_kept(counted: Query) -> Query:
    unkept = counted.without_field("state")
    return unkept.with_term(Term(State.NEW, "state")).with_term(Term(State.DEFERRED, "state"))
