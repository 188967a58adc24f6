"""What is damaged in a backup as it is in the library: a copy is verified to be like that, and no better."""

from clipper.library.checking import damaged_rows
from clipper.library.library import Library
from clipper.model.progress import Progress

_NAMED = 5
_ALSO = "It is the same in this backup, so keep an older one."


def also_damaged(library: Library, progress: Progress | None = None) -> list[str]:
    """Return a sentence for each of the first damaged rows, and what that means for the backup; reads all rows."""
    flaws = damaged_rows(library, progress)
    more = [f"{len(flaws) - _NAMED:,} more are damaged."] if len(flaws) > _NAMED else []
    return [*(flaw.sentence for flaw in flaws[:_NAMED]), *more, _ALSO] if flaws else []
