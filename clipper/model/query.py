"""A search: parts that must all hold, read from what people type, which print themselves and can match a clipping.

The same parts become SQL in the library; both are tested against each other.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from msgspec import Struct

from clipper.model.clipping import Clipping
from clipper.model.codes import State
from clipper.model.errors import WrongUsage
from clipper.model.group import Group, Part, all_hold, asked_for, mapped, side_by_side, terms_in
from clipper.model.late_pattern import late_pattern
from clipper.model.query_reading import read_parts
from clipper.model.search_hints import days_in, hint_on
from clipper.model.search_links import SearchedLink, is_like_address
from clipper.model.sentence import Sentence
from clipper.model.term import Term
from clipper.model.values import replace

_AS_LINK = (
    "A link is compared with those of the clippings: link:{site} finds all of that site, "
    "and in quotation marks it is looked for in the texts."
)
_AS_WORD = "“{address}” was looked for in the texts: link:{address} finds it among the links."
_AS_DAYS = "“{text}” was looked for in the texts: {search} finds what was published then."
_NO_FIELD = "There is no field “{field}:”, so it was searched for as it stands."
_LIKE_A_FIELD = late_pattern(r"([A-Za-z]+):(?!//)\S")


class Query(Struct, frozen=True):
    """All parts of a search, the sentences that say what could not be read, and the signs that were left out.

    An unreadable part is left out, so that typing never empties the list for want of a letter; alone, its words are
    searched.
    Clippings in the wastebasket are found only by is:deleted, rejected ones that are not there only by state:rejected;
    asked for in one of several alternatives, they are found by all.
    """

    parts: tuple[Part, ...] = ()
    problems: tuple[Sentence, ...] = ()
    left_out: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Read a query; it never raises, see `problems`."""
        read = read_parts(text)
        problems = tuple(problem.sentence for problem in read.problems)
        return cls(tuple(one.part for one in read.asked()), problems, read.left_out)

    def __str__(self) -> str:
        return side_by_side(self.parts)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words and fields that must all hold; those of alternatives are not among them."""
        return tuple(part for part in self.parts if isinstance(part, Term))

    def at(self, today: date) -> "Query":
        """Return the query with days that are told from `today` as the days that they are; matches() needs that."""
        return self.changed(lambda term: term.at(today))

    def among(self, tags: Callable[[], Collection[str]]) -> "Query":
        """Return the query with tags told by their last parts as what these mean; `tags` is asked if it has any."""
        asks_for_tags = any(term.field == "tag" for term in terms_in(self.parts))
        return self.changed(lambda term: term.among(tags())) if asks_for_tags else self

    def by_aliases(self, names: Callable[[str, str], Iterable[str]]) -> "Query":
        """Return the query with the names that its terms mean by aliases; `names` tells these for field and value."""
        return self.changed(lambda term: term.by_aliases(names))

    def changed(self, change: Callable[[Term], Term]) -> "Query":
        """Return the query with each of its terms changed, those of alternatives too."""
        return replace(self, parts=mapped(self.parts, change))

    def as_typed(self, *, in_quotes: bool = False) -> "Query":
        """Return the query whose last word matches as a prefix, for results while it is being typed.

        That of a phrase does while its quotation marks are open.
        """
        return replace(self, parts=_as_typed(self.parts, in_quotes))

    def begun(self) -> "Query":
        """Return the query whose words, tags, names and sites are beginnings, but for those that must not be found."""
        return self.changed(lambda term: term if term.negated else term.begun())

    def strict(self) -> "Query":
        """Return the query itself; raises WrongUsage with the first problem where a part could not be read."""
        if self.problems:
            raise WrongUsage(self.problems[0])
        return self

    def with_term(self, term: Term) -> "Query":
        """Return the query with one term more; a term already there is not repeated, its opposite is replaced."""
        opposite = replace(term, negated=not term.negated)
        kept = tuple(other for other in self.parts if other not in (term, opposite))
        return replace(self, parts=(*kept, term))

    def without_term(self, term: Term) -> "Query":
        """Return the query without a term."""
        return replace(self, parts=tuple(other for other in self.parts if other != term))

    def without_field(self, *fields: str) -> "Query":
        """Return the query without any term of these fields; alternatives stay."""
        kept = tuple(part for part in self.parts if isinstance(part, Group) or part.field not in fields)
        return replace(self, parts=kept)

    @property
    def text_terms(self) -> tuple[Term, ...]:
        """The words and phrases that are looked for in texts; what snippets mark."""
        return tuple(term for term in asked_for(self.parts) if term.is_text and term.words)

    def looked_for_in(self, part: str) -> tuple[Term, ...]:
        """Return the words and phrases that are looked for in one part of the texts, such as "headline"."""
        return tuple(term for term in self.text_terms if term.field in (None, part))

    @property
    def remark(self) -> str:
        """What to say where the query finds nothing: `hint`, days or a link in it, or that a field is none.

        It is no problem of the query, since what people paste has colons too, as "Re:budget" has.
        """
        if self.hint:
            return self.hint
        if days := days_in(self.parts):
            return Sentence(_AS_DAYS, text=days[0], search=days[1])
        if self._pages:
            return Sentence(_AS_LINK, site=self._pages[0].site)
        words = [term.value for term in self.text_terms if term.field is None and not term.phrase]
        if address := next(filter(is_like_address, words), ""):
            return Sentence(_AS_WORD, address=address)
        alike = (_LIKE_A_FIELD.match(term.value) for term in self.text_terms if term.field is None)
        name = next((match[1] for match in alike if match), "")
        return Sentence(_NO_FIELD, field=name) if name else ""

    @property
    def asks_for_page(self) -> bool:
        """Whether somebody asks for a clipping by the link of its page: it may be there, and put away."""
        return bool(self._pages)

    def pages_alone(self) -> "Query":
        """Return the query for nothing but the pages whose links it asks for."""
        links = (term for term in self.terms if term.field == "link" and not term.negated)
        return Query(tuple(link for link in links if SearchedLink.parse(link.value).page))

    @property
    def _pages(self) -> list[SearchedLink]:
        links = (SearchedLink.parse(term.value) for term in asked_for(self.parts) if term.field == "link")
        return [link for link in links if link.page]

    @property
    def hint(self) -> str:
        """What to say where the query finds little: what joins or shortens words elsewhere does not here."""
        return hint_on(self.parts, self.left_out)

    def asks(self, field: str, value: str) -> bool:
        """Tell whether a term of the query asks for this value, not for its opposite."""
        return any(term.field == field and term.value == value for term in asked_for(self.parts))

    def matches(self, clipping: Clipping) -> bool:
        """Tell whether a clipping is a hit; the library's SQL gives the same answer."""
        if clipping.deleted and not self.asks("is", "deleted"):
            return False
        if clipping.state is State.REJECTED and not clipping.deleted and not self.asks("state", "rejected"):
            return False
        return all_hold(self.parts, clipping)


def _as_typed(parts: tuple[Part, ...], in_quotes: bool) -> tuple[Part, ...]:
    if not parts:
        return parts
    *before, last = parts
    if isinstance(last, Term):
        return (*before, last.begun(in_quotes=in_quotes) if last.is_text else last)
    if last.negated:
        return parts
    *others, alternative = last.alternatives
    return (*before, replace(last, alternatives=(*others, _as_typed(alternative, in_quotes))))
