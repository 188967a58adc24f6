"""Values of the model as lines of JSON and back: long texts in pieces, so that no line takes long."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from clipper.model import codes, draft
from clipper.model.clipping import Spokesperson

_PIECE = 100_000
_TOLD = "~"
"""The name under which an object tells what it is; a mapping has none of that name."""

_STRUCTS = {
    one.__name__: one
    for one in (
        *(draft.Accepted, draft.Coding, draft.Decision, draft.Draft, draft.FileReading, draft.Guess),
        *(draft.Pasted, draft.Problem, draft.Reading, Spokesperson),
    )
}
_ENUMS = {
    one.__name__: one
    for one in (draft.Answer, draft.Doubt, codes.Medium, codes.Prominence, codes.Role, codes.State, codes.Tone)
}


def dump(value: Any) -> Iterator[str]:
    """Yield the lines of a value: of texts, numbers, days, codes, drafts, mappings by texts and sequences."""
    long: list[str | bytes] = []
    yield json.dumps(_plain(value, long))
    for text in long:
        for start in range(0, len(text), _PIECE):
            piece = text[start : start + _PIECE]
            yield json.dumps(b64encode(piece).decode() if isinstance(piece, bytes) else piece)


def load(lines: Iterable[str]) -> Any:
    """Return the value of lines, each sequence as a tuple; raises ValueError where they are none of `dump`.

    What a draft knew that it does not know any more is left out, and what is new to it is as in a new one.
    """
    rest = iter(lines)
    try:
        return _value(json.loads(next(rest)), rest)
    except (KeyError, TypeError, AttributeError, RecursionError, StopIteration) as error:
        raise ValueError("These are not the lines of a value.") from error


def _plain(value: Any, long: list[str | bytes]) -> Any:
    if isinstance(value, Enum):
        return {_TOLD: type(value).__name__, "value": value.value}
    if isinstance(value, bytes) or (isinstance(value, str) and len(value) > _PIECE):
        long.append(value)
        return {_TOLD: type(value).__name__, "lines": -(-len(value) // _PIECE)}
    if isinstance(value, date):
        return {_TOLD: type(value).__name__, "value": value.isoformat()}
    if isinstance(value, Struct):
        told = {name: _plain(one, long) for name, one in asdict(value).items()}
        return {_TOLD: type(value).__name__, "fields": told}
    if isinstance(value, Mapping):
        return {name: _plain(one, long) for name, one in value.items()}
    if isinstance(value, frozenset):
        return {_TOLD: "frozenset", "items": [_plain(one, long) for one in sorted(value)]}
    if isinstance(value, list | tuple):
        return [_plain(one, long) for one in value]
    return value


def _value(told: Any, rest: Iterator[str]) -> Any:
    if isinstance(told, list):
        return tuple(_value(one, rest) for one in told)
    if not isinstance(told, dict):
        return told
    name = told.get(_TOLD)
    if name is None:
        return {key: _value(one, rest) for key, one in told.items()}
    if name in ("str", "bytes"):
        pieces = [json.loads(next(rest)) for _ in range(told["lines"])]
        return "".join(pieces) if name == "str" else b"".join(map(b64decode, pieces))
    if name == "frozenset":
        return frozenset(_value(one, rest) for one in told["items"])
    if name in ("date", "datetime"):
        return (datetime if name == "datetime" else date).fromisoformat(told["value"])
    if name in _ENUMS:
        return _ENUMS[name](told["value"])
    known = _STRUCTS[name].__struct_fields__
    # In the order in which they were written: that is the order of the long texts behind them.
    values = {key: _value(one, rest) for key, one in told["fields"].items()}
    return _STRUCTS[name](**{key: one for key, one in values.items() if key in known})
