"""Files of every kind become text and drafts, told apart by what they hold, and by their names only where that is all.

A file goes through two doors: an opener makes text (and HTML) of its bytes, then a format that knows the layout of a
service cuts that text into drafts; what no format knows is read as if it had been pasted.
"""

from collections.abc import Sequence
from datetime import date

from clipper.capture.collecting import without_collecting
from clipper.capture.formats import details, table
from clipper.capture.formats.attached import with_attached
from clipper.capture.formats.base import File, Format, Found, Opened, Opener
from clipper.capture.formats.binary import refuse_binary
from clipper.capture.formats.details import is_article, with_stated
from clipper.capture.formats.docx import DOCX, refuse_damaged
from clipper.capture.formats.europresse import EUROPRESSE
from clipper.capture.formats.factiva import FACTIVA
from clipper.capture.formats.factiva_html import FACTIVA_HTML
from clipper.capture.formats.feed import FEED, FEED_OPENER
from clipper.capture.formats.google_alerts import GOOGLE_ALERTS
from clipper.capture.formats.html import opened_page
from clipper.capture.formats.html_archive import HTML_ARCHIVE
from clipper.capture.formats.lexis import LEXIS
from clipper.capture.formats.mail import EML
from clipper.capture.formats.mail_reading import read_mail
from clipper.capture.formats.mht import MHT
from clipper.capture.formats.nexis import NEXIS
from clipper.capture.formats.outlook import MSG
from clipper.capture.formats.pdf import PDF
from clipper.capture.formats.post import POST
from clipper.capture.formats.proquest import PROQUEST
from clipper.capture.formats.ris import RIS
from clipper.capture.formats.rtf import RTF
from clipper.capture.formats.spoken import SPOKEN
from clipper.capture.formats.transcript import TRANSCRIPT
from clipper.capture.own_names import by_own_names
from clipper.capture.paste import from_bytes, is_misread
from clipper.capture.reading import read
from clipper.model.draft import FileReading, Known, Pasted, Problem, Reading
from clipper.model.errors import WrongUsage
from clipper.model.text import clean
from clipper.model.values import replace

OPENERS: Sequence[Opener] = (
    DOCX,
    RTF,
    MHT,
    EML,
    MSG,
    PDF,
    HTML_ARCHIVE,
    FEED_OPENER,
    *table.OPENERS,
)
"""The openers in the order in which they are asked; a file that none recognises is text or HTML."""

FORMATS: Sequence[Format] = (
    NEXIS,
    LEXIS,
    FACTIVA_HTML,
    EUROPRESSE,
    FACTIVA,
    PROQUEST,
    RIS,
    FEED,
    TRANSCRIPT,
    SPOKEN,
    GOOGLE_ALERTS,
    POST,
    *table.FORMATS,
)
"""The formats in the order in which they are asked; the strictest come first."""

_PASTED: Sequence[Format] = (NEXIS, LEXIS, FACTIVA, PROQUEST, RIS, TRANSCRIPT, SPOKEN, GOOGLE_ALERTS, POST)
"""The formats that are recognised in a clipboard too, most by their text alone."""

_ARROW = "-->"
_LEADING = 20_000
_NOTHING = "Nobody wrote anything in this mail, and nothing that can be read came with it. Nothing was taken of it."
_OTHER_LAYOUT = (
    "This looks like {format}, in a layout that Clipper does not know. It was read as plain text; all of it is kept."
)
_TOO_DEEP = "The mail lies within mails within mails. It was not read; the outermost one is kept with all it holds."
_TOO_LONG = (
    "The text is longer than what is read of one: its last {n:,} characters are in no clipping. The whole text is kept "
    "as the original."
)
_MISREAD = (
    "The file does not tell how its letters are coded, and some may be wrong. Where they are, save it as UTF-8 "
    "where it came from, and import it again."
)
_DECODED = frozenset({"text", "html", "csv"})
"""The openers that have to find out how the bytes of a text are coded."""
_DEEPEST = 6


@without_collecting()
def read_file(file: File, known: Known, today: date) -> FileReading:
    """Return what a file holds, as drafts whose spans point into the text that comes with them.

    Raises WrongUsage, with a sentence that says what to do, when there is nothing in it that can be read.
    """
    found = _read_file(file, known, today, 0)
    if not (found.reading.drafts or found.sheet):
        raise WrongUsage("\n".join([_NOTHING, *(problem.sentence for problem in found.problems)]))
    return found


@without_collecting()
def read_pasted(pasted: Pasted, known: Known, today: date) -> FileReading:
    """Return what a clipboard holds: a transcript, an archive or a feed as its file is read, all else as a paste.

    Raises WrongUsage when there is nothing to read.
    """
    if FEED_OPENER.recognises(File("", pasted.text[:_LEADING].encode("utf-8", "replace"))):
        # The mark says how it is encoded, whatever the feed says of the file that it was copied from.
        return _read(FEED_OPENER.open(File("", pasted.text.encode("utf-8-sig", "replace"))), known, today)
    opened = Opened("text", pasted)
    format_ = _format_of(opened)
    drafts, problems, remarks, _ = format_.read(opened, known, today) if format_ else Found(())
    if format_ and drafts:
        reading = Reading(clean(pasted.text), by_own_names(drafts, known))
        return FileReading(format_.id, pasted, reading, problems, remarks=remarks)
    reading = read(pasted, known, today)
    if format_:
        problems = (*problems, Problem(_OTHER_LAYOUT.format(format=format_.id)))
        reading = details.doubted(reading)
    return FileReading("text", pasted, reading, (*problems, *_cut_off(reading)))


def _format_of(opened: Opened) -> Format | None:
    pasted = opened.pasted
    found = next((format_ for format_ in _PASTED if format_.recognises(opened)), None)
    # A page may list the chapters of a broadcast with their times; its HTML says more of it than they do.
    is_page = found is TRANSCRIPT and bool(pasted.html) and _ARROW not in pasted.text[:_LEADING]
    return None if is_page else found


def _read_file(file: File, known: Known, today: date, depth: int) -> FileReading:
    if depth > _DEEPEST:
        raise WrongUsage(_TOO_DEEP)
    opened = replace(_open(file), progress=file.progress)

    def read_inner(inner: File) -> FileReading:
        return _read_file(replace(inner, progress=file.progress), known, today, depth + 1)

    return with_attached(_read(opened, known, today), opened.attached, read_inner)


def _read(opened: Opened, known: Known, today: date) -> FileReading:
    found = next((format_ for format_ in FORMATS if format_.recognises(opened)), None)
    drafts, problems, remarks, sheet = found.read(opened, known, today) if found else Found(())
    problems = (*opened.problems, *problems)
    if found and (drafts or sheet):
        reading = Reading(clean(opened.pasted.text), by_own_names(drafts, known))
        return FileReading(found.id, opened.pasted, reading, problems, opened.original, remarks, sheet)
    reading = _read_as_pasted(opened, known, today)
    if found:
        problems = (*problems, Problem(_OTHER_LAYOUT.format(format=found.id)))
        reading = details.doubted(reading)
    return FileReading(opened.opener, opened.pasted, reading, (*problems, *_cut_off(reading)), opened.original)


def _cut_off(reading: Reading) -> tuple[Problem, ...]:
    return (Problem(_TOO_LONG.format(n=reading.unread)),) if reading.unread else ()


def _read_as_pasted(opened: Opened, known: Known, today: date) -> Reading:
    if details.BEGIN in opened.details:
        return read_mail(opened, known, today)
    reading = read(opened.pasted, known, today, whole=is_article(opened.details))
    if details.DOUBTFUL in opened.details:
        return details.doubted(reading)
    return with_stated(reading, opened.details, known, today)


def _open(file: File) -> Opened:
    opened = _opened(file)
    if opened.opener in _DECODED and is_misread(file.data):
        return replace(opened, problems=(Problem(_MISREAD), *opened.problems))
    return opened


def _opened(file: File) -> Opened:
    opener = next((opener for opener in OPENERS if opener.recognises(file)), None)
    if opener:
        return opener.open(file)
    refuse_binary(file.data)
    refuse_damaged(file)
    pasted = from_bytes(file.data, file.name)
    return opened_page(pasted, "html") if pasted.html else Opened("text", pasted)
