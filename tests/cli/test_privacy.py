"""What the command line writes about its own mistakes, erases, and tells for a bug report."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from clipper.cli import main as cli
from clipper.library.library import Library
from clipper.library.store import sqlite
from clipper.model.errors import EnvironmentProblem
from clipper.places import log_file
from tests.cli.conftest import Run
from tests.library import rich
from tests.library.building import Clock
from tests.library.traces import bytes_in, found

SECRET = "Zanzibarquartz"


def fail_on_a_value(*_: object, **_more: object) -> None:
    raise ValueError(f"cannot read “{SECRET}”")


def fail_in_a_statement(*_: object, **_more: object) -> None:
    with closing(sqlite3.connect(":memory:")) as own, sqlite.writing_engine(own).connect() as connection:
        connection.execute(text("INSERT INTO clippings (headline) VALUES (:headline)"), {"headline": SECRET})


@pytest.fixture
def _no_handler_is_left() -> Iterator[None]:
    logger = logging.getLogger("clipper")
    before = logger.handlers[:]
    yield
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


@pytest.mark.usefixtures("_no_handler_is_left")
@pytest.mark.parametrize("fail", [fail_on_a_value, fail_in_a_statement])
def test_a_mistake_is_logged_by_kind_and_place_only(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    fail: Callable[..., None],
) -> None:
    assert run("add", input="Ports close, CBC News, May 3, 2021\n").returncode == 0
    monkeypatch.setattr(Library, "search", fail)
    assert cli.run(["search", SECRET]) == 1
    said = capfdbinary.readouterr()
    assert b"met an error of its own" in said.err
    assert SECRET.encode() not in said.out + said.err
    logged = log_file().read_text("utf-8")
    assert f"tests.cli.test_privacy.{fail.__name__}, line" in logged
    assert found([SECRET], tmp_path) == set()
    log_file().write_text(f"{logged}ValueError: cannot read “{SECRET}”\n", "utf-8")
    assert found([SECRET], tmp_path) == {SECRET}


def test_what_a_command_purges_is_in_no_file_any_more(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper", now=Clock()) as library:
        ids = rich.fill(library)
        library.delete(ids)
    assert run("search", rich.WORDS["body"]).returncode == 1
    assert found(rich.WORDS.values(), tmp_path) == set(rich.WORDS.values())
    done = run("purge", ids[0], "--yes")
    assert done.returncode == 0
    assert "1 issued report" in done.stdout
    assert run("purge", "--wastebasket", "--yes").returncode == 0
    assert b"zanzibarquartz" not in bytes_in(tmp_path)


def test_diagnostics_tell_of_the_machine_and_nothing_of_the_library(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper", now=Clock()) as library:
        rich.fill(library)
        names = [*library.known().outlets, *library.known().reporters, *(tag.name for tag in library.tags())]
        names += [library.organisation().name, *library.messages(), *(one.name for one in library.saved_searches())]
    done = run("diagnostics")
    assert done.returncode == 0
    for fact in (
        "SQLite: ",
        "sqlalchemy: ",
        "Rows of clippings: 5",
        "Quick check of the file: sound",
        "Pages of a report: drawn",
    ):
        assert fact in done.stdout
    assert "zanzibarquartz" not in done.stdout.lower()
    assert [name for name in names if name in done.stdout] == []


def test_diagnostics_of_a_damaged_library_say_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.clipper"
    with Library.open(path, now=Clock()) as library:
        rich.fill(library)
    monkeypatch.setattr("clipper.library.store.engine.CHECKED_WHEN_OPENED", 0)
    assert "Quick check of the file: sound" in run("diagnostics").stdout
    pages = path.read_bytes()
    page = pages.index(b"headlinezanzibarquartz") // 4096
    path.write_bytes(pages[: page * 4096] + b"\xff" * 4096 + pages[(page + 1) * 4096 :])
    said = run("diagnostics").stdout
    assert "Quick check of the file: sound" not in said
    assert "Quick check of the file: " in said
    assert "zanzibarquartz" not in said.lower()


def test_what_cannot_be_found_out_keeps_nothing_else_from_being_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: object) -> None:
        raise EnvironmentProblem(f"The page of {SECRET} cannot be read.")

    assert run("add", input="Ports close, CBC News, May 3, 2021\n").returncode == 0
    monkeypatch.setattr("clipper.library.store.sqlite_facts.counts", fail)
    said = run("diagnostics").stdout
    assert "Library\n  Not told: EnvironmentProblem\n" in said
    assert "Quick check of the file: sound" in said
    assert SECRET not in said


def test_diagnostics_name_no_home_and_no_library_and_only_lines_of_the_log_that_are_ours(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIPPER_LIBRARY", str(tmp_path / "home" / f"{SECRET}.clipper"))
    (tmp_path / "home").mkdir()
    run("add", input="Ports close, CBC News, May 3, 2021\n")
    log_file().parent.mkdir(parents=True, exist_ok=True)
    ours = "2026-11-29 17:50:18,692 ERROR clipper: a bug\n  clipper.cli.main.run, line 60\nbuiltins.OSError, errno 28\n"
    theirs = f"ValueError: cannot read “{SECRET}”\n    read({SECRET!r})\n{SECRET}.example\n"
    log_file().write_text(f"{ours}{theirs}", "utf-8")
    said = run("diagnostics").stdout
    assert f"Library: ~/…{'.clipper'}" in said
    assert SECRET not in said
    assert str(tmp_path / "home") not in said
    for line in ours.splitlines():
        assert line in said
