"""To which library a folder belongs: a note in it says so, and lets it be found after the library was moved."""

import json
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, select

from clipper.library.erased import Erased, digest
from clipper.library.store import sqlite
from clipper.library.store.tables import ClippingRow, StepRow
from clipper.model.errors import EnvironmentProblem
from clipper.model.values import replace

NAME = "belongs-to.note"
_FIRST = 5


class Note(Struct, frozen=True):
    """Where a library lies, and digests of its first clippings, which it keeps wherever it is moved to."""

    library: Path
    clippings: frozenset[str] = frozenset()

    @classmethod
    def of(cls, library: Path, connection: Connection) -> "Note":
        """Return the note of a library, given a connection to it or to a copy of it."""
        first = select(ClippingRow.uuid).order_by(ClippingRow.id).limit(_FIRST)
        uuids = connection.scalars(first) if sqlite.has_table(connection, ClippingRow.__tablename__) else ()
        # A digest, since what is deleted for good leaves nothing that it could be known by.
        return cls(library.resolve(), frozenset(map(digest, uuids)))

    @classmethod
    def of_file(cls, library: Path) -> "Note | None":
        """Return the note of a library without opening it as one, None where it cannot be read; nothing is made there.

        It holds the digests of what was erased for good, too: the backups made before are still its own. Who has it
        open may have more to tell.
        """
        # SQLite would make one that is not there.
        if not library.is_file():
            return None
        with suppress(EnvironmentProblem), sqlite.plain_errors(library), sqlite.reading_copy(library) as connection:
            note = cls.of(library, connection)
            erased = Erased(connection).hashes if sqlite.has_table(connection, StepRow.__tablename__) else set()
            return replace(note, clippings=note.clippings | erased)
        return None

    @classmethod
    def read(cls, folder: Path) -> "Note | None":
        """Return what the note in a folder says, None where there is none."""
        try:
            said = json.loads((folder / NAME).read_text("utf-8"))
            return cls(Path(said["library"]), frozenset(map(str, said["clippings"])))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, folder: Path) -> None:
        """Leave the note in a folder; where that cannot be done, what the folder holds is found by its place only."""
        if self.clippings and self != Note.read(folder):
            said = {"library": str(self.library), "clippings": sorted(self.clippings)}
            with suppress(OSError, UnicodeEncodeError):
                (folder / NAME).write_text(json.dumps(said), "utf-8")

    def is_of_same(self, other: "Note") -> bool:
        """Tell whether both are of one library, or of copies of it, in different places."""
        return self.library != other.library and not self.clippings.isdisjoint(other.clippings)


def is_gone(library: Path) -> bool:
    """Tell whether a library is not any more where it lay; where that cannot be looked at, it may be there."""
    try:
        library.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
