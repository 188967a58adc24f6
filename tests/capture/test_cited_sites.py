"""What a link or two within the sentences of an article say of its outlet: hardly anything."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

HEADLINE = "Ferry operator halts sailings as channel silts up"
PARAGRAPHS = (
    "The ferry to Port Gansey has waited for three weeks, and nobody at the quay knows how long it will stay there.",
    "A study by the {} found that the channel loses a foot of water each winter, and that nobody measures it.",
    "“Nobody dredged the channel, and nobody will before the spring,” said Tom Verdun, who runs the hotel there.",
    "The council will hear the operator in December, and until then a barge serves the island twice a week.",
)


def draft_of(head: tuple[str, ...], named: str, address: str, known: Known | None = None, link: str = "") -> Draft:
    text = "\n\n".join([HEADLINE, *head, *PARAGRAPHS]).format(named)
    linked = "".join(f"<p>{line}</p>" for line in [*head, *PARAGRAPHS]).format(f'<a href="{address}">{named}</a>')
    html = f"{link}<h1>{HEADLINE}</h1>{linked}"
    (draft,) = read(Pasted(text, html), known or Known(), date(2026, 11, 30)).drafts
    return draft


CITED = [
    ("Bank of England", "https://www.bankofengland.co.uk/paper"),
    ("Coastal Soundings Centre", "https://soundings.ca/2026/silt"),
    ("Fraser Institute", "https://www.fraserinstitute.org/studies/ports"),
]


@pytest.mark.parametrize(("named", "address"), CITED)
@pytest.mark.parametrize(("outlet", "is_sure"), [("The Globe and Mail", True), ("Tidewater Wire", False)])
def test_a_name_between_byline_and_day_is_the_outlet_and_not_a_site_that_the_text_links_to(
    named: str, address: str, outlet: str, is_sure: bool
) -> None:
    draft = draft_of(("By Ines Marlow", outlet, "November 24, 2026"), named, address)
    assert (draft.outlet.value, draft.outlet.is_sure) == (outlet, is_sure)


@pytest.mark.parametrize(("named", "address"), CITED)
def test_a_site_that_only_the_text_links_to_is_never_a_sure_outlet(named: str, address: str) -> None:
    assert not draft_of(("By Ines Marlow", "November 24, 2026"), named, address).outlet.is_sure


def test_a_site_that_the_text_links_to_is_not_the_outlet_where_the_library_s_organisation_is_called_so() -> None:
    known = Known(organisation=("Coastal Soundings Centre", "Soundings"))
    draft = draft_of(("By Ines Marlow", "November 24, 2026"), *CITED[1], known)
    assert draft.outlet.value is None


def test_a_site_that_the_page_links_to_outside_its_text_as_well_stays_the_outlet() -> None:
    link = '<a href="https://financialpost.com/">Financial Post</a>'
    address = "https://financialpost.com/silt"
    draft = draft_of(("By Ines Marlow", "November 24, 2026"), "Financial Post", address, None, link)
    assert (draft.outlet.value, draft.outlet.is_sure) == ("Financial Post", True)
