"""A mention as bibliographies cite it (APA, MLA, Chicago, Harvard), which put the surname first.

`Doe, J. (2026, March 3). Headline. Outlet.` and `Doe, Jane. "Headline." Outlet, 3 Mar. 2026.`
"""

import re
from collections.abc import Iterator, Sequence

from clipper.capture.cut import Cut, is_outlet, is_title, people_of
from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.finders.names import direct_order, is_person
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.model.codes import Medium
from clipper.model.draft import Span

_NAME = r"[^\W\d_a-z][^\s\d,.;:()]*"
_SURNAME = rf"(?:(?:de|del|da|di|du|la|le|van|von|der|den|Van|Von|De|Du|La|Le)\s){{0,3}}{_NAME}(?:\s{_NAME})?"
_INITIALS = r"[^\W\d_a-z]\.?(?:[\s-]?[^\W\d_a-z]\.)*"
_WITH_INITIALS = re.compile(rf"{_SURNAME},\s{_INITIALS}(?!\w)")
_WITH_FIRST_NAMES = re.compile(rf"{_SURNAME},\s{_NAME}(?:\s(?:{_NAME}|[^\W\d_a-z]\.?)){{0,2}}(?!\w)")
_NEXT_NAME = re.compile(r"\s*(?:[,;]\s+(?:(?:&|and|et)\s+)?|\s(?:&|and|et)\s+)")
_AND_OTHERS = re.compile(r"(?:(?:et )?al|(?:and )?others|(?:et )?autres)\.?", re.IGNORECASE)
_NO_DAY = r"(?:n\.\s?d|s\.\s?d)\.?"
"""No date, sans date."""
_IN_BRACKETS = rf"\((?:(?P<year>(?:19|20)\d\d)[a-z]?(?:, [^()]{{3,25}})?|{_NO_DAY})\)[.,:]?\s+"
_DATED = re.compile(rf"[.,]?\s*{_IN_BRACKETS}", re.IGNORECASE)
_DATED_TITLE = re.compile(rf"(?P<stop>[.?!…])\s+{_IN_BRACKETS}", re.IGNORECASE)
_UNDATED = re.compile(rf"(?:\(|,\s+){_NO_DAY}(?!\w)\)?", re.IGNORECASE)
_QUOTED = re.compile(r"[.,]\s+(?:(?P<year>(?:19|20)\d\d)\.\s+)?(?=[“«\"])")
_QUOTATION = re.compile(
    r"(?:“(?P<curly>[^“”]{3,300})”|«(?P<french>[^«»]{3,300})»|\"(?P<straight>[^\"]{3,300})\""
    r"|[‘'](?P<single>.{3,300}?)[’'](?=[.,]\s))[.,]?\s+"
)
_SENTENCE = re.compile(
    r"(?<=[^\s.]{2})(?<!\b(?:St|Dr|Mr|Ms|Jr|Sr|vs))(?<!\b(?:Ste|Mrs))(?:\.|(?P<kept>[?!…]))\s+(?=[^\W_a-z])"
)
_FULL_STOP = re.compile(r"(?<=[a-zà-ÿ\d]{2})\.$")
_SOURCE_END = re.compile(
    rf"[.,(]?\s*(?:{_NO_DAY}(?!\w)|https?://|www\.|doi:|available (?:at|from)|accessed|retrieved|consulté|récupéré"
    r"|disponible)|$",
    re.IGNORECASE,
)
_PAGE_BEHIND = re.compile(r",\s+(?:pp?\.\s?|pages?\s)?[A-Z]{0,2}-?\d{1,3}(?:\s?[–-]\s?[A-Z]?\d{1,3})?$")
_WITHIN_SOURCE = re.compile(r",\s+|\s+\(")
_AROUND = " ,.;:(["
_LONGEST_AUTHORS = 200
_SCORE = 9.0


def citation_cut(text: str, start: int, lexicon: Lexicon) -> Cut | None:
    """Return the cut of a line that is a citation from `start` on, None where it is none."""
    heads = ((_DATED, "("), (_QUOTED, '“«"'))
    for head in (head for head, signs in heads if any(sign in text for sign in signs)):
        match = head.search(text, start, start + _LONGEST_AUTHORS)
        if match is None:
            continue
        authors = _authors(text, start, match.start() + (text[match.start()] == "."), lexicon)
        if authors and (cut := _with_source(text, authors, match, lexicon)):
            return cut
    return _without_author(text, start, lexicon)


def _without_author(text: str, start: int, lexicon: Lexicon) -> Cut | None:
    """Return the cut of a citation that begins with its headline and a full stop, of a known outlet."""
    quotation = _QUOTATION.match(text, start)
    dated = _DATED_TITLE.search(text, start) if "(" in text else None
    if quotation and (
        _UNDATED.search(text, quotation.end()) or text[quotation.end(quotation.lastgroup or 0) - 1] == "."
    ):
        headline, source = quotation.span(quotation.lastgroup or 0), quotation.end()
    elif dated and not quotation:
        headline, source = (start, dated.start("stop")), dated.end()
    else:
        return None
    year = int(dated["year"]) if dated and dated["year"] else None
    source_end = _SOURCE_END.search(text, source)
    end = source_end.start() if source_end else len(text)
    days = [day for day in dates_in(text[:end], lexicon.today, None, year) if day.start >= headline[1]]
    cut = _cut(text, (), headline, (source, end), days, lexicon)
    return cut if cut and cut.outlet_known else None


def _authors(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Span, ...]:
    """Return the names of a range that begins with a surname and holds nothing but names; none where it does not."""
    agency = lexicon.outlets.find(text[start:end].strip(" ."))
    if agency and agency.medium is Medium.NEWSWIRE:
        return (trim(text, start, end, " ."),)
    names: list[Span] = []
    while start < end:
        name = _name_at(text, start, end, lexicon, is_first=not names)
        if name is None:
            return ()
        names.append(name)
        following = _NEXT_NAME.match(text, name[1], end)
        start = following.end() if following else name[1]
        if following and _AND_OTHERS.fullmatch(text, start, end):
            return tuple(names)
        if following is None:
            return tuple(names) if not text[start:end].strip(" .") else ()
    return ()


def _name_at(text: str, start: int, end: int, lexicon: Lexicon, *, is_first: bool) -> Span | None:
    """Return the name at a place: with the surname first, or behind such a one as it is spoken."""
    if initialled := _WITH_INITIALS.match(text, start, end):
        return initialled.span()
    following = _NEXT_NAME.search(text, start, end)
    spoken = trim(text, start, following.start() if following else end, " .")
    if not is_first and people_of(text, spoken, lexicon):
        return spoken
    inverted = _WITH_FIRST_NAMES.match(text, start, end)
    if inverted and is_person(direct_order(inverted[0])):
        return inverted.span()
    return None


def _with_source(text: str, authors: tuple[Span, ...], head: re.Match[str], lexicon: Lexicon) -> Cut | None:
    """Return the cut of a line whose headline and source follow the head with its authors, and perhaps its day."""
    start, year = head.end(), int(head["year"]) if head["year"] else None
    quotation = _QUOTATION.match(text, start)
    source_end = _SOURCE_END.search(text, quotation.end() if quotation else start)
    end = source_end.start() if source_end else len(text)
    days = [day for day in dates_in(text, lexicon.today, None, year) if head.start() <= day.start < end]
    quoted = quotation and (quotation.span(quotation.lastgroup or 0), quotation.end())
    cuts = [
        cut
        for headline, source in ([quoted] if quoted else _sentences(text, start, end))
        if (cut := _cut(text, authors, headline, (source, end), days, lexicon))
    ]
    return next((cut for cut in cuts if cut.outlet_known), cuts[-1] if cuts else None)


def _cut(
    text: str, authors: tuple[Span, ...], headline: Span, source: Span, days: Sequence[FoundDate], lexicon: Lexicon
) -> Cut | None:
    day = next((day for day in days if not headline[0] <= day.start < headline[1]), None)
    outlet = _outlet(text, source[0], day.start if day and day.start > source[0] else source[1], lexicon)
    known = outlet is not None and is_outlet(text, outlet, lexicon)
    if outlet is None or not (known or day):
        return None
    return Cut(_title(text, headline), authors, None, outlet, known, date=day, cited=True, score=_SCORE)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[Span, int]]:
    """Yield each way to cut a range into a headline and what follows it."""
    for stop in _SENTENCE.finditer(text, start, end):
        yield (start, stop.end("kept") if stop["kept"] else stop.start()), stop.end()


def _outlet(text: str, start: int, end: int, lexicon: Lexicon) -> Span | None:
    """Return the outlet of a range, which may end in its page, its edition or its town."""
    start, end = trim(text, start, end, _AROUND)
    page = _PAGE_BEHIND.search(text, start, end)
    end = page.start() if page else end
    first = _WITHIN_SOURCE.search(text, start, end)
    if first and not is_outlet(text, (start, end), lexicon) and is_outlet(text, (start, first.start()), lexicon):
        return start, first.start()
    return (
        (start, end) if start < end and (is_outlet(text, (start, end), lexicon) or is_title(text[start:end])) else None
    )


def _title(text: str, place: Span) -> Span:
    """Return a headline's range without the full stop or comma that only the style puts there."""
    start, end = trim(text, *place, " \t,\u00a0")
    stop = _FULL_STOP.search(text, start, end)
    return start, stop.start() if stop else end
