"""Floor 5: the window; the only floor that imports Qt."""

import builtins


def _import_qt() -> None:
    """Import Qt, and keep Python's own way of importing, which PySide replaces by one of its own.

    That reads the source of every module for a switch (`from __feature__ import`), of which nothing here makes use: it
    takes a tenth of the time of all imports at a start, and of each later one.
    """
    own = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = own


_import_qt()
