"""The colour of an organisation, dark enough to be read on white."""

import re

_HEX = re.compile("#[0-9A-Fa-f]{6}")
_LEAST_CONTRAST = 7.0
_STEP = 0.96
_PALE = 0.6


def legible(colour: str) -> str:
    """Return a colour such as "#123C5A", darkened until it has a contrast of 7:1 on white; "" for what is no colour."""
    if not _HEX.fullmatch(colour):
        return ""
    found = _parts(colour)
    while _contrast(found) < _LEAST_CONTRAST:
        found = tuple(int(part * _STEP) for part in found)
    return _hex(found)


def pale(colour: str) -> str:
    """Return the colour's tint, for what stands beside it and matters less."""
    return _hex(tuple(round(part + (255 - part) * _PALE) for part in _parts(colour)))


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _hex(parts: tuple[int, ...]) -> str:
    return f"#{bytes(parts).hex().upper()}"


def _contrast(parts: tuple[int, ...]) -> float:
    """The contrast on white by WCAG 2."""
    red, green, blue = (_linear(part / 255) for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
