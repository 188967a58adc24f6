"""Reports: from the library to the file, beside Typst alone setting the same pages."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import typst

from clipper import reports, resources
from clipper.library.library import Library
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.reports import press
from clipper.reports.rendering import renderer
from clipper.reports.typst_data import report_charts, report_data
from tests.benchmarks.measure import beside, milliseconds, summary

_PERIOD = Period(date(2019, 3, 1), date(2019, 3, 31))
_ISSUED = date(2026, 1, 2)
_RUNS = 5


def report(library: Library, folder: Path) -> dict[str, Any]:
    """The media report of one month as Markdown and as PDF."""
    made = _report(library)
    first = milliseconds(lambda: reports.write(_report(library), folder / "first.pdf"))
    pdf = [milliseconds(lambda: reports.write(_report(library), folder / "report.pdf")) for _ in range(_RUNS)]
    markdown = [milliseconds(lambda: reports.write(_report(library), folder / "report.md")) for _ in range(_RUNS)]
    renderer().close()
    return {
        "pdf": {**beside(pdf, _typst_alone(made)), "first_ms": round(first, 1)},
        "markdown": {"clipper_ms": summary(markdown)},
    }


def _report(library: Library) -> Any:
    definition = reports.Definition()
    coverage = reports.coverage(library, _PERIOD, Query(), definition.audience)
    return reports.document(coverage, definition, library.organisation())


def _typst_alone(made: Any) -> list[float]:
    """The same pages from data and charts that are ready, with fonts that are loaded."""
    drawn = {
        name: {"svg": press.draw(chart.spec), "alt": chart.alt, "needs_key": chart.needs_key}
        for name, chart in report_charts(made).items()
    }
    data = json.dumps(report_data(made) | {"charts": drawn}, ensure_ascii=False)
    root = resources.path("reports", "modern")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(resources.path("fonts"))])

    def compile_once() -> None:
        compiler = typst.Compiler(root=str(root), font_paths=fonts)
        compiler.compile(
            str(root / "report.typ"), format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1", "a-2a"]
        )

    return [milliseconds(compile_once) for _ in range(_RUNS)]
