"""What a bug report needs to know of a machine and a library: versions, paths and checks, and nothing of what it holds.

Numbers, names of packages and of tables, and paths in which the home of the person is "~"; no name, no word and no
search of a library is in it, and of its own path only the folder and the ending.
"""

import os
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from msgspec import Struct

from clipper import __version__, places
from clipper.capture.formats import ocr
from clipper.library import backup_places, shared_folder
from clipper.library.backup_facts import listed
from clipper.library.library import Library
from clipper.library.search import SearchInterrupted
from clipper.library.store import sqlite_facts
from clipper.library.store.engine import VERSION
from clipper.model.errors import ClipperError
from clipper.model.progress import Progress

Facts = Mapping[str, str]

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ [\w.:]+: [^“”\"']{0,120}|  [\w.<>]+, line \d+")
_KIND = re.compile(r"(\w+(?:\.\w+)*)\.\w+(?:, \w+ \w+)*")
_LAST_LINES = 20
_CHART = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "data": {"values": [{"clippings": 1}]},
    "mark": "bar",
    "usermeta": {"chart": "diagnostics"},
    "encoding": {"x": {"field": "clippings", "type": "quantitative"}},
}
_DESKTOP = ("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM", "LANG")


class Section(Struct, frozen=True):
    """Some facts under a heading, in their order."""

    title: str
    facts: Facts


def heading() -> str:
    """Return on one line which program this is, and on what it runs; what a bug report begins with."""
    versions = f"Python {platform.python_version()}, SQLite {sqlite_facts.ENGINE}"
    return f"Clipper {__version__}, {versions}, {platform.platform()}"


def examine(library: Library, progress: Progress, more: Facts | None = None) -> list[Section]:
    """Return all that is to tell; `more` are facts of the window. Reads the whole library, and starts processes.

    An exception that `progress` raises ends it. What cannot be found out is told in its place.
    """
    steps: list[tuple[str, Callable[[], Facts]]] = [
        ("Versions", _versions),
        ("Computer", lambda: {**_computer(), **(more or {})}),
        ("Paths", partial(_paths, library)),
        ("Library", partial(_library, library)),
        ("Checks", partial(_checks, library, progress)),
        ("Log, its last lines", _log),
    ]
    found = []
    for done, (title, facts) in enumerate(steps):
        progress(done, len(steps))
        found.append(Section(title, _as_far_as_told(facts)))
    progress(len(steps), len(steps))
    return found


def _as_far_as_told(facts: Callable[[], Facts]) -> Facts:
    """A library that is damaged must not keep the rest from being told."""
    try:
        return facts()
    except (ClipperError, OSError) as error:
        return {"Not told": type(error).__name__}


def as_text(sections: list[Section]) -> str:
    """Return the facts as plain text, to copy into a bug report."""
    blocks = []
    for section in sections:
        lines = [f"  {name}: {value}" if name else f"  {value}" for name, value in section.facts.items()]
        blocks.append("\n".join([section.title, *(line.rstrip() for line in lines)]))
    return "\n\n".join(blocks) + "\n"


def short(path: Path) -> str:
    """Return a path in which the home of the person is "~", and so their name is not."""
    home = Path.home()
    return f"~{os.sep}{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _versions() -> Facts:
    own = {"Clipper": __version__, "Form of libraries": str(VERSION), "Python": platform.python_version()}
    return {**own, "SQLite": sqlite_facts.ENGINE, **{name: _version_of(name) for name in dependencies()}}


def dependencies() -> list[str]:
    """Return the packages that the program needs to run, as it was installed."""
    try:
        needed = requires("clipper") or []
    except PackageNotFoundError:
        return []
    named = (_NAME.match(one) for one in needed if "extra ==" not in one)
    return sorted({match[0] for match in named if match}, key=str.casefold)


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _computer() -> Facts:
    said = {name: os.environ[name] for name in _DESKTOP if os.environ.get(name)}
    return {
        "System": platform.platform(),
        "Machine": f"{platform.machine()}, {os.cpu_count()} processors",
        "Frozen": "yes" if getattr(sys, "frozen", False) else "no",
        **said,
    }


def _paths(library: Library) -> Facts:
    return {
        "Library": _beside(library.path),
        "Settings": short(places.settings_file()),
        "Log": short(places.log_file()),
        "Backups": _beside(backup_places.folder_of(library.path)),
        "Program": short(Path(__file__).parent),
        "Python": short(Path(sys.executable)),
    }


def _beside(path: Path) -> str:
    """A library that a person named may be called after what it is about, and so is the folder of its backups."""
    is_usual = path in (places.default_library(), places.sample_library())
    return short(path) if is_usual else short(path.parent / f"…{path.suffix}")


def _library(library: Library) -> Facts:
    sizes = {ending: _size(library.path, ending) for ending in ("", "-wal")}
    with library.store.reading() as connection:
        kept, counts = sqlite_facts.settings(connection), sqlite_facts.counts(connection)
        form = sqlite_facts.form(connection)
    return {
        "Form": str(form),
        "Size": f"{sizes['']:,} bytes",
        "Write-ahead log": f"{sizes['-wal']:,} bytes",
        "Files beside it": str(_files_beside(library.path)),
        **kept,
        **{f"Rows of {table}": f"{count:,}" for table, count in counts.items()},
    }


def _size(path: Path, ending: str) -> int:
    file = path.with_name(path.name + ending)
    return file.stat().st_size if file.exists() else 0


def _files_beside(path: Path) -> int:
    folder = path.with_name(f"{path.name}.files")
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0


def _checks(library: Library, progress: Progress) -> Facts:
    folder = library.path.parent
    checks: dict[str, Callable[[], str]] = {
        "Quick check of the file": partial(_quick_check, library, progress),
        "Folder of the library": partial(_kind_of_folder, library.path),
        "Folder can be written": lambda: "yes" if os.access(folder, os.W_OK) else "no",
        "Free space there": lambda: f"{shutil.disk_usage(folder).free:,} bytes",
        "Backups": partial(_backups, library.path),
        "Text in pictures (Tesseract)": _tesseract,
        "Pages of a report": _pages,
    }
    return {name: _told(check) for name, check in checks.items()}


def _kind_of_folder(library: Path) -> str:
    shared = shared_folder.recognise(library)
    if shared is None:
        return "local"
    beside = f"; copies of another computer beside it: {len(shared.copies)}" if shared.copies else ""
    return f"{f'copied by {shared.service}' if shared.service else 'on the network'}{beside}"


def _backups(library: Path) -> str:
    found = listed(backup_places.folder_of(library))
    return f"{len(found)}, of which {sum(not one.is_sound for one in found)} cannot be used"


def _told(check: Callable[[], str]) -> str:
    """What a check finds; one that fails is told by its kind, since its words may quote what it was about."""
    try:
        return check()
    except (ClipperError, OSError, RuntimeError) as error:
        return f"failed ({type(error).__name__})"


def _quick_check(library: Library, progress: Progress) -> str:
    """Look at the whole file: what interrupts searches interrupts this too, so that a cancel need not wait for it."""
    while True:
        progress(0, 0)
        with suppress(SearchInterrupted), library.searching() as connection:
            return "sound" if sqlite_facts.is_sound(connection) else "damaged; “clipper check” tells more"


def _tesseract() -> str:
    command = ocr.command()
    return f"installed, languages {', '.join(ocr.languages(command)) or 'none'}" if command else "not installed"


def _pages() -> str:
    """Draw a chart of our own in the process that sets pages."""
    from clipper.reports.charts import Chart
    from clipper.reports.rendering import renderer

    return "drawn" if renderer().draw({"one": Chart(dict(_CHART), "one")}, "svg") else "nothing was drawn"


def _log() -> Facts:
    """The last lines of the log, of those that are ours: what an older program wrote there may quote anything."""
    with _lines(places.log_file()) as lines:
        known = [line for line in lines if _LINE.fullmatch(line) or _is_kind(line)]
    return {"": "\n  ".join(known[-_LAST_LINES:]) or "It is empty."}


def _is_kind(line: str) -> bool:
    """Tell whether a line of the log is the kind of an exception: a class of a package that runs here."""
    match = _KIND.fullmatch(line)
    return match is not None and match[1] in sys.modules


@contextmanager
def _lines(path: Path) -> Iterator[list[str]]:
    try:
        yield path.read_text("utf-8", "replace").splitlines()
    except OSError:
        yield []
