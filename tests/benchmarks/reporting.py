"""Reports: from the library to the file, beside Typst alone setting the same pages in a child of its own."""

import json
import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import typst

from clipper import reports, resources
from clipper.library.library import Library
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import ALL_SECTIONS
from clipper.model.values import replace
from clipper.reports import drawing
from clipper.reports.charts import Chart
from clipper.reports.rendering import renderer
from clipper.reports.templates import find
from clipper.reports.typst_data import report_charts, report_data
from clipper.reports.writers import pdf
from tests.benchmarks.measure import beside, milliseconds, peak_megabytes, summary

_FROM = date(2019, 3, 1)
_ISSUED = date(2026, 1, 2)
_RUNS = 5
_DEFINITION = reports.Definition(sections=ALL_SECTIONS)


def report(library: Library, folder: Path) -> dict[str, Any]:
    """Reports of about 30, 100 and 600 clippings as PDF, as preview and as Markdown."""
    sizes = {count: _period(library, count) for count in (30, 100, 600)}
    renderer().close()
    first = milliseconds(lambda: reports.write(_report(library, sizes[30], 0), folder / "first.pdf"))
    with _bare_typst() as bare, _peak_of_children() as peak:
        measured = {str(count): _pdf(library, sizes[count], folder, bare) for count in (30, 600)}
        previews = {str(count): summary(_previews(library, sizes[count])) for count in (100, 600)}
    renderer().close()
    markdown = [
        milliseconds(lambda: reports.write(_report(library, sizes[30], 0), folder / "report.md")) for _ in range(_RUNS)
    ]
    return {
        "pdf": measured,
        "first_ms": round(first, 1),
        "peak_megabytes_of_a_child": max(peak),
        "preview_ms": previews,
        "markdown": {"clipper_ms": summary(markdown)},
    }


def _pdf(library: Library, period: Period, folder: Path, bare: Connection) -> dict[str, Any]:
    """Each run is another report, so that neither side finds the pages of the one before."""
    ours, theirs = [], []
    for run in range(_RUNS):
        made = _report(library, period, run)
        bare.send(_data(made))
        theirs.append(bare.recv())
        _wait_for_the_child()
        ours.append(milliseconds(lambda run=run: reports.write(_report(library, period, run), folder / "report.pdf")))
    return {"clippings": _count(library, period), **beside(ours, theirs)}


def _previews(library: Library, period: Period) -> Iterator[float]:
    """From a choice, of another length of excerpts here, to the pages."""
    for run in range(_RUNS):
        _wait_for_the_child()
        yield milliseconds(lambda run=run: pdf.make(_report(library, period, 0, 30 + run), preview=True))


def _wait_for_the_child() -> None:
    """A child that was just replaced warms up first, as it does while somebody reads."""
    renderer().draw({"any": Chart({"mark": "point", "data": {"values": []}, "usermeta": {"chart": ""}}, "")}, "svg")


def _report(library: Library, period: Period, run: int, words: int = 60) -> reports.Report:
    definition = replace(_DEFINITION, excerpt_words=words)
    coverage = reports.coverage(library, period, Query(), definition.audience)
    issue = reports.ReportIssue(_ISSUED + timedelta(run))
    return reports.document(coverage, definition, library.organisation(), issue)


def _period(library: Library, count: int) -> Period:
    """The shortest period with so many clippings, or ten years."""
    low, high = 0, 3650
    while low < high:
        middle = (low + high) // 2
        enough = _count(library, Period(_FROM, _FROM + timedelta(middle))) >= count
        low, high = (low, middle) if enough else (middle + 1, high)
    return Period(_FROM, _FROM + timedelta(low))


def _count(library: Library, period: Period) -> int:
    return len(reports.coverage(library, period, Query(), _DEFINITION.audience).now.clippings)


def _data(made: reports.Report) -> str:
    drawn = {
        name: {
            "svg": drawing.draw(chart.spec),
            "alt": chart.alt,
            "needs_key": chart.needs_key,
            "places": chart.places,
        }
        for name, chart in report_charts(made, find("modern")).items()
    }
    return json.dumps(report_data(made) | {"charts": drawn}, ensure_ascii=False)


@contextmanager
def _peak_of_children() -> Iterator[list[float]]:
    """Collect the most memory that each child of the renderer held; they come and go."""
    found, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.01):
            children = [one.pid for one in multiprocessing.active_children() if one.name == "clipper-press"]
            found.extend(map(peak_megabytes, children))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield found
    finally:
        over.set()
        watcher.join()


# --- Typst alone


@contextmanager
def _bare_typst() -> Iterator[Connection]:
    """Give a pipe to a child that sets the pages of such data and says how many milliseconds Typst took."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_set_pages, args=(theirs,), daemon=True)
    child.start()
    theirs.close()
    with ours:
        yield ours
    child.join()


def _set_pages(pipe: Connection) -> None:
    root = resources.path("reports")
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(resources.path("fonts"))]
    )
    while True:
        try:
            inputs = {"data": pipe.recv(), "preview": "false"}
        except EOFError:
            return

        def compile_once(inputs: dict[str, str] = inputs) -> None:
            compiler = typst.Compiler(root=str(root), font_paths=fonts)
            page = str(root / "modern" / "report.typ")
            compiler.compile(page, format="pdf", sys_inputs=inputs, pdf_standards=["ua-1", "a-2a"])

        pipe.send(milliseconds(compile_once))
