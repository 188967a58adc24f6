"""A line above or below a headline, which only says who wrote it, where and when it ran."""

import re
from collections.abc import Iterator

from clipper.capture.cut import BOUNDARY, BY, Cut, is_outlet, people_of, plain_marks
from clipper.capture.finders.date import CLOCK, FoundDate, dates_in
from clipper.capture.finders.relative import day_alone
from clipper.capture.finders.spokesperson import Feat, feat_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.capture.mention import has_trace
from clipper.capture.mention_cells import person_in_outlet
from clipper.capture.mention_commas import names_and_outlet, with_tail
from clipper.capture.mention_day import date_between, find_date_at_an_end, is_published
from clipper.capture.mention_ends import LONGEST, tidied, without_timecode
from clipper.capture.mention_frame import blanked
from clipper.model.draft import Span
from clipper.model.values import replace

_DESK = re.compile(
    r"\b(?:redaktion|rédaction|staff|newsroom|desk)\b"
    r"|\b(?:published|posted|updated|publi\w+|ver[öo]ffentlicht|aktualisiert|pubblicat\w|publicad\w)$",
    re.IGNORECASE,
)
"""What tells that words behind a reporter are where in a paper they work, or what stands before the day."""
_CLOCK_BEHIND = re.compile(rf",?\s*(?:(?:at|à|um|[|–-])\s)?{CLOCK}", re.IGNORECASE)


def cut_meta(text: str, lexicon: Lexicon, year: int | None, *, after_meta: bool) -> Cut | None:
    """Return the cut of a line that holds no headline, only a byline, an outlet, a date or several of these."""
    if told := day_alone(text, lexicon.today):
        return Cut(date=told)
    if len(text) > LONGEST // 2 or not (has_trace(text) or BOUNDARY.search(text) or after_meta):
        whole = lexicon.outlets.find(text)
        return (
            Cut(outlet=(0, len(text)), outlet_known=True) if whole else person_in_outlet(text, (0, len(text)), lexicon)
        )
    text = plain_marks(text)
    last, times = without_timecode(text, len(text))
    found = find_date_at_an_end(text, 0, last, lexicon, year)
    if found and _CLOCK_BEHIND.fullmatch(text, found.end, last):
        last = found.end
    if found is None and (day := date_between(text, 0, last, dates_in(text[:last], lexicon.today, None, year))):
        clock = _CLOCK_BEHIND.match(text, day.end, last)
        rest = blanked(text[:last], [(day.start, clock.end() if clock else day.end)])
        cut = _cells_only(rest, 0, last, day, lexicon, after_meta)
        return cut and replace(cut, times=times)
    start, end = (0, last) if found is None else (0, found.start) if found.start > 1 else (found.end, last)
    start, end = tidied(text, start, end)
    if found and (start == end or is_published(text, start, end)):
        return Cut(date=found, times=times)
    by = BY.match(text, start, end)
    if by:
        cut = _byline_only(text, by.end(), end, feat_in(text[:end], lexicon.spokespeople), found, lexicon)
    elif not (found or after_meta or lexicon.outlets.may_hold_any(text)):
        return None
    elif cut := person_in_outlet(text, (start, end), lexicon):
        cut = replace(cut, date=found)
    else:
        cut = _cells_only(text, start, end, found, lexicon, after_meta)
    return cut and replace(cut, times=times)


def _byline_only(
    text: str, start: int, end: int, feat: Feat | None, found: FoundDate | None, lexicon: Lexicon
) -> Cut | None:
    cuts: Iterator[Cut] = names_and_outlet(text, start, feat.start if feat else end, lexicon)
    if feat:
        tail = trim(text, feat.end, end)
        cuts = (cut for before in cuts for cut in with_tail(text, before, tail, lexicon))
    best = max(cuts, key=lambda cut: cut.score, default=None)
    if best and best.outlet and not best.outlet_known and _DESK.search(text, *best.outlet):
        best = replace(best, outlet=None)
    return best and replace(best, feat=feat, date=found)


def _cells_only(
    text: str, start: int, end: int, found: FoundDate | None, lexicon: Lexicon, after_meta: bool
) -> Cut | None:
    """Return the cut of "Outlet", "Reporter, Outlet" or "Outlet | Reporter" where every cell is one or the other."""
    if is_outlet(text, (start, end), lexicon):
        return Cut(outlet=(start, end), outlet_known=True, date=found)
    names: tuple[Span, ...] = ()
    outlet: Span | None = None
    for cell in _cells(text, start, end):
        by = BY.match(text, *cell)
        people = people_of(text, (by.end() if by else cell[0], cell[1]), lexicon)
        if cell[0] == cell[1]:
            continue
        if is_outlet(text, cell, lexicon) and outlet is None:
            outlet = cell
        elif people and not names:
            names = people
        else:
            return None
    if outlet or (names and (found or after_meta)):
        return Cut(names=names, outlet=outlet, outlet_known=outlet is not None, date=found)
    return None


def _cells(text: str, start: int, end: int) -> list[Span]:
    cells, position = [], start
    for boundary in BOUNDARY.finditer(text, start, end):
        cells.append((position, boundary.start()))
        position = boundary.end()
    return [trim(text, *cell) for cell in [*cells, (position, end)]]
