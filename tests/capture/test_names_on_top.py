"""A name alone at the top of a paste is no headline where one stands below it, nor is a notice of the site."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Doubt, Draft, Known, Pasted

HEADLINE = "Ferry operator halts sailings as channel silts up"
TEXT = """
The ferry to Port Gansey has waited for three weeks, and nobody at the quay knows how long it will stay.

“We have seen this before,” said Tom Verdun of the Society for Tidal Rivers. “Nobody dredged the channel.”

The council will hear the operator in December. Until then the island is served by a barge twice a week.
"""
FRENCH_HEADLINE = "Le traversier de Port-Gansey suspend ses traversées parce que le chenal s'ensable"
FRENCH_TEXT = """
Le traversier attend depuis trois semaines, et personne au quai ne sait combien de temps il y restera.

« Nous avons déjà vu cela », dit Tom Verdun, qui tient l'hôtel. « Personne n'a dragué le chenal. »

Le conseil entendra l'exploitant en décembre. D'ici là une barge dessert l'île deux fois par semaine.
"""


def one(text: str, known: Known | None = None) -> Draft:
    (draft,) = read(Pasted(text), known or Known(), date(2026, 11, 30)).drafts
    return draft


@pytest.mark.parametrize("paper", ["The Kluane News Tribune", "The Wren Bay Evening Post", "The Long Reach Bulletin"])
@pytest.mark.parametrize("menu", ["", "News\nSports\nOpinion\n"])
@pytest.mark.parametrize("byline", ["By Ines Marlow\n", ""])
def test_a_paper_s_name_of_several_words_on_top_is_the_outlet_to_check(paper: str, menu: str, byline: str) -> None:
    draft = one(f"{paper}\n{menu}{HEADLINE}\n{byline}March 3, 2026\n{TEXT}")
    assert (draft.headline.value, draft.deck.value) == (HEADLINE, None)
    assert (draft.outlet.value, draft.outlet.doubt) == (paper, Doubt.UNKNOWN_OUTLET)


@pytest.mark.parametrize("paper", ["Le Rappel du Haut-Pays", "La Gazette de la Rive", "L'Appel des Trois Rives"])
def test_a_french_name_in_capitals_on_top_is_the_outlet_to_check(paper: str) -> None:
    draft = one(f"{paper}\n{FRENCH_HEADLINE}\nPar Ines Marlow\nPublié le 3 mars 2026\n{FRENCH_TEXT}")
    assert draft.headline.value == FRENCH_HEADLINE
    assert (draft.outlet.value, draft.outlet.is_sure) == (paper, False)


def test_a_headline_in_capitals_stays_it_above_its_deck() -> None:
    deck = "How a channel silted up"
    draft = one(f"The Long Quiet Death of a Ferry\n{deck}\nBy Ines Marlow\nMarch 3, 2026\n{TEXT}")
    assert draft.headline.value == "The Long Quiet Death of a Ferry"


@pytest.mark.parametrize("logo", ["SOCIETY FOR TIDAL RIVERS", "Society for Tidal Rivers"])
def test_an_organisation_s_name_on_top_of_its_page_is_no_headline(logo: str) -> None:
    draft = one(f"{logo}\nHome\nAbout\n{HEADLINE}\nby Ines Marlow (feat. Tom Verdun)\nMarch 3, 2026\n{TEXT}")
    assert (draft.headline.value, draft.headline.is_sure) == (HEADLINE, False)
    assert [other.value for other in draft.headline.alternatives] == [logo]


def test_the_library_s_own_organisation_is_never_a_headline() -> None:
    known = Known(organisation=("Centre for Estuaries", "CFE"))
    draft = one(f"CENTRE FOR ESTUARIES\n{HEADLINE}\nMarch 3, 2026\n{TEXT}", known)
    assert draft.headline.value == HEADLINE


@pytest.mark.parametrize(
    "notice",
    [
        "This article is more than 1 month old",
        "This story is over two years old",
        "Dieser Artikel ist älter als ein Jahr",
    ],
)
def test_a_notice_of_the_age_of_a_piece_is_no_headline(notice: str) -> None:
    draft = one(f"The Guardian\nNews\n{notice}\n{HEADLINE}\n{notice}\nBy Ines Marlow\n3 March 2026\n{TEXT}")
    assert draft.headline.value == HEADLINE
    assert notice not in (draft.body.value or "")


def test_a_long_deck_above_the_byline_is_no_headline_where_a_title_stands_above_it() -> None:
    deck = "Operator says a third of the harbour is too shallow on most days; the port disputes the figure"
    page = (
        "Sign In\nThe Wren Ledger\nNews\nHome / News / Coast\nAdvertisement\n{}\n{}\nBy Ines Marlow | Staff reporter\n"
    )
    draft = one(page.format(HEADLINE, deck) + f"Published March 3, 2026 at 5:42 a.m.\nShare\nEmail\n{TEXT}")
    assert (draft.headline.value, draft.deck.value) == (HEADLINE, deck)


@pytest.mark.parametrize("place", ["OTTAWA", "Toronto", "Calgary", "St. John's"])
@pytest.mark.parametrize("top", ["The Globe and Mail\nPolitics\nLog in\n", ""])
def test_a_place_between_byline_and_day_is_no_outlet(place: str, top: str) -> None:
    draft = one(f"{top}{HEADLINE}\nInes Marlow\n{place}\nPublished November 26, 2026\n{TEXT}")
    assert draft.outlet.value == ("The Globe and Mail" if top else None)


def test_an_unknown_paper_between_byline_and_day_stays_the_outlet_to_check() -> None:
    draft = one(f"{HEADLINE}\nInes Marlow\nTidewater\nPublished November 26, 2026\n{TEXT}")
    assert (draft.outlet.value, draft.outlet.doubt) == ("Tidewater", Doubt.UNKNOWN_OUTLET)


@pytest.mark.parametrize(
    "line",
    [
        "The Globe and Mail (Coastal Edition) 2026-11-24 - INES MARLOW",
        "The Globe and Mail · 24 Nov 2026 · Ines Marlow",
        "Ottawa Citizen, November 24, 2026",
    ],
)
def test_an_outlet_with_its_edition_and_day_on_top_is_no_headline(line: str) -> None:
    draft = one(f"{line}\n\n{HEADLINE}\n{TEXT}")
    assert (draft.headline.value, draft.published_on.value) == (HEADLINE, date(2026, 11, 24))
    assert draft.reporters.value == (("Ines Marlow",) if "arlow" in line.casefold() else ())
