"""The rows of the middle pane: ids in order, pages of rows fetched when they are shown, and the headings of groups.

A heading belongs to the first row of its group, so that every row of the model is one clipping. Nothing is kept for all
rows but their ids: 100,000 clippings cost no more than the pages that were looked at.
"""

import json
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from clipper.library.library import Library
from clipper.library.row_keys import RowKey
from clipper.model.clipping import Row
from clipper.model.codes import State
from clipper.model.query import Query
from clipper.ui.dates import write_date, write_month
from clipper.ui.widgets.tone_disc import tone_word

MIME_TYPE = f"application/x-clipper-clippings-{uuid4().hex}"
"""What a drag of clippings carries: the ids as a JSON list.

Each program that runs has another one: in the library of another window the same ids are other clippings.
"""

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
HEADING_ROLE = ROW_ROLE + 1
HEADED_ROLE = ROW_ROLE + 2
"""Whether a heading stands above a row: much quicker to tell than what it says."""
GROUPED_ROLE = ROW_ROLE + 3
PAGE = 16
_KEPT_PAGES = 80
_PROBES = 32
_Index = QModelIndex | QPersistentModelIndex


class Grouping(StrEnum):
    """What a heading stands above."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    OUTLET = "outlet"
    STORY = "story"
    NONE = "none"


class Heading(Struct, frozen=True):
    """The heading of a group: its words, and how many clippings follow."""

    title: str
    count: int


def mime_data(ids: Iterable[int]) -> QMimeData:
    """Return clippings as a drag carries them."""
    data = QMimeData()
    data.setData(MIME_TYPE, QByteArray(json.dumps(list(ids)).encode()))
    return data


def dragged_ids(data: QMimeData) -> list[int]:
    """Return the clippings that a drag carries, none if it carries something else."""
    if not data.hasFormat(MIME_TYPE):
        return []
    return [int(clipping_id) for clipping_id in json.loads(bytes(data.data(MIME_TYPE).data()))]


class ClippingList(QAbstractTableModel):
    """One column of rows over the ids of a search."""

    def __init__(
        self, library: Library, parent: QObject | None = None, *, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(parent)
        self._library, self._today = library, today
        self._ids: Sequence[int] = ()
        self._query = Query()
        self._grouping = Grouping.DAY
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._ends: dict[int, int] = {}
        self._story_sizes: Mapping[int, int] = {}
        self._story_starts: Sequence[int] = ()
        self._story_titles: dict[int, str] = {}

    # What is shown

    @property
    def ids(self) -> Sequence[int]:
        """The clippings, in order."""
        return self._ids

    @property
    def query(self) -> Query:
        """What was searched for; words of it are marked in the rows."""
        return self._query

    @property
    def grouping(self) -> Grouping:
        """What the headings stand above."""
        return self._grouping

    @property
    def has_snippets(self) -> bool:
        """Whether every row has a third line."""
        return bool(self._query.text_terms)

    def show(self, ids: Sequence[int], query: Query, grouping: Grouping) -> None:
        """Show other clippings, all at once; grouped by story, those of one story are brought together."""
        self.beginResetModel()
        before, is_same = self._ids, query == self._query
        self._ids, self._story_sizes = ids, {}
        if grouping is Grouping.STORY:
            groups = self._library.by_story(ids)
            self._ids, self._story_sizes = groups.ids, groups.sizes
        self._story_starts = list(self._story_sizes)
        self._query, self._grouping = query, grouping
        # The first rows are shown before all are known: what was fetched for them stands.
        pages = {number: page for number, page in self._pages.items() if is_same and self._is_kept(number, before)}
        self._forget()
        self._pages.update(pages)
        self.endResetModel()

    def _is_kept(self, number: int, before: Sequence[int]) -> bool:
        """Tell whether a page holds the same clippings as before."""
        place = _place_of(number)
        return list(self._ids[place]) == list(before[place])

    def refresh(self) -> None:
        """Fetch what is shown anew: something in the rows changed, but not which clippings they are."""
        self._forget()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, self.columnCount() - 1))

    def _forget(self) -> None:
        self._pages.clear()
        self._ends.clear()
        self._story_titles.clear()

    # Rows

    def row_at(self, row: int) -> Row | None:
        """Return a row, None where the clipping has gone since the search."""
        number, offset = divmod(row, PAGE)
        page = self._page(number)
        return page[offset + 1 if number else offset]

    def _pair_at(self, row: int) -> Sequence[Row | None]:
        """Return the row above a row, and that row, from one page."""
        number, offset = divmod(row, PAGE)
        if not offset and number not in self._pages and number - 1 in self._pages:
            return self._page(number - 1)[-2:]
        start = offset if number else offset - 1
        return self._page(number)[start : start + 2]

    def _page(self, number: int) -> list[Row | None]:
        """Return a page with the row above it and the row below it, which tell whether groups start at its ends."""
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._fetch(self._ids[_place_of(number)])
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page

    def _fetch(self, ids: Sequence[int]) -> list[Row | None]:
        query = self._query if self.has_snippets else None
        found = {row.id: row for row in self._library.rows(ids, query)}
        return [found.get(clipping_id) for clipping_id in ids]

    def find(self, clipping_id: int) -> int | None:
        """Return where a clipping stands, None if it is not shown."""
        try:
            return self._ids.index(clipping_id)
        except ValueError:
            return None

    # Headings

    def heading_at(self, row: int) -> Heading | None:
        """Return the heading above a row, None where none stands."""
        if not self.starts_group(row):
            return None
        shown = self.row_at(row)
        if shown is None:
            return None
        if self._grouping is Grouping.STORY:
            return Heading(self._story_title(row), self._story_sizes[row])
        return Heading(self._title(shown), self._end_of(row) - row)

    def starts_group(self, row: int) -> bool:
        """Tell whether a heading stands above a row."""
        if self._grouping is Grouping.NONE or not 0 <= row < len(self._ids):
            return False
        if self._grouping is Grouping.STORY:
            return row in self._story_sizes
        if row == 0:
            return True
        above, here = self._pair_at(row)
        return self._key(above) != self._key(here)

    def is_of_group(self, row: int) -> bool:
        """Tell whether a row belongs to a heading where others, clippings that stand alone, have none."""
        place = bisect_right(self._story_starts, row) - 1
        return place >= 0 and row < self._story_starts[place] + self._story_sizes[self._story_starts[place]]

    def _story_title(self, row: int) -> str:
        if row not in self._story_titles:
            self._story_titles[row] = self._library.story_title(self._ids[row])
        return self._story_titles[row]

    def _key_at(self, row: int) -> Any:
        return self._key(self.row_at(row))

    def _key(self, row: Row | RowKey | None) -> Any:
        if row is None:
            return None
        if self._grouping is Grouping.OUTLET:
            return row.outlet
        return _first_day(row.published_on or row.added_on, self._grouping)

    def _end_of(self, start: int) -> int:
        """Return where the group that starts at a row ends; rows of one group stand together.

        Looks at the page at hand, then at a few rows spread over the rest: a group may be larger than all pages kept.
        """
        if start not in self._ends:
            key, last = self._key_at(start), start
            page_end = min(len(self._ids), (start // PAGE + 1) * PAGE)
            while last + 1 < page_end and self._key_at(last + 1) == key:
                last += 1
            self._ends[start] = last + 1 if last + 1 < page_end else self._search_end(key, last)
        return self._ends[start]

    def _search_end(self, key: Any, last: int) -> int:
        """Look farther and farther away first, as most groups are small, then between."""
        beyond = len(self._ids)
        probes: Sequence[int] = [last + 2**power for power in range((beyond - last - 1).bit_length())]
        while probes:
            last, beyond = self._between(key, last, beyond, probes)
            probes = range(last + max(1, (beyond - last) // _PROBES), beyond, max(1, (beyond - last) // _PROBES))
        return beyond

    def _between(self, key: Any, last: int, beyond: int, probes: Sequence[int]) -> tuple[int, int]:
        """Narrow down where a group ends, which is after `last` and not after `beyond`, by rows between."""
        keys = self._library.row_keys([self._ids[probe] for probe in probes])
        for probe in probes:
            if self._key(keys.get(self._ids[probe])) != key:
                return last, probe
            last = probe
        return last, beyond

    def _title(self, row: Row) -> str:
        if self._grouping is Grouping.OUTLET:
            return row.outlet or _say("No outlet")
        if row.published_on is None:
            return _say("Added {day}").format(day=day_title(row.added_on, self._grouping, self._today()))
        return day_title(row.published_on, self._grouping, self._today())

    # Qt's side

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        """Return the number of clippings."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        """Return one: a row draws itself whole."""
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the headline, the row, its heading, or the sentence that a screen reader says."""
        if not index.isValid():
            return None
        if role == HEADING_ROLE:
            return self.heading_at(index.row())
        if role == HEADED_ROLE:
            return self.starts_group(index.row())
        if role == GROUPED_ROLE:
            return self.is_of_group(index.row())
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row_at(index.row())
        if row is None or role == ROW_ROLE:
            return row
        return row.title if role == Qt.ItemDataRole.DisplayRole else spoken(row)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return that rows can be selected and dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """Return the clippings of some rows as a drag carries them."""
        return mime_data(self._ids[index.row()] for index in indexes)


def _say(text: str) -> str:
    return QCoreApplication.translate("ClippingList", text)


def _place_of(page: int) -> slice:
    """Return which rows are fetched for a page: its own, the one above, the one below."""
    return slice(max(0, page * PAGE - 1), (page + 1) * PAGE + 1)


def _first_day(day: date, grouping: Grouping) -> date:
    if grouping is Grouping.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if grouping is Grouping.MONTH else day


def day_title(day: date, grouping: Grouping, today: date) -> str:
    """Return the heading of the day, week or month that a day is in."""
    if grouping is Grouping.MONTH:
        return write_month(day)
    if grouping is Grouping.WEEK:
        return _say("Week of {day}").format(day=write_date(_first_day(day, grouping)))
    written = write_date(day, weekday=True)
    if day.year == today.year:
        written = written.removesuffix(str(day.year)).rstrip()
    return f"{_say('Today')} · {written}" if day == today else written


def spoken(row: Row) -> str:
    """Return everything that a row shows as words, for a screen reader."""
    parts = [
        _say("New") if row.state is State.NEW else None,
        row.title,
        row.outlet,
        row.programme,
        ", ".join(row.reporters),
        write_date(row.published_on) if row.published_on else _say("undated"),
        _say("text missing") if row.lacks_text else None,
        _say("{n} clippings in its story").format(n=row.story_size) if row.story_size > 1 else None,
        _say("tags {names}").format(names=", ".join(row.tags)) if row.tags else None,
        _say("tone {word}").format(word=tone_word(row.tone).lower()),
        _say("key coverage") if row.starred else None,
    ]
    return ", ".join(part for part in parts if part)
