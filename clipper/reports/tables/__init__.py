"""A report as plain tables: what it lists, and one for each figure; for spreadsheets and for copying as cells.

What an audience must not see has no column: a public report has none for tone, prominence, medium, tags and notes.
"""

from collections.abc import Iterator

from clipper.reports.document import Report
from clipper.reports.tables.figures import MAKERS
from clipper.reports.tables.listed import about, entries, listing
from clipper.reports.tables.made import Cell, Column, Link, Table

__all__ = ["Cell", "Column", "Link", "Table", "entries", "listing", "of_figures", "tables"]


def tables(report: Report) -> tuple[Table, ...]:
    """Return all tables of a report: what it lists, its figures, and last what it is and how it was counted."""
    figures = tuple(of_figures(report))
    return listing(report), *figures, about(report, figures)


def of_figures(report: Report) -> Iterator[Table]:
    """Yield the tables of the figures in the order of their sections, without those that have no rows."""
    for section in report.sections:
        if section.key in MAKERS:
            yield from (table for table in MAKERS[section.key](report, section) if table.rows)
