"""The reader of the library markdown, which is slow to load, with what Clipper's small Markdown has of it."""

import re
from functools import cache
from threading import local
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.extensions.sane_lists import SaneListExtension

# A list may follow a line of text without an empty line between, as people write it and CommonMark reads it.
_LIST_AFTER_TEXT = re.compile(
    r"^(?![ \t]*(?:[*+-]|\d{1,3}\.)[ \t])(?=[^\S\n]*\S)(.*)\n(?=[ ]{0,3}(?:[*+-]|1\.)[ \t]+\S)", re.MULTILINE
)


class _HashHeader(HashHeaderProcessor):
    """Headings whose hashes are followed by a space, so that "#1 in the country" stays a sentence."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>(?:\\.|[^\\\n])*?)[ \t]*#*(?:\n|$)")


class _Readers(local):
    """One reader a thread: making one takes longer than reading a note, and one cannot serve two threads at once."""

    def __init__(self) -> None:
        self.reader = _new_reader()


def _new_reader() -> Markdown:
    reader = Markdown(extensions=[SaneListExtension(), Nl2BrExtension()])
    reader.preprocessors.deregister("html_block")
    for name in ("code", "setextheader", "reference"):
        reader.parser.blockprocessors.deregister(name)
    for name in ("html", "entity", "reference", "image_reference", "short_reference", "short_image_ref"):
        reader.inlinePatterns.deregister(name)
    reader.parser.blockprocessors.register(_HashHeader(reader.parser), "hashheader", 70)
    return reader


@cache
def _readers() -> _Readers:
    return _Readers()


def read(text: str) -> Element:
    """Return cleaned Markdown as the library's tree, whose elements and links nobody has looked at."""
    reader = _readers().reader
    reader.reset()
    lines = _LIST_AFTER_TEXT.sub(r"\1\n\n", text).split("\n")
    for preprocessor in reader.preprocessors:
        lines = preprocessor.run(lines)
    root: Any = reader.parser.parseDocument(lines).getroot()
    for treeprocessor in reader.treeprocessors:
        changed = treeprocessor.run(root)
        root = changed if changed is not None else root
    read: Element = root
    return read
