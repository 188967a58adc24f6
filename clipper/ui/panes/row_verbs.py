"""What is done to the library by the rows of the tag pane: names, colours and keys change, clippings are taken."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from clipper.library.library import Library
from clipper.model.codes import State
from clipper.model.errors import ClipperError
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from clipper.ui.models.tag_tree import Kind, Node
from clipper.ui.patience import patiently
from clipper.ui.widgets.tag_tree_view import nested_name


class RowVerbs(QObject):
    """Changes what rows stand for. refused(str): a change was refused, and why; nothing was changed.

    thrown(list): clippings were dropped on the wastebasket.
    """

    refused = Signal(str)
    thrown = Signal(list)

    def __init__(self, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library

    def rename(self, node: Node, new: str) -> bool:
        """Give what a row stands for another name; False where that was refused."""
        verbs = {
            Kind.SEARCH: self._library.rename_search,
            Kind.TAG: self._library.rename_tag,
            Kind.PERSON: self._library.rename_person,
            Kind.OUTLET: self._library.rename_outlet,
        }
        return self._do(verbs[node.kind], node.key, new)

    def delete(self, node: Node) -> None:
        """Delete a tag with all below it, or forget a saved search."""
        self._do(self._library.delete_search if node.kind is Kind.SEARCH else self._library.delete_tag, node.key)

    def nest(self, name: str, parent: str) -> None:
        """Put a tag below another one."""
        self._do(self._library.rename_tag, name, nested_name(name, parent))

    def set_hue(self, name: str, hue: str) -> None:
        """Give a tag another colour."""
        self._do(self._library.set_tag_hue, name, hue)

    def set_key(self, name: str, digit: int | None) -> None:
        """Give a tag a key that puts it on, or none."""
        self._do(self._library.set_tag_key, name, digit)

    def save_search(self, name: str, query: Query) -> None:
        """Keep another search under the name of a saved one."""
        self._do(self._library.save_search, SavedSearch(name, str(query)))

    def take(self, ids: Sequence[int], node: Node) -> None:
        """Do to clippings what the row that they were dropped on stands for, and take them out of the wastebasket."""
        if node.kind is Kind.TAG:
            self._do(self._library.tag, ids, node.key)
        elif node.key == "starred":
            self._do(partial(self._library.set_starred, restore=True), ids, True)
        elif node.key == "deleted":
            self.thrown.emit(ids)
        else:
            self._do(partial(self._library.set_state, restore=True), ids, State(node.key))

    def _do(self, verb: Callable[..., object], *arguments: object) -> bool:
        try:
            patiently(self._library, lambda: verb(*arguments))
        except ClipperError as error:
            self.refused.emit(str(error))
            return False
        return True
