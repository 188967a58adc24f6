"""What a mail says of the mention that it brings, and a paste with the headers of mails in it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from email.utils import parseaddr
from itertools import compress, islice
from typing import NamedTuple

from clipper.capture.finders.date import dates_in
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, written_lines
from clipper.capture.mail_sections import Section, main_section, sections_of
from clipper.capture.outlets import key
from clipper.model.draft import Doubt, Draft, Guess, Span
from clipper.model.text import clean_line
from clipper.model.values import replace

_PREFIX = re.compile(
    r"(?:\s*(?:(?:fw|fwd|tr|re|rép|réf|wg|aw|sv|vs|rv|enc|i|doorst)(?:\s?\[\d+\])?\s?:|\[(?:ext|external|externe|spam)\W?\])\s*)+",
    re.IGNORECASE,
)
_LINES = 60
_UNLIKELY = 0.6
_WEAKLY = 0.4
_FROM = re.compile(r"^[ \t>*]*(?:from|de|von|da|van)\*?[ \u00a0]?:", re.IGNORECASE | re.MULTILINE)
_TOP = 1_500
"""Above the headers of a mail that was forwarded stands at the most a note of so many characters."""
_FEWEST_HEADS = 3
_NOTE_WORDS = 40
_MOST_APART = 40
"""So many mails beside the one with the mention are looked at for one more; a thousand answers hold none."""
_ADDRESS = "://"


def heads_of(text: str) -> list[Span]:
    """Return where the headers of mails stand in a paste of what was forwarded or answered, in order."""
    return [section.head for section in _forwarded(text) if section.heads]


class Parted(NamedTuple):
    """The lines of a paste without the headers of its mails and the few words beside the mention, which are apart.

    `main` is the section of the mention, None where the paste has no such headers, or nothing but these.
    """

    lines: list[Line]
    main: Section | None = None
    apart: Sequence[tuple[Section, list[Line]]] = ()


def without_mail(text: str, lines: list[Line]) -> Parted:
    """Return the lines of a paste, in which mails may have been forwarded or answered, as they belong together."""
    sections = _forwarded(text)
    main = main_section(text, sections) if sections else None
    if main is None or not text[slice(*main.place)].strip():
        return Parted(lines)
    size = len(text[slice(*main.place)].split())
    are_notes = [section is not main and _is_note(text, section, size) for section in sections]
    notes = list(compress(sections, are_notes))[:_MOST_APART]
    left = _within(lines, [one.place for one, is_note in zip(sections, are_notes, strict=True) if not is_note])
    # Of a very long paste the mention may stand behind all that is looked at.
    if not _within(left, [main.place]):
        return Parted(lines)
    return Parted(left, main, [(note, _within(lines, [note.place])) for note in notes])


def _within(lines: Sequence[Line], places: Sequence[Span]) -> list[Line]:
    """Return the lines that begin in one of some ranges, which are in order and apart."""
    starts = [start for start, _ in places]
    found = ((line, bisect_right(starts, line.start) - 1) for line in lines)
    return [line for line, index in found if index >= 0 and line.start < places[index][1]]


def _forwarded(text: str) -> list[Section]:
    """Return the sections of a paste that begins with a mail that was forwarded; none where it does not."""
    if _FROM.search(text, 0, _TOP) is None:
        return []
    sections = sections_of(text)
    return sections if any(_is_of_mail(section) and section.head[0] < _TOP for section in sections) else []


def _is_of_mail(section: Section) -> bool:
    """Tell whether the headers above a section are those of a mail: a page may say from whom and of what day it is."""
    return "subject" in section.heads or len(section.heads) >= _FEWEST_HEADS


def _is_note(text: str, section: Section, size: int) -> bool:
    """Tell whether a section is a few words beside the mention, of `size` words, without an address in them."""
    written = text[slice(*section.place)]
    return len(written.split()) <= min(_NOTE_WORDS, size // 3) and _ADDRESS not in written


def subject_of(header: str) -> str:
    """Return a subject without what forwarding and answering put before it."""
    found = _PREFIX.match(header)
    return clean_line(header[found.end() :] if found else header)


def sent_on(section: Section, today: date) -> date | None:
    """Return the day on which a section was sent, None where it is told by nothing or to come."""
    day = next(dates_in(section.heads.get("date", "")[:100], today), None)
    return day.day if day and day.day <= today else None


class Mail:
    """What a mail says of the mention that it brings: its subject, whose address it came from, and when."""

    def __init__(self, text: str, section: Section, subject: str, sent: date | None, lexicon: Lexicon) -> None:
        self._text, self._section, self._sent, self._lexicon = text, section, sent, lexicon
        self._subject = subject_of(section.heads.get("subject") or subject)

    def beside(self, draft: Draft) -> Draft:
        """Return a draft with what its mail tells where its text does not."""
        return replace(
            draft,
            headline=self._headline(draft),
            outlet=self._outlet(draft.outlet),
            published_on=self._day(draft.published_on),
        )

    def _headline(self, draft: Draft) -> Guess[str | None]:
        found = draft.headline
        if not self._subject or key(found.value or "") == key(self._subject):
            return replace(found, confidence=max(found.confidence, 0.93), doubt=None) if found.value else found
        repeated = self._repeated()
        if repeated:
            value: str | None = clean_line(self._text[slice(*repeated)])
            return guess(value, 0.93, [repeated])
        # The first sentence of a text without a headline is none.
        is_own = found.confidence > _UNLIKELY and not (draft.body.value or "").startswith(found.value or "")
        if found.value and is_own and (draft.body.value or found.is_sure):
            return found
        place = self._text.find(self._subject)
        others = [replace(found, alternatives=())] if found.value else []
        subject: str | None = self._subject
        return guess(
            subject, _UNLIKELY, [(place, place + len(self._subject))] if place >= 0 else [], Doubt.UNSURE, others
        )

    def _repeated(self) -> Span | None:
        """Return the place of the line, among the first ones, that says just what the subject says."""
        start, end = self._section.place
        for line in islice(written_lines(self._text, start, end), _LINES):
            words = line[0].strip()
            if len(words) < 500 and key(words) == key(self._subject):
                first = line.start() + line[0].index(words)
                return first, first + len(words)
        return None

    def _outlet(self, found: Guess[str | None]) -> Guess[str | None]:
        """A newsletter comes from the outlet; a colleague does not."""
        if found.value:
            return found
        address = parseaddr(self._section.heads.get("from", "")[:300])[1]
        outlet = self._lexicon.outlets.at(address.rpartition("@")[2])
        return guess(outlet.name, _UNLIKELY, (), Doubt.UNSURE) if outlet else found

    def _day(self, found: Guess[date | None]) -> Guess[date | None]:
        return found if found.value or self._sent is None else guess(self._sent, _WEAKLY, (), Doubt.UNSURE)
