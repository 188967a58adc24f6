"""The words of the search builder: what a condition is about, how it asks, and which values it may choose from."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from clipper.model.codes import State, Tone
from clipper.model.search_fields import ANY, NONE, problem_of
from clipper.model.term import Term
from clipper.model.text import fold
from clipper.ui.code_words import LANGUAGES, language_word, medium_words, prominence_words, relation_words, rights_words
from clipper.ui.widgets.name_completions import Offer
from clipper.ui.widgets.search_conditions import Entry, Way
from clipper.ui.widgets.search_dates import days_in_words, quarter_in_words, quarters
from clipper.ui.widgets.search_suggestions import Names, suggestions
from clipper.ui.widgets.search_tokens import Token
from clipper.ui.widgets.search_words import code_words, days_meant
from clipper.ui.widgets.tone_disc import tone_word

Values = list[tuple[str, str]]
"""Values with their words."""

_QUARTERS = 12


def subject_word(subject: str, spokesperson: str = "") -> str:
    """Return what a condition is about; `spokesperson` is the organisation's word for one."""
    if subject == "feat" and spokesperson:
        return spokesperson
    return {
        "anywhere": _say("Anywhere"),
        "headline": _say("Headline"),
        "body": _say("Text"),
        "note": _say("Note"),
        "tag": _say("Tag"),
        "outlet": _say("Outlet"),
        "programme": _say("Programme"),
        "reporter": _say("Reporter"),
        "feat": _say("Spokesperson"),
        "quoted": _say("Quoted"),
        "interviewed": _say("Interviewed"),
        "message": _say("Key message"),
        "code": _say("Codebook"),
        "rights": _say("Rights"),
        "reach": _say("Reach"),
        "link": _say("Link"),
        "tone": _say("Tone"),
        "prominence": _say("Prominence"),
        "medium": _say("Medium"),
        "lang": _say("Language"),
        "state": _say("State"),
        "relation": _say("Relation"),
        "published": _say("Published"),
        "added": _say("Added"),
        "due": _say("Follow-up due"),
        "has": _say("Has"),
        "only": _say("Only"),
        "story": _say("Story"),
        "written": _say("As written"),
    }[subject]


def operator_word(way: Way) -> str:
    """Return how a condition asks."""
    if way.entry is Entry.NOTHING:
        return _told_words()[str(way.field)][way.operator]
    return {
        "all_words": _say("all of the words"),
        "phrase": _say("the exact phrase"),
        "beginnings": _say("words that begin with"),
        "no_words": _say("none of the words"),
        "no_phrase": _say("not the exact phrase"),
        "no_beginnings": _say("no word that begins with"),
        "is": _say("is"),
        "is_not": _say("is not"),
        "below": _say("is below"),
        "not_below": _say("is not below"),
        "on": _say("on or in"),
        "not_on": _say("not on or in"),
        "after": _say("on or after"),
        "before": _say("before"),
        "last": _say("in the last"),
        "next": _say("in the next"),
        "quarter": _say("in the quarter"),
        "at_least": _say("is at least"),
        "at_most": _say("is at most"),
        "reads": _say("reads"),
    }[way.operator]


def _told_words() -> dict[str, dict[str, str]]:
    """The operators that need no value, by their fields."""
    known = {"unknown": _say("is not known"), "known": _say("is known")}
    anybody = {"unknown": _say("is nobody"), "known": _say("is anybody")}
    return {
        **dict.fromkeys(("outlet", "programme", "reporter", "reach"), known),
        **dict.fromkeys(("feat", "quoted", "interviewed"), anybody),
        "tag": {"unknown": _say("is missing"), "known": _say("is any")},
        "message": {"unknown": _say("is missing"), "known": _say("is any")},
        "code": {"unknown": _say("is missing"), "known": _say("is any")},
        "due": {
            "overdue": _say("overdue"),
            "not_overdue": _say("not overdue"),
            ANY: _say("on any day"),
            f"not_{ANY}": _say("on no day"),
            NONE: _say("without a day"),
            f"not_{NONE}": _say("none without a day"),
        },
        "has": {
            "text": _say("a text"),
            "not_text": _say("no text"),
            "note": _say("a note"),
            "not_note": _say("no note"),
            "link": _say("a link"),
            "not_link": _say("no link"),
            "highlight": _say("a highlight"),
            "not_highlight": _say("no highlight"),
            "quote": _say("a quote"),
            "not_quote": _say("no quote"),
            "correction": _say("a correction"),
            "not_correction": _say("no correction"),
            "attachment": _say("an attachment"),
            "not_attachment": _say("no attachment"),
        },
        "is": {
            "starred": _say("key coverage"),
            "not_starred": _say("not key coverage"),
            "published": _say("fit for public outputs"),
            "not_published": _say("not for public outputs"),
            "open": _say("to be followed up"),
            "not_open": _say("not to be followed up"),
            "undated": _say("undated ones"),
            "not_undated": _say("dated ones"),
            "deleted": _say("in the wastebasket"),
            "not_deleted": _say("not in the wastebasket"),
        },
        "story": {"any": _say("ran in several places"), NONE: _say("stands alone")},
    }


def placeholder(way: Way) -> str:
    """Return what an empty value asks for."""
    if way.entry is Entry.NAME:
        named = {
            "tag": _say("A tag; those below it count too"),
            "message": _say("Some words of it"),
            "code": _say("Field=value"),
            "link": _say("The link of an article, or a site"),
        }
        return named.get(str(way.field), _say("A name, or some words of it"))
    return {
        Entry.BELOW: _say("A tag that has others below it"),
        Entry.DAYS: _say("A day, month or year"),
        Entry.PHRASE: _say("Words, one after the other"),
        Entry.WRITTEN: _say("As in the search box"),
        Entry.NUMBER: _say("A number, such as 100,000 or 100k"),
    }.get(way.entry, _say("Words"))


def choices(way: Way, today: date, present: str) -> Values:
    """Return the values that a condition may choose from, with their words, the present one among them."""
    offered = _CHOICES[str(way.field)](today)
    if not present or present in dict(offered):
        return offered
    if way.field == "quarter":
        return [*offered, (present, _quarter_word(present, today))]
    return [*offered, (present, language_word(present) if way.field == "lang" else present)]


def _quarter_word(value: str, today: date) -> str:
    """A quarter in words; of one without a year also which it is now."""
    meant = days_meant(Term(value, "quarter"), today)
    return _say("{word}: {meaning}").format(word=value.upper(), meaning=meant) if meant else quarter_in_words(value)


def _languages() -> Values:
    return [*((code, language_word(code)) for code in LANGUAGES), (NONE, _say("Not known"))]


def _states() -> Values:
    words = {
        State.NEW: _say("New"),
        State.KEPT: _say("Kept"),
        State.DEFERRED: _say("Deferred"),
        State.REJECTED: _say("Rejected"),
    }
    return [(code, _with_meaning(word, code_words("state")[code])) for code, word in words.items()]


def _rights() -> Values:
    meanings = code_words("rights")
    return [(code, _with_meaning(word, meanings[code])) for code, word in rights_words()]


def _tones() -> Values:
    meanings = code_words("tone")
    return [*((tone, _with_meaning(tone_word(tone), meanings[tone])) for tone in Tone), (NONE, tone_word(None))]


def _coded(words: Sequence[tuple[str | None, str]]) -> Values:
    return [(code, word) for code, word in words if code is not None]


def _with_meaning(word: str, meaning: str) -> str:
    return _say("{word}: {meaning}").format(word=word, meaning=meaning) if meaning else word


def _quarters(today: date) -> Values:
    told = ["this-quarter", "last-quarter"]
    return [(value, quarter_in_words(value)) for value in (*told, *quarters(today, _QUARTERS))]


_CHOICES: dict[str, Callable[[date], Values]] = {
    "tone": lambda _today: _tones(),
    "prominence": lambda _today: [*_coded(prominence_words()), (NONE, _say("Not coded"))],
    "medium": lambda _today: [*_coded(medium_words()), (NONE, _say("Not known"))],
    "relation": lambda _today: [(code, word) for code, word in relation_words()],
    "state": lambda _today: _states(),
    "rights": lambda _today: _rights(),
    "lang": lambda _today: _languages(),
    "quarter": _quarters,
}


def units() -> Values:
    """Return the units of a span of days."""
    return [("d", _say("days")), ("w", _say("weeks")), ("m", _say("months")), ("y", _say("years"))]


def offers(way: Way, typed: str, names: Names, today: date) -> list[Offer]:
    """Return what may complete a value that is being typed: names of the library, or days."""
    if way.entry in (Entry.NAME, Entry.BELOW):
        found = suggestions(_token(way, typed), names, today)
        # Of two tags that differ by accents alone the term says which is meant.
        named = [(one.term.value if way.entry is Entry.NAME else one.title, one) for one in found if one.term]
        return [Offer(value, hint=one.hint) for value, one in named if value != typed]
    if way.entry is not Entry.DAYS:
        return []
    found = suggestions(_token(way, ""), names, today)
    days = [Offer(days_in_words(one.title), hint=one.hint) for one in found if problem_of("on", one.title) is None]
    return [one for one in days if fold(typed) in fold(one.value) and one.value != typed]


def _token(way: Way, typed: str) -> Token:
    return Token(0, len(typed), typed, way.field, typed, way.negated, closed=True)


def _say(text: str) -> str:
    return QCoreApplication.translate("SearchBuilder", text)
