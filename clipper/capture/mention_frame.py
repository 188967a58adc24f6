"""What stands around and between headline, names and outlet of a line: its day, medium, times, those featured."""

import re
from collections.abc import Iterable

from msgspec import Struct

from clipper.capture.finders.date import FoundDate
from clipper.capture.finders.spokesperson import Feat, doing_in, feat_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.mention_day import (
    date_at_an_end,
    date_between,
    dates_of,
    with_brackets,
    without_full_stop,
    without_preposition,
)
from clipper.capture.mention_ends import tidied, without_address, without_bullet, without_timecode
from clipper.capture.mention_marks import MediumMark, marked_medium
from clipper.capture.mention_notes import without_note
from clipper.capture.mention_people import told_person
from clipper.capture.written_days import exact_dates
from clipper.model.draft import Span
from clipper.model.values import replace

_INTERVIEW = re.compile(r"\s*[–—|·•:-]\s+(?:(?:an|une) )?(?:interview|entrevue)\b", re.IGNORECASE)
_OF_HEADLINE = 3
"""So many spaces are before such brackets at the least where they stand behind a headline."""
_IN_BRACKETS = re.compile(r"\((?P<told>[^()]{4,120})\)\s*$")


class Frame(Struct, frozen=True):
    """What stands around the headline, names and outlet of a line, which are between `start` and `end`.

    The date stands at one end of the line (`found`) or within it (`between`). Those featured may stand behind it.
    """

    start: int
    end: int
    found: FoundDate | None
    between: FoundDate | None
    feat: Feat | None
    mark: MediumMark | None
    times: tuple[Span, ...]

    @property
    def is_dated(self) -> bool:
        """Whether the line has a date at an end or in a cell of its own."""
        return bool(self.found or self.between)

    def gaps(self, text: str) -> list[Span]:
        """Return the ranges of the line that are no part of headline, names and outlet."""
        gaps = [(self.feat.start, self.feat.end)] if self.feat else []
        gaps += [with_brackets(text, self.between)] if self.between else []
        return [*gaps, self.mark.place] if self.mark else gaps


def frame_of(text: str, lexicon: Lexicon, year: int | None) -> Frame:
    """Return what stands around the pieces of a line; `year` is that of a date without one."""
    start, times = without_bullet(text)
    whole = without_address(text)
    end, timecode = without_timecode(text, whole)
    known = lexicon.spokespeople
    dates = dates_of(text[:whole], lexicon, year)
    told = without_note(text, end, dates)
    note, end = marked_medium(text, told, end), told
    dates = [found for found in dates if found.end <= end] if end < whole else dates
    last = feat_in(text[:end], known) or _told_in_brackets(text, end, lexicon) or _told_behind_day(text, end, lexicon)
    # Those featured may stand behind the date, in brackets of their own.
    dated_end, inner = without_timecode(text, last.start if last and last.end >= end else end)
    found = date_at_an_end(text, start, dated_end, dates)
    # What stands behind the end may be all that kept a number from being a date.
    inside = dates if end == whole else exact_dates(text[:end], lexicon, year)
    between = None if found else date_between(text, start, end, inside)
    if found:
        start, end = (start, found.start) if found.start > start + 1 else (found.end, end)
        end = without_full_stop(text, start, without_preposition(text, start, end))
    start, end = tidied(text, start, end)
    is_behind = last and found and last.start > found.start
    feat = last if is_behind else feat_in(text[:end], known) or doing_in(text[:end], known)
    feat = _before_outlet(text, feat, lexicon) if feat else None
    feat = None if feat and _is_headline_behind_day(text, feat, dates) else feat
    mark = marked_medium(text, start, end) or note
    return Frame(start, end, found, between, feat, mark, (*times, *timecode, *inner))


def _before_outlet(text: str, feat: Feat, lexicon: Lexicon) -> Feat:
    """Return those featured without an outlet behind them that is called as people are, such as the Toronto Star."""
    named = (place for place in feat.names[1:] if lexicon.outlets.find(text[slice(*place)]))
    outlet = next(named, None)
    if outlet is None:
        return feat
    names = feat.names[: feat.names.index(outlet)]
    return replace(feat, names=names, end=names[-1][1])


def _is_headline_behind_day(text: str, feat: Feat, dates: Iterable[FoundDate]) -> bool:
    """Tell whether "interview with NAME" is what a dash or colon behind the day leads to: the name of the piece."""
    named = (_INTERVIEW.match(text, found.end) for found in dates)
    return any(match.start() <= feat.start < match.end() for match in named if match)


def _told_in_brackets(text: str, end: int, lexicon: Lexicon) -> Feat | None:
    """Return those of whom brackets at the end of a line say what they did, as in "(Ann Lee quoted)"."""
    closing = _IN_BRACKETS.search(text, 0, end)
    told = told_person(text, closing.span("told"), lexicon) if closing else None
    return replace(told, start=closing.start(), end=closing.end()) if closing and told else None


def _told_behind_day(text: str, end: int, lexicon: Lexicon) -> Feat | None:
    """Return those of whom the end of a line says what they do, behind a headline and its day in brackets."""
    if ") " not in text[:end]:
        return None
    told = doing_in(text[:end], lexicon.spokespeople)
    day = _IN_BRACKETS.search(text, 0, told.start) if told and told.end >= end else None
    is_dated = (
        day is not None and any(map(str.isdigit, day["told"])) and text.count(" ", 0, day.start()) >= _OF_HEADLINE
    )
    return told if is_dated else None


def blanked(text: str, gaps: list[Span]) -> str:
    """Return a text of the same length in which each gap is a separator between cells."""
    for start, end in gaps:
        size = end - start
        text = text[:start] + (" |" + " " * (size - 2) if size > 2 else " " * size) + text[end:]
    return text
