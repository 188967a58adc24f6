"""From the pieces of text on the pages of a PDF to paragraphs: columns, headings, hyphens, what all pages repeat."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from clipper.capture.formats.paragraphs import Paragraph
from clipper.capture.formats.pdf_rows import Block, Page, Piece, Row, joined_rows

_MARGIN = 0.09
_FEWEST_ROWS = 6
_COLUMN_LETTERS = 20
_NUMBER = re.compile(r"\d+")
_PRINTED = re.compile(
    r"(?:page |p\. ?)?\d{1,4}(?: ?(?:/|of|de|sur) ?\d{1,4})?"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},? \d{1,2}[:h]\d\d(?: ?[ap]\.?m\.?)?"
    r"|https?://\S+(?: \d{1,4}/\d{1,4})?",
    re.IGNORECASE,
)
"""What is no text at the edge of a page: its number, and the day and the address that a browser prints there."""


def paragraphs_of(pages: Sequence[Page]) -> list[Paragraph]:
    """Return the text of a PDF as paragraphs in reading order, those that all pages repeat marked as aside."""
    rows = [list(_rows(page, number)) for number, page in enumerate(pages)]
    _mark_asides(rows, pages)
    flow = [row for page in rows for row in page if not row.aside]
    asides: dict[int, list[Row]] = {}
    for row in (row for page in rows for row in page if row.aside):
        asides.setdefault(row.page, []).append(row)
    return list(_woven(joined_rows(flow), asides))


def _woven(blocks: Iterable[Block], asides: dict[int, list[Row]]) -> Iterator[Paragraph]:
    """Yield the paragraphs, and behind those that begin on a page what stands at its edges."""
    page = 0
    is_first = True
    for block in blocks:
        is_new = block.page > page and not is_first
        while page < block.page:
            yield from map(_aside, asides.pop(page, ()))
            page += 1
        paragraph = block.paragraph()
        paragraph.after_break = is_new
        is_first = False
        yield paragraph
    for number in sorted(asides):
        yield from map(_aside, asides[number])


def _aside(row: Row) -> Paragraph:
    return Paragraph(row.runs(), aside=True)


# Rows


def _rows(page: Page, number: int) -> Iterator[Row]:
    """Yield the rows of a page; where the file goes from column to column in each line, column after column."""
    together: list[list[Piece]] = []
    for piece in _with_initials(page.pieces):
        if together and _is_beside(together[-1][-1], piece):
            together[-1].append(piece)
        else:
            together.append([piece])
    for stretch, gutter in _stretches(together):
        if gutter is None:
            yield from (Row(pieces, number) for pieces in stretch)
            continue
        for is_right in (False, True):
            sides = ([piece for piece in pieces if (piece.left >= gutter) is is_right] for pieces in stretch)
            yield from (Row(side, number) for side in sides if side)


def _with_initials(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with each large initial in front of the line that it begins."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and _is_initial(kept[-1], piece):
            kept[-1] = piece._replace(text=kept[-1].text + piece.text, left=kept[-1].left)
        else:
            kept.append(piece)
    return kept


def _is_initial(piece: Piece, after: Piece) -> bool:
    if len(piece.text) != 1 or not piece.text.isupper() or piece.size < 1.5 * after.size:
        return False
    return piece.bottom < after.top and piece.right < after.left + after.size and after.text[0].isalpha()


def _is_beside(before: Piece, piece: Piece) -> bool:
    """Tell whether a piece stands on the line of another, to its right."""
    middle = (piece.bottom + piece.top) / 2
    return piece.left >= before.right - 1 and before.bottom < middle < before.top


def _stretches(rows: Sequence[list[Piece]]) -> Iterator[tuple[list[list[Piece]], float | None]]:
    """Yield runs of rows with the place of the gutter between their two columns of running text, None where none is."""
    position = 0
    while position < len(rows):
        gutter, end = _gutter_from(rows, position)
        end = max(end, position + 1)
        yield list(rows[position:end]), gutter
        position = end


def _gutter_from(rows: Sequence[list[Piece]], start: int) -> tuple[float | None, int]:
    """Return the gutter of the rows from one on, and the index where they end; cells of a table are no columns."""
    if len(rows[start]) != 2:
        return None, start
    low, high = rows[start][0].right, rows[start][1].left
    end = start
    pairs: list[list[Piece]] = []
    while end < len(rows) and len(rows[end]) <= 2:
        row = rows[end]
        left = max([low, *(piece.right for piece in row if piece.left < low)])
        right = min([high, *(piece.left for piece in row if piece.left >= low)])
        if left >= right:
            break
        low, high, end = left, right, end + 1
        pairs += [row] if len(row) == 2 else []
    letters = [len(piece.text) for row in pairs for piece in row]
    if len(pairs) < _FEWEST_ROWS or median(letters) < _COLUMN_LETTERS:
        return None, end
    return (low + high) / 2, end


# What all pages repeat


def _mark_asides(rows: Sequence[Sequence[Row]], pages: Sequence[Page]) -> None:
    """Mark what stands at the head or foot of pages: what several of them repeat, numbers, and what a printer adds."""
    edges = [[row for row in page if _is_at_edge(row, pages[number])] for number, page in enumerate(rows)]
    counts = Counter(key for page in edges for key in {_key(row) for row in page})
    most = sum(1 for page in rows if page)
    for row in (row for page in edges for row in page):
        repeated = most > 1 and counts[_key(row)] >= max(2, most / 2)
        row.aside = repeated or all(_PRINTED.fullmatch(piece.text) for piece in row.pieces)


def _is_at_edge(row: Row, page: Page) -> bool:
    return row.top > (1 - _MARGIN) * page.height or row.bottom < _MARGIN * page.height


def _key(row: Row) -> str:
    return _NUMBER.sub("#", row.text.casefold())
