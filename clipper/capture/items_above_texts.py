"""Mentions in one line, each above its text, as in a digest of articles: "1. CBC News: HEADLINE (NAME, DAY)"."""

from collections.abc import Sequence
from itertools import pairwise

from clipper.capture.alike import items_alike
from clipper.capture.cut import Cut
from clipper.capture.finders.body import is_sentence
from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, ends_sentence
from clipper.capture.list_lines import is_address

_FEWEST = 2
_MOST_ABOVE = 3
"""So many lines may stand above the first mention."""
_TEXT_WORDS = 24
_MOST_BESIDE = 2
"""So many lines below a mention may be neither text nor an address, as a subheading is."""


def items_above_texts(items: Sequence[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return the mentions of a paste that is nothing but these and the text below each; none of any other paste."""
    heads = [item for item in items if item.may_head_a_text and _may_lead(item.title.text)]
    # Below each head has to be one line at the least.
    if len(heads) < _FEWEST or len(lines) < 2 * len(heads):
        return []
    heads = sorted([*heads, *_heads_alike(heads, lines, lexicon)], key=lambda item: item.title.start)
    places = {line.start: place for place, line in enumerate(lines)}
    starts = [places[item.title.start] for item in heads]
    if starts[0] > _MOST_ABOVE or any(map(is_sentence, lines[: starts[0]])):
        return []
    texts = [lines[start + 1 : end] for start, end in pairwise([*starts, len(lines)])]
    if not all(map(_is_text, texts)):
        return []
    for item, below in zip(heads, texts, strict=True):
        addresses = [line for line in below if is_address(line)]
        item.blurb = [line for line in below if not is_address(line)]
        item.parts = [item.parts[0], *((line, Cut()) for line in addresses)]
    return heads


def _heads_alike(heads: Sequence[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return the mentions in outlets that nobody knows which are written as the others are."""
    taken = {item.title.start for item in heads}
    others = [line for line in lines if line.start not in taken and _may_lead(line.text) and not is_address(line)]
    return items_alike(heads, others, lexicon)


def _may_lead(text: str) -> bool:
    return text.endswith(")") or not ends_sentence(text)


def _is_text(lines: Sequence[Line]) -> bool:
    """Tell whether lines are the text of an article: sentences as long as a paragraph and hardly anything else."""
    sentences = [len(line.text.split()) for line in lines if ends_sentence(line.text)]
    others = sum(not (ends_sentence(line.text) or is_address(line)) for line in lines)
    return sum(sentences) >= _TEXT_WORDS and others <= _MOST_BESIDE
