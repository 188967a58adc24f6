"""A line above or below a headline, which only says who wrote it, where and when it ran."""

import re
from collections.abc import Iterator, Sequence

from clipper.capture.bullets import SIGNS
from clipper.capture.cut import BOUNDARY, BY, Cut, is_outlet, is_title, may_name_an_outlet, people_of, plain_marks
from clipper.capture.finders.date import CLOCK, FoundDate
from clipper.capture.finders.furniture import is_section
from clipper.capture.finders.names import INVERTED, direct_order, is_person, knows_first_name
from clipper.capture.finders.relative import day_alone
from clipper.capture.finders.spokesperson import Feat, feat_in
from clipper.capture.kinds_of_piece import is_kind_or_section
from clipper.capture.labels import Label, behind_label, label_at
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import parted, trim
from clipper.capture.mention import has_trace
from clipper.capture.mention_commas import names_and_outlet, with_tail
from clipper.capture.mention_day import (
    behind_published,
    date_at_an_end,
    date_between,
    is_published,
    without_preposition,
)
from clipper.capture.mention_ends import LONGEST, tidied, without_timecode
from clipper.capture.mention_facts import is_fact, names_nobody, without_facts
from clipper.capture.mention_frame import blanked
from clipper.capture.mention_notes import without_note
from clipper.capture.mention_people import person_in_outlet
from clipper.capture.written_days import exact_dates
from clipper.model.draft import Span
from clipper.model.sheet import Use
from clipper.model.values import replace

_BARS = re.compile(r"\s*\|\s*|\s+[–—·•-]\s+|;\s+")
_DESK = re.compile(
    r"\b(?:redaktion|rédaction|staff|newsroom|desk)\b"
    r"|\b(?:published|posted|updated|publi\w+|ver[öo]ffentlicht|aktualisiert|pubblicat\w|publicad\w)$",
    re.IGNORECASE,
)
"""What tells that words behind a reporter are where in a paper they work, or what stands before the day."""
_ONE_BAR = frozenset({"|", "·", "•", "||", "··", "••"})
_LABELLED = frozenset({Use.OUTLET, Use.DATE})
_BEFORE_DAY = " ,;:–—|-·•\t(["
_PUBLISHED_IN = re.compile(
    r"(?:(?:first |originally )?(?:published|posted|printed|aired|broadcast)|appeared|featured|(?:as )?seen"
    r"|paru(?:e|s|es)?|publié(?:e|s|es)?|diffusé(?:e|s|es)?|erschienen|veröffentlicht|publicad[oa]|pubblicat[oa])"
    r"(?P<day>\s[^|;:]{0,36}?)??\s(?:in|on|dans|sur|à|bei|en|su)\s+(?:the\s)?(?=(?-i:[^\W_a-zà-ÿ]))",
    re.IGNORECASE,
)
"""What leads to an outlet: "Published June 3 in", "Paru dans"."""
_CLOCK_BEHIND = re.compile(rf",?\s*(?:(?:at|à|um|[|–-])\s)?{CLOCK}", re.IGNORECASE)


def cut_meta(text: str, lexicon: Lexicon, year: int | None, *, after_meta: bool) -> Cut | None:
    """Return the cut of a line that holds no headline, only a byline, an outlet, a date or several of these.

    `year` is taken for a date without one; `after_meta` tells that it stands among such lines, where a name is enough.
    """
    if sign := SIGNS.match(text):
        text = " " * sign.end() + text[sign.end() :]
    if told := day_alone(text, lexicon.today):
        return Cut(date=told)
    if is_fact(text):
        return Cut()
    if named := behind_label(text, Use.REPORTERS, (0, len(text))):
        return Cut() if names_nobody(text, named) else _labelled_names(text, named, lexicon)
    if label := label_at(text):
        return _behind_label(text, label, lexicon, year)
    if len(text) > LONGEST // 2 or not (has_trace(text) or BOUNDARY.search(text) or after_meta):
        is_known = lexicon.outlets.find(text) is not None
        whole = (0, len(text))
        return Cut(outlet=whole, outlet_known=True) if is_known else person_in_outlet(text, whole, lexicon)
    if told_in := _published_in(text, lexicon, year):
        return told_in
    if published := behind_published(text):
        text = " " * published + text[published:]
    marked = plain_marks(text)
    text = without_facts(marked)
    end, times = without_timecode(text, len(text.rstrip()))
    dates = exact_dates(text[:end], lexicon, year)
    end = without_note(text, end, dates)
    dates = [found for found in dates if found.end <= end]
    found = date_at_an_end(text, 0, end, dates)
    between = None if found else date_between(text, 0, end, dates)
    if between:
        cut = _around_day(text[:end], between, lexicon, after_meta)
    else:
        cut = _beside_day(text, end, found, lexicon, after_meta)
    return cut and replace(cut, times=times)


def _published_in(text: str, lexicon: Lexicon, year: int | None) -> Cut | None:
    """Return the cut of "Published in OUTLET on DAY" and "Published DAY in OUTLET"; without a day it tells less."""
    published = _PUBLISHED_IN.match(text)
    days = exact_dates(text, lexicon, year) if published else []
    if published is None or len(days) != 1:
        return None
    cut = outlet_and_day(text, (published.end(), len(text)), lexicon, year)
    if cut and published["day"] and days[0].end == published.end("day"):
        return replace(cut, date=days[0])
    return cut if cut and cut.date and not published["day"] else None


def _labelled_names(text: str, place: Span, lexicon: Lexicon) -> Cut | None:
    """Return the cut of what the label of a reporter says follows: people and nothing else, else as behind a "by"."""
    people = people_of(text, place, lexicon)
    are_people = people and not any(is_outlet(text, name, lexicon) for name in people)
    return Cut(names=people) if are_people else _byline_only(text, *place, None, lexicon)


def _behind_label(text: str, label: Label, lexicon: Lexicon, year: int | None) -> Cut | None:
    """Return the cut of what stands behind the label of those featured, an outlet or a day.

    The outlet need not be known. A headline, a link and one more label are no such line.
    """
    told = trim(text, label.end, len(text))
    if label.use is Use.SPOKESPEOPLE:
        people = people_of(text, told, lexicon)
        return Cut(feat=Feat(0, told[1], list(people))) if people else None
    if label.use not in _LABELLED or label_at(text, label.end):
        return None
    cut = cut_meta(" " * label.end + text[label.end :], lexicon, year, after_meta=True) if told[0] < told[1] else None
    is_told = cut and (cut.outlet or any(knows_first_name(text[slice(*name)]) for name in cut.names))
    return cut if is_told or label.use is not Use.OUTLET else outlet_and_day(text, told, lexicon, year) or cut


def outlet_and_day(text: str, place: Span, lexicon: Lexicon, year: int | None) -> Cut | None:
    """Return the cut of a range that holds an outlet, which need not be known, and maybe the day behind it."""
    day = date_at_an_end(text, *place, exact_dates(text, lexicon, year))
    end = without_preposition(text, place[0], day.start) if day and day.start > place[0] else place[1]
    outlet = trim(text, place[0], end, _BEFORE_DAY)
    is_known = is_outlet(text, outlet, lexicon)
    is_named = is_known or may_name_an_outlet(text[slice(*outlet)])
    return Cut(outlet=outlet, outlet_known=is_known, date=day) if is_named else None


def _around_day(text: str, day: FoundDate, lexicon: Lexicon, after_meta: bool) -> Cut | None:
    """Return the cut of a line with a day in a cell of its own, perhaps with the time behind it."""
    clock = _CLOCK_BEHIND.match(text, day.end)
    rest = blanked(text, [(day.start, clock.end() if clock else day.end)])
    return _cells_only(rest, 0, len(text), day, lexicon, after_meta)


def _beside_day(text: str, end: int, found: FoundDate | None, lexicon: Lexicon, after_meta: bool) -> Cut | None:
    """Return the cut of what stands before or behind the day at an end of a line, of all of it where there is none."""
    if found and _CLOCK_BEHIND.fullmatch(text, found.end, end):
        end = found.end
    leads = found is not None and len(text[: found.start].strip()) <= 1
    start, end = (0, end) if found is None else (found.end, end) if leads else (0, found.start)
    start, end = tidied(text, start, end)
    if found and (start == end or is_published(text, start, end)):
        return Cut(date=found)
    if by := BY.match(text, start, end):
        return _byline_only(text, by.end(), end, found, lexicon)
    if not (found or after_meta or lexicon.outlets.may_hold_any(text)):
        return None
    if cut := person_in_outlet(text, (start, end), lexicon):
        return replace(cut, date=found)
    return _cells_only(text, start, end, found, lexicon, after_meta)


def _byline_only(text: str, start: int, end: int, found: FoundDate | None, lexicon: Lexicon) -> Cut | None:
    """Return the best cut of what stands behind a "by" that begins a line: names, an outlet, those featured."""
    feat = feat_in(text[:end], lexicon.spokespeople)
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
    free: Span | None = None
    section: Span | None = None
    cells = list(_cells(text, start, end, lexicon))
    is_signed = any(BY.match(text, *cell) and _people(text, cell, lexicon) for cell in cells)
    for cell in cells:
        if outlet is None and is_outlet(text, cell, lexicon):
            outlet = cell
        elif is_kind_or_section(text[slice(*cell)]):
            section = section or (cell if is_section(text[slice(*cell)]) else None)
        elif (BY.match(text, *cell) or not is_signed) and not names and (people := _people(text, cell, lexicon)):
            names = people
        elif free is None and found and (_may_be_outlet(text, cell) or (is_signed and _leads(text, cell, cells))):
            free = cell
        else:
            return None
    if free:
        # One word alone beside a day is rather a section, or the name of the day.
        is_told = outlet is None and (names or " " in text[slice(*free)])
        if len(names) == 1 and knows_first_name(text[slice(*free)]) and not knows_first_name(text[slice(*names[0])]):
            names, free = (free,), names[0]
        return Cut(names=names, outlet=free, outlet_doubtful=True, date=found) if is_told else None
    if outlet or (names and (found or after_meta)):
        told = section if outlet is None and found else None
        return Cut(names=names, outlet=outlet, outlet_known=outlet is not None, date=found, section=told)
    return None


def _leads(text: str, cell: Span, cells: Sequence[Span]) -> bool:
    """Tell whether a cell is the first of all, and called as an outlet of several words may be."""
    name = text[slice(*cell)]
    return cell == cells[0] and " " in name and is_title(name)


def _may_be_outlet(text: str, cell: Span) -> bool:
    """Tell whether a cell that a bar parts from others is called as an outlet may be; commas part places as well."""
    beside = text[: cell[0]].rstrip()[-1:] + text[cell[1] :].lstrip()[:1]
    return is_title(text[slice(*cell)]) and beside in _ONE_BAR


def _cells(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the cells of a range, without the label of a reporter; "Doe, Jane" is one."""
    if "," not in text and ":" not in text:
        yield from parted(text, start, end, BOUNDARY)
        return
    for piece in parted(text, start, end, _BARS):
        cell = behind_label(text, Use.REPORTERS, piece) or piece
        if _is_inverted_name(text, cell, lexicon) or _are_several(text, cell, lexicon):
            yield cell
        else:
            yield from parted(text, *cell, BOUNDARY)


def _are_several(text: str, cell: Span, lexicon: Lexicon) -> bool:
    """Tell whether a cell names several people whom commas part, and no outlet."""
    people = people_of(text, cell, lexicon)
    return len(people) > 1 and not any(is_outlet(text, name, lexicon) for name in people)


def _people(text: str, cell: Span, lexicon: Lexicon) -> tuple[Span, ...]:
    return (cell,) if _is_inverted_name(text, cell, lexicon) else people_of(text, cell, lexicon)


def _is_inverted_name(text: str, cell: Span, lexicon: Lexicon) -> bool:
    """Tell whether a cell is one name with the surname first, not a reporter and an outlet or two people."""
    parts = INVERTED.fullmatch(text, *cell)
    if parts is None or " " in parts[1] or not is_person(direct_order(parts[0])):
        return False
    return not any(is_outlet(text, parts.span(part), lexicon) for part in (1, 2))
