"""Text from outside as the small Markdown of bodies: nothing in it is read as markup that was not meant as such."""

import re
from collections.abc import Sequence

from clipper.capture.finders.body import Part

_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()>#+.!-])")
_EMPHASIS = re.compile(r"(?<=\S)[*](?=\S)|(?<!\S)[*](?=\S)|(?<=\S)[*](?!\S)|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_LINK = re.compile(r"\[(?=[^\[\]]{0,500}\][(\[:])")
_AT_START = re.compile(r"(?=[#>])|(?=[-+*] )|(?=(?:=+|-{2,}|_{3,}|\*{3,}|~{3,}|:{3,})\s*$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)] )")
_BULLET = re.compile(r"(?:[-*•‣◦▪·–]|\d{1,3}[.)])\s+")


def escape(text: str) -> str:
    """Return one line of plain text that Markdown shows as it is."""
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
    text = part.line.hints.markdown or escape(part.line.text)
    if part.kind == "heading":
        return f"## {escape(part.line.text)}"
    if part.kind == "quotation":
        return f"> {escape_start(text)}"
    if part.kind == "item":
        bullet = _BULLET.match(text)
        return f"- {escape_start(text[bullet.end() :] if bullet else text)}"
    return escape_start(text)
