"""PDF: the text of its pages in reading order; scanned pages are read by Tesseract where it is installed."""

from collections.abc import Sequence

from clipper.capture.formats import details, ocr
from clipper.capture.formats.base import File, Opened, Opener
from clipper.capture.formats.paragraphs import Paragraph, Run, pasted_of
from clipper.capture.formats.pdf_child import pdf_process
from clipper.capture.formats.pdf_layout import paragraphs_of
from clipper.capture.formats.pdf_rows import Page
from clipper.model.draft import Problem
from clipper.model.errors import WrongUsage
from clipper.model.progress import telling

_BEGIN = b"%PDF-"
_LOOKED_AT = 1_024
"""The header may stand behind some bytes: ISO 32000-1, annex H.3.4.1."""
_MOST_SCANNED = 20
_FEW_LETTERS = 10

_SCAN = (
    "This PDF is a scan: it holds pictures of pages and no text. Nothing of it was taken. Install Tesseract, and "
    "Clipper reads such files with it; or copy the text in another program, and paste it."
)
_UNREADABLE = (
    "This PDF is a scan, and Tesseract found no text in its pictures. Nothing of it was taken. Type what you need, and "
    "paste it."
)
_OCR = "The text was read from pictures by OCR: please check it. The file is kept."
_PART_OCR = "The text of {pages} was read from pictures by OCR: please check it. The file is kept."
_NO_TEXT = "There is no text on {pages}, only pictures. The file is kept."
_CUT = "Only the first {read} of {all} pages were read. The file is kept with all of them."


def _recognises(file: File) -> bool:
    return _BEGIN in file.data[:_LOOKED_AT]


def _open(file: File) -> Opened:
    pages, count = pdf_process().pages(file.data)
    problems = [Problem(_CUT.format(read=f"{len(pages):,}", all=f"{count:,}"))] if len(pages) < count else []
    empty = [number for number, page in enumerate(pages) if _letters(page) < _FEW_LETTERS]
    scanned, told = _scanned(file, empty, whole=len(empty) == len(pages))
    paragraphs = _merged(paragraphs_of(pages), scanned) if len(empty) < len(pages) else _listed(scanned)
    stated = {details.DOUBTFUL: "yes"} if scanned else {}
    return Opened("pdf", pasted_of(paragraphs, file.name), stated, file.data, (*problems, *told))


PDF = Opener("pdf", _recognises, _open)


def _letters(page: Page) -> int:
    return sum(len(piece.text) for piece in page.pieces)


def _scanned(file: File, empty: Sequence[int], *, whole: bool) -> tuple[dict[int, list[str]], list[Problem]]:
    """Return the paragraphs of pages that hold no text, as far as they can be read, and what is to be told of them.

    Raises WrongUsage where no page of the file holds text and none can be read.
    """
    if not empty:
        return {}, []
    tesseract = ocr.command()
    if tesseract is None:
        if whole:
            raise WrongUsage(_SCAN)
        return {}, [Problem(_NO_TEXT.format(pages=_named(empty)))]
    spoken = ocr.languages(tesseract)
    pages = telling(empty[:_MOST_SCANNED], file.progress)
    found = {number: _read(tesseract, file.data, number, spoken) for number in pages}
    read = {number: paragraphs for number, paragraphs in found.items() if paragraphs}
    if whole and not read:
        raise WrongUsage(_UNREADABLE)
    left = [number for number in empty if number not in read]
    told = [Problem(_OCR if whole else _PART_OCR.format(pages=_named(list(read))))] if read else []
    return read, [*told, *([Problem(_NO_TEXT.format(pages=_named(left)))] if left else [])]


def _read(tesseract: Sequence[str], data: bytes, number: int, spoken: Sequence[str]) -> list[str]:
    return ocr.paragraphs_in(tesseract, pdf_process().picture(data, number), spoken) or []


def _named(numbers: Sequence[int]) -> str:
    """Return the pages as a person names them, the first of them where there are many."""
    shown = ", ".join(str(number + 1) for number in numbers[:10])
    more = " and others" if len(numbers) > 10 else ""
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}{more}"


def _listed(scanned: dict[int, list[str]]) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    for number in sorted(scanned):
        new = [Paragraph([Run(text)]) for text in scanned[number]]
        new[0].after_break = bool(paragraphs)
        paragraphs += new
    return paragraphs


def _merged(paragraphs: list[Paragraph], scanned: dict[int, list[str]]) -> list[Paragraph]:
    """Return what the file says, and behind it what was read from the pictures in it."""
    return [*paragraphs, *_listed(scanned)]
