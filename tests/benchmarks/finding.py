"""Finding in a large library: the first rows of every kind of search, the counts after, tagging what was found."""

import statistics
from collections.abc import Iterable, Mapping
from typing import Any

from clipper.library.library import Library
from clipper.model.query import Query
from clipper.model.term import Term
from tests.benchmarks.generate import added_until, vocabulary
from tests.benchmarks.measure import beside
from tests.benchmarks.working import TYPED, read_beside, shown_beside, typed_queries, written

_VARIANTS = 24
_MANY = 10_000
_RUNS = 7


def kinds_of_search(library: Library) -> dict[str, Any]:
    """The first rows of 24 searches of each kind, on the day on which the last clipping was added."""
    today = added_until(len(library.search(Query())))
    return {
        kind: _first_rows(library, [Query.parse(text).strict().at(today) for text in texts])
        for kind, texts in _kinds(library).items()
    }


def all_counts(library: Library) -> dict[str, Any]:
    """The exact number and all facets: of 200 searches, at their end and at one key each, and of broad ones."""
    ends = [_as_typed(text[:TYPED]) for text in typed_queries()]
    keys = [_as_typed(text[: number % TYPED + 1]) for number, text in enumerate(typed_queries())]
    broadest = max(map(_as_typed, {text[0] for text in typed_queries()}), key=library.count)
    return {
        "at_the_end": _facets(library, ends),
        "while_typing": _facets(library, keys),
        "broadest_search": _facets(library, [broadest] * _RUNS),
        "whole_library": _facets(library, [Query()] * _RUNS),
        "number_alone": read_beside(library, [lambda query=query: library.count(query) for query in ends]),
    }


def tag_ten_thousand(library: Library) -> dict[str, Any]:
    """Tag the 10,000 newest clippings, and take it back."""
    ids = list(library.search(Query()).ids[:_MANY])
    times, bare = written(library, [lambda: library.tag(ids, "benchmark"), library.undo] * _RUNS)
    return {"tag": beside(times[::2], bare[::2]), "undo": beside(times[1::2], bare[1::2])}


def _kinds(library: Library) -> dict[str, list[str]]:
    """Searches of each kind, of what is common in the library to what is rare."""
    facets = library.facets(Query())
    words = [vocabulary()[rank] for rank in _ranks(len(vocabulary()))]
    tags, people = _named("tag", facets.tags), _named("quoted", facets.spokespeople)
    spans = [f"on:{2016 + number // 4}-{number % 4 * 3 + 1:02}..{2018 + number // 4}-06" for number in range(_VARIANTS)]
    return {
        "tag_and_word": _joined(tags, words),
        "tag_and_tag": _joined(tags, tags[1:] + tags[:1]),
        "untagged": ["tag:none"] * _VARIANTS,
        "dates_and_word": _joined(spans, words),
        "language": ["lang:fr"] * _VARIANTS,
        "link": [f"https://www.news.example/{number}?utm_source=mail" for number in range(1, _VARIANTS + 1)],
        "has_note": ["has:note"] * _VARIANTS,
        "added_lately": ["added:7d"] * _VARIANTS,
        "quoted": people,
        "programme": [str(Term(name, "programme")) for name in _programmes(library)],
        "either_word": _joined(words, ["OR"] * _VARIANTS, words[::-1]),
        "without_word": [f"-{word}" for word in words],
        "word_without_word": _joined(words, [f"-{word}" for word in words[::-1]]),
    }


def _ranks(count: int) -> list[int]:
    """The places of common and rare words: each as far from the next as its own place, so to say."""
    return [round(10 * (count / 20) ** (number / (_VARIANTS - 1))) for number in range(_VARIANTS)]


def _named(field: str, counts: Mapping[str, int]) -> list[str]:
    """The names that are counted oftenest, as terms of a field."""
    oftenest = sorted(counts, key=lambda name: -counts[name])[:_VARIANTS]
    return [str(Term(name, field)) for name in oftenest]


def _programmes(library: Library) -> list[str]:
    rows = library.rows(library.search(Query()).ids[:1000])
    return sorted({row.programme for row in rows if row.programme})[:_VARIANTS]


def _joined(*parts: Iterable[str]) -> list[str]:
    return [" ".join(both) for both in zip(*parts, strict=False)]


def _first_rows(library: Library, queries: list[Query]) -> dict[str, Any]:
    hits = [len(library.search(query)) for query in queries]
    times = shown_beside(library, queries)
    return {"hits": {"median": round(statistics.median(hits)), "most": max(hits)}, **times}


def _facets(library: Library, queries: list[Query]) -> dict[str, Any]:
    return read_beside(library, [lambda query=query: library.facets(query) for query in queries])


def _as_typed(text: str) -> Query:
    return Query.parse(text).as_typed()
