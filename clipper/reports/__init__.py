"""Floor 4: coverage becomes figures, a document, and files."""

from clipper.reports.compose import document
from clipper.reports.coverage import Coverage, coverage
from clipper.reports.definition import LANGUAGES, SECTIONS, Audience, Definition
from clipper.reports.document import Report
from clipper.reports.writers import write

__all__ = [
    "LANGUAGES",
    "SECTIONS",
    "Audience",
    "Coverage",
    "Definition",
    "Report",
    "coverage",
    "document",
    "write",
]
