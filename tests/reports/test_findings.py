"""The sentences that reports compute: true of the figures, and right in grammar."""

from datetime import date
from typing import Any

import pytest

from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Medium, Relation, Role, State, Tone
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import Audience
from clipper.model.term import Term
from clipper.model.values import replace
from clipper.reports.coverage import Coverage, Month
from clipper.reports.figures import Figures
from clipper.reports.findings import groups, summary, volume
from clipper.reports.findings.phrases import share, short
from clipper.reports.language import language
from clipper.reports.timeline import peaks, spans

EN, FR = language("en"), language("fr")
DECEMBER = Period.month(2017, 12)
USUAL = Query((Term(Relation.ABOUT_US, "relation"), Term(State.KEPT, "state")))


def plain(text: str) -> str:
    """Text with ordinary spaces in place of no-break ones."""
    return text.replace("\u00a0", " ")


def clippings(*days: int, **values: Any) -> tuple[Clipping, ...]:
    return tuple(
        Clipping(id=100 * day + number, uuid="", published_on=date(2017, 12, day), **{"headline": "Ice", **values})
        for number, day in enumerate(days)
    )


def figures(*groups_of: tuple[Clipping, ...], pick_ups: frozenset[int] = frozenset()) -> Figures:
    return Figures(tuple(clipping for group in groups_of for clipping in group), pick_ups)


def coverage(
    now: Figures, before: Figures | None = None, year_before: Figures | None = None, **values: Any
) -> Coverage:
    usual: dict[str, Any] = {"trend": (), "since": None, "undated": 0, "waiting": 0}
    return Coverage(DECEMBER, Audience.INTERNAL, USUAL, now, before, year_before, **{**usual, **values})


def many(count: int, **values: Any) -> tuple[Clipping, ...]:
    return clippings(*(1 + number % 28 for number in range(count)), **values)


def trend(*counts: int) -> tuple[Month, ...]:
    months = [DECEMBER]
    while len(months) < len(counts):
        months.insert(0, months[0].before())
    return tuple(Month(period, tuple(range(count))) for period, count in zip(months, counts, strict=True))


@pytest.mark.parametrize(
    ("before", "year_before", "english", "french"),
    [
        (5, 2, "December brought 8 clippings, up from 5 in November and 2 in December 2016.", "5 en novembre et 2 en"),
        (9, 2, "December brought 8 clippings, up from 2 in December 2016, down from 9 in November.", "contre 9"),
        (8, None, "December brought 8 clippings, as many as in November.", "contre 8 en novembre."),
        (None, None, "December brought 8 clippings.", "Décembre a apporté 8 coupures."),
    ],
)
def test_the_lead_compares_with_what_there_is(before, year_before, english, french):
    earlier = [None if count is None else figures(many(count)) for count in (before, year_before)]
    found = coverage(figures(many(8)), *earlier)
    assert sorted(summary.lead(EN, found).strip(".").split(", ")) == sorted(english.strip(".").split(", "))
    assert french in plain(summary.lead(FR, found))


def test_a_month_above_all_others_is_called_the_busiest():
    found = coverage(figures(many(8)), trend=trend(3, 7, 8))
    assert summary.lead(EN, found) == "December was the busiest of the last three months: 8 clippings."
    assert plain(summary.summary_heading(FR, found)) == "Le plus chargé des trois derniers mois"
    finding = volume.trend_finding(EN, found)
    assert finding is not None
    assert finding.heading == "The most clippings in three months"


@pytest.mark.parametrize(
    ("counts", "heading"),
    [
        ((9, 9, 8), "The fewest clippings in three months"),
        ((9, 7, 8), "More clippings than in one of the two months before"),
        ((8, 9, 8), "No more clippings than in any of the two months before"),
    ],
)
def test_the_trend_says_where_the_month_stands(counts, heading):
    finding = volume.trend_finding(EN, coverage(figures(many(8)), trend=trend(*counts)))
    assert finding is not None
    assert finding.heading == heading


def test_there_is_no_trend_below_three_months():
    assert volume.trend_finding(EN, coverage(figures(many(8)), trend=trend(7, 8))) is None


def test_an_empty_period_says_so_with_what_was_there_before():
    found = coverage(Figures(), figures(many(12)), Figures())
    assert summary.lead(EN, found) == "No clippings in December 2017, down from 12 in November."
    assert plain(summary.lead(FR, found)) == "Aucune coupure en décembre 2017, contre 12 en novembre."
    assert summary.summary_text(EN, found) == ""


def test_two_stories_that_made_the_month_are_the_heading():
    first, second = clippings(5, 5, 5, story="a"), clippings(14, 14, 14, story="b")
    others = clippings(*range(17, 26))
    picked_up = frozenset(clipping.id for clipping in (*first[1:], *second[1:]))
    finding = volume.volume_finding(EN, coverage(figures(first, second, others, pick_ups=picked_up)))
    assert finding.heading == "Two stories made December"
    assert finding.text.startswith("Six of the 15 clippings ran on December 5 and December 14.")
    assert "had two pick-ups." in finding.text


def test_pick_ups_are_told_once():
    first, second = clippings(5, 5, 5, story="a"), clippings(14, 14, 14, story="b")
    picked_up = frozenset(clipping.id for clipping in (*first[1:], *second[1:]))
    told = summary.summary_text(EN, coverage(figures(first, second, pick_ups=picked_up)))
    assert told.count("pick-ups") == 2
    third = clippings(17, 18, story="c")
    more = summary.summary_text(EN, coverage(figures(first, second, third, pick_ups=picked_up | {third[1].id})))
    assert "Five clippings are pick-ups, of three stories." in more


def test_a_peak_is_named_by_its_story_or_by_key_coverage_of_its_day_only():
    def names(*found: tuple[Clipping, ...], unit: str = "day") -> list[str]:
        return [peak.cause.headline or "" for peak in peaks(figures(*found), spans(DECEMBER, unit)) if peak.cause]

    starred = clippings(5, headline="Star", starred=True)
    assert names(clippings(5, 5, 5)) == []
    assert names(clippings(5, 5), starred) == ["Star"]
    assert names(clippings(4, 5), starred, unit="week") == []
    assert names(clippings(5, story="a", headline="Story"), clippings(5, story="a"), starred) == ["Story"]


def test_a_year_is_named_and_not_called_the_period():
    year = replace(coverage(figures(many(3)), figures(many(2))), period=Period.parse("2017"))
    assert summary.lead(EN, year) == "2017 brought 3 clippings, up from 2 in 2016."


def test_a_day_that_no_story_made_is_named_by_its_count():
    finding = volume.volume_finding(FR, coverage(figures(clippings(1, 1, 1, 1), clippings(*range(8, 20)))))
    assert plain(finding.heading) == "Quatre des 16 coupures ont paru le 1ᵉʳ décembre"


def test_a_month_without_peaks_says_so():
    finding = volume.volume_finding(EN, coverage(figures(clippings(*range(1, 20)))))
    assert finding.heading == "No day brought more than one clipping"


def test_small_months_are_told_by_week():
    assert "week" in volume.volume_finding(EN, coverage(figures(clippings(5, 12)))).heading


def test_tone_names_the_leading_one_and_what_is_not_coded():
    now = figures(many(6, tone=Tone.POSITIVE), many(2, tone=Tone.NEGATIVE, outlet="The Lantern"), many(2))
    finding = volume.tone_finding(EN, coverage(now, figures(many(4, tone=Tone.NEUTRAL))))
    assert finding.heading == "Six of the ten clippings were positive; two are not coded"
    assert finding.text == "In November it was none of four. Two were negative, among them “Ice” (The Lantern)."
    french = plain(volume.tone_finding(FR, coverage(now)).heading)
    assert french == "Six des dix coupures sont positives; deux ne sont pas codées"


def test_one_in_fifty_not_coded_is_left_to_the_chart():
    now = figures(many(49, tone=Tone.NEUTRAL), many(1))
    assert "coded" not in volume.tone_finding(EN, coverage(now)).heading


def test_shares_are_given_from_twenty_clippings_on():
    now = figures(many(12, tone=Tone.POSITIVE), many(8, tone=Tone.NEUTRAL))
    large = figures(many(5, tone=Tone.POSITIVE), many(15, tone=Tone.NEUTRAL))
    assert "That is 60%. In November it was 25%." in volume.tone_finding(EN, coverage(now, large)).text
    small = figures(many(5, tone=Tone.POSITIVE), many(14, tone=Tone.NEUTRAL))
    assert "%" not in volume.tone_finding(EN, coverage(now, small)).text


def test_tones_of_equal_number_divide_the_month():
    now = figures(many(2, tone=Tone.POSITIVE), many(2, tone=Tone.NEUTRAL))
    assert volume.tone_finding(EN, coverage(now)).heading == "Tone was divided: two positive and two neutral"
    assert plain(volume.tone_finding(FR, coverage(now)).heading).endswith("deux positives et deux neutres")


def test_tone_that_nobody_coded_is_said_to_be_so():
    assert volume.tone_finding(EN, coverage(figures(many(3)))).heading == "Tone is not coded in any clipping"


def test_few_outlets_that_carried_half_are_the_heading():
    now = figures(many(3, outlet="A"), many(2, outlet="B"), *(many(1, outlet=name) for name in "CDEFG"))
    finding = groups.outlets_finding(EN, coverage(now, figures(many(1, outlet="A"))))
    assert finding.heading == "Two outlets carried five of the ten clippings"
    assert finding.text == "They are A and B. Seven outlets, up from one in November."


def test_outlets_that_share_the_work_are_counted():
    now = figures(*(many(1, outlet=name) for name in "ABCDEFGH"))
    assert groups.outlets_finding(EN, coverage(now)).heading == "Eight outlets"
    assert plain(groups.outlets_finding(FR, coverage(now)).heading) == "Huit médias"


@pytest.mark.parametrize(
    ("role", "heading"),
    [
        (Role.QUOTED, "Ann Low was quoted in all three clippings"),
        (Role.INTERVIEWED, "Ann Low was heard in all three clippings"),
        (Role.NAMED, "Ann Low was named in all three clippings"),
    ],
)
def test_who_spoke_most_is_named_by_what_they_did(role, heading):
    now = figures(many(3, spokespeople=(Spokesperson("Ann Low", role),)))
    assert groups.people_finding(EN, coverage(now)).heading == heading


def test_topics_that_moved_are_the_heading():
    now = figures(many(6, tags=("topic/arctic",)), many(1, tags=("topic/foreign-policy",)))
    before = figures(many(2, tags=("topic/arctic",)), many(5, tags=("topic/foreign-policy",)))
    finding = groups.topics_finding(EN, coverage(now, before))
    assert finding is not None
    assert finding.heading == "Arctic rose from 2 to 6; Foreign policy fell from 5 to 1"
    assert finding.text == "Arctic led, with six of the seven clippings."


def test_no_topics_no_finding():
    assert groups.topics_finding(EN, coverage(figures(many(3)))) is None


def test_topics_that_are_too_many_to_be_named_are_counted():
    now = figures(*(clippings(day, tags=(f"topic/number-{day}",)) for day in range(1, 8)))
    for words, said in ((EN, "Seven topics led, with one of the"), (FR, "Sept sujets viennent en tête, avec une des")):
        finding = groups.topics_finding(words, coverage(now))
        assert finding is not None
        assert plain(finding.heading).startswith(said)


def test_a_name_without_end_is_cut_in_a_sentence():
    finding = groups.topics_finding(EN, coverage(figures(many(3, tags=(f"topic/{'endless' * 60}",)))))
    assert finding is not None
    assert finding.heading == f"Endless{('endless' * 60)[:52]}… led, with all three clippings"
    assert short("The harbour of the north and of all that lies on either side of it") == (
        "The harbour of the north and of all that lies on either…"
    )


def test_broadcast_and_audio_are_counted_together():
    now = figures(many(2, medium=Medium.RADIO), many(1, medium=Medium.PODCAST), many(1, medium=Medium.PRINT))
    finding = groups.media_finding(EN, coverage(now))
    assert finding is not None
    assert finding.heading == "Three were broadcast or audio"


@pytest.mark.parametrize("words", [EN, FR])
@pytest.mark.parametrize("count", [1, 2, 3, 14, 15, 25, 200])
def test_every_number_of_clippings_has_all_its_findings(words, count):
    person = Spokesperson("Ann Low", Role.QUOTED)
    now = figures(many(count, outlet="A", tone=Tone.MIXED, language="fr", tags=("topic/x",), spokespeople=(person,)))
    found = coverage(now, now, Figures(), trend=trend(count, 0, 0, count))
    said = [
        summary.lead(words, found),
        summary.summary_text(words, found),
        volume.volume_finding(words, found).heading,
        volume.tone_finding(words, found).heading,
        groups.outlets_finding(words, found).heading,
        groups.people_finding(words, found).heading,
    ]
    assert all(text and "{" not in text and "  " not in text for text in said)
    assert all(text[0].isupper() or text[0].isdigit() for text in said)


def test_a_heading_is_not_said_twice():
    story = clippings(5, 5, story="a")
    now = figures(story, clippings(6), pick_ups=frozenset({story[1].id}))
    finding = volume.volume_finding(EN, coverage(now))
    assert finding.heading == "All three clippings ran in the week of December 4"
    assert finding.text.startswith("“Ice”")
    said = summary.summary_text(EN, coverage(figures(clippings(5, 6, 7))))
    assert said.startswith("All three clippings ran in the week of December 4.")


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        (1, "The one appearance was a quote", "La seule présence est une citation"),
        (2, "Both appearances were quotes", "Les deux présences sont des citations"),
        (3, "All three appearances were quotes", "Les trois présences sont des citations"),
    ],
)
def test_appearances_that_were_all_heard_are_said_so(count, english, french):
    found = coverage(figures(many(count, spokespeople=(Spokesperson("Ann Low", Role.QUOTED),))))
    assert groups.people_finding(EN, found).text.startswith(english)
    assert groups.people_finding(FR, found).text.startswith(french)


@pytest.mark.parametrize(("count", "percent"), [(1, 3), (5, 13), (9, 23), (0, 0), (40, 100)])
def test_half_a_percent_is_rounded_up(count: int, percent: int):
    assert share(count, 40) == percent


def test_outlets_where_there_were_none_before_are_up_from_none():
    found = coverage(figures(clippings(5, outlet="A")), figures())
    assert groups.outlets_finding(EN, found).heading == "One outlet, up from none in November"
    assert plain(groups.outlets_finding(FR, found).heading) == "Un média, contre aucun en novembre"
