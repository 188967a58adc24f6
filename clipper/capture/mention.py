"""One line of a list of mentions, cut into headline, reporters, spokespeople, outlet and date.

Every way to cut the line at its "by" and its commas is weighed; known names decide, and close calls are said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.finders.names import is_agent, is_person, split_names
from clipper.capture.finders.spokesperson import Feat, feat_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.model.draft import Span

LONGEST = 500
"""Code points of the longest line that may be a mention."""

_LONGEST_NAME = 80
_BULLET = re.compile(r"(?:[-*•‣◦▪·–—►]|\(?\d{1,3}[.)])\s+")
_BY = re.compile(r"(?:^|(?<=[\s,;–—-]))(?:by|par)(?::\s*|\s+)(?=\S)", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:in|on|for|dans|sur|à|pour)\s+(?=[^\W\d_a-zà-ÿ])")
_BOUNDARY = re.compile(r",\s+|(?<=[a-zà-ÿ]{2})\.\s+|\s+[–—|·•-]\s+|;\s+|\s*\|\s*")
_TRACE = re.compile(r"\d|\b(?:by|par|feat|ft|featuring|avec|with)\b", re.IGNORECASE)
_BETWEEN_PROGRAMME = re.compile(r",\s+|\s+[–—-]\s+|\s*\((?=[^()]+\)$)|\s+(?:on|sur|à)\s+|\s+|: ")
_AROUND = " ,;–—-|·•(:\t"
_CLOSING = " \t.)];,"
_OPENING = " \t([,;–—-|·•:"
_COLUMN = re.compile(r"\s*[|\t]\s*|\s+·\s+|\s+[–—]\s+")


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces of a mention as ranges of its line; `score` tells how well they fit what they were taken for."""

    headline: Span | None = None
    names: tuple[Span, ...] = ()
    feat: Feat | None = None
    outlet: Span | None = None
    outlet_known: bool = False
    outlet_doubtful: bool = False
    date: FoundDate | None = None
    score: float = 0.0
    others: tuple["Cut", ...] = ()

    @property
    def evidence(self) -> float:
        """How much the line looks like a mention at all."""
        outlet = 1.0 if self.outlet_known else 0.5 if self.outlet else 0.0
        return outlet + bool(self.names) + bool(self.feat) + bool(self.date)


def cut_mention(text: str, lexicon: Lexicon, year: int | None = None, *, undated: bool = False) -> Cut | None:
    """Return the best cut of a line, with the runners-up in `others`; None for a line that cannot be a mention.

    `year` is taken for a date without one; `undated` tells that a heading gave the day for the lines below it.
    """
    if len(text) > LONGEST or not (undated or _TRACE.search(text)):
        return None
    bullet = _BULLET.match(text)
    start, end = bullet.end() if bullet else 0, len(text)
    found = _date_at_an_end(text, start, end, lexicon, year)
    if found:
        start, end = (start, found.start) if found.start > start + 1 else (found.end, end)
        end = _without_full_stop(text, start, end)
    start, end = _unclosed(text, *trim(text, start, end, _AROUND))
    feat = feat_in(text[:end], frozenset(lexicon.spokespeople))
    if not (found or feat or undated or _BY.search(text, start, end)):
        return None
    cuts = sorted(_cuts(text, start, end, feat, found, lexicon), key=lambda cut: -cut.score)
    if not cuts:
        return None
    best = cuts[0]
    return replace(best, feat=feat, date=found, others=tuple(cuts[1:4]))


def _without_full_stop(text: str, start: int, end: int) -> int:
    """Return the end of a range before the full stop that parts an outlet from its date."""
    last = trim(text, start, end)[1]
    return last - 1 if last - start > 4 and text[last - 1] == "." and text[last - 4 : last - 1].islower() else end


def _unclosed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a closing bracket whose opening one went with the date."""
    if end > start and text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end):
        return start, end - 1
    return start, end


def _date_at_an_end(text: str, start: int, end: int, lexicon: Lexicon, year: int | None) -> FoundDate | None:
    dates = list(dates_in(text, lexicon.today, None, year))
    for found in reversed(dates):
        if not text[found.end : end].strip(_CLOSING):
            return found
    for found in dates:
        if not text[start : found.start].strip(_OPENING) and text[found.end : found.end + 1] in {
            "",
            " ",
            ":",
            ",",
            ")",
            "|",
            "]",
        }:
            return found
    return None


def _cuts(
    text: str, start: int, end: int, feat: Feat | None, found: FoundDate | None, lexicon: Lexicon
) -> Iterator[Cut]:
    yield from _columns(text, start, end, lexicon)
    if feat and start <= feat.start and feat.end <= end:
        tail = trim(text, feat.end, end)
        for cut in _with_byline(text, start, feat.start, lexicon):
            yield from _with_tail(text, cut, tail, lexicon)
    else:
        yield from _with_byline(text, start, end, lexicon)
        yield from _without_byline(text, start, end, lexicon, dated=found is not None)


def _with_tail(text: str, cut: Cut, tail: Span, lexicon: Lexicon) -> Iterator[Cut]:
    """Add what stands after the "(feat. ...)" as the outlet, or the reporter before it."""
    if tail[0] == tail[1]:
        yield cut
        return
    if cut.outlet:
        return
    by = _BY.match(text, tail[0], tail[1])
    if by and not cut.names:
        for other in _names_and_outlet(text, by.end(), tail[1], lexicon):
            yield Cut(cut.headline, other.names, None, other.outlet, other.outlet_known, score=other.score)
        return
    before = _PREPOSITION.match(text, *tail)
    tail = (before.end(), tail[1]) if before else tail
    known = lexicon.outlets.find(text[slice(*tail)]) is not None or _is_programme(text[slice(*tail)], lexicon)
    yield Cut(cut.headline, cut.names, None, tail, known, score=cut.score + (3 if known else 1.5))


def _with_byline(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield the cuts at each "by" of a range that names may follow; also the range as a headline without one."""
    for order, by in enumerate(_BY.finditer(text, start, end)):
        headline = trim(text, start, by.start(), " ,;–—-|·•\t")
        for cut in _names_and_outlet(text, by.end(), end, lexicon):
            score = cut.score + 0.2 * order
            inner = list(_outlet_in_headline(text, headline, cut, score, lexicon)) if not cut.outlet else []
            yield from inner
            yield Cut(headline, cut.names, None, cut.outlet, cut.outlet_known, score=score)
    yield Cut(trim(text, start, end), score=0.0)


def _outlet_in_headline(text: str, headline: Span, cut: Cut, score: float, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield HEADLINE, OUTLET by NAMES: the outlet may be what follows the headline's last comma."""
    for boundary in list(_BOUNDARY.finditer(text, *headline))[-2:]:
        outlet = trim(text, boundary.end(), headline[1])
        known = _is_outlet(text, outlet, lexicon)
        if known or _is_title(text[slice(*outlet)]):
            shorter = trim(text, headline[0], boundary.start())
            yield Cut(shorter, cut.names, None, outlet, known, not known, score=score + (3 if known else 0.2))


def _names_and_outlet(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield each way to read a range as NAMES or as NAMES, OUTLET."""
    boundaries = list(_BOUNDARY.finditer(text, start, end))[:8]
    for boundary in boundaries:
        names, worth = _names(text, start, boundary.start(), lexicon)
        outlet = trim(text, boundary.end(), end)
        if not names or outlet[0] == outlet[1]:
            continue
        known = _is_outlet(text, outlet, lexicon)
        if not known and not _may_name_an_outlet(text[slice(*outlet)]):
            continue
        commas = len(_BOUNDARY.findall(text, *outlet))
        yield Cut(None, names, None, outlet, known, score=worth + (3 if known else 1.2 - 0.4 * min(commas, 2)))
    names, worth = _names(text, start, end, lexicon)
    if names:
        yield Cut(None, names, score=worth - 0.3 * len(boundaries))


def _names(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[tuple[Span, ...], float]:
    """Return the ranges of the names in a range, none when one of them is not a name, and what the reading is worth."""
    start, end = trim(text, start, end, " ,;–—-|\t")
    pieces = [trim(text, *piece) for piece in split_names(text, start, end, lexicon.is_whole_name)]
    names = [text[slice(*piece)] for piece in pieces]
    if not names or not all(is_agent(name) for name in names):
        return (), 0.0
    if all(is_person(name) or lexicon.is_known_reporter(name) for name in names):
        return tuple(pieces), 2.2
    if len(names) > 1 and not any(map(is_person, names)):
        return ((start, end),), 0.8
    return tuple(pieces), 1.2 if len(names) == 1 else 0.9


def _without_byline(text: str, start: int, end: int, lexicon: Lexicon, dated: bool) -> Iterator[Cut]:
    """Yield HEADLINE, OUTLET; and OUTLET: HEADLINE."""
    for boundary in list(_BOUNDARY.finditer(text, start, end))[-4:]:
        headline, outlet = trim(text, start, boundary.start()), trim(text, boundary.end(), end)
        known = _is_outlet(text, outlet, lexicon)
        if headline[0] == headline[1] or not (known or (dated and _is_title(text[slice(*outlet)]))):
            continue
        commas = len(_BOUNDARY.findall(text, *outlet))
        yield Cut(headline, (), None, outlet, known, not known, score=3.0 if known else 0.8 - 0.3 * commas)
    colon = re.compile(r"\s*[:–—|-]\s+|,\s+").search(text, start, end)
    if colon and _is_outlet(text, (start, colon.start()), lexicon) and colon.end() < end:
        yield Cut((colon.end(), end), (), None, (start, colon.start()), True, score=2.5)


def _columns(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield a line of cells, HEADLINE | REPORTER | OUTLET in any order; the longest free cell is the headline."""
    cells, position = [], start
    for separator in _COLUMN.finditer(text, start, end):
        cells.append((position, separator.start()))
        position = separator.end()
    cells = [cell for cell in (trim(text, *cell) for cell in [*cells, (position, end)]) if cell[0] < cell[1]]
    if len(cells) < 3:
        return
    outlets = [cell for cell in cells if _is_outlet(text, cell, lexicon)]
    headline = max((cell for cell in cells if cell not in outlets), key=lambda cell: cell[1] - cell[0], default=None)
    people = [cell for cell in cells if cell != headline and cell not in outlets and _people(text, cell, lexicon)]
    if headline and outlets and len(cells) == 1 + len(outlets[:1]) + len(people):
        names = tuple(name for cell in people for name in _people(text, cell, lexicon))
        yield Cut(headline, names, None, outlets[0], True, score=4.5 + len(people))


def _people(text: str, cell: Span, lexicon: Lexicon) -> tuple[Span, ...]:
    by = _BY.match(text, *cell)
    names, worth = _names(text, by.end() if by else cell[0], cell[1], lexicon)
    return names if worth > 2 else ()


def cut_meta(text: str, lexicon: Lexicon, year: int | None, *, after_meta: bool) -> Cut | None:
    """Return the cut of a line that holds no headline, only a byline, an outlet, a date or several of these."""
    if len(text) > LONGEST // 2 or not (_TRACE.search(text) or _BOUNDARY.search(text) or after_meta):
        whole = lexicon.outlets.find(text)
        return Cut(outlet=(0, len(text)), outlet_known=True) if whole else None
    found = _date_at_an_end(text, 0, len(text), lexicon, year)
    start, end = (0, len(text)) if found is None else (0, found.start) if found.start > 1 else (found.end, len(text))
    start, end = _unclosed(text, *trim(text, start, end, _AROUND))
    feat = feat_in(text[:end], frozenset(lexicon.spokespeople))
    if start == end:
        return Cut(date=found) if found else None
    by = _BY.match(text, start, end)
    if by:
        return _byline_only(text, by.end(), end, feat, found, lexicon)
    return _cells_only(text, start, end, found, lexicon, after_meta)


def _byline_only(
    text: str, start: int, end: int, feat: Feat | None, found: FoundDate | None, lexicon: Lexicon
) -> Cut | None:
    cuts: Iterator[Cut] = _names_and_outlet(text, start, feat.start if feat else end, lexicon)
    if feat:
        tail = trim(text, feat.end, end)
        cuts = (cut for before in cuts for cut in _with_tail(text, before, tail, lexicon))
    best = max(cuts, key=lambda cut: cut.score, default=None)
    return best and replace(best, feat=feat, date=found)


def _cells_only(
    text: str, start: int, end: int, found: FoundDate | None, lexicon: Lexicon, after_meta: bool
) -> Cut | None:
    """Return the cut of "Outlet", "Reporter, Outlet" or "Outlet | Reporter" where every cell is one or the other."""
    if _is_outlet(text, (start, end), lexicon):
        return Cut(outlet=(start, end), outlet_known=True, date=found)
    names: tuple[Span, ...] = ()
    outlet: Span | None = None
    for cell in _cells(text, start, end):
        people = _people(text, cell, lexicon)
        if _is_outlet(text, cell, lexicon) and outlet is None:
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
    for boundary in _BOUNDARY.finditer(text, start, end):
        cells.append((position, boundary.start()))
        position = boundary.end()
    return [trim(text, *cell) for cell in [*cells, (position, end)]]


def _is_outlet(text: str, place: Span, lexicon: Lexicon) -> bool:
    name = text[slice(*place)]
    return lexicon.outlets.find(name) is not None or _is_programme(name, lexicon)


def _is_programme(name: str, lexicon: Lexicon) -> bool:
    outlet, programme = split_programme(name, 0, len(name), lexicon)
    return programme is not None and (outlet is None or lexicon.outlets.find(name[slice(*outlet)]) is not None)


def split_programme(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Span | None, Span | None]:
    """Return the ranges of outlet and programme in "CBC's Power & Politics" or "Power & Politics, CBC"."""
    whole = text[start:end]
    if len(whole) > _LONGEST_NAME or lexicon.outlets.find(whole):
        return (start, end), None
    owner = re.match(r"(.{2,40}?)[’']s\s+(?=\S)", whole)
    if owner and lexicon.outlets.find(owner.group(1)):
        return (start, start + owner.end(1)), (start + owner.end(), end)
    for boundary in _BETWEEN_PROGRAMME.finditer(whole):
        first, second = (start, start + boundary.start()), trim(text, start + boundary.end(), end, " )")
        for programme, outlet in ((first, second), (second, first)):
            if lexicon.outlets.programme(text[slice(*programme)]) and lexicon.outlets.find(text[slice(*outlet)]):
                return outlet, programme
    if lexicon.outlets.programme(whole):
        return None, (start, end)
    return (start, end), None


def _is_title(name: str) -> bool:
    """Tell whether a text has the capitals of a name: first and last word, and not one in two small."""
    parts = name.split()
    if not 1 <= len(parts) <= 7 or len(name) > 60 or not (parts[0][0].isupper() or parts[0][0].isdigit()):
        return False
    large = sum(part[0].isupper() or part[0].isdigit() or part == "&" for part in parts)
    return 2 * large > len(parts) and not re.search(r"[?!«»“”\"]", name)


def _may_name_an_outlet(name: str) -> bool:
    """Tell whether a text after a byline may name an outlet: a name's capitals, or a domain."""
    parts = name.split()
    if not 1 <= len(parts) <= 10 or len(name) > 80:
        return False
    if len(parts) == 1 and "." in name:
        return True
    large = sum(not part[0].islower() for part in parts)
    return not parts[0][0].islower() and 2 * large >= len(parts) and name[-1] not in "?!…"
