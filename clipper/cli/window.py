"""Opening the window, with a plain sentence where a machine lacks what a window needs."""

import ctypes
import gc
import importlib
import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

from clipper.cli.places import Choice
from clipper.model.errors import EnvironmentProblem

_HINT = "The README names the packages that the window needs; all other commands work without them."


def open_window(choice: Choice) -> int:
    """Open the main window and return its exit status; raises EnvironmentProblem where no window can be shown."""
    _require_display()
    _require_platform_plugin()
    try:
        window = load_window()
    except ImportError as error:
        raise EnvironmentProblem(f"The window cannot open: {error}. {_HINT}") from error
    return int(window.run(choice.path, sample=choice.sample))


def load_window() -> ModuleType:
    """Import all that the window needs and return `clipper.app`."""
    # What imports make stays: to look for garbage in it takes time, now and later. The window collects by itself.
    gc.disable()
    # Before Qt: once PySide is there, it reads the source of every module that is imported.
    importlib.import_module("clipper.library.library")
    window = importlib.import_module("clipper.app")
    gc.freeze()
    return window


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
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        raise EnvironmentProblem(f"The window cannot open: {error}. {_HINT}") from error


def _require_answer(display: str) -> None:
    """Connect to the X server as Qt would: Qt itself aborts the process when there is none."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise EnvironmentProblem(
            f"The screen {display} cannot be reached, so no window can open. All other commands work: clipper --help."
        )
