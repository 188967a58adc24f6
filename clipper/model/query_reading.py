"""The reading of a search as it is typed: words, phrases, fields, -, OR and brackets become parts with their places.

Nothing that is typed is an error: what cannot be read is said and left out; where nothing else is asked, its words are
searched.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from clipper.model.group import Group, Part, opposite
from clipper.model.late_pattern import late_pattern
from clipper.model.search_day_words import may_go_on
from clipper.model.search_fields import (
    ANY,
    CODES,
    DATES,
    FIELDS,
    NAMES,
    NO_WORD,
    NONE,
    TEXTS,
    canonical,
    is_begun_code,
    problem_of,
)
from clipper.model.search_hints import EITHER, NO_LETTERS, is_picture
from clipper.model.search_links import CLOSING, MARKDOWN_LINK, address_in
from clipper.model.sentence import Sentence
from clipper.model.term import MOST_WORDS_MORE, NEEDLESS, OR, Term, is_bare
from clipper.model.text import words
from clipper.model.values import replace

# A whole article pasted into the search box is none; databases take a thousand conditions at most.
_MOST_TERMS = 200
_DEEPEST = 12
_MOST_PROBLEMS = 20
"""More than these nobody reads, and a page of brackets would take seconds to underline."""

_CLOSE = 0.75
"""How alike a word before a colon and the name of a field are where somebody mistyped it."""
# A quotation mark inside quotation marks is doubled.
_TOKEN = late_pattern(
    r'(?P<minus>-?)(?:(?P<open>\()|(?:(?P<field>[A-Za-z]+):)?(?:"(?P<quoted>(?:[^"]|"")*)(?:"(?P<star>\*(?![^\s)]))?)?'
    rf"|(?P<bare>{MARKDOWN_LINK}|\S+)))"
)
_DASH = late_pattern(r"(?<=\s)-(?=\s|$)")
"""A minus behind a word and a space is a dash, as titles have it, or has its word still to come."""
_BEGINNING = late_pattern(r'[\s"()*-]*')
"""What begins a word or phrase, and is none yet."""

_LONGEST_SHOWN = 20
_VALUE_APART = late_pattern(r'\s+([^\s()"]+)')


class ReadProblem(Struct, frozen=True):
    """What of a text cannot be read, in code points of it, and the sentence that says what would be right.

    `is_open` tells that what is still to be typed may put it right.
    """

    start: int
    end: int
    sentence: Sentence
    is_open: bool = False


class ReadPart(Struct, frozen=True):
    """A part of a search at its place in the text."""

    start: int
    end: int
    part: Part


class ReadText(Struct, frozen=True):
    """A text as it was read: parts that must all hold, words that are no value of their field, and what is wrong.

    `left_out` are signs that other programs join words by, and that are no words here. `ends_in_quotes` tells that a
    quotation mark is still to be closed.
    """

    parts: list[ReadPart]
    doubtful: list[ReadPart]
    problems: list[ReadProblem]
    left_out: tuple[str, ...] = ()
    ends_in_quotes: bool = False

    def asked(self, *, is_alone: bool = True) -> list[ReadPart]:
        """Return what to search for; of a text that stands alone, and says nothing else, the doubtful words."""
        return self.parts if self.parts or not is_alone else self.doubtful


def read_parts(text: str) -> ReadText:
    """Read a text, and say what cannot be read; it never raises."""
    reader = _Reader(text)
    parts = reader.sequence(0)
    if not (parts or reader.doubtful or reader.problems or _BEGINNING.fullmatch(text)):
        reader.say_nothing_to_find()
    problems = sorted(reader.problems, key=lambda problem: problem.start)
    return ReadText(parts, reader.doubtful, problems, tuple(sorted(reader.left_out)), reader.ends_in_quotes)


class _Operand(Struct):
    """What stands between two spaces or is in brackets: parts that must all hold, none where nothing can be read."""

    start: int
    end: int
    parts: tuple[Part, ...]


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._terms = self._told_open = 0
        self.doubtful: list[ReadPart] = []
        self.problems: list[ReadProblem] = []
        self.left_out: set[str] = set()
        self.ends_in_quotes = False

    def sequence(self, depth: int) -> list[ReadPart]:
        """Read up to the bracket that closes this depth, or to the end."""
        found: list[_Operand] = []
        either: tuple[int, int] | None = None
        for operand in self._operands(depth):
            if isinstance(operand, tuple):
                if either or not found:
                    self._say(*operand, _OR_BETWEEN)
                either = operand if found else None
            elif either:
                found[-1] = _joined(found[-1], operand)
                either = None
            else:
                found.append(operand)
        if either and self._terms < _MOST_TERMS:
            self._say(*either, _OR_BETWEEN, is_open=True)
        return [ReadPart(one.start, one.end, part) for one in found for part in one.parts]

    def say_nothing_to_find(self) -> None:
        """Say why a text that has no word at all finds nothing."""
        told = self._text.strip()
        shown = told if len(told) <= _LONGEST_SHOWN else f"{told[:_LONGEST_SHOWN]}…"
        start = self._text.index(told)
        self._say(start, start + len(told), Sentence(NO_LETTERS, text=shown))

    def _operands(self, depth: int) -> Iterator[_Operand | tuple[int, int]]:
        """Yield operands, and the place of each OR."""
        while match := self._next(depth):
            start = match.start()
            if match["open"]:
                yield from self._bracket(start, bool(match["minus"]), depth)
                continue
            end = self._place = self._end_of(match, depth)
            written = self._text[start:end]
            if written == OR:
                yield start, end
                continue
            if written in NEEDLESS:
                self._say(start, end, NEEDLESS[written], is_open=end == len(self._text))
                continue
            parts = self._term(match, end)
            if written in EITHER or (parts is None and is_picture(written)):
                self.left_out.add(written[:_LONGEST_SHOWN])
            if parts is not None:
                yield _Operand(start, self._place, parts)

    def _next(self, depth: int) -> re.Match[str] | None:
        """Return the next token; None at the bracket that closes this depth, which is passed, and at the end."""
        text = self._text
        self._skip_empty()
        while not depth and text.startswith(")", self._place):
            if not self._told_open:
                self._say(self._place, self._place + 1, Sentence("A bracket is closed that was not opened."))
            self._told_open = max(0, self._told_open - 1)
            self._place += 1
            self._skip_empty()
        if depth and text.startswith(")", self._place):
            return None
        return _TOKEN.match(text, self._place)

    def _skip_empty(self) -> None:
        text = self._text
        while self._place < len(text) and (text[self._place].isspace() or self._is_at_dash()):
            self._place += 1

    def _is_at_dash(self) -> bool:
        return _DASH.match(self._text, self._place) is not None and bool(self._text[: self._place].strip())

    def _end_of(self, match: re.Match[str], depth: int) -> int:
        """Return the end of a token; brackets behind a word that it does not open close those around it.

        Where none are open, those behind an address come from the sentence that it was copied with.
        """
        if match["bare"] is None:
            return match.end()
        token, is_field = match["bare"], (match["field"] or "").lower() in FIELDS
        tail = len(token.rstrip(CLOSING))
        # Where no more problems are told, the brackets of a token without a word are passed over at once.
        is_told = not tail and len(self.problems) == _MOST_PROBLEMS
        if not depth and (is_told or (not is_field and address_in(match[0].removeprefix("-")))):
            return match.end()
        behind, surplus = token.count(")", tail), token.count(")") - token.count("(")
        if behind <= 0 or surplus <= 0:
            return match.end()
        end = token.index(")", tail)
        for _ in range(behind - surplus):
            end = token.index(")", end + 1)
        return match.start("bare") + end

    def _bracket(self, start: int, negated: bool, depth: int) -> Iterator[_Operand]:
        self._place += 1 + negated
        if depth == _DEEPEST:
            self._say(start, self._place, _TOO_DEEP)
            return
        told, doubtful = len(self.problems), len(self.doubtful)
        inside = tuple(one.part for one in self.sequence(depth + 1))
        is_unreadable = len(self.problems) > told
        if negated:
            del self.doubtful[doubtful:]
        if self._text.startswith(")", self._place):
            self._place += 1
        else:
            self._say(start, start + 1 + negated, Sentence("A bracket is not closed."), is_open=True)
        if inside or is_unreadable:
            yield _Operand(start, self._place, opposite(inside) if negated and inside else inside)

    def _term(self, match: re.Match[str], end: int) -> tuple[Part, ...] | None:
        """Return what a token asks for: nothing where it cannot be read, None where it has no word at all."""
        if self._terms == _MOST_TERMS:
            self._say(match.start(), len(self._text), _TOO_LONG)
            self._place = len(self._text)
            return None
        quoted = match["quoted"]
        field, value = self._field_and_value(match, end)
        read = _read_term(field, value.strip(), quoted is not None)
        if field is not None and quoted is None and value.startswith("("):
            self._say(match.start(), end, Sentence(_WITHIN_BRACKETS, field=field))
            self._told_open += 1
        elif read.problem:
            self._say_wrong(match, end, field, value, read.problem)
        elif quoted is not None and end == match.end("quoted"):
            self.ends_in_quotes = True
            self._say(match.start("quoted") - 1, end, Sentence("A quotation mark is not closed."), is_open=True)
        if read.term is None:
            return () if read.problem else None
        self._terms += 1
        term = read.term.begun(in_quotes=True) if match["star"] else read.term
        if not read.is_doubtful:
            return (replace(term, negated=term.negated != bool(match["minus"])),)
        if not match["minus"]:
            self.doubtful.append(ReadPart(match.start(), end, term))
        return ()

    def _field_and_value(self, match: re.Match[str], end: int) -> tuple[str | None, str]:
        """Return the field of a token and its value, with what belongs to that behind spaces."""
        quoted, field = match["quoted"], match["field"]
        if quoted is not None:
            return field, quoted.replace('""', '"')
        value = self._text[match.start("bare") : end]
        if field is None and value.endswith(":") and value[:-1].lower() in FIELDS:
            field, value = value[:-1], ""
        if field is None:
            return None, value
        apart = self._with_days_apart if field.lower() in DATES else self._with_rest_apart
        return field, apart(field.lower(), value)

    def _say_wrong(self, match: re.Match[str], end: int, field: str | None, value: str, problem: Sentence) -> None:
        """Say what is wrong with the value of a field; where there is none, what stands behind a space may be meant."""
        apart = "" if value or match["quoted"] is not None else self._word_behind_space()
        if apart:
            self._say(match.start(), end, Sentence(_SPACE_BEFORE, field=str(field), value=apart))
            return
        is_begun = field is not None and field.lower() in DATES and may_go_on(value)
        self._say(match.start(), end, problem, is_open=not value or is_begun)

    def _word_behind_space(self) -> str:
        follows = _VALUE_APART.match(self._text, self._place)
        written = follows[1] if follows else ""
        is_other = written == OR or written.startswith("-") or ":" in written
        return written if words(written) and not is_other else ""

    def _with_rest_apart(self, name: str, value: str) -> str:
        """Return a value with what belongs to it behind spaces, where that can be nothing else, and pass over it.

        That is all of it as in "tone: none", the rest of a code as in "relation:about us", or the thousands of a number
        as in "reach:>100 000".
        """
        while follows := _VALUE_APART.match(self._text, self._place):
            whole = f"{value} {follows[1]}".strip()
            is_open = name in (*CODES, "lang", "link") and (problem_of(name, value) or is_begun_code(name, value))
            if not (is_open or name == "reach") or problem_of(name, whole):
                break
            value, self._place = whole, follows.end()
        return value

    def _with_days_apart(self, name: str, value: str) -> str:
        """Return a value with all behind it that names days together with it, as in "on:12 November 2026"."""
        ways = [(value, self._place)]
        while len(ways) <= MOST_WORDS_MORE and (follows := _VALUE_APART.match(self._text, ways[-1][1])):
            if follows[1].startswith("-"):
                break
            ways.append((f"{ways[-1][0]} {follows[1]}".strip(), follows.end()))
        readable = [way for way in ways if not problem_of(name, way[0])]
        value, self._place = readable[-1] if readable else ways[0]
        return value

    def _say(self, start: int, end: int, sentence: Sentence, *, is_open: bool = False) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(ReadProblem(start, end, sentence, is_open))


_WITH_ANY = (*NAMES, "tone", "prominence", "medium", "rights", "code", "lang", "story", "reach")
"""The fields of which "*" and "any" ask for any value at all, and "none" for no value."""
_ASKED_OTHERWISE = {"link": Term("link", "has"), "on": Term("undated", "is", negated=True)}
"""By what other term a field asks for any value at all."""
_CALLED = {
    "author": "reporter",
    "byline": "reporter",
    "journalist": "reporter",
    "date": "on",
    "expert": "feat",
    "person": "feat",
    "spokesperson": "feat",
    "language": "lang",
    "publication": "outlet",
    "source": "outlet",
    "show": "programme",
    "since": "after",
    "text": "body",
    "title": "headline",
}
"""What people and other programs call fields, with their names here."""

_TOO_LONG = Sentence(
    "A search can have {most} words and fields; the rest of this one was left out.", most=str(_MOST_TERMS)
)
_TOO_DEEP = Sentence("Brackets can be nested {most} deep at most; these were left out.", most=str(_DEEPEST))
_SPACE_BEFORE = "There is a space behind “{field}:”: write {field}:{value}, without it."
_OR_BETWEEN = Sentence("“OR” stands between two words or fields.")
_WITHIN_BRACKETS = "Write the field within the brackets: ({field}:one OR {field}:other)."


def _joined(first: _Operand, second: _Operand) -> _Operand:
    readable = [parts for parts in (first.parts, second.parts) if parts]
    parts = (Group.of(*readable),) if len(readable) > 1 else sum(readable, ())
    return _Operand(first.start, second.end, parts)


class _ReadTerm(Struct, frozen=True):
    """What a token comes to; `is_doubtful` where its words are only the value that its field cannot have."""

    term: Term | None
    problem: Sentence | None = None
    is_doubtful: bool = False


def _field_like(name: str) -> str | None:
    # Imported when a name is wrong: the window opens sooner without it.
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, FIELDS, 1, _CLOSE)), None)


def _read_term(field: str | None, value: str, phrase: bool) -> _ReadTerm:
    name = field.lower() if field else None
    written = f"{field}:{value}" if field else value
    if name not in FIELDS and not phrase and (address := address_in(written)):
        return _read_term("link", address, phrase)
    if name is None:
        return _ReadTerm(_text_term(value, None, phrase))
    if name not in FIELDS:
        if meant := _CALLED.get(name) or _field_like(name):
            wrong = Sentence("“{field}:” is not a field. Try “{meant}:”.", field=str(field), meant=meant)
            return _ReadTerm(_text_term(value, None, phrase), wrong)
        return _ReadTerm(_text_term(written, None, phrase=True))
    # Of a story "any" is a value of its own.
    if name in _WITH_ANY and (value == "*" or (value.lower() == ANY and name != "story")):
        return _ReadTerm(Term(canonical(name, NONE), name, negated=True))
    if name in _ASKED_OTHERWISE and value.lower() in (NONE, ANY, "*"):
        known = _ASKED_OTHERWISE[name]
        return _ReadTerm(replace(known, negated=known.negated != (value.lower() == NONE)))
    problem = problem_of(name, value)
    if problem:
        return _ReadTerm(_text_term(value, None, phrase), problem, is_doubtful=True)
    if name in TEXTS:
        term = _text_term(value, name, phrase)
        return _ReadTerm(term, None if term else Sentence(NO_WORD, text=value))
    return _ReadTerm(Term(canonical(name, value), name))


def _text_term(value: str, field: str | None, phrase: bool) -> Term | None:
    """Words for texts are a word where they read back as one, else a phrase; without letters they are nothing."""
    is_prefix = not phrase and value.endswith("*")
    value = (value.rstrip("*") if is_prefix else value).replace('"', " ").strip()
    phrase = phrase or not is_bare(value, field)
    return Term(value, field, False, phrase, is_prefix and not phrase) if words(value) else None
