"""Import, add, search while typing, counts, and tagging: each beside the same SQL through sqlite3 alone."""

import json
import random
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from clipper.library.backup import backup
from clipper.library.exchange import import_library
from clipper.library.library import Library
from clipper.library.serialise import clipping_to_json
from clipper.library.store import sqlite
from clipper.model.clipping import Clipping
from clipper.model.draft import Accepted, Draft, Guess, Pasted
from clipper.model.query import Query
from tests.benchmarks.generate import clippings, vocabulary
from tests.benchmarks.measure import Statement, beside, milliseconds, recorded, replay

_VISIBLE = 40
_COMMITS = ("BEGIN", "COMMIT", "ROLLBACK")


def make_library(path: Path, count: int) -> dict[str, Any]:
    """Make the library that everything is measured on, through its own import."""
    export = path.with_suffix(".jsonl")
    with export.open("w", encoding="utf-8") as file:
        file.write('{"format": "clipper", "version": 1}\n')
        for clipping in clippings(count):
            file.write(json.dumps({"clipping": clipping_to_json(clipping)}, ensure_ascii=False) + "\n")
    with Library.open(path) as library:
        time = milliseconds(lambda: import_library(library, export))
    return {"clippings": count, "clippings_per_second": round(count / time * 1000), "bytes": path.stat().st_size}


def search_while_typing(library: Library) -> dict[str, Any]:
    """Every key press of some searches: the ids found, and the visible rows with their snippets."""
    queries = [Query.parse(text).as_typed() for text in _typed()]
    return read_beside(library, [lambda query=query: _show(library, query) for query in queries])


def tag_counts(library: Library) -> dict[str, Any]:
    """All counts of the tag pane: for the whole library, and within searches."""
    library.facets(Query())
    queries = [Query(), *(Query.parse(word) for word in vocabulary()[:60:3])]
    return read_beside(library, [lambda query=query: library.facets(query) for query in queries])


def counts_after_a_change(library: Library) -> dict[str, Any]:
    """The same counts just after something was written, when nothing of them is remembered."""
    (clipping_id,) = library.search(Query()).ids[:1]
    times, statements = [], []
    for number in range(6):
        library.set_starred([clipping_id], number % 2 == 0)
        with recorded() as noted:
            times.append(milliseconds(lambda: library.facets(Query())))
        statements.append(list(noted))
    return beside(times, _replayed(library.path, statements))


def add(library: Library) -> dict[str, Any]:
    """Keep one pasted article: the paste, the clipping, its names, its place in the index, the undo step."""
    return _write(library, [lambda one=one: _add(library, one) for one in clippings(30, seed=7)])


def tag_thousand_and_undo(library: Library) -> dict[str, Any]:
    """Tag a thousand clippings, and take it back."""
    ids = list(library.search(Query()).ids[:1000])
    return _write(library, [lambda: (library.tag(ids, "benchmark"), library.undo()) for _ in range(5)])


def _show(library: Library, query: Query) -> None:
    library.rows(library.search(query).ids[:_VISIBLE], query)


def _typed() -> Iterable[str]:
    """What stands in the search box after each key, for common and rare words, alone and one after the other."""
    chooser = random.Random(3)
    words = vocabulary()
    for common in chooser.sample(words[:200], 20):
        rare = chooser.choice(words[200:])
        text = f"{common} {rare}"
        yield from (text[:end] for end in range(1, len(text) + 1) if text[end - 1] != " ")


def _add(library: Library, clipping: Clipping) -> None:
    fields = ("headline", "reporters", "spokespeople", "outlet", "medium", "published_on", "language", "body")
    draft = Draft(**{name: Guess(getattr(clipping, name), 1.0) for name in fields})
    library.add([Accepted(draft)], Pasted(f"{clipping.headline}\n\n{clipping.body}"))


def read_beside(library: Library, works: list[Callable[[], Any]]) -> dict[str, Any]:
    """Run what reads, and its statements alone."""
    times, statements = [], []
    for work in works:
        with recorded() as noted:
            work()
        statements.append(list(noted))
        times.append(milliseconds(work))
    return beside(times, _replayed(library.path, statements))


def _replayed(path: Path, runs: Iterable[list[Statement]]) -> list[float]:
    with closing(sqlite.connect_reader(path)) as connection:
        return [milliseconds(lambda run=run: _replay_reading(connection, run)) for run in runs]


def _replay_reading(connection: Any, run: list[Statement]) -> None:
    replay(connection, (statement for statement in run if statement[0] not in _COMMITS))


def _write(library: Library, works: list[Callable[[], Any]]) -> dict[str, Any]:
    """Run writes on the library, and what they wrote on a copy of it as it was before."""
    copy = library.path.with_name("copy.clipper")
    backup(library, copy)
    times, statements = [], []
    for work in works:
        with recorded() as noted:
            times.append(milliseconds(work))
        statements.append(list(noted))
    with closing(sqlite.connect_writer(copy, checkpoints=True)) as connection:
        bare = [milliseconds(lambda run=run: _replay_writing(connection, run)) for run in statements]
    copy.unlink()
    return beside(times, bare)


def _replay_writing(connection: Any, run: list[Statement]) -> None:
    """Each transaction that Clipper began is one here too, committed before the next one begins."""
    for sql, values, many in run:
        if sql.startswith("BEGIN") and connection.in_transaction:
            connection.execute("COMMIT")
        replay(connection, [(sql, values, many)])
    connection.execute("COMMIT")
