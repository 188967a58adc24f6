"""A report as PDF: tagged, with bookmarks and links, and the same bytes for the same report."""

from pathlib import Path

from clipper.reports.document import Report
from clipper.reports.rendering import Job, Pdf, renderer
from clipper.reports.typst_data import report_charts, report_data
from clipper.reports.writers.files import write_bytes

_TEMPLATE = "modern"


def render(report: Report) -> bytes:
    """Return the PDF; raises RenderingFailed or RenderingCancelled."""
    return make(report).data


def make(report: Report) -> Pdf:
    """Return the PDF and the sentences about what is less than it should be."""
    return renderer().make(Job(_TEMPLATE, report_data(report), report_charts(report)))


def write(report: Report, path: Path) -> tuple[str, ...]:
    """Write the PDF, whole or not at all, and return warnings; raises RenderingFailed and EnvironmentProblem."""
    return save(make(report), path)


def save(pdf: Pdf, path: Path) -> tuple[str, ...]:
    """Write a finished PDF, whole or not at all, and return its warnings; raises EnvironmentProblem."""
    write_bytes(path, pdf.data)
    return pdf.warnings
