"""The errors that a person may meet; each message is one or two plain sentences to show as they are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clipper.model.backup import Backup


class ClipperError(Exception):
    """A refusal that a person can understand and act on; everything else that is raised is a bug.

    `place` counts from 0 which of several things was refused, None where it is about none of them alone.
    """

    place: int | None = None


class WrongUsage(ClipperError):
    """What was asked cannot be done as asked: an unreadable query, an unknown name, an empty paste."""


class NotFound(ClipperError):
    """The clipping, tag or step that was asked for is not there."""


class Conflict(ClipperError):
    """A step cannot be undone or redone, because a value was changed since; nothing was changed."""


class EnvironmentProblem(ClipperError):
    """The environment's fault: a full disk, a locked, damaged, newer or read-only library, an unwritable path."""


class Damaged(EnvironmentProblem):
    """A library's file is damaged, so that it cannot be opened; repair may save what can still be read."""


class Lost(EnvironmentProblem):
    """A library's file is missing or empty, though there are `backups` of it, newest first; none was made for it."""

    def __init__(self, sentence: str, backups: Sequence["Backup"]) -> None:
        super().__init__(sentence)
        self.backups = backups
