"""Opening links with the system's programs."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from clipper.model.markup import safe_link


def written_address(url: QUrl | str) -> str:
    """Return an address as it is opened, in ASCII: no letter of it can pass for another, or turn the rest around."""
    return bytes(QUrl(url).toEncoded().data()).decode("ascii")


def open_link(url: str) -> bool:
    """Open a link to the web or to a mail address with the system's program; anything else is not opened."""
    link = safe_link(url)
    return link is not None and QDesktopServices.openUrl(QUrl(link))
