"""What the rows of the search builder say: conditions in blocks, which come from a query and become one. No widgets.

All blocks must hold, and of each block one condition.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from clipper.model.group import Group, Part, asked_for, either_or, opposite, side_by_side
from clipper.model.query import Query
from clipper.model.search_fields import ANY, NONE, TEXTS, canonical, problem_of
from clipper.model.term import Term, is_bare
from clipper.model.text import clean_line, words
from clipper.model.values import replace
from clipper.ui.sentences import in_words
from clipper.ui.widgets.search_dates import read_days

Parts = tuple[Part, ...]


class Entry(Enum):
    """What kind of value a condition asks for."""

    WORDS = auto()
    PHRASE = auto()
    BEGINNINGS = auto()
    NAME = auto()
    BELOW = auto()
    CODE = auto()
    DAYS = auto()
    SPAN = auto()
    NUMBER = auto()
    NOTHING = auto()
    WRITTEN = auto()


class Way(Struct, frozen=True):
    """One way to ask something: the subject and the operator that a row shows, and the field that they stand for.

    With Entry.NOTHING the operator says it all, and `value` is what it stands for; with Entry.NUMBER it is the sign
    before the number.
    """

    subject: str
    operator: str
    entry: Entry
    field: str | None = None
    negated: bool = False
    value: str = ""


class Reading(Struct, frozen=True):
    """The parts that a condition comes to, none while it has no value; or the sentence why it cannot be read."""

    parts: Parts = ()
    problem: str = ""


ANYWHERE, PUBLISHED, ONLY, WRITTEN = "anywhere", "published", "only", "written"
"""Subjects that have another name than the field they stand for."""

_SPAN = re.compile(r"\d{1,4}[dwmy]")
_HIDDEN = (Term("rejected", "state"), Term("deleted", "is"))
"""What brings clippings into a search that others leave out, wherever it is asked for."""


def _text(subject: str, field: str | None) -> list[Way]:
    return [
        Way(subject, "all_words", Entry.WORDS, field),
        Way(subject, "phrase", Entry.PHRASE, field),
        Way(subject, "beginnings", Entry.BEGINNINGS, field),
        Way(subject, "no_words", Entry.WORDS, field, negated=True),
        Way(subject, "no_phrase", Entry.PHRASE, field, negated=True),
        Way(subject, "no_beginnings", Entry.BEGINNINGS, field, negated=True),
    ]


def _either_way(subject: str, entry: Entry, field: str, yes: str = "is", no: str = "is_not") -> list[Way]:
    return [Way(subject, yes, entry, field), Way(subject, no, entry, field, negated=True)]


def _known_or_not(field: str) -> list[Way]:
    unknown, known = Way(field, "unknown", Entry.NOTHING, field, value=NONE), "known"
    return [unknown, replace(unknown, operator=known, negated=True)]


def _names(field: str) -> list[Way]:
    below = _either_way(field, Entry.BELOW, field, "below", "not_below") if field == "tag" else []
    return [*_either_way(field, Entry.NAME, field), *below, *_known_or_not(field)]


def _days() -> list[Way]:
    return [
        Way(PUBLISHED, "on", Entry.DAYS, "on"),
        Way(PUBLISHED, "after", Entry.DAYS, "after"),
        Way(PUBLISHED, "before", Entry.DAYS, "before"),
        Way(PUBLISHED, "last", Entry.SPAN, "last"),
        Way(PUBLISHED, "quarter", Entry.CODE, "quarter"),
        Way(PUBLISHED, "not_on", Entry.DAYS, "on", negated=True),
        Way("added", "last", Entry.SPAN, "added"),
        *_either_way("added", Entry.DAYS, "added", "on", "not_on"),
    ]


def _told(subject: str, field: str, *values: str) -> list[Way]:
    """The values of a closed vocabulary as operators that need no value, each with its opposite."""
    found = (Way(subject, value, Entry.NOTHING, field, value=value) for value in values)
    return [one for way in found for one in (way, replace(way, operator=f"not_{way.operator}", negated=True))]


WAYS: tuple[Way, ...] = (
    *_text(ANYWHERE, None),
    *(way for field in TEXTS for way in _text(field, field)),
    *(way for field in ("tag", "outlet", "programme", "reporter") for way in _names(field)),
    *(way for field in ("feat", "quoted", "interviewed", "message", "code") for way in _names(field)),
    *(
        way
        for field in ("tone", "prominence", "medium", "lang", "state", "relation", "rights")
        for way in _either_way(field, Entry.CODE, field)
    ),
    *_days(),
    *_told("due", "due", "overdue", ANY, NONE),
    Way("due", "next", Entry.SPAN, "due"),
    *_either_way("due", Entry.DAYS, "due", "on", "not_on"),
    *_told("has", "has", "text", "note", "link", "highlight", "quote", "correction", "attachment"),
    *_told(ONLY, "is", "starred", "published", "open", "undated", "deleted"),
    *(Way("story", value, Entry.NOTHING, "story", value=value) for value in ("any", NONE)),
    Way("reach", "at_least", Entry.NUMBER, "reach", value=">="),
    Way("reach", "at_most", Entry.NUMBER, "reach", value="<="),
    *_known_or_not("reach"),
    *_either_way("link", Entry.NAME, "link"),
    Way(WRITTEN, "reads", Entry.WRITTEN),
)
"""All ways to ask something, in the order in which a row offers them."""

SUBJECTS: tuple[str, ...] = tuple(dict.fromkeys(way.subject for way in WAYS))
"""What a condition can be about, in the order in which a row offers it."""


_TELLING_FIRST = sorted(WAYS, key=lambda way: way.entry not in (Entry.NOTHING, Entry.BELOW))


def ways_of(subject: str) -> list[Way]:
    """Return the ways to ask something about a subject."""
    return [way for way in WAYS if way.subject == subject]


class Condition(Struct, frozen=True):
    """What a row says: a way to ask, and the text of its value."""

    way: Way
    text: str = ""

    def read(self, today: date) -> Reading:
        """Return what the condition comes to; days in words may be told from `today`."""
        text = clean_line(self.text)
        if self.way.entry is Entry.NOTHING:
            return Reading((Term(self.way.value, self.way.field, self.way.negated),))
        if not text:
            return Reading()
        if self.way.entry is Entry.WRITTEN:
            query = Query.parse(text)
            return Reading(query.parts, next(map(in_words, query.problems), ""))
        if self.way.field is None or self.way.field in TEXTS:
            return self._read_words(text)
        return self._read_value(text, today)

    def _read_words(self, text: str) -> Reading:
        way = self.way
        if not words(text):
            return Reading(problem=_say("“{text}” has no word to look for.").format(text=text))
        if way.entry is Entry.PHRASE:
            return Reading((Term(clean_line(text.replace('"', " ")), way.field, way.negated, phrase=True),))
        written = [one for one in text.replace('"', " ").split() if words(one)]
        if way.entry is Entry.WORDS:
            return Reading(tuple(Term(one, way.field, way.negated, not is_bare(one, way.field)) for one in written))
        begun = [one.rstrip("*") for one in written]
        wrong = next((one for one in begun if not is_bare(one, way.field)), None)
        if wrong is not None:
            return Reading(problem=_say("“{text}” is not the beginning of a word.").format(text=wrong))
        return Reading(tuple(Term(one, way.field, way.negated, prefix=True) for one in begun))

    def _read_value(self, text: str, today: date) -> Reading:
        field = str(self.way.field)
        if self.way.entry is Entry.DAYS:
            text = read_days(text, today)
        elif self.way.entry is Entry.BELOW:
            text = f"{text.rstrip('/')}/*"
        elif self.way.entry is Entry.NUMBER:
            text = f"{self.way.value}{text.replace(' ', '')}"
        elif self.way.entry is Entry.SPAN and not _SPAN.fullmatch(text):
            return Reading(problem=_say("Write how many days, weeks, months or years."))
        problem = problem_of(field, text)
        if problem:
            return Reading(problem=in_words(problem))
        return Reading((Term(canonical(field, text), field, self.way.negated),))


Block = Sequence[Condition]
"""Conditions of which one must hold."""


def new_condition(subject: str = ANYWHERE) -> Condition:
    """Return a condition about a subject that has no value yet."""
    return Condition(ways_of(subject)[0])


def condition_of(parts: Parts, today: date) -> Condition:
    """Return the condition that reads as these parts; "as written" where no other way to ask does."""
    if all(isinstance(part, Term) for part in parts):
        text = " ".join(part.value for part in parts if isinstance(part, Term))
        for way in _TELLING_FIRST:
            found = Condition(way, _text_for(way, text))
            if way.subject != WRITTEN and found.read(today).parts == parts:
                return replace(found, text="") if way.entry is Entry.NOTHING else found
    return Condition(ways_of(WRITTEN)[0], side_by_side(parts))


def _text_for(way: Way, value: str) -> str:
    """Return what a row shows of the value of a term."""
    if way.entry is Entry.BELOW:
        return value.removesuffix("/*")
    return value.removeprefix(way.value) if way.entry is Entry.NUMBER else value


# From a query to rows


def blocks_of(query: Query, today: date) -> list[list[Condition]]:
    """Return a query as blocks of conditions; what is nested deeper is a condition as it is written."""
    blocks = [[condition_of(one, today) for one in rows] for rows in _rows_of(query.parts)]
    return _with_words_joined(blocks)


def _rows_of(parts: Parts) -> list[list[Parts]]:
    """Return what each row of each block has to read as: terms of one single-valued field are alternatives."""
    rows: list[list[Parts]] = []
    either: dict[str, list[Parts]] = {}
    for part in parts:
        if isinstance(part, Group):
            rows += _rows_of_group(part)
        elif part.narrows:
            rows.append([(part,)])
        elif part.field in either:
            either[part.field].append((part,))
        else:
            rows.append([(part,)])
            either[str(part.field)] = rows[-1]
    return rows


def _rows_of_group(group: Group) -> list[list[Parts]]:
    """That none of several terms holds is told of each alone, unless that would show what is hidden else."""
    if not group.negated:
        return [list(group.alternatives)]
    none_of = [opposite(one) for one in group.alternatives]
    is_simple = all(len(one) == 1 and isinstance(one[0], Term) for one in none_of)
    if is_simple and not any(term in _HIDDEN for one in none_of for term in asked_for(one)):
        return [[one] for one in none_of]
    return [[(group,)]]


def _with_words_joined(blocks: list[list[Condition]]) -> list[list[Condition]]:
    """Words that are asked for one after the other in the same way stand in one row."""
    joined: list[list[Condition]] = []
    for block in blocks:
        before, (first, *others) = joined[-1] if joined else [], block
        is_alike = len(before) == 1 and not others and before[0].way == first.way
        if is_alike and first.way.entry in (Entry.WORDS, Entry.BEGINNINGS):
            joined[-1] = [replace(first, text=f"{before[0].text} {first.text}")]
        else:
            joined.append(block)
    return joined


# From rows to a query


def query_of(blocks: Sequence[Block], today: date) -> Query:
    """Return the query that asks that all blocks hold; conditions without a value or that cannot be read are left out.

    It is read from what it prints, so that it is the same when it is typed.
    """
    eithers = [either for block in blocks for either in _eithers([one.read(today).parts for one in block])]
    return Query.parse(side_by_side(_conjunction(eithers)))


def _eithers(rows: list[Parts]) -> list[Parts]:
    """Return what must hold of a block, as either_or() tells it: each of several terms of a field, or one part."""
    rows = [parts for parts in rows if parts]
    if len(rows) == 1:
        return either_or(rows[0])
    if rows and all(len(parts) == 1 and _single_valued(parts[0]) for parts in rows):
        alike = either_or([parts[0] for parts in rows])
        if len(alike) == 1:
            return alike
    return [(Group.of(*rows),)] if rows else []


def _single_valued(part: Part) -> str | None:
    """Return the field of a term that stands with others of its field as an alternative; None for other parts."""
    return part.field if isinstance(part, Term) and not part.narrows else None


def _conjunction(eithers: list[Parts]) -> list[Part]:
    """Return parts that ask for all of these; two of one single-valued field, left alone, would be alternatives."""
    times = Counter(_single_valued(either[0]) for either in eithers)
    parts: list[Part] = []
    crowded: dict[str, list[Part]] = {}
    for either in eithers:
        field = _single_valued(either[0])
        if field is None or times[field] == 1:
            parts += either
        elif len(either) > 1:
            parts.append(Group.of(*((term,) for term in either)))
        else:
            crowded.setdefault(field, []).append(either[0])
    return [*parts, *(part for terms in crowded.values() for part in _all_of(terms))]


def _all_of(terms: list[Part]) -> Parts:
    """Say that all of several terms hold as grammar can: that none of their opposites does."""
    distinct = list(dict.fromkeys(terms))
    if len(distinct) == 1:
        return tuple(distinct)
    return opposite((Group.of(*(opposite((term,)) for term in distinct)),))


def _say(text: str) -> str:
    return QCoreApplication.translate("SearchBuilder", text)
