"""What a library keeps of reports as JSON: what exports hold, and the columns that hold several choices at once."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec.structs import asdict

from clipper.library.serialise import as_text, as_yes_or_no, read_with
from clipper.model.errors import WrongUsage
from clipper.model.issued_report import IssuedReport
from clipper.model.period import Period
from clipper.model.report import ALL_SECTIONS, Audience, Definition, Grouping, Kind, Paper, Span
from clipper.model.text import clean, clean_line

_DEFINITION, _ISSUED = "a definition of a report", "an issued report"


def definition_to_json(definition: Definition) -> dict[str, Any]:
    """Return all fields of a definition as JSON can hold them."""
    values = asdict(definition)
    plain = {name: value.value if isinstance(value, StrEnum) else value for name, value in values.items()}
    return {**plain, "sections": list(definition.sections)}


def definition_from_json(values: Any) -> Definition:
    """Return the definition that JSON describes; what is missing is as usual.

    Sections and codes of a newer program are passed over. Raises WrongUsage with a sentence that names the field which
    cannot be read.
    """
    if not isinstance(values, Mapping):
        raise WrongUsage(f"{_DEFINITION} must be a JSON object.")
    known = {name: reader for name, reader in _READERS.items() if values.get(name) is not None}
    read = {name: read_with(reader, values[name], f"{name} of {_DEFINITION}") for name, reader in known.items()}
    return Definition(**{name: value for name, value in read.items() if value is not None})


def period_of(values: Mapping[str, Any], what: str) -> Period:
    """Return the period from "first" to "last"; raises WrongUsage, naming what it is of."""
    first, last = (read_with(date.fromisoformat, values.get(name), f"{name} day of {what}") for name in _DAYS)
    return Period(first, last)


def issued_to_json(issued: IssuedReport) -> dict[str, Any]:
    """Return all that is kept of an issued report but its files, as JSON can hold it."""
    return {
        "uuid": issued.uuid,
        "number": issued.number,
        "version": issued.version,
        "definition": definition_to_json(issued.definition),
        "first": issued.period.first.isoformat(),
        "last": issued.period.last.isoformat(),
        "title": issued.title,
        "issued_on": issued.issued_on.isoformat(),
        "issued_by": issued.issued_by,
        "texts": dict(issued.texts),
        "changes": list(issued.changes),
        "snapshot": dict(issued.snapshot),
        "erased": issued.erased,
    }


def issued_from_json(values: Any) -> IssuedReport:
    """Return the issued report that JSON describes, without its files; raises WrongUsage for what cannot be read."""
    if not isinstance(values, Mapping):
        raise WrongUsage(f"{_ISSUED} must be a JSON object.")
    read = {
        name: read_with(reader, values.get(name), f"{name} of {_ISSUED}") for name, reader in _ISSUED_READERS.items()
    }
    return IssuedReport(definition_from_json(values.get("definition")), period_of(values, _ISSUED), **read)


def cleaned_json(value: Any, depth: int = 0) -> Any:
    """Return what JSON holds with its texts cleaned; raises TypeError for what it cannot hold.

    Raises WrongUsage where it is nested deeper than any report is, and than can be written everywhere.
    """
    if depth > _DEEPEST:
        raise WrongUsage(f"what is in {_ISSUED} is nested too deeply.")
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(key): cleaned_json(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned_json(one, depth + 1) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    raise TypeError


def _line(value: Any) -> str:
    return clean_line(as_text(value))


def _text(value: Any) -> str:
    return clean(as_text(value)).strip()


def _uuid(value: Any) -> str:
    return str(UUID(as_text(value)))


def _code_of(codes: type[StrEnum]) -> Callable[[Any], StrEnum | None]:
    """Read a code, None for one of a newer program."""
    return lambda value: codes(value) if as_text(value) in list(codes) else None


def _sections(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(dict.fromkeys(key for key in map(as_text, value) if key in ALL_SECTIONS))


def _count(value: Any) -> int:
    if type(value) is not int or not 0 < value < _MANY:
        raise TypeError
    return value


def texts_from_json(value: Any) -> dict[str, str]:
    """Return texts by staff by their keys; raises TypeError or AttributeError for what is none."""
    return {_line(key): _text(one) for key, one in value.items()}


def _changes(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(_text, value))


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError
    return dict(cleaned_json(value))


_DAYS = ("first", "last")
_MANY = 2**31
_DEEPEST = 20
_READERS: dict[str, Callable[[Any], Any]] = {
    "uuid": _line,
    "name": _line,
    "kind": _code_of(Kind),
    "template": _line,
    "span": _code_of(Span),
    "query": _text,
    "language": _line,
    "audience": _code_of(Audience),
    "sections": _sections,
    "grouping": _code_of(Grouping),
    "paper": _code_of(Paper),
    "excerpt_words": _count,
    "notes": as_yes_or_no,
    "full_text": as_yes_or_no,
    "logo": as_yes_or_no,
    "brand": _line,
    "saves_ink": as_yes_or_no,
}
_ISSUED_READERS: dict[str, Callable[[Any], Any]] = {
    "uuid": _uuid,
    "number": _count,
    "version": _count,
    "title": _line,
    "issued_on": date.fromisoformat,
    "issued_by": _line,
    "texts": texts_from_json,
    "changes": _changes,
    "snapshot": _object,
    "erased": as_yes_or_no,
}
