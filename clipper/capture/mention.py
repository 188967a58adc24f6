"""One line of a list of mentions, cut into headline, reporters, spokespeople, outlet and date.

Every way to cut the line at its "by" and its commas is weighed; known names decide, and close calls are said.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from clipper.capture.bullets import BULLET
from clipper.capture.cut import (
    BOUNDARY,
    BY,
    Cut,
    is_outlet,
    is_programme,
    is_title,
    may_name_an_outlet,
    names_of,
    people_of,
    plain_marks,
    plain_quotes,
)
from clipper.capture.finders.date import CLOCK, FoundDate, dates_in
from clipper.capture.finders.link import addresses_in
from clipper.capture.finders.names import knows_first_name
from clipper.capture.finders.relative import day_alone
from clipper.capture.finders.spokesperson import Feat, doing_in, feat_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim, unopened
from clipper.capture.mention_cells import (
    TAB,
    bracket_cuts,
    broadcast_cut,
    cells_cuts,
    person_in_outlet,
    told_person,
    without_last_name,
)
from clipper.capture.mention_citation import citation_cut
from clipper.capture.mention_styles import marked_medium, quoted_around, styled_cuts, unlinked, unquoted
from clipper.model.codes import Medium
from clipper.model.draft import Span
from clipper.model.values import replace

LONGEST = 500
"""Code points of the longest line that may be a mention."""

_BULLET = re.compile(
    rf"{BULLET}"
    r"(?:(?P<clock>\d{1,2}(?::|\s?h\s?)\d\d(?:\s?[ap]\.?m\.?)?)\s*[–—:|-]\s+)?",
    re.IGNORECASE,
)
"""What stands before a mention: a bullet or number, and the time of a broadcast."""
_PREPOSITION = re.compile(r"(?:in|on|for|dans|sur|à|pour)\s+(?=[^\W\d_a-zà-ÿ])")
_TRACE = re.compile(r"https?:|\b(?=[bpfawqcns])(?:by|par|feat|ft|featuring|avec|with|quotes|cites?|[ns]\.\s?d)\b")
"""What, besides a figure, a mention has in small letters; the letters ahead let most words be passed over at once."""
_DIGIT = re.compile(r"\d")
_PARTED = re.compile(r"[,;:|·•()\[\]\"“«\t–—-]|\.\s|\s(?:in|on|for|dans|sur|à|au|pour)\s")
"""What may part an outlet, a name or a quoted headline from the rest of a line."""
_INTERVIEW = re.compile(r"\s*[–—|·•:-]\s+(?:(?:an|une) )?(?:interview|entrevue)\b", re.IGNORECASE)
_LEAST_BEFORE_ADDRESS = 10
_BEFORE_ADDRESS = " <([:–—|-"
_BEFORE_DATE = re.compile(r"\s(?:(?:published|aired|broadcast|publié|diffusé)\s)?(?:on|le|du)\s*$", re.IGNORECASE)
_WHAT_WAS_DONE = re.compile(r"\w+(?:ed|tten|ée?s?)", re.IGNORECASE)
"""What pages put before the "by" of a credit: presented, written, présenté."""
_PUBLISHED = re.compile(
    r"(?:(?:first )?published|posted|(?:last )?updated|aired|broadcast|publiée?|diffusée?|mise? en ligne)"
    r"(?:\s+(?:on|le))?",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"\b(?:redaktion|rédaction|staff|newsroom|desk)\b"
    r"|\b(?:published|posted|updated|publi\w+|ver[öo]ffentlicht|aktualisiert|pubblicat\w|publicad\w)$",
    re.IGNORECASE,
)
"""What tells that words behind a reporter are where in a paper they work, or what stands before the day."""
_TIMECODE = re.compile(r"(?<=\d)\s*[(\[](?:at |à |from |dès )?(?P<time>(?:\d{1,2}:)?\d{1,3}:\d\d)[)\]]\s*$")
"""The time in brackets at which an item stands in its programme."""
_CLOCK_BEHIND = re.compile(rf",?\s*(?:(?:at|à|um|[|–-])\s)?{CLOCK}", re.IGNORECASE)
_SIGNED = re.compile(
    r"\s\((?:(?:by|par|de) )?(?P<name>[^()]{4,60})\)\s*$|(?:[,;]|\s[–—|-])\s(?:by|par)\s(?P<behind>[^(),;\d]{4,80})$",
    re.IGNORECASE,
)
"""Who wrote a mention, behind all that it says."""
_IN_BRACKETS = re.compile(r"\((?P<told>[^()]{4,120})\)\s*$")
_PAGE_NUMBER = r"(?:pp?\.\s?|page\s)[A-Z]{0,2}\d{1,3}(?:\s?[–-]\s?[A-Z]?\d{1,3})?"
_PAGE = re.compile(
    rf"(?:,\s|\s\()(?:(?<=\d{{4}},\s)[A-F]\d{{1,2}}$|(?:{_PAGE_NUMBER}|[A-F]\d{{1,2}}|écran\s\d{{1,2}})\)?(?=\s*[:,)–—]|\s-\s)|{_PAGE_NUMBER}\)?\.?$)"
)
"""Where in a paper a piece stood, behind the name of the paper."""
_AROUND_PAGE = " ,.()"
_PAGE_WORD = re.compile(r"^(?:pp?\.|page)\s?")
_CLOCK_CELL = re.compile(
    r"(?:(?:,|\s[–—|·-]|(?<=\d{4}))\s)(?:at |à )?"
    r"(?P<clock>\d{1,2}(?:\s?[:h]\s?\d\d(?:\s?[ap]\.?m\b\.?)?|(?:\.\d\d)?\s?[ap]\.?m\b\.?)(?:\s[A-Z]{2,4}\b)?)"
    r"(?=\s*[,;:–—|·]|\s-\s)",
    re.IGNORECASE,
)
"""The time of a broadcast in a place of its own, as behind its day; one that ends a line is rather that of a page."""
_VON = re.compile(r"\svon\s(?P<names>[^\W\d_][^,;:–—|]{3,60})")
_OF_PEOPLE = 2.0
"""What names are worth that are people's."""
_NEARLY = 0.2
"""So much worse a reading is than the one beside which it is offered."""
_SHORTEST_NAME = 4
_HEADLINE_SPACES = 2
_MOST_BYLINES = 6
_AROUND = " ,;–—-|·•:\t"
_OF_CELLS = "([\t"
_LAST_PLACE = re.compile(r"(?:[,;|•·(–—]|\s-)\s?(?P<told>(?:(?!\s-\s)[^,;|•·()–—]){3,40}?)[\s.)]*$")
_LONGEST_PLACE = 50
_CLOSING = " \t.)];,"
_OPENING = " \t([,;–—-|·•:"
_AFTER_OUTLET = re.compile(r"\s*[:–—|-]\s+|,\s+")
_COLUMN = re.compile(r"\s*\|\s*|\s+·\s+|\s+[–—]\s+")


class _Frame(Struct, frozen=True):
    """What stands around the headline, names and outlet of a line, which are between `start` and `end`.

    The date stands at one end of the line (`found`) or within it (`between`). Those featured may stand behind it.
    """

    start: int
    end: int
    found: FoundDate | None
    between: FoundDate | None
    feat: Feat | None
    mark: tuple[Span, Medium, bool] | None
    times: tuple[Span, ...]


def cut_mention(text: str, lexicon: Lexicon, year: int | None = None, *, undated: bool = False) -> Cut | None:
    """Return the best cut of a line, with the runners-up in `others`; None for a line that says nothing of a mention.

    `year` is taken for a date without one; `undated` tells that a heading gave the day for the lines below it.
    """
    if len(text) > LONGEST or not (
        _has_trace(text) or (undated and _may_say_more(text, lexicon)) or _counted_back(text, lexicon)
    ):
        return None
    text = plain_quotes(plain_marks(text))
    cited = citation_cut(text, without_bullet(text)[0], lexicon)
    if cited:
        return cited
    told, clocks = _without_page_and_clock(text) if _DIGIT.search(text) else (text, ())
    if _tells_nothing(told, lexicon, year):
        return None
    cut = (
        _signed_behind(told, lexicon, year, undated)
        or _signed_behind_day(told, lexicon, year)
        or _best_cut(told, lexicon, year, undated)
    )
    if cut is None:
        return _on_unknown_station(told, clocks, lexicon, year) if clocks else None
    if told == text:
        return cut
    cut = replace(cut, outlet=cut.outlet and trim(told, *cut.outlet), times=(*clocks, *cut.times))
    return _with_name_of_broadcast(told, cut, lexicon) if clocks else cut


def _on_unknown_station(text: str, clocks: tuple[Span, ...], lexicon: Lexicon, year: int | None) -> Cut | None:
    """Return the cut of "STATION - DAY - TIME - HEADLINE" that nobody knows, as dashes and time tell."""
    day = next(dates_in(text, lexicon.today, None, year), None)
    if day is None or not text[: day.start].endswith((" - ", " – ", " — ")):
        return None
    station = trim(text, without_bullet(text)[0], day.start)
    behind = trim(text, day.end, without_address(text))
    is_between = any(day.end <= clock[0] and clock[1] <= behind[0] for clock in clocks)
    if not is_between or not is_title(text[slice(*station)]) or text[slice(*behind)].count(" ") < _HEADLINE_SPACES:
        return None
    return Cut(unquoted(text, behind), outlet=station, date=day, times=clocks)


def _with_name_of_broadcast(text: str, cut: Cut, lexicon: Lexicon) -> Cut:
    """Return the cut of "OUTLET - PROGRAMME - DAY - TIME - HEADLINE" where the programme was taken for the headline."""
    if not (cut.date and cut.headline and cut.outlet and cut.outlet_known) or cut.programme or cut.names:
        return cut
    name = trim(text, cut.headline[0], min(cut.headline[1], cut.date.start))
    if not cut.outlet[1] <= name[0] < name[1] or not is_title(text[slice(*name)]):
        return cut
    behind = trim(text, cut.date.end, without_address(text))
    if text[slice(*behind)].count(" ") < _HEADLINE_SPACES or people_of(text, behind, lexicon):
        return cut
    return replace(cut, headline=unquoted(text, behind), programme=name, feat=None, others=())


def _tells_nothing(text: str, lexicon: Lexicon, year: int | None) -> bool:
    """Tell whether a line has no day, nobody's name and no outlet in a place where a mention has them.

    Whatever way it was cut, there would be a headline and nothing more; this costs a part of trying all of them.
    """
    if any(sign in text for sign in _OF_CELLS) or addresses_in(text) or lexicon.outlets.may_hold_any(text):
        return False
    if BY.search(text) or any(_dates_of(text, lexicon, year)):
        return False
    return feat_in(text, lexicon.spokespeople) is None and doing_in(text, lexicon.spokespeople) is None


def _without_page_and_clock(text: str) -> tuple[str, tuple[Span, ...]]:
    """Return a line with blanks in place of a page of a paper and times of broadcasts, and where these stand."""
    told = _PAGE.sub(_blank, text)
    clocks = tuple(clock.span("clock") for clock in _CLOCK_CELL.finditer(told))
    return _CLOCK_CELL.sub(_blank, told) if clocks else told, clocks


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _signed_behind(text: str, lexicon: Lexicon, year: int | None, undated: bool) -> Cut | None:
    """Return the cut of a line that is told whole before the words, perhaps in brackets, that name who wrote it."""
    signed = _SIGNED.search(text)
    told = text[: signed.start()] if signed else ""
    # The whole line is cut once more where this comes to nothing.
    if signed is None or not (lexicon.outlets.may_hold_any(told) and any(_dates_of(told, lexicon, year))):
        return None
    names = people_of(text, signed.span(signed.lastgroup or 0), lexicon)
    cut = _best_cut(told, lexicon, year, undated) if names else None
    is_whole = cut is not None and cut.outlet_known and cut.date and cut.headline and not (cut.names or cut.feat)
    return replace(cut, names=names) if cut and is_whole else None


def _signed_behind_day(text: str, lexicon: Lexicon, year: int | None) -> Cut | None:
    """Return the cut of HEADLINE, OUTLET, DAY, by NAME; without a "by" the outlet has to be known."""
    if not _DIGIT.search(text) or _DIGIT.search(text, len(text) - _SHORTEST_NAME):
        return None
    end = without_address(text)
    marks = [mark.end() for mark in BOUNDARY.finditer(text, 0, end)][-1:]
    for start in (*(by.start() for by in BY.finditer(text, 0, end)), *marks):
        names = people_of(text, trim(text, start, end), lexicon)
        before = trim(text, 0, start)[1]
        if not names or not _date_at_an_end(text, 0, before, lexicon, year):
            continue
        cut = _best_cut(text[:before], lexicon, year, False)
        is_told = cut and cut.date and cut.headline and cut.outlet and not (cut.names or cut.feat)
        if cut and is_told and (cut.outlet_known or BY.match(text, start)):
            return replace(cut, names=names)
    return None


def _best_cut(text: str, lexicon: Lexicon, year: int | None, undated: bool) -> Cut | None:
    frame = _frame_of(text, lexicon, year)
    gaps = _gaps(text, frame)
    blanked = _blanked(text, gaps)
    # Words around a gap may be one name without it.
    has_known = bool(gaps) or lexicon.outlets.may_hold_any(text)
    is_dated = bool(frame.found or frame.between)
    styled = _styled(blanked, frame.start, frame.end, is_dated, lexicon) if is_dated or has_known else []
    # A date within a line counts only in a line that is told by an outlet that is known.
    is_told = any(cut.outlet_known for cut in styled) or _is_in_brackets_behind_outlet(text, frame, styled)
    between = frame.between if is_told else None
    cuts = [*styled, *_told_by_words(text, blanked, frame, lexicon, undated=undated)]
    if not cuts:
        return None
    cuts.sort(key=lambda cut: -cut.score)
    cuts[1:1] = _signed_in_headline(text, cuts[0], lexicon)
    best = _finished(text, _without_mark(text, cuts[0], frame.mark, lexicon), frame.mark)
    return replace(
        best, feat=frame.feat or best.feat, date=frame.found or between, times=frame.times, others=tuple(cuts[1:4])
    )


def _is_in_brackets_behind_outlet(text: str, frame: _Frame, cuts: Iterable[Cut]) -> bool:
    """Tell whether a line is OUTLET (DAY): HEADLINE, whoever knows the outlet."""
    if frame.between is None or not text.startswith("):", frame.between.end):
        return False
    before = trim(text, frame.start, frame.between.start, " (")[1]
    return any(cut.outlet == (frame.start, before) for cut in cuts)


def _signed_in_headline(text: str, cut: Cut, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield the rival of a cut whose headline ends with "von NAME", as bylines do in German, and many headlines too."""
    signed = _VON.search(text, *cut.headline) if cut.headline and not (cut.names or cut.feat) else None
    if signed is None or cut.headline is None or signed.end() != cut.headline[1]:
        return
    names = people_of(text, signed.span("names"), lexicon)
    if names and all(knows_first_name(text[slice(*name)]) for name in names):
        yield replace(cut, headline=(cut.headline[0], signed.start()), names=names, score=cut.score - _NEARLY)


def _has_trace(text: str) -> bool:
    """Tell whether a line has a figure, an address or a word as dates, reporters and those featured have them."""
    return _DIGIT.search(text) is not None or _TRACE.search(text.lower()) is not None


def _may_say_more(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a line with no trace of date, reporter or feat may be more than a headline.

    Every style and every cut needs a mark or a preposition that parts an outlet or a name from the rest, but for a
    broadcast, which is a known programme.
    """
    return _PARTED.search(text) is not None or lexicon.outlets.may_hold_programme(text)


def _frame_of(text: str, lexicon: Lexicon, year: int | None) -> _Frame:
    start, times = without_bullet(text)
    whole = without_address(text)
    end, timecode = _without_timecode(text, whole)
    known = lexicon.spokespeople
    dates = _dates_of(text[:whole], lexicon, year)
    last = feat_in(text[:end], known) or _told_in_brackets(text, end, lexicon)
    # Those featured may stand behind the date, in brackets of their own.
    dated_end, inner = _without_timecode(text, last.start if last and last.end >= end else end)
    found = _at_an_end(text, start, dated_end, dates)
    # What stands behind the end may be all that kept a number from being a date.
    inside = dates if end == whole else dates_in(text[:end], lexicon.today, None, year)
    between = None if found else _date_between(text, start, end, inside)
    if found:
        start, end = (start, found.start) if found.start > start + 1 else (found.end, end)
        end = _without_full_stop(text, start, _without_preposition(text, start, end))
    start, end = _tidied(text, start, end)
    is_behind = last and found and last.start > found.start
    feat = last if is_behind else feat_in(text[:end], known) or doing_in(text[:end], known)
    feat = None if feat and _is_headline_behind_day(text, feat, dates) else feat
    mark = marked_medium(text, start, end)
    return _Frame(start, end, found, between, feat, mark, (*times, *timecode, *inner))


def _dates_of(text: str, lexicon: Lexicon, year: int | None) -> list[FoundDate]:
    """Return the dates of a line; one without any may end with what counts back from the day of the paste."""
    dates = list(dates_in(text, lexicon.today, None, year))
    back = None if dates else _counted_back(text, lexicon)
    return [*dates, back] if back else dates


def _counted_back(text: str, lexicon: Lexicon) -> FoundDate | None:
    """Return the day in the last place of a line that may name a known outlet, as in "HEADLINE, OUTLET, 3 days ago"."""
    place = _LAST_PLACE.search(text, max(0, len(text) - _LONGEST_PLACE))
    if place is None or not lexicon.outlets.may_hold_any(text):
        return None
    told = day_alone(place["told"], lexicon.today)
    if told is None:
        return None
    start = place.start("told")
    return replace(told, start=start + told.start, end=start + told.end)


def _is_headline_behind_day(text: str, feat: Feat, dates: Iterable[FoundDate]) -> bool:
    """Tell whether "interview with NAME" is what a dash or colon behind the day leads to: the name of the piece."""
    named = (_INTERVIEW.match(text, found.end) for found in dates)
    return any(match.start() <= feat.start < match.end() for match in named if match)


def _told_in_brackets(text: str, end: int, lexicon: Lexicon) -> Feat | None:
    """Return those of whom brackets at the end of a line say what they did, as in "(Ann Lee quoted)"."""
    closing = _IN_BRACKETS.search(text, 0, end)
    told = told_person(text, closing.span("told"), lexicon) if closing else None
    return replace(told, start=closing.start(), end=closing.end()) if closing and told else None


def _gaps(text: str, frame: _Frame) -> list[Span]:
    """Return the ranges that are no part of headline, names and outlet."""
    gaps = [(frame.feat.start, frame.feat.end)] if frame.feat else []
    gaps += [_with_brackets(text, frame.between)] if frame.between else []
    return [*gaps, frame.mark[0]] if frame.mark else gaps


def _told_by_words(text: str, blanked: str, frame: _Frame, lexicon: Lexicon, *, undated: bool) -> Iterator[Cut]:
    """Yield the cuts of a line in no certain style, whose date, feat or "by" tells that it is a mention."""
    if frame.found or frame.feat or undated or BY.search(text, frame.start, frame.end):
        yield from _cuts(text, frame.start, frame.end, frame.feat, frame.found, lexicon)
    if frame.found:
        yield from bracket_cuts(blanked, frame.start, frame.end, lexicon)
    if frame.found or undated:
        yield from broadcast_cut(blanked, frame.start, frame.end, lexicon)


def plain_cut(text: str, lexicon: Lexicon) -> Cut | None:
    """Return a line's date, and all before or behind it as the headline."""
    if len(text) > LONGEST:
        return None
    (start, times), end = without_bullet(text), without_address(text)
    found = _date_at_an_end(text, start, end, lexicon, None)
    if found is None:
        return None
    place = (start, found.start) if found.start > start + 1 else (found.end, end)
    return Cut(headline=_tidied(text, *place), date=found, times=times)


def without_bullet(text: str) -> tuple[int, tuple[Span, ...]]:
    """Return the start of a line behind its bullet and its clock, and where the clock stands."""
    bullet = _BULLET.match(text)
    return bullet.end() if bullet else 0, (bullet.span("clock"),) if bullet and bullet["clock"] else ()


def without_address(text: str) -> int:
    """Return the end of a line before the web address that closes it."""
    places = addresses_in(text)
    start = len(text[: places[-1][0]].rstrip(_BEFORE_ADDRESS)) if places else 0
    return start if start > _LEAST_BEFORE_ADDRESS and not text[places[-1][1] :].strip(f"{_CLOSING}>") else len(text)


def _without_timecode(text: str, end: int) -> tuple[int, tuple[Span, ...]]:
    """Return the end of a line before its timecode, and where that stands."""
    timecode = _TIMECODE.search(text, 0, end) if ":" in text else None
    return (timecode.start(), (timecode.span("time"),)) if timecode else (end, ())


def _with_brackets(text: str, found: FoundDate) -> Span:
    """Return the range of a date with the brackets that hold nothing else, or the "on" before it."""
    start, end = found.start, found.end
    if before := _BEFORE_DATE.search(text, 0, start):
        return before.start(), end
    return (start - 1, end + 1) if text[start - 1 : start] == "(" and text[end : end + 1] == ")" else (start, end)


def _blanked(text: str, gaps: list[Span]) -> str:
    """Return a text of the same length in which each gap is a separator between cells."""
    for start, end in gaps:
        size = end - start
        text = text[:start] + (" |" + " " * (size - 2) if size > 2 else " " * size) + text[end:]
    return text


def _styled(text: str, start: int, end: int, dated: bool, lexicon: Lexicon) -> list[Cut]:
    """Return the cuts by style; an unknown outlet counts in a line that holds a date."""
    place = trim(text, start, end)
    styled = [cut for cut in styled_cuts(text, *place, lexicon) if dated or cut.outlet_known]
    return [*styled, *cells_cuts(text, *place, lexicon)]


def _without_mark(text: str, cut: Cut, mark: tuple[Span, Medium, bool] | None, lexicon: Lexicon) -> Cut:
    """Return a cut whose outlet goes by its known name, without the word for the medium in brackets behind it."""
    if mark is None or cut.outlet is None or not cut.outlet[0] < mark[0][0] < cut.outlet[1] <= mark[0][1]:
        return cut
    name = trim(text, cut.outlet[0], mark[0][0])
    return (
        replace(cut, outlet=name, outlet_known=True, outlet_doubtful=False) if is_outlet(text, name, lexicon) else cut
    )


def _finished(text: str, cut: Cut, mark: tuple[Span, Medium, bool] | None) -> Cut:
    """Take the word for the medium and enclosing quotation marks out of the headline."""
    if cut.headline is None:
        return cut
    headline = unlinked(text, cut.headline)
    if mark and mark[0][1] == headline[1] and mark[0][0] > headline[0]:
        headline = headline[0], mark[0][0]
    medium, stated = (mark[1], mark[2]) if mark else (None, True)
    if cut.outlet and text.startswith("the ", cut.outlet[0]):
        cut = replace(cut, outlet=(cut.outlet[0] + len("the "), cut.outlet[1]))
    cut = replace(cut, headline=unquoted(text, headline), medium=medium, medium_stated=stated)
    return replace(cut, quoted=quoted_around(text, cut.headline or headline))


def _without_preposition(text: str, start: int, end: int) -> int:
    """Return the end of a range before the "on" that leads to its date."""
    before = _BEFORE_DATE.search(text, start, end)
    return before.start() if before else end


def _without_full_stop(text: str, start: int, end: int) -> int:
    """Return the end of a range before the full stop that parts an outlet from its date."""
    last = trim(text, start, end)[1]
    return last - 1 if last - start > 4 and text[last - 1] == "." and text[last - 4 : last - 1].islower() else end


def _tidied(text: str, start: int, end: int) -> Span:
    """Return a range without what parts it from others, and without a bracket whose other one is not in it."""
    start, end = trim(text, start, end, _AROUND)
    while text.startswith("(", start, end) and ")" not in text[start:end]:
        start, end = trim(text, start + 1, end, _AROUND)
    while text.endswith("(", start, end):
        start, end = trim(text, start, end - 1, _AROUND)
    if text.endswith(")", start, end) and text.count(")", start, end) > text.count("(", start, end):
        end -= 1
    return start, end


def _date_at_an_end(text: str, start: int, end: int, lexicon: Lexicon, year: int | None) -> FoundDate | None:
    return _at_an_end(text, start, end, list(dates_in(text[:end], lexicon.today, None, year)))


def _at_an_end(text: str, start: int, end: int, dates: Sequence[FoundDate]) -> FoundDate | None:
    """Return the date that ends a range, else the one that begins it."""
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
            "\t",
        }:
            return found
    return None


def _date_between(text: str, start: int, end: int, dates: Iterable[FoundDate]) -> FoundDate | None:
    """Return a date that is a cell of its own within a line, such as "Outlet (4 May 2021): headline"."""
    for found in dates:
        before, after = text[start : found.start].rstrip(), text[found.end : end].lstrip(" ")
        # A hyphen before a figure leads to a time of day, or to the end of a span, and one behind it to that end.
        ends = after[:1] in set("),;|–—:•·") or (after.startswith("- ") and not after[2:3].isdigit())
        begins = before[-1:] in set(",;(|–—:•·") or (before.endswith(" -") and not before[-3:-2].isdigit())
        if ends and (begins or (after.startswith(":") and _BEFORE_DATE.search(text, start, found.start))):
            return found
    return None


def _cuts(
    text: str, start: int, end: int, feat: Feat | None, found: FoundDate | None, lexicon: Lexicon
) -> Iterator[Cut]:
    yield from _columns(text, start, end, lexicon)
    if feat and start <= feat.start and feat.end <= end:
        tail = unopened(text, feat.end, end)
        if tail[0] == tail[1]:
            yield from _columns(text, *trim(text, start, feat.start), lexicon)
            yield from _without_byline(text, start, feat.start, lexicon, dated=found is not None)
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
    by = BY.match(text, tail[0], tail[1])
    if by and not cut.names:
        for other in _names_and_outlet(text, by.end(), tail[1], lexicon):
            yield Cut(cut.headline, other.names, None, other.outlet, other.outlet_known, score=other.score)
        return
    before = _PREPOSITION.match(text, *tail)
    tail = (before.end(), tail[1]) if before else tail
    known = lexicon.outlets.find(text[slice(*tail)]) is not None or is_programme(text[slice(*tail)], lexicon)
    yield Cut(cut.headline, cut.names, None, tail, known, score=cut.score + (3 if known else 1.5))


def _with_byline(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield the cuts at each "by" of a range that names may follow; also the range as a headline without one.

    Of very many the last ones are looked at: a headline has its own before them.
    """
    for order, by in list(enumerate(BY.finditer(text, start, end)))[-_MOST_BYLINES:]:
        headline = trim(text, start, by.start(), " ,;–—-|·•\t")
        for cut in _names_and_outlet(text, by.end(), end, lexicon):
            score = cut.score + 0.2 * order
            inner = list(_outlet_in_headline(text, headline, cut, score, lexicon)) if not cut.outlet else []
            yield from inner
            yield Cut(_if_any(headline), cut.names, None, cut.outlet, cut.outlet_known, score=score)
    yield Cut(_if_any(trim(text, start, end)), score=0.0)


def _if_any(headline: Span) -> Span | None:
    """Return a headline's range; None for one of nothing, as where a line begins with "by"."""
    return headline if headline[0] < headline[1] else None


def _outlet_in_headline(text: str, headline: Span, cut: Cut, score: float, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield HEADLINE, OUTLET by NAMES: the outlet may be what follows the headline's last comma."""
    for boundary in list(BOUNDARY.finditer(text, *headline))[-2:]:
        outlet = trim(text, boundary.end(), headline[1])
        known = is_outlet(text, outlet, lexicon)
        name = text[slice(*outlet)]
        if known or (is_title(name) and not _WHAT_WAS_DONE.fullmatch(name)):
            shorter = trim(text, headline[0], boundary.start())
            yield Cut(shorter, cut.names, None, outlet, known, not known, score=score + (3 if known else 0.2))


def _names_and_outlet(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield each way to read a range as NAMES or as NAMES, OUTLET."""
    boundaries = list(BOUNDARY.finditer(text, start, end))[:8]
    for boundary in boundaries:
        names, worth = names_of(text, start, boundary.start(), lexicon)
        outlet = trim(text, boundary.end(), end)
        if not names or outlet[0] == outlet[1]:
            continue
        known = is_outlet(text, outlet, lexicon)
        if not known and (not may_name_an_outlet(text[slice(*outlet)]) or _PUBLISHED.fullmatch(text, *outlet)):
            continue
        commas = len(BOUNDARY.findall(text, *outlet))
        yield Cut(None, names, None, outlet, known, score=worth + (3 if known else 1.2 - 0.4 * min(commas, 2)))
    yield from _names_and_bracket(text, start, end, lexicon)
    names, worth = names_of(text, start, end, lexicon)
    if names:
        yield Cut(None, names, score=worth - 0.3 * len(boundaries))


def _names_and_bracket(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield NAMES (OUTLET)."""
    closing = _IN_BRACKETS.search(text, start, end)
    names, worth = names_of(text, start, closing.start(), lexicon) if closing else ((), 0.0)
    if closing is None or worth < _OF_PEOPLE:
        return
    known = is_outlet(text, closing.span("told"), lexicon)
    if known or is_title(closing["told"]):
        yield Cut(None, names, None, closing.span("told"), known, score=worth + (3 if known else 1.2))


def _without_byline(text: str, start: int, end: int, lexicon: Lexicon, dated: bool) -> Iterator[Cut]:
    """Yield HEADLINE, OUTLET; and OUTLET: HEADLINE."""
    for boundary in list(BOUNDARY.finditer(text, start, end))[-4:]:
        headline, outlet = trim(text, start, boundary.start()), trim(text, boundary.end(), end)
        known = is_outlet(text, outlet, lexicon)
        if headline[0] == headline[1] or not (known or (dated and is_title(text[slice(*outlet)]))):
            continue
        commas = len(BOUNDARY.findall(text, *outlet))
        yield Cut(headline, (), None, outlet, known, not known, score=3.0 if known else 0.8 - 0.3 * commas)
        if known:
            yield from _reporter_after_comma(text, headline, outlet, lexicon)
    yield from _reporter_behind_outlet(text, start, end, lexicon)
    colon = _AFTER_OUTLET.search(text, start, end)
    headline = trim(text, colon.end(), end, " \t") if colon else (end, end)
    if colon and is_outlet(text, (start, colon.start()), lexicon) and headline[0] < headline[1]:
        yield Cut(headline, (), None, (start, colon.start()), True, score=2.5)
        shorter, people = without_last_name(text, headline, lexicon)
        if people:
            yield Cut(shorter, people, None, (start, colon.start()), True, score=2.7)


def _reporter_behind_outlet(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield HEADLINE, OUTLET, NAME with a known outlet."""
    boundaries = list(BOUNDARY.finditer(text, start, end))[-2:]
    if len(boundaries) < 2:
        return
    before, last = boundaries
    headline, outlet = trim(text, start, before.start()), trim(text, before.end(), last.start())
    people = people_of(text, trim(text, last.end(), end), lexicon) if is_outlet(text, outlet, lexicon) else ()
    if people and headline[0] < headline[1] and not any(is_outlet(text, name, lexicon) for name in people):
        yield Cut(headline, people, None, outlet, True, score=3.2)


def _reporter_after_comma(text: str, headline: Span, outlet: Span, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield HEADLINE, NAME before a known outlet; that the name ends the headline stays as a doubt."""
    shorter, people = without_last_name(text, headline, lexicon)
    if people:
        yield Cut(shorter, people, None, outlet, True, score=3.2)


def _columns(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield a line of cells, HEADLINE | REPORTER | OUTLET in any order; the longest free cell is the headline."""
    cells, position = [], start
    for separator in (TAB if "\t" in text[start:end] else _COLUMN).finditer(text, start, end):
        cells.append((position, separator.start()))
        position = separator.end()
    cells = [cell for cell in (trim(text, *cell) for cell in [*cells, (position, end)]) if cell[0] < cell[1]]
    if len(cells) < 3:
        return
    outlets = [cell for cell in cells if is_outlet(text, cell, lexicon)]
    free = [cell for cell in cells if cell not in outlets]
    no_people = [cell for cell in free if not people_of(text, cell, lexicon)]
    headline = max(no_people or free, key=lambda cell: cell[1] - cell[0], default=None)
    people = [cell for cell in cells if cell != headline and cell not in outlets and people_of(text, cell, lexicon)]
    if headline and not outlets and "\t" in text[start:end] and len(cells) == 3:
        # In a row of a sheet the two other cells are outlet and reporter; a person has to say which is which.
        outlets = [cell for cell in cells if cell != headline][:1]
        names = next((people_of(text, cell, lexicon) for cell in cells[::-1] if cell not in (headline, *outlets)), ())
        yield Cut(headline, names, None, outlets[0], False, True, score=3.0)
    elif headline and outlets and len(cells) == 1 + len(outlets[:1]) + len(people):
        names = tuple(name for cell in people for name in people_of(text, cell, lexicon))
        yield Cut(headline, names, None, outlets[0], True, score=4.5 + len(people))


def says_published(text: str) -> bool:
    """Tell whether a line begins with the word that a day of publication follows."""
    return _PUBLISHED.match(text) is not None


def page_in(text: str, headline: Span | None) -> str | None:
    """Return the page of a paper that a line tells beside its headline, as "A3" of "p. A3"."""
    start, end = headline or (0, 0)
    beside = (found[0] for found in _PAGE.finditer(text) if found.end() <= start or found.start() >= end)
    told = next(beside, "").strip(_AROUND_PAGE)
    return _PAGE_WORD.sub("", told) or None


def cut_meta(text: str, lexicon: Lexicon, year: int | None, *, after_meta: bool) -> Cut | None:
    """Return the cut of a line that holds no headline, only a byline, an outlet, a date or several of these."""
    if told := day_alone(text, lexicon.today):
        return Cut(date=told)
    if len(text) > LONGEST // 2 or not (_has_trace(text) or BOUNDARY.search(text) or after_meta):
        whole = lexicon.outlets.find(text)
        return (
            Cut(outlet=(0, len(text)), outlet_known=True) if whole else person_in_outlet(text, (0, len(text)), lexicon)
        )
    text = plain_marks(text)
    last, times = _without_timecode(text, len(text))
    found = _date_at_an_end(text, 0, last, lexicon, year)
    if found and _CLOCK_BEHIND.fullmatch(text, found.end, last):
        last = found.end
    if found is None and (day := _date_between(text, 0, last, dates_in(text[:last], lexicon.today, None, year))):
        clock = _CLOCK_BEHIND.match(text, day.end, last)
        rest = _blanked(text[:last], [(day.start, clock.end() if clock else day.end)])
        cut = _cells_only(rest, 0, last, day, lexicon, after_meta)
        return cut and replace(cut, times=times)
    start, end = (0, last) if found is None else (0, found.start) if found.start > 1 else (found.end, last)
    start, end = _tidied(text, start, end)
    if found and (start == end or _PUBLISHED.fullmatch(text, start, end)):
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
    cuts: Iterator[Cut] = _names_and_outlet(text, start, feat.start if feat else end, lexicon)
    if feat:
        tail = trim(text, feat.end, end)
        cuts = (cut for before in cuts for cut in _with_tail(text, before, tail, lexicon))
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
