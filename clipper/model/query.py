"""The search language: words, "phrases" and fields, read into terms that print themselves and can match a clipping.

The same terms become SQL in the library; both are tested against each other.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from clipper.model.clipping import Clipping
from clipper.model.codes import Medium, Prominence, Relation, State, Tone
from clipper.model.errors import WrongUsage
from clipper.model.period import Period
from clipper.model.text import words

_CODES: dict[str, frozenset[str]] = {
    "tone": frozenset([*Tone, "none"]),
    "prominence": frozenset([*Prominence, "none"]),
    "medium": frozenset([*Medium, "none"]),
    "relation": frozenset(Relation),
    "state": frozenset(State),
    "is": frozenset({"starred", "published", "undated", "deleted"}),
}
_NAMES = ("tag", "outlet", "reporter", "feat")
_DATES = ("after", "before")

FIELDS = (*_NAMES, *_DATES, *_CODES)
"""The words that may stand before a colon, in the order in which completion offers them."""

MANY_VALUED = frozenset({"tag", "reporter", "feat", "is"})
"""Fields of which a clipping holds several values: two terms of one must both hold; of any other field, either."""

# A whole article pasted into the search box is none; databases take a thousand conditions at most.
_MOST_TERMS = 200
# A quotation mark inside quotation marks is doubled.
_TERM = re.compile(r'(-?)(?:([A-Za-z]+):)?(?:"((?:[^"]|"")*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query: a word or phrase (no field), or a field and its value; `negated` asks that it not hold.

    `prefix` lets the last word match the beginning of a longer one, as a word does while it is being typed.
    """

    value: str
    field: str | None = None
    negated: bool = False
    phrase: bool = False
    prefix: bool = False

    def __str__(self) -> str:
        minus = "-" if self.negated else ""
        name = f"{self.field}:" if self.field else ""
        value = self.value if _is_bare(self.value) and not self.phrase else _quoted(self.value)
        return f"{minus}{name}{value}{'*' if self.prefix else ''}"

    @property
    def words(self) -> list[str]:
        """The folded words to look for, in order."""
        return words(self.value)

    @property
    def day(self) -> date:
        """The first day of the date that an after: or before: term names."""
        return Period.parse(self.value).first

    def matches(self, clipping: Clipping) -> bool:
        """Tell whether the clipping satisfies this term, negation included."""
        return self._holds(clipping) is not self.negated

    def _holds(self, clipping: Clipping) -> bool:
        if self.field is None:
            return any(_contains(words(text), self.words, self.prefix) for text in searched_texts(clipping))
        return _FIELD_TESTS[self.field](clipping, self.value)


def searched_texts(clipping: Clipping) -> Iterator[str]:
    """Yield the texts that words and phrases are looked for in; a phrase does not cross from one into the next."""
    yield clipping.headline or ""
    yield clipping.deck or ""
    yield clipping.body or ""
    yield clipping.note or ""
    yield from searched_names(clipping)


def searched_names(clipping: Clipping) -> Iterator[str]:
    """Yield the names among the searched texts."""
    yield clipping.outlet or ""
    yield clipping.programme or ""
    yield from clipping.reporters
    yield from (person.name for person in clipping.spokespeople)


def _contains(text: list[str], wanted: list[str], prefix: bool) -> bool:
    if not wanted:
        return True
    *whole, last = wanted
    for start in range(len(text) - len(wanted) + 1):
        end = start + len(whole)
        if text[start:end] == whole and (text[end] == last or (prefix and text[end].startswith(last))):
            return True
    return False


def tag_holds(tag: str, wanted: str) -> bool:
    """Tell whether a tag is the wanted one or nested below it; case does not matter, "none" is handled elsewhere."""
    tag, wanted = tag.casefold(), wanted.casefold()
    return tag == wanted or tag.startswith(wanted + "/")


def _has_tag(clipping: Clipping, value: str) -> bool:
    if value == "none":
        return not clipping.tags
    return any(tag_holds(tag, value) for tag in clipping.tags)


def name_holds(name: str, wanted: str) -> bool:
    """Tell whether a name holds the wanted words, one after the other."""
    return _contains(words(name), words(wanted), prefix=False)


def _has_name(names: Iterable[str], value: str) -> bool:
    return not words(value) or any(name_holds(name, value) for name in names)


def _is(clipping: Clipping, value: str) -> bool:
    return {
        "starred": clipping.starred,
        "published": clipping.publish,
        "undated": clipping.published_on is None,
        "deleted": clipping.deleted,
    }[value]


_FIELD_TESTS: dict[str, Callable[[Clipping, str], bool]] = {
    "tag": _has_tag,
    "outlet": lambda clipping, value: _has_name([clipping.outlet or ""], value),
    "reporter": lambda clipping, value: _has_name(clipping.reporters, value),
    "feat": lambda clipping, value: _has_name((person.name for person in clipping.spokespeople), value),
    "after": lambda clipping, value: (
        clipping.published_on is not None and clipping.published_on >= Period.parse(value).first
    ),
    "before": lambda clipping, value: (
        clipping.published_on is not None and clipping.published_on < Period.parse(value).first
    ),
    "tone": lambda clipping, value: (clipping.tone or "none") == value,
    "prominence": lambda clipping, value: (clipping.prominence or "none") == value,
    "medium": lambda clipping, value: (clipping.medium or "none") == value,
    "relation": lambda clipping, value: clipping.relation == value,
    "state": lambda clipping, value: clipping.state == value,
    "is": _is,
}


@dataclass(frozen=True, slots=True)
class Query:
    """All terms of a search, and the sentences that say what could not be read.

    An unreadable term is searched as words, so that typing never empties the list for want of a letter.
    Clippings in the wastebasket are found only by is:deleted, rejected ones only by state:rejected.
    """

    terms: tuple[Term, ...] = ()
    problems: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Read a query; it never raises, see `problems`."""
        terms, problems = [], []
        matches = _TERM.finditer(text)
        for match in islice(matches, _MOST_TERMS):
            term, problem = _read_term(*match.groups())
            terms.extend([term] if term else [])
            problems.extend([problem] if problem else [])
        if next(matches, None):
            problems.append(f"A search can have {_MOST_TERMS} words and fields; the rest of this one was left out.")
        return cls(tuple(terms), tuple(problems))

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def as_typed(self) -> "Query":
        """Return the query whose last word matches as a prefix, for results while it is being typed."""
        if not self.terms or self.terms[-1].field is not None or self.terms[-1].phrase:
            return self
        return replace(self, terms=(*self.terms[:-1], replace(self.terms[-1], prefix=True)))

    def strict(self) -> "Query":
        """Return the query itself; raises WrongUsage with the first problem where a part could not be read."""
        if self.problems:
            raise WrongUsage(self.problems[0])
        return self

    def with_term(self, term: Term) -> "Query":
        """Return the query with one term more; a term already there is not repeated, its opposite is replaced."""
        opposite = replace(term, negated=not term.negated)
        kept = tuple(other for other in self.terms if other not in (term, opposite))
        return replace(self, terms=(*kept, term))

    def without_term(self, term: Term) -> "Query":
        """Return the query without a term."""
        return replace(self, terms=tuple(other for other in self.terms if other != term))

    def without_field(self, *fields: str) -> "Query":
        """Return the query without any term of these fields."""
        return replace(self, terms=tuple(term for term in self.terms if term.field not in fields))

    @property
    def text_terms(self) -> tuple[Term, ...]:
        """The words and phrases that must be found; what snippets mark."""
        return tuple(term for term in self.terms if term.field is None and not term.negated and term.words)

    def groups(self) -> list[tuple[Term, ...]]:
        """Return alternatives that must all hold: terms of one single-valued field together, every other term alone."""
        either: dict[str, list[Term]] = {}
        alone: list[tuple[Term, ...]] = []
        for term in self.terms:
            if term.field is None or term.negated or term.field in MANY_VALUED or term.field in _DATES:
                alone.append((term,))
            else:
                either.setdefault(term.field, []).append(term)
        return alone + [tuple(terms) for terms in either.values()]

    def asks(self, field: str, value: str) -> bool:
        """Tell whether a term of the query asks for this value, not for its opposite."""
        return any(term.field == field and term.value == value and not term.negated for term in self.terms)

    def matches(self, clipping: Clipping) -> bool:
        """Tell whether a clipping is a hit; the library's SQL gives the same answer."""
        if clipping.deleted and not self.asks("is", "deleted"):
            return False
        if clipping.state is State.REJECTED and not self.asks("state", "rejected"):
            return False
        return all(any(term.matches(clipping) for term in group) for group in self.groups())


def _is_bare(value: str) -> bool:
    return re.fullmatch(r'[^\s":-][^\s":]*', value) is not None and not value.endswith("*")


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _text_term(value: str, negated: bool, phrase: bool, prefix: bool = False) -> Term | None:
    """What has no field is a word where it reads back as one, else a phrase; without letters it is nothing."""
    value = value.replace('"', " ").strip()
    phrase = phrase or not _is_bare(value)
    return Term(value, None, negated, phrase, prefix and not phrase) if words(value) else None


def _read_term(minus: str, field: str | None, quoted: str | None, bare: str | None) -> tuple[Term | None, str | None]:
    value = (bare or "" if quoted is None else quoted.replace('""', '"')).strip()
    name, negated, phrase = field.lower() if field else None, minus == "-", quoted is not None
    if not phrase and value.endswith(":") and value[:-1].lower() in FIELDS:
        name, value = value[:-1].lower(), ""
    if name is None:
        prefix = not phrase and value.endswith("*")
        return _text_term(value.rstrip("*") if prefix else value, negated, phrase, prefix), None
    if name not in FIELDS:
        return _text_term(f"{field}:{value}", negated, phrase=True), None
    problem = _problem(name, value)
    if problem:
        return _text_term(value, negated, phrase), problem
    return Term(_canonical(name, value), name, negated), None


def _canonical(name: str, value: str) -> str:
    return value.lower() if name in _CODES or value.lower() == "none" else value


def _problem(name: str, value: str) -> str | None:
    if not value:
        return f"“{name}:” needs a value after the colon."
    if name in _CODES and value.lower() not in _CODES[name]:
        return f"“{value}” is not a {name}. Try {', '.join(sorted(_CODES[name]))}."
    if name in _DATES:
        try:
            Period.parse(value)
        except WrongUsage:
            return f"“{value}” is not a date. Try 2026, 2026-11 or 2026-11-18."
    return None
