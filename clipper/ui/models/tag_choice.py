"""What a click on a row of the left pane makes of the search: only this, this too, or not this."""

from clipper.model.group import opposite
from clipper.model.query import Query
from clipper.ui.models.tag_tree import Kind, Mark, Node, is_from_pane, mark_of, parts_of, without_choice


def only(query: Query, node: Node) -> Query:
    """Return what shows a row alone; again, and it is chosen no more, but for a section. What was typed stays.

    A saved search is shown just as it was saved. A section is where one works: in *New* a key decides and moves
    on, and who found all clippings there after another click would decide twice about one.
    """
    parts = parts_of(node)
    kept = tuple(other for other in query.parts if not is_from_pane(other))
    chosen = tuple(other for other in query.parts if is_from_pane(other))
    if node.kind is Kind.SEARCH:
        return Query() if query.parts == parts else Query(parts)
    if not parts:
        return Query(() if mark_of(node, query) is Mark.CHOSEN else kept)
    is_taken_back = chosen == parts and node.kind is not Kind.SECTION
    return Query(kept if is_taken_back else (*kept, *parts))


def too(query: Query, node: Node) -> Query:
    """Return what shows a row too; again, and it is taken back."""
    rest = without_choice(query, node)
    if not parts_of(node):
        return only(query, node)
    return rest if mark_of(node, query) is Mark.CHOSEN else Query((*rest.parts, *parts_of(node)))


def without(query: Query, node: Node) -> Query:
    """Return what leaves a row out, of those that add something to the search; again, and it is taken back."""
    rest = without_choice(query, node)
    # Among alternatives it stays as it was typed.
    is_taken_back = mark_of(node, query) is Mark.EXCLUDED and rest.parts != query.parts
    return rest if is_taken_back else Query((*rest.parts, *opposite(parts_of(node))))
