"""A library with something of everything, and ways to damage its file, from seeds."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clipper.library.library import Library
from clipper.library.store.sqlite_pages import Pages
from clipper.library.store.sqlite_salvage import tables
from clipper.model.attachment import BroughtFile
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import Marker, State, Tone
from clipper.model.draft import Pasted
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.issued_report import IssuedReport
from clipper.model.period import Period
from clipper.model.quote import Quote
from clipper.model.report import Audience, Definition
from tests.library.building import Clock, accepted

PAGE = 4096
_FEWEST = 4
_WORDS = (
    *("harbour", "ferry", "minister", "winter", "schedule", "budget", "letter", "island", "road", "keeper"),
    *("tide", "lamp", "engineer", "garden", "paper", "council", "season", "route", "answer", "fund"),
    *("school", "bridge", "market", "storm", "pilot", "cargo", "fleet", "ice", "crew", "vote"),
)


def make(path: Path, count: int = 240, seed: int = 1) -> None:
    """Make a library of some hundred clippings, with highlights, codes, files, reports and a history."""
    chooser = random.Random(seed)
    with Library.open(path, now=Clock()) as library:
        for first in range(0, count, 20):
            many = [_clipping(chooser, number) for number in range(first, first + 20)]
            library.add(many, Pasted(f"{_text(chooser, 300)} {first}", f"<p>{_text(chooser, 200)}</p>"))
        _work(library, chooser, count)


def _text(chooser: random.Random, words: int) -> str:
    return " ".join(chooser.choice(_WORDS) for _ in range(words))


def _clipping(chooser: random.Random, number: int) -> object:
    return accepted(
        headline=f"{_text(chooser, 6).capitalize()} {number}",
        deck=_text(chooser, 9) if number % 3 == 0 else None,
        reporters=(f"Reporter {number % 17}",),
        outlet=f"Outlet {number % 23}",
        published_on=date(2017, 1 + number % 12, 1 + number % 28),
        url=f"https://outlet{number % 23}.example/{number}",
        body="\n\n".join(_text(chooser, chooser.randrange(20, 160)) for _ in range(chooser.randrange(1, 9))),
        tags=(f"topic/{_WORDS[number % 9]}", "board") if number % 2 else (f"topic/{_WORDS[number % 9]}",),
        note=_text(chooser, 20) if number % 5 == 0 else None,
    )


def _work(library: Library, chooser: random.Random, count: int) -> None:
    library.save_code_field(CodeField("Campaign", FieldKind.TEXT, definition="Is it about *Thin Ice*?"))
    library.add_message("Ports need winter crews.")
    for number in range(1, count + 1, 4):
        said = library.get(number).body or ""
        library.highlight(number, Highlight(said[:40], marker=Marker.GREEN, comment=_text(chooser, 8)))
        library.keep_quote(number, Quote(said[10:60], f"Speaker {number % 7}", said[10:60]))
        library.add_follow_up(number, FollowUp(_text(chooser, 6), owner="Léonie", due=date(2018, 1, 2)))
        library.set_note(number, _text(chooser, 12))
    for number in range(1, count + 1, 9):
        library.attach(number, [BroughtFile(f"page {number}.txt", _text(chooser, 80).encode())])
    library.code(range(1, count, 6), "Campaign", "winter")
    library.carry_message(range(1, count, 7), "Ports need winter crews.")
    library.set_tone(range(1, count, 3), Tone.NEGATIVE)
    library.set_state(range(5, count, 40), State.NEW)
    library.edit_outlet("Outlet 3", aliases=("The Third",), reach=12_000, reach_source="Audit")
    library.rename_person("Reporter 4", "Petra Lindqvist")
    library.group([2, 30, 60])
    month = Period.month(2017, 10)
    definition = Definition("", "Board letter", query="tag:board")
    library.save_definition(definition)
    library.write_report_text(
        library.definitions()[0].uuid, month, "en", Audience.INTERNAL, "summary", _text(chooser, 40)
    )
    report = IssuedReport(definition, month, "Board letter, October 2017", date(2017, 11, 2), "Dana Whitlock")
    library.issue_report(report, {".md": _text(chooser, 200).encode()})


@dataclass(frozen=True, slots=True)
class Text:
    """A text, paste or file that a person entered: its table and column, and where it stands in the file."""

    table: str
    column: str
    place: int
    size: int


def texts(path: Path) -> list[Text]:
    """Return where the texts of all tables stand, as far as they do not go on in another page."""
    data, found = path.read_bytes(), list[Text]()
    with closing(sqlite3.connect(path)) as connection, path.open("rb") as file:
        connection.text_factory = bytes
        pages = Pages(file)
        for table in tables():
            if table.name in _NOT_ENTERED:
                continue
            is_link = table.dialect_options["sqlite"]["with_rowid"] is False
            root = "SELECT rootpage FROM sqlite_master WHERE name = ?"
            (number,) = connection.execute(root, (table.name,)).fetchone()
            tree = pages.tree(number, is_index=is_link)
            for column in (column.name for column in table.columns if column.name not in _FOLLOWING):
                values = f"SELECT DISTINCT {column} FROM {table.name} WHERE typeof({column}) IN ('text', 'blob')"
                for (value,) in connection.execute(values):
                    found += _places(data, tree.leaves, value, table.name, column)
    return found


def _places(data: bytes, leaves: list[int], value: bytes, table: str, column: str) -> list[Text]:
    if len(value) < _FEWEST:
        return []
    starts = ((number - 1) * PAGE for number in leaves)
    places = (data.find(value, start, start + PAGE) for start in starts)
    return [Text(table, column, place, len(value)) for place in places if place >= 0][:1]


_FOLLOWING = frozenset(("search_id", "names", "comments", "unpointed", "url_key", "hash"))
_NOT_ENTERED = frozenset(("row_hashes", "shingles"))


def flip(data: bytearray, place: int, bit: int) -> None:
    """Turn one bit over."""
    data[place] ^= 1 << bit


def _zeroed(data: bytearray, chooser: random.Random) -> None:
    pages = [number for number in range(1, len(data) // PAGE) if any(data[number * PAGE : (number + 1) * PAGE])]
    for number in chooser.sample(pages, chooser.choice((1, 1, 2, 5))):
        data[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)


def _flipped(data: bytearray, chooser: random.Random) -> None:
    for _ in range(chooser.choice((1, 8, 100))):
        flip(data, chooser.randrange(100, len(data)), chooser.randrange(8))


def _cut(data: bytearray, chooser: random.Random) -> None:
    del data[chooser.randrange(len(data) // 2, len(data)) :]


def _noise(data: bytearray, chooser: random.Random) -> None:
    start = chooser.randrange(len(data) - PAGE)
    noise = chooser.randbytes(chooser.randrange(16, PAGE))
    data[start : start + len(noise)] = noise


def _header(data: bytearray, chooser: random.Random) -> None:
    start = chooser.randrange(90)
    data[start : start + 10] = chooser.randbytes(10)


def _first_page(data: bytearray, _chooser: random.Random) -> None:
    data[:PAGE] = bytes(PAGE)


WAYS: dict[str, Callable[[bytearray, random.Random], None]] = {
    "zeroed pages": _zeroed,
    "flipped bits": _flipped,
    "cut off": _cut,
    "noise": _noise,
    "header": _header,
    "first page": _first_page,
}


def damage(source: Path, target: Path, way: str, seed: int) -> None:
    """Write a copy of a library that is damaged in one way."""
    data, chooser = bytearray(source.read_bytes()), random.Random(seed)
    if way == "wrong log":
        log = target.with_name(f"{target.name}-wal")
        log.write_bytes(bytes.fromhex("377f0682002de218") + chooser.randbytes(PAGE * 3))
    else:
        WAYS[way](data, chooser)
    target.write_bytes(data)


def whole_clippings(source: Path, damaged: Path) -> set[int]:
    """Return the clippings whose own pages are as they were, each row looked up by where its texts stand."""
    before, after = source.read_bytes(), damaged.read_bytes()
    same = {
        number
        for number in range(len(before) // PAGE)
        if before[number * PAGE : (number + 1) * PAGE] == after[number * PAGE : (number + 1) * PAGE]
    }
    return {key for key, pages in pages_of_clippings(source).items() if pages <= same}


def pages_of_clippings(source: Path) -> dict[int, set[int]]:
    """Return on which pages, from 0, the row of each clipping stands, by SQLite's own account."""
    pages: dict[int, set[int]] = {}
    data = source.read_bytes()
    with closing(sqlite3.connect(source)) as connection:
        connection.text_factory = bytes
        for key, *values in connection.execute("SELECT id, uuid, headline, body FROM clippings"):
            pages[key] = set()
            uuid, headline, body = values
            place = data.find(uuid)
            while place >= 0 and headline not in data[place : place + 600]:
                place = data.find(uuid, place + 1)
            pages[key].add(place // PAGE)
            for piece in range(0, len(body), 300):
                found = data.find(body[piece : piece + 60])
                pages[key].add(found // PAGE) if found >= 0 else None
    return pages
