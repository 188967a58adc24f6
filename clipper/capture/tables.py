"""Which pieces of a page are the rows of a table of facts, and no layout that is made with tables."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from clipper.capture.elements import Element

_CELLS = frozenset({"td", "th"})
_FEWEST_CELLS = 3
_FEWEST_ROWS = 2


def table_rows(pieces: Sequence[Element], elements: Sequence[Element]) -> dict[int, tuple[int, ...]]:
    """Return for the first piece of each row which of its cells are filled, 1 or 0 a cell.

    `pieces` are the elements of a page's pieces of text in order, `elements` all of the page. Each cell of a row holds
    one piece at most, and its table has several such rows.
    """
    inside = [piece.inmost(_CELLS) for piece in pieces]
    if not any(inside):
        return {}
    cells: dict[int, list[Element]] = defaultdict(list)
    for element in elements:
        if element.tag in _CELLS and element.parent is not None:
            cells[id(element.parent)].append(element)
    rows: dict[int, tuple[int, ...]] = {}
    tables: dict[int, list[int]] = defaultdict(list)
    place = 0
    for row, group in groupby(inside, key=lambda cell: cell.parent if cell else None):
        filled = [id(cell) for cell in group]
        if row is not None and len(filled) == len(set(filled)) and len(cells[id(row)]) >= _FEWEST_CELLS:
            rows[place] = tuple(int(id(cell) in filled) for cell in cells[id(row)])
            tables[id(row.inmost(("table",)))].append(place)
        place += len(filled)
    alone = {place for places in tables.values() if len(places) < _FEWEST_ROWS for place in places}
    return {place: row for place, row in rows.items() if place not in alone and sum(row) > 1}
