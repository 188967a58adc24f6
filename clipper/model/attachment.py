"""A file that staff keep with a clipping: the page of print as PDF, a recording, a screenshot."""

from datetime import date
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from clipper.model.text import clean_line

LARGEST = 2_000_000_000
"""Bytes of the largest file that is kept with a clipping."""

_LONGEST_NAME = 180
"""Bytes: a file system takes 255, and a name gets a number where two are alike."""
_NO_PART_OF_A_NAME = frozenset('/\\:*?"<>|')
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")
_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS})
"""Names that Windows takes for a device, whatever ending they have."""


class Kind(StrEnum):
    """What sort of file it is, as a row shows it; of OTHER nobody knows what it does when it is opened."""

    PDF = "pdf"
    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"
    DOCUMENT = "document"
    OTHER = "other"


_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "bmp": "image/bmp",
    "heic": "image/heic",
    "avif": "image/avif",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "wma": "audio/x-ms-wma",
    "aif": "audio/aiff",
    "aiff": "audio/aiff",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "mkv": "video/matroska",
    "webm": "video/webm",
    "avi": "video/x-msvideo",
    "mpg": "video/mpeg",
    "mpeg": "video/mpeg",
    "wmv": "video/x-ms-wmv",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
    "rtf": "application/rtf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
    "eml": "message/rfc822",
}
"""By the endings of names, the files that a program shows without doing what they say: no programs, no scripts, no
pages and drawings that run some, no documents with macros. Source: https://www.iana.org/assignments/media-types/."""
_KINDS = {"image": Kind.PICTURE, "audio": Kind.SOUND, "video": Kind.FILM}


class Attachment(Struct, frozen=True):
    """A file of a clipping: its name, media type, size in bytes and the SHA-256 of what it holds, in hexadecimal.

    `uuid` is empty until the library keeps it.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    added_on: date
    uuid: str = ""

    @property
    def kind(self) -> Kind:
        """What sort of file it is, by the ending of its name."""
        return kind_of(self.name)


class BroughtFile(Struct, frozen=True):
    """A file to be attached: its name, and its bytes or the file that holds them."""

    name: str
    content: bytes | Path


def media_type_of(name: str) -> str:
    """Return the media type of a file, by the ending of its name."""
    return _MEDIA_TYPES.get(_ending(name), "application/octet-stream")


def kind_of(name: str) -> Kind:
    """Return what sort of file a name tells of."""
    media_type = _MEDIA_TYPES.get(_ending(name))
    if media_type is None:
        return Kind.OTHER
    if media_type == "application/pdf":
        return Kind.PDF
    return _KINDS.get(media_type.split("/")[0], Kind.DOCUMENT)


def is_safe_to_open(name: str) -> bool:
    """Tell whether a program only shows a file of this name; any other may do what somebody else wrote into it."""
    return kind_of(name) is not Kind.OTHER


def write_size(size: int) -> str:
    """Return a number of bytes as people tell it: "12 kB", "3.4 MB"."""
    for unit, bytes_of_it in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= bytes_of_it:
            number = size / bytes_of_it
            return f"{number:.1f} {unit}" if number < 10 else f"{number:,.0f} {unit}"
    return "1 byte" if size == 1 else f"{size} bytes"


def cleaned_name(name: str) -> str:
    """Return a name that every file system takes, and that names no folder: "" where nothing is left of it."""
    line = clean_line("".join(" " if letter in _NO_PART_OF_A_NAME else letter for letter in name)).strip(". ")
    stem, dot, ending = line.rpartition(".")
    stem, ending = (stem, f"{dot}{ending}") if stem else (line, "")
    if stem.split(".")[0].rstrip().casefold() in _DEVICES:
        stem = f"_{stem}"
    ending = _cut(ending, 20)
    return f"{_cut(stem, _LONGEST_NAME - len(ending.encode())).rstrip('. ')}{ending}"


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")


def _ending(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return ending.casefold() if stem else ""
