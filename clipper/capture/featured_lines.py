"""Lines below a mention that say whom it features, as in "Quoted: Ann Lee, Tom Roe", whatever its style is."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from clipper.capture.cut import Cut
from clipper.capture.item import Item
from clipper.capture.labels import label_at
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.mention_ends import without_bullet
from clipper.capture.mention_meta import cut_meta
from clipper.model.sheet import Use

_LATEST_COLON = 42


class Featured(Struct, frozen=True):
    """The lines of a paste without those that say whom a mention features, and these."""

    lines: Sequence[Line]
    told: Sequence[tuple[Line, Cut]] = ()

    def given_to(self, items: Sequence[Item]) -> None:
        """Give each mention the lines below it, up to the next one, that say whom it features."""
        starts = [item.title.start for item in items]
        for line, cut in self.told:
            above = bisect_left(starts, line.start)
            if above and not any(part.feat for _, part in items[above - 1].parts):
                items[above - 1].parts.append((line, cut))


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
