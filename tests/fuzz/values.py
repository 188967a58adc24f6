"""Harnesses for what is no clipping yet must be read: searches, exports, templates, house styles, Markdown, logos."""

import json
import re
import shutil
import tempfile
import zipfile
from base64 import b64decode
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from lxml import html as html_reader

from clipper.library.checking import check
from clipper.library.exchange import export_library, import_library
from clipper.library.library import Library
from clipper.library.logos import checked, logo_from
from clipper.model import house_style
from clipper.model.clipping import Clipping, Organisation, Spokesperson
from clipper.model.codes import Tone
from clipper.model.errors import ClipperError, WrongUsage
from clipper.model.markup import excerpt, paragraphs, safe_link, to_html
from clipper.model.query import Query
from clipper.model.values import replace
from clipper.reports import templates
from clipper.reports.citation import cited
from clipper.reports.logo import as_svg
from clipper.reports.template_files import pages_of
from clipper.reports.typst_markup import markup
from tests.fuzz.harness import Harness, seeds_in
from tests.library.building import FERRY, LIGHTHOUSE, PASTE, Clock, ferry, plain

_LINKS = ("http://", "https://", "mailto:")
_ACTIVE = re.compile(r"<(?:script|img|iframe|style|object|svg|form|link)\b|\son\w+=", re.IGNORECASE)


def query(data: bytes) -> None:
    """A search: it prints what reads back the same, and the library finds what a plain scan finds."""
    asked = Query.parse(data.decode("utf-8", "replace"))
    again = Query.parse(str(asked))
    assert again.parts == asked.parts, str(asked)
    library, everything = _small_library()
    for one in (asked, asked.as_typed()):
        meant = library.meant(one)
        found = set(library.search(one).ids)
        assert found == {clipping.id for clipping in everything if meant.matches(clipping)}, str(one)


def export(data: bytes) -> None:
    """The lines of an export: refused with nothing taken, or taken into a library that is sound, also after undo.

    Lines that tell of files or of history stand in an archive, with a file and a paste that they may name.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(_new_library(), folder / "a.clipper")
        path = _laid_out(folder, data)
        with Library.open(folder / "a.clipper", now=Clock()) as library:
            try:
                import_library(library, path)
            except ClipperError:
                assert library.undoable() is None
            assert check(library) == []
            export_library(library, folder / "b.zip")
            if library.undoable():
                library.undo()
                assert check(library) == []


def _laid_out(folder: Path, lines: bytes) -> Path:
    if not any(kind in lines for kind in (b'"step"', b'"original"', b'"attachments"')):
        path = folder / "a.jsonl"
        path.write_bytes(lines)
        return path
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("clipper.jsonl", lines)
        archive.writestr("originals/1.text", "What was pasted")
        archive.writestr("originals/1.html", "<p>What was pasted</p>")
        archive.writestr(f"attachments/{sha256(b'%PDF').hexdigest()}", b"%PDF")
    return folder / "a.zip"


def template(data: bytes) -> None:
    """A template's description: refused with a sentence, or fit to set pages with."""
    files = {"template.toml": data}
    with suppress(ClipperError):
        pages_of(templates.read("Winter", files))
    assert [one.name for one in templates.templates({"Winter": files})][-1] == "Winter"


def style(data: bytes) -> None:
    """A house style's pattern: refused, or it sets lines that hold no element but a link."""
    pattern = data.decode("utf-8", "replace")
    try:
        kept = house_style.checked(pattern)
    except WrongUsage:
        return
    organisation = Organisation("Us", (), house_style=(("en", kept), ("fr", kept)))
    lines = cited(_CITED, organisation)
    plain_lines = re.sub(r"</?(?:ul|li)>|<a href=\"[^\"<>]*\">|</a>", "", lines.html)
    assert "<" not in plain_lines, lines.html


def markdown(data: bytes) -> None:
    """Markdown as clippings and notes have it: what is shown has no element that does anything, and links lead out."""
    text = data.decode("utf-8", "replace")
    shown = to_html(text)
    assert not _ACTIVE.search(re.sub(r">[^<]*<", "><", f">{shown}<")), shown
    if shown.strip():
        for element in html_reader.fragment_fromstring(shown, create_parent="div").iter("a"):
            link = element.get("href") or ""
            assert link == "" or (link.lower().startswith(_LINKS) and safe_link(link)), link
    json.dumps(markup(text))
    paragraphs(text)
    assert sum(any(map(str.isalnum, word)) for word in excerpt(text, 20).split()) <= 21


def logo(data: bytes) -> None:
    """A picture: refused, or kept so that it comes back as it was and can be set."""
    try:
        kept = logo_from(data)
    except WrongUsage:
        return
    assert checked(kept) == kept
    assert b64decode(kept.partition(",")[2]) == data
    as_svg(kept)


_CITED = (
    Clipping(1, "one", headline="<b>Ports & bays</b>", outlet="Coastal Ledger", url="https://x.example/?a=1&b=<2>"),
    Clipping(
        2, "two", headline="Ports", reporters=("Ann {date} [x]",), spokespeople=(Spokesperson("Bo"),), programme="Noon"
    ),
)


@cache
def _new_library() -> Path:
    path = Path(tempfile.mkdtemp(), "new.clipper")
    Library.open(path).close()
    return path


@cache
def _small_library() -> tuple[Library, list[Clipping]]:
    path = Path(tempfile.mkdtemp(), "small.clipper")
    library = Library.open(path, now=Clock())
    library.add(
        [ferry(), replace(ferry(headline="L’été à Łódź", body=LIGHTHOUSE, url=None), tags=("topic/ice",)), plain(3)],
        PASTE,
    )
    library.add([plain(4, body=FERRY, spokespeople=(Spokesperson("Amadou Kerr"),), outlet="Île & Post")], PASTE)
    library.set_tone([1], Tone.POSITIVE)
    library.set_note(2, "A note on winter")
    library.tag([1, 3], "topic/trade", "board")
    library.delete([3])
    return library, library.clippings(range(1, 10))


_TERMS = (
    *(
        b"tag:",
        b"outlet:",
        b"reporter:",
        b"feat:",
        b"headline:",
        b"after:",
        b"before:",
        b"on:",
        b"last:",
        b"quarter:",
        b"reach:",
    ),
    *(
        b"-",
        b"(",
        b")",
        b'"',
        b" OR ",
        b"*",
        b"=",
        b"topic/ice",
        b"ferry",
        b"winter",
        b"2017-11",
        b"today",
        b"..",
        b">=",
        b"1k",
    ),
    *(
        b"is:deleted",
        b"has:note",
        b"tone:none",
        b"code:",
        b"id:1..3",
        b"\xc3\xa9",
        b"\xc5\x81",
        b"l'",
        b"NEAR",
        b"{",
        b"^",
        b"\\",
    ),
)
_JSON = (
    *(
        b'{"clipping": {',
        b'"headline": "a"',
        b"null",
        b"[]",
        b"{}",
        b"true",
        b"1e999",
        b"-1",
        b'"\\ud800"',
        b"[[[[",
        b"NaN",
    ),
    *(
        b'"uuid": "',
        b'"tags": [',
        b'"step": {',
        b'"outlet": {',
        b'"codes": {',
        b'"published_on": "2017-13-01"',
        b"\n",
        b'"\\u0000"',
    ),
    *(
        b'"preset": {',
        b'"saved_search": {',
        b'"definition": {',
        b'"issued": {',
        b'"template": {',
        b'"message": ',
        b'"original": {',
    ),
)
_TOML = (
    b"title",
    b" = ",
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b"based-on",
    b"kind",
    b"sides",
    b"rail",
    b"chart-theme",
    b"chart-colours",
)
_MARKS = (
    *(
        b"*",
        b"**",
        b"_",
        b"> ",
        b"- ",
        b"1. ",
        b"## ",
        b"[a](",
        b"](",
        b"![",
        b"<b>",
        b"<script>",
        b"`",
        b"\\",
        b"&lt;",
        b"&#x3c;",
    ),
    *(
        b"https://x.example/a",
        b"javascript:alert(1)",
        b"file:///a",
        b"\n\n",
        b"    ",
        b"\t",
        b"\xe2\x80\xae",
        b"]: ",
        b"<https://x.example>",
    ),
)
_PARTS = (
    b"{headline}",
    b"{date}",
    b"{link}",
    b"[, ",
    b"]",
    b"{",
    b"}",
    b"<",
    b"&",
    b'"',
    b"{outlet}",
    b"[{reporters}]",
)
_DRAWING = (
    b"<svg xmlns='http://www.w3.org/2000/svg'>",
    b"<image href='",
    b"url(#a)",
    b"<!DOCTYPE a [",
    b"<script/>",
    b"xlink:href=",
    b"\xff\xc0",
)
VALUES = {
    "query": Harness(query, lambda: seeds_in("corpus/query"), _TERMS),
    "export": Harness(export, lambda: seeds_in("corpus/export"), _JSON),
    "template": Harness(template, lambda: seeds_in("corpus/template"), _TOML),
    "style": Harness(style, lambda: seeds_in("corpus/style"), _PARTS),
    "markdown": Harness(markdown, lambda: seeds_in("corpus/markdown"), _MARKS),
    "logo": Harness(logo, lambda: seeds_in("corpus/logo"), _DRAWING),
}
