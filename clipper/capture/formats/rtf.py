"""Rich Text (.rtf): its paragraphs in order, with headings, lists, tables, links and page breaks.

Read after the Rich Text Format Specification 1.9.1. `striprtf`, the library there is, gives neither headings nor
bold words nor page breaks, on which the archives of press databases are cut.
"""

from clipper.capture.formats.base import File, Opened, Opener
from clipper.capture.formats.paragraphs import pasted_of
from clipper.capture.formats.rtf_reader import read_rtf
from clipper.model.draft import Problem
from clipper.model.errors import WrongUsage

_NO_TEXT = (
    "There is no text in this file; it may hold pictures only, or be damaged. Nothing was taken of it. Open it in its "
    "own program, copy what you need, and paste it."
)


def _recognises(file: File) -> bool:
    return file.data[:64].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"{\\rtf")


def _open(file: File) -> Opened:
    read = read_rtf(file.data)
    if not any(paragraph.text.strip() for paragraph in read.paragraphs):
        raise WrongUsage(_NO_TEXT)
    problems = tuple(Problem(sentence) for sentence in read.problems)
    return Opened("rtf", pasted_of(read.paragraphs, file.name), original=file.data, problems=problems)


RTF = Opener("rtf", _recognises, _open)
