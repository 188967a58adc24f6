"""One mention of a list: its lines, and what each of them says."""

from msgspec import Struct, field

from clipper.capture.cut import Cut
from clipper.capture.finders.date import FoundDate
from clipper.capture.lines import Line
from clipper.model.codes import Medium
from clipper.model.draft import Span

STRONG = 2.0
"""The evidence of a line that tells by itself that it is a mention."""
_MOST_OUTLETS = 2
"""An agency and who ran its piece; lines that are more outlets are a menu."""


class Item(Struct):
    """One mention: the line with its headline, and the line and cut of each part that says something of it.

    `is_apart` is False where its lines may as well belong to the mentions above or below it, `has_day_apart` where the
    figure that was taken for its day may be the first word of its headline. `media` are those that a
    heading above it names, one of which carried it. `page` is that of a paper that was taken off its lines.
    """

    title: Line
    headline: Span | None
    parts: list[tuple[Line, Cut]]
    day: tuple[Line, FoundDate] | None = None
    blurb: list[Line] = field(default_factory=list)
    is_apart: bool = True
    has_day_apart: bool = True
    media: tuple[Line, frozenset[Medium]] | None = None
    page: str | None = None

    @property
    def evidence(self) -> float:
        """How much the item looks like a mention."""
        return sum(cut.evidence for _, cut in self.parts)

    @property
    def told(self) -> int:
        """How many of outlet, reporters and day it tells, one above it as well."""
        cuts = [cut for _, cut in self.parts]
        has_day = self.day is not None or any(cut.date for cut in cuts)
        return any(cut.outlet for cut in cuts) + any(cut.names for cut in cuts) + has_day

    @property
    def is_sourced(self) -> bool:
        """Whether it names an outlet or a spokesperson, as teasers and menus of a publisher's page never do.

        So it does where it names a section beside who wrote it and when.
        """
        outlets = sum(cut.outlet is not None for _, cut in self.parts)
        return 0 < outlets <= _MOST_OUTLETS or any(cut.feat or cut.section for _, cut in self.parts)

    @property
    def is_anchored(self) -> bool:
        """Whether it names a spokesperson, an outlet that is known, or a reporter and a day."""
        is_signed = any(cut.names for _, cut in self.parts) and any(cut.date for _, cut in self.parts)
        return is_signed or any(cut.outlet_known or cut.feat for _, cut in self.parts)

    @property
    def is_in_one_line(self) -> bool:
        """Whether its headline and all that is said of it stand in one line, an address below it aside."""
        return self.parts[0][0] is self.title

    @property
    def may_head_a_text(self) -> bool:
        """Whether its line tells enough to stand alone above the text of an article."""
        cut = self.parts[0][1]
        return self.is_in_one_line and cut.outlet_known and cut.headline is not None and cut.evidence >= STRONG

    @property
    def may_have_blurb(self) -> bool:
        """Whether a line of text below it can be its teaser: it stands in several lines and has none yet."""
        return not self.blurb and (len(self.parts) > 1 or not self.is_in_one_line)

    @property
    def lines(self) -> list[Line]:
        """The line of its headline, and those that say something of it."""
        return [self.title, *(line for line, _ in self.parts)]

    @property
    def extent(self) -> Span:
        """The place of all its lines, without a blurb."""
        return min(line.start for line in self.lines), max(line.end for line in self.lines)
