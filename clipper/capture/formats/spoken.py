"""Transcripts without times: a broadcast is told at the top, and each line below begins with who says it.

Interviews that a paper prints look alike, but have a byline and paragraphs above what is said; these are articles.
"""

import re
from collections.abc import Sequence
from datetime import date

from clipper.capture.finders.body import is_prose
from clipper.capture.finders.byline import is_byline
from clipper.capture.finders.names import is_person
from clipper.capture.finders.speakers import WHO, turns_in
from clipper.capture.formats.base import Format, Found, Opened
from clipper.capture.formats.cues import Paragraph
from clipper.capture.formats.transcript import transcript_of
from clipper.capture.formats.transcript_head import is_labelled
from clipper.capture.inline_marks import with_inline_marks
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, lines_between
from clipper.capture.outlets import medium_in
from clipper.model.codes import Medium
from clipper.model.draft import Known
from clipper.model.text import clean

_LEADING = 20_000
_TURN = re.compile(r"^[^\w\n]{0,8}[^\W\d_][^\n:]{0,50}:\s+\S", re.MULTILINE)
_FEWEST_TURNS = 3
_TALLEST_HEAD = 12
_LONGEST_TURN = 3
"""So many lines a turn has at most on average."""
_BROADCAST = re.compile(
    r"\b(?:radio|fm|tv|television|télé(?:vision)?|podcast|balado|broadcast|station|transcript(?:ion)?|program(?:me)?|émission"
    r"|newscast|aired|on air|en ondes)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "?", "!", "…", "”", '"', "»")
_ON_AIR = frozenset({Medium.RADIO, Medium.TELEVISION, Medium.PODCAST})


def _recognises(opened: Opened) -> bool:
    text = opened.pasted.text[:_LEADING]
    # Of an article a few lines begin so, which is told without cutting its lines.
    fewest = max(_FEWEST_TURNS, (sum(map(bool, text.splitlines())) - _TALLEST_HEAD) / (2 * _LONGEST_TURN))
    if text.count(":") < fewest or len(_TURN.findall(text)) < fewest:
        return False
    lines = with_inline_marks(lines_between(clean(text), 0, _LEADING))
    return _parted(lines, Lexicon.of(Known(), date.min)) is not None


def _parted(lines: Sequence[Line], lexicon: Lexicon) -> int | None:
    """Return the index of the first line that is said; None where the lines are no transcript of a broadcast."""
    turns = {index: who for index, who in turns_in([line.text for line in lines]).items() if _is_said(lines[index])}
    first = next(iter(turns), 0)
    if not 0 < first <= _TALLEST_HEAD or len(turns) < _FEWEST_TURNS:
        return None
    if len(lines) - first > _LONGEST_TURN * len(turns) or any(map(lexicon.outlets.find, turns.values())):
        return None
    head = lines[:first]
    if any(is_prose(line) or is_byline(line.text) for line in head):
        return None
    return first if any(_tells_broadcast(line.text, lexicon) for line in head) else None


def _is_said(line: Line) -> bool:
    """Tell whether a line such as "Host: Good evening" is said; "Host: Ann Lee" only tells who that is."""
    label = WHO.match(line.text)
    words = line.text[label.end() :] if label else ""
    return not (is_labelled(line.text) and (is_person(words) or not words.endswith(_SENTENCE_ENDS)))


def _tells_broadcast(text: str, lexicon: Lexicon) -> bool:
    known = lexicon.outlets.find(text)
    if _BROADCAST.search(text) or medium_in(text) or (known and known.medium in _ON_AIR):
        return True
    return any(
        lexicon.outlets.programme(piece) or ((outlet := lexicon.outlets.find(piece)) and outlet.medium in _ON_AIR)
        for piece in re.split(r",\s+|\s+[–—|-]\s+|\s+(?:with|avec|on|sur|à)\s+", text)
    )


def _read(opened: Opened, known: Known, today: date) -> Found:
    text = clean(opened.pasted.text)
    lexicon = Lexicon.of(known, today)
    lines = with_inline_marks(lines_between(text, 0, len(text)))
    first = _parted(lines, lexicon)
    if first is None:
        return Found(())
    paragraphs = _paragraphs(lines[first:], frozenset(turns_in([line.text for line in lines]).values()))
    return Found((transcript_of(lines[:first], paragraphs, opened.pasted.source or "", (0, len(text)), lexicon),))


def _paragraphs(lines: Sequence[Line], speakers: frozenset[str]) -> list[Paragraph]:
    """Return what is said, a paragraph a line."""
    paragraphs = []
    for line in lines:
        label = WHO.match(line.text)
        who = label["who"] if label and label["who"] in speakers else ""
        words = line.text[label.end() :] if label and who else line.text
        paragraphs.append(Paragraph(who, [words], line.start, line.end))
    return paragraphs


SPOKEN = Format("transcript", _recognises, _read)
