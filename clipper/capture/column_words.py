"""The names of columns and the words in cells that Clipper ships, as they are compared; see columns.toml."""

import tomllib
from functools import cache
from typing import Any

from clipper import resources
from clipper.model.codes import Medium, Prominence, Tone
from clipper.model.sheet import Use


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.path("columns.toml").read_text("utf-8"))


def _phrases(text: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in text.split(";") if phrase.strip()]


@cache
def column_names() -> dict[str, tuple[Use, int]]:
    """Return what the columns of each known name become, and the name's place in its group: the first are surest."""
    found: dict[str, tuple[Use, int]] = {}
    for use, text in _shipped()["names"].items():
        for place, name in enumerate(_phrases(text)):
            found.setdefault(name, (Use(use), place))
    return found


@cache
def label_uses() -> dict[str, Use]:
    """Return what each known name says that follows it as a label."""
    alone = {name: Use(use) for use, text in _shipped()["labels"].items() for name in _phrases(text)}
    return alone | {name: use for name, (use, _) in column_names().items()}


@cache
def unused_names() -> frozenset[str]:
    """Return the names of columns that a clipping has no place for."""
    return frozenset(_phrases(_shipped()["unused"]["names"]))


@cache
def advertising_values() -> frozenset[str]:
    """Return the names of columns of advertising value, which is never taken."""
    return frozenset(_phrases(_shipped()["unused"]["advertising_value"]))


@cache
def hints(group: str) -> frozenset[str]:
    """Return the words of a group of hints."""
    return frozenset(_phrases(_shipped()["hints"][group]))


@cache
def telling_words() -> dict[str, Use]:
    """Return what a column becomes whose name is not known as a whole but has such a word, the surest words first."""
    return {word: Use(use) for use, text in _shipped()["telling"].items() for word in _phrases(text)}


@cache
def services() -> dict[str, frozenset[str]]:
    """Return the names of columns by which the sheets of each service are told."""
    return {service: frozenset(_phrases(text)) for service, text in _shipped()["services"].items()}


@cache
def values(group: str) -> frozenset[str]:
    """Return the words of a group of cells."""
    return frozenset(_phrases(_shipped()["values"][group]))


def _coded(codes: Any) -> dict[str, Any]:
    return {word: code for code in codes for word in values(code.value)}


@cache
def tones() -> dict[str, Tone]:
    """Return the tone that each word means."""
    return _coded(Tone)


@cache
def media() -> dict[str, Medium]:
    """Return the medium that each word means."""
    return _coded(Medium)


@cache
def prominences() -> dict[str, Prominence]:
    """Return the prominence that each word means."""
    return _coded(Prominence)


@cache
def languages() -> dict[str, str]:
    """Return the ISO 639-1 code that each word means."""
    return {word: code for code, text in _shipped()["languages"].items() for word in _phrases(text)}
