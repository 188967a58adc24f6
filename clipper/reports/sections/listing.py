"""Clippings one by one: key coverage, and the list of all."""

from clipper.reports.document import Clippings, KeyCoverage
from clipper.reports.entries import Register


def key_coverage(register: Register, number: int) -> KeyCoverage | None:
    """Return the starred clippings; None without any."""
    starred = register.coverage.now.starred
    if not starred:
        return None
    words = register.words
    return KeyCoverage(
        number=number,
        title=words.label("key"),
        finding=words.say("key_count", len(starred)),
        clippings=tuple(map(register.key_clipping, starred)),
    )


def clippings(register: Register, number: int) -> Clippings:
    """Return all clippings in their groups."""
    words, grouping = register.words, register.definition.grouping
    return Clippings(
        number=number,
        title=words.label("clippings"),
        finding=words.say(f"clippings_count_{grouping}", len(register.coverage.now)),
        groups=register.groups(),
        grouping=grouping,
    )
