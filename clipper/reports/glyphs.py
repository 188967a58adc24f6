"""Which characters the fonts can show, and what stands in the place of those that none can.

Coverage comes from the fonts' own tables (cmap, OpenType 1.9), so that a missing glyph is known before pages are set.
"""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

MARK = "\u25a1"
"""The box that stands for a character of no font; a shipped font has it."""

_NAMED, _PLACES = 6, 4  # characters and clippings that a sentence names
_REGIONAL = "\U0001f1e6-\U0001f1ff"
_JOINER = "\u200d"
# What changes the character before it: variation selectors, skin tones, tags, the keycap.
_EXTENDING = "\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\u20e3"
# Formatting that has no glyph and needs none (Default_Ignorable_Code_Point, Unicode 15), and white space.
_INVISIBLE = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

Spans = tuple[list[int], list[int]]
"""First and last code points of the stretches that a font covers, both ascending."""


# --- what the fonts have


def missing(characters: Iterable[str], fonts: Iterable[tuple[str, int]]) -> set[str]:
    """Return the characters that none of these fonts, files and places in them, has a glyph for.

    Characters that stand in no accessible file, such as those of the private area, are missing in every font.
    """
    left = {one for one in characters if not _INVISIBLE.match(one)}
    never = {one for one in left if category(one) in {"Co", "Cs", "Cn"}}
    left -= never
    for file, place in fonts:
        if not left:
            break
        spans = coverage(file, place)
        left = {one for one in left if not _covers(spans, ord(one))}
    return left | never


def _covers(spans: Spans, code: int) -> bool:
    starts, ends = spans
    found = bisect_right(starts, code) - 1
    return found >= 0 and code <= ends[found]


@cache
def coverage(file: str, place: int = 0) -> Spans:
    """Return what a font covers; nothing where the file is none that can be read."""
    try:
        data = Path(file).read_bytes()
        spans = sorted(_spans(data, _table(data, b"cmap", place)))
    except (OSError, struct.error, IndexError):
        spans = []
    return [first for first, _ in spans], _highest(last for _, last in spans)


def _highest(ends: Iterable[int]) -> list[int]:
    """Subtables may overlap: of two stretches the later one ends no sooner."""
    found: list[int] = []
    for end in ends:
        found.append(max(end, found[-1]) if found else end)
    return found


def _table(data: bytes, tag: bytes, place: int) -> int:
    start = struct.unpack_from(">I", data, 12 + 4 * place)[0] if data[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise IndexError(tag)


def _spans(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * index)
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            yield from _subtable(data, cmap + offset)


def _subtable(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (kind,) = struct.unpack_from(">H", data, at)
    if kind == 4:
        (twice,) = struct.unpack_from(">H", data, at + 6)
        ends = struct.unpack_from(f">{twice // 2}H", data, at + 14)
        starts = struct.unpack_from(f">{twice // 2}H", data, at + 16 + twice)
        yield from (span for span in zip(starts, ends, strict=True) if span[0] < 0xFFFF)
    elif kind in (12, 13):
        (groups,) = struct.unpack_from(">I", data, at + 12)
        for index in range(groups):
            first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * index)
            yield first, last


# --- what stands for the others


def marked(value: Any, lacking: set[str]) -> Any:
    """Return JSON values with a box for each of these characters, one for all that are joined to one picture."""
    return _replaced(value, _pattern(lacking), MARK)


def _pattern(lacking: set[str]) -> re.Pattern[str]:
    one = f"[{''.join(map(re.escape, sorted(lacking)))}]"
    return re.compile(f"(?:(?:[{_REGIONAL}](?={one}))?{one})[{_EXTENDING}]*(?:{_JOINER}{one}?[{_EXTENDING}]*)*")


def _replaced(value: Any, pattern: re.Pattern[str], by: str) -> Any:
    if isinstance(value, str):
        return pattern.sub(by, value)
    if isinstance(value, Mapping):
        return {key: _replaced(part, pattern, by) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_replaced(part, pattern, by) for part in value]
    return value


def without(value: Any, signs: set[str]) -> Any:
    """Return JSON values without these characters."""
    return _replaced(value, re.compile(f"[{''.join(map(re.escape, sorted(signs)))}]"), "")


def apart(signs: set[str]) -> str:
    """Say that signs were left out which no font sets on the letters that they stand on."""
    names = ", ".join(map(_code, sorted(signs)))
    return f"Some signs stand on letters that no font sets them on and were left out: {names}."


def sentence(data: Any, lacking: set[str]) -> str:
    """Say which characters no font has, and in which clippings of the report's data they are."""
    found = _places(data, lacking)
    names = [_name(one) + _in_clippings(found.get(one, [])) for one in sorted(lacking)]
    more = len(names) - _NAMED
    shown = names[:_NAMED] + ([f"{more} more"] if more > 0 else [])
    whole = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"No font has {whole}; a box stands in {'its' if len(lacking) == 1 else 'their'} place."


def _name(character: str) -> str:
    return f"{character} ({_code(character)})" if character.isprintable() else _code(character)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _in_clippings(numbers: list[int]) -> str:
    if not numbers:
        return ""
    shown = [*map(str, numbers[:_PLACES]), *(["others"] if len(numbers) > _PLACES else [])]
    if len(shown) == 1:
        return f" in clipping {shown[0]}"
    return f" in clippings {', '.join(shown[:-1])} and {shown[-1]}"


def _places(value: Any, lacking: set[str]) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for number, text in _texts(value, None):
        if number is not None:
            for one in lacking.intersection(text):
                found.setdefault(one, set()).add(number)
    return {one: sorted(numbers) for one, numbers in found.items()}


def _texts(value: Any, number: int | None) -> Iterator[tuple[int | None, str]]:
    """Yield every text with the running number of the clipping that it belongs to."""
    if isinstance(value, str):
        yield number, value
    elif isinstance(value, Mapping):
        own = value.get("number") if "headline" in value else number
        for part in value.values():
            yield from _texts(part, own)
    elif isinstance(value, Sequence):
        for part in value:
            yield from _texts(part, number)
