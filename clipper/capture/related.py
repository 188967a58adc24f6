"""The lines below an article that lead to others: they are written as the mentions of a list are, and are none."""

from collections.abc import Sequence

from clipper.capture.finders.body import is_sentence
from clipper.capture.finders.byline import is_byline
from clipper.capture.finders.furniture import is_furniture
from clipper.capture.item import Item
from clipper.capture.lines import Line
from clipper.capture.list_lines import announces_review, is_headline
from clipper.model.draft import Doubt
from clipper.model.text import fold

_FEWEST_PARAGRAPHS, _FEWEST_WORDS = 2, 40
"""The least that the text of an article comes to; what introduces a list is shorter."""


def without_related(items: Sequence[Item], lines: Sequence[Line]) -> list[Line] | None:
    """Return the lines of an article without the links to other pieces below it, which are the mentions of its paste.

    It has a headline and several paragraphs, all above the links. These count their days back, or they are of the
    outlet that stands beside the headline, or an article with a byline has a heading such as "More stories" below it.
    None where the mentions are a list.
    """
    taken = {line.start for item in items for line in item.lines}
    text = [line for line in lines if line.start not in taken and is_sentence(line)]
    links = [item for item in items if text and item.title.start > text[0].start]
    others = [item for item in items if item not in links]
    # The mentions of a list are written alike, and one of them may have its text below it.
    may_be = links and len(others) <= 1 and not any(item.is_in_one_line for item in others)
    if not may_be or not all(map(_may_be_link, links)):
        return None
    text = [line for line in text if line.start < links[0].title.start]
    head = [line for line in lines if line.start < text[0].start]
    if not (_is_article(head, text) and _are_of_page(links, head, lines)):
        return None
    below = {line.start for item in links for line in item.lines}
    return [line for line in lines if line.start not in below]


def _may_be_link(item: Item) -> bool:
    """Tell whether a mention is a line with an outlet, and names nobody of ours."""
    return item.is_in_one_line and item.is_sourced and not any(cut.feat for _, cut in item.parts)


def _is_article(head: Sequence[Line], text: Sequence[Line]) -> bool:
    if len(text) < _FEWEST_PARAGRAPHS or sum(len(line.text.split()) for line in text) < _FEWEST_WORDS:
        return False
    return any(is_headline(line.text) for line in head) and not any(announces_review(line.text) for line in head)


def _are_of_page(links: Sequence[Item], head: Sequence[Line], lines: Sequence[Line]) -> bool:
    days = [cut.date for item in links for _, cut in item.parts if cut.date]
    if days and all(day.doubt is Doubt.RELATIVE_DATE for day in days):
        return True
    beside = fold(" ".join(line.text for line in head))
    outlets = {fold(line.text[slice(*cut.outlet)]) for item in links for line, cut in item.parts if cut.outlet}
    if len(outlets) == 1 and outlets.pop() in beside:
        return True
    above = [line for line in lines if line.start < links[0].title.start]
    return is_furniture(above[-1].text) and any(is_byline(line.text) for line in head)
