"""One window a library: a later start for a library that is open hands what it asks over to its window.

The window holds a lock, which the system releases however its process ends, and listens at a socket of the same name.
Only who holds the lock listens, so what a killed window left there is cleared away by the next.
"""

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from clipper import places
from clipper.library.locked_file import LockedFile
from clipper.model.errors import EnvironmentProblem
from clipper.model.progress import Progress
from clipper.ui.requests import LIMIT, REFUSED, TAKEN, Request

PATIENCE = 5.0
"""Seconds for which a window that has the library is asked."""

_AGAIN_MS = 50
_VISIT_MS = 5000
_SILENT = (
    "{path} is open in a window of Clipper that does not answer. It may be busy opening a large library: wait a moment "
    "and start again. If it hangs, end it; what was saved is safe."
)
_OTHER = "{path} is open in a window of another version of Clipper. Close that window first."
_CLOSING = (
    "{path} is still being saved and backed up by the window that was closed. Nothing is wrong: try again in a moment."
)
_log = logging.getLogger(__name__)


class Held(EnvironmentProblem):
    """Raised where another window has the library, and nothing can be done but to try again when that is over."""


class Closing(Held):
    """Raised where that window was closed, and saves what is left."""


def identity(library: Path) -> str:
    """Return what a library is known by, however its path is written: through links, or in other letters' case."""
    real = library.resolve()
    try:
        folder = real.parent.stat()
        place = f"{folder.st_dev}:{folder.st_ino}:{_name_in_folder(real)}"
    except OSError:
        place = str(real)
    return sha256(place.encode(errors="surrogateescape")).hexdigest()[:16]


def _name_in_folder(real: Path) -> str:
    """Return the name that the folder has for a file, which may be asked for by another where case is ignored."""
    alike = [file for file in real.parent.iterdir() if file.name.casefold() == real.name.casefold()]
    return min((file.name for file in alike if real.exists() and file.samefile(real)), default=real.name)


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to the same library."""
    return identity(one) == identity(other)


def wait_for_end(library: Path, progress: Progress) -> None:
    """Return when the window of a library that was closed has ended, or another one has the library by now."""
    name = places.windows_folder() / identity(library)
    while not _note_of(name).exists():
        progress(0, 0)
        lock = LockedFile.lock(_lock_of(name))
        if lock is not None:
            lock.release()
            return
        time.sleep(_AGAIN_MS / 1000)


def hand_over(library: Path, request: Request, patience: float) -> bool:
    """Hand a request to the window that has a library, if one has and answers within some seconds."""
    return _ask(places.windows_folder() / identity(library), request, time.monotonic() + patience) == TAKEN


class Claim(QObject):
    """The right to show a library in a window, from `make` to `release`.

    requested(Request): a later start asked for the same library; none is told before `answer`.
    """

    requested = Signal(object)

    def __init__(self, library: Path, lock: LockedFile, name: Path) -> None:
        super().__init__()
        self._lock, self._note = lock, _note_of(name)
        # Where the disk is full this window is missing in a menu of the others, and works.
        with suppress(OSError):
            self._note.write_bytes(os.fsencode(library.absolute()))
        self._server = QLocalServer(self)
        # Nobody but this user may ask for anything.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(_address(name))
        if not self._server.listen(_address(name)):
            _log.warning("no later start can be answered: %s", self._server.errorString())

    @classmethod
    def make(cls, library: Path, request: Request) -> "Claim | None":
        """Claim a library for a window; None where another window has it and took the request.

        Raises Held where that window does not answer, or is of another version, and Closing where it was closed.
        """
        name = places.windows_folder() / identity(library)
        give_up = time.monotonic() + PATIENCE
        while True:
            lock = LockedFile.lock(_lock_of(name))
            if lock is not None:
                return cls(library, lock, name)
            answer = _ask(name, request, give_up)
            if answer == TAKEN:
                return None
            if answer == REFUSED:
                raise Held(_OTHER.format(path=library))
            if not _note_of(name).exists():
                raise Closing(_CLOSING.format(path=library))
            if time.monotonic() >= give_up:
                raise Held(_SILENT.format(path=library))
            # Between its lock and its socket, or just about to end.
            time.sleep(_AGAIN_MS / 1000)

    def answer(self) -> None:
        """Answer later starts from now on: there is a window to take what they bring."""
        self._server.newConnection.connect(self._receive)
        self._receive()

    def pause(self) -> None:
        """Answer no later start until `answer` is called again; it waits."""
        self._server.newConnection.disconnect(self._receive)

    def fall_silent(self) -> None:
        """Answer no later start any more: what it brought would go with the window; it waits for its turn instead.

        Without its note a window that holds the library is known to have been closed.
        """
        self._server.close()
        _forget(self._note)

    def release(self) -> None:
        """Let the library be shown by another process."""
        self._server.close()
        _forget(self._note)
        self._lock.release()

    def _receive(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if socket.state() is not QLocalSocket.LocalSocketState.ConnectedState:
                # Who asked gave up, and told a person that nothing was taken.
                socket.deleteLater()
                continue
            visit = _Visit(socket, self)
            visit.asked.connect(self.requested)
            # What it says may be there already, and would be told to nobody sooner.
            visit.read()


class _Visit(QObject):
    """One later start: it says one line and gets an answer, or is sent away.

    asked(Request): what it asks.
    """

    asked = Signal(object)

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setParent(self)
        socket.setReadBufferSize(LIMIT + 1)
        socket.disconnected.connect(self.deleteLater)
        socket.readyRead.connect(self.read)
        QTimer.singleShot(_VISIT_MS, self, socket.abort)

    def read(self) -> None:
        """Hear what it has said by now; once a line is whole it is answered."""
        if self._socket.bytesAvailable() > LIMIT:
            self._socket.abort()
        elif self._socket.canReadLine():
            self._answer(bytes(self._socket.readLine().data()))

    def _answer(self, line: bytes) -> None:
        self._socket.readyRead.disconnect(self.read)
        try:
            request = Request.of(line)
        except ValueError:
            self._say(REFUSED)
        else:
            self._say(TAKEN)
            self.asked.emit(request)

    def _say(self, answer: bytes) -> None:
        self._socket.write(answer)
        self._socket.flush()
        self._socket.disconnectFromServer()


def open_libraries() -> Iterator[Path]:
    """Return the libraries that windows of this user have open, this one's too."""
    for note in sorted(places.windows_folder().glob("*.path")):
        lock = LockedFile.lock(_lock_of(note.with_suffix("")))
        if lock is not None:
            # Its window was killed.
            _forget(note)
            lock.release()
            continue
        # Its window may be closing now, or may not have written it yet.
        with suppress(OSError):
            if said := note.read_bytes():
                yield Path(os.fsdecode(said))


def _forget(note: Path) -> None:
    with suppress(OSError):
        note.unlink(missing_ok=True)


def _ask(name: Path, request: Request, give_up: float) -> bytes:
    """Ask the window that has a library; returns its answer, nothing where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_address(name))
    if not socket.waitForConnected(_left(give_up)):
        return b""
    _let_come_to_front()
    socket.write(request.line())
    while not socket.canReadLine() and socket.waitForReadyRead(_left(give_up)):
        pass
    return bytes(socket.readLine().data())


def _left(give_up: float) -> int:
    return max(1, round(1000 * (give_up - time.monotonic())))


def _let_come_to_front() -> None:
    """Windows lets a window come to the front only with leave of the program that has the keyboard: this one."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def _address(name: Path) -> str:
    """Return where Qt listens: a file, or on Windows a pipe, which has a name only."""
    return f"clipper-{name.name}" if sys.platform == "win32" else str(name)


def _lock_of(name: Path) -> Path:
    return name.with_suffix(".lock")


def _note_of(name: Path) -> Path:
    return name.with_suffix(".path")
