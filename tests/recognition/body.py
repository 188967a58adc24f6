"""Examples for the weights of the body: every line of a page, right when the true text has it."""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import Any

from clipper.capture.evidence import Evidence
from clipper.capture.finders.prose import Prose, evidence_of
from clipper.model.draft import Pasted
from tests.recognition.corpus import Page
from tests.recognition.fitting import Shape
from tests.recognition.scans import scan_of

SHAPE = Shape(trees=80, depth=3, step=0.12, leaf=40, penalty=0.02, is_mean=True)

Label = tuple[bool | None, float]
"""Whether a line is text of the article, None where nobody knows, and how many of the page's words it has."""

_LONG = 25
_RUN = 5
_ENOUGH = 0.6
_FAR = 25
_EDGE = 400
_MOST_WORDS = 80
_OF_A_CHUNK = 8.0
_WORD = re.compile(r"[一-鿿぀-ヿ가-힯]|[^\W_]+")


def examples(page: Page, _variant: str, pasted: Pasted) -> Iterator[tuple[Evidence, bool, int, float]]:
    """Yield the lines of which the truth tells, each with a weight by its share of the page's words."""
    scan = scan_of(pasted)
    labels = labels_of(page, scan.texts)
    for index, (evidence, (is_right, share)) in enumerate(zip(evidence_of(scan, Prose(scan)), labels, strict=True)):
        if evidence is not None and is_right is not None and share:
            # Between counting words, as the score does, and counting lines, of which there are more to learn from.
            yield evidence, is_right, index, share**0.7


def labels_of(page: Page, texts: Sequence[str]) -> list[Label]:
    """Return for each line whether it is part of the true text, and its share of that text in percent."""
    body, chunks = page["expected"]["body"], page["expected"]["chunks"]
    if body:
        total = max(len(words(body)), 60)
        found = _in_body(body, texts)
        return [
            (is_in, 100 * min(len(words(text)), _MOST_WORDS, total) / total)
            for is_in, text in zip(found, texts, strict=True)
        ]
    if not chunks:
        return [(None, 0.0)] * len(texts)
    wanted, unwanted = ([key(chunk) for chunk in chunks[side]] for side in ("with", "without"))
    return [_by_chunks(key(text), wanted, unwanted) for text in texts]


def _by_chunks(line: str, wanted: Sequence[str], unwanted: Sequence[str]) -> Label:
    has, has_not = (any(chunk and chunk in line for chunk in side) for side in (wanted, unwanted))
    return (None, 0.0) if has == has_not else (has, _OF_A_CHUNK)


def _in_body(body: str, texts: Sequence[str]) -> list[bool]:
    """Long lines are in the text that has their letters, short ones where it has them between two long ones."""
    whole, lines = key(body), [key(text) for text in texts]
    places = _places(body, whole, texts, lines)
    _drop_repeated(whole, lines, places)
    known = sorted(index for index, place in places.items() if place >= 0)
    paragraphs = {key(paragraph) for paragraph in body.split("\n")}
    found = [index in places for index in range(len(lines))]
    for index, line in enumerate(lines):
        if not found[index] and len(line) > 3 and (len(line) < _LONG or line in paragraphs):
            found[index] = _is_between(line, index, whole, lines, places, known)
    return found


def _places(body: str, whole: str, texts: Sequence[str], lines: Sequence[str]) -> dict[int, int]:
    """Return where in the text each long line stands, -1 for one that the text has in other words."""
    spoken = words(body)
    runs = {tuple(spoken[start : start + _RUN]) for start in range(len(spoken) - _RUN + 1)}
    places, last = {}, 0
    for index, line in enumerate(lines):
        if len(line) < _LONG:
            continue
        place = whole.find(line, last)
        place = place if place >= 0 else whole.find(line)
        if place >= 0:
            places[index], last = place, max(place, last)
            continue
        said = words(texts[index])
        own = [tuple(said[start : start + _RUN]) for start in range(len(said) - _RUN + 1)]
        if own and sum(run in runs for run in own) >= _ENOUGH * len(own):
            places[index] = -1
    return places


def _drop_repeated(whole: str, lines: Sequence[str], places: dict[int, int]) -> None:
    """Of lines that the page has twice and the text once, keep the one with most of the text around it."""
    same: dict[str, list[int]] = {}
    for index, place in places.items():
        if place >= 0:
            same.setdefault(lines[index], []).append(index)
    for line, indexes in same.items():
        if len(indexes) > 1 and whole.count(line) == 1:
            best = max(indexes, key=lambda index: sum(near in places for near in range(index - 4, index + 5)))
            for index in indexes:
                if index != best:
                    del places[index]


def _is_between(
    line: str, index: int, whole: str, lines: Sequence[str], places: dict[int, int], known: Sequence[int]
) -> bool:
    turn = bisect(known, index)
    before, after = known[turn - 1] if turn else None, known[turn] if turn < len(known) else None
    if before is None and after is None:
        return False
    if (before is not None and index - before > _FAR) or (after is not None and after - index > _FAR):
        return False
    last = (
        places[after] if after is not None else min(len(whole), places[before or 0] + len(lines[before or 0]) + _EDGE)
    )
    first = places[before] + len(lines[before]) - 1 if before is not None else max(0, last - _EDGE)
    return first < last and line in whole[first : last + 1]


def key(text: str) -> str:
    """Return letters and digits without case."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def words(text: str) -> list[Any]:
    """Return the words of a text without case, each character of a language without spaces being one."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
