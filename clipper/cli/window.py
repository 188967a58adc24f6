"""Opening the window, with a plain sentence where a machine lacks what a window needs."""

import gc
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import click

from clipper.cli.places import Choice
from clipper.model.errors import EnvironmentProblem, WrongUsage

_ENDING = ".clipper"
_HINT = "The README names the packages that the window needs; all other commands work without them."


@click.command("open")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--library", "own_library", type=click.Path(path_type=Path, dir_okay=False, readable=False), hidden=True)
@click.pass_context
def open_command(context: click.Context, files: tuple[Path, ...], own_library: Path | None) -> None:
    """Open the window and bring FILES into it, as if they were dropped there.

    A FILE that is a library (.clipper) is opened. A library that is open already is shown in its window.
    """
    libraries = [file for file in files if file.suffix.lower() == _ENDING]
    named = libraries if own_library is None else [own_library, *libraries]
    if len(named) > 1:
        raise WrongUsage("A window shows one library. Name one of them, and open the others one at a time.")
    choice = Choice(named[0], sample=False) if named else context.obj
    context.exit(open_window(choice, [file for file in files if file not in libraries]))


def open_window(choice: Choice, files: Sequence[Path] = ()) -> int:
    """Open the main window and return its exit status; raises EnvironmentProblem where no window can be shown.

    Files are brought into the library, in the window that has it already, if one has.
    """
    _require_display()
    _require_platform_plugin()
    try:
        window = load_window()
    except ImportError as error:
        raise EnvironmentProblem(f"The window cannot open: {error}. {_HINT}") from error
    return int(window.run(choice.path, sample=choice.sample, files=files))


def load_window() -> ModuleType:
    """Import all that the window needs and return `clipper.app`."""
    # What imports make stays, and to look for garbage in it takes time. The window collects by itself.
    gc.disable()
    # Before anything else of Qt: it keeps that from making all imports slower.
    importlib.import_module("clipper.ui")
    return importlib.import_module("clipper.app")


def _require_display() -> None:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise EnvironmentProblem(
            "There is no screen to open the window on. Start Clipper on a desktop, or use a command: clipper --help."
        )


def _require_platform_plugin() -> None:
    is_chosen = os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and os.environ.get("DISPLAY") and not is_chosen:
        _require_loadable(_plugin("xcb"))
        _require_answer(os.environ["DISPLAY"])


def _plugin(name: str) -> Path | None:
    package = importlib.util.find_spec("PySide6")
    folders = list(package.submodule_search_locations or []) if package else []
    found = [Path(folder, "Qt", "plugins", "platforms", f"libq{name}.so") for folder in folders]
    return next((path for path in found if path.exists()), None)


def _require_loadable(plugin: Path | None) -> None:
    """Load the plugin as Qt would: Qt itself aborts the process when a system library is missing."""
    if plugin is None:
        return
    import ctypes

    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        raise EnvironmentProblem(f"The window cannot open: {error}. {_HINT}") from error


def _require_answer(display: str) -> None:
    """Connect to the X server as Qt would: Qt itself aborts the process when there is none."""
    import ctypes

    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise EnvironmentProblem(
            f"The screen {display} cannot be reached, so no window can open. All other commands work: clipper --help."
        )
