"""The warm child process that makes PDFs, shared by window and command line.

It starts on first use, is replaced after some documents because it only grows, can be stopped in the middle of one,
and ends with the program: when the parent is gone, in whatever way, its pipe closes and the child returns.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct, field

from clipper.model.errors import ClipperError
from clipper.reports.charts import Chart
from clipper.reports.memory import megabytes
from clipper.reports.templates import Files, Template, TemplateProblem

_DOCUMENTS = 30
# Typst gives no memory back, and takes some 700 bytes for each byte of its data: a child that would come to hold more
# than the most is replaced before, and one that holds more than it needs to begin with when it has nothing to do.
_MOST_MEGABYTES, _IDLE_MEGABYTES = 600.0, 400.0
_MEGABYTES_A_BYTE = 0.0007
_KEPT_PICTURES = 100


class Stage(StrEnum):
    """What is being done for a document, in this order; counting is done before the child is asked."""

    COUNTING = "counting"
    CHECKING = "checking"
    CHARTS = "charts"
    PAGES = "pages"


Told = Callable[[Stage, int, int], None]
"""Called with the stage, how much of it is done and how much there is, 0 where nobody knows."""


class Job(Struct, frozen=True):
    """A document to make: its template or a built-in one's name, its data, and charts to put under data["charts"].

    `preview` lets templates set links that only the window can follow.
    """

    template: Template | str
    data: dict[str, Any]
    charts: dict[str, Chart]
    preview: bool = False


class Drawing(Struct, frozen=True):
    """Charts to draw as "svg" (text in UTF-8) or "png" (at `scale` pixels a point), in the look of own files."""

    charts: dict[str, Chart]
    kind: str
    scale: float = 2.0
    files: Files = field(default_factory=dict)


Pictures = dict[str, bytes]


class Pdf(Struct, frozen=True):
    """A finished PDF; `warnings` are sentences about what is less than it should be."""

    data: bytes
    warnings: tuple[str, ...] = ()


class RenderingFailed(ClipperError):
    """The document could not be made; nothing was written."""


class RenderingCancelled(ClipperError):
    """The document was given up because somebody asked for it."""


class Renderer:
    """Makes one document after the other in a child process; safe to call from any thread."""

    def __init__(self, documents: int = _DOCUMENTS, idle_megabytes: float = _IDLE_MEGABYTES) -> None:
        self._documents, self._idle_megabytes = documents, idle_megabytes
        self._busy = threading.Lock()
        self._child: _Child | None = None
        self._asked: _Child | None = None
        # Charts that were drawn: most of them stay as they are when a report changes, and children come and go.
        self._pictures: dict[str, bytes] = {}
        self._cancelled = threading.Event()

    def warm(self) -> None:
        """Start the child without waiting for it, so that the first document comes sooner."""
        if self._busy.acquire(blocking=False):
            try:
                self._ready_child()
            finally:
                self._busy.release()

    def make(self, job: Job, told: Told | None = None) -> Pdf:
        """Return the finished document, and tell how far it is; an exception that `told` raises gives it up.

        Raises RenderingFailed, RenderingCancelled, and TemplateProblem for a template with an error.
        """
        answer = self._answer(job, told)
        assert isinstance(answer, Pdf)
        return answer

    def draw(self, charts: dict[str, Chart], kind: str, scale: float = 2.0, files: Files | None = None) -> Pictures:
        """Return the charts as pictures, "svg" or "png", in the look of a template's own files; raises as make()."""
        answer = self._answer(Drawing(charts, kind, scale, files or {}), None) if charts else {}
        assert isinstance(answer, dict)
        return answer

    def _answer(self, work: Job | Drawing, told: Told | None) -> "Pdf | Pictures":
        with self._busy:
            self._cancelled.clear()
            packed = bytes(ForkingPickler.dumps(work))
            self._asked = self._ready_child(_MEGABYTES_A_BYTE * len(packed))
            try:
                answer = self._asked.ask(packed, told)
                self._keep(answer.pictures)
                return answer.result()
            except (EOFError, OSError) as error:
                self._drop()
                if self._cancelled.is_set():
                    raise RenderingCancelled("The report was not finished, as you asked.") from error
                raise RenderingFailed(
                    "The report could not be drawn; the helper that draws it stopped. Nothing was written. "
                    "Try a shorter period, or export as Markdown."
                ) from error
            except ClipperError:
                raise
            except BaseException:
                # Raised by whoever was told how far it is: the child still works on what nobody waits for.
                self._drop()
                raise
            finally:
                self._asked = None
                self._recycle()

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

    def _ready_child(self, megabytes: float = 0.0) -> "_Child":
        """Return a child that lives and can take so many megabytes more; a new one can take any."""
        child = self._child
        if (
            child is None
            or not child.process.is_alive()
            or (child.made and child.megabytes + megabytes > _MOST_MEGABYTES)
        ):
            self._drop()
            self._child = child = _Child(self._pictures)
        return child

    def _keep(self, pictures: dict[str, bytes]) -> None:
        self._pictures |= pictures
        for key in list(self._pictures)[:-_KEPT_PICTURES]:
            del self._pictures[key]

    def _recycle(self) -> None:
        """Replace a child that made its share or grew; the next one warms up while somebody reads the pages."""
        child = self._child
        if child is not None and (child.made >= self._documents or child.megabytes > self._idle_megabytes):
            self._child = _Child(self._pictures)
            child.end()

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Progress(Struct, frozen=True):
    stage: Stage
    done: int
    of: int


class _Refusal(Struct, frozen=True):
    """Why nothing was made; `is_template` says that somebody's template is the reason."""

    message: str
    is_template: bool = False
    file: str | None = None
    line: int | None = None

    def error(self) -> ClipperError:
        if self.is_template:
            return TemplateProblem(self.message, self.file, self.line)
        return RenderingFailed(f"The pages could not be set: {self.message} Export as Markdown works without them.")


class _Answer(Struct, frozen=True):
    """What was made, what the child holds in MB after it, and the charts that it drew for it, by their content."""

    made: Pdf | Pictures | _Refusal
    megabytes: float
    pictures: dict[str, bytes]

    def result(self) -> Pdf | Pictures:
        """Return what was made; raises why nothing could be."""
        if isinstance(self.made, _Refusal):
            raise self.made.error()
        return self.made


class _Child:
    """One child process, the pipe to it, and a folder for the templates that it sets."""

    def __init__(self, pictures: dict[str, bytes]) -> None:
        # Spawned, never forked: the parent may hold locks, threads and a window.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        # Owned by the parent, so that nothing is left when the child is stopped.
        self._folder = TemporaryDirectory(prefix="clipper-", ignore_cleanup_errors=True)
        arguments = (theirs, self._folder.name, pictures)
        self.process = context.Process(target=serve, args=arguments, name="clipper-press", daemon=True)
        self.process.start()
        theirs.close()
        self.made, self.megabytes = 0, 0.0

    def ask(self, packed: bytes, told: Told | None) -> _Answer:
        """Return what came of a Job or Drawing; raises EOFError or OSError when the child is gone."""
        self._pipe.send_bytes(packed)
        while isinstance(answer := self._pipe.recv(), _Progress):
            if told is not None:
                told(answer.stage, answer.done, answer.of)
        assert isinstance(answer, _Answer)
        self.made += 1
        self.megabytes = answer.megabytes
        return answer

    def kill(self) -> None:
        """Stop the child at once; one that has ended already is left alone."""
        with suppress(ValueError):
            self.process.kill()

    def end(self) -> None:
        """Stop the child and wait until it is gone; it holds nothing that it would have to put away."""
        self._pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()
        self._folder.cleanup()


def serve(pipe: Connection, folder: str, pictures: dict[str, bytes]) -> None:
    """Run in the child: make what comes through the pipe until it closes; `pictures` are those drawn before."""
    # Ctrl+C in a terminal reaches children too; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _cut_off()
    from clipper.reports import drawing, press

    drawing.learn(pictures)

    def told(stage: Stage, done: int, of: int) -> None:
        pipe.send(_Progress(stage, done, of))

    press.warm()
    with suppress(EOFError, OSError):
        while True:
            work = pipe.recv()
            made = _made(work, told, Path(folder))
            pipe.send(_Answer(made, megabytes(), drawing.new_pictures()))


def _made(work: Job | Drawing, told: Told, folder: Path) -> Pdf | Pictures | _Refusal:
    from clipper.reports import press

    try:
        return press.make(work, told, folder) if isinstance(work, Job) else press.pictures(work, told)
    except TemplateProblem as error:
        return _Refusal(error.said, True, error.file, error.line)
    except Exception as error:  # whatever it is, the parent has to hear of it
        return _Refusal(str(error) or type(error).__name__)


def _cut_off() -> None:
    """Send every request of this process to where nobody answers: Typst would fetch packages that a template names."""
    for name in ("ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"):
        os.environ[name] = os.environ[name.lower()] = "http://127.0.0.1:1"
    for name in ("NO_PROXY", "no_proxy"):
        os.environ.pop(name, None)


@cache
def renderer() -> Renderer:
    """Return the program's one renderer."""
    return Renderer()
