"""ProQuest as text: documents between long lines of underscores, each of fields such as "Pages: A.1".

A field may go on over several lines and paragraphs. Fields stand in any order; the full text is one of them. The
address of a document in ProQuest is not taken: it leads those who have no subscription to a form.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from clipper.capture.formats.base import Format, Found, Opened, holding
from clipper.capture.formats.pieces import leftovers, parts_of_text, piece, quoted, stretch
from clipper.capture.formats.record import CUT_SHORT, Record, drafts_of
from clipper.capture.formats.stated import medium_of
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, lines_between
from clipper.capture.wrapping import Wrapping, wrapping_of
from clipper.model.codes import Medium
from clipper.model.draft import Known, Problem, Span
from clipper.model.languages import language_named
from clipper.model.text import clean, fold

_RULE = re.compile(r"_{20,}")
_LABELS = {
    "title": "headline",
    "titre": "headline",
    "publication title": "outlet",
    "titre de la publication": "outlet",
    "publication date": "day",
    "date de publication": "day",
    "author": "byline",
    "auteur": "byline",
    "full text": "body",
    "texte integral": "body",
    "abstract": "abstract",
    "resume": "abstract",
    "document url": "other",
    "url du document": "other",
    "language of publication": "language",
    "langue de publication": "language",
    "source type": "type",
    "type de source": "type",
    "pages": "pages",
    "first page": "pages",
    "start page": "pages",
    "section": "section",
    **dict.fromkeys(
        (
            *("subtitle", "publication info", "links", "subject", "sujet", "location", "lieu", "people", "personnes"),
            *("company / organization", "classification", "dateline", "volume", "issue", "publication year"),
            *("annee de publication", "year", "publisher", "editeur", "place of publication", "lieu de publication"),
            *(
                "country of publication",
                "pays de publication",
                "publication subject",
                "sujet de la publication",
                "issn",
            ),
            *(
                "document type",
                "type de document",
                "document feature",
                "proquest document id",
                "id de document proquest",
            ),
            *("copyright", "last updated", "derniere mise a jour", "database", "base de donnees", "credit", "column"),
            *("identifier / keyword", "business indexing term", "narrow subject", "broad subject", "editor", "edition"),
            *("number of pages", "supplement", "accession number", "url", "illustration", "caption"),
            *("publication frequency", "contents", "notes", "isbn", "e-issn", "correspondence author", "number", "doi"),
        ),
        "other",
    ),
}
_LABEL = re.compile(r"(?P<name>[^\W\d_][\w /'’-]{1,34}?)\s?:(?:\s|$)")
_RECOGNISED = (
    re.compile(r"^_{20,}\s*$", re.MULTILINE),
    re.compile(r"^[^\S\n]*(?:proquest document id|id de document proquest|publication title)\s?:", re.I | re.M),
)
_COUNT = re.compile(r"(?:document \d+ (?:of|de|sur) \d+|\d+ (?:of|de|sur) \d+)$", re.IGNORECASE)
_AROUND = re.compile(
    r"proquest|report information|informations? sur le rapport|bibliograph|terms and conditions|conditions|copyright|©"
    r"|contact|citation style|database|base de donn|table of contents|table des mati|https?://|\d{1,2} \w{3,12} \d{4}$"
    r"|\b\w{3,12} \d{1,2},? \d{4}",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"table of contents|table des mati[èe]res", re.IGNORECASE)
# Where a rule is missing, a document's lines follow the table of contents: only what is numbered belongs to it.
_ENTRY = re.compile(rf"{_CONTENTS.pattern}|\d+\. ", re.IGNORECASE)
_BEHIND_TITLE = re.compile(r"\s*;|\s+\(\d{4}\s*-[^()]*\)")
_DIGIT = re.compile(r"\d")
_FEWEST = 2
_PROSE = 60
_SAMPLE = 5_000

_UNREADABLE = "It has no title and no date, so it was left out, “{first}”."
_NO_FULL_TEXT = "It has an abstract only; the full text was not part of what was downloaded."


class _Documents(Struct):
    """The documents of a file, those that cannot be read, what there is to say of both, and the table of contents."""

    records: list[Record] = field(default_factory=list)
    left_out: list[Span] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    contents: list[Span] = field(default_factory=list)
    place: int = 0


def _read(opened: Opened, known: Known, today: date) -> Found:
    text = clean(opened.pasted.text)
    lines = lines_between(text, 0, len(text))
    wrapping = wrapping_of(lines[:_SAMPLE])
    found = _Documents()
    for block in _blocks(lines):
        _take(found, text, block, wrapping)
    if found.records and lines and found.records[-1].extent[1] == lines[-1].end:
        # Behind the last document the service tells of itself, below one more rule.
        found.problems.append(Problem(CUT_SHORT, found.records[-1].place))
    drafts, problems = drafts_of(found.records, Lexicon.of(known, today), found.problems, opened.progress)
    taken = [*found.left_out, *(record.extent for record in found.records)]
    rest, remarks = leftovers(text, taken, _is_around, found.contents)
    return Found(drafts, (*problems, *rest), remarks)


def _take(found: _Documents, text: str, block: Sequence[Line], wrapping: Wrapping | None) -> None:
    """Take what stands between two rules: a document, or what the service put around the documents."""
    fields = _fields(text, block)
    if len({*fields} - {"", "other"}) < _FEWEST:
        if _CONTENTS.match(block[0].text):
            found.contents += [line.span for line in block if _ENTRY.match(line.text)]
        return
    found.place += 1
    extent = block[0].start, block[-1].end
    record = _record(text, fields, Record(extent, found.place, surname_first=True), wrapping)
    if record.headline is None and record.day is None:
        found.problems.append(Problem(_UNREADABLE.format(first=quoted(block[0].text)), found.place))
        found.left_out.append(extent)
        return
    found.records.append(record)
    if record.is_excerpt and record.body:
        found.problems.append(Problem(_NO_FULL_TEXT, found.place))


def _is_around(line: str) -> bool:
    return _RULE.fullmatch(line) is not None or _AROUND.search(line) is not None


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines between the rules."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if _RULE.fullmatch(line.text):
            blocks.append([])
        else:
            blocks[-1].append(line)
    return [block for block in blocks if block]


def _units(block: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in paragraphs: labelled lines begin one, and without empty lines every line does."""
    apart = any(line.gap for line in block[1:])
    units: list[list[Line]] = []
    for line in block:
        if not units or line.gap or not apart or _label(line):
            units.append([])
        units[-1].append(line)
    return units


def _fields(text: str, block: Sequence[Line]) -> dict[str, list[Line]]:
    """Return the lines of each field under our name for it, without its label; those above the first under none.

    The first of two fields of a name counts.
    """
    units = _units(block)
    start = next((place for place, unit in enumerate(units) if _label(unit[0]) == "body"), len(units))
    end = _text_end(units, start)
    fields: dict[str, list[Line]] = {}
    name = ""
    for place, unit in enumerate(units):
        label = "" if start < place < end else _label(unit[0])
        if label:
            name = label if label not in fields else "other"
            unit = [line for line in (_value(text, unit[0]),) if line] + unit[1:]
        fields.setdefault(name, []).extend(unit)
    return fields


def _text_end(units: Sequence[Sequence[Line]], start: int) -> int:
    """Return where the fields below the full text begin: behind its last paragraph, which no label begins."""
    end = len(units)
    for place in range(len(units) - 1, start, -1):
        if _label(units[place][0]):
            end = place
        elif len(units[place][0].text) >= _PROSE:
            break
    return end


def _value(text: str, line: Line) -> Line | None:
    match = _LABEL.match(line.text)
    return piece(text, *line.place(match.end(), len(line.text))) if match else line


def _label(line: Line) -> str:
    if line.text == "Illustration":
        return "other"
    match = _LABEL.match(line.text)
    return _LABELS.get(fold(match["name"]).replace("’", "'"), "") if match else ""


def _record(text: str, fields: Mapping[str, Sequence[Line]], record: Record, wrapping: Wrapping | None) -> Record:
    def taken(name: str) -> Line | None:
        return stretch(text, fields.get(name, ()))

    above = [line for line in fields.get("", ()) if not _COUNT.fullmatch(line.text)]
    record.headline = taken("headline") or stretch(text, above[:1])
    record.byline, record.day, record.outlet = taken("byline"), taken("day"), _outlet(text, taken("outlet"))
    language, kind, pages, section = taken("language"), taken("type"), taken("pages"), taken("section")
    record.language = language_named(language.text) if language else None
    record.section = section.text if section else None
    record.page = pages.text if pages and _DIGIT.search(pages.text) else None
    printed = Medium.PRINT if record.page else None
    record.medium = (medium_of(kind.text) if kind else None) or printed
    record.is_excerpt = not fields.get("body")
    body = fields.get("body") or fields.get("abstract") or ()
    record.body = parts_of_text(wrapping.unwrapped(text, body) if wrapping else body)
    return record


def _outlet(text: str, line: Line | None) -> Line | None:
    """Return the title of a publication without its town and the years it ran, which follow it."""
    cut = _BEHIND_TITLE.search(line.text) if line else None
    return piece(text, *line.place(0, cut.start())) if line and cut else line


PROQUEST = Format("proquest", holding(*_RECOGNISED), _read)
