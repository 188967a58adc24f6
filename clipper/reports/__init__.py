"""Floor 4: coverage becomes figures, a document, and files."""

from clipper.model.report import Audience, Definition, Kind, ReportIssue
from clipper.reports.compose import document
from clipper.reports.coverage import Coverage, all_published, coverage, covered
from clipper.reports.document import Report
from clipper.reports.language import LANGUAGES
from clipper.reports.writers import write

__all__ = [
    "LANGUAGES",
    "Audience",
    "Coverage",
    "Definition",
    "Kind",
    "Report",
    "ReportIssue",
    "all_published",
    "coverage",
    "covered",
    "document",
    "write",
]
