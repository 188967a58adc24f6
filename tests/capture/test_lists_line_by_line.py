"""What one line of a list says beside its headline: notes, labels, brackets, days as lists write them, its sisters."""

import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture.reading import read
from clipper.model.draft import Draft, Known, Pasted
from tests.capture.timing import in_time

TODAY = date(2026, 11, 30)
Told = tuple[str | None, tuple[str, ...], str | None]


def drafts(text: str) -> tuple[Draft, ...]:
    return read(Pasted(text), Known(), TODAY).drafts


def told(draft: Draft) -> Told:
    return draft.headline.value, draft.reporters.value, draft.outlet.value


def lines(*pairs: tuple[str, Told]) -> tuple[str, list[Told]]:
    return "\n".join(line for line, _ in pairs), [wanted for _, wanted in pairs]


FERRY = ("Ferry waits for the tide", ("Nora Roe",), "Toronto Star")
FOG = ("Fog holds the harbour", ("Tom Verdun",), "National Post")
NOTES = (
    " (subscribers only)",
    " (updated)",
    " [video]",
    " – paywall",
    " (print edition)",
    " | front page",
    " (abonnés)",
    " [vidéo]",
    " (mis à jour)",
    " (Bezahlschranke)",
    " (updated May 4)",
    " – 24 min",
    " (requires login)",
)


@pytest.mark.parametrize("note", NOTES)
def test_a_note_behind_the_day_is_no_part_of_it(note: str) -> None:
    text = (
        f"Ferry waits for the tide by Nora Roe, Toronto Star, May 2, 2026{note}\n"
        "Fog holds the harbour by Tom Verdun, National Post, May 3, 2026"
    )
    found = drafts(text)
    assert [told(draft) for draft in found] == [FERRY, FOG]
    assert [draft.published_on.value for draft in found] == [date(2026, 5, 2), date(2026, 5, 3)]
    assert all(draft.headline.is_sure and draft.outlet.is_sure for draft in found)


@pytest.mark.parametrize("mark", [" | ", "; ", " / ", " – ", " · "])
@pytest.mark.parametrize(
    "labels",
    [
        ("Headline", "Outlet", "By", "Date"),
        ("Titre ", "Média ", "Journaliste ", "Date "),
        ("Titel", "Medium", "Autor", "Datum"),
        ("Title", "Source", "Author", "Published"),
    ],
)
def test_labels_in_one_line_tell_what_it_says(labels: tuple[str, ...], mark: str) -> None:
    rows = [(*FERRY, "2026-05-02"), (*FOG, "2026-05-03")]
    text = "\n".join(
        mark.join(f"{label}: {value}" for label, value in zip(labels, (head, outlet, *names, day), strict=True))
        for head, names, outlet, day in rows
    )
    assert [told(draft) for draft in drafts(text)] == [FERRY, FOG]


@pytest.mark.parametrize(
    "brackets",
    [
        "(Nora Roe, Toronto Star, May 2, 2026)",
        "(Toronto Star, Nora Roe, May 2, 2026)",
        "(May 2, 2026, Toronto Star, Nora Roe)",
        "(Toronto Star, May 2, 2026, Nora Roe)",
        "(Toronto Star; Nora Roe in Brussels; May 2, 2026)",
    ],
)
def test_brackets_at_the_end_hold_reporter_outlet_and_day_in_any_order(brackets: str) -> None:
    (draft,) = drafts(f"Ferry waits for the tide {brackets}")
    assert told(draft) == FERRY
    assert draft.published_on.value == date(2026, 5, 2)


def test_a_reporter_may_have_a_surname_that_is_a_word_or_a_town_behind_it() -> None:
    text, wanted = lines(
        (
            "The New York Times: The Pump Wars (Coral Day, Nov 18, 2026)",
            ("The Pump Wars", ("Coral Day",), "The New York Times"),
        ),
        (
            "Financial Times: Pumps cut jobs (Ann Munk in Riga, Nov 13, 2026)",
            ("Pumps cut jobs", ("Ann Munk",), "Financial Times"),
        ),
    )
    assert [told(draft) for draft in drafts(text)] == wanted


def test_what_stands_before_a_day_in_brackets_and_is_no_name_is_to_check() -> None:
    first, _ = drafts(
        "Toronto Star: The Great Game (Weekend Edition, May 3, 2026)\nCBC News: Fog (Nora Roe, May 4, 2026)"
    )
    assert (first.headline.value, first.reporters.is_sure) == ("The Great Game", False)


def test_von_in_brackets_leads_to_the_reporters_of_a_german_list() -> None:
    text, wanted = lines(
        ("Handelsblatt: „Die Brücke“ (von Lena Vogt, 04.05.2026)", ("Die Brücke", ("Lena Vogt",), "Handelsblatt")),
        (
            "taz: „Wer zahlt?“ (von Jan Brandt und Mia Kern, 05.05.2026)",
            ("Wer zahlt?", ("Jan Brandt", "Mia Kern"), "taz"),
        ),
    )
    assert [told(draft) for draft in drafts(text)] == wanted


@pytest.mark.parametrize("month", ["January 2026", "janvier 2026", "January/February 2026", "Winter 2026", "Jan. 2026"])
def test_a_month_ends_a_mention_and_leaves_its_day_open(month: str) -> None:
    text = f"Ferry waits for the tide by Nora Roe, The Walrus, {month}\nFog holds by Tom Verdun, Maclean's, {month}"
    found = drafts(text)
    assert [told(draft)[1:] for draft in found] == [(("Nora Roe",), "The Walrus"), (("Tom Verdun",), "Maclean's")]
    days = [draft.published_on for draft in found]
    assert [(day.value, day.alternatives[0].value) for day in days] == [(None, date(2026, 1, 1))] * 2


@pytest.mark.parametrize(
    "style",
    [
        "{outlet}, Nov {day}/26: {headline}",
        "202611{day} - {outlet} - {headline}",
        "{headline} ({outlet}, 202611{day})",
        "{headline}, {outlet}, {day} nov/26",
    ],
)
def test_days_are_read_as_lists_write_them(style: str) -> None:
    text = "\n".join(
        style.format(headline=headline, outlet=outlet, day=day)
        for (headline, _, outlet), day in ((FERRY, 24), (FOG, 25))
    )
    found = drafts(text)
    assert [told(draft) for draft in found] == [(FERRY[0], (), FERRY[2]), (FOG[0], (), FOG[2])]
    assert [draft.published_on.value for draft in found] == [date(2026, 11, 24), date(2026, 11, 25)]


def test_the_next_day_behind_a_slash_may_be_no_year() -> None:
    first, _ = drafts(
        "Toronto Star, Nov 25/26: Ferry waits for the tide\nNational Post, Nov 24/26: Fog holds the harbour"
    )
    assert (first.published_on.value, first.published_on.is_sure) == (date(2026, 11, 25), False)


@pytest.mark.parametrize("outlet", ["Vancouver Sun", "Toronto Sun", "The Moosehorn Sun"])
def test_a_paper_named_sun_keeps_its_name_before_the_day(outlet: str) -> None:
    found = drafts(f"Ferry waits by Nora Roe, {outlet}, July 4, 2026\nFog holds by Tom Verdun, {outlet}, July 6, 2026")
    assert [draft.outlet.value for draft in found] == [outlet, outlet]


@pytest.mark.parametrize("outlet", ["CTV News", "BBC News", "Toronto Sun"])
@pytest.mark.parametrize("day", ["Sun Nov 22, 2026", "Sun, Nov 22", "Sun 22/11/2026"])
def test_a_sunday_behind_an_outlet_is_no_part_of_its_name(outlet: str, day: str) -> None:
    found = drafts(f"Ferry waits for the tide - {outlet} {day}\nFog holds the harbour - Toronto Star Mon Nov 23, 2026")
    assert [draft.outlet.value for draft in found] == [outlet, "Toronto Star"]
    assert [draft.published_on.value for draft in found] == [date(2026, 11, 22), date(2026, 11, 23)]


def test_a_line_of_thousands_of_sundays_takes_linear_time() -> None:
    with in_time():
        drafts("Sun Nov 22, 2026 " * 20_000)


def test_a_day_without_its_year_is_found_right_behind_a_paper_named_sun() -> None:
    found = drafts("Ferry waits for the tide, Vancouver Sun Nov. 24\nFog holds the harbour, Toronto Sun Nov. 23")
    assert [draft.outlet.value for draft in found] == ["Vancouver Sun", "Toronto Sun"]
    assert [draft.published_on.value for draft in found] == [date(2026, 11, 24), date(2026, 11, 23)]


@pytest.mark.parametrize(
    "style",
    [
        "- {outlet}: {headline} ({name}, {day})",
        '"{headline}" ({outlet}, {name}, {day})',
        '"{headline}" ({outlet}, {day}, {name})',
        "{outlet} – {headline} – {name} – {day}",
        "{outlet} • {headline} • {name} • {day}",
    ],
)
def test_sisters_tell_an_outlet_that_nobody_knows(style: str) -> None:
    wanted = [
        FERRY,
        ("Kin of the kite", ("Ina Holt",), "Vogue Nordic Living"),
        ("Up it goes again", ("Amir Sethi",), "CBC News"),
    ]
    text = "\n".join(
        style.format(headline=headline, name=names[0], outlet=outlet, day=f"Oct {day}, 2026")
        for day, (headline, names, outlet) in enumerate(wanted, 6)
    )
    assert [told(draft) for draft in drafts(text)] == wanted


def test_an_organisation_with_a_number_is_reporter_and_outlet_before_the_day() -> None:
    text = "The week in review by France 24, France 24, March 30, 2026\nThe flood by Reuters, Toronto Star, May 3, 2026"
    first, second = drafts(text)
    assert told(first) == ("The week in review", ("France 24",), "France 24")
    assert first.published_on.value == date(2026, 3, 30)
    assert told(second) == ("The flood", ("Reuters",), "Toronto Star")


@pytest.mark.parametrize(
    "role", ["Environment Editor", "senior business reporter", "correspondante à Londres", "chef de bureau"]
)
def test_what_a_reporter_is_stands_behind_the_name(role: str) -> None:
    text, wanted = lines(
        (f"The Guardian: Wheat to cost more – Nora Roe, {role}", ("Wheat to cost more", ("Nora Roe",), "The Guardian")),
        ("BBC News: Bread queues return – Vik Adh", ("Bread queues return", ("Vik Adh",), "BBC News")),
    )
    assert [told(draft) for draft in drafts(text)] == wanted


def test_brackets_before_a_byline_name_the_outlet() -> None:
    text, wanted = lines(
        ("Bikes bloom (Toronto Star) by Nora Roe - May 2, 2026", ("Bikes bloom", ("Nora Roe",), "Toronto Star")),
        (
            "Bikes wilt (Lakeshore Courier-Post) by Tom Verdun - May 3, 2026",
            ("Bikes wilt", ("Tom Verdun",), "Lakeshore Courier-Post"),
        ),
    )
    assert [told(draft) for draft in drafts(text)] == wanted


@pytest.mark.parametrize("guest", ["guest: Nora Roe", "Guests: Nora Roe", "invitée : Nora Roe"])
def test_an_episode_names_its_programme_and_its_guest(guest: str) -> None:
    (draft, _) = drafts(
        f'Bay Street Biscuits – "Cash cows" – {guest} – May 4, 2026 – 45 min\nThe Daily – "Cash crops" – May 5, 2026'
    )
    assert told(draft) == ("Cash cows", (), "Bay Street Biscuits")
    assert [person.name for person in draft.spokespeople.value] == ["Nora Roe"]


@pytest.mark.parametrize("nobody", ["{}, by staff, {}, {}", "{} (staff, {}, {})"])
def test_staff_is_nobody_and_no_part_of_the_headline(nobody: str) -> None:
    text = nobody.format("Ferry waits for the tide", "Toronto Star", "May 2, 2026")
    first, _ = drafts(f"{text}\nFog holds the harbour by Tom Verdun, National Post, May 3, 2026")
    assert told(first) == ("Ferry waits for the tide", (), "Toronto Star")


@pytest.mark.parametrize("number", ["1499.", "(1500)", "2310)"])
def test_numbers_above_a_thousand_are_no_part_of_the_headline(number: str) -> None:
    (draft,) = drafts(f"{number} Ferry waits for the tide by Nora Roe, Toronto Star, May 2, 2026")
    assert told(draft) == FERRY


def test_a_year_that_begins_a_headline_stays() -> None:
    (draft,) = drafts("1999. The year of the ferry by Nora Roe, Toronto Star, May 2, 2026")
    assert draft.headline.value == "1999. The year of the ferry"


def test_bylines_that_end_the_headlines_above_outlet_and_day_are_none_of_them() -> None:
    text = (
        "Council kills bike lane by Brent Harris\nTimes Colonist, November 4, 2026\n"
        "Riders vow to fight by Ann Harris\nTimes Colonist, November 6, 2026"
    )
    assert [told(draft) for draft in drafts(text)] == [
        ("Council kills bike lane", ("Brent Harris",), "Times Colonist"),
        ("Riders vow to fight", ("Ann Harris",), "Times Colonist"),
    ]


def test_day_and_reporter_behind_a_headline_below_its_outlet_are_none_of_it() -> None:
    text = (
        "CBC News\n• School app is a mess | Nov 24, 2026 | Devon Lee\n"
        "• School board apologizes | Nov 25, 2026 | Devon Lee\n\n"
        "London Free Press\n• Board meets | Nov 26, 2026 | Nora Roe"
    )
    found = drafts(text)
    assert [told(draft)[:2] for draft in found] == [
        ("School app is a mess", ("Devon Lee",)),
        ("School board apologizes", ("Devon Lee",)),
        ("Board meets", ("Nora Roe",)),
    ]
    assert [draft.published_on.value for draft in found] == [date(2026, 11, day) for day in (24, 25, 26)]


SHORT = ("Brief news by Bo Lum, Toronto Star, November 12, 2026", ("Brief news", ("Bo Lum",), "Toronto Star"))
LONG = [
    (
        "Why the deepest harbour of the coast fills up with the silt of a thousand farms",
        ("Ann Osei",),
        "The Globe and Mail",
    ),
    (
        "How a northern town learned to live with the stack that nobody there had ever wanted",
        ("Cyr Mateo",),
        "Ottawa Citizen",
    ),
]


@given(width=st.integers(58, 78))
def test_a_list_that_a_mail_program_wrapped_is_read_as_it_was(width: int) -> None:
    written = [
        f"{headline} by {names[0]}, {outlet}, November 1{place}, 2026"
        for place, (headline, names, outlet) in enumerate(LONG)
    ]
    text = "\n".join([textwrap.fill(written[0], width), SHORT[0], textwrap.fill(written[1], width)])
    assert [told(draft) for draft in drafts(text)] == [LONG[0], SHORT[1], LONG[1]]


@given(note=st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=40), day=st.integers(1, 28))
def test_whatever_stands_behind_a_day_nothing_fails(note: str, day: int) -> None:
    text = f"Ferry waits for the tide by Nora Roe, Toronto Star, May {day}, 2026 ({note})\n{note}|Date: 2026{day:04}/26"
    assert read(Pasted(text), Known(), TODAY).text


@pytest.mark.parametrize(
    "text",
    [
        "Fog stays put, CBC News, Nov 4, 2026 at 8:10 am\nRink opens late, Toronto Star, Nov 3, 2026 at 9:15 pm\n",
        "Fog stays put, CBC News, Nov 4, 2026 8:10 AM EST\nRink opens late, Toronto Star, Nov 3, 2026, 21:15\n",
        "Fog stays put, CBC News, 4 novembre 2026 à 8 h 10\nRink opens late, Toronto Star, 3 novembre 2026 à 21 h 15\n",
    ],
)
def test_the_time_of_day_that_ends_the_lines_of_a_list_is_no_part_of_a_mention(text: str) -> None:
    fog, rink = read(Pasted(text), Known(), TODAY).drafts
    assert (fog.headline.value, fog.outlet.value, fog.published_on.value) == (
        "Fog stays put",
        "CBC News",
        date(2026, 11, 4),
    )
    assert (rink.headline.value, rink.outlet.value) == ("Rink opens late", "Toronto Star")


def test_a_title_by_somebody_keeps_its_author_where_nothing_else_is_left_of_it() -> None:
    text = (
        "Council kills bike lane by Brent Harris\nTimes Colonist, November 4, 2026\n"
        "A life by Alice Munro\nToronto Star, November 5, 2026\n"
        "Riders vow to fight by Ann Harris\nTimes Colonist, November 6, 2026\n"
    )
    bikes, life, riders = read(Pasted(text), Known(), TODAY).drafts
    assert (bikes.reporters.value, riders.reporters.value) == (("Brent Harris",), ("Ann Harris",))
    assert (life.headline.value, life.reporters.value, life.headline.is_sure) == ("A life by Alice Munro", (), False)


@pytest.mark.parametrize("mark", ["1204.", "(1204)", "►", "1204)"])
def test_a_bullet_or_number_above_a_thousand_is_no_part_of_a_mention(mark: str) -> None:
    first = f"{mark} [Fog stays put](https://x.example/a), CBC News, Nov 4, 2026"
    text = f"{first}\n{mark} Rink opens, CBC News, Nov 3, 2026\n"
    fog, rink = read(Pasted(text), Known(), TODAY).drafts
    assert (fog.headline.value, rink.headline.value) == ("Fog stays put", "Rink opens")


def test_a_list_without_days_is_read_however_long_it_is() -> None:
    outlets = ("CBC News", "Toronto Star", "Le Devoir")
    text = "\n".join(f"Gate {number} of the lock stays shut – {outlets[number % 3]}" for number in range(900))
    with in_time():
        found = drafts(text)
    assert [told(draft) for draft in found[:2]] == [
        ("Gate 0 of the lock stays shut", (), "CBC News"),
        ("Gate 1 of the lock stays shut", (), "Toronto Star"),
    ]
    assert len(found) == 900


def test_a_day_between_tabs_is_no_part_of_the_headline_whoever_knows_the_outlet() -> None:
    rows = [
        ("Toronto Star", "Pilots wait for a ship", "3 November 2026", "Nora Roe"),
        ("National Post", "Premier (Tory): no new tax", "2026-11-04", "Nora Roe"),
        ("Dory Gazette", "Nobody knows the channel", "May 5, 2026", "Tom Verdun"),
        ("Wren Bay Ledger", "Why the light burns: a look", "2026-11-04", "Tom Verdun"),
        ("Wren Bay Ledger", "Ida Roth (1930-2026): a life", "3 November 2026", "Nora Roe and Tom Verdun"),
    ]
    found = drafts("\n".join("\t".join(row) for row in rows))
    assert [told(draft) for draft in found] == [
        (headline, tuple(names.split(" and ")), outlet) for outlet, headline, _, names in rows
    ]
    assert all(draft.published_on.value for draft in found)
