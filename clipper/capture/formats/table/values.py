"""What a cell says: links, names, words for codes; and which cells say nothing."""

import html
import re
from functools import lru_cache

from clipper.capture import column_words as words
from clipper.capture.finders.link import addresses_in, complete
from clipper.capture.finders.names import split_names
from clipper.capture.lexicon import Lexicon
from clipper.capture.markdown import escape, escape_start
from clipper.capture.outlets import Outlet, medium_in
from clipper.model.codes import Medium, Prominence, Tone
from clipper.model.errors import WrongUsage
from clipper.model.medium_fields import read_air_time, read_length
from clipper.model.sheet import key_of
from clipper.model.text import clean, clean_line

_ERRORS = frozenset({"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#spill!", "#calc!"})
_SIGNS = frozenset({"", "-", "–", "—", "--"})
_NO_WORDS = re.compile(r"[\W_]*")
_HYPERLINK = re.compile(
    r"=\s*HYPERLINK\s*\(\s*\"((?:[^\"]|\"\")*)\"\s*(?:[,;]\s*(?:\"((?:[^\"]|\"\")*)\"|[^)]*))?\)\s*", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_BY = re.compile(r"(?:by|par|de|von)\s+(?=\S)", re.IGNORECASE)
_LIST = re.compile(r"[;|\n]+")
_COMMAS = re.compile(r"[,;|\n]+")
_SUFFIX = re.compile(r"(.*\S)\s*\(([^()]{2,30})\)\s*", re.DOTALL)
_TONE_SIGNS = {
    "+": Tone.POSITIVE,
    "+1": Tone.POSITIVE,
    "1": Tone.POSITIVE,
    "-": Tone.NEGATIVE,
    "-1": Tone.NEGATIVE,
    "0": Tone.NEUTRAL,
    "=": Tone.NEUTRAL,
    "+/-": Tone.MIXED,
    "±": Tone.MIXED,
}
_MEDIUM_PARTS = (
    ("podcast", Medium.PODCAST),
    ("radio", Medium.RADIO),
    ("television", Medium.TELEVISION),
    ("tv", Medium.TELEVISION),
    ("wire", Medium.NEWSWIRE),
    ("social", Medium.SOCIAL),
    ("online", Medium.ONLINE),
    ("web", Medium.ONLINE),
    ("magazine", Medium.PRINT),
    ("newspaper", Medium.PRINT),
    ("print", Medium.PRINT),
)
_LONGEST_NAME = 200
_UNTIL = re.compile(r"\s*(?:[-–—]|\bto\b|\bà\b)\s*")
_HALF = re.compile(r"[ap]\.?m\b", re.IGNORECASE)
_NO_SECONDS = re.compile(r"(\d?\d:\d\d):00(?=\D|$)")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
_NUMBER = re.compile(r"(\d{1,6})(?:\.0+)?")
_UNITS = (
    ("s", frozenset({"s", "sec", "secs", "second", "seconds", "seconde", "secondes"})),
    ("min", frozenset({"min", "mins", "minute", "minutes"})),
)
TICKS = frozenset({"✓", "✔", "☑", "✗", "•", "*"})
"""The signs that say yes in a column of yes and no."""


def says_nothing(cell: str, *, is_free: bool = False) -> bool:
    """Tell whether a cell is empty, or a word or sign for that, such as "Not Found", "n/a" or "-".

    `is_free` is for texts, which may well be called "Unknown" or "None".
    """
    if len(cell) > 30:
        return not cell.strip()
    return not cell or (_is_blank(cell) if is_free else _is_nothing(cell))


@lru_cache(4096)
def _is_blank(cell: str) -> bool:
    lowered = cell.strip().casefold()
    return lowered in _ERRORS or lowered in _SIGNS or key_of(lowered) in {"not found", "n a"}


@lru_cache(4096)
def _is_nothing(cell: str) -> bool:
    lowered = cell.strip().casefold()
    return lowered in _ERRORS or not _NO_WORDS.sub("", lowered) or key_of(lowered) in words.values("nothing")


def unlinked(cell: str) -> tuple[str, str | None]:
    """Return the text of a cell, and where it leads if it is a formula that says so."""
    match = _HYPERLINK.fullmatch(cell) if cell.startswith("=") else None
    if match is None:
        return cell, None
    address = match[1].replace('""', '"')
    return (match[2] or "").replace('""', '"') or address, address


def line(cell: str) -> str | None:
    """Return a cell as one line; some services write the entities of HTML into theirs."""
    return clean_line(html.unescape(cell) if _ENTITY.search(cell) else cell) or None


def body(cell: str) -> str | None:
    """Return a cell's text as Markdown that shows it as it is, a paragraph a line."""
    text = clean(html.unescape(cell) if _ENTITY.search(cell) else cell)
    lines = (" ".join(piece.split()) for piece in text.split("\n"))
    return "\n\n".join(escape_start(escape(piece)) for piece in lines if piece) or None


def note(cell: str) -> str | None:
    """Return a note, which is Markdown as it is."""
    return clean(cell).strip() or None


def address(cell: str) -> str | None:
    """Return the web address that a cell is or holds; None where there is none."""
    text = clean_line(cell)
    if " " not in text:
        return complete(text)
    place = next(iter(addresses_in(text)), None)
    return complete(text[slice(*place)]) if place else None


def people(cell: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the names in a cell, in order."""
    names: list[str] = []
    for piece in _LIST.split(clean(cell)[: 50 * _LONGEST_NAME]):
        text = _BY.sub("", clean_line(piece), count=1) if names or _BY.match(clean_line(piece)) else clean_line(piece)
        if not says_nothing(text):
            names += _names_in(text, lexicon)
    return tuple(dict.fromkeys(names))


def _names_in(text: str, lexicon: Lexicon) -> list[str]:
    turned = text.split(", ")
    if (
        len(turned) == 2
        and all(part and " " not in part for part in turned)
        and not any(map(lexicon.is_whole_name, turned))
    ):
        return [f"{turned[1]} {turned[0]}"]
    places = split_names(text, 0, len(text), lexicon.is_whole_name)
    return [name for place in places if not says_nothing(name := text[slice(*place)].strip(" ,"))]


def outlet(cell: str, lexicon: Lexicon) -> tuple[str | None, Medium | None, Outlet | None]:
    """Return an outlet in the library's spelling, the medium that stands behind its name, and what is known of it."""
    name = line(cell) or ""
    suffix = _SUFFIX.fullmatch(name)
    medium = words.media().get(key_of(suffix[2])) if suffix else None
    name = suffix[1] if suffix and medium else name
    known = lexicon.outlets.find(name)
    return (known.name if known else name) or None, medium, known


def medium(cell: str, outlet_name: str | None) -> Medium | None:
    """Return the medium that a word means; None where it is none that is known."""
    key = key_of(cell)
    if key in words.media():
        return words.media()[key]
    if key.startswith("broadcast"):
        return medium_in(outlet_name or "")
    parts = key.split()
    return next((code for part, code in _MEDIUM_PARTS if part in parts), None)


def tone(cell: str) -> Tone | None:
    """Return the tone that a word or a sign means."""
    return words.tones().get(key_of(cell)) or _TONE_SIGNS.get(cell.strip())


def prominence(cell: str, column: str) -> Prominence | None:
    """Return the prominence that a word means; a yes counts in a column that asks whether we are in the headline."""
    if is_yes(cell):
        return Prominence.HEADLINE if {"headline", "titre", "manchette"} & set(key_of(column).split()) else None
    return words.prominences().get(key_of(cell))


def is_yes(cell: str) -> bool:
    """Tell whether a cell of a column of yes and no says yes; a count does, and so does a tick."""
    text = cell.strip()
    return key_of(text) in words.values("yes") or text in TICKS or (text.isdecimal() and int(text[:9]) > 0)


def is_no(cell: str) -> bool:
    """Tell whether a cell of a column of yes and no says no."""
    return says_nothing(cell) or key_of(cell) in words.values("no")


def language(cell: str) -> str | None:
    """Return the ISO 639-1 code of the language that a word or code names."""
    key = key_of(cell)
    known = words.languages()
    return known.get(key) or known.get(key.split()[0] if key else "")


def air_time(cell: str, column: str) -> str | None:
    """Return when something was on the air, None where a cell is no time of day.

    Of "6:00 - 7:00" it is the beginning; a zone may stand in the column's name.
    """
    text = _NO_SECONDS.sub(r"\1", clean_line(cell))
    found = _air_time(text) or _beginning(text)
    named = _IN_BRACKETS.search(column)
    return (found and named and zoned(found, named[1])) or found


def _beginning(text: str) -> str | None:
    """Return the first time of two; None where only one says its half of the day, which the other may not share."""
    first, *rest = _UNTIL.split(text, maxsplit=1)
    start, end = _air_time(first), _air_time(rest[0]) if rest else None
    if not start or not end or len(_HALF.findall(text)) == 1:
        return None
    zone = end.partition(" ")[2]
    return zoned(start, zone) if zone else start


def zoned(time: str, zone: str) -> str | None:
    """Return an air time with a zone, its own if it has one; None where the zone is none that is known."""
    return time if " " in time else _air_time(f"{time} {clean_line(zone)}")


def _air_time(text: str) -> str | None:
    try:
        return read_air_time(text)
    except WrongUsage:
        return None


def length(cell: str, column: str) -> int | None:
    """Return a length in seconds; None where it is none.

    Of a number alone the column's name has to say what it counts.
    """
    text = clean_line(cell)
    number = _NUMBER.fullmatch(text)
    parts = set(key_of(column).split())
    unit = next((unit for unit, names in _UNITS if names & parts), None)
    try:
        return read_length(f"{number[1]} {unit}" if number and unit else text)
    except WrongUsage:
        return None


def tags(cell: str, prefix: str = "") -> list[str]:
    """Return the names of tags in a cell, below a prefix."""
    found = (tag(name, prefix) for name in _COMMAS.split(clean(cell)) if not says_nothing(name))
    return [name for name in found if name]


def tag(name: str, prefix: str = "") -> str:
    """Return a name as tags can have it; empty where nothing is left of it."""
    parts = [clean_line(part) for part in clean_line(name.replace('"', "")).split("/")]
    whole = "/".join(part for part in parts if part)
    return f"{prefix}{whole}" if whole and not whole.casefold().startswith(prefix or "\0") else whole
