"""The labelled mentions of tests/data/duplicates, read."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from clipper.model.draft import Draft, Guess

DATA = Path(__file__).parent.parent / "data" / "duplicates"
_INCLUDED = re.compile(r"@(\S+) ([\d\s-]+)")


class Pair(NamedTuple):
    """Two mentions by name, and what they are to each other: same, copy or none."""

    one: str
    other: str
    expected: str


def pairs() -> list[Pair]:
    """Return the labelled pairs."""
    lines = (line.partition("#")[0].split() for line in (DATA / "pairs.txt").read_text(encoding="utf-8").splitlines())
    return [Pair(*line) for line in lines if line]


def drafts() -> dict[str, Draft]:
    """Return all mentions by their names."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(DATA.glob("*.txt")):
        if file.name != "pairs.txt":
            for part in file.read_text(encoding="utf-8").split("=== ")[1:]:
                name, _, rest = part.partition("\n")
                found[name] = _values(rest, found)
    return {name: Draft(**{field: Guess(value) for field, value in one.items()}) for name, one in found.items()}


def _values(part: str, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    heads, _, text = part.partition("\n\n")
    values: dict[str, Any] = dict(line.split(": ", 1) for line in heads.strip().splitlines())
    if "date" in values:
        values["published_on"] = date.fromisoformat(values.pop("date"))
    body = "\n\n".join(_paragraphs(text, found))
    return {**values, "body": body} if body else values


def _paragraphs(text: str, found: dict[str, dict[str, Any]]) -> Iterator[str]:
    for paragraph in text.strip().split("\n\n"):
        included, *rewordings = paragraph.splitlines() or [""]
        match = _INCLUDED.fullmatch(included.strip())
        if match is None:
            yield paragraph
            continue
        copied = "\n\n".join(_chosen(found[match[1]]["body"].split("\n\n"), match[2]))
        for rewording in rewordings:
            old, new = rewording.split(" => ")
            copied = copied.replace(old, new)
        yield copied


def _chosen(paragraphs: list[str], places: str) -> Iterator[str]:
    for place in places.split():
        first, _, last = place.partition("-")
        yield from paragraphs[int(first) - 1 : int(last or first)]
