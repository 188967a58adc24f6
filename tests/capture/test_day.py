"""The day an article was published: chosen among the dates of its page, and never surer than its words allow."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import SURE, Doubt, Guess, Known, Pasted

TODAY = date(2026, 11, 23)
HEADLINE = "Harbour towns ask for a fund of their own"
BODY = "\n\n".join(
    [
        "The towns along the coast want a fund that pays for their harbours, their mayors said in Port Ember.",
        "A storm last winter broke two of the four piers, and the repairs have eaten what was put aside for ten years.",
        "The minister said that she would read the plan with care, but that she could promise no money before spring.",
        "Fishers who were asked about it said that they would rather have a pier next year than a fund in five.",
    ]
)


def day_of(text: str, html: str | None = None, today: date = TODAY) -> Guess[date | None]:
    (draft,) = read(Pasted(text, html), Known(), today).drafts
    return draft.published_on


def page(*above: str, below: str = "") -> str:
    return "\n\n".join(["Menu", "News", HEADLINE, *above, BODY, below])


def test_the_date_between_headline_and_text_is_sure() -> None:
    text = page("By Petra Lindqvist", "Published May 5, 2025 at 9:04 p.m. ET")
    found = day_of(text)
    assert (found.value, found.doubt) == (date(2025, 5, 5), None)
    assert found.confidence >= SURE
    assert [text[slice(*span)] for span in found.spans] == ["May 5, 2025"]


@pytest.mark.parametrize(
    "line",
    [
        "Published: 5 May 2025 14:05 | Updated: 7 May 2025 09:12",
        "Updated 7 May 2025 09:12 | Published 5 May 2025 14:05",
        "Publié le 5 mai 2025 à 14 h 05 Mis à jour le 7 mai 2025 à 9 h 12",
        "Veröffentlicht am 5. Mai 2025, 14:05 Uhr, aktualisiert am 7. Mai 2025",
    ],
)
def test_the_day_of_publication_comes_before_that_of_an_update(line: str) -> None:
    assert day_of(page("By Petra Lindqvist", line)).value == date(2025, 5, 5)


def test_dates_of_teasers_comments_and_copyright_are_not_it() -> None:
    teasers = "\n\n".join(
        f"{title}\n\nMay {day}, 2025"
        for day, title in ((9, "Ferry fares rise again"), (8, "School opens its doors"), (7, "A bridge too old"))
    )
    below = f"More stories\n\n{teasers}\n\n© 2026 The Ember Post"
    found = day_of(page("By Petra Lindqvist | May 5, 2025", below=below))
    assert found.value == date(2025, 5, 5)


def test_a_date_in_a_sentence_alone_does_not_make_a_sure_day() -> None:
    found = day_of(page("By Petra Lindqvist", "The pier that was built on May 5, 1931 was the first to fall."))
    assert found.confidence < SURE


def test_a_page_without_a_date_has_none() -> None:
    assert day_of(page("By Petra Lindqvist")).value is None


def test_a_relative_date_counts_from_the_day_of_the_paste_and_says_so() -> None:
    found = day_of(page("By Petra Lindqvist", "3 days ago"))
    assert (found.value, found.doubt) == (date(2026, 11, 20), Doubt.RELATIVE_DATE)
    assert found.confidence < SURE


def test_a_date_without_a_year_is_the_latest_that_fits_and_offers_the_one_before() -> None:
    found = day_of(page("By Petra Lindqvist", "December 19, 9:04 pm"))
    assert (found.value, found.doubt) == (date(2025, 12, 19), Doubt.NO_YEAR)
    assert date(2024, 12, 19) in [other.value for other in found.alternatives]


def test_what_counts_from_today_is_only_offered_on_a_page_that_is_years_old() -> None:
    old = "Ferry fares rise again\n\nMay 9, 2019\n\nSchool opens its doors\n\nMay 8, 2019\n\n© 2019 The Ember Post"
    found = day_of(page("By Petra Lindqvist", "3 days ago", below=f"More stories\n\n{old}"))
    assert found.value != date(2026, 11, 20)


def test_numbers_are_read_as_the_other_dates_of_the_page_are() -> None:
    found = day_of(page("By Petra Lindqvist", "Published 03/04/2025", below="More\n\nFares rise\n\n25/03/2025"))
    assert (found.value, found.doubt) == (date(2025, 4, 3), None)


def test_numbers_that_nothing_decides_offer_both_readings() -> None:
    found = day_of(page("By Petra Lindqvist", "Published 03/04/2025"))
    assert (found.value, found.doubt) == (date(2025, 3, 4), Doubt.DAY_OR_MONTH)
    assert date(2025, 4, 3) in [other.value for other in found.alternatives]


def html_of(line: str, links: str = "") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY.split("\n\n"))
    return f"<div>{links}</div><article><h1>{HEADLINE}</h1><p>By Petra Lindqvist</p><p>{line}</p>{paragraphs}</article>"


@pytest.mark.parametrize(
    ("ending", "day"), [("co.uk", date(2025, 4, 3)), ("com.au", date(2025, 4, 3)), ("us", date(2025, 3, 4))]
)
def test_numbers_are_read_as_the_country_of_the_site_writes_them(ending: str, day: date) -> None:
    links = "".join(f'<a href="https://emberpost.{ending}/{name}">{name}</a> ' for name in ("news", "sport", "arts"))
    found = day_of("", html_of("Published 03/04/2025", links))
    assert (found.value, found.doubt) == (day, None)


def test_a_machine_s_date_decides_what_numbers_mean() -> None:
    found = day_of("", html_of('<time datetime="2025-04-03T10:00:00Z">03/04/2025</time>'))
    assert (found.value, found.doubt) == (date(2025, 4, 3), None)


def test_a_machine_s_date_tells_what_people_read_as_a_relative_one() -> None:
    found = day_of("", html_of('<time datetime="2025-04-03T10:00:00Z">3 days ago</time>'))
    assert found.value == date(2025, 4, 3)


def test_the_date_that_people_see_wins_over_a_machine_s_near_midnight() -> None:
    found = day_of("", html_of('<time datetime="2025-04-04T01:30:00Z">April 3, 2025 at 9:30 p.m. ET</time>'))
    assert found.value == date(2025, 4, 3)


@pytest.mark.parametrize("label", ["Joined:", "Member since", "Registriert:", "Mitglied seit", "Inscrit le"])
def test_the_day_on_which_somebody_joined_a_forum_is_not_the_day_of_a_post(label: str) -> None:
    day = "18.09.2008" if label in {"Registriert:", "Mitglied seit"} else "18/09/2008"
    found = day_of(page("marlow23", f"{label} {day}", "by marlow23 » 21 January 2009, 05:42"))
    assert found.value == date(2009, 1, 21)
