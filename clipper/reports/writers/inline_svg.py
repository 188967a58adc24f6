"""A drawn chart as part of an HTML page: named for screen readers, and in the colours of the page's style."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markupsafe import Markup

_COLOURS = {
    "#16202B": "ink",
    "#2B3744": "ink",
    "#5A6672": "grey",
    "#8C97A2": "mid",
    "#C5CCD3": "pale",
    "#D5DADF": "hair",
    "#DDE2E7": "rest",
    "#123C5A": "brand",
    "#9DB4C4": "tint",
    "#0F5C5C": "positive",
    "#CDB374": "mixed",
    "#D5DAE0": "neutral",
    "#C24E27": "negative",
    "#FFFFFF": "paper",
}
# What Vega says of each mark is about scales and data, not about the figure; the page says it in words of its own.
_DROPPED = re.compile("role|class|pointer-events|opacity|aria-.*")
_DRAWN_NOT = re.compile(r"(M0,0h[\d.]+v[\d.]+h-?[\d.]+Z)?")


def inline_svg(svg: str, name: str, title: str, alt: str, *, css: str = "", brand: str = "") -> Markup:
    """Return a chart as an inline picture of HTML with a title and a text alternative.

    `name` is its own in the page. What has a colour of the look, or `brand`, is given a class instead, so that a dark
    page can draw it in other colours: f-ink fills with ink, s-grey strokes with grey.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own output
    view_box = root.get("viewBox", "0 0 1 1")
    colours = _COLOURS | ({brand.upper(): "brand"} if brand else {})
    shapes = "".join(ElementTree.tostring(_plain(child, name, colours), encoding="unicode") for child in root)
    head = Markup(
        '<svg class="{css}" viewBox="{view_box}" role="img" aria-labelledby="{name}-title {name}-alt">'
        '<title id="{name}-title">{title}</title><desc id="{name}-alt">{alt}</desc>'
    ).format(css=css, view_box=view_box, name=name, title=title, alt=alt)
    return head + Markup(shapes + "</svg>")  # noqa: S704 - built from elements, whose texts are escaped


def _plain(element: Element, name: str, colours: dict[str, str]) -> Element:
    """Return a copy without namespaces and without what the page does not use."""
    copy = Element(element.tag.rpartition("}")[2], _attributes(element, name, colours))
    copy.text, copy.tail = element.text, element.tail
    copy.extend(_plain(child, name, colours) for child in element if not _is_nothing(child))
    return copy


def _is_nothing(element: Element) -> bool:
    """Whether an element is one of the invisible grounds that Vega lays below its groups."""
    is_ground = element.get("class") in ("background", "foreground") and not element.get("fill")
    return is_ground and not element.get("stroke") and bool(_DRAWN_NOT.fullmatch(element.get("d", "-")))


def _attributes(element: Element, name: str, colours: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    classes = []
    for key, value in element.attrib.items():
        colour = colours.get(value.upper()) if key in ("fill", "stroke") else None
        if colour:
            is_on_colour = colour == "paper" and element.tag.endswith("text")
            classes.append(f"{key[0]}-{'on' if is_on_colour else colour}")
        elif key == "opacity" and value != "1":
            found[key] = value
        elif not (_DROPPED.fullmatch(key) or key.startswith("{")):
            # A name within a chart must be one within the page.
            found[key] = f"{name}-{value}" if key == "id" else value.replace("url(#", f"url(#{name}-")
    return found | ({"class": " ".join(classes)} if classes else {})
