"""Fetching a page that a person asked for: the one place where Clipper reaches the network.

It asks for one page and nothing that belongs to it: no cookies, no referrer, no pictures, no scripts; only http and
https, only hosts of the public internet, with limits of time and size. Behind a proxy a name that this machine cannot
resolve is left to the proxy, unless it is of a form that only an inner network has.
"""

import codecs
import ipaddress
import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from msgspec import Struct, field

from clipper import __version__
from clipper.capture.formats.base import File
from clipper.library.intake import read_named
from clipper.model.draft import FileReading, Known
from clipper.model.errors import ClipperError, EnvironmentProblem, WrongUsage
from clipper.model.progress import Progress
from clipper.model.values import replace

if TYPE_CHECKING:
    import ssl

    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

_AGENT = f"Clipper/{__version__}"
_HEADERS = {
    "User-Agent": _AGENT,
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
_KINDS = {"text/html": ".html", "application/xhtml+xml": ".xhtml", "text/plain": ".txt"}
_MOST_REDIRECTS = 5
_PIECE = 65_536
_TURN = 0.1
_INNER = (".local", ".internal", ".localhost")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)

_KEPT = "Nothing was changed."
_NO_ADDRESS = f"Only addresses that begin with http:// or https:// can be fetched; “{{url}}” does not. {_KEPT}"
_PRIVATE = f"{{host}} is not on the public internet, so Clipper does not fetch from it. {_KEPT}"
_NOT_FOUND = f"{{host}} cannot be found. Check the link and your connection. {_KEPT}"
_NO_ANSWER = f"{{host}} does not answer. Try again later, or open the link and paste the page. {_KEPT}"
_TOO_SLOW = f"{{host}} takes too long to answer. Try again later, or open the link and paste the page. {_KEPT}"
_UNPROVEN = f"{{host}} could not prove that it is who it says, so nothing was taken from it. {_KEPT}"
_BROKE_OFF = f"The connection to {{host}} broke off. Try again later, or open the link and paste the page. {_KEPT}"
_GONE = f"{{host}} has no page at this address (it answered {{status}}). {_KEPT}"
_REFUSED = (
    f"{{host}} gives this page to nobody but a browser (it answered {{status}}). Open the link, and paste it. {_KEPT}"
)
_FAILED = f"{{host}} could not give this page (it answered {{status}}). Try again later. {_KEPT}"
_ROUND = f"{{host}} leads from one address to the next without end. Open the link, and paste the page. {_KEPT}"
_OTHER_KIND = (
    f"There is no page at this address but a file ({{kind}}). Save it from your browser, and import it. {_KEPT}"
)
_TOO_LARGE = f"The page is larger than {{most}} MB. Open the link, and paste what you need. {_KEPT}"


class Limits(Struct, frozen=True):
    """How long a page may take, in seconds, and how large it may be, in bytes; hosts of this machine are for tests."""

    connect: float = 10.0
    whole: float = 30.0
    size: int = 10_000_000
    may_be_local: bool = False


_LIMITS = Limits()


class Page(Struct, frozen=True):
    """A page as it came, the address that it came from in the end, and the ending that a file of it would have."""

    url: str
    data: bytes
    ending: str


def fetch(url: str, progress: Progress | None = None, limits: Limits = _LIMITS) -> Page:
    """Fetch one page; `progress` is called several times a second.

    Raises WrongUsage for what is no web address, EnvironmentProblem, in a sentence, where the page cannot be had.
    """
    job = _Job(_checked(url), limits)
    # A thread of its own, since no wait for a network can be ended from outside: who cancels need not wait for it.
    threading.Thread(target=job.run, name="fetch", daemon=True).start()
    ends = time.monotonic() + limits.whole
    try:
        while not job.is_done.wait(_TURN):
            if progress:
                progress(0, 0)
            if time.monotonic() > ends:
                raise EnvironmentProblem(_TOO_SLOW.format(host=_host(url)))
    finally:
        job.is_given_up.set()
    if isinstance(job.result, Page):
        return job.result
    raise job.result


def fetch_reading(
    url: str, known: Known, today: date, progress: Progress | None = None, limits: Limits = _LIMITS
) -> FileReading:
    """Fetch a page and read it as one that was saved; its source is its address. Raises what fetch raises."""
    page = fetch(url, progress, limits)
    reading = read_named(File(f"page{page.ending}", page.data), known, today)
    return replace(reading, pasted=replace(reading.pasted, source=page.url))


def _checked(url: str) -> str:
    """Return a web address that can be asked for; raises WrongUsage for anything else, such as a file or a share."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise WrongUsage(_NO_ADDRESS.format(url=url[:100])) from error
    if parts.scheme.lower() not in {"http", "https"} or not host or "\\" in url:
        raise WrongUsage(_NO_ADDRESS.format(url=url[:100]))
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise WrongUsage(_NO_ADDRESS.format(url=url[:100])) from error
    place = f"[{name}]" if ":" in name else name
    # A name and a password in an address are for nobody but who wrote it.
    return urlunsplit(
        (parts.scheme.lower(), f"{place}:{parts.port}" if parts.port else place, parts.path, parts.query, "")
    )


def _host(url: str) -> str:
    return urlsplit(url).hostname or url[:100]


class _Job(Struct):
    """One fetch on its thread; `result` is the page, or why there is none."""

    url: str
    limits: Limits
    is_done: threading.Event = field(default_factory=threading.Event)
    is_given_up: threading.Event = field(default_factory=threading.Event)
    result: Page | Exception = field(default_factory=lambda: EnvironmentProblem(_KEPT))

    def run(self) -> None:
        try:
            self.result = self._follow()
        except Exception as error:  # whatever it is, who waits has to hear of it
            self.result = error
        self.is_done.set()

    def _follow(self) -> Page:
        url = self.url
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                answer = self._ask(url)
            except ClipperError:
                raise
            except Exception as error:
                raise _problem(error, _host(url)) from error
            if isinstance(answer, Page):
                return answer
            url = _checked(urljoin(url, answer))
        raise EnvironmentProblem(_ROUND.format(host=_host(self.url)))

    def _ask(self, url: str) -> Page | str:
        """Return the page, or the address that it leads to."""
        with ExitStack() as open_:
            response = _answer(url, self.limits, open_)
            open_.callback(response.close)
            target: str = response.headers.get("Location") or ""
            if response.status in {301, 302, 303, 307, 308} and target:
                return target
            return self._page(url, response)

    def _page(self, url: str, response: "BaseHTTPResponse") -> Page:
        _require_success(url, response.status)
        kind = response.headers.get("Content-Type", "")
        ending = _KINDS.get(kind.partition(";")[0].strip().lower())
        if ending is None:
            raise EnvironmentProblem(_OTHER_KIND.format(kind=kind[:60] or "of no stated kind"))
        data = b"".join(self._pieces(response))
        return Page(url, _as_stated(data, kind), ending)

    def _pieces(self, response: "BaseHTTPResponse") -> Iterator[bytes]:
        size = 0
        for piece in response.stream(_PIECE, decode_content=True):
            size += len(piece)
            if size > self.limits.size:
                raise EnvironmentProblem(_TOO_LARGE.format(most=f"{self.limits.size / 1e6:,.0f}"))
            if self.is_given_up.is_set():
                return
            yield piece


def _answer(url: str, limits: Limits, open_: ExitStack) -> "BaseHTTPResponse":
    """Ask for a page, through the proxy that the system names, else straight from a public host."""
    # Slow to import, and used for nothing else.
    import urllib.request

    import urllib3

    parts = urlsplit(url)
    timeout = urllib3.Timeout(connect=limits.connect, read=limits.connect)
    how: dict[str, Any] = {"redirect": False, "retries": False, "preload_content": False, "timeout": timeout}
    proxy = urllib.request.getproxies().get(parts.scheme)
    if proxy and not urllib.request.proxy_bypass(parts.netloc):
        _require_public_name(parts.hostname or "", limits)
        with suppress(OSError):
            _addresses(parts.hostname or "", parts.port, limits)
        proxy = proxy if "://" in proxy else f"http://{proxy}"
        manager = open_.enter_context(urllib3.ProxyManager(proxy, ssl_context=_certificates()))
        return manager.request("GET", url, headers=_HEADERS, **how)
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    problem: Exception = socket.gaierror(socket.EAI_NONAME)
    for address in _addresses(parts.hostname or "", parts.port, limits):
        pool = open_.enter_context(_pool_to(address, parts))
        try:
            return pool.request("GET", path, headers={**_HEADERS, "Host": parts.netloc}, **how)
        except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
            problem = error
    raise problem


def _pool_to(address: str, parts: SplitResult) -> "HTTPConnectionPool":
    """Return what asks one address, and believes it only where it proves to be the host of that name."""
    import urllib3

    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(address, parts.port)
    name = parts.hostname
    return urllib3.HTTPSConnectionPool(
        address, parts.port, ssl_context=_certificates(), server_hostname=name, assert_hostname=name
    )


def _certificates() -> "ssl.SSLContext":
    import ssl

    import certifi

    # Both: offices have certificates of their own in the system's store, and some systems have none for Python.
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _addresses(host: str, port: int | None, limits: Limits) -> list[str]:
    """Return the addresses of a host; raises WrongUsage where any is not on the public internet.

    It is these that are asked, and not the name again: who owns it could have it lead elsewhere a moment later.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not limits.may_be_local and not all(map(_is_public, addresses)):
        raise WrongUsage(_PRIVATE.format(host=host))
    return addresses


def _require_public_name(host: str, limits: Limits) -> None:
    """Raise WrongUsage for a name that means something in an inner network only, which a proxy may well reach."""
    name = host.removesuffix(".").lower()
    is_public = ":" in name or ("." in name and not name.endswith(_INNER))
    if not (is_public or limits.may_be_local):
        raise WrongUsage(_PRIVATE.format(host=host))


def _is_public(address: str) -> bool:
    known = ipaddress.ip_address(address.partition("%")[0])
    return (getattr(known, "ipv4_mapped", None) or known).is_global


def _require_success(url: str, status: int) -> None:
    if status == 200:
        return
    sentence = _GONE if status in {404, 410} else _REFUSED if status in {401, 402, 403, 406, 429, 451} else _FAILED
    raise EnvironmentProblem(sentence.format(host=_host(url), status=status))


def _as_stated(data: bytes, kind: str) -> bytes:
    """Return a page as UTF-8 with its mark where the answer states the encoding, which the page itself may not."""
    stated = _CHARSET.search(kind)
    if stated is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    try:
        return codecs.BOM_UTF8 + data.decode(stated[1], "replace").encode("utf-8")
    except (LookupError, UnicodeError):
        return data


def _problem(error: Exception, host: str) -> EnvironmentProblem:
    """Return why a page could not be had, in a sentence; the first kind that an error is of counts."""
    from urllib3 import exceptions

    sentences: Mapping[type[Exception], str] = {
        exceptions.NameResolutionError: _NOT_FOUND,
        socket.gaierror: _NOT_FOUND,
        exceptions.SSLError: _UNPROVEN,
        exceptions.NewConnectionError: _NO_ANSWER,
        exceptions.TimeoutError: _TOO_SLOW,
        exceptions.ProxyError: _NO_ANSWER,
    }
    sentence = next((text for kind, text in sentences.items() if isinstance(error, kind)), _BROKE_OFF)
    return EnvironmentProblem(sentence.format(host=host))
