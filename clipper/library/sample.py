"""The sample library: invented clippings, so that every screen has something to show before there are real ones."""

from pathlib import Path

from clipper import resources
from clipper.library.exchange import import_library
from clipper.library.library import Library


def open_sample(path: Path) -> Library:
    """Open the sample library, made first when it is not there; what was changed in it stays changed.

    Raises EnvironmentProblem, as Library.open does.
    """
    is_new = not path.exists()
    library = Library.open(path)
    try:
        if is_new:
            import_library(library, resources.path("sample", "clippings.jsonl"))
    except BaseException:
        library.close()
        if is_new:
            path.unlink(missing_ok=True)
        raise
    return library
