"""Which outlets exist: those of the library and those that Clipper ships, by name, programme and address."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, lru_cache
from itertools import accumulate, islice
from urllib.parse import urlsplit

from msgspec import Struct

from clipper import resources
from clipper.capture import vocabulary
from clipper.model.codes import Medium
from clipper.model.draft import Known
from clipper.model.links import usual_host
from clipper.model.text import words
from clipper.model.values import replace

_MEDIUM_WORDS = {
    "podcast": Medium.PODCAST,
    "balado": Medium.PODCAST,
    "radio": Medium.RADIO,
    "fm": Medium.RADIO,
    "tv": Medium.TELEVISION,
    "television": Medium.TELEVISION,
    "tele": Medium.TELEVISION,
    "newswire": Medium.NEWSWIRE,
}
_PRESS = frozenset(vocabulary.words("press"))


class Outlet(Struct, frozen=True):
    """An outlet by the name that the library or our list uses, with its usual medium and its first domain.

    `is_word` tells that what was looked up is also a word, or a section of many sites, such as "Science".
    """

    name: str
    medium: Medium | None = None
    language: str | None = None
    domain: str | None = None
    country: str | None = None
    is_word: bool = False


class Programme(Struct, frozen=True):
    """A broadcast programme and the outlet that runs it."""

    name: str
    outlet: str
    medium: Medium | None


def _key(name: str) -> str:
    parts = words(name)
    return "".join(parts[1:] if len(parts) > 1 and parts[0] == "the" else parts)


@lru_cache(8192)
def key(name: str) -> str:
    """Return a name's letters and digits, without case, accents and a leading "the"."""
    return _key(name)


def cells(table: str, count: int) -> Iterator[list[str]]:
    """Yield the lines of a table of the list, as so many cells, the missing ones empty."""
    for line in table.splitlines():
        found = [cell.strip() for cell in line.split("|")]
        if found[0]:
            yield [*found, *[""] * (count - len(found))]


def listed(cell: str) -> list[str]:
    """Return the names in a cell."""
    return cell.split("; ") if cell else []


_SURE_START, _LONG_START = 5, 9
_STARTS = (*range(1, _SURE_START + 1), _LONG_START)
_RUN = re.compile(r"\w+")
_BEGINNING = re.compile(r"(?<!\w)(?![a-z])\w+")
"""A word that may begin a name: those in small letters, which most are, are passed over at once."""
_LONGEST = 60
_FOLDERS = 2
_SHORT = 3
_ON_THE_AIR = frozenset({Medium.RADIO, Medium.TELEVISION})


class _Beginnings(dict[str, int]):
    """The first words of names, in small letters, each with how many words the longest of those names has."""

    def add(self, name: str) -> None:
        """Add a name, also without its leading "the"."""
        parts = _RUN.findall(name.casefold())
        for first in range(1 + (len(parts) > 1 and parts[0] == "the")):
            self[parts[first]] = max(self.get(parts[first], 0), len(parts) - first)

    def with_names(self, names: Iterable[str]) -> "_Beginnings":
        """Return these with the beginnings of more names."""
        more = _Beginnings(self)
        for name in names:
            more.add(name)
        return more


class _Shipped:
    """The outlets that Clipper ships, by key and by domain or part of a site, and the programmes by key."""

    def __init__(self) -> None:
        listed = tomllib.loads(resources.path("outlets.toml").read_text("utf-8"))
        self.names: dict[str, Outlet] = {}
        self.sites: dict[str, Outlet] = {}
        self.programmes: dict[str, Programme] = {}
        self.broadcasters: set[str] = set()
        self.social = frozenset(listed["platforms"]["social"])
        self.platforms = self.social | frozenset(listed["platforms"]["other"])
        self._words = frozenset(map(_key, listed["words"]))
        self.beginnings = _Beginnings()
        self._spelt: set[str] = set()
        self._articled: set[str] = set()
        for country, languages in listed["outlets"].items():
            for language, media in languages.items():
                for medium, outlets in media.items():
                    self._add_outlets(outlets, Medium(medium), language, country)
        for medium, shows in listed["programmes"].items():
            self._add_programmes(shows, Medium(medium))
        self.starts = _Starts({**self.names, **self.programmes})

    def _add_outlets(self, table: str, medium: Medium, language: str, country: str) -> None:
        for name, domains, others in cells(table, 3):
            sites = domains.split()
            outlet = Outlet(name, medium, language, sites[0] if sites else None, country)
            for site in sites:
                self.sites.setdefault(site, outlet)
            self._add_names(outlet, [name, *listed(others)], sites)

    def _add_names(self, outlet: Outlet, names: list[str], sites: list[str]) -> None:
        for name in names:
            self.beginnings.add(name)
        for name in (*names, *sites):
            wanted = _key(name)
            is_word = wanted in self._words
            self.names.setdefault(wanted, replace(outlet, is_word=True) if is_word else outlet)
            if is_word:
                self._spelt.update((name, name.upper()) if " " in name else (name,))
        if outlet.name.startswith("The ") and outlet.name.count(" ") == 1 and outlet.name[4:] not in names:
            self._articled.add(_key(outlet.name))

    def _add_programmes(self, table: str, medium: Medium) -> None:
        for outlet, shows in cells(table, 2):
            if medium in _ON_THE_AIR:
                self.broadcasters.add(_key(outlet))
            for name in listed(shows):
                self.programmes.setdefault(_key(name), Programme(name, outlet, medium))

    def find(self, name: str, wanted: str) -> Outlet | None:
        """Return the outlet of a name, whose key is `wanted`.

        A "newsletter" is not the News Letter, "20 minutes" are not 20 Minutes.
        """
        outlet = self.names.get(wanted)
        if outlet is None:
            return None
        if outlet.is_word:
            return outlet if re.sub("^the ", "The ", name) in self._spelt else None
        return None if wanted in self._articled and words(name)[0] != "the" else outlet


class _Starts:
    """Keys and what they begin with, to tell whether a text may hold one of them."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)
        self._starts = frozenset(wanted[:size] for wanted in self._keys for size in _STARTS)
        self._longest = max(map(len, self._keys), default=0)

    def stand_in(self, parts: Sequence[str]) -> bool:
        """Tell whether some words in a row are together one of the keys, as "globe", "and", "mail" are."""
        if not self._keys.isdisjoint(parts):
            return True
        return any(self._begins(parts, first) for first, part in enumerate(parts) if part[:_SURE_START] in self._starts)

    def _begins(self, parts: Sequence[str], first: int) -> bool:
        """Tell whether a key is made of words from this one on."""
        run = parts[first]
        for part in parts[first + 1 :]:
            run += part
            if run in self._keys:
                return True
            is_start = run[:_SURE_START] in self._starts and (
                len(run) < _LONG_START or run[:_LONG_START] in self._starts
            )
            if not is_start or len(run) > self._longest:
                return False
        return False


# All pastes into a library are read with the same names.
@lru_cache(4)
def _starts_of(keys: tuple[str, ...]) -> _Starts:
    return _Starts(keys)


def _one_stands_at_an_end(keys: Set[str], parts: Sequence[str]) -> bool:
    """Tell whether the first or the last of some words are together one of the keys."""
    if not keys.isdisjoint(accumulate(parts)):
        return True
    whole = "".join(parts)
    return not keys.isdisjoint(whole[place:] for place in accumulate(map(len, parts)))


@cache
def _shipped() -> _Shipped:
    return _Shipped()


def listed_name(other: str) -> str | None:
    """Return what our list calls an outlet by another name of it, None for a name that it has not, or has so."""
    wanted = key(other)
    found = _shipped().find(other, wanted) if wanted else None
    return found.name if found and key(found.name) != wanted else None


class Outlets:
    """The outlets that one reading can recognise."""

    def __init__(self, known: Known) -> None:
        self._shipped = _shipped()
        named = [*known.outlet_aliases, *((name, name) for name in known.outlets)]
        spelt = {key(spelling): (spelling, name) for spelling, name in named if key(spelling)}
        own = {wanted: name for wanted, (_, name) in spelt.items()}
        listed = ((self._shipped.find(spelling, wanted), name) for wanted, (spelling, name) in spelt.items())
        # Whatever the list calls an outlet, it is called here what the library calls it. A name that is a word too,
        # such as "The Record", may be another outlet's.
        self._own = {**{key(outlet.name): name for outlet, name in listed if outlet and not outlet.is_word}, **own}
        self._beginnings = self._shipped.beginnings.with_names(spelling for spelling, _ in spelt.values())
        self._own_sites = dict(known.outlet_domains)
        shows = ((key(name), Programme(name, outlet, medium)) for name, outlet, medium in known.outlet_programmes)
        self._own_programmes = {wanted: show for wanted, show in shows if wanted}
        self._own_starts = _starts_of((*self._own, *self._own_programmes))
        self._may_hold: dict[str, bool] = {}
        self._found: dict[str, Outlet | None] = {}

    def find(self, name: str) -> Outlet | None:
        """Return the outlet of this name, alias or domain, in the library's spelling where it has one."""
        if len(name) > _LONGEST:
            return None
        # Every finder asks about the same lines and their pieces; what was found is kept for one reading.
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> Outlet | None:
        wanted = key(name)
        shipped = self._shipped.find(name, wanted)
        own = self._own.get(wanted)
        if shipped is None:
            return Outlet(own, medium_in(name)) if own else None
        if own:
            return replace(shipped, name=own, is_word=False)
        return replace(shipped, name=self._own.get(key(shipped.name), shipped.name))

    def named_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a text names known outlets, with a capital or digit first; of several names the longest."""
        beginnings, after = self._beginnings, 0
        for run in _BEGINNING.finditer(text):
            most = beginnings.get(run[0].casefold())
            start = run.start()
            if not most or start < after or text[start].islower():
                continue
            ends = [last.end() for last in islice(_RUN.finditer(text, start), most)]
            found = next((last for last in reversed(ends) if self.find(text[start:last])), None)
            if found:
                yield start, found
                after = found

    def is_own(self, name: str) -> bool:
        """Tell whether the library has an outlet of this name."""
        return key(name) in self._own

    def spelling(self, name: str) -> str:
        """Return the one name of the outlet that a name means: the library's, else that of the list, else as it is.

        A name that is a word too may mean an outlet that nobody knows yet, and stays as it is.
        """
        found = self.find(name)
        return found.name if found and not found.is_word else name

    def beginning_with(self, text: str) -> list[str]:
        """Return the names of our list that begin so, a leading "the" aside, of outlets that the library lacks."""
        wanted = key(text)
        shipped = dict.fromkeys(outlet.name for outlet in self._shipped.names.values())
        return [name for name in shipped if wanted and key(name).startswith(wanted) and key(name) not in self._own]

    def is_place(self, name: str) -> bool:
        """Tell whether a name is that of a place: an outlet of our list is called by it and a word such as Herald."""
        if not name or has_press_word(name) or self.find(name):
            return False
        start = words(name)
        others = (words(other) for other in self.beginning_with(name))
        return any(other[: len(start)] == start and not _PRESS.isdisjoint(other[len(start) :][:1]) for other in others)

    def programme(self, name: str) -> Programme | None:
        """Return the programme of this name, with its outlet as that is spelt."""
        if len(name) > _LONGEST:
            return None
        wanted = key(name)
        if wanted in self._own_programmes:
            return self._own_programmes[wanted]
        found = self._shipped.programmes.get(wanted)
        return replace(found, outlet=self.spelling(found.outlet)) if found else None

    def has_programmes(self, outlet: Outlet) -> bool:
        """Tell whether an outlet has programmes on the air, as stations do, and others of which one is known."""
        wanted = key(outlet.name)
        own = (show.outlet for show in self._own_programmes.values() if show.medium in _ON_THE_AIR)
        return outlet.medium in _ON_THE_AIR or wanted in self._shipped.broadcasters or wanted in map(key, own)

    def may_hold_programme(self, text: str) -> bool:
        """Tell whether a text that may be a broadcast and its station begins or ends with a known programme."""
        if len(text) > 2 * _LONGEST:
            return False
        parts = words(text)
        told = parts[1:] if parts[:1] == ["the"] else parts
        known = self._shipped.programmes.keys(), self._own_programmes.keys()
        return any(_one_stands_at_an_end(keys, told) for keys in known)

    def may_hold_any(self, text: str) -> bool:
        """Tell whether words of a text may be a known outlet or programme, as those of most lines may not."""
        known = self._may_hold.get(text)
        if known is None:
            parts = words(text)
            known = self._shipped.starts.stand_in(parts) or self._own_starts.stand_in(parts)
            self._may_hold[text] = known
        return known

    def at(self, host: str) -> Outlet | None:
        """Return the outlet that publishes at a host, whatever its subdomain."""
        return self._at(_sites(host)) or self._named_like(host)

    def publisher(self, url: str) -> Outlet | None:
        """Return the outlet that publishes at an address; one of a part of a site goes before the site's own."""
        host = host_of(url)
        return self._at(_sites(host, _path_of(url))) or self._named_like(host)

    def _at(self, sites: Iterable[str]) -> Outlet | None:
        found = next((outlet for outlet in map(self._of_site, sites) if outlet), None)
        return replace(found, name=self.spelling(found.name)) if found else None

    def _of_site(self, site: str) -> Outlet | None:
        own = self._own_sites.get(site)
        return self.find(own) if own else self._shipped.sites.get(site)

    def _named_like(self, host: str) -> Outlet | None:
        """Return the library's outlet whose name is that of the site, as "Wren Bay Herald" is of wrenbayherald.ca."""
        label = _site(host.lower()).split(".")[0]
        own = next((self._own[name] for name in (label, label.removeprefix("the")) if name in self._own), None)
        return Outlet(own, medium_in(own)) if own and len(label) > _SHORT else None

    def is_social(self, host: str) -> bool:
        """Tell whether a host is that of a social network."""
        return any(site in self._shipped.social for site in _sites(host))

    def is_platform(self, host: str) -> bool:
        """Tell whether a host names no outlet, since anybody may publish there or it shows what others published."""
        return any(site in self._shipped.platforms for site in _sites(host))

    def similar(self, name: str) -> list[str]:
        """Return the library's outlets that share a long word with this name, in the order of the library."""
        wanted = {word for word in words(name) if len(word) > 3}
        own = dict.fromkeys(self._own.values())
        return [other for other in own if wanted & set(words(other)) and key(other) != key(name)][:3]


def medium_in(name: str) -> Medium | None:
    """Return the medium that an outlet's name tells by itself, such as "Radio Boréale"."""
    found = [_MEDIUM_WORDS[word] for word in words(name) if word in _MEDIUM_WORDS]
    return found[-1] if found else None


def has_press_word(name: str) -> bool:
    """Tell whether a name has a word that the names of outlets have, such as Herald or Gazette."""
    return not _PRESS.isdisjoint(words(name))


def host_of(url: str) -> str:
    """Return the host of an address without "www.", or nothing."""
    try:
        return (usual_host(url) or urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def most_frequent(hosts: Iterable[str]) -> tuple[str, float]:
    """Return the site that most links point to, and its share of them."""
    counts: dict[str, int] = {}
    for host in hosts:
        site = _site(host)
        if site:
            counts[site] = counts.get(site, 0) + 1
    if not counts:
        return "", 0.0
    best = max(counts, key=lambda site: counts[site])
    return best, counts[best] / sum(counts.values())


def _site(host: str) -> str:
    parts = host.split(".")
    size = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in {"co", "com", "org", "net", "gov", "ac"} else 2
    return ".".join(parts[-size:])


def _sites(host: str, path: str = "") -> Iterator[str]:
    """Yield the sites that hold a host and path, the narrowest first: "fr.a.org/b", "fr.a.org", "a.org/b", "a.org"."""
    parts = host.lower().removeprefix("www.").split(".")
    folders = path.strip("/").split("/")[:_FOLDERS] if path else []
    for start in range(len(parts) - 1):
        name = ".".join(parts[start:])
        for depth in range(len(folders), 0, -1):
            yield f"{name}/{'/'.join(folders[:depth])}"
        yield name


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
