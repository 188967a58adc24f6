"""Labels before what they tell, in lines of their own, in cells of a line, and in words of several languages."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Known, Pasted
from tests.capture.told_mentions import TODAY, drafts, told

FERRY = ("Ferry waits for the tide", ("Ann Lee",), "Toronto Star", date(2026, 11, 4))
ROAD = ("Ice road opens late", ("Tom Roe",), "CBC News", date(2026, 11, 5))


@pytest.mark.parametrize(
    "labels",
    [
        ("Reporter", "Published", "Headline", "Source"),
        ("Who", "When", "What", "Where"),
        ("Qui", "Quand", "Quoi", "Où"),
        ("Auteur·e", "Publié le", "Titre", "Paru dans"),
        ("Written by", "Aired on", "Story", "Media outlet"),
    ],
)
@pytest.mark.parametrize("between", ["\n", " / ", " | "])
def test_labels_of_any_words_tell_who_where_when_and_what(labels: tuple[str, ...], between: str) -> None:
    rows = [("Ann Lee", "Nov 4, 2026", FERRY[0], "Toronto Star"), ("Tom Roe", "Nov 5, 2026", ROAD[0], "CBC News")]
    text = "\n\n".join(
        between.join(f"{label}: {value}" for label, value in zip(labels, row, strict=True)) for row in rows
    )
    assert told(text) == [FERRY, ROAD]


@pytest.mark.parametrize(
    "line",
    [
        "{}, {}, reporter: {}, {}",
        "{} – {} (reporter: {}) – published: {}",
        "{}, source: {}, author: {}, {}",
    ],
)
def test_a_label_within_a_line_is_no_part_of_outlet_or_name(line: str) -> None:
    text = "\n".join(
        line.format(headline, outlet, names[0], f"{day:%B} {day.day}, {day.year}")
        for headline, names, outlet, day in (FERRY, ROAD)
    )
    assert told(text) == [FERRY, ROAD]


def test_a_labelled_outlet_that_nobody_knows_is_the_outlet_to_check() -> None:
    text = (
        "Ferry waits for the tide\nOutlet: Tidewater Courier\nReporter: Ann Lee\nDate: Nov 4, 2026\n\n"
        "Ice road opens late\nOutlet: CBC News\nReporter: Tom Roe\nDate: Nov 5, 2026\n"
    )
    first, second = drafts(text)
    assert (first.outlet.value, second.outlet.value) == ("Tidewater Courier", "CBC News")
    assert not first.outlet.is_sure


def test_a_line_of_nothing_but_labels_tells_nothing() -> None:
    (draft,) = drafts("Ferry line to close\n" + "Source: " * 2_000 + "\nCBC News, May 3, 2026\n")
    assert draft.headline.value == "Ferry line to close"


def test_words_before_a_colon_in_a_headline_stay_in_it() -> None:
    text = "Our story: how a ferry waits, CBC News, Nov 5, 2026\nSea, ice: a love affair, Toronto Star, Nov 6, 2026\n"
    assert [headline for headline, *_ in told(text)] == ["Our story: how a ferry waits", "Sea, ice: a love affair"]


@pytest.mark.parametrize("label", ["Quoted", "Spokespeople", "Spokesperson(s)", "- Interviewed", "Experts quoted"])
@pytest.mark.parametrize(
    "style", ['"{0}" – {1}, {2}, by {3}', "{0} by {3}, {1}, {2}", "{1} ({3}): {0} – {2}", "{0}\n{3}, {1}, {2}"]
)
def test_a_labelled_line_below_a_mention_says_whom_it_features(style: str, label: str) -> None:
    rows = [
        ("Fog stays put", "CBC News", "Nov. 3, 2026", "Ann Lee", "Ida Roth, Mark Hale"),
        ("Ice road opens late", "Global News", "Nov. 4, 2026", "Tom Roe", "Ida Roth"),
    ]
    reading = read(Pasted("\n".join(f"{style.format(*row)}\n{label}: {row[4]}" for row in rows)), Known(), TODAY)
    assert [draft.headline.value for draft in reading.drafts] == ["Fog stays put", "Ice road opens late"]
    assert [[person.name for person in draft.spokespeople.value] for draft in reading.drafts] == [
        ["Ida Roth", "Mark Hale"],
        ["Ida Roth"],
    ]
    assert not unused_in(reading)


def test_what_a_label_leads_to_is_nobody_where_it_is_no_name() -> None:
    text = (
        "Fog stays put, CBC News, Nov. 3, 2026\nQuoted: we will fight on\nIce road opens, Global News, Nov. 4, 2026\n"
    )
    assert [draft.spokespeople.value for draft in read(Pasted(text), Known(), TODAY).drafts] == [(), ()]


@pytest.mark.parametrize(
    "line",
    [
        "Source: {}, {}",
        "Quelle: {} ({})",
        "Appeared in: {} – {}",
        "Published in {} on {}",
        "Published {1} in the {0}",
        "Paru dans {}, le {}",
        "Publié le {1} dans {0}",
    ],
)
def test_words_before_an_outlet_lead_to_it_whoever_knows_it(line: str) -> None:
    rows = [(FERRY[0], "Toronto Star", "4/11/2026"), ("Fog stays put", "Dory & Oar", "14/11/2026")]
    text = "\n\n".join(f"{headline}\n{line.format(outlet, day)}" for headline, outlet, day in [*rows, *rows])
    assert [(headline, outlet) for headline, _, outlet, _ in told(text)] == [row[:2] for row in [*rows, *rows]]


def test_who_published_a_mention_by_name_is_its_reporter() -> None:
    text = "Ferry waits for the tide\nPublished Nov 4, 2026 by Ann Lee\nToronto Star\n\nIce road opens late\n"
    text += "Published Nov 5, 2026 by Tom Roe\nCBC News\n"
    assert told(text) == [FERRY, ROAD]


@pytest.mark.parametrize("between", [", ", " – ", " ("])
def test_a_labelled_outlet_may_have_its_day_behind_it(between: str) -> None:
    closing = ")" if "(" in between else ""
    rows = [(FERRY, "Nov 4, 2026"), (("Fog stays put", ("Jim Wren",), "Dory & Oar", FERRY[3]), "Nov 4, 2026")]
    text = "\n\n".join(
        f"Title: {row[0]}\nSource: {row[2]}{between}{day}{closing}\nReporter: {row[1][0]}" for row, day in rows
    )
    assert told(text) == [row for row, _ in rows]
