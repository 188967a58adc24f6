"""Files in which there is no text to read: each kind is told by its first bytes, and by what to do with it."""

import re
from io import BytesIO
from zipfile import is_zipfile

from clipper.capture.formats.archive import is_archive
from clipper.model.errors import WrongUsage

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\x2a\x00|MM\x00\x2a|BM....\x00\x00\x00\x00|....ftyp(?:heic|mif1|avif)",
    re.DOTALL,
)
_SOUNDS = re.compile(
    rb"ID3[\x02-\x04]|\xff[\xfb\xf3\xf2]|OggS\x00|fLaC\x00|RIFF....(?:WAVE|AVI )|....ftyp|\x1aE\xdf\xa3"
    rb"|\x00\x00\x01\xba",
    re.DOTALL,
)

_PICTURE = (
    "This is a picture. Nothing was taken of it. Save it as PDF, whose pictures are read where Tesseract is installed, "
    "or type what you need and paste it."
)
_SOUND = "This is sound or film. Nothing was taken of it. Import its transcript, or paste the link to it."
_OLD_OFFICE = (
    "This file is of an older program of Office (.doc, .xls, .ppt). Nothing was taken of it. Open it, save it in the "
    "format of today (.docx, .xlsx), and import that."
)
_SLIDES = "This is a presentation. Nothing was taken of it. Save it as PDF, and import that."
_OPEN_OFFICE = "This is a document of LibreOffice. Nothing was taken of it. Save it as .docx or .xlsx, and import that."
_CUT = (
    "This archive is damaged, or a part of it is missing. Nothing was taken of it. Copy it again, and import it then."
)
_PACKED = "This is an archive of files. Nothing was taken of it. Unpack it, and import the files in it."


def refuse_binary(data: bytes) -> None:
    """Raise WrongUsage, with a sentence that says what to do, for a file of a kind that holds no text to read."""
    sentence = _sentence(data)
    if sentence:
        raise WrongUsage(sentence)


def _sentence(data: bytes) -> str | None:
    if is_archive(data):
        return _of_archive(data)
    for pattern, sentence in ((_PICTURES, _PICTURE), (_SOUNDS, _SOUND)):
        if pattern.match(data):
            return sentence
    if data.startswith(_OLE):
        return _OLD_OFFICE
    return _PACKED if data.startswith((b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"PK\x05\x06")) else None


def _of_archive(data: bytes) -> str:
    if b"ppt/presentation.xml" in data:
        return _SLIDES
    if b"application/vnd.oasis.opendocument" in data[:200]:
        return _OPEN_OFFICE
    return _PACKED if is_zipfile(BytesIO(data)) else _CUT
