"""The outlet that a text names by the way: in a picture's credit, its staff's signature, as a wire."""

import re
from collections.abc import Iterator, Sequence, Set

from clipper.capture.finders.names import is_person, ordinary_letters
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.outlets import has_press_word
from clipper.model.draft import Doubt, Guess, Span
from clipper.model.text import fold

_NAME = r"[^\W\d_][^()/:|·•–—]{1,40}?"
_CREDITED = re.compile(
    rf"(?:.{{0,200}}[.!?…]\s)?\(?(?:(?i:photos?|cr[ée]dits?(?: photos?)?|images?|illustration)\s?[:-]?\s)?"
    rf"(?P<first>{_NAME})(?:\s?/\s?|\s[–—-]\s|, )(?P<second>{_NAME})\)?\.?"
)
"""A picture's two credits, as in "Photo : Radio Anse / Ann Lee" and "(Le Courrier – Ann Lee)"."""
_TAKEN_FOR = re.compile(
    r"(?:^|[.!?…©:—–|]\s|\()(?:(?i:photos?|cr[ée]dits?(?: photos?)?|images?)\s?:?\s)?"
    r"(?P<person>[^\W\d_a-zà-ÿ][^.,()©:|]{4,40}?)\s(?i:pour|for|für)\s(?P<name>[^\W\d_][^,;|·•()]{1,40}?)\)?$"
)
"""The credit of a picture that was ordered: "© Ann Lee pour La Gazette"."""
_STAFF = re.compile(
    r"(?i:(?:par |by )?(?:(?:la |l[’'])?(?:r[ée]daction|équipe)|the (?:staff|editors))\s(?:de |d[’']|of ))"
    r"(?P<name>[^\W\d_a-zà-ÿ][^,;|·•()]{2,40})"
)
_WIRE = re.compile(r"[^/]{3,60}/(?P<name>[^\W\d_][^/\d]{2,40})/\s?[-–—]")
"""What distributes a press release, behind its place and day."""
_LONGEST, _LONGEST_CREDIT = 250, 80
_ABOVE = 3
_CREDIT, _WIRED = 0.65, 0.75


def own_credit(
    lines: Sequence[Line], headline: int | None, body: int, end: int, reporters: Sequence[str], lexicon: Lexicon
) -> Guess[str | None]:
    """Return the outlet that a line at the head of a text, or a credit of its pictures, names by the way."""
    below = 0 if headline is None else headline + 1
    first = max(0, below - 1 - _ABOVE)
    for line in lines[first : max(body, below) + 1]:
        if wire := _WIRE.match(line.text):
            return _named(line, wire.span("name"), _WIRED, lexicon)
        if len(line.text) <= _LONGEST_CREDIT and (staff := _STAFF.match(line.text)):
            return _named(line, staff.span("name"), _CREDIT, lexicon)
    own = {fold(name) for name in reporters}
    credited = (
        (line, place)
        for line in lines[first:end]
        if len(line.text) <= _LONGEST
        for place in (*_taken_for(line.text, lexicon), *(_beside(line.text, own, lexicon) if own else ()))
    )
    return next((_named(line, place, _CREDIT, lexicon) for line, place in credited), guess(None, 0.0))


def _named(line: Line, place: Span, sure: float, lexicon: Lexicon) -> Guess[str | None]:
    name = line.text[slice(*place)].strip()
    known = lexicon.outlets.find(name)
    spelled = lexicon.outlets.spelling(name) if known else ordinary_letters(name)
    return guess(spelled, sure, [line.place(*place)], Doubt.UNSURE if known else Doubt.UNKNOWN_OUTLET)


def _taken_for(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Yield where a picture's credit names the known outlet that had somebody take it: none orders others' pictures."""
    credit = None if text.endswith((".", "!", "?")) else _TAKEN_FOR.search(text)
    if credit is not None and is_person(credit["person"]) and not lexicon.is_agency(credit["name"]):
        yield from [credit.span("name")] if lexicon.outlets.find(credit["name"]) else ()


def _beside(text: str, reporters: Set[str], lexicon: Lexicon) -> Iterator[Span]:
    """Yield where a picture's credit names a paper or station beside the reporter; other people's are from anywhere."""
    credit = _CREDITED.fullmatch(text) if any(sign in text for sign in "/–—,-") else None
    if credit is None:
        return
    for name, person in (("first", "second"), ("second", "first")):
        known = lexicon.outlets.find(credit[name])
        is_outlet = known or (" " in credit[name] and has_press_word(credit[name]))
        if fold(credit[person]) in reporters and is_outlet and not lexicon.is_agency(credit[name]):
            yield credit.span(name)
