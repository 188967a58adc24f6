"""The organisation's colour, made fit for text: what is too pale on its ground is moved away from it."""

import re
from colorsys import hls_to_rgb, rgb_to_hls

USUAL = "#123C5A"
"""The colour of the usual look."""

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_STEPS = 50

Rgb = tuple[float, float, float]


def brand(colour: str, ground: str = "#FFFFFF", contrast: float = 7.0) -> str:
    """Return a colour, the usual one where it is none, darkened or lightened until its contrast to a ground suffices.

    The contrast is that of WCAG 2, from 1 to 21.
    """
    hue, lightness, saturation = rgb_to_hls(*_rgb(colour if _COLOUR.fullmatch(colour) else USUAL))
    end = 0.0 if _luminance(_rgb(ground)) > 0.5 else 1.0
    steps = (lightness + (end - lightness) * step / _STEPS for step in range(_STEPS + 1))
    moved = (_hex(hls_to_rgb(hue, light, saturation)) for light in steps)
    return next(found for found in moved if contrast_of(found, ground) >= contrast)


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with so much of another one in it, 0 to 1."""
    red, green, blue = (a + (b - a) * share for a, b in zip(_rgb(colour), _rgb(other), strict=True))
    return _hex((red, green, blue))


def contrast_of(colour: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it, from 1 to 21."""
    darker, lighter = sorted((_luminance(_rgb(colour)), _luminance(_rgb(other))))
    return (lighter + 0.05) / (darker + 0.05)


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in rgb)


def _luminance(rgb: Rgb) -> float:
    """The relative luminance of WCAG 2."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
