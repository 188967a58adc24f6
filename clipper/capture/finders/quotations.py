"""What stands between quotation marks, English and French ones, also over several paragraphs."""

import re
from collections.abc import Iterator

from msgspec import Struct

_MARK = re.compile(r"[“”„«»\"‘’'\n]")
_WRITTEN = re.compile(r"\S")
_CLOSING = {"“": "”“", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'"}
_SINGLE = frozenset("‘'")
_BLANK = " \u00a0\u202f\u2009"
_TITLE_WORDS, _LONG_WORD, _FAR = 9, 4, 1000


class Quotation(Struct, frozen=True):
    """A passage in quotation marks: its range with them, and without; one piece where it goes on in a new paragraph.

    `goes_on` tells that the next piece, at the beginning of the next paragraph, belongs to it.
    """

    start: int
    end: int
    first: int
    last: int
    goes_on: bool = False


def quotations(text: str) -> list[Quotation]:
    """Return what a text quotes, in its order, titles of works and quotations within quotations left out."""
    return [piece for piece in _pieces(text) if piece.goes_on or not _is_title(text, piece)]


def _pieces(text: str) -> Iterator[Quotation]:
    opened, mark = -1, ""
    for match in _MARK.finditer(text):
        place, found = match.start(), match.group()
        if found == "\n":
            again = _again(text, place, mark) if opened >= 0 else -1
            if again >= 0:
                yield _piece(text, opened, place, goes_on=True)
            opened, mark = again, mark if again >= 0 else ""
        elif opened < 0:
            if found in _CLOSING and _opens(text, place, found):
                opened, mark = place, found
        elif place > opened and found in _CLOSING[mark] and _closes(text, place, mark):
            yield _piece(text, opened, place + 1)
            opened, mark = -1, ""


def _again(text: str, place: int, mark: str) -> int:
    """Return where the next paragraph opens with the same mark, or with the one that closes it as French does."""
    following = _WRITTEN.search(text, place)
    return following.start() if following and following.group() in (mark, "»" if mark == "«" else mark) else -1


def _opens(text: str, place: int, mark: str) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if mark in "«„“":
        return True
    return (not before or before.isspace() or before in "([—–-“:«") and bool(after) and not after.isspace()


def _closes(text: str, place: int, mark: str) -> bool:
    """An apostrophe closes no quotation: a letter follows it, or a closing mark stands behind punctuation later."""
    if mark not in _SINGLE:
        return True
    if text[place + 1 : place + 2].isalnum():
        return False
    if text[place - 1] in ",.!?…":
        return True
    rest = text[place + 1 : place + _FAR].partition("\n")[0]
    return re.search(r"[,.!?…]" + _CLOSING[mark], rest) is None


def _piece(text: str, start: int, end: int, goes_on: bool = False) -> Quotation:
    first, last = start + 1, end if goes_on else end - 1
    while first < last and text[first] in _BLANK:
        first += 1
    while last > first and text[last - 1] in _BLANK:
        last -= 1
    return Quotation(start, end, first, last, goes_on)


def _is_title(text: str, piece: Quotation) -> bool:
    """Tell whether it is the name of a book or a report: few words, all that are long with capitals, no stop."""
    inside = text[piece.first : piece.last]
    words = inside.split()
    long = [word for word in words if len(word) >= _LONG_WORD]
    if inside.isupper() or not 2 <= len(words) <= _TITLE_WORDS or inside[-1] in ".!?…," or not long:
        return False
    return words[0][0].isupper() and len(long) >= 2 and all(word[0].isupper() for word in long)
