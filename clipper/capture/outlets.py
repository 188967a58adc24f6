"""Which outlets exist: those of the library and those that Clipper ships, by name, programme and domain."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from clipper import resources
from clipper.model.codes import Medium
from clipper.model.draft import Known
from clipper.model.text import words

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


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet by the name that the library or our list uses, with its usual medium."""

    name: str
    medium: Medium | None = None
    language: str | None = None
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """A broadcast programme and the outlet that runs it."""

    name: str
    outlet: str
    medium: Medium


@lru_cache(8192)
def key(name: str) -> str:
    """Return a name's letters and digits, without case, accents and a leading "the"."""
    parts = words(name)
    return "".join(parts[1:] if len(parts) > 1 and parts[0] == "the" else parts)


_LONGEST = 60


@cache
def _shipped() -> tuple[dict[str, Outlet], dict[str, Outlet], dict[str, Programme]]:
    """Return the shipped outlets by key and by domain, and the programmes by key."""
    names: dict[str, Outlet] = {}
    domains: dict[str, Outlet] = {}
    programmes: dict[str, Programme] = {}
    for entry in tomllib.loads(resources.path("outlets.toml").read_text("utf-8"))["outlet"]:
        found = entry.get("domains", [])
        outlet = Outlet(entry["name"], Medium(entry["medium"]), entry["language"], found[0] if found else None)
        for name in (entry["name"], *entry.get("aliases", ())):
            names.setdefault(key(name), outlet)
        for domain in found:
            domains.setdefault(domain, outlet)
        for name, medium in entry.get("programmes", {}).items():
            programmes.setdefault(key(name), Programme(name, entry["name"], Medium(medium)))
    return names, domains, programmes


class Outlets:
    """The outlets that one reading can recognise."""

    def __init__(self, known: Known) -> None:
        self._names, self._domains, self._programmes = _shipped()
        self._own = {key(name): name for name in known.outlets if key(name)}

    def find(self, name: str) -> Outlet | None:
        """Return the outlet of this name or alias, in the library's spelling where it has one."""
        if len(name) > _LONGEST:
            return None
        wanted = key(name)
        shipped = self._names.get(wanted)
        if wanted in self._own:
            return Outlet(self._own[wanted], shipped.medium if shipped else medium_in(name))
        return shipped

    def spelling(self, name: str) -> str:
        """Return the name as the library spells it, else as it is."""
        return self._own.get(key(name), name)

    def programme(self, name: str) -> Programme | None:
        """Return the programme of this name."""
        return self._programmes.get(key(name)) if len(name) <= _LONGEST else None

    def at(self, host: str) -> Outlet | None:
        """Return the outlet that publishes at a host, whatever its subdomain."""
        parts = host.lower().removeprefix("www.").split(".")
        for start in range(len(parts) - 1):
            outlet = self._domains.get(".".join(parts[start:]))
            if outlet is not None:
                return Outlet(self.spelling(outlet.name), outlet.medium, outlet.language, outlet.domain)
        return None

    def similar(self, name: str) -> list[str]:
        """Return the library's outlets that share a long word with this name, in the order of the library."""
        wanted = {word for word in words(name) if len(word) > 3}
        return [own for own in self._own.values() if wanted & set(words(own)) and key(own) != key(name)][:3]


def medium_in(name: str) -> Medium | None:
    """Return the medium that an outlet's name tells by itself, such as "Radio Boréale"."""
    found = [_MEDIUM_WORDS[word] for word in words(name) if word in _MEDIUM_WORDS]
    return found[-1] if found else None


def host_of(url: str) -> str:
    """Return the host of an address without "www.", or nothing."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
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
