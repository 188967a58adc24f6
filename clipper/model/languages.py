"""Languages by their names in English, French and German, some in their own and in Spanish, and by their codes."""

import re

from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.sentence import Sentence
from clipper.model.text import fold

_NAMES = {
    "af": "afrikaans",
    "ar": "arabic arabe arabisch",
    "bg": "bulgarian bulgare bulgarisch",
    "bn": "bengali bengalisch",
    "ca": "catalan katalanisch",
    "cr": "cree",
    "cs": "czech tcheque tschechisch",
    "da": "danish danois danisch dansk",
    "de": "german allemand deutsch aleman",
    "el": "greek grec griechisch",
    "en": "english anglais englisch ingles",
    "es": "spanish espagnol spanisch espanol castilian",
    "et": "estonian estonien estnisch",
    "fa": "persian persan persisch farsi",
    "fi": "finnish finnois finnisch suomi",
    "fr": "french francais franzosisch frances",
    "he": "hebrew hebreu hebraisch",
    "hi": "hindi",
    "hr": "croatian croate kroatisch",
    "hu": "hungarian hongrois ungarisch",
    "hy": "armenian armenien armenisch",
    "id": "indonesian indonesien indonesisch",
    "is": "icelandic islandais islandisch",
    "it": "italian italien italienisch italiano",
    "iu": "inuktitut",
    "ja": "japanese japonais japanisch",
    "ka": "georgian georgien georgisch",
    "ko": "korean coreen koreanisch",
    "lt": "lithuanian lituanien litauisch",
    "lv": "latvian letton lettisch",
    "nl": "dutch neerlandais niederlandisch nederlands",
    "no": "norwegian norvegien norwegisch norsk",
    "pl": "polish polonais polnisch",
    "pt": "portuguese portugais portugiesisch portugues",
    "ro": "romanian roumain rumanisch",
    "ru": "russian russe russisch",
    "sk": "slovak slovaque slowakisch",
    "sr": "serbian serbe serbisch",
    "sv": "swedish suedois schwedisch svenska",
    "th": "thai",
    "tr": "turkish turc turkisch",
    "uk": "ukrainian ukrainien ukrainisch",
    "vi": "vietnamese vietnamien vietnamesisch",
    "zh": "chinese chinois chinesisch mandarin cantonese",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}

_UNNAMED = frozenset(
    re.findall(
        "[a-z]+",
        "aa ab ae ak am an as av ay az ba be bi bm bo br bs ce ch co cu cv cy dv dz ee eo eu ff fj fo fy ga gd gl "
        "gn gu gv ha ho ht hz ia ie ig ii ik io jv kg ki kj kk kl km kn kr ks ku kv kw ky la lb lg li ln lo lu mg "
        "mh mi mk ml mn mr ms mt my na nb nd ne ng nn nr nv ny oc oj om or os pa pi ps qu rm rn rw sa sc sd se sg "
        "si sl sm sn so sq ss st su sw ta te tg ti tk tl tn to ts tt tw ty ug ur uz ve vo wa wo xh yi yo za zu ",
    )
)
"""The other codes of ISO 639-1."""
_LONG_CODE = late_pattern("[a-z]{3}")
_LONG_CODES = {
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "deu": "de",
    "ger": "de",
    "spa": "es",
    "ita": "it",
    "por": "pt",
    "nld": "nl",
    "dut": "nl",
    "pol": "pl",
    "rus": "ru",
    "ukr": "uk",
    "ara": "ar",
    "zho": "zh",
    "chi": "zh",
    "jpn": "ja",
    "kor": "ko",
    "hin": "hi",
    "iku": "iu",
    "cre": "cr",
}
"""Codes of ISO 639-2 for languages that have one of two letters."""
_REGION = late_pattern("(?<=[a-z])[-_][a-z0-9-]+$")


def language_named(name: str) -> str | None:
    """Return the ISO 639-1 code of a language whose name a text is, or begins with."""
    found = re.match(r"[^\W\d_]+", fold(name))
    return _CODES.get(found[0]) if found else None


def read_language(text: str) -> str:
    """Return the code of the language that a search names, or of which it has the code; raises WrongUsage.

    A region, as in "fr-CA", does not matter. A code of three letters may be of ISO 639-3, and so of any language.
    """
    word = _REGION.sub("", fold(text))
    if word in _NAMES or word in _UNNAMED:
        return word
    if word not in _CODES and not _LONG_CODE.fullmatch(word):
        raise WrongUsage(Sentence("“{text}” is not a language. Try fr, french or none.", text=text))
    return _CODES.get(word) or _LONG_CODES.get(word, word)


def names_of(code: str) -> tuple[str, ...]:
    """Return the names of a language, folded."""
    return tuple(_NAMES.get(code, "").split())
