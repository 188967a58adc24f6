"""Text from outside as the small Markdown of bodies: nothing in it is read as markup that was not meant as such."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from clipper.capture.bullets import MARK
from clipper.capture.finders.body import Part
from clipper.capture.finders.link import addresses_in
from clipper.capture.lines import Run
from clipper.model.links import plain

_SPECIAL = re.compile(r"[\\&<\[`*_]")
_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()>#+.!-])")
_EMPHASIS = re.compile(r"(?<=\S)[*](?=\S)|(?<!\S)[*](?=\S)|(?<=\S)[*](?!\S)|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_LINK = re.compile(r"\[(?=[^\[\]]{0,500}\][(\[:])")
_AT_START = re.compile(r"(?=[#>])|(?=[-+*] )|(?=(?:=+|-{2,}|_{3,}|\*{3,}|~{3,}|:{3,})\s*$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)] )")
_BULLET = re.compile(rf"{MARK}\s+")


def escape(text: str) -> str:
    """Return one line of plain text that Markdown shows as it is."""
    # Most lines have nothing to escape.
    if not _SPECIAL.search(text):
        return text
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _ENTITY.sub("&amp;", text)
    text = _TAG.sub("&lt;", text)
    text = _LINK.sub(r"\\[", text)
    text = text.replace("`", "\\`")
    return _EMPHASIS.sub(lambda match: "\\" + match.group(), text)


def escape_start(text: str) -> str:
    """Return escaped text that does not begin a heading, list or quotation where a paragraph begins with it."""
    numbered = _NUMBERED.match(text)
    if numbered:
        return f"{numbered.group(1)}\\{text[numbered.end(1) :]}"
    return "\\" + text if _AT_START.match(text) else text


def body_markdown(parts: Sequence[Part]) -> str:
    """Return the pieces of a body as Markdown, blocks apart by an empty line, items of a list on lines of their own."""
    blocks: list[str] = []
    previous = ""
    for part in parts:
        block = _block(part)
        together = part.kind == previous == "item"
        blocks.append(("\n" if together else "\n\n") + block if blocks else block)
        previous = part.kind
    return "".join(blocks)


def _block(part: Part) -> str:
    runs = part.line.hints.runs
    text = formatted(runs) if any(_is_formatted(run) for run in runs) else escape(_with_plain_links(part.line.text))
    if part.kind == "heading":
        return f"## {escape(part.line.text)}"
    if part.kind == "row":
        return escape_start(escape(part.line.columns.replace("\t", " | ")))
    if part.kind == "quotation":
        return f"> {escape_start(text)}"
    if part.kind == "item":
        bullet = _BULLET.match(text)
        return f"- {escape_start(text[bullet.end() :] if bullet else text)}"
    return escape_start(text)


def _with_plain_links(text: str) -> str:
    """Return a text whose web addresses are out of the wrappers of mail filters, and without what tracks readers."""
    for start, end in reversed(addresses_in(text)):
        text = text[:start] + plain(text[start:end]) + text[end:]
    return text


def _is_formatted(run: Run) -> bool:
    return run.element.strong or run.element.emphasis or run.element.link is not None


def formatted(runs: Sequence[Run]) -> str:
    """Return the runs of one block as a line of Markdown.

    Links give their words only: a page's addresses would be searched, counted and printed as words of the article.
    """
    pieces: list[str] = []
    for text, strong, emphasis in _merged(runs):
        words = " ".join(text.split())
        if not words:
            pieces.append(" ")
            continue
        before = " " if text[0].isspace() else ""
        after = " " if text[-1].isspace() else ""
        pieces.append(f"{before}{_marked(escape(words), strong, emphasis)}{after}")
    return " ".join("".join(pieces).split())


def _merged(runs: Sequence[Run]) -> Iterator[tuple[str, bool, bool]]:
    """Yield runs of one formatting as one; emphasis over a whole block says nothing and is dropped."""
    whole_strong = all(run.element.strong for run in runs if run.text.strip())
    whole_emphasis = all(run.element.emphasis for run in runs if run.text.strip())

    def formatting(run: Run) -> tuple[bool, bool]:
        return run.element.strong and not whole_strong, run.element.emphasis and not whole_emphasis

    for (strong, emphasis), together in groupby(runs, formatting):
        yield "".join(run.text for run in together), strong, emphasis


def _marked(text: str, strong: bool, emphasis: bool) -> str:
    text = f"**{text}**" if strong else text
    return f"*{text}*" if emphasis else text
