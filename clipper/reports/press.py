"""What runs in the child process: charts become pictures, and a template with its data becomes a PDF.

Vega's compiler and Typst hold much memory, and Vega holds the interpreter's lock; only rendering.py may call this.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import typst
import vl_convert

from clipper import resources
from clipper.reports.charts import Spec
from clipper.reports.rendering import Drawing, Job, Pdf, Pictures

_VEGA_LITE = "6.1"
_Standards = tuple[Literal["ua-1", "a-2a"], ...]
_STANDARDS: _Standards = ("ua-1", "a-2a")


class Unprintable(Exception):  # carried to the parent, which tells a person
    """No way to set the document was left; the message is Typst's."""


SYSTEM_FONTS = (
    "Some characters are in none of Clipper's fonts; this machine's fonts were used for them, "
    "so the file may differ on another machine."
)
NOT_ACCESSIBLE = (
    "Some characters cannot stand in an accessible PDF, so this one is not marked as accessible (PDF/UA); "
    "they may be missing in it."
)

NO_LOGO = "The logo of the organisation could not be drawn and was left out; choose it again."


def warm() -> None:
    """Load fonts and the chart compiler, so that the first document does not wait for them."""
    _fonts(system=False)
    spec = {"mark": "bar", "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a", "type": "ordinal"}}}
    draw(spec)


def draw(spec: Spec) -> str:
    """Return a chart as SVG; nothing is fetched, whatever the spec says."""
    _register_fonts()
    return str(vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[]))


def pictures(drawing: Drawing) -> Pictures:
    """Draw charts as SVG or PNG."""
    return {name: _picture(chart.spec, drawing) for name, chart in drawing.charts.items()}


def _picture(spec: Spec, drawing: Drawing) -> bytes:
    if drawing.kind == "svg":
        return draw(spec).encode("utf-8")
    _register_fonts()
    return bytes(vl_convert.vegalite_to_png(spec, vl_version=_VEGA_LITE, scale=drawing.scale, allowed_base_urls=[]))


def make(job: Job) -> Pdf:
    """Draw the charts and set the pages; raises Unprintable."""
    drawn = {
        name: {"svg": draw(chart.spec), "alt": chart.alt, "needs_key": chart.needs_key, "places": chart.places}
        for name, chart in job.charts.items()
    }
    data = job.data | {"charts": drawn}
    try:
        return _set(job.template, data)
    except Unprintable:
        if not data.get("logo"):
            raise
    # A picture that cannot be drawn must not cost the report.
    made = _set(job.template, data | {"logo": ""})
    return Pdf(made.data, (*made.warnings, NO_LOGO))


def _set(template: str, values: Mapping[str, Any]) -> Pdf:
    data = json.dumps(values, ensure_ascii=False)
    try:
        return Pdf(_compile(template, data, system=False, standards=_STANDARDS))
    except typst.TypstError as error:
        # A glyph that is in no font stops PDF/UA; any other mistake stays one and is told below.
        first = error
    for system, standards, warnings in ((True, _STANDARDS, (SYSTEM_FONTS,)), (True, (), (NOT_ACCESSIBLE,))):
        try:
            return Pdf(_compile(template, data, system=system, standards=standards), warnings)
        except typst.TypstError:
            continue
    raise Unprintable(f"{first.message} {' '.join(first.hints)}".strip())


def _compile(template: str, data: str, *, system: bool, standards: _Standards) -> bytes:
    """Set a document with a compiler of its own: one that is used again grows by 50 MB each time."""
    root = resources.path("reports", template)
    compiler = typst.Compiler(root=str(root), font_paths=_fonts(system=system))
    pdf = compiler.compile(
        str(root / "report.typ"), format="pdf", sys_inputs={"data": data}, pdf_standards=list(standards)
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(resources.path("fonts"))]
    )


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(resources.path("fonts")))
