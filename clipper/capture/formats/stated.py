"""What services state of a document in words of their own: the kind of source it came from."""

import re

from clipper.model.codes import Medium

_TYPES = (
    (re.compile(r"web|online|blog|site", re.IGNORECASE), Medium.ONLINE),
    (re.compile(r"podcast|balado", re.IGNORECASE), Medium.PODCAST),
    (re.compile(r"news ?wire|wire (?:feed|service)|agence|press release", re.IGNORECASE), Medium.NEWSWIRE),
    (re.compile(r"newspaper|magazine|journal|newsletter|presse|revue|zeitung", re.IGNORECASE), Medium.PRINT),
)


def medium_of(kind: str) -> Medium | None:
    """Return the medium of what a service calls a kind of source, such as "Newspaper" or "Wire Feeds"."""
    return next((medium for pattern, medium in _TYPES if pattern.search(kind)), None)
