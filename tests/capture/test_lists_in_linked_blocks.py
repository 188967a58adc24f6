"""Mentions of a page whose headlines lead to several sites, or that "Read more" ends; HTML tells where each begins."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
ROWS = [
    ("Ferry waits for the tide", "Ann Lee", "CBC News", "2026-11-04", "https://www.cbc.ca/news/ferry-1.2"),
    ("Fog holds the old harbour", "Jim Wren", "Dory & Oar", "2026-11-05", "https://doryoar.example/fog"),
    ("Ice road opens too late", "Tom Roe", "The Guardian", "2026-11-09", "https://www.theguardian.com/world/ice"),
]


def drafts(card: str, rows: list[tuple[str, ...]]) -> tuple[Draft, ...]:
    """Return the mentions of a page of such cards; "|" parts the lines of its plain text."""
    cards = [card.format(headline, name, outlet, day, url, day[-2:]) for headline, name, outlet, day, url in rows]
    html = "<div>" + "".join(cards).replace("|", "") + "</div>"
    text = "".join(cards)
    for tag in ("<", ">"):
        text = text.replace(tag, "\0")
    plain = "".join(text.split("\0")[::2]).replace("|", "\n\n")
    return read(Pasted(plain, html), Known(), TODAY).drafts


def told(draft: Draft) -> tuple[object, ...]:
    return draft.headline.value, draft.outlet.value, draft.url.value


@pytest.mark.parametrize(
    "card",
    [
        '<h3><a href="{4}">{0}</a></h3>|<p>{2}</p>|<p>Our own Nora Verdun tells why it will last.</p>|',
        '<div><a href="{4}">{0}</a></div>|<div>By {1}</div>|<div>{2}</div>|<time datetime="{3}">{5} Nov</time>|',
        '<p>NEWS</p>|<h2><a href="{4}">{0}</a></h2>|<p>By {1}</p>|<p>{2}</p>|<time datetime="{3}">{5} Nov</time>|',
        '<p><b>{0}</b></p>|<p>{2}, {3}</p>|<p>It will last. <a href="{4}">Read more</a></p>|',
        '<p><b>{0}</b></p>|<p>{2}</p>|<p>By {1}</p>|<p>It will last.</p>|<p><a href="{4}">Full story</a></p>|',
    ],
)
def test_links_part_the_mentions_of_a_page(card: str) -> None:
    found = drafts(card, ROWS)
    assert list(map(told, found)) == [(headline, outlet, url) for headline, _, outlet, _, url in ROWS]
    if "{3}" in card:
        assert [str(draft.published_on.value) for draft in found] == [day for *_, day, _ in ROWS]
    if "{1}" in card:
        assert [draft.reporters.value for draft in found] == [(name,) for _, name, *_ in ROWS]


def test_what_a_page_teases_of_its_own_is_no_list_of_mentions() -> None:
    rows = [(*row[:4], f"https://www.cbc.ca/news/{place}") for place, row in enumerate(ROWS)]
    card = '<h3><a href="{4}">{0}</a></h3>|<p>Our own Nora Verdun tells why it will last.</p>|'
    assert len(drafts(card, rows)) == 1


def test_what_stands_above_the_first_linked_headline_leads_the_others_too() -> None:
    found = drafts('<h4>{2} – {3}</h4>|<p><a href="{4}">{0}</a></p>|<p>{1}</p>|', ROWS)
    assert list(map(told, found)) == [(headline, outlet, url) for headline, _, outlet, _, url in ROWS]
    assert [str(draft.published_on.value) for draft in found] == [day for *_, day, _ in ROWS]


def test_a_linked_headline_ends_where_its_link_does() -> None:
    found = drafts('<li><time datetime="{3}">Nov {5}</time> <a href="{4}">{0}</a> <span>{2}</span></li>|', ROWS)
    assert list(map(told, found)) == [(headline, outlet, url) for headline, _, outlet, _, url in ROWS]
