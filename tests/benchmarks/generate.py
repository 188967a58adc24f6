"""Large libraries of invented clippings, the same for the same number and seed.

Words are syllables put together, as frequent as words of a language are (the nth word 1/n as often as the first), so
that posting lists, prefixes and counts are shaped like those of a real library.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from uuid import UUID

from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Medium, Prominence, Relation, Role, State, Tone

_BEGINNINGS = ("b", "br", "d", "f", "g", "gr", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w")
_MIDDLES = ("a", "e", "i", "o", "u", "ai", "ea", "ou", "é", "ö")
_ENDS = ("", "", "", "n", "r", "s", "l", "nd", "rt")
_FIRST_DAY = date(2016, 1, 1)
_DAYS = 3650
_MORNING = datetime(2026, 1, 2, 8, 0)


def clippings(count: int, seed: int = 1) -> Iterator[Clipping]:
    """Yield clippings of about 500 words, most of them dated within ten years, one in thirty a pick-up."""
    world = _World(seed)
    for number in range(1, count + 1):
        yield world.clipping(number)


def vocabulary(seed: int = 1) -> Sequence[str]:
    """The words that bodies are made of, the most frequent first."""
    return _World(seed).words


class _World:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.words = self._invent(20_000)
        self._weights = _frequencies(self.words)
        names = [word.capitalize() for word in self._invent(700)]
        self._outlets = [f"{name} {kind}" for name, kind in zip(names, ["Post", "Herald", "Wire"] * 100, strict=False)]
        self._people = [f"{self._random.choice(names)} {self._random.choice(names)}" for _ in range(1_500)]
        self._tags = [f"topic/{word}" for word in names[:40]] + [word.lower() for word in names[40:400]]
        self._copied: Clipping | None = None

    def clipping(self, number: int) -> Clipping:
        """The next clipping; one in thirty runs the piece of the one before it, in one story with it."""
        copied = self._copied
        body = copied.body if copied else self._body()
        starts_story = self._random.random() < 1 / 30
        story = copied.story if copied else self._uuid() if starts_story else None
        made = Clipping(
            id=number,
            uuid=self._uuid(),
            headline=copied.headline if copied else self._sentence(8).rstrip("."),
            reporters=tuple({self._rare(self._people): None for _ in range(self._random.choice((1, 1, 1, 2)))}),
            spokespeople=(Spokesperson(self._rare(self._people[:60]), self._random.choice(list(Role))),),
            outlet=self._rare(self._outlets),
            medium=self._random.choice(list(Medium)),
            published_on=_FIRST_DAY + timedelta(self._random.randrange(_DAYS)) if number % 50 else None,
            url=f"https://news.example/{number}",
            language="en",
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
        return "\n\n".join(" ".join(self._sentence(18) for _ in range(4)) for _ in range(7))

    def _sentence(self, length: int) -> str:
        chosen = self._random.choices(self.words, cum_weights=self._weights, k=length)
        return " ".join(chosen).capitalize() + "."

    def _rare(self, values: Sequence[str]) -> str:
        """One of the values, the first ones far oftener than the last."""
        return values[int(len(values) * self._random.random() ** 3)]


def _frequencies(words: Sequence[str]) -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
