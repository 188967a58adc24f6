"""What a start of Clipper asks of the window that has its library already: one line of JSON, and nothing else."""

import json
from pathlib import Path
from typing import Any

from msgspec import Struct

from clipper.model.errors import WrongUsage

LIMIT = 1_000_000
"""Bytes of a request at most; some thousand files."""

TAKEN, REFUSED = b"taken\n", b"refused\n"
"""What the window answers."""

_FORM = 1
_FIELDS = {"clipper", "files", "token"}
_LONGEST_TOKEN = 1000


class Request(Struct, frozen=True):
    """Come to the front, and take in these files; `token` is the desktop's leave to do the first."""

    files: tuple[Path, ...] = ()
    token: str = ""

    def line(self) -> bytes:
        """Return the request as it is sent; raises WrongUsage where it is too long."""
        said = {"clipper": _FORM, "files": [str(file.absolute()) for file in self.files], "token": self.token}
        line = json.dumps(said).encode() + b"\n"
        if len(line) > LIMIT:
            raise WrongUsage("These are too many files to bring into a window at once. Bring some of them at a time.")
        return line

    @classmethod
    def of(cls, line: bytes) -> "Request":
        """Return the request that a line holds; raises ValueError for anything else, also of another version."""
        said = _read(line)
        if not isinstance(said, dict) or said.keys() != _FIELDS or said["clipper"] != _FORM:
            raise ValueError("not a request of this version")
        files, token = said["files"], said["token"]
        if not isinstance(files, list) or not all(isinstance(file, str) and _is_place(file) for file in files):
            raise ValueError("not a list of files")
        if not isinstance(token, str) or len(token) > _LONGEST_TOKEN or not token.isprintable():
            raise ValueError("not a token")
        return cls(tuple(map(Path, files)), token)


def _read(line: bytes) -> Any:
    try:
        return json.loads(line)
    except RecursionError as error:
        raise ValueError("too deep") from error


def _is_place(file: str) -> bool:
    return "\0" not in file and Path(file).is_absolute()
