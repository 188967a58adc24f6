"""The rows of a PDF's pages, and which of them make one paragraph."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from msgspec import Struct

from clipper.capture.broken_words import BrokenWords, ends_broken
from clipper.capture.formats.paragraphs import Paragraph, Run
from clipper.capture.lines import begins_small

_LARGER = 1.15
_SAME = 0.1
_LONGEST_HEADING = 300
_FAR = 1.45
_INDENT = 0.8
_LETTER_WIDTH = 0.4
_NEAR = 15
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


class Piece(NamedTuple):
    """A run of letters on one line, in points from the lower left corner; `size` is the height of its line."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool = False
    link: str | None = None


class Page(NamedTuple):
    """The pieces of a page in the order of the file."""

    width: float
    height: float
    pieces: list[Piece]


class Row(Struct):
    """The pieces of one line of a page; `aside` tells that it is no part of the text."""

    pieces: list[Piece]
    page: int
    aside: bool = False
    text: str = ""
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    size: float = 0.0

    def __post_init__(self) -> None:
        self.text = "\t".join(piece.text for piece in self.pieces)
        self.left = min(piece.left for piece in self.pieces)
        self.right = max(piece.right for piece in self.pieces)
        self.bottom = min(piece.bottom for piece in self.pieces)
        self.top = max(piece.top for piece in self.pieces)
        self.size = max(piece.size for piece in self.pieces)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(piece.bold for piece in self.pieces)

    def runs(self) -> list[Run]:
        """Return its text with tabs between pieces that stand apart."""
        runs = [run for piece in self.pieces for run in (Run("\t"), Run(piece.text, piece.bold, link=piece.link))]
        return runs[1:]


class Block(Struct):
    """Rows that make one paragraph; `heading` is its rank."""

    rows: list[Row]
    words: BrokenWords
    heading: int = 0

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.rows[0].page

    def paragraph(self) -> Paragraph:
        """Return its text on one line, with words that were broken at the end of a row whole again."""
        runs: list[Run] = []
        for row in self.rows:
            _append(runs, row.runs(), self.words)
        return Paragraph(runs, heading=self.heading)


def _append(runs: list[Run], more: list[Run], words: BrokenWords) -> None:
    if not runs:
        runs += more
        return
    last = runs[-1]
    head = words.head(last.text, more[0].text)
    if head is None:
        runs += [Run(" ", last.strong and more[0].strong), *more]
        return
    runs[-1] = Run(head, last.strong, link=last.link)
    runs += more


def joined_rows(rows: Sequence[Row]) -> list[Block]:
    """Return the paragraphs that some rows in reading order make."""
    measures, words = _Measures(rows), BrokenWords([row.text for row in rows])
    blocks: list[Block] = []
    for before, row in pairwise([None, *rows]):
        if before is not None and row is not None and measures.goes_on(before, row):
            blocks[-1].rows.append(row)
        elif row is not None:
            blocks.append(Block([row], words))
    measures.rank(blocks)
    return blocks


class _Measures:
    """What is usual in a text: the size of its letters, how far its rows are apart, and where they end."""

    def __init__(self, rows: Sequence[Row]) -> None:
        sizes: Counter[float] = Counter()
        for row in rows:
            sizes[row.size] += len(row.text)
        self._size = sizes.most_common(1)[0][0] if sizes else 0.0
        self._steps: dict[float, float] = {}
        self._ends: dict[tuple[int, float, int], float] = {}
        self._measure(rows)

    def _measure(self, rows: Sequence[Row]) -> None:
        steps: dict[float, list[float]] = {}
        for before, row in pairwise(rows):
            step = before.bottom - row.bottom
            if before.page == row.page and _is_same(before.size, row.size) and 0 < step < 4 * row.size:
                steps.setdefault(row.size, []).append(step)
        self._steps = {size: median(found) for size, found in steps.items()}
        for row in rows:
            for key in _columns(row):
                self._ends[key] = max(self._ends.get(key, 0.0), row.right)

    def goes_on(self, before: Row, row: Row) -> bool:
        """Tell whether a row goes on with the paragraph of the row before it."""
        if len(before.pieces) > 1 or len(row.pieces) > 1 or not _is_same(before.size, row.size):
            return False
        if before.is_bold != row.is_bold:
            return False
        if before.page != row.page or row.bottom >= before.bottom:
            return self._goes_on_elsewhere(before, row)
        if before.bottom - row.bottom > _FAR * self._steps.get(row.size, 1.3 * row.size):
            return False
        if ends_broken(before.text) and begins_small(row.text):
            return True
        is_indented = row.left - before.left > _INDENT * row.size
        if is_indented and (_TERMINAL.search(before.text) or self._is_short(before, row)):
            return False
        return not self._is_short(before, row)

    def _goes_on_elsewhere(self, before: Row, row: Row) -> bool:
        """A paragraph goes on in another column or page in the middle of a sentence."""
        if before.size > _LARGER * self._size or _TERMINAL.search(before.text):
            return False
        return begins_small(row.text) or ends_broken(before.text)

    def _is_short(self, before: Row, row: Row) -> bool:
        """Tell whether a row was ended where it ends: the first word of the next one would have fitted in it."""
        first = row.text.split(" ", 1)[0]
        end = max(self._ends.get(key, 0.0) for key in _columns(before))
        return before.right + (len(first) + 1) * _LETTER_WIDTH * row.size < end - row.size

    def rank(self, blocks: Sequence[Block]) -> None:
        """Tell the headings: what is set in larger letters than the text, the largest as those of the first rank."""
        large = [
            block
            for block in blocks
            if block.rows[0].size >= _LARGER * self._size
            and sum(len(row.text) for row in block.rows) <= _LONGEST_HEADING
            and any(map(str.isalpha, block.rows[0].text))
        ]
        largest = max((block.rows[0].size for block in large), default=0.0)
        for block in large:
            block.heading = 1 if _is_same(block.rows[0].size, largest) else 2


def _is_same(first: float, second: float) -> bool:
    return abs(first - second) <= _SAME * max(first, second)


def _columns(row: Row) -> list[tuple[int, float, int]]:
    """Return the columns that a row may belong to: those of its page and size that begin near it."""
    place = int(row.left // _NEAR)
    return [(row.page, row.size, place - 1), (row.page, row.size, place), (row.page, row.size, place + 1)]
