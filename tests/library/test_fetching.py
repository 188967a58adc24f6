"""Fetching a page on request, from a server on this machine; and that nothing else reaches the network."""

import ast
import gzip
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

import clipper
from clipper.library import fetching
from clipper.library.fetching import Limits, fetch, fetch_reading
from clipper.model.draft import Known
from clipper.model.errors import EnvironmentProblem, WrongUsage
from tests.library.site import LOCAL, PAGE, TEXT, Answer, Site

CERTIFICATE = Path(__file__).parents[1] / "data" / "certificate" / "ledger.example.pem"
"""A certificate that only ledger.example may show, signed by itself, with its key."""


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.let_go.set()
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_a_page_is_fetched_and_read_as_one_that_was_saved(site: Site) -> None:
    reading = fetch_reading(site.page("/a?b=c"), Known(), date(2026, 11, 18), limits=LOCAL)
    [draft] = reading.reading.drafts
    assert draft.headline.value == "Harbour towns ask who pays"
    assert (draft.body.value or "").startswith("Nobody has decided")
    assert (reading.pasted.source, reading.pasted.html) == (site.url("/a?b=c"), PAGE)


def test_it_asks_for_the_page_alone_without_cookies_or_referrer(site: Site) -> None:
    fetch(site.page("/a", Set_Cookie="who=you"), limits=LOCAL)
    fetch(site.url("/a"), limits=LOCAL)
    assert [path for path, _ in site.asked] == ["/a", "/a"]
    for _, headers in site.asked:
        assert headers["User-Agent"].startswith("Clipper/")
        assert not {name.lower() for name in headers} & {"cookie", "referer", "authorization", "origin"}


def test_what_leads_on_is_followed_a_few_times(site: Site) -> None:
    site.page("/first", b"", 302, Location="/second")
    site.page("/second", b"", 301, Location=site.page("/third"))
    assert fetch(site.url("/first"), limits=LOCAL).url == site.url("/third")
    site.page("/round", b"", 302, Location="/round")
    with pytest.raises(EnvironmentProblem, match="without end"):
        fetch(site.url("/round"), limits=LOCAL)
    assert len([path for path, _ in site.asked if path == "/round"]) == 6


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://ledger.example/a", "javascript:alert(1)", "data:text/html,a"]
)
def test_it_follows_to_web_addresses_only(site: Site, target: str) -> None:
    site.page("/away", b"", 302, Location=target)
    with pytest.raises(WrongUsage, match="Only addresses that begin with http"):
        fetch(site.url("/away"), limits=LOCAL)


@pytest.mark.parametrize(
    "url",
    [
        *("", "file:///etc/passwd", r"\\server\share\page.html", r"http:\\server\share", "//server/share"),
        *("ledger.example", "mailto:a@ledger.example", "http://", "http://[::1", "http://a:99999/"),
        "http://\ud800.example/",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(WrongUsage, match="Nothing was changed"):
        fetch(url)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "192.168.0.1", "169.254.169.254", "[::ffff:127.0.0.1]"]
)
def test_what_is_not_on_the_public_internet_is_refused(site: Site, host: str) -> None:
    port = site.server.server_address[1]
    with pytest.raises(WrongUsage, match="not on the public internet"):
        fetch(f"http://{host}:{port}/")
    assert site.asked == []


def test_a_public_page_that_leads_to_this_machine_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("/in", b"", 302, Location=site.page("/secret"))
    allowed = iter([True])
    is_public = fetching._is_public
    monkeypatch.setattr(fetching, "_is_public", lambda address: next(allowed, None) or is_public(address))
    with pytest.raises(WrongUsage, match="not on the public internet"):
        fetch(site.url("/in"), limits=Limits(connect=2, whole=5))
    assert [path for path, _ in site.asked] == ["/in"]


def test_a_name_that_leads_elsewhere_once_it_was_checked_is_asked_where_it_led_then(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve, port = socket.getaddrinfo, site.server.server_address[1]
    led = iter(["127.0.0.1"])

    def rebinding(host: str, *place: Any, **more: Any) -> Any:
        return resolve(next(led, "127.0.0.9") if host == "ledger.example" else host, *place, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(fetching, "_is_public", lambda address: address == "127.0.0.1")
    site.page("/a?b=c%20d")
    page = fetch(f"http://ledger.example:{port}/a?b=c%20d#here", limits=Limits(connect=2, whole=5))
    assert page.url == f"http://ledger.example:{port}/a?b=c%20d"
    [(path, headers)] = site.asked
    assert (path, headers["Host"]) == ("/a?b=c%20d", f"ledger.example:{port}")


def test_of_several_addresses_the_next_is_asked_where_one_does_not_answer(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve, port = socket.getaddrinfo, site.server.server_address[1]
    site.page("/a")

    def two(host: str, *place: Any, **more: Any) -> Any:
        hosts = ["127.0.0.9", "127.0.0.1"] if host == "ledger.example" else [host]
        return [found for one in hosts for found in resolve(one, *place, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    assert fetch(f"http://ledger.example:{port}/a", limits=LOCAL).data.decode("utf-8-sig") == PAGE


def test_a_host_is_believed_only_with_a_certificate_of_its_name(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve, names = socket.getaddrinfo, []

    def here(host: str, *place: Any, **more: Any) -> Any:
        return resolve("127.0.0.1" if host.endswith(".example") else host, *place, **more)

    monkeypatch.setattr(socket, "getaddrinfo", here)
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(CERTIFICATE)
    shown.sni_callback = lambda _socket, name, _context: names.append(name)
    monkeypatch.setattr(fetching, "_certificates", lambda: ssl.create_default_context(cafile=str(CERTIFICATE)))
    site.server.socket = shown.wrap_socket(site.server.socket, server_side=True)
    site.page("/a")
    port = site.server.server_address[1]
    assert fetch(f"https://ledger.example:{port}/a", limits=LOCAL).data.decode("utf-8-sig") == PAGE
    with pytest.raises(EnvironmentProblem, match="could not prove"):
        fetch(f"https://gazette.example:{port}/a", limits=LOCAL)
    assert names == ["ledger.example", "gazette.example"]
    assert [(path, headers["Host"]) for path, headers in site.asked] == [("/a", f"ledger.example:{port}")]


def test_a_name_and_password_in_an_address_are_not_sent(site: Site) -> None:
    url = site.page("/a").replace("http://", "http://me:secret@")
    fetch(url, limits=LOCAL)
    assert "Authorization" not in site.asked[0][1]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "no page at this address"),
        (410, "no page"),
        (403, "nobody but a browser"),
        (429, "browser"),
        (503, "try again later"),
    ],
)
def test_an_answer_that_is_no_page_is_said_in_a_sentence(site: Site, status: int, words: str) -> None:
    site.page("/a", b"no", status)
    with pytest.raises(EnvironmentProblem, match=f"(?i){words}") as refused:
        fetch(site.url("/a"), limits=LOCAL)
    assert str(status) in str(refused.value)
    assert str(refused.value).endswith("Nothing was changed.")


def test_a_file_is_no_page(site: Site) -> None:
    for kind in ("application/pdf", "image/png", "application/octet-stream", ""):
        with pytest.raises(EnvironmentProblem, match="but a file"):
            fetch(site.page("/a", b"%PDF", Content_Type=kind), limits=LOCAL)
    assert fetch(site.page("/a", b"Words", Content_Type="text/plain"), limits=LOCAL).ending == ".txt"


def test_a_page_too_large_is_given_up_also_when_it_is_packed(site: Site) -> None:
    with pytest.raises(EnvironmentProblem, match="larger than"):
        fetch(site.page("/a", b"x" * 300_000), limits=LOCAL)
    bomb = gzip.compress(b"x" * 50_000_000)
    with pytest.raises(EnvironmentProblem, match="larger than"):
        fetch(site.page("/a", bomb, Content_Encoding="gzip"), limits=LOCAL)
    packed = site.page("/a", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    assert PAGE.encode() in fetch(packed, limits=LOCAL).data


def test_the_encoding_that_the_answer_states_counts(site: Site) -> None:
    page = "<html><body><h1>Élection à Québec</h1></body></html>".encode("cp1252")
    data = fetch(site.page("/a", page, Content_Type="text/html; charset=windows-1252"), limits=LOCAL).data
    assert "Élection à Québec" in data.decode("utf-8-sig")
    unknown = fetch(site.page("/a", b"<p>a", Content_Type="text/html; charset=klingon"), limits=LOCAL)
    assert unknown.data == b"<p>a"


def test_a_site_that_does_not_answer_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EnvironmentProblem, match="does not answer"):
        fetch(f"http://127.0.0.1:{port}/", limits=LOCAL)

    def unknown(*_place: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    for may_be_local in (True, False):
        with pytest.raises(EnvironmentProblem, match="cannot be found"):
            fetch("http://ledger.example/", limits=Limits(connect=2, whole=5, may_be_local=may_be_local))


def test_a_site_that_breaks_off_or_speaks_no_http_is_said_so(site: Site) -> None:
    def rubbish(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\x01 what\r\n\r\n")
        handler.close_connection = True

    def short(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b"<p>a")
        handler.close_connection = True

    site.answers |= {"/rubbish": rubbish, "/short": short}
    for path in site.answers:
        with pytest.raises(EnvironmentProblem, match="broke off"):
            fetch(site.url(path), limits=LOCAL)


def endless(site: Site) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while not site.let_go.wait(0.05):
            handler.wfile.write(b"<p>a")
            handler.wfile.flush()

    return answer


def test_a_page_that_never_ends_is_given_up(site: Site) -> None:
    site.answers["/a"] = endless(site)
    with pytest.raises(EnvironmentProblem, match="takes too long"):
        fetch(site.url("/a"), limits=Limits(connect=2, whole=0.6, may_be_local=True))


class Stopped(Exception):
    pass


def test_who_cancels_does_not_wait_for_the_site(site: Site) -> None:
    site.answers["/a"] = lambda _handler: site.let_go.wait(30) and None  # type: ignore[func-returns-value]
    turns: list[int] = []

    def stop(_done: int, _total: int) -> None:
        turns.append(1)
        if len(turns) == 3:
            raise Stopped

    began = time.monotonic()
    with pytest.raises(Stopped):
        fetch(site.url("/a"), stop, LOCAL)
    assert time.monotonic() - began < LOCAL.connect


# Nothing else

_NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib3",
    "requests",
    "httpx",
    "ftplib",
    "smtplib",
    "imaplib",
    "telnetlib",
    "asyncio",
}
_ALLOWED = {"library/fetching.py"}
_OF_THIS_COMPUTER = {f"PySide6.QtNetwork.{name}" for name in ("QLocalServer", "QLocalSocket")}
"""What only reaches other processes of the same computer."""


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_other_module_imports_what_reaches_the_network() -> None:
    root = Path(clipper.__file__).parent
    found = {}
    for file in root.rglob("*.py"):
        names = set(imported(ast.parse(file.read_text(encoding="utf-8"))))
        bad = {
            name
            for name in names
            if name.split(".")[0] in _NETWORK
            or name.startswith(("urllib.request", "PySide6.QtNetwork.", "PySide6.QtWebEngine"))
        } - _OF_THIS_COMPUTER
        if bad:
            found[file.relative_to(root).as_posix()] = sorted(bad)
    assert set(found) == _ALLOWED, found


def test_reading_a_page_with_pictures_and_styles_reaches_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_place: Any, **_more: Any) -> None:
        raise AssertionError("the network was reached")

    from clipper.capture import read
    from clipper.capture.formats import read_file
    from clipper.capture.formats.base import File
    from clipper.model.draft import Pasted

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    evil = PAGE.replace(
        "</head>", '<link rel="stylesheet" href="http://x.example/a.css"><base href="http://x.example/"></head>'
    )
    evil = '<!DOCTYPE html [<!ENTITY e SYSTEM "http://x.example/e">]>' + evil
    read(Pasted("Harbour towns ask who pays\n" + TEXT, evil), Known(), date(2026, 11, 18))
    for name, data in {
        "a.html": evil.encode(),
        "a.txt": b"https://ledger.example/a",
        "a.csv": b"URL,Headline\nhttps://x.example/,a\n",
    }.items():
        read_file(File(name, data), Known(), date(2026, 11, 18))


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.0.0.5", "intranet.example"])
def test_no_proxy_is_asked_for_what_is_not_on_the_public_internet(
    site: Site, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("http_proxy", site.url(""))
    monkeypatch.setattr(socket, "getaddrinfo", _resolving({"intranet.example": "192.168.1.7"}))
    with pytest.raises(WrongUsage, match="is not on the public internet"):
        fetch(f"http://{host}/a")
    assert not site.asked


@pytest.mark.parametrize("host", ["intranet", "Printer.Local", "wiki.corp.internal", "a.localhost", "wiki.internal."])
def test_no_proxy_is_asked_for_a_name_of_an_inner_network(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    def resolve(*_place: Any, **_more: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME)

    monkeypatch.setenv("http_proxy", "http://proxy.invalid:3128")
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(WrongUsage, match="is not on the public internet"):
        fetch(f"http://{host}/a")


def test_a_proxy_finds_the_names_that_this_machine_cannot(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site.url(""))
    monkeypatch.setattr(socket, "getaddrinfo", _resolving({}))
    site.page("http://ledger.example/a")
    assert fetch("http://ledger.example/a").url == "http://ledger.example/a"


def _resolving(names: dict[str, str]) -> Callable[..., Any]:
    """Look up names as on a machine that knows only these, and addresses as ever."""
    look_up = socket.getaddrinfo

    def resolve(host: str, *more: Any, **named: Any) -> Any:
        if host.endswith(".example") and host not in names:
            raise socket.gaierror(socket.EAI_NONAME)
        return look_up(names.get(host, host), *more, **named)

    return resolve
