"""Key messages, tiers, regions, reach, and the share of voice."""

from datetime import date
from typing import Any

import pytest

from clipper.model.query import Query
from clipper.reports.document import Outlets, Report, ShareOfVoice, Summary, Topics
from clipper.reports.writers import markdown
from tests.reports.conftest import Make, reported

ICE, RENT = "Ice roads need a plan", "Rents are a northern matter"


def topics(report: Report) -> Topics:
    section = report.section("topics")
    assert isinstance(section, Topics)
    return section


def outlets(report: Report) -> Outlets:
    section = report.section("outlets")
    assert isinstance(section, Outlets)
    return section


def test_each_message_says_by_how_many_it_was_carried(make: Make):
    library = make({}, {}, {"published_on": "2017-11-20"}, {"published_on": "2017-11-01"})
    for message in (RENT, ICE):
        library.add_message(message)
    first, _, third, _ = sorted(library.search(Query()).ids)
    library.carry_message([first, third], ICE)
    report = reported(library)
    found = topics(report)
    assert [(row.mark, row.text, row.carried, row.before) for row in found.message_rows] == [
        ("M1", ICE, "1 of 2", "1 of 2"),
        ("M2", RENT, "0 of 2", "0 of 2"),
    ]
    summary = report.section("summary")
    assert isinstance(summary, Summary)
    amounts = next(measure.amounts for measure in summary.measures if measure.key == "message")
    assert [(amount.number, amount.unit) for amount in amounts] == [(1, "of 2"), (1, "of 2")]


def test_no_message_carried_says_so_and_the_public_learns_of_none(make: Make):
    library = make({"publish": True})
    library.add_message(ICE)
    found = topics(reported(library))
    assert found.messages is not None
    assert found.messages.heading == "No clipping carries a key message"
    public = reported(library, audience="public")
    assert ICE not in markdown.render(public)
    assert all(not isinstance(section, Topics) or section.messages is None for section in public.sections)


def ran(*names: str) -> list[dict[str, Any]]:
    return [{"outlet": name, "publish": True} for name in names]


def test_outlets_stand_by_tier_where_there_are_six(make: Make):
    library = make(*ran(*"AABCDEF"))
    library.edit_outlet("C", tier=1)
    library.edit_outlet("A", tier=2)
    found = [(row.name, row.tier) for row in outlets(reported(library)).rows]
    assert found[:3] == [("C", "Tier 1"), ("A", "Tier 2"), ("B", "No tier")]
    assert {row.tier for row in outlets(reported(library, audience="public")).rows} == {""}


def test_five_outlets_have_no_tiers(make: Make):
    library = make(*ran(*"AABCDE"))
    library.edit_outlet("C", tier=1)
    first = outlets(reported(library)).rows[0]
    assert (first.name, first.tier) == ("A", "")


def test_reach_counts_each_outlet_once_and_names_what_is_unknown(make: Make):
    library = make(*ran(*"AABC"))
    library.edit_outlet("A", reach=1200, reach_source="Audit", reach_on=date(2017, 6, 30))
    library.edit_outlet("B", reach=300)
    found = outlets(reported(library))
    assert [(row.name, row.reach) for row in found.rows] == [("A", "1,200"), ("B", "300"), ("C", "unknown")]
    assert found.reach == (
        "Reach of two outlets: 1,500, each outlet counted once. "
        "Sources: Audit (June 30, 2017), source not told. Reach unknown for one outlet."
    )


def test_reach_that_nobody_knows_is_unknown_and_no_zero(make: Make):
    found = outlets(reported(make(*ran(*"AB"))))
    assert [row.reach for row in found.rows] == ["", ""]
    assert found.reach == "Reach unknown for two outlets."


def test_a_region_is_that_of_the_outlet_else_its_country(make: Make):
    library = make(*ran(*"AABC"))
    library.edit_outlet("A", region="Yukon", country="CA")
    library.edit_outlet("B", country="NO")
    found = topics(reported(library))
    assert [(count.label, count.number) for count in found.regions] == [("Yukon", 2), ("Norway", 1), ("Unknown", 1)]
    assert found.region is not None
    assert (found.region.heading, found.region.text) == ("Two ran in Yukon", "Of one it is not known.")


def test_we_stand_beside_the_peers_that_tags_name(make: Make):
    peer = {"relation": "peer", "tags": ["peer/Boreal Council"]}
    library = make({}, {}, {}, peer, {**peer, "outlet": "B"}, {"relation": "peer"}, {"relation": "issue"})
    report = reported(library)
    share = report.section("share")
    assert isinstance(share, ShareOfVoice)
    assert [(row.name, row.number, row.share, row.is_us) for row in share.rows] == [
        ("us", 3, "3 of 6", True),
        ("Boreal Council", 2, "2 of 6", False),
        ("Other peers", 1, "1 of 6", False),
    ]
    assert [fact.text for fact in share.queries] == ["relation:about_us state:kept", "state:kept relation:peer"]


@pytest.mark.parametrize("values", [{"state": "new"}, {"published_on": "2017-11-03"}, {"relation": "issue"}])
def test_no_share_of_voice_without_a_kept_clipping_about_a_peer_in_the_period(make: Make, values):
    library = make({}, {"relation": "peer", **values})
    assert reported(library).section("share") is None


def test_the_public_never_learns_of_peers(make: Make):
    library = make({"publish": True}, {"publish": True, "relation": "peer", "tags": ["peer/Boreal Council"]})
    report = reported(library, audience="public")
    assert report.section("share") is None
    assert "Boreal" not in markdown.render(report)


def test_prominence_that_is_often_not_coded_says_so(make: Make):
    library = make({"prominence": "headline"}, {})
    found = topics(reported(library)).prominence
    assert found is not None
    assert found.heading == "One had us in the headline; one is not coded"


def test_our_share_is_not_compared_with_a_month_in_which_nobody_kept_what_ran_about_peers(make: Make):
    peer = {"relation": "peer", "tags": ["peer/Boreal Council"]}
    library = make({}, peer, {"published_on": "2017-11-03"})
    share = reported(library).section("share")
    assert isinstance(share, ShareOfVoice)
    assert [(row.name, row.before) for row in share.rows] == [("us", ""), ("Boreal Council", "")]
    assert share.share.text == ""


def test_our_share_is_compared_with_a_month_before_which_somebody_kept_what_ran_about_peers(make: Make):
    library = make({}, {"relation": "peer"}, {"published_on": "2017-11-03"}, _peer_in("2017-10-20"))
    share = reported(library).section("share")
    assert isinstance(share, ShareOfVoice)
    assert [(row.name, row.before) for row in share.rows] == [("us", "1"), ("Other peers", "0")]


def _peer_in(day: str) -> dict[str, str]:
    return {"relation": "peer", "published_on": day}
