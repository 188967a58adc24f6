"""Saved pages: what they say of themselves beats what their text tells, and is shown where the text has it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from clipper.capture.formats.html import opened_page, without_site
from clipper.model.draft import SURE, Known, Pasted
from tests.capture.formats.reading import HEADLINE, PARAGRAPHS, one, read, shown

URL = "https://www.coastal-ledger.example/news/ferry-season"


def page(head: str = "", body: str = "", encoding: str = "utf-8") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    shown_ = body or f"<nav>News Sport</nav><h1>{HEADLINE}</h1><p>By Petra Lindqvist</p><p>Nov. 14, 2025</p>{text}"
    return f"<!doctype html><html><head>{head}</head><body>{shown_}</body></html>".encode(encoding)


def data(*nodes: Any, **article: Any) -> str:
    """The script of a page that describes an article, and other things."""
    described = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, **article}
    loaded = [described, *nodes] if nodes else described
    return f'<script type="application/ld+json">{json.dumps(loaded)}</script>'


def meta(**values: str) -> str:
    names = {name: name.replace("__", ":") for name in values}
    return "".join(f'<meta property="{names[name]}" content="{value}">' for name, value in values.items())


def details_of(html: bytes) -> Mapping[str, str]:
    return opened_page(Pasted("", html.decode()), "html").details


def test_what_a_page_says_in_its_data_beats_its_text() -> None:
    head = data(
        author=[{"@type": "Person", "name": "Petra Lindqvist"}, {"@type": "Person", "name": "Amadou Kerr"}],
        publisher={"@type": "NewsMediaOrganization", "name": "The Coastal Ledger Inc."},
        datePublished="2025-11-13T21:15:00-05:00",
        mainEntityOfPage={"@type": "WebPage", "@id": URL},
        inLanguage="en-CA",
    )
    reading = read("ferry.html", page(head))
    draft = one(reading)
    assert reading.format == "html"
    assert draft.headline.value == HEADLINE
    assert draft.reporters.value == ("Petra Lindqvist", "Amadou Kerr")
    assert draft.outlet.value == "The Coastal Ledger"
    assert draft.published_on.value == date(2025, 11, 13)
    assert (draft.url.value, draft.language.value) == (URL, "en")
    assert min(getattr(draft, name).confidence for name in ("headline", "reporters", "outlet", "published_on")) >= 0.95
    assert draft.body.value == "\n\n".join(PARAGRAPHS)
    assert shown(reading, "headline") == [HEADLINE]


def test_values_are_shown_where_the_text_has_them() -> None:
    reading = read("ferry.html", page(data(author="By Petra Lindqvist", datePublished="2025-11-14")))
    assert shown(reading, "headline") == [HEADLINE]
    assert shown(reading, "reporters") == ["Petra Lindqvist"]
    assert shown(reading, "published_on") == ["Nov. 14, 2025"]
    other = read("ferry.html", page(data(headline="Ports ask for money", author="Sam Whit")))
    assert one(other).headline.value == "Ports ask for money"
    assert HEADLINE in [guess.value for guess in one(other).headline.alternatives]
    assert (shown(other, "headline"), shown(other, "reporters")) == ([], [])


def test_things_are_found_in_a_graph_and_by_their_ids() -> None:
    person = {"@id": "#petra", "@type": "Person", "name": "Petra Lindqvist"}
    outlet = {"@id": "#ledger", "@type": "Organization", "name": "Coastal Ledger"}
    article = {"@type": ["Article", "NewsArticle"], "headline": HEADLINE, "author": {"@id": "#petra"}}
    graph = {"@graph": [outlet, {"@type": "WebPage"}, {**article, "publisher": {"@id": "#ledger"}}, person]}
    found = details_of(page(f'<script type="application/ld+json">{json.dumps(graph)}</script>'))
    assert (found["headline"], found["reporters"], found["outlet"]) == (HEADLINE, "Petra Lindqvist", "Coastal Ledger")


def test_other_articles_that_a_page_describes_are_not_taken() -> None:
    other = {"@type": "NewsArticle", "headline": "Snow in the hills", "url": "https://ledger.example/snow"}
    link = f'<link rel="canonical" href="{URL}">'
    assert details_of(page(data(other, url=URL) + link))["headline"] == HEADLINE
    assert details_of(page(data(other) + meta(og__title=HEADLINE)))["headline"] == HEADLINE
    listed = {"@type": "ItemList", "itemListElement": [other]}
    assert details_of(page(f'<script type="application/ld+json">{json.dumps(listed)}</script>')) == {}


def test_the_head_serves_where_there_are_no_data() -> None:
    head = meta(
        og__type="article",
        og__title=f"{HEADLINE} | Coastal Ledger",
        og__site_name="Coastal Ledger",
        article__published_time="2025-11-14T08:00:00Z",
        author="Petra Lindqvist",
        og__url=f"{URL}?x=1",
    )
    draft = one(read("ferry.html", page(f'{head}<link rel="canonical" href="{URL}">')))
    assert (draft.headline.value, draft.outlet.value, draft.url.value) == (HEADLINE, "Coastal Ledger", URL)
    assert (draft.reporters.value, draft.published_on.value) == (("Petra Lindqvist",), date(2025, 11, 14))
    assert all(getattr(draft, name).confidence >= SURE for name in ("headline", "outlet", "published_on", "url"))


def test_the_title_of_a_front_page_is_no_headline() -> None:
    head = meta(og__type="website", og__title="Coastal Ledger: news of the coast", og__site_name="Coastal Ledger")
    found = details_of(page(head))
    assert found == {"outlet": "Coastal Ledger", "weak": "outlet"}


def test_the_day_of_the_paper_beats_that_of_greenwich() -> None:
    text = page(data(datePublished="2025-11-15T02:30:00Z"))
    assert one(read("ferry.html", text)).published_on.value == date(2025, 11, 14)


def test_a_headline_that_was_cut_short_is_that_of_the_text() -> None:
    assert one(read("ferry.html", page(data(headline="Harbour towns ask who pays…")))).headline.value == HEADLINE


def test_the_address_that_a_browser_saved_a_page_from_is_known() -> None:
    for comment in (f"<!-- saved from url=(0052){URL} -->", f"<!--\n Page saved with SingleFile\n url: {URL}\n-->"):
        draft = one(read("ferry.html", comment.encode() + page()))
        assert draft.url.value == URL


def test_the_text_in_the_data_serves_where_the_page_shows_none() -> None:
    teaser = f"<h1>{HEADLINE}</h1><p>{PARAGRAPHS[0]}</p><p>Subscribe to read on</p>"
    draft = one(read("ferry.html", page(data(articleBody="\n\n".join(PARAGRAPHS)), teaser)))
    assert draft.body.value == "\n\n".join(PARAGRAPHS)
    assert not draft.body.is_sure


def test_the_library_s_spelling_of_an_outlet_is_taken() -> None:
    reading = read("a.html", page(data(publisher={"name": "MacLean’s"})), Known(outlets=("Maclean's",)))
    assert one(reading).outlet.value == "Maclean's"


def test_one_article_is_one_clipping_whatever_it_lists() -> None:
    lines = "".join(f"<p>A rope is promise {n} by Sam Whit, Harbour Gazette, May {n}, 2025</p>" for n in range(1, 9))
    assert len(read("list.html", page(body=lines)).reading.drafts) == 8
    assert len(read("list.html", page(data(), lines)).reading.drafts) == 1


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", '<meta charset="iso-8859-1">'),
        ("utf-16", ""),
        ("cp1252", '<meta charset="windows-1252">'),
        ("latin-1", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", ""),
    ],
)
def test_pages_of_all_encodings_are_read(encoding: str, declared: str) -> None:
    body = "<h1>L’été où les ports ferment</h1>".replace("’", "'" if encoding == "latin-1" else "’")
    reading = read("a.html", page(declared, f"{body}<p>{PARAGRAPHS[0]}</p>", encoding))
    assert "été où les ports ferment" in reading.reading.text


def test_the_name_of_the_site_is_no_part_of_a_title() -> None:
    assert without_site("Ports close - CBC News", "CBC News", "") == "Ports close"
    assert without_site("Ports close | Ledger", "", "https://www.ledger.example/a") == "Ports close"
    assert without_site("Ledger – Ports close – again", "Ledger", "") == "Ports close – again"
    assert without_site("Ports close – again", "Ledger", "") == "Ports close – again"


@pytest.mark.parametrize(
    "script",
    ["", "{", "[" * 100_000, "null", "[1, {}]", '{"@type": 5}', '{"@type": "NewsArticle", "headline": {"a": []}}'],
    ids=["empty", "broken", "deep", "null", "numbers", "no type", "no text"],
)
def test_data_of_any_kind_do_no_harm(script: str) -> None:
    text = page(f'<script type="application/ld+json">{script}</script>')
    assert one(read("a.html", text)).headline.value == HEADLINE
