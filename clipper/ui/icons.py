"""Lucide icons, drawn from their SVG in a colour of the theme, sharp at every pixel ratio."""

import re
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from clipper import resources
from clipper.ui.theme import theme

_VIEW_BOX = 24
_STROKE = 1.5
FILLED_STAR = "star-filled"
"""The one icon that is filled; drawn from the star."""


def icon(name: str, role: str = "ink2", size: int = 16, checked: str = "accent") -> QIcon:
    """Return an icon in the colour of a theme token; it follows the theme, and is `checked` while on."""
    return _icon(name, role, size, checked)


def pixmap(name: str, role: str = "ink2", size: int = 16, ratio: float | None = None) -> QPixmap:
    """Return an icon as a picture of `size` logical pixels for a device pixel ratio, by default the screen's."""
    return tinted(name, theme().color(role), size, ratio or _screen_ratio())


def paint_icon(painter: QPainter, place: QPoint | QPointF, name: str, role: str = "ink2", size: int = 16) -> None:
    """Draw an icon with its top left corner at a place, as delegates do."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(place), tinted(name, theme().color(role), size, ratio))


def tinted(name: str, color: QColor, size: int, ratio: float) -> QPixmap:
    """Return an icon in any colour; pictures are kept by name, colour and size, so that rows cost one look-up."""
    key = f"lucide:{name}:{color.rgba():x}:{size}:{ratio:.3f}"
    found = QPixmapCache.find(key)  # type: ignore[call-overload]  # the stubs miss the form that returns the picture
    if found is not None:
        return found
    drawn = _draw(name, color, size, ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def _draw(name: str, color: QColor, size: int, ratio: float) -> QPixmap:
    pixels = max(1, round(size * ratio))
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(_svg(name, color.name(), size).encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _svg(name: str, color: str, size: int) -> str:
    svg = _source("star" if name == FILLED_STAR else name)
    if name == FILLED_STAR:
        svg = svg.replace('fill="none"', f'fill="{color}"', 1)
    stroke = _STROKE * _VIEW_BOX / size
    svg = re.sub(r'stroke-width="[^"]*"', f'stroke-width="{stroke:.3f}"', svg, count=1)
    return svg.replace("currentColor", color)


@cache
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


def _screen_ratio() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.devicePixelRatio() if screen else 1.0


class _Engine(QIconEngine):
    """Draws one icon in the colour its state asks for, at the moment it is drawn."""

    # Qt owns the engine of an icon without telling Python: what is made here must live as long as the program.
    _made: "list[_Engine]" = []  # noqa: RUF012

    def __init__(self, name: str, role: str, size: int, checked: str) -> None:
        super().__init__()
        self._name, self._role, self._size, self._checked = name, role, size, checked
        self._made.append(self)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(self._size, rect.width(), rect.height())
        place = rect.center() - QPoint((side - 1) // 2, (side - 1) // 2)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(place, tinted(self._name, self._color(mode, state), side, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: N802
        side = max(1, round(min(size.width(), size.height()) / scale))
        return tinted(self._name, self._color(mode, state), side, scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, self._size, self._checked)

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode is QIcon.Mode.Disabled:
            return theme().color("disabled")
        return theme().color(self._checked if state is QIcon.State.On else self._role)


@cache
def _icon(name: str, role: str, size: int, checked: str) -> QIcon:
    return QIcon(_Engine(name, role, size, checked))
