"""What Clipper ships and needs to run, and the licence that each is used under, as resources/licences.toml says."""

import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, PackagePath, files
from pathlib import Path
from typing import Any

from msgspec import Struct

from clipper import resources

_SAYS = ("licen", "copying", "notice")
_READABLE = ("", ".txt", ".md", ".rst", ".python")


class Part(Struct, frozen=True):
    """A package, a font or a set of icons; `licence` is an SPDX expression.

    `use` says what it is for, or `brought_by` which other part needs it. `versions` are those that are asked for, of
    what Clipper uses itself. `texts` are files under resources/ that say the licence, `holds` patterns of those files
    that are the part itself. `notice` is what has to be said where the part is used.
    """

    name: str
    licence: str
    link: str
    use: str = ""
    brought_by: str = ""
    versions: str = ""
    notice: str = ""
    texts: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


@cache
def parts() -> tuple[Part, ...]:
    """Return all parts but Clipper itself: first what it uses, then what these bring along, then what is shipped."""
    return tuple(_part(values) for values in _said()["part"])


def own() -> Part:
    """Return Clipper itself, whose own files under resources/ are under its licence."""
    return _part({"name": "Clipper", "link": "", "use": "", **_said()["clipper"]})


def text_of(part: Part) -> str:
    """Return the licence of a part in full: as its package brings it, else as it is shipped here, else where it is."""
    shipped = [resources.path(*text.split("/")).read_text("utf-8") for text in part.texts]
    return "\n\n".join([*_installed(part.name), *shipped]) or f"The licence is told at {part.link}"


def _installed(name: str) -> list[str]:
    try:
        there = files(name) or []
    except PackageNotFoundError:
        return []
    near = [one for one in there if ".dist-info/" in one.as_posix() and one.suffix in _READABLE and _says(one)]
    return [text for one in near if (text := Path(str(one.locate())).read_text("utf-8", "replace"))]


def _says(file: PackagePath) -> bool:
    return any(word in part.lower() for part in file.parts[1:] for word in _SAYS)


def _part(values: dict[str, Any]) -> Part:
    plain: Any = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Part(**plain)


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(resources.path("licences.toml").read_text("utf-8"))
