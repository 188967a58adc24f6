"""Sheets of outlets and of people: columns are known by their headings, rows become values of the registers."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from operator import itemgetter
from typing import Any, TypeVar

from msgspec import Struct, field

from clipper import resources
from clipper.capture.formats.base import File
from clipper.capture.formats.table import OPENERS, values
from clipper.capture.formats.table.columns import is_advertising_value
from clipper.capture.formats.table.days import Order, day_in, order_of
from clipper.capture.formats.table.delimited import read_delimited
from clipper.capture.formats.table.header import LOOKED_AT, Table, table_of
from clipper.capture.paste import decode
from clipper.model.codes import Rights
from clipper.model.draft import Problem
from clipper.model.errors import WrongUsage
from clipper.model.numbers import number_of_people
from clipper.model.outlet import MOST_REACH, domains
from clipper.model.sheet import MOST_ROWS, Sheet, key_of
from clipper.model.text import clean, clean_line

OUTLETS, PEOPLE = "outlet", "person"
"""The kinds of rows that a sheet may have."""
_LONGEST_NAME = 200
_SEVERAL = re.compile(r"[;,|\n]+")
_YEAR = re.compile(r"\D{0,12}((?:1[5-9]|2[0-4])\d\d)(?:\.0)?\D{0,12}")
_TIER = re.compile(r"\D{0,8}([1-3])(?:\.0)?(?:st|nd|rd|er|e)?\D{0,8}", re.IGNORECASE)
_CODE = re.compile("[a-z]{2}")
_Value = TypeVar("_Value")
_DAYS = ("reach_on", "rights_until")
_YEARS = ("active_from", "active_until")
_FRENCH = frozenset(
    {"nom", "pays", "langue", "site web", "droits", "auditoire", "tirage", "domaine", "domaines", "alias"}
)
_NO_NAMES = (
    "No column of the sheet says what the {kind} are called. Name one “Name” in its first row, and import it again."
)
_NO_ROWS = "The sheet has no rows below its headings, so there is nothing to import."
_TOO_LONG = f"The name of this row is longer than {_LONGEST_NAME} characters, so it was left out."
_NO_NAME = "This row has no name, so it was left out."
_CUT = f"Only the first {MOST_ROWS:,} rows were read. Cut the sheet in parts and import the others then."


class RegisterRow(Struct, frozen=True):
    """A row of a sheet by its number, from 1: whom it is about, and what it says of the fields of the register."""

    number: int
    name: str
    values: Mapping[str, Any]


class RegisterSheet(Struct, frozen=True):
    """What a sheet brings to a register of a `kind`.

    `columns` tell by heading what was taken for a field, `unused` and `dropped` which were not, the latter since they
    hold what an advertisement would have cost. `problems` are cells that cannot be read, and rows without a name.
    """

    kind: str
    rows: tuple[RegisterRow, ...]
    columns: tuple[tuple[str, str], ...]
    unused: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def read_register(file: File, kind: str | None, today: date) -> RegisterSheet:
    """Return what a CSV or Excel file brings to a register; without a kind that which its headings speak of.

    Raises WrongUsage, with a sentence, for a file that is no sheet, or has no column of names or no rows.
    """
    sheets = _sheets(file)
    chosen = kind or kind_of(sheets)
    sheet, header = _header(sheets, chosen)
    table = table_of(sheet, header)
    places = _places(table.names, chosen)
    if "name" not in places:
        raise WrongUsage(_NO_NAMES.format(kind={OUTLETS: "outlets", PEOPLE: "people"}[chosen]))
    if not table.rows:
        raise WrongUsage(_NO_ROWS)
    rows, problems = _rows(table, places, today)
    if len(sheet.rows) >= MOST_ROWS:
        problems.insert(0, Problem(_CUT))
    dropped = tuple(name for name in table.names if is_advertising_value(key_of(name)))
    used = {place: name for name, place in places.items()}
    unused = (name for place, name in enumerate(table.names) if place not in used and name not in dropped)
    columns = tuple((table.names[place], name) for place, name in sorted(used.items()))
    return RegisterSheet(chosen, rows, columns, tuple(unused), dropped, tuple(problems))


def _sheets(file: File) -> Sequence[Sheet]:
    opener = next((one for one in OPENERS[:2] if one.recognises(file)), None)
    found = opener.open(file).sheets if opener else (read_delimited(decode(file.data)).sheet,)
    if not any(sheet.rows for sheet in found):
        raise WrongUsage(_NO_ROWS)
    return found


def kind_of(sheets: Sequence[Sheet]) -> str:
    """Return which register the headings of some sheets speak of; of outlets where they leave it open."""
    speak = {kind: _speaks(*_header(sheets, kind), kind) for kind in (OUTLETS, PEOPLE)}
    return PEOPLE if speak[PEOPLE] > speak[OUTLETS] else OUTLETS


def _header(sheets: Sequence[Sheet], kind: str) -> tuple[Sheet, int]:
    """Return the sheet and the row that name most fields of a kind, the first of several."""
    rows = ((sheet, row) for sheet in sheets for row in range(min(LOOKED_AT, len(sheet.rows))))
    return max(rows, key=lambda place: _named_in(place[0], place[1], kind))


def _named_in(sheet: Sheet, row: int, kind: str) -> int:
    places = _places(sheet.rows[row], kind)
    return len(places) if "name" in places else 0


def _speaks(sheet: Sheet, row: int, kind: str) -> int:
    # A heading that says whom the rows are about, such as "Outlet" or "Expert", counts as another field.
    return 2 * _named_in(sheet, row, kind) + _tells_kind(sheet.rows[row], kind)


def _tells_kind(names: Sequence[str], kind: str) -> int:
    other = PEOPLE if kind == OUTLETS else OUTLETS
    own, others = (frozenset(_phrases()[one]["name"]) for one in (kind, other))
    return sum(key_of(name) in own - others for name in names)


def _places(names: Sequence[str], kind: str) -> dict[str, int]:
    """Return the columns of the fields, for each the one of the surest heading; no column is two.

    The name goes first: "Media" is what outlets are called, unless another heading says that better.
    """
    keys = [key_of(name) for name in names]
    ranked = [
        (name != "name", rank, place, name)
        for name, phrases in _phrases()[kind].items()
        for place, key in enumerate(keys)
        if key and not is_advertising_value(key)
        for rank in [phrases.get(key)]
        if rank is not None
    ]
    found: dict[str, int] = {}
    for *_, place, name in sorted(ranked):
        if name not in found and place not in found.values():
            found[name] = place
    return found


@cache
def _phrases() -> dict[str, dict[str, dict[str, int]]]:
    """Return the known words of each group: what they mean, and how sure each is, the first most."""
    shipped = tomllib.loads(resources.path("register_columns.toml").read_text("utf-8"))
    return {
        group: {
            meaning: {" ".join(phrase.split()): rank for rank, phrase in enumerate(text.split(";"))}
            for meaning, text in words.items()
        }
        for group, words in shipped.items()
    }


@cache
def _meanings(group: str) -> dict[str, str]:
    return {phrase: meaning for meaning, phrases in _phrases()[group].items() for phrase in phrases}


def _is_french(places: Mapping[str, int], names: Sequence[str]) -> bool:
    """Tell whether most headings are in French, in which dates begin with the day."""
    shown = [clean_line(names[place]).casefold() for place in places.values()]
    return sum(name in _FRENCH or not name.isascii() for name in shown) >= 2


# Cells


def _rows(table: Table, places: Mapping[str, int], today: date) -> tuple[tuple[RegisterRow, ...], list[Problem]]:
    readers = dict(_READERS)
    of_days = [places[name] for name in _DAYS if name in places]
    cells = (row.cells[place] for row in table.rows for place in of_days)
    order = order_of(cells, today, is_french=_is_french(places, table.names))
    readers.update({name: partial(_day, order=order, today=today) for name in _DAYS})
    readers.update({name: partial(_year, today=today) for name in _YEARS})
    rows, problems = [], []
    for row in table.rows:
        name = clean_line(row.cells[places["name"]])
        if values.says_nothing(name, is_free=True):
            problems.append(Problem(_NO_NAME, row.number))
            continue
        if len(name) > _LONGEST_NAME:
            problems.append(Problem(_TOO_LONG, row.number))
            continue
        said = {}
        for field_name, place in sorted(places.items(), key=itemgetter(1)):
            cell = row.cells[place]
            if field_name == "name" or values.says_nothing(cell):
                continue
            try:
                said[field_name] = readers[field_name](cell)
            except ValueError:
                shown = clean_line(cell)[:60]
                problems.append(
                    Problem(f"“{shown}” in “{table.names[place]}” cannot be read; the rest of the row can.", row.number)
                )
        rows.append(RegisterRow(row.number, name, said))
    return tuple(rows), problems


def _names(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(clean_line, _SEVERAL.split(clean(cell)))))


def _domains(cell: str) -> tuple[str, ...]:
    try:
        return domains(re.split(r"[;,|\s]+", clean(cell).strip()))
    except WrongUsage as error:
        raise ValueError from error


def _code(group: str, cell: str) -> str:
    key = key_of(cell)
    if group == "countries" and _CODE.fullmatch(cell.strip().casefold()):
        return _meanings(group).get(key, cell.strip().upper())
    return _known(_meanings(group).get(key))


def _known(value: _Value | None) -> _Value:
    if value is None:
        raise ValueError
    return value


def _tier(cell: str) -> int:
    match = _TIER.fullmatch(cell.strip())
    return int(_known(match)[1])


def _year(cell: str, today: date) -> int:
    match = _YEAR.fullmatch(cell.strip())
    return int(match[1]) if match else _day(cell, Order(), today).year


def _reach(cell: str) -> int:
    number = _known(number_of_people(cell.strip().removesuffix(".0")))
    if number > MOST_REACH:
        raise ValueError
    return number


def _day(cell: str, order: Order, today: date) -> date:
    found = day_in(cell, order.order, today.replace(year=today.year + 30, day=1))
    return _known(found).day


def _yes(cell: str) -> bool:
    if not values.is_yes(cell) and not values.is_no(cell):
        raise ValueError
    return values.is_yes(cell)


_READERS: dict[str, Callable[[str], Any]] = {
    "aliases": _names,
    "programmes": _names,
    "domains": _domains,
    "medium": lambda cell: _known(values.medium(cell, None)),
    "country": partial(_code, "countries"),
    "region": values.line,
    "language": lambda cell: _known(values.language(cell)),
    "tier": _tier,
    "reach": _reach,
    "reach_source": values.line,
    "rights": lambda cell: Rights(_code("rights", cell)),
    "rights_notice": lambda cell: clean(cell).strip() or None,
    "title": values.line,
    "ours": _yes,
}
