"""What may complete the part of a search that is being typed: fields, names of the library, codes and days."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from functools import lru_cache

from msgspec import Struct, field
from PySide6.QtCore import QCoreApplication

from clipper.model.languages import names_of
from clipper.model.late_pattern import late_pattern
from clipper.model.matching import ALIASED, telling_tags
from clipper.model.search_day_words import begun_days
from clipper.model.search_fields import DATES, FIELDS, ROLES, TEXTS, problem_of
from clipper.model.term import Term
from clipper.model.text import fold
from clipper.model.word_forms import plain_letters
from clipper.ui.widgets.search_tokens import Token
from clipper.ui.widgets.search_words import code_words, days_meant, days_offered, field_hint, section_name

NAMES_OF = {
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
"""Fields whose values are names of the library, with where Names has them."""

_SCHEME = late_pattern(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_OFFERED_AT_ONCE = ("tag", "outlet", "feat", "reporter")
"""Fields whose names are offered for a word without a field."""
_PER_FIELD, _PER_SECTION = 8, 3
_LEAST_FOR_NAMES = 2
_PEOPLE = ("reporter", "feat", *ROLES)
_ARTICLES = frozenset({"the", "le", "la", "les", "l", "der", "die", "das", "el", "il"})
_FIELDS_AT_ONCE = 13
"""So many are offered where nothing is typed: those that are not for what comes once a month."""


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
        found: Mapping[str, int | None] = getattr(self, NAMES_OF[name])
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


def suggestions(token: Token, names: Names, today: date) -> list[Suggestion]:
    """Return what may complete a part of the text, best first within each section."""
    value = token.value.strip()
    if token.field in TEXTS:
        return []
    if token.field == "link":
        return _of_names("link", _SCHEME.sub("", value), names, token.negated, _PER_FIELD)
    if token.field in NAMES_OF:
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


@lru_cache(maxsize=200_000)
def _folded(name: str) -> str:
    return plain_letters(fold(name))


def _of_codes(name: str, value: str, negated: bool) -> list[Suggestion]:
    labels, places = code_words(name), places_of_codes(name, value)
    offered = [
        Suggestion(section_name(name), code, places[code], label, Term(code, name, negated))
        for code, label in labels.items()
        if code in places
    ]
    return offered[:_PER_FIELD]


def places_of_codes(name: str, value: str) -> dict[str, tuple[int, int]]:
    """Return the codes of a field that begin so, or are called so, each with what of it is typed."""
    labels = code_words(name)
    places = {code: (0, len(value)) for code in labels if code.startswith(value.casefold())}
    if name != "lang":
        return places
    return {code: (0, 0) for code in labels if any(word.startswith(fold(value)) for word in names_of(code))} | places


def _of_dates(name: str, value: str, today: date, negated: bool) -> list[Suggestion]:
    offered = days_offered(name, today)
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


def _say(text: str) -> str:
    return QCoreApplication.translate("Search", text)
