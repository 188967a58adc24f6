"""The sample library: invented clippings, so that every screen has something to show before there are real ones."""

from pathlib import Path

from clipper import resources
from clipper.library.exchange import import_library
from clipper.library.library import Library


def open_sample(path: Path) -> Library:
    """Open the sample library, filled when it is new; what was changed in it stays changed.

    Raises EnvironmentProblem, as Library.open does.
    """
    is_new = not path.exists()
    library = Library.open(path)
    try:
        # No step was kept when the first start was cut short.
        if not library.steps(limit=1):
            import_library(library, resources.path("sample", "clippings.jsonl"))
    except BaseException:
        library.close()
        if is_new:
            path.unlink(missing_ok=True)
        raise
    return library
