"""The people of a mention: those of whom it says what they did, and those behind its headline who wrote it."""

import re
from collections.abc import Iterator

from clipper.capture.cut import BOUNDARY, BY, Cut, is_outlet, names_of, people_of
from clipper.capture.finders.spokesperson import Feat
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.model.codes import Role
from clipper.model.draft import Span
from clipper.model.text import fold

_LONGEST_CREDIT = 120
_BEING = "(?:(?:is|was|are|were|est|sont|a été|ont été) )?"
_ROLES = {
    Role.QUOTED: r"quoted|cited|cité(?:e|s|es)?",
    Role.INTERVIEWED: r"interviewed|(?:a )?guest|interviewé(?:e|s|es)?|invité(?:e|s|es)?|en entrevue|au micro",
    Role.NAMED: r"named|mentioned|referenced|mentionné(?:e|s|es)?|nommé(?:e|s|es)?",
    Role.AUTHOR: r"writes|wrote|argues|authored|publishes|published|op-?ed|écrit|signe|publie",
    Role.UNKNOWN: r"featured|appears|appeared|speaks|spoke|comments|commented|discusses|discussed|joins|joined"
    r"|testified|testifies|live|panel(?:l?ist)?|intervient|commente|parle|réagit|témoigne",
}
_DOING = re.compile(
    _BEING + "(?:" + "|".join(f"(?P<{role}>{words})" for role, words in _ROLES.items()) + ")", re.IGNORECASE
)
_STEMS = (
    *("quoted", "cit", "interview", "guest", "invit", "entrevue", "micro", "named", "mention", "reference", "nomm"),
    *("writes", "wrote", "argues", "author", "publi", "oped", "op-ed", "crit", "signe", "feature", "appear", "speaks"),
    *("spoke", "comment", "discuss", "join", "testi", "live", "panel", "intervient", "parle", "agit", "moigne"),
)
"""What of each of these is in a line that says so, in small letters."""
_AFTER_DOING = re.compile(r"\s*(?:in|on|by|for|with|at|to|dans|sur|par|pour|à|au|chez)?\s*", re.IGNORECASE)
_ROLE_IN_BRACKETS = re.compile(r"\s\([^()\d]{2,60}\)\s*(?:is|was|are|were)?\s*$")
"""What somebody is, or where, between the name and what is said of it."""
_QUOTED_AT_END = re.compile(
    r"(?:“(?P<curly>[^“”]{6,})”|«\s?(?P<french>[^«»]{6,}?)\s?»|\"(?P<straight>[^\"]{6,})\")[.,:]?$"
)


def _doings(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Return where a range may say what somebody did; most lines have none of its words, which is told at once."""
    small = text[start:end].lower()
    return _DOING.finditer(text, start, end) if any(stem in small for stem in _STEMS) else iter(())


def told_person(text: str, place: Span, lexicon: Lexicon) -> Feat | None:
    """Return those of whom a range says what they did, such as "A and B were quoted in"."""
    for doing in _doings(text, *place):
        is_word = doing.start() > place[0] and text[doing.start() - 1].isspace()
        if not is_word or not _AFTER_DOING.fullmatch(text, doing.end(), place[1]):
            continue
        whole = _ROLE_IN_BRACKETS.search(text, place[0], doing.start())
        names, worth = names_of(text, place[0], whole.start() if whole else doing.start(), lexicon)
        if names and worth > 2:
            known = all(fold(text[slice(*name)]) in lexicon.spokespeople for name in names)
            return Feat(place[0], doing.end(), list(names), Role(doing.lastgroup or Role.UNKNOWN), sure=known)
    return None


def person_in_outlet(text: str, place: Span, lexicon: Lexicon) -> Cut | None:
    """Return the cut of a range such as "A was quoted in the Herald": whom it features, and a known outlet."""
    for doing in _doings(text, *place) if place[1] - place[0] <= _LONGEST_CREDIT else ():
        after = _AFTER_DOING.match(text, doing.end(), place[1])
        start = after.end() if after else doing.end()
        if is_outlet(text, (start, place[1]), lexicon):
            feat = told_person(text, (place[0], start), lexicon)
            return Cut(feat=feat, outlet=(start, place[1]), outlet_known=True) if feat else None
    return None


def person_in_headline(text: str, start: int, lexicon: Lexicon) -> Cut | None:
    """Return the cut of a line such as 'A was quoted in "HEADLINE"', whose bullet ends at `start`."""
    quoted = _QUOTED_AT_END.search(text)
    feat = told_person(text, (start, quoted.start()), lexicon) if quoted else None
    return Cut(headline=quoted.span(quoted.lastgroup or 0), feat=feat) if quoted and feat else None


def without_byline(text: str, headline: Span, lexicon: Lexicon) -> tuple[Span, tuple[Span, ...]]:
    """Return a headline without the "by NAMES" that ends it, and the names."""
    for by in reversed(list(BY.finditer(text, *headline))):
        names, worth = names_of(text, by.end(), headline[1], lexicon)
        shorter = trim(text, headline[0], by.start())
        if names and worth > 2 and shorter[0] < shorter[1]:
            return shorter, names
    return headline, ()


def without_last_name(text: str, headline: Span, lexicon: Lexicon) -> tuple[Span, tuple[Span, ...]]:
    """Return a headline without the people behind its last comma, and these; it may be about them as well."""
    last = next(reversed(list(BOUNDARY.finditer(text, *headline))), None)
    if last is None or " " not in text[headline[0] : last.start()]:
        return headline, ()
    people = people_of(text, trim(text, last.end(), headline[1]), lexicon)
    if any(is_outlet(text, name, lexicon) for name in people):
        return headline, ()
    return trim(text, headline[0], last.start()), people
