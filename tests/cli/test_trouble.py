"""A full disk, a locked file and a read-only folder on the command line: one sentence, status 3, and the same again."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from clipper.library.store import sqlite
from tests.cli.conftest import ARTICLE, Run
from tests.library.building import ordinary_user


@pytest.fixture
def library(run: Run, mention: Path, tmp_path: Path) -> Path:
    run("add", mention)
    mention.write_text(mention.read_text(encoding="utf-8").replace("Port Gansey", "Cape Doyle") * 30, encoding="utf-8")
    return tmp_path / "library.clipper"


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Inside, no file of this process can grow above so many bytes, as on a disk that is full."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


COMMANDS = {
    "add": ("add", "mention.txt"),
    "tag": ("tag", "ferry", "--add", "topic/boats"),
    "undo": ("undo",),
    "purge": ("purge", "1", "--yes"),
    "export": ("export", "all.zip"),
    "backup": ("backup", "safe.clipper"),
    "report": ("report", "--month", "2017-11", "--out", "report.html"),
}


def _in(folder: Path, *arguments: str) -> tuple[Path | str, ...]:
    return tuple(folder / one if "." in one else one for one in arguments)


def _held(run: Run) -> str:
    return run("search", "", "--json").stdout + run("search", "is:deleted", "--json").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there, no limit can be set to what a process writes")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_one_sentence_and_the_same_again_succeeds(
    run: Run, library: Path, tmp_path: Path, command: str
) -> None:
    before, statuses = _held(run), list[int]()
    for size in (500, 4_000, 20_000, 34_000, 100_000_000):
        with largest_file(size):
            done = run(*_in(tmp_path, *COMMANDS[command]))
        statuses.append(done.returncode)
        if done.returncode == 0:
            break
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1), done.stderr
        assert _held(run) == before
    assert statuses[0] == 3
    assert statuses[-1] == 0
    assert run("check").returncode == 0
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".") or file.name.endswith("-journal")]


@pytest.mark.parametrize("command", ["tag", "undo", "purge"])
def test_a_locked_file_is_one_sentence_and_the_same_again_succeeds(
    run: Run, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.05)
    before = _held(run)
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = run(*_in(tmp_path, *COMMANDS[command]))
        assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
        assert "in use by another program" in done.stderr
    assert _held(run) == before
    assert run(*_in(tmp_path, *COMMANDS[command])).returncode == 0


def test_a_read_only_folder_is_one_sentence_and_the_same_again_succeeds(run: Run) -> None:
    with ordinary_user() as folder:
        readable = folder / "mention.txt"
        readable.write_text(ARTICLE, encoding="utf-8")
        folder.chmod(0o500)
        done = run("--library", folder / "library.clipper", "add", readable)
        assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
        assert "read-only" in done.stderr
        folder.chmod(0o700)
        assert run("--library", folder / "library.clipper", "add", readable).returncode == 0
