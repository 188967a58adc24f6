"""Opening links with the system's programs."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from clipper.model.markup import safe_link


def open_link(url: str) -> bool:
    """Open a link to the web or to a mail address with the system's program; anything else is not opened."""
    link = safe_link(url)
    return link is not None and QDesktopServices.openUrl(QUrl(link))
