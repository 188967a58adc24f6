"""The marks of plain text: headings, stars of emphasis and links as Markdown, chats and mail programs write them.

They are read as such, so that no value keeps them.
"""

import re
from collections.abc import Iterator, Sequence

from clipper.capture.bullets import MARK
from clipper.capture.elements import Element
from clipper.capture.finders.link import complete
from clipper.capture.lines import TARGET, Line, Run
from clipper.model.values import replace

_MARKED = re.compile(r"(?<![\w*\\/])(?P<stars>\*{1,3})(?=[^\s*])(?P<words>[^*]{1,500}?)(?<!\s)(?P=stars)(?![\w*])")
_LINKED = re.compile(
    rf"(?P<bullet>{MARK}\s+)?\[(?P<words>[^\[\]]{{2,400}})\]\((?P<address>https?://[^()\s]{{4,2000}})\)"
)
"""A link that opens a line, as in a list of mentions; one of a text is left, since its address would be lost."""
_PIPED = re.compile(r"<(?P<address>https?://[^<>|\s]{4,2000})\|(?P<words>[^<>|]{2,400})>")
"""A link as the source of a chat has it."""
_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?=[^\s#])")
_MARK = re.compile(r"\s*(?:[,;:(\[|–—-]|(?:by|par)\s)", re.IGNORECASE)
_REST_WORDS = 16
_PLAIN = Element(None, "span", is_inline=True)
_EMPHASIS = Element(None, "em", is_inline=True, emphasis=True)
_STRONG = Element(None, "strong", is_inline=True, strong=True)
_BOTH = Element(None, "strong", is_inline=True, strong=True, emphasis=True)
_MEANT = {1: _EMPHASIS, 2: _STRONG, 3: _BOTH}


def with_inline_marks(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of plain text with what the marks in them mean; the cells of a sheet stay as they are."""
    return [
        _with_plain_marks(line, is_first=index == 0) if "\t" not in line.raw else line
        for index, line in enumerate(lines)
    ]


def _with_plain_marks(line: Line, *, is_first: bool) -> Line:
    return _unstarred(_unlinked(_unpiped(_unenclosed(_without_heading_mark(line, is_first)))))


def _without_heading_mark(line: Line, is_first: bool) -> Line:
    """Return a heading without its mark. A title is the first of its text; below it "# …" is a remark of a program."""
    heading = _HEADING.match(line.raw) if line.raw.startswith("#" if is_first else "##") else None
    # A sentence that begins so is rather one of a text.
    if heading is None or line.raw.endswith("."):
        return line
    words = line.raw[heading.end() :]
    before_closing = words.rstrip("#")
    words = before_closing.rstrip() if before_closing[-1:].isspace() else words
    start, text = line.start + heading.end(), " ".join(words.split())
    hints = replace(line.hints, heading=len(heading["level"]))
    return replace(line, start=start, end=start + len(words), text=text, raw=words, hints=hints)


def without_targets(lines: Sequence[Line]) -> list[Line]:
    """Return lines without the "<https://…>" that mail programs write behind the words of a link, which leads there.

    A text has the words of its links only; an address alone in its line is none of these.
    """
    return [_without_targets(line) if "<" in line.text else line for line in lines]


def _without_targets(line: Line) -> Line:
    kept: list[str] = []
    links = list(line.hints.links)
    position = 0
    for target in TARGET.finditer(line.text):
        words = line.text[position : target.start()].rstrip()
        if not words:
            return line
        address = complete(target["address"])
        kept.append(words)
        links += [(words.strip(), address)] if address else []
        position = target.end()
    if not kept:
        return line
    # A target at the end is no part of the line, so that the place of a headline is that of its words.
    raw = line.raw if line.text[position:] else line.raw[: line.raw.rindex("<")].rstrip()
    text, hints = "".join([*kept, line.text[position:]]), replace(line.hints, links=tuple(links))
    return replace(line, end=line.start + len(raw), text=text, raw=raw, hints=hints)


def _unpiped(line: Line) -> Line:
    piped = _PIPED.finditer(line.text) if "|" in line.text else ()
    links = tuple((link["words"], complete(link["address"]) or link["address"]) for link in piped)
    if not links:
        return line
    text = _PIPED.sub(lambda link: link["words"], line.text)
    return replace(line, text=text, hints=replace(line.hints, links=(*line.hints.links, *links)))


def _unenclosed(line: Line) -> Line:
    """Return a line that is only "<https://…>", as mail programs write an address, as that address."""
    alone = TARGET.fullmatch(line.text) if line.text.startswith("<") else None
    if alone is None:
        return line
    start, end = line.start + alone.start("address"), line.start + alone.end("address")
    return replace(line, start=start, end=end, text=alone["address"], raw=alone["address"])


def _unlinked(line: Line) -> Line:
    link = _LINKED.match(line.text) if "](" in line.text else None
    if link is None or not _is_of_list(line.text[link.end() :]):
        return line
    text = (link["bullet"] or "") + link["words"] + line.text[link.end() :]
    address = complete(link["address"]) or link["address"]
    return replace(line, text=text, hints=replace(line.hints, links=((link["words"], address),)))


def _is_of_list(rest: str) -> bool:
    """Tell whether what follows a link says who ran it and when, not what it is about."""
    is_sentence = rest.endswith((".", "!", "?")) or rest.count(" ") > _REST_WORDS
    return not rest or (not is_sentence and _MARK.match(rest) is not None)


def _unstarred(line: Line) -> Line:
    if "*" not in line.text:
        return line
    runs = tuple(_runs(line.text))
    text = "".join(run.text for run in runs)
    return replace(line, text=text, hints=replace(line.hints, runs=runs)) if text != line.text else line


def _runs(text: str) -> Iterator[Run]:
    position = 0
    for marked in _MARKED.finditer(text):
        if position < marked.start():
            yield Run(text[position : marked.start()], _PLAIN)
        yield Run(marked["words"], _MEANT[len(marked["stars"])])
        position = marked.end()
    if position < len(text):
        yield Run(text[position:], _PLAIN)
