"""How the name of a person is made."""

from clipper.model.late_pattern import late_pattern
from clipper.model.text import words

GENERATION = r"(?:[JS]r\.?|I{2,3}|IV)(?!\w)"
"""What tells a son from his father, as a pattern."""
_WITH_GENERATION = late_pattern(rf",?\s+{GENERATION}$")
_ENDS = ("r", ".", "I", "V", "\n")
"""What such a name ends with, which hardly any other does."""


def without_generation(name: str) -> str:
    """Return a name without the "Jr." or "III" that tells a son from his father."""
    return _WITH_GENERATION.sub("", name) if name.endswith(_ENDS) else name


def surname(name: str) -> str:
    """Return the folded surname of a name, by which a text calls somebody the second time."""
    parts = words(without_generation(name))
    return parts[-1] if parts else ""
