"""Importing JSON lines, beside sqlite3 alone writing the same rows and deriving the same data.

The raw side does what the fastest loading code would do: no undo step, no cleaning, no look for what is there already,
plain JSON values bound as they are, the samples of texts written in the order of their index, the full text indexed at
the end. Folding, link keys and samples are those of Clipper's own functions, for they say what the data is.
"""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from clipper.library.exchange import import_library
from clipper.library.library import Library
from clipper.library.likeness import sampled
from clipper.library.search_keys import search_id_of
from clipper.library.store import sqlite
from clipper.library.store.engine import create_library
from clipper.library.tags import HUES
from clipper.model.links import url_key
from clipper.model.text import fold
from tests.benchmarks.measure import summary

_RUNS = 1
_PAGE = 5_000
_PLAIN = (
    *("uuid", "deleted", "state", "relation", "starred", "publish", "tone", "prominence", "medium", "published_on"),
    *("language", "programme", "headline", "url", "deck", "note", "body"),
)
_FOLLOWING = ("id", "search_id", "withdrawn", "outlet_id", "story_id", "added_at", "url_key", "names")
_COLUMNS = (*_PLAIN, *_FOLLOWING)


def import_json_lines(library: Path) -> dict[str, Any]:
    """Import what the library was made of into new libraries, by turns with the raw code."""
    export = library.with_suffix(".jsonl")
    runs = [(_timed(export, _import), _timed(export, write_raw)) for _ in range(_RUNS)]
    clipper, raw = ([run[side] for run in runs] for side in (0, 1))
    return {
        "clipper_seconds": summary(wall for wall, _ in clipper),
        "raw_seconds": summary(wall for wall, _ in raw),
        "clipper_cpu_seconds": summary(cpu for _, cpu in clipper),
        "raw_cpu_seconds": summary(cpu for _, cpu in raw),
        "speed_beside_raw": round(min(cpu for _, cpu in raw) / min(cpu for _, cpu in clipper), 2),
        "derived_seconds": round(_derived_seconds(export), 1),
    }


def _timed(export: Path, load: Any) -> tuple[float, float]:
    """The seconds, by the clock and of the processor, until the export is in a library."""
    path = export.with_name("imported.clipper")
    wall, cpu = time.perf_counter(), time.process_time()
    load(export, path)
    taken = time.perf_counter() - wall, time.process_time() - cpu
    path.unlink()
    return taken


def _import(export: Path, path: Path) -> None:
    with Library.open(path) as library:
        import_library(library, export)


def _derived_seconds(export: Path) -> float:
    """The part of either side in which texts are sampled, which both do alike."""
    bodies = [one["body"] or "" for one in islice(_clippings(export), 2_000)]
    start = time.process_time()
    for body in bodies:
        sampled(body)
    return (time.process_time() - start) / max(1, len(bodies)) * sum(1 for _ in _clippings(export))


def _clippings(export: Path) -> Iterator[dict[str, Any]]:
    with export.open("rb") as file:
        for line in file:
            values = json.loads(line)
            if "clipping" in values:
                yield values["clipping"]


def write_raw(export: Path, path: Path) -> None:
    """Make a library of an export through sqlite3 alone, in one transaction."""
    create_library(path)
    with closing(sqlite.connect_alone(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        (keeping,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'clippings_fts_insert'").fetchone()
        connection.execute("DROP TRIGGER clippings_fts_insert")
        _RawImport(connection).write(_clippings(export))
        connection.execute("INSERT INTO clippings_fts (clippings_fts) VALUES ('rebuild')")
        connection.execute(keeping)
        connection.execute("COMMIT")


class _RawImport:
    """Rows on their way into the tables; names get their ids in the order in which they come."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids: dict[str, dict[str, int]] = {"outlets": {}, "people": {}, "tags": {}, "stories": {}}
        self._names: dict[str, list[str]] = {table: [] for table in self._ids}
        self._samples: list[tuple[int, int]] = []

    def write(self, clippings: Iterable[dict[str, Any]]) -> None:
        """Write all that belongs to clippings."""
        numbered = enumerate(clippings, start=1)
        while page := list(islice(numbered, _PAGE)):
            self._write_page(page)
        self._write_names()
        self._insert("shingles", ("hash", "clipping_id"), sorted(self._samples))

    def _write_page(self, page: Sequence[tuple[int, dict[str, Any]]]) -> None:
        self._insert("clippings", _COLUMNS, [self._row(number, one) for number, one in page])
        reporters, spokespeople, tags = [], [], []
        for number, one in page:
            reporters += [(number, self._id("people", name), place) for place, name in enumerate(one["reporters"])]
            spokespeople += [
                (number, self._id("people", person["name"]), place, person["role"])
                for place, person in enumerate(one["spokespeople"])
            ]
            tags += [(number, self._id("tags", name)) for name in one["tags"]]
            self._samples += [(value, number) for value in sampled(one["body"] or "")]
        self._insert("clipping_reporters", ("clipping_id", "person_id", "position"), reporters)
        self._insert("clipping_spokespeople", ("clipping_id", "person_id", "position", "role"), spokespeople)
        self._insert("clipping_tags", ("clipping_id", "tag_id"), tags)

    def _row(self, number: int, one: dict[str, Any]) -> list[Any]:
        added_at = one["added_at"].replace("T", " ") + ".000000"
        everybody = [one["outlet"], one["programme"], *one["reporters"], *(who["name"] for who in one["spokespeople"])]
        names = sqlite.NAME_BREAK.join(name for name in everybody if name)
        outlet_id = self._id("outlets", one["outlet"]) if one["outlet"] else None
        story_id = self._id("stories", one["story"]) if one["story"] else None
        following = (_search_id(number, one), False, outlet_id, story_id, added_at, url_key(one["url"]), names)
        return [*(one[name] for name in _PLAIN), number, *following]

    def _id(self, table: str, name: str) -> int:
        folded = name.casefold() if table in ("tags", "stories") else fold(name)
        known = self._ids[table]
        if folded not in known:
            known[folded] = len(known) + 1
            self._names[table].append(name)
        return known[folded]

    def _write_names(self) -> None:
        nothing_known: dict[str, dict[str, object]] = {
            "outlets": {"rights": "unknown", "aliases": "[]", "domains": "[]", "programmes": "[]"},
            "people": {"aliases": "[]", "ours": False},
        }
        for table, known in nothing_known.items():
            rows = [(str(uuid4()), name, fold(name), False, *known.values()) for name in self._names[table]]
            self._insert(table, ("uuid", "name", "folded", "withdrawn", *known), rows)
        hues = _hues(self._names["tags"])
        tags = [(str(uuid4()), name, name.casefold(), hues[name], False) for name in self._names["tags"]]
        self._insert("tags", ("uuid", "name", "folded", "hue", "withdrawn"), tags)
        self._insert("stories", ("uuid",), [(uuid,) for uuid in self._names["stories"]])

    def _insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        places = ", ".join("?" * len(columns))
        self._connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)


def _search_id(number: int, one: Mapping[str, Any]) -> int:
    """The key of a clipping in the full-text index; see ClippingRow."""
    day = one["published_on"]
    return search_id_of(number, date.fromisoformat(day) if day else None, datetime.fromisoformat(one["added_at"]))


def _hues(tags: Sequence[str]) -> dict[str, str]:
    """Topics take the hues in turn."""
    hues = dict.fromkeys(tags, HUES[0])
    for place, name in enumerate(name for name in tags if name.casefold().startswith("topic/")):
        hues[name] = HUES[1 + place % (len(HUES) - 1)]
    return hues
