"""Harnesses for files that are packed or drawn: what is inside comes as it is, and is packed before it is read.

Bytes that are changed at random within a ZIP or compound file only ever damage it, which has tests of its own; here
they reach the readers of what is packed in it. The pieces stand one behind the other, a NUL between them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

from clipper.capture.formats import pdf, pdf_child, read_file
from clipper.capture.formats.base import File
from clipper.capture.formats.table.registers import OUTLETS, PEOPLE, read_register
from clipper.capture.serialise import draft_to_json
from clipper.model.draft import DRAFT_FIELDS, FileReading
from clipper.model.errors import ClipperError, WrongUsage
from tests.capture.formats import making
from tests.capture.formats.making_msg import compound, message
from tests.capture.formats.reading import TODAY
from tests.capture.formats.test_any_file import MAILS, OTHER, PAGES, RICH
from tests.capture.test_anything import KNOWN, check
from tests.fuzz.harness import Harness, seeds_in

_BETWEEN = b"\0"
_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">%s</Types>'
_OVERRIDE = (
    b'<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.%s+xml"/>'
)
DOCX_PARTS = ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "word/footnotes.xml")
XLSX_PARTS = {
    "xl/workbook.xml": b"sheet.main",
    "xl/_rels/workbook.xml.rels": b"",
    "xl/worksheets/sheet1.xml": b"worksheet",
    "xl/sharedStrings.xml": b"sharedStrings",
    "xl/styles.xml": b"styles",
    "xl/worksheets/_rels/sheet1.xml.rels": b"",
}
MSG_PARTS = {0x37: "utf-16-le", 0x1000: "utf-16-le", 0x7D: "utf-16-le", 0xC1A: "utf-16-le"}
"""The subject, the text, the headers of transport and the sender of Outlook's mail."""


def docx(data: bytes) -> None:
    """The parts of a Word document."""
    _read("a.docx", making.archive(_packed(DOCX_PARTS, data)))


def xlsx(data: bytes) -> None:
    """The parts of an Excel workbook."""
    parts = _packed(tuple(XLSX_PARTS), data)
    kinds = b"".join(_OVERRIDE % (name.encode(), XLSX_PARTS[name]) for name in parts if XLSX_PARTS[name])
    _read("a.xlsx", making.archive({"[Content_Types].xml": _TYPES % kinds, **parts}))


def csv(data: bytes) -> None:
    """A sheet as text."""
    _read("a.csv", data)


def msg(data: bytes) -> None:
    """The texts of Outlook's mail, and its HTML last."""
    *texts, page = data.split(_BETWEEN, len(MSG_PARTS)) if _BETWEEN in data else (data, b"")
    named = dict(zip(MSG_PARTS, (text.decode("utf-8", "replace") for text in texts), strict=False))
    _read("a.msg", compound(message(named, binaries={0x1013: page})))


def mht(data: bytes) -> None:
    """A page as browsers save it in one file."""
    _read("a.mht", data)


def pdf_file(data: bytes) -> None:
    """A PDF, taken apart in this process, so that its layout is watched."""
    with patch.object(pdf, "pdf_process", _own_process):
        _read("a.pdf", data)


def register(data: bytes) -> None:
    """A sheet of outlets or of people: what is read are values of the register."""
    for kind in (None, OUTLETS, PEOPLE):
        try:
            sheet = read_register(File("a.csv", data), kind, TODAY)
        except WrongUsage:
            continue
        for row in sheet.rows:
            assert row.name == " ".join(row.name.split()), row
            assert "name" not in row.values
            assert 1 <= (row.values.get("tier") or 1) <= 3
            assert (row.values.get("reach") or 0) >= 0


@dataclass(frozen=True)
class _InProcess:
    """Takes PDFs apart as the child process does, without one."""

    def pages(self, data: bytes) -> Any:
        answer = pdf_child._answer("pages", data)
        if isinstance(answer, str):
            raise WrongUsage(answer)
        return answer

    def picture(self, _data: bytes, _number: int) -> bytes:
        return b"P5 1 1 255\n\xff"


@cache
def _own_process() -> _InProcess:
    return _InProcess()


def _packed(names: Sequence[str], data: bytes) -> Mapping[str, bytes]:
    """The pieces of an input under the names of parts, without those that are empty; the last takes what is left."""
    pieces = zip(names, data.split(_BETWEEN, len(names) - 1), strict=False)
    return {name: piece for name, piece in pieces if piece}


def _read(name: str, data: bytes) -> FileReading | None:
    try:
        reading = read_file(File(name, data), KNOWN, TODAY)
    except ClipperError:
        return None
    if reading.sheet:
        _check_rows(reading)
    else:
        check(reading.reading)
    return reading


def _check_rows(reading: FileReading) -> None:
    """Rows stand for themselves: a sheet may have none, and cells of a row come in the order of their columns' use."""
    text = reading.reading.text
    for draft in reading.reading.drafts:
        for field in DRAFT_FIELDS:
            guess = getattr(draft, field)
            assert 0 <= guess.confidence <= 1
            assert all(0 <= start < end <= len(text) for start, end in guess.spans)
        assert draft.headline.value or draft.url.value or draft.body.value
        assert 0 <= draft.extent[0] <= draft.extent[1] <= len(text)
        draft_to_json(draft)


_CELLS = (
    *(
        b",",
        b";",
        b"\t",
        b'"',
        b'""',
        b"\n",
        b"\r\n",
        b"Headline",
        b"Date",
        b"Outlet",
        b"URL",
        b"Reach",
        b"AVE",
        b"Nom",
    ),
    *(
        b"2021-05-03",
        b"03/04/2021",
        b"3 avril 2021",
        b"44320",
        b"1.234,5",
        b"12k",
        b"https://x.example/a",
        b"=1+1",
        b"yes",
    ),
    *(b"\xef\xbb\xbf", b"sep=;\n", b"\xc2\xa0", b"Site web", b"Alias", b"Tier", b"Country", b"Rights until"),
)
_MARKUP = (
    *(
        b"<c r='A1' t='s'><v>0</v></c>",
        b"<c t='inlineStr'><is><t>a</t></is></c>",
        b"<row r='9'>",
        b"<f>HYPERLINK('a','b')</f>",
    ),
    *(
        b"<mergeCell ref='A1:B3'/>",
        b"<hyperlink ref='A2' r:id='rId1'/>",
        b"<si><t>a</t></si>",
        b"&#10;",
        b"-1",
        b"1E400",
    ),
    *(
        b"<sheet name='a' sheetId='1' r:id='rId1' state='hidden'/>",
        b"<numFmt numFmtId='164' formatCode='yyyy'/>",
        _BETWEEN,
    ),
    *(
        b"<w:p>",
        b"</w:p>",
        b"<w:r><w:t>a</w:t></w:r>",
        b"<w:hyperlink r:id='a'>",
        b"<w:pStyle w:val='Titre'/>",
        b"<w:del>",
    ),
    *(
        b"<w:tbl><w:tr><w:tc>",
        b"<mc:AlternateContent>",
        b"<w:fldChar w:fldCharType='begin'/>",
        b"<w:instrText>HYPERLINK 'a'",
    ),
)
_DRAWN = (
    *(
        b"BT ",
        b" ET\n",
        b" Tj ",
        b" Td ",
        b" Tf ",
        b"/R 10 Tf ",
        b"(Ports close) Tj ",
        b"1 0 0 1 72 700 cm ",
        b"[(a) -9 (b)] TJ ",
    ),
    *(
        b"/Rotate 90",
        b"/MediaBox [0 0 1 1]",
        b"/Kids [3 0 R 3 0 R]",
        b"/Count 99999",
        b"0 0 0 rg ",
        b"3 Tr ",
        b"-1",
        b"1e38",
    ),
)
FILES = {
    "docx": Harness(docx, lambda: seeds_in("corpus/docx"), (*_MARKUP, *PAGES)),
    "xlsx": Harness(xlsx, lambda: seeds_in("corpus/xlsx"), (*_MARKUP, *PAGES, *_CELLS)),
    "csv": Harness(csv, lambda: seeds_in("corpus/csv"), _CELLS),
    "msg": Harness(msg, lambda: seeds_in("corpus/msg"), (*MAILS, *RICH, _BETWEEN)),
    "mht": Harness(mht, lambda: seeds_in("corpus/mht"), (*MAILS, *PAGES)),
    "pdf": Harness(pdf_file, lambda: seeds_in("corpus/pdf"), (*_DRAWN, *OTHER)),
    "register": Harness(register, lambda: seeds_in("corpus/register"), _CELLS),
}
