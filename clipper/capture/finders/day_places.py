"""The kinds of place whose dates are not the day of publication, and those whose dates are not surely it.

Weights tell dates of one kind apart; what is said here holds whatever they weigh, for kinds that are wrong more often
than right on pages nobody has seen, or right too seldom to be marked as sure.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from msgspec import Struct

from clipper.capture.evidence import Evidence
from clipper.capture.finders.almanac import weekday_of
from clipper.capture.finders.date import CLOCK
from clipper.capture.finders.day_candidates import Around, Mention
from clipper.capture.finders.day_evidence import DayEvidence, last_label
from clipper.capture.scan import Scan
from clipper.model.text import fold

_MASTHEAD = 6
"""So many lines above the headline a date is that of the day on which the page was looked at."""
_DEEP = 2
_DEEP_INSIDE, _NEAR_END = 30, 10
_SOME_LETTERS, _FEW_LETTERS = 25, 5
_BESIDE = 2
_FAR_BEHIND = 9
_LIST_BEHIND = 4
_FEW_NUMBERS = 2
_LONGEST_ROW = 200
_OLD = 2
_EARLIEST_YEAR = 1990
_YEARS_ENOUGH = 2
_FRESH = timedelta(days=60)
_NEW_YEAR = 2
_NEAR = 40
_ENOUGH, _ENOUGH_BEHIND = 0.67, 0.75
_DOTTED = frozenset(
    ("bg", "cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "no", "pl", "ro", "ru", "sk", "sl", "sr")
)
"""Languages that put dots between the numbers of a date: slashes are those of a page made elsewhere."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?!\d|[.,]\d)")
_TIME = re.compile(CLOCK, re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SPAN = re.compile(r"\d\.?\s?(?:[-–]|bis|to|au|al)\s?$")
_CODE = re.compile(r"[=<>'\"]\s?$")
_ISSUE = re.compile(
    r"(?<!\w)(?:issue|edition|ausgabe|nr\.|erscheinungs(?:datum|termin)|[ée]dition|num[ée]ro|parution"
    r"|edici[óo]n|edizione|edi[çc][ãa]o)(?!\w)",
    re.IGNORECASE,
)
"""The day of a print issue, or on which a book appeared, is often not when the page was published."""


class Able(Struct, frozen=True):
    """A date that may be the day of publication, with its evidence.

    `enough` is the probability from which it is an answer, `is_doubtful` tells that dates of its kind are never sure.
    """

    mention: Mention
    evidence: Evidence
    enough: float
    is_doubtful: bool


def sort_out(
    scan: Scan, around: Around, mentions: Sequence[Mention], language: str | None
) -> tuple[list[Able], list[Mention]]:
    """Return the dates of a page that may be the day of publication, and those that stand where it does not."""
    page = DayEvidence(scan, around, mentions)
    told = page.all()
    places = _Places(scan, around, mentions, told)
    is_kept = _is_kept(page, mentions, around, scan.lexicon.today)
    able, excluded = [], []
    for place, mention in enumerate(mentions):
        if places.is_excluded(place) or (mention.is_guessed and (is_kept or not page.is_set_apart(place))):
            excluded.append(mention)
        else:
            able.append(Able(mention, told[place], places.enough(place), places.is_doubtful(place, language)))
    return able, excluded


class _Places:
    """Where the dates of a page stand, told by their evidence."""

    def __init__(self, scan: Scan, around: Around, mentions: Sequence[Mention], told: Sequence[Evidence]) -> None:
        self._scan, self._around, self._mentions, self._told = scan, around, mentions, told
        self._is_old = any(mention.is_guessed for mention in mentions) and _names_old_years_only(scan)

    def is_excluded(self, place: int) -> bool:
        """Tell whether a date stands where no day of publication does."""
        mention, evidence = self._mentions[place], self._told[place]
        if mention.is_guessed and ("is_headline" in evidence or self._is_old):
            return True
        if self._is_glued(place):
            return True
        if "says_published" in evidence:
            return False
        return (
            self._is_of_masthead(place)
            or self._is_in_text(place)
            or self._is_later(place)
            or (self._is_listed(place) and "same_day" not in evidence)
            or ("rest_long" in evidence and _is_caption(evidence) and "says_updated" not in evidence)
        )

    def enough(self, place: int) -> float:
        """Return the probability from which a date is an answer: one in a list below the article needs a higher one."""
        return _ENOUGH_BEHIND if self._is_listed(place) else _ENOUGH

    def is_doubtful(self, place: int, language: str | None) -> bool:
        """Tell whether dates of this kind are right too seldom to be sure."""
        mention, evidence, around = self._mentions[place], self._told[place], self._around
        line, start, end = self._scan.texts[mention.index], mention.found.start, mention.found.end
        return (
            not evidence.keys().isdisjoint({"says_updated", "sentence", "rest_long"})
            or (around.body + _DEEP <= mention.index < around.end and not _is_labelled(evidence))
            or (mention.found.other is not None and "/" in line[start:end] and language in _DOTTED)
            or _ISSUE.search(line, max(0, start - _NEAR), end + _NEAR // 2) is not None
        )

    def _is_listed(self, place: int) -> bool:
        """Tell whether a date stands in a list below the article, of teasers or comments."""
        evidence = self._told[place]
        is_alike = evidence.get("like_near", 0) >= _BESIDE
        return is_alike and self._behind(place) >= _LIST_BEHIND and not _is_labelled(evidence)

    def _behind(self, place: int) -> int:
        return self._mentions[place].index - self._around.end

    def _is_of_masthead(self, place: int) -> bool:
        """Tell whether a date far above the headline is that of the visit: with a weekday, or beside one near it."""
        mention, evidence, headline = self._mentions[place], self._told[place], self._around.headline
        if headline is None or headline - mention.index < _MASTHEAD or "sentence" in evidence:
            return False
        word = _WORD.match(self._scan.texts[mention.index], mention.found.start)
        return (word is not None and weekday_of(word[0]) is not None) or any(
            "zone_short" in other and "says_updated" not in other and not one.is_guessed and one.day != mention.day
            for one, other in zip(self._mentions, self._told, strict=True)
        )

    def _is_glued(self, place: int) -> bool:
        """Tell whether a date is glued behind another: themes hide when a piece was changed behind its publication."""
        mention = self._mentions[place]
        return any(one.index == mention.index and one.found.end == mention.found.start for one in self._mentions)

    def _is_later(self, place: int) -> bool:
        """Tell whether a date is the later one of two, or the last one of a span, or when a wiki was edited."""
        mention, evidence = self._mentions[place], self._told[place]
        start = mention.found.start
        if _SPAN.search(self._scan.texts[mention.index], max(0, start - _NEAR), start):
            return True
        if "says_updated" not in evidence:
            return False
        if "sentence" in evidence and self._behind(place) >= _FAR_BEHIND:
            return True
        return any(
            one.day != mention.day
            and abs(one.index - mention.index) <= _BESIDE
            and "says_published" in other
            and "rest_long" not in other
            and not one.is_guessed
            for one, other in zip(self._mentions, self._told, strict=True)
        )

    def _is_in_text(self, place: int) -> bool:
        """Tell whether a date is a word of running text or of a table, or deep in the body."""
        mention, evidence, around = self._mentions[place], self._told[place], self._around
        line, found = self._scan.texts[mention.index], mention.found
        before, after = line[: found.start], line[found.end :]
        into, left = mention.index - around.body, around.end - mention.index
        if into >= _DEEP_INSIDE and left >= _NEAR_END and "like" in evidence:
            return True
        if _is_labelled(evidence):
            return False
        is_cut = _letters(after) >= _FEW_LETTERS or self._scan.sentences[mention.index]
        is_running = "rest_long" in evidence and _letters(before) >= _SOME_LETTERS and is_cut
        if is_running and mention.stated is None and last_label("published", fold(line)) < 0:
            return True
        if into < _DEEP or left <= 0:
            return False
        if mention.stated is None and not evidence.keys().isdisjoint({"rest_some", "sentence"}):
            return True
        if _CODE.search(before):
            return True
        rest = _TIME.sub(" ", f"{before} , {after}")
        return len(rest) < _LONGEST_ROW and len([*islice(_NUMBER.finditer(rest), _FEW_NUMBERS)]) == _FEW_NUMBERS


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text[:_LONGEST_ROW]))


def _is_labelled(evidence: Evidence) -> bool:
    return "says_published" in evidence or "says_updated" in evidence


def _is_caption(evidence: Evidence) -> bool:
    return not evidence.keys().isdisjoint({"caption", "in_caption", "tag_caption"})


def _names_old_years_only(scan: Scan) -> bool:
    """Tell whether all years that a page names are long past, so that it is not of these days."""
    today = scan.lexicon.today.year
    named = [int(match[0]) for text in scan.texts for match in _YEAR.finditer(text)]
    years = [year for year in named if _EARLIEST_YEAR <= year <= today]
    return len(years) >= _YEARS_ENOUGH and max(years) <= today - _OLD


def _is_kept(page: DayEvidence, mentions: Sequence[Mention], around: Around, today: date) -> bool:
    """Tell whether a page shows by its copyright and the dates of its teasers that it is not of these days."""
    years = page.copyright_years
    if years and max(years) >= (today.year if today.month > _NEW_YEAR else today.year - 1):
        return False
    shown = [
        mention.day
        for place, mention in enumerate(mentions)
        if not mention.is_guessed and page.is_short(place) and not around.body <= mention.index < around.end
    ]
    if shown:
        return max(shown) < today - _FRESH
    return bool(years)
