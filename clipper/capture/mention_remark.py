"""A remark behind the day of a mention, which is no part of it: "[also in the Post]", "– Ann Lee is quoted twice"."""

import re

from clipper.capture.cut import Cut, is_outlet, is_title, people_of
from clipper.capture.finders.spokesperson import doing_in, feat_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.capture.mention_ends import without_address
from clipper.capture.written_days import exact_dates
from clipper.model.draft import Span

_AROUND = " .,;:–—|-·•\t"
_FEWEST_LETTERS = 4
_CLOSES = re.compile(r"\s*\)")


def place_of_remark(text: str, lexicon: Lexicon, year: int | None) -> tuple[int, Span] | None:
    """Return where a line ends with its only day, and what stands behind that and is no name, outlet or speaker."""
    days = exact_dates(text, lexicon, year)
    if len(days) != 1 or not any(map(str.isalpha, text[: days[0].start])):
        return None
    closing = _CLOSES.match(text, days[0].end) if "(" in text[: days[0].start] else None
    end = closing.end() if closing else days[0].end
    stop = without_address(text)
    remark = trim(text, end, stop, _AROUND)
    if sum(map(str.isalpha, text[slice(*remark)])) < _FEWEST_LETTERS or _tells_more(text, end, remark, lexicon):
        return None
    return end, remark


def _tells_more(text: str, end: int, remark: Span, lexicon: Lexicon) -> bool:
    """Tell whether what stands behind a day is somebody or an outlet, which other ways of reading a line take."""
    if people_of(text, remark, lexicon) or is_outlet(text, remark, lexicon):
        return True
    behind = text[end:]
    return (feat_in(behind, lexicon.spokespeople) or doing_in(behind, lexicon.spokespeople)) is not None


def reads_past_day(cut: Cut, day_end: int) -> bool:
    """Tell whether a cut takes what stands behind the day for the headline or a part of it."""
    return cut.headline is None or cut.headline[1] > day_end


def has_own_headline(text: str, cut: Cut, remark: Span, lexicon: Lexicon) -> bool:
    """Tell whether what stands before the day is a mention with its own headline, beside an outlet that is known.

    A name before the day may be a programme, with the headline behind it, unless that is in brackets or small letters.
    """
    if not (cut.date and cut.headline and cut.outlet and cut.outlet_known) or people_of(text, cut.headline, lexicon):
        return False
    begins = text[remark[0]]
    return begins == "(" or begins.islower() or not is_title(text[slice(*cut.headline)])
