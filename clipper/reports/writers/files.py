"""How every writer puts its file in place."""

from pathlib import Path

from clipper.library.safe_file import replacing


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; raises EnvironmentProblem with what to do."""
    with replacing(path) as beside:
        beside.write_bytes(data)
