"""What stands in the search box, read part by part: which terms it asks for, what cannot be read, what may complete it.

No widgets here: the box, its completion and their tests share this reading.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from clipper.model.codes import Medium, Prominence, Relation, State, Tone
from clipper.model.query import FIELDS, Query, Term, tag_holds
from clipper.model.text import fold, words

_TOKEN = re.compile(r'(?=\S)(-?)(?:([A-Za-z]+):)?(?:"([^"]*)("?)|(\S*))')
_NAME_FIELDS = ("tag", "outlet", "feat", "reporter")
_DATES = ("after", "before")
_PER_FIELD, _PER_SECTION = 8, 3
_LEAST_FOR_NAMES = 2


@dataclass(frozen=True, slots=True)
class Token:
    """One part of the text between spaces; `field` is None where no known field and colon stand before the value."""

    start: int
    end: int
    text: str
    field: str | None
    value: str
    negated: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Names:
    """The names that completion offers, each with its number of clippings in this search, None where not counted."""

    tags: Mapping[str, int | None] = field(default_factory=dict)
    outlets: Mapping[str, int | None] = field(default_factory=dict)
    spokespeople: Mapping[str, int | None] = field(default_factory=dict)
    reporters: Mapping[str, int | None] = field(default_factory=dict)

    def of(self, name: str) -> Mapping[str, int | None]:
        """Return the names that a field's values come from."""
        return {
            "tag": self.tags,
            "outlet": self.outlets,
            "feat": self.spokespeople,
            "reporter": self.reporters,
        }[name]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the completion: either a whole `term`, which becomes a chip, or a `text` to go on from."""

    section: str
    title: str
    typed: tuple[int, int]
    hint: str = ""
    term: Term | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of the text that cannot be read, and the sentence that says what would be right."""

    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class TypedText:
    """The reading of a text: the terms to search for now, and what cannot be read."""

    terms: tuple[Term, ...]
    problems: tuple[Problem, ...]


def tokens(text: str) -> Iterator[Token]:
    """Yield the parts of a text, with their places in code points."""
    for match in _TOKEN.finditer(text):
        minus, name, quoted, quote, bare = match.groups()
        known = name.lower() if name and name.lower() in FIELDS else None
        value = quoted if quoted is not None else bare or ""
        yield Token(match.start(), match.end(), match[0], known, value, minus == "-", quoted is None or bool(quote))


def token_at(text: str, caret: int) -> Token | None:
    """Return the part that is being typed: the one that the caret stands at the end of."""
    return next((token for token in tokens(text) if token.end == caret), None)


def read(text: str, caret: int, names: Names, today: date) -> TypedText:
    """Read a text whose caret stands at a code point.

    The part at the caret is left out while it may still become something: typing must not empty the list for want
    of a letter. The last word matches as a prefix until a space ends it.
    """
    terms: list[Term] = []
    problems: list[Problem] = []
    for token in tokens(text):
        if token.end == caret and _is_unfinished(token, names, today):
            continue
        query = Query.parse(token.text)
        terms.extend((query.as_typed() if token.end == len(text) else query).terms)
        problems.extend(Problem(token.start, token.end, sentence) for sentence in query.problems)
    return TypedText(tuple(terms), tuple(problems))


def take_finished(text: str, caret: int | None) -> tuple[str, int, tuple[Term, ...]]:
    """Take readable field terms out of a text, as they become chips: those before a space that the caret is not in.

    Without a caret all of them. Returns the text that is left, the caret in it, and the terms.
    """
    taken: list[Term] = []
    kept, last, new_caret = "", 0, len(text) if caret is None else caret
    for token in tokens(text):
        if not _is_finished(text, token, caret):
            continue
        taken.extend(Query.parse(token.text).terms)
        end = token.end + (text[token.end : token.end + 1] == " ")
        kept, new_caret = kept + text[last : token.start], new_caret - (end - token.start if new_caret >= end else 0)
        last = end
    left = kept + text[last:]
    return left, max(0, min(new_caret, len(left))), tuple(taken)


def _is_finished(text: str, token: Token, caret: int | None) -> bool:
    if token.field is None or not token.closed or not token.value.strip() or Query.parse(token.text).problems:
        return False
    if caret is None:
        return True
    return token.end < len(text) and not token.start <= caret <= token.end


def _is_unfinished(token: Token, names: Names, today: date) -> bool:
    if token.field is None:
        return False
    if token.value.strip() and _is_whole(token, names):
        return False
    return not token.value.strip() or bool(suggestions(token, names, today))


def _is_whole(token: Token, names: Names) -> bool:
    """Whether the value says something as it stands: a code, a date, or a name of the library."""
    if token.field not in _NAME_FIELDS:
        return not Query.parse(token.text).problems
    wanted = _spaced(token.value)
    if token.field == "tag":
        return token.value == "none" or any(tag_holds(tag, token.value) for tag in names.tags)
    return any(wanted in _spaced(name) for name in names.of(token.field))


@lru_cache(maxsize=200_000)
def _spaced(name: str) -> str:
    return f" {' '.join(words(name))} "


@lru_cache(maxsize=200_000)
def _folded(name: str) -> str:
    return fold(name)


def suggestions(token: Token, names: Names, today: date) -> list[Suggestion]:
    """Return what may complete a part of the text, best first within each section."""
    value = token.value.strip()
    if token.field in _NAME_FIELDS:
        return _of_names(str(token.field), value, names, token.negated, _PER_FIELD)
    if token.field in _DATES:
        return _of_dates(str(token.field), value, today, token.negated)
    if token.field is not None:
        return _of_codes(token.field, value, token.negated)
    if ":" in token.text or not value or not token.closed:
        return []
    found = _of_fields(value, token.negated)
    if len(value) >= _LEAST_FOR_NAMES:
        for name in _NAME_FIELDS:
            found += _of_names(name, value, names, token.negated, _PER_SECTION)
    return found


def _of_fields(value: str, negated: bool) -> list[Suggestion]:
    found = [name for name in FIELDS if name.startswith(value.casefold())]
    minus = "-" if negated else ""
    section = _say("Narrow by")
    return [Suggestion(section, f"{n}:", (0, len(value)), field_hint(n), text=f"{minus}{n}:") for n in found]


def _of_names(name: str, value: str, names: Names, negated: bool, limit: int) -> list[Suggestion]:
    wanted = _folded(value)
    counted = names.of(name)
    found = []
    for candidate, count in counted.items():
        if wanted in _folded(candidate):
            place = _word_start(candidate, wanted)
            if place is not None:
                found.append((place[0] > 0, -(count or 0), _folded(candidate), candidate, place))
    return [
        Suggestion(section_name(name), title, place, _counted(counted[title]), Term(title, name, negated))
        for *_, title, place in sorted(found)[:limit]
    ]


def _counted(count: int | None) -> str:
    return "" if count is None else str(count)


def _word_start(name: str, wanted: str) -> tuple[int, int] | None:
    """Return where a word of the name begins with the folded text, as code points of the name."""
    if not wanted:
        return 0, 0
    for match in re.finditer(r"(?<!\w)\w", name):
        start = match.start()
        if _folded(name[start:]).startswith(wanted):
            end = start + 1
            while len(_folded(name[start:end])) < len(wanted):
                end += 1
            return start, end
    return None


def _of_codes(name: str, value: str, negated: bool) -> list[Suggestion]:
    found = [code for code in code_words(name) if code.startswith(value.casefold())]
    labels = code_words(name)
    return [
        Suggestion(section_name(name), code, (0, len(value)), labels[code], Term(code, name, negated)) for code in found
    ]


def _of_dates(name: str, value: str, today: date, negated: bool) -> list[Suggestion]:
    month = today.replace(day=1)
    offered = {
        f"{month:%Y-%m}": _say("this month"),
        f"{_month_before(month):%Y-%m}": _say("last month"),
        f"{today:%Y}": _say("this year"),
        f"{today.year - 1}": _say("last year"),
        f"{today:%Y-%m-%d}": _say("today"),
    }
    found = [text for text in offered if text.startswith(value)]
    return [
        Suggestion(section_name(name), text, (0, len(value)), offered[text], Term(text, name, negated))
        for text in found
    ]


def _month_before(first: date) -> date:
    return first.replace(year=first.year - 1, month=12) if first.month == 1 else first.replace(month=first.month - 1)


def _say(text: str) -> str:
    return QCoreApplication.translate("Search", text)


def field_hint(name: str) -> str:
    """Return what a field asks for, in a few words."""
    return {
        "tag": _say("tagged with"),
        "outlet": _say("who ran it"),
        "reporter": _say("who wrote it"),
        "feat": _say("spokesperson in it"),
        "after": _say("on this day or later"),
        "before": _say("earlier than this day"),
        "tone": _say("how it speaks of us"),
        "prominence": _say("where we stand in it"),
        "medium": _say("what carried it"),
        "relation": _say("why it is kept"),
        "state": _say("new, kept, deferred, rejected"),
        "is": _say("starred, published, undated"),
    }[name]


def section_name(name: str) -> str:
    """Return the heading above the values of a field."""
    return {
        "tag": _say("Tags"),
        "outlet": _say("Outlets"),
        "reporter": _say("Reporters"),
        "feat": _say("Spokespeople"),
        "after": _say("Since"),
        "before": _say("Before"),
        "tone": _say("Tone"),
        "prominence": _say("Prominence"),
        "medium": _say("Medium"),
        "relation": _say("Relation"),
        "state": _say("State"),
        "is": _say("Only"),
    }[name]


def chip_key(term: Term) -> str:
    """Return the quiet first word of a facet's chip."""
    name = {
        "after": _say("since"),
        "before": _say("before"),
        "feat": _say("feat."),
        "is": _say("only"),
    }.get(str(term.field), str(term.field))
    return _say("not {key}").format(key=name) if term.negated else name


def code_words(name: str) -> dict[str, str]:
    """Return the codes of a field, each with its meaning in the interface's words."""
    meanings: dict[str, dict[str, str]] = {
        "tone": {
            Tone.POSITIVE: _say("speaks well of us"),
            Tone.MIXED: _say("well and badly"),
            Tone.NEUTRAL: _say("neither"),
            Tone.NEGATIVE: _say("speaks badly of us"),
            "none": _say("not coded"),
        },
        "prominence": {
            Prominence.HEADLINE: _say("in the headline"),
            Prominence.MAIN: _say("main subject"),
            Prominence.PART: _say("part of it"),
            Prominence.PASSING: _say("passing mention"),
            "none": _say("not coded"),
        },
        "medium": {**dict.fromkeys(map(str, Medium), ""), "none": _say("unknown")},
        "relation": {
            Relation.ABOUT_US: _say("about us"),
            Relation.ISSUE: _say("our subject, not us"),
            Relation.PEER: _say("about a peer"),
        },
        "state": {
            State.NEW: _say("nobody looked yet"),
            State.KEPT: "",
            State.DEFERRED: _say("put off"),
            State.REJECTED: _say("never offered again"),
        },
        "is": {
            "starred": _say("key coverage"),
            "published": _say("fit for public outputs"),
            "undated": _say("without a date"),
            "deleted": _say("in the wastebasket"),
        },
    }
    return meanings[name]


def split_query(query: Query) -> tuple[tuple[Term, ...], str]:
    """Return a query as the box shows it: facets, which are chips, and the words as text."""
    facets = tuple(term for term in query.terms if term.field is not None)
    texts = [term for term in query.terms if term.field is None]
    if texts and texts[-1].prefix:
        texts[-1] = replace(texts[-1], prefix=False)
    return facets, " ".join(map(str, texts))
