"""What each backup of a folder holds: read from the copy, and noted beside it so that a list need not open them all."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlalchemy import String, cast, false, func, select

from clipper import __version__
from clipper.library import history
from clipper.library.counting import counted
from clipper.library.store import sqlite
from clipper.library.store.tables import ClippingRow, StepRow
from clipper.model.backup import Backup, Held, Reason
from clipper.model.counted import Counted
from clipper.model.errors import Damaged, EnvironmentProblem
from clipper.model.values import replace

ENDING = ".clipper"
_TIME = "%Y-%m-%d_%H-%M-%S"
_NAME = re.compile(rf"(\d{{4}}-\d\d-\d\d_\d\d-\d\d-\d\d)_({'|'.join(Reason)})(?:-(\d+))?")


def free_path(folder: Path, made: datetime, reason: Reason) -> Path:
    """Return what the next backup of a folder is called; those of one second have numbers."""
    number = max((one.number for one in _named(folder) if one.made == made.replace(microsecond=0)), default=0) + 1
    return folder / f"{made:{_TIME}}_{reason}{f'-{number}' if number > 1 else ''}{ENDING}"


def listed(folder: Path) -> list[Backup]:
    """Return the backups of a folder, newest first; raises EnvironmentProblem where the folder cannot be read."""
    found = [backup for one in _named(folder) if (backup := _known(one)) is not None]
    return sorted(found, key=lambda one: one.order, reverse=True)


def look_at(file: Path) -> Backup | None:
    """Return what is known of a backup; None for another file, or one that is just being removed."""
    named = _of_name(file)
    return _known(named) if named else None


def _named(folder: Path) -> list[Backup]:
    try:
        return [named for file in folder.glob(f"*{ENDING}") if (named := _of_name(file)) is not None]
    except OSError as error:
        raise EnvironmentProblem(f"{folder} cannot be read ({error.strerror}). Connect its disk.") from error


def _of_name(file: Path) -> Backup | None:
    """Return what a file's name tells."""
    named = _NAME.fullmatch(file.stem)
    with suppress(ValueError):
        if named is not None:
            return Backup(file, datetime.strptime(named[1], _TIME), Reason(named[2]), int(named[3] or 1))
    return None


def _known(named: Backup) -> Backup | None:
    try:
        stat = named.path.stat()
    except OSError:
        return None
    backup = replace(named, size=stat.st_size)
    note = _Note.read(named.path)
    if note is None or not note.is_of(stat.st_size, stat.st_mtime_ns):
        return describe(backup)
    return replace(backup, held=note.held, program=note.program, is_sound=note.is_sound)


def describe(backup: Backup, program: str = "") -> Backup:
    """Open a backup as the library that it is, return what it holds, and remember that beside it.

    What cannot be read now, and maybe later, is not remembered.
    """
    try:
        described = replace(backup, held=held_by(backup.path), program=program, is_sound=True)
    except EnvironmentProblem as error:
        described = replace(backup, program=program, is_sound=False)
        if not isinstance(error, Damaged):
            return described
    _Note.write(described)
    return described


def is_damaged(backup: Backup) -> bool:
    """Tell whether a backup is read, and found to be damaged."""
    try:
        held_by(backup.path)
    except EnvironmentProblem as error:
        return isinstance(error, Damaged)
    return False


def describe_new(file: Path) -> Backup:
    """Describe a backup that this program has just made; raises EnvironmentProblem where it cannot be opened."""
    found = look_at(file)
    described = describe(found, __version__) if found else None
    if described is None or not described.is_sound:
        raise EnvironmentProblem(f"The copy {file} cannot be opened and was removed. Choose another disk.")
    return described


def held_by(path: Path) -> Held:
    """Count what a copy of a library of any form holds; raises EnvironmentProblem where it is none, or damaged."""
    with sqlite.plain_errors(path):
        if sqlite.peek(path)[0] != sqlite.APPLICATION_ID:
            raise Damaged(sqlite.NOT_A_LIBRARY.format(path=path))
        with sqlite.reading_copy(path) as connection:
            if not sqlite.has_table(connection, ClippingRow.__tablename__):
                return Held()
            kept = ClippingRow.withdrawn == false(), ClippingRow.deleted == false()
            # As text: a damaged day is no reason to keep no backup.
            day = func.max(cast(ClippingRow.published_on, String))
            newest, found = connection.scalar(select(day).where(*kept)), counted(connection)
            mark = history.mark(connection) if sqlite.has_table(connection, StepRow.__tablename__) else ""
    return Held(found, _day(newest), mark)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def remove(backup: Backup) -> None:
    """Remove a backup and its note; one that another program holds open stays for now."""
    with suppress(OSError):
        backup.path.unlink(missing_ok=True)
        _Note.path_of(backup.path).unlink(missing_ok=True)


def files_of(backup: Backup) -> Iterator[Path]:
    """Yield the files that a backup consists of, those that it shares with others left out."""
    for file in (backup.path, _Note.path_of(backup.path)):
        if file.exists():
            yield file


class _Note(Struct, frozen=True):
    """What is written beside a backup; it holds while the backup has the size and the time that it had then."""

    size: int
    time: int
    held: Held
    program: str
    is_sound: bool

    @staticmethod
    def path_of(file: Path) -> Path:
        return file.with_suffix(".json")

    def is_of(self, size: int, time: int) -> bool:
        return (self.size, self.time) == (size, time)

    @classmethod
    def read(cls, file: Path) -> "_Note | None":
        try:
            said = json.loads(cls.path_of(file).read_text("utf-8"))
            newest = date.fromisoformat(said["newest"]) if said["newest"] else None
            found = Counted(int(said["clippings"]), int(said["rejected"]), int(said["deleted"]))
            held = Held(found, newest, str(said["mark"]))
            return cls(int(said["size"]), int(said["time"]), held, str(said["program"]), bool(said["is_sound"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    @classmethod
    def write(cls, backup: Backup) -> None:
        """A list goes without the note where it cannot be written, and opens the backup each time."""
        held = backup.held
        with suppress(OSError):
            stat = backup.path.stat()
            said: dict[str, Any] = {
                "clippings": held.counted.shown,
                "rejected": held.counted.rejected,
                "deleted": held.counted.deleted,
                "newest": held.newest.isoformat() if held.newest else None,
                "mark": held.mark,
                "program": backup.program,
                "is_sound": backup.is_sound,
                "size": stat.st_size,
                "time": stat.st_mtime_ns,
            }
            cls.path_of(backup.path).write_text(json.dumps(said), "utf-8")
