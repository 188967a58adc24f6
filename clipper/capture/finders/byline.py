"""Who wrote an article: a line that begins with "By", or a bare name beside the headline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from clipper.capture.finders.date import dates_in
from clipper.capture.finders.furniture import is_caption
from clipper.capture.finders.names import is_agent, is_person, split_names
from clipper.capture.finders.spokesperson import Feat, feat_in
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.mention import cut_meta
from clipper.model.draft import Doubt, Guess, Span

_CAPITAL = r"(?=[^\W\d_a-zà-öø-ÿ])"
_BY = re.compile(
    r"(?i:(?:(?:written|story|reported|analysis|opinion|commentary|posted|published|review|report|words) )?by:?\s+)"
    r"|(?i:(?:un )?texte (?:de |: ?)|publié par |écrit par |propos recueillis par |une analyse de |analyse de )"
    rf"|(?i:par|por|di|da|door|av|(?:ein \w+ )?von):?\s+{_CAPITAL}"
    rf"|(?i:auteurs?|autor(?:in|en)?|authors?|reporter|journalist|text)(?: ?: ?| ){_CAPITAL}"
)
_STOP = re.compile(
    r"\s+[|·•–—-]\s+|\s*[|·•]\s*|\s{2,}|\t|\s*\((?!feat)|,\s*(?=\d)|:\s"
    r"|\s+(?:for|of|pour|in|à|at|on|from)\s+(?=[^\W\d_a-zà-ÿ])"
    r"|\s*(?i:\d|published|posted|updated|publié|mis à jour|veröffentlicht|aktualisiert|stand)\b"
)
_LONGEST = 250
_NEAR_ABOVE = 3
_NEAR_BELOW = 7


@dataclass(frozen=True, slots=True)
class Byline:
    """Names in one line, as ranges of its text; `marked` tells that a word such as "By" introduces them."""

    index: int
    line: Line
    names: tuple[Span, ...]
    marked: bool
    feat: Feat | None = None
    score: float = 0.0
    outlet: Span | None = None


def is_byline(text: str) -> bool:
    """Tell whether a line begins as bylines do and goes on with something like a name."""
    match = _BY.match(text)
    return bool(match and len(text) <= _LONGEST and is_agent(_first_agent(text, match.end())))


def _first_agent(text: str, start: int) -> str:
    stop = _STOP.search(text, start)
    head = text[start : stop.start() if stop else len(text)]
    return re.split(r",|&| and | et | und |\(", head, maxsplit=1)[0].strip()


def find_byline(lines: Sequence[Line], headline: int | None, body: int, lexicon: Lexicon) -> Byline | None:
    """Return the best byline near the headline, or near the start of the body where there is no headline."""
    first = max(0, headline - _NEAR_ABOVE) if headline is not None else max(0, body - 6)
    last = min(len(lines), max(body + 2, headline + 2) if headline is not None else body + 2)
    if headline is not None:
        last = min(last, headline + 2 * _NEAR_BELOW)
    found = [
        byline
        for index in range(first, last)
        if index != headline and (byline := _read(lines, index, headline, lexicon)) is not None
    ]
    return max(found, key=lambda byline: byline.score, default=None)


def _read(lines: Sequence[Line], index: int, headline: int | None, lexicon: Lexicon) -> Byline | None:
    line = lines[index]
    if len(line.text) > _LONGEST or is_caption(line.text):
        return None
    byline = _marked(index, line, lexicon) or _bare(index, line, lexicon)
    if byline is None:
        return None
    distance = abs(index - headline) if headline is not None else 3
    score = byline.score - 0.12 * distance - (0.8 if headline is not None and index < headline else 0)
    score += 1.0 if line.hints.author else -1.0 if line.hints.aside else 0
    return replace(byline, score=score)


def _marked(index: int, line: Line, lexicon: Lexicon) -> Byline | None:
    match = _BY.match(line.text)
    if match is None:
        return None
    cut = cut_meta(line.text, lexicon, None, after_meta=False)
    if cut and cut.names and cut.date and (cut.outlet is None or "," in line.text[: cut.outlet[0]]):
        return Byline(index, line, cut.names, True, cut.feat, 3.0, cut.outlet)
    feat = feat_in(line.text, frozenset(lexicon.spokespeople))
    names = _names(line.text, match.end(), feat.start if feat else _end(line, match.end()), lexicon)
    return Byline(index, line, names, True, feat, 3.0) if names else None


def _end(line: Line, start: int) -> int:
    """Return where the names of a line end: at a separator, a date, or a wide space of the paste."""
    stop = _STOP.search(line.text, start)
    end = stop.start() if stop else len(line.text)
    wide = re.search(r"(?<=\S)(?:\s{2,}|\t)", line.raw)
    if wide and start < len(" ".join(line.raw[: wide.start()].split())) < end:
        return len(" ".join(line.raw[: wide.start()].split()))
    return end


def _names(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Span, ...]:
    """Return the names up to the first piece that is none, such as a role or an outlet after a comma."""
    names: list[Span] = []
    for piece in split_names(text, *trim(text, start, end, " ,;.–—-|·•\t"), lexicon.is_whole_name):
        place = trim(text, *piece, " ,;–—-|·•\t")
        name = text[slice(*place)]
        if not (is_person(name) or lexicon.is_known_reporter(name) or (not names and is_agent(name))):
            break
        if names and lexicon.outlets.find(name) and text[piece[0] - 2 : piece[0]].strip() in {",", ";"}:
            break
        names.append(place)
    return tuple(names)


def _bare(index: int, line: Line, lexicon: Lexicon) -> Byline | None:
    end = _end(line, 0)
    pieces = [trim(line.text, *piece) for piece in split_names(line.text, 0, end, lexicon.is_whole_name)]
    people: list[Span] = []
    for place in pieces:
        name = line.text[slice(*place)]
        if not is_person(name) or lexicon.outlets.find(name):
            break
        people.append(place)
    if not people or (len(people) < len(pieces) and end == len(line.text) and len(line.text) > 60):
        return None
    # What follows the name in its line, a date or an outlet, makes it as good as one after "By".
    rest = line.text[people[-1][1] :]
    credited = bool(rest) and _names_source(rest, lexicon)
    return Byline(
        index, line, tuple(people), credited, None, 2.4 if credited else 1.6 if len(people) == len(pieces) else 1.1
    )


def _names_source(rest: str, lexicon: Lexicon) -> bool:
    if next(dates_in(rest, lexicon.today), None):
        return True
    return any(lexicon.outlets.find(piece) for piece in re.split(r"\s*[|·•–—,-]\s+", rest) if piece)


def byline_guess(byline: Byline | None, lexicon: Lexicon) -> Guess[tuple[str, ...]]:
    """Return the reporters of a byline."""
    if byline is None:
        return guess((), 0.0)
    names = tuple(byline.line.text[slice(*place)] for place in byline.names)
    spans = [byline.line.place(*place) for place in byline.names]
    if not all(is_person(name) or lexicon.is_known_reporter(name) for name in names):
        return guess(names, 0.7, spans, Doubt.UNSURE_NAME)
    if byline.marked or byline.line.hints.author:
        return guess(names, 0.95, spans)
    return guess(names, 0.75, spans, Doubt.UNSURE_NAME)
