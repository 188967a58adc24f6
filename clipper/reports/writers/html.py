"""A report as one HTML page that needs nothing else: pictures and fonts lie in it, and it runs and asks for nothing."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import nh3
from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from clipper import resources
from clipper.model.markup import safe_link, to_html
from clipper.model.text import clean
from clipper.reports import colours
from clipper.reports.charts import Chart, charts
from clipper.reports.document import Clippings, Report
from clipper.reports.language import language
from clipper.reports.parts import TONE_ORDER, References
from clipper.reports.rendering import Pictures, renderer
from clipper.reports.tables import of_figures
from clipper.reports.templates import Template, jinja_environment, jinja_problems
from clipper.reports.typst_data import paper_of
from clipper.reports.writers.cover_svg import cover_picture
from clipper.reports.writers.files import write_bytes
from clipper.reports.writers.inline_svg import inline_svg

_DARK_GROUND = "#12171D"
# Charts are drawn twice, since their letters may not shrink with the window: for wide and for narrow ones.
_WIDE, _NARROW = 440.0, 250.0
# What stands in two columns, a gutter between them, has one on a narrow page.
_IN_TWO_COLUMNS, _GUTTER = frozenset({"medium", "prominence"}), 22.7
_HEADING_START, _HEADING_END = re.compile(r"<h[1-6]>"), re.compile(r"</h[1-6]>")
_SPACES = re.compile(r"[ \t\n\r]+")
# What HTML forbids beside controls: code points that are no characters.
_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
# More marks on one letter than any script needs would run over the lines around.
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED_MARKS = re.compile(f"({_MARK}{{3}}){_MARK}+")
# The codes of ISO 639-1; another one would tell a screen reader nothing.
_LANGUAGE = re.compile(
    "a[abefkmnrsvyz]|b[aeghimnors]|c[aehorsuvy]|d[aevz]|e[elnostu]|f[afijory]|g[adlnuv]|h[aeiortuyz]|"
    "i[adegikostu]|j[av]|k[agijklmnorsuvwy]|l[abginotuv]|m[ghiklnrsty]|n[abdeglnorvy]|o[cjmrs]|p[ailst]|q[u]|"
    "r[mnouw]|s[acdegiklmnoqrstuvw]|t[aeghiklnorstwy]|u[gkrz]|v[eio]|w[ao]|x[h]|y[io]|z[ahu]"
)
_PLAIN = re.compile(r"[A-Za-z0-9 ]")


def write(report: Report, path: Path, template: Template | None = None) -> tuple[str, ...]:
    """Write the page, whole or not at all; raises what render() does, and EnvironmentProblem."""
    write_bytes(path, render(report, template).encode("utf-8"))
    return ()


def render(report: Report, template: Template | None = None) -> str:
    """Return the page, its templates the template's own where it has some under `html/`.

    Raises TemplateProblem for one with an error, RenderingFailed and RenderingCancelled.
    """
    if template is None or not template.has("html"):
        return _page(report, _built_in(), template)
    with jinja_problems():
        return _page(report, _environment(template), template)


def _page(report: Report, environment: Environment, template: Template | None) -> str:
    page = Page(report, drawn(report, template))
    text = environment.get_template("report.html.j2").render(
        report=report, page=page, words=language(report.language), tones=TONE_ORDER, tables=_tables(report)
    )
    return re.sub(r"\n\s*\n+", "\n", text).strip() + "\n"


def _tables(report: Report) -> dict[str, Any]:
    return {table.key: table for table in of_figures(report)}


@cache
def _built_in() -> Environment:
    return _environment(None)


def _environment(template: Template | None) -> Environment:
    environment = jinja_environment(
        "html", template, autoescape=True, finalize=fit, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(FILTERS)
    return environment


def fit(value: object) -> object:
    """Return what a template sets, texts fit for a page: without controls, and with few marks piled on one letter."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _PILED_MARKS.sub(r"\1", _NO_CHARACTERS.sub("", clean(value)))
    return value


# --- filters


def staff(text: str) -> Markup:
    """Return Markdown by staff as HTML; its headings are bold lines, since those of the page are the report's own."""
    html = _HEADING_START.sub("<p><strong>", to_html(fit_text(text)))
    return Markup(_HEADING_END.sub("</strong></p>", html))  # noqa: S704 - cleaned by nh3


def fit_text(text: str) -> str:
    """Return a text fit for a page, see fit()."""
    return str(fit(text))


def spoken(code: str, report: Report) -> Markup:
    """Return the attributes that name the language of a text, where it is not the report's own."""
    if code.lower() == report.language or not _LANGUAGE.fullmatch(code.lower()):
        return Markup("")
    return Markup(' lang="{}" dir="auto"').format(code.lower())


def css_text(text: str) -> Markup:
    """Return a text as a string of CSS, which no text can end."""
    line = _SPACES.sub(" ", fit_text(text))
    said = "".join(one if _PLAIN.fullmatch(one) else f"\\{ord(one):06x}" for one in line)
    return Markup(f'"{said}"')  # noqa: S704 - every mark is a number


def data_uri(data: bytes, kind: str) -> Markup:
    """Return bytes as an address that holds them."""
    return Markup(f"data:{kind};base64,{b64encode(data).decode('ascii')}")  # noqa: S704 - letters and digits


def font(name: str) -> Markup:
    """Return the address of one of the page's fonts, which holds it."""
    return _font(name)


@cache
def _font(name: str) -> Markup:
    return data_uri(resources.path("reports", "html", "fonts", f"{Path(name).name}.woff2").read_bytes(), "font/woff2")


def with_unit(amount: Any) -> str:
    """Return a value of a measure with its unit: "76%", "4 of 23"."""
    return f"{amount.number}{amount.unit}" if amount.unit[-1:] == "%" else f"{amount.number} {amount.unit}".strip()


def has(rows: Sequence[Any], name: str) -> bool:
    """Whether any row has something under this name; a column without anything is left out."""
    return any(getattr(row, name) not in (None, "", (), {}) for row in rows)


def has_numbers(rows: Sequence[Any]) -> bool:
    """Whether any row has running numbers."""
    return any(row.references != References() for row in rows)


def runs(rows: Sequence[Any], name: str) -> list[tuple[Any, list[Any]]]:
    """Return rows that follow one another with the same value under a name, and that value."""
    return [(value, list(found)) for value, found in groupby(rows, key=attrgetter(name))]


def house_line(html: str) -> Markup:
    """Return a line of HTML that the report brings along, with nothing in it but links and emphasis."""
    kept = nh3.clean(
        fit_text(html),
        tags={"a", "em", "strong", "cite", "span"},
        attributes={"a": {"href"}, "span": {"lang"}},
        attribute_filter=lambda _element, name, value: safe_link(value) if name == "href" else value,
        url_schemes={"http", "https", "mailto"},
    )
    return Markup(kept)  # noqa: S704 - cleaned by nh3


FILTERS: Mapping[str, Callable[..., Any]] = {
    "staff": staff,
    "spoken": spoken,
    "css_text": css_text,
    "font": font,
    "link": safe_link,
    "with_unit": with_unit,
    "has": has,
    "has_numbers": has_numbers,
    "runs": runs,
    "house_line": house_line,
}


# --- what a page needs beside the report


class Drawn(Struct, frozen=True):
    """The charts of a report by name, and their pictures by the width that they are for."""

    charts: Mapping[str, Chart]
    pictures: Mapping[str, Pictures]


def drawn(report: Report, template: Template | None = None) -> Drawn:
    """Draw the charts of a report for wide and for narrow pages; raises as Renderer.draw()."""
    by_width = {"wide": charts(report, _WIDE), "narrow": _narrow(report)}
    asked = {f"{width}/{name}": chart for width, found in by_width.items() for name, chart in found.items()}
    pictures = renderer().draw(asked, "svg", files=template.files if template else None)
    return Drawn(
        by_width["wide"],
        {width: {name: pictures[f"{width}/{name}"] for name in found} for width, found in by_width.items()},
    )


def page_language(report: Report) -> str:
    """Return the language of a page with its region, as HTML names it."""
    region = report.region.upper()
    return f"{report.language}-{region}" if re.fullmatch("[A-Z]{2}", region) else report.language


def _narrow(report: Report) -> dict[str, Chart]:
    found = charts(report, _NARROW)
    halves = charts(report, 2 * _NARROW + _GUTTER)
    return found | {name: halves[name] for name in _IN_TWO_COLUMNS & found.keys()}


class Page:
    """What the templates of the page ask for beside the report: charts, colours, paper, and where links lead."""

    def __init__(self, report: Report, drawn: Drawn) -> None:
        self._report, self._drawn = report, drawn
        listed = report.section("clippings")
        groups = listed.groups if isinstance(listed, Clippings) else ()
        numbers = Counter(entry.number for group in groups for entry in group.entries)
        # A link needs exactly one place to go to.
        self.listed = frozenset(number for number, times in numbers.items() if times == 1)
        self.clippings = numbers.total()
        self.paper = "letter" if paper_of(report.region) == "us-letter" else "A4"
        self.brand = colours.brand(report.brand)
        self.brand_on_dark = colours.brand(report.brand, _DARK_GROUND)
        self.tint = colours.mixed(self.brand, "#FFFFFF", 0.6)
        self.tint_on_dark = colours.mixed(self.brand_on_dark, _DARK_GROUND, 0.5)
        self.cover = Markup(cover_picture(report))  # noqa: S704 - its texts are escaped
        self.language = page_language(report)

    @property
    def anchors(self) -> list[str]:
        """The name of each section for links, none of them twice."""
        found: list[str] = []
        for section in self._report.sections:
            name = section.anchor or section.key
            found.append(name if name not in found else f"{name}-{section.number}")
        return found

    @property
    def logo(self) -> Markup:
        """The logo as an address that holds it, "" for none; as an image it can run nothing."""
        return (
            data_uri(self._report.logo.encode("utf-8", "replace"), "image/svg+xml") if self._report.logo else Markup("")
        )

    def has_chart(self, name: str) -> bool:
        """Whether there is something to draw."""
        return name in self._drawn.charts

    def needs_key(self, name: str) -> bool:
        """Whether the chart leaves its words to a key."""
        return name in self._drawn.charts and self._drawn.charts[name].needs_key

    def chart(self, name: str, title: str) -> Markup:
        """Return a chart for wide and for narrow pages; nothing where there is no such chart."""
        return Markup("\n").join(
            inline_svg(
                fit_text(pictures[name].decode("utf-8")),
                f"chart-{name}-{width}",
                fit_text(title),
                fit_text(self._drawn.charts[name].alt),
                css=f"chart {width}",
                brand=self._report.brand,
            )
            for width, pictures in self._drawn.pictures.items()
            if name in pictures
        )
