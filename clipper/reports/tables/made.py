"""What a table is, and the one way in which all of them are made."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from clipper.model.markup import safe_link
from clipper.model.report import Audience
from clipper.model.text import clean
from clipper.reports.document import Report
from clipper.reports.language import Language, language
from clipper.reports.parts import TONE_ORDER, Amount, Finding, References


class Link(Struct, frozen=True):
    """A text that leads to a web address."""

    text: str
    url: str


Cell = str | int | date | Amount | Link | References | None
"""What stands in a cell; an Amount keeps its unit beside its number, References are running numbers of clippings."""
Row = Mapping[str, Cell]
"""Cells by the keys of their columns."""


class Column(Struct, frozen=True):
    """A column by a key that is the same in every language, and its header; `is_change` has numbers with a sign."""

    key: str
    header: str
    is_change: bool = False


class Table(Struct, frozen=True):
    """A table under its title; `finding` says in words what it shows, `notes` are sentences that belong to it.

    A cell is None or empty where nothing is known. All texts are cleaned and may have several lines.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    finding: str = ""
    notes: tuple[str, ...] = ()


# Columns that are left out where no row has anything in them: comparisons, and what is rarely asked for.
_SOMETIMES = frozenset(
    {"before", "year_before", "change", "numbers", "first_number", "tier", "reach", "remark", "cause", "span"}
    | {"note", "comments", "full_text", "rights_notice"}
)
_GROUPED_DIGITS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]?\d{3})*")
_SHARE = re.compile(r"(\d{1,3})(\s?%)")


class Maker:
    """Makes the tables of one report."""

    def __init__(self, report: Report) -> None:
        self._periods = {"before": report.period_before, "year_before": report.period_last_year}
        self.is_internal = report.audience is Audience.INTERNAL
        self.words: Language = language(report.language)

    def table(
        self,
        key: str,
        title: str,
        columns: Sequence[Column],
        rows: Iterable[Row],
        finding: Finding | None = None,
        notes: Iterable[str] = (),
    ) -> Table:
        """Return a table without the columns that it need not have; a row may know more than the columns ask for."""
        kept = [{name: _tidy(cell) for name, cell in row.items()} for row in rows]
        shown = [column for column in columns if column.key not in _SOMETIMES or _has_any(column.key, kept)]
        said = [finding.text if finding else "", *notes]
        return Table(
            key,
            plain(title),
            tuple(shown),
            tuple(tuple(row[column.key] for column in shown) for row in kept),
            plain(finding.heading) if finding else "",
            tuple(plain(note) for note in said if note),
        )

    def columns(self, *keys: str) -> tuple[Column, ...]:
        """Return columns by their keys."""
        return tuple(map(self.column, keys))

    def column(self, key: str) -> Column:
        """Return a column with the header that its key has in the report's language."""
        return Column(key, plain(self._periods.get(key) or self.words.column(key)), key == "change")

    def tones(self) -> tuple[Column, ...]:
        """Return a column for each tone, none for the public."""
        return tuple(Column(tone, self.words.label(tone)) for tone in TONE_ORDER) if self.is_internal else ()


def _has_any(key: str, rows: Iterable[Row]) -> bool:
    return any(row[key] not in (None, "", References()) for row in rows)


def plain(text: str) -> str:
    """Return cleaned text without the places where a page may hyphenate it."""
    return clean(text).replace("\u00ad", "")


def _tidy(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return plain(cell)
    return Link(plain(cell.text), cell.url) if isinstance(cell, Link) else cell


def printed(text: str) -> Cell:
    """Return a figure that was made ready for a page as a number where it is one: "1,669,000", "34%", but "4 of 23"."""
    if _GROUPED_DIGITS.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    share = _SHARE.fullmatch(text)
    return Amount(int(share[1]), share[2]) if share else text


def linked(text: str, url: str | None) -> Cell:
    """Return a text as a link where there is an address that is fit to be one."""
    safe = safe_link(url)
    return Link(text, safe) if safe else text
