"""What stands before a mention in a list: a bullet, a number, a box to tick, a picture sign."""

import re

_DASHES = "–—-"
COUNT = r"(?:\d{1,3}|1[0-8]\d\d|2[1-9]\d\d|[3-9]\d{3})"
"""The number of a mention in a list, which no year is."""
_ROMAN = r"(?:x{0,2}(?:i{2,3}|iv|vi{1,3}|ix)|xi{0,3}|xx)"
_LETTER = rf"\(?(?:[a-z]|(?-i:{_ROMAN}))\)"
_POINTED = rf"(?-i:(?:[a-z]|{_ROMAN})\.)"
"""A capital with a point is rather somebody's initial."""
_SHARP = r"\#\d{1,3}[.:)]?"
MARK = rf"(?:[*•‣◦▪·►{_DASHES}]|\(?{COUNT}[.)/]|{_LETTER})"
"""A bullet, a number or a letter; a space stands behind it."""
ANY_MARK = rf"(?:{MARK}|{_SHARP}|{_POINTED})"
"""One of these, or what within a text may be a word: "#1", or a letter or small Roman numeral as in "v. Wade"."""
NUMBERED = re.compile(rf"\(?({COUNT})[.)/]\s")
"""A line that begins with its number."""
_NUMBER = (
    rf"(?:\(?{COUNT}[.)]|{_SHARP}|{_LETTER}|{_POINTED})\s+"
    rf"|\d{{1,3}}(?:/|\t|\s+[{_DASHES}])\s*(?<=\s)(?=[^\W\d_]|[\"“«‘„$])"
)
"""A number with a dash, a slash or a tab leads to words: before figures it may be the day of a date."""
COUNTED = frozenset({("a.", "b."), ("i.", "ii."), ("#1", "#2")})
"""What a list counts with first that counts with one of these words."""
_BOX = r"[\[(][ xX✓✔]?[\])]\s+"
_SIGN = (
    r"(?:[\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff]|\d\ufe0f?\u20e3"
    r"|:[a-z][a-z0-9_+-]{1,30}:)"
)
"""A picture sign, or its name as chats write it: ":newspaper:"."""
_SIGNS = rf"(?:{_SIGN}[\ufe0e\ufe0f\u200d]*)+\s+"

SIGNS = re.compile(_SIGNS)
"""Picture signs that a line begins with."""
BULLET = rf"(?:(?:[*•‣◦▪·►{_DASHES}]\s+|{_NUMBER})?(?:{_BOX})?(?:{_SIGNS})?)"
"""The pattern of all of these in the order in which lists write them; it also fits where none of them stands."""
