"""Large libraries of invented clippings, the same for the same number and seed.

Words are syllables put together, as frequent as words of a language are (the nth word 1/n as often as the first), so
that posting lists, prefixes and counts are shaped like those of a real library.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from uuid import UUID

from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Medium, Prominence, Relation, Role, State, Tone
from clipper.model.values import replace

_BEGINNINGS = ("b", "br", "d", "f", "g", "gr", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w")
_MIDDLES = ("a", "e", "i", "o", "u", "ai", "ea", "ou", "é", "ö")
_ENDS = ("", "", "", "n", "r", "s", "l", "nd", "rt")
_FIRST_DAY = date(2016, 1, 1)
_DAYS = 3650
_MORNING = datetime(2026, 1, 2, 8, 0)


def clippings(count: int, seed: int = 1, stream: int = 0) -> Iterator[Clipping]:
    """Yield clippings of about 500 words, most of them dated within ten years, one in thirty a pick-up.

    Another stream gives others of the same words and names.
    """
    world = _World(seed, stream)
    for number in range(1, count + 1):
        yield world.clipping(number)


def copies(originals: Iterable[Clipping], seed: int = 1) -> Iterator[tuple[Clipping, bool]]:
    """Yield a copy of each clipping, and whether it is the same mention: two of three are another outlet's pick-ups."""
    world = _World(seed, stream=-1)
    for number, original in enumerate(originals):
        yield (world.again(original), True) if number % 3 == 0 else (world.pick_up(original), False)


def added_until(count: int) -> date:
    """The day on which the last of so many clippings was added."""
    return (_MORNING + timedelta(minutes=count)).date()


def vocabulary(seed: int = 1) -> Sequence[str]:
    """The words that bodies are made of, the most frequent first."""
    return _World(seed).words


class _World:
    def __init__(self, seed: int, stream: int = 0) -> None:
        self._random = random.Random(seed)
        self.words = self._invent(20_000)
        self._weights = _frequencies(self.words)
        names = [word.capitalize() for word in self._invent(700)]
        self._outlets = [f"{name} {kind}" for name, kind in zip(names, ["Post", "Herald", "Wire"] * 100, strict=False)]
        self._people = [f"{self._random.choice(names)} {self._random.choice(names)}" for _ in range(1_500)]
        self._tags = [f"topic/{word}" for word in names[:40]] + [word.lower() for word in names[40:400]]
        self._programmes = [f"{name} Tonight" for name in names[400:440]]
        self._copied: Clipping | None = None
        if stream:
            self._random = random.Random(f"{seed} {stream}")

    def clipping(self, number: int) -> Clipping:
        """The next clipping; one in thirty runs the piece of the one before it, in one story with it."""
        copied = self._copied
        body = self._edited(copied.body or "") if copied else self._body()
        starts_story = self._random.random() < 1 / 30
        story = copied.story if copied else self._uuid() if starts_story else None
        made = Clipping(
            id=number,
            uuid=self._uuid(),
            headline=self._sentence(8).rstrip("."),
            reporters=tuple({self._rare(self._people): None for _ in range(self._random.choice((1, 1, 1, 2)))}),
            spokespeople=(Spokesperson(self._rare(self._people[:60]), self._random.choice(list(Role))),),
            outlet=self._rare(self._outlets),
            programme=self._programmes[number % 40] if number % 7 == 0 else None,
            medium=self._random.choice(list(Medium)),
            published_on=_FIRST_DAY + timedelta(self._random.randrange(_DAYS)) if number % 50 else None,
            url=f"https://news.example/{number}",
            language="en" if number % 8 else "fr",
            body=body,
            state=State.NEW if number % 40 == 0 else State.KEPT,
            relation=Relation.ABOUT_US if number % 5 else Relation.ISSUE,
            tags=tuple({self._rare(self._tags): None for _ in range(self._random.randrange(4))}),
            tone=self._random.choice((None, *Tone)),
            prominence=self._random.choice((None, *Prominence)),
            starred=number % 60 == 0,
            publish=number % 3 == 0,
            story=story,
            note=self._sentence(12) if number % 10 == 0 else None,
            added_at=_MORNING + timedelta(minutes=number % 400_000),
        )
        self._copied = made if story and not copied else None
        return made

    def pick_up(self, original: Clipping) -> Clipping:
        """The piece in another outlet, within three days, under another headline, edited."""
        outlet = next(name for name in iter(lambda: self._rare(self._outlets), "") if name != original.outlet)
        day = original.published_on and original.published_on + timedelta(self._random.randrange(3))
        body = self._edited(original.body or "")
        new = {"headline": self._sentence(8).rstrip("."), "outlet": outlet, "published_on": day, "body": body}
        return replace(original, uuid=self._uuid(), url=f"https://other.example/{original.id}", story=None, **new)

    def again(self, original: Clipping) -> Clipping:
        """The same mention: its link with what tracks readers, or outlet, day and the headline spelt otherwise."""
        if original.published_on is None or self._random.random() < 1 / 2:
            url = f"{original.url}?utm_source=mail&fbclid={self._random.randrange(10**6)}"
            return replace(original, uuid=self._uuid(), url=url, headline=self._sentence(8).rstrip("."), story=None)
        headline = self._random.choice(("Update: {}", "{} | {outlet}", "“{}”", "{} – {outlet}", "{}…"))
        headline = headline.format(original.headline, outlet=original.outlet)
        return replace(original, uuid=self._uuid(), url=None, headline=headline, body=None, story=None)

    def _edited(self, body: str) -> str:
        """A text as another desk edits it: its end cut or not, up to 6 % of its words changed, a first line or not."""
        paragraphs = body.split("\n\n")
        if self._random.random() < 1 / 2:
            paragraphs = paragraphs[: round(len(paragraphs) * self._random.uniform(0.3, 0.95)) or 1]
        words = "\n\n".join(paragraphs).split(" ")
        for _ in range(int(len(words) * self._random.uniform(0.005, 0.06))):
            words[self._random.randrange(len(words))] = self._random.choice(self.words)
        return f"{self._sentence(24)}\n\n{' '.join(words)}" if self._random.random() < 1 / 2 else " ".join(words)

    def _uuid(self) -> str:
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def _invent(self, count: int) -> list[str]:
        invented: dict[str, None] = {}
        while len(invented) < count:
            syllables = 1 + (len(invented) > 200) + (len(invented) > 5_000)
            parts = [self._random.choice(part) for _ in range(syllables) for part in (_BEGINNINGS, _MIDDLES, _ENDS)]
            invented["".join(parts)] = None
        return list(invented)

    def _body(self) -> str:
        """A text that comes back to its own matter: one word in four is one of a few."""
        matter = self._random.choices(self.words[200:], k=25)
        return "\n\n".join(" ".join(self._sentence(18, matter) for _ in range(4)) for _ in range(7))

    def _sentence(self, length: int, matter: Sequence[str] = ()) -> str:
        chosen = self._random.choices(self.words, cum_weights=self._weights, k=length)
        if matter:
            chosen[::4] = self._random.choices(matter, k=len(chosen[::4]))
        return " ".join(chosen).capitalize() + "."

    def _rare(self, values: Sequence[str]) -> str:
        """One of the values, the first ones far oftener than the last."""
        return values[int(len(values) * self._random.random() ** 3)]


def _frequencies(words: Sequence[str]) -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
