"""Libraries as JSON lines: export without loss, and import that adds what is new and overwrites nothing.

A .jsonl file goes without the files that are attached to clippings, and does not tell of them; a .zip archive has the
same lines in a file of its own and further ones of originals and history, see exchange_originals and exchange_history,
and beside it what the files hold, by its SHA-256, and the originals. What of the files was missing or damaged when it
was written is listed there; a clipping comes with such a file, too.

The first line names the format and its version; then come the organisation, its codebook, the outlets and people of
which more is to tell than that clippings have them, key messages, tags, saved searches, presets, all that is kept of
reports, see exchange_reports, clippings, and the pairs of clippings that look alike and are no duplicates, each an
object with one key that says what it is.
Clippings are known by their UUID; ids stay at home.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Any

from msgspec import Struct
from sqlalchemy import Connection

from clipper.library import contents
from clipper.library.counting import counted
from clipper.library.erased import Erased
from clipper.library.exchange_changes import checked_change
from clipper.library.exchange_clippings import PAGE, ClippingsImport
from clipper.library.exchange_file import ENDING, ZIPPED, ExportFile, Target, written_to
from clipper.library.exchange_history import checked_step, is_without_steps, tell
from clipper.library.exchange_imported import Imported, UnderWay
from clipper.library.exchange_originals import BroughtOriginals, Numbered
from clipper.library.exchange_reports import ReportsImport, missing_of
from clipper.library.exchange_settings import SettingsImport
from clipper.library.exchange_values import FILES
from clipper.library.exchange_writing import everything
from clipper.library.library import Library
from clipper.library.missing_files import sentence
from clipper.library.uniting import Uniting
from clipper.library.uniting_things import UnitedThings
from clipper.library.work import Work
from clipper.model.counted import Counted
from clipper.model.errors import WrongUsage
from clipper.model.progress import Progress
from clipper.model.uniting import Choose, keep_ours
from clipper.model.values import replace

__all__ = ["Exported", "Imported", "export_library", "import_library", "take_exports"]

FORMAT, VERSION = "clipper", 5
_NOT_EXPORTED = "is missing or damaged in the library, and so it is not in the export"

Taker = Callable[[Any], None]


class Exported(Struct, frozen=True):
    """What clippings an export has, and the names of the files of which what they hold could not go into it."""

    counted: Counted
    missing: tuple[str, ...] = ()

    @property
    def told(self) -> list[str]:
        """A sentence that names what is missing, if anything is."""
        return [sentence(self.missing, _NOT_EXPORTED)] if self.missing else []


def export_library(library: Library, path: Path, progress: Progress | None = None) -> Exported:
    """Write everything to a .zip archive, or without attached files, pastes and history to a .jsonl file; `progress`
    counts attached files.

    What an attached file, or one of an issued report or a template, holds is left out where it is missing or damaged,
    and the export says so. Raises WrongUsage for a file that is to end otherwise, EnvironmentProblem where it cannot
    be written.
    """
    ending = path.suffix.lower()
    if ending not in (ENDING, ZIPPED):
        raise WrongUsage(f"An export is a {ENDING} or {ZIPPED} file; “{path.name}” is not. Nothing was written.")
    pastes = Numbered() if ending == ZIPPED else None
    with library.store.reading() as connection, written_to(path) as export:
        files, missing = _write_lines(export, everything(connection, library.path, pastes))
        gone = _write_files(export, connection, library.path, files, progress)
        for name, held in pastes.contents(connection) if pastes else ():
            export.add_original(name, held)
            if progress:
                progress(len(files), len(files))
        found = counted(connection)
    return Exported(found, tuple(sorted(missing | gone)))


def _write_lines(export: Target, everything: Iterable[tuple[str, Any]]) -> tuple[dict[str, str], set[str]]:
    """Write the lines; returns the names of attached files by SHA-256, and those of files of reports that are gone."""
    files, missing = dict[str, str](), set[str]()
    with export.lines() as lines:
        _write_line(lines, {"format": FORMAT, "version": VERSION})
        for kind, values in everything:
            _write_line(lines, {kind: values})
            if kind == "clipping":
                files.update((one["sha256"], one["name"]) for one in values.get(*FILES, ()))
            missing.update(missing_of(kind, values))
    return files, missing


def _write_files(
    export: Target, connection: Connection, library: Path, files: Mapping[str, str], progress: Progress | None
) -> set[str]:
    """Write what attached files hold, and list what is gone of that; returns the names of those."""
    gone: list[str] = []
    for done, (sha256, name) in enumerate(sorted(files.items())):
        tell = partial(_telling, progress=progress, done=done, total=len(files))
        if contents.is_unsound(connection, library, sha256, tell):
            gone.append(sha256)
        else:
            export.add(sha256, tell(contents.pieces(connection, library, sha256, name)))
    export.add_missing(gone)
    return {files[sha256] for sha256 in gone}


def _write_line(file: IO[str], values: Mapping[str, Any]) -> None:
    file.write(json.dumps(values, ensure_ascii=False) + "\n")


def _telling(pieces: Iterable[bytes], progress: Progress | None, done: int, total: int) -> Iterator[bytes]:
    """Tell at each piece of a file how many were done before, so that a cancel need not wait for its end."""
    for piece in pieces:
        if progress:
            progress(done, total)
        yield piece


def import_library(
    library: Library,
    path: Path,
    progress: Progress | None = None,
    *,
    choose: Choose = keep_ours,
    origin: object = None,
) -> Imported:
    """Add what an export holds and the library has not, as one step; the organisation is taken where none is named.

    What the library has, too, is united with it, see clipper.library.uniting_values; `choose` says what counts where
    both sides changed something. Raises Undecided where it leaves that to a person.

    `progress` counts lines; an exception that it raises ends the import, and nothing of it is kept.
    Raises WrongUsage, naming the line, for a file that is no export or is broken, EnvironmentProblem for one that
    cannot be read; nothing was imported then.
    """
    with library.step("import", origin=origin) as work:
        return take_exports(work, [path], progress, choose)


def take_exports(
    work: Work, paths: Iterable[Path], progress: Progress | None = None, choose: Choose = keep_ours
) -> Imported:
    """Do in a step what import_library does, for any number of exports."""
    done = Imported()
    for path in paths:
        with ExportFile.opened(path) as file:
            is_first = is_without_steps(work.connection)
            with file.lines() as lines:
                _require_header(lines, path)
            uniting = None if is_first else Uniting.of(work, file, choose)
            under_way = UnderWay(work, file, uniting, done, progress)
            _take_file(under_way, _Import(under_way, is_first))
        done = under_way.done
    return done


class _Import:
    """An import under way: each line goes to whom it is for."""

    def __init__(self, under_way: UnderWay, is_first: bool) -> None:
        work, erased = under_way.work, Erased(under_way.work.connection)
        self._under_way, self._is_first = under_way, is_first
        self._things = UnitedThings(under_way.uniting) if under_way.uniting else None
        self._settings = SettingsImport(under_way, self._things)
        self._reports = ReportsImport(work, under_way.conflict, under_way.miss, erased, self._things)
        originals = BroughtOriginals(work, under_way.file)
        self._clippings = ClippingsImport(under_way, self._settings, originals, erased)
        # What was done before to what is new.
        self._steps: list[Mapping[str, Any]] = []
        if under_way.uniting:
            under_way.uniting.tell_left(under_way.conflict)
        self._of_registers: Mapping[str, Taker] = {
            "outlet": self._settings.take_outlet,
            "person": self._settings.take_person,
        }
        self._of_others: Mapping[str, Taker] = {
            "organisation": self._settings.take_organisation,
            "code_field": self._settings.take_code_field,
            "message": self._settings.take_message,
            "tag": self._settings.take_tag,
            "preset": self._settings.take_preset,
            "saved_search": self._settings.take_saved_search,
            "template": self._reports.take_template,
            "definition": self._reports.take_definition,
            "report_texts": self._reports.take_texts,
            "issued_report": self._reports.take_issued,
            "original": originals.take,
            "clipping": self._clippings.take,
            "not_duplicates": self._clippings.take_pair,
            "step": self._take_step,
            "change": self._take_change,
        }

    def take(self, kind: str, values: Any) -> None:
        """Take what a line holds; raises WrongUsage for what is none of ours."""
        if kind in self._of_registers:
            self._of_registers[kind](values)
            return
        if kind not in self._of_others:
            raise WrongUsage(f"it holds “{kind}”, which this version of Clipper does not know.")
        self._settings.end_registers()
        self._of_others[kind](values)

    def _take_step(self, values: Any) -> None:
        self._steps.append(checked_step(values, len(self._clippings.places)))

    def _take_change(self, values: Any) -> None:
        if not self._steps:
            raise WrongUsage("what was changed comes before the step that did it.")
        self._steps[-1]["changes"].append(checked_change(values, len(self._clippings.places)))

    def end(self) -> None:
        """Write what still waits, and what was done before to that which is new."""
        work, uniting, taken = self._under_way.work, self._under_way.uniting, self._clippings
        taken.write()
        self._reports.finish()
        if uniting and self._things and taken.united:
            self._things.clear_profiles()
            taken.unite(uniting, taken.united)
            done = self._under_way.done
            self._under_way.done = replace(done, settled=(*done.settled, *uniting.settled))
            uniting.finish(self._under_way.file.path.name)
        tell(work, self._steps, taken.made, taken.left_out, is_first=self._is_first)


def _take_file(under_way: UnderWay, taken: _Import) -> None:
    file, path = under_way.file, under_way.file.path
    under_way.total = file.count_lines() if under_way.progress else 0
    with file.lines() as lines:
        _require_header(lines, path)
        for number, line in enumerate(lines, start=2):
            try:
                _take_line(taken, line)
            except WrongUsage as error:
                raise WrongUsage(
                    f"Line {number} of {path.name} cannot be read: {error} Nothing was imported."
                ) from error
            under_way.number = number
            if number % PAGE == 0:
                under_way.tell()
    try:
        taken.end()
    except WrongUsage as error:
        raise WrongUsage(f"{path.name} cannot be read: {error} Nothing was imported.") from error
    under_way.number = under_way.total
    under_way.tell()


def _take_line(taken: _Import, line: bytes) -> None:
    if not line.strip():
        return
    try:
        ((kind, values),) = json.loads(line).items()
    except (ValueError, AttributeError, RecursionError) as error:
        raise WrongUsage("it is not a JSON object that says what it holds.") from error
    taken.take(kind, values)


def _require_header(lines: Iterator[bytes], path: Path) -> None:
    try:
        header = json.loads(next(lines, b""))
        is_ours, version = header["format"] == FORMAT, int(header["version"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        is_ours, version = False, 0
    if not is_ours:
        raise WrongUsage(f"{path.name} is not an export of Clipper. Nothing was imported.")
    if version > VERSION:
        raise WrongUsage(
            f"{path.name} was written by a newer version of Clipper. Update Clipper, then import it again."
        )
