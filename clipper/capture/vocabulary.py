"""The words and patterns that Clipper ships for recognising what a line is."""

import re
import tomllib
from functools import cache
from typing import Any

from clipper import resources


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(resources.path("words.toml").read_text("utf-8"))


def words(*groups: str) -> list[str]:
    """Return the words of groups."""
    texts: list[str] = [_shipped()[group] for group in groups]
    return " ".join(texts).split()


def languages() -> dict[str, frozenset[str]]:
    """Return the most common small words of each language, by ISO 639-1 code."""
    return {code: frozenset(text.split()) for code, text in _shipped()["languages"].items()}


def furniture(group: str) -> re.Pattern[str]:
    """Return the pattern of a group of furniture, which is in small letters."""
    return re.compile("|".join(_shipped()["furniture"][group]))


def notices() -> dict[str, re.Pattern[str]]:
    """Return the patterns of notices, which are in small letters, by the first word of a line that may be one."""
    found: dict[str, list[str]] = {}
    for firsts, pattern in _shipped()["furniture"]["notice"]:
        for first in firsts.split():
            found.setdefault(first, []).append(pattern)
    return {first: re.compile("|".join(patterns)) for first, patterns in found.items()}


def class_words() -> dict[str, str]:
    """Return the group (body, lead, caption, ...) of each word that pages name the parts of their layout with."""
    return {word: group for group, text in _shipped()["classes"].items() for word in text.split()}


@cache
def first_names() -> frozenset[str]:
    """Return the common first names of all languages, folded."""
    groups = tomllib.loads(resources.path("names.toml").read_text("utf-8"))
    return frozenset(name for text in groups.values() for name in text.split())


def outlet_cues(side: str) -> dict[str, str]:
    """Return what each word says of the outlet's name that stands before it, or behind it."""
    return {word: how for how, text in _shipped()[f"outlet_{side}"].items() for word in text.split()}
