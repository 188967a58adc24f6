"""Lines of a list without what services and lists say beside each mention: "(reach 2.1M)", "· Tone: neutral".

So it is with what stands in the brackets of an outlet: "(Herald, subscription required)".
"""

import re
from collections.abc import Sequence

from clipper.capture.column_words import tones
from clipper.capture.lines import Line
from clipper.capture.mention_notes import is_note
from clipper.model.sheet import key_of
from clipper.model.values import replace

_AMOUNT = (
    r"(?:[$€£]\s?)?\d[\d.,]*(?:[ \u00a0\u202f]\d{3})*(?:\s?(?:k|m|mn|bn|mio|millions?|millionen))?(?:\s?[$€£])?|n/?a"
)
_COUNTED = (
    r"(?:(?:potential|total|audience|estimated|online) )?(?:reach|audience|circulation|circ\.|impressions|readership"
    r"|readers|viewers|uvm|ave|emv|portée|tirage|lectorat|auditoire|reichweite|auflage|alcance|difusión|audiencia)"
)
_FIGURE = re.compile(rf"{_COUNTED}\s?[:=]?\s?(?:{_AMOUNT})", re.IGNORECASE)
_TONE = re.compile(
    r"(?:tone|sentiment|tonality|tonalité|ton|tonalität|tono)\s?:\s?(?P<tone>[^\W\d_]{3,12})", re.IGNORECASE
)
_TRACE = re.compile(rf"\b(?:{_COUNTED}|tone|sentiment|tonalit[éy]|ton|tonalität|tono)(?!\w)", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[](?P<told>[^()\[\]]{3,80})[)\]]")
_NOTE_IN_BRACKETS = re.compile(r"(?<=[^\W\d_])(?:[,;]|\s[–—-])\s+(?P<told>[^()\[\],;–—]{4,40})(?=[)\]])")
_BETWEEN = re.compile(r"\s*[|·•;/]\s*|,\s+|\s+[–—-]\s+")
_LAST = re.compile(rf"(?:{_BETWEEN.pattern})(?P<told>[^|·•;/–—]{{3,40}}?)[\s.]*$")


def with_figures_apart(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines without these, but for lines of nothing else and for rows of a sheet."""
    return [_without_figures(line) if "\t" not in line.raw and _may_have_some(line.text) else line for line in lines]


def _may_have_some(text: str) -> bool:
    return ("(" in text and _NOTE_IN_BRACKETS.search(text) is not None) or _TRACE.search(text) is not None


def _without_figures(line: Line) -> Line:
    text = _NOTE_IN_BRACKETS.sub(lambda note: "" if _is_beside(note["told"]) else note[0], line.text)
    text = _BRACKETS.sub(lambda found: "" if _are_figures(found["told"]) else found[0], text)
    while (last := _LAST.search(text)) and last.start() and _is_figure(last["told"]):
        text = text[: last.start()]
    return replace(line, text=text) if text != line.text and text and not _are_figures(text) else line


def _are_figures(text: str) -> bool:
    return all(map(_is_figure, _BETWEEN.split(text)))


def _is_beside(text: str) -> bool:
    return _is_figure(text) or is_note(text)


def _is_figure(text: str) -> bool:
    tone = _TONE.fullmatch(text.strip())
    return _FIGURE.fullmatch(text.strip()) is not None or (tone is not None and key_of(tone["tone"]) in tones())
