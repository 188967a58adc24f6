"""A report as the plain data that the Typst templates set: every text is made fit for a page here.

Numbers keep their units on one line, endless words may break, links that no reader could follow are left out.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from clipper.model.markup import safe_link
from clipper.model.values import replace
from clipper.reports.charts import Chart, charts
from clipper.reports.document import Clippings, Report
from clipper.reports.label_places import places
from clipper.reports.parts import Comment, Entry, KeyClipping, Mention, PersonRow
from clipper.reports.template_files import pages_of
from clipper.reports.templates import USUAL, Template, find
from clipper.reports.typst_markup import markup

_MM = 72 / 25.4
_LETTER_REGIONS = frozenset({"CA", "US", "MX"})
_PAGE_WIDTHS = {"us-letter": 612.0, "a4": 595.28}
_SIDES, _RAIL_AND_GUTTER = 40 * _MM, 40 * _MM

_DOT_STEP = 5.62 * _MM
_WIDEST_BAR = 13 * _MM
_TIMELINE_HEIGHT = 68 * _MM  # of the cover; where dots do not find room in it, it has bars
_TICK_WIDTH = 34.0
_COVER_TYPE = 7.5

_LINES = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6"})  # elements of Markdown that hold text
_LONG_NOTE = 1500  # characters; a clipping with a longer one may break over pages
# Characters; what is longer than any real headline or name would fill pages and is cut.
_LONGEST = {"headline": 300, "outlet": 120, "name": 120, "label": 120, "speaker": 120, "organisation": 200}
_LISTS = frozenset({"topics", "tags", "meta", "featured", "others", "also_ran"})  # of labels and names
# Markdown by staff, or of a clipping, wherever a section or an entry has it.
_MARKDOWN = frozenset({"introduction", "written", "meaning", "next_steps", "today", "why", "note", "full_text"})
_ENDLESS = re.compile(r"\S{31,}")
_BREAKS = re.compile(r"([/?&=._~:;,-]+)|(\S{12})")
_SPACES = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")
# What shows nothing and would still do something: control characters, marks that turn all that follows around, the
# byte order mark, code points that are no characters.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]")
# Signs over and under one letter; more than three of them cover the lines above and below.
_SIGN = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED = re.compile(f"({_SIGN}{{3}}){_SIGN}+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# Around a text that reads from right to left, so that what stands beside it on the line keeps its place (UAX 9).
_ISOLATE, _ISOLATE_END = "\u2068", "\u2069"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FRENCH_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
# What may begin a line although a number stands before it.
_JOINING = (
    "a|and|as|at|by|for|from|in|is|of|on|or|than|the|to|was|were|à|au|aux|de|du|en|est|et|il|la|le|les|ou|par|sur"
)
_TIES = (
    (re.compile(rf"\b({_MONTHS}|{_SHORT_MONTHS}) (?=\d)"), "\\1\u00a0"),
    (re.compile("(\u00a0\\d{1,2},) (?=(?:19|20)\\d\\d\\b)"), "\\1\u00a0"),
    (re.compile(rf"(\d) (?!(?:{_JOINING})\b)(?=[^\W\d_]|\d{{3}}\b)"), "\\1\u00a0"),
    (re.compile(rf"\b(à|to) (?=(?:{_MONTHS}|{_FRENCH_MONTHS})\b)"), "\\1\u00a0"),
    # No line begins after a bracket that opens, whatever follows it.
    (re.compile(r"\( "), "(\u200b "),
    (re.compile("« "), "«\u00a0"),
    (re.compile(" (?=[»:;?!%])"), "\u00a0"),
)


def paper_of(region: str) -> str:
    """Return the paper that a region prints on, by Typst's name."""
    return "us-letter" if region.upper() in _LETTER_REGIONS else "a4"


def column_width(region: str) -> float:
    """Return the width of the main column in points."""
    return _PAGE_WIDTHS[paper_of(region)] - _SIDES - _RAIL_AND_GUTTER


def report_charts(report: Report, template: Template | None = None) -> dict[str, Chart]:
    """Return the charts of a report as the pages of a template, else of the usual one, have them.

    They are in the width, the theme and the colours of these pages.
    """
    pages = pages_of(template or find(USUAL))
    made = charts(
        replace(report, brand="" if pages.colours else report.brand),
        pages.column(_PAGE_WIDTHS[paper_of(report.region)]),
    )
    return {
        name: replace(chart, spec=pages.dressed(_clean(chart.spec)), alt=fit(chart.alt)) for name, chart in made.items()
    }


def _clean(value: Any) -> Any:
    """Return a chart's values without what no page can show; its words keep their lines."""
    if isinstance(value, str):
        return _UNSEEN.sub("", value)
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, list) else value


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
    """Return values as dicts, dates as text, and every text fit for a page."""
    if isinstance(value, str):
        return fit(str(value))
    if isinstance(value, Entry):
        return _entry(value)
    if isinstance(value, Comment):
        return _fields(value) | {"text": _notes(value.text)}
    if isinstance(value, KeyClipping):
        return _fields(value) | {"is_long": len(value.why) > _LONG_NOTE}
    if isinstance(value, Mention):
        # The reader of staff's Markdown knows no escape for a bar, which has a meaning in tables only.
        return _fields(value) | {"line": _notes(value.markdown.replace("\\|", "|"))}
    if isinstance(value, PersonRow):
        return _fields(value) | {"named": value.named}
    if isinstance(value, Struct):
        return _fields(value)
    return _plain_value(value)


def _plain_value(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_plain(part) for part in value]
    return value


def _fields(value: Any) -> dict[str, Any]:
    found = {name: _cut(name, _field(name, part)) for name, part in asdict(value).items()}
    code = found.get("language")
    return found | {"language": _language(code, "")} if isinstance(code, str) else found


def _field(name: str, value: Any) -> Any:
    if name in _MARKDOWN:
        return _notes(value)
    if name in _LISTS and isinstance(value, tuple):
        return [_cut("label", text) for text in _plain(value)]
    return _plain(value)


def _cut(name: str, value: Any) -> Any:
    longest = _LONGEST.get(name)
    if not (longest and isinstance(value, str) and len(value) > longest):
        return value
    return f"{value[: longest - 1].rstrip()}…{_ISOLATE_END if value.startswith(_ISOLATE) else ''}"


def _entry(entry: Entry) -> dict[str, Any]:
    return _fields(entry) | {
        "url": safe_link(entry.url),
        "is_long": _length(entry) > _LONG_NOTE,
    }


def _length(entry: Entry) -> int:
    said = sum(len(comment.passage) + len(comment.text) for comment in entry.comments)
    return len(entry.note) + len(entry.full_text) + len(entry.excerpt) + len(entry.headline) + said


def _notes(text: str) -> list[Any]:
    turned = _RIGHT_TO_LEFT.search(text) is not None
    return [_fit_parts(block, turned) for block in markup(text)]


def _fit_parts(part: Any, turned: bool) -> Any:
    if isinstance(part, str):
        return fit_inline(part)
    parts = [_fit_parts(child, turned) for child in part["parts"]]
    # A paragraph is turned as a whole, whatever stands in italics in it.
    if turned and part["tag"] in _LINES:
        parts = [_ISOLATE, *parts, _ISOLATE_END]
    return part | {"parts": parts}


def _language(code: str, otherwise: str) -> str:
    """Return a code that Typst takes; with none, text counts as being in the report's language."""
    return code.lower() if re.fullmatch("[A-Za-z]{2,3}", code or "") else otherwise


def _region(code: str) -> str | None:
    return code.upper() if re.fullmatch("[A-Za-z]{2}", code or "") else None


# Names, dates and labels come again and again.
@lru_cache(maxsize=5000)
def fit(text: str) -> str:
    """Return a text on one line whose numbers keep their units and whose endless words may break."""
    fitted = fit_inline(text).strip(" ")
    turned = not fitted.isascii() and _RIGHT_TO_LEFT.search(fitted)
    return f"{_ISOLATE}{fitted}{_ISOLATE_END}" if turned else fitted


def fit_inline(text: str) -> str:
    """Return a piece of a line as fit() does, with the spaces at its ends kept."""
    # Most texts have nothing of what is looked for; to know that is far cheaper than to look for each of it.
    if not text.isprintable() or "  " in text:
        text = _SPACES.sub(" ", _UNSEEN.sub("", text))
    if not text.isascii():
        text = _PILED.sub("\\1", text)
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
    if not dots:
        step = min(_WIDEST_BAR, text_width / max(1, len(bars)))
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
