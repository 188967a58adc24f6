"""One file a format: each writes a whole report."""

from importlib import import_module
from pathlib import Path

from clipper.model.errors import WrongUsage
from clipper.model.report import Kind
from clipper.reports.document import Report
from clipper.reports.templates import Template

FORMATS = {
    ".pdf": "pdf",
    ".md": "markdown",
    ".html": "html",
    ".eml": "email",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".xml": "feed",
    ".rss": "feed",
}
"""The endings of files that a report can be written to, each with the module of this folder that does it."""


FEEDS = (".xml", ".rss")
"""The endings of a feed, which only a page for a website can be."""
_NEVER = {Kind.REPORT: FEEDS, Kind.BRIEFING: FEEDS, Kind.MEDIA_PAGE: ()}

_TEMPLATED = frozenset({"pdf", "html", "markdown"})


def endings(kind: Kind) -> tuple[str, ...]:
    """Return the endings of the files that a kind of report can be written to."""
    return tuple(ending for ending in FORMATS if ending not in _NEVER[kind])


def write(report: Report, path: Path, template: Template | None = None) -> tuple[str, ...]:
    """Write a report in the format that the file's ending names; return sentences about what could not be set as it is.

    Without a template it is the built-in one that the report names. Raises WrongUsage for another ending, what a
    template's errors raise, and EnvironmentProblem where the file cannot be written; nothing that was there before is
    lost then.
    """
    *most, last = endings(report.kind)
    ending = path.suffix.lower()
    if ending not in (*most, last):
        raise WrongUsage(f"“{report.title}” can be written as {', '.join(most)} or {last}, not as “{path.name}”.")
    name = FORMATS[ending]
    # Each format is imported when it is asked for: setting a PDF loads much that Markdown does not need.
    module = import_module(f"clipper.reports.writers.{name}")
    warnings: tuple[str, ...] = (
        module.write(report, path, template) if name in _TEMPLATED else module.write(report, path)
    )
    return warnings
