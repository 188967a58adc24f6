"""The text of a plain part of a mail, without the marks of its way: soft line breaks and the quoting of forwarders."""

import re

from clipper.capture.formats.mime import Part

_QUOTED_HEAD = re.compile(r"^>[> ]*\*?(?:from|de|von) ?:", re.IGNORECASE | re.MULTILINE)
_QUOTE = re.compile(r"^>[ ]?", re.MULTILINE)
_DEEPEST = 5
_SIGNATURE = "-- "


def plain_text(part: Part) -> str:
    """Return the text of a plain part as its sender saw it."""
    text = part.text().replace("\r\n", "\n")
    if part.parameter("format").lower() == "flowed":
        text = _unflowed(text, part.parameter("delsp").lower() == "yes")
    for _ in range(_DEEPEST):
        if not _QUOTED_HEAD.search(text):
            break
        text = _QUOTE.sub("", text)
    return text


def _unflowed(text: str, joined: bool) -> str:
    """Return text with its soft line breaks taken out: https://www.rfc-editor.org/rfc/rfc3676#section-4."""
    lines: list[list[str]] = []
    before, goes_on = 0, False
    for raw in text.split("\n"):
        line = raw.lstrip(">")
        depth = len(raw) - len(line)
        line = line.removeprefix(" ")
        soft = line.endswith(" ") and line != _SIGNATURE
        kept = line[:-1] if soft and joined else line
        if goes_on and depth == before and line != _SIGNATURE:
            lines[-1].append(kept)
        else:
            lines.append([">" * depth, " " if depth else "", kept])
        before, goes_on = depth, soft
    return "\n".join(map("".join, lines))
