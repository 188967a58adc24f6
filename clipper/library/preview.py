"""Doing a step only to tell what it would do: all of it is taken back."""

from collections.abc import Callable
from typing import TypeVar

from clipper.library.library import Library
from clipper.library.work import Work

_Done = TypeVar("_Done")


class _TakeBack(Exception):  # not an error: ends the step, so that nothing of it is kept
    """Raised when the step was done."""


def preview(library: Library, verb: str, do: Callable[[Work], _Done]) -> _Done:
    """Return what a step would return; the library is left as it was. Raises what the step raises."""
    done: list[_Done] = []
    try:
        with library.step(verb) as work:
            done.append(do(work))
            raise _TakeBack
    except _TakeBack:
        return done[0]
