"""Recognising that a library lies where other programs write: in a folder that a service copies, or on a network.

Such a service copies the file while it is written, and puts copies of two computers beside each other; over a network
the locks and the log that keep a library whole cannot be relied on. Sources: https://www.sqlite.org/useovernet.html,
https://www.sqlite.org/howtocorrupt.html#_filesystems_with_broken_or_missing_lock_implementations; Dropbox's info.json:
https://help.dropbox.com/installs/locate-dropbox-folder; the other marks are files that the services themselves make.
"""

import fnmatch
import json
import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from msgspec import Struct, field

from clipper.model.late_pattern import late_pattern


class Shared(Struct, frozen=True):
    """Where a library lies: the service, "" for a network folder, and its folder. `copies` names what lies beside the
    library and seems to be a copy that a service made because two computers wrote.
    """

    service: str
    folder: Path
    copies: tuple[str, ...] = ()


class Surroundings(Struct, frozen=True):
    """What is asked besides the folders above a library: variables, the home folder, and what is mounted where."""

    variables: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    home: Path = field(default_factory=Path.home)
    network: tuple[Path, ...] = ()

    @classmethod
    def of_this_machine(cls, library: Path) -> "Surroundings":
        """Look around on this machine, as far as it concerns a library."""
        if sys.platform == "win32":
            return cls(network=_network_drive(library))
        mounts = _text_of(Path("/proc/self/mountinfo")) if sys.platform == "linux" else _mount_command()
        return cls(network=tuple(network_mounts(mounts)))


_BY_NAME: tuple[tuple[str, str], ...] = (
    ("OneDrive", r"onedrive( ?-.*| \(.*\))?"),
    ("Dropbox", r"dropbox( ?\(.*\)|-.*)?"),
    ("Google Drive", r"google ?drive( \(.*\))?|googledrive-.*|drivefs"),
    ("iCloud Drive", r"com~apple~clouddocs|icloud ?drive"),
    ("Nextcloud", r"nextcloud\d?"),
    ("ownCloud", r"owncloud\d?( - .*)?"),
    ("Box", r"box( sync)?|box-box"),
    ("pCloud", r"pcloud ?(drive|sync)?"),
    ("MEGA", r"mega ?sync|mega"),
    ("Seafile", r"seafile|seadrive"),
    ("Syncthing", r"syncthing"),
    ("Proton Drive", r"proton ?drive|protondrive-.*"),
)
"""What services call their folders. On macOS those below Library/CloudStorage have a name of the service and an
account's."""

_BY_FILE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Dropbox", (".dropbox", ".dropbox.cache")),
    ("Syncthing", (".stfolder",)),
    ("Nextcloud", (".nextcloudsync.log", "._sync_*.db", ".sync_*.db")),
    ("ownCloud", (".owncloudsync.log", ".OwnCloudSync.log")),
    ("Google Drive", (".tmp.drivedownload", ".tmp.driveupload")),
    ("OneDrive", (".849C9593-D756-4E56-8D6E-42412F2A707B",)),
    ("MEGA", (".megaignore", ".debris")),
    ("Seafile", (".seafile-data", "seafile-ignore.txt")),
    ("Resilio Sync", (".sync/ID",)),
    ("pCloud", (".pcloud",)),
)
"""What services leave in the uppermost folder that they copy."""

_DESKTOP_INI: tuple[tuple[str, str], ...] = (
    ("OneDrive", "onedrive"),
    ("Google Drive", "googledrive"),
    ("Google Drive", "drivefs"),
    ("Dropbox", "dropbox"),
    ("iCloud Drive", "icloud"),
    ("Box", "box.exe"),
    ("Nextcloud", "nextcloud"),
)
"""On Windows services give their folder an icon of their program's."""

_NETWORK = late_pattern(
    r"9p|afpfs|afs|beegfs|ceph|cifs|coda|davfs2?|glusterfs|lustre|ncpfs|nfs4?|prl_fs|smb[23]|smbfs|vboxsf|virtiofs|vmhgfs"
    r"|webdav|fuse\.(ceph|curlftpfs|davfs2|glusterfs|google-drive-ocamlfuse|gvfsd-fuse|juicefs|mfs|onedriver|rclone|s3fs"
    r"|smbnetfs|sshfs|vmhgfs-fuse)"
)
"""File systems whose locks, or whose shared memory, other computers or the host do not see as this one does."""

_ESCAPED = late_pattern(r"\\([0-7]{3})")
_MACOS_MOUNT = late_pattern(r".* on (?P<place>/.*) \((?P<kind>[a-z0-9_]+)(, .*)?\)")
_DRIVE_REMOTE = 4
_ANOTHER_COMPUTER = late_pattern(r"\\\\(?![?.]\\)")
_AROUND = ("Mobile Documents", "CloudStorage", "Volumes")


def recognise(library: Path, surroundings: Surroundings | None = None) -> Shared | None:
    """Tell where a library lies that is not safe there; None for an ordinary folder of this computer."""
    around = surroundings or Surroundings.of_this_machine(library)
    real = library.resolve()
    if any(_ANOTHER_COMPUTER.match(str(path)) for path in (library, real)):
        return Shared("", library.parent, tuple(conflicting_copies(library)))
    folders = list(real.parents)
    found = chain(
        _by_variables(folders, around),
        _by_dropbox(folders, around),
        _by_marks(folders, around),
        _by_mount(real, around),
    )
    service, folder = next(found, (None, real))
    return None if service is None else Shared(service, folder, tuple(conflicting_copies(real)))


def warning(shared: Shared) -> str:
    """Say why a library is not safe where it lies, and what to do."""
    where = f"a folder that {shared.service} copies" if shared.service else "a network folder"
    why = WHY_SERVICE if shared.service else WHY_NETWORK
    copies = f" Beside it lies {', '.join(shared.copies)}, a copy of another computer's." if shared.copies else ""
    return f"The library lies in {where} ({shared.folder}). {why} {WHAT_TO_DO}{copies}"


WHY_SERVICE = "It may be copied while it is being written, and two computers make two libraries of it."
WHY_NETWORK = "What keeps a library whole cannot be relied on over a network."
WHAT_TO_DO = "Keep it in a folder of this computer, and put backups or exports there."


def conflicting_copies(library: Path) -> Iterator[str]:
    """Yield the names of files beside a library that seem to be copies which a service made of it."""
    stem, ending = re.escape(library.stem), re.escape(library.suffix)
    words = r"conflict|conflit|conflicto|konflikt|in conflict|copie en conflit|collision"
    patterns = (
        rf"{stem} ?\([^)]*({words})[^)]*\){ending}",  # Dropbox, Nextcloud, ownCloud, Box, pCloud
        rf"{stem}_conflict-\d{{8}}-\d+{ending}",  # ownCloud
        rf"{stem}\.sync-conflict-\d{{8}}-\d{{6}}-[A-Z0-9]{{7}}{ending}",  # Syncthing
        rf"{stem} \((SFConflict|SeafileConflict) [^)]*\){ending}",  # Seafile
        rf"{stem}-(?!\d)[A-Z0-9][A-Z0-9-]*[A-Z0-9]( ?\(?\d+\)?)?{ending}",  # OneDrive: the name of the computer
        rf"{stem} ?\(\d+\){ending}",  # Google Drive, iCloud Drive
        rf"{stem} \d{ending}",  # iCloud Drive
        rf"\[Conflict\] {stem}{ending}",  # Google Drive
    )
    is_copy = re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE).fullmatch
    yield from sorted(name for name in _names_in(library.parent) if is_copy(name) and name != library.name)


def network_mounts(table: str) -> Iterator[Path]:
    """Yield where network file systems are mounted, by Linux's mountinfo or by what `mount` tells on macOS.

    Source: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
    """
    for line in table.splitlines():
        before, separator, after = line.partition(" - ")
        if separator and _NETWORK.fullmatch(after.split()[0]):
            yield Path(_ESCAPED.sub(lambda code: chr(int(code[1], 8)), before.split()[4]))
        elif (mount := _MACOS_MOUNT.fullmatch(line)) and _NETWORK.fullmatch(mount["kind"]):
            yield Path(mount["place"])


_Found = Iterator[tuple[str, Path]]


def _by_variables(folders: Iterable[Path], around: Surroundings) -> _Found:
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        if (value := around.variables.get(name)) and Path(value) in folders:
            yield "OneDrive", Path(value)


def _by_dropbox(folders: Iterable[Path], around: Surroundings) -> _Found:
    windows = [around.variables[name] for name in ("APPDATA", "LOCALAPPDATA") if name in around.variables]
    settings = [around.home / ".dropbox", *(Path(place, "Dropbox") for place in windows)]
    for place in chain.from_iterable(_dropbox_folders(_text_of(one / "info.json")) for one in settings):
        if place in folders:
            yield "Dropbox", place


def _dropbox_folders(text: str) -> Iterator[Path]:
    try:
        accounts = json.loads(text or "{}")
        yield from [Path(account["path"]) for account in accounts.values()]
    except (ValueError, TypeError, KeyError, AttributeError):
        return


def _by_marks(folders: Iterable[Path], around: Surroundings) -> _Found:
    # The home folder may hold the settings of a program that does not copy it, and be called as one.
    near = {around.home, *around.home.parents, around.home / "Library"}
    for folder in folders:
        service = None if folder in near else _marked(folder) or _named(folder, near)
        if service is not None:
            yield service, folder


def _marked(folder: Path) -> str | None:
    names = frozenset(_names_in(folder))
    for service, marks in _BY_FILE:
        if any((folder / mark).exists() if "/" in mark else _has(names, mark) for mark in marks):
            return service
    text = _text_of(folder / "desktop.ini").casefold() if "desktop.ini" in map(str.casefold, names) else ""
    return next((service for service, word in _DESKTOP_INI if word in text), None)


def _has(names: Collection[str], mark: str) -> bool:
    return bool(fnmatch.filter(names, mark)) if "*" in mark else mark in names


def _named(folder: Path, near: Collection[Path]) -> str | None:
    """A name tells only where services put their folders: anywhere else a person may call one “Box”."""
    if folder.parent not in near and folder.parent.name not in _AROUND:
        return None
    name = folder.name.casefold()
    return next((service for service, pattern in _BY_NAME if re.fullmatch(pattern, name)), None)


def _by_mount(library: Path, around: Surroundings) -> _Found:
    for place in sorted(around.network, key=lambda one: len(one.parts), reverse=True):
        if place in library.parents:
            yield "", place


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  names are all that is needed
    except OSError:
        return []


def _text_of(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError:
        return ""
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _mount_command() -> str:
    import subprocess

    try:
        return subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=2).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


def _network_drive(library: Path) -> tuple[Path, ...]:
    import ctypes

    anchor = Path(library.absolute().anchor)
    kind = ctypes.windll.kernel32.GetDriveTypeW(str(anchor))  # type: ignore[attr-defined,unused-ignore]
    return (anchor,) if kind == _DRIVE_REMOTE else ()
