"""A report for a mail or for pasting into a document: HTML that Word's engine sets, plain text, charts as PNG."""

import re
import struct
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from clipper.model.values import replace
from clipper.reports.charts import Chart, charts
from clipper.reports.document import Report
from clipper.reports.language import language
from clipper.reports.rendering import renderer
from clipper.reports.tables import Table, of_figures
from clipper.reports.templates import jinja_environment
from clipper.reports.writers.html import FILTERS, fit, fit_text, page_language, staff

_WIDTH = 450.0  # points of a chart, which are 600 pixels of 96 an inch
_SCALE = 2.0
_PIXELS_A_POINT = 96 / 72
_PNG_SIZE = slice(16, 24)
_SERIF, _SANS = "font-family:Georgia,'Times New Roman',serif;", "font-family:Arial,Helvetica,sans-serif;"
_INK, _GREY = "color:#16202B;", "color:#5A6672;"

TONE_MARKS = {"positive": "▲", "mixed": "◆", "neutral": "●", "negative": "▼", "not-coded": "○"}
STYLE = {
    "body": f"{_SERIF}{_INK}font-size:16px;line-height:23px;",
    "h1": f"{_SERIF}{_INK}font-size:30px;line-height:36px;font-weight:bold;margin:0 0 12px 0;",
    "h2": f"{_SERIF}{_INK}font-size:23px;line-height:29px;font-weight:bold;margin:32px 0 10px 0;",
    "h3": f"{_SERIF}{_INK}font-size:18px;line-height:24px;font-weight:bold;margin:18px 0 6px 0;",
    "group": f"{_SANS}{_INK}font-size:14px;line-height:20px;font-weight:bold;margin:22px 0 8px 0;",
    "headline": f"{_SERIF}{_INK}font-size:17px;line-height:23px;font-weight:bold;margin:12px 0 2px 0;",
    "lead": f"{_SERIF}{_INK}font-size:20px;line-height:27px;margin:0 0 10px 0;",
    "p": f"{_SERIF}{_INK}font-size:16px;line-height:23px;margin:0 0 10px 0;",
    "li": f"{_SERIF}{_INK}font-size:16px;line-height:23px;margin:0 0 4px 0;",
    "quote": f"{_SERIF}color:#123C5A;font-size:22px;line-height:29px;margin:8px 0 6px 0;",
    "meta": f"{_SANS}{_GREY}font-size:13px;line-height:19px;margin:0 0 6px 0;",
    "label": f"{_SANS}color:#123C5A;font-size:13px;line-height:19px;font-weight:bold;margin:8px 0 2px 0;",
    "link": "color:#123C5A;",
    "table": f"{_SANS}{_INK}font-size:13px;line-height:18px;border-collapse:collapse;width:100%;margin:8px 0 14px 0;",
    "th": f"{_SANS}{_GREY}font-size:13px;font-weight:bold;text-align:left;vertical-align:bottom;padding:5px 10px 5px 0;"
    "border-bottom:1px solid #16202B;",
    "td": f"{_SANS}{_INK}font-size:13px;font-weight:normal;text-align:left;vertical-align:top;padding:5px 10px 5px 0;"
    "border-bottom:1px solid #D5DADF;",
}
"""The styles of the body's elements; each carries its own, since mail readers drop style sheets."""


class Picture(Struct, frozen=True):
    """A chart as PNG; width and height in pixels as it is shown, `source` is what an image element names."""

    data: bytes
    alt: str
    width: int
    height: int
    source: str = ""


def pictures(report: Report) -> dict[str, Picture]:
    """Return the charts of a report by name, as PNG on white; raises RenderingFailed and RenderingCancelled."""
    found = {name: _on_white(chart) for name, chart in charts(report, _WIDTH).items()}
    drawn = renderer().draw(found, "png", _SCALE)
    return {name: _picture(data, found[name].alt) for name, data in drawn.items()}


def _on_white(chart: Chart) -> Chart:
    # Dark letters on nothing could not be read in a dark mail or on a dark slide.
    config = chart.spec["config"] | {"background": "#FFFFFF"}
    return replace(chart, spec=chart.spec | {"config": config})


def _picture(data: bytes, alt: str) -> Picture:
    width, height = struct.unpack(">II", data[_PNG_SIZE])
    shown = _PIXELS_A_POINT / _SCALE
    return Picture(data, fit_text(alt), round(width * shown), round(height * shown))


def mail_html(report: Report, drawn: Mapping[str, Picture]) -> str:
    """Return the body of a mail as a whole page."""
    return _rendered("mail.html.j2", report, drawn)


def body_html(report: Report, drawn: Mapping[str, Picture]) -> str:
    """Return the body alone, to be pasted."""
    return _rendered("body.html.j2", report, drawn)


def _rendered(name: str, report: Report, drawn: Mapping[str, Picture]) -> str:
    text = (
        _html_environment()
        .get_template(name)
        .render(
            **_values(report), pictures=drawn, style=STYLE, tone_marks=TONE_MARKS, page_language=page_language(report)
        )
    )
    return re.sub(r"\n\s*\n+", "\n", text).strip() + "\n"


def body_text(report: Report) -> str:
    """Return the body as plain text."""
    text = _text_environment().get_template("body.txt.j2").render(**_values(report))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)).strip() + "\n"


def _values(report: Report) -> dict[str, Any]:
    tables = {table.key: table for table in of_figures(report)}
    return {"report": report, "words": language(report.language), "tables": tables}


@cache
def _html_environment() -> Environment:
    return _environment(autoescape=True, mail_staff=mail_staff, only=only)


@cache
def _text_environment() -> Environment:
    # Plain text has no markup that a text could pass for.
    return _environment(autoescape=False, line=line)


def _environment(*, autoescape: bool, **filters: Callable[..., Any]) -> Environment:
    environment = jinja_environment("mail", autoescape=autoescape, finalize=fit, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update({**FILTERS, **filters})
    return environment


def mail_staff(text: str) -> Markup:
    """Return Markdown by staff as HTML whose blocks carry their styles."""
    html = str(staff(text))
    for tag, style in (("p", STYLE["p"]), ("li", STYLE["li"])):
        html = html.replace(f"<{tag}>", f'<{tag} style="{style}">')
    return Markup(html)  # noqa: S704 - cleaned by nh3, and styles of our own


def only(table: Table, keys: Collection[str]) -> Table:
    """Return a table with these columns alone, since a mail is narrow."""
    kept = [place for place, column in enumerate(table.columns) if column.key in keys]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def line(text: str) -> str:
    """Return text on one line."""
    return " ".join(fit_text(str(text)).split("\n"))
