"""Who signed a document of an archive: the value of a field that is known to be a byline."""

import re
from collections.abc import Iterator

from clipper.capture.finders.names import INVERTED, direct_order, is_agent, is_person, ordinary_letters, split_names
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.outlets import key
from clipper.model.draft import Doubt, Guess, Span

_BY = re.compile(
    r"(?:(?:written|reported|compiled|story|analysis|opinion|commentary) )?by:?\s+"
    r"|(?:propos recueillis |texte )?par\s?:?\s+|(?:un )?texte de\s+|(?:von|por|da|door)\s+(?=[^\W\d_a-zà-ÿ])",
    re.IGNORECASE,
)
_CHUNK = re.compile(r"\s*(?:[;|]|\s/\s|\s[–—-]\s)\s*")
_STOP = re.compile(
    r"\s*[(\[]|\s+\S{1,60}@\S+|\s+\d"
    r"|\s+(?:in|at|of|from|for|to|is|are|was|à|au|pour|est)\s"
    r"|\s+(?:special to|staff|correspondent|envoyée? spéciale?)(?!\w)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:bureau|desk|staff|special|newsroom|r[ée]daction|correspond[ae]nte?|envoy[ée]e?|editor|columnist|reporter"
    r"|chroniqueuse|chroniqueur|journaliste|professor|professeure?)\b",
    re.IGNORECASE,
)
_TOWN = re.compile(r"\s*[(\[].*")
_Names = Guess[tuple[str, ...]]
_LONGEST = 300
_LONGEST_NAME = 80


def signed(line: Line | None, lexicon: Lexicon, outlet: str | None = None, *, surname_first: bool = False) -> _Names:
    """Return the reporters of a byline, without roles, outlets and addresses; in ordinary letters if all were capitals.

    `outlet` is that of the document, which many bylines name. `surname_first` tells that the service writes
    "Doe, Jane; Roe, John".
    """
    if line is None:
        return guess((), 0.0)
    found = list(_places(line.text, lexicon, surname_first))
    places = [place for place in found if not _is_outlet(line.text, place, outlet)]
    if not places:
        return guess((), 0.0) if found else _unread(line)
    written = [line.text[slice(*place)] for place in places]
    names = tuple(ordinary_letters(direct_order(name)) for name in written)
    sure = all(is_person(name) or lexicon.is_known_reporter(name) for name in names)
    turned = not surname_first and any("," in name for name in written)
    spans = [line.place(*place) for place in places]
    return guess(names, 0.95, spans) if sure and not turned else guess(names, 0.8, spans, Doubt.UNSURE_NAME)


def _is_outlet(text: str, place: Span, outlet: str | None) -> bool:
    return outlet is not None and key(text[slice(*place)]) == key(_TOWN.sub("", outlet))


def _unread(line: Line) -> Guess[tuple[str, ...]]:
    by = _BY.match(line.text)
    start = by.end() if by else 0
    is_name = line.text[start : start + 1].isupper() and not _ROLE.search(line.text)
    if len(line.text) > _LONGEST_NAME or not is_name:
        return guess((), 0.0)
    return guess((line.text[start:],), 0.4, [line.place(start, len(line.text))], Doubt.UNSURE_NAME)


def _places(text: str, lexicon: Lexicon, surname_first: bool) -> Iterator[Span]:
    """Yield the range of each name; every piece between semicolons has names first, then what else there is."""
    found = False
    position = 0
    for end in [*(match.start() for match in _CHUNK.finditer(text, 0, _LONGEST)), min(len(text), _LONGEST)]:
        start, position = max(0, position), end
        for place in _in_chunk(text, start, end, lexicon, surname_first, may_be_outlet=not found):
            found = True
            yield place


def _in_chunk(
    text: str, start: int, end: int, lexicon: Lexicon, surname_first: bool, *, may_be_outlet: bool
) -> Iterator[Span]:
    start, end = trim(text, start, end, " ,;:–—-|/.\t")
    by = _BY.match(text, start, end)
    start = by.end() if by else start
    stop = _STOP.search(text, start, end)
    end = stop.start() if stop else end
    inverted = INVERTED.fullmatch(text, start, end)
    if inverted and (surname_first or _is_inverted(inverted, lexicon)):
        yield start, end
        return
    for piece in split_names(text, start, end, lexicon.is_whole_name) if start < end else ():
        place = trim(text, *piece, " ,;:–—-|/\t")
        name = text[slice(*place)]
        is_outlet = lexicon.outlets.find(name) is not None
        if not name or _ROLE.search(name) or (is_outlet and not may_be_outlet):
            return
        if not (is_person(name) or lexicon.is_known_reporter(name) or (may_be_outlet and is_agent(name))):
            return
        may_be_outlet = False
        yield place


def _is_inverted(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell whether "Tremblay, Marie" is one person: one word, a comma, and first names."""
    alone = " " not in match[1] and 1 <= len(match[2].split()) <= 2
    return alone and is_person(f"{match[2]} {match[1]}") and not lexicon.is_known_reporter(match[1])
