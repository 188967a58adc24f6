"""Makes small files of many kinds after their published structures, with invented texts."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_STYLES = (("Titre", "Title"), ("Titre1", "heading 1"), ("Titre2", "heading 2"), ("Citation", "Quote"))


def run(text: str, properties: str = "") -> str:
    """A run of a Word document."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str = "", style: str = "", properties: str = "", inside: str = "") -> str:
    """A paragraph of a Word document: plain text, and after it what is given as it is."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{run(text) if text else ''}{inside}</w:p>"


def docx(body: str, links: Mapping[str, str] = {}, parts: Mapping[str, str] = {}) -> bytes:
    """A Word document with this body, hyperlinks by id, and more parts by name (their content within the root)."""
    styles = "".join(f'<w:style w:styleId="{id_}"><w:name w:val="{name}"/></w:style>' for id_, name in _STYLES)
    relations = "".join(
        f'<Relationship Id="{id_}" Type="{_R}/hyperlink" Target={quoteattr(url)} TargetMode="External"/>'
        for id_, url in links.items()
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{styles}</w:styles>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        **{name: f"<w:part {_SPACES}>{content}</w:part>" for name, content in parts.items()},
    }
    return archive({name: f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode() for name, text in files.items()})


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def rtf(body: str, head: str = "") -> bytes:
    """A Rich Text file with this body; letters beyond ASCII are written as the format wants them."""
    letters = "".join(letter if letter.isascii() else _unit(letter) for letter in body)
    fonts = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial Cyr;}{\f2\fnil\fcharset2 Symbol;}}"
    styles = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Quote;}{\s3 Title;}{\*\cs4 \b Strong;}}"
    return rf"{{\rtf1\ansi\ansicpg1252\deff0\uc1{head}{fonts}{styles}{{\info{{\title Hidden}}}}{letters}}}".encode(
        "ascii"
    )


def _unit(letter: str) -> str:
    units = letter.encode("utf-16-le")
    values = [int.from_bytes(units[place : place + 2], "little", signed=True) for place in range(0, len(units), 2)]
    return "".join(rf"\u{value}?" for value in values)
