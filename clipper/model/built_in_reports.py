"""The definitions of reports that every library has; what a person makes of one is kept under its UUID in its place."""

from clipper.model.report import ALL_SECTIONS, Audience, Definition, Kind, Span
from clipper.model.values import replace

_BOARD = ("summary", "figures", "volume", "tone", "people", "messages", "key")
_BUILT_IN = (
    Definition("5d1f0c1e-0e0b-4f0c-9c39-7d4a2b6f1a01", "Media report"),
    Definition("5d1f0c1e-0e0b-4f0c-9c39-7d4a2b6f1a02", "Full media report", sections=ALL_SECTIONS),
    Definition("5d1f0c1e-0e0b-4f0c-9c39-7d4a2b6f1a03", "One page for the board", template="board", sections=_BOARD),
    Definition(
        *("5d1f0c1e-0e0b-4f0c-9c39-7d4a2b6f1a04", "Morning briefing", Kind.BRIEFING),
        template="briefing",
        span=Span.DAY,
    ),
    Definition(
        *("5d1f0c1e-0e0b-4f0c-9c39-7d4a2b6f1a05", "In The Media", Kind.MEDIA_PAGE),
        span=Span.YEAR,
        audience=Audience.PUBLIC,
    ),
)

UUIDS = frozenset(definition.uuid for definition in _BUILT_IN)
"""By which the built-in definitions are known, however they are called."""


def built_in(language: str) -> tuple[Definition, ...]:
    """Return the built-in definitions, to be written in a language (ISO 639-1)."""
    return tuple(replace(definition, language=language) for definition in _BUILT_IN)
