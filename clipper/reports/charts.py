"""The figures of a report as chart specs; drawing them is the child process's work.

The specs are whole Vega-Lite charts under resources/charts, with data of their own to look at; here they get the
report's data and texts. One pixel of a spec is one point on paper.
"""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import ceil
from typing import Any

from msgspec import Struct

from clipper import resources
from clipper.model.values import replace
from clipper.reports import colours
from clipper.reports.document import Report, Topics, Volume
from clipper.reports.label_places import Place, in_a_row, places, text_width
from clipper.reports.parts import TONE_ORDER, Bar, Count, Finding, ToneBar

Spec = dict[str, Any]
Spot = tuple[str, float, float, float, float]

_TINT = "#9DB4C4"
_FIGURE, _LABEL = 8.0, 8.0
_BETWEEN_TICKS = 4.0
_MOST_TOPICS = 12
_LEAST_TOP = 4  # clippings; days of one or two shall not tower
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BESIDE_FIGURES = 60  # clippings; above that, bars of days carry no figure each


class Chart(Struct, frozen=True):
    """A chart to draw and what it says for those who cannot see it; `needs_key` when its words would have met.

    `places` are where its figures stand: name, left, top, width and height, in points from its upper left corner.
    The spec's `usermeta` has the name of the file under resources/charts that it was made from.
    """

    spec: Spec
    alt: str
    needs_key: bool = False
    places: tuple[Spot, ...] = ()


def charts(report: Report, width: float) -> dict[str, Chart]:
    """Return the charts of a report by name, for a column `width` points wide; one without data is left out."""
    found: dict[str, Chart | None] = {}
    volume, topics = report.section("volume"), report.section("topics")
    if isinstance(volume, Volume):
        found["volume"] = volume_chart(volume, width)
        found["tone"] = tone_chart(volume, report.labels, width)
        found["trend"] = trend_chart(volume, width)
    if isinstance(topics, Topics):
        half = (width - 22.7) / 2  # two columns with a gutter of 8 mm
        found["topics"] = topics_chart(topics, width)
        found["medium"] = counts_chart(topics.medium, topics.media, half)
        found["prominence"] = counts_chart(topics.prominence, topics.prominences, half)
    return {name: _in_colour(chart, report.brand) for name, chart in found.items() if chart}


def _in_colour(chart: Chart, colour: str) -> Chart:
    """The chart in the colour of the organisation, where that has one."""
    if not colour:
        return chart
    spec = json.dumps(chart.spec).replace(colours.USUAL, colour).replace(_TINT, colours.mixed(colour, "#FFFFFF", 0.6))
    return replace(chart, spec=json.loads(spec))


def _alt(finding: Finding, bars: Sequence[Bar] = ()) -> str:
    """Say a chart in words: its finding, the sentence beside it, and what bars there are; none would fail PDF/UA."""
    heading = finding.heading.rstrip(".")
    counted = "; ".join(f"{bar.label}: {_total(bar)}" for bar in bars if _total(bar))
    said = " ".join(filter(None, (f"{heading}." if heading else "", finding.text, f"{counted}." if counted else "")))
    return said or finding.caption or "Chart"


@cache
def _shipped(name: str) -> str:
    return resources.path("charts", f"{name}.json").read_text(encoding="utf-8")


def _spec(
    name: str, width: float, height: float, params: Mapping[str, object], datasets: Mapping[str, Sequence[object]]
) -> Spec:
    """Return a shipped spec with these sizes, values and data in place of its own; unknown names are a bug."""
    spec: Spec = json.loads(_shipped(name))
    spec |= {"width": round(width), "height": round(height), "config": json.loads(_shipped("theme"))}
    spec["usermeta"] = {"chart": name}
    own = {param["name"] for param in spec["params"]}
    if own != params.keys() or spec["datasets"].keys() != datasets.keys():
        raise KeyError(f"The chart {name} wants other data than it got.")
    spec["params"] = [{"name": key, "value": _drawable(value)} for key, value in params.items()]
    spec["datasets"] = {key: [_drawable(row) for row in rows] for key, rows in datasets.items()}
    return spec


def _drawable(value: Any) -> Any:
    """Return a value whose texts hold nothing that XML cannot, which would end the child: it draws by way of XML."""
    if isinstance(value, str):
        return _NOT_XML.sub("", value)
    if isinstance(value, Mapping):
        return {key: _drawable(part) for key, part in value.items()}
    return [_drawable(part) for part in value] if isinstance(value, (list, tuple)) else value


# --- clippings in time


def volume_chart(section: Volume, width: float) -> Chart | None:
    """Bars of days, weeks or months: first clippings, pick-ups on top, and the causes of the peaks."""
    bars = section.bars
    if section.volume is None or not any(bar.stories + bar.pick_ups for bar in bars):
        return None
    height, ground = 168.0, 13.0
    step = width / len(bars)
    figures = _figures(bars, step, section.unit)
    scale, found = _scale_for_names(bars, figures, step, height - ground)
    bands = _bands(len(bars), width, inner=0.28, outer=0.1)
    params = {"ticks": _ticks(bars, step), "top": (height - ground) / scale, "edge": round(step * 0.36, 2)}
    datasets: dict[str, Sequence[object]] = {
        "bars": _stacks(bars),
        "before": [{"bar": index, "number": bar.before} for index, bar in enumerate(bars) if bar.before],
        "year_before": [{"bar": index, "number": bar.year_before} for index, bar in enumerate(bars) if bar.year_before],
        "figures": [{"bar": index, "number": _total(bars[index]), "text": text} for index, text in figures.items()],
        "causes": [
            {"bar": index, "at": place.level / scale, "text": bars[index].cause, "align": place.align}
            for index, place in found.items()
        ],
        "leaders": [
            {"bar": index, "from": (_top(bars[index], index in figures, scale) + 1) / scale, "to": place.level / scale}
            for index, place in found.items()
            if place.raised
        ],
    }
    spots = _columns(bars, bands, height - ground, scale)
    return Chart(_spec("volume", width, height, params, datasets), _alt(section.volume), places=spots)


def _ticks(bars: Sequence[Bar], step: float) -> list[str]:
    """Return the labels of the axis; where each bar has one and they would meet, every second or third of them."""
    ticks = [bar.tick for bar in bars]
    every = ceil((max(text_width(tick, _LABEL) for tick in ticks) + _BETWEEN_TICKS) / step) if all(ticks) else 1
    return [tick if index % every == 0 else "" for index, tick in enumerate(ticks)]


def _bands(count: int, length: float, *, inner: float, outer: float) -> list[tuple[float, float]]:
    """Return where the bars of a scale begin and how wide they are, as Vega parts a length among them."""
    step = length / max(1.0, count - inner + 2 * outer)
    return [(step * (outer + index), step * (1 - inner)) for index in range(count)]


def _columns(
    bars: Sequence[Bar], bands: Sequence[tuple[float, float]], height: float, scale: float
) -> tuple[Spot, ...]:
    """Where the bars stand, each with the figure above it."""
    tops = [min(height, _total(bar) * scale + _FIGURE + 3) for bar in bars]
    spots = zip(bars, bands, tops, strict=True)
    return tuple((bar.figure, left, height - top, wide, top) for bar, (left, wide), top in spots if bar.figure)


def _total(bar: Bar) -> int:
    return bar.stories + bar.pick_ups


def _stacks(bars: Sequence[Bar]) -> list[object]:
    first = [{"bar": index, "kind": "first", "order": 0, "number": bar.stories} for index, bar in enumerate(bars)]
    again = [{"bar": index, "kind": "pick-up", "order": 1, "number": bar.pick_ups} for index, bar in enumerate(bars)]
    return [*first, *again]


def _figures(bars: Sequence[Bar], step: float, unit: str) -> dict[int, str]:
    """Return the figure over each bar, over the named ones only where there are many clippings or narrow bars."""
    widest = max(text_width(str(_total(bar)), _FIGURE) for bar in bars)
    all_of_them = widest < step * 1.2 and (unit != "day" or sum(map(_total, bars)) <= _BESIDE_FIGURES)
    return {index: str(_total(bar)) for index, bar in enumerate(bars) if _total(bar) and (all_of_them or bar.cause)}


def _top(bar: Bar, has_figure: bool, scale: float) -> float:
    return _total(bar) * scale + (_FIGURE + 3 if has_figure else 0)


def _scale_for_names(
    bars: Sequence[Bar], figures: Mapping[int, str], step: float, height: float
) -> tuple[float, dict[int, Place]]:
    """Return points a clipping and the places of the names: bars as high as leave head-room for what stands above."""
    names = {index: bar.cause for index, bar in enumerate(bars) if bar.cause}
    most = max(_LEAST_TOP, *(max(_total(bar), bar.before or 0, bar.year_before or 0) for bar in bars))
    for headroom in range(14, int(height) - 40, 3):
        scale = (height - headroom) / most
        tops = [_top(bar, index in figures, scale) for index, bar in enumerate(bars)]
        found = places(tops, names, step, _LABEL)
        if all(place.level + _LABEL * 1.15 <= height for place in found.values()):
            break
    return scale, found


def trend_chart(section: Volume, width: float) -> Chart | None:
    """Thirteen months, the last one being this one and the first the same month a year ago."""
    bars = section.trend_bars
    if section.trend is None or not bars:
        return None
    months = [
        {"month": index, "kind": _month_kind(index, len(bars)), "number": _total(bar)} for index, bar in enumerate(bars)
    ]
    ticks = [_month_lines(bar, index == 0) for index, bar in enumerate(bars)]
    top = max(1, *map(_total, bars)) * 122 / (122 - 36)
    params = {"ticks": ticks, "top": top}
    ground = 23.0 if any(len(lines) > 1 for lines in ticks) else 13.0
    bands = _bands(len(bars), width, inner=0.3, outer=0.1)
    spots = _columns(bars, bands, 122 - ground, (122 - ground) / top)
    return Chart(_spec("trend", width, 122, params, {"months": months}), _alt(section.trend, bars), places=spots)


def _month_kind(index: int, count: int) -> str:
    if index == count - 1:
        return "this"
    return "year-before" if count - 1 - index == 12 else "between"


def _month_lines(bar: Bar, is_first: bool) -> list[str]:
    """The month, and under it the year where one begins."""
    shows_year = is_first or bar.first.month == 1
    return [bar.tick, str(bar.first.year)] if shows_year else [bar.tick]


# --- tone


def tone_chart(section: Volume, labels: Mapping[str, str], width: float) -> Chart | None:
    """Shares of the tones in up to three periods; figures are counts."""
    bars = [bar for bar in section.tone_bars if sum(bar.tones.values())]
    if section.tone is None or not bars:
        return None
    height = 112 if len(bars) == 3 else 22 + 30 * len(bars)
    left = max(text_width(bar.label, _LABEL) for bar in bars) + 8
    right = max((text_width(bar.not_coded, _LABEL) + 8 for bar in bars if bar.not_coded), default=0.0)
    share = (width - left - right) / 100
    words = _tone_words(bars, labels, share)
    band = height / (len(bars) - 0.38 + 2 * 0.28)
    params = {
        "periods": [bar.label for bar in bars],
        "top": (width - left) / share,
        "above": round(-(band * 0.31 + 6), 2),
    }
    datasets: dict[str, Sequence[object]] = {
        "parts": [part.row(row, share) for row, bar in enumerate(bars) for part in _parts(bar)],
        "words": words or [],
        "beside": [{"row": row, "at": 100, "text": bar.not_coded} for row, bar in enumerate(bars) if bar.not_coded],
    }
    spec = _spec("tone", width, height, params, datasets)
    spots = tuple(_tone_spots(bars, left, share, height))
    return Chart(spec, _alt(section.tone), needs_key=words is None, places=spots)


def _tone_spots(bars: Sequence[ToneBar], left: float, share: float, height: float) -> Iterator[Spot]:
    for bar, (top, high) in zip(bars, _bands(len(bars), height, inner=0.38, outer=0.28), strict=True):
        for part in _parts(bar):
            if figure := bar.figures.get(part.tone):
                yield figure, left + part.start * share, top, (part.end - part.start) * share, high


class _Part(Struct, frozen=True):
    tone: str
    number: int
    start: float
    end: float

    def row(self, row: int, share: float) -> dict[str, object]:
        has_room = (self.end - self.start) * share >= text_width(str(self.number), _FIGURE) + 2
        figure = str(self.number) if has_room and self.tone != "not-coded" else ""
        middle = (self.start + self.end) / 2
        extent = {"from": self.start, "to": self.end, "middle": middle}
        return {"row": row, "tone": self.tone, "number": self.number, "figure": figure, **extent}


def _parts(bar: ToneBar) -> list[_Part]:
    """Return the tones of a period one beside the other, from 0 to 100."""
    total = sum(bar.tones.values())
    parts: list[_Part] = []
    start = 0.0
    for tone in TONE_ORDER:
        number = bar.tones.get(tone, 0)
        if number:
            parts.append(_Part(tone, number, start, start + 100 * number / total))
            start = parts[-1].end
    return parts


def _tone_words(bars: Sequence[ToneBar], labels: Mapping[str, str], share: float) -> list[dict[str, object]] | None:
    """Return the words over the first bar; None when not all tones of the chart have a place there."""
    first = [part for part in _parts(bars[0]) if part.tone != "not-coded"]
    drawn = {part.tone for bar in bars for part in _parts(bar)} - {"not-coded"}
    if drawn != {part.tone for part in first}:
        return None
    texts = [labels[part.tone].lower() for part in first]
    starts = in_a_row([part.start * share for part in first], [text_width(text, _LABEL) for text in texts], 4)
    if any(start + 4 > part.end * share for start, part in zip(starts, first, strict=True)):
        return None
    return [{"row": 0, "at": start / share, "text": text} for start, text in zip(starts, texts, strict=True)]


# --- categories


def topics_chart(section: Topics, width: float) -> Chart | None:
    """A line for each topic from the period before (hollow) to this one (filled), and a tick for a year ago."""
    rows = [row for row in section.rows if row.before is not None][:_MOST_TOPICS]
    if section.topics is None or not rows:
        return None
    names = [_lines(row.label, 26) for row in rows]
    most = max(max(row.number, row.before or 0, row.year_before or 0) for row in rows)
    height = sum(max(24, 11 * len(name) + 8) for name in names)
    params = {"names": names, "bottom": -0.07 * most, "top": most * 1.13}
    topics = [
        {"topic": index, "now": row.number, "before": row.before, "year_before": row.year_before}
        for index, row in enumerate(rows)
    ]
    spots = _rows([row.figure for row in rows], width, height)
    return Chart(_spec("topics", width, height, params, {"topics": topics}), _alt(section.topics), places=spots)


def counts_chart(finding: Finding | None, counts: Sequence[Count], width: float) -> Chart | None:
    """A bar for each category, with a hollow mark for the period before and a tick for a year ago."""
    if finding is None or not counts:
        return None
    names = [_lines(count.label, 20) for count in counts]
    height = sum(max(16.5, 10 * len(name) + 5) for name in names)
    ends = [max(count.number, count.before or 0, count.year_before or 0) for count in counts]
    params = {"names": names, "top": max(1, *ends) * 1.35}
    rows = [
        {
            "category": index,
            "number": count.number,
            "before": count.before,
            "year_before": count.year_before,
            "end": ends[index],
        }
        for index, count in enumerate(counts)
    ]
    spots = _rows([count.figure for count in counts], width, height)
    return Chart(_spec("counts", width, height, params, {"counts": rows}), _alt(finding), places=spots)


def _rows(figures: Sequence[str], width: float, height: float) -> tuple[Spot, ...]:
    """Where the rows of a chart stand, one for each figure, over its whole width."""
    high = height / len(figures)
    return tuple((figure, 0.0, index * high, width, high) for index, figure in enumerate(figures) if figure)


def _lines(name: str, width: int) -> list[str]:
    """Break a long name, since names wrap and never shrink; what three lines cannot hold is cut."""
    return textwrap.wrap(name, width, max_lines=3, placeholder="…") or [""]
