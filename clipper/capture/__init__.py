"""Floor 2: what comes from outside becomes drafts; it knows no database."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clipper.capture.paste import from_bytes
    from clipper.capture.reading import read

__all__ = ["from_bytes", "read"]


def __getattr__(name: str) -> object:
    """Return what is read with once it is asked for: the window starts with a part of this floor only."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from clipper.capture import paste, reading

    return {"from_bytes": paste.from_bytes, "read": reading.read}[name]
