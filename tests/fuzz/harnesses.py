"""What each harness reads, what has to hold, and the seeds to begin with, all made of the project's own files."""

import gzip
import json
import re
from collections.abc import Iterator
from functools import partial

from lxml import etree

from clipper.capture.elements import SKIPPED
from clipper.capture.formats import OPENERS
from clipper.capture.formats.base import File
from clipper.capture.formats.html import parsed
from clipper.capture.formats.mime import Part, read_part
from clipper.capture.paste import decode
from clipper.capture.reading import read
from clipper.model.draft import FileReading, Pasted, Reading
from clipper.model.errors import ClipperError
from clipper.model.text import clean
from tests.capture.formats import archives
from tests.capture.formats.reading import TODAY
from tests.capture.formats.reading import read as read_file
from tests.capture.formats.samples import ARTICLES, OTHERS
from tests.capture.formats.test_any_file import MAILS, RICH
from tests.capture.formats.test_damage import untold
from tests.capture.test_anything import KNOWN, check
from tests.fuzz.files import FILES
from tests.fuzz.harness import DATA, Harness, seeds_in
from tests.fuzz.values import VALUES

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BETWEEN = b"\0"
_COUNT = re.compile(r"\d+(?= lines? that the service put around)")
_WORD = re.compile(r"[^\W_]+")
_SERVICES = frozenset({"nexis", "lexis", "factiva", "europresse", "proquest", "ris"})
_LONGEST_SEED = 12_000


# What is read


def html(data: bytes) -> None:
    """A clipboard's text and its HTML, a NUL between them; without a text the HTML is all there is."""
    text, _, page = (piece.decode("utf-8", "replace") for piece in data.rpartition(_BETWEEN))
    reading = _paste(Pasted(text, page))
    if reading and not clean(text).strip():
        _assert_all_there(_shown(page), reading.text)


def text(data: bytes) -> None:
    """A clipboard that holds nothing but text."""
    _paste(Pasted(decode(data)))


def mail(data: bytes) -> None:
    """A mail as a file, Outlook's where it begins as a compound file does."""
    file = File("a.msg" if data.startswith(_OLE) else "a.eml", data)
    reading = _file(file)
    if reading is None:
        return
    check(reading.reading)
    told = " ".join(problem.sentence for problem in reading.problems)
    opened = next(opener for opener in OPENERS if opener.recognises(file)).open(file)
    for one in opened.attached[:200]:
        assert clean(f"Attached: {one.name}\n") in reading.reading.text or one.name in told, one.name
    if opened.opener == "eml" and not data.startswith(b"From "):
        part = read_part(data)
        assert any(one.too_deep for one in part.walk()) <= ("deeper than Clipper follows" in told)
        _assert_all_there("\n".join(_written(part)), reading.reading.text)


def archive(data: bytes) -> None:
    """A file of a press database, a feed or a transcript, under the ending that it looks like."""
    begin = data[:200].lower()
    name = "a.html" if b"<html" in begin else "a.xml" if begin.lstrip().startswith(b"<") else "a.txt"
    reading = _file(File(name, data))
    if reading is None:
        return
    if reading.format not in _SERVICES:
        check(reading.reading)
        return
    archives.check(reading)
    lines = untold(reading)
    assert len(lines) <= sum(int(number) for remark in reading.remarks for number in _COUNT.findall(remark)), lines


def rtf(data: bytes) -> None:
    """A file of Rich Text."""
    reading = _file(File("a.rtf", data))
    if reading:
        check(reading.reading)


# What holds


def _paste(pasted: Pasted) -> Reading | None:
    try:
        reading = read(pasted, KNOWN, TODAY)
    except ClipperError:
        return None
    check(reading)
    if clean(pasted.text).strip():
        assert reading.text == clean(pasted.text)
    for draft in reading.drafts:
        for start, end in draft.body.spans:
            _assert_all_there(reading.text[start:end], draft.body.value or "")
    return reading


def _file(file: File) -> FileReading | None:
    try:
        return read_file(file.name, file.data, KNOWN)
    except ClipperError:
        return None


def _assert_all_there(wanted: str, text: str) -> None:
    there = "".join(_WORD.findall(text))
    missing = {word for word in _WORD.findall(clean(wanted)) if word not in there}
    assert not missing, f"lost: {sorted(missing)[:5]}"


def _shown(page: str) -> str:
    """What a page shows, as plainly as can be: whether two elements are one word or two is not told."""
    root = parsed(page)
    if root is None:
        return ""
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            pieces.append(node.tail or "")
        elif node.tag in SKIPPED or not isinstance(node.tag, str):
            walk.skip_subtree()
        else:
            pieces.append((node.text or "") if node.tag != "img" else "")
    return " ".join(pieces)


def _written(part: Part) -> Iterator[str]:
    """The texts of a mail's parts that are not one of several forms of the same."""
    if part.type == "text/plain" and not (part.parts or part.is_attached or part.name):
        yield part.text()
    for one in part.parts if part.type != "multipart/alternative" else ():
        if "content-type" in one.headers or part.type != "multipart/digest":
            yield from _written(one)


# What it begins with


def _page_seeds() -> dict[str, bytes]:
    seeds = {
        "publisher": (DATA / "pastes" / "publisher-page.html").read_bytes(),
        "described": ARTICLES["ferry.html"],
        "list": b"<ul><li><a href='https://x.example/a'>Ports close</a>, CBC News, May 3, 2021</li></ul>",
        "table": b"<table><tr><td>May 3, 2021<td>Ports close<td>CBC News</table><h1>A</h1><img alt='b' src='c'>",
        "both": b"Ports close\nBy Ann Lee\0<h1>Ports close</h1><p class=byline>By <b>Ann</b> Lee<p>It was cold.",
    }
    for path in sorted((DATA / "french_pages").glob("french_brief_*")):
        pages = json.loads(gzip.decompress(path.read_bytes()))["html"]
        seeds |= {f"{path.name}.{kind}": page.encode() for kind, page in pages.items() if isinstance(page, str)}
    return {name: seed for name, seed in seeds.items() if len(seed) <= _LONGEST_SEED}


_READERS = {
    "nexis": ("nexis*",),
    "lexis": ("lexis*",),
    "factiva": ("factiva*",),
    "europresse": ("eur*",),
    "proquest": ("proquest*",),
    "ris": ("*.ris",),
    "feed": ("atom*", "rdf*", "rss*"),
    "transcript": ("captions*", "interview*"),
}
"""The readers of press databases, feeds and transcripts, with the files that each begins with."""


def _samples(*endings: str) -> dict[str, bytes]:
    return {name: data for name, data in {**ARTICLES, **OTHERS}.items() if name.endswith(endings)}


_TEXT_WORDS = (
    *(
        b"\n",
        b"\n\n",
        b"\t",
        b" | ",
        b", ",
        b"By ",
        b"(feat. ",
        b")",
        b"- ",
        b"* ",
        b"1. ",
        b"May 3, 2021",
        b"3/4/2019",
    ),
    *(b"2021-05-03", b"https://x.example/a", b"Ann Lee", b"CBC News", b" said ", b"3 days ago", b"From: ", b"Date: "),
    *(b"\xc2\xa0", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"\xe2\x80\x93", b"\xc2\xab", b"\xcc\x81", b"\xe2\x80\xa8", b"\\"),
)
_PAGE_WORDS = (
    *(b"<p>", b"<div>", b"</div>", b"<br>", b"<b>", b"<h1>", b"<li>", b"<table>", b"<tr>", b"<td>", b"<blockquote>"),
    *(b"<a href='https://x.example/a' rel=author>", b"<time datetime='2021-05-03'>", b"<div class='byline'>", b"<!--"),
    *(b"<script>", b"<![CDATA[", b"&amp;", b"&#8232;", b"<img alt='", b"<meta property='og:title' content='", b"\0"),
)
HARNESSES = {
    "html": Harness(html, _page_seeds, (*_PAGE_WORDS, *_TEXT_WORDS)),
    "text": Harness(text, lambda: seeds_in("pastes", "*.txt"), _TEXT_WORDS),
    "mail": Harness(mail, lambda: _samples(".eml", ".msg"), (*MAILS, *_TEXT_WORDS)),
    **{name: Harness(archive, partial(seeds_in, "files", *files), _TEXT_WORDS) for name, files in _READERS.items()},
    "rtf": Harness(rtf, lambda: _samples(".rtf"), RICH),
    **FILES,
    **VALUES,
}
