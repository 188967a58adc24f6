"""Migrations in which one statement fails: the library stays as it was.

`python -m tests.library.failing_migrations` lets each statement of each migration fail in turn.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from clipper.library.store import sqlite
from clipper.library.store.engine import VERSION
from clipper.library.store.migration import migrate
from clipper.model.errors import EnvironmentProblem
from tests.library.kept_forms import OLD, unpack

_DONE = "UPDATE alembic_version"
"""The last statement of each version."""


class Faults:
    """Keeps the statements that are run, and lets the one of a number fail as a broken disk does."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.run: list[str] = []

    def __call__(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        self.run.append(statement)
        if len(self.run) == self.at:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
            raise error


@contextmanager
def faults(at: int = 0) -> Iterator[Faults]:
    """Let a statement fail, counted from 1; none for 0."""
    counting = Faults(at)
    event.listen(Engine, "before_cursor_execute", counting)
    try:
        yield counting
    finally:
        event.remove(Engine, "before_cursor_execute", counting)


def statements(form: int) -> int:
    """Return how many statements bring a library of a form to the next one; from the last one all, to the end."""
    with tempfile.TemporaryDirectory() as folder, faults() as counted:
        migrate(unpack(form, Path(folder)), VERSION)
    done = next(number for number, statement in enumerate(counted.run, 1) if statement.startswith(_DONE))
    return len(counted.run) if form == max(OLD) else done


def fail(form: int, at: int) -> bool:
    """Let one statement of a migration fail, and see that the library is as it was.

    False where the failure did no harm, and the library came to the present form all the same: a question that is
    asked in another way then.
    """
    with tempfile.TemporaryDirectory() as name:
        path = unpack(form, Path(name))
        before = path.read_bytes()
        with faults(at):
            problem = _problem_of_migrating(path)
        if problem is None:
            assert sqlite.peek(path) == (sqlite.APPLICATION_ID, VERSION)
            return False
        assert "The disk is full or cannot be written" in problem, problem
        assert path.read_bytes() == before
        assert not path.with_name(f"{path.name}-wal").exists()
        return True


def _problem_of_migrating(path: Path) -> str | None:
    try:
        with sqlite.plain_errors(path):
            migrate(path, VERSION)
    except EnvironmentProblem as problem:
        return str(problem)
    return None


def main() -> None:
    """Let every statement fail."""
    for form in OLD:
        count = statements(form)
        failed = sum(fail(form, at) for at in range(1, count + 1))
        told = f"{form} to {form + 1}: {count} statements, {failed} failed and left the library as it was"
        sys.stdout.write(f"{told}, {count - failed} did no harm\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
