"""Mentions in the styles that need no guess: a headline in quotation marks, "NAME in OUTLET: ...", "Op-ed by NAME".

One of its lines may come with blanks in place of what was read before: the date, those featured, the medium.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from clipper.capture.cut import BY, Cut, is_outlet, is_title, may_name_an_outlet, names_of, people_of, split_programme
from clipper.capture.finders.names import NO_GENERATION, is_person, knows_first_name
from clipper.capture.finders.spokesperson import Feat
from clipper.capture.kinds_of_piece import is_kind_of_piece
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import parted, trim
from clipper.capture.mention_marks import unquoted
from clipper.capture.mention_people import told_person, without_byline
from clipper.model.codes import Role
from clipper.model.draft import Span
from clipper.model.text import fold
from clipper.model.values import replace

_QUOTED = re.compile(r"“[^“”]{3,300}”|«[^«»]{3,300}»|\"[^\"]{3,300}\"")
_QUOTE = re.compile('[“«"]')
_SEPARATOR = re.compile(rf"\s*(?:\s[–—|·•-]\s|,{NO_GENERATION}\s|[;|:]\s|[()]|\|)\s*")
_EDGE = re.compile(r"[,;:.)]?\s|[,;:.)]?$")
_ARTICLE = re.compile(r"(?:the|les?|la)\s+")
_ARTICLE_OF_NAME = re.compile(r"(?:the|les?|la|der|die|das|il|el)\s|l[’']", re.IGNORECASE)
_NAMED = r"(?=(?:(?:the|les?|la)\s+)?[^\W_a-zà-öø-ÿ])"
_PLACE = re.compile(rf"\s+(?:in|on|for|dans|sur|à|au|pour)\s+{_NAMED}")
_PLACE_OF_TOLD = re.compile(rf"\s+(?:in|on|for|by|at|with|to|dans|sur|à|au|pour|par|chez)\s+{_NAMED}")
_ABOUT = re.compile(r"\s+(?:about|regarding|discussing|to (?:discuss|talk about)|au sujet|à propos|pour parler)\s")
_BEFORE_TITLE = re.compile(
    r"\s+(?:(?:article|piece|story|report|segment|column|feature|op-?ed|essay|episode|editorial|podcast|interview)\b)?"
    r"(?:\s?(?:titled|entitled|called|headlined|about|on|intitulée?|titrée?|au sujet de))?[\s,:]*$",
    re.IGNORECASE,
)
"""What may stand between an outlet and the quoted title of the piece in it."""
_BROADCAST = re.compile(r"(?<=\s)(?:podcast|radio|show|tv|television|télévision|fm|balado)$", re.IGNORECASE)
"""What the name of a broadcast ends with, whoever knows it."""
_PLACE_BEFORE = re.compile(r"\b(?:in|on|for|dans|sur|à|au|pour)\s+$")
_PREPOSITION = re.compile(r"(?:in|on|for|from|dans|sur|à|au|pour)\s+(?:the\s+)?(?=[^\W_a-zà-öø-ÿ])")
_PIECE_BY = re.compile(
    r"(?:op-?ed|opinion(?: piece)?|commentary|column|article|essay|editorial|letter(?: to the editor)?"
    r"|chronique|tribune|lettre(?: ouverte)?|(?:texte|lettre) d[’']opinion|éditorial|essai|commentaire)"
    r"\s+(?:by|par|de)\s+",
    re.IGNORECASE,
)
_COLON = re.compile(r"\s*:\s+")
_COMMA = re.compile(r",\s+|\s+[–—|-]\s+")
_BEFORE_PROGRAMME = re.compile(r",\s+|\s+[–—-]\s+|\s*\(")
_LED_BY_BOTH = re.compile(
    r"(?P<first>[^():|–—\t]{2,60}?)\s+(?:\((?P<second>[^()]{3,90})\)|(?P<signed>(?:by|par)\s[^():]{4,80}?))"
    r"\s*(?::\s|\s[–—|-]\s)\s*"
)
_BEHIND_AUTHORS = re.compile(r"\s*[,:;]\s+|\s+[–—|-]\s+|\s+(?:in|on|for|dans|pour)\s+|\s*\(")
_PAGE = re.compile(r"(?:pp?\.|pages?|S\.)\s?(?:[A-Z]{1,2}-?)?\d{1,3}(?:[–—-]\d{1,3})?", re.IGNORECASE)
_MOST_CELLS = 8
_SPACES_OF_HEADLINE = 2
_LONGEST_PERSON, _LONGEST_BEFORE = 120, 90
"""Code points within which the name that leads a line ends, and the outlet behind it."""
_AROUND = " ,;:–—-|("


class _Kinds(Struct, frozen=True):
    """What the cells of a line are; `free` are those that are nothing known."""

    names: tuple[Span, ...] = ()
    outlet: Span | None = None
    free: tuple[Span, ...] = ()
    feat: Feat | None = None


def styled_cuts(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield the cuts of a line that one of these styles fits, scored above what commas alone can tell."""
    yield from _signed_piece(text, start, end, lexicon)
    yield from _led_by_person(text, start, end, lexicon)
    yield from _with_quoted_headline(text, start, end, lexicon)
    yield from _led_by_outlet(text, start, end, lexicon)
    yield from _led_by_names(text, start, end, lexicon)
    yield from _led_by_both(text, start, end, lexicon)
    yield from _led_by_programme(text, start, end, lexicon)


def _led_by_outlet(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield OUTLET: HEADLINE by NAMES."""
    first = _SEPARATOR.search(text, start, end)
    if first is None or not is_outlet(text, (start, first.start()), lexicon):
        return
    behind = _behind_brackets(text, first, end)
    for by in BY.finditer(text, behind, end):
        people = people_of(text, (by.start(), end), lexicon)
        headline = trim(text, behind, by.start())
        if people and headline[0] < headline[1] and not any(is_outlet(text, name, lexicon) for name in people):
            yield Cut(unquoted(text, headline), people, None, (start, first.start()), True, score=6.0)


def _behind_brackets(text: str, first: re.Match[str], end: int) -> int:
    """Return where a headline may begin behind a mark: where that opens brackets, behind these and their colon."""
    closing = text.find(")", first.end(), end) if "(" in first[0] else -1
    colon = _COLON.search(text, closing, end) if closing > 0 else None
    return colon.end() if colon else first.end()


def _led_by_names(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield NAMES, OUTLET: HEADLINE."""
    place = text.find(":", start, min(end, start + _LONGEST_PERSON))
    comma = text.rfind(",", start, place) if place > start else -1
    colon = _COLON.match(text, place) if comma > 0 else None
    if colon is None:
        return
    outlet, headline = trim(text, comma, colon.start()), trim(text, colon.end(), end)
    if headline[0] == headline[1] or not is_outlet(text, outlet, lexicon):
        return
    people = people_of(text, (start, comma), lexicon)
    if people and not any(is_outlet(text, name, lexicon) for name in people):
        yield Cut(unquoted(text, headline), people, None, outlet, True, score=6.0)


def _led_by_both(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield OUTLET (NAMES): HEADLINE and NAMES (OUTLET): HEADLINE; first names tell them from an unknown outlet."""
    led = _LED_BY_BOTH.match(text, start, end)
    headline = trim(text, led.end(), end) if led else (end, end)
    if led is None or headline[0] == headline[1]:
        return
    first, second = led.span("first"), led.span("second" if led["second"] else "signed")
    for outlet, named in ((first, second), (second, first)):
        people = people_of(text, named, lexicon)
        if not people or any(is_outlet(text, name, lexicon) for name in people):
            continue
        known = is_outlet(text, outlet, lexicon)
        is_alone = not known and not _ends_with_outlet(text, headline, lexicon)
        if known or (is_alone and _are_told(text, people) and _may_be_outlet_beside(text, outlet)):
            yield Cut(unquoted(text, headline), people, None, outlet, known, score=6.5 if known else 4.5)
            return


def _led_by_programme(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield PROGRAMME, STATION, HEADLINE and STATION, PROGRAMME, HEADLINE, maybe with who wrote it behind a "by"."""
    marks = list(islice(_COMMA.finditer(text, start, min(end, start + _LONGEST_BEFORE)), 2))
    if len(marks) < 2:
        return
    first, second = (start, marks[0].start()), (marks[0].end(), marks[1].start())
    for programme, station in ((first, second), (second, first)):
        if lexicon.outlets.programme(text[slice(*programme)]) and _is_station(text[slice(*station)], lexicon):
            headline, names = without_byline(text, trim(text, marks[1].end(), end), lexicon)
            known = lexicon.outlets.find(text[slice(*station)]) is not None
            if text.count(" ", *headline) >= _SPACES_OF_HEADLINE:
                headline = unquoted(text, headline)
                yield Cut(headline, names, None, station, known, score=6.5 + len(names), programme=programme)
            return


def _is_station(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is a known outlet, or begins as one, as that of a channel does: "BBC Two"."""
    first = name.partition(" ")[0]
    return lexicon.outlets.find(name) is not None or (is_title(name) and lexicon.outlets.find(first) is not None)


def _ends_with_outlet(text: str, place: Span, lexicon: Lexicon) -> bool:
    """Tell whether a known outlet is the last cell of a range, so that what leads the line is part of the headline."""
    ends = [mark.end() for mark in _BEFORE_PROGRAMME.finditer(text, *place)][-1:]
    return any(lexicon.outlets.find(text[slice(*trim(text, end, place[1], _AROUND + ")"))]) for end in ends)


def _are_told(text: str, people: Sequence[Span]) -> bool:
    return all(knows_first_name(text[slice(*name)]) for name in people)


def _may_be_outlet_beside(text: str, outlet: Span) -> bool:
    name = text[slice(*outlet)]
    return is_title(name) and not knows_first_name(name)


def _with_quoted_headline(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield a line of cells of which one stands in quotation marks: that is the headline."""
    quoted = _only_quotation(text, start, end)
    if quoted is None:
        return
    cells = [*_cells(text, start, quoted[0]), *_cells(text, quoted[1], end)]
    cells = [cell for cell in cells if not is_kind_of_piece(text[slice(*cell)])]
    kinds = _kinds_of(text, cells, lexicon)
    kinds = kinds and _with_whole_outlet(text, kinds, cells)
    if kinds is None or len(kinds.free) > 1:
        return
    if kinds.outlet is None and not kinds.free and len(kinds.names) > 1:
        kinds = _with_outlet_among(text, kinds, cells)
    headline = unquoted(text, quoted)
    if kinds.outlet:
        if not kinds.free:
            yield Cut(headline, kinds.names, kinds.feat, kinds.outlet, True, score=7.0 + len(kinds.names))
    elif kinds.free and may_name_an_outlet(text[slice(*kinds.free[0])]):
        doubtful = is_person(text[slice(*kinds.free[0])]) or not is_title(text[slice(*kinds.free[0])])
        yield Cut(headline, kinds.names, None, kinds.free[0], False, doubtful, score=4.0 + len(kinds.names))
    elif kinds.names and not kinds.free:
        yield _with_one_source(text, headline, kinds.names)


def _with_one_source(text: str, headline: Span, names: tuple[Span, ...]) -> Cut:
    """Return the cut of a headline with one name that nobody knows: as likely a paper's as a reporter's."""
    if len(names) > 1 or knows_first_name(text[slice(*names[0])]) or BY.search(text[: names[0][0]]):
        return Cut(headline, names, score=4.0)
    return Cut(headline, (), None, names[0], False, True, score=4.0)


def _with_whole_outlet(text: str, kinds: _Kinds, cells: Sequence[Span]) -> _Kinds:
    """Join an unknown outlet whose own commas or brackets part it, such as "Farm, Forest and Field", "Post (East)"."""
    first = cells.index(kinds.free[0]) if kinds.outlet is None and len(kinds.free) > 1 else None
    if first is None or tuple(cells[first : first + len(kinds.free)]) != kinds.free:
        return kinds
    start, end = kinds.free[0][0], kinds.free[-1][1]
    closes = text.startswith(")", end) and text.count("(", start, end) > text.count(")", start, end)
    return replace(kinds, free=((start, end + closes),))


def _with_outlet_among(text: str, kinds: _Kinds, cells: Sequence[Span]) -> _Kinds:
    """Of two "people", one may be an outlet with a name such as "Harbour Weekly".

    It is the one behind "in", else the one that opens the line; NAME, "HEADLINE", OUTLET is how books are cited.
    """
    first, last = kinds.names[0], kinds.names[-1]
    if first in cells and _is_rather_outlet(text, first, last):
        return _Kinds(kinds.names[1:], None, (first,))
    if _PLACE_BEFORE.search(text, 0, last[0]) or (first in cells and text[first[1] :].startswith(", ")):
        return _Kinds(kinds.names[:-1], None, (last,))
    return _Kinds(kinds.names[1:], None, (first,)) if first in cells else kinds


def _is_rather_outlet(text: str, place: Span, other: Span) -> bool:
    """Tell whether the first of two names begins as no person's does, and the other does with a common first name."""
    begins = knows_first_name(text[slice(*place)])
    return not begins and knows_first_name(text[slice(*other)]) and _ARTICLE_OF_NAME.match(text, *place) is not None


def _only_quotation(text: str, start: int, end: int) -> Span | None:
    found = list(_QUOTED.finditer(text, start, end)) if _QUOTE.search(text, start, end) else []
    if len(found) != 1:
        return None
    first, last = found[0].span()
    opens = first == start or text[first - 1] in " (:–—|"
    return (first, last) if opens and _EDGE.match(text, last, end) else None


def _led_by_person(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield NAME in OUTLET: HEADLINE, and NAME quoted on OUTLET, PROGRAMME: HEADLINE."""
    for by in _PLACE_OF_TOLD.finditer(text, start, min(end, start + _LONGEST_PERSON)):
        if told := told_person(text, (start, by.start()), lexicon):
            cuts = list(_outlet_then_headline(text, by.end(), end, lexicon))
            cuts = cuts or list(_sentence_about(text, start, by.end(), end, lexicon))
            yield from (_with_told(cut, told) for cut in cuts)
            return
    place = _PLACE.search(text, start, min(end, start + _LONGEST_PERSON))
    people, worth = names_of(text, start, place.start(), lexicon) if place else ((), 0.0)
    if place and people and worth > 2:
        for cut in _outlet_then_headline(text, place.end(), end, lexicon):
            yield _with_people(text, cut, start, people, lexicon)


def _sentence_about(text: str, start: int, outlet: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield a sentence that tells the outlet and what it was about as its own headline, which it has to be called."""
    topic = _ABOUT.search(text, outlet, end)
    if topic and is_outlet(text, (outlet, topic.start()), lexicon):
        yield Cut((start, end), (), None, (outlet, topic.start()), True, score=4.0)


def _with_told(cut: Cut, feat: Feat) -> Cut:
    """Return a cut with those of whom the line says what they did, which no other reading can tell so well."""
    names = tuple(feat.names) if feat.role is Role.AUTHOR else cut.names
    return replace(cut, feat=feat, names=names, score=cut.score + 2)


def _with_people(text: str, cut: Cut, start: int, people: tuple[Span, ...], lexicon: Lexicon) -> Cut:
    folded = [fold(text[slice(*name)]) for name in people]
    if all(name in lexicon.reporters and name not in lexicon.spokespeople for name in folded):
        return replace(cut, names=people)
    known = all(name in lexicon.spokespeople for name in folded)
    return replace(cut, feat=Feat(start, people[-1][1], list(people), sure=known))


def _outlet_then_headline(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield OUTLET, perhaps with its programme, and the headline behind a colon, a comma or in quotation marks."""
    colon = _COLON.search(text, start, end)
    quoted = _only_quotation(text, start, end)
    signed = people_of(text, trim(text, quoted[1], end, _AROUND), lexicon) if quoted and quoted[1] < end else ()
    if quoted and (quoted[1] == end or signed) and (colon is None or quoted[0] < colon.end()):
        title = _BEFORE_TITLE.search(text, start, quoted[0])
        outlet = start, title.start() if title else quoted[0]
        yield from _behind_outlet(text, outlet, unquoted(text, quoted), signed, lexicon)
    elif colon:
        headline = unquoted(text, trim(text, colon.end(), end))
        yield from _behind_outlet(text, (start, colon.start()), headline, signed, lexicon)
    elif is_outlet(text, trim(text, start, end, _AROUND), lexicon):
        yield Cut(None, (), None, trim(text, start, end, _AROUND), True, score=6.0)
    elif _BROADCAST.search(text, *(named := trim(text, start, end, _AROUND))) and is_title(text[slice(*named)]):
        yield Cut(None, (), None, named, False, score=3.2)
    else:
        yield from _outlet_before_comma(text, start, end, lexicon)


def _behind_outlet(text: str, place: Span, headline: Span, signed: tuple[Span, ...], lexicon: Lexicon) -> Iterator[Cut]:
    """Yield a headline in the outlet, perhaps with its programme, that the place before it names."""
    start, stop = trim(text, *place, _AROUND)
    article = _ARTICLE.match(text, start, stop)
    if article and not is_outlet(text, (start, stop), lexicon):
        start = article.end()
    outlet, programme = _outlet_and_programme(text, start, stop, lexicon)
    if headline[0] == headline[1] or not outlet or not _may_be(text, outlet, lexicon):
        return
    known = is_outlet(text, outlet, lexicon)
    score = 6.0 if known else 3.2
    yield Cut(headline, signed, None, outlet, known, not known, score=score, programme=programme)


def _outlet_before_comma(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield OUTLET, HEADLINE where the outlet is known."""
    for boundary in _COMMA.finditer(text, start, min(end, start + _LONGEST_BEFORE)):
        outlet, headline = (start, boundary.start()), unquoted(text, trim(text, boundary.end(), end))
        if is_outlet(text, outlet, lexicon) and headline[1] - headline[0] > 5:
            yield Cut(headline, (), None, outlet, True, score=6.0)
            return


def _may_be(text: str, outlet: Span, lexicon: Lexicon) -> bool:
    return is_outlet(text, outlet, lexicon) or is_title(text[slice(*outlet)])


def _outlet_and_programme(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Span | None, Span | None]:
    """Return OUTLET, PROGRAMME where the outlet is known and the programme is not; a known pair stays together."""
    if is_outlet(text, (start, end), lexicon):
        return (start, end), None
    outlet, programme = split_programme(text, start, end, lexicon)
    if programme and outlet:
        return (start, end), None
    comma = _BEFORE_PROGRAMME.search(text, start, end)
    if comma and is_outlet(text, (start, comma.start()), lexicon):
        return (start, comma.start()), trim(text, comma.end(), end, " )")
    return (start, end) if comma is None else None, None


def _signed_piece(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield Op-ed by NAME, OUTLET, HEADLINE, whose names are authors of ours unless known otherwise."""
    label = _PIECE_BY.match(text, start, end)
    if label is None:
        return
    first = _BEHIND_AUTHORS.search(text, label.end(), end)
    if first is None:
        return
    people, worth = names_of(text, label.end(), first.start(), lexicon)
    if not people or worth < 2:
        return
    for cut in _rest_of_piece(text, first.end(), end, lexicon):
        known = all(fold(text[slice(*name)]) in lexicon.spokespeople for name in people)
        feat = Feat(start, people[-1][1], list(people), Role.AUTHOR, sure=known)
        yield replace(cut, names=people, feat=feat, score=cut.score + 2)


def _rest_of_piece(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield what stands behind the authors of a piece: its headline in quotation marks, or beside its outlet."""
    if quoted := list(_with_quoted_headline(text, start, end, lexicon)):
        yield from quoted
        return
    yield from _outlet_then_headline(text, start, end, lexicon)
    for boundary in list(_COMMA.finditer(text, start, end))[-3:]:
        outlet = trim(text, boundary.end(), end)
        if is_outlet(text, outlet, lexicon):
            yield Cut(unquoted(text, trim(text, start, boundary.start())), (), None, outlet, True, score=5.0)


def _cells(text: str, start: int, end: int) -> list[Span]:
    """Return the pieces of a range between separators; NAME in OUTLET are two."""
    cells = []
    for first, last in parted(text, start, end, _SEPARATOR):
        place = _PLACE.search(text, first, last)
        if place and is_person(BY.sub("", text[first : place.start()], count=1).strip()):
            cells += [(first, place.start()), (place.end(), last)]
        else:
            before = _PREPOSITION.match(text, first, last)
            cells.append((before.end() if before else first, last))
    return cells


def _kinds_of(text: str, cells: Sequence[Span], lexicon: Lexicon) -> _Kinds | None:
    """Return what each cell is; None for a line with too many, or with two outlets."""
    if len(cells) > _MOST_CELLS:
        return None
    names: tuple[Span, ...] = ()
    outlet: Span | None = None
    free: list[Span] = []
    feat: Feat | None = None
    index = 0
    while index < len(cells):
        size, whole = _outlet_at(text, cells, index, lexicon)
        if size and outlet:
            return None
        if size:
            outlet = whole
        elif people := people_of(text, cells[index], lexicon):
            names += people
        elif feat is None and (told := told_person(text, cells[index], lexicon)):
            feat = told
        elif any(map(str.isalnum, text[slice(*cells[index])])) and not _PAGE.fullmatch(text, *cells[index]):
            free.append(cells[index])
        index += max(size, 1)
    return _Kinds(names, outlet, tuple(free), feat)


def _outlet_at(text: str, cells: Sequence[Span], index: int, lexicon: Lexicon) -> tuple[int, Span]:
    """Return how many cells from here on are together a known outlet, with or without its programme."""
    for size in (3, 2, 1):
        if index + size <= len(cells):
            whole = cells[index][0], cells[index + size - 1][1]
            if is_outlet(text, whole, lexicon):
                return size, whole
    return 0, (0, 0)
