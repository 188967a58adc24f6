"""The pieces of an article's text: paragraphs, subheadings, items of lists and quotations."""

import re
from collections.abc import Sequence

from msgspec import Struct

from clipper.capture.finders.furniture import is_furniture
from clipper.capture.finders.names import is_person
from clipper.capture.finders.speakers import turns_in
from clipper.capture.lines import Line

_END_OF_SENTENCE = re.compile(r"[.!?…](?:\s?»|[\"'”’)\]])*$")
_BULLET = re.compile(r"[-*•‣◦▪·–]\s+")
_PROSE_LETTERS = 70
_SUBHEADING_WORDS = 14


class Part(Struct, frozen=True):
    """One piece of a body, from one line: a paragraph, subheading, list item, quotation or row of a table."""

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
    """Tell whether a line is at least a short sentence; the name of a "Jr." is none."""
    ends = _END_OF_SENTENCE.search(line.text) is not None and line.text.count(" ") >= 2
    return ends and not (is_furniture(line.text) or is_person(line.text))


def parts_of(lines: Sequence[Line], taken: Sequence[int]) -> list[Part]:
    """Return the pieces of a body, made of the lines that were taken for it."""
    chosen = [lines[index] for index in taken]
    turns = turns_in([line.text for line in chosen])
    parts: list[Part] = []
    for index, line in enumerate(chosen):
        kind = "paragraph" if index in turns else _kind(chosen, index)
        if not (parts and kind == "heading" and parts[-1].line.text == line.text):
            parts.append(Part(line, kind))
    while parts and parts[-1].kind == "heading":
        parts.pop()
    return parts


def _kind(lines: Sequence[Line], index: int) -> str:
    line = lines[index]
    hints = line.hints
    if hints.heading:
        return "heading" if line.text.count(" ") < 2 * _SUBHEADING_WORDS else "paragraph"
    if hints.quote:
        return "quotation"
    if hints.item or (_BULLET.match(line.text) and _has_sibling(lines, index)):
        return "item"
    if "\t" in line.columns:
        return "row"
    if is_prose(line) or (is_sentence(line) and not _is_question_heading(lines, index)):
        return "paragraph"
    return "heading" if _is_subheading(lines, index) else "paragraph"


def _has_sibling(lines: Sequence[Line], index: int) -> bool:
    return any(_BULLET.match(line.text) for line in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]))


def _is_question_heading(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    return text.endswith(("?", "!")) and text[0] not in "\"“«'‘" and _is_subheading(lines, index)


def _is_subheading(lines: Sequence[Line], index: int) -> bool:
    """A short line with a capital between paragraphs, which says no whole sentence, is a subheading."""
    text = lines[index].text
    if (
        text.count(" ") >= _SUBHEADING_WORDS
        or len(text) < 3
        or text.endswith((",", ";", ":", "."))
        or index + 1 >= len(lines)
    ):
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "\"“«'‘¿¡") or not any(map(str.isalpha, text)):
        return False
    after = lines[index + 1]
    before_is_text = index == 0 or is_prose(lines[index - 1]) or is_sentence(lines[index - 1])
    return (is_prose(after) or is_sentence(after)) and before_is_text
