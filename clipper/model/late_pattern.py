"""Patterns that are compiled at their first use."""

import re
from typing import Any, AnyStr, Generic, cast


def late_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` does, compiled when something is first looked for with it.

    A start loads some hundred patterns and needs ten of them; to compile them all takes a thirtieth of its time.
    """
    return cast(re.Pattern[AnyStr], _LatePattern(pattern, flags))


class _LatePattern(Generic[AnyStr]):
    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self._written: tuple[AnyStr, int] = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        """Keep what is asked for in its place: Python comes here once for each method only."""
        found = getattr(re.compile(*self._written), name)
        setattr(self, name, found)
        return found
