"""Tables of a report for Word: heads that are repeated on each page, rows that stay whole, numbers that lead on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from clipper.reports.language import language
from clipper.reports.parts import TONE_ORDER, Amount, Fact, References
from clipper.reports.tables import Column, Link, Table
from clipper.reports.writers.word.manuscript import Manuscript, paragraph, shortened
from clipper.reports.writers.word.xml import Element, el, run

MARKS = {"positive": "▲", "mixed": "◆", "neutral": "●", "negative": "▼", "not-coded": "○"}
RAIL = 2268
# Above so many in a row marks are no longer counted with the eye.
_MOST_MARKS = 12
# How much room a column asks for beside others; those of texts that name a row ask for more than those of figures.
_WEIGHTS = {
    "outlet": 3.6,
    "person": 3.2,
    "reporter": 2.6,
    "topic": 3.4,
    "topics": 2.6,
    "message": 5.5,
    "mark": 0.9,
    "number": 1.5,
    "reach": 1.6,
    "change": 1.3,
    "organisation": 3.0,
    "measure": 2.4,
    "period": 2.0,
    "before": 1.6,
    "year_before": 1.6,
    "voice": 1.8,
    "numbers": 2.6,
    "tones": 2.4,
    "others": 3.0,
    "headline": 4.0,
    "medium": 1.6,
    "tier": 1.4,
    "what": 3.2,
    "state": 2.2,
    "asked": 2.2,
    "outcome": 2.2,
    "owner": 1.5,
    "prominence": 2.4,
    "language": 2.4,
    "region": 2.4,
    "remark": 2.0,
    "line": 5.0,
    "text": 5.0,
}


class Head(Struct, frozen=True):
    """The head of a column, its share of the table's width, and whether its cells are figures."""

    text: str
    weight: float
    is_figure: bool = False


def data_table(
    manuscript: Manuscript, table: Table, width: int, *, left: int = 0, leave_out: Iterable[str] = ()
) -> None:
    """Add a table of a report, so many twentieths of a point wide."""
    # The medium of an outlet stands below its name.
    below = "medium" if table.key == "outlets" else ""
    columns = [column for column in table.columns if column.key not in {below, *leave_out}]
    rows = [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]
    if table.key == "outlets":
        columns, rows = _with_marks(columns, rows, manuscript.report.labels["tone_only"])
    short = {"before": manuscript.report.short_before, "year_before": manuscript.report.short_last_year}
    heads = [_head(column, short, [row[column.key] for row in rows]) for column in columns]
    first, *rest = columns
    cells = [
        [
            _cell(manuscript, first, row, "TableName", below),
            *(_cell(manuscript, column, row, "TableText", "") for column in rest),
        ]
        for row in rows
    ]
    add_table(manuscript, heads, cells, width, left=left, title=table.title, description=table.finding)


def _with_marks(
    columns: Sequence[Column], rows: Sequence[dict[str, Any]], label: str
) -> tuple[list[Column], list[dict[str, Any]]]:
    """One column with a mark for each clipping in place of a column for each tone."""
    first = next((place for place, column in enumerate(columns) if column.key in TONE_ORDER), None)
    if first is None:
        return list(columns), list(rows)
    rest = [column for column in columns[first:] if column.key not in TONE_ORDER]
    merged = [row | {"tones": {tone: row[tone] for tone in TONE_ORDER}} for row in rows]
    return [*columns[:first], Column("tones", label), *rest], merged


def _head(column: Column, short: Mapping[str, str], cells: Iterable[object]) -> Head:
    is_figure = any(isinstance(cell, int | Amount) for cell in cells)
    return Head(short.get(column.key) or column.header, _WEIGHTS.get(column.key, 1.2 if is_figure else 2.0), is_figure)


def _cell(manuscript: Manuscript, column: Column, row: Mapping[str, Any], style: str, below: str) -> list[Element]:
    cell = row[column.key]
    found = [_right(style, _content(manuscript, column, cell), isinstance(cell, int | Amount))]
    return [*found, paragraph("TableText", run(shortened(row[below]), style="Small"))] if below else found


def _right(style: str, content: list[Element], is_figure: bool) -> Element:
    return paragraph(style, content, [el("jc", val="right")] if is_figure else ())


def _content(manuscript: Manuscript, column: Column, cell: object) -> list[Element]:
    if isinstance(cell, Mapping):
        return marks(cell)
    if isinstance(cell, References):
        return manuscript.numbers(cell)
    if isinstance(cell, Link):
        return manuscript.link(cell.url, manuscript.line(cell.text, "Hyperlink"))
    if isinstance(cell, int) and column.is_change:
        return run(f"+{cell}" if cell > 0 else f"−{-cell}" if cell else "±0", style="Small")
    if isinstance(cell, int):
        number = language(manuscript.report.language).number(cell)
        return run(number, style="Figures" if column.key == "number" else "")
    # What may not be broken in a line of text may have to be in a narrow column.
    return run(amount(cell) if isinstance(cell, Amount) else "" if cell is None else shortened(str(cell)))


def amount(value: Amount) -> str:
    """Return a value with its unit: 4, 76%, 14 of 23."""
    return f"{value.number}{value.unit}" if value.unit.endswith("%") else f"{value.number} {value.unit}".strip()


def marks(counts: Mapping[str, object]) -> list[Element]:
    """Return tones as marks, one for each clipping; as a mark and a number where they are too many."""
    numbers = {tone: count for tone in TONE_ORDER if isinstance(count := counts.get(tone), int) and count}
    are_few = sum(numbers.values()) <= _MOST_MARKS
    found: list[Element] = []
    for tone, number in numbers.items():
        found += run(MARKS[tone] * number if are_few else f"{MARKS[tone]}\u00a0{number}  ", style=tone_style(tone))
    return found


def tone_style(tone: str) -> str:
    """Return the character style of a tone."""
    return "Tone" + tone.title().replace("-", "")


def add_table(
    manuscript: Manuscript,
    heads: Sequence[Head],
    rows: Sequence[Sequence[list[Element]]],
    width: int,
    *,
    left: int = 0,
    title: str = "",
    description: str = "",
) -> None:
    """Add a table whose first row is its head; each cell is a list of paragraphs."""
    total = sum(head.weight for head in heads)
    widths = [round(width * head.weight / total) for head in heads]
    top = [[_right("TableHead", run(shortened(head.text)), head.is_figure)] for head in heads]
    properties = el(
        "tblPr",
        el("tblStyle", val="ReportTable"),
        el("tblW", w=sum(widths), type="dxa"),
        el("tblInd", w=left, type="dxa"),
        el("tblLayout", type="fixed"),
        el("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        *([el("tblCaption", {"w:val": shortened(title)})] if title else []),
        *([el("tblDescription", {"w:val": shortened(description)})] if description else []),
    )
    grid = el("tblGrid", *(el("gridCol", w=one) for one in widths))
    body = [_row(top, widths, is_head=True), *(_row(cells, widths) for cells in rows)]
    manuscript.nodes += [
        el("tbl", properties, grid, *body),
        el("p", el("pPr", el("spacing", line=120, lineRule="exact"))),
    ]


def _row(cells: Sequence[list[Element]], widths: Sequence[int], *, is_head: bool = False) -> Element:
    properties = el("trPr", el("cantSplit"), *([el("tblHeader")] if is_head else []))
    made = [
        el("tc", el("tcPr", el("tcW", w=width, type="dxa")), *cell) for cell, width in zip(cells, widths, strict=True)
    ]
    return el("tr", properties, *made)


def facts_table(manuscript: Manuscript, facts: Sequence[Fact], width: int, most: int) -> None:
    """Add facts, at most so many beside one another, each under its label."""
    for start in range(0, len(facts), most):
        shown = facts[start : start + most]
        each = width // len(shown)
        cells = [
            el(
                "tc",
                el("tcPr", el("tcW", w=each, type="dxa")),
                paragraph("TableText", manuscript.text(fact.label, "Label")),
                paragraph("TableText", manuscript.text(fact.text)),
            )
            for fact in shown
        ]
        properties = el(
            "tblPr",
            el("tblStyle", val="FactsTable"),
            el("tblW", w=each * len(shown), type="dxa"),
            el("tblLayout", type="fixed"),
        )
        grid = el("tblGrid", *(el("gridCol", w=each) for _ in shown))
        manuscript.nodes += [el("tbl", properties, grid, el("tr", el("trPr", el("cantSplit")), *cells)), gap()]


def gap() -> Element:
    """Return what keeps two tables apart."""
    return el("p", el("pPr", el("spacing", line=120, lineRule="exact")))
