"""The sections of a report, each made from the same coverage."""

from collections.abc import Callable

from clipper.reports.document import Section
from clipper.reports.entries import Register
from clipper.reports.method import method
from clipper.reports.sections.issues import issues
from clipper.reports.sections.listing import clippings, key_coverage
from clipper.reports.sections.outlets import outlets
from clipper.reports.sections.people import people
from clipper.reports.sections.share import share
from clipper.reports.sections.summary import summary
from clipper.reports.sections.topics import topics
from clipper.reports.sections.volume import volume

MAKERS: dict[str, Callable[[Register, int], Section | None]] = {
    "summary": summary,
    "volume": volume,
    "outlets": outlets,
    "people": people,
    "topics": topics,
    "share": share,
    "key": key_coverage,
    "issues": issues,
    "clippings": clippings,
    "method": method,
}
"""What makes each chapter, by its key; a maker returns None where there is nothing to show."""
