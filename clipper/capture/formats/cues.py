"""What is said in a transcript: its cues, each a time and some words, and the paragraphs that they make together.

Three ways to write them: SubRip (.srt), WebVTT (.vtt, https://www.w3.org/TR/webvtt1/), and plain lines with times as
people and transcription services type them, with or without the name of who speaks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, field

from clipper.capture.finders.speakers import WHO, is_speaker
from clipper.capture.lines import Line
from clipper.model.draft import Span
from clipper.model.text import clean_line

_CLOCK = r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,2}):(?P<s>\d{2})(?:[.,:;]\d{1,3})?"
TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*(?:\d{{1,3}}:)?\d{{1,2}}:\d{{2}}[.,]\d{{1,3}}(?:\s.*)?")
_TIME = rf"[\[(]?{_CLOCK}[\])]?(?:\s*[-–—]\s*[\[(]?(?:\d{{1,3}}:)?\d{{1,2}}:\d{{2}}(?:[.,:;]\d{{1,3}})?[\])]?)?"
_AT_START = re.compile(rf"{_TIME}\s*(?:[-–—|:]\s+|\s+|$)(?P<rest>.*)")
_BEHIND_NAME = re.compile(rf"(?P<who>[^\W\d_][^\[(:]{{0,38}}?)\s*(?:\s|(?=[\[(])){_TIME}\s*:?(?:\s+(?P<rest>.*))?$")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+(?P<who>[^<>]{1,60})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<[\d:.]{4,16}>|\{\\[^{}]{0,60}\}")
_ARROWS = re.compile(r"(?:>|&gt;){2,}\s*")
_DASH = re.compile(r"[-–—]\s+(?=\S)")
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
FEWEST_CUES = 3
"""So many lines with times plain lines have at least that are a transcript."""
_PARAGRAPH_WORDS = 80
_MOST_WORDS = 160
_SILENCE = 4


class Cue(Struct):
    """A moment, in seconds, and the lines said then; `who` where the cue itself names the speaker.

    `head` is the place of its number and time. `rolls` tells that the cue may show again what the one before it ended
    with, as captions on a screen do.
    """

    at: int
    head: Span
    lines: list[Line] = field(default_factory=list)
    who: str = ""
    rolls: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the file."""
        return self.lines[-1].end if self.lines else self.head[1]


class Paragraph(Struct):
    """What one speaker says at a stretch, from the time of its first cue to its last word in the file.

    `size` counts its words.
    """

    who: str
    words: list[str]
    start: int
    end: int
    size: int = 0

    @property
    def text(self) -> str:
        """What is said, without who says it."""
        return " ".join(self.words)

    @property
    def span(self) -> Span:
        """Its place in the file."""
        return self.start, self.end


def has_timings(lines: Sequence[Line]) -> bool:
    """Tell whether cues are written as subtitles are, beginning with one."""
    return any(TIMING.fullmatch(line.raw) for line in lines[:40])


def subtitle_cues(lines: Sequence[Line]) -> tuple[list[Line], list[Cue]]:
    """Return the lines before the first cue, and the cues of a SubRip or WebVTT file."""
    head: list[Line] = []
    cues: list[Cue] = []
    skipping = False
    name: Line | None = None
    for index, line in enumerate(lines):
        timing = TIMING.fullmatch(line.raw)
        following = lines[index + 1] if index + 1 < len(lines) else None
        is_name = following is not None and TIMING.fullmatch(following.raw) is not None
        if timing:
            cues.append(Cue(_seconds(timing), ((name or line).start, line.end), rolls=True))
            skipping, name = False, None
        elif is_name and (line.text.isdigit() or line.gap or not cues):
            skipping, name = False, line
        elif line.gap and re.match(r"(?:NOTE|STYLE|REGION)\b", line.text):
            skipping = line.text[:4] != "NOTE"
            if not cues and not skipping:
                head.append(line)
        elif not skipping or line.gap:
            skipping = False
            (cues[-1].lines if cues else head).append(line)
    return head, cues


def timed_cues(lines: Sequence[Line]) -> tuple[list[Line], list[Cue]]:
    """Return the lines before the first time, and the cues of plain lines with times."""
    head: list[Line] = []
    cues: list[Cue] = []
    for line in lines:
        found = _timed(line)
        if found:
            cues.append(found)
        elif cues:
            cues[-1].lines.append(line)
        else:
            head.append(line)
    return head, cues


def is_timed(lines: Sequence[Line]) -> bool:
    """Tell whether plain lines are a transcript: many begin with a time, and time goes on.

    A programme of an event has times as well, but tells hours, and few lines stand under each.
    """
    sample = lines[:400]
    found = [(line, cue) for line in sample if (cue := _timed(line))]
    cues = [cue for _, cue in found]
    if len(cues) < FEWEST_CUES or 6 * len(cues) < len(sample):
        return False
    times = [cue.at for cue in cues]
    rises = sum(before <= after for before, after in pairwise(times))
    marked = sum(line.text[0] in "[(" or line.text.count(":") > 1 or not line.text[0].isdigit() for line, _ in found)
    return rises >= 0.9 * (len(times) - 1) and (times[0] < 180 or 2 * marked >= len(cues))


def _timed(line: Line) -> Cue | None:
    text = line.text
    match = _AT_START.match(text) or (_BEHIND_NAME.match(text) if len(text) < 400 else None)
    if match is None or int(match["s"]) > 59:
        return None
    who = match.groupdict().get("who") or ""
    if who and not is_speaker(who):
        return None
    cue = Cue(_seconds(match), line.span, who=clean_line(who))
    rest = match["rest"]
    if rest:
        start, end = line.place(match.start("rest"), match.end("rest"))
        cue.lines.append(Line(start, end, rest, line.raw[start - line.start : end - line.start]))
    return cue


def _seconds(match: re.Match[str]) -> int:
    return 3600 * int(match["h"] or 0) + 60 * int(match["m"]) + int(match["s"])


# Paragraphs


def paragraphs_of(cues: Sequence[Cue]) -> list[Paragraph]:
    """Return what is said, a paragraph for each speaker's turn; long turns are parted where sentences end."""
    paragraphs: list[Paragraph] = []
    surnames = _surnames(cues)
    before: Cue | None = None
    last = ""
    for cue in cues:
        pause = before is not None and cue.at - before.at > _SILENCE + _length(before)
        start: int | None = cue.head[0]
        for place, line in enumerate(cue.lines):
            words = _plain(line.text)
            again = cue.rolls and place == 0 and words == last and words.count(" ") > 1
            if words and not again:
                said = _said(cue, line, surnames, first=place == 0)
                _add(
                    paragraphs, said, (line.start if start is None else start, line.end), pause=pause, first=place == 0
                )
                start = None
            last = words or last
        if start is not None and paragraphs:
            paragraphs[-1].end = cue.end
        before = cue
    return paragraphs


def _surnames(cues: Sequence[Cue]) -> frozenset[str]:
    """Return the single words that stand before a colon where several cues begin, as speakers do."""
    labels = (WHO.match(_plain(cue.lines[0].text)) for cue in cues if cue.lines)
    counts = Counter(label["who"] for label in labels if label)
    return frozenset(who for who, count in counts.items() if count > 1 and who.isalpha() and who[0].isupper())


def _length(cue: Cue) -> int:
    """Return about how many seconds it takes to say a cue."""
    return sum(len(line.text.split()) for line in cue.lines) // 2


def _plain(text: str) -> str:
    return clean_line(unescape(_TAG.sub("", text)))


class _Said(NamedTuple):
    """A line of a cue: who says it where that is told, whether another one began, and the words."""

    who: str
    words: str
    turns: bool
    goes_on: bool


def _said(cue: Cue, line: Line, surnames: Set[str], *, first: bool) -> _Said:
    voice = _VOICE.search(line.text)
    turns, words = _turn(_plain(line.text))
    who = clean_line(voice["who"]) if voice else cue.who if first else ""
    label = WHO.match(words)
    if label and (is_speaker(label["who"]) or (first and label["who"] in surnames)):
        who, words = label["who"], words[label.end() :]
    return _Said(who, words, turns, voice is not None and not turns)


def _add(paragraphs: list[Paragraph], said: _Said, place: Span, *, pause: bool, first: bool) -> None:
    """Add a line of a cue to what is said, in a paragraph of its own where the speaker or the thought changes."""
    last = paragraphs[-1] if paragraphs else None
    size = said.words.count(" ") + 1
    is_other = bool(said.who) and last is not None and said.who != last.who
    if last is None or said.turns or is_other or _is_full(last, pause=pause and first, first=first):
        carried = last.who if last and said.goes_on else ""
        paragraphs.append(Paragraph(said.who or carried, [said.words], *place, size))
    else:
        last.words.append(said.words)
        last.end = place[1]
        last.size += size


def _turn(words: str) -> tuple[bool, str]:
    """Return whether a mark says that somebody else speaks, and the words without it."""
    mark = _ARROWS.match(words) or _DASH.match(words)
    return (True, words[mark.end() :]) if mark else (False, words)


def _is_full(paragraph: Paragraph, *, pause: bool, first: bool) -> bool:
    ends = _ENDS.search(paragraph.words[-1]) is not None
    return (ends and (pause or paragraph.size >= _PARAGRAPH_WORDS)) or (first and paragraph.size >= _MOST_WORDS)


def speakers_of(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, Paragraph]]:
    """Yield each who speaks, with the first paragraph of theirs."""
    seen: set[str] = set()
    for paragraph in paragraphs:
        if paragraph.who and paragraph.who not in seen:
            seen.add(paragraph.who)
            yield paragraph.who, paragraph
