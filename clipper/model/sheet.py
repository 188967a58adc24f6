"""Sheets as plain values: rows of text, and how their columns become what a clipping holds."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from clipper.model.text import words

Place = tuple[int, int]
"""Row and column of a cell, both counted from 0."""


class Use(StrEnum):
    """What a column becomes. FLAG is a column of yes and no that stands for one tag, ZONE is that of AIRED_AT."""

    HEADLINE = "headline"
    DECK = "deck"
    REPORTERS = "reporters"
    SPOKESPEOPLE = "spokespeople"
    OUTLET = "outlet"
    PROGRAMME = "programme"
    MEDIUM = "medium"
    DATE = "published_on"
    URL = "url"
    LANGUAGE = "language"
    BODY = "body"
    TONE = "tone"
    PROMINENCE = "prominence"
    TAGS = "tags"
    TOPICS = "topics"
    FLAG = "flag"
    NOTE = "note"
    HOST = "host"
    AIRED_AT = "aired_at"
    ZONE = "zone"
    DURATION = "duration"
    TIMECODE = "timecode"
    EDITION = "edition"
    SECTION = "section"
    PAGE = "page"
    HANDLE = "handle"


SHARED = frozenset(
    {Use.REPORTERS, Use.SPOKESPEOPLE, Use.BODY, Use.PROMINENCE, Use.TAGS, Use.TOPICS, Use.FLAG, Use.NOTE}
)
"""What several columns may become together; of the others the first cell that says something counts."""


class DateOrder(StrEnum):
    """Which number comes first in a date such as 3/4/2019."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


MOST_ROWS = 100_000
"""So many rows of a sheet are read; nobody clips more at once."""


class Sheet(Struct, frozen=True):
    """The rows of one sheet as texts, dates as YYYY-MM-DD; empty rows are kept, so that rows can be told by number.

    `links` are where cells lead to. `extents` are where the rows stand in the cleaned text of the file.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    links: Mapping[Place, str] = field(default_factory=dict)
    extents: tuple[tuple[int, int], ...] = ()

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)


class Column(Struct, frozen=True):
    """A column by its name, and what it becomes; `tag` is the tag that a FLAG stands for."""

    name: str
    use: Use | None = None
    tag: str = ""


class SheetMapping(Struct, frozen=True):
    """How a sheet is read: which of the file's sheets, which row is its header (None: it has none), what its columns
    become, and how its dates are to be read (None: as the whole column says)."""

    sheet: int = 0
    header: int | None = 0
    columns: tuple[Column, ...] = ()
    date_order: DateOrder | None = None


def key_of(name: str) -> str:
    """Return a column's name as it is compared: its words, without case, accents and punctuation, if it has any."""
    return " ".join(words(name)) or name.strip()


class Preset(Struct, frozen=True):
    """How the columns of a kind of sheet are read, under a name."""

    name: str
    columns: tuple[Column, ...] = ()
    date_order: DateOrder | None = None

    def recognises(self, names: Iterable[str]) -> bool:
        """Tell whether a header is of this kind: it has every column that is used, and none that is not known."""
        own, there = {key_of(column.name) for column in self.columns}, set(map(key_of, names)) - {""}
        return bool(self.used()) and self.used() <= there <= own

    def used(self) -> set[str]:
        """Return the keys of the columns that become something."""
        return {key_of(column.name) for column in self.columns if column.use}

    def columns_for(self, names: Iterable[str]) -> tuple[Column, ...]:
        """Return what the columns of a header become by this preset; those it does not know become nothing."""
        known = {key_of(column.name): column for column in reversed(self.columns)}
        found = [(name, known.get(key_of(name))) for name in names]
        return tuple(Column(name, one.use, one.tag) if one else Column(name) for name, one in found)

    def to_json(self) -> dict[str, Any]:
        """Return the mapping as it is stored and exchanged; the name stands beside it."""
        columns = [{"name": one.name, "use": one.use, "tag": one.tag} for one in self.columns]
        return {"columns": columns, "date_order": self.date_order}

    @classmethod
    def from_json(cls, name: str, values: Any) -> "Preset":
        """Return the preset that to_json wrote; raises ValueError, TypeError or KeyError for anything else."""
        columns = tuple(_column(one) for one in values["columns"])
        order = values.get("date_order")
        return cls(name, columns, DateOrder(order) if order else None)


def _column(values: Any) -> Column:
    name, use, tag = values["name"], values.get("use"), values.get("tag") or ""
    if not isinstance(name, str) or not isinstance(tag, str):
        raise TypeError("a column's name and tag are texts")
    return Column(name, Use(use) if use else None, tag)


class SheetFile(Struct, frozen=True):
    """The sheets of a file, how they were read, and by which preset; None where it was guessed."""

    sheets: tuple[Sheet, ...]
    mapping: SheetMapping
    preset: str | None = None


def unused(columns: Collection[Column]) -> list[str]:
    """Return the names of the columns that become nothing."""
    return [column.name for column in columns if column.use is None]
