"""Qt as the program has it: its bounds hold, and Python destroys nothing of it in a thread beside the window."""

import os
import subprocess
import sys
from pathlib import Path

# Some versions of PySide6 lose a reference on every call that returns None, and abort.
CALLS = """
from PySide6.QtWidgets import QApplication
application = QApplication([])
for _ in range(20_000):
    application.processEvents()
"""
WINDOW = """
import gc, os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from clipper import app
QApplication.exec = lambda *_: print("on" if gc.isenabled() else "off")
app.run(Path(sys.argv[1]))
sys.stdout.flush()
os._exit(0)
"""


def run(program: str, *arguments: str, **variables: str) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **variables}
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_twenty_thousand_void_calls_end_well() -> None:
    run(CALLS)


def test_python_collects_no_garbage_by_itself_beside_the_window(tmp_path: Path) -> None:
    folders = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    assert run(WINDOW, str(tmp_path / "library.clipper"), HOME=str(tmp_path), **folders) == "off"
