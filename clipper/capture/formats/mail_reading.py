"""A mail as the mention that it brings: the text that was sent on, and its subject where that has no headline."""

import re
from datetime import date
from email.utils import parseaddr
from itertools import islice

from clipper.capture.finders.date import dates_in
from clipper.capture.formats import details
from clipper.capture.formats.base import Opened
from clipper.capture.formats.mail_sections import Section, mention_in
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import written_lines
from clipper.capture.moved import moved
from clipper.capture.outlets import key
from clipper.capture.reading import read
from clipper.model.draft import Doubt, Draft, Guess, Known, Pasted, Reading, Span
from clipper.model.text import clean, clean_line
from clipper.model.values import replace

_PREFIX = re.compile(
    r"(?:\s*(?:(?:fw|fwd|tr|re|rép|réf|wg|aw|sv|vs|rv|enc|i|doorst)(?:\s?\[\d+\])?\s?:|\[(?:ext|external|externe|spam)\W?\])\s*)+",
    re.IGNORECASE,
)
_OWN = {"from": details.SENDER, "date": details.SENT, "subject": details.SUBJECT}
_LINES = 60
_UNLIKELY = 0.6
_WEAKLY = 0.4


def read_mail(opened: Opened, known: Known, today: date) -> Reading:
    """Return the drafts of a mail, none where nobody wrote anything in it.

    What is dated from the day of the paste, such as "yesterday", is dated from the day of the mail that brought it.
    """
    text = clean(opened.pasted.text)
    own = {name: opened.details.get(detail, "") for name, detail in _OWN.items()}
    section = mention_in(text, int(opened.details[details.BEGIN]), own)
    start, end = section.place
    if not text[start:end].strip():
        return Reading(text, ())
    sent = _sent(section, today)
    found = read(Pasted(text[start:end], opened.pasted.html), known, sent or today)
    drafts = tuple(moved(draft, start) for draft in found.drafts)
    if len(drafts) == 1:
        subject = subject_of(section.heads.get("subject") or own["subject"])
        mail = _Mail(text, section, subject, sent, Lexicon.of(known, today))
        drafts = (mail.beside(drafts[0]),)
    return Reading(text, drafts, found.unread)


def subject_of(header: str) -> str:
    """Return a subject without what forwarding and answering put before it."""
    found = _PREFIX.match(header)
    return clean_line(header[found.end() :] if found else header)


def _sent(section: Section, today: date) -> date | None:
    day = next(dates_in(section.heads.get("date", "")[:100], today), None)
    return day.day if day and day.day <= today else None


class _Mail:
    def __init__(self, text: str, section: Section, subject: str, sent: date | None, lexicon: Lexicon) -> None:
        self._text, self._section, self._subject, self._sent, self._lexicon = text, section, subject, sent, lexicon

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
        if found.value and draft.body.value and is_own:
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
