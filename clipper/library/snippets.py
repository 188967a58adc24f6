"""Snippets: the passage of a clipping around the words that were looked for, as plain text.

They are cut here, not by the database: SQLite reads a text word by word, twice, for what looking for the letters tells
in a third of the time, and every database would cut another passage.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from clipper.library.store.sqlite import NAME_BREAK
from clipper.model.found_words import Look, looks_for, places_of_each, united
from clipper.model.late_pattern import late_pattern
from clipper.model.term import Term
from clipper.model.text import line_of_markdown

Snippet = tuple[tuple[str, bool], ...]
"""Pieces of a passage, each with whether it is what was looked for."""
Wanted = Mapping[str, Sequence[Sequence[Look]]]
"""For each part of a clipping that a snippet can be of, in the order of what they tell, the terms to be found there.

Of each term the looks are given of which one must find it there.
"""

MATCH_START, MATCH_END = "\x02", "\x03"
"""What encloses a found word in a passage; cleaned texts hold no control characters, so neither occurs by itself."""

_FIELDS = {"body": "body", "deck": "body", "note": "note", "names": None, "comments": "note"}
"""The parts that a snippet can be of, each with the field of a search that looks at it alone."""
PARTS = tuple(_FIELDS)

_BEFORE, _AHEAD = 40, 110
_LOOKED_AT = 100
"""So many places of a text are compared; a text that holds more holds its words together early."""
_MATCH = late_pattern(f"{MATCH_START}([^{MATCH_START}{MATCH_END}]*){MATCH_END}")
_CUT_LINK = late_pattern(r"^…(?:([^\[\]]*)\]\(\S*\)|\S*[/.]\S*\))")

_Place = tuple[int, int, int]
"""Where a run begins and ends, and the number of its term."""


def wanted_by(terms: Sequence[Term]) -> Wanted:
    """Return what a snippet of a search for some terms is to show."""
    looks = [(term.field, looks_for(found)) for term in terms if (found := term.runs)]
    return {part: [found for of, found in looks if of in (None, field)] for part, field in _FIELDS.items()}


def snippet(texts: Sequence[str | None], wanted: Wanted) -> Snippet:
    """Return the passage that shows most of what is wanted, of the first of a clipping's texts that holds any of it.

    The texts are those of PARTS. A word in the headline needs no snippet, so the body's beginning stands there.
    """
    shown = dict(zip(PARTS, texts, strict=True))
    for part, looks in wanted.items():
        text = _names_once(shown[part]) if part == "names" else shown[part]
        if text and (places := _densest(places_of_each(text, looks), len(looks))):
            return pieces(_passage(text, places))
    return pieces(_cut(texts[0] or "", 0, 0))


def _names_once(names: str | None) -> str:
    """The names of a clipping, each once: who wrote it may be who is quoted in it."""
    return NAME_BREAK.join(dict.fromkeys((names or "").split(NAME_BREAK)))


def pieces(passage: str) -> Snippet:
    """Return a marked passage of Markdown as pieces of plain text."""
    if passage.startswith("…") and ")" in passage:
        passage = _CUT_LINK.sub(r"…\1", passage)
    parts = _MATCH.split(line_of_markdown(passage.replace(NAME_BREAK, ", ")))
    shown = [(part.replace(MATCH_START, "").replace(MATCH_END, ""), index % 2 == 1) for index, part in enumerate(parts)]
    if len(shown) > 1:
        shown[0] = (_shortened(shown[0][0]), False)
    return tuple((part, is_match) for part, is_match in shown if part)


def _shortened(before: str) -> str:
    """Cut what stands before the first found word, so that a narrow row shows the word too."""
    if len(before) <= _BEFORE:
        return before
    kept = before[-_BEFORE:]
    return f"…{kept.partition(' ')[2] or kept}"


def _densest(places: Iterable[_Place], terms: int) -> Sequence[_Place]:
    """Return the places that a passage shows: those of most of the terms, the first of such."""
    shown: Sequence[_Place] = ()
    window: list[_Place] = []
    held = 0
    for place in islice(places, _LOOKED_AT):
        window.append(place)
        while place[1] - window[0][0] > _AHEAD and len(window) > 1:
            del window[0]
        if held < terms and (now := len({number for _, _, number in window})) > held:
            shown, held = tuple(window), now
        elif window[0] is shown[0]:
            shown = tuple(window)
        elif held == terms:
            break
    return shown


def _passage(text: str, places: Sequence[_Place]) -> str:
    """Return the passage with these places, which are enclosed in marks."""
    first = places[0][0]
    start = max(0, first - _BEFORE)
    start = text.find(" ", start, first) + 1 or start if start else 0
    marked, end = "…" if start else "", start
    for begins, ends in united((begins, ends) for begins, ends, _ in places):
        marked += f"{text[end:begins]}{MATCH_START}{text[begins:ends]}{MATCH_END}"
        end = ends
    return marked + _cut(text, end, start)


def _cut(text: str, after: int, start: int) -> str:
    """Return what follows in a passage that begins at `start`, up to its last whole word."""
    end = start + _BEFORE + _AHEAD
    if len(text) <= end:
        return text[after:]
    space = text.rfind(" ", after, end)
    return f"{text[after : space if space > after else end]}…"
