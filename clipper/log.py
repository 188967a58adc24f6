"""The log, which tells what happened and where in the program, and never a word of what a library holds.

The message of an exception often quotes what it is about: a key, a text that cannot be parsed, the values of a
statement. So an exception is told by its kind, the codes that it carries, and the places that it went through. Of what
other packages log, which may quote as much, only their name and the place are kept, and of our own messages numbers.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import FrameType

OWN = "clipper"
_LARGEST = 500_000
_CODES = ("errno", "winerror", "sqlite_errorname")
"""What an exception says of its reason in numbers and names of constants."""


def start(path: Path) -> None:
    """Log to a file, half a megabyte and the one before; where that cannot be written, not at all.

    What fails in a thread, or where nobody can be told, is logged, too, not written to a terminal with all its words.
    """
    try:
        handler: logging.Handler = file_handler(path)
    except OSError:
        handler = logging.NullHandler()
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    threading.excepthook = sys.unraisablehook = _log_failure


def file_handler(path: Path) -> logging.Handler:
    """Return what writes to the log; raises OSError where that cannot be."""
    handler = _QuietHandler(path, maxBytes=_LARGEST, backupCount=1, encoding="utf-8")
    handler.addFilter(lambda record: _is_own(record) or record.levelno >= logging.WARNING)
    handler.setFormatter(WordlessFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


class _QuietHandler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Tell no terminal in the place of a full disk: it would be told with all words."""


def failure(error: BaseException) -> str:
    """Return the kind of an exception and of those that led to it, the first one first, with the places of each.

    There is nothing in it of their messages, of values, or of the folders that the program lies in.
    """
    return "\n".join(line for one in _chain(error) for line in (*_places(one), _kind(one)))


class WordlessFormatter(logging.Formatter):
    """Writes a record without what it may quote."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, and below it what is to be told of its exception."""
        shown = logging.makeLogRecord(record.__dict__)
        shown.exc_info = shown.exc_text = shown.stack_info = None
        if _is_own(record):
            arguments = record.args if isinstance(record.args, tuple) else ()
            shown.args = tuple(one if isinstance(one, int | float) else type(one).__name__ for one in arguments)
        else:
            shown.msg, shown.args = f"line {record.lineno} of {record.module}", ()
        line = super().format(shown)
        error = record.exc_info[1] if record.exc_info else None
        return f"{line}\n{failure(error)}" if error else line


def _is_own(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == OWN


def _log_failure(failed: "threading.ExceptHookArgs | sys.UnraisableHookArgs") -> None:
    if failed.exc_value is not None:
        logging.getLogger(OWN).error("a bug where nobody is told", exc_info=failed.exc_value)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in seen:
        seen.append(now)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    yield from reversed(seen)


def _kind(error: BaseException) -> str:
    kind = type(error)
    codes = [f"{name} {getattr(error, name)}" for name in _CODES if getattr(error, name, None) is not None]
    return ", ".join([f"{kind.__module__}.{kind.__qualname__}", *codes])


def _places(error: BaseException) -> Iterator[str]:
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"  {_module(frame)}, line {line}"


def _module(frame: FrameType) -> str:
    """Return the module and function of a frame; a template's code is of no module, and its names are somebody's."""
    name = str(frame.f_globals.get("__name__"))
    module = sys.modules.get(name)
    if module is None or vars(module) is not frame.f_globals:
        return "elsewhere"
    return f"{name}.{frame.f_code.co_name}"
