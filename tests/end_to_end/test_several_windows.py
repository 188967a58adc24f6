"""Real starts of Clipper: one window a library, and two libraries at once."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clipper.library.exchange import export_library
from clipper.library.library import Library
from clipper.model.draft import Accepted, Draft, Guess, Pasted
from clipper.model.query import Query

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a test cannot move that platform's folders")

# Opens a second library from the window of the first, as the menu does, and tells who shows it.
_OPENING = """
import sys
from pathlib import Path
from PySide6.QtCore import QProcess
from clipper import app
start = QProcess.startDetached
QProcess.startDetached = lambda *command: (done := start(*command)) and (print(done[1], flush=True), done)[1]
program = app.start()
program.open(Path(sys.argv[1]))
program.open(Path(sys.argv[2]))
program.open(Path(sys.argv[1]))
app.QApplication.exec()
"""


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A person's folder; a short one, since a socket lies in it."""
    folder = Path(tempfile.mkdtemp(prefix="c"))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    monkeypatch.setenv("HOME", str(folder))
    yield folder
    shutil.rmtree(folder)


@contextmanager
def _started(*command: str) -> "Iterator[subprocess.Popen[str]]":
    """A start of Clipper, ended after if it has not ended by itself."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)


def _filled(path: Path, headline: str = "Harbour") -> Path:
    with Library.open(path) as library:
        library.add([Accepted(Draft(headline=Guess(headline)))], Pasted(headline))
    return path


def _open_ones() -> set[Path]:
    from clipper.ui.instances import open_libraries

    return set(open_libraries())


def _wait_for(what: object, ask: Callable[[], object], process: "subprocess.Popen[str]") -> None:
    while ask() != what:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)


def test_a_second_start_ends_and_its_files_come_into_the_window_of_the_first(home: Path) -> None:
    path, brought = _filled(home / "library.clipper"), home / "brought.jsonl"
    with Library.open(_filled(home / "other.clipper", "Brought")) as other:
        export_library(other, brought)
    (home / "linked").symlink_to(home)
    with _started("-m", "clipper", "--library", str(path)) as first:
        _wait_for({path}, _open_ones, first)
        linked = str(home / "linked" / path.name)
        with _started("-m", "clipper", "open", linked, str(brought)) as second:
            assert second.wait(60) == 0
        with Library.open(path) as library:
            _wait_for(2, lambda: library.count(Query()), first)
        assert first.poll() is None
    # It was ended from outside, and what it left is in nobody's way.
    with _started("-m", "clipper", "--library", str(path)) as third:
        _wait_for({path}, _open_ones, third)


def test_two_starts_in_the_same_moment_end_in_one_window(home: Path) -> None:
    path = home / "library.clipper"
    command = ("-m", "clipper", "--library", str(path))
    with _started(*command) as one, _started(*command) as other:
        while one.poll() is None and other.poll() is None:
            time.sleep(0.05)
        ended, stays = (one, other) if one.poll() is not None else (other, one)
        assert ended.returncode == 0, ended.communicate()
        assert stays.poll() is None
        assert _open_ones() == {path}


def test_two_libraries_are_open_at_once_and_do_not_touch_one_another(home: Path) -> None:
    path, other = _filled(home / "library.clipper"), _filled(home / "other.clipper")
    with _started("-c", _OPENING, str(path), str(other)) as first:
        assert first.stdout
        second = int(first.stdout.readline())
        try:
            _wait_for({path, other}, _open_ones, first)
            with _started("-m", "clipper", "--library", str(other), "tag", "harbour", "--add", "pier") as command:
                assert command.wait(60) == 0
            with Library.open(path) as one, Library.open(other) as two:
                assert (len(one.steps()), len(two.steps())) == (1, 2)
            assert first.poll() is None
        finally:
            os.kill(second, signal.SIGTERM)
        _wait_for({path}, _open_ones, first)
