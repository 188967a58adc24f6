"""The list of all clippings in its groups: by day, outlet, spokesperson or tag."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby

from msgspec import Struct

from clipper.model.clipping import Clipping
from clipper.model.report import Grouping
from clipper.reports.coverage import Coverage
from clipper.reports.figures import Figures, Tally, is_topic, topics_of
from clipper.reports.findings.groups import topic_label
from clipper.reports.language import Language

_TOPIC = "topic/"


class Gathered(Struct, frozen=True):
    """Clippings that are listed together; `also` belong here, too, and are listed in a group before this one.

    `day` is the one on which they ran, None unless that is what they have in common.
    """

    label: str
    clippings: tuple[Clipping, ...]
    also: tuple[Clipping, ...] = ()
    day: date | None = None


def gathered(words: Language, coverage: Coverage, grouping: Grouping) -> list[Gathered]:
    """Return all clippings in groups, each listed once: days as they ran, others with most clippings first."""
    now = coverage.now
    if grouping is Grouping.OUTLET:
        return _each_once(now.outlets, lambda key: key or words.label("outlet_unknown"))
    if grouping is Grouping.SPOKESPERSON:
        return _each_once(_by_people(now), lambda key: key or words.label("no_spokesperson"))
    if grouping is Grouping.TAG:
        tallies = now.by_tag if coverage.tone_counts else _by_topics(now)
        return _each_once(tallies, lambda key: _tag_label(key) if key else words.label("untagged"))
    by_day = groupby(now.clippings, key=lambda clipping: clipping.published_on)
    return [
        Gathered(words.full_date(day) if day else words.label("undated"), tuple(ran), day=day) for day, ran in by_day
    ]


def _by_people(figures: Figures) -> list[Tally]:
    people = [Tally(person.name, person.clippings) for person in figures.people]
    return [*people, *_nobody(figures.clippings, lambda clipping: clipping.spokespeople)]


def _by_topics(figures: Figures) -> list[Tally]:
    topics = [Tally(_TOPIC + topic.key, topic.clippings) for topic in figures.topics]
    return [*topics, *_nobody(figures.clippings, topics_of)]


def _nobody(clippings: Iterable[Clipping], names: Callable[[Clipping], object]) -> list[Tally]:
    others = tuple(clipping for clipping in clippings if not names(clipping))
    return [Tally("", others)] if others else []


def _tag_label(tag: str) -> str:
    return topic_label(tag[len(_TOPIC) :]) if is_topic(tag) else tag


def _each_once(tallies: Iterable[Tally], label: Callable[[str], str]) -> list[Gathered]:
    listed: set[int] = set()
    found: list[Gathered] = []
    for tally in sorted(tallies, key=lambda tally: tally.key == ""):
        new = tuple(clipping for clipping in tally.clippings if clipping.id not in listed)
        also = tuple(clipping for clipping in tally.clippings if clipping.id in listed)
        listed.update(clipping.id for clipping in new)
        found.append(Gathered(label(tally.key), new, also))
    return found
