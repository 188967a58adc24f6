"""A folder in which the windows of a test meet, and later starts that ask there."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clipper import places

ROOT = Path(__file__).parents[2]


@pytest.fixture
def meeting_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where windows meet, apart from those of the person who runs the tests; a socket's path has to be short."""
    folder = Path(tempfile.mkdtemp(prefix="c"))
    monkeypatch.setattr(places, "windows_folder", lambda: folder)
    yield folder
    shutil.rmtree(folder)


_ASK = """
import json, sys
from pathlib import Path
from clipper import places
from clipper.ui.instances import hand_over
from clipper.ui.requests import Request
for line in sys.stdin:
    folder, library, files, token = json.loads(line)
    places.windows_folder = lambda: Path(folder)
    print(hand_over(Path(library), Request(tuple(map(Path, files)), token), 60.0), flush=True)
"""


class Starts:
    """Later starts, in a process of their own: the window has to answer meanwhile."""

    def __init__(self, folder: Path, process: "subprocess.Popen[str]") -> None:
        self._folder, self._process = folder, process

    def ask(self, library: Path, *files: Path, token: str = "") -> None:
        """Ask as a later start does."""
        assert self._process.stdin
        said = [str(self._folder), str(library), [str(file) for file in files], token]
        self._process.stdin.write(json.dumps(said) + "\n")
        self._process.stdin.flush()

    def was_taken(self) -> bool:
        """Wait for the answer."""
        assert self._process.stdout
        return self._process.stdout.readline() == "True\n"


@pytest.fixture(scope="module")
def starting() -> "Iterator[subprocess.Popen[str]]":
    """The process of later starts."""
    with subprocess.Popen(
        [sys.executable, "-c", _ASK], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def starts(meeting_folder: Path, starting: "subprocess.Popen[str]") -> Starts:
    """Later starts that look for windows where those of the test meet."""
    return Starts(meeting_folder, starting)


_CLAIM = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from clipper import places
from clipper.ui.instances import Claim
from clipper.ui.requests import Request
application = QCoreApplication([])
places.windows_folder = lambda: Path(sys.argv[1])
claim = Claim.make(Path(sys.argv[2]), Request())
print("claimed", flush=True)
time.sleep(600)
"""


@contextmanager
def hanging_window(folder: Path, library: Path) -> "Iterator[subprocess.Popen[str]]":
    """A process that has claimed a library and answers nobody; it is killed at the end."""
    command = [sys.executable, "-c", _CLAIM, str(folder), str(library)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "claimed\n"
            yield process
        finally:
            process.kill()
