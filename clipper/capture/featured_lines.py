"""Lines below or above a mention that say whom it features, as in "Quoted: Ann Lee, Tom Roe", whatever its style is."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from clipper.capture.cut import Cut
from clipper.capture.item import Item
from clipper.capture.labels import label_at
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.mention_ends import without_bullet
from clipper.capture.mention_meta import cut_meta
from clipper.model.sheet import Use
from clipper.model.text import fold
from clipper.model.values import replace

_LATEST_COLON = 42


class Featured(Struct, frozen=True):
    """The lines of a paste without those that say whom a mention features, and these."""

    lines: Sequence[Line]
    told: Sequence[tuple[Line, Cut]] = ()

    def given_to(self, items: Sequence[Item]) -> None:
        """Give each mention the lines below it, up to the next one, that say whom it features.

        Where they stand above the first mention and not below the last, each says it of those below it.
        """
        starts = [item.title.start for item in items]
        groups = {
            above: list(told) for above, told in groupby(self.told, lambda one: bisect_left(starts, one[0].start))
        }
        lead = 0 in groups and len(items) not in groups and (len(groups) > 1 or len(items) == 1)
        for first, end in pairwise([*groups, len(items)]):
            below = items[first:end] if lead else items[first - 1 : first] if first else []
            for item in below:
                _give(item, groups[first], is_sure=len(below) == 1)


def _give(item: Item, told: Iterable[tuple[Line, Cut]], *, is_sure: bool) -> None:
    """Give a mention those of some lines whom none of its own names."""
    named = {fold(line.text[slice(*name)]) for line, cut in item.parts if cut.feat for name in cut.feat.names}
    for line, cut in told:
        names = {fold(line.text[slice(*name)]): name for name in cut.feat.names} if cut.feat else {}
        others = [name for folded, name in names.items() if folded not in named]
        if cut.feat and others:
            feat = replace(cut.feat, names=others, sure=cut.feat.sure and is_sure)
            item.parts.append((line, replace(cut, feat=feat)))
            named |= names.keys()


def with_featured_apart(lines: Sequence[Line], lexicon: Lexicon) -> Featured:
    """Return the lines without those whose label says that the people of a mention above them follow."""
    told = {line.start: cut for line in lines if ":" in line.text[:_LATEST_COLON] and (cut := _featured(line, lexicon))}
    if not told:
        return Featured(lines)
    rest = [line for line in lines if line.start not in told]
    return Featured(rest, [(line, told[line.start]) for line in lines if line.start in told])


def _featured(line: Line, lexicon: Lexicon) -> Cut | None:
    start = without_bullet(line.text)[0]
    label = label_at(line.text, start)
    if label is None or label.use is not Use.SPOKESPEOPLE:
        return None
    cut = cut_meta(" " * start + line.text[start:], lexicon, None, after_meta=True)
    return cut if cut and cut.feat else None
