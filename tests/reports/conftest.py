"""Real libraries: the sample one, and small ones made of just the clippings that a test names."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from clipper import reports
from clipper.library.exchange import import_library
from clipper.library.library import Library
from clipper.library.sample import open_sample
from clipper.model.clipping import Organisation
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import ALL_SECTIONS
from clipper.reports import Audience, Coverage, Definition, Report, ReportIssue

Make = Callable[..., Library]
ISSUED = date(2018, 1, 4)
DECEMBER = Period.month(2017, 12)


def story(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


def covered(library: Library, period: str = "2017-12", query: str = "", audience: str = "internal") -> Coverage:
    return reports.coverage(library, Period.parse(period), Query.parse(query), Audience(audience))


def reported(library: Library, period: str = "2017-12", audience: str = "internal", **choices: Any) -> Report:
    coverage = covered(library, period, audience=audience)
    definition = Definition(audience=Audience(audience), **{"sections": ALL_SECTIONS, **choices})
    return reports.document(coverage, definition, library.organisation() or Organisation(), ReportIssue(ISSUED))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample library; tests only read it."""
    with open_sample(tmp_path_factory.mktemp("sample") / "sample.clipper") as library:
        yield library


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Make a library of clippings, each a dictionary of the exchange format; what is not named is usual."""
    with ExitStack() as opened:

        def _make(*clippings: dict[str, Any]) -> Library:
            lines = [
                {"format": "clipper", "version": 1},
                *({"clipping": _usual(c, n)} for n, c in enumerate(clippings)),
            ]
            exchange = tmp_path / "clippings.jsonl"
            exchange.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
            library = opened.enter_context(Library.open(tmp_path / f"{len(lines)}.clipper"))
            import_library(library, exchange)
            return library

        yield _make


def _usual(clipping: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        "uuid": story(f"clipping {number}"),
        "headline": f"Headline {number}",
        "outlet": "The Lantern",
        "published_on": "2017-12-05",
        "language": "en",
        "state": "kept",
        "relation": "about_us",
        "added_at": "2017-12-06T09:00:00",
        **clipping,
    }
