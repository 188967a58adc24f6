"""What stands in the search box, read part by part: which terms it asks for, what cannot be read, what may complete it.

No widgets here: the box, its completion and their tests share this reading.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from datetime import date
from functools import lru_cache

from msgspec import Struct, field
from PySide6.QtCore import QCoreApplication

from clipper.model.codes import Medium, Prominence, Relation, Rights, State, Tone
from clipper.model.errors import WrongUsage
from clipper.model.group import Group, Part
from clipper.model.languages import names_of
from clipper.model.late_pattern import late_pattern
from clipper.model.matching import ALIASED, tag_meant, tag_test, telling_tags
from clipper.model.query import Query
from clipper.model.query_reading import ReadPart, ReadProblem, read_parts
from clipper.model.search_day_words import WEEKDAYS, begun_days, rest_begun
from clipper.model.search_days import is_of_no_year
from clipper.model.search_fields import ANY, CODES, DATES, FIELDS, NAMES, NONE, ROLES, TEXTS, problem_of
from clipper.model.search_links import SearchedLink, address_in
from clipper.model.term import OR, Term
from clipper.model.text import fold, words
from clipper.model.values import replace
from clipper.model.word_forms import plain_letters
from clipper.ui.code_words import LANGUAGES, language_word
from clipper.ui.dates import write_date, write_month
from clipper.ui.widgets.search_dates import months_in_words

_TOKEN = late_pattern(r'(?=[^\s()])(-?)(?:([A-Za-z]+):)?(?:"([^"]*)("?)|([^\s()]*))')
_NAMES_OF = {
    "tag": "tags",
    "outlet": "outlets",
    "programme": "programmes",
    "feat": "spokespeople",
    "quoted": "spokespeople",
    "interviewed": "spokespeople",
    "reporter": "reporters",
    "message": "messages",
    "code": "codes",
    "link": "sites",
}
_SCHEME = late_pattern(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_OFFERED_AT_ONCE = ("tag", "outlet", "feat", "reporter")
"""Fields whose names are offered for a word without a field."""
_OR_FOLLOWS = late_pattern(rf"\s+{OR}(?:\s|$)")
_RESTS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (late_pattern(r"\s\d{0,2}"), " 000", ("reach",)),
    (late_pattern(r"\s(?:\d{1,2}(?:,\s?|\s))?\d{0,3}"), " 2000", DATES),
)
"""How the rest of a value begins that is typed behind a space, how it may end, and the fields that have such values."""
_WORD_BEHIND = late_pattern(r"\s([^\W\d_]*)")
_PER_FIELD, _PER_SECTION = 8, 3
_LEAST_FOR_NAMES = 2
_PEOPLE = ("reporter", "feat", *ROLES)
_ARTICLES = frozenset({"the", "le", "la", "les", "l", "der", "die", "das", "el", "il"})
_FIELDS_AT_ONCE = 13
"""So many are offered where nothing is typed: those that are not for what comes once a month."""


class Token(Struct, frozen=True):
    """One part of the text between spaces; `field` is None where no known field and colon stand before the value."""

    start: int
    end: int
    text: str
    field: str | None
    value: str
    negated: bool
    closed: bool


class Names(Struct, frozen=True):
    """The names that completion offers, each with its number of clippings in this search, None where not counted."""

    tags: Mapping[str, int | None] = field(default_factory=dict)
    outlets: Mapping[str, int | None] = field(default_factory=dict)
    spokespeople: Mapping[str, int | None] = field(default_factory=dict)
    reporters: Mapping[str, int | None] = field(default_factory=dict)
    programmes: Mapping[str, int | None] = field(default_factory=dict)
    messages: Mapping[str, int | None] = field(default_factory=dict)
    codes: Mapping[str, int | None] = field(default_factory=dict)
    outlet_aliases: Mapping[str, str] = field(default_factory=dict)
    people_aliases: Mapping[str, str] = field(default_factory=dict)
    find_sites: Callable[[], Iterable[str]] = tuple
    """Asked only where a link is typed: few do that."""
    roles: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    """Spokespeople by what they do, such as "quoted", as far as their clippings are counted."""

    @property
    def sites(self) -> Mapping[str, int | None]:
        """The hosts of links."""
        return dict.fromkeys(self.find_sites())

    def aliases(self, name: str) -> Mapping[str, str]:
        """Return the names that a field's values come from by other names of theirs."""
        if name not in ALIASED:
            return {}
        return self.outlet_aliases if name == "outlet" else self.people_aliases

    def of(self, name: str) -> Mapping[str, int | None]:
        """Return the names that a field's values come from."""
        found: Mapping[str, int | None] = getattr(self, _NAMES_OF[name])
        told = self.roles.get(name, {})
        return {one: told.get(one) for one in found} if name in ROLES else found


class Suggestion(Struct, frozen=True):
    """One line of the completion: either a whole `term`, which becomes a chip, or a `text` to go on from."""

    section: str
    title: str
    typed: tuple[int, int]
    hint: str = ""
    term: Term | None = None
    text: str = ""


class TypedText(Struct, frozen=True):
    """A text as it was read: the parts to search for now, what is wrong, and what of that going on may put right.

    `left_out` are signs that other programs join words by.
    """

    parts: tuple[Part, ...]
    problems: tuple[ReadProblem, ...]
    pending: tuple[ReadProblem, ...] = ()
    left_out: tuple[str, ...] = ()


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


def empty_token(caret: int) -> Token:
    """Return the part that may begin where nothing is typed yet."""
    return Token(caret, caret, "", None, "", negated=False, closed=True)


def read(text: str, caret: int, names: Names, today: date, *, is_alone: bool = True) -> TypedText:
    """Read a text whose caret stands at a code point, and beside which no facets stand where it is alone.

    The part at the caret is left out while it may still become something: typing must not empty the list for want
    of a letter. The last word matches as a prefix until a space ends it, the beginning of codes as any of these; see
    as_beginning() for names.
    """
    typed = token_at(text, caret)
    is_unfinished = typed is not None and (is_still_open(typed, names, today) or _begins_rest(text, typed))
    is_beginning = typed is not None and is_unfinished and caret == len(text) and _begins_name(typed, names)
    if typed and is_unfinished and not is_beginning:
        begun = _codes_begun(typed) if caret == len(text) else ""
        text = f"{text[: typed.start]}{begun or ' ' * len(typed.text)}{text[typed.end :]}"
    reading = _read(text, names, is_alone=is_alone and not is_unfinished)
    return replace(reading, pending=tuple(one for one in reading.problems if one.is_open and caret == len(text)))


def read_whole(text: str, names: Names | None = None, *, is_alone: bool = True) -> TypedText:
    """Read a text at which nobody types: no part of it is left out. Without `names` all of them are whole."""
    return _read(text, names or Names(), is_alone=is_alone)


def as_beginning(term: Term, names: Names) -> Term:
    """Return a term as the beginning of tags, names or sites where it is no whole word of any, and some begin so.

    What narrows the list while it is typed goes on to do so, however the typing ends.
    """
    begun = term.begun()
    if begun == term or term.field not in _NAMES_OF or _is_name(term.field, term.value, names):
        return term
    return begun if _begins_some(begun, names) else term


def _begins_some(begun: Term, names: Names) -> bool:
    if begun.field == "tag":
        return any(map(tag_test(begun.value), names.tags))
    if begun.field == "link":
        return any(map(SearchedLink.parse(begun.value).has_site, names.sites))
    wanted = _spaced(begun.value.removesuffix("*")).rstrip()
    field = str(begun.field)
    return any(wanted in _spaced(name) for name in (*names.of(field), *names.aliases(field)))


def _read(text: str, names: Names, *, is_alone: bool) -> TypedText:
    reading = read_parts(text)
    found = reading.asked(is_alone=is_alone)
    query = Query(tuple(one.part for one in found)).changed(lambda term: as_beginning(term, names))
    ends_in_word = bool(found) and found[-1].end == len(text) and not text.endswith((")", " "))
    asked = query.as_typed(in_quotes=reading.ends_in_quotes) if ends_in_word else query
    return TypedText(asked.parts, tuple(reading.problems), left_out=reading.left_out)


def _codes_begun(token: Token) -> str:
    """Return a search for all codes of a field that begin as a part of a text does; "" where it names no such field."""
    if token.field not in (*CODES, "lang") or not token.value.strip():
        return ""
    terms = [Term(code, token.field) for code in _places_of_codes(token.field, token.value.strip())]
    return f"{'-' * token.negated}({Group.of(*((term,) for term in terms))})" if terms else ""


def is_pasted_address(before: str, text: str, caret: int) -> bool:
    """Tell whether an address came into a text at once, with the caret behind it: what is typed comes by letters."""
    if len(text) <= len(before) + 1:
        return False
    ended = (text[one.start : one.end] for one in read_parts(text).parts if one.end == caret)
    return any(address_in(written.removeprefix("-")) for written in ended)


def take_finished(text: str, caret: int | None) -> tuple[str, int, tuple[Term, ...]]:
    """Take readable field terms out of a text, as they become chips: those before a space that the caret is not in.

    Without a caret all of them. What "OR" or a bracket joins stays text. Returns the text that is left, the caret in
    it, and the terms.
    """
    taken: list[Term] = []
    kept, last, new_caret = "", 0, len(text) if caret is None else caret
    reading = read_parts(text)
    doubtful = [problem for problem in reading.problems if not problem.is_open]
    for one in reading.parts:
        if any(problem.start < one.end and one.start < problem.end for problem in doubtful):
            continue
        if not isinstance(one.part, Term) or not _is_finished(text, one, one.part, caret):
            continue
        taken.append(one.part)
        end = one.end + (text[one.end : one.end + 1] == " ")
        kept, new_caret = kept + text[last : one.start], new_caret - (end - one.start if new_caret >= end else 0)
        last = end
    left = kept + text[last:]
    return left, max(0, min(new_caret, len(left))), tuple(taken)


def _is_finished(text: str, place: ReadPart, term: Term, caret: int | None) -> bool:
    written = text[place.start : place.end]
    is_closed = '"' not in written or (written.endswith('"') and written.count('"') > 1)
    if term.field is None or not is_closed or written.startswith(("(", "-(")) or _OR_FOLLOWS.match(text, place.end):
        return False
    if caret is None:
        return True
    if _may_be_rest(text[: place.end], text[place.end :]):
        return False
    return place.end < len(text) and not place.start <= caret <= place.end


def _begins_rest(text: str, token: Token) -> bool:
    """Whether what is typed may become the rest of the value before it, as in "reach:>100 000" or "last:30 days"."""
    is_rest = _takes(text[: token.end], DATES)
    return not is_rest and _may_be_rest(text[: token.start].rstrip(), f" {token.text}")


def _may_be_rest(text: str, behind: str) -> bool:
    """Whether what stands behind a text may become the rest of the value that it ends with."""
    if any(begun.fullmatch(behind) and _takes(text + rest, fields) for begun, rest, fields in _RESTS):
        return True
    word = _WORD_BEHIND.fullmatch(behind)
    return word is not None and any(_takes(f"{text} {rest}", DATES) for rest in rest_begun(word[1]))


def _takes(text: str, fields: Collection[str]) -> bool:
    """Whether a text ends with a value of one of these fields, all of it."""
    last = read_parts(text).parts[-1:]
    return any(one.end == len(text) and isinstance(one.part, Term) and one.part.field in fields for one in last)


def is_joined(text: str, token: Token) -> bool:
    """Tell whether a part of a text stands behind "OR" or within brackets, and so has to stay text."""
    before = text[: token.start]
    return before.split()[-1:] == [OR] or before.count("(") > before.count(")")


def or_follows(text: str, before: str) -> bool:
    """Tell whether "OR" and a space stand right behind the beginning of a text, where a chip was taken out."""
    return text.startswith(f"{before}{OR} ")


def is_still_open(token: Token, names: Names, today: date) -> bool:
    """Tell whether a part names a field whose value may still become one, and is left out of the search meanwhile.

    So does an address whose host is none of the library's yet.
    """
    if token.field is None:
        address = address_in(token.text.removeprefix("-"))
        return address is not None and not _is_whole_link(address, names)
    if token.value.strip() and _is_whole(token, names):
        return False
    return not token.value.strip() or bool(suggestions(token, names, today))


def _is_whole(token: Token, names: Names) -> bool:
    """Whether the value says something as it stands: a code, a date, or a name of the library."""
    if token.field not in _NAMES_OF:
        return not Query.parse(token.text).problems
    return _is_name(token.field, token.value, names)


def _is_name(field: str, value: str, names: Names) -> bool:
    """Whether a value is a tag, a site, or whole words of a name of the library."""
    if field == "link":
        return _is_whole_link(value, names)
    if value == NONE:
        return True
    if field == "tag":
        return any(map(tag_test(tag_meant(value, names.tags)), names.tags))
    wanted = _spaced(value)
    return any(wanted in _spaced(name) for name in (*names.of(field), *names.aliases(field)))


def _begins_name(token: Token, names: Names) -> bool:
    """Whether the value, which is no name of the library, may be searched for as the beginning of some."""
    if token.field in (*NAMES, "tag"):
        return bool(token.value.strip())
    address = token.value if token.field == "link" else address_in(token.text.removeprefix("-"))
    try:
        link = SearchedLink.parse(f"{address or ''}*")
    except WrongUsage:
        return False
    return not link.page and any(map(link.has_site, names.sites))


def _is_whole_link(value: str, names: Names) -> bool:
    try:
        link = SearchedLink.parse(value)
    except WrongUsage:
        return False
    return bool(link.page) or any(map(link.has_site, names.sites))


@lru_cache(maxsize=200_000)
def _spaced(name: str) -> str:
    return f" {plain_letters(' '.join(words(name)))} "


@lru_cache(maxsize=200_000)
def _folded(name: str) -> str:
    return plain_letters(fold(name))


def suggestions(token: Token, names: Names, today: date) -> list[Suggestion]:
    """Return what may complete a part of the text, best first within each section."""
    value = token.value.strip()
    if token.field in TEXTS:
        return []
    if token.field == "link":
        return _of_names("link", _SCHEME.sub("", value), names, token.negated, _PER_FIELD)
    if token.field in _NAMES_OF:
        found = _of_names(str(token.field), value, names, token.negated, _PER_FIELD)
        return [*found, *(_of_roles(value, token.negated) if token.field == "feat" and value else ())]
    if token.field in DATES:
        return _of_dates(str(token.field), value, today, token.negated)
    if token.field is not None:
        return _of_codes(token.field, value, token.negated)
    if ":" in token.text or not token.closed:
        return []
    found = _of_fields(value, token.negated)[: None if value else _FIELDS_AT_ONCE]
    if len(value) >= _LEAST_FOR_NAMES:
        for name in _OFFERED_AT_ONCE:
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
                is_inner = not _is_beginning(name, candidate, place[0])
                found.append((is_inner, -(count or 0), _folded(candidate), candidate, place))
    values = telling_tags(title for *_, title, _ in found) if name == "tag" else {}
    offered = [
        Suggestion(
            section_name(name), title, place, _counted(counted[title]), Term(values.get(title, title), name, negated)
        )
        for *_, title, place in sorted(found)[:limit]
    ]
    return [*offered, *_by_aliases(name, wanted, names, negated, {one.title for one in offered})][:limit]


def _by_aliases(name: str, wanted: str, names: Names, negated: bool, offered: Set[str]) -> Iterator[Suggestion]:
    """Offer names for which an alias is typed, and say which alias."""
    for alias, own in names.aliases(name).items() if wanted else ():
        if own in names.of(name) and own not in offered and _word_start(alias, wanted) is not None:
            yield Suggestion(section_name(name), own, (0, 0), alias, Term(own, name, negated))


def _of_roles(value: str, negated: bool) -> list[Suggestion]:
    """Offer to ask for what a spokesperson does there, too."""
    minus = "-" if negated else ""
    section = _say("Narrow")
    written = f'"{value}' if " " in value else value
    return [
        Suggestion(section, f"{role}:{value}…", (0, 0), field_hint(role), text=f"{minus}{role}:{written}")
        for role in ROLES
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


def _is_beginning(field: str, name: str, start: int) -> bool:
    """Whether what begins at a place of a name is how it is called: all of it, a part of a tag, a surname.

    The article of an outlet is no word that anybody looks for.
    """
    before = name[:start]
    if not before or field == "tag":
        return not before or before.endswith("/")
    return " " not in name[start:] if field in _PEOPLE else _folded(before).strip(" '’") in _ARTICLES


def _of_codes(name: str, value: str, negated: bool) -> list[Suggestion]:
    labels, places = code_words(name), _places_of_codes(name, value)
    offered = [
        Suggestion(section_name(name), code, places[code], label, Term(code, name, negated))
        for code, label in labels.items()
        if code in places
    ]
    return offered[:_PER_FIELD]


def _places_of_codes(name: str, value: str) -> dict[str, tuple[int, int]]:
    """Return the codes of a field that begin so, or are called so, each with what of it is typed."""
    labels = code_words(name)
    places = {code: (0, len(value)) for code in labels if code.startswith(value.casefold())}
    if name != "lang":
        return places
    return {code: (0, 0) for code in labels if any(word.startswith(fold(value)) for word in names_of(code))} | places


def _of_dates(name: str, value: str, today: date, negated: bool) -> list[Suggestion]:
    offered = _days_offered(name, today)
    begun = value.casefold()
    found = [text for text in offered if text.startswith(begun)]
    called = [text for text in begun_days(value) if text not in found and problem_of(name, text) is None]
    terms = [Term(text, name, negated) for text in (*found, *(called if begun else ()))]
    return [
        Suggestion(
            section_name(name),
            term.value,
            (0, len(begun)) if term.value.startswith(begun) else (0, 0),
            offered.get(term.value) or days_meant(term, today),
            term,
        )
        for term in terms[:_PER_FIELD]
    ]


def days_meant(term: Term, today: date) -> str:
    """Return in words what days without a year, or a day of the week, mean for a field today; "" for any others."""
    if not (is_of_no_year(term.value) or term.value.removeprefix("last-") in WEEKDAYS):
        return ""
    days = term.at(today).days
    if days.first == days.last:
        return write_date(days.first, short=True)
    return write_month(days.first) if days.is_month else months_in_words(days)


def _days_offered(name: str, today: date) -> dict[str, str]:
    """Return the days that completion offers for a field, each with what it means."""
    month = today.replace(day=1)
    quarter = (today.month + 2) // 3
    if name == "quarter":
        earlier = f"{today.year}-{quarter - 1}" if quarter > 1 else f"{today.year - 1}-4"
        return {f"{today.year}-{quarter}": _say("this quarter"), earlier: _say("the one before")} | {
            "this-quarter": _say("as time goes by"),
            "last-quarter": _say("as time goes by"),
        }
    if name == "last":
        return {"7d": _say("week"), "30d": _say("30 days"), "3m": _say("three months"), "1y": _say("year")}
    if name == "added":
        return {"today": "", "yesterday": "", "7d": _say("in the last week"), "30d": _say("in the last 30 days")}
    if name == "due":
        return {
            "overdue": _say("before today"),
            "today": "",
            "7d": _say("in the next 7 days"),
            "30d": _say("in the next 30 days"),
            ANY: _say("open, with a day"),
            NONE: _say("open, without a day"),
        }
    days = {f"{today:%Y-%m-%d}": _say("today")}
    months = {f"{month:%Y-%m}": _say("this month"), f"{_month_before(month):%Y-%m}": _say("last month")}
    years = {f"{today:%Y}": _say("this year"), f"{today.year - 1}": _say("last year")}
    if name != "on":
        return {**days, **months, **years}
    return {**days, "yesterday": "", **months, "last-month": _say("as time goes by"), **years}


def _month_before(first: date) -> date:
    return first.replace(year=first.year - 1, month=12) if first.month == 1 else first.replace(month=first.month - 1)


def _say(text: str) -> str:
    return QCoreApplication.translate("Search", text)


def field_hint(name: str) -> str:
    """Return what a field asks for, in a few words."""
    return {
        "headline": _say("words of the headline"),
        "body": _say("words of the text"),
        "note": _say("words of the note and comments"),
        "tag": _say("tagged with"),
        "outlet": _say("who ran it"),
        "programme": _say("in which programme"),
        "reporter": _say("who wrote it"),
        "feat": _say("spokesperson in it"),
        "quoted": _say("spokesperson quoted in it"),
        "interviewed": _say("spokesperson interviewed"),
        "message": _say("key message that it carries"),
        "after": _say("on this day or later"),
        "before": _say("earlier than this day"),
        "on": _say("on a day, in a month or year"),
        "quarter": _say("in a quarter of a year"),
        "last": _say("in the last days or months"),
        "added": _say("when it came in"),
        "due": _say("something to do by a day"),
        "tone": _say("how it speaks of us"),
        "prominence": _say("where we stand in it"),
        "medium": _say("what carried it"),
        "relation": _say("why it is kept"),
        "state": _say("new, kept, deferred, rejected"),
        "code": _say("coded so by the codebook"),
        "rights": _say("what may be done with its text"),
        "has": _say("text, note, highlight, quote, attachment"),
        "is": _say("starred, published, open, undated"),
        "lang": _say("language of its text"),
        "story": _say("one of several that ran a piece"),
        "reach": _say("how many its outlet reaches"),
        "link": _say("where it was published, by link or site"),
        "id": _say("by its number in the library"),
    }[name]


def section_name(name: str) -> str:
    """Return the heading above the values of a field."""
    return {
        "tag": _say("Tags"),
        "outlet": _say("Outlets"),
        "programme": _say("Programmes"),
        "reporter": _say("Reporters"),
        "feat": _say("Spokespeople"),
        "quoted": _say("Quoted"),
        "interviewed": _say("Interviewed"),
        "message": _say("Key messages"),
        "after": _say("Since"),
        "before": _say("Before"),
        "on": _say("Published"),
        "quarter": _say("Quarter"),
        "last": _say("In the last"),
        "added": _say("Added"),
        "due": _say("Due"),
        "tone": _say("Tone"),
        "prominence": _say("Prominence"),
        "medium": _say("Medium"),
        "relation": _say("Relation"),
        "state": _say("State"),
        "code": _say("Codebook"),
        "rights": _say("Rights"),
        "has": _say("With"),
        "is": _say("Only"),
        "lang": _say("Language"),
        "story": _say("Story"),
        "reach": _say("Reach"),
        "link": _say("Sites"),
        "id": _say("Clippings"),
    }[name]


def chip_key(term: Term) -> str:
    """Return the quiet first word of a facet's chip."""
    name = {
        "after": _say("since"),
        "before": _say("before"),
        "feat": _say("feat."),
        "last": _say("in the last"),
        "has": _say("with"),
        "is": _say("only"),
        "id": "",
    }.get(str(term.field), str(term.field))
    return _say("not {key}").format(key=name) if term.negated else name


def code_words(name: str) -> dict[str, str]:
    """Return the codes of a field, each with its meaning in the interface's words; none of a field without such."""
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
            "open": _say("to be followed up"),
            "undated": _say("without a date"),
            "deleted": _say("in the wastebasket"),
        },
        "has": {
            "text": _say("not only a link"),
            "note": _say("by staff"),
            "link": _say("to where it was published"),
            "highlight": _say("a marked passage"),
            "quote": _say("kept words of our people"),
            "correction": _say("asked for, or made"),
            "attachment": _say("a file kept with it"),
        },
        "lang": {
            **{code: language_word(code) for code in LANGUAGES[:2]},
            "none": _say("unknown"),
            **{code: language_word(code) for code in LANGUAGES[2:]},
        },
        "story": {"any": _say("has pick-ups, or is one"), "none": _say("stands alone")},
        "rights": {
            Rights.UNKNOWN: _say("nobody asked"),
            Rights.GRANTED: _say("may be passed on"),
            Rights.SUBSCRIPTION: _say("for ourselves"),
            Rights.LICENCE: _say("has to be bought"),
            Rights.DENIED: _say("must not be passed on"),
        },
        "reach": {
            ">=100k": _say("a hundred thousand or more"),
            ">=1m": _say("a million or more"),
            "<10k": _say("fewer than ten thousand"),
            "none": _say("unknown"),
        },
    }
    return meanings.get(name, {})


def split_query(query: Query) -> tuple[tuple[Term, ...], tuple[Part, ...]]:
    """Return a query as the box shows it: facets, which are chips, and the words and alternatives, which are text."""
    facets = tuple(part for part in query.parts if isinstance(part, Term) and part.field is not None)
    return facets, tuple(part for part in query.parts if isinstance(part, Group) or part.field is None)


def asks_for(text: str, parts: tuple[Part, ...]) -> bool:
    """Tell whether a text, all of which can be read, asks for just these parts."""
    reading = read_whole(text)
    return reading.parts == parts and not reading.problems


def as_text(parts: tuple[Part, ...]) -> str:
    """Return words and alternatives as they are typed: a last word that may go on has no star, a whole one a space."""
    text = str(Query(parts))
    ways = text.removesuffix("*"), text, f"{text} "
    return next((way for way in ways if asks_for(way, parts)), text)
