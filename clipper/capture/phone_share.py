"""What a telephone puts on the clipboard when a page is shared: its title, its address, perhaps how long ago it ran."""

from collections.abc import Sequence

from clipper.capture.alike import cut_by_address
from clipper.capture.cut import Cut
from clipper.capture.finders.link import addresses_in
from clipper.capture.finders.relative import day_alone
from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.list_lines import is_address
from clipper.capture.mention import cut_mention
from clipper.capture.mention_marks import unquoted
from clipper.model.values import replace

_LINES_OF_SHARED = 3


def shared_link(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return the page that a telephone shared: its title with the outlet, its address, perhaps how long ago it was."""
    addresses = [line for line in lines[:_LINES_OF_SHARED] if is_address(line)]
    if len(lines) > _LINES_OF_SHARED or len(addresses) != 1 or lines[0] is addresses[0]:
        return []
    title, *others = (line for line in lines if line is not addresses[0])
    days = [(line, Cut(date=told)) for line in others if (told := day_alone(line.text, lexicon.today))]
    address = addresses[0].text[slice(*addresses_in(addresses[0].text)[0])]
    if len(days) < len(others):
        return []
    cut = _shared_cut(title, address, lexicon)
    if cut is None or cut.headline is None:
        return []
    known = cut.outlet is not None and lexicon.outlets.find(title.text[slice(*cut.outlet)]) is not None
    cut = replace(cut, headline=unquoted(title.text, cut.headline), outlet_known=known)
    return [Item(title, cut.headline, [(title, cut), (addresses[0], Cut()), *days])]


def _shared_cut(title: Line, address: str, lexicon: Lexicon) -> Cut | None:
    """Return the cut of the title of a page that is shared: a reporter tells it first, then its address."""
    cut = cut_mention(title.columns, lexicon, undated=True)
    is_told = cut is not None and cut.headline and (cut.names or cut.outlet_known) and not cut.date
    named = cut_by_address(title.text, (0, len(title.text)), address, lexicon)
    return cut if cut and is_told and (cut.names or named is None) else named
