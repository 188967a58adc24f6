"""The organisation's logo: a small picture, checked at the door and kept as text."""

import re
from base64 import b64decode, b64encode
from typing import Any

from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.picture import JPEG, PNG, size_of

MOST_BYTES = 500_000
"""A logo is small; a photograph is none, and every report would carry it."""
_KINDS = {PNG: "png", JPEG: "jpeg"}
_MOST_PIXELS = 16_000_000
_MOST_PARTS = 20_000
_KEPT = late_pattern(r"data:image/(png|jpeg|svg\+xml);base64,([A-Za-z0-9+/]+={0,2})")
_SVG = "{http://www.w3.org/2000/svg}"
_ELSEWHERE = late_pattern(r"url\((?!\s*['\"]?\s*#)|@import|\\", re.IGNORECASE)
# A picture within it is drawn of its own: as SVG it could lead to another file after all.
_WITHIN = late_pattern(r"data:image/(?:png|jpeg|gif);base64,", re.IGNORECASE)
_PART = late_pattern(r"url\(\s*['\"]?\s*#([^'\")\s]+)")
_TOO_LARGE = (
    f"The picture has more than {MOST_BYTES // 1000} kB. Save it smaller, 600 pixels wide or less, and choose it "
    "again. Nothing was changed."
)
_TOO_WIDE = (
    "The picture has too many pixels. Save it 600 pixels wide or less, and choose it again. Nothing was changed."
)
_TOO_MANY_PARTS = (
    "This SVG picture repeats its parts more often than can be drawn. Save it as PNG, and choose it again. Nothing was "
    "changed."
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
    _require_few_pixels(data)
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
    if root.tag != f"{_SVG}svg":
        raise WrongUsage(_NO_PICTURE)
    if any(_leads_away(element) for element in root.iter()) or root.getroottree().docinfo.internalDTD is not None:
        raise WrongUsage(_NOT_ALONE)
    if _parts_drawn(root) > _MOST_PARTS or _has_styled_patterns(root):
        raise WrongUsage(_TOO_MANY_PARTS)
    for element in root.iter():
        for link in _links(element):
            if _WITHIN.match(link):
                _require_few_pixels(_decoded(link.partition(",")[2]))


def _require_few_pixels(data: bytes) -> None:
    """Refuse what takes up the memory once it is drawn, however small its file is."""
    width, height = size_of(data) or (0, 0)
    if width * height > _MOST_PIXELS:
        raise WrongUsage(_TOO_WIDE)


def _decoded(coded: str) -> bytes:
    try:
        return b64decode(coded)
    except ValueError as error:
        raise WrongUsage(_NO_PICTURE) from error


def _links(element: Any) -> list[str]:
    return [value.strip() for name, value in element.attrib.items() if name.rpartition("}")[2] == "href"]


def _leads_away(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return False
    texts = [element.text or "", *element.attrib.values()]
    is_active = element.tag.rpartition("}")[2] in {"script", "foreignObject", "iframe"}
    is_active = is_active or any(name.casefold().startswith("on") for name in element.attrib)
    leads = any(not (link.startswith("#") or _WITHIN.match(link)) for link in _links(element))
    return is_active or leads or any(map(_ELSEWHERE.search, texts))


def _parts_drawn(root: Any) -> int:
    """Return how many parts are drawn where each that is used again counts again; beyond _MOST_PARTS it may be more.

    A part that uses itself is counted until it is too many: whoever draws it may follow it as well.
    """
    named = {element.get("id"): element for element in root.iter() if isinstance(element.tag, str)}
    waiting, count = [root], 0
    while waiting and count <= _MOST_PARTS:
        element = waiting.pop()
        count += 1
        waiting.extend(child for child in element if isinstance(child.tag, str))
        used = [link[1:] for link in _links(element) if link.startswith("#")]
        used.extend(name for value in element.attrib.values() for name in _PART.findall(value))
        waiting.extend(named[name] for name in used if name in named)
    return count


def _has_styled_patterns(root: Any) -> bool:
    """Tell whether a style sheet fills shapes with other shapes, of which nobody can tell how often they are drawn."""
    styles = "".join(element.text or "" for element in root.iter(f"{_SVG}style"))
    used = {*_PART.findall(styles)}
    return any(element.get("id") in used for element in root.iter(f"{_SVG}pattern"))
