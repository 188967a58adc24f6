"""The fields that only clippings of some media have, and how times and lengths of broadcasts are read and written."""

import re
from collections.abc import Callable

from clipper.model.codes import Medium
from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern

_BROADCAST = ("host", "aired_at", "duration", "timecode")
_FIELDS: dict[Medium, tuple[str, ...]] = {
    Medium.RADIO: _BROADCAST,
    Medium.TELEVISION: _BROADCAST,
    Medium.PODCAST: _BROADCAST,
    Medium.PRINT: ("edition", "section", "page"),
    Medium.SOCIAL: ("handle",),
}

MEDIUM_FIELDS = tuple(dict.fromkeys(name for names in _FIELDS.values() for name in names))
"""The names of all these fields, in the order in which they are shown and exchanged."""

LENGTHS = ("duration", "timecode")
"""Those of them that count seconds."""


def fields_of(medium: Medium | None) -> tuple[str, ...]:
    """Return the fields that clippings of a medium have beside those of all."""
    return _FIELDS.get(medium, ()) if medium else ()


# Times of day

_CLOCK = late_pattern(
    # A number alone may be anything.
    r"(?=\d{1,2}\s?(?:[:.h]|[ap]\.?m))(?P<hour>\d{1,2})"
    r"(?:\s?(?:[:.](?=\s?\d{2})|heures?|h)\s?(?P<minute>\d{2})?)?(?::(?P<second>\d{2}))?"
    r"\s?(?P<half>[ap]\.?m\b\.?)?[\s,]*(?P<zone>.*)",
    re.IGNORECASE | re.ASCII,
)
_WORDS = {"noon": "12:00", "midi": "12:00", "midnight": "0:00", "minuit": "0:00"}
_ZONE = late_pattern(r"(?P<area>[a-z]+)/(?P<place>[a-z0-9_+-]+(?:/[a-z0-9_+-]+)?)", re.IGNORECASE | re.ASCII)
_AREAS = {
    area.lower(): area
    for area in (
        *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"),
        "Etc",
    )
}
_SHORT_ZONES = {
    **dict.fromkeys(("nt", "nst", "ndt", "hnt", "hat"), "America/St_Johns"),
    **dict.fromkeys(("at", "ast", "adt", "ha", "hna", "haa"), "America/Halifax"),
    **dict.fromkeys(("et", "est", "edt", "he", "hne", "hae"), "America/Toronto"),
    **dict.fromkeys(("ct", "cst", "cdt", "hc", "hnc", "hac"), "America/Winnipeg"),
    **dict.fromkeys(("mt", "mst", "mdt", "hr", "hnr", "har"), "America/Edmonton"),
    **dict.fromkeys(("pt", "pst", "pdt", "hp", "hnp", "hap"), "America/Vancouver"),
    **dict.fromkeys(("cet", "cest"), "Europe/Paris"),
    "bst": "Europe/London",
    "gmt": "GMT",
    **dict.fromkeys(("utc", "z"), "UTC"),
}
"""What listings write in Canada, in English and in French, and some of Europe."""
_LONG_ZONE = late_pattern(
    # Windows writes "(UTC-05:00) Eastern Time (US & Canada)", old tables of zones "Canada/Eastern".
    r"(?:(?:utc|gmt)[^)]{0,8}\) |(?:us|canada)/)?"
    r"(?P<name>newfoundland|atlantic|eastern|central|mountain|pacific)"
    r"(?: (?:standard|daylight|daylight saving|daylight savings))?(?: time)?(?: \((?:us & )?canada\)?)?"
    r"|heure (?:normale |avancée )?(?:de l['’]|du |des |de )"
    r"(?P<nom>terre-neuve|atlantique|est|centre|rocheuses|pacifique)",
    re.IGNORECASE,
)
_NAMES_OF_ZONES = {
    **dict.fromkeys(("newfoundland", "terre-neuve"), "nt"),
    **dict.fromkeys(("atlantic", "atlantique"), "at"),
    **dict.fromkeys(("eastern", "est"), "et"),
    **dict.fromkeys(("central", "centre"), "ct"),
    **dict.fromkeys(("mountain", "rocheuses"), "mt"),
    **dict.fromkeys(("pacific", "pacifique"), "pt"),
}


def read_air_time(text: str) -> str:
    """Read when something was on the air: "7:40", "19 h 30", "7:40 p.m. ET", "07:40 Europe/London".

    Returns the time on the wall there as "HH:MM", with seconds where they are said, and behind a space the IANA name of
    the zone where that is said; such a text reads as itself. Raises WrongUsage.
    """
    text = " ".join(text.split())
    word, _, rest = text.partition(" ")
    match = _CLOCK.fullmatch(f"{_WORDS.get(word.lower(), word)} {rest}".strip())
    clock = _clock(match) if match else None
    if match is None or clock is None:
        raise WrongUsage(f"“{text}” is not a time of day such as 7:40 or 19 h 30.")
    zone = match["zone"].strip(" ()[]")
    return f"{clock} {_read_zone(zone)}" if zone else clock


def _clock(match: re.Match[str]) -> str | None:
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if match["second"] else "")


def _read_zone(text: str) -> str:
    named = _LONG_ZONE.fullmatch(text)
    short = _SHORT_ZONES.get(_NAMES_OF_ZONES[(named["name"] or named["nom"]).lower()] if named else text.lower())
    if short:
        return short
    match = _ZONE.fullmatch(text.replace(" ", "_"))
    if match is None or match["area"].lower() not in _AREAS:
        raise WrongUsage(f"“{text}” is not a time zone such as America/Toronto or ET.")
    place = match["place"]
    return f"{_AREAS[match['area'].lower()]}/{place if place != place.lower() else _capitals(place)}"


def _capitals(place: str) -> str:
    return re.sub(r"(?<![a-z])[a-z]", lambda letter: letter[0].upper(), place)


def clock_of(air_time: str) -> str:
    """Return hours and minutes of what read_air_time returned, "07:40"."""
    return air_time[:5]


# Lengths

_COLONS = late_pattern(r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)", re.ASCII)
_UNITS = late_pattern(
    r"(?:(?P<hours>\d{1,2})\s?h(?:(?:ou)?rs?|ours?|eures?)?\.?(?:\s?(?P<rest>\d{1,2})(?=$))?)?\s?"
    r"(?:(?P<minutes>\d{1,4})\s?(?:m(?:in(?:ute)?s?)?\.?|['’′])(?:\s?(?P<tail>\d{1,2})(?=$))?)?\s?"
    r"(?:(?P<seconds>\d{1,6})\s?(?:s(?:ec(?:onde?)?s?)?\.?|[\"”″]))?",
    re.IGNORECASE | re.ASCII,
)
_LONGEST = 100 * 3600


def read_length(text: str) -> int:
    """Read a length, or a place in a recording, as seconds: "1:02:03", "7:40", "45 min", "1 h 30", "90 s".

    Raises WrongUsage, also for a number alone, of which nobody knows whether it counts minutes or seconds.
    """
    text = " ".join(text.split())
    match = _COLONS.fullmatch(text) or _UNITS.fullmatch(text)
    parts = {name: int(number) for name, number in match.groupdict().items() if number} if match else {}
    hours, minutes = parts.get("hours", 0), parts.get("minutes", parts.get("rest", 0))
    if not parts or (":" in text and hours and minutes > 59):
        raise _no_length(text)
    return seconds_of(hours * 3600 + minutes * 60 + parts.get("seconds", parts.get("tail", 0))) or 0


def write_length(seconds: int) -> str:
    """Return a length as players show it, "7:40" or "1:02:03"; read_length reads it as the same."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def seconds_of(value: int | None) -> int | None:
    """Return seconds as they are kept, nothing for none; raises WrongUsage for more or less than a recording has."""
    if value is None or value == 0:
        return None
    if isinstance(value, bool) or not 0 < value < _LONGEST:
        raise _no_length(str(value))
    return value


def tells_times(text: str) -> bool:
    """Tell whether a text says nothing but times of day and lengths, parted by commas."""
    return all(_reads(piece, read_air_time) or _reads(piece, read_length) for piece in text.split(","))


def _reads(text: str, read: Callable[[str], object]) -> bool:
    try:
        read(text)
    except WrongUsage:
        return False
    return True


def _no_length(text: str) -> WrongUsage:
    return WrongUsage(f"“{text}” is not a length such as 7:40, 1:02:03 or 45 min.")
