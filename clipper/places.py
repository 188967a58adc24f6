"""Where the platform keeps libraries, settings and logs; one answer for window and command line."""

from contextlib import suppress
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_log_path

APPLICATION = "Clipper"
DEFAULT_NAME = "library.clipper"


def default_library() -> Path:
    """The library that opens when none is named; its folder is made on first use."""
    return user_data_path(APPLICATION, appauthor=False, ensure_exists=True) / DEFAULT_NAME


def sample_library() -> Path:
    """Where the copy of the sample library is kept, so that a person's own is never mixed with it."""
    return user_data_path(APPLICATION, appauthor=False, ensure_exists=True) / "sample.clipper"


def backups_folder() -> Path:
    """Where backups are kept, a folder for each library; it lies outside the folder of the default library.

    Where it cannot be made, whoever writes a backup says so.
    """
    folder = user_data_path(f"{APPLICATION} backups", appauthor=False)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def log_file() -> Path:
    """The log: what happened and where in the program, with ids and counts, and never a word of a library."""
    return user_log_path(APPLICATION, appauthor=False, ensure_exists=True) / "clipper.log"


def settings_file() -> Path:
    """What the window remembers: its size, its panes, its colours."""
    return user_config_path(APPLICATION, appauthor=False, ensure_exists=True) / "window.ini"


def windows_folder() -> Path:
    """Where windows say which libraries they have open; nobody else may look into it.

    In the folder of libraries rather than of the session: it is the same one however Clipper is started.
    """
    folder = user_data_path(APPLICATION, appauthor=False, ensure_exists=True) / "open"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def unfinished_folder() -> Path:
    """Where work that is not kept in a library yet survives a crash; made on first use."""
    return user_data_path(APPLICATION, appauthor=False) / "unfinished"
