"""Which part of a mail is the mention: what was forwarded, without the notes above it, signatures and legal notices."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from clipper.capture.lines import written_lines
from clipper.model.draft import Span

_ANALYSED = 600_000
_LABELS = {
    "from": "from|de|von|da|van",
    "date": "date|sent|envoyée?|gesendet|datum|enviado|inviato",
    "subject": "subject|objet|betreff|asunto|oggetto|onderwerp",
    "to": "to|à|an|para|a|aan|cc|copie|bcc|cci|kopie|reply-to|répondre à",
}
_LABEL = re.compile(
    r"[ \t>*]*(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items())
    + r")\*?[ \u00a0]?:\*?(?!//)(?P<value>.*)",
    re.IGNORECASE,
)
_WROTE = re.compile(r"[ \t>]*(?:on|le|am|el) .{5,200}(?:wrote|a écrit|schrieb|escribió) ?:\s*", re.IGNORECASE)
_LONGEST_HEAD = 14
_LONGEST_VALUE = 500
_SIGNATURE = re.compile(r"^--[ \t]*$", re.MULTILINE)
_NOTICE = re.compile(
    r"^[ \t*]*(?:confidential(?:ity)?(?: notice)?\b.{0,40}:|disclaimer\s*:"
    r"|(?:avis|clause) de confidentialité"
    r"|(?:this|the information in this) (?:e-?mail|message|communication|transmission)\b.{0,160}"
    r"\b(?:confidential|privileged|intended)"
    r"|(?:ce|le présent) (?:courriel|message|mél)\b.{0,160}\b(?:confidentiel|destiné)"
    r"|sent from my \w+\s*$|envoyé de mon \w+\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
_PASSED_ON = 3
"""What was forwarded is the mention rather than the note above it, even if it is shorter."""


class Section(Struct):
    """A stretch of a mail that one person wrote, with the headers above it.

    `place` is its range in the text, `head` that of the headers.
    """

    place: Span
    heads: dict[str, str] = field(default_factory=dict)
    head: Span = (0, 0)


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def mention_in(text: str, begin: int, heads: Mapping[str, str]) -> Section:
    """Return the section of a mail's cleaned text that is the mention, as far as headers and lengths tell.

    `begin` is where the text of the mail's sender begins, `heads` are the mail's own headers.
    """
    first, *passed_on = sections_of(text, begin)
    first.heads = dict(heads)
    return main_section(text, [first, *passed_on])


def main_section(text: str, sections: Sequence[Section]) -> Section:
    """Return the section that is the mention."""
    return max(sections, key=lambda one: _length(text, one) * (1 if one is sections[0] else _PASSED_ON))


def _length(text: str, section: Section) -> int:
    return len(text[slice(*section.place)].strip())


def sections_of(text: str, begin: int = 0) -> list[Section]:
    """Cut a mail's cleaned text at the headers of what it forwards or answers; there is always a first section."""
    lines = [_Line(*match.span(), match[0]) for match in written_lines(text, begin, _ANALYSED)]
    sections = [Section((begin, len(text)))]
    index = 0
    while index < len(lines):
        heads, after = _heads_at(lines, index)
        if heads is not None:
            start = lines[after].start if after < len(lines) else len(text)
            sections[-1].place = _without_foot(text, sections[-1].place[0], lines[index].start)
            sections.append(Section((start, len(text)), heads, (lines[index].start, lines[after - 1].end)))
        index = max(after, index + 1)
    sections[-1].place = _without_foot(text, sections[-1].place[0], len(text))
    return sections


def _heads_at(lines: Sequence[_Line], index: int) -> tuple[dict[str, str] | None, int]:
    """Return the headers that begin at a line, and the index behind them; None where none do."""
    label = _LABEL.match(lines[index].text)
    if label is None:
        wrote = len(lines[index].text) < _LONGEST_VALUE and _WROTE.fullmatch(lines[index].text)
        return ({}, index + 1) if wrote else (None, index)
    heads: dict[str, str] = {}
    after = index
    for place in range(index, min(index + _LONGEST_HEAD, len(lines))):
        label = _LABEL.match(lines[place].text[:_LONGEST_VALUE])
        if label and label["from"] is not None and "from" in heads:
            # The headers of the next mail, of which nobody wrote anything above.
            break
        if label:
            heads.setdefault(_name_of(label), label["value"].strip(" *"))
            after = place + 1
        elif not _goes_on(lines[place].text):
            break
    return (heads, after) if "from" in heads and heads.keys() & {"date", "subject"} else (None, index)


def _name_of(label: re.Match[str]) -> str:
    return next(name for name in _LABELS if label[name] is not None)


def _goes_on(line: str) -> bool:
    """Tell whether a line goes on with the addresses of the one above it."""
    return "@" in line or ";" in line


def _without_foot(text: str, start: int, end: int) -> Span:
    """Return a range without the signature and the legal notices at its end."""
    feet = (pattern.search(text, start, end) for pattern in (_SIGNATURE, _NOTICE))
    return start, min([end, *(foot.start() for foot in feet if foot)])
