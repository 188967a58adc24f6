"""Where the backups of a library lie: in a folder of its own among the platform's, or in one that a person chose."""

import os
from hashlib import sha256
from pathlib import Path

from clipper import places

CHOSEN = "chosen-folder.txt"
"""In the usual folder, what says where the backups lie instead."""


def folder_of(library: Path) -> Path:
    """Return the folder for the backups of a library; the one around it is there, unless a person chose it."""
    return folder_in(usual_folder_of(library))


def folder_in(usual: Path) -> Path:
    """Return where the backups lie whose usual folder is given."""
    try:
        chosen = os.fsdecode((usual / CHOSEN).read_bytes())
    except OSError:
        return usual
    # An empty one, as a power cut may leave it, says nothing.
    return Path(chosen) if chosen else usual


def usual_folder_of(library: Path) -> Path:
    """Return the folder for the backups of a library where nobody chose another one."""
    return places.backups_folder() / name_for(library)


def name_for(library: Path) -> str:
    """Return what the folder for the backups of a library is called.

    Two libraries of one name in two folders have two; a library keeps its name by whatever link it is opened.
    """
    real = library.resolve()
    path = os.fsencode(os.path.normcase(real))
    return f"{real.stem}-{sha256(path).hexdigest()[:8]}"
