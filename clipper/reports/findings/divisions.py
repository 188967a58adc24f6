"""What regions and the share of voice show."""

from clipper.reports.coverage import Coverage
from clipper.reports.figures import Tally
from clipper.reports.findings.phrases import FEW, share, short, when_before
from clipper.reports.language import Language, capital
from clipper.reports.parts import Finding


def regions_finding(words: Language, regions: list[Tally]) -> Finding | None:
    """Return the region with the most clippings; None where the place of no outlet is known."""
    known = [tally for tally in regions if tally.key]
    if not known:
        return None
    unknown = sum(len(tally) for tally in regions) - sum(map(len, known))
    text = words.say("region_unknown", unknown) if unknown else ""
    return Finding(words.say("region_led", len(known[0]), region=short(known[0].key)), text, words.label("region"))


def share_finding(words: Language, coverage: Coverage, us: str, said: str, then: str) -> Finding:
    """Return our share of what ran about us and peers, and what it was in the period before, if that is known."""
    text = words.say("share_before", when=capital(when_before(words, coverage)), share=then) if then else ""
    return Finding(words.say("share_led", us=short(us), share=said), text, words.label("share_caption"))


def share_text(words: Language, count: int, total: int, peers: int) -> str:
    """Return a share as it is printed: "60%", or "5 of 14" where there are too few of peers for percentages."""
    if peers >= FEW:
        return words.percent(share(count, total))
    return f"{words.number(count)} {words.say('of', total)}"
