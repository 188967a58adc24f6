"""Where names stand over bars, so that none covers a bar, a figure or another name."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from clipper.model.values import replace

# Widths of Inter in thousandths of its size; a little generous, since a name that is too wide hides its neighbour.
_NARROW, _OTHER, _CAPITAL, _WIDE = 310, 590, 690, 880
_GAP = 3.0


class Place(Struct, frozen=True):
    """Where a name stands: its foot above the ground, and whether it runs to the right or left of its bar.

    `align` is "left" where the text begins at the bar, "right" where it ends there. `raised` tells that it stands
    clear of its own bar and wants a line down to it.
    """

    level: float
    align: str
    raised: bool


class _Box(Struct, frozen=True):
    left: float
    right: float
    bottom: float
    top: float

    def meets(self, other: "_Box") -> bool:
        beside = self.left >= other.right or other.left >= self.right
        return not beside and self.bottom < other.top and other.bottom < self.top

    def above(self, other: "_Box") -> "_Box":
        return replace(self, bottom=other.top + _GAP, top=other.top + _GAP + self.top - self.bottom)


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is in Inter at a size, in the size's unit; rarely less than it is."""
    return sum(map(_width, text)) * size / 1000


def _width(character: str) -> int:
    if character in " ijlI.,:;'’!|()frt":
        return _NARROW
    if character in "mwMWŒœ@%—…" or character >= "\u2e80":
        return _WIDE
    return _CAPITAL if character.isupper() else _OTHER


def places(tops: Sequence[float], names: Mapping[int, str], step: float, size: float) -> dict[int, Place]:
    """Return places for names over bars that lie `step` apart and reach up to `tops`, their figures included.

    `names` are by the index of their bar, `size` is that of the type; all in one unit. The highest bars choose first;
    a name that could only stand with its line running through another one has no place.
    """
    found: dict[int, Place] = {}
    taken: list[_Box] = []
    lines: list[_Box] = []
    for bar in sorted(names, key=lambda index: (-tops[index], index)):
        width = text_width(names[bar], size)
        options = [
            (_box(tops, left, step, width, size, taken), align) for align, left in _starts(tops, bar, step, width)
        ]
        clear = [
            (box, align)
            for box, align in options
            if not any(_line(bar, step, tops[bar], box).meets(name) for name in taken)
            and not any(box.meets(line) for line in lines)
        ]
        if clear:
            box, align = min(clear, key=lambda option: option[0].bottom)
            taken.append(box)
            lines.append(_line(bar, step, tops[bar], box))
            found[bar] = Place(box.bottom, align, box.bottom > tops[bar] + 2 * _GAP)
    return found


def _starts(tops: Sequence[float], bar: int, step: float, width: float) -> list[tuple[str, float]]:
    """Return the sides on which a name stays in the picture; to the right when it does on neither."""
    inside = []
    if bar * step + width <= len(tops) * step:
        inside.append(("left", bar * step))
    if (bar + 1) * step - width >= 0:
        inside.append(("right", (bar + 1) * step - width))
    return inside or [("left", bar * step)]


def _box(tops: Sequence[float], left: float, step: float, width: float, size: float, taken: Sequence[_Box]) -> _Box:
    """Return the lowest free box for a name that starts at `left`."""
    covered = tops[int(left / step + 0.01) : int((left + width) / step - 0.01) + 1]
    bottom = max(covered) + _GAP
    box = _Box(left, left + width + _GAP, bottom, bottom + size * 1.15)
    for other in sorted(taken, key=lambda one: one.bottom):
        if box.meets(other):
            box = box.above(other)
    return box


def _line(bar: int, step: float, top: float, name: _Box) -> _Box:
    """Return the line from a bar up to its name."""
    return _Box((bar + 0.5) * step, (bar + 0.5) * step + 1, top, name.bottom)


def in_a_row(starts: Sequence[float], widths: Sequence[float], gap: float) -> list[float]:
    """Return starts moved to the right just so far that no word meets the one before it."""
    moved: list[float] = []
    free = 0.0
    for start, width in zip(starts, widths, strict=True):
        moved.append(max(start, free))
        free = moved[-1] + width + gap
    return moved
