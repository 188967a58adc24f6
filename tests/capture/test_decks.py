"""The deck of an article: the words below its headline, and not those of its picture."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

TITLE = "Town to close its only public rink"
CREDITS = "Nora Pell · CBC News · Posted: Nov 25, 2026 6:00 AM PST | Last Updated: 3 hours ago"
ALT = "A drained rink with an empty stand."
CAPTION = "The rink, pictured in 2024, needs $6.4 million in repairs. (Ann Marsh/CBC)"
TEXT = (
    "The town will close its only public rink at the end of the year, council decided on Tuesday after a debate.\n"
    "Mayor Ida Roth said the repairs were beyond what the town could carry. “Nobody up here wants this,” she said.\n"
)
DECK = "Council votes 5-2 after four-hour debate"


def article(*lines: str) -> Draft:
    (draft,) = read(Pasted("\n".join([TITLE, *lines, TEXT])), Known(), date(2026, 11, 30)).drafts
    assert draft.headline.value == TITLE
    return draft


@pytest.mark.parametrize("deck", [[], [DECK]])
def test_what_a_picture_shows_and_its_caption_are_no_deck(deck: list[str]) -> None:
    draft = article(*deck, CREDITS, ALT, CAPTION, "Social Sharing")
    assert draft.deck.value == (DECK if deck else None)
    assert not (draft.body.value or "").startswith((ALT, CAPTION))


@pytest.mark.parametrize(
    "caption",
    [
        "Photo: Jacques Roy Archives Le Devoir La patinoire municipale de Bracourt en 2023",
        "The rink, pictured in 2024, needs repairs. (Ann Marsh/CBC)",
    ],
)
def test_a_caption_above_the_byline_is_no_deck(caption: str) -> None:
    assert article(caption, "By Nora Pell", "November 27, 2026").deck.value is None


def test_a_deck_may_end_without_a_full_stop_above_a_row_of_credits() -> None:
    assert (article(DECK, CREDITS).deck.value, article(DECK, CREDITS).deck.is_sure) == (DECK, True)
