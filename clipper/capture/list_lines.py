"""What a line of a list is by itself: a web address, a headline, an outlet, or the day or title of what is below it."""

import re
from collections.abc import Sequence

from clipper.capture.bullets import SIGNS
from clipper.capture.cut import Cut, is_shouted, is_title
from clipper.capture.finders.almanac import weekday_of
from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.finders.link import addresses_in, are_link_words
from clipper.capture.finders.names import is_person
from clipper.capture.finders.relative import day_told_by
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.mention_ends import without_bullet
from clipper.capture.month_headings import stated_day
from clipper.capture.outlets import has_press_word
from clipper.model.draft import Span

LOOKED_AT = 400
"""So many lines of a paste are looked at where each of them costs something, and the first tell what the others are."""
_AT_THE_TOP = 5
"""So many lines at the top of a paste may be its heading."""
_LONGEST_DAY = 60
_AROUND_DAY = "#*=–—_~- "
"""What people type around a heading to make it one."""
_LONGEST_WEEKDAY = 16
_AROUND_WEEKDAY = " (),.:[]"
_NO_OUTLET = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[:;,]$")
"""What a heading has that is no outlet: a year, or a mark that something follows."""
_BEHIND_HEADING = re.compile(r"(?:\s*\(\d{1,3}\))?\s*:?$")
"""How many mentions stand below a heading, and the colon that leads to them."""
_ENDS_HEADING = frozenset({":", ")"})
_REVIEW = re.compile(
    r"\b(?:(?:press|media|news|morning|daily)"
    r" (?:review|mentions?|briefing|summary|scan|monitoring|round-?up|digest|report|hits)"
    r"|clippings?|clips|coverage|revue (?:de (?:la )?presse|des médias)|veille|couverture|retombées|panorama de presse"
    r"|mentions|in the news|dans les médias"
    r"|(?:presse|medien)(?:schau|spiegel)|re(?:vista|sumen) de prensa)\b",
    re.IGNORECASE,
)
_WHERE_ELSE = re.compile(
    r"\W*(?:o\s+)?(?:(?:also|syndicated|republished|reprinted|picked up|published too)\s(?:in|on|by|at|published in)"
    r"|(?:aussi|également|repris(?:e|es)?)\s(?:dans|sur|par))\b\s?:?\s*(?:the\s|le\s|la\s)?(?P<outlets>[^:\d]+)$",
    re.IGNORECASE,
)
_BETWEEN_OUTLETS = re.compile(r",\s+(?:and\s+|et\s+)?|;\s+|\s+(?:and|et|&)\s+")
_SPAN_OF_DAYS = re.compile(
    r"\b(?:week|month|weekend|semaine|mois|since|depuis|to|au|until)\b|\d\s*[–—-]\s*$", re.IGNORECASE
)


def is_address(line: Line) -> bool:
    """Tell whether a line is nothing but a web address, perhaps called one as in "Link: https://…"."""
    places = addresses_in(line.text)
    if len(places) != 1 or places[0][1] != len(line.text):
        return False
    called = SIGNS.sub("", line.text[: places[0][0]]).strip()
    return not called or are_link_words(called)


def is_headline(text: str) -> bool:
    """Tell whether a text may be a headline: some letters, and not a person's name."""
    has_letters = len(text) >= 6 and any(character.isalpha() for character in text)
    return has_letters and (not is_person(text) or is_shouted(text))


def outlet_alone(line: Line, lexicon: Lexicon) -> Cut | None:
    """Return the cut of a line that is nothing but an outlet: a known one, or above others a name as papers have."""
    place = name_of_heading(line.text)
    name = line.text[slice(*place)]
    known = lexicon.outlets.find(name) is not None
    if not known and not ((line.gap or line.start == 0) and may_head_mentions(name) and has_press_word(name)):
        return None
    return Cut(outlet=place, outlet_known=known)


def name_of_heading(text: str) -> Span:
    """Return where the name in a heading stands, behind its number and before a colon or how many stand below it."""
    start = without_bullet(text)[0] if text[:1].isdigit() else 0
    behind = _BEHIND_HEADING.search(text, start) if text[-1:] in _ENDS_HEADING else None
    return (start, behind.start()) if behind else (start, len(text))


def may_head_mentions(text: str) -> bool:
    """Tell whether a text has the capitals of a name, as an outlet above its mentions has, and no year."""
    return is_title(text) and not _NO_OUTLET.search(text)


def day_of_heading(line: Line, lexicon: Lexicon, year: int | None) -> FoundDate | None:
    """Return the day that a line gives for all that stands below it."""
    if stated := stated_day(line, lexicon.today) or day_told_by(line.text, lexicon.today):
        return stated
    day = next(dates_in(line.text, lexicon.today, None, year), None)
    is_heading = day and (
        len(line.text.strip(_AROUND_DAY)) - (day.end - day.start) <= 2
        or _names_the_day(line.text, day)
        or _is_weekday(line.text, day)
    )
    return day if is_heading else None


def is_day_alone(line: Line, lexicon: Lexicon) -> bool:
    """Tell whether a short line gives the day of what stands below it in figures."""
    may_be = len(line.text) <= _LONGEST_DAY and any(map(str.isdigit, line.text))
    return may_be and day_of_heading(line, lexicon, None) is not None


def tells_where_else(text: str) -> bool:
    """Tell whether a line says where else the mention above it ran, as in "also in: the Herald, the Post"."""
    told = _WHERE_ELSE.match(text)
    return told is not None and all(map(is_title, _BETWEEN_OUTLETS.split(told["outlets"].strip(" .)]"))))


def titles_of_review(lines: Sequence[Line]) -> list[Line]:
    """Return the lines at the top of a paste that say that mentions stand below them."""
    return [line for line in lines[:_AT_THE_TOP] if announces_review(line.text)]


def announces_review(text: str) -> bool:
    """Tell whether a line says that mentions stand below it, such as "Media mentions"."""
    return _REVIEW.search(text) is not None


def _is_weekday(text: str, day: FoundDate) -> bool:
    """Tell whether a line is a date and the name of its weekday, as in "Monday (16.11.2026)"."""
    rest = f"{text[: day.start]} {text[day.end :]}".strip(_AROUND_WEEKDAY)
    return 0 < len(rest) <= _LONGEST_WEEKDAY and weekday_of(rest) is not None


def _names_the_day(text: str, day: FoundDate) -> bool:
    """Tell whether a heading such as "Press review of 4 June" gives the day of all that stands below it."""
    rest = f"{text[: day.start]} {text[day.end :]}"
    return announces_review(rest) and _SPAN_OF_DAYS.search(rest) is None
