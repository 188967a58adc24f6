"""The letters that bytes mean, whatever character set a mail or a page says that they are of."""

import codecs

from clipper.capture.paste import WRONG, decode

_WIDER = {
    "ascii": "", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-9": "cp1254",
}  # fmt: skip
"""What browsers read instead, since senders mean it: https://encoding.spec.whatwg.org/#names-and-labels"""
_MOST_WRONG = 4
"""One letter in so many may be wrong."""
_NO_LETTERS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"})
"""What Python calls encodings too; some of these take minutes for a megabyte."""


def decoded(data: bytes, declared: str) -> str:
    """Return the text of bytes in the character set that is declared, else in the one that they look like."""
    encoding = _encoding(declared)
    if encoding:
        try:
            return data.decode(encoding)
        except LookupError:  # what turns bytes into other bytes is looked up the same way
            return decode(data)
        except UnicodeError:
            pass
        # One wrong byte is no reason to take a Japanese text for a western one; a wrong one for each letter is.
        text = data.decode(encoding, "replace")
        if text.count(WRONG) * _MOST_WRONG < sum(letter > "\x7f" for letter in text):
            return text
    return decode(data)


def _encoding(declared: str) -> str:
    """Return the name of an encoding of letters, nothing for what is none or says nothing."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    name = _WIDER.get(name, name)
    return "" if name in _NO_LETTERS else name
