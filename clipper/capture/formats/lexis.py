"""The text that LexisNexis Academic gave until 2019: documents under a line such as "3 of 10 DOCUMENTS".

Lines are centred and wrapped. Labels follow the language of the site, dates that of the article. Outlet and date stand
above the headline, the labelled lines below it, and the rights at the foot.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from clipper.capture.finders.date import dates_in
from clipper.capture.formats.base import Format, Found, Opened, holding
from clipper.capture.formats.pieces import leftovers, parts_of_text, piece, quoted, stretch
from clipper.capture.formats.record import CUT_SHORT, Record, drafts_of
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, lines_between
from clipper.capture.wrapping import USUAL, Wrapping, wrapping_of
from clipper.model.draft import Doubt, Known, Problem, Span
from clipper.model.text import clean, fold

_COUNT = re.compile(
    r"(?:(?P<en>\d{1,5}) of (?P<en_all>\d{1,5}) documents?|document (?P<fr>\d{1,5}) (?:de|sur) (?P<fr_all>\d{1,5})"
    r"|dokument (?P<de>\d{1,5}) von (?P<de_all>\d{1,5}))",
    re.IGNORECASE,
)
_RECOGNISED = re.compile(
    r"^[^\S\n]*(?:\d{1,5} of \d{1,5} documents?|document \d{1,5} (?:de|sur) \d{1,5}|dokument \d{1,5} von \d{1,5})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD_LABELS = {
    "byline": "byline auteur autor",
    "section": "section rubrique rubrik",
    "deck": "highlight encart points_saillants",
    "other": "length longueur länge dateline origine ort series edition cycle distribution",
}
_FOOT_LABELS = {
    "language": "language langue sprache",
    "type": "publication-type type-publication type publikationstyp",
    "link": "url",
    "graphic": "graphic graphique grafik",
    "other": """load-date date-chargement update notes notes_de_la_redaction journal-code
        subject sujet company societe organization organisation ticker industry person personne geographic
        localisation-geo city state country pays document-type correction correction-date acc-no doc-id isbn issn
        pub-type name""",
}
_LABEL = re.compile(r"(?P<name>[^\W\d_][\w -]{1,24}?)\s?:(?:\s|$)")
_WORDS = re.compile(r"\d[\d.,\s]*(?:words|mots|w[öo]rter)", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:\(c\) ?)?copyright\b|©|all rights reserved|tous droits r[ée]serv[ée]s", re.IGNORECASE)
_HEAD_LINES = 14
_MOST_AROUND_DAY = 34
_CAPTIONS = 6

_UNREADABLE = "No date stands where its head should be, so it was left out, “{first}”."
_FEWER = "The file counts {listed:,} documents, but holds {found:,}: download it again."


def _names(table: dict[str, str]) -> dict[str, str]:
    return {fold(name).replace("_", " "): ours for ours, names in table.items() for name in names.split()}


_HEAD, _FOOT = _names(_HEAD_LABELS), _names(_FOOT_LABELS)


def _read(opened: Opened, known: Known, today: date) -> Found:
    text = clean(opened.pasted.text)
    lines = lines_between(text, 0, len(text))
    counts = _counts(lines)
    extents = [(lines[first].start, lines[end - 1].end) for first, end in _ranges(counts, len(lines))]
    records, unread = _documents(text, lines, counts, today)
    drafts, problems = drafts_of(
        records, Lexicon.of(known, today), [*unread, *_cut_short(lines, counts, records)], opened.progress
    )
    rest, remarks = leftovers(text, extents, lambda line: _RIGHTS.match(line) is not None, _request(lines, counts))
    return Found(drafts, (*_fewer(counts), *problems, *rest), remarks)


def _documents(
    text: str, lines: Sequence[Line], counts: Sequence[tuple[int, int, int]], today: date
) -> tuple[list[Record], list[Problem]]:
    """Return the documents that could be read, and a problem for each that could not."""
    wrapping = wrapping_of(lines[:5_000]) or (USUAL if all(len(line.text) <= USUAL.most for line in lines) else None)
    records: list[Record] = []
    problems: list[Problem] = []
    for (_, place, _), (first, end) in zip(counts, _ranges(counts, len(lines)), strict=True):
        record = Record((lines[first].start, lines[end - 1].end), place)
        if _read_into(record, text, lines[first + 1 : end], today, wrapping):
            records.append(record)
        else:
            problems.append(Problem(_UNREADABLE.format(first=quoted(lines[min(first + 1, end - 1)].text)), place))
    return records, problems


def _ranges(counts: Sequence[tuple[int, int, int]], end: int) -> Iterable[tuple[int, int]]:
    """Return the indexes at which each document begins and ends."""
    return pairwise([*(first for first, _, _ in counts), end])


def _cut_short(
    lines: Sequence[Line], counts: Sequence[tuple[int, int, int]], records: Sequence[Record]
) -> list[Problem]:
    """Return that the file may end in the text of its last document: nothing is at the foot of that, unlike others."""
    if not records or records[-1].place != counts[-1][1]:
        return []
    *others, last = (_is_foot(lines[end - 1]) for _, end in _ranges(counts, len(lines)))
    return [Problem(CUT_SHORT, records[-1].place)] if not last and (any(others) or _fewer(counts)) else []


def _is_foot(line: Line) -> bool:
    return bool(_label(line, _FOOT)) or _RIGHTS.match(line.text) is not None


def _counts(lines: Sequence[Line]) -> list[tuple[int, int, int]]:
    """Return the index of each line that counts a document, its number and how many there are.

    Numbers rise: what counts backwards is quoted in a text.
    """
    found: list[tuple[int, int, int]] = []
    for index, line in enumerate(lines):
        match = _COUNT.fullmatch(line.text) if len(line.text) < 40 else None
        if match:
            number, total = (int(digits) for digits in match.groups() if digits)
            if not found or (number > found[-1][1] and total == found[-1][2]):
                found.append((index, number, total))
    return found


def _fewer(counts: Sequence[tuple[int, int, int]]) -> list[Problem]:
    listed = counts[-1][2] if counts else 0
    return [Problem(_FEWER.format(listed=listed, found=len(counts)))] if listed > len(counts) else []


def _request(lines: Sequence[Line], counts: Sequence[tuple[int, int, int]]) -> list[Span]:
    """Return what stands before the first document: who asked for what, and when."""
    return [(lines[0].start, lines[counts[0][0] - 1].end)] if counts and counts[0][0] else []


def _read_into(record: Record, text: str, lines: Sequence[Line], today: date, wrapping: Wrapping | None) -> bool:
    """Read the lines below the one that counts a document; False where no date says where its head is."""
    day = next((index for index in range(min(_HEAD_LINES, len(lines))) if _is_day(lines[index].text, today)), None)
    if day is None:
        return False
    record.day = lines[day]
    record.outlet = next((line for line in lines[:day] if not _RIGHTS.match(line.text)), None)
    below = day + 1
    while below < len(lines) and (_is_centred(text, lines[below]) or _RIGHTS.match(lines[below].text)):
        below += 1
    blocks = _blocks(lines[below:])
    if blocks and not _is_field(blocks[0][0]):
        head, blocks = _headline(blocks)
        record.headline = stretch(text, head)
    start = next((place for place, block in enumerate(blocks) if _label(block[0], _HEAD) == ""), len(blocks))
    end = _foot(blocks, start)
    body = [line for block in blocks[start:end] for line in block]
    record.body = parts_of_text(wrapping.unwrapped(text, body) if wrapping else body)
    for block in (*blocks[:start], *blocks[end:]):
        _take_label(record, text, block)
    return True


def _is_day(text: str, today: date) -> bool:
    found = next(dates_in(text, today), None) if len(text) < 90 else None
    if found is None or found.doubt is Doubt.NO_YEAR or found.start > 16:
        return False
    return len(text) - (found.end - found.start) <= _MOST_AROUND_DAY


def _is_centred(text: str, line: Line) -> bool:
    return text[max(0, line.start - 4) : line.start] == "    "


def _blocks(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the lines in blocks, which empty lines part; every labelled line begins one."""
    blocks: list[list[Line]] = []
    for line in lines:
        if not blocks or line.gap or _label(line, _HEAD) or _label(line, _FOOT):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _is_field(line: Line) -> bool:
    """Tell whether a labelled line is one of the head, not a headline that looks like one."""
    name = _label(line, _HEAD)
    return name in {"byline", "section"} or (name == "other" and _WORDS.search(line.text) is not None)


def _headline(blocks: list[list[Line]]) -> tuple[list[Line], list[list[Line]]]:
    """Return the lines of the headline and the blocks below it; without empty lines it has one."""
    first, *others = blocks
    if others and _label(others[0][0], _HEAD):
        return first, others
    return (first, others) if len(first) <= _HEAD_LINES else (first[:1], [first[1:], *others])


def _foot(blocks: Sequence[Sequence[Line]], start: int) -> int:
    """Return where the text ends: at the labelled lines and rights at the foot, and at captions just above them."""
    end = len(blocks)
    while end > start and _is_foot(blocks[end - 1][0]):
        end -= 1
    near = range(max(start, end - _CAPTIONS), end)
    return next((place for place in near if _label(blocks[place][0], _FOOT) == "graphic"), end)


def _label(line: Line, names: dict[str, str]) -> str:
    """Return what a labelled line says, by our name for it; labels are all capitals."""
    match = _LABEL.match(line.text)
    return names.get(fold(match["name"]), "") if match and match["name"].isupper() else ""


def _take_label(record: Record, text: str, block: Sequence[Line]) -> None:
    name = _label(block[0], _HEAD) or _label(block[0], _FOOT)
    match = _LABEL.match(block[0].text)
    value = piece(text, block[0].place(match.end(), len(block[0].text))[0], block[-1].end) if match and name else None
    if value:
        record.take(name, value)


LEXIS = Format("lexis", holding(_RECOGNISED), _read)
