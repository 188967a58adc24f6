"""The parts of a mail or of a page in one file (RFC 2045 to 2047): cut in linear time, and no deeper than is meant.

Headers are read by the standard library. Its parser of whole mails is not used, since it raises RecursionError at
1,000 nested parts and needs minutes for some mails of a megabyte that are made to do harm.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value

from msgspec import Struct, field

from clipper.capture.formats.charsets import decoded

DEEPEST = 12
"""Parts within parts that are looked at; real mails have up to four."""

_MOST_PARTS = 1_000
_MOST_HEADER = 200_000
_END_OF_HEADER = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r|\A[ \t]*\r?\n")
_ENVELOPE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:From [^\r\n]*\r?\n)?")
_LINE_END = re.compile(rb"\r?\n\Z")
"""What stands before a boundary belongs to it."""

_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_LONGEST_VALUE = 2_000
_FOLDED = re.compile(r"\r?\n[ \t]+")
_HEADER = re.compile(r"([!-9;-~]{1,80}):(.*)")
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, HeaderParseError, binascii.Error)
"""What the standard library raises on headers that nobody meant."""


class Part(Struct):
    """A part with its headers by their names in small letters; `body` are its bytes as they were sent.

    `parts` are what it consists of; `too_deep` tells that there are more of them.
    """

    headers: dict[str, str]
    body: bytes
    parts: list["Part"] = field(default_factory=list)
    too_deep: bool = False

    @property
    def type(self) -> str:
        """Its media type in small letters, text/plain where it says none."""
        return self._with_parameters("content-type").get_content_type()

    @property
    def is_attached(self) -> bool:
        """Whether the sender put it beside the text."""
        return self.headers.get("content-disposition", "").lower().startswith("attachment")

    @property
    def name(self) -> str:
        """The name of the file that it holds, without folders; nothing where it has none."""
        name = self.parameter("filename", "content-disposition") or self.parameter("name")
        return re.split(r"[/\\]", worded(name))[-1][:200]

    def header(self, name: str) -> str:
        """Return a header as a person reads it, on one line; nothing where there is none."""
        return worded(self.headers.get(name, ""))

    def parameter(self, name: str, header: str = "content-type") -> str:
        """Return a parameter of a header, nothing where there is none."""
        try:
            value = self._with_parameters(header).get_param(name, "", header)
            return collapse_rfc2231_value(value) if value else ""
        except _FAULTS:
            return ""

    def _with_parameters(self, header: str) -> "Message[str, str]":
        message = Message()
        message[header] = _letters(self.headers.get(header, ""))
        return message

    def data(self) -> bytes:
        """Return what the part holds, without the letters that mails are sent in."""
        encoding = self.headers.get("content-transfer-encoding", "").strip().lower()
        if encoding == "base64":
            return _from_base64(self.body)
        if encoding == "quoted-printable":
            return quopri.decodestring(self.body)
        return _from_uuencoded(self.body) if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"} else self.body

    def text(self) -> str:
        """Return the text that the part holds."""
        return decoded(self.data(), self.parameter("charset"))

    def walk(self) -> Iterator["Part"]:
        """Yield the part and all that it consists of, in order."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.parts))


def read_part(data: bytes) -> Part:
    """Return the part that some bytes are; any bytes are one."""
    return _Cutter().cut(data[_ENVELOPE.match(data).end() :], 0)  # type: ignore[union-attr]  # it matches always


class _Cutter:
    def __init__(self) -> None:
        self._left = _MOST_PARTS

    def cut(self, data: bytes, depth: int) -> Part:
        end = _END_OF_HEADER.search(data, 0, _MOST_HEADER)
        header, body = (data[: end.start()], data[end.end() :]) if end else (data[:_MOST_HEADER], b"")
        part = Part(_headers(header), body)
        boundary = part.parameter("boundary") if part.type.startswith("multipart/") else ""
        if not boundary:
            return part
        if depth >= DEEPEST:
            part.too_deep = True
            return part
        for piece in _pieces(body, boundary):
            if self._left == 0:
                part.too_deep = True
                break
            self._left -= 1
            part.parts.append(self.cut(piece, depth + 1))
        return part


def _headers(block: bytes) -> dict[str, str]:
    """Return headers by their names, of several of one name the first, with bytes that are no ASCII as surrogates."""
    found: dict[str, str] = {}
    for line in _FOLDED.sub(" ", block.decode("ascii", "surrogateescape")).splitlines():
        if match := _HEADER.match(line):
            found.setdefault(match[1].lower(), match[2].strip()[:_LONGEST_VALUE])
    return found


def _pieces(body: bytes, boundary: str) -> list[bytes]:
    """Return what stands between the boundaries; the last piece may lack its end, as in a mail that was cut off."""
    mark = re.escape(boundary.encode("ascii", "replace").rstrip()[:200])
    pieces: list[bytes] = []
    start: int | None = None
    for match in re.finditer(rb"^--" + mark + rb"(--)?[ \t]*(?:\r?\n|\r|\Z)", body, re.MULTILINE):
        if start is not None:
            pieces.append(_LINE_END.sub(b"", body[start : match.start()]))
        start = match.end()
        if match[1]:
            return pieces
    return pieces if start is None else [*pieces, body[start:]]


def _from_base64(body: bytes) -> bytes:
    letters = _NO_BASE64.sub(b"", body)
    whole = len(letters) // 4 * 4 if len(letters) % 4 == 1 else len(letters)
    return binascii.a2b_base64(letters[:whole] + b"=" * (-whole % 4))


def _from_uuencoded(body: bytes) -> bytes:
    decoded_ = bytearray()
    for line in body.splitlines():
        try:
            decoded_ += b"" if line.startswith((b"begin ", b"end")) else binascii.a2b_uu(line)
        except binascii.Error:
            continue
    return bytes(decoded_)


def worded(value: str) -> str:
    """Return the value of a header as a person reads it: encoded words and raw bytes as letters, on one line."""
    value = _letters(value)
    if "=?" in value:
        try:
            pieces = decode_header(value[:_LONGEST_VALUE])
        except _FAULTS:
            return " ".join(value.split())
        value = "".join(piece if isinstance(piece, str) else decoded(piece, charset or "") for piece, charset in pieces)
    return " ".join(value.split())


def _letters(value: str) -> str:
    return value if value.isprintable() else decoded(value.encode("utf-8", "surrogateescape"), "")
