"""Cleaning of text at the door, and the folding that makes searches blind to case and accents."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from clipper.model.late_pattern import late_pattern

# Control characters that no text needs (tab and newline stay); bidi overrides, which can make a name read as another;
# what is not seen and still makes two words of one: zero-width spaces, fillers and old format controls. A pattern is
# ten times faster than translate().
_UNWANTED = late_pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a]"
)
# Of tags only the flags of England, Scotland and Wales are made.
_RARE = late_pattern("[\ud800-\udfff\U000e0000-\U000e007f]")
_SURROGATE = late_pattern("[\ud800-\udfff]")
_TAG = late_pattern("(\U0001f3f4[\U000e0061-\U000e007a]{5}\U000e007f)|[\U000e0000-\U000e007f]")
# Joiners and variants mean something in Arabic, Indian and Chinese scripts and between the parts of an emoji, never
# behind a European letter, a space or at the start. The class comes first: the pattern is three times as fast so.
_USELESS_JOINER = late_pattern("[\u200c\u200d](?<![^\x00-\u058f\u1e00-\u200d].)")
_USELESS_VARIANT = late_pattern(
    '[\ufe00-\ufe0f\U000e0100-\U000e01ef](?<![^\x00-"$-)+-/:-\xa8\xaa-\xad\xaf-\u058f\u1e00-\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef].)'
)
# What a text may need to break and turn its lines, and a name or a headline does not.
_LAYOUT = late_pattern("[\xad\u061c\u200e\u200f]")
# Letters that were joined in print: copied from a PDF, no word with one would be found.
_LIGATURE = late_pattern("[\ufb00-\ufb06]")
_MOST_MARKS = 8
_PILE = late_pattern(f"[^\\w\\s!-~]{{{_MOST_MARKS + 1},}}")
# The combining marks that the index drops inside a word; any other mark parts two words there.
_ACCENTS = frozenset(
    [*range(0x300, 0x305), *range(0x306, 0x30D), 0x30F, 0x311, 0x31B, *range(0x323, 0x329), 0x32D, 0x32E, 0x330, 0x331]
)
# Of the marks that fold() drops those that nearly all texts with marks have.
_ACCENT = late_pattern("[\u0300-\u034e\u0350-\u036f]")
_VOWEL_SIGN = late_pattern(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
# What a line of Markdown is without its marks, told by their looks: a passage is cut anywhere, and a list shows many.
_BLOCK_MARK = late_pattern(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_LINK = late_pattern(r"!?\[([^\]\[]*)\]\([^)\s]*(?:\)|…?$)")
_EMPHASIS = late_pattern(r"(?<!\\)[*`]+|(?<!\w)_+|_+(?!\w)")
# Most passages have none of these, which is told four times as fast.
_MAYBE_MARK = late_pattern(r"[\[*`_\\]")
_MAYBE_BLOCK = late_pattern(r"\n[ \t]*[#>+\d-]")
_LEAST_OF_SLIP = 4
_ESCAPE = late_pattern(r"\\([^\w\s])")


# What most text is made of; the little that is left without it is looked through in no time.
_USUAL = bytes([0x09, 0x0A, *range(0x20, 0x7F)])
# One of what _as_seen() leaves out or spells, or signs that may be a pile: in these three blocks no sign is a mark.
_MAYBE_UNSEEN = late_pattern(
    "[\u200c\u200d\ufb00-\ufb06\ufe00-\ufe0f\U000e0100-\U000e01ef\ud800-\udfff\U000e0000-\U000e007f]"
    f"|[^\\w\\s\x80-\u02ff\u2000-\u20cf\u2100-\u2cee]{{{_MOST_MARKS + 1}}}"
)


def clean(text: str) -> str:
    """Return text that every floor can hold: NFC, newlines as \\n, no controls, lone surrogates or bidi overrides.

    What nobody sees is left out where it means nothing, and what is piled on one letter beyond _MOST_MARKS marks; the
    ligatures of Latin print are spelt.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = text.replace("\x0b", "\n").replace("\x0c", "\n").replace("\x85", "\n")
    if _UNWANTED.search(_unusual(text)):
        text = _UNWANTED.sub("", text)
    return text if text.isascii() else unicodedata.normalize("NFC", _as_seen(text))


def clean_line(text: str) -> str:
    """Return cleaned text on one line, with single spaces and none at its ends."""
    return " ".join(clean(text if text.isascii() else _LAYOUT.sub("", text)).split())


def _unusual(text: str) -> str:
    """Return what of a text is neither printable ASCII nor a tab or newline."""
    return text.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")


def _as_seen(text: str) -> str:
    """Return text without lone surrogates, tags, useless joiners and variants, ligatures and piles of marks."""
    if not _MAYBE_UNSEEN.search(_unusual(text)):
        return text
    if _RARE.search(text):
        text = _TAG.sub(r"\1", _SURROGATE.sub("\ufffd", text))
    text = _LIGATURE.sub(lambda sign: unicodedata.normalize("NFKD", sign[0]), text)
    return _PILE.sub(_unpiled, _USELESS_JOINER.sub("", _USELESS_VARIANT.sub("", text)))


def _unpiled(run: re.Match[str]) -> str:
    """Return signs with at most so many marks on each: putting a pile of them in order takes the square of its height.

    Source: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
    """
    kept, height = [], 0
    for sign in run[0]:
        height = height + 1 if unicodedata.category(sign)[0] == "M" else 0
        if height <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def fold(text: str) -> str:
    """Return text without case, accents and compatibility forms, for comparing names and words."""
    if text.isascii():
        return text.lower()
    folded = text.casefold()
    if _MAYBE_UNSEEN.search(_unusual(folded)):
        folded = _PILE.sub(_unpiled, folded)
    decomposed = _ACCENT.sub("", unicodedata.normalize("NFKD", folded))
    if any(map(unicodedata.combining, _unusual(decomposed))):
        return "".join(character for character in decomposed if not unicodedata.combining(character))
    return decomposed


class _IndexFolding(dict[int, str]):
    """How the search index (unicode61, remove_diacritics 2) reads each code point, worked out when first met.

    It differs from fold(): letters stay one to one (ß is not ss), and only Latin letters lose their accents. Texts
    come to it without_vowel_signs().
    Source: https://www.sqlite.org/fts5.html#unicode61_tokenizer
    """

    def __missing__(self, code: int) -> str:
        self[code] = _as_indexed(code)
        return self[code]


def _as_indexed(code: int) -> str:
    category = unicodedata.category(chr(code))
    if category[0] not in "LN" and category != "Co":
        return "" if code in _ACCENTS or _VOWEL_SIGN.match(chr(code)) else " "
    lower = next((form for form in (chr(code).casefold(), chr(code).lower()) if len(form) == 1), chr(code))
    if lower in _KEEPS_ACCENT:
        return lower
    base = unicodedata.normalize("NFD", lower)[0]
    return base.lower() if unicodedata.name(base, "").startswith("LATIN") else lower


_KEEPS_ACCENT = frozenset("ǡǣǯǽǿ")
"""The Latin letters whose accents the index does read."""
_INDEX_FOLDING = _IndexFolding()
_FEW = 24
_BYTE_CODES = ("latin-1", "cp1252", "cp1251", "cp1253")
"""How texts in Latin, Cyrillic or Greek letters are told in a byte a letter: bytes are read fifty times as fast."""
_MICRO = b"\xb5"
"""The one sign of these codes that is read as a letter of none of them: as the Greek one."""


def words(text: str) -> list[str]:
    """Return the folded words of text: runs of letters and digits, exactly as the search index cuts them."""
    return _as_index_reads(text).split()


def without_vowel_signs(text: str) -> str:
    """Return text without the vowel signs of Arabic and Hebrew, which most texts leave out; the same text without any.

    The search index would cut words there, so it is given texts without them.
    """
    has_none = text.isascii() or not _VOWEL_SIGN.search(_unusual(text))
    return text if has_none else _VOWEL_SIGN.sub("", text)


def letters_alone(text: str) -> str:
    """Return the letters and digits of text, as they are written, with nothing between them."""
    for code in _BYTE_CODES:
        try:
            return text.encode(code).translate(None, _signs_in(code)).decode(code)
        except UnicodeEncodeError:
            continue
    return "".join(filter(str.isalnum, text))


def kinds_of_signs(text: str) -> tuple[int, int, int]:
    """Return how many signs of a text are capitals, letters and digits."""
    for code in _BYTE_CODES:
        try:
            signs = text.encode(code)
        except UnicodeEncodeError:
            continue
        capitals, letters, digits = (len(signs) - len(signs.translate(None, kind)) for kind in _kinds_in(code))
        return capitals, letters, digits
    return sum(map(str.isupper, text)), sum(map(str.isalpha, text)), sum(map(str.isdigit, text))


def letters_as_indexed(text: str) -> tuple[str, Sequence[int]]:
    """Return what the search index reads of text, letter by letter, with spaces for what is between words.

    Where a mark that it does not read stands by itself, that is shorter than the text: then the places of the letters
    come along, and that of the end. Else there are none.
    """
    letters = _as_index_reads(text)
    if len(letters) == len(text):
        return letters, ()
    return letters, [*(place for place, letter in enumerate(text) if _INDEX_FOLDING[ord(letter)]), len(text)]


def _as_index_reads(text: str) -> str:
    for code in _BYTE_CODES:
        try:
            letters = text.encode(code)
        except UnicodeEncodeError:
            continue
        if _MICRO not in letters:
            return letters.translate(_folding_in(code)).decode(code)
    # What is ASCII alone is read several times as fast, and many texts have few other letters.
    others = set(_unusual(text))
    if len(others) <= _FEW:
        for letter in others:
            text = text.replace(letter, _INDEX_FOLDING[ord(letter)])
    return text.translate(_INDEX_FOLDING)


@cache
def _signs_in(code: str) -> bytes:
    """Return the bytes of a code that stand for no letter and no digit."""
    return bytes(byte for byte in range(256) if not bytes([byte]).decode(code, "replace").isalnum())


@cache
def _kinds_in(code: str) -> tuple[bytes, bytes, bytes]:
    """Return the bytes of a code that stand for capitals, for letters and for digits."""
    signs = [bytes([byte]).decode(code, "replace") for byte in range(256)]
    kinds = (str.isupper, str.isalpha, str.isdigit)
    capitals, letters, digits = (bytes(byte for byte, sign in enumerate(signs) if is_kind(sign)) for is_kind in kinds)
    return capitals, letters, digits


@cache
def _folding_in(code: str) -> bytes:
    """Return how the index reads each byte of a code; each stands for one letter that is read as one of the code."""
    signs = (bytes([byte]).decode(code, "replace") for byte in range(256))
    read = (_INDEX_FOLDING[ord(sign)].encode(code, "replace") for sign in signs)
    return b"".join(read)


def line_of_markdown(markdown: str) -> str:
    """Return a passage of Markdown, maybe cut in the middle, as one plain line."""
    if not (_MAYBE_MARK.search(markdown) or _MAYBE_BLOCK.search(f"\n{markdown}")):
        return " ".join(markdown.split())
    text = _LINK.sub(r"\1", _BLOCK_MARK.sub("", markdown))
    return " ".join(_ESCAPE.sub(r"\1", _EMPHASIS.sub("", text)).split())


def is_slip(old: str, new: str) -> bool:
    """Tell whether a name was written anew only to correct a slip: spaces and marks, one letter, or two that changed
    places. A name of fewer than four letters, or with another digit, is another name.
    """
    # Slow to import, and needed only where somebody renames.
    from rapidfuzz.distance import OSA

    before, after = ("".join(words(text)) for text in (old, new))
    digits = [[sign for sign in text if sign.isdigit()] for text in (before, after)]
    return before == after or (
        len(before) >= _LEAST_OF_SLIP and digits[0] == digits[1] and OSA.distance(before, after) == 1
    )
