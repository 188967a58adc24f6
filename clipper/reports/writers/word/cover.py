"""The cover for Word: whose report, which period, the period as dots, and what a reader must know."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from clipper.model.text import clean
from clipper.reports.parts import Bar, Fact
from clipper.reports.typst_data import cover as cover_data
from clipper.reports.writers.package import brand_of, xml_text
from clipper.reports.writers.word.logo import EDGE
from clipper.reports.writers.word.manuscript import Manuscript, anchored, paragraph, shortened
from clipper.reports.writers.word.tables import gap
from clipper.reports.writers.word.xml import EMU, NAMES, Element, el

_MM = 72 / 25.4
_GROUND = 0.74  # of the page's height
_SIDE = 20 * _MM

_GOLD = "E9B44C"
_ABOVE = 90.0  # points of the page above the title's room: its margin, and the line of the organisation
_LINE = 9.0  # points, the height of a label
_LABEL_WIDTH = 140.0


class _Ink(Struct, frozen=True):
    """The colours of the cover: on the organisation's own, or the organisation's on white."""

    ground: str
    title: str
    dot: str
    text: str


class Page(Struct, frozen=True):
    """A page in points."""

    width: float
    height: float


def cover(manuscript: Manuscript, page: Page) -> None:
    """Add the cover; the next page begins after it."""
    report = manuscript.report
    brand = brand_of(report)
    ink = _Ink("", brand, brand, "5A6672") if report.saves_ink else _Ink(brand, "FFFFFF", "DCE6EC", "C3D2DC")
    drawn = [*_drawing(manuscript, page, ink), *_logo(manuscript, page)]
    _line(manuscript, "Organisation", report.organisation or "\u00a0", ink, drawn)
    with manuscript.aside() as title:
        _line(manuscript, "Title", report.title, ink)
        _line(manuscript, "Subtitle", report.period, ink)
    manuscript.nodes.append(_laid_out(manuscript, title, page))
    manuscript.nodes.append(gap())


def _laid_out(manuscript: Manuscript, title: list[Element], page: Page) -> Element:
    """The title on the ground, and below it the facts beside one another; the last is the longest and has more room.

    A table keeps the two apart by the same height in every program, whatever fonts it has.
    """
    facts = manuscript.report.imprint or (Fact("", ""),)
    each = (page.width - 2 * _SIDE) / (len(facts) + 0.6)
    widths = [round(20 * each * (1.6 if fact is facts[-1] else 1)) for fact in facts]
    height = round(20 * (page.height * _GROUND + 8 * _MM - _ABOVE))
    first = el("tc", el("tcPr", el("tcW", w=sum(widths), type="dxa"), el("gridSpan", val=len(facts))), *title)
    cells = [
        el(
            "tc",
            el("tcPr", el("tcW", w=width, type="dxa")),
            paragraph("CoverFactLabel", manuscript.line(fact.label)),
            paragraph("CoverFactText", manuscript.text(fact.text)),
        )
        for fact, width in zip(facts, widths, strict=True)
    ]
    properties = (
        el("tblStyle", val="FactsTable"),
        el("tblW", w=sum(widths), type="dxa"),
        el("tblLayout", type="fixed"),
    )
    return el(
        "tbl",
        el("tblPr", *properties),
        el("tblGrid", *(el("gridCol", w=width) for width in widths)),
        el("tr", el("trPr", el("trHeight", val=height, hRule="exact")), first),
        el("tr", *cells),
    )


def _line(manuscript: Manuscript, style: str, text: str, ink: _Ink, before: list[Element] | None = None) -> None:
    # The ground is under the words a second time, so that they can be read where a program does not draw shapes.
    shade = [el("shd", val="clear", color="auto", fill=ink.ground)] if ink.ground else []
    words = manuscript.line(text, "CoverText" if ink.ground else "")
    manuscript.paragraph(style, before or [], words, extra=shade)


# --- what is drawn


def _drawing(manuscript: Manuscript, page: Page, ink: _Ink) -> list[Element]:
    """The ground and, on it, the timeline, as one group of shapes behind the text."""
    report = manuscript.report
    size = Page(page.width, page.height * _GROUND)
    shapes = [_shape("rect", 0, 0, size.width, size.height, ink.ground)] if ink.ground else []
    data = cover_data(report) if report.timeline else None
    if data:
        shapes += _timeline(manuscript, data, size, ink)
    if not shapes:
        return []
    number = manuscript.next_id()
    said = data["note"] if data else report.title
    group = el("a:graphic", el("a:graphicData", {"uri": NAMES["wpg"]}, _group(size, shapes)))
    named = el("wp:docPr", {"id": number, "name": "Cover", "descr": said})
    extent = {"cx": round(size.width * EMU), "cy": round(size.height * EMU)}
    return [el("r", _choice(anchored(named, extent, group, 0, 0, is_behind=True)))]


def _logo(manuscript: Manuscript, page: Page) -> list[Element]:
    """The organisation's logo at the top right."""
    if "logo" not in manuscript.charts:
        return []
    picture = manuscript.picture("logo", manuscript.charts["logo"].spec["width"] + 2 * EDGE)
    left = page.width - _SIDE - picture.width
    drawn = anchored(picture.named("wp:docPr"), picture.extent, picture.graphic(), left, 13 * _MM, is_behind=False)
    return [el("r", drawn)]


def _timeline(manuscript: Manuscript, data: dict[str, Any], size: Page, ink: _Ink) -> Iterator[Element]:
    base, step = size.height - 27 * _MM, data["step"]
    for place, bar in enumerate(manuscript.report.timeline):
        yield from _column(bar, _SIDE + place * step, base, step, data["heights"][place], ink, dots=data["dots"])
    width = len(manuscript.report.timeline) * step
    yield _shape("rect", _SIDE, base + 2 * _MM, width, 0.6, ink.text)
    for name in data["names"]:
        left = _SIDE + name["bar"] * step
        at = left if name["align"] == "left" else left + step * 0.78 - _LABEL_WIDTH
        side = "left" if name["align"] == "left" else "right"
        yield _label(name["text"], at, base - name["level"] - _LINE, _LABEL_WIDTH, side, ink.title)
    for tick in data["ticks"]:
        middle = _SIDE + (tick["bar"] + 0.39) * step
        yield _label(tick["text"], middle - 25, base + 2 * _MM + 4, 50, "center", ink.text)
    yield _label(data["note"], _SIDE, size.height - 12.5 * _MM, size.width - 2 * _SIDE, "left", ink.text)


def _column(
    bar: Bar, left: float, base: float, step: float, height: float, ink: _Ink, *, dots: bool
) -> Iterator[Element]:
    """One dot a clipping, key coverage first; a bar where one day or week holds too many."""
    count, wide = bar.stories + bar.pick_ups, step * 0.78
    if not count:
        yield _shape("ellipse", left + wide / 2 - 0.8, base - step * 0.6, 1.6, 1.6, ink.text)
    elif dots:
        for row in range(count):
            colour = _GOLD if row < bar.starred else ink.dot
            yield _shape("ellipse", left, base - (row + 1) * step, wide, wide, colour)
    else:
        starred = height * bar.starred / count
        yield _shape("rect", left, base - height, wide, height - starred, ink.dot)
        if starred:
            yield _shape("rect", left, base - starred, wide, starred, _GOLD)


def _shape(kind: str, left: float, top: float, width: float, height: float, fill: str) -> Element:
    colour = el("a:solidFill", el("a:srgbClr", {"val": fill})) if fill else el("a:noFill")
    look = el("wps:spPr", _place(left, top, width, height), _outline(kind), colour, el("a:ln", el("a:noFill")))
    return el("wps:wsp", el("wps:cNvSpPr"), look, el("wps:bodyPr"))


def _label(text: str, left: float, top: float, width: float, side: str, colour: str) -> Element:
    look = el("wps:spPr", _place(left, top, width, _LINE + 3), _outline("rect"), el("a:noFill"))
    properties = el("rPr", el("rStyle", val="CoverLabel"), el("color", val=colour))
    letters = el("t")
    letters.text = xml_text(clean(shortened(text)))
    words = paragraph("TableText", [el("r", properties, letters)], [el("jc", val=side)])
    room = el("wps:txbx", el("txbxContent", words))
    edges = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), 0)
    return el("wps:wsp", el("wps:cNvSpPr", {"txBox": 1}), look, room, el("wps:bodyPr", {**edges, "wrap": "square"}))


def _place(left: float, top: float, width: float, height: float) -> Element:
    corner = {"x": round(left * EMU), "y": round(top * EMU)}
    extent = {"cx": max(0, round(width * EMU)), "cy": max(0, round(height * EMU))}
    return el("a:xfrm", el("a:off", corner), el("a:ext", extent))


def _outline(kind: str) -> Element:
    return el("a:prstGeom", {"prst": kind}, el("a:avLst"))


def _group(size: Page, shapes: list[Element]) -> Element:
    corner, extent = {"x": 0, "y": 0}, {"cx": round(size.width * EMU), "cy": round(size.height * EMU)}
    room = el("a:xfrm", el("a:off", corner), el("a:ext", extent), el("a:chOff", corner), el("a:chExt", extent))
    return el("wpg:wgp", el("wpg:cNvGrpSpPr"), el("wpg:grpSpPr", room), *shapes)


def _choice(drawing: Element) -> Element:
    """Shapes are for programs that know them; others leave them out."""
    return el("mc:AlternateContent", el("mc:Choice", {"Requires": "wpg"}, drawing), el("mc:Fallback"))
