"""From a paste to a draft, beside the extraction library alone on the same page."""

from datetime import date
from typing import Any

from clipper.capture import read
from clipper.model.draft import Known, Pasted
from tests.benchmarks.generate import clippings
from tests.benchmarks.measure import beside, milliseconds

_RUNS = 20


def paste_to_draft() -> dict[str, Any]:
    """Read whole pages as a clipboard holds them, text and HTML."""
    import trafilatura

    pages = [_page(clipping.headline or "", clipping.body or "") for clipping in clippings(_RUNS, seed=5)]
    first = milliseconds(lambda: read(pages[0], Known(), date(2026, 1, 2)))
    clipper = [milliseconds(lambda page=page: read(page, Known(), date(2026, 1, 2))) for page in pages]
    trafilatura.bare_extraction(pages[0].html)
    bare = [milliseconds(lambda page=page: trafilatura.bare_extraction(page.html)) for page in pages]
    return {**beside(clipper, bare), "first_ms": round(first, 1)}


def _page(headline: str, body: str) -> Pasted:
    paragraphs = body.split("\n\n")
    menu = [f"Section {number}" for number in range(40)]
    html = (
        f"<html><body><nav>{''.join(f'<a href=https://post.example/{item}>{item}</a>' for item in menu)}</nav>"
        f"<h1>{headline}</h1><p class=byline>By <a rel=author>Ada Marlow</a></p><time>January 1, 2026</time>"
        f"<article>{''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)}</article>"
        f"<aside>{''.join(f'<li>{item} again</li>' for item in menu)}</aside></body></html>"
    )
    text = "\n".join([*menu, headline, "By Ada Marlow", "January 1, 2026", *paragraphs, *menu])
    return Pasted(text, html)
