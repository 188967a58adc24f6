"""A document for Word while it is being written: its paragraphs, links, pictures, and places that links lead to."""

import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from msgspec import Struct

from clipper.model.markup import safe_link
from clipper.reports.charts import Chart
from clipper.reports.document import Clippings, Report
from clipper.reports.parts import References
from clipper.reports.typst_data import fit_inline
from clipper.reports.writers.word.xml import EMU, NAMES, Element, el, run, tab

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})
_COUNTRIES = {"ar": "SA", "de": "DE", "el": "GR", "es": "ES", "fa": "IR", "he": "IL", "it": "IT", "ja": "JP"} | {
    "ko": "KR",
    "pt": "PT",
    "ru": "RU",
    "uk": "UA",
    "zh": "CN",
}
_LOCAL = frozenset({"en", "fr"})
_PNG_HEAD = 24
_SECTIONS_APART = 560  # twentieths of a point
_LONGEST_LINE = 300  # characters
_LONGEST_TOGETHER = 1500  # characters; about a third of a page


def language_tag(code: str, region: str) -> str:
    """Return a language as Word knows it: en-CA, fr-CA, de-DE."""
    code = code.lower()
    country = region.upper() if code in _LOCAL else _COUNTRIES.get(code, "")
    return f"{code}-{country}" if country else code


class Heading(Struct, frozen=True):
    """A line of the contents: its level, where it leads, the section's number where it has one, and its words."""

    level: int
    anchor: str
    number: str
    text: str


class Manuscript:
    """What is written so far; `nodes` are the paragraphs and tables of the body."""

    def __init__(self, report: Report, charts: Mapping[str, Chart], drawn: Mapping[str, bytes]) -> None:
        self.report = report
        self.charts = charts
        self.nodes: list[Element] = []
        self.contents: list[Heading] = []
        self.links: dict[str, str] = {}
        self.pictures: dict[str, bytes] = {}
        self.lists: list[int] = []
        self._drawn = drawn
        self._ids = 0
        listed = report.section("clippings")
        groups = listed.groups if isinstance(listed, Clippings) else ()
        times = Counter(entry.number for group in groups for entry in group.entries)
        self._listed = {number for number, count in times.items() if count == 1}

    def next_id(self) -> int:
        """Return a number that no other bookmark or picture of the document has."""
        self._ids += 1
        return self._ids

    # --- blocks

    def paragraph(self, style: str, *runs: Iterable[Element], extra: Iterable[Element] = ()) -> None:
        """Add a paragraph of a style; one without any text is left out."""
        content = [node for part in runs for node in part]
        if content:
            self.nodes.append(paragraph(style, content, extra))

    def section(self, number: int, title: str, *, follows: bool = False) -> None:
        """Add the heading of a section, its number in the rail, on a page of its own or after what came before."""
        anchor = self._in_contents(1, str(number), title)
        head = [*run(str(number), style="SectionNumber"), tab(), *self.line(title)]
        below = [el("pageBreakBefore", val="0"), el("spacing", before=_SECTIONS_APART)] if follows else []
        self.paragraph("Heading1", self.place(anchor, head), extra=below)

    def finding(self, text: str) -> None:
        """Add a finding as the heading of what follows."""
        if text:
            self.paragraph("Heading2", self.place(self._in_contents(2, "", text), self.line(text)))

    def _in_contents(self, level: int, number: str, text: str) -> str:
        anchor = f"_Toc{self.next_id():06}"
        self.contents.append(Heading(level, anchor, number, shortened(text)))
        return anchor

    @contextmanager
    def aside(self) -> Iterator[list[Element]]:
        """Collect what is added meanwhile, for a cell of a table, instead of putting it into the body."""
        body, self.nodes = self.nodes, []
        try:
            yield self.nodes
        finally:
            self.nodes = body

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep on one page what is added meanwhile, unless it is too long for that."""
        first = len(self.nodes)
        yield
        added = self.nodes[first:]
        if sum(len("".join(node.itertext())) for node in added) <= _LONGEST_TOGETHER:
            for node in added[:-1]:
                # The style stands first, then this.
                node[0].insert(1, el("keepNext"))

    # --- within a line

    def line(self, text: str, style: str = "", language: str = "", looks: Iterable[str] = ()) -> list[Element]:
        """Return a name, a title or another short text, cut where it is longer than any real one.

        A heading, a running header or a row of a table that fills pages would keep programs busy without end.
        """
        return self.text(shortened(text), style, language, looks)

    def text(self, text: str, style: str = "", language: str = "", looks: Iterable[str] = ()) -> list[Element]:
        """Return text; `looks` are "b" and "i", `language` marks it where it is in another one than the report."""
        properties = [el(look) for look in sorted(set(looks))]
        if language and language != self.report.language:
            properties += self._spoken(language)
        return run(fit_inline(text).replace("\u200b", ""), *properties, style=style)

    def _spoken(self, code: str) -> Iterator[Element]:
        tag = language_tag(code, self.report.region)
        if code in _RIGHT_TO_LEFT:
            yield el("rtl")
            yield el("lang", bidi=tag)
        else:
            yield el("lang", eastAsia=tag) if code in _EAST_ASIAN else el("lang", val=tag)

    def link(self, url: str | None, content: list[Element]) -> list[Element]:
        """Return words as a link, or as they are where the address is not fit to be one."""
        safe = safe_link(url)
        if not safe or not content:
            return content
        relation = self.links.setdefault(safe, f"rIdLink{len(self.links) + 1}")
        return [el("hyperlink", {"r:id": relation}, *content, history="1")]

    def jump(self, number: int, content: list[Element]) -> list[Element]:
        """Return words that lead to a clipping of the list; as they are where it does not list this one."""
        if number not in self._listed:
            return content
        return [el("hyperlink", *content, anchor=f"clipping{number}", history="1")]

    def numbers(self, references: References) -> list[Element]:
        """Return running numbers that lead to their clippings."""
        found: list[Element] = []
        for place, number in enumerate(references.shown):
            found += run(", ", style="Small") if place else []
            found += self.jump(number, run(str(number), style="Number"))
        return found + self.text(f" {references.more}" if references.more else "", "Small")

    def place(self, name: str, content: list[Element]) -> list[Element]:
        """Return words that links lead to."""
        number = self.next_id()
        return [el("bookmarkStart", id=number, name=name), *content, el("bookmarkEnd", id=number)]

    def clipping_place(self, number: int, content: list[Element]) -> list[Element]:
        """Return words that the links to a clipping lead to."""
        return self.place(f"clipping{number}", content) if number in self._listed else content

    def chart(self, name: str, caption: str = "") -> None:
        """Add a chart under its caption, where the report has it."""
        if name in self._drawn:
            picture = self.picture(name, self.charts[name].spec["width"])
            self.paragraph("Caption", self.line(caption))
            self.paragraph("Chart", [el("r", inline(picture))])

    def picture(self, name: str, width: float) -> "Picture":
        """Return a chart that was drawn as a picture so many points wide."""
        png = self._drawn[name]
        file = f"{name}.png"
        self.pictures[file] = png
        across, down = struct.unpack(">II", png[16:_PNG_HEAD])
        return Picture(self.next_id(), file, width, width * down / across, self.charts[name].alt)

    def numbered_list(self, start: int) -> int:
        """Return the number of a new list that counts from `start`."""
        self.lists.append(start)
        return len(self.lists) + 1


def shortened(text: str) -> str:
    """Return what is fit for a heading or a cell of a table."""
    return text if len(text) <= _LONGEST_LINE else text[: _LONGEST_LINE - 1].rstrip() + "…"


def paragraph(style: str, content: Iterable[Element], extra: Iterable[Element] = ()) -> Element:
    """Return a paragraph; `extra` are properties that its style has not."""
    return el("p", el("pPr", el("pStyle", val=style), *extra), *content)


class Picture(Struct, frozen=True):
    """A picture of the package: a number of its own, its file, its size in points, and what it says in words."""

    number: int
    file: str
    width: float
    height: float
    alt: str

    @property
    def extent(self) -> dict[str, object]:
        """Its size in English Metric Units."""
        return {"cx": round(self.width * EMU), "cy": round(self.height * EMU)}

    def named(self, name: str) -> Element:
        """Return what names and describes it, as an element of that name."""
        return el(name, {"id": self.number, "name": self.file, "descr": self.alt or self.file})

    def graphic(self) -> Element:
        """Return what is drawn."""
        blip = el("a:blip", {"r:embed": f"rIdPicture-{self.file}"})
        shape = el(
            "pic:spPr",
            el("a:xfrm", el("a:off", {"x": 0, "y": 0}), el("a:ext", self.extent)),
            el("a:prstGeom", {"prst": "rect"}, el("a:avLst")),
        )
        named = el("pic:nvPicPr", self.named("pic:cNvPr"), el("pic:cNvPicPr"))
        picture = el("pic:pic", named, el("pic:blipFill", blip, el("a:stretch", el("a:fillRect"))), shape)
        return el("a:graphic", el("a:graphicData", {"uri": NAMES["pic"]}, picture))


def inline(picture: Picture) -> Element:
    """Return a picture that stands in a line."""
    return el(
        "drawing",
        el(
            "wp:inline",
            {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
            el("wp:extent", picture.extent),
            picture.named("wp:docPr"),
            el("wp:cNvGraphicFramePr", el("a:graphicFrameLocks", {"noChangeAspect": 1})),
            picture.graphic(),
        ),
    )


def anchored(
    named: Element, extent: Mapping[str, object], graphic: Element, left: float, top: float, *, is_behind: bool
) -> Element:
    """Return a drawing that stands at a place of its page, in points, behind the text or before it."""
    settings = {"distT": 0, "distB": 0, "distL": 0, "distR": 0, "simplePos": 0, "relativeHeight": 1 if is_behind else 2}
    settings |= {"behindDoc": int(is_behind), "locked": 0, "layoutInCell": 1, "allowOverlap": 1}
    return el(
        "drawing",
        el(
            "wp:anchor",
            settings,
            el("wp:simplePos", {"x": 0, "y": 0}),
            el("wp:positionH", {"relativeFrom": "page"}, _offset(left)),
            el("wp:positionV", {"relativeFrom": "page"}, _offset(top)),
            el("wp:extent", extent),
            el("wp:effectExtent", {"l": 0, "t": 0, "r": 0, "b": 0}),
            el("wp:wrapNone"),
            named,
            el("wp:cNvGraphicFramePr"),
            graphic,
        ),
    )


def _offset(points: float) -> Element:
    found = el("wp:posOffset")
    found.text = str(round(points * EMU))
    return found
