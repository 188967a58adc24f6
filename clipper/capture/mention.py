"""One line of a list of mentions, cut into headline, reporters, spokespeople, outlet and date.

Every way to cut the line at its "by" and its commas is weighed; known names decide, and close calls are said.
"""

import re
from collections.abc import Iterable, Iterator

from clipper.capture.cut import BOUNDARY, BY, Cut, is_outlet, people_of, plain_marks, plain_quotes
from clipper.capture.finders.link import addresses_in
from clipper.capture.finders.names import knows_first_name
from clipper.capture.finders.spokesperson import doing_in, feat_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.capture.mention_cells import bracket_cuts, broadcast_cut, cells_cuts
from clipper.capture.mention_citation import citation_cut
from clipper.capture.mention_commas import cuts_at_commas
from clipper.capture.mention_day import counted_back, date_at_an_end, dates_of, find_date_at_an_end
from clipper.capture.mention_ends import LONGEST, tidied, without_address, without_bullet
from clipper.capture.mention_frame import Frame, blanked, frame_of
from clipper.capture.mention_marks import MediumMark, quoted_around, unlinked, unquoted
from clipper.capture.mention_notes import without_note
from clipper.capture.mention_remark import has_own_headline, place_of_remark, reads_past, with_remark
from clipper.capture.mention_styles import styled_cuts
from clipper.capture.page_and_clock import (
    on_unknown_station,
    with_clock_apart,
    with_interview,
    with_name_of_broadcast,
    without_page_and_clock,
)
from clipper.capture.people_beside_outlets import without_people
from clipper.capture.written_days import exact_dates
from clipper.model.draft import Span
from clipper.model.values import replace

_TRACE = re.compile(r"https?:|\b(?=[bpfawqcns])(?:by|par|feat|ft|featuring|avec|with|quotes|cites?|[ns]\.\s?d)\b")
"""What, besides a figure, a mention has in small letters; the letters ahead let most words be passed over at once."""
_DIGIT = re.compile(r"\d")
_PARTED = re.compile(r"[,;:|·•()\[\]\"“«\t–—-]|\.\s|\s(?:in|on|for|dans|sur|à|au|pour)\s")
"""What may part an outlet, a name or a quoted headline from the rest of a line."""
_SIGNED = re.compile(r"\s\((?:de )?(?P<names>[^()]{4,60})\)\s*$", re.IGNORECASE)
"""Who wrote a mention, in brackets behind all that it says."""
_POINT_BEHIND_DAY = re.compile(r"(?<=\d{4})\.(?=\s[«“\"])")
_POINT = re.compile(r"(?<=\d{4})\.(?=\s[«“\"])|(?<=[»”\"])\.(?=\s[^\W\d_a-z])")
_VON = re.compile(r"\svon\s(?P<names>[^\W\d_][^,;:–—|]{3,60})")
_NEARLY = 0.2
"""So much worse a reading is than the one beside which it is offered."""
_SHORTEST_NAME = 4
_OF_CELLS = "([\t"


def cut_mention(text: str, lexicon: Lexicon, year: int | None = None, *, undated: bool = False) -> Cut | None:
    """Return the best cut of a line, with the runners-up in `others`; None for a line that says nothing of a mention.

    `year` is taken for a date without one; `undated` tells that a heading gave the day for the lines below it.
    """
    if len(text) > LONGEST:
        return None
    asked = text, year, undated
    if asked not in lexicon.cuts:
        lexicon.cuts[asked] = _cut_of(text, lexicon, year, undated) if _may_be_mention(text, lexicon, undated) else None
    return lexicon.cuts[asked]


def _cut_of(text: str, lexicon: Lexicon, year: int | None, undated: bool) -> Cut | None:
    text = plain_quotes(plain_marks(text))
    cited = citation_cut(text, without_bullet(text)[0], lexicon)
    if cited:
        return cited
    told, clocks = without_page_and_clock(_with_bars(text), lexicon)
    if _tells_nothing(told, lexicon, year):
        return None
    cut = _whole_cut(told, lexicon, year, undated)
    cut = _remarked_cut(told, cut, lexicon, year, undated) or cut
    if cut is None:
        return on_unknown_station(told, clocks, lexicon, year) if clocks else None
    cut = with_clock_apart(told, cut)
    if not clocks and told == _with_bars(text):
        return cut
    cut = replace(cut, outlet=cut.outlet and trim(told, *cut.outlet), times=(*clocks, *cut.times))
    return with_name_of_broadcast(told, cut, lexicon) if clocks else cut


def _whole_cut(text: str, lexicon: Lexicon, year: int | None, undated: bool) -> Cut | None:
    return _signed_cut(text, lexicon, year, undated) or _best_cut(text, lexicon, year, undated)


def _remarked_cut(text: str, cut: Cut | None, lexicon: Lexicon, year: int | None, undated: bool) -> Cut | None:
    """Return the cut of a mention that is told whole up to its day, with what is remarked behind that."""
    place = place_of_remark(text, lexicon, year)
    if place is None:
        return None
    end, remark = place
    if cut and not reads_past(cut, end):
        return with_remark(text, cut, end, remark, lexicon)
    told = _whole_cut(text[:end], lexicon, year, undated)
    is_whole = told and has_own_headline(text, told, remark, lexicon)
    return with_remark(text, told, end, remark, lexicon) if told and is_whole else None


def _with_bars(text: str) -> str:
    """Return a line as long as this one with bars for the points of 'OUTLET, DAY. "HEADLINE". NAME'."""
    return _POINT.sub("|", text) if _POINT_BEHIND_DAY.search(text) else text


def _tells_nothing(text: str, lexicon: Lexicon, year: int | None) -> bool:
    """Tell whether a line has no day, nobody's name and no outlet in a place where a mention has them.

    Whatever way it was cut, there would be a headline and nothing more; this costs a part of trying all of them.
    """
    if any(sign in text for sign in _OF_CELLS) or addresses_in(text) or lexicon.outlets.may_hold_any(text):
        return False
    if BY.search(text) or any(dates_of(text, lexicon, year)):
        return False
    return feat_in(text, lexicon.spokespeople) is None and doing_in(text, lexicon.spokespeople) is None


def _signed_cut(text: str, lexicon: Lexicon, year: int | None, undated: bool) -> Cut | None:
    """Return the cut of a line that is told whole, its day last or first, before the words that name who wrote it.

    The outlet has to be known where no "by" leads to the name.
    """
    # A day without a figure counts back, and only beside an outlet.
    may_have_day = _DIGIT.search(text) or lexicon.outlets.may_hold_any(text)
    for told, signature in _signatures(text) if may_have_day else ():
        names = people_of(text, signature, lexicon)
        if not names or not date_at_an_end(text, 0, told, dates_of(text[:told], lexicon, year)):
            continue
        spoken = doing_in(text, lexicon.spokespeople)
        if spoken and spoken.start < signature[1] and signature[0] < spoken.end:
            continue
        # The whole line is cut once more where this comes to nothing.
        cut = _best_cut(text[:told], lexicon, year, undated)
        is_whole = cut and cut.date and cut.headline and cut.outlet and not (cut.names or cut.feat)
        if cut and is_whole and (cut.outlet_known or BY.match(text, signature[0])):
            return replace(cut, names=names)
    return None


def _signatures(text: str) -> Iterator[tuple[int, Span]]:
    """Yield the end of what a line says, with what may name who wrote it: brackets, a "by", the last piece."""
    if signed := _SIGNED.search(text):
        yield signed.start(), signed.span("names")
    if _DIGIT.search(text, len(text) - _SHORTEST_NAME):
        return
    end = without_address(text)
    marks = [mark.end() for mark in BOUNDARY.finditer(text, 0, end)][-1:]
    for start in (*(by.start() for by in BY.finditer(text, 0, end)), *marks):
        yield trim(text, 0, start)[1], trim(text, start, end)


def _best_cut(text: str, lexicon: Lexicon, year: int | None, undated: bool) -> Cut | None:
    frame = frame_of(text, lexicon, year)
    gaps = frame.gaps(text)
    cells = blanked(text, gaps)
    # Words around a gap may be one name without it.
    has_known = bool(gaps) or lexicon.outlets.may_hold_any(text)
    styled = _styled(cells, frame, lexicon) if frame.is_dated or has_known else []
    cuts = [*styled, *_told_by_words(text, cells, frame, lexicon, undated=undated)]
    if not cuts:
        return None
    cuts.sort(key=lambda cut: -cut.score)
    # A date within a line counts only in a line that is told by an outlet that is known, or stands beside one.
    is_told = any(cut.outlet_known for cut in styled) or _is_in_brackets_behind_outlet(text, frame, styled)
    between = frame.between if is_told or _is_beside_outlet(text, frame, cuts[0]) else None
    cuts[1:1] = _signed_in_headline(text, cuts[0], lexicon)
    best = _finished(text, _without_mark(text, without_people(text, cuts[0], lexicon), frame.mark, lexicon), frame.mark)
    shown = with_interview(text, best, frame.feat, lexicon)
    # A name of few words may be a headline, too.
    others = cuts[1:4] if shown is best else [best, *cuts[1:3]]
    return replace(
        shown, feat=frame.feat or best.feat, date=frame.found or between, times=frame.times, others=tuple(others)
    )


def _is_in_brackets_behind_outlet(text: str, frame: Frame, cuts: Iterable[Cut]) -> bool:
    """Tell whether a line is OUTLET (DAY): HEADLINE, whoever knows the outlet."""
    if frame.between is None or not text.startswith("):", frame.between.end):
        return False
    before = trim(text, frame.start, frame.between.start, " (")[1]
    return any(cut.outlet == (frame.start, before) for cut in cuts)


def _is_beside_outlet(text: str, frame: Frame, cut: Cut) -> bool:
    """Tell whether the day of a line stands in brackets behind the headline, with an outlet and who wrote it.

    So it does beside a headline in quotation marks, in whatever outlet.
    """
    if frame.between is None or not (cut.headline and cut.outlet):
        return False
    if not cut.outlet_doubtful and quoted_around(text, cut.headline):
        return True
    if not cut.names:
        return False
    opens = text.find("(", cut.headline[1])
    return cut.headline[1] <= opens <= min(cut.outlet[0], frame.between.start)


def _signed_in_headline(text: str, cut: Cut, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield the rival of a cut whose headline ends with "von NAME", as bylines do in German, and many headlines too."""
    signed = _VON.search(text, *cut.headline) if cut.headline and not (cut.names or cut.feat) else None
    if signed is None or cut.headline is None or signed.end() != cut.headline[1]:
        return
    names = people_of(text, signed.span("names"), lexicon)
    if names and all(knows_first_name(text[slice(*name)]) for name in names):
        yield replace(cut, headline=(cut.headline[0], signed.start()), names=names, score=cut.score - _NEARLY)


def has_trace(text: str) -> bool:
    """Tell whether a line has a figure, an address or a word as dates, reporters and those featured have them."""
    return _DIGIT.search(text) is not None or _TRACE.search(text.lower()) is not None


def _may_be_mention(text: str, lexicon: Lexicon, undated: bool) -> bool:
    """Tell by its signs and words whether a line may have what a mention has."""
    return has_trace(text) or (undated and _may_say_more(text, lexicon)) or counted_back(text, lexicon) is not None


def _may_say_more(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a line with no trace of date, reporter or feat may be more than a headline.

    Every style and every cut needs a mark or a preposition that parts an outlet or a name from the rest, but for a
    broadcast, which is a known programme.
    """
    return _PARTED.search(text) is not None or lexicon.outlets.may_hold_programme(text)


def _told_by_words(text: str, cells: str, frame: Frame, lexicon: Lexicon, *, undated: bool) -> Iterator[Cut]:
    """Yield the cuts of a line in no certain style, whose date, feat or "by" tells that it is a mention."""
    if frame.found or frame.feat or undated or BY.search(text, frame.start, frame.end):
        yield from cuts_at_commas(text, frame, lexicon)
    if frame.is_dated:
        yield from bracket_cuts(cells, frame.start, frame.end, lexicon)
    if frame.found or undated:
        yield from broadcast_cut(cells, frame.start, frame.end, lexicon)


def plain_cut(text: str, lexicon: Lexicon) -> Cut | None:
    """Return a line's date, and all before or behind it as the headline."""
    if len(text) > LONGEST:
        return None
    (start, times), end = without_bullet(text), without_address(text)
    end = without_note(text, end, exact_dates(text[:end], lexicon))
    found = find_date_at_an_end(text, start, end, lexicon, None)
    if found is None:
        return None
    place = (start, found.start) if found.start > start + 1 else (found.end, end)
    return Cut(headline=tidied(text, *place), date=found, times=times)


def _styled(text: str, frame: Frame, lexicon: Lexicon) -> list[Cut]:
    """Return the cuts by style; an unknown outlet counts in a line that holds a date."""
    place = trim(text, frame.start, frame.end)
    styled = [cut for cut in styled_cuts(text, *place, lexicon) if frame.is_dated or cut.outlet_known]
    return [*styled, *cells_cuts(text, *place, lexicon)]


def _without_mark(text: str, cut: Cut, mark: MediumMark | None, lexicon: Lexicon) -> Cut:
    """Return a cut whose outlet goes by its known name, without the word for the medium in brackets behind it."""
    if mark is None or cut.outlet is None or not cut.outlet[0] < mark.place[0] < cut.outlet[1] <= mark.place[1]:
        return cut
    name = trim(text, cut.outlet[0], mark.place[0])
    is_known = is_outlet(text, name, lexicon)
    return replace(cut, outlet=name, outlet_known=True, outlet_doubtful=False) if is_known else cut


def _finished(text: str, cut: Cut, mark: MediumMark | None) -> Cut:
    """Take the word for the medium and enclosing quotation marks out of the headline."""
    if cut.headline is None:
        return cut
    headline = unlinked(text, cut.headline)
    if mark and mark.place[1] == headline[1] and mark.place[0] > headline[0]:
        headline = headline[0], mark.place[0]
    medium, is_stated = (mark.medium, mark.is_stated) if mark else (None, True)
    if cut.outlet and text.startswith("the ", cut.outlet[0]):
        cut = replace(cut, outlet=(cut.outlet[0] + len("the "), cut.outlet[1]))
    cut = replace(cut, headline=unquoted(text, headline), medium=medium, medium_stated=is_stated)
    return replace(cut, quoted=quoted_around(text, cut.headline or headline))
