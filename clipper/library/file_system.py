"""What sort of disk a file lies on, as far as the system tells without being asked for rights."""

import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_FAR = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "fuse.sshfs", "fuse.rclone"})
_REMOTE_DRIVE = 4
"""What Windows calls a drive of another computer: GetDriveTypeW."""


def kind_of(path: Path) -> str:
    """Return the kind of file system and where it is, such as "ext4, local"; "unknown" where nobody tells."""
    if sys.platform == "win32":
        return _windows_kind(path)
    kind = _mounted_as(path.resolve()) if _MOUNTS.exists() else None
    if kind is None:
        return "unknown"
    return f"{kind}, {'on the network' if kind in _FAR else 'local'}"


def _mounted_as(path: Path) -> str | None:
    found: tuple[int, str] | None = None
    for line in _MOUNTS.read_text("utf-8", "replace").splitlines():
        _, place, kind, *_ = line.split(" ")
        folder = Path(place.encode("latin-1", "backslashreplace").decode("unicode_escape"))
        # Of two that are mounted at one place the later one covers the other.
        if path.is_relative_to(folder) and (found is None or len(folder.parts) >= found[0]):
            found = len(folder.parts), kind
    return found[1] if found else None


def _windows_kind(path: Path) -> str:
    import ctypes

    drive = path.resolve().anchor
    kind = ctypes.windll.kernel32.GetDriveTypeW(drive)  # type: ignore[attr-defined,unused-ignore]
    return "on the network" if kind == _REMOTE_DRIVE else "local"
