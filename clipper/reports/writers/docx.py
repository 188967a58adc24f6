"""A report for Word: real headings, contents, captions, tables and links, charts with what they say in words.

How it looks stands in resources/reports/word/styles.xml.
"""

from pathlib import Path

from clipper.reports.document import Report
from clipper.reports.rendering import renderer
from clipper.reports.templates import USUAL, find
from clipper.reports.typst_data import paper_of, report_charts
from clipper.reports.writers.files import write_bytes
from clipper.reports.writers.word.cover import Page, cover
from clipper.reports.writers.word.front import changes, contents, reading
from clipper.reports.writers.word.logo import logo_chart
from clipper.reports.writers.word.manuscript import Manuscript
from clipper.reports.writers.word.packing import packed
from clipper.reports.writers.word.sections import Sections
from clipper.reports.writers.word.xml import Element, el

_PAPERS = {"us-letter": (12240, 15840), "a4": (11906, 16838)}  # twentieths of a point
_SIDES, _TOP, _FOOT, _EDGE = 1134, 1361, 1247, 680

_SCALE = 3.0  # pixels of a chart for each point


def write(report: Report, path: Path) -> tuple[str, ...]:
    """Write the document, whole or not at all; raises RenderingFailed for its charts, and EnvironmentProblem."""
    write_bytes(path, render(report))
    return ()


def render(report: Report) -> bytes:
    """Return the document."""
    # The look of a document for Word is its own, whatever template the pages have.
    found = report_charts(report, find(USUAL))
    logo = logo_chart(report.logo, report.organisation or report.title) if report.has_cover else None
    if logo:
        found["logo"] = logo
    manuscript = Manuscript(report, found, renderer().draw(found, "png", _SCALE))
    width, height = _PAPERS[paper_of(report.region)]
    _write_all(manuscript, width - 2 * _SIDES, Page(width / 20, height / 20))
    return packed(report, manuscript, el("body", *manuscript.nodes, _page(report, width, height)), width - 2 * _SIDES)


def _write_all(manuscript: Manuscript, width: int, page: Page) -> None:
    """Write the sections, then put before them what has to know them."""
    report = manuscript.report
    sections = Sections(manuscript, width)
    for section in report.sections:
        sections.write(section)
    main, manuscript.nodes = manuscript.nodes, []
    if report.has_cover:
        cover(manuscript, page)
    changes(manuscript)
    if report.has_contents:
        manuscript.nodes += contents(manuscript)
        reading(manuscript, width)
    manuscript.nodes += main


def _page(report: Report, width: int, height: int) -> Element:
    return el(
        "sectPr",
        el("headerReference", {"r:id": "rId-header1"}, type="default"),
        el("footerReference", {"r:id": "rId-footer1"}, type="default"),
        el("pgSz", w=width, h=height),
        el("pgMar", top=_TOP, right=_SIDES, bottom=_FOOT, left=_SIDES, header=_EDGE, footer=_EDGE, gutter=0),
        *([el("titlePg")] if report.has_cover else []),
    )
