"""Scrolling through the list of the window, beside a bare list of the same rows."""

import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import beside, summary, told_by
from tests.benchmarks.starts import environment

_MOVES = ("wheel", "pages", "drag")


def scrolling(library: Path) -> dict[str, Any]:
    """The times of a frame, in a library and in ten times as many rows, which are those of the library repeated."""
    told = told_by((sys.executable, "-m", "tests.benchmarks.scroll", str(library)), environment(library.parent))
    return {
        "library": _compared(told["library"], told["bare"]),
        "ten_times": _compared(told["ten_times"], told["bare_ten_times"]),
        "with_snippets": _compared(told["with_snippets"], told["bare"]),
    }


def _compared(ours: dict[str, Any], bare: dict[str, Any]) -> dict[str, Any]:
    moves = {move: {**beside(ours[move], bare[move]), "longest_ms": max(ours[move])} for move in _MOVES}
    every = summary(time for move in _MOVES for time in ours[move])
    return {"rows": ours["rows"], "show_ms": round(ours["show"][0], 1), "all_frames_ms": every, **moves}
