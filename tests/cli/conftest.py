"""The real command line over a library in a temporary folder."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.cli import main as cli

# DISPLAY names a screen there only.
collect_ignore = [] if sys.platform.startswith("linux") else ["test_linux.py"]

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run `clipper` with arguments in this process; the library is tmp_path/library.clipper unless one is named."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("CLIPPER_LIBRARY", str(tmp_path / "library.clipper"))

    def _run(*arguments: object, input: str | bytes = "") -> subprocess.CompletedProcess[str]:
        data = input.encode() if isinstance(input, str) else input
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        status = cli.run([str(argument) for argument in arguments])
        output, errors = (stream.decode() for stream in capfdbinary.readouterr())
        assert "Clipper met an error of its own" not in errors
        return subprocess.CompletedProcess(list(arguments), status, output, errors)

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
