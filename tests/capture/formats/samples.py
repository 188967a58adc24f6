"""One invented article as a file of every kind, for the tests that ask the same of all."""

from tests.capture.formats.making import docx, paragraph, rtf
from tests.capture.formats.making_msg import attachment, compound, message
from tests.capture.formats.making_pdf import pdf
from tests.capture.formats.reading import HEADLINE, PARAGRAPHS
from tests.capture.formats.test_google_alerts import ITEMS, data, marks
from tests.capture.formats.test_html import data as described
from tests.capture.formats.test_html import page
from tests.capture.formats.test_mail import ARTICLE, NOTE, PAGE, article_of, attached, mail
from tests.capture.formats.test_mht import saved
from tests.capture.formats.test_outlook import WRAPPED, packed
from tests.capture.formats.test_pdf import HEAD, edges, stacked

ARTICLES: dict[str, bytes] = {
    "ferry.html": page(described(author="Petra Lindqvist", datePublished="2025-11-14")),
    "ferry.mht": saved(),
    "ferry.eml": bytes(mail(ARTICLE)),
    "note.eml": bytes(attached(mail(NOTE), article_of(), "application/octet-stream", "ferry.docx")),
    "ferry.msg": compound(message({0x37: "Fw", 0x1000: NOTE}, attached=[attachment("ferry.docx", article_of())])),
    "ferry.rtf": rtf(r"\par ".join([rf"\s3 {HEADLINE}", r"\pard By Petra Lindqvist", *PARAGRAPHS])),
    "ferry.docx": docx("".join(map(paragraph, [HEADLINE, "By Petra Lindqvist", *PARAGRAPHS]))),
    "ferry.pdf": pdf([[*HEAD, *stacked(PARAGRAPHS, 560)]]),
    "ferry.md": ARTICLE.encode(),
}
"""Each holds the article and nothing else that is told of it."""


def _forwarded() -> bytes:
    inner = mail(ARTICLE, PAGE)
    outer = mail(NOTE)
    outer.add_attachment(inner)
    return bytes(outer)


def _alert() -> bytes:
    alert = mail("See the HTML.", f"<html><body><table>{data(ITEMS)}{marks(ITEMS)}</table></body></html>")
    alert.replace_header("From", "googlealerts-noreply@google.com")
    return bytes(alert)


_FIELD = r"{\field{\*\fldinst HYPERLINK http://a.b}{\fldrslt c}}"
OTHERS: dict[str, bytes] = {
    "forwarded.eml": _forwarded(),
    "alert.eml": _alert(),
    "rich.msg": compound(message({0x37: "Fw"}, binaries={0x1009: packed(rtf(WRAPPED, head=r"\fromhtml1"))})),
    "pages.pdf": pdf([[*edges(1), *HEAD, *stacked(PARAGRAPHS, 560)], [*edges(2), *stacked(PARAGRAPHS, 700)]]),
    "table.rtf": rtf(r"\trowd\intbl Date\cell\intbl Headline\cell\row\pard" + _FIELD),
}
