"""Which library a command means."""

import os
import shlex
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from clipper.model.errors import EnvironmentProblem, Lost
from clipper.places import default_library, sample_library

if TYPE_CHECKING:
    from clipper.library.library import Library

_OLDER = "The library was written by an earlier version of Clipper, and takes a while to open."


class Choice(Struct, frozen=True):
    """The library that a person chose on the command line: a file, the sample, or neither."""

    library: Path | None
    sample: bool

    @property
    def path(self) -> Path:
        """The library's file: as chosen, else CLIPPER_LIBRARY, else the default one."""
        if self.sample:
            return sample_library()
        return self._named or default_library()

    @property
    def _named(self) -> Path | None:
        chosen = self.library or os.environ.get("CLIPPER_LIBRARY")
        return Path(chosen).expanduser() if chosen else None

    def open(self, *, only_reads: bool = False, needs_library: bool = False) -> "Library":
        """Open the library, made on first use; what `only_reads` may have one where nothing can be written.

        What `needs_library` makes none where a person named one: by a slip in the name all would seem well in an empty
        one. Raises EnvironmentProblem, also where the library was lost and there are backups of it.
        """
        if self.sample:
            from clipper.library.sample import open_sample

            return open_sample(self.path)
        from clipper.library.backup_places import folder_of
        from clipper.library.library import Library
        from clipper.library.store.engine import is_of_older_form

        makes = not needs_library or self._named is None
        if makes and not self.path.exists():
            _warn_of_shared_folder(self.path)
        if is_of_older_form(self.path):
            # Minutes for a large one: it is brought to the present form, or a copy where nothing can be written.
            click.echo(_OLDER, err=True)
        opening = Library.open_to_read if only_reads else Library.open
        try:
            return opening(self.path, create=makes, backups=folder_of(self.path))
        except Lost as lost:
            raise EnvironmentProblem(f"{lost} {self._ways_on(lost)}") from lost

    def _ways_on(self, lost: Lost) -> str:
        """How the last backup is put back, and how a new library is begun all the same."""
        last = lost.backups[0]
        named = ["--library", str(self.library)] if self.library else []
        command = shlex.join(["clipper", *named, "restore", last.name])
        return f"“{command}” puts it back; to begin a new library, move {last.path.parent} to another place first."


def empty(library: "Library") -> str:
    """Return a sentence where a library holds nothing at all, which may be for a slip in its name, else nothing."""
    from clipper.library.counting import counted

    with library.store.reading() as connection:
        return "" if counted(connection).all else f"There are no clippings in {library.path} yet."


def _warn_of_shared_folder(library: Path) -> None:
    from clipper.library.shared_folder import recognise, warning

    if shared := recognise(library):
        click.echo(warning(shared), err=True)


Command = Callable[..., None]


def with_library(
    *, only_reads: bool = False, needs_library: bool = False, unless: str = ""
) -> Callable[[Command], Command]:
    """Open the chosen library for a command, hand it in as its first argument, and close it after.

    `--library` may stand before or after the command's name. A command that `only_reads`, `unless` an option of that
    name is given, gets a library also where nothing can be written; what `needs_library`, none that is made for it.
    """

    def decorate(command: Command) -> Command:
        @click.option(
            "--library", "own_library", type=click.Path(path_type=Path, dir_okay=False, readable=False), hidden=True
        )
        @wraps(command)
        def run(own_library: Path | None, **options: Any) -> None:
            choice: Choice = click.get_current_context().obj
            chosen = Choice(own_library, sample=False) if own_library else choice
            with chosen.open(only_reads=only_reads and not options.get(unless), needs_library=needs_library) as library:
                command(library, **options)

        return run

    return decorate
