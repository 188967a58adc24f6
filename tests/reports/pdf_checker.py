"""What stands against a PDF being accessible (PDF/UA-1) and fit for an archive (PDF/A-2a), by tools of others.

outloud checks the Matterhorn Protocol's conditions that a machine can; what PDF/A-2 asks for beyond them, and the
structure that our pages promise, is read here with pikepdf. Clauses are those of ISO 19005-2 and ISO 14289-1.
"""

import tempfile
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

with warnings.catch_warnings():
    # PyMuPDF's extension types warn on newer Pythons when they are imported.
    warnings.simplefilter("ignore")
    from outloud import check

_PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "EI"}
_ALLOWED_ACTIONS = {"/URI", "/GoTo"}
_BLEND_MODES = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
    "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip
_PRINT, _UNSEEN = 4, 1 | 2 | 32 | 256
_PARENTS = {"/TR": {"/Table", "/THead", "/TBody", "/TFoot"}, "/TH": {"/TR"}, "/TD": {"/TR"}, "/LI": {"/L"}}
_PARENTS |= {"/Lbl": {"/LI", "/Note", "/Form", "/Caption", "/TOCI", "/BibEntry"}, "/LBody": {"/LI"}, "/TOCI": {"/TOC"}}


def problems(data: bytes) -> list[str]:
    """Return what is wrong with a PDF, one sentence each; none for one that holds to both standards."""
    with Pdf.open(BytesIO(data)) as pdf:
        return [*_by_outloud(data), *_file(pdf, data), *_metadata(pdf), *_objects(pdf), *_pages(pdf), *_tree(pdf)]


def _by_outloud(data: bytes) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.pdf")
        path.write_bytes(data)
        result = check(str(path))
    if result.verdict == "unreadable":
        yield f"It cannot be read: {result.error}"
    for found in result.findings:
        if found.severity == "error":
            yield f"{found.rule}: {found.message} (page {found.page})"


def _file(pdf: Pdf, data: bytes) -> Iterator[str]:
    if not (data.startswith(b"%PDF-1.") and data[9:10] == b"%" and all(byte > 127 for byte in data[10:14])):
        yield "6.1.2: the header is not that of PDF 1.x with four high bytes after it"
    if b"%%EOF" not in data[-8:]:
        yield "6.1.3: something stands after the end"
    if "/ID" not in pdf.trailer or "/Encrypt" in pdf.trailer:
        yield "6.1.3: the trailer has no ID, or the file is encrypted"
    yield from _catalogue(pdf.Root)


def _catalogue(root: Any) -> Iterator[str]:
    for key in ("/AA", "/OpenAction", "/AcroForm", "/OCProperties", "/Requirements", "/Perms"):
        if key in root:
            yield f"The catalogue has {key}"
    for key in ("/JavaScript", "/EmbeddedFiles", "/AlternatePresentations"):
        if key in root.get("/Names", {}):
            yield f"The names have {key}"
    intents = list(root.get("/OutputIntents", []))
    if not any(one.S == Name.GTS_PDFA1 and "/DestOutputProfile" in one for one in intents):
        yield "6.2.3: there is no output intent with a profile"
    if not root.get("/MarkInfo", {}).get("/Marked", False) or root.MarkInfo.get("/Suspects", False):
        yield "7.1: it is not marked as tagged"
    if not str(root.get("/Lang", "")):
        yield "7.2: it has no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "7.1: the title is not shown in the title bar"


def _metadata(pdf: Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "6.6.2: there is no metadata"
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False) as found:
        claims = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
        for key, value in claims.items():
            if found.get(key) != value:
                yield f"6.6.4: {key} is {found.get(key)}, not {value}"
        if not found.get("dc:title"):
            yield "7.1: the metadata have no title"
        title, created = pdf.docinfo.get("/Title"), pdf.docinfo.get("/CreationDate")
        if title is not None and str(title) != found.get("dc:title"):
            yield "6.6.3: two titles differ"
        if created is not None and not found.get("xmp:CreateDate"):
            yield "6.6.3: the date stands in the information only"


# --- objects


def _objects(pdf: Pdf) -> Iterator[str]:
    for found in pdf.objects:
        if isinstance(found, Stream):
            yield from _stream(found)
        if isinstance(found, (Dictionary, Stream)):
            yield from _dictionary(found)


def _stream(found: Stream) -> Iterator[str]:
    filters = found.get("/Filter", [])
    names = [str(filters)] if isinstance(filters, Name) else [str(one) for one in filters]
    if {"/LZWDecode", "/Crypt"} & set(names):
        yield "6.1.7: a stream has a filter that is not allowed"
    if "/F" in found or "/FFilter" in found:
        yield "6.1.7: a stream lies outside the file"
    if found.get("/Subtype") == Name.Image and (found.get("/Interpolate", False) or "/Alternates" in found):
        yield "6.2.8: an image is interpolated or has alternates"
    if found.get("/Subtype") == Name.PS or "/OPI" in found or "/Ref" in found:
        yield "6.2.9: an object is PostScript or a proxy"


def _dictionary(found: Any) -> Iterator[str]:
    kind = found.get("/Type")
    if kind == Name.Font:
        yield from _font(found)
    elif kind == Name.ExtGState or "/BM" in found:
        modes = found.get("/BM", Name.Normal)
        if str(modes) not in _BLEND_MODES or "/TR" in found or "/HTP" in found:
            yield "6.2.5: a graphics state has what is not allowed"
    elif kind == Name.Annot or found.get("/Subtype") == Name.Link:
        yield from _annotation(found)
    is_action = kind == Name.Action or "/URI" in found
    if is_action and str(found.get("/S")) not in _ALLOWED_ACTIONS:
        yield f"6.5.1: there is an action {found.get('/S')}"


def _font(font: Any) -> Iterator[str]:
    name, kind = font.get("/BaseFont", font.get("/Name")), str(font.get("/Subtype"))
    if kind in ("/Type0", "/Type3", "/TrueType", "/Type1") and "/ToUnicode" not in font:
        yield f"6.2.11.7: {name} does not say which characters it shows"
    if kind == "/Type0":
        yield from _embedded(font.DescendantFonts[0])
        if font.get("/Encoding") not in (Name("/Identity-H"), Name("/Identity-V")):
            yield f"6.2.11.3: {name} has an encoding of its own"
    elif kind in ("/TrueType", "/Type1"):
        yield from _embedded(font)


def _embedded(font: Any) -> Iterator[str]:
    description = font.get("/FontDescriptor", {})
    if not any(key in description for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"6.2.11.4: {font.get('/BaseFont')} is not embedded"
    if font.get("/Subtype") == Name.CIDFontType2 and "/CIDToGIDMap" not in font:
        yield f"6.2.11.3: {font.get('/BaseFont')} has no map of its glyphs"


def _annotation(found: Any) -> Iterator[str]:
    flags = int(found.get("/F", 0))
    if not flags & _PRINT or flags & _UNSEEN:
        yield "6.3.2: an annotation is not printed, or is hidden"
    if found.get("/Subtype") == Name.Link:
        if not str(found.get("/Contents", "")).strip():
            yield "7.18.5: a link does not say where it leads"
        if "/StructParent" not in found:
            yield "7.18.1: a link is in no part of the structure"


# --- pages


def _pages(pdf: Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != Name.S:
            yield f"7.18.3: page {number} does not go by its structure from one link to the next"
        if "/StructParents" not in page:
            yield f"7.1: page {number} has no structure"
        yield from (f"7.1: page {number} paints “{one}” that is neither content nor artifact" for one in _loose(page))


def _loose(page: pikepdf.Page) -> set[str]:
    """Operators that paint outside all marked content; what a form paints counts where it is drawn."""
    found, depth = set(), 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BMC", "BDC"):
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif operator in _PAINTING and depth == 0:
            found.add(operator)
    return found | ({"EMC"} if depth else set())


# --- structure


def _tree(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/ParentTree" not in root:
        yield "7.1: there is no structure"
        return
    level = 0
    for element, parent in _elements(root, ""):
        kind = str(element.S)
        if kind in _PARENTS and parent not in _PARENTS[kind]:
            yield f"7.2: {kind} stands in {parent}"
        if kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "7.3: a figure has no words"
        if kind == "/TH" and not any("/Scope" in one for one in _attributes(element)):
            yield "7.5: a header does not say what it heads"
        if kind == "/Link" and not any(_is_annotation(child) for child in _children(element)):
            yield "7.18.5: a link has no annotation"
        if kind[1:2] == "H" and kind[2:].isdigit():
            if int(kind[2:]) > level + 1:
                yield f"7.4.2: after a heading of level {level} comes {kind}"
            level = int(kind[2:])


def _elements(element: Any, parent: str) -> Iterator[tuple[Any, str]]:
    for child in _children(element):
        if isinstance(child, Dictionary) and "/S" in child:
            yield child, parent
            yield from _elements(child, str(child.S))


def _children(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _attributes(element: Any) -> list[Any]:
    found = element.get("/A", [])
    return [one for one in (found if isinstance(found, pikepdf.Array) else [found]) if isinstance(one, Dictionary)]


def _is_annotation(child: Any) -> bool:
    return isinstance(child, Dictionary) and child.get("/Type") == Name.OBJR
