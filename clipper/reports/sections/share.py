"""The share of voice: us beside peers."""

from collections.abc import Iterator

from clipper.reports.coverage import Peers
from clipper.reports.document import ShareOfVoice
from clipper.reports.entries import Register
from clipper.reports.figures import Figures
from clipper.reports.findings.divisions import share_finding, share_text
from clipper.reports.language import Language
from clipper.reports.parts import Fact, ShareRow
from clipper.reports.sections.common import with_key

Pair = tuple[Figures, Figures]


def share(register: Register, number: int) -> ShareOfVoice | None:
    """Return us and each peer; None where the period has no clipping about a peer, and for the public."""
    words, coverage, peers = register.words, register.coverage, register.coverage.peers
    if peers is None:
        return None
    us = register.organisation.name or words.say("us")
    total = len(coverage.now) + len(peers.now)
    then = _earlier(register, peers)[0]
    before = _share_of_us(words, *then) if then and any(map(len, then)) else ""
    finding = share_finding(words, coverage, us, _share_of_us(words, coverage.now, peers.now), before)
    queries = (Fact(us, str(coverage.query)), Fact(words.label("peers"), str(peers.query)))
    return ShareOfVoice(
        number=number,
        title=words.label("share"),
        finding=finding.heading,
        share=finding,
        rows=tuple(sorted(_rows(register, peers, us, total), key=lambda row: -row.number)),
        queries=queries,
    )


def _share_of_us(words: Language, ours: Figures, theirs: Figures) -> str:
    return share_text(words, len(ours), len(ours) + len(theirs), len(theirs))


def _earlier(register: Register, peers: Peers) -> tuple[Pair | None, Pair | None]:
    """Ours and the peers' clippings of the period before and of the same one last year."""
    coverage = register.coverage
    return _pair(coverage.before, peers.before), _pair(coverage.year_before, peers.year_before)


def _pair(ours: Figures | None, theirs: Figures | None) -> Pair | None:
    return None if ours is None or theirs is None else (ours, theirs)


def _rows(register: Register, peers: Peers, us: str, total: int) -> Iterator[ShareRow]:
    words, ours = register.words, register.coverage.now
    earlier = _earlier(register, peers)
    before, year_before = ("" if pair is None else str(len(pair[0])) for pair in earlier)
    yield ShareRow(
        us, len(ours), _share_of_us(words, ours, peers.now), True, before, year_before, register.figure(ours.clippings)
    )
    for peer in peers.now.peers:
        count = with_key("peers", peer.key)
        before, year_before = ("" if pair is None else str(count(pair[1])) for pair in earlier)
        name = peer.key or words.label("other_peers")
        said = share_text(words, len(peer), total, len(peers.now))
        yield ShareRow(name, len(peer), said, False, before, year_before, register.figure(peer.clippings))
