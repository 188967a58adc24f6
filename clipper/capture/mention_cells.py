"""A mention whose pieces stand in cells: parted by bars, tabs or dashes, behind "OUTLET:", or in closing brackets."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct, field

from clipper.capture.column_words import tones, values
from clipper.capture.cut import (
    Cut,
    is_agency,
    is_outlet,
    is_programme,
    is_title,
    people_of,
    split_programme,
)
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.names import knows_first_name
from clipper.capture.finders.spokesperson import Feat
from clipper.capture.kinds_of_piece import is_kind_of_piece
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import parted, trim, unopened
from clipper.capture.mention_facts import is_fact
from clipper.capture.mention_marks import ON_AIR
from clipper.capture.mention_people import told_person, without_byline, without_last_name
from clipper.model.draft import Span
from clipper.model.sheet import key_of
from clipper.model.text import fold

TAB = re.compile(r"\s*\t\s*")
"""What parts the cells of a row of a sheet; other marks are then words of the cells."""
_PARTING = re.compile(r"\s*\|\s*|\s+[·•]\s+|\s+[–—-]\s+|\s+\((?=[^()]*$)")
"""The last kind is a bracket whose closing one went with the date."""
_PARTS = re.compile(r"[|·•–—:(\t-]")
"""Without one of these a line is one cell."""
_COLON = re.compile(r"\s*:\s+")
_CLOSING = re.compile(r"\s*\(([^()]{2,120})(?:\)\s*)?$")
"""Brackets at the end, whose closing one may have gone with the date."""
_COMMA = re.compile(r"[,;]\s+")
_COMMA_OR_DASH = re.compile(r"[,;]\s+|\s+[–—-]\s+")
_IN_BRACKETS = re.compile(r"\s*[,;|]\s*|\s+[–—-]\s+")
_MOST_IN_BRACKETS = 5
_COMMA_ALONE = re.compile(r",\s+")
_OPENING = re.compile(r"\(([^()]{2,80})\)[\s:–—-]+")
_TOWN = re.compile(
    r",?\s(?:in|at|from|à|au|en|de|depuis|aus)\s[^\W\d_a-z][\w.’'-]*(?:[\s,-]+[^\W\d_a-z][\w.’'-]*){0,2}\s*$"
)
_CREDIT = re.compile(r"(?:posted|published|updated|last updated|publié\w*|mis(?:e)? à jour)\b", re.IGNORECASE)
_MOST_CELLS = 9
_HEADLINE_AND_PROGRAMME, _LONGEST_REMARK = 2, 30
_REMARK = re.compile(
    r"(?:mentions?|mentioning|quotes?|quoting|cites?|citing|features?|featuring|interviews?|references?|refers|picks up"
    r"|uses|based on|via|our|mentionne|reprend|renvoie|selon notre|entrevue|notre)\b",
    re.IGNORECASE,
)


class _Row(Struct):
    """What the cells of a line are, as far as they were told."""

    outlet: Span | None = None
    programme: Span | None = None
    names: list[Span] = field(default_factory=list)
    feat: Feat | None = None
    free: list[Span] = field(default_factory=list)


def cells_cuts(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield the cut of a line whose cells are an outlet that is known, perhaps people, and one headline."""
    if not _PARTS.search(text, start, end):
        return
    cells = list(_cells(text, start, end, lexicon))
    # Who the people in the cells are is asked only where one of them is an outlet, as in few lines.
    if not 2 <= len(cells) <= _MOST_CELLS or not any(_has_outlet(text, cell, lexicon) for cell in cells):
        return
    row = _told(text, cells, lexicon)
    if row is None and _COLON.search(text, start, end):
        # What stands before a colon may be the first word of a headline, where another cell is the outlet.
        cells = parted(text, start, end, TAB if "\t" in text[start:end] else _PARTING, unopened)
        row = _told(text, cells, lexicon)
    if row is None or row.outlet is None or not row.free or _is_credit(text, row.free[0], lexicon):
        return
    _take_programme(text, row, cells, lexicon)
    headline, doubtful = _headline(row.free, cells)
    names = tuple(row.names)
    if not names:
        headline, names = without_byline(text, headline, lexicon)
    feat, names = _ours_first(text, row.feat, names, lexicon)
    score = 4.5 + len(names) + bool(feat) - doubtful
    yield Cut(headline, names, feat, row.outlet, True, score=score, programme=row.programme)
    shorter, signed = without_last_name(text, headline, lexicon) if not (names or feat) else (headline, ())
    if signed:
        yield Cut(shorter, signed, None, row.outlet, True, score=score + 0.2, programme=row.programme)


def bracket_cuts(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield HEADLINE (NAMES, OUTLET) and HEADLINE (OUTLET, NAMES), where common first names tell which is which.

    So does what is called as no people are.
    """
    closing = _CLOSING.search(text, start, end)
    pieces = parted(text, *closing.span(1), _IN_BRACKETS) if closing else []
    if closing is None or not 2 <= len(pieces) <= _MOST_IN_BRACKETS:
        return
    people = {piece: named for piece in pieces if (named := people_of(text, piece, lexicon))}
    sure = {piece for piece, named in people.items() if all(knows_first_name(text[slice(*name)]) for name in named)}
    others = [piece for piece in pieces if piece not in sure]
    outlets = others if len(others) == 1 else [piece for piece in others if piece not in people]
    if people and len(outlets) == 1 and is_title(name := text[slice(*outlets[0])]) and not knows_first_name(name):
        names = tuple(chain.from_iterable(named for piece, named in people.items() if piece not in outlets))
        yield Cut(trim(text, start, closing.start()), names, None, outlets[0], score=4.0)


def broadcast_cut(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield a line that is only a known programme and its outlet: a broadcast that has no headline."""
    place = trim(text, start, end)
    _, programme = split_programme(text, *place, lexicon)
    known = lexicon.outlets.programme(text[slice(*programme)]) if programme else None
    if known:
        yield Cut(None, (), None, place, True, score=5.0, medium=known.medium)


def _cells(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the cells of a range; a colon parts only an outlet from the rest, brackets only at the end."""
    has_brackets = "(" in text
    closing = _CLOSING.search(text, start, end) if has_brackets else None
    if closing:
        start_inside, end_inside = trim(text, *closing.span(1))
        inside = start_inside, _before_town(text, start_inside, end_inside, lexicon)
        if _tells(text, inside, lexicon):
            yield from _before_people(text, start, closing.start(), lexicon)
            yield from _outlet_and_more(text, inside, lexicon)
            return
    opening = _OPENING.match(text, start, end) if has_brackets else None
    if opening and _tells(text, opening.span(1), lexicon):
        yield from _outlet_and_more(text, opening.span(1), lexicon)
        start = opening.end()
    for cell in parted(text, start, end, TAB if "\t" in text[start:end] else _PARTING, unopened):
        yield from _behind_outlet(text, cell, lexicon)


def _before_people(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the cells before brackets, the known outlet behind the last comma as one of its own."""
    comma = text.rfind(", ", start, end)
    outlet = trim(text, comma, end)
    if comma > start and is_outlet(text, outlet, lexicon):
        yield from _cells(text, start, comma, lexicon)
        yield outlet
    else:
        yield from _cells(text, start, end, lexicon)


def _before_town(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return the end of brackets before the town that a reporter writes from, as in "(Ann Lee in Brussels)"."""
    town = _TOWN.search(text, start, end)
    return town.start() if town and people_of(text, (start, town.start()), lexicon) else end


def _tells(text: str, place: Span, lexicon: Lexicon) -> bool:
    return (
        bool(people_of(text, place, lexicon))
        or told_person(text, place, lexicon) is not None
        or any(is_outlet(text, piece, lexicon) for piece in _outlet_and_more(text, place, lexicon))
    )


def _outlet_and_more(text: str, place: Span, lexicon: Lexicon) -> Iterator[Span]:
    """Yield what stands in closing brackets: OUTLET, or OUTLET, NAME, or NAME, OUTLET."""
    marks = [] if is_outlet(text, place, lexicon) else list(_COMMA_OR_DASH.finditer(text, *place))
    before = (place[0], marks[0].start()) if marks else place
    behind = (marks[-1].end(), place[1]) if marks else place
    if marks and is_outlet(text, before, lexicon):
        yield before
        yield trim(text, marks[0].end(), place[1])
    elif marks and is_outlet(text, behind, lexicon) and people_of(text, (place[0], marks[-1].start()), lexicon):
        yield place[0], marks[-1].start()
        yield behind
    else:
        yield place


def _behind_outlet(text: str, cell: Span, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the two in "OUTLET: HEADLINE" and "OUTLET, REPORTER", else the cell as it is."""
    colon, comma = _COLON.search(text, *cell), _COMMA.search(text, *cell)
    if colon and is_outlet(text, (cell[0], colon.start()), lexicon) and colon.end() < cell[1]:
        yield cell[0], colon.start()
        yield colon.end(), cell[1]
    elif comma and _are_reporters(text, (cell[0], comma.start()), (comma.end(), cell[1]), lexicon):
        yield cell[0], comma.start()
        yield comma.end(), cell[1]
    else:
        yield cell


def _are_reporters(text: str, outlet: Span, names: Span, lexicon: Lexicon) -> bool:
    """Tell whether what follows an outlet is people; those without a common first name may be its programme."""
    known = lexicon.outlets.find(text[slice(*outlet)])
    people = people_of(text, names, lexicon) if known else ()
    has_none = known is not None and not lexicon.outlets.has_programmes(known)
    return bool(people) and (has_none or all(knows_first_name(text[slice(*name)]) for name in people))


def _told(text: str, cells: Sequence[Span], lexicon: Lexicon) -> _Row | None:
    """Tell what each cell is; None where two outlets compete, but a last one may be the agency that wrote it."""
    row = _Row()
    for cell in cells:
        if shown := _outlet_and_programme(text, cell, lexicon) if row.outlet is None else None:
            row.outlet, row.programme = shown
        elif is_outlet(text, cell, lexicon):
            if not _take_outlet(text, row, cell, cell == cells[-1], lexicon):
                return None
        elif people := people_of(text, cell, lexicon):
            row.names += people
        elif row.feat is None and (told := told_person(text, cell, lexicon)):
            row.feat = told
        elif not _is_beside(text, cell, is_behind=bool(row.free)):
            row.free.append(cell)
    return row


def _is_beside(text: str, cell: Span, *, is_behind: bool) -> bool:
    """Tell whether a cell says nothing, or stands behind a headline and is a remark, a tone or how many saw it."""
    told = text[slice(*cell)]
    if len(told) > _LONGEST_REMARK:
        return is_behind and _REMARK.match(told) is not None
    if key_of(told) in values("nothing") or is_kind_of_piece(told):
        return True
    return is_behind and (_REMARK.match(told) is not None or key_of(told) in tones() or is_fact(told))


def _take_outlet(text: str, row: _Row, cell: Span, is_last: bool, lexicon: Lexicon) -> bool:
    """Take a cell that is an outlet or a programme; tell whether it has a place beside the outlet there is."""
    if row.outlet is None:
        row.outlet = cell
    elif row.programme is None and is_programme(text[slice(*cell)], lexicon):
        row.programme = cell
    elif row.programme is None and is_programme(text[slice(*row.outlet)], lexicon):
        row.outlet, row.programme = cell, row.outlet
    elif is_last and is_agency(text[slice(*cell)], lexicon):
        row.names.append(cell)
    else:
        return False
    return True


def _outlet_and_programme(text: str, cell: Span, lexicon: Lexicon) -> tuple[Span, Span] | None:
    """Return the two in "OUTLET, PROGRAMME", of which the programme need not be known; known pairs are left whole."""
    comma = _COMMA_ALONE.search(text, *cell)
    if comma is None or is_outlet(text, cell, lexicon):
        return None
    if not is_outlet(text, (cell[0], comma.start()), lexicon):
        return _named_after_outlet(text, cell, comma, lexicon)
    programme = comma.end(), cell[1]
    return ((cell[0], comma.start()), programme) if is_title(text[slice(*programme)]) else None


def _named_after_outlet(text: str, cell: Span, comma: re.Match[str], lexicon: Lexicon) -> tuple[Span, Span] | None:
    """Return the two in "PROGRAMME, OUTLET" where the programme, which nobody knows, begins as its outlet does."""
    programme, outlet = (cell[0], comma.start()), (comma.end(), cell[1])
    first, station = (text[slice(*piece)].split()[:1] for piece in (programme, outlet))
    known = lexicon.outlets.find(text[slice(*outlet)]) if first == station else None
    if known is None or not is_title(text[slice(*programme)]):
        return None
    # Initials are those of a network, whose stations of a place are known by their sites alone.
    is_station = (len(first[0]) > 1 and first[0].isupper()) or lexicon.outlets.has_programmes(known)
    return (outlet, programme) if is_station else None


def _take_programme(text: str, row: _Row, cells: Sequence[Span], lexicon: Lexicon) -> None:
    """Take the name right behind an outlet that broadcasts for its programme where another cell is the headline."""
    if row.outlet is None or row.programme or len(row.free) < _HEADLINE_AND_PROGRAMME:
        return
    known, (name, headline) = lexicon.outlets.find(text[slice(*row.outlet)]), row.free[:2]
    is_beside = cells.index(name) == cells.index(row.outlet) + 1
    is_on_air = known is not None and known.medium in ON_AIR
    if is_on_air and is_beside and is_title(text[slice(*name)]) and not is_title(text[slice(*headline)]):
        row.programme = name
        row.free.remove(name)


def _has_outlet(text: str, cell: Span, lexicon: Lexicon) -> bool:
    return is_outlet(text, cell, lexicon) or _outlet_and_programme(text, cell, lexicon) is not None


def _headline(free: Sequence[Span], cells: Sequence[Span]) -> tuple[Span, bool]:
    """Return the headline, and whether that is a doubt: neighbours among the free cells are one, dashes and all."""
    runs: list[list[Span]] = []
    for cell in free:
        if runs and cells.index(cell) == cells.index(runs[-1][-1]) + 1:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    longest = max(runs, key=lambda run: run[-1][1] - run[0][0])
    return (longest[0][0], longest[-1][1]), len(runs) > 1


def _is_credit(text: str, cell: Span, lexicon: Lexicon) -> bool:
    """Tell whether a cell says when or by whom an article was posted, as lines of its own page do."""
    return _CREDIT.match(text, *cell) is not None or any(dates_in(text[slice(*cell)], lexicon.today))


def _ours_first(
    text: str, feat: Feat | None, names: tuple[Span, ...], lexicon: Lexicon
) -> tuple[Feat | None, tuple[Span, ...]]:
    """Take known spokespeople out of the names of a line that has other names too, or says who wrote it elsewhere."""
    ours = [name for name in names if fold(text[slice(*name)]) in lexicon.spokespeople]
    others = tuple(name for name in names if name not in ours)
    if feat or not ours or not others:
        return feat, names
    return Feat(ours[0][0], ours[-1][1], ours), others
