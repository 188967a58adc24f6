"""What is copied from a report to be pasted elsewhere: all of it as formatted text, a chart, a table."""

from collections.abc import Iterable
from datetime import date
from html import escape

from msgspec import Struct

from clipper.model.errors import NotFound
from clipper.model.text import clean_line
from clipper.model.values import replace
from clipper.reports.document import Report
from clipper.reports.parts import Amount, References
from clipper.reports.tables import Cell, Link, Table
from clipper.reports.writers.html import data_uri, with_unit
from clipper.reports.writers.mail_body import body_html, body_text, pictures


class Copied(Struct, frozen=True):
    """What a clipboard takes: HTML for whoever reads it, else the text."""

    html: str
    text: str


def formatted(report: Report) -> Copied:
    """Return a report or briefing to be pasted into a mail or a document, its charts as pictures within it.

    Raises RenderingFailed and RenderingCancelled.
    """
    drawn = {name: replace(one, source=str(data_uri(one.data, "image/png"))) for name, one in pictures(report).items()}
    return Copied(body_html(report, drawn), body_text(report))


def chart(report: Report, name: str) -> bytes:
    """Return one chart as PNG, two pixels a point on white; raises NotFound where the report has none of that name."""
    found = pictures(report).get(name)
    if found is None:
        raise NotFound("This report does not draw that chart.")
    return found.data


def cells(table: Table) -> Copied:
    """Return a table for a spreadsheet or a slide: as HTML, and as text with tabs between its cells."""
    head = [column.header for column in table.columns]
    rows = [[_said(cell) for cell in row] for row in table.rows]
    lines = ["\t".join(map(clean_line, row)) for row in (head, *rows)]
    html = f"<table><thead>{_row('th', head)}</thead><tbody>{''.join(_row('td', row) for row in rows)}</tbody></table>"
    return Copied(html, "\n".join(lines) + "\n")


def _row(tag: str, texts: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(text)}</{tag}>' for text in texts)}</tr>"


def _said(cell: Cell) -> str:
    """Return a cell as text; numbers stay what a spreadsheet takes for numbers."""
    if isinstance(cell, Amount):
        return with_unit(cell)
    if isinstance(cell, References):
        return " ".join([", ".join(map(str, cell.shown)), cell.more]).strip()
    if isinstance(cell, Link):
        return cell.text
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell)
