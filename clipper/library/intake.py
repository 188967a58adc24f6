"""Files become readings, with progress, for the window and the command line alike; nothing is written here."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

from msgspec import Struct

from clipper.capture import unused
from clipper.capture.formats import FORMATS, OPENERS, read_file
from clipper.capture.formats.base import File
from clipper.capture.formats.table import read_with_preset
from clipper.library.exchange_file import is_export
from clipper.model.draft import FileReading, Known, Pasted, Problem, Reading
from clipper.model.errors import ClipperError, EnvironmentProblem, WrongUsage
from clipper.model.progress import Progress
from clipper.model.sheet import Preset

ENDINGS = (
    *("txt", "md", "html", "htm", "xhtml", "mht", "eml", "msg", "rtf", "docx", "pdf", "srt", "vtt"),
    *("csv", "tsv", "xlsx", "xml", "rss", "atom", "jsonl", "zip", "clipper"),
)
"""What the names of files that can be brought end in, exports among them."""
_MOST_PLACES = 12
"""So many places of a file are named for one sentence."""

_MOST_FILES = 5
_MAILS = frozenset({"eml", "msg"})
_MAIL_HEAD = re.compile("(?:From|Date|Subject|Attached): ")
"""What begins the lines that a mail is read with, and that nobody wrote into it."""

_NOTHING_IN_IT = "This folder holds no file of mentions that Clipper reads. Choose the files themselves."
_ONE_LEFT_OUT = "1 thing in this folder is no file of mentions that Clipper reads, and was left out."
_LEFT_OUT = "{n} things in this folder are no files of mentions that Clipper reads, and were left out."
_CLOSED = "The folder cannot be opened ({reason}). Nothing in it was read."
_LARGEST = 50_000_000
"""Bytes of a file that are read; what is larger would have to be kept too, and is no file of mentions."""


class FileProblem(Struct, frozen=True):
    """What of a file could not be taken, and where it stands in it, of a sheet the row; see Problem."""

    file: str
    problem: Problem
    is_of_sheet: bool = False

    def __str__(self) -> str:
        places = [] if self.problem.place is None else [self.problem.place]
        return _said(self.file, places, self.problem.sentence, is_of_sheet=self.is_of_sheet)


class Readings(Struct, frozen=True):
    """The files that could be read, in order, and a problem for each one that could not."""

    files: tuple[FileReading, ...]
    problems: tuple[FileProblem, ...] = ()


def read_what_can_be(paths: Sequence[Path], known: Known, today: date, progress: Progress | None = None) -> Readings:
    """Read files into drafts; one that cannot be read is a problem, and costs none of the others.

    Of a folder the files in it are read. `progress` counts files, while one alone is read its pages, rows or documents;
    an exception that it raises ends all.
    """
    readings: list[FileReading] = []
    paths, problems = _without_folders(paths)
    for done, path in enumerate(paths, start=1):
        within = _within(progress, done - 1, len(paths))
        try:
            readings.append(_read(File(path.name, bytes_of(path), within), known, today))
        except ClipperError as error:
            problems.append(FileProblem(path.name, Problem(str(error))))
        if progress:
            progress(done, len(paths))
    return Readings(tuple(readings), tuple(problems))


def _without_folders(paths: Sequence[Path]) -> tuple[list[Path], list[FileProblem]]:
    """Return files, those right in folders among them, and what in these folders is none that can be read."""
    files: list[Path] = []
    problems: list[FileProblem] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        try:
            inside = sorted(one for one in path.iterdir() if not one.name.startswith("."))
        except OSError as error:
            problems.append(FileProblem(path.name, Problem(_CLOSED.format(reason=error.strerror))))
            continue
        found = [one for one in inside if _may_be_read(one)]
        files += found
        if len(found) < len(inside) or not found:
            problems.append(FileProblem(path.name, Problem(_told_of_others(len(found), len(inside)))))
    return files, problems


def _may_be_read(path: Path) -> bool:
    """Tell by its name whether what lies in a folder is a file of mentions; exports have to be named by themselves."""
    return path.suffix.lower().removeprefix(".") in ENDINGS and path.is_file() and not is_export(path)


def _told_of_others(found: int, inside: int) -> str:
    if not found:
        return _NOTHING_IN_IT
    others = inside - found
    return _ONE_LEFT_OUT if others == 1 else _LEFT_OUT.format(n=f"{others:,}")


def refusal(readings: Readings, exports: Sequence[Path]) -> str:
    """Return why nothing can be imported of some files; "" where one was read, or where exports are among them."""
    return "" if readings.files or exports else "\n".join(map(str, readings.problems))


def _within(progress: Progress | None, done: int, total: int) -> Progress | None:
    """Return what hears how far one of some files is, so that a cancel need not wait for its end."""
    return progress if progress is None or total == 1 else lambda _part, _whole: progress(done, total)


def with_preset(readings: Readings, preset: Preset, known: Known, today: date) -> Readings:
    """Read the sheets among some files as a preset says; a file that cannot be read so is a problem."""
    files: list[FileReading] = []
    problems = [*readings.problems]
    for reading in readings.files:
        try:
            files.append(read_with_preset(reading, preset, known, today))
        except ClipperError as error:
            problems.append(FileProblem(reading.pasted.source or "", Problem(str(error))))
    return Readings(tuple(files), tuple(problems))


def format_ids() -> list[str]:
    """Return the ids of all formats that a file can be read as."""
    return sorted({"html", "text", *(opener.id for opener in OPENERS), *(format_.id for format_ in FORMATS)})


def read_named(file: File, known: Known, today: date) -> FileReading:
    """Read a file into drafts; raises WrongUsage, naming the file, where there is nothing to read."""
    try:
        return _read(file, known, today)
    except WrongUsage as error:
        raise WrongUsage(f"{file.name}: {error}" if file.name else str(error)) from error


def read_or_keep(path: Path, known: Known, today: date) -> FileReading:
    """Read a file that belongs to a clipping; one that holds nothing to read, as a picture, is kept as it is.

    Raises WrongUsage for an empty or a very large file, EnvironmentProblem for one that cannot be opened.
    """
    file = File(path.name, bytes_of(path))
    try:
        return _read(file, known, today)
    except WrongUsage:
        if not file.data.strip():
            raise
        kept = Problem(f"Nothing in {path.name} can be read as text. The file is kept with the clipping.")
        return FileReading("file", Pasted("", source=path.name), Reading("", ()), (kept,), file=file.data)


def _read(file: File, known: Known, today: date) -> FileReading:
    if file.name and not file.data.strip():
        raise WrongUsage("The file is empty. Save it again where it came from, and import it then.")
    return read_file(file, known, today)


def problems_of(readings: Iterable[FileReading]) -> list[FileProblem]:
    """Return what could not be taken of files, in their order."""
    return [
        FileProblem(reading.pasted.source or "", problem, reading.sheet is not None)
        for reading in readings
        for problem in reading.problems
    ]


def gathered(problems: Sequence[FileProblem]) -> list[str]:
    """Return what is said of files with the places that each sentence is about, in the order of the first of them.

    Where all is about one file, its name is left out.
    """
    places: dict[tuple[str, str, bool], list[int]] = {}
    for one in problems:
        known = places.setdefault((one.file, one.problem.sentence, one.is_of_sheet), [])
        known += [] if one.problem.place is None else [one.problem.place]
    is_named = len({file for file, *_ in places}) > 1
    return [
        _said(file if is_named else "", found, sentence, is_of_sheet=is_of_sheet)
        for (file, sentence, is_of_sheet), found in places.items()
    ]


def _said(file: str, places: Sequence[int], sentence: str, *, is_of_sheet: bool) -> str:
    shown = ", ".join(f"{place:,}" for place in places[:_MOST_PLACES])
    more = f" and {len(places) - _MOST_PLACES:,} more" if len(places) > _MOST_PLACES else ""
    word = ("row" if len(places) == 1 else "rows") if is_of_sheet else "no."
    where = f"{file}, {word} {shown}{more}" if file else f"{word.capitalize()} {shown}{more}"
    about = where if places else file
    return f"{about}: {sentence}" if about else sentence


def remarks_of(readings: Iterable[FileReading]) -> list[str]:
    """Return what a person should know of files where nothing is wrong, each with the file's name."""
    named = [(reading.pasted.source, remark) for reading in readings for remark in reading.remarks]
    return [f"{source}: {remark}" if source else remark for source, remark in named]


def unused_in(file: FileReading) -> list[str]:
    """Return the lines of a file that no draft uses, of a mail without those of its head.

    None of a sheet or an archive: its fields say what there is.
    """
    if file.sheet is not None or file.format in {format_.id for format_ in FORMATS}:
        return []
    lines = unused.unused_in(file.reading)
    return [line for line in lines if not _MAIL_HEAD.match(line)] if file.format in _MAILS else lines


def unused_words(counts: Sequence[tuple[str, int]]) -> str:
    """Return how many lines of which files went into no clipping, as the beginning of a sentence; of many the first."""
    shown = [f"{_lines(count)} of {name}" for name, count in counts[:_MOST_FILES]]
    others = counts[_MOST_FILES:]
    if others:
        shown.append(f"{_lines(sum(count for _, count in others))} of {len(others):,} more")
    return f"{' and '.join(filter(None, [', '.join(shown[:-1]), shown[-1]]))} went into no clipping"


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


def bytes_of(path: Path) -> bytes:
    """Return what a file holds; raises what `opened` raises, and WrongUsage for one that is too large."""
    with opened(path) as file:
        return bytes_from(file, path.name)


def bytes_from(file: IO[bytes], name: str) -> bytes:
    """Return all that comes from a file or a pipe; raises WrongUsage where that is too much."""
    data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise WrongUsage(
            f"{name} is larger than {_LARGEST / 1e6:,.0f} MB, the most that is read of one file. "
            "Nothing was changed; cut it in parts, or keep it in a folder."
        )
    return data


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to read it; raises WrongUsage where there is none, EnvironmentProblem where it cannot be read."""
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise WrongUsage(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise WrongUsage(f"{path} is a folder. Name the files in it.") from None
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be read ({error.strerror}). Nothing was changed.") from error
