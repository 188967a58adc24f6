"""Lists that a test writes, in every style, are read back as they were meant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted
from tests.profiles import of_hundred

TODAY = date(2024, 6, 5)
FELLOWS = ("Ann Lee", "Bob Stone", "Ingrid Solheim")
KNOWN = Known(spokespeople=FELLOWS)


@dataclass(frozen=True)
class Mention:
    """A mention as a person of the organisation would write it down."""

    headline: str
    reporters: tuple[str, ...]
    fellows: tuple[str, ...]
    outlet: str
    day: date

    @property
    def by(self) -> str:
        return f" by {' and '.join(self.reporters)}" if self.reporters else ""

    @property
    def feat(self) -> str:
        return f" (feat. {' and '.join(self.fellows)})" if self.fellows else ""

    @property
    def written_day(self) -> str:
        return f"{self.day:%B} {self.day.day}, {self.day.year}"


HEADLINES = st.sampled_from(
    [
        "Ports wait for the winter", "Who pays, and when, for the ferry?", "A treaty by other means",
        "“We are not ready,” say harbour towns", "Ships, planes and budgets (part 2)",
        "The cost of ice: water, time and money", "Stand by: the north has a plan",
        "One port - two towns - no road", "Why 12 mayors left the table", "Made by hand, sold by the tonne",
    ]
)  # fmt: skip
REPORTERS = st.lists(
    st.sampled_from(["Ines Marlow", "Tom Verdun", "Jane van Dyke", "Mary O’Neil", "Luc-André Fortier", "J. R. Dale"]),
    max_size=2, unique=True,
)  # fmt: skip
OUTLETS = st.sampled_from(
    ["The Globe and Mail", "Toronto Star", "CBC News", "Le Devoir", "The Hill Times", "Policy Options"]
)
MENTIONS = st.builds(
    Mention,
    HEADLINES,
    REPORTERS.map(tuple),
    st.lists(st.sampled_from(FELLOWS), max_size=2, unique=True).map(tuple),
    OUTLETS,
    st.dates(date(2010, 1, 1), date(2024, 6, 5)),
)

STYLES: dict[str, Callable[[Mention], str]] = {
    "one line": lambda m: f"{m.headline}{m.by}{m.feat}, {m.outlet}, {m.written_day}\n",
    "bullets": lambda m: f"• {m.headline}{m.by}{m.feat}, {m.outlet}, {m.written_day}\n",
    "numbers": lambda m: f"1. {m.headline}{m.by}{m.feat}, {m.outlet}, {m.day.day} {m.day:%B} {m.day.year}\n",
    "ISO days": lambda m: f"{m.headline}{m.by}{m.feat}, {m.outlet}, {m.day.isoformat()}\n",
    "two lines": lambda m: (
        f"{m.headline}{m.feat}\n{(m.by.strip() + ', ') if m.by else ''}{m.outlet}, {m.written_day}\n\n"
    ),
    "day in front": lambda m: f"{m.day.isoformat()} – {m.outlet}: {m.headline}{m.by}{m.feat}\n",
    "day behind the outlet": lambda m: f"{m.outlet} ({m.written_day}): {m.headline}{m.by}{m.feat}\n",
    "bars": lambda m: " | ".join(filter(None, [m.headline, m.outlet, *m.reporters, m.written_day])) + m.feat + "\n",
    "outlet above": lambda m: (
        f"{m.outlet}\n{m.headline}{m.feat}\n{m.by.strip() + chr(10) if m.by else ''}{m.written_day}\n\n"
    ),
    "clock in front": lambda m: f"09:15 – {m.headline}{m.by}{m.feat}, {m.outlet}, {m.written_day}\n",
    "outlet in brackets": lambda m: f"{m.headline}{m.by}{m.feat} ({m.outlet}, {m.written_day})\n",
    "address below": lambda m: (
        f"{m.headline}{m.by}{m.feat}, {m.outlet}, {m.written_day}\nhttps://news.example/{m.day}\n"
    ),
}


def told(draft: Draft) -> tuple[object, ...]:
    fellows = tuple(person.name for person in draft.spokespeople.value)
    return draft.headline.value, draft.reporters.value, fellows, draft.outlet.value, draft.published_on.value


def meant(mention: Mention) -> tuple[object, ...]:
    return mention.headline, mention.reporters, mention.fellows, mention.outlet, mention.day


@pytest.mark.parametrize("style", STYLES)
@of_hundred(50)
@given(mentions=st.lists(MENTIONS, min_size=2, max_size=6))
def test_a_list_is_read_back_as_it_was_written(style: str, mentions: list[Mention]) -> None:
    text = "".join(map(STYLES[style], mentions))
    reading = read(Pasted(text), KNOWN, TODAY)
    assert [told(draft) for draft in reading.drafts] == [meant(mention) for mention in mentions]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_who_wrote_a_mention_may_stand_in_brackets_behind_its_day(count: int) -> None:
    told = [
        ("Stand by me: volunteers rally by the river", "CBC News", "Tom Marlow"),
        ("Who pays? (And why)", "Toronto Star", "Ines Verdun"),
        ("Ottawa, provinces agree", "The Globe and Mail", "Carla Brandt-Roy"),
        ("Port delays worry farmers", "Winnipeg Free Press", "Sasha Orval"),
    ][:count]
    text = "\n".join(f'"{headline}", {outlet}, Nov. 25, 2019 ({name})' for headline, outlet, name in told)
    drafts = read(Pasted(text), Known(), date(2020, 1, 10)).drafts
    assert [(one.headline.value, one.outlet.value, one.reporters.value) for one in drafts] == [
        (headline, outlet, (name,)) for headline, outlet, name in told
    ]
