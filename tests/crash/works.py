"""The kinds of work that are done while it is interrupted: each a walk of steps on a real library, told one by one."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from sqlite3 import connect
from typing import NamedTuple

from clipper.library import contents
from clipper.library.backup import backup
from clipper.library.exchange import export_library, import_library
from clipper.library.importing import import_files
from clipper.library.intake import Readings
from clipper.library.library import Library
from clipper.library.store import sqlite
from clipper.library.store.migration import migrate
from clipper.library.store.migrations.versions import version_0013
from clipper.model.attachment import BroughtFile
from clipper.model.clipping import Organisation
from clipper.model.codes import Tone
from clipper.model.draft import Accepted, Draft, FileReading, Guess, Pasted, Reading
from clipper.model.issued_report import IssuedReport
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import Definition
from tests.library.building import FERRY, LIGHTHOUSE, PASTE, Clock, ferry, plain

LARGEST_INSIDE = 2_000
"""So many bytes a file may have here that lies in the library's own file, so that small ones lie beside it."""
_OLDER = 10
"""The form of the older library: the last before reports were kept."""


@dataclass
class Desk:
    """A folder with a library in it, and the library while it is open."""

    folder: Path
    clock: Callable[[], datetime] = field(default_factory=Clock)
    library: Library | None = None

    @property
    def path(self) -> Path:
        return self.folder / "library.clipper"

    @property
    def target(self) -> Path:
        """Where backups go."""
        return self.folder / "backups" / "safe.clipper"

    @property
    def export(self) -> Path:
        """What is imported."""
        return self.folder / "export.zip"

    def copies(self) -> list[Path]:
        """Return all other libraries that lie in the folder: backups, and what was kept before a migration."""
        return sorted(path for path in self.folder.rglob("*.clipper") if path != self.path and path.is_file())

    @property
    def open_library(self) -> Library:
        assert self.library
        return self.library

    def open(self) -> Library:
        self.library = Library.open(self.path, now=self.clock)
        return self.library

    def close(self) -> None:
        if self.library:
            self.library.close()
        self.library = None


Steps = Iterator[str]


class Work(NamedTuple):
    """How its folder is made ready, and its walk: each step's name is yielded once the step is confirmed."""

    prepare: Callable[[Desk, int], None]
    walk: Callable[[Desk, int], Steps]


def _ready(number: int) -> list[int]:
    return list(range(1, number + 1))


def everything_of(desk: Desk) -> list[int]:
    """Return the ids of all clippings."""
    return list(desk.open_library.search(Query()).ids)


def held(seed: int, size: int = 30_000) -> bytes:
    """Bytes that nothing packs."""
    return random.Random(seed).randbytes(size)


def _nothing(desk: Desk, size: int) -> None:
    """Work that begins with nothing."""


def _filled(desk: Desk, size: int) -> None:
    library = desk.open()
    library.add([_mention(number) for number in range(size)], PASTE)
    library.tag(_ready(size // 2), "topic/ferries", "board")
    library.attach(1, [BroughtFile("minutes.pdf", held(1)), BroughtFile("short.txt", b"short")])
    desk.close()


def _mention(number: int, word: str = "Harbour") -> Accepted:
    day = date(2017, 1, 1 + number % 28)
    body = f"{word} {number}: {FERRY if number % 2 else LIGHTHOUSE}"
    people = (f"Reporter {number % 7}",)
    return plain(number, headline=f"{word} {number}", body=body, published_on=day, reporters=people)


def prepare_with_export(desk: Desk, size: int) -> None:
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    _filled(other, size)
    library = other.open()
    library.issue_report(report_of(1), {".pdf": held(2), ".md": b"# Report"})
    export_library(library, desk.export)
    other.close()
    for file in sorted(other.folder.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    other.folder.rmdir()
    library = desk.open()
    library.add([_mention(number, "Quay") for number in range(4)], PASTE)
    desk.close()


def _hash_as_before(connection: sqlite3.Connection) -> None:
    """Give clippings the hash of their contents that older forms keep."""
    rows = connection.execute(f"SELECT id, {', '.join(version_0013._HASHED)} FROM main.clippings").fetchall()
    hashes = [(version_0013._content_hash(values), key) for key, *values in rows]
    connection.executemany("UPDATE main.clippings SET content_hash = ? WHERE id = ?", hashes)


def _older(desk: Desk, size: int) -> None:
    with closing(connect(desk.path)) as connection:
        connection.execute("CREATE TABLE empty (x)")
        connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
        connection.execute("DROP TABLE empty")
    migrate(desk.path, _OLDER)
    for copy in desk.copies():
        copy.unlink()
    new = Desk(desk.folder / "new")
    new.folder.mkdir()
    _filled(new, size)
    with closing(connect(desk.path, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS new", (str(new.path),))
        names = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT GLOB 'clippings_fts*'"
        for (name,) in connection.execute(f"{names} AND name NOT IN ('alembic_version', 'organisation')").fetchall():
            columns = ", ".join(f'"{column[1]}"' for column in connection.execute(f"PRAGMA main.table_info({name})"))
            connection.execute(f"DELETE FROM main.{name}")
            connection.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM new.{name}")
        _hash_as_before(connection)
        connection.execute("INSERT INTO clippings_fts (clippings_fts) VALUES ('rebuild')")
        connection.execute("DETACH new")
        connection.execute("PRAGMA journal_mode = WAL")
    contents.folder_of(new.path).rename(contents.folder_of(desk.path))
    new.path.unlink()
    new.folder.rmdir()


def report_of(month: int) -> IssuedReport:
    period = Period.month(2026, month)
    definition = Definition("5d1f0c1e-0e0b-4f0c-9c39-7d4a2b6f1a01", "Media report")
    return IssuedReport(definition, period, f"Media report {month}", date(2026, 11, 3), snapshot={"clippings": {}})


# Walks


def _ordinary(desk: Desk, size: int) -> Steps:
    library = desk.open()
    yield "open a new library"
    library.set_organisation(Organisation("Tide Institute", user_name="Léonie Castellane"))
    yield "organisation"
    library.add([ferry()], PASTE, file=b"%PDF-2.0 as it came")
    yield "add"
    for number in range(size):
        library.add([_mention(number)], Pasted(f"Pasted {number}"))
        yield "add"
    library.edit(1, headline="Harbour towns ask again", body=LIGHTHOUSE)
    yield "edit"
    library.set_note(1, "A note " * 200)
    yield "note"
    library.attach(1, [BroughtFile("minutes.pdf", held(3)), BroughtFile("short.txt", b"short")])
    yield "attach"
    library.tag(_ready(size), "topic/ferries")
    yield "tag"
    library.set_tone(_ready(size), Tone.POSITIVE)
    yield "tone"
    library.undo()
    yield "undo"
    library.redo()
    yield "redo"
    library.delete([2, 3])
    yield "delete"
    library.issue_report(report_of(10), {".pdf": held(4), ".md": b"# Report"})
    yield "issue"
    desk.close()
    yield "close"
    library = desk.open()
    yield "open"
    library.restore([3])
    yield "restore"
    library.save_template("Winter", {"report.typ": b"#let ink = black", "logo.png": held(5)})
    yield "template"
    export_library(library, desk.folder / "all.zip")
    yield "export"
    library.purge([2])
    yield "purge"
    library.set_note(3, "Another note " * 100)
    yield "note"
    desk.close()
    yield "close"


def _import(desk: Desk, size: int) -> Steps:
    library = desk.open()
    yield "open"
    import_library(library, desk.export)
    yield "import an export"
    library.set_starred([1, 2], True)
    yield "star"
    library.undo()
    yield "undo"
    library.undo()
    yield "undo the import"
    import_library(library, desk.export)
    yield "import it again"
    import_files(library, _readings(min(size, 40)))
    yield "import files"
    desk.close()
    yield "close"


def _readings(size: int) -> Readings:
    drafts = [Draft(headline=Guess(f"Read {number}"), body=Guess(f"{number} {FERRY}")) for number in range(size)]
    return Readings((FileReading("text", Pasted("read", source="mentions.txt"), Reading("read", tuple(drafts))),))


def _tagging(desk: Desk, size: int) -> Steps:
    library = desk.open()
    yield "open"
    everything = everything_of(desk)
    for number in range(4):
        library.tag(everything, f"topic/new {number}", "weekly")
        yield "tag all"
        library.untag(everything[::2], "board")
        yield "untag"
        library.retag(everything[number:], ["board"], ["weekly"])
        yield "retag"
        library.rename_tag("weekly", f"weekly {number}")
        yield "rename"
        library.undo()
        yield "undo"
        library.redo()
        yield "redo"
    library.delete_tag("board")
    yield "delete a tag"
    library.store.empty_log()
    yield "empty the log"
    desk.close()
    yield "close"


def _migration(desk: Desk, size: int) -> Steps:
    library = desk.open()
    yield "migrate"
    library.issue_report(report_of(9), {".pdf": held(6)})
    yield "issue"
    desk.close()
    yield "close"


def _issuing(desk: Desk, size: int) -> Steps:
    library = desk.open()
    yield "open"
    for month in range(1, 9):
        files = {".pdf": held(10 + month, 300_000), ".md": b"# Report", ".xlsx": held(20 + month, 60_000)}
        issued = library.issue_report(report_of(1 + month // 2), files)
        yield "issue"
        if month % 4 == 0:
            library.withdraw_issued_report(issued.uuid)
            yield "withdraw"
    desk.close()
    yield "close"


def _backup(desk: Desk, size: int) -> Steps:
    desk.target.parent.mkdir(exist_ok=True)
    library = desk.open()
    yield "open"
    for number in range(4):
        library.attach(1, [BroughtFile("minutes.pdf", held(30 + number))])
        yield "attach"
        backup(library, desk.target)
        yield "backup"
    desk.close()
    yield "close"


def _erasing(desk: Desk, size: int) -> Steps:
    library = desk.open()
    yield "open"
    for number in range(1, 12, 2):
        library.edit(number, body=f"{number} {FERRY}" * (60 if number % 3 else 2))
        yield "edit"
        library.delete([number + 1])
        yield "delete"
        library.purge([number + 1])
        yield "purge"
    library.purge([1])
    yield "purge what has a file"
    library.store.empty_log()
    yield "empty the log"
    desk.close()
    yield "close"


WORKS = {
    "ordinary": Work(_nothing, _ordinary),
    "import": Work(prepare_with_export, _import),
    "tagging": Work(_filled, _tagging),
    "migration": Work(_older, _migration),
    "issuing": Work(_filled, _issuing),
    "backup": Work(_filled, _backup),
    "erasing": Work(_filled, _erasing),
}
