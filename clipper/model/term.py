"""One word, phrase or field of a search: what it reads as, how it prints, and whether a clipping satisfies it."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct

from clipper.model.clipping import Clipping
from clipper.model.codes import FollowUpKind, Medium, Prominence, Relation, Rights, Role, State, Tone
from clipper.model.errors import WrongUsage
from clipper.model.follow_up import FollowUp, is_open
from clipper.model.languages import read_language
from clipper.model.late_pattern import late_pattern
from clipper.model.period import Period
from clipper.model.search_day_words import printed_amount, printed_days, printed_quarter, two_days
from clipper.model.search_days import added_days, days_of, due_days, last_days, quarter_of
from clipper.model.search_ids import ids_of
from clipper.model.search_links import SearchedLink, address_in, written_link
from clipper.model.search_numbers import Numbers, without_spaces
from clipper.model.sentence import Sentence
from clipper.model.text import fold, words
from clipper.model.values import replace
from clipper.model.word_forms import may_go_on, plain_letters, stroked, without_article, word_forms

NONE = "none"
"""The value by which a field asks for clippings that have nothing there."""

ANY = "any"
"""The value by which a field asks for clippings that have something there; so does "*"."""

TEXTS = ("headline", "body", "note")
"""Fields whose words are looked for in one part of the text."""

WHOLE = "="
"""Begins a value that is a whole name: "=Post" is not "The Harbour Post"; of a tag one with just its own accents."""

NO_WORD = "“{text}” has no word to look for."
"""What to say of a value that is looked for by its words, and has none."""

NAMES = ("outlet", "programme", "reporter", "feat", "quoted", "interviewed", "message")
"""Fields whose words are looked for in names."""

ROLES = {"quoted": Role.QUOTED, "interviewed": Role.INTERVIEWED}
"""What a spokesperson does in the clippings that a field finds."""

CODES: dict[str, frozenset[str]] = {
    "tone": frozenset([*Tone, NONE]),
    "prominence": frozenset([*Prominence, NONE]),
    "medium": frozenset([*Medium, NONE]),
    "relation": frozenset(Relation),
    "state": frozenset(State),
    "rights": frozenset(Rights),
    "has": frozenset({"text", "note", "link", "highlight", "quote", "correction", "attachment"}),
    "is": frozenset({"starred", "published", "undated", "deleted", "open"}),
}
"""Fields of closed vocabularies, with their values."""

_DAYS: dict[str, Callable[[str, date], Period]] = {
    "after": days_of,
    "before": days_of,
    "on": days_of,
    "quarter": quarter_of,
    "last": last_days,
    "added": added_days,
    "due": due_days,
}

DATES = tuple(_DAYS)
"""Fields of days."""

_COUNTED = ("last", "added", "due")
"""Fields of days that may be so many up to today, or from it."""

FIELDS = (*TEXTS, "tag", *NAMES, *DATES, *CODES, "code", "lang", "story", "reach", "link", "id")
"""The words that may stand before a colon, in the order in which completion offers them."""

MANY_VALUED = frozenset({*TEXTS, "tag", "reporter", "feat", *ROLES, "message", "code", "is", "has", "due"})
"""Fields of which a clipping holds several values: two terms of one must both hold; of any other field, either."""

_ANYWHERE = "*/"
_SPECIAL_TAG = late_pattern(rf"{WHOLE}.*|\*/.*|.*\*|{NONE}", re.IGNORECASE | re.DOTALL)
"""Tags that are written as what asks for others: all of one, a part of any, what begins so, having none."""
_NARROWING = frozenset({"after", "before", "last", "reach"})
_STORY = late_pattern(r"[0-9a-f-]{4,}")
_BARE = late_pattern(r'[^\s":()-][^\s":()]*')

MOST_WORDS_MORE = 3
"""So many words of a day stand behind its first one, as in "le 1er novembre 2026"."""

OR = "OR"
"""Between two parts of a search: either of them."""

NEEDLESS = {
    "AND": Sentence("“AND” is not needed: what stands side by side must all be found."),
    "NOT": Sentence("Write a minus for what must not be found, such as -weather; “NOT” is left out."),
    "-": Sentence(
        "A minus that stands alone is left out; write it right before what must not be found, such as -weather."
    ),
}
"""Words and signs by which other programs join what is searched for, with what is done here instead."""


class Term(Struct, frozen=True):
    """One part of a query: a word or phrase (no field), or a field and its value; `negated` asks that it not hold.

    A word finds its plural or singular too, a phrase only itself. `prefix` lets the last word match the beginning of a
    longer one, as a word does while it is being typed; one in a script without spaces always does. `also` are names
    that it means by an alias of theirs; see by_aliases(). `day` is that on which rights must be in force; see at().
    """

    value: str
    field: str | None = None
    negated: bool = False
    phrase: bool = False
    prefix: bool = False
    also: frozenset[str] = frozenset()
    day: date | None = None

    def __str__(self) -> str:
        return self.before("")

    def before(self, text: str) -> str:
        """Return the term as it prints before a text: what would take the first words of that for its own is quoted."""
        minus = "-" if self.negated else ""
        name = f"{self.field}:" if self.field else ""
        is_quoted = not is_bare(self.value, self.field) or self.phrase or self._takes(text)
        return f"{minus}{name}{_quoted(self.value) if is_quoted else self.value}{'*' if self.prefix else ''}"

    def _takes(self, text: str) -> bool:
        if self.field not in (*DATES, "reach"):
            return False
        behind = text.split(maxsplit=MOST_WORDS_MORE)[:MOST_WORDS_MORE]
        longer = (" ".join([self.value, *behind[:number]]) for number in range(1, len(behind) + 1))
        return not all(problem_of(str(self.field), value) for value in longer)

    @property
    def words(self) -> list[str]:
        """The folded words to look for, in order."""
        return words(self.value)

    @property
    def is_text(self) -> bool:
        """Whether it looks for words in the text, all of it or one part, rather than for a value."""
        return self.field is None or self.field in TEXTS

    @property
    def narrows(self) -> bool:
        """Whether it must hold beside others of its field, rather than either of them."""
        return self.field is None or self.negated or self.field in MANY_VALUED or self.field in _NARROWING

    @property
    def runs(self) -> list[tuple[list[str], bool]]:
        """The runs of folded words of which one must stand in the text; with each whether its last word may go on."""
        wanted = self.words if self.phrase else without_article(self.value, self.words)
        if not wanted:
            return []
        is_begun = self.prefix or may_go_on(wanted[-1])
        if self.phrase or len(wanted) > 1:
            return [(wanted, is_begun)]
        forms = [[form] for form in word_forms(wanted[0])]
        if not is_begun:
            return [(form, False) for form in forms]
        begun = [wanted[0], *stroked(wanted[0])]
        others = [form for form in forms if not form[0].startswith(tuple(begun))]
        return [*(([one], True) for one in begun), *((form, False) for form in others)]

    def begun(self, *, in_quotes: bool = False) -> "Term":
        """Return the term with its word, tag, name or site as the beginning of one; any other comes back as it is.

        The last word of a phrase is one only while its quotation marks are open.
        """
        if self.is_text:
            return self if self.phrase and not in_quotes else replace(self, prefix=True)
        is_one = self.field in (*NAMES, "tag") or (self.field == "link" and not SearchedLink.parse(self.value).page)
        is_whole = self.value == NONE or self.value.startswith(WHOLE) or self.value.endswith("*")
        return replace(self, value=f"{self.value}*") if is_one and not is_whole else self

    def at(self, today: date) -> "Term":
        """Return the term with days that are told from `today`, such as "last:30d", as the days that they are.

        Rights are then those in force on that day.
        """
        if self.field == "rights":
            return replace(self, day=today)
        if self.field not in _DAYS or _is_closed_span(self.value) or self.value == NONE:
            return self
        days = _DAYS[self.field](self.value, today)
        is_one = self.field in ("after", "before")
        return replace(self, value=f"{days.first}" if is_one else f"{days.first}..{days.last}")

    def among(self, tags: Collection[str]) -> "Term":
        """Return the term with a tag that is told by its last part as what that means among the tags of a library."""
        return replace(self, value=tag_meant(self.value, tags)) if self.field == "tag" else self

    def by_aliases(self, names: Callable[[str, str], Iterable[str]]) -> "Term":
        """Return the term with the names that it means by an alias; `names` tells these for a field and a value."""
        if self.field not in ALIASED or self.value == NONE:
            return self
        return replace(self, also=frozenset(names(self.field, self.value)))

    def asks_for(self, name: str) -> bool:
        """Tell whether a name holds the words that the term looks for in names, or is meant by an alias."""
        return name in self.also or name_holds(name, self.value)

    @property
    def days(self) -> Period:
        """The days that a term of days asks for; of one told from today only after at()."""
        return Period.parse(self.value)

    def matches(self, clipping: Clipping) -> bool:
        """Tell whether the clipping satisfies this term, negation included; see at(), among() and by_aliases()."""
        return self._holds(clipping) is not self.negated

    def _holds(self, clipping: Clipping) -> bool:
        if self.also and not self.also.isdisjoint(ALIASED[str(self.field)](clipping)):
            return True
        if self.field == "rights":
            return clipping.rights_on(self.day) == self.value
        if not self.is_text:
            return _TESTS[str(self.field)](clipping, self.value)
        texts = [words(text) for text in _searched(clipping, self.field)]
        return not self.words or any(_contains(text, *run) for text in texts for run in self.runs)


def _is_closed_span(value: str) -> bool:
    return ".." in value and not value.startswith("..") and not value.endswith("..")


def _searched(clipping: Clipping, name: str | None) -> Iterable[str]:
    if name is None:
        return searched_texts(clipping)
    parts = {
        "headline": [clipping.headline],
        "body": [clipping.deck, clipping.body],
        "note": [clipping.note, *searched_comments(clipping)],
    }
    return [text or "" for text in parts[name]]


def searched_texts(clipping: Clipping) -> Iterator[str]:
    """Yield the texts that words and phrases are looked for in; a phrase does not cross from one into the next."""
    yield clipping.headline or ""
    yield clipping.deck or ""
    yield clipping.body or ""
    yield clipping.note or ""
    yield from searched_names(clipping)
    yield from searched_comments(clipping)


def searched_names(clipping: Clipping) -> Iterator[str]:
    """Yield the names among the searched texts."""
    yield clipping.outlet or ""
    yield clipping.programme or ""
    yield clipping.host or ""
    yield clipping.handle or ""
    yield from clipping.reporters
    yield from (person.name for person in clipping.spokespeople)


def searched_comments(clipping: Clipping) -> Iterator[str]:
    """Yield what staff wrote to the highlights, among the searched texts."""
    yield from (highlight.comment for highlight in clipping.highlights if highlight.comment)


def _contains(text: list[str], wanted: list[str], prefix: bool) -> bool:
    *whole, last = wanted
    for start in range(len(text) - len(wanted) + 1):
        end = start + len(whole)
        if text[start:end] == whole and (text[end] == last or (prefix and text[end].startswith(last))):
            return True
    return False


def telling_values(names: Iterable[str]) -> dict[str, str]:
    """Return for each name the value by which it is found alone: itself, or all of it where others hold its words."""
    given = list(names)
    by_word: dict[str, list[str]] = {}
    for name in given:
        for word in set(_words_of_name(name)):
            by_word.setdefault(word, []).append(name)

    def is_held_by_another(name: str) -> bool:
        # Of thousands that begin with the same word, only those with the rarest one can hold it.
        near = min((by_word[word] for word in _words_of_name(name)), key=len)
        return any(other != name and name_holds(other, name) for other in near)

    return {name: f"{WHOLE}{name}" if is_held_by_another(name) or not words(name) else name for name in given}


def tag_holds(tag: str, wanted: str) -> bool:
    """Tell whether a tag is the wanted one or nested below it; case and accents do not matter.

    Of "topic/*" only what is below, of "arc*" what begins so or has a part that does, of "*/arctic" what has that part.
    Behind WHOLE accents do matter: two tags may differ by nothing else.
    """
    return tag_test(wanted)(tag)


def tag_test(wanted: str) -> Callable[[str], bool]:
    """Return what tag_holds() tells by, made once where many tags are looked at."""
    if wanted.startswith(WHOLE):
        whole = f"{wanted.removeprefix(WHOLE)}/".casefold()
        return lambda tag: f"{tag}/".casefold().startswith(whole)
    if wanted.startswith(_ANYWHERE):
        part = f"/{tag_letters(wanted.removeprefix(_ANYWHERE))}/"
        return lambda tag: part in f"/{tag_letters(tag)}/"
    if wanted.endswith("/*"):
        above = tag_letters(wanted[:-1])
        return lambda tag: tag_letters(tag).startswith(above) and tag_letters(tag) != above
    if wanted.endswith("*"):
        begun = f"/{tag_letters(wanted[:-1])}"
        return lambda tag: begun in f"/{tag_letters(tag)}"
    path = f"{tag_letters(wanted)}/"
    return lambda tag: f"{tag_letters(tag)}/".startswith(path)


@lru_cache(maxsize=50_000)
def tag_letters(tag: str) -> str:
    """Return a tag as it is searched: without case and accents, in plain letters; no sign in it becomes a slash."""
    if tag.isascii():
        return tag.lower()
    return "/".join(plain_letters(fold(part)).replace("/", " ") for part in tag.split("/"))


def telling_tags(tags: Iterable[str]) -> dict[str, str]:
    """Return for each tag the value by which it is found alone: itself, or all of it where that means others too.

    That is so where accents alone tell it apart, and where it is written as a pattern is, or as "none" is.
    """
    given = list(tags)
    alike = Counter(map(tag_letters, given))
    return {
        tag: f"{WHOLE}{tag}" if alike[tag_letters(tag)] > 1 or _SPECIAL_TAG.fullmatch(tag) else tag for tag in given
    }


def tag_meant(wanted: str, tags: Collection[str]) -> str:
    """Return "*/arctic" for "arctic" where no tag is called so, but "topic/arctic" has that for its last part.

    "any" means all tags, where none is called so, and "=arctic" the same as "arctic", where none has just its accents.
    """
    if wanted.startswith(WHOLE):
        ways = wanted, f"{WHOLE}{wanted}"
        own = next((way for way in ways if any(map(tag_test(way), tags))), None)
        return own or tag_meant(wanted.removeprefix(WHOLE), tags)
    if wanted.casefold() == NONE or wanted in tags:
        return wanted
    if any(map(tag_test(wanted), tags)):
        return wanted
    if wanted.casefold() == ANY:
        return "*"
    anywhere = f"{_ANYWHERE}{wanted}"
    return anywhere if any(map(tag_test(anywhere), tags)) else wanted


def _has_tag(clipping: Clipping, value: str) -> bool:
    if value == NONE:
        return not clipping.tags
    return any(map(tag_test(value), clipping.tags))


def code_holds(name: str, value: str, wanted: str) -> bool:
    """Tell whether a value of a field of the codebook is wanted: "depth=long", or "depth" for any value of it."""
    wanted_name, equals, wanted_value = wanted.partition("=")
    return fold(name) == fold(wanted_name.strip()) and (not equals or fold(value) == fold(wanted_value.strip()))


def _has_code(clipping: Clipping, value: str) -> bool:
    if value == NONE:
        return not clipping.codes
    return any(code_holds(*code, value) for code in clipping.codes)


def name_holds(name: str, wanted: str) -> bool:
    """Tell whether a name holds the wanted words, one after the other; behind the last a * stands for more letters.

    Behind WHOLE stands the name itself, with nothing before or after it.
    """
    if wanted.startswith(WHOLE):
        return _words_of_name(name) == _words_of_name(wanted.removeprefix(WHOLE))
    wanted_words = _words_of_name(wanted)
    is_begun = wanted.endswith("*") or may_go_on(wanted_words[-1])
    return _contains(_words_of_name(name), wanted_words, is_begun)


def is_whole_name(value: str) -> bool:
    """Tell whether a value of a field of names says how the whole name is written."""
    return value.startswith(WHOLE) and value != WHOLE


def _words_of_name(name: str) -> list[str]:
    """The words of a name in plain letters; of one that has none, as "***" has, all of it."""
    return [plain_letters(word) for word in words(name)] or [fold(name)]


def _has_name(names: Iterable[str | None], value: str) -> bool:
    given = [name for name in names if name]
    if value == NONE:
        return not given
    return any(name_holds(name, value) for name in given)


def _people(clipping: Clipping, role: Role | None = None) -> list[str]:
    return [person.name for person in clipping.spokespeople if role in (None, person.role)]


def _is(clipping: Clipping, value: str) -> bool:
    return {
        "starred": clipping.starred,
        "published": clipping.publish,
        "undated": clipping.published_on is None,
        "deleted": clipping.deleted,
        "open": is_open(clipping.follow_ups),
    }[value]


def _has(clipping: Clipping, value: str) -> bool:
    if value == "highlight":
        return bool(clipping.highlights)
    if value == "quote":
        return bool(clipping.quotes)
    if value == "attachment":
        return bool(clipping.attachments)
    if value == "correction":
        return any(one.kind is FollowUpKind.CORRECTION for one in clipping.follow_ups)
    return {"text": clipping.body, "note": clipping.note, "link": clipping.url}[value] is not None


def _reaches(clipping: Clipping, value: str) -> bool:
    if value == NONE or clipping.reach is None:
        return (clipping.reach is None) is (value == NONE)
    return clipping.reach in Numbers.parse(value)


def _has_due(clipping: Clipping, value: str) -> bool:
    return any(_is_due(one, value) for one in clipping.follow_ups if one.is_open)


def _is_due(follow_up: FollowUp, value: str) -> bool:
    if value == NONE or follow_up.due is None:
        return (follow_up.due is None) is (value == NONE)
    return follow_up.due in Period.parse(value)


def _is_told(clipping: Clipping, test: Callable[[date], bool]) -> bool:
    return clipping.published_on is not None and test(clipping.published_on)


def _is_within(clipping: Clipping, value: str) -> bool:
    return _is_told(clipping, lambda day: day in Period.parse(value))


def _story_holds(clipping: Clipping, value: str) -> bool:
    if value in (NONE, ANY):
        return (clipping.story is None) is (value == NONE)
    return clipping.story is not None and clipping.story.startswith(value)


ALIASED: dict[str, Callable[[Clipping], list[str | None]]] = {
    "outlet": lambda clipping: [clipping.outlet],
    "reporter": lambda clipping: [*clipping.reporters],
    "feat": lambda clipping: [*_people(clipping)],
    "quoted": lambda clipping: [*_people(clipping, Role.QUOTED)],
    "interviewed": lambda clipping: [*_people(clipping, Role.INTERVIEWED)],
}
"""Fields whose names may have aliases, with the names of a clipping that they look at."""

_TESTS: dict[str, Callable[[Clipping, str], bool]] = {
    "tag": _has_tag,
    "outlet": lambda clipping, value: _has_name([clipping.outlet], value),
    "programme": lambda clipping, value: _has_name([clipping.programme], value),
    "reporter": lambda clipping, value: _has_name(clipping.reporters, value),
    "feat": lambda clipping, value: _has_name(_people(clipping), value),
    "quoted": lambda clipping, value: _has_name(_people(clipping, Role.QUOTED), value),
    "interviewed": lambda clipping, value: _has_name(_people(clipping, Role.INTERVIEWED), value),
    "code": _has_code,
    "message": lambda clipping, value: _has_name(clipping.messages, value),
    "after": lambda clipping, value: _is_told(clipping, lambda day: day >= Period.parse(value).first),
    "before": lambda clipping, value: _is_told(clipping, lambda day: day < Period.parse(value).first),
    **dict.fromkeys(("on", "quarter", "last"), _is_within),
    "added": lambda clipping, value: clipping.added_at.date() in Period.parse(value),
    "due": _has_due,
    "tone": lambda clipping, value: (clipping.tone or NONE) == value,
    "prominence": lambda clipping, value: (clipping.prominence or NONE) == value,
    "medium": lambda clipping, value: (clipping.medium or NONE) == value,
    "relation": lambda clipping, value: clipping.relation == value,
    "state": lambda clipping, value: clipping.state == value,
    "reach": _reaches,
    "link": lambda clipping, value: SearchedLink.parse(value).is_of(clipping.url),
    "id": lambda clipping, value: clipping.id in ids_of(value),
    "lang": lambda clipping, value: (clipping.language or NONE) == value,
    "story": _story_holds,
    "has": _has,
    "is": _is,
}


def is_bare(value: str, field: str | None = None) -> bool:
    """Tell whether a value reads back as it stands, without quotation marks."""
    if field is None and (value == OR or value in NEEDLESS or address_in(value)):
        return False
    return _BARE.fullmatch(value) is not None and (not value.endswith("*") or field == "tag")


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


_SAME = {("rights", NONE): str(Rights.UNKNOWN), ("medium", "tv"): str(Medium.TELEVISION), ("due", "*"): ANY}
"""What a field's value is written for as well."""


def canonical(name: str, value: str) -> str:
    """Return the value of a field as it is compared: codes, days and languages have no case, nor has "none"."""
    if name == "link":
        return written_link(value)
    is_caseless = name in CODES or name in DATES or name in ("lang", "story", "reach") or value.lower() == NONE
    if not is_caseless:
        return value
    caseless = value.lower()
    if name in DATES:
        caseless = _printed(name, caseless)
    if name == "reach":
        return without_spaces(caseless)
    if name == "lang" and caseless != NONE:
        return read_language(caseless)
    if name in CODES:
        caseless = _code_meant(name, re.sub(r"[\s-]+", "_", caseless))
    return _SAME.get((name, caseless), caseless)


def is_begun_code(name: str, value: str) -> bool:
    """Tell whether a value of a field tells one of its codes by the beginning of it, and may go on."""
    return name in CODES and canonical(name, value) in CODES[name] and value.lower() not in CODES[name]


def _code_meant(name: str, begun: str) -> str:
    """Return the code that begins so, where no other one does; short beginnings and all else stay as they are."""
    found = [code for code in CODES[name] if code.startswith(begun)]
    return found[0] if len(found) == 1 and len(begun) >= _LEAST_OF_CODE else begun


def _printed(name: str, text: str) -> str:
    """Return the days of a field as a search prints them; what names none stays as it is."""
    own = None
    if name == "quarter":
        own = printed_quarter(text)
    elif name in _COUNTED:
        own = printed_amount(text, is_counted=name == "last")
    return own or printed_days(text) or text


def problem_of(name: str, value: str) -> Sentence | None:
    """Return the sentence that says why a field cannot have a value, and what would be right; None where it can."""
    if not value:
        return Sentence("“{field}:” needs a value after the colon.", field=name)
    if name in NAMES and not words(value) and not is_whole_name(value):
        return Sentence(NO_WORD, text=value)
    if name in CODES and canonical(name, value) not in CODES[name]:
        return Sentence(_NO_CODES.get(name, _NO_CODE), text=value, field=name, codes=", ".join(sorted(CODES[name])))
    if name in _DAYS and not (name == "due" and value.lower() == NONE):
        try:
            _DAYS[name](value, _ANY_DAY)
        except WrongUsage:
            if _NO_DAY.fullmatch(canonical(name, value)):
                return Sentence(_HOLDS_NO_DAY, text=value)
            days = two_days(value)
            # Quarters and numbers of days are never written as either.
            if days and not problem_of(name, f"{days[0]}"):
                return Sentence(_TWO_DAYS, text=value, one=f"{days[0]}", other=f"{days[1]}")
            return Sentence(_NO_DAYS.get(name, _NO_DATE), text=value)
    if name in _READ and (name in _NEVER_NONE or value.lower() != NONE):
        try:
            _READ[name](value)
        except WrongUsage as error:
            sentence: Sentence = error.args[0]
            return sentence
    return None


def _require_story(text: str) -> None:
    if text.lower() != ANY and not _STORY.fullmatch(text.lower()):
        raise WrongUsage(Sentence("“story:” needs any, none, or the beginning of a story's id."))


_READ: dict[str, Callable[[str], object]] = {
    "reach": Numbers.parse,
    "id": ids_of,
    "link": SearchedLink.parse,
    "lang": read_language,
    "story": _require_story,
}
"""How the values of further fields are read, which raises WrongUsage with a Sentence on what is wrong."""

_NEVER_NONE = ("id", "link")
_LEAST_OF_CODE = 3
"""So many letters of a code tell it, where no other one begins so."""
_NO_CODE = "“{text}” is not a {field}. Try {codes}."
_NO_CODES = dict.fromkeys(("is", "has", "rights"), "“{text}” is not something that {field}: asks for. Try {codes}.")
_ANY_DAY = date(2000, 1, 1)
_NO_DAY = late_pattern(r"0[dwmy]")
_HOLDS_NO_DAY = "“{text}” holds no day. Try 1d, which is today alone."
_TWO_DAYS = "“{text}” may be two days: write {one} or {other}."
_NO_DATE = "“{text}” is not a date. Try 2026, 2026-11, 2026-11-18 or last-month."
_NO_DAYS = {
    "quarter": "“{text}” is not a quarter. Try 2026-4, this-quarter or last-quarter.",
    "last": "“{text}” is not a number of days. Try 30d, 2w, 3m or 1y.",
    "added": "“{text}” is not a date. Try today, yesterday, 7d or 2026-11.",
    "due": "“{text}” is not a date. Try overdue, 7d, 2026-11, any or none.",
}
