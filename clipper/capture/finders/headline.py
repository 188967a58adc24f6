"""The headline of an article: the line above the text that a byline or date follows, or that the page calls title."""

import re
from collections import Counter
from collections.abc import Sequence

from clipper.capture.finders.byline import is_byline
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.furniture import is_caption, is_furniture, is_label
from clipper.capture.finders.names import is_person
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.model.draft import Doubt, Guess
from clipper.model.text import words

_CREDITS = re.compile(r"\b(?:published|posted|updated|publi\w+|mis(?:e)? à jour)\b|\s[·|•]\s", re.IGNORECASE)
_LONGEST = 300
_LOOKED_AT = 150
_ENOUGH = 1.5
_CREDIT = {"byline", "name", "date"}
_CLEAR = 1.2
_SHORTEST = 4
_LONGEST_TITLE = 22


def find_headline(lines: Sequence[Line], body: int, lexicon: Lexicon) -> tuple[int | None, Guess[str | None]]:
    """Return the index of the headline among the lines above the body, and its guess."""
    first = max(0, body - _LOOKED_AT)
    above = range(first, body)
    counts = Counter(_key(line.text) for line in lines[: body + 60])
    marks = {index: _mark(lines[index], lexicon) for index in range(first, min(len(lines), body + 5))}
    scores = {index: _score(lines, index, body, marks, counts) for index in above}
    ranked = sorted((index for index in above if scores[index] >= _ENOUGH), key=lambda index: -scores[index])
    if not ranked:
        return None, guess(None, 0.0)
    best = ranked[0]
    above_deck = _above_deck(lines, best, marks, scores)
    if above_deck is not None:
        best, scores[above_deck] = above_deck, max(scores.values())
    rivals = [index for index in ranked[1:] if _key(lines[index].text) != _key(lines[best].text)]
    lead = scores[best] - (scores[rivals[0]] if rivals else 0.0)
    return best, _guess(lines, best, rivals, scores[best], lead)


def _above_deck(lines: Sequence[Line], best: int, marks: dict[int, str], scores: dict[int, float]) -> int | None:
    """Return the headline just above, when the best line is the deck: both stand above a byline or date as a pair."""
    if best - 1 not in scores or scores[best - 1] < _ENOUGH or lines[best].hints.heading == 1:
        return None
    title, deck = lines[best - 1], lines[best]
    size = title.text.count(" ") + 1
    if not _SHORTEST <= size <= _LONGEST_TITLE or title.hints.linked > 0.5 or len(title.text) > 1.3 * len(deck.text):
        return None
    if words(title.text)[:3] == words(deck.text)[:3]:
        return None
    is_first_title = scores.get(best - 2, -5.0) < _ENOUGH and marks.get(best - 2, "") not in _CREDIT
    if marks.get(best + 1, "") not in _CREDIT or not is_first_title:
        return None
    return best - 1


def _guess(lines: Sequence[Line], best: int, rivals: Sequence[int], score: float, lead: float) -> Guess[str | None]:
    value: str | None = lines[best].text
    others: list[Guess[str | None]] = [guess(lines[index].text, 0.3, [lines[index].span]) for index in rivals[:2]]
    if lead >= _CLEAR and score >= 3.5:
        return guess(value, min(0.98, 0.9 + 0.02 * (lead - _CLEAR)), [lines[best].span])
    if lead < _CLEAR and others:
        return guess(value, 0.6 + 0.15 * max(lead, 0), [lines[best].span], Doubt.SEVERAL_HEADLINES, others)
    return guess(value, 0.75, [lines[best].span], Doubt.UNSURE, others)


def _key(text: str) -> str:
    return "".join(words(text[:_LONGEST]))


def _mark(line: Line, lexicon: Lexicon) -> str:
    """Return what a line above the body is, where it is plainly no headline."""
    text = line.text
    if is_byline(text):
        return "byline"
    if is_person(text) and not line.hints.heading:
        return "name"
    if line.hints.moment or _is_date_line(text, lexicon):
        return "date"
    if lexicon.outlets.find(text):
        return "outlet"
    if is_furniture(text) or is_label(text):
        return "furniture"
    return "caption" if is_caption(text) else ""


def _is_date_line(text: str, lexicon: Lexicon) -> bool:
    if len(text) > 160:
        return False
    found = next(dates_in(text, lexicon.today), None)
    if found is None:
        return False
    return len(text) - (found.end - found.start) <= 60 or _CREDITS.search(text) is not None


def _score(lines: Sequence[Line], index: int, body: int, marks: dict[int, str], counts: Counter[str]) -> float:
    line = lines[index]
    if marks[index] or len(line.text) > _LONGEST or not any(map(str.isalpha, line.text)):
        return -5.0
    score = _looks(line) + _company(index, marks) - 0.05 * min(body - index, 40)
    if counts[_key(line.text)] > 1 or _is_in_title(lines, index):
        score += 1.2
    if _is_page_title(lines, index):
        score -= 3.0
    if index == 0:
        score += 1.0
    return score


def _looks(line: Line) -> float:
    size = line.text.count(" ") + 1
    score = 1.5 if 5 <= size <= 25 else 0.7 if size in {3, 4} else -1.5
    score += min(len(line.text), 90) / 60
    score += {1: 4.0, 2: 1.0}.get(line.hints.heading, 0.0)
    if line.text.endswith((".", ":", ",")):
        score -= 1.5
    if line.hints.aside:
        score -= 1.5
    return score - 2.0 * line.hints.linked


def _company(index: int, marks: dict[int, str]) -> float:
    """A byline, an outlet or a date just below makes a headline; one just above makes a caption or teaser."""
    above = {marks.get(index - distance, "") for distance in range(1, 6)}
    below = {marks.get(index + distance, "") for distance in range(1, 8)}
    score = -2.0 if above & _CREDIT and not below & _CREDIT else 0.0
    for distance in range(1, 7):
        mark = marks.get(index + distance, "")
        if mark == "name":
            score += 1.5 - 0.2 * distance
        elif mark == "byline":
            score += 2.6 - 0.3 * distance
        elif mark == "date":
            score += 1.5 - 0.15 * distance
        elif mark == "outlet":
            score += 0.6
    return min(score, 4.0)


def _is_page_title(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line is a headline near by with more behind it."""
    text = lines[index].text
    near = (*lines[max(0, index - 8) : index], *lines[index + 1 : index + 9])
    return any(len(line.text) > 20 and line.text != text and text.startswith(line.text) for line in near)


def _is_in_title(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line near by repeats this one with the outlet's name behind, as the page's title does."""
    text = lines[index].text
    near = lines[max(0, index - 8) : index]
    return len(text) > 20 and any(line.text != text and line.text.startswith(text) for line in near)
