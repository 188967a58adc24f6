"""A remark behind the day of a mention, which is no part of it: "[also in the Post]", "– Ann Lee is quoted twice"."""

import re

from clipper.capture.column_words import tones, values
from clipper.capture.cut import Cut, is_outlet, is_title, people_of
from clipper.capture.finders.spokesperson import doing_in, feat_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import parted, trim
from clipper.capture.mention_ends import without_address
from clipper.capture.mention_facts import is_fact
from clipper.capture.mention_notes import is_note
from clipper.capture.written_days import exact_dates
from clipper.model.draft import Span
from clipper.model.sheet import key_of
from clipper.model.values import replace

_BARS = re.compile(r"\s*[|;]\s*|,\s+|\s[–—·•-]\s")
_AROUND = " .,;:–—|-·•\t"
_ENDS_CELL = frozenset(",;:–—|-·•.([")
_BEFORE_DAY = " ,;:–—|-·•\t(["
_FEWEST_LETTERS = 4
_CLOSES = re.compile(r"\s*\)")


def place_of_remark(text: str, lexicon: Lexicon, year: int | None) -> tuple[int, Span] | None:
    """Return where a line ends with its only day, and what stands behind that and is no name or outlet."""
    end = _end_with_day(text, lexicon, year)
    if end is None:
        return None
    remark = trim(text, end, without_address(text), _AROUND)
    if ":" in text[end : remark[0]]:
        # What a colon leads to is a headline, maybe behind a section.
        return None
    if sum(map(str.isalpha, text[slice(*remark)])) < _FEWEST_LETTERS:
        return None
    is_name = people_of(text, remark, lexicon) or is_outlet(text, remark, lexicon)
    return None if is_name or feat_in(text[end:], lexicon.spokespeople) else (end, remark)


def _end_with_day(text: str, lexicon: Lexicon, year: int | None) -> int | None:
    """Return the end of the only day of a line, with the bracket that closes behind it; None where it ends nothing."""
    days = exact_dates(text, lexicon, year)
    if len(days) != 1:
        return None
    before = text[: days[0].start]
    # Running text has neither a mark before its days nor an outlet, which spares most lines the rest.
    if before.rstrip()[-1:] not in _ENDS_CELL or not lexicon.outlets.may_hold_any(before):
        return None
    is_within = before.count("(") > before.count(")")
    closing = _CLOSES.match(text, days[0].end) if is_within else None
    if is_outlet(text, trim(text, 0, days[0].start, _BEFORE_DAY), lexicon) or (is_within and closing is None):
        return None
    return closing.end() if closing else days[0].end


def _says_little(text: str) -> bool:
    """Tell whether a piece behind a day is a tone, how many saw it, or one of the words that tell of no content."""
    key = key_of(text.rpartition(": ")[2])
    return key in tones() or key in values("nothing") or is_fact(text) or is_note(text)


def reads_past(cut: Cut, end: int) -> bool:
    """Tell whether a cut takes what stands behind the day for a part of the mention, or finds no day in the line."""
    if cut.headline is None or cut.date is None or cut.headline[1] > end:
        return True
    return cut.outlet is not None and cut.outlet[0] < end < cut.outlet[1]


def _tells_behind(cut: Cut, end: int) -> bool:
    """Tell whether a cut has its outlet or somebody behind the day."""
    feat = (cut.feat.start, cut.feat.end) if cut.feat else None
    return any(place[1] > end for place in (cut.outlet, cut.programme, feat, *cut.names) if place)


def with_remark(text: str, cut: Cut, end: int, remark: Span, lexicon: Lexicon) -> Cut:
    """Return the cut of a mention with what is remarked behind its end: whom it features, else a note."""
    if _tells_behind(cut, end) or all(_says_little(text[slice(*piece)]) for piece in parted(text, *remark, _BARS)):
        return cut
    first, *others = parted(text, *remark, _BARS)
    if others and not cut.names and (names := people_of(text, first, lexicon)):
        return with_remark(text, replace(cut, names=names), others[0][0], (others[0][0], remark[1]), lexicon)
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
