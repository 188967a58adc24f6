"""The clippings of a report as CSV (RFC 4180), with the byte-order mark without which Excel misreads accents."""

import csv
import io
import re
from datetime import date
from pathlib import Path

from clipper.reports.document import Report
from clipper.reports.tables import Cell, Link, listing
from clipper.reports.writers.files import write_bytes

# Spreadsheets take what begins so for a formula, and some of them run it.
_FORMULA = re.compile(r"^[=+\-@\t\r＝＋－＠]")


def write(report: Report, path: Path) -> tuple[str, ...]:
    """Write the clippings, whole or not at all; raises EnvironmentProblem where the file cannot be written."""
    write_bytes(path, render(report))
    return ()


def render(report: Report) -> bytes:
    """Return the clippings as CSV; a cell that could pass for a formula begins with an apostrophe."""
    table = listing(report)
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(_text(column.header) for column in table.columns)
    lines.writerows(map(_text, row) for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Link):
        cell = cell.text
    return _FORMULA.sub(r"'\g<0>", "" if cell is None else str(cell))
