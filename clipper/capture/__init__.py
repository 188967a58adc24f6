"""Floor 2: what comes from outside becomes drafts; it knows no database."""

from clipper.capture.paste import from_bytes
from clipper.capture.reading import read

__all__ = ["from_bytes", "read"]
