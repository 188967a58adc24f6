"""Mentions that somebody sends on: short mails, messages of a chat, and what a telephone shares."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)


def only(text: str) -> Draft:
    (draft,) = read(Pasted(text), Known(), TODAY).drafts
    return draft


def told(text: str) -> tuple[object, ...]:
    draft = only(text)
    return draft.headline.value, draft.reporters.value, draft.outlet.value, draft.url.value


STAR = "https://www.thestar.com/news/fog-stays-put"


@pytest.mark.parametrize(
    "text",
    [
        f"Hi all,\n\n“Fog stays put” by Ines Marlow, Toronto Star\n{STAR}\n\nCheers,\nNora\n",
        f"Bonjour l’équipe,\nArticle de ce matin dans le Toronto Star :\n« Fog stays put », de Ines Marlow\n{STAR}\n"
        "Bonne journée,\nLuc\n",
        f"[Wednesday 3:41 PM] Nora Verdun\nSeen in the Star today: “Fog stays put” by Ines Marlow {STAR}\n",
        f"“Fog stays put” by Ines Marlow, Toronto Star\n{STAR}\nSent from my iPhone\n",
    ],
)
def test_a_short_note_gives_the_mention_and_not_its_own_words(text: str) -> None:
    assert told(text) == ("Fog stays put", ("Ines Marlow",), "Toronto Star", STAR)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Read this story from The Globe and Mail: Fog stays put\nhttps://apple.news/AbC\n", "The Globe and Mail"),
        ("Check out this article from CBC News: Fog stays put https://www.cbc.ca/lite/story/1.71\n", "CBC News"),
        ("Lisez cet article de La Presse : Fog stays put\nhttps://apple.news/AbC\nEnvoyé de mon iPhone\n", "La Presse"),
    ],
)
def test_a_telephone_shares_outlet_and_headline(text: str, outlet: str) -> None:
    headline, _, found, _ = told(text)
    assert (headline, found) == ("Fog stays put", outlet)


def test_a_day_with_a_colon_is_the_heading_of_a_list_and_no_words_of_a_note() -> None:
    text = (
        f"Hi all,\nNovember 24, 2026:\nFog stays put, Toronto Star\n{STAR}\nSalt on the road, CBC News\nCheers,\nNora\n"
    )
    found = read(Pasted(text), Known(), TODAY).drafts
    assert [draft.published_on.value for draft in found] == [date(2026, 11, 24)] * 2


@pytest.mark.parametrize("heading", ["=== {} ===", "--- {} ---", "~~ {} ~~", "*** {} ***"])
def test_signs_around_a_day_make_it_the_heading_of_the_lines_below(heading: str) -> None:
    text = (
        f"{heading.format('25 Nov 2026')}\n* Fog stays put | CBC News\n* Salt on the road | The New York Times\n"
        f"{heading.format('26 Nov 2026')}\n* Ferry waits for the tide | The Guardian\n"
    )
    found = read(Pasted(text), Known(), TODAY).drafts
    assert [draft.published_on.value for draft in found] == [date(2026, 11, day) for day in (25, 25, 26)]


def test_what_is_said_between_the_links_of_a_chat_is_no_headline() -> None:
    text = (
        "[25/11/2026, 09:14:02] Nora: https://www.thecoast.ca/news/fog-stays-put\n"
        "[25/11/2026, 09:20:44] Piet: Fog again! Great piece\n"
        "[26/11/2026, 08:01:10] Nora: https://www.halifaxexaminer.ca/environment/salt-on-the-road/\n"
    )
    found = read(Pasted(text), Known(), TODAY).drafts
    assert [(draft.headline.value, draft.outlet.value) for draft in found] == [
        (None, "The Coast"),
        (None, "Halifax Examiner"),
    ]


@pytest.mark.parametrize("byline", ["Ines Marlow, Times Colonist", "Ines Marlow | Times Colonist"])
def test_a_headline_of_two_words_stands_above_its_byline(byline: str) -> None:
    text = (
        f"Fog, again\n{byline}\nNovember 29, 2026\n\n"
        "The ferry waited for three hours on Sunday, and nobody on the wharf could say when it would leave.\n\n"
        "“It is a habit by now,” said the harbour master, who has counted the days of fog for twenty years.\n"
    )
    draft = only(text)
    assert (draft.headline.value, draft.reporters.value) == ("Fog, again", ("Ines Marlow",))


def test_an_agency_without_a_site_is_no_sure_outlet() -> None:
    text = (
        "Fog holds up the ferry a third time\nLuc Roy • Local Journalism Initiative Reporter\n"
        "Published Nov 25, 2026 • 2 minute read\n"
        "The ferry waited for three hours on Wednesday, and nobody on the wharf could say when it would leave.\n\n"
        "“It is a habit by now,” said the harbour master, who has counted the days of fog for twenty years.\n"
    )
    draft = only(text)
    assert draft.reporters.value == ("Luc Roy",)
    assert not draft.outlet.is_sure


def test_a_mention_below_a_farewell_is_not_left_out() -> None:
    text = (
        f"Hi all,\n“Fog stays put” by Ines Marlow, Toronto Star\n{STAR}\nCheers,\n"
        "“Salt on the road” by Luc Roy, CBC News, November 24, 2026\n"
    )
    assert "Salt on the road" in [draft.headline.value for draft in read(Pasted(text), Known(), TODAY).drafts]
