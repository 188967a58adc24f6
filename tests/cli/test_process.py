"""The command as a process of its own: what a shell and a pipe see."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def clipper(tmp_path: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CLIPPER_LIBRARY": str(tmp_path / "library.clipper"), "HOME": str(tmp_path), **more}
    command = [sys.executable, "-m", "clipper", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120)


def test_status_results_and_errors_go_where_a_shell_expects_them(tmp_path: Path) -> None:
    done = clipper(tmp_path, "search", "anything", "--count")
    assert (done.returncode, done.stdout, done.stderr) == (1, "0\n", "")


def test_output_is_utf_8_also_where_the_locale_is_ascii(tmp_path: Path) -> None:
    note = tmp_path / "mention.txt"
    note.write_text("Élan d’été by Zoé Çelik, Le Fanal, March 3, 2019\n" * 1, encoding="utf-8")
    done = clipper(tmp_path, "read", str(note), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "Élan d’été" in done.stdout


def test_reading_imports_neither_qt_nor_the_database() -> None:
    program = (
        "import sys; from clipper.cli import main; main.run(['read', '--jsonl']);"
        "print([name for name in ('PySide6', 'sqlalchemy', 'alembic', 'typst') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], input="", capture_output=True, text=True, timeout=120)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("command", [[], ["read"], ["add"], ["search"], ["report"], ["backup"]])
def test_every_command_explains_itself(tmp_path: Path, command: list[str]) -> None:
    done = clipper(tmp_path, *command, "--help")
    assert done.returncode == 0
    assert "Usage: clipper" in done.stdout
