"""The text of an article: the stretch of a paste with the most running prose, without what pages put between."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clipper.capture.finders.furniture import ends_article, is_caption, is_furniture
from clipper.capture.lines import Line

_END_OF_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BULLET = re.compile(r"[-*•‣◦▪·–]\s+")
_PROMOTION = re.compile(
    r"(?:read more|read also|see also|also read|related|watch|listen|more"
    r"|(?:à )?lire (?:aussi|également)|à lire|à voir|voir aussi)"
    r"\s?:\s?\S",
    re.IGNORECASE,
)
_PROSE_LETTERS = 70
_MOST_GAIN = 60
_SUBHEADING_WORDS = 14


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a body: a paragraph, a subheading, a list item or a quotation, from one line of the paste."""

    line: Line
    kind: str = "paragraph"


def is_prose(line: Line) -> bool:
    """Tell whether a line is running text: long enough, and made of sentences."""
    text = line.text
    if is_furniture(text) or line.hints.linked > 0.6:
        return False
    if len(text) >= 2 * _PROSE_LETTERS:
        return True
    return len(text) >= _PROSE_LETTERS and _END_OF_SENTENCE.search(text) is not None


def is_sentence(line: Line) -> bool:
    """Tell whether a line is at least a short sentence."""
    return _END_OF_SENTENCE.search(line.text) is not None and not is_furniture(line.text) and line.text.count(" ") >= 2


def find_stretch(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Return first index and end index of the densest stretch of prose; None when there is no prose."""
    best, best_gain, start, gain = None, 0.0, 0, 0.0
    for index, line in enumerate(lines):
        gain += _gain(line)
        if gain <= 0:
            start, gain = index + 1, 0.0
        elif gain > best_gain:
            best, best_gain = (start, index + 1), gain
    return best


def _gain(line: Line) -> float:
    words = line.text.count(" ") + 1
    if _PROMOTION.match(line.text):
        return -5.0
    if ends_article(line.text):
        return -60.0
    if is_furniture(line.text):
        return -12.0
    if line.hints.body:
        return 3.0 + min(words, _MOST_GAIN)
    if line.hints.body is False and is_prose(line):
        return 0.25 * min(words, _MOST_GAIN) - 5.0
    if line.hints.aside or is_caption(line.text):
        return -2.0
    if line.hints.linked > 0.6:
        return -8.0
    if is_prose(line):
        return float(min(words, _MOST_GAIN))
    if is_sentence(line):
        return float(min(words, 8))
    return -1.0 if line.hints.heading or line.hints.item else -5.0


def parts_of(lines: Sequence[Line], start: int, end: int) -> list[Part]:
    """Return the pieces of the body between two indexes, without furniture and captions."""
    parts: list[Part] = []
    for index in range(start, end):
        kind = _kind(lines, index, end)
        if kind and not (parts and kind == "heading" and parts[-1].line.text == lines[index].text):
            parts.append(Part(lines[index], kind))
    while parts and parts[-1].kind == "heading":
        parts.pop()
    return parts


def _kind(lines: Sequence[Line], index: int, end: int) -> str | None:
    line = lines[index]
    hints = line.hints
    if _is_left_out(line):
        return None
    if hints.heading:
        return "heading" if line.text.count(" ") < 2 * _SUBHEADING_WORDS else "paragraph"
    if hints.quote:
        return "quotation"
    if hints.item or (_BULLET.match(line.text) and _has_sibling(lines, index)):
        return "item"
    if is_prose(line) or (is_sentence(line) and not _is_question_heading(lines, index, end)):
        return "paragraph"
    return "heading" if _is_subheading(lines, index, end) else _short_kind(lines, index, end)


def _is_left_out(line: Line) -> bool:
    if is_furniture(line.text) or is_caption(line.text) or line.hints.body is False:
        return True
    return line.hints.body is None and (line.hints.aside or (line.hints.linked > 0.8 and not is_sentence(line)))


def _has_sibling(lines: Sequence[Line], index: int) -> bool:
    return any(_BULLET.match(line.text) for line in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]))


def _is_question_heading(lines: Sequence[Line], index: int, end: int) -> bool:
    text = lines[index].text
    return text.endswith(("?", "!")) and text[0] not in "\"“«'‘" and _is_subheading(lines, index, end)


def _is_subheading(lines: Sequence[Line], index: int, end: int) -> bool:
    """A short line with a capital between paragraphs, which says no whole sentence, is a subheading."""
    text = lines[index].text
    if text.count(" ") >= _SUBHEADING_WORDS or len(text) < 3 or text.endswith((",", ";", ":", ".")) or index + 1 >= end:
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "\"“«'‘¿¡") or not any(map(str.isalpha, text)):
        return False
    after = lines[index + 1]
    before_is_text = index == 0 or is_prose(lines[index - 1]) or is_sentence(lines[index - 1])
    return (is_prose(after) or is_sentence(after)) and before_is_text


def _short_kind(lines: Sequence[Line], index: int, end: int) -> str | None:
    """A short line that ends in a colon leads into what follows; other scraps between paragraphs are left out."""
    text = lines[index].text
    if text.endswith(":") and index + 1 < end and text.count(" ") >= 2:
        return "paragraph"
    return "paragraph" if len(text) >= _PROSE_LETTERS and not lines[index].hints.linked else None
