"""The rows of a sheet as drafts: what each column becomes, what could not be read, and what was not used."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import Struct

from clipper.capture.finders.language import language_of
from clipper.capture.formats.table import values
from clipper.capture.formats.table.columns import is_advertising_value, is_french
from clipper.capture.formats.table.days import Day, Order, day_in, order_of
from clipper.capture.formats.table.header import Row, Table
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.outlets import medium_in
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Prominence, Role, Tone
from clipper.model.draft import Coding, Doubt, Draft, Guess, Problem, Span
from clipper.model.medium_fields import MEDIUM_FIELDS, fields_of
from clipper.model.progress import Progress, telling
from clipper.model.sheet import Column, DateOrder, Use, key_of
from clipper.model.text import fold

_SURE = 0.95
_FREE = frozenset({Use.HEADLINE, Use.DECK, Use.BODY, Use.NOTE})
_OF_MEDIA = frozenset({*map(Use, MEDIUM_FIELDS), Use.ZONE})
_TELLING = 0.8
_FEW_WORDS = 3
_NONE: Guess[Any] = guess(None, 0.0)
_NOBODY: Guess[Any] = guess((), 0.0)
_NAMED = 8
_LONGEST_QUOTED = 60
_NO_MENTION = "It has no headline, no link and no text, so it was left out."
_NO_DATE = "“{cell}” in “{column}” is no date. The clipping has none."
_NO_YEAR = "“{cell}” in “{column}” names no year; {day} was taken."
_NO_LINK = "“{cell}” in “{column}” is no web address. The clipping has no link."
_NO_TIME = "“{cell}” in “{column}” is no time of day such as 7:40 or 19 h 30. The clipping has no air time."
_NO_LENGTH = "“{cell}” in “{column}” is no length such as 7:40 or 45 min. The clipping has none."
_TIMES = {
    Use.AIRED_AT: (values.air_time, _NO_TIME),
    Use.DURATION: (values.length, _NO_LENGTH),
    Use.TIMECODE: (values.length, _NO_LENGTH),
}
_UNKNOWN = {
    Use.TONE: "“{cell}” in “{column}” is no tone that Clipper knows. {where} not coded.",
    Use.MEDIUM: "“{cell}” in “{column}” is no medium that Clipper knows. {where} read for the outlet’s.",
    Use.LANGUAGE: "“{cell}” in “{column}” is no language that Clipper knows. {where} read for its language.",
    Use.PROMINENCE: "“{cell}” in “{column}” is no prominence that Clipper knows. {where} not coded.",
    Use.ZONE: "“{cell}” in “{column}” is no time zone that Clipper knows. {where} left without one.",
    Use.FLAG: "“{cell}” in “{column}” is neither yes nor no. {where} not tagged.",
}
_MIXED = (
    "Some dates in “{column}” begin with the day, some with the month. Most begin with the {first}: that was taken."
)
_OPEN = "The dates in “{column}” may begin with the day or the month. They were read as beginning with the {first}."
NO_HEADLINE = "No column holds the headline: the clippings have none, and go by their link or their text."
_UNUSED = "Not used, but kept in the original: {names}."
_ONLY_OF_MEDIA = "Taken only where the medium of a row has such a field, else kept in the original: {names}."
_NO_VALUE = "“{names}” was left out: what an advertisement would have cost says nothing about coverage."


class RowsRead(NamedTuple):
    """The drafts of a sheet in the order of its rows, what could not be read, and what a person should know."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


class Cells:
    """What cells mean to those who know the names of a lexicon, each found out once however often its row is read."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.day = lru_cache(None)(lambda cell, order: day_in(cell, order, lexicon.today))
        self.outlet = lru_cache(None)(lambda cell: values.outlet(cell, lexicon))
        self.people = lru_cache(4096)(lambda cell: values.people(cell, lexicon))
        self.address = lru_cache(None)(values.address)
        self.language = lru_cache(20_000)(language_of)


def read_rows(
    table: Table,
    columns: Sequence[Column],
    date_order: DateOrder | None,
    cells: Cells,
    text: str,
    progress: Progress | None = None,
) -> RowsRead:
    """Read every row of a table; each is a draft, or a problem says why it is none."""
    reader = _Reader(table, columns, date_order, cells, text)
    drafts = tuple(draft for row in telling(table.rows, progress) if (draft := reader.draft(row)))
    return RowsRead(drafts, reader.all_problems(), reader.remarks())


class _Unknown(Struct):
    """A word that means nothing, where it stands first, and in how many rows."""

    cell: str
    column: str
    number: int
    count: int = 0


class _Cell(NamedTuple):
    place: int
    text: str


class _Said(Struct):
    """What a row says for one draft, field by field."""

    row: Row
    cells: Mapping[Use, Sequence[_Cell]]
    outlet: Guess[str | None] = _NONE
    medium: Guess[Medium | None] = _NONE
    url: Guess[str | None] = _NONE


class _Reader:
    def __init__(
        self, table: Table, columns: Sequence[Column], date_order: DateOrder | None, known: Cells, text: str
    ) -> None:
        self._table, self._columns, self._text = table, columns, text
        self._known, self._lexicon = known, known.lexicon
        self._places: defaultdict[Use, list[int]] = defaultdict(list)
        for place, column in enumerate(columns[: len(table.names)]):
            if column.use:
                self._places[column.use].append(place)
        self._orders = {place: self._order(place, date_order) for place in self._places[Use.DATE]}
        self._problems: list[Problem] = []
        self._unknown: dict[tuple[Use, int, str], _Unknown] = {}
        # The columns of media's fields that said something for a row, and those that did so for one of another medium.
        self._heard: set[int] = set()
        self._unheard: set[int] = set()

    def _order(self, place: int, chosen: DateOrder | None) -> Order:
        if chosen:
            return Order(chosen)
        cells = [row.cells[place] for row in self._table.rows]
        return order_of(cells, self._lexicon.today, is_french=is_french(self._table.names))

    # One row

    def draft(self, row: Row) -> Draft | None:
        """Return the draft of a row; None, with a problem, where it says nothing to keep."""
        said = _Said(row, {use: self._filled(row, use) for use in self._places})
        headline, body = self._line(said, Use.HEADLINE), self._body(said)
        said.url = self._url(said)
        if not (headline.value or body.value or said.url.value):
            self._problems.append(Problem(_NO_MENTION, row.number, is_left_out=True))
            return None
        self._take_outlet(said)
        reporters = self._reporters(said)
        return Draft(
            headline=headline,
            deck=self._line(said, Use.DECK),
            reporters=reporters,
            spokespeople=self._spokespeople(said, reporters.value),
            outlet=said.outlet,
            programme=self._line(said, Use.PROGRAMME),
            medium=said.medium,
            published_on=self._date(said),
            url=said.url,
            language=self._language(said, f"{headline.value or ''} {body.value or ''}"),
            body=body,
            extent=row.extent,
            coding=self._coding(said),
        )

    def _filled(self, row: Row, use: Use) -> list[_Cell]:
        cells = [_Cell(place, row.cells[place]) for place in self._places[use]]
        return [cell for cell in cells if not values.says_nothing(cell.text, is_free=use in _FREE)]

    def _span(self, row: Row, cell: str) -> list[Span]:
        """Return where a cell stands in the text, where it stands there letter for letter."""
        wanted = cell.strip()
        start = self._text.find(wanted, *row.extent) if wanted else -1
        return [] if start < 0 else [(start, start + len(wanted))]

    def _line(self, said: _Said, use: Use) -> Guess[str | None]:
        for _, cell in said.cells.get(use, ()):
            value = values.line(cell)
            if value:
                return guess(value, _SURE, self._span(said.row, cell))
        return _NONE

    def _body(self, said: _Said) -> Guess[str | None]:
        """Join what several columns hold of the text, a piece that stands in another left out."""
        pieces: list[str] = []
        spans: list[Span] = []
        for _, cell in said.cells.get(Use.BODY, ()):
            piece = values.body(cell)
            if piece and not any(piece in other for other in pieces):
                pieces = [other for other in pieces if other not in piece] + [piece]
                spans += self._span(said.row, cell)
        return guess("\n\n".join(pieces), _SURE, spans) if pieces else _NONE

    def _url(self, said: _Said) -> Guess[str | None]:
        problem: Problem | None = None
        for place, cell in said.cells.get(Use.URL, ()):
            found = self._known.address(said.row.links.get(place) or cell) or self._known.address(cell)
            if found:
                return guess(found, 0.97, self._span(said.row, cell))
            sentence = _NO_LINK.format(cell=_quoted(cell), column=self._columns[place].name)
            problem = problem or Problem(sentence, said.row.number)
        found = self._linked(said)
        if found is None and problem:
            self._problems.append(problem)
        return guess(found, 0.9) if found else _NONE

    def _linked(self, said: _Said) -> str | None:
        """Return where the headline leads, else where any other cell does."""
        links = said.row.links
        places = [*self._places[Use.URL], *self._places[Use.HEADLINE], *sorted(links)]
        return next(
            (found for place in places if place in links and (found := self._known.address(links[place]))), None
        )

    def _take_outlet(self, said: _Said) -> None:
        """Take outlet and medium, each of which may tell the other."""
        known = beside = None
        for _, cell in said.cells.get(Use.OUTLET, ()):
            name, beside, known = self._known.outlet(cell)
            said.outlet = guess(name, _SURE, self._span(said.row, cell))
            break
        if said.outlet.value is None and said.url.value:
            known = self._lexicon.outlets.publisher(said.url.value)
            said.outlet = guess(known.name, 0.85, said.url.spans) if known else said.outlet
        stated = self._coded(said, Use.MEDIUM, lambda cell, _: values.medium(cell, said.outlet.value))
        usual = (known.medium if known else None) or medium_in(said.outlet.value or "")
        linked = Medium.ONLINE if said.url.value else None
        said.medium = guess(stated or beside or usual or linked, _SURE if stated or beside else 0.9 if usual else 0.7)

    def _reporters(self, said: _Said) -> Guess[tuple[str, ...]]:
        cells = [cell for _, cell in said.cells.get(Use.REPORTERS, ())]
        unique = tuple(dict.fromkeys(name for cell in cells for name in self._known.people(cell)))
        spans = [span for cell in cells for span in self._span(said.row, cell)]
        return guess(unique, _SURE, spans) if unique else _NOBODY

    def _spokespeople(self, said: _Said, reporters: Sequence[str]) -> Guess[tuple[Spokesperson, ...]]:
        """Take our people; one who signs the piece is its author."""
        if not reporters and not said.cells.get(Use.SPOKESPEOPLE):
            return _NOBODY
        authors = {fold(name) for name in reporters}
        cells = [cell for _, cell in said.cells.get(Use.SPOKESPEOPLE, ())]
        named = [name for cell in cells for name in self._known.people(cell)]
        named += [name for name in reporters if fold(name) in self._lexicon.spokespeople]
        roles = {name: Role.AUTHOR if fold(name) in authors else Role.UNKNOWN for name in named}
        people = tuple(Spokesperson(name, role) for name, role in roles.items())
        spans = [span for cell in cells for span in self._span(said.row, cell)]
        return guess(people, _SURE, spans) if people else _NOBODY

    def _date(self, said: _Said) -> Guess[date | None]:
        problem: Problem | None = None
        for place, cell in said.cells.get(Use.DATE, ()):
            order = self._orders[place]
            found: Day | None = self._known.day(cell, order.order)
            column = self._columns[place].name
            if found is None:
                sentence = _NO_DATE.format(cell=_quoted(cell), column=column)
                problem = problem or Problem(sentence, said.row.number)
                continue
            if found.doubt is Doubt.NO_YEAR:
                sentence = _NO_YEAR.format(cell=_quoted(cell), column=column, day=found.day.isoformat())
                self._problems.append(Problem(sentence, said.row.number))
            doubt = Doubt.DAY_OR_MONTH if order.is_open else found.doubt
            return guess(found.day, 0.6 if doubt else 0.97, self._span(said.row, cell), doubt)
        if problem:
            self._problems.append(problem)
        return _NONE

    def _language(self, said: _Said, text: str) -> Guess[str | None]:
        stated = self._coded(said, Use.LANGUAGE, lambda cell, _: values.language(cell))
        if stated:
            return guess(stated, _SURE)
        if text.count(" ") < _FEW_WORDS:
            return _NONE
        found, sure = self._known.language(text[:1_000])
        known = self._lexicon.outlets.find(said.outlet.value or "") if sure < _TELLING else None
        return guess(known.language, 0.7) if known and known.language else guess(found, sure)

    def _coding(self, said: _Said) -> Coding:
        tone: Tone | None = self._coded(said, Use.TONE, lambda cell, _: values.tone(cell))
        notes = [note for _, cell in said.cells.get(Use.NOTE, ()) if (note := values.note(cell))]
        note = "\n\n".join(dict.fromkeys(notes)) or None
        return Coding(self._tags(said), tone, self._prominence(said), note, **self._of_medium(said))

    def _of_medium(self, said: _Said) -> dict[str, Any]:
        """Take the fields that clippings of this medium have."""
        own = {*map(Use, fields_of(said.medium.value))}
        own |= {Use.ZONE} if Use.AIRED_AT in own else set()
        for use in _OF_MEDIA & said.cells.keys():
            (self._heard if use in own else self._unheard).update(place for place, _ in said.cells[use])
        found = {use.value: self._field(said, use) for use in own & said.cells.keys() - {Use.ZONE}}
        if found.get("aired_at"):
            found["aired_at"] = self._zoned(said, found["aired_at"])
        return found

    def _field(self, said: _Said, use: Use) -> Any:
        if not said.cells[use]:
            return None
        place, cell = said.cells[use][0]
        column = self._columns[place].name
        if use not in _TIMES:
            return values.line(cell)
        read, sentence = _TIMES[use]
        value = read(cell, column)
        if value is None:
            self._problems.append(Problem(sentence.format(cell=_quoted(cell), column=column), said.row.number))
        return value or None

    def _zoned(self, said: _Said, time: str) -> str:
        return self._coded(said, Use.ZONE, lambda cell, _: values.zoned(time, cell)) or time

    def _prominence(self, said: _Said) -> Prominence | None:
        """Take the strongest of what several columns say."""
        found = set()
        for place, cell in said.cells.get(Use.PROMINENCE, ()):
            code = values.prominence(cell, self._columns[place].name)
            if code:
                found.add(code)
            elif not values.is_no(cell):
                self._tell_unknown(Use.PROMINENCE, place, cell, said.row.number)
        return next((code for code in Prominence if code in found), None)

    def _tags(self, said: _Said) -> tuple[str, ...]:
        found: list[str] = []
        for use, prefix in ((Use.TAGS, ""), (Use.TOPICS, "topic/")):
            found += [name for _, cell in said.cells.get(use, ()) for name in values.tags(cell, prefix)]
        for place, cell in said.cells.get(Use.FLAG, ()):
            if values.is_yes(cell):
                found.append(values.tag(self._columns[place].tag))
            elif not values.is_no(cell):
                self._tell_unknown(Use.FLAG, place, cell, said.row.number)
        return tuple({name.casefold(): name for name in reversed(found) if name}.values())[::-1]

    def _coded(self, said: _Said, use: Use, read: Any) -> Any:
        """Return what the first cell with a known word means; words that mean nothing are told."""
        for place, cell in said.cells.get(use, ()):
            code = read(cell, self._columns[place].name)
            if code:
                return code
            self._tell_unknown(use, place, cell, said.row.number)
        return None

    # What is told

    def _tell_unknown(self, use: Use, place: int, cell: str, number: int) -> None:
        key = (use, place, key_of(cell))
        found = self._unknown.setdefault(key, _Unknown(cell, self._columns[place].name, number))
        found.count += 1

    def all_problems(self) -> tuple[Problem, ...]:
        """Return the problems in the order of the rows; a word that is not known is told once for all rows."""
        words = [
            Problem(
                _UNKNOWN[use].format(cell=_quoted(one.cell), column=one.column, where=_where(one.count)), one.number
            )
            for (use, _, _), one in self._unknown.items()
        ]
        return tuple(sorted([*self._problems, *words], key=lambda problem: problem.place or 0))

    def remarks(self) -> tuple[str, ...]:
        """Return what a person should know: columns that were not used, and dates that can be read in two ways."""
        filled = {
            place
            for place, column in enumerate(self._columns)
            if column.use is None and any(row.cells[place].strip() for row in self._table.rows)
        }
        worthless = self._names_of(place for place in filled if is_advertising_value(key_of(self._columns[place].name)))
        unused = self._names_of(filled | (self._unheard - self._heard))
        others = [name for name in unused if name not in worthless]
        partly = self._names_of(self._unheard & self._heard)
        told = [_NO_VALUE.format(names="”, “".join(worthless))] if worthless else []
        told += [_UNUSED.format(names=_listed(others))] if others else []
        told += [_ONLY_OF_MEDIA.format(names=_listed(partly))] if partly else []
        has_headline = any(column.use is Use.HEADLINE for column in self._columns)
        return (*([] if has_headline else [NO_HEADLINE]), *self._order_remarks(), *told)

    def _names_of(self, places: Iterable[int]) -> list[str]:
        return [self._columns[place].name for place in sorted(places)]

    def _order_remarks(self) -> list[str]:
        told = []
        for place, order in self._orders.items():
            first = "day" if order.order is DateOrder.DAY_FIRST else "month"
            sentence = _MIXED if order.is_mixed else _OPEN if order.is_open else ""
            told += [sentence.format(column=self._columns[place].name, first=first)] if sentence else []
        return told


def _where(count: int) -> str:
    return "The row is" if count == 1 else f"The {count:,} rows with it are"


def _quoted(cell: str) -> str:
    text = " ".join(cell.split())
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {more} more" if more > 1 else ", ".join(names)
