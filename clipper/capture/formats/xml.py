"""XML from outside: no entity is expanded, nothing is fetched, and what is too large or too deep is refused."""

from typing import Any

from clipper.capture.formats.base import DAMAGED
from clipper.model.errors import WrongUsage

_MOST_TAGS = 1_500_000
_UNUSUAL = (
    "The file defines entities, which documents do not need and harmful files use. Nothing of it was taken. If you "
    "trust it, open it in its own program, copy the text, and paste it."
)
_TOO_LARGE = (
    "The file is larger than Clipper can read at once. Nothing of it was taken. Save it in parts, or copy the text and "
    "paste it."
)


def parse(data: bytes) -> Any:
    """Return the root of an XML document; raises WrongUsage, with a sentence, for what cannot be read."""
    # lxml is slow to import and most files need none of it.
    from lxml import etree

    if data.count(b"<") > _MOST_TAGS:
        raise WrongUsage(_TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise WrongUsage(DAMAGED) from error
    if root is None:
        raise WrongUsage(DAMAGED)
    if root.getroottree().docinfo.internalDTD is not None:
        raise WrongUsage(_UNUSUAL)
    return root
