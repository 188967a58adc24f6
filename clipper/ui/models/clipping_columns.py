"""The clippings of a search as a table: the same ids and pages as the list, a column for each thing that is known."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from clipper.library.search import Sort
from clipper.model.clipping import Row
from clipper.model.values import replace
from clipper.ui.code_words import language_word, medium_words, prominence_words, relation_words, state_words
from clipper.ui.dates import write_date
from clipper.ui.models.clipping_list import ClippingList
from clipper.ui.widgets.tone_disc import tone_word

_Index = QModelIndex | QPersistentModelIndex


class Column(StrEnum):
    """What a column shows; the values are what is remembered."""

    HEADLINE = "headline"
    DATE = "date"
    OUTLET = "outlet"
    PROGRAMME = "programme"
    MEDIUM = "medium"
    REPORTER = "reporter"
    SPOKESPEOPLE = "spokespeople"
    TAGS = "tags"
    TONE = "tone"
    PROMINENCE = "prominence"
    RELATION = "relation"
    LANGUAGE = "language"
    STATE = "state"
    STORY = "story"
    ADDED = "added"
    DUE = "due"
    FOLLOW_UP = "follow_up"


COLUMNS = tuple(Column)
"""The columns by their numbers in the model."""


class Habit(Struct, frozen=True):
    """How a column is until a person has it otherwise: its width in pixels, and whether it is shown."""

    width: int
    shown: bool = True


HABITS = {
    Column.HEADLINE: Habit(300),
    Column.DATE: Habit(136),
    Column.OUTLET: Habit(150),
    Column.PROGRAMME: Habit(130, shown=False),
    Column.MEDIUM: Habit(92, shown=False),
    Column.REPORTER: Habit(130),
    Column.SPOKESPEOPLE: Habit(150, shown=False),
    Column.TAGS: Habit(170),
    Column.TONE: Habit(106),
    Column.PROMINENCE: Habit(120, shown=False),
    Column.RELATION: Habit(92, shown=False),
    Column.LANGUAGE: Habit(92, shown=False),
    Column.STATE: Habit(84, shown=False),
    Column.STORY: Habit(64, shown=False),
    Column.ADDED: Habit(102, shown=False),
    Column.FOLLOW_UP: Habit(190, shown=False),
    Column.DUE: Habit(150, shown=False),
}

SORTS = {
    Column.HEADLINE: (Sort.HEADLINE,),
    Column.OUTLET: (Sort.OUTLET,),
    Column.DATE: (Sort.NEWEST, Sort.OLDEST),
    Column.DUE: (Sort.DUE,),
}
"""The orders of columns that have any, the first one first."""


def column_title(column: Column) -> str:
    """Return what stands above a column."""
    return {
        Column.HEADLINE: _say("Headline"),
        Column.DATE: _say("Date"),
        Column.OUTLET: _say("Outlet"),
        Column.PROGRAMME: _say("Programme"),
        Column.MEDIUM: _say("Medium"),
        Column.REPORTER: _say("Reporter"),
        Column.SPOKESPEOPLE: _say("Spokespeople"),
        Column.TAGS: _say("Tags"),
        Column.TONE: _say("Tone"),
        Column.PROMINENCE: _say("Prominence"),
        Column.RELATION: _say("Relation"),
        Column.LANGUAGE: _say("Language"),
        Column.STATE: _say("State"),
        Column.STORY: _say("Story"),
        Column.ADDED: _say("Added"),
        Column.FOLLOW_UP: _say("Follow-up"),
        Column.DUE: _say("Due"),
    }[column]


def cell_text(row: Row, column: Column) -> str:
    """Return what a cell says, empty where nothing is known."""
    return _TEXTS[column](row) or ""


def is_unknown(row: Row, column: Column) -> bool:
    """Tell whether a cell only says that something is not known."""
    return {
        Column.DATE: row.published_on is None,
        Column.TONE: row.tone is None,
        Column.PROMINENCE: row.prominence is None,
    }.get(column, False)


_TEXTS: dict[Column, Callable[[Row], str | None]] = {
    Column.HEADLINE: lambda row: row.title,
    Column.DATE: lambda row: _date_text(row.published_on, row.added_on),
    Column.OUTLET: lambda row: row.outlet,
    Column.PROGRAMME: lambda row: row.programme,
    Column.MEDIUM: lambda row: dict(medium_words())[row.medium] if row.medium else "",
    Column.REPORTER: lambda row: ", ".join(row.reporters),
    Column.SPOKESPEOPLE: lambda row: ", ".join(row.spokespeople),
    Column.TAGS: lambda row: ", ".join(row.tags),
    Column.TONE: lambda row: tone_word(row.tone),
    Column.PROMINENCE: lambda row: dict(prominence_words())[row.prominence] if row.prominence else tone_word(None),
    Column.RELATION: lambda row: dict(relation_words())[row.relation],
    Column.LANGUAGE: lambda row: language_word(row.language) if row.language else "",
    Column.STATE: lambda row: dict(state_words())[row.state],
    Column.STORY: lambda row: str(row.story_size) if row.story_size > 1 else "",
    Column.ADDED: lambda row: write_date(row.added_on, short=True),
    Column.FOLLOW_UP: lambda row: "; ".join(" ".join(what.split()) for what in row.to_follow_up),
    Column.DUE: lambda row: _due_text(row.due, is_overdue=row.is_overdue) if row.due else "",
}


def _date_text(published_on: date | None, added_on: date) -> str:
    """The day of a clipping; where it has none the day that it came in, among which it stands."""
    if published_on is not None:
        return write_date(published_on, short=True)
    return _say("added {day}").format(day=write_date(added_on, short=True))


def _due_text(due: date, *, is_overdue: bool) -> str:
    day = write_date(due, short=True)
    return _say("{day}, overdue").format(day=day) if is_overdue else day


def _say(text: str) -> str:
    return QCoreApplication.translate("ClippingColumns", text)


def _with_all(row: Row, people: Sequence[str], matters: Sequence[tuple[str, date | None]], today: date) -> Row:
    due = min((day for _, day in matters if day), default=None)
    return replace(
        row,
        spokespeople=tuple(people),
        to_follow_up=tuple(what for what, _ in matters),
        due=due,
        is_overdue=due is not None and due < today,
    )


class ClippingColumns(ClippingList):
    """The clippings with a cell for each column; the first cell says the whole row to a screen reader."""

    def _fetch(self, ids: Sequence[int]) -> list[Row | None]:
        people, matters = self._library.spokespeople(ids), self._library.to_follow_up(ids)
        today = self._library.today()
        return [
            row and _with_all(row, people.get(row.id, ()), matters.get(row.id, ()), today)
            for row in super()._fetch(ids)
        ]

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        """Return the number of columns, those that are hidden included."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, beside all that the list knows of the row."""
        is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not is_text or not index.isValid() or index.column() == 0:
            return super().data(index, role)
        row = self.row_at(index.row())
        return cell_text(row, COLUMNS[index.column()]) if row is not None else None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what stands above a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_title(COLUMNS[section])
        return None
