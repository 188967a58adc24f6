"""Fonts: the system's sans for the program, the shipped serif for the press.

Sizes are pixels for a system font of 13 px and grow with it; they never shrink, as 11 px is the least that reads well.
"""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

from clipper import resources

_DRAWN_FOR = 13
_SERIF = "Source Serif 4"
_EMOJI = ord("🎉")


@cache
def load_shipped() -> None:
    """Make the shipped fonts known to Qt, once a process."""
    for file in sorted(resources.path("fonts").glob("SourceSerif4-*.otf")):
        QFontDatabase.addApplicationFont(str(file))


@cache
def load_inter() -> None:
    """Make the shipped Inter known to Qt; pictures and tests use it, so that they are the same everywhere."""
    for file in sorted(resources.path("fonts").glob("Inter-*.otf")):
        QFontDatabase.addApplicationFont(str(file))


def lend_emoji() -> None:
    """Make the shipped Noto Emoji known to Qt, which takes from it what no font of the machine has."""
    if not QFontMetrics(QApplication.font()).inFontUcs4(_EMOJI):
        QFontDatabase.addApplicationFont(str(resources.path("fonts") / "NotoEmoji-Regular.ttf"))


def use_inter(application: QApplication) -> None:
    """Make Inter the program's font, where a machine has none of its own, and for pictures and tests."""
    load_inter()
    font = QFont("Inter")
    font.setPixelSize(_DRAWN_FOR)
    application.setFont(font)


def sans(px: float, weight: int = 400, *, tabular: bool = False) -> QFont:
    """Return the program's font in a size of LOOK; weights the family lacks go to the next that reads alike."""
    return QFont(_sans(QApplication.font(), px, weight, tabular))


def serif(px: float, weight: int = 400, *, italic: bool = False) -> QFont:
    """Return the font of page, quotations, figures and empty states."""
    return QFont(_serif(QApplication.font(), px, weight, italic))


def scale() -> float:
    """Return how much larger than drawn everything that holds text has to be."""
    return _scale(QApplication.font())


# Rows ask for fonts at every paint: what depends on the system's font is worked out once for each one it has.


@cache
def _sans(_system: QFont, px: float, weight: int, tabular: bool) -> QFont:
    font = QFont(QApplication.font())
    _shape(font, px, _weight_of(QFontInfo(font).family(), weight))
    if tabular:
        font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font


@cache
def _serif(_system: QFont, px: float, weight: int, italic: bool) -> QFont:
    load_shipped()
    font = QFont(_SERIF)
    _shape(font, px, _weight_of(_SERIF, weight))
    font.setItalic(italic)
    return font


@cache
def _scale(_system: QFont) -> float:
    return max(1.0, QFontInfo(QApplication.font()).pixelSize() / _DRAWN_FOR)


def _shape(font: QFont, px: float, weight: int) -> None:
    font.setPixelSize(round(px * scale()))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)


@cache
def _weights(family: str) -> frozenset[int]:
    return frozenset(QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family))


def _weight_of(family: str, weight: int) -> int:
    """A family without 500 shows 400, one without 600 shows 700: Qt's own nearest weight may swap the two."""
    if weight in _weights(family):
        return weight
    return {500: 400, 600: 700 if 700 in _weights(family) else 400}.get(weight, weight)
