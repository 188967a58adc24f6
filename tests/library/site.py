"""A site on this machine, to fetch pages from."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from clipper.library.fetching import Limits

LOCAL = Limits(connect=2, whole=5, size=200_000, may_be_local=True)
TEXT = "Nobody has decided who pays for the ferry, and three mayors wrote to the minister about it on Monday. " * 5
PAGE = f"""<!doctype html><html lang="en"><head><title>Harbour towns ask</title>
<meta property="og:title" content="Harbour towns ask who pays"><meta property="og:site_name" content="Coastal Ledger">
</head><body><article><h1>Harbour towns ask who pays</h1><p>By Maya Okafor</p><time datetime="2026-11-03">3 Nov</time>
<p>{TEXT}</p><img src="/picture.png"></article></body></html>"""

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A site on this machine: what it answers at each path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.let_go = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers.items())))
                try:
                    site.answers[self.path](self)
                except OSError:
                    return  # who asked went away

            def log_message(self, *_arguments: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}{path}"

    def page(self, path: str, body: bytes = PAGE.encode(), status: int = 200, **headers: str) -> str:
        """Answer with a page, and return its address."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer
        return self.url(path)
