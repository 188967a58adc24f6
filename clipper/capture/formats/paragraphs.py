"""What the readers of documents make: paragraphs with their formatting, and from these the text and the HTML of a file.

Both go to the readers of pastes as a clipboard's text and HTML do, so that headings, lists, links and bold words of a
document are seen by the same code that sees those of a web page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from msgspec import Struct, field

from clipper.capture.lines import MOST_LINES
from clipper.model.draft import Pasted

PAGE_BREAK = "\f"
FIELD_LINK = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"?(https?://[^"\s]{3,2000}|mailto:[^"\s]{3,300})', re.IGNORECASE)
"""The instruction of a field in which a word processor keeps a link."""


class Run(Struct, frozen=True):
    """A piece of text with one formatting; `link` is the address that it leads to."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None

    def on_one_line(self) -> "Run":
        """Return it without line breaks."""
        return Run(self.text.replace("\n", " "), self.strong, self.emphasis, self.link) if "\n" in self.text else self


class Paragraph(Struct):
    """A paragraph, perhaps of several lines, with what the document says it is.

    `heading` is its rank from 1, 0 for none. `aside` tells that it stands beside the text, as a header of all pages
    does. `after_break` tells that a page begins with it.
    """

    runs: list[Run] = field(default_factory=list)
    heading: int = 0
    item: bool = False
    quote: bool = False
    aside: bool = False
    after_break: bool = False

    @property
    def text(self) -> str:
        """Its words, with tabs and line breaks as they are."""
        return "".join(run.text for run in self.runs)


def row_of(cells: Sequence[Sequence[Paragraph]]) -> list[Paragraph]:
    """Return the row of a table as one paragraph with tabs between its cells, or its cells one after another.

    A cell of several paragraphs, or a cell alone, is there for the layout only.
    """
    filled = [[paragraph for paragraph in cell if paragraph.text.strip()] for cell in cells]
    if sum(map(bool, filled)) < 2 or any(len(cell) > 1 for cell in filled):
        return [paragraph for cell in filled for paragraph in cell]
    row = Paragraph(after_break=any(paragraph.after_break for cell in filled for paragraph in cell))
    for number, cell in enumerate(filled):
        row.runs += [Run("\t")] * bool(number)
        row.runs += [run.on_one_line() for paragraph in cell for run in paragraph.runs]
    return [row]


def pasted_of(paragraphs: Sequence[Paragraph], source: str) -> Pasted:
    """Return the text of a document, a line a paragraph and a form feed before each page, and its HTML."""
    text = "\n".join(PAGE_BREAK * paragraph.after_break + paragraph.text for paragraph in paragraphs)
    # What lies beyond the lines that are looked at needs no hints.
    return Pasted(text, f"<html><body><article>{_html(paragraphs[:MOST_LINES])}</article></body></html>", source)


def _html(paragraphs: Sequence[Paragraph]) -> str:
    """Return the paragraphs as HTML, one list for items that follow one another."""
    pieces: list[str] = []
    for is_list, together in groupby(paragraphs, lambda paragraph: paragraph.item and not paragraph.aside):
        inside = "".join(map(_block, together))
        pieces.append(f"<ul>{inside}</ul>\n" if is_list else inside)
    return "".join(pieces)


def _block(paragraph: Paragraph) -> str:
    inside = "".join(map(_inline, _merged(paragraph.runs)))
    if not inside.strip():
        return ""
    if paragraph.aside:
        return f"<footer><p>{inside}</p></footer>\n"
    tag = f"h{paragraph.heading}" if paragraph.heading else "li" if paragraph.item else "p"
    shown = f"<{tag}>{inside}</{tag}>"
    return f"<blockquote>{shown}</blockquote>\n" if paragraph.quote else f"{shown}\n"


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs with those of one formatting as one: an editor cuts them wherever a word was corrected."""
    for look, together in groupby(runs, lambda run: (run.strong, run.emphasis, run.link)):
        yield Run("".join(run.text for run in together), *look)


def _inline(run: Run) -> str:
    shown = escape(run.text).replace("\n", "<br>")
    if run.strong:
        shown = f"<b>{shown}</b>"
    if run.emphasis:
        shown = f"<i>{shown}</i>"
    return f'<a href="{escape(run.link)}">{shown}</a>' if run.link else shown
