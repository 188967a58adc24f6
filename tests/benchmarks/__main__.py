"""Print one JSON object of times: python -m tests.benchmarks [--clippings 10000] [--only PARTS] [--library FILE]."""

import argparse
import json
import platform
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clipper.library.library import Library
from tests.benchmarks import copying, finding, loading, pasting, reporting, scrolling, starts, trusting, working
from tests.benchmarks.generate import vocabulary

Part = Callable[[Path], Any]


def _on_library(measure: Callable[[Library], Any]) -> Part:
    def part(path: Path) -> Any:
        with Library.open(path) as library:
            return measure(library)

    return part


PARTS: dict[str, Part] = {
    "command_line": lambda path: starts.command_line(path, vocabulary()[500]),
    "window": starts.window,
    "memory": starts.memory,
    "scrolling": scrolling.scrolling,
    "import": loading.import_json_lines,
    "paste_to_draft": lambda _path: pasting.paste_to_draft(),
    "search_while_typing": _on_library(working.search_while_typing),
    "kinds_of_search": _on_library(finding.kinds_of_search),
    "all_counts": _on_library(finding.all_counts),
    "tag_counts": _on_library(working.tag_counts),
    "tag_counts_after_a_change": _on_library(working.counts_after_a_change),
    "add": _on_library(working.add),
    "tag_1000_and_undo": _on_library(working.tag_thousand_and_undo),
    "tag_10000_and_undo": _on_library(finding.tag_ten_thousand),
    "duplicates": _on_library(copying.duplicates),
    "full_check": _on_library(trusting.full_check),
    "repair": trusting.repair_of_a_row,
    "report": lambda path: _on_library(lambda library: reporting.report(library, path.parent))(path),
}


def main() -> None:
    """Make a library in a temporary folder, measure on it, and print."""
    arguments = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    arguments.add_argument("--clippings", type=int, default=10_000)
    arguments.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS), metavar="PART,PART")
    arguments.add_argument("--library", type=Path, help="kept for the next time; made where it is not there yet")
    chosen = arguments.parse_args()
    with TemporaryDirectory() as folder:
        path = chosen.library or Path(folder, "library.clipper")
        made = str(path) if path.exists() else working.make_library(path, chosen.clippings)
        result = {"machine": _machine(), "library": made}
        for name in chosen.only:
            print(f"{name} …", file=sys.stderr, flush=True)
            result[name] = PARTS[name](path)
    print(json.dumps(result, indent=2))


def _machine() -> dict[str, str]:
    return {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version, "system": platform.platform()}


if __name__ == "__main__":  # the parts of a report are made in a child process, which imports this module too
    main()
