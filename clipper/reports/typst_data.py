"""A report as the plain data that the Typst templates set: every text is made fit for a page here.

Numbers keep their units on one line, endless words may break, links that no reader could follow are left out.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from clipper.model.markup import safe_link
from clipper.reports.charts import Chart, charts
from clipper.reports.document import Clippings, Comment, Entry, KeyClipping, PersonRow, Report
from clipper.reports.label_places import places
from clipper.reports.typst_markup import markup

_MM = 72 / 25.4
_LETTER_REGIONS = frozenset({"CA", "US", "MX"})
_PAGE_WIDTHS = {"us-letter": 612.0, "a4": 595.28}
_SIDES, _RAIL_AND_GUTTER = 40 * _MM, 40 * _MM

_DOT_STEP = 5.62 * _MM
_TIMELINE_HEIGHT = 68 * _MM  # of the cover; where dots do not find room in it, it has bars
_TICK_WIDTH = 34.0
_COVER_TYPE = 7.5

_LONG_NOTE = 1500  # characters; a clipping with a longer one may break over pages
# Characters; what is longer than any real headline or name would fill pages and is cut.
_LONGEST = {"headline": 300, "outlet": 120, "name": 120, "label": 120, "speaker": 120, "organisation": 200}
_ENDLESS = re.compile(r"\S{41,}")
_BREAKS = re.compile(r"([/?&=._~:;,-]+)|(\S{24})")
_SPACES = re.compile(r"[ \t\r\n]+")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
# What may begin a line although a number stands before it.
_JOINING = (
    "a|and|as|at|by|for|from|in|is|of|on|or|than|the|to|was|were|à|au|aux|de|du|en|est|et|il|la|le|les|ou|par|sur"
)
_TIES = (
    (re.compile(rf"\b({_MONTHS}|{_SHORT_MONTHS}) (?=\d)"), "\\1\u00a0"),
    (re.compile("(\u00a0\\d{1,2},) (?=(?:19|20)\\d\\d\\b)"), "\\1\u00a0"),
    (re.compile(rf"(\d) (?!(?:{_JOINING})\b)(?=[^\W\d_]|\d{{3}}\b)"), "\\1\u00a0"),
    (re.compile("« "), "«\u00a0"),
    (re.compile(" (?=[»:;?!%])"), "\u00a0"),
)


def paper_of(region: str) -> str:
    """Return the paper that a region prints on, by Typst's name."""
    return "us-letter" if region.upper() in _LETTER_REGIONS else "a4"


def column_width(region: str) -> float:
    """Return the width of the main column in points."""
    return _PAGE_WIDTHS[paper_of(region)] - _SIDES - _RAIL_AND_GUTTER


def report_charts(report: Report) -> dict[str, Chart]:
    """Return the charts of a report at the width of its pages."""
    return charts(report, column_width(report.region))


def report_data(report: Report) -> dict[str, Any]:
    """Return everything that the templates ask for, except the drawn charts."""
    # What stands behind the figures is for the window, not for paper.
    data: dict[str, Any] = _plain(replace(report, behind={}))
    listed = report.section("clippings")
    data["words"] = data.pop("labels")
    data["name"] = report.name
    # A picture, not a text that is made fit for a page.
    data["logo"] = report.logo
    data["language"], data["region"] = _language(report.language, "en"), _region(report.region)
    data["paper"] = paper_of(report.region)
    data["issued"] = [report.issued_on.year, report.issued_on.month, report.issued_on.day]
    data["cover"] = cover(report)
    numbers = (
        [entry.number for group in listed.groups for entry in group.entries] if isinstance(listed, Clippings) else []
    )
    data["clippings"] = len(numbers)
    # A link needs exactly one place to go to.
    data["listed"] = {str(number): True for number, times in Counter(numbers).items() if times == 1}
    return data


def _plain(value: object) -> Any:
    """Return dataclasses as dicts, dates as text, and every text fit for a page."""
    if isinstance(value, Entry):
        return _entry(value)
    if isinstance(value, Comment):
        return _fields(value) | {"text": _notes(value.text)}
    if isinstance(value, KeyClipping):
        return _fields(value) | {"why": _notes(value.why), "is_long": len(value.why) > _LONG_NOTE}
    if isinstance(value, PersonRow):
        return _fields(value) | {"named": value.named}
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    return _plain_value(value)


def _plain_value(value: object) -> Any:
    if isinstance(value, str):
        return fit(str(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_plain(part) for part in value]
    return value


def _fields(value: Any) -> dict[str, Any]:
    found = {part.name: _cut(part.name, _plain(getattr(value, part.name))) for part in fields(value)}
    code = found.get("language")
    return found | {"language": _language(code, "")} if isinstance(code, str) else found


def _cut(name: str, value: Any) -> Any:
    longest = _LONGEST.get(name)
    return value[: longest - 1].rstrip() + "…" if longest and isinstance(value, str) and len(value) > longest else value


def _entry(entry: Entry) -> dict[str, Any]:
    return _fields(entry) | {
        "url": safe_link(entry.url),
        "note": _notes(entry.note),
        "is_long": _length(entry) > _LONG_NOTE,
    }


def _length(entry: Entry) -> int:
    said = sum(len(comment.passage) + len(comment.text) for comment in entry.comments)
    return len(entry.note) + len(entry.excerpt) + len(entry.headline) + said


def _notes(text: str) -> list[Any]:
    return [_fit_parts(block) for block in markup(text)]


def _fit_parts(part: Any) -> Any:
    if isinstance(part, str):
        return fit_inline(part)
    return part | {"parts": [_fit_parts(child) for child in part["parts"]]}


def _language(code: str, otherwise: str) -> str:
    """Return a code that Typst takes; with none, text counts as being in the report's language."""
    return code.lower() if re.fullmatch("[A-Za-z]{2,3}", code or "") else otherwise


def _region(code: str) -> str | None:
    return code.upper() if re.fullmatch("[A-Za-z]{2}", code or "") else None


def fit(text: str) -> str:
    """Return a text on one line whose numbers keep their units and whose endless words may break."""
    return fit_inline(text).strip(" ")


def fit_inline(text: str) -> str:
    """Return a piece of a line as fit() does, with the spaces at its ends kept."""
    text = _SPACES.sub(" ", text)
    for pattern, replacement in _TIES:
        text = pattern.sub(replacement, text)
    return _ENDLESS.sub(lambda match: _BREAKS.sub("\\g<0>\u200b", match[0]), text)


# --- the cover


def cover(report: Report) -> dict[str, Any]:
    """Return where the dots and names of the cover stand, in points, and the sentence that explains them."""
    bars = report.timeline
    counts = [bar.stories + bar.pick_ups for bar in bars]
    most = max(counts, default=0)
    text_width = _PAGE_WIDTHS[paper_of(report.region)] - _SIDES
    step = min(_DOT_STEP, text_width / max(1, len(bars)))
    dots = most * step <= _TIMELINE_HEIGHT
    heights = [count * step if dots else count * _TIMELINE_HEIGHT / most for count in counts]
    names = {index: fit(bar.cause) for index, bar in enumerate(bars) if bar.cause}
    return {
        "dots": dots,
        "note": fit(report.labels[f"cover_{'dots' if dots else 'bars'}_{report.timeline_unit}"]),
        "step": step,
        "heights": heights,
        "names": [
            {"bar": bar, "text": names[bar], "level": place.level, "align": place.align, "raised": place.raised}
            for bar, place in sorted(places([height + 2 for height in heights], names, step, _COVER_TYPE).items())
        ],
        "ticks": _cover_ticks(report, step),
    }


def _cover_ticks(report: Report, step: float) -> list[dict[str, Any]]:
    """The first and last day or week, and those of the named peaks that are not too close to another."""
    bars, by_day = report.timeline, report.timeline_unit == "day"
    apart = 1 if by_day else _TICK_WIDTH / step
    chosen = {0, len(bars) - 1} if bars else set()
    for index, bar in enumerate(bars):
        if bar.cause and all(abs(index - other) > apart for other in chosen):
            chosen.add(index)
    return [
        {"bar": index, "text": str(bars[index].first.day) if by_day else fit(bars[index].tick)}
        for index in sorted(chosen)
    ]
