"""A remark behind the day of a mention, which is no part of it: "[also in the Post]", "– Ann Lee is quoted twice"."""

import re

from clipper.capture.cut import Cut, is_outlet, is_title, people_of
from clipper.capture.finders.spokesperson import doing_in, feat_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.capture.mention_ends import without_address
from clipper.capture.written_days import exact_dates
from clipper.model.draft import Span
from clipper.model.values import replace

_AROUND = " .,;:–—|-·•\t"
_FEWEST_LETTERS = 4
_CLOSES = re.compile(r"\s*\)")


def place_of_remark(text: str, lexicon: Lexicon, year: int | None) -> tuple[int, Span] | None:
    """Return where a line ends with its only day, and what stands behind that and is no name or outlet."""
    days = exact_dates(text, lexicon, year)
    if len(days) != 1 or not any(map(str.isalpha, text[: days[0].start])):
        return None
    before = text[: days[0].start]
    is_within = before.count("(") > before.count(")")
    closing = _CLOSES.match(text, days[0].end) if is_within else None
    if is_within and closing is None:
        return None
    end = closing.end() if closing else days[0].end
    stop = without_address(text)
    remark = trim(text, end, stop, _AROUND)
    if sum(map(str.isalpha, text[slice(*remark)])) < _FEWEST_LETTERS:
        return None
    is_name = people_of(text, remark, lexicon) or is_outlet(text, remark, lexicon)
    return None if is_name or feat_in(text[end:], lexicon.spokespeople) else (end, remark)


def reads_past_day(cut: Cut, day_end: int) -> bool:
    """Tell whether a cut takes what stands behind the day for a part of the mention, or finds none in the line."""
    if cut.headline is None or cut.date is None or cut.headline[1] > day_end:
        return True
    return cut.outlet is not None and cut.outlet[0] < day_end < cut.outlet[1]


def with_remark(text: str, cut: Cut, end: int, remark: Span, lexicon: Lexicon) -> Cut:
    """Return the cut of a mention with what is remarked behind its end: whom it features, else a note."""
    told = doing_in(" " * end + text[end:], lexicon.spokespeople) if cut.feat is None else None
    return replace(cut, remark=remark) if told is None else replace(cut, feat=told)


def has_own_headline(text: str, cut: Cut, remark: Span, lexicon: Lexicon) -> bool:
    """Tell whether what stands before the day is a mention with its own headline, beside an outlet that is known.

    A name before the day may be a programme, with the headline behind it, unless that is in brackets or small letters.
    """
    if not (cut.date and cut.headline and cut.outlet and cut.outlet_known) or people_of(text, cut.headline, lexicon):
        return False
    begins = text[remark[0]]
    return begins == "(" or begins.islower() or not is_title(text[slice(*cut.headline)])
