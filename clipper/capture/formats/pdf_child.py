"""The child process that takes PDFs apart: started on first use, replaced when it fails, ended with the program."""

import multiprocessing
import threading
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection
from typing import Any

from clipper.capture.formats.pdf_rows import Page
from clipper.model.errors import WrongUsage

_SECONDS = 30.0
_FILES = 200
"""So many files are taken apart by one process."""

LOCKED = (
    "This PDF is protected by a password. Nothing of it was taken. Open it, save or print it without the password, and "
    "import that."
)
_DAMAGED = (
    "This PDF is damaged or was not saved completely. Nothing of it was taken. Save it again where it came from, and "
    "import it then."
)
_TOO_MUCH = (
    "This PDF could not be read in reasonable time. Nothing of it was taken. Open it, copy the text that you need, and "
    "paste it."
)


class PdfProcess:
    """Takes one PDF apart after the other; safe to call from any thread."""

    def __init__(self) -> None:
        self._busy = threading.Lock()
        self._process: Any = None
        self._pipe: Connection | None = None
        self._asked = 0

    def pages(self, data: bytes) -> tuple[list[Page], int]:
        """Return the pages that could be read and how many there are; raises WrongUsage with a sentence."""
        answer: tuple[list[Page], int] = self._ask("pages", data)
        return answer

    def picture(self, data: bytes, number: int) -> bytes:
        """Return a page as a picture (PGM); raises WrongUsage with a sentence."""
        picture: bytes = self._ask("picture", data, number)
        return picture

    def close(self) -> None:
        """End the process; the next file would start another."""
        with self._busy:
            self._drop()

    def _ask(self, *question: Any) -> Any:
        with self._busy:
            pipe = self._ready()
            try:
                pipe.send(question)
                if not pipe.poll(_SECONDS):
                    self._drop()
                    raise WrongUsage(_TOO_MUCH)
                answer = pipe.recv()
            except (EOFError, OSError) as error:
                # PDFium itself failed on the file, and took the process with it.
                self._drop()
                raise WrongUsage(_DAMAGED) from error
        if isinstance(answer, str):
            raise WrongUsage(LOCKED if answer == "locked" else _DAMAGED)
        return answer

    def _ready(self) -> Connection:
        if self._pipe is None or not self._process.is_alive() or self._asked >= _FILES:
            self._drop()
            # Spawned, never forked: the parent may hold locks, threads and a window.
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs,), name="clipper-pdf", daemon=True)
            self._process.start()
            theirs.close()
            self._asked = 0
        self._asked += 1
        return self._pipe

    def _drop(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join()
            self._process.close()
        self._pipe = self._process = None


def serve(pipe: Connection) -> None:
    """Run in the child: answer what comes through the pipe until it closes."""
    import signal

    # Ctrl+C in a terminal reaches children too; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            question, *more = pipe.recv()
            pipe.send(_answer(question, *more))


def _answer(question: str, data: bytes, *more: Any) -> Any:
    from clipper.capture.formats.pdf_pages import Document, Locked

    try:
        document = Document(data)
        return document.pages() if question == "pages" else document.picture(*more)
    except Locked:
        return "locked"
    except Exception:  # whatever it is, the parent has to hear of it
        return "damaged"


@cache
def pdf_process() -> PdfProcess:
    """Return the program's one process."""
    return PdfProcess()
