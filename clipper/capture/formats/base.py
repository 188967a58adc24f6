"""What the readers of files have in common: a file, what its opener made of it, and the two kinds of readers."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct, field

from clipper.capture.lines import Line
from clipper.model.draft import Draft, Known, Pasted, Problem
from clipper.model.progress import Progress
from clipper.model.sheet import Sheet, SheetFile

DAMAGED = (
    "The file is damaged or was not saved completely. Nothing of it was taken. Save it again where it came from, and "
    "import it then."
)
"""What is said of a file of any kind that cannot be opened."""


class File(Struct, frozen=True):
    """A file as it came: its name without folders, and its bytes; `progress` hears how far reading it is."""

    name: str
    data: bytes
    progress: Progress | None = None

    @property
    def suffix(self) -> str:
        """The ending of the name with its dot, in small letters; empty where there is none."""
        return f".{self.name.rpartition('.')[2].lower()}" if "." in self.name else ""


class Opened(Struct, frozen=True):
    """The text (and HTML) of a file as its opener found them.

    `opener` is that opener's id, `details` what it knows beyond the text, such as the subject of a mail. `original` are
    the file's bytes where the text does not say all of it. `sheets` are the rows of a file that has such, `attached`
    the files that came with it and can be read. `lines` are those of the text, where the opener knows more of them than
    the text tells. `progress` hears how far reading them is.
    """

    opener: str
    pasted: Pasted
    details: Mapping[str, str] = field(default_factory=dict)
    original: bytes | None = None
    problems: tuple[Problem, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    attached: tuple[File, ...] = ()
    lines: Sequence[Line] = ()
    progress: Progress | None = None


class Found(NamedTuple):
    """The drafts of a file, whose spans point into the cleaned text, and what could not be taken; see FileReading."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    sheet: SheetFile | None = None


class Opener(NamedTuple):
    """Makes text of the bytes of one kind of file; `open` raises WrongUsage where there is nothing to read."""

    id: str
    recognises: Callable[[File], bool]
    open: Callable[[File], Opened]


class Format(NamedTuple):
    """Knows the layout of one service and cuts its text into drafts; finds none where the layout is another."""

    id: str
    recognises: Callable[[Opened], bool]
    read: Callable[[Opened, Known, date], Found]


def holding(*patterns: re.Pattern[str]) -> Callable[[Opened], bool]:
    """Return what recognises a format by its text: each of the patterns stands in it."""
    return lambda opened: all(pattern.search(opened.pasted.text) for pattern in patterns)
