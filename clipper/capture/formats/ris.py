"""RIS, as databases of newspapers and reference managers export: lines such as "TI  - HEADLINE" from TY to ER.

The tags are those of the format's specification; several stand for one field, since each service prefers another.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from clipper.capture.formats.base import Format, Found, Opened, holding
from clipper.capture.formats.pieces import leftovers, parts_of_text, piece, stretch
from clipper.capture.formats.record import CUT_SHORT, Record, drafts_of
from clipper.capture.formats.signed import signed
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, lines_between
from clipper.model.codes import Medium
from clipper.model.draft import Draft, Known, Problem
from clipper.model.languages import language_named
from clipper.model.text import clean
from clipper.model.values import replace

_TAGGED = re.compile(
    r"(?:(?P<tag>[A-Z][A-Z0-9])  "
    r"|(?P<loose>TY|TI|CT|T[1-3]|A[1-4U]|J[AFO]|DA|Y[12]|PY|UR|L[12]|N[12]|AB|LA|KW|ER) )-(?:\s|$)"
)
"""Two spaces part a tag from its dash; where a service writes one, only what is surely a tag is taken for one."""
_DAY = re.compile(r"\d{4}[/-]\d{1,2}[/-]\d{1,2}(?=/|$)")
_RECOGNISED = (
    re.compile(r"^TY\s{1,2}- ?[A-Z]{3,6}\s*$", re.MULTILINE),
    re.compile(r"^(?:TI|T1|UR|AB|T2|JO|JF)\s{1,2}- ", re.MULTILINE),
)
_NAMES = {
    "headline": ("TI", "T1", "CT"),
    "outlet": ("T2", "JF", "JO", "JA", "BT", "PB"),
    "link": ("UR", "L2"),
    "section": ("SE",),
    "page": ("SP",),
}
_DAYS = ("DA", "Y1", "PY")
_TEXTS = ("AB", "N2", "N1")
_WHOLE_TEXT = 1_000
"""A note of so many characters is the text of an article; services have no tag for that."""
_AUTHORS = ("AU", "A1")
_MEDIA = {"NEWS": Medium.PRINT, "ELEC": Medium.ONLINE, "BLOG": Medium.ONLINE, "VIDEO": Medium.TELEVISION}

_Fields = Mapping[str, Sequence[Sequence[Line]]]


def _read(opened: Opened, known: Known, today: date) -> Found:
    text = clean(opened.pasted.text)
    blocks = list(_blocks(lines_between(text, 0, len(text))))
    records, authors, lexicon = [], [], Lexicon.of(known, today)
    for place, block in enumerate(blocks, start=1):
        fields = _fields(text, block)
        records.append(_record(text, fields, Record((block[0].start, block[-1].end), place, surname_first=True)))
        signing = (lines[0] for tag in _AUTHORS for lines in fields.get(tag, ()))
        authors.append(sorted(signing, key=lambda line: line.start))
    whole = _tag(blocks[-1][-1]) == "ER" if blocks else True
    cut = [] if whole else [Problem(CUT_SHORT, len(blocks))]
    drafts, problems = drafts_of(records, lexicon, cut, opened.progress)
    rest, remarks = leftovers(text, [record.extent for record in records], lambda _: False)
    signed_by_all = (_with_authors(draft, lines, lexicon) for draft, lines in zip(drafts, authors, strict=True))
    return Found(tuple(signed_by_all), (*problems, *rest), remarks)


def _tag(line: Line) -> str:
    match = _TAGGED.match(line.raw)
    return (match["tag"] or match["loose"]) if match else ""


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each record, from its type to its end or to the next type."""
    block: list[Line] = []
    for line in lines:
        tag = _tag(line)
        if tag == "TY" and block:
            yield block
            block = []
        if block or tag == "TY":
            block.append(line)
        if tag == "ER" and block:
            yield block
            block = []
    if block:
        yield block


def _fields(text: str, block: Sequence[Line]) -> dict[str, list[list[Line]]]:
    """Return the lines of each field under its tag, once for every time that it stands there."""
    fields: dict[str, list[list[Line]]] = {}
    last: list[Line] = []
    for line in block:
        match = _TAGGED.match(line.raw)
        value = piece(text, line.start + match.end(), line.end) if match else line
        if match:
            last = []
            fields.setdefault(_tag(line), []).append(last)
        if value:
            last.append(value)
    return {tag: [lines for lines in every if lines] for tag, every in fields.items()}


def _record(text: str, fields: _Fields, record: Record) -> Record:
    def line(name: str) -> Line | None:
        return next((stretch(text, lines) for tag in _NAMES[name] for lines in fields.get(tag, ())), None)

    record.headline, record.outlet, record.link = line("headline"), line("outlet"), line("link")
    record.day = _day(text, [lines[0] for tag in _DAYS for lines in fields.get(tag, ())])
    section, page = line("section"), line("page")
    record.section, record.page = section.text if section else None, page.text if page else None
    kind, language = fields.get("TY"), fields.get("LA")
    record.medium = _MEDIA.get(kind[0][0].text) if kind else None
    record.language = language_named(language[0][0].text) if language else None
    texts = [(tag, lines) for tag in _TEXTS for lines in fields.get(tag, ())]
    tag, longest = max(texts, key=lambda one: sum(len(line.text) for line in one[1]), default=("", ()))
    record.body = parts_of_text(longest)
    record.is_excerpt = tag != "N1" or sum(len(line.text) for line in longest) < _WHOLE_TEXT
    return record


def _day(text: str, lines: Sequence[Line]) -> Line | None:
    """Return the first day that is whole, without the "other info" that may follow it behind a slash."""
    for line in lines:
        if match := _DAY.match(line.text):
            return piece(text, *line.place(0, match.end()))
    return next(iter(lines), None)


def _with_authors(draft: Draft, lines: Sequence[Line], lexicon: Lexicon) -> Draft:
    each = [signed(line, lexicon, draft.outlet.value, surname_first=True) for line in lines]
    names = tuple(name for one in each for name in one.value)
    spans = [span for one in each for span in one.spans]
    return replace(draft, reporters=guess(names, min((one.confidence for one in each), default=0.0), spans))


RIS = Format("ris", holding(*_RECOGNISED), _read)
