"""Links and bookmarks of a PDF, as they stand on its drawn pages; only who holds pdfium's lock may ask."""

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, create_string_buffer
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF

_FINE = 16
"""Parts of a point: pdfium tells places in whole numbers."""


class PageLink(Struct, frozen=True):
    """A rectangle of a page, in points from its top left, that leads to an address, or to a place of the document.

    `address` is empty for a link within the document, which leads to `page` (its index) at `top`, in points from there.
    """

    rect: QRectF
    address: str
    page: int = -1
    top: float = 0.0


class Bookmark(Struct, frozen=True):
    """Where a part of the document begins: its title, the index of the page and the place on it in points."""

    title: str
    page: int
    top: float


def links_of(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> list[PageLink]:
    """Return the links of a page, in the order in which they were written."""
    found = (_link(document, page, each) for each in _annotations(page))
    return [link for link in found if link is not None]


def bookmarks_of(document: pypdfium2.PdfDocument) -> list[Bookmark]:
    """Return the bookmarks of the first rank."""
    found = []
    for mark in document.get_toc():
        if mark.level:
            continue
        target = mark.get_dest()
        index = target.get_index() if target else None
        if target is not None and index is not None:
            place = target.get_view()[1]
            height = document.get_page_size(index)[1]
            found.append(Bookmark(mark.get_title(), index, max(0.0, height - place[1]) if len(place) > 1 else 0.0))
    return found


def as_shown(page: pypdfium2.PdfPage, rect: tuple[float, float, float, float]) -> QRectF:
    """Return a rectangle of a page as it stands on the page when that is drawn, which may be turned or cut."""
    left, bottom, right, top = rect
    return QRectF(_point(page, left, top), _point(page, right, bottom)).normalized()


def _point(page: pypdfium2.PdfPage, x: float, y: float) -> QPointF:
    width, height = (round(length * _FINE) for length in page.get_size())
    across, down = c_int(), c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, byref(across), byref(down))
    return QPointF(across.value / _FINE, down.value / _FINE)


def _annotations(page: pypdfium2.PdfPage) -> Iterator[Any]:
    place, link = c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, byref(place), byref(link)):
        yield link


def _link(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, link: Any) -> PageLink | None:
    corners = pdfium.FS_RECTF()
    if not pdfium.FPDFLink_GetAnnotRect(link, byref(corners)):
        return None
    rect = as_shown(page, (corners.left, corners.bottom, corners.right, corners.top))
    action = pdfium.FPDFLink_GetAction(link)
    if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI:
        return PageLink(rect, _address(document, action))
    target = pdfium.FPDFLink_GetDest(document, link) or (action and pdfium.FPDFAction_GetDest(document, action))
    return _within(document, rect, target) if target else None


def _address(document: pypdfium2.PdfDocument, action: Any) -> str:
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    held = create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, held, length)
    return held.value.decode("utf-8", "replace")


def _within(document: pypdfium2.PdfDocument, rect: QRectF, target: Any) -> PageLink | None:
    index = pdfium.FPDFDest_GetDestPageIndex(document, target)
    if not 0 <= index < len(document):
        return None
    has_x, has_y, has_zoom = (pdfium.FPDF_BOOL() for _ in range(3))
    x, y, zoom = (c_float() for _ in range(3))
    told = pdfium.FPDFDest_GetLocationInPage(
        target, byref(has_x), byref(has_y), byref(has_zoom), byref(x), byref(y), byref(zoom)
    )
    height = document.get_page_size(index)[1]
    return PageLink(rect, "", index, max(0.0, height - y.value) if told and has_y.value else 0.0)
