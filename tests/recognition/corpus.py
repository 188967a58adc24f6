"""The pages of a corpus: what a clipboard held after a copy in a browser, and what is true of the page.

A page holds {"id", "lang", "url_if_known", "expected", "visible", "text": {base: str}, "html": {base: str}}, where base
is full (Select All), article or drag; a variant such as "full+clip" is that base with its HTML.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from clipper.model.draft import Pasted

VARIANTS = ("full", "article", "drag", "full+clip", "article+clip", "drag+clip")

Page = dict[str, Any]

TODAY = date(2026, 11, 25)
"""The day on which all pages are read for a fit; all of them are older."""


def pages(folder: Path) -> list[Page]:
    """Return the pages of a corpus, in the order of their file names."""
    return [json.loads(gzip.open(path).read()) for path in sorted(folder.glob("*.json.gz"))]


def publisher(page: Page) -> str:
    """Return who published a page, so that pages of one layout are never on both sides of a fit."""
    host = urlsplit(page["url_if_known"] or "").hostname or ""
    if host:
        return host.removeprefix("www.")
    parts = page["id"].split("_")
    return parts[2] if parts[0] == "fundus" and len(parts) > 2 else parts[1] if len(parts) > 1 else parts[0]


def is_held_out(page: Page) -> bool:
    """Tell whether a page is of the third of publishers that no fit and no designer sees."""
    return zlib.crc32(publisher(page).encode()) % 3 == 0


def fold_of(page: Page, folds: int) -> int:
    """Return which of so many parts a page is in; pages of one publisher are in one."""
    return zlib.crc32(b"fold " + publisher(page).encode()) % folds


def pastes(page: Page) -> Iterator[tuple[str, Pasted]]:
    """Yield each variant that a page has, and the paste that it is."""
    for variant in VARIANTS:
        base, _, clip = variant.partition("+")
        if page["text"].get(base):
            yield variant, Pasted(page["text"][base], page["html"].get(base) if clip else None)
