"""Drafts as JSON, the shape that the command line promises."""

from datetime import date
from typing import Any

from msgspec.structs import asdict

from clipper.model.clipping import Spokesperson
from clipper.model.draft import DRAFT_FIELDS, Draft


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """Return a draft's values, and the confidence and spans of each field; unknown is None or an empty list.

    What a sheet says that is no guess, such as tags, stands beside them where it says something.
    """
    guesses = {name: getattr(draft, name) for name in DRAFT_FIELDS}
    coding = asdict(draft.coding)
    return {
        **{name: _plain(guess.value) for name, guess in guesses.items()},
        **{name: _plain(value) for name, value in coding.items() if value},
        "confidence": {name: guess.confidence for name, guess in guesses.items()},
        "spans": {name: [list(span) for span in guess.spans] for name, guess in guesses.items()},
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Spokesperson):
        return {"name": value.name, "role": value.role.value}
    if isinstance(value, date):
        return value.isoformat()
    return value
