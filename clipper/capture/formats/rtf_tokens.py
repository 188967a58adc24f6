"""The tokens of a Rich Text file, in one pass and in time linear in its length, and the letters that its bytes mean."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<byte>[0-9A-Fa-f]{2})"
    rb"|\\(?P<symbol>[^A-Za-z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n\0]+)"
    rb"|[\r\n\0]+|\\",
    re.DOTALL,
)
_BY_CHARSET = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp437",
}  # fmt: skip
_BULLETS = frozenset({0xF0B7, 0xF0A7, 0xF0D8, 0xF076})
_SYMBOLS = range(0xF000, 0xF100)
"""Where the characters of symbol fonts lie, which mean nothing without their font."""


class Token(NamedTuple):
    """A control word with its number, a symbol, a brace, or plain bytes; `kind` tells which."""

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens_of(data: bytes) -> Iterator[Token]:
    """Yield the tokens of any bytes; what is binary in them is skipped."""
    position = 0
    while match := _TOKEN.match(data, position):
        position = match.end()
        kind = match.lastgroup
        if kind == "text":
            yield Token("text", data=match["text"])
        elif kind in {"word", "number"}:
            number = match["number"]
            token = Token("word", match["word"].decode("ascii"), int(number) if number else None)
            if token.name == "bin" and 0 < (token.number or 0) <= len(data) - position:
                position += token.number or 0
            yield token
        elif kind == "byte":
            yield Token("byte", data=bytes.fromhex(match["byte"].decode("ascii")))
        elif kind == "symbol":
            yield Token("symbol", match["symbol"].decode("latin-1"))
        elif kind == "brace":
            yield Token(match["brace"].decode("ascii"))


def encoding_of_charset(charset: int | None) -> str | None:
    """Return the code page of a font's character set; None where it is that of the document."""
    return _BY_CHARSET.get(charset or 0)


def encoding_of_page(page: int | None) -> str:
    """Return Python's name of a Windows code page, that of western Europe for an unknown one."""
    name = "utf-8" if page == 65001 else f"cp{page}"
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


class Letters:
    """Gathers bytes of a code page and units of UTF-16 until the text that they mean is taken."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._encoding = "cp1252"
        self._pieces: list[str] = []
        self._skipped = 0

    def add_bytes(self, data: bytes, encoding: str) -> None:
        """Add bytes, without those that only stand in for a unit that came before them."""
        if self._skipped:
            skipped = min(self._skipped, len(data))
            self._skipped -= skipped
            data = data[skipped:]
        if encoding != self._encoding:
            self._turn()
            self._encoding = encoding
        self._bytes += data

    def add_unit(self, unit: int, replaced: int) -> None:
        """Add a unit of UTF-16, behind which `replaced` bytes stand in for it."""
        self._turn()
        unit %= 0x10000
        if unit in _BULLETS:
            self._pieces.append("•")
        elif unit not in _SYMBOLS:
            self._pieces.append(chr(unit))
        self._skipped = replaced

    def add(self, text: str) -> None:
        """Add text as it is."""
        self._turn()
        self._pieces.append(text)

    def end_skipping(self) -> None:
        """What follows stands in for nothing."""
        self._skipped = 0

    def take(self) -> str:
        """Return what was gathered, pairs of surrogates joined, and begin anew."""
        if not self._bytes and not self._pieces:
            return ""
        self._turn()
        text = "".join(self._pieces)
        self._pieces = []
        if any("\ud800" <= character <= "\udfff" for character in text):
            return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text

    def _turn(self) -> None:
        if self._bytes:
            self._pieces.append(self._bytes.decode(self._encoding, "replace"))
            self._bytes.clear()
