"""The parts of a document for Word and what joins them: one zip file (ECMA-376 part 2)."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from lxml import etree

from clipper import resources
from clipper.reports.document import Report
from clipper.reports.writers.package import brand_of, repacked, xml_text
from clipper.reports.writers.word.manuscript import Manuscript, language_tag, paragraph
from clipper.reports.writers.word.xml import Element, el, field, tab, to_bytes

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_PROPERTIES = _PACKAGE + "metadata/core-properties"
# Parts beside the document, by the kind of their relation to it.
_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "fontTable": "fontTable",
    "settings": "settings",
    "header1": "header",
    "footer1": "footer",
    "theme": "theme",
}
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_NUMBERED = 1  # the shipped list that numbered lists follow


def packed(report: Report, manuscript: Manuscript, body: Element, width: int) -> bytes:
    """Return the whole file; `width` is that of the text in twentieths of a point."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [
                ("rId1", _OFFICE + "officeDocument", "word/document.xml"),
                ("rId2", _PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": _core(report),
        "word/document.xml": to_bytes(el("document", body)),
        "word/_rels/document.xml.rels": _document_relations(manuscript),
        "word/styles.xml": _filled("styles", report, width),
        "word/theme.xml": _filled("theme", report, width),
        "word/numbering.xml": _numbering(manuscript.lists),
        "word/fontTable.xml": _shipped("fontTable"),
        "word/settings.xml": to_bytes(_settings(report)),
        "word/header1.xml": to_bytes(_header(report, manuscript)),
        "word/footer1.xml": to_bytes(_footer(report, manuscript)),
        **{f"word/media/{file}": png for file, png in manuscript.pictures.items()},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return repacked(made.getvalue(), report.issued_on)


def _shipped(name: str) -> bytes:
    return resources.path("reports", "word", f"{name}.xml").read_bytes()


def _filled(name: str, report: Report, width: int) -> bytes:
    """A shipped part in the organisation's colour and the report's language, for text so wide."""
    filled = {
        "123C5A": brand_of(report),
        "LANGUAGE": language_tag(report.language, report.region),
        "WIDTH": str(width),
    }
    text = _shipped(name).decode("utf-8")
    for name, value in filled.items():
        text = text.replace(f'"{name}"', f'"{value}"')
    return text.encode("utf-8")


def _numbering(starts: Sequence[int]) -> bytes:
    root = etree.fromstring(_shipped("numbering"))
    for number, start in enumerate(starts, 2):
        begins = el("lvlOverride", el("startOverride", val=start), ilvl=0)
        root.append(el("num", el("abstractNumId", val=_NUMBERED), begins, numId=number))
    return to_bytes(root)


def _settings(report: Report) -> Element:
    language = language_tag(report.language, report.region)
    # Word 2013 and later; without it Word opens a file in a mode for old ones.
    mode = el("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15")
    return el(
        "settings",
        el("zoom", percent=100),
        el("defaultTabStop", val=720),
        el("autoHyphenation", val="false"),
        el("characterSpacingControl", val="doNotCompress"),
        el("compat", mode),
        el("themeFontLang", val=language),
        el("decimalSymbol", val="," if report.language == "fr" else "."),
        el("listSeparator", val=";" if report.language == "fr" else ","),
    )


def _header(report: Report, manuscript: Manuscript) -> Element:
    words = [*manuscript.line(report.organisation), tab(), *manuscript.line(report.name)]
    return el("hdr", paragraph("Header", words))


def _footer(report: Report, manuscript: Manuscript) -> Element:
    said = " · ".join(part for part in (report.audience_label, report.version_label) if part)
    return el("ftr", paragraph("Footer", [*manuscript.line(said), tab(), *field("PAGE", "1", "Label")]))


def _relations(found: Iterable[tuple[str, str, str]], outside: Iterable[tuple[str, str]] = ()) -> bytes:
    root = etree.Element(f"{{{_PACKAGE}relationships}}Relationships", nsmap={None: _PACKAGE + "relationships"})
    for name, kind, target in found:
        etree.SubElement(root, f"{{{_PACKAGE}relationships}}Relationship", Id=name, Type=kind, Target=target)
    for name, url in outside:
        values = {"Id": name, "Type": _OFFICE + "hyperlink", "Target": xml_text(url), "TargetMode": "External"}
        etree.SubElement(root, f"{{{_PACKAGE}relationships}}Relationship", values)
    return to_bytes(root)


def _document_relations(manuscript: Manuscript) -> bytes:
    parts = [(f"rId-{part}", _OFFICE + kind, f"{part}.xml") for part, kind in _PARTS.items()]
    pictures = [(f"rIdPicture-{file}", _OFFICE + "image", f"media/{file}") for file in manuscript.pictures]
    links = ((name, url) for url, name in manuscript.links.items())
    return _relations([*parts, *pictures], links)


def _content_types() -> bytes:
    space = _PACKAGE + "content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    kinds = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
    }
    for ending, kind in kinds.items():
        etree.SubElement(root, f"{{{space}}}Default", Extension=ending, ContentType=kind)
    named = {f"/word/{part}.xml": f"{_WORD}{kind}+xml" for part, kind in _PARTS.items()}
    named["/word/theme.xml"] = _THEME
    named["/word/document.xml"] = f"{_WORD}document.main+xml"
    named["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    for name, kind in named.items():
        etree.SubElement(root, f"{{{space}}}Override", PartName=name, ContentType=kind)
    return to_bytes(root)


def _core(report: Report) -> bytes:
    names = {"cp": _PROPERTIES, "dc": _DC, "dcterms": _TERMS, "xsi": _INSTANCE}
    root = etree.Element(f"{{{_PROPERTIES}}}coreProperties", nsmap=names)
    texts = {
        "title": report.name,
        "creator": report.organisation,
        "language": language_tag(report.language, report.region),
    }
    for name, text in texts.items():
        etree.SubElement(root, f"{{{_DC}}}{name}").text = xml_text(text)
    for name in ("created", "modified"):
        day = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        day.set(f"{{{_INSTANCE}}}type", "dcterms:W3CDTF")
        day.text = f"{report.issued_on.isoformat()}T00:00:00Z"
    return to_bytes(root)
