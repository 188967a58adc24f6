"""The warm child process that makes PDFs, shared by window and command line.

It starts on first use, is replaced after some documents because it only grows, can be stopped in the middle of one,
and ends with the program: when the parent is gone, in whatever way, its pipe closes and the child returns.
"""

import multiprocessing
import signal
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from typing import Any

from clipper.model.errors import ClipperError
from clipper.reports.charts import Chart

_DOCUMENTS = 30


@dataclass(frozen=True, slots=True)
class Job:
    """A document to make: the folder of its template, its data, and charts to draw and put under data["charts"]."""

    template: str
    data: dict[str, Any]
    charts: dict[str, Chart]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Charts to draw as "svg" (text in UTF-8) or "png" (at `scale` pixels a point)."""

    charts: dict[str, Chart]
    kind: str
    scale: float = 2.0


Pictures = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF; `warnings` are sentences about what is less than it should be."""

    data: bytes
    warnings: tuple[str, ...] = ()


class RenderingFailed(ClipperError):
    """The document could not be made; nothing was written."""


class RenderingCancelled(ClipperError):
    """The document was given up because somebody asked for it."""


class Renderer:
    """Makes one document after the other in a child process; safe to call from any thread."""

    def __init__(self, documents: int = _DOCUMENTS) -> None:
        self._documents = documents
        self._busy = threading.Lock()
        self._child: _Child | None = None
        self._asked: _Child | None = None
        self._cancelled = threading.Event()

    def warm(self) -> None:
        """Start the child without waiting for it, so that the first document comes sooner."""
        if self._busy.acquire(blocking=False):
            try:
                self._ready_child()
            finally:
                self._busy.release()

    def make(self, job: Job) -> Pdf:
        """Return the finished document; raises RenderingFailed or RenderingCancelled."""
        answer = self._answer(job)
        assert isinstance(answer, Pdf)
        return answer

    def draw(self, charts: dict[str, Chart], kind: str, scale: float = 2.0) -> Pictures:
        """Return the charts as pictures, "svg" or "png"; raises RenderingFailed or RenderingCancelled."""
        answer = self._answer(Drawing(charts, kind, scale)) if charts else {}
        assert isinstance(answer, dict)
        return answer

    def _answer(self, work: "Job | Drawing") -> "Pdf | Pictures":
        with self._busy:
            self._cancelled.clear()
            self._asked = self._ready_child()
            try:
                answer = self._asked.ask(work)
            except (EOFError, OSError) as error:
                self._drop()
                if self._cancelled.is_set():
                    raise RenderingCancelled("The report was not finished, as you asked.") from error
                raise RenderingFailed(
                    "The report could not be drawn; the helper that draws it stopped. Nothing was written. "
                    "Try a shorter period, or export as Markdown."
                ) from error
            finally:
                self._asked = None
            self._recycle()
        if isinstance(answer, str):
            raise RenderingFailed(f"The pages could not be set: {answer} Export as Markdown works without them.")
        return answer

    def cancel(self) -> None:
        """Give up the document that is being made, if any; from any thread."""
        child = self._asked
        if child is not None:
            self._cancelled.set()
            child.kill()

    def close(self) -> None:
        """End the child; the next document would start another."""
        self.cancel()
        with self._busy:
            self._drop()

    def _ready_child(self) -> "_Child":
        if self._child is None or not self._child.process.is_alive():
            self._drop()
            self._child = _Child()
        return self._child

    def _recycle(self) -> None:
        """Replace a child that made its share, and let the next one warm up already."""
        if self._child is not None and self._child.made >= self._documents:
            self._drop()
            self._ready_child()

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """One child process and the pipe to it."""

    def __init__(self) -> None:
        # Spawned, never forked: the parent may hold locks, threads and a window.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs,), name="clipper-press", daemon=True)
        self.process.start()
        theirs.close()
        self.made = 0

    def ask(self, work: Job | Drawing) -> Pdf | Pictures | str:
        """Return what was made, or the message why not; raises EOFError or OSError when the child is gone."""
        self._pipe.send(work)
        answer: Pdf | Pictures | str = self._pipe.recv()
        self.made += 1
        return answer

    def kill(self) -> None:
        """Stop the child at once; one that has ended already is left alone."""
        with suppress(ValueError):
            self.process.kill()

    def end(self) -> None:
        """Close the pipe, at which the child returns, and wait until it did."""
        self._pipe.close()
        self.process.join(2)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


def serve(pipe: Connection) -> None:
    """Run in the child: make what comes through the pipe until it closes."""
    # Ctrl+C in a terminal reaches children too; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from clipper.reports import press

    press.warm()
    with suppress(EOFError, OSError):
        while True:
            work = pipe.recv()
            try:
                pipe.send(press.make(work) if isinstance(work, Job) else press.pictures(work))
            except Exception as error:  # whatever it is, the parent has to hear of it
                pipe.send(str(error) or type(error).__name__)


@cache
def renderer() -> Renderer:
    """Return the program's one renderer."""
    return Renderer()
