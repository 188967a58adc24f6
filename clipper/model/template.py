"""A template of the organisation's own: files that say how a report looks, beside the built-in ones."""

from collections.abc import Collection, Mapping

from msgspec import Struct

from clipper.model.attachment import cleaned_name

MOST_FILES, MOST_BYTES = 200, 20_000_000
"""A template has no more files, and these hold no more together."""
_LONGEST_PATH = 200


class TemplateFile(Struct, frozen=True):
    """What a file holds: the SHA-256 of it, in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


class Template(Struct, frozen=True):
    """A template under a name; `files` are by their paths below it, and say themselves what they are based on."""

    uuid: str
    name: str
    files: Mapping[str, TemplateFile]


def flaw_of_paths(paths: Collection[str]) -> str | None:
    """Return the first path that no folder on every system can have beside the others, None where all are right.

    They are relative, with slashes; none leads out of the folder, and no two are one where case does not count.
    """
    seen: set[str] = set()
    for path in sorted(paths):
        parts = path.split("/")
        is_right = len(path) <= _LONGEST_PATH and all(part and cleaned_name(part) == part for part in parts)
        folded = path.casefold()
        if not is_right or folded in seen:
            return path
        seen.add(folded)
    folders = {"/".join(path.split("/")[:depth]) for path in seen for depth in range(1, path.count("/") + 1)}
    return next((path for path in sorted(paths) if path.casefold() in folders), None)
