"""What other programs write otherwise in a search: it was searched for as it stands, and here is how to write it."""

from collections.abc import Collection, Sequence
from unicodedata import category

from clipper.model.group import Part, terms_in
from clipper.model.late_pattern import late_pattern
from clipper.model.search_day_words import printed_days, printed_quarter
from clipper.model.search_fields import NAMES, is_whole_name
from clipper.model.sentence import Sentence
from clipper.model.term import Term

EITHER = frozenset({"|", "||"})
"""Signs by which other programs join what may stand for each other; alone they are no words here."""

_USE_OR = Sentence("Write OR in capitals between two words to find either.")
_JOINING = {
    **dict.fromkeys(("or", "ou"), _USE_OR),
    **dict.fromkeys(("and", "et"), Sentence("What stands side by side must all be found; no word has to join it.")),
    "not": Sentence("Write a minus before a word that must not be found, such as -weather."),
}
"""What people and other programs join words by, written as a word, and what does so here."""
NO_LETTERS = "“{text}” has no letters or digits, and only these are searched."
_LEFT_OUT = Sentence("“|” was left out: write OR in capitals between two words to find either.")

# A word is looked at from its beginning only: from each of its letters on it would take the square of their number.
_SIGN_INSIDE = late_pattern(r"(?<!\w)(?P<begun>\w+)(?P<sign>[*?|])[*?|]*\w+")
_STAR_BEHIND = late_pattern(r"(?<!\w)(?P<begun>\w+)\*(?!\w)")
_INSIDE = {
    "*": "“{word}” was searched for as “{words}”: * stands for more letters only at the end of a word, as in {begun}*.",
    "?": "“{word}” was searched for as “{words}”: ? stands for no letter; {begun}* finds all words that begin so.",
    "|": "“{word}” was searched for as “{words}”: write OR with a space on either side to find either.",
}
_IN_QUOTES = (
    "In quotation marks words are searched for as they stand, here “{words}”: without them, {begun}* finds all words "
    "that begin so."
)


_MOST_WORDS_OF_DAYS = 3
_HAS_NUMBER = late_pattern(r"\d")


def is_picture(word: str) -> bool:
    """Tell whether a word without letters is more than punctuation: an emoji may be what somebody looks for."""
    return any(category(sign) == "So" for sign in word)


def hint_on(parts: Sequence[Part], left_out: Collection[str]) -> str:
    """Return what to say of signs and words by which other programs join or shorten what is searched for."""
    joining = (part.value.lower() for part in parts[1:-1] if isinstance(part, Term) and _is_mere_word(part))
    told = [_JOINING[word] for word in joining if word in _JOINING]
    signs = [] if EITHER.isdisjoint(left_out) else [_LEFT_OUT]
    signs += [Sentence(NO_LETTERS, text=sign) for sign in left_out if sign not in EITHER]
    return next(filter(None, (*told, *signs, *map(_of_shortened, terms_in(parts)))), "")


def days_in(parts: Sequence[Part]) -> tuple[str, str] | None:
    """Return days that stand in a search as words, such as "Q4 2017", and how to search for them; None for none."""
    words = [part.value if isinstance(part, Term) and _is_mere_word(part, begun=True) else "" for part in parts]
    for start, word in enumerate(words):
        for end in range(min(len(words), start + _MOST_WORDS_OF_DAYS), start, -1):
            text = " ".join(words[start:end])
            if word and all(words[start:end]) and _HAS_NUMBER.search(text) and (search := _search_for_days(text)):
                return text, search
    return None


def _search_for_days(text: str) -> str:
    if not text[:1].isdigit() and (quarter := printed_quarter(text)):
        return f"quarter:{quarter}"
    days = printed_days(text)
    return f"on:{days}" if days else ""


def _is_mere_word(term: Term, *, begun: bool = False) -> bool:
    """Tell whether a term is a word as it stands, or where `begun` maybe one that is still being typed."""
    return not (term.field or term.negated or term.phrase or (term.prefix and not begun))


def _of_shortened(term: Term) -> str:
    if not (term.is_text or term.field in NAMES) or is_whole_name(term.value):
        return ""
    words = " ".join(term.words)
    if inside := _SIGN_INSIDE.search(term.value):
        return Sentence(_INSIDE[inside["sign"]], word=inside[0], words=words, begun=inside["begun"])
    behind = _STAR_BEHIND.search(term.value) if term.is_text else None
    return Sentence(_IN_QUOTES, words=words, begun=behind["begun"]) if behind else ""
