"""Cold starts, each in a process of its own, beside Python alone doing the least that must be done."""

import os
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import beside, process_time, told_by

_RUNS = 7
_BARE_SEARCH = """
import sqlite3, sys
found = sqlite3.connect(sys.argv[1]).execute(
    "SELECT count(*) FROM clippings_fts WHERE clippings_fts MATCH ?", (sys.argv[2],))
print(found.fetchone()[0])
"""


def command_line(library: Path, word: str) -> dict[str, Any]:
    """`clipper --version` and `clipper search WORD --count`."""
    clipper = (sys.executable, "-m", "clipper")
    bare_search = (sys.executable, "-c", _BARE_SEARCH, str(library), word)
    search = (*clipper, "--library", str(library), "search", word, "--count")
    return {
        "version": _compared((*clipper, "--version"), (sys.executable, "-c", "print('clipper')"), library),
        "search": _compared(search, bare_search, library),
    }


def window(library: Path) -> dict[str, Any]:
    """From the start of the process to the first paint, which shows rows, counts and the newest clipping."""
    bare = (sys.executable, "-m", "tests.benchmarks.bare_window", str(library))
    ours = (sys.executable, "-m", "tests.benchmarks.first_paint", str(library))
    return _compared(ours, bare, library, until_line=True)


def memory(library: Path) -> dict[str, Any]:
    """The megabytes that the window's process holds after a working hour, beside a bare window's at its start."""
    own = environment(library.parent)
    bare = told_by((sys.executable, "-m", "tests.benchmarks.bare_window", str(library)), own)
    return {
        "clipper_mb": told_by((sys.executable, "-m", "tests.benchmarks.browse", str(library)), own),
        "bare_mb": bare,
    }


def _compared(ours: tuple[str, ...], bare: tuple[str, ...], library: Path, until_line: bool = False) -> dict[str, Any]:
    """Runs by turns, so that both meet the same weather; the first of each only warms the disk's cache."""
    own = environment(library.parent)
    pairs = [(process_time(ours, own, until_line), process_time(bare, own, until_line)) for _ in range(_RUNS + 1)]
    return beside([pair[0] for pair in pairs[1:]], [pair[1] for pair in pairs[1:]])


def environment(home: Path) -> dict[str, str]:
    """A person's folders in the benchmark's own, modules compiled as an installation has them, and no screen needed."""
    own = {name: str(home / "home") for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(home / "home" / "compiled")}
    return {**os.environ, **own, **compiled, "QT_QPA_PLATFORM": "offscreen"}
