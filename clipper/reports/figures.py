"""Groups and counts of the clippings of one period: plain figures, each with the clippings behind it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import VOICE, Prominence, Role
from clipper.model.text import fold

NOT_CODED = "not-coded"
"""The key of what nobody coded, where a tone or a prominence stands otherwise."""

_TOPIC, _PEER = "topic/", "peer/"


class Tally(Struct, frozen=True):
    """A name or code (empty when unknown) and the clippings that count for it, in the order in which they ran."""

    key: str
    clippings: tuple[Clipping, ...]

    def __len__(self) -> int:
        return len(self.clippings)


class Appearances(Struct, frozen=True):
    """A spokesperson and the clippings with them."""

    name: str
    clippings: tuple[Clipping, ...]

    def __len__(self) -> int:
        return len(self.clippings)

    def with_role(self, roles: Iterable[Role]) -> tuple[Clipping, ...]:
        """Return the clippings in which the person has one of these roles."""
        wanted = frozenset(roles)
        return tuple(
            clipping
            for clipping in self.clippings
            if any(person.name == self.name and person.role in wanted for person in clipping.spokespeople)
        )

    @property
    def voice(self) -> tuple[Clipping, ...]:
        """The clippings that carry the person's own words."""
        return self.with_role(VOICE)

    @property
    def outlets(self) -> frozenset[str]:
        """The outlets that had the person."""
        return frozenset(clipping.outlet for clipping in self.clippings if clipping.outlet)


class Story(Struct, frozen=True):
    """The clippings that ran one piece in a period; the first is its origin when that ran in the period too."""

    clippings: tuple[Clipping, ...]
    pick_ups: tuple[Clipping, ...]

    @property
    def first(self) -> Clipping:
        """The earliest clipping of the story in the period."""
        return self.clippings[0]


class Figures(Struct, frozen=True, dict=True):
    """The counted clippings of one period, in the order in which they ran, and what they come to.

    `pick_ups` are the ids of those that ran a story after its first counted clipping, which may lie before the period.
    Each figure is counted once, since a report asks for most of them many times: leave the lists as they are.
    """

    clippings: tuple[Clipping, ...] = ()
    pick_ups: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.clippings)

    @cached_property
    def stories(self) -> tuple[Clipping, ...]:
        """The first clipping of each story that began in the period, and each clipping that stands alone."""
        return tuple(clipping for clipping in self.clippings if clipping.id not in self.pick_ups)

    def by(self, keys: Callable[[Clipping], Iterable[str]]) -> list[Tally]:
        """Return the clippings by keys of theirs, most clippings first, what has the empty key after its equals."""
        return _tallies(self.clippings, keys)

    @cached_property
    def outlets(self) -> list[Tally]:
        """Outlets, most clippings first."""
        return _tallies(self.clippings, lambda clipping: [clipping.outlet or ""])

    @cached_property
    def people(self) -> list[Appearances]:
        """Spokespeople, most clippings first, among equals those with their own words in more."""
        tallies = _tallies(self.clippings, lambda clipping: [person.name for person in clipping.spokespeople])
        people = [Appearances(tally.key, tally.clippings) for tally in tallies]
        return sorted(people, key=lambda person: (-len(person), -len(person.voice)))

    @cached_property
    def topics(self) -> list[Tally]:
        """Topics, most clippings first; a nested topic counts for the one above it."""
        return _tallies(self.clippings, topics_of)

    def carrying(self, message: str) -> tuple[Clipping, ...]:
        """Return the clippings that carry a key message."""
        return tuple(clipping for clipping in self.clippings if message in clipping.messages)

    @cached_property
    def with_message(self) -> tuple[Clipping, ...]:
        """Clippings that carry a key message."""
        return tuple(clipping for clipping in self.clippings if clipping.messages)

    @cached_property
    def with_outlet(self) -> tuple[Clipping, ...]:
        """Clippings whose outlet is known."""
        return tuple(clipping for clipping in self.clippings if clipping.outlet)

    @cached_property
    def with_people(self) -> tuple[Clipping, ...]:
        """Clippings with a spokesperson."""
        return tuple(clipping for clipping in self.clippings if clipping.spokespeople)

    @cached_property
    def by_tag(self) -> list[Tally]:
        """Tags in full, most clippings first; under no name what has none."""
        return _tallies(self.clippings, lambda clipping: clipping.tags or [""])

    @cached_property
    def peers(self) -> list[Tally]:
        """Peers by the tags that name them, most clippings first; under no name those that no tag names."""
        return _tallies(self.clippings, lambda clipping: peers_of(clipping) or [""])

    @cached_property
    def reporters(self) -> list[Tally]:
        """Reporters who are not spokespeople of ours in the same clipping, most clippings first."""
        return _tallies(self.clippings, lambda clipping: _without(clipping.reporters, clipping.spokespeople))

    @cached_property
    def media(self) -> list[Tally]:
        """Media, most clippings first."""
        return _tallies(self.clippings, lambda clipping: [clipping.medium or ""])

    @cached_property
    def languages(self) -> list[Tally]:
        """Languages as ISO 639-1 codes, most clippings first."""
        return _tallies(self.clippings, lambda clipping: [clipping.language or ""])

    @cached_property
    def tones(self) -> dict[str, tuple[Clipping, ...]]:
        """Clippings by tone, in no order; NOT_CODED is a key of its own, and tones without clippings are left out."""
        tallies = _tallies(self.clippings, lambda clipping: [clipping.tone or NOT_CODED])
        return {tally.key: tally.clippings for tally in tallies}

    @cached_property
    def prominences(self) -> list[Tally]:
        """Clippings by prominence, the most prominent first, not coded last; empty ones are left out."""
        tallies = _tallies(self.clippings, lambda clipping: [clipping.prominence or NOT_CODED])
        order = [*Prominence, NOT_CODED]
        return sorted(tallies, key=lambda tally: order.index(tally.key))

    @cached_property
    def with_voice(self) -> tuple[Clipping, ...]:
        """Clippings that quote or interview a spokesperson or are written by one."""
        return tuple(c for c in self.clippings if any(person.role in VOICE for person in c.spokespeople))

    @cached_property
    def by_us(self) -> tuple[Clipping, ...]:
        """Clippings that a spokesperson wrote."""
        return tuple(c for c in self.clippings if any(person.role is Role.AUTHOR for person in c.spokespeople))

    @cached_property
    def starred(self) -> tuple[Clipping, ...]:
        """Key coverage."""
        return tuple(clipping for clipping in self.clippings if clipping.starred)

    @cached_property
    def picked_up(self) -> list[Story]:
        """Stories with pick-ups in the period, most pick-ups first."""
        stories = _tallies(self.clippings, lambda clipping: [clipping.story] if clipping.story else [])
        found = [
            Story(tally.clippings, tuple(clipping for clipping in tally.clippings if clipping.id in self.pick_ups))
            for tally in stories
        ]
        return sorted(filter(lambda story: story.pick_ups, found), key=lambda story: -len(story.pick_ups))

    def within(self, first: date, last: date) -> "Figures":
        """Return the figures of some days of the period."""
        chosen = tuple(c for c in self.clippings if c.published_on is not None and first <= c.published_on <= last)
        return Figures(chosen, self.pick_ups)


def topics_of(clipping: Clipping) -> list[str]:
    """Return the topics of a clipping: what follows topic/ in its tags, up to the next slash, each once."""
    names = (tag[len(_TOPIC) :].split("/")[0].strip() for tag in clipping.tags if is_topic(tag))
    return list(dict.fromkeys(name for name in names if name))


def peers_of(clipping: Clipping) -> list[str]:
    """Return the peers of a clipping: what follows peer/ in its tags."""
    names = (tag[len(_PEER) :].strip() for tag in clipping.tags if tag.casefold().startswith(_PEER))
    return list(dict.fromkeys(name for name in names if name))


def is_topic(tag: str) -> bool:
    """Tell whether a tag counts as a topic; all others are internal."""
    return tag.casefold().startswith(_TOPIC)


def _without(reporters: Iterable[str], spokespeople: Iterable[Spokesperson]) -> list[str]:
    ours = {fold(person.name) for person in spokespeople}
    return [name for name in reporters if fold(name) not in ours]


def _tallies(clippings: Iterable[Clipping], keys: Callable[[Clipping], Iterable[str]]) -> list[Tally]:
    found: dict[str, list[Clipping]] = {}
    for clipping in clippings:
        for key in _once(keys(clipping)):
            found.setdefault(key, []).append(clipping)
    tallies = [Tally(key, tuple(members)) for key, members in found.items()]
    return sorted(tallies, key=lambda tally: (-len(tally), tally.key == "", fold(tally.key), tally.key))


def _once(keys: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(keys))
