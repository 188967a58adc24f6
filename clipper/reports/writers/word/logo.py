"""The organisation's logo as a chart that holds nothing else, so that the helper that draws charts draws it, too."""

import re
from base64 import b64encode

from lxml import etree

from clipper.reports.charts import Chart, Spec

_HEIGHT, _WIDEST = 31.0, 147.0  # points: 11 and 52 mm
EDGE = 8.0  # of white around it, since a logo is made for white
# Logos that were pictures stand in a drawing of their own, in which no further picture would be drawn.
_PICTURE = re.compile(r'xlink:href="(data:image/(?:png|jpeg);base64,[^"]+)"')
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def logo_chart(logo: str, alt: str) -> Chart | None:
    """Return a logo, given as SVG, as a chart on white; None where there is none or its size is not told."""
    ratio = _ratio(logo)
    if not ratio:
        return None
    width = min(_WIDEST, _HEIGHT * ratio)
    height = width / ratio
    picture = _PICTURE.search(logo)
    address = picture[1] if picture else f"data:image/svg+xml;base64,{b64encode(logo.encode()).decode()}"
    mark = {"type": "image", "url": address, "width": width, "height": height, "x": width / 2, "y": height / 2}
    look = {"background": "#FFFFFF", "padding": EDGE, "view": {"stroke": None}}
    spec: Spec = {"width": width, "height": height, **look, "data": {"values": [{}]}, "mark": mark}
    spec["usermeta"] = {"chart": "logo"}
    return Chart(spec, alt)


def _ratio(logo: str) -> float:
    """How much wider than high a drawing is, 0 for nobody knows."""
    try:
        root = etree.fromstring(logo.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return 0
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))][2:]
    sides = box or [float(found[0]) for side in ("width", "height") if (found := _NUMBER.search(root.get(side, "")))]
    return sides[0] / sides[1] if len(sides) == 2 and all(sides) else 0
