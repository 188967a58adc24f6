"""Where two values differ, as pieces of text: word by word in a line, paragraph by paragraph in a text."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import Enum

from msgspec import Struct

Piece = tuple[str, bool]
"""Some text, and whether the other value has something else there."""

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_BLANK = re.compile(r"\n\s*\n")
_COMPARED = 400
"""Paragraphs that are looked at; a longer text is told apart by its beginning."""
_SHOWN = 700
_LONGEST_LINE = 1_000


class Place(Enum):
    """Where in two texts they differ."""

    BEGINNING = "beginning"
    MIDDLE = "middle"
    END = "end"


class Passages(Struct, frozen=True):
    """The paragraphs around a place where two texts differ, on either side, and where that is."""

    place: Place
    first: tuple[Piece, ...]
    second: tuple[Piece, ...]


class TextDifference(Struct, frozen=True):
    """Every place where two texts differ, in order.

    `more` counts the paragraphs that one side has and the other has not, first and second.
    """

    passages: tuple[Passages, ...]
    more: tuple[int, int]


def line_pieces(first: str, second: str) -> tuple[list[Piece], list[Piece]]:
    """Return two lines in pieces, those marked that the other one has not; of a very long one the beginning."""
    one, other = _TOKEN.findall(first[:_LONGEST_LINE]), _TOKEN.findall(second[:_LONGEST_LINE])
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        _append(left, "".join(one[start:end]), tag != "equal")
        _append(right, "".join(other[other_start:other_end]), tag != "equal")
    return _joined(left), _joined(right)


def _append(pieces: list[Piece], text: str, differs: bool) -> None:
    if text:
        pieces.append((text, differs))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Let one mark run over the space between two marked words."""
    joined: list[Piece] = []
    for place, (text, differs) in enumerate(pieces):
        is_gap = not text.strip() and 0 < place < len(pieces) - 1
        marked = differs or (is_gap and pieces[place - 1][1] and pieces[place + 1][1])
        if joined and joined[-1][1] == marked:
            joined[-1] = (joined[-1][0] + text, marked)
        else:
            joined.append((text, marked))
    return joined


def text_difference(first: str, second: str) -> TextDifference | None:
    """Return where two texts differ, None where they are equal word for word."""
    one, other = (_BLANK.split(text.strip())[:_COMPARED] for text in (first, second))
    bare = [[" ".join(paragraph.split()) for paragraph in side] for side in (one, other)]
    changed = [
        code[1:] for code in SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    if not changed:
        return None
    more = sum(end - start for start, end, _, _ in changed), sum(end - start for _, _, start, end in changed)
    return TextDifference(
        tuple(_passages(bare[0], bare[1], slice(*code[:2]), slice(*code[2:])) for code in changed), more
    )


def _passages(one: Sequence[str], other: Sequence[str], in_one: slice, in_other: slice) -> Passages:
    before = one[in_one.start - 1 : in_one.start] if in_one.start else []
    after = one[in_one.stop : in_one.stop + 1] if not before else []
    left, right = _sides(one[in_one], other[in_other])
    is_end = in_one.stop == len(one) and in_other.stop == len(other)
    place = Place.BEGINNING if not in_one.start else Place.END if is_end else Place.MIDDLE
    return Passages(place, _framed(before, left, after), _framed(before, right, after))


def _sides(first: Sequence[str], second: Sequence[str]) -> tuple[list[Piece], list[Piece]]:
    one, other = "\n".join(first)[:_SHOWN], "\n".join(second)[:_SHOWN]
    if one and other:
        return line_pieces(one, other)
    return ([(one, True)] if one else []), ([(other, True)] if other else [])


def _framed(before: Sequence[str], pieces: Sequence[Piece], after: Sequence[str]) -> tuple[Piece, ...]:
    """The difference with the end of the paragraph before it, else the beginning of the one after it."""
    framed: list[Piece] = [(f"{_tail(paragraph)}\n", False) for paragraph in before]
    framed += pieces
    framed += [(f"\n{_head(paragraph)}", False) for paragraph in after]
    if framed and framed[-1][0].endswith("\n"):
        framed[-1] = (framed[-1][0].rstrip("\n"), framed[-1][1])
    return tuple(framed)


def _tail(paragraph: str) -> str:
    return paragraph if len(paragraph) <= 200 else f"… {paragraph[-200:].split(' ', 1)[-1]}"


def _head(paragraph: str) -> str:
    return paragraph if len(paragraph) <= 200 else f"{paragraph[:200].rsplit(' ', 1)[0]} …"
