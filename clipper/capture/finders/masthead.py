"""An outlet nobody knows yet, in a line near the byline: the page's foot, its address or the day beside it tells."""

import re
from collections.abc import Sequence

from clipper.capture.cut import is_title
from clipper.capture.finders.byline import is_byline
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.furniture import is_caption, is_furniture, is_label
from clipper.capture.finders.link import addresses_in
from clipper.capture.finders.names import is_nobody, is_person, knows_first_name
from clipper.capture.finders.names_on_top import ARTICLE, is_paper
from clipper.capture.finders.when import tells_only_when
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.outlets import has_press_word, host_of, key
from clipper.model.draft import Doubt, Guess

_PUBLISHED = re.compile(
    r"(?:first )?(?:published|posted|updated|last updated|publi[ée]e?|mise? (?:à jour|en ligne)|modifié)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r".*\b(?:releases?|advisory|advisories|briefings?|reports?|reviews?|revue|updates?|bulletins?|statements?|digest"
    r"|newsletter|communiqué)",
    re.IGNORECASE,
)
"""A kind of piece, such as "Press Release", which has its day beside it as well."""
_JOB = re.compile(
    r"(?:reporters?|correspond[ea]nte?s?|writers?|editors?|journalistes?|journalists?|columnists?|chroniqueu\w+|producer"
    r"|photographer|r[ée]dact\w+|staff)(?:$|[ ,])|\bspecial to\b",
    re.IGNORECASE,
)
_AROUND = " ,;·•|/–—-()"
_NO_PAPER = re.compile(r"[,;:|/·•]|\b(?:by|staff|redaktion|rédaction|desk)\b", re.IGNORECASE)
"""What stands in a row of tags, or in a line of who wrote a piece."""
_LONGEST = 60
_FOOT = 60
_NEAR = 12
_LONGEST_DAY = 40
_NAMED = 0.6
"""How sure an outlet is that nothing but its name and its place tell."""


def find_masthead(
    lines: Sequence[Line], first: int, body: int, byline: int | None, signers: Sequence[str], lexicon: Lexicon
) -> Guess[str | None]:
    """Return the outlet that a line between headline and body names.

    `byline` is the index of the line with the reporters, `signers` the names behind the page's ©.
    """
    signed = {key(name) for name in signers} | _hosts(lines)
    best: Guess[str | None] = guess(None, 0.0)
    for index in range(first, min(body, first + _NEAR)):
        is_paper = _is_unknown_paper(lines[index].text, lexicon)
        if (index == byline and not is_paper) or not _may_be_outlet(lines[index].text, lexicon):
            continue
        name: str | None = lines[index].text
        if key(lines[index].text) in signed:
            return guess(name, 0.92, [lines[index].span])
        is_somebody = is_person(lines[index].text) and not ARTICLE.match(lines[index].text)
        is_place = lexicon.outlets.is_place(lines[index].text)
        if not best.value and not (is_somebody or is_place) and _is_between(lines, index, byline, lexicon):
            best = guess(name, 0.75, [lines[index].span], Doubt.UNKNOWN_OUTLET)
        elif not best.value and is_paper and _is_above_day(lines, index, lexicon):
            best = guess(name, _NAMED, [lines[index].span], Doubt.UNKNOWN_OUTLET)
    if not best.value:
        best = _beside_day(lines[first : min(body, first + _NEAR)], lexicon)
    return best if best.value else _at_the_top(lines, first, lexicon)


def _beside_day(lines: Sequence[Line], lexicon: Lexicon) -> Guess[str | None]:
    """Return the first name, as papers have it, that shares a line with the day and nothing else."""
    for line in lines:
        days = [*dates_in(line.text, lexicon.today)] if len(line.text) <= 2 * _LONGEST else []
        if len(days) != 1:
            continue
        before, after = line.text[: days[0].start].strip(_AROUND), line.text[days[0].end :].strip(_AROUND)
        name: str | None = before or after
        if name and not (before and after) and _is_named_as_papers(name, lexicon):
            start = line.text.index(name, 0 if before else days[0].end)
            return guess(name, _NAMED, [line.place(start, start + len(name))], Doubt.UNKNOWN_OUTLET)
    return guess(None, 0.0)


def _is_named_as_papers(name: str, lexicon: Lexicon) -> bool:
    if not _is_unknown_paper(name, lexicon) or not _may_be_outlet(name, lexicon):
        return False
    return not (_KIND.fullmatch(name) or _PUBLISHED.match(name))


def _at_the_top(lines: Sequence[Line], first: int, lexicon: Lexicon) -> Guess[str | None]:
    """Return the paper that the line at the top of a page names, above the headline and all else."""
    top = lines[0]
    is_above = first > 1 and ARTICLE.match(top.text) is not None
    is_unknown = _is_unknown_paper(top.text, lexicon) or (is_paper(top.text) and lexicon.outlets.find(top.text) is None)
    if not is_above or not is_unknown or not _may_be_outlet(top.text, lexicon):
        return guess(None, 0.0)
    return guess(top.text, _NAMED, [top.span], Doubt.UNKNOWN_OUTLET)


def _is_unknown_paper(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a text is a name as papers have it, and nobody's; what is known is told by more than its name."""
    is_named = " " in text and is_title(text) and has_press_word(text) and not knows_first_name(text)
    return is_named and _NO_PAPER.search(text) is None and lexicon.outlets.find(text) is None


def _is_above_day(lines: Sequence[Line], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a line stands right above one that is nothing but a day."""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    return len(after) <= _LONGEST_DAY and tells_only_when(after, lexicon)


def _hosts(lines: Sequence[Line]) -> set[str]:
    """Return the names of the sites whose addresses stand in lines of their own."""
    found = set()
    for line in [*lines[:_FOOT], *lines[-_FOOT:]]:
        if addresses_in(line.text) == [(0, len(line.text))]:
            address = line.text if "://" in line.text else f"https://{line.text}"
            found.add(key(host_of(address).rpartition(".")[0].rpartition(".")[2]))
    return found - {""}


def _may_be_outlet(text: str, lexicon: Lexicon) -> bool:
    if len(text) > _LONGEST or text[-1] in ".?!:," or not is_title(text) or is_byline(text):
        return False
    if tells_job(text) and not ARTICLE.match(text):
        return False
    return not (is_furniture(text) or is_label(text) or is_caption(text) or is_nobody(text) or _is_dated(text, lexicon))


def tells_job(text: str) -> bool:
    """Tell whether a line says what a reporter is, such as "Journaliste" and "Staff writer, Ottawa"."""
    return _JOB.search(text) is not None


def _is_dated(text: str, lexicon: Lexicon) -> bool:
    return next(dates_in(text, lexicon.today), None) is not None


def _is_between(lines: Sequence[Line], index: int, byline: int | None, lexicon: Lexicon) -> bool:
    """Tell whether a line stands between the reporters and when the piece was published."""
    if byline is None or byline + 1 != index or index + 1 >= len(lines):
        return False
    after = lines[index + 1].text
    return _is_dated(after, lexicon) and len(after) <= 160 and _PUBLISHED.match(after) is not None
