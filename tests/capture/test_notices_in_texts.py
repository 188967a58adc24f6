"""What papers put between the paragraphs of a text is none of it, and what stands behind that is."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

HEADLINE = "Ferry operator halts sailings as channel silts up"
HEAD = f"{HEADLINE}\nInes Marlow\nPublished March 3, 2026\n"
FIRST = "The ferry to Port Gansey has waited for three weeks, and nobody at the quay knows how long it will stay there."
SECOND = "“We have seen this before,” said Tom Verdun, who runs the hotel beside the landing and owns two of the boats."
LAST = "The council will hear the operator in December, and until then the island is served by a barge twice a week."
NOTICES = [
    "This advertisement has not loaded yet, but your article continues below.",
    "Share this article in your social network",
    "Article content",
    "THIS CONTENT IS RESERVED FOR SUBSCRIBERS ONLY",
    "Subscribe now to read the latest news in your city and across the province.",
    "Access articles from all over the province with one account.",
    "Unlimited online access to The Wren Bay Post and nine news sites with one account.",
    "Create an account or sign in to continue with your reading experience.",
    "Get email updates from your favourite authors.",
    "Daily puzzles and comics, and the crossword of the week.",
    "We apologize, but this video has failed to load.",
    "Tap here to see other videos from our team.",
    "This article is more than 2 years old",
]


def one(text: str, html: str | None = None) -> Draft:
    (draft,) = read(Pasted(text, html), Known(), date(2026, 11, 30)).drafts
    return draft


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_between_paragraphs_is_none_of_the_text(notice: str) -> None:
    draft = one(f"{HEAD}\n{FIRST}\n\n{notice}\n\n{SECOND}\n\n{notice}\n\n{LAST}\n")
    assert draft.body.value == f"{FIRST}\n\n{SECOND}\n\n{LAST}"


def test_headings_that_only_say_that_a_text_goes_on_are_none_of_it() -> None:
    told = [FIRST, SECOND, LAST]
    text = HEAD + "\n".join(f"Article content\n{line}" for line in told)
    parts = "".join(f"<section><h2>Article content</h2><p>{line}</p></section>" for line in told)
    head = f"<h1>{HEADLINE}</h1><div>Ines Marlow</div><div>Published March 3, 2026</div>"
    assert one(text, head + parts).body.value == "\n\n".join(told)


def test_the_only_title_of_a_very_long_page_is_its_headline() -> None:
    told = "".join(f"<p>Boat number {number} came in with the tide and left again.</p>" for number in range(600))
    page = f"<html><head><title>Boats | The Globe and Mail</title></head><body><h1>{HEADLINE}</h1>{told}</body></html>"
    draft = one("", page)
    assert (draft.headline.value, draft.outlet.value) == (HEADLINE, "The Globe and Mail")
    assert (draft.body.value or "").startswith("Boat number 0")
