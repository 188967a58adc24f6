"""A library that was lost: a new one in its place would look as if all of it were gone, and its backups with it."""

from contextlib import suppress
from pathlib import Path

from clipper.library.store.engine import is_new
from clipper.model.errors import EnvironmentProblem, Lost


def require_not_lost(path: Path, folder: Path) -> None:
    """Raise Lost where a library is missing or empty and a folder has sound backups of it.

    Where the folder of the library itself is missing, whoever opens it says so.
    """
    if not is_new(path) or not path.parent.is_dir():
        return
    # To make the first library, nobody waits for it.
    from clipper.library.backup_facts import listed

    found = []
    # Whose folder of backups cannot be read may have none, and is not to go without a library for that.
    with suppress(EnvironmentProblem):
        found = [one for one in listed(folder) if one.is_sound]
    if found:
        how = "is empty" if path.exists() else "is not there"
        many = "is 1 backup of it," if len(found) == 1 else f"are {len(found):,} backups of it, the last"
        last = f"of {found[0].made:%Y-%m-%d %H:%M} with {found[0].held.counted.words}"
        raise Lost(f"The library {path} {how}, but there {many} {last}.", found)
