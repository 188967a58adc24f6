"""What a file says beyond its text: of itself (stated), or of how it came here (a mail), which is weaker than its text.

The keys of Opened.details. Stated values beat what the text tells; those of a mail serve where the text tells nothing.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from clipper.capture.finders.date import dates_in
from clipper.capture.finders.link import complete
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.markdown import escape, escape_start
from clipper.model.draft import DRAFT_FIELDS, Doubt, Draft, Guess, Known, Reading, Span
from clipper.model.text import clean, clean_line
from clipper.model.values import replace

HEADLINE, REPORTERS, OUTLET, PUBLISHED, URL, LANGUAGE, BODY = (
    "headline", "reporters", "outlet", "published", "url", "language", "body",
)  # fmt: skip
"""Stated; reporters a line each."""
WEAK = "weak"
"""The names of stated values that the page's head says, which is less sure than its data, with commas."""

SENDER, SENT, SUBJECT, BEGIN = "sender", "sent", "subject", "begin"
"""Of a mail: who sent it and when, its subject, and where in its cleaned text that of its sender begins."""
DOUBTFUL = "doubtful"
"""Of a text that a program read from pictures: that nothing in it is sure."""

_STATED, _SAID, _DOUBTED = 0.97, 0.92, 0.6
_SHORT = 60
_UTC = re.compile(r"T\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?(?:Z|[+-]00:?00)$")
_COMPANY = re.compile(r"[ ,]+(?:inc|ltd|ltée|limited|llc|corp|gmbh|plc)\.?$", re.IGNORECASE)
_ALTERNATIVES = 3


def is_article(details: Mapping[str, str]) -> bool:
    """Tell whether a file says of itself that it is one article."""
    return HEADLINE in details and HEADLINE not in details.get(WEAK, "").split(",")


def doubted(reading: Reading) -> Reading:
    """Return a reading in which nothing is sure."""
    return replace(reading, drafts=tuple(map(_doubted, reading.drafts)))


def _doubted(draft: Draft) -> Draft:
    found: dict[str, Any] = {name: getattr(draft, name) for name in DRAFT_FIELDS}
    return replace(
        draft,
        **{
            name: replace(one, confidence=min(one.confidence, _DOUBTED), doubt=one.doubt or Doubt.UNSURE)
            for name, one in found.items()
            if one.value
        },
    )


def with_stated(reading: Reading, details: Mapping[str, str], known: Known, today: date) -> Reading:
    """Return a reading of one article with what its file says of itself, each value shown where the text has it."""
    if len(reading.drafts) != 1 or not details:
        return reading
    stated = _Stated(reading.text, details, Lexicon.of(known, today))
    return replace(reading, drafts=(stated.beside(reading.drafts[0]),))


class _Stated:
    def __init__(self, text: str, details: Mapping[str, str], lexicon: Lexicon) -> None:
        self._text, self._details, self._lexicon = text, details, lexicon
        self._weak = frozenset(details.get(WEAK, "").split(","))

    def beside(self, draft: Draft) -> Draft:
        """Return the draft with the stated values."""
        url = self._url(draft.url)
        return replace(
            draft,
            headline=self._headline(draft.headline),
            reporters=self._reporters(draft.reporters),
            outlet=self._outlet(draft.outlet, url.value),
            published_on=self._day(draft.published_on),
            url=url,
            language=self._language(draft.language),
            body=self._body(draft.body),
        )

    def _sure(self, name: str) -> float:
        return _SAID if name in self._weak else _STATED

    def _headline(self, found: Guess[str | None]) -> Guess[str | None]:
        value = clean_line(self._details.get(HEADLINE, ""))
        whole = found.value or ""
        # Pages cut what they state where it is long; then the text has all of it.
        cut = value.rstrip("….").rstrip()
        if not value or (value.endswith(("…", "...")) and cut and whole.startswith(cut)):
            return found
        return self._beating(found, value, self._sure(HEADLINE))

    def _beating(self, found: Guess[Any], value: str, sure: float, spans: Sequence[Span] | None = None) -> Guess[Any]:
        if _same(found.value, value):
            return replace(found, confidence=max(found.confidence, sure), doubt=None)
        others = [found] if found.value else []
        spans = self._places(value, found.spans) if spans is None else spans
        return guess(
            value, sure, spans, None, [_alone(other) for other in (*others, *found.alternatives)][:_ALTERNATIVES]
        )

    def _places(self, value: str, near: Sequence[Span]) -> list[Span]:
        """Return where the text has a value: the place that is nearest to what was found, else the first."""
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, value.split())) + r"(?!\w)", re.IGNORECASE)
        places = [match.span() for match in pattern.finditer(self._text)]
        wanted = near[0][0] if near else 0
        return [min(places, key=lambda place: abs(place[0] - wanted))] if places else []

    def _reporters(self, found: Guess[tuple[str, ...]]) -> Guess[tuple[str, ...]]:
        names = tuple(filter(None, map(clean_line, self._details.get(REPORTERS, "").split("\n"))))
        if not names:
            return found
        if [name.casefold() for name in names] == [name.casefold() for name in found.value]:
            return replace(found, confidence=max(found.confidence, self._sure(REPORTERS)), doubt=None)
        places = [self._places(name, found.spans) for name in names]
        spans = [place[0] for place in places if place]
        # A value has its place or none has: spans of several values are told apart by their order.
        return guess(names, self._sure(REPORTERS), spans if len(spans) == len(names) and spans == sorted(spans) else ())

    def _outlet(self, found: Guess[str | None], url: str | None) -> Guess[str | None]:
        name = clean_line(self._details.get(OUTLET, ""))
        outlets = self._lexicon.outlets
        known = outlets.find(name) or outlets.find(_COMPANY.sub("", name)) or outlets.publisher(url or "")
        value = known.name if known else _COMPANY.sub("", name)
        return self._beating(found, value, self._sure(OUTLET)) if value else found

    def _day(self, found: Guess[date | None]) -> Guess[date | None]:
        stamp = self._details.get(PUBLISHED, "")[:60].strip()
        stated = next(dates_in(stamp, self._lexicon.today), None)
        if stated is None:
            return found
        # A stamp of Greenwich is a day off where the paper is; the text has the paper's own day.
        apart = abs(stated.day - found.value) if found.value else timedelta()
        if found.is_sure and apart == timedelta(days=1) and _UTC.search(stamp):
            return found
        if found.value == stated.day:
            return replace(found, confidence=max(found.confidence, self._sure(PUBLISHED)), doubt=None)
        day: date | None = stated.day
        others = [_alone(found)] if found.value else []
        return guess(day, self._sure(PUBLISHED), self._day_places(stated.day), None, others)

    def _day_places(self, day: date) -> list[Span]:
        for place in dates_in(self._text[:100_000], self._lexicon.today):
            if place.day == day:
                return [(place.start, place.end)]
        return []

    def _url(self, found: Guess[str | None]) -> Guess[str | None]:
        value = complete(self._details.get(URL, ""))
        if not value:
            return found
        place = self._text.find(value)
        return self._beating(found, value, self._sure(URL), [(place, place + len(value))] if place >= 0 else [])

    def _language(self, found: Guess[str | None]) -> Guess[str | None]:
        code = self._details.get(LANGUAGE, "")[:2].lower()
        return self._beating(found, code, 0.95, ()) if re.fullmatch("[a-z]{2}", code) else found

    def _body(self, found: Guess[str | None]) -> Guess[str | None]:
        """The text that the page's data hold serves where the page itself shows none, or little of it."""
        paragraphs = [clean_line(line) for line in clean(self._details.get(BODY, "")).split("\n")]
        stated = "\n\n".join(escape_start(escape(paragraph)) for paragraph in paragraphs if paragraph)
        if len(stated.split()) < max(_SHORT, 2 * len((found.value or "").split())):
            return found
        return guess(stated, 0.85)


def _same(first: Any, second: str) -> bool:
    return isinstance(first, str) and " ".join(first.split()) == second


def _alone(found: Guess[Any]) -> Guess[Any]:
    return replace(found, alternatives=())
