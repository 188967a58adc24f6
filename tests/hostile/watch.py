"""What notices harm: a server on this machine that counts who calls, and files that nobody may open."""

import ctypes
import os
import socket
import struct
import sys
import threading
from pathlib import Path

_OPENED, _CHANGED = 0x20, 0x2 | 0x40 | 0x80 | 0x100 | 0x200
_HEAD = struct.Struct("iIII")


class Listener:
    """Counts every connection to it, whatever is asked, and answers none."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._count, daemon=True).start()

    @property
    def host(self) -> str:
        """Where it listens, with the port."""
        return f"127.0.0.1:{self.port}"

    def _count(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            with caller:
                caller.settimeout(1)
                try:
                    self.calls.append(caller.recv(200).decode("latin-1").split("\r")[0])
                except OSError:
                    self.calls.append("nothing was said")

    def close(self) -> None:
        """Listen no more."""
        self._socket.shutdown(socket.SHUT_RDWR) if sys.platform == "linux" else None
        self._socket.close()


class Guarded:
    """A folder with files in it that nobody may open, and in which nobody may write.

    Only Linux tells who opens a file, by inotify(7); elsewhere what is written is noticed and nothing else.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._before = {path.name: path.read_bytes() for path in folder.iterdir()}
        self._watch = _inotify(folder)

    @property
    def sees_opening(self) -> bool:
        """Whether an opened file is noticed."""
        return self._watch is not None

    def touched(self) -> list[str]:
        """Return the names of files that were opened, written or made since it was asked last."""
        now = {path.name for path in self.folder.iterdir()}
        return sorted({*_names(self._watch), *(now ^ self._before.keys())})

    def close(self) -> None:
        """Watch no more."""
        if self._watch is not None:
            os.close(self._watch)


def _inotify(folder: Path) -> int | None:
    if sys.platform != "linux":
        return None
    system = ctypes.CDLL(None, use_errno=True)
    watch: int = system.inotify_init1(os.O_NONBLOCK)
    if watch < 0 or system.inotify_add_watch(watch, os.fsencode(folder), _OPENED | _CHANGED) < 0:
        return None
    return watch


def _names(watch: int | None) -> list[str]:
    try:
        told = b"" if watch is None else os.read(watch, 65536)
    except BlockingIOError:
        return []
    names, place = [], 0
    while place < len(told):
        _, _, _, length = _HEAD.unpack_from(told, place)
        place += _HEAD.size + length
        names.append(told[place - length : place].rstrip(b"\0").decode())
    # What opens the folder itself has no name; listing it is no harm.
    return [name for name in names if name]
