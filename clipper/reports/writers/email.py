"""A report as a mail that opens ready to be sent: without sender and receivers, its charts as pictures with words."""

from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

from clipper.model.values import replace
from clipper.reports.document import Report
from clipper.reports.writers.files import write_bytes
from clipper.reports.writers.mail_body import Picture, body_text, line, mail_html, pictures

_NOON = time(12, tzinfo=UTC)
_DOMAIN = "clipper.invalid"


def write(report: Report, path: Path) -> tuple[str, ...]:
    """Write the mail, whole or not at all; raises what render() does, and EnvironmentProblem."""
    write_bytes(path, render(report))
    return ()


def render(report: Report) -> bytes:
    """Return the mail as a file of RFC 5322, the same each time; raises RenderingFailed and RenderingCancelled."""
    drawn = {name: replace(one, source=f"cid:{_cid(name)}") for name, one in pictures(report).items()}
    text, html = body_text(report), mail_html(report, drawn)
    message = _message(report, text, html, drawn)
    digest = sha256("\0".join((text, html)).encode())
    for name in sorted(drawn):
        digest.update(drawn[name].data)
    message["Message-ID"] = f"<{digest.hexdigest()[:32]}@{_DOMAIN}>"
    # Else the library would draw them by lot.
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest.hexdigest()[32:56]}_{number}")
    return message.as_bytes()


def _message(report: Report, text: str, html: str, drawn: dict[str, Picture]) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = line(report.name)
    message["Date"] = format_datetime(datetime.combine(report.issued_on, _NOON))
    # Outlook and others open such a file in the window that writes mails.
    message["X-Unsent"] = "1"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    *_, page = message.iter_parts()
    assert isinstance(page, EmailMessage)
    for name, picture in drawn.items():
        page.add_related(
            picture.data, "image", "png", cid=f"<{_cid(name)}>", filename=f"{name}.png", disposition="inline"
        )
    return message


def _cid(name: str) -> str:
    return f"{name}@{_DOMAIN}"
