"""The address of an article that is pasted with its HTML."""

from urllib.parse import quote

import pytest

from clipper.capture.reading import read
from clipper.model.draft import Guess, Known, Pasted
from tests.capture.formats.reading import TODAY

PAGE = "https://ferry.example/2026/11/the-tide-waits-for-no-ferry"
EMBED = "https://video.example/embed/2859910"
HEADLINE = "The tide waits for no ferry"
TEXT = "".join(
    f"<p>The harbour of island {number} has waited for its boat since Friday, and nobody has said why.</p>"
    for number in range(6)
)


def address(html: str) -> Guess[str | None]:
    (draft,) = read(Pasted("", html), Known(), TODAY).drafts
    assert draft.headline.value == HEADLINE
    return draft.url


@pytest.mark.parametrize(
    "link",
    [
        PAGE,
        f"{PAGE}?utm_source=letter",
        f"https://can01.safelinks.protection.outlook.com/?url={quote(PAGE, '')}&amp;data=05%7C01&amp;reserved=0",
        f"https://www.google.com/url?q={quote(PAGE, '')}&amp;sa=D",
    ],
)
def test_a_headline_leads_to_its_article(link: str) -> None:
    found = address(f'<p>For you</p><h1><a href="{link}">{HEADLINE}</a></h1><p>By Ines Marlow</p>{TEXT}')
    assert (found.value, found.is_sure) == (PAGE, True)


def test_a_page_is_where_its_links_for_sharing_say() -> None:
    shared = f'<a href="https://social.example/share?u={quote(PAGE, "")}">Share</a>'
    found = address(f"<h1>{HEADLINE}</h1><p>By Ines Marlow</p>{shared}{TEXT}<p>{EMBED}</p>")
    assert (found.value, found.is_sure) == (PAGE, True)


def test_what_else_is_shared_on_a_page_is_not_its_address() -> None:
    shared = '<a href="https://social.example/share?u=https%3A%2F%2Fferry.example%2Fwin-a-cruise">Share</a>'
    assert address(f"<h1>{HEADLINE}</h1><p>By Ines Marlow</p>{shared}{TEXT}").value is None


@pytest.mark.parametrize("head", [f'<h1><a href="https://ferry.example/">{HEADLINE}</a></h1>', f"<h1>{HEADLINE}</h1>"])
def test_the_first_page_of_a_site_is_no_article_s(head: str) -> None:
    assert address(f"{head}<p>By Ines Marlow</p>{TEXT}<p>www.ferry.example</p>").value is None


def test_an_address_above_an_article_is_its_own_where_nothing_speaks_for_another() -> None:
    place = "https://ferry.example/news/1.70001"
    found = address(f"<p>{place}</p><h1>{HEADLINE}</h1><p>By Ines Marlow</p>{TEXT}")
    assert (found.value, found.is_sure) == (place, False)


def test_what_a_saved_page_states_comes_first() -> None:
    head = f'<head><link rel="canonical" href="{PAGE}"></head>'
    found = address(f"<html>{head}<body><p>{EMBED}</p><h1>{HEADLINE}</h1><p>By Ines Marlow</p>{TEXT}</body></html>")
    assert found.value == PAGE
