"""Web pages saved as one file (.mht, RFC 2557): the page is unpacked and read, its pictures are left where they are."""

import re

from clipper.capture.formats.base import File, Opened, Opener
from clipper.capture.formats.html import opened_page
from clipper.capture.formats.mime import Part, read_part
from clipper.model.draft import Pasted
from clipper.model.errors import WrongUsage

_ENDINGS = frozenset({".mht", ".mhtml"})
_SNAPSHOT = re.compile(rb"\A[^\0]{0,4000}?^snapshot-content-location:", re.IGNORECASE | re.MULTILINE)
_NO_PAGE = "There is no page in this file. Nothing was taken of it. Save the page again, and import it then."


def _recognises(file: File) -> bool:
    return file.suffix in _ENDINGS or _SNAPSHOT.match(file.data[:4_096]) is not None


def _open(file: File) -> Opened:
    # lxml is slow to import and other files need none of it.
    from clipper.capture.markup import text_in

    whole = read_part(file.data)
    page = next((part for part in whole.walk() if part.type in {"text/html", "application/xhtml+xml"}), None)
    if page is None:
        raise WrongUsage(_NO_PAGE)
    html = page.text()
    pasted = Pasted(text_in(html), html, file.name)
    opened = opened_page(pasted, "mht", _address(whole) or _address(page))
    return Opened(opened.opener, opened.pasted, opened.details, file.data, opened.problems)


MHT = Opener("mht", _recognises, _open)


def _address(part: Part) -> str:
    address = part.header("snapshot-content-location") or part.header("content-location")
    return address if address.startswith(("http://", "https://")) else ""
