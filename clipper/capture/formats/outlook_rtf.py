"""The Rich Text of Outlook's mails: packed after MS-OXRTFCP, and often HTML in disguise after MS-OXRTFEX."""

from msgspec import Struct

from clipper.capture.formats.rtf_tokens import Letters, Token, encoding_of_charset, encoding_of_page, tokens_of
from clipper.model.values import replace

_MAGIC_PACKED, _MAGIC_PLAIN = 0x75465A4C, 0x414C454D
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4_096
_LARGEST = 50_000_000
_DEEPEST = 500

_SKIPPED = frozenset({"colortbl", "stylesheet", "info", "pict", "mhtmltag", "generator", "listtable", "themedata"})
_AS_HTML = {
    "par": "\n", "line": "\n", "tab": "\t", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "endash": "–", "emdash": "—",
}  # fmt: skip
_SYMBOLS = {"~": "&nbsp;", "_": "&shy;", "-": "", "\\": "\\", "{": "{", "}": "}"}


def unpacked_rtf(data: bytes) -> bytes:
    """Return the Rich Text of a packed property; nothing where it is none, as much as there is where it was cut."""
    kind = int.from_bytes(data[8:12], "little")
    size = min(int.from_bytes(data[4:8], "little"), _LARGEST)
    if kind == _MAGIC_PLAIN:
        return data[16 : 16 + size]
    return _unpacked(data[16:], size) if kind == _MAGIC_PACKED else b""


def _unpacked(packed: bytes, size: int) -> bytes:
    """Unpack letters and references into the last 4,096 letters, each eight of which a byte of flags tells apart."""
    unpacked = bytearray(_START)
    position, before = 0, len(_START)
    while position < len(packed) and len(unpacked) - before < size:
        flags = packed[position]
        position += 1
        for bit in range(8):
            if not flags >> bit & 1:
                unpacked += packed[position : position + 1]
                position += 1
                continue
            reference = int.from_bytes(packed[position : position + 2], "big")
            position += 2
            distance = (len(unpacked) - (reference >> 4)) % _WINDOW
            if position > len(packed) or distance == 0:
                return bytes(unpacked[before : before + size])
            _copy(unpacked, distance, (reference & 0xF) + 2)
    return bytes(unpacked[before : before + size])


def _copy(unpacked: bytearray, distance: int, length: int) -> None:
    """Append what stands some way back; what is appended may be part of it."""
    if distance > len(unpacked):
        unpacked += b" " * length
        return
    source = unpacked[-distance:][:length]
    unpacked += (source * (length // len(source) + 1))[:length]


class _Group(Struct):
    shown: bool = True
    is_tag: bool = False
    disguise: bool = False
    fonts: bool = False
    font: int = -1
    replaced: int = 1


def html_of_rtf(data: bytes) -> str | None:
    """Return the HTML that Rich Text was made from, None where it was made from none."""
    if b"\\fromhtml" not in data[:1_000]:
        return None
    return _Undisguised().read(data)


class _Undisguised:
    def __init__(self) -> None:
        self._group = _Group()
        self._saved: list[_Group] = []
        self._too_deep = 0
        self._letters = Letters()
        self._pieces: list[str] = []
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._starred = False

    def read(self, data: bytes) -> str:
        for token in tokens_of(data):
            self._take(token)
        self._flush()
        return "".join(self._pieces)

    def _take(self, token: Token) -> None:
        starred, self._starred = self._starred, False
        if token.kind in {"text", "byte"}:
            self._letters.add_bytes(token.data, self._fonts.get(self._group.font, self._encoding))
        elif token.kind == "symbol" and token.name == "*":
            self._starred = True
        elif token.kind == "symbol":
            self._letters.add(_SYMBOLS.get(token.name, ""))
        elif token.kind == "word":
            self._word(token, starred)
        else:
            self._turn(token.kind)

    def _turn(self, brace: str) -> None:
        self._flush()
        self._letters.end_skipping()
        if brace == "{":
            if len(self._saved) >= _DEEPEST:
                self._too_deep += 1
                return
            self._saved.append(self._group)
            self._group = replace(self._group)
        elif self._too_deep:
            self._too_deep -= 1
        elif self._saved:
            self._group = self._saved.pop()

    def _flush(self) -> None:
        text, group = self._letters.take(), self._group
        if group.shown and not group.fonts and not (group.disguise and not group.is_tag):
            self._pieces.append(text)

    def _word(self, token: Token, starred: bool) -> None:
        if token.name == "u" and token.number is not None:
            self._letters.add_unit(token.number, self._group.replaced)
            return
        self._letters.end_skipping()
        if token.name in _AS_HTML:
            self._letters.add(_AS_HTML[token.name])
            return
        self._flush()
        if token.name == "htmltag":
            self._group.is_tag = True
        elif token.name in _SKIPPED or (starred and token.name != "htmltag"):
            self._group.shown = False
        else:
            self._set(token.name, token.number)

    def _set(self, name: str, number: int | None) -> None:
        if name == "htmlrtf":
            self._group.disguise = number != 0
        elif name == "fonttbl":
            self._group.fonts = True
        elif name == "f":
            self._group.font = number or 0
        elif name == "fcharset" and self._group.fonts:
            encoding = encoding_of_charset(number)
            self._fonts.update({self._group.font: encoding} if encoding else {})
        elif name == "ansicpg":
            self._encoding = encoding_of_page(number)
        elif name == "uc":
            self._group.replaced = max(0, min(number or 0, 10))
