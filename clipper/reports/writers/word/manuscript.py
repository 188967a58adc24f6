"""A document for Word while it is being written: its paragraphs, links, pictures, and places that links lead to."""

import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from clipper.model.markup import safe_link
from clipper.reports.charts import Chart
from clipper.reports.document import Clippings, References, Report
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


def language_tag(code: str, region: str) -> str:
    """Return a language as Word knows it: en-CA, fr-CA, de-DE."""
    code = code.lower()
    country = region.upper() if code in _LOCAL else _COUNTRIES.get(code, "")
    return f"{code}-{country}" if country else code


@dataclass(frozen=True, slots=True)
class Heading:
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

    def section(self, number: int, title: str) -> None:
        """Add the heading of a section, its number in the rail."""
        anchor = self._in_contents(1, str(number), title)
        head = [*run(str(number), style="SectionNumber"), tab(), *self.text(title)]
        self.paragraph("Heading1", self.place(anchor, head))

    def finding(self, text: str) -> None:
        """Add a finding as the heading of what follows."""
        if text:
            self.paragraph("Heading2", self.place(self._in_contents(2, "", text), self.text(text)))

    def _in_contents(self, level: int, number: str, text: str) -> str:
        anchor = f"_Toc{self.next_id():06}"
        self.contents.append(Heading(level, anchor, number, text))
        return anchor

    @contextmanager
    def aside(self) -> Iterator[list[Element]]:
        """Collect what is added meanwhile, for a cell of a table, instead of putting it into the body."""
        body, self.nodes = self.nodes, []
        try:
            yield self.nodes
        finally:
            self.nodes = body

    # --- within a line

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
        png = self._drawn.get(name)
        if png is None:
            return
        chart = self.charts[name]
        file = f"{name}.png"
        self.pictures[file] = png
        across, down = struct.unpack(">II", png[16:_PNG_HEAD])
        width = chart.spec["width"]
        self.paragraph("Caption", self.text(caption))
        picture = inline_picture(self.next_id(), file, width, width * down / across, chart.alt)
        self.paragraph("Chart", [el("r", picture)])

    def numbered_list(self, start: int) -> int:
        """Return the number of a new list that counts from `start`."""
        self.lists.append(start)
        return len(self.lists) + 1


def paragraph(style: str, content: Iterable[Element], extra: Iterable[Element] = ()) -> Element:
    """Return a paragraph; `extra` are properties that its style has not."""
    return el("p", el("pPr", el("pStyle", val=style), *extra), *content)


def inline_picture(number: int, file: str, width: float, height: float, alt: str) -> Element:
    """Return a picture that stands in a line, in points."""
    extent: Mapping[str, object] = {"cx": round(width * EMU), "cy": round(height * EMU)}
    blip = el("a:blip", {"r:embed": f"rIdPicture-{file}"})
    shape = el(
        "pic:spPr",
        el("a:xfrm", el("a:off", {"x": 0, "y": 0}), el("a:ext", extent)),
        el("a:prstGeom", {"prst": "rect"}, el("a:avLst")),
    )
    named = el("pic:nvPicPr", el("pic:cNvPr", {"id": number, "name": file, "descr": alt}), el("pic:cNvPicPr"))
    picture = el("pic:pic", named, el("pic:blipFill", blip, el("a:stretch", el("a:fillRect"))), shape)
    graphic = el("a:graphic", el("a:graphicData", {"uri": NAMES["pic"]}, picture))
    return el(
        "drawing",
        el(
            "wp:inline",
            {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
            el("wp:extent", extent),
            el("wp:docPr", {"id": number, "name": file, "descr": alt}),
            el("wp:cNvGraphicFramePr", el("a:graphicFrameLocks", {"noChangeAspect": 1})),
            graphic,
        ),
    )
