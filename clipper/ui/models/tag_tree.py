"""What the tag pane lists: sections, saved searches, tags as a tree, names, tones and months, each with its count."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum, StrEnum
from functools import cached_property

from msgspec import Struct, field
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from clipper.model.clipping import Tag
from clipper.model.group import Group, Part, asked_for, opposite
from clipper.model.late_pattern import late_pattern
from clipper.model.query import Query
from clipper.model.search_fields import WHOLE
from clipper.model.term import Term
from clipper.model.text import fold
from clipper.model.word_forms import plain_letters

Index = QModelIndex | QPersistentModelIndex
Counts = Mapping["Kind", Mapping[str, int | None]]
"""How many clippings each name of a kind has, the names without case; None where that is not told."""


class Kind(StrEnum):
    """What a row of the tag pane stands for; but for the first three the name of the field that it asks for."""

    SECTION = "section"
    GROUP = "group"
    SEARCH = "search"
    TAG = "tag"
    PERSON = "feat"
    OUTLET = "outlet"
    TONE = "tone"
    DAYS = "on"


RENAMED = (Kind.SEARCH, Kind.TAG, Kind.PERSON, Kind.OUTLET)
"""What a person can give another name."""

REGISTERED = (Kind.PERSON, Kind.OUTLET)
"""What has a page of its own."""

NESTED = (Kind.TAG, Kind.DAYS)
"""What may hold rows of its own kind."""

TAKING = ("new", "starred", "deferred", "rejected", "deleted")
"""The sections that clippings can be dropped on."""


class Mark(StrEnum):
    """How the current search uses a row; EITHER where it asks for that or for something else."""

    NONE = ""
    CHOSEN = "chosen"
    EITHER = "either"
    EXCLUDED = "excluded"


class Role(IntEnum):
    """What the delegate asks a row for, beside its text."""

    NODE = Qt.ItemDataRole.UserRole + 1


class Node(Struct, eq=False, dict=True):
    """One row. `key` is the section's or the full name; `label` what is shown; `count` is None where none is shown.

    `asks` is what a saved search asks for, `digit` the key that puts a tag on. `value` finds the name alone, where that
    is not the key. `row` is the place among its siblings. Of what a heading counts only `shown` may be seen.
    """

    kind: Kind
    key: str
    label: str
    icon: str = ""
    hue: str = ""
    asks: tuple[Part, ...] = ()
    digit: int | None = None
    value: str = ""
    count: int | None = None
    shown: int | None = None
    mark: Mark = Mark.NONE
    parent: "Node | None" = None
    row: int = 0
    children: list["Node"] = field(default_factory=list)

    def add(self, child: "Node") -> "Node":
        """Put a child at the end and return it."""
        child.parent, child.row = self, len(self.children)
        self.children.append(child)
        return child

    @cached_property
    def asked_as(self) -> tuple[list[str], list[str]]:
        """How a query writes what the row adds to it, and what leaves that out, as far as that tells rows apart."""
        wanted = parts_of(self)
        own, without = (list(map(_written, parts)) for parts in (wanted, opposite(wanted) if wanted else ()))
        return own, without

    def walk(self) -> Iterator["Node"]:
        """Yield everything below, parents before children."""
        for child in self.children:
            yield child
            yield from child.walk()


SECTION_TERMS = {
    "new": Term("new", "state"),
    "starred": Term("starred", "is"),
    "open": Term("open", "is"),
    "overdue": Term("overdue", "due"),
    "untagged": Term("none", "tag"),
    "undated": Term("undated", "is"),
    "deferred": Term("deferred", "state"),
    "rejected": Term("rejected", "state"),
    "deleted": Term("deleted", "is"),
}
"""The term that each section of the library stands for; "all" has none."""

_FIELDS = (Kind.TAG, Kind.PERSON, Kind.OUTLET, Kind.TONE)
_MONTH_OR_YEAR = late_pattern(r"\d{4}(?:-\d\d)?")


def parts_of(node: Node) -> tuple[Part, ...]:
    """Return what a row adds to the search; nothing for "all" and for headings."""
    if node.kind is Kind.SEARCH:
        return node.asks
    if node.kind is Kind.SECTION:
        return (SECTION_TERMS[node.key],) if node.key in SECTION_TERMS else ()
    return () if node.kind is Kind.GROUP else (Term(node.value or node.key, node.kind.value),)


def _written(part: Part) -> str:
    """Return how a part of a search prints, without what is no matter to it: case, and accents of names."""
    has_accents = isinstance(part, Group) or (part.field == Kind.TAG and part.value.startswith(WHOLE))
    return str(part).casefold() if has_accents else plain_letters(fold(str(part)))


def is_pressing(node: Node) -> bool:
    """Tell whether a row counts what nobody should leave as it is."""
    return node.kind is Kind.SECTION and node.key == "overdue" and bool(node.count)


def is_from_pane(part: Part) -> bool:
    """Tell whether a part of a search is one that the pane can choose; what was typed stays when it chooses."""
    return isinstance(part, Term) and _is_choice(part)


def _is_choice(term: Term) -> bool:
    if term.field == Kind.DAYS:
        return _MONTH_OR_YEAR.fullmatch(term.value) is not None
    return term.field in _FIELDS or Term(term.value, term.field) in SECTION_TERMS.values()


def without_choice(query: Query, node: Node) -> Query:
    """Return a query in which a row is neither chosen nor excluded."""
    own, without = node.asked_as
    unwanted = {*own, *without}
    return Query(tuple(part for part in query.parts if _written(part) not in unwanted))


def mark_of(node: Node, query: Query) -> Mark:
    """Tell how a query uses a row; "all" is chosen when nothing of the pane narrows the search."""
    return marks_by(query)(node)


def marks_by(query: Query) -> Callable[[Node], Mark]:
    """Return what tells how a query uses a row: of many rows, without reading the query anew for each."""
    asked = set(map(_written, query.parts))
    groups = [part for part in query.parts if isinstance(part, Group)]
    either = set(map(_written, asked_for(groups)))
    ruled_out = {" ".join(map(_written, one)) for group in groups if group.negated for one in group.alternatives}

    def mark(node: Node) -> Mark:
        if node.kind is Kind.SECTION and node.key == "all":
            return Mark.NONE if any(map(is_from_pane, query.parts)) else Mark.CHOSEN
        terms, without = node.asked_as if query.parts else ([], [])
        if not terms:
            return Mark.NONE
        if asked.issuperset(terms):
            return Mark.CHOSEN
        if asked.issuperset(without):
            return Mark.EXCLUDED
        # Among alternatives only a row that stands for one part can be told.
        if len(terms) == 1 and terms[0] in either:
            return Mark.EITHER
        return Mark.EXCLUDED if len(terms) == 1 and terms[0] in ruled_out else Mark.NONE

    return mark


def tag_nodes(names: Iterable[str], tags: Mapping[str, Tag], values: Mapping[str, str], group: Node) -> None:
    """Hang tags, each with the value that finds it alone, under a group as a tree by "/".

    A parent that is no tag of its own gets a row all the same.
    """
    made: dict[str, Node] = {}
    for name in names:
        parent, path = group, ""
        for part in name.split("/"):
            path = f"{path}/{part}" if path else part
            key = path.casefold()
            if key not in made:
                tag = tags.get(key)
                hue, digit = (tag.hue, tag.key) if tag else ("slate", None)
                made[key] = parent.add(Node(Kind.TAG, path, part, hue=hue, digit=digit, value=values.get(path, "")))
            parent = made[key]


def month_nodes(months: Iterable[str], title_of: Callable[[str], str], group: Node) -> None:
    """Hang months under a group below their years; all are written as 2017-12, the years as 2017."""
    made: dict[str, Node] = {}
    for month in months:
        year = month[:4]
        if year not in made:
            made[year] = group.add(Node(Kind.DAYS, year, year))
        made[year].add(Node(Kind.DAYS, month, title_of(month)))


class TagTree(QAbstractItemModel):
    """A tree of nodes under an unseen root; rows are replaced whole, counts and marks in place.

    looksChanged(): every row may look different, and has the size it had. To tell so by dataChanged, at every key of a
    search, would have a view ask each of hundreds of rows for its size again.
    """

    looksChanged = Signal()  # noqa: N815

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node(Kind.GROUP, "", "")
        # An index holds its node without keeping it alive: views may still look at those of the rows before.
        self._before = self._root

    @property
    def root(self) -> Node:
        """The unseen root."""
        return self._root

    def set_root(self, root: Node) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._before, self._root = self._root, root
        self.endResetModel()

    def update(self, counts: Counts, query: Query) -> None:
        """Take new counts, those that are missing being 0, and mark what the query chooses or excludes."""
        for node in self._root.walk():
            if node.kind is not Kind.GROUP and node.kind is not Kind.SEARCH:
                node.count = counts.get(node.kind, {}).get(node.key.casefold(), 0)
        self.mark(query)

    def count_searches(self, counts: Mapping[str, int]) -> None:
        """Take what each saved search finds; those that are not counted yet keep what they show."""
        for node in self._root.walk():
            if node.kind is Kind.SEARCH:
                node.count = counts.get(node.key, node.count)
        self.looksChanged.emit()

    def mark(self, query: Query) -> None:
        """Mark what the query chooses or excludes, before its counts are known."""
        mark = marks_by(query)
        for node in self._root.walk():
            node.mark = mark(node)
        self.looksChanged.emit()

    def node(self, index: Index) -> Node:
        """Return the node of an index, the root for an invalid one."""
        node = index.internalPointer() if index.isValid() else self._root
        return node if isinstance(node, Node) else self._root

    def index_of(self, node: Node) -> QModelIndex:
        """Return the index of a node."""
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node)

    def find(self, kind: Kind, key: str) -> Node | None:
        """Return the row of a section or name, case aside."""
        wanted = key.casefold()
        return next((n for n in self._root.walk() if n.kind is kind and n.key.casefold() == wanted), None)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return the index of a row below a parent."""
        children = self.node(parent).children
        return self.createIndex(row, column, children[row]) if 0 <= row < len(children) else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Return the index of a row's parent."""
        above = self.node(index).parent
        return QModelIndex() if above is None else self.index_of(above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many rows lie directly below a parent."""
        return len(self.node(parent).children)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the one column."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row: headings nothing, tags renamed and dropped upon."""
        node = self.node(index)
        if node.kind is Kind.GROUP:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if node.kind in RENAMED:
            flags |= Qt.ItemFlag.ItemIsEditable
        if node.kind is Kind.TAG:
            flags |= Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's text, what a screen reader says of it, or its node."""
        node = self.node(index)
        if role == Role.NODE:
            return node
        if role == Qt.ItemDataRole.DisplayRole:
            return node.label
        if role == Qt.ItemDataRole.EditRole:
            return node.key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(node)
        return None

    def _spoken(self, node: Node) -> str:
        parts = [node.key if node.kind is Kind.TAG else node.label]
        if node.count is not None and node.kind is not Kind.GROUP:
            one, many = self.tr("1 clipping"), self.tr("{count} clippings")
            parts.append(one if node.count == 1 else many.format(count=node.count))
        marks = {
            Mark.CHOSEN: self.tr("chosen"),
            Mark.EITHER: self.tr("one of several that are searched for"),
            Mark.EXCLUDED: self.tr("excluded"),
        }
        return ", ".join([*parts, *([marks[node.mark]] if node.mark in marks else [])])
