"""The organisation's logo: a small picture, checked at the door and kept as text."""

import re
from base64 import b64decode, b64encode

from clipper.model.errors import WrongUsage

MOST_BYTES = 500_000
"""A logo is small; a photograph is none, and every report would carry it."""
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
_KEPT = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,([A-Za-z0-9+/]+={0,2})")
_ROOT = "{http://www.w3.org/2000/svg}svg"
_ELSEWHERE = re.compile(r"url\((?!\s*['\"]?\s*#)|@import", re.IGNORECASE)
_TOO_LARGE = (
    f"The picture has more than {MOST_BYTES // 1000} kB. Save it smaller, 600 pixels wide or less, and choose it "
    "again. Nothing was changed."
)
_NO_PICTURE = "This is no PNG, JPEG or SVG picture, or it is damaged. Nothing was changed."
_NOT_ALONE = (
    "This SVG picture has parts in other files, or a script. Save it as a picture of its own, or as PNG, and choose it "
    "again. Nothing was changed."
)


def logo_from(data: bytes) -> str:
    """Return a PNG, JPEG or SVG picture as a library keeps it; raises WrongUsage for what is too large, or none."""
    if len(data) > MOST_BYTES:
        raise WrongUsage(_TOO_LARGE)
    kind = next((kind for magic, kind in _KINDS.items() if data.startswith(magic)), None)
    if kind is None:
        _require_svg(data)
        kind = "svg+xml"
    return f"data:image/{kind};base64,{b64encode(data).decode()}"


def checked(kept: str) -> str:
    """Return a logo that came from elsewhere, as an export holds it; raises WrongUsage."""
    if not kept:
        return ""
    match = _KEPT.fullmatch(kept)
    try:
        data = b64decode(match[2]) if match else b""
    except ValueError as error:
        raise WrongUsage(_NO_PICTURE) from error
    return logo_from(data)


def _require_svg(data: bytes) -> None:
    """Refuse what is no SVG, and what would make whoever draws it read another file."""
    # lxml takes a moment to import, and a logo is chosen once.
    from lxml import etree

    if b"<svg" not in data:
        raise WrongUsage(_NO_PICTURE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise WrongUsage(_NO_PICTURE) from error
    if root.tag != _ROOT:
        raise WrongUsage(_NO_PICTURE)
    if any(_leads_away(element) for element in root.iter()) or root.getroottree().docinfo.internalDTD is not None:
        raise WrongUsage(_NOT_ALONE)


def _leads_away(element: "etree._Element") -> bool:  # type: ignore[name-defined]  # noqa: F821
    if not isinstance(element.tag, str):
        return False
    texts = [element.text or "", *element.attrib.values()]
    links = [value.strip() for name, value in element.attrib.items() if name.rpartition("}")[2] == "href"]
    is_active = element.tag.rpartition("}")[2] in {"script", "foreignObject", "iframe"}
    return is_active or any(map(_ELSEWHERE.search, texts)) or any(not link.startswith(("#", "data:")) for link in links)
