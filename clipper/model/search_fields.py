"""The fields of a search: which there are, and what their values may be and mean."""

import re
from collections.abc import Callable
from datetime import date

from clipper.model.codes import Medium, Prominence, Relation, Rights, Role, State, Tone
from clipper.model.errors import WrongUsage
from clipper.model.languages import read_language
from clipper.model.late_pattern import late_pattern
from clipper.model.period import Period
from clipper.model.search_day_words import printed_amount, printed_days, printed_quarter, two_days
from clipper.model.search_days import added_days, days_of, due_days, last_days, quarter_of
from clipper.model.search_ids import ids_of
from clipper.model.search_links import SearchedLink, written_link
from clipper.model.search_numbers import Numbers, without_spaces
from clipper.model.sentence import Sentence
from clipper.model.text import words

NONE = "none"
"""The value by which a field asks for clippings that have nothing there."""

ANY = "any"
"""The value by which a field asks for clippings that have something there; so does "*"."""

TEXTS = ("headline", "body", "note")
"""Fields whose words are looked for in one part of the text."""

WHOLE = "="
"""Begins a value that is a whole name: "=Post" is not "The Harbour Post"; of a tag one with just its own accents."""

NO_WORD = "“{text}” has no word to look for."
"""What to say of a value that is looked for by its words, and has none."""

NAMES = ("outlet", "programme", "reporter", "feat", "quoted", "interviewed", "message")
"""Fields whose words are looked for in names."""

ROLES = {"quoted": Role.QUOTED, "interviewed": Role.INTERVIEWED}
"""What a spokesperson does in the clippings that a field finds."""

CODES: dict[str, frozenset[str]] = {
    "tone": frozenset([*Tone, NONE]),
    "prominence": frozenset([*Prominence, NONE]),
    "medium": frozenset([*Medium, NONE]),
    "relation": frozenset(Relation),
    "state": frozenset(State),
    "rights": frozenset(Rights),
    "has": frozenset({"text", "note", "link", "highlight", "quote", "correction", "attachment"}),
    "is": frozenset({"starred", "published", "undated", "deleted", "open"}),
}
"""Fields of closed vocabularies, with their values."""

_DAYS: dict[str, Callable[[str, date], Period]] = {
    "after": days_of,
    "before": days_of,
    "on": days_of,
    "quarter": quarter_of,
    "last": last_days,
    "added": added_days,
    "due": due_days,
}

DATES = tuple(_DAYS)
"""Fields of days."""

_COUNTED = ("last", "added", "due")
"""Fields of days that may be so many up to today, or from it."""

FIELDS = (*TEXTS, "tag", *NAMES, *DATES, *CODES, "code", "lang", "story", "reach", "link", "id")
"""The words that may stand before a colon, in the order in which completion offers them."""

MANY_VALUED = frozenset({*TEXTS, "tag", "reporter", "feat", *ROLES, "message", "code", "is", "has", "due"})
"""Fields of which a clipping holds several values: two terms of one must both hold; of any other field, either."""

_SAME = {("rights", NONE): str(Rights.UNKNOWN), ("medium", "tv"): str(Medium.TELEVISION), ("due", "*"): ANY}
"""What a field's value is written for as well."""


def canonical(name: str, value: str) -> str:
    """Return the value of a field as it is compared: codes, days and languages have no case, nor has "none"."""
    if name == "link":
        return written_link(value)
    is_caseless = name in CODES or name in DATES or name in ("lang", "story", "reach") or value.lower() == NONE
    if not is_caseless:
        return value
    caseless = value.lower()
    if name in DATES:
        caseless = _printed(name, caseless)
    if name == "reach":
        return without_spaces(caseless)
    if name == "lang" and caseless != NONE:
        return read_language(caseless)
    if name in CODES:
        caseless = _code_meant(name, re.sub(r"[\s-]+", "_", caseless))
    return _SAME.get((name, caseless), caseless)


def is_begun_code(name: str, value: str) -> bool:
    """Tell whether a value of a field tells one of its codes by the beginning of it, and may go on."""
    return name in CODES and canonical(name, value) in CODES[name] and value.lower() not in CODES[name]


def _code_meant(name: str, begun: str) -> str:
    """Return the code that begins so, where no other one does; short beginnings and all else stay as they are."""
    found = [code for code in CODES[name] if code.startswith(begun)]
    return found[0] if len(found) == 1 and len(begun) >= _LEAST_OF_CODE else begun


def _printed(name: str, text: str) -> str:
    """Return the days of a field as a search prints them; what names none stays as it is."""
    own = None
    if name == "quarter":
        own = printed_quarter(text)
    elif name in _COUNTED:
        own = printed_amount(text, is_counted=name == "last")
    return own or printed_days(text) or text


def days_asked(name: str, value: str, today: date) -> Period:
    """Return the days that a value of a field of DATES asks for on a day; raises WrongUsage where it tells none."""
    return _DAYS[name](value, today)


def is_whole_name(value: str) -> bool:
    """Tell whether a value of a field of names says how the whole name is written."""
    return value.startswith(WHOLE) and value != WHOLE


def problem_of(name: str, value: str) -> Sentence | None:
    """Return the sentence that says why a field cannot have a value, and what would be right; None where it can."""
    if not value:
        return Sentence("“{field}:” needs a value after the colon.", field=name)
    if name in NAMES and not words(value) and not is_whole_name(value):
        return Sentence(NO_WORD, text=value)
    if name in CODES and canonical(name, value) not in CODES[name]:
        return Sentence(_NO_CODES.get(name, _NO_CODE), text=value, field=name, codes=", ".join(sorted(CODES[name])))
    if name in DATES and not (name == "due" and value.lower() == NONE):
        try:
            days_asked(name, value, _ANY_DAY)
        except WrongUsage:
            if _NO_DAY.fullmatch(canonical(name, value)):
                return Sentence(_HOLDS_NO_DAY, text=value)
            days = two_days(value)
            # Quarters and numbers of days are never written as either.
            if days and not problem_of(name, f"{days[0]}"):
                return Sentence(_TWO_DAYS, text=value, one=f"{days[0]}", other=f"{days[1]}")
            return Sentence(_NO_DAYS.get(name, _NO_DATE), text=value)
    if name in _READ and (name in _NEVER_NONE or value.lower() != NONE):
        try:
            _READ[name](value)
        except WrongUsage as error:
            sentence: Sentence = error.args[0]
            return sentence
    return None


def _require_story(text: str) -> None:
    if text.lower() != ANY and not _STORY.fullmatch(text.lower()):
        raise WrongUsage(Sentence("“story:” needs any, none, or the beginning of a story's id."))


_READ: dict[str, Callable[[str], object]] = {
    "reach": Numbers.parse,
    "id": ids_of,
    "link": SearchedLink.parse,
    "lang": read_language,
    "story": _require_story,
}
"""How the values of further fields are read, which raises WrongUsage with a Sentence on what is wrong."""

_NEVER_NONE = ("id", "link")
_LEAST_OF_CODE = 3
"""So many letters of a code tell it, where no other one begins so."""
_NO_CODE = "“{text}” is not a {field}. Try {codes}."
_NO_CODES = dict.fromkeys(("is", "has", "rights"), "“{text}” is not something that {field}: asks for. Try {codes}.")
_ANY_DAY = date(2000, 1, 1)
_STORY = late_pattern(r"[0-9a-f-]{4,}")
_NO_DAY = late_pattern(r"0[dwmy]")
_HOLDS_NO_DAY = "“{text}” holds no day. Try 1d, which is today alone."
_TWO_DAYS = "“{text}” may be two days: write {one} or {other}."
_NO_DATE = "“{text}” is not a date. Try 2026, 2026-11, 2026-11-18 or last-month."
_NO_DAYS = {
    "quarter": "“{text}” is not a quarter. Try 2026-4, this-quarter or last-quarter.",
    "last": "“{text}” is not a number of days. Try 30d, 2w, 3m or 1y.",
    "added": "“{text}” is not a date. Try today, yesterday, 7d or 2026-11.",
    "due": "“{text}” is not a date. Try overdue, 7d, 2026-11, any or none.",
}
