"""One word, phrase or field of a search: what it reads as, how it prints, and whether a clipping satisfies it."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from msgspec import Struct

from clipper.model.clipping import Clipping
from clipper.model.late_pattern import late_pattern
from clipper.model.matching import ALIASED, TESTS, name_holds, tag_meant, text_holds
from clipper.model.period import Period
from clipper.model.search_fields import DATES, MANY_VALUED, NAMES, NONE, TEXTS, WHOLE, days_asked, problem_of
from clipper.model.search_links import SearchedLink, address_in
from clipper.model.sentence import Sentence
from clipper.model.text import words
from clipper.model.values import replace
from clipper.model.word_forms import may_go_on, stroked, without_article, word_forms

_NARROWING = frozenset({"after", "before", "last", "reach"})
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
        if self.field not in DATES or _is_closed_span(self.value) or self.value == NONE:
            return self
        days = days_asked(self.field, self.value, today)
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
            return TESTS[str(self.field)](clipping, self.value)
        return not self.words or text_holds(clipping, self.field, self.runs)


def _is_closed_span(value: str) -> bool:
    return ".." in value and not value.startswith("..") and not value.endswith("..")


def is_bare(value: str, field: str | None = None) -> bool:
    """Tell whether a value reads back as it stands, without quotation marks."""
    if field is None and (value == OR or value in NEEDLESS or address_in(value)):
        return False
    return _BARE.fullmatch(value) is not None and (not value.endswith("*") or field == "tag")


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
