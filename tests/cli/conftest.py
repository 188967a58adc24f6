"""The real command line, in a process of its own, over a library in a temporary folder."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `clipper` with arguments; the library is tmp_path/library.clipper unless `library` says otherwise."""

    def _run(*arguments: object, input: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
        home = {
            "HOME": str(tmp_path / "home"),
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "XDG_STATE_HOME": str(tmp_path / "state"),
            "CLIPPER_LIBRARY": str(tmp_path / "library.clipper"),
        }
        clean = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        clean.pop("QT_QPA_PLATFORM", None)
        done = subprocess.run(
            [sys.executable, "-m", "clipper", *map(str, arguments)],
            input=input.encode() if isinstance(input, str) else input,
            capture_output=True,
            env={**clean, **home, **environment},
            timeout=120,
        )
        output, errors = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in errors
        return subprocess.CompletedProcess(done.args, done.returncode, output, errors)

    return _run


@pytest.fixture
def mention(tmp_path: Path) -> Path:
    """A file with one invented article, as an organisation's site shows it."""
    file = tmp_path / "mention.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


ARTICLE = """In The News

Harbour towns ask who pays for the longer season

by Petra Lindqvist (feat. Amadou Kerr)

Coastal Ledger
November 14, 2017

The ferry to Port Gansey now runs until the second week of December, and nobody has decided who pays for it.

"Every extra week is a week that some budget did not expect," said Amadou Kerr of the institute.

What the towns want

Three mayors wrote to the minister on Monday. They ask for a single fund with clear rules and a date.

The ministry says that it received the letter and that an answer is being prepared.
"""
