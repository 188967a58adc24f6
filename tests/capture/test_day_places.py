"""Dates that stand where no day of publication does are not it, and those of doubtful kinds are never sure."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.finders.day_candidates import Around, mentions_of
from clipper.capture.finders.day_places import sort_out
from clipper.model.draft import SURE, Guess, Known, Pasted
from tests.recognition.scans import scan_of

TODAY = date(2026, 11, 23)
MENU = ["The Ember Post", "News", "Sport", "Culture", "Weather", "Tides", "Jobs", "Shop"]
HEADLINE = "Harbour towns ask for a fund of their own"
BYLINE = "By Petra Lindqvist"
TEXT = [
    "The towns along the coast want a fund that pays for their harbours, their mayors said in Port Ember.",
    "A storm last winter broke two of the four piers, and the repairs have eaten what was put aside for ten years.",
    "The minister said that she would read the plan with care, but that she could promise no money before spring.",
    "Fishers who were asked about it said that they would rather have a pier next year than a fund in five.",
]


def day_of(*lines: str, html: str | None = None) -> Guess[date | None]:
    (draft,) = read(Pasted("\n\n".join(lines), html), Known(), TODAY).drafts
    return draft.published_on


def offered(found: Guess[date | None]) -> list[date | None]:
    return [other.value for other in found.alternatives]


def test_the_day_of_the_visit_above_a_menu_is_only_offered() -> None:
    found = day_of("Thursday, November 19, 2026", *MENU, HEADLINE, BYLINE, *TEXT)
    assert found.value is None
    assert offered(found) == [date(2026, 11, 19)]


@pytest.mark.parametrize("visit", ["November 19, 2026", "Thursday, November 19, 2026", "Thu, 19.11.2026"])
def test_the_day_of_the_visit_does_not_compete_with_the_one_below_the_headline(visit: str) -> None:
    found = day_of(visit, *MENU, HEADLINE, BYLINE, "November 17, 2026", *TEXT)
    assert (found.value, found.is_sure) == (date(2026, 11, 17), True)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor of Port Ember speaks to fishers at the old pier on Monday, January 5, 2026, before the meeting",
        "Die Bürgermeisterin von Emberhafen spricht am Montag, 5. Januar 2026, am alten Anleger mit den Fischern",
    ],
)
def test_a_day_in_the_running_words_of_a_caption_is_not_it(line: str) -> None:
    assert day_of(*MENU, HEADLINE, line, BYLINE, *TEXT).value is None


def test_a_source_quoted_at_the_end_of_the_text_does_not_give_its_day() -> None:
    source = "Ida Marlow; Tides and Piers; Daily Harbour (Port Ember); Mar 20, 2005."
    quoted = '"In this bay of tidewrack, all that was missing was a ferry."'
    assert day_of("Tidewrack", *TEXT, "USAGE:", quoted, source).value is None


def test_the_rows_of_a_table_do_not_give_a_day() -> None:
    rows = [f"2020-08-01 1{hour}:00:00+00 │ {200 + hour} │ {4000 + hour}" for hour in range(4)]
    assert day_of(HEADLINE, *TEXT[:3], *rows, *TEXT).value is None
    code = ["SELECT *", "FROM tides", "WHERE", "period > '2020-08-01 17:00 UTC'", "GROUP BY", "period"]
    assert day_of(HEADLINE, *TEXT[:3], *code, *TEXT).value is None


def test_the_days_of_teasers_below_a_page_without_one_are_not_it() -> None:
    teasers = [
        part
        for day, title in ((9, "Ferry fares rise again"), (8, "School opens its doors"), (7, "A bridge too old"))
        for part in (title, f"{day} May 2025", "Coast")
    ]
    assert day_of(*MENU, HEADLINE, BYLINE, *TEXT, "Tides", "Harbours", "Fishing", "More", *teasers).value is None


def test_when_a_wiki_was_last_edited_is_not_when_it_was_published() -> None:
    foot = ["Tools", "What links here", "Print", "Cite", "Upload", "Help", "Random", "Log in", "Languages", "Deutsch"]
    lines = ["Tides", *TEXT, *foot, "This page was last edited on 24 February 2020, at 20:33 (UTC)."]
    scan, around = scan_of(Pasted("\n".join(lines))), Around(0, None, 1, 1 + len(TEXT))
    able, excluded = sort_out(scan, around, mentions_of(scan, around, "en", None), "en")
    assert (able, [mention.day for mention in excluded]) == ([], [date(2020, 2, 24)])


@pytest.mark.parametrize(
    ("published", "updated"),
    [
        ("Published: 3 December 2025", "Updated: 6 December 2025"),
        ("Erschienen am: 03.12.2025", "Letzte Änderung: 06.12.2025 - 14:49"),
    ],
)
def test_the_day_of_an_update_is_not_it_where_a_line_beside_it_tells_that_of_publication(
    published: str, updated: str
) -> None:
    for lines in ((published, updated), (updated, published)):
        assert day_of(*MENU, HEADLINE, *TEXT, "Author: Petra Lindqvist", *lines).value == date(2025, 12, 3)


def test_of_two_days_that_a_theme_glues_together_the_first_is_that_of_publication() -> None:
    found = day_of(*MENU, HEADLINE, "Posted on May 10, 2025May 9, 2025 by Petra", *TEXT)
    assert found.value == date(2025, 5, 10)


def test_the_last_day_of_a_span_is_not_it() -> None:
    assert day_of(*MENU, "Weekly report, 14 - 20 January 2022", HEADLINE, *TEXT).value is None


@pytest.mark.parametrize(
    "post",
    [
        "— Port Ember (@portember) June 1, 2017",
        "A post shared by Ida Marlow (@ida_marlow) on Jun 1, 2017 at 4:47 PDT",
        "Posted by Port Ember on Thursday, June 1, 2017",
    ],
)
def test_the_day_of_a_post_that_is_shown_is_not_the_article_s(post: str) -> None:
    found = day_of(*MENU, HEADLINE, BYLINE, "July 23, 2017", TEXT[0], post, *TEXT[1:])
    assert found.value == date(2017, 7, 23)
    assert date(2017, 6, 1) not in [day_of(*MENU, HEADLINE, TEXT[0], post, *TEXT[1:]).value]


def test_the_issue_on_sale_does_not_give_a_page_its_day() -> None:
    issue = ["Current Issue", "Cover of December 25, 2023/January 1, 2024, Issue"]
    assert day_of(*MENU, *issue, "Politics / January 11, 2024", HEADLINE, *TEXT).value not in {
        date(2023, 12, 25),
        date(2024, 1, 1),
    }


def test_a_forum_s_label_above_a_day_says_that_somebody_joined_then() -> None:
    found = day_of("Tides of Port Ember", "Mitglied seit", "28. Juni 2014", "marlow23", "27. September 2018", *TEXT)
    assert found.value != date(2014, 6, 28)


def test_the_day_that_a_headline_announces_is_not_it() -> None:
    assert day_of("Feast of the harbour: January 31", *TEXT).value is None


def test_a_day_without_a_year_is_only_offered_where_all_years_that_the_page_names_are_long_past() -> None:
    old = "The council asked for it in 2011, in 2013 and again when the second pier fell, the mayors said that day."
    found = day_of(*MENU, HEADLINE, *TEXT, old, "Petra Lindqvist", "Written on Mar 17 by")
    assert found.value is None
    assert date(2026, 3, 17) in offered(found)
    new = old.replace("2013", "2026")
    assert day_of(*MENU, HEADLINE, "Mar 17, 9:04 pm", *TEXT, new).value == date(2026, 3, 17)


@pytest.mark.parametrize(
    "line", ["Last updated: May 5, 2025", "Harbour weekly, issue of 5 May 2025", "Ausgabe vom 05.05.2025, Seite 9"]
)
def test_the_day_of_an_update_or_of_a_print_issue_is_never_sure(line: str) -> None:
    assert day_of(*MENU, HEADLINE, BYLINE, line, *TEXT).confidence < SURE


def test_numbers_between_slashes_are_not_sure_in_a_language_that_writes_dots() -> None:
    text = [
        "Die Orte an der Küste wollen einen Fonds für ihre Häfen, sagten die Bürgermeister am Montag in Emberhafen.",
        "Ein Sturm hat im letzten Winter zwei der vier Anleger zerstört, und das Geld für zehn Jahre ist nun weg.",
        "Die Ministerin will den Plan mit Sorgfalt lesen, kann aber vor dem Frühling kein Geld versprechen, sagte sie.",
    ]
    slashes = day_of("Hafenorte wollen einen eigenen Fonds", "Von Petra Lindqvist", "11/01/2021", *text)
    dots = day_of("Hafenorte wollen einen eigenen Fonds", "Von Petra Lindqvist", "11.01.2021", *text)
    assert (slashes.value, slashes.is_sure) == (date(2021, 1, 11), False)
    assert (dots.value, dots.is_sure) == (date(2021, 1, 11), True)


def html_of(line: str, address: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXT)
    share = f'<a href="https://www.facebook.com/sharer/sharer.php?u={address}">Share</a>'
    return f"<article><h1>{HEADLINE}</h1><p>{BYLINE}</p><p>{line}</p>{share}{paragraphs}</article>"


def test_the_address_that_a_page_hands_on_tells_the_day_where_the_page_only_tells_an_update() -> None:
    address = "https%3A%2F%2Femberpost.example%2F2024%2F12%2F15%2Fharbour-towns-ask-for-a-fund"
    found = day_of(html=html_of("Updated Jul 24, 2025", address))
    assert (found.value, found.is_sure) == (date(2024, 12, 15), False)
    assert date(2025, 7, 24) in offered(found)


def test_a_day_that_the_address_tells_too_is_sure() -> None:
    address = "https%3A%2F%2Femberpost.example%2F2025%2F07%2F24%2Fharbour-towns-ask-for-a-fund"
    found = day_of(html=html_of("Updated Jul 24, 2025", address))
    assert (found.value, found.is_sure) == (date(2025, 7, 24), True)


@pytest.mark.parametrize(
    "address",
    [
        "https%3A%2F%2Femberpost.example%2F2024%2F12%2F15%2Fferry-fares-rise",
        "https%3A%2F%2F%5Bbroken%2F2024%2F12%2F15%2Fharbour-towns",
    ],
)
def test_the_address_of_another_piece_and_a_broken_one_tell_nothing(address: str) -> None:
    assert day_of(html=html_of("July 24, 2025", address)).value == date(2025, 7, 24)
