"""The forms of a word that a search for it finds too: singular and plural, in English and French.

Rules of thumb on folded words, so that *diplomat* finds *diplomats*, *city* finds *cities* and *journal* finds
*journaux*; what they make that is no word is found nowhere and does no harm.
"""

from clipper.model.late_pattern import late_pattern

_LEAST = 3
_LONGEST = 40
"""What is longer is no name: it would be spelt in as many ways as it has letters."""

_SIBILANT = ("s", "x", "z", "ch", "sh")
_KEEPS_ITS_S = ("ss", "us", "is", "ous")
# Words whose other form by these rules is another word.
_ALONE = frozenset(
    {"news", "new", "this", "thus", "its", "has", "was", "does", "gas", "plus", "sous", "dans", "sans", "mais"}
)
_ARTICLES = frozenset({"l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"})
_STRUCK = {"l": "ł", "o": "ø", "d": "đ", "i": "ı"}
_WITHOUT_STROKE = str.maketrans({struck: plain for plain, struck in _STRUCK.items()})
_TWO_IN_ONE = (("oe", "œ"), ("ae", "æ"), ("ss", "ß"))
_PLAIN = _WITHOUT_STROKE | str.maketrans({one: two for two, one in _TWO_IN_ONE})
# Han, Hiragana and Katakana.
_UNSPACED = late_pattern(
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]$"
)
_APOSTROPHE = late_pattern("[^\\W\\d_]['\u2019\u02bc][^\\W\\d_]")


def word_forms(word: str) -> tuple[str, ...]:
    """Return a folded word and its other forms; a number, a short word or one in other letters has none.

    Letters that are two in one, as in "cœur", are found by the two, and the other way round; those with a stroke, as in
    "Łódź", too: see stroked().
    """
    if len(word) < _LEAST or word in _ALONE or not word.isalpha():
        return (word,)
    spellings = {
        word,
        *(word.replace(*pair) for pair in _TWO_IN_ONE),
        *(word.replace(*pair[::-1]) for pair in _TWO_IN_ONE),
    }
    forms = (form for spelt in (word, *sorted(spellings - {word})) for form in _numbers(spelt))
    return tuple(dict.fromkeys([*forms, *stroked(word)]))


def plain_letters(folded: str) -> str:
    """Return folded text in plain letters: ł as l, ø as o, đ as d, ı as i, and two letters for two in one, as in œ.

    So names are compared; what word_forms() finds by other letters of a word, they are found by too.
    """
    return folded if folded.isascii() else folded.translate(_PLAIN)


def stroked(word: str) -> list[str]:
    """Return a folded word with other letters that have or lose a stroke, or a dot: ł for l, ø for o, đ for d, ı for i.

    The index keeps such letters, which have no accent to drop. Names have one of them, or one of them throughout.
    """
    plain = word.translate(_WITHOUT_STROKE)
    if plain != word:
        return [plain]
    if len(word) > _LONGEST:
        return []
    one = [
        f"{word[:place]}{_STRUCK[letter]}{word[place + 1 :]}" for place, letter in enumerate(word) if letter in _STRUCK
    ]
    throughout = [word.replace(letter, struck) for letter, struck in _STRUCK.items() if word.count(letter) > 1]
    return one + throughout


def _numbers(word: str) -> tuple[str, ...]:
    is_latin = all(letter.isascii() or letter in "œæß" for letter in word)
    return (word, *(_singulars(word) or _plurals(word))) if is_latin else (word,)


def _plurals(word: str) -> list[str]:
    if word.endswith(_SIBILANT):
        return [f"{word}es"]
    if word.endswith("y") and word[-2] not in "aeiou":
        return [f"{word[:-1]}ies"]
    forms = [f"{word}s"]
    if word.endswith("al"):
        forms.append(f"{word[:-2]}aux")
    if word.endswith(("eau", "eu")):
        forms.append(f"{word}x")
    return forms


def _singulars(word: str) -> list[str]:
    forms = []
    if word.endswith("s") and not word.endswith(_KEEPS_ITS_S):
        forms.append(word[:-1])
    if word.endswith("ies") and len(word) > len("ties"):
        forms.append(f"{word[:-3]}y")
    if word.endswith(tuple(f"{ending}es" for ending in _SIBILANT)):
        forms.append(word[:-2])
    if word.endswith("aux") and not word.endswith("eaux"):
        forms.append(f"{word[:-3]}al")
    if word.endswith(("eaux", "eux")):
        forms.append(word[:-1])
    return [form for form in forms if len(form) >= _LEAST]


def may_go_on(word: str) -> bool:
    """Tell whether a word may begin a longer run of signs, since its script has no spaces between words."""
    return not word.isascii() and _UNSPACED.search(word) is not None


def without_article(text: str, words: list[str]) -> list[str]:
    """Return the words of a text without the elided French article before its one word, as in "l'élection"."""
    is_elided = len(words) == len(("l", "élection")) and words[0] in _ARTICLES and _APOSTROPHE.search(text)
    return words[1:] if is_elided else words
