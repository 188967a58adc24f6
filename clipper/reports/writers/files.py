"""Files appear whole or not at all, and what was there before stays until then."""

import errno
import os
import tempfile
from pathlib import Path

from clipper.model.errors import EnvironmentProblem


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it; raises EnvironmentProblem with what to do."""
    try:
        _replace(path, data)
    except OSError as error:
        raise EnvironmentProblem(f"{_reason(error, path)} Nothing was written; {_advice(error)}") from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, else those of any new file; a temporary one is private."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(error: OSError, path: Path) -> str:
    if error.errno == errno.ENOENT:
        return f"The folder {path.parent} does not exist."
    if error.errno == errno.ENOSPC:
        return f"The disk is full; {path.name} did not fit."
    if error.errno == errno.EISDIR:
        return f"{path} is a folder."
    return f"{path} cannot be written ({error.strerror or error})."


def _advice(error: OSError) -> str:
    return "free some space and try again." if error.errno == errno.ENOSPC else "choose another place for the file."
