"""What speaks for and against a name's being a page's outlet: how the page says it, and whose sites it links to."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property, lru_cache

from msgspec import Struct, field

from clipper.capture import vocabulary
from clipper.capture.evidence import Evidence
from clipper.capture.finders.cited_sites import site_of
from clipper.capture.finders.language import language_of
from clipper.capture.finders.names import is_person, knows_first_name
from clipper.capture.finders.outlet_names import Mention, mentions_in
from clipper.capture.outlets import Outlet, has_press_word, host_of, key
from clipper.capture.scan import Scan
from clipper.capture.shared import ways_to
from clipper.model.codes import Medium
from clipper.model.links import TOP_LEVEL

_TLD = re.compile(rf"(?<=\w)\.(?:{TOP_LEVEL})(?:\.[a-z]{{2}})?$", re.IGNORECASE)
_LEGAL = re.compile(
    r"[ ,]+(?:(?:medien|media|verlag\w*|group|gruppe|publishing|online|digital|news(?:papers)?|limited|ltd|ltée|llc|inc"
    r"|corp\w*|plc|gmbh|ag|kg|se|co|ohg|mbh|e\.? ?v|s\.?a\.?|s\.?l\.?|b\.?v|n\.?v|pty|&|und)\.?[ ,]*)+$",
    re.IGNORECASE,
)
_NOBODY_S = re.compile(r"(?:.*\.)?(?:test|invalid|localhost|local)|[\d.]+|.*:.*", re.IGNORECASE)
"""The hosts of a machine or a trial of its own, which nobody else reaches: RFC 2606 and 6762, and bare numbers."""
_POSSESSIVES = ("’s", "'s")
_ADVERTISERS = frozenset(vocabulary.words("advertisers"))
_PARTS = frozenset(vocabulary.words("host_parts"))
_ADDRESSES = frozenset({"site", "mail", "site_first", "site_path"})
_NEVER = frozenset(vocabulary.words("pictures")) | frozenset(vocabulary.words("site_makers"))
"""The letters of those whom pages name and who do not publish them: who took pictures, what the site is made with."""
_READERS = frozenset(vocabulary.words("readers"))
_SERVICES = frozenset(vocabulary.words("services"))
_CITING_BEFORE = frozenset(vocabulary.words("citing_before"))
_CITING_BEHIND = frozenset(vocabulary.words("citing_behind"))
_RUN = re.compile(r"\w+")
_BY_ITSELF = frozenset({"copyright", "logo", "own", "suffix", "home", "owned"})
_SPELT_BY_ITSELF = 3
_COMMON_WAYS = frozenset({"own", "piece", "named"})
_PRESS_LETTERS = ("zeitung", "news", "blog", "magazin")
_MOST = 25
_HOSTS = 5
_FOOT = 25
_TELLS_LANGUAGE = 2_500
_HEAD = 6
_NEAR = 4


class Named(Struct):
    """A possible outlet: what the page calls it, how often and how, and its host where links lead to one."""

    key: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    host: str = ""
    known: Outlet | None = None
    aliases: list[str] = field(default_factory=list)
    evidence: Evidence = field(default_factory=dict)

    @property
    def site_bears_name(self) -> bool:
        """Whether the site of a known outlet is called as the list calls the outlet."""
        return self.known is not None and bears(self.host or self.known.domain or "", self.known.name)

    @property
    def value(self) -> str:
        """The name by which the list of outlets knows it, else as the page has it most where it speaks of itself."""
        if self.known:
            return self.known.name
        own = [mention for mention in self.mentions if " " in mention.name and letters_of(mention.name) == self.key]
        worth: dict[str, int] = {}
        for mention in own:
            worth[mention.name] = worth.get(mention.name, 0) + 1 + _SPELT_BY_ITSELF * (mention.how in _BY_ITSELF)
        return max(worth, key=worth.__getitem__, default=self.name)


class Hosts(Struct):
    """The hosts that a page's links lead to and its pictures come from, without platforms and advertisers."""

    links: Counter[str]
    pictures: Counter[str]
    total: int

    @classmethod
    def of(cls, scan: Scan, without: Set[str] = frozenset()) -> "Hosts":
        """Return the hosts of a paste, but for those of some sites; none where it is plain text."""
        outlets = scan.lexicon.outlets
        useful = {
            host
            for host in {*scan.hosts, *scan.pictures}
            if not (outlets.is_platform(host) or _is_advertiser(host) or _NOBODY_S.fullmatch(host))
            and site_of(host) not in without
        }
        links = Counter(host for host in scan.hosts if host in useful)
        pictures = Counter(host for host in scan.pictures if host in useful)
        return cls(links, pictures, sum(links.values()))

    def best(self) -> list[str]:
        """Return the hosts that may be the page's own, the one that most speaks for first."""
        weight: Counter[str] = Counter(self.links)
        for host, count in self.pictures.items():
            bare = bare_host(host)
            weight[bare if bare != host and any(other.endswith(bare) for other in self.links) else host] += min(
                count, 4
            )
        return [host for host, _ in weight.most_common(_HOSTS)]


def _is_advertiser(host: str) -> bool:
    """Tell whether a host serves many sites with advertisements, pictures, fonts, mail or short links."""
    name = site_of(host).partition(".")[0]
    return name in _ADVERTISERS or name.endswith("cdn")


def bare_host(host: str) -> str:
    """Return a host without what says nothing of who publishes, such as "static." or "m."."""
    parts = host.split(".")
    while len(parts) > 2 and parts[0] in _PARTS:
        parts = parts[1:]
    return ".".join(parts)


# A page says most names several times, and each is compared with the others.
@lru_cache(4096)
def letters_of(name: str) -> str:
    """Return the letters by which names and domains are compared: of "Die Presse" as of "diepresse.com"."""
    name = name.casefold()
    if "." in name or "://" in name:
        name = _TLD.sub("", name.removeprefix("https://").removeprefix("http://").removeprefix("www."))
    return key(name)


def bears(host: str, name: str) -> bool:
    """Tell whether a host is called as an outlet is, but for its article, or by its initials as "dw.com" is."""
    labels = [letters_of(site_of(host)), *map(letters_of, bare_host(host).split(".")[:-1])]
    letters = letters_of(name)
    initials = "".join(word[0] for word in name.casefold().split())
    return letters in {*labels, *(label.removeprefix("the") for label in labels)} or initials == labels[0]


def candidates(
    scan: Scan, headline: int | None, start: int, end: int, reporters: Sequence[str], without: Set[str] = frozenset()
) -> list[Named]:
    """Return the possible outlets of a page, each with its evidence; `without` are sites that are none's."""
    hosts = Hosts.of(scan, without)
    found = _named(scan)
    own = _with_hosts(found, hosts, scan)
    kept = _worth_a_look(found.values(), own, scan, headline)
    gather = _Gather(scan, headline, start, end, reporters, hosts, own, kept)
    for one in kept:
        one.evidence = gather.evidence(one)
    gather.compare(kept)
    return kept


def _named(scan: Scan) -> dict[str, Named]:
    found: dict[str, Named] = {}
    # The links of a page tell better than its text whose it is.
    outlets = None if scan.has_html else scan.lexicon.outlets
    for index in range(len(scan.lines)):
        for mention in mentions_in(scan.lines, index, outlets):
            for name in _variants(mention):
                letters = letters_of(name)
                is_host = mention.how in _ADDRESSES or ("." in name and _TLD.search(name) is not None)
                if len(letters) < 2 or letters in _NEVER or (is_host and _is_foreign(name.lower(), scan)):
                    continue
                if letters not in found:
                    found[letters] = Named(letters, name)
                found[letters].mentions.append(mention)
    for name, _ in scan.homes:
        if 2 <= len(name) <= 50 and name.count(" ") < 6:
            found.setdefault(letters_of(name), Named(letters_of(name), name))
    found.pop("", None)
    return found


def _is_foreign(host: str, scan: Scan) -> bool:
    """Tell whether a host is one that pages of all outlets name: a platform, an agency of pictures, an example."""
    return scan.lexicon.outlets.is_platform(host) or _is_advertiser(host)


def _variants(mention: Mention) -> Iterator[str]:
    name = mention.name[:-2] if mention.name.endswith(_POSSESSIVES) else mention.name
    if mention.how in _ADDRESSES:
        yield site_of(name)
        return
    yield name
    if mention.how in {"copyright", "owned"}:
        shorter = _LEGAL.sub("", name)
        if shorter != name and len(shorter) > 2:
            yield shorter


def _with_hosts(found: dict[str, Named], hosts: Hosts, scan: Scan) -> list[str]:
    """Give their host to the candidates whose letters it has, and add the hosts that no text names."""
    own = hosts.best()
    for host in own:
        letters = (letters_of(bare_host(host)), letters_of(host))
        one = next((found[one] for one in letters if one in found), None)
        if one is None:
            one = found[letters_of(host)] = Named(letters_of(host), host)
        one.host = one.host or host
    for one in found.values():
        sites = [mention.name for mention in one.mentions if mention.how == "site"]
        one.known = (sites and scan.lexicon.outlets.at(sites[0])) or scan.lexicon.outlets.find(one.name)
        if one.host:
            one.known = scan.lexicon.outlets.at(one.host) or one.known
    _unite(found)
    return own


def _unite(found: dict[str, Named]) -> None:
    """Make one candidate of the names and hosts of one known outlet; the host with most links stays its host."""
    first: dict[str, Named] = {}
    for letters, one in list(found.items()):
        if one.known is None:
            continue
        other = first.setdefault(one.known.name, one)
        if other is one:
            continue
        other.mentions.extend(one.mentions)
        other.aliases.append(one.name)
        other.host = other.host or one.host
        del found[letters]


def _worth_a_look(found: Iterable[Named], own: Sequence[str], scan: Scan, headline: int | None) -> list[Named]:
    """Return the candidates that something speaks for besides their standing somewhere."""
    sites = {letters_of(site_of(host)) for host in own}
    last = len(scan.lines)

    def worth(one: Named) -> float:
        hows = {mention.how for mention in one.mentions}
        told = len(hows - {"own", "piece", "prefix", "suffix", "credit", "told", "named"})
        ends = sum(mention.index < _HEAD or mention.index >= last - _FOOT for mention in one.mentions)
        near = headline is not None and any(abs(mention.index - headline) <= _NEAR for mention in one.mentions)
        alike = any(len(site) > 3 and (site in one.key or one.key in site) for site in sites if len(one.key) > 2)
        return (
            3 * bool(one.host)
            + 3 * (one.known is not None)
            + 2 * told
            + min(len(one.mentions), 6) / 2
            + min(ends, 2)
            + near
            + 2 * alike
        )

    ranked = sorted(found, key=worth, reverse=True)
    return ranked[:_MOST]


class _Gather:
    """Gathers the evidence of the candidates of one page."""

    def __init__(
        self, scan: Scan, headline: int | None, start: int, end: int, reporters: Sequence[str], hosts: Hosts,
        own: Sequence[str], kept: Sequence[Named],
    ) -> None:  # fmt: skip
        self._scan = scan
        self._headline = headline
        self._start, self._end = start, end
        self._reporters = {letters_of(name) for name in reporters}
        self._hosts = hosts
        self._own = own
        self._home = Counter(letters_of(name) for name, host in scan.homes if host in own[:2])
        self._outside = "\n".join([*scan.texts[:start], *scan.texts[end:]])[:60_000]
        self._inside = "\n".join(scan.texts[start:end])[:60_000]
        self._addresses = Counter(
            letters_of(site_of(mention.name.lower()))
            for one in kept
            for mention in one.mentions
            if mention.how in {"site", "mail"}
        )
        self._told: dict[int, tuple[bool, bool]] = {}
        self._title = scan.texts[headline] if headline is not None else ""
        self._ways = ways_to(scan.links, self._title)
        self._shared = site_of(host_of(scan.shared.address or ""))
        self._own_letters = [letters_of(site_of(host)) for host in own[:2]]
        self._most_addressed = [letters for letters, _ in self._addresses.most_common(3)]

    @cached_property
    def _language(self) -> str | None:
        return language_of(self._inside[:_TELLS_LANGUAGE])[0]

    def evidence(self, one: Named) -> Evidence:
        """Return what speaks for and against a candidate."""
        told = {
            **self._said(one),
            **self._placed(one),
            **self._worded(one),
            **self._hosted(one),
            **self._addressed(one),
        }
        return {name: value for name, value in told.items() if value}

    def _said(self, one: Named) -> Evidence:
        hows: dict[str, int] = {}
        for mention in one.mentions:
            hows[mention.how] = hows.get(mention.how, 0) + 1
        names = [one.name, *(alias for alias in one.aliases if alias not in one.name)]
        outside, inside = (sum(map(text.count, names)) for text in (self._outside, self._inside))
        credits = (m for m in one.mentions if m.how == "credit") if "credit" in hows else ()
        return {
            **{how: float(min(count, 6)) for how, count in hows.items()},
            "ways": float(len(hows.keys() - _COMMON_WAYS)),
            "mentions": float(min(len(one.mentions), 20)),
            "outside": float(min(outside, 20)),
            "inside": float(min(inside, 10)),
            "times": float(min(outside + inside, 30)),
            "told_most": float(min(hows.get("told", 0) + hows.get("asked", 0), 4)),
            "dateline": float(any(m.place[0] < 3 and abs(m.index - self._start) < 4 for m in credits)),
            **({} if self._scan.has_html else self._addressing(one)),
            "spellings": float(len({mention.name for mention in one.mentions})),
        }

    def _addressing(self, one: Named) -> Evidence:
        """Return how often a name stands in a line that speaks to readers, or before a word made with it."""
        lines = {mention.index for mention in one.mentions}
        told = [self._to_readers(index) for index in lines]
        named = [mention for mention in one.mentions if mention.how == "named"]
        after = [self._scan.texts[m.index][m.place[1] : m.place[1] + 2] for m in named]
        return {
            "to_readers": float(min(sum(speaks for speaks, _ in told), 5)),
            "services": float(min(sum(offers for _, offers in told), 5)),
            "compound": float(min(sum(text[:1] in {"-", "+"} for text in after), 4)),
            "possessive": float(min(sum(text in _POSSESSIVES for text in after), 4)),
            "cited": float(min(sum(map(self._is_cited, named)), 4)),
            "behind_body": float(min(sum(index >= self._end for index in lines), 5)),
            "before_body": float(min(sum(index < self._start for index in lines), 5)),
        }

    def _is_cited(self, mention: Mention) -> bool:
        """Tell whether the words beside a name say that another one reports what it said."""
        text, (start, end) = self._scan.texts[mention.index], mention.place
        before = _RUN.findall(text[max(0, start - 30) : start].casefold())[-2:]
        behind = _RUN.findall(text[end : end + 30].casefold())[:2]
        return not (_CITING_BEFORE.isdisjoint(before) and _CITING_BEHIND.isdisjoint(behind))

    def _to_readers(self, index: int) -> tuple[bool, bool]:
        """Return whether a line speaks to readers, and whether it offers them a service; candidates share lines."""
        if index not in self._told:
            words = _RUN.findall(self._scan.texts[index][:400].casefold())
            self._told[index] = not _READERS.isdisjoint(words), not _SERVICES.isdisjoint(words)
        return self._told[index]

    def _placed(self, one: Named) -> Evidence:
        last = len(self._scan.lines)
        indices = [mention.index for mention in one.mentions]
        alone = [mention.index for mention in one.mentions if mention.how == "own"]
        evidence = {
            "lines": float(min(last, 300)),
            "first": float(min(min(indices, default=99), 99)),
            "at_top": float(bool(alone) and min(alone) < 3),
            "near_top": float(sum(index < _HEAD for index in indices)),
            "at_foot": float(min(sum(index >= last - _FOOT for index in indices), 5)),
            "alone_twice": float(len(alone) > 1 and len(set(alone)) > 1),
            "in_title": float(one.name in self._title),
            "in_body_only": float(bool(indices) and self._start <= min(indices) and max(indices) < self._end),
        }
        if self._headline is not None and indices:
            gap = min((index - self._headline for index in alone), key=abs, default=40)
            evidence["own_gap"] = float(max(-20, min(20, gap)))
            evidence["near_title"] = float(any(0 < index - self._headline <= _NEAR for index in indices))
        return evidence

    def _worded(self, one: Named) -> Evidence:
        name = one.name
        return {
            "words": float(len(name.split())),
            "length": float(len(name)),
            "upper": float(name.isupper()),
            "lower": float(name.islower()),
            "dotted": float("." in name and _TLD.search(name) is not None),
            "digits": float(not name.isalpha() and any(map(str.isdigit, name))),
            "press": float(has_press_word(name) or any(word in one.key for word in _PRESS_LETTERS)),
            "person": float(is_person(name) and knows_first_name(name)),
            "reporter": float(one.key in self._reporters),
            **(self._listed(one, one.known) if one.known else {}),
        }

    def _listed(self, one: Named, known: Outlet) -> Evidence:
        """Return what the list of outlets says of a candidate that it has."""
        return {
            "known": 1.0,
            "same_language": float(known.language == self._language),
            "other_language": float(known.language not in {None, self._language} and self._language is not None),
            "no_domain": float(known.domain is None),
            "bears_name": float(not self._scan.has_html and one.site_bears_name),
            "known_word": float(known.is_word),
            "agency": float(known.medium is Medium.NEWSWIRE),
            "own_outlet": float(self._scan.lexicon.outlets.is_own(known.name)),
        }

    def _hosted(self, one: Named) -> Evidence:
        if not self._scan.has_html:
            return {}
        return {
            "has_html": 1.0,
            "links": float(min(self._hosts.total, 100)),
            "no_hosts": float(not self._own),
            "home_word": float(min(self._home.get(one.key, 0), 5)),
            **(self._at_host(one.host) if one.host else self._alike(one, self._own_letters, "host")),
        }

    def _at_host(self, host: str) -> Evidence:
        """Return how much of the page leads to a host and its site."""
        count, own = self._hosts.links[host], site_of(host)
        site = sum(n for other, n in self._hosts.links.items() if site_of(other) == own)
        pictures = sum(n for other, n in self._hosts.pictures.items() if site_of(other) == own)
        return {
            "is_host": 1.0,
            "host_links": float(min(count, 60)),
            "host_share": count / max(1, self._hosts.total),
            "host_rank": float(self._own.index(host)) if host in self._own else 5.0,
            "host_pictures": float(min(pictures, 20)),
            "is_site": float(own == host),
            "site_share": site / max(1, self._hosts.total),
            "host_home": float(any(other == host for _, other in self._scan.homes)),
            **dict(self._led_to(own)),
        }

    def _led_to(self, site: str) -> Iterator[tuple[str, float]]:
        """Yield how many links lead to the page itself and are the site's, or another's."""
        for name, found in (("placed", self._ways.placed), ("titled", self._ways.titled)):
            own = sum(count for host, count in found.items() if site_of(host) == site)
            yield f"{name}_links", float(min(own, 5))
            yield f"{name}_elsewhere", float(min(found.total() - own, 5))
        yield "handed_on", float(self._shared == site)
        yield "handed_elsewhere", float(self._shared not in {"", site})

    def _addressed(self, one: Named) -> Evidence:
        others = [letters for letters in self._most_addressed if letters != one.key]
        return {
            "address": float(min(self._addresses.get(one.key, 0), 9)),
            "addresses": float(min(self._addresses.total(), 20)),
            **self._alike(one, others, "address"),
        }

    def _alike(self, one: Named, sites: Sequence[str], of: str) -> Evidence:
        """Return how much a name is like the letters of a site, the first one most of all."""
        evidence: Evidence = {}
        for rank, site in enumerate(sites):
            if len(site) < 2 or len(one.key) < 2:
                continue
            if alike := _likeness(one, site):
                evidence[f"{of}_alike_{min(rank, 1)}"] = alike
        return evidence

    def compare(self, kept: Sequence[Named]) -> None:
        """Add how a candidate stands among the others."""
        for name in ("outside", "ways", "mentions", "own"):
            most = max((one.evidence.get(name, 0.0) for one in kept), default=0.0)
            for one in kept:
                one.evidence[f"{name}_share"] = one.evidence.get(name, 0.0) / most if most else 0.0
        knowns = [one for one in kept if "known" in one.evidence and "agency" not in one.evidence]
        most = max((one.evidence.get("times", 0.0) for one in knowns), default=0.0)
        for one in kept:
            one.evidence["knowns"] = float(min(len(knowns), 9))
            if "known" in one.evidence:
                one.evidence["only_known"] = float(knowns == [one])
                one.evidence["known_share"] = one.evidence.get("times", 0.0) / most if most else 0.0
        addresses = [one for one in kept if one.evidence.get("address")]
        for one in addresses:
            one.evidence["only_address"] = float(len(addresses) == 1)


def _likeness(one: Named, site: str) -> float:
    """Return how much a name is like the letters of a site: the same, part of one another, drawn from it, initials."""
    if one.key == site:
        return 1.0
    if len(site) > 2 and site in one.key:
        return 0.8
    if len(one.key) > 3 and one.key in site:
        return 0.7
    if len(site) > 3 and _is_drawn_from(site, one.key):
        return 0.6
    initials = "".join(part[0] for part in one.name.casefold().split()) if key(one.name) else ""
    return 0.75 if len(initials) > 1 and initials == site else 0.0


def _is_drawn_from(site: str, letters: str) -> bool:
    """Tell whether the letters of a site stand in a name in their order, as those of "lestimes" in "Lesotho Times"."""
    if site[0] != letters[0] or len(letters) > 4 * len(site):
        return False
    position = 0
    for letter in site:
        position = letters.find(letter, position) + 1
        if not position:
            return False
    return True
