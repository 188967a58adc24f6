from datetime import date

import pytest

from clipper.model.clipping import Clipping, Organisation, Spokesperson
from clipper.model.codes import Role
from clipper.model.values import replace
from clipper.reports.citation import citation, cited

ORGANISATION = Organisation("Tide Institute")

FERRY = Clipping(
    id=1,
    uuid="1",
    headline="Ferries [late] & {full}",
    reporters=("Petra Lindqvist", "Ann Ode"),
    spokespeople=(Spokesperson("Amadou Kerr", Role.QUOTED), Spokesperson("Ann Ode", Role.AUTHOR)),
    outlet="Coastal Ledger",
    published_on=date(2026, 3, 1),
    url="https://ledger.example/ferries?a=1&b=2",
)


def test_a_citation_says_who_wrote_and_who_was_featured_and_ends_with_the_link() -> None:
    assert citation(FERRY, ORGANISATION).text == (
        "Ferries [late] & {full} by Petra Lindqvist and Ann Ode (feat. Amadou Kerr), Coastal Ledger, March 1, 2026, "
        "https://ledger.example/ferries?a=1&b=2"
    )


def test_its_headline_leads_to_the_clipping_where_the_text_is_formatted() -> None:
    assert citation(FERRY, ORGANISATION).html.startswith(
        '<a href="https://ledger.example/ferries?a=1&amp;b=2">Ferries [late] &amp; {full}</a> by Petra'
    )


def test_a_clipping_is_cited_in_its_own_language_else_in_that_of_the_organisation() -> None:
    french = (
        "Ferries [late] & {full}, par Petra Lindqvist et Ann Ode (avec Amadou Kerr), Coastal Ledger, "
        "1ᵉʳ\N{NO-BREAK SPACE}mars\N{NO-BREAK SPACE}2026"
    )
    assert citation(replace(FERRY, language="fr", url=None), ORGANISATION).text == french
    german = replace(FERRY, language="de", url=None)
    assert citation(german, replace(ORGANISATION, languages=("fr", "en"))).text == french
    assert " by Petra" in citation(german, replace(ORGANISATION, languages=("de",))).text


@pytest.mark.parametrize(
    ("clipping", "expected"),
    [
        (Clipping(1, "1"), "Clipping without a headline"),
        (Clipping(1, "1", programme="Noon", outlet="Radio One"), "Noon, Radio One"),
        (Clipping(1, "1", headline="Ferries", programme="Noon"), "Ferries, Noon"),
        (Clipping(1, "1", headline="Ferries", url="javascript:alert(1)"), "Ferries"),
    ],
)
def test_what_is_not_known_leaves_no_marks_behind(clipping: Clipping, expected: str) -> None:
    assert citation(clipping, ORGANISATION).text == expected
    assert citation(clipping, ORGANISATION).html == expected


def test_the_house_style_is_the_organisations_own_in_each_language() -> None:
    ours = replace(ORGANISATION, house_style=(("en", "{outlet}[ ({date})]: “{headline}”[ <{link}>]"),))
    assert citation(FERRY, ours).text == (
        "Coastal Ledger (March 1, 2026): “Ferries [late] & {full}” <https://ledger.example/ferries?a=1&b=2>"
    )
    assert citation(FERRY, ours).html.endswith(
        '&lt;<a href="https://ledger.example/ferries?a=1&amp;b=2">https://ledger.example/ferries?a=1&amp;b=2</a>&gt;'
    )
    assert citation(replace(FERRY, language="fr"), ours).text.startswith("Ferries [late] & {full}, par")


def test_a_recording_is_cited_at_its_place() -> None:
    video = Clipping(1, "1", headline="Noon", url="https://www.youtube.com/watch?v=abc", timecode=90)
    assert citation(video, ORGANISATION).text.endswith("t=90")


def test_several_clippings_are_lines_and_a_list() -> None:
    two = cited([Clipping(1, "1", headline="One"), Clipping(2, "2", headline="Two")], ORGANISATION)
    assert two.text == "One\nTwo"
    assert two.html == "<ul><li>One</li><li>Two</li></ul>"
