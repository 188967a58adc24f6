"""How a search is spread over days, media, languages and messages agrees with a count by hand."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from clipper.library.facets import facets
from clipper.library.library import Library
from clipper.library.spread import spread
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import VOICE, Role, Tone
from clipper.model.draft import Accepted, Draft, Guess
from clipper.model.query import Query
from tests.library.building import PASTE
from tests.library.small_library import connect, empty, store
from tests.library.strategies import TODAY, clippings, numbered, queries_of_today
from tests.profiles import of_hundred

ANY_TIME = of_hundred(50)


@pytest.fixture
def connection() -> Iterator[Connection]:
    with closing(connect()) as connection:
        yield connection


@ANY_TIME
@given(st.lists(clippings, max_size=8).map(numbered), queries_of_today)
def test_counts_are_those_of_the_clippings_found(connection: Connection, some: list[Clipping], query: Query) -> None:
    empty(connection)
    store(connection, some)
    hits = list(filter(query.matches, some))
    found = spread(connection, query, TODAY)
    assert found.facets == facets(connection, query, TODAY)
    assert found.media == Counter(clipping.medium or "none" for clipping in hits)
    assert found.languages == Counter(clipping.language or "none" for clipping in hits)
    days: dict[date, Counter[str]] = {}
    for clipping in hits:
        if clipping.published_on:
            days.setdefault(clipping.published_on, Counter())[clipping.language or "none"] += 1
    assert found.days == days
    assert list(found.days) == sorted(days)
    for message, count in found.messages.items():
        assert count == sum(message in clipping.messages for clipping in hits)
    assert found.voiced == sum(any(person.role in VOICE for person in clipping.spokespeople) for clipping in hits)
    assert found.judged == sum(bool(clipping.tone or clipping.messages) for clipping in hits)


def test_a_step_changes_what_is_counted(tmp_path: Path) -> None:
    person = Spokesperson("Mara Lindqvist", Role.QUOTED)
    draft = Draft(headline=Guess("Grain"), language=Guess("en"), spokespeople=Guess((person,)))
    with Library.open(tmp_path / "library.clipper") as library:
        (one,) = library.add([Accepted(draft)], PASTE).ids
        assert (library.spread(Query()).languages, library.spread(Query()).voiced) == ({"en": 1}, 1)
        library.set_tone([one], Tone.MIXED)
        library.add_message("Ports come first")
        library.edit(one, language="fr", published_on=date(2026, 11, 2))
        found = library.spread(Query())
        assert (found.judged, found.messages) == (1, {"Ports come first": 0})
        assert found.days == {date(2026, 11, 2): {"fr": 1}}
        library.purge([one])
        assert library.spread(Query()).languages == {}
