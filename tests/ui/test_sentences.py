"""What the floors below say of searches can all be found by who translates the window."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import clipper
from clipper.model.sentence import Sentence
from clipper.ui.sentences import SAID, in_words

_FOLDER = Path(clipper.__file__).parent
_TREES = [
    ast.parse(path.read_text(encoding="utf-8"))
    for floor in ("model", "library", "cli")
    for path in sorted((_FOLDER / floor).rglob("*.py"))
]


def _named() -> dict[str, ast.expr]:
    """What the names of modules are set to: sentences are made of constants, also of those of other modules."""
    found: dict[str, ast.expr] = {}
    for tree in _TREES:
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found[node.targets[0].id] = node.value
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
                found[node.target.id] = node.value
    return found


_NAMED = _named()


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression may come to; fails where no reader of the source could tell."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in _NAMED:
        yield from _texts(_NAMED[node.id])
    elif isinstance(node, ast.Subscript):
        yield from _texts(node.value)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _texts(value)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "fromkeys"):
        if node.func.attr == "get":
            yield from _texts(node.func.value)
        yield from _texts(node.args[1])
    else:
        pytest.fail(f"A sentence is made of what no translator can find: {ast.unparse(node)}")


def _collected() -> set[str]:
    calls = (node for tree in _TREES for node in ast.walk(tree) if isinstance(node, ast.Call))
    made = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Sentence")
    return {text for call in made for text in _texts(call.args[0])}


def test_every_sentence_on_a_search_stands_in_the_list_for_translation() -> None:
    assert set(SAID) == _collected()
    assert len(set(SAID)) == len(SAID)


@pytest.mark.parametrize("text", SAID)
def test_a_sentence_is_said_with_what_is_put_into_it(text: str) -> None:
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    assert in_words(Sentence(text, **{name: f"<{name}>" for name in names})) == text.format(
        **{name: f"<{name}>" for name in names}
    )
