"""Mails (.eml): what their sender wrote or sent on, with the headers that a person reads, and the files attached."""

import re
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from msgspec import Struct, field

from clipper.capture.formats import details
from clipper.capture.formats.base import File, Opened, Opener
from clipper.capture.formats.html import opened_page
from clipper.capture.formats.mail_plain import plain_text
from clipper.capture.formats.mime import Part, read_part
from clipper.model.draft import Pasted, Problem
from clipper.model.text import clean

_HEADER = re.compile(
    rb"(?:From [^\r\n]*\r?\n)?"
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*(?:\r?\n|\Z)(?:[ \t][^\r\n]*(?:\r?\n|\Z))*)+"
)
_SENDER = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:date|message-id|mime-version|received|return-path):", re.IGNORECASE | re.MULTILINE)
_LETTER = re.compile(rb"(?:^|\r?\n\r?\n)From [^\r\n]{3,200}\d{4}[^\r\n]{0,20}\r?\n(?=[A-Za-z-]+:)")
_MOST_HEADER = 20_000
_MOST_MAILS = 500

_ENDINGS = {
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "message/rfc822": ".eml",
    "application/vnd.ms-outlook": ".msg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_READ = frozenset({
    *_ENDINGS.values(), ".htm", ".xhtml", ".mht", ".mhtml", ".docm", ".md", ".srt", ".vtt", ".tsv", ".rss", ".xml",
})  # fmt: skip
_SILENT = re.compile(
    r"image/.*|text/(?:x-)?vcard|text/calendar|application/(?:x-)?(?:pkcs7|pgp)-signature|application/pgp-encrypted"
)
"""What a mail carries beside what it tells: logos, cards, invitations, signatures."""
_SILENT_ENDINGS = frozenset({
    ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg", ".emz", ".wmz", ".wmf", ".emf", ".ico", ".heic",
    ".vcf", ".ics", ".p7s", ".asc", ".sig",
})  # fmt: skip
"""The same by their names, where the mail program does not tell what they are."""

_UNREAD = "{names} was not read, since Clipper does not know such files. The mail is kept with all that is attached."
_TOO_DEEP = (
    "The mail holds parts within parts, more or deeper than Clipper follows. Those were not read; the mail is kept."
)


class Mail(Struct):
    """A mail as a person sees it: who sent it and when, its subject, its text and HTML, and what is attached.

    `unread` are the names of attached files that cannot be read; `too_deep` tells that it holds more.
    """

    sender: str = ""
    sent: str = ""
    subject: str = ""
    text: str = ""
    html: str = ""
    attached: list[File] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    too_deep: bool = False

    def attach(self, name: str, type_: str, data: bytes) -> None:
        """Attach a file by what its name or its media type tells of it."""
        ending = _ENDINGS.get(type_, "")
        file = File(name or f"attachment{ending}", data)
        if file.suffix in _READ or ending:
            self.attached.append(file if file.suffix in _READ else File(f"{file.name}{ending}", data))
        elif not (_SILENT.fullmatch(type_) or file.suffix in _SILENT_ENDINGS):
            self.unread.append(file.name)


def opened_mail(mail: Mail, opener: str, file: File) -> Opened:
    """Return a mail as its text, with the headers that a person reads above it."""
    page = opened_page(Pasted(mail.text, mail.html, file.name), opener) if mail.html else None
    head = [("From", mail.sender), ("Date", mail.sent), ("Subject", mail.subject)]
    above = clean("".join(f"{name}: {value}\n" for name, value in head if value) + "\n")
    text = above + (page.pasted.text if page else mail.text)
    problems = [Problem(_UNREAD.format(names=", ".join(mail.unread)))] if mail.unread else []
    problems += [Problem(_TOO_DEEP)] if mail.too_deep else []
    return Opened(
        opener,
        Pasted(text, mail.html or None, file.name),
        {
            details.SENDER: mail.sender,
            details.SENT: mail.sent,
            details.SUBJECT: mail.subject,
            details.BEGIN: str(len(above)),
        },
        file.data,
        (*(page.problems if page else ()), *problems),
        attached=tuple(mail.attached),
    )


# .eml


def _recognises(file: File) -> bool:
    if file.suffix == ".eml":
        return True
    header = _HEADER.match(file.data[:_MOST_HEADER])
    return bool(header and _SENDER.search(header[0]) and _SENT.search(header[0]))


def _open(file: File) -> Opened:
    mails = _mails_of(file.data)
    if len(mails) > 1:
        box = Mail(too_deep=len(mails) > _MOST_MAILS)
        for number, data in enumerate(mails[:_MOST_MAILS], start=1):
            box.attach(f"mail {number}.eml", "message/rfc822", data)
        return opened_mail(box, "eml", file)
    return opened_mail(mail_of(read_part(file.data)), "eml", file)


EML = Opener("eml", _recognises, _open)


def _mails_of(data: bytes) -> list[bytes]:
    """Return the mails of a mailbox, which stand one after another; a file of one mail is one of one."""
    if not data.startswith(b"From "):
        return [data]
    places = [*(match.start() for match in _LETTER.finditer(data)), len(data)]
    return [data[start:end].lstrip() for start, end in pairwise(places)] or [data]


def mail_of(part: Part) -> Mail:
    """Return the mail that a part with its headers is."""
    mail = Mail(part.header("from"), part.header("date"), part.header("subject"))
    bodies: list[Part] = []
    _gather(part, mail, bodies)
    pages = [body.text() if body.type == "text/html" else _page_of(body) for body in bodies]
    if any(body.type == "text/html" for body in bodies):
        mail.html = "\n".join(pages)
        mail.text = "\n\n".join(map(_shown, bodies))
    else:
        mail.text = "\n\n".join(map(plain_text, bodies))
    return mail


def _gather(part: Part, mail: Mail, bodies: list[Part], parent: str = "") -> None:
    """Sort a part and all within it into the mail's text, in its order, and what is attached."""
    mail.too_deep = mail.too_deep or part.too_deep
    if part.type == "multipart/alternative":
        best = _best_of(part.parts)
        parts: Sequence[Part] = [one for one in part.parts if one is best or one.is_attached]
    else:
        parts = part.parts
    for one in parts:
        _gather(one, mail, bodies, part.type)
    if part.parts or part.type.startswith("multipart/"):
        return
    in_digest = parent == "multipart/digest" and "content-type" not in part.headers
    if part.type == "message/rfc822" or in_digest:
        name = read_part(part.data()).header("subject")
        mail.attach(f"{name[:80] or 'mail'}.eml", "message/rfc822", part.data())
    elif part.type in {"text/plain", "text/html"} and not part.is_attached and not part.name:
        bodies.append(part)
    else:
        mail.attach(part.name, part.type, part.data())


def _best_of(parts: Sequence[Part]) -> Part | None:
    """Return the richest of several forms of one text: the last with HTML, else the last with text."""
    for wanted in ("text/html", "text/plain"):
        for part in reversed(parts):
            if any(one.type == wanted and one.body.strip() for one in part.walk()):
                return part
    return parts[-1] if parts else None


def _page_of(body: Part) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in plain_text(body).split("\n") if line.strip())


def _shown(body: Part) -> str:
    if body.type != "text/html":
        return plain_text(body)
    # lxml is slow to import and plain mails need none of it.
    from clipper.capture.markup import text_in

    return text_in(body.text())
