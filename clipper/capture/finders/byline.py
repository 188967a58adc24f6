"""The byline of an article: names in a line, and the lines that say by themselves that they are one."""

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from clipper.capture.finders.date import dates_in
from clipper.capture.finders.names import is_agent, is_person, knows_first_name, split_names
from clipper.capture.finders.spokesperson import Feat, feat_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.mention_meta import cut_meta
from clipper.model.codes import Medium
from clipper.model.draft import Span

if TYPE_CHECKING:
    from clipper.capture.scan import Scan

_CAPITAL = r"(?=[^\W\d_a-zà-öø-ÿ])"
_BY = re.compile(
    r"(?i:(?:(?:written|story|reported|analysis|opinion|commentary|posted|published|review|report|words) )?by:?\s+)"
    r"|(?i:(?:un )?texte (?:de |: ?)|publié par |écrit par |propos recueillis par |une analyse de |analyse de )"
    rf"|(?i:par|por|di|da|door|av|(?:ein \w+ )?von):?\s+{_CAPITAL}"
    rf"|(?i:auteurs?|autor(?:in|en)?|authors?(?: of (?:this|the) article)?|reporter|journalist|text)"
    rf"(?: ?: ?| ){_CAPITAL}"
)
_STOP = re.compile(
    r"\s+[|·•–—-]\s+|\s*[|·•]\s*|\s{2,}|\t|\s*\((?!feat)|,\s*(?=\d)|:\s"
    r"|\s+(?:for|of|pour|in|à|at|on|from)\s+(?=[^\W\d_a-zà-ÿ])"
    r"|\s*(?i:\d|published|posted|updated|publié|mis à jour|veröffentlicht|aktualisiert|stand)\b"
)
_CELLS = re.compile(r"(?P<names>[^|·•]{5,60}?)\s?[|·•]\s?(?P<outlet>[^|·•]{2,40}\w)")
_TOLD = re.compile(r"[^:]{2,60}: .{80}", re.DOTALL)
"""A name that the first words of a story follow in the same line."""
_LONGEST, _LONGEST_SOURCE = 250, 80
_NEAR_ABOVE = 3
_NEAR_BELOW = 7


class Signature(Struct, frozen=True):
    """Names in one line, as ranges of its text."""

    line: Line
    names: tuple[Span, ...]


class Byline(Struct, frozen=True):
    """Names in one line, as ranges of its text; `marked` tells that a word such as "By" introduces them.

    `chance` is how probable it is that they wrote the article, None where the line leaves no doubt; `more` are the
    lines beside it that go on naming people.
    """

    index: int
    line: Line
    names: tuple[Span, ...]
    marked: bool
    feat: Feat | None = None
    outlet: Span | None = None
    chance: float | None = None
    more: tuple[Signature, ...] = ()


def is_byline(text: str) -> bool:
    """Tell whether a line begins as bylines do and goes on with something like a name."""
    match = _BY.match(text)
    if match is None or len(text) > _LONGEST or _TOLD.match(text, match.end()):
        return False
    return is_agent(_first_agent(text, match.end()))


def is_outlet_and_day(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a line says where and when a piece ran, and nothing else: "The Globe and Mail, March 12, 2026"."""
    found = next(dates_in(text, lexicon.today), None) if len(text) <= _LONGEST_SOURCE else None
    if found is None or text[found.end :].strip(" .)"):
        return False
    outlet = lexicon.outlets.find(text[: found.start].strip(" ,;·|–—-("))
    return outlet is not None and outlet.medium is not Medium.NEWSWIRE


def _first_agent(text: str, start: int) -> str:
    stop = _STOP.search(text, start)
    head = text[start : stop.start() if stop else len(text)]
    return re.split(r",|&| and | et | und | avec | with |\(", head, maxsplit=1)[0].strip()


def find_stated(scan: "Scan", headline: int | None, body: int) -> Byline | None:
    """Return the byline near the headline that also names whom it features, or outlet and day."""
    first = max(0, headline - _NEAR_ABOVE) if headline is not None else max(0, body - 6)
    last = min(len(scan.lines), max(body + 2, headline + 2) if headline is not None else body + 2)
    if headline is not None:
        last = min(last, headline + 2 * _NEAR_BELOW)
    near = [index for index in range(first, last) if index != headline]
    for index in sorted(near, key=lambda index: (index < (headline or 0), index)):
        line = scan.lines[index]
        match = _BY.match(line.text) if len(line.text) <= _LONGEST else None
        stated = _stated(index, line, match.end(), scan.lexicon) if match else _of_outlet(index, line, scan.lexicon)
        if stated:
            return stated
    return None


def _of_outlet(index: int, line: Line, lexicon: Lexicon) -> Byline | None:
    """Return the byline of a line that is people and their known outlet: "Ann Lee and Bo Roe · CBC News"."""
    cells = _CELLS.fullmatch(line.text) if len(line.text) <= _LONGEST_SOURCE else None
    if cells is None or lexicon.outlets.find(cells["outlet"]) is None:
        return None
    names = split_names(line.text, *cells.span("names"), lexicon.is_whole_name)
    if not all(is_person(line.text[slice(*name)]) and knows_first_name(line.text[slice(*name)]) for name in names):
        return None
    return Byline(index, line, tuple(names), False, None, cells.span("outlet"))


def _stated(index: int, line: Line, start: int, lexicon: Lexicon) -> Byline | None:
    cut = cut_meta(line.text, lexicon, None, after_meta=False)
    if cut and cut.names and cut.date and (cut.outlet is None or "," in line.text[: cut.outlet[0]]):
        return Byline(index, line, cut.names, True, cut.feat, cut.outlet) if cut.outlet or cut.feat else None
    feat = feat_in(line.text, lexicon.spokespeople)
    names = _names(line.text, start, feat.start, lexicon) if feat else ()
    return Byline(index, line, names, True, feat) if names else None


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
