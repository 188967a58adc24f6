"""The period of a report as dots on its cover: one for each clipping, key coverage first."""

from collections.abc import Iterator, Mapping
from html import escape

from clipper.model.text import clean
from clipper.reports.document import Report
from clipper.reports.label_places import Place, places
from clipper.reports.parts import Bar

_WIDTH = 620.0
_HEIGHT = 170.0
_STEP = 16.0
_TYPE = 8.5
_TICKS_BELOW = 26.0
_TICK_WIDTH = 34.0


def cover_picture(report: Report) -> str:
    """Return the picture as SVG of an HTML page; "" for a report without a timeline.

    It is decoration to a screen reader: what it shows is said in the section on volume.
    """
    bars = report.timeline
    if not bars:
        return ""
    step = min(_STEP, _WIDTH / len(bars))
    most = max(bar.stories + bar.pick_ups for bar in bars)
    has_dots = most * step <= _HEIGHT
    scale = step if has_dots else _HEIGHT / most
    tops = [(bar.stories + bar.pick_ups) * scale + 2 for bar in bars]
    names = {index: clean(bar.cause) for index, bar in enumerate(bars) if bar.cause}
    found = places(tops, names, step, _TYPE)
    top = max([*tops, *(place.level + _TYPE * 1.4 for place in found.values())])
    drawn = [*_columns(bars, step, scale, has_dots), *_names(found, names, tops, step), *_ground(report, step)]
    box = f"0 {-top:.1f} {len(bars) * step:.1f} {top + _TICKS_BELOW:.1f}"
    return f'<svg class="timeline" viewBox="{box}" aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'


def _columns(bars: tuple[Bar, ...], step: float, scale: float, has_dots: bool) -> Iterator[str]:
    for index, bar in enumerate(bars):
        count, left = bar.stories + bar.pick_ups, index * step
        if not count:
            yield f'<circle class="c-none" cx="{left + step / 2:.1f}" cy="-3" r="1"/>'
        elif has_dots:
            for place in range(count):
                kind = "c-key" if place < bar.starred else "c-dot"
                middle = -(place + 0.5) * step
                yield f'<circle class="{kind}" cx="{left + step / 2:.1f}" cy="{middle:.1f}" r="{step * 0.39:.2f}"/>'
        else:
            yield _bar("c-dot", left, count * scale, 0, step)
            yield _bar("c-key", left, bar.starred * scale, 0, step) if bar.starred else ""


def _bar(kind: str, left: float, height: float, bottom: float, step: float) -> str:
    top = -bottom - height
    return f'<rect class="{kind}" x="{left:.1f}" y="{top:.1f}" width="{step * 0.78:.2f}" height="{height:.1f}"/>'


def _names(found: Mapping[int, Place], names: Mapping[int, str], tops: list[float], step: float) -> Iterator[str]:
    for index, place in sorted(found.items()):
        left, height = index * step, place.level
        if place.raised:
            middle = left + step / 2
            yield f'<path class="c-line" d="M{middle:.1f} {-height:.1f}V{-tops[index] - 2:.1f}"/>'
        anchor, at = ("start", left) if place.align == "left" else ("end", left + step)
        spot = f'x="{at:.1f}" y="{-height - 3:.1f}" text-anchor="{anchor}"'
        yield f'<text class="c-name" {spot}>{escape(names[index])}</text>'


def _ground(report: Report, step: float) -> Iterator[str]:
    yield f'<path class="c-line" d="M0 5H{len(report.timeline) * step:.1f}"/>'
    by_day = report.timeline_unit == "day"
    for index in _ticks(report, step):
        bar = report.timeline[index]
        text = str(bar.first.day) if by_day else clean(bar.tick)
        yield f'<text class="c-tick" x="{(index + 0.5) * step:.1f}" y="18" text-anchor="middle">{escape(text)}</text>'


def _ticks(report: Report, step: float) -> list[int]:
    """The first and the last day or week, and those of the named peaks that are not too close to another."""
    bars = report.timeline
    apart = 1 if report.timeline_unit == "day" else _TICK_WIDTH / step
    chosen = {0, len(bars) - 1}
    for index, bar in enumerate(bars):
        if bar.cause and all(abs(index - other) > apart for other in chosen):
            chosen.add(index)
    return sorted(chosen)
