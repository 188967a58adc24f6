"""A report as PDF: tagged, with bookmarks and links, and the same bytes for the same report."""

from pathlib import Path

from clipper.reports.document import Report
from clipper.reports.rendering import Job, Pdf, Told, renderer
from clipper.reports.templates import Template, find, templates
from clipper.reports.typst_data import report_charts, report_data
from clipper.reports.writers.files import write_bytes


def render(report: Report) -> bytes:
    """Return the PDF; raises what make() does."""
    return make(report).data


def make(report: Report, template: Template | None = None, told: Told | None = None, *, preview: bool = False) -> Pdf:
    """Return the PDF and the sentences about what is less than it should be.

    Without a template it is the built-in one that the report names. A preview has the same pages, with links that only
    the window can follow. Raises RenderingFailed, RenderingCancelled, NotFound and TemplateProblem.
    """
    template = _fitting(template or find(report.template), report)
    job = Job(template, report_data(report), report_charts(report, template), preview)
    return renderer().make(job, told)


def _fitting(template: Template, report: Report) -> Template:
    """Return the template, or where it is for documents of another kind the first one for those of this kind."""
    fitting = (one for one in templates() if one.kind == report.kind)
    return template if template.kind == report.kind else next(fitting, template)


def write(report: Report, path: Path, template: Template | None = None, told: Told | None = None) -> tuple[str, ...]:
    """Write the PDF, whole or not at all, and return warnings; raises what make() does, and EnvironmentProblem."""
    return save(make(report, template, told), path)


def save(pdf: Pdf, path: Path) -> tuple[str, ...]:
    """Write a finished PDF, whole or not at all, and return its warnings; raises EnvironmentProblem."""
    write_bytes(path, pdf.data)
    return pdf.warnings
