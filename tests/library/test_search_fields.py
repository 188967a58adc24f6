"""Every value of every field, alone and as people put it beside others: SQL, the counts and Query.matches agree.

What Hypothesis makes up meets a given field a few times in a run; these meet each of them in each run.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection

from clipper.library import links
from clipper.library.facets import facets
from clipper.library.search import Sort, count, first, search
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import FollowUpKind, Medium, Prominence, Relation, Rights, Role, State, Tone
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.query import Query
from clipper.model.quote import Quote
from clipper.model.search_fields import FIELDS
from tests.library.small_library import MORNING, connect, store
from tests.library.strategies import FIELD_VALUES, MESSAGES, NAMES, TAGS, TODAY, URLS, WORDS, of_its_outlet

FEWER = ("arctic", "défense", "diplomat", "Łódź")


def made(number: int, chance: Random) -> Clipping:
    """A clipping with values of all kinds, the same in each run."""

    def either(values: Sequence[Any]) -> Any:
        return chance.choice((None, *values, *values))

    def text() -> str:
        return " ".join((chance.choice(FEWER), *chance.choices(WORDS, k=2)))

    kind, due = chance.choice(list(FollowUpKind)), either([TODAY + timedelta(days) for days in range(-5, 12)])
    follow_up = FollowUp(text(), kind, due=due, closed_on=chance.choice((None, None, TODAY)), uuid=f"f{number}")
    people = chance.sample(NAMES, k=chance.randrange(3))
    return of_its_outlet(
        Clipping(
            number,
            f"uuid-{number}",
            headline=either([text()]),
            deck=either([text()]),
            body=either([text()]),
            note=either([text()]),
            outlet=either(NAMES),
            programme=either(NAMES),
            reporters=tuple(chance.sample(NAMES, k=chance.randrange(3))),
            spokespeople=tuple(Spokesperson(name, chance.choice(list(Role))) for name in people),
            tags=tuple(chance.sample(TAGS, k=chance.randrange(3))),
            url=either(URLS),
            medium=either(list(Medium)),
            prominence=either(list(Prominence)),
            tone=either(list(Tone)),
            rights=chance.choice((None, None, *Rights)),
            state=chance.choice((State.KEPT, *State)),
            relation=chance.choice(list(Relation)),
            language=either(["en", "fr"]),
            published_on=either([TODAY - timedelta(days) for days in range(-2, 12)]),
            added_at=MORNING.replace(2025, 12, 27) + timedelta(hours=chance.randrange(200)),
            story=chance.choice((None, "oneone", "twotwo")),
            starred=chance.random() < 0.5,
            publish=chance.random() < 0.5,
            deleted=chance.random() < 0.1,
            codes=chance.choice(((), (("Campaign", "yes"),), (("Campaign", "no"), ("Depth", "2.5")))),
            messages=tuple(sorted(chance.sample(MESSAGES, k=chance.randrange(3)))),
            highlights=(Highlight("ice", comment=either(FEWER), uuid=f"h{number}"),) if number % 3 == 0 else (),
            quotes=(Quote("ice", "Post", uuid=f"q{number}"),) if number % 3 == 1 else (),
            follow_ups=(follow_up,) if number % 2 else (),
        )
    )


CLIPPINGS = [made(number, Random(number)) for number in range(1, 81)]


@pytest.fixture(scope="module")
def library() -> Iterator[Connection]:
    with closing(connect()) as connection:
        store(connection, CLIPPINGS)
        yield connection


def agrees(library: Connection, text: str) -> list[int]:
    """Search in all ways there are; they must find what a plain scan finds, which is returned."""
    query = Query.parse(text).at(TODAY)
    meant = {one.id: one for one in CLIPPINGS if query.matches(one)}
    newest = sorted(meant, key=lambda id_: (meant[id_].published_on or meant[id_].added_at.date(), id_), reverse=True)
    some = first(library, query, Sort.NEWEST, 3)
    assert some is not None
    assert (list(some.ids), some.is_whole) == (newest[:3], len(newest) < 3), text
    assert list(search(library, query).ids) == newest, text
    assert facets(library, query, TODAY).total == count(library, query) == len(newest), text
    return newest


def test_all_fields_have_values_to_be_tried() -> None:
    assert set(FIELD_VALUES) == set(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_all_values_of_a_field_are_found_and_left_out_in_sql_as_in_a_plain_scan(
    library: Connection, field: str
) -> None:
    values = [f'{field}:"{value}"' for value in FIELD_VALUES[field]]
    found, left = ([agrees(library, f"{sign}{asked}") for asked in values] for sign in ("", "-"))
    assert any(found)
    assert any(left)


@pytest.mark.parametrize("few", [1, 2_000])
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_beside_others_is_looked_for_in_sql_as_in_a_plain_scan(
    library: Connection, monkeypatch: pytest.MonkeyPatch, field: str, few: int
) -> None:
    # Also where a handful are no longer few enough to start from.
    monkeypatch.setattr(links, "_FEW", few)
    library.info.clear()
    one, other, *_ = (f'{field}:"{value}"' for value in FIELD_VALUES[field])
    for text in (
        one,
        f"{one} {other}",
        f"arctic {one}",
        f"arctic -{one} -défense",
        f"{one} OR (diplomat -{other})",
        f"state:rejected -({one} is:starred)",
        f"{one} is:deleted",
        f"arctic {one} is:deleted",
        f"-{one} is:deleted state:rejected",
        f"on:2026-01 {one}",
        f"arctic -on:2026-01 -{one}",
        f"arctic on:2025-12-30..2026-01-02 on:2025-12-28..2025-12-31 -{one}",
    ):
        agrees(library, text)
