"""What the window remembers from one start to the next, in a file of the platform's settings folder."""

import os
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


def of_library(name: str, path: Path) -> str:
    """Return the name of a value that belongs to one library: settings have no room for its path."""
    # As bytes, since a folder may be called what is no Unicode.
    return f"{name}/{sha256(os.fsencode(path)).hexdigest()[:16]}"


class Settings:
    """Values by name; what is missing or unreadable is the default. `folder` is where they lie."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent
        self._store = QSettings(os.fspath(path), QSettings.Format.IniFormat)

    def flag(self, name: str, default: bool) -> bool:
        """Return a yes or no."""
        return str(self._store.value(name, default)).lower() == "true"

    def number(self, name: str, default: int) -> int:
        """Return a whole number."""
        text = str(self._store.value(name, default))
        return int(text) if text.isdecimal() else default

    def word(self, name: str, allowed: tuple[str, ...]) -> str:
        """Return one of the allowed words, the first by default."""
        text = str(self._store.value(name, ""))
        return text if text in allowed else allowed[0]

    def text(self, name: str) -> str:
        """Return a text, empty when there is none."""
        return str(self._store.value(name, ""))

    def shape(self, name: str) -> QByteArray:
        """Return what Qt saved of a window's shape, empty when nothing was."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set(self, name: str, value: object) -> None:
        """Remember a value."""
        self._store.setValue(name, value)
