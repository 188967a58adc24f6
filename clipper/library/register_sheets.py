"""Outlets and people from a sheet: all of it in one step, or only what would come of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from clipper.capture.formats.table.registers import OUTLETS, RegisterSheet
from clipper.library import outlets, people
from clipper.library.library import Library
from clipper.library.preview import preview
from clipper.library.profiles import Profiles
from clipper.library.register_import import Completed, RegisterImport
from clipper.library.work import Work
from clipper.model.draft import Problem
from clipper.model.errors import WrongUsage
from clipper.model.progress import Progress

_REPORTED = 500


class RegisterImported(Struct, frozen=True):
    """What came of the rows of a sheet, by their numbers, and which could not be taken, or not all of them, and why."""

    rows: tuple[tuple[int, Completed], ...]
    problems: tuple[Problem, ...]

    @property
    def new(self) -> list[Completed]:
        """What is new in the register."""
        return [row for _, row in self.rows if row.is_new]

    @property
    def filled(self) -> list[Completed]:
        """What was there, and of which more is known now."""
        return [row for _, row in self.rows if row.filled and not row.is_new]

    @property
    def kept(self) -> list[tuple[int, Completed]]:
        """What the library has otherwise and kept so, at least in part."""
        return [(number, row) for number, row in self.rows if row.kept or row.owned]

    @property
    def unchanged(self) -> int:
        """Of how many rows the library knows all."""
        return sum(not (row.is_new or row.filled or row.kept or row.owned) for _, row in self.rows)

    @property
    def summary(self) -> str:
        """One sentence for a person."""
        parts = [f"{len(self.new):,} new", f"{len(self.filled):,} completed", f"{self.unchanged:,} known already"]
        return f"{', '.join(parts)}."

    @property
    def told(self) -> list[str]:
        """What was kept as the library has it, and what could not be taken, a line each by its number in the sheet."""
        lines = [(number, f"{row.name}: {sentence}") for number, row in self.kept for sentence in _left(row)]
        lines += [(problem.place or 0, problem.sentence) for problem in self.problems]
        return [f"No. {number:,}: {line}" if number else line for number, line in sorted(lines)]


def _left(row: Completed) -> Iterable[str]:
    if row.kept:
        yield f"kept as it is: {', '.join(field.replace('_', ' ') for field in row.kept)}."
    for value, owner in row.owned:
        yield f"“{value}” belongs to “{owner}” already, and stays there."


def dropped_words(sheet: RegisterSheet) -> str:
    """Say which columns were not taken, and why; nothing where all were."""
    said = []
    if sheet.dropped:
        said.append(
            f"Not taken: {', '.join(sheet.dropped)}. What an advertisement would have cost says nothing of a mention."
        )
    if sheet.unused:
        said.append(f"Not used: {', '.join(sheet.unused)}.")
    return " ".join(said)


def import_register(
    library: Library,
    sheet: RegisterSheet,
    file: str,
    progress: Progress | None = None,
    *,
    replaces: bool = False,
    origin: object = None,
) -> RegisterImported:
    """Take what a sheet of a file brings, as one step; what the library knows already stays unless `replaces`.

    `progress` counts rows; an exception that it raises ends the import, and nothing of it is kept.
    """
    with library.step(_verb(sheet), origin=origin, name=file) as work:
        return _take(work, sheet, progress, replaces=replaces)


def preview_register(
    library: Library, sheet: RegisterSheet, progress: Progress | None = None, *, replaces: bool = False
) -> RegisterImported:
    """Return what import_register would do; the library is left as it was."""
    return preview(library, _verb(sheet), lambda work: _take(work, sheet, progress, replaces=replaces))


def _verb(sheet: RegisterSheet) -> str:
    return "import_outlets" if sheet.kind == OUTLETS else "import_people"


def _take(work: Work, sheet: RegisterSheet, progress: Progress | None, *, replaces: bool) -> RegisterImported:
    profiles: Profiles[Any] = outlets.PROFILES if sheet.kind == OUTLETS else people.PROFILES
    register = RegisterImport(work, profiles)
    done: list[tuple[int, Completed]] = []
    problems = [*sheet.problems]
    for count, row in enumerate(sheet.rows):
        if progress and count % _REPORTED == 0:
            progress(count, len(sheet.rows))
        try:
            done.append((row.number, register.complete(row.name, row.values, replaces=replaces)))
        except WrongUsage as error:
            problems.append(Problem(f"{row.name}: {error}".removesuffix(" Nothing was changed."), row.number))
    register.finish()
    return RegisterImported(tuple(done), _in_order(problems))


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.place or 0))
