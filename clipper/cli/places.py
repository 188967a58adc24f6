"""Which library a command means."""

import os
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from clipper.model.errors import EnvironmentProblem, Lost
from clipper.places import default_library, sample_library

if TYPE_CHECKING:
    from clipper.library.library import Library

_MADE = "A new library was made: {path}"
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

    @contextmanager
    def open(self, wants: "Wants") -> Iterator["Library"]:
        """Open the library, which is made on first use, and close it after.

        Where a person named one that is not there, that may be a slip: what puts something in makes it, and says so
        where it was named for this one command; what tells what would be put in gets an empty one in its place. Raises
        EnvironmentProblem for all else, also where the library was lost and there are backups of it.
        """
        from clipper.library.store.engine import MISSING, is_missing

        is_named = not self.sample and self._named is not None
        if is_named and wants.only_tries and is_missing(self.path) and self.path.parent.is_dir():
            self._require_not_lost()
            click.echo(MISSING.format(path=self.path), err=True)
            with _empty_library() as library:
                yield library
            return
        is_told = self.library is not None and not self.sample and is_missing(self.path)
        with self._open(wants, makes=wants.puts_in or not is_named) as library:
            if is_told:
                click.echo(_MADE.format(path=self.path), err=True)
            yield library

    def _open(self, wants: "Wants", *, makes: bool) -> "Library":
        if self.sample:
            from clipper.library.sample import open_sample

            return open_sample(self.path)
        from clipper.library.backup_places import folder_of
        from clipper.library.library import Library
        from clipper.library.store.engine import is_of_older_form

        self._require_not_lost()
        if makes and not self.path.exists():
            _warn_of_shared_folder(self.path)
        if is_of_older_form(self.path):
            # Minutes for a large one: it is brought to the present form, or a copy where nothing can be written.
            click.echo(_OLDER, err=True)
        opening = Library.open_to_read if wants.only_reads else Library.open
        return opening(self.path, create=makes, backups=folder_of(self.path))

    def _require_not_lost(self) -> None:
        from clipper.library.backup_places import folder_of
        from clipper.library.lost import require_not_lost

        try:
            require_not_lost(self.path, folder_of(self.path))
        except Lost as lost:
            raise EnvironmentProblem(f"{lost} {self._ways_on(lost)}") from lost

    def _ways_on(self, lost: Lost) -> str:
        """How the last backup is put back, and how a new library is begun all the same."""
        last = lost.backups[0]
        named = ["--library", str(self.library)] if self.library else []
        command = shlex.join(["clipper", *named, "restore", last.name])
        return f"“{command}” puts it back; to begin a new library, move {last.path.parent} to another place first."


class Wants(Struct, frozen=True):
    """What a command wants of the library: only to read it, to put something into it, or to tell what that would do."""

    only_reads: bool = False
    puts_in: bool = False
    only_tries: bool = False


@contextmanager
def _empty_library() -> Iterator["Library"]:
    from clipper.library.library import Library
    from clipper.library.working_folder import working_folder

    with working_folder() as folder, Library.open(folder / "library.clipper") as library:
        yield library


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
    *, only_reads: bool = False, puts_in: bool = False, unless: str = "", tries_by: str = ""
) -> Callable[[Command], Command]:
    """Open the chosen library for a command, hand it in as its first argument, and close it after.

    `--library` may stand before or after the command's name. A command that `only_reads` gets a library also where
    nothing can be written; for what `puts_in` something one is made. Both are so `unless` an option of that name is
    given, and the other way round where it is. With an option named `tries_by` it only tells what it would put in.
    """

    def decorate(command: Command) -> Command:
        @click.option(
            "--library", "own_library", type=click.Path(path_type=Path, dir_okay=False, readable=False), hidden=True
        )
        @wraps(command)
        def run(own_library: Path | None, **options: Any) -> None:
            choice: Choice = click.get_current_context().obj
            chosen = Choice(own_library, sample=False) if own_library else choice
            turns = bool(options.get(unless))
            wants = Wants(only_reads and not turns, puts_in is not turns, only_tries=bool(options.get(tries_by)))
            with chosen.open(wants) as library:
                command(library, **options)

        return run

    return decorate
