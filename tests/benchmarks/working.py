"""Import, add, search while typing, counts, and tagging: each beside the same SQL through sqlite3 alone."""

import json
import random
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

from clipper.library.backup import backup
from clipper.library.exchange import import_library
from clipper.library.library import Library
from clipper.library.search import Sort
from clipper.library.serialise import clipping_to_json
from clipper.library.store import sqlite, sqlite_hashes
from clipper.library.store.sqlite_search import text_parameters
from clipper.model.clipping import Clipping
from clipper.model.draft import Accepted, Draft, Guess, Pasted
from clipper.model.query import Query
from tests.benchmarks.generate import clippings, vocabulary
from tests.benchmarks.measure import Statement, beside, milliseconds, recorded, replay

VISIBLE = 40
TYPED = 8
"""How many characters of a search are typed."""
_COMMITS = ("BEGIN", "COMMIT", "ROLLBACK")
_KEYS = "SELECT search_id FROM clippings WHERE id IN (SELECT value FROM json_each(?))"
_SNIPPETS = """
SELECT rowid, snippet(clippings_fts, 2, '', '', '…', 18) FROM clippings_fts
WHERE clippings_fts MATCH ? AND rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?))
"""


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
    """The first keys of 200 searches: the ids found, and the visible rows with their snippets."""
    keys = [text[:end] for text in typed_queries() for end in range(1, TYPED + 1) if text[end - 1] != " "]
    queries = [Query.parse(text).as_typed() for text in keys]
    return shown_beside(library, queries)


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
    return beside(*written(library, [lambda one=one: _add(library, one) for one in clippings(30, seed=7)]))


def tag_thousand_and_undo(library: Library) -> dict[str, Any]:
    """Tag a thousand clippings, and take it back."""
    ids = list(library.search(Query()).ids[:1000])
    return beside(*written(library, [lambda: (library.tag(ids, "benchmark"), library.undo()) for _ in range(5)]))


def show(library: Library, query: Query) -> None:
    """Find all ids and fetch the rows that are in sight."""
    hits = library.first(query, Sort.NEWEST, VISIBLE) or library.search(query)
    library.rows(hits.ids[:VISIBLE], query)


def typed_queries() -> list[str]:
    """Return 200 searches of two words: half of them begin with a common one, half with a rare one."""
    chooser = random.Random(3)
    common, rare = vocabulary()[:200], vocabulary()[200:]
    firsts = [*chooser.sample(common, 100), *chooser.sample(rare, 100)]
    return [f"{first} {chooser.choice(rare)}" for first in firsts]


def _add(library: Library, clipping: Clipping) -> None:
    fields = ("headline", "reporters", "spokespeople", "outlet", "medium", "published_on", "language", "body")
    draft = Draft(**{name: Guess(getattr(clipping, name), 1.0) for name in fields})
    library.add([Accepted(draft)], Pasted(f"{clipping.headline}\n\n{clipping.body}"))


def shown_beside(library: Library, queries: Sequence[Query]) -> dict[str, Any]:
    """Show what searches find, beside the same statements with the snippets that SQLite itself makes of the rows."""
    with closing(sqlite.connect_reader(library.path)) as connection:
        snippets = [_snippets(connection, library, query) for query in queries]
    return read_beside(library, [lambda query=query: show(library, query) for query in queries], snippets)


def _snippets(connection: Any, library: Library, query: Query) -> list[Statement]:
    if not query.text_terms:
        return []
    hits = library.first(query, Sort.NEWEST, VISIBLE) or library.search(query)
    ids = json.dumps(hits.ids[:VISIBLE].tolist())
    keys = [key for (key,) in connection.execute(_KEYS, (ids,))]
    bounds = (min(keys, default=0), max(keys, default=0))
    return [(_SNIPPETS, (text_parameters(query.text_terms)["texts"], *bounds, json.dumps(keys)), False)]


def read_beside(
    library: Library, works: Sequence[Callable[[], Any]], besides: Iterable[list[Statement]] = ()
) -> dict[str, Any]:
    """Run what reads, and alone its statements and what they need beside them; each is timed for the second time."""
    times, statements = [], []
    for work, more in zip_longest(works, besides, fillvalue=()):
        with recorded() as noted:
            work()
        statements.append([*noted, *more])
        times.append(milliseconds(work))
    return beside(times, _replayed(library.path, statements))


def _replayed(path: Path, runs: Iterable[list[Statement]]) -> list[float]:
    times = []
    with closing(sqlite.connect_reader(path)) as connection:
        for run in runs:
            _replay_reading(connection, run)
            times.append(milliseconds(lambda run=run: _replay_reading(connection, run)))
    return times


def _replay_reading(connection: Any, run: list[Statement]) -> None:
    replay(connection, (statement for statement in run if statement[0] not in _COMMITS))


def written(library: Library, works: Iterable[Callable[[], Any]]) -> tuple[list[float], list[float]]:
    """Run writes on the library, and what they wrote on a copy of it as it was before; returns the times of both."""
    copy = library.path.with_name("copy.clipper")
    backup(library, copy)
    times, statements = [], []
    for work in works:
        with recorded() as noted:
            times.append(milliseconds(work))
        statements.append(list(noted))
    with closing(sqlite.connect_writer(copy, checkpoints=True)) as connection:
        sqlite_hashes.watch(connection)
        bare = [milliseconds(lambda run=run: _replay_writing(connection, run)) for run in statements]
    copy.unlink()
    return times, bare


def _replay_writing(connection: Any, run: list[Statement]) -> None:
    """What a verb of Clipper writes is one transaction, and so it is here."""
    connection.execute("BEGIN IMMEDIATE")
    replay(connection, (statement for statement in run if not statement[0].startswith(_COMMITS)))
    connection.execute("COMMIT")
