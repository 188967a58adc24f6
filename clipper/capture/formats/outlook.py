"""Outlook's mails (.msg): properties in streams of a compound file, after MS-OXMSG and MS-OXPROPS.

`extract-msg` is under the GPL and `python-oxmsg` has been an alpha since 2024; `olefile` (BSD), which both stand on,
opens the compound file, and the few properties that are wanted here are read from it.
"""

import io
import re
from base64 import encodebytes
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from clipper.capture.formats.base import File, Opened, Opener
from clipper.capture.formats.charsets import decoded
from clipper.capture.formats.mail import Mail, opened_mail
from clipper.capture.formats.mime import read_part
from clipper.capture.formats.outlook_rtf import html_of_rtf, unpacked_rtf
from clipper.capture.formats.paragraphs import pasted_of
from clipper.capture.formats.rtf_reader import read_rtf
from clipper.model.errors import WrongUsage

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES = "__properties_version1.0"
_ATTACHED = "__attach_version1.0_"
_DEEPEST = 6
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_CODE_PAGES = {
    65001: "utf-8", 1200: "utf-16-le", 20127: "ascii", 28591: "iso8859-1", 28592: "iso8859-2", 28605: "iso8859-15",
    50220: "iso2022_jp", 20866: "koi8-r", 21866: "koi8-u", 51932: "euc_jp", 51949: "euc_kr", 54936: "gb18030",
}  # fmt: skip
_SUBJECT, _SENDER, _ADDRESS, _SMTP, _HEADERS, _SUBMITTED, _DELIVERED = 0x37, 0xC1A, 0xC1F, 0x5D01, 0x7D, 0x39, 0xE06
_TEXT, _RTF, _HTML, _CODE_PAGE, _OLD_CODE_PAGE = 0x1000, 0x1009, 0x1013, 0x3FDE, 0x3FFD
_DATA, _LONG_NAME, _NAME, _MEDIA_TYPE, _SHOWN_NAME = 0x3701, 0x3707, 0x3704, 0x370E, 0x3001

_DAMAGED = (
    "The mail is damaged or was not saved completely. Nothing of it was taken. Save it from Outlook again, and import "
    "it then."
)


def _recognises(file: File) -> bool:
    return file.data.startswith(_MAGIC) and (file.suffix == ".msg" or _PROPERTIES.encode("utf-16-le") in file.data)


def _open(file: File) -> Opened:
    # Few files are Outlook's.
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(file.data)) as compound:
            mail = _mail_of(_Storage(compound, ()), 0)
    # olefile raises what it comes upon in a damaged file.
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError) as error:
        raise WrongUsage(_DAMAGED) from error
    return opened_mail(mail, "msg", file)


MSG = Opener("msg", _recognises, _open)


class _Storage:
    """A message or an attached file in a compound file: its properties by their numbers."""

    def __init__(self, compound: Any, path: tuple[str, ...]) -> None:
        self._compound, self.path = compound, path
        self._entries = self._listed(compound.listdir(streams=True, storages=True))
        self._fixed = self._numbers()
        self.encoding = _CODE_PAGES.get(page := self._fixed.get(_OLD_CODE_PAGE, 0), f"cp{page}")

    def _listed(self, paths: list[list[str]]) -> dict[str, tuple[str, ...]]:
        """Return what lies in the storage by its name in capitals, as the format compares names."""
        size = len(self.path)
        inside = (tuple(path) for path in paths if len(path) == size + 1 and tuple(path[:size]) == self.path)
        return {path[-1].upper(): path for path in inside}

    def _numbers(self) -> dict[int, int]:
        """Return the properties that are numbers or times, which lie in one stream together."""
        data = self._stream(_PROPERTIES)
        start = 32 if not self.path else 24 if self.path[-1].upper().endswith("3701000D") else 8
        found: dict[int, int] = {}
        for place in range(start, len(data) - 15, 16):
            number, value = data[place + 2 : place + 4], data[place + 8 : place + 16]
            found[int.from_bytes(number, "little")] = int.from_bytes(value, "little")
        return found

    def _stream(self, name: str) -> bytes:
        path = self._entries.get(name.upper())
        if path is None or self._compound.get_type(list(path)) != 2:
            return b""
        with self._compound.openstream(list(path)) as stream:
            return bytes(stream.read())

    def number(self, property_: int) -> int:
        """Return a property that is a whole number of four bytes."""
        return self._fixed.get(property_, 0) & 0xFFFFFFFF

    def moment(self, property_: int) -> str:
        """Return a property that is a time, as mails write it."""
        ticks = self._fixed.get(property_, 0)
        try:
            return format_datetime(_EPOCH + timedelta(microseconds=ticks // 10)) if ticks else ""
        except OverflowError:
            return ""

    def binary(self, property_: int) -> bytes:
        """Return a property that is bytes."""
        return self._stream(f"__substg1.0_{property_:04X}0102")

    def text(self, property_: int) -> str:
        """Return a property that is text, in whichever of the two ways it was written."""
        wide = self._stream(f"__substg1.0_{property_:04X}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return decoded(self._stream(f"__substg1.0_{property_:04X}001E"), self.encoding).rstrip("\0")

    def line(self, property_: int) -> str:
        """Return a property that is text, on one line."""
        return " ".join(self.text(property_).split())

    def attached(self) -> Iterator["_Storage"]:
        """Yield the storages of the attached files in their order."""
        for name in sorted(self._entries):
            if name.startswith(_ATTACHED.upper()):
                yield _Storage(self._compound, self._entries[name])

    def message(self) -> "_Storage | None":
        """Return the message that is attached here, if it is one."""
        path = self._entries.get(f"__substg1.0_{_DATA:04X}000D".upper())
        inner = _Storage(self._compound, path) if path else None
        return inner if inner and inner._entries.get(_PROPERTIES.upper()) else None


def _mail_of(storage: _Storage, depth: int) -> Mail:
    headers = read_part(storage.text(_HEADERS).encode("utf-8", "replace")) if storage.text(_HEADERS).strip() else None
    sent = headers.header("date") if headers else ""
    sent = sent or storage.moment(_SUBMITTED) or storage.moment(_DELIVERED)
    mail = Mail(_sender(storage), sent, storage.line(_SUBJECT))
    _read_body(storage, mail)
    for attached in storage.attached():
        _attach(attached, mail, depth)
    return mail


def _sender(storage: _Storage) -> str:
    name, address = storage.line(_SENDER), storage.line(_SMTP) or storage.line(_ADDRESS)
    # Within an organisation the address is a path of its directory, which tells nobody anything.
    if "@" not in address:
        return name
    return f"{name} <{address}>" if name and name != address else address


def _read_body(storage: _Storage, mail: Mail) -> None:
    """Read the richest form of the text: HTML, HTML within Rich Text, Rich Text, or plain."""
    mail.text = storage.text(_TEXT).replace("\r\n", "\n")
    page = storage.number(_CODE_PAGE)
    mail.html = decoded(storage.binary(_HTML), _CODE_PAGES.get(page, f"cp{page}")) or storage.text(_HTML)
    rich = b"" if mail.html.strip() else unpacked_rtf(storage.binary(_RTF))
    if rich:
        mail.html = html_of_rtf(rich) or ""
        if not mail.html and b"\\fromtext" not in rich[:1_000]:
            read = read_rtf(rich)
            pasted = pasted_of(read.paragraphs, "")
            mail.html, mail.text = (pasted.html or "", pasted.text) if pasted.text.strip() else ("", mail.text)
            return
    if mail.html.strip():
        from clipper.capture.markup import text_in

        mail.text = text_in(mail.html) or mail.text


def _attach(storage: _Storage, mail: Mail, depth: int) -> None:
    name = storage.line(_LONG_NAME) or storage.line(_NAME) or storage.line(_SHOWN_NAME)
    message = storage.message()
    if message is not None and depth < _DEEPEST:
        inner = _mail_of(message, depth + 1)
        mail.too_deep, mail.unread = mail.too_deep or inner.too_deep, mail.unread + inner.unread
        mail.attach(f"{(inner.subject or name)[:80] or 'mail'}.eml", "message/rfc822", as_eml(inner))
    elif message is not None:
        mail.too_deep = True
    else:
        name = re.split(r"[/\\]", name)[-1][:200]
        mail.attach(name, storage.line(_MEDIA_TYPE).lower(), storage.binary(_DATA))


def as_eml(mail: Mail) -> bytes:
    """Return a mail that lies within another as a file of its own."""
    head = [("From", mail.sender), ("Date", mail.sent), ("Subject", mail.subject)]
    lines = "".join(f"{name}: {value}\n" for name, value in head if value)
    parts = [("text/html" if mail.html else "text/plain", "", (mail.html or mail.text).encode("utf-8", "replace"))]
    parts += [(_media_type(file), file.name, file.data) for file in mail.attached]
    pieces = [f"{lines}Content-Type: multipart/mixed; boundary=part\n\n".encode("utf-8", "replace")]
    for type_, name, data in parts:
        named = f'; name="{name.replace(chr(34), "")}"' if name else "; charset=utf-8"
        head_ = f"--part\nContent-Type: {type_}{named}\nContent-Transfer-Encoding: base64\n\n"
        pieces += [head_.encode("utf-8", "replace"), encodebytes(data)]
    return b"".join([*pieces, b"--part--\n"])


def _media_type(file: File) -> str:
    return "message/rfc822" if file.suffix == ".eml" else "application/octet-stream"
