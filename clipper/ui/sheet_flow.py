"""Sheets among files that were read: a person maps those that no preset is known for, each kind of header once."""

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.model.draft import FileReading
from clipper.model.progress import Progress
from clipper.model.sheet import Preset, SheetFile, key_of
from clipper.model.values import replace
from clipper.ui.settings import Settings

if TYPE_CHECKING:
    from clipper.library.intake import Readings

_Header = frozenset[str]


class Mapped(Struct, frozen=True):
    """The files to import: those as they were read, and those that are still to be read in another way.

    `presets` are what a person wants to have remembered with the import.
    """

    files: tuple[FileReading | tuple[FileReading, SheetFile], ...]
    presets: tuple[Preset, ...]


def map_sheets(readings: "Readings", library: Library, settings: Settings | None, window: QWidget) -> Mapped | None:
    """Return how files are imported, as a person maps the sheets among them.

    A sheet that came alone is always shown; of several only those whose header is not known, and of these only one of
    each kind. None where a person cancels: who stops in the middle means all of it.
    """
    from clipper.ui.dialogs.sheet_mapping import SheetMappingDialog

    answers: dict[_Header, SheetFile] = {}
    chosen: list[FileReading | tuple[FileReading, SheetFile]] = []
    presets: list[Preset] = []
    for file in readings.files:
        if file.sheet is None or (file.sheet.preset and len(readings.files) > 1):
            chosen.append(file)
            continue
        header = _header(file.sheet)
        if header in answers:
            chosen.append((file, _like(file.sheet, answers[header])))
            continue
        answer = SheetMappingDialog.ask(file, library, settings, window)
        if answer is None or answer.reading.sheet is None:
            return None
        answers[header] = answer.reading.sheet
        chosen.append(answer.reading)
        presets += [answer.preset] if answer.preset else []
    return Mapped(tuple(chosen), tuple(presets))


def _header(found: SheetFile) -> _Header:
    return frozenset(key_of(column.name) for column in found.mapping.columns)


def _like(found: SheetFile, answer: SheetFile) -> SheetFile:
    """Return how a sheet is read whose header is that of another one that a person mapped."""
    by_key = {key_of(column.name): column for column in answer.mapping.columns}
    columns = tuple(replace(by_key[key_of(one.name)], name=one.name) for one in found.mapping.columns)
    mapping = replace(found.mapping, columns=columns, date_order=answer.mapping.date_order)
    return replace(found, mapping=mapping, preset=answer.preset)


def read_mapped(
    files: "tuple[FileReading | tuple[FileReading, SheetFile], ...]",
    readings: "Readings",
    library: Library,
    progress: Progress,
) -> "Readings":
    """Return the files with those read that were still to be; one that cannot be read so is a problem.

    `progress` counts the rows of each; an exception that it raises ends all.
    """
    from clipper.capture.formats.table import read_again
    from clipper.library.intake import FileProblem, Readings
    from clipper.model.draft import Problem
    from clipper.model.errors import ClipperError

    known, today = library.known(), date.today()
    read: list[FileReading] = []
    problems = [*readings.problems]
    for file in files:
        if isinstance(file, FileReading):
            read.append(file)
            continue
        reading, found = file
        try:
            read.append(read_again(reading, found, known, today, progress))
        except ClipperError as error:
            problems.append(FileProblem(reading.pasted.source or "", Problem(str(error))))
    return Readings(tuple(read), tuple(problems))
