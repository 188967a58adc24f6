"""Lists whose lines begin with a day that may lack its year, in English and French."""

from collections.abc import Iterable
from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.finders.date import dates_in
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
Row = tuple[str | None, tuple[str, ...], str | None, date | None]
FERRY: Row = ("Ferry waits for the tide", ("Ines Marlow",), "CBC News", date(2026, 11, 25))
FOG: Row = ("Fog holds the harbour", ("Tom Verdun",), "Toronto Star", date(2026, 11, 24))


def drafts(text: str) -> tuple[Draft, ...]:
    return read(Pasted(text), Known(), TODAY).drafts


def told(draft: Draft) -> Row:
    return draft.headline.value, draft.reporters.value, draft.outlet.value, draft.published_on.value


def written(style: str, rows: Iterable[Row]) -> list[str]:
    return [
        style.format(headline=headline, name=name, outlet=outlet, day=day.day if day else "")
        for headline, (name,), outlet, day in rows
    ]


@pytest.mark.parametrize(
    "style",
    [
        'Nov. {day}: {outlet} – "{headline}" ({name})',
        "- Nov. {day}: {outlet} – {headline} ({name})",
        'November {day}: {outlet}: "{headline}" ({name})',
        'Nov {day}: "{headline}," {outlet} ({name})',
        "Nov. {day}: {headline} ({outlet}, {name})",
        'Le {day} nov. : {outlet} – "{headline}" ({name})',
    ],
)
def test_a_day_without_its_year_may_stand_before_a_colon(style: str) -> None:
    lines = written(style, (FERRY, FOG))
    assert [told(draft) for draft in drafts("\n".join(lines))] == [FERRY, FOG]
    assert [told(draft) for draft in drafts(lines[0])] == [FERRY]


def test_a_day_with_a_short_weekday_may_stand_before_a_colon() -> None:
    text = 'Wed. Nov. 25: CBC News – "Ferry waits for the tide" (Ines Marlow)\nTues. Nov. 24: Toronto Star – '
    assert [told(draft) for draft in drafts(f'{text}"Fog holds the harbour" (Tom Verdun)')] == [FERRY, FOG]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nov. 25:30 of the tape", None),
        ("Nov. 25% more boats", None),
        ("Nov. 25: boats", "Nov. 25"),
        ("12 mars : le port", "12 mars"),
        ("• 12 mai – le port", "12 mai"),
        ("Le port, le 12 mai", "le 12 mai"),
        ("He made 12 mars and ate them", None),
        ("Le 12 nov. : le port", "Le 12 nov."),
        ("Le port ferme le 12 novembre. Il ouvre tôt.", "le 12 novembre"),
    ],
)
def test_marks_around_a_day_tell_that_it_is_one(text: str, wanted: str | None) -> None:
    found = [text[day.start : day.end] for day in dates_in(text, TODAY)]
    assert found == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    "style",
    [
        "{outlet} : « {headline} », {name}, {day} mars 2026",
        "{outlet}\u00a0: «\u00a0{headline}\u00a0», {name}, {day} mars 2026",
        "{day} mars 2026 : {outlet} – « {headline} » ({name})",
        "{day} mars : {outlet} – « {headline} » ({name})",
        "• Le {day} mars : {outlet} : « {headline} », par {name}",
        "{outlet} : « {headline} », {name}, p. A{day}, {day} mars 2026",
        "{outlet} : « {headline} », {name} (page {day}), {day} mars 2026",
    ],
)
def test_a_french_list_has_its_colons_and_quotation_marks(style: str) -> None:
    rows: list[Row] = [
        ("Le traversier attend la marée", ("Marie Tremblay",), "Le Devoir", date(2026, 3, 12)),
        ("La brume tient le port", ("Jean-Luc Gagnon",), "La Presse", date(2026, 3, 10)),
    ]
    lines = [
        style.format(headline=headline, name=name, outlet=outlet, day=day.day)
        for headline, (name,), outlet, day in rows
    ]
    assert [told(draft) for draft in drafts("\n".join(lines))] == rows


def test_a_reporter_may_end_the_headline_behind_its_outlet() -> None:
    found = drafts("\n".join(written("{outlet}: {headline}, {name}, Nov. {day}, 2026", (FERRY, FOG))))
    assert [told(draft) for draft in found] == [FERRY, FOG]
    assert not any(draft.headline.is_sure for draft in found)


@pytest.mark.parametrize(
    ("headings", "days"),
    [
        (("Today:", "Yesterday:"), (30, 29)),
        (("Monday –", "Sunday –"), (30, 29)),
        (("*Sunday*", "SATURDAY:"), (29, 28)),
        (("Hier :", "Samedi"), (29, 28)),
        (("Heute", "Gestern:"), (30, 29)),
    ],
)
def test_a_heading_may_tell_the_day_from_that_of_the_paste(headings: tuple[str, str], days: tuple[int, int]) -> None:
    first = f"{headings[0]}\nFerry waits for the tide – CBC News\nBoats stay in the harbour – National Post"
    found = drafts(f"{first}\n{headings[1]}\nFog holds the harbour – Toronto Star")
    assert [draft.outlet.value for draft in found] == ["CBC News", "National Post", "Toronto Star"]
    assert [draft.headline.value for draft in found][::2] == ["Ferry waits for the tide", "Fog holds the harbour"]
    assert [draft.published_on.value for draft in found] == [date(2026, 11, day) for day in (days[0], *days)]
    assert not any(draft.published_on.is_sure for draft in found)


OVER_NEW_YEAR = [date(2025, 12, 28), date(2025, 12, 30), date(2026, 1, 2), date(2026, 1, 4)]


@pytest.mark.parametrize("year", ["", ", 2025"], ids=["no year", "one year"])
@pytest.mark.parametrize("step", [1, -1], ids=["oldest first", "newest first"])
def test_days_without_a_year_go_over_new_year_in_the_order_of_their_list(step: int, year: str) -> None:
    outlets = ["CBC News", "Toronto Star", "National Post", "The Globe and Mail"]
    days = OVER_NEW_YEAR[::step]
    lines = [
        f"Ferry waits for the tide, {outlet}, {day:%B} {day.day}" for outlet, day in zip(outlets, days, strict=True)
    ]
    if year:
        lines[days.index(OVER_NEW_YEAR[0])] += year
    read_days = [draft.published_on.value for draft in read(Pasted("\n".join(lines)), Known(), date(2026, 1, 6)).drafts]
    assert read_days == days


def test_days_without_a_year_below_that_of_a_heading_are_all_of_it() -> None:
    lines = ["2024", "Ferry waits, CBC News, January 5", "Fog holds the harbour, Toronto Star, December 30"]
    found = [draft.published_on.value for draft in drafts("\n".join(lines))]
    assert found == [date(2024, 1, 5), date(2024, 12, 30)]


@pytest.mark.parametrize(
    "text",
    [
        "Presseschau vom 25. November 2026\nSüddeutsche Zeitung: „Die Fähre wartet“ (Anna Keller)\n"
        "Die Welt: „Nebel über dem Hafen“ (Jonas Brandt)",
        "Pressespiegel 25.11.2026\nSüddeutsche Zeitung – »Die Fähre wartet« (Anna Keller)\n"
        "Die Welt – »Nebel über dem Hafen« (Jonas Brandt)",
    ],
)
def test_a_german_press_review_has_its_quotation_marks(text: str) -> None:
    day = date(2026, 11, 25)
    assert [told(draft) for draft in drafts(text)] == [
        ("Die Fähre wartet", ("Anna Keller",), "Süddeutsche Zeitung", day),
        ("Nebel über dem Hafen", ("Jonas Brandt",), "Die Welt", day),
    ]


def test_a_spanish_list_names_its_reporters_behind_por() -> None:
    text = (
        "El ferry espera la marea, por Ana García, El País, 25 de noviembre de 2026\n"
        "La niebla cubre el puerto, por Juan Pérez y Marta Ruiz, El Mundo, 24 de noviembre de 2026"
    )
    assert [told(draft) for draft in drafts(text)] == [
        ("El ferry espera la marea", ("Ana García",), "El País", date(2026, 11, 25)),
        ("La niebla cubre el puerto", ("Juan Pérez", "Marta Ruiz"), "El Mundo", date(2026, 11, 24)),
    ]


def test_results_of_a_search_for_news_tell_their_day_from_that_of_the_paste() -> None:
    text = (
        "CBC News\nFerry waits for the tide\n5 hours ago\nBy Ines Marlow\n"
        "Toronto Star\nFog holds the harbour\nYesterday\nBy Tom Verdun"
    )
    assert [told(draft) for draft in drafts(text)] == [
        ("Ferry waits for the tide", ("Ines Marlow",), "CBC News", date(2026, 11, 30)),
        ("Fog holds the harbour", ("Tom Verdun",), "Toronto Star", date(2026, 11, 29)),
    ]


@pytest.mark.parametrize(
    "stamp",
    [
        "[25/11/2026, 09:1{n}:22] Marie Tremblay: ",
        "11/25/26, 9:1{n} AM - +1 613 555 0100: ",
        "25.11.26, 09:1{n} - Bo: ",
    ],
)
def test_messages_of_a_chat_say_nothing_with_who_sent_them_and_when(stamp: str) -> None:
    links = ["https://www.cbc.ca/news/ferry", "https://www.thestar.com/news/fog"]
    bare = drafts("\n".join(stamp.format(n=n) + link for n, link in enumerate(links)))
    assert [(one.headline.value, one.outlet.value, one.published_on.value, one.url.value) for one in bare] == [
        (None, outlet, None, link) for outlet, link in zip(("CBC News", "Toronto Star"), links, strict=True)
    ]
    titles = ["Ferry waits for the tide", "Fog holds the harbour"]
    lines = [f"{stamp.format(n=n)}{title} {link}" for n, (title, link) in enumerate(zip(titles, links, strict=True))]
    assert [(one.headline.value, one.published_on.value) for one in drafts("\n".join(lines))] == [
        (title, None) for title in titles
    ]


def test_counts_below_a_post_are_no_reporter() -> None:
    post = "Ines Marlow\n@inesmarlow\nOur report on the ferry is out, and the tide waits for no one.\n12.3K Views"
    (draft,) = drafts(post)
    assert not any("Views" in name for name in draft.reporters.value)


def test_a_digest_has_its_day_and_time_between_outlet_and_reporter() -> None:
    text = (
        "Ferry waits for the tide\nCBC News • Nov 25, 2026, 9:14 AM • by Ines Marlow\nIt waited at the quay...\n"
        "Reach: 5.2M\n\nFog holds the harbour\nToronto Star • Nov 24, 2026, 7:00 PM • by Tom Verdun\nNo boat left...\n"
    )
    assert [told(draft) for draft in drafts(text)] == [FERRY, FOG]


def test_a_day_ahead_of_the_paste_is_read_with_its_month_last() -> None:
    ahead = "CBC News – Ferry waits for the tide (05/01/2026)\nToronto Star – Fog holds the harbour (04/01/2026)"
    days = [draft.published_on.value for draft in read(Pasted(ahead), Known(), date(2026, 1, 6)).drafts]
    assert days == [date(2026, 1, 5), date(2026, 1, 4)]


@pytest.mark.parametrize("kind", ["op-ed", "commentary", "letter to the editor", "lettre ouverte"])
def test_the_kind_of_a_piece_between_its_headline_and_outlet_is_no_part_of_them(kind: str) -> None:
    text = (
        f'Ines Marlow, "Ferry waits for the tide", {kind}, CBC News, November 25, 2026\n'
        f'Tom Verdun, "Fog holds the harbour", {kind}, Toronto Star, November 24, 2026'
    )
    assert [told(draft) for draft in drafts(text)] == [FERRY, FOG]


@pytest.mark.parametrize(
    "text",
    [
        "HARBOUR\nFerry waits for the tide (CBC News)\nFog holds the harbour (Toronto Star)\n\nQUAY\n"
        "Who pays for the quay? (National Post)",
        "09:14 – CBC News: Ferry waits for the tide\n10:20 – Toronto Star: Fog holds the harbour\n"
        "11:05 – National Post: Who pays for the quay?",
        "Hi all, three today:\n- CBC News: Ferry waits for the tide\n- Toronto Star: Fog holds the harbour\n"
        "- National Post: Who pays for the quay?",
    ],
)
def test_lines_that_each_name_a_known_outlet_are_a_list_without_a_day(text: str) -> None:
    assert [(one.headline.value, one.outlet.value, one.published_on.value) for one in drafts(text)] == [
        ("Ferry waits for the tide", "CBC News", None),
        ("Fog holds the harbour", "Toronto Star", None),
        ("Who pays for the quay?", "National Post", None),
    ]


def test_a_text_that_names_known_outlets_is_no_list_of_them() -> None:
    (draft,) = drafts(
        "Who reads the tide tables?\nThe Toronto Star does, they say.\nSo does CBC News: a desk of nine reads them.\n"
        "And nobody at the National Post would tell us why they print them at all."
    )
    assert draft.headline.value == "Who reads the tide tables?"


@pytest.mark.parametrize(
    "style",
    [
        "{outlet}, A4: {headline} ({name})",
        "{outlet} (p. A4) – {headline} – {name}",
        "{headline} ({outlet}, p. A4, {name})",
    ],
)
def test_the_page_behind_a_paper_s_name_is_no_part_of_headline_or_reporter(style: str) -> None:
    lines = written(style, (FERRY, FOG))
    assert [told(draft)[:3] for draft in drafts("\n".join(lines))] == [FERRY[:3], FOG[:3]]


@pytest.mark.parametrize(
    ("heading", "day", "is_sure"),
    [
        ("Monday, November 23", date(2026, 11, 23), True),
        ("Mon. Nov. 23", date(2026, 11, 23), True),
        ("Lundi 23 novembre", date(2026, 11, 23), True),
        ("Le lundi 23 novembre", date(2026, 11, 23), True),
        ("November 23", date(2026, 11, 23), False),
        ("Monday, March 23", date(2026, 3, 23), False),
        ("Tuesday, November 23", date(2021, 11, 23), False),
    ],
)
@pytest.mark.parametrize("count", [1, 2])
def test_a_late_day_whose_weekday_fits_needs_no_year(heading: str, day: date, is_sure: bool, count: int) -> None:
    lines = ["CBC News: Ferry waits for the tide (Ines Marlow)", "Toronto Star: Fog holds the harbour (Tom Verdun)"]
    below = drafts("\n".join([heading, *lines[:count]]))
    behind = drafts("\n".join(f"{line[: line.index(' (')]}, {heading}" for line in lines[:count]))
    for found in (below, behind):
        assert [(one.published_on.value, one.published_on.is_sure) for one in found] == [(day, is_sure)] * count


def test_a_weekday_that_fits_tells_no_year_in_a_list_of_older_days() -> None:
    text = "Monday, November 23\nCBC News: Ferry waits for the tide\nTuesday, June 9\nToronto Star: Fog stays here"
    assert not any(draft.published_on.is_sure for draft in drafts(text))


@pytest.mark.parametrize("heading", ["## {}", "# {}", "**{}**", "### {}:", "{}"])
@pytest.mark.parametrize("written_days", [("2026-11-24", "2026-11-25"), ("November 24, 2026", "November 25, 2026")])
def test_a_day_that_is_marked_as_a_heading_is_that_of_the_lines_below(
    heading: str, written_days: tuple[str, str]
) -> None:
    first, second = (heading.format(day) for day in written_days)
    text = (
        f"{first}\n- [Fog holds the harbour](https://fog.example/b) – Toronto Star\n"
        f"- [Tide waits](https://fog.example/c) – CBC News\n"
        f"{second}\n- [Ferry waits for the tide](https://fog.example/a) – CBC News\n"
    )
    found = [(draft.headline.value, draft.outlet.value, draft.published_on.value) for draft in drafts(text)]
    assert found == [
        ("Fog holds the harbour", "Toronto Star", date(2026, 11, 24)),
        ("Tide waits", "CBC News", date(2026, 11, 24)),
        ("Ferry waits for the tide", "CBC News", date(2026, 11, 25)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "13/11/2026\n\nFog holds the harbour, CBC News\nFerry waits for the tide, Toronto Star\n\n"
        "03/11/2026\n\nGulls take the late train, National Post\nThe salt is in the wells, Le Devoir",
        "Fog holds the harbour, CBC News, 13/11/2026\nFerry waits for the tide, Toronto Star, 14/11/2026\n"
        "Gulls take the late train - 03/11/2026\nThe salt is in the wells, Le Devoir, 03/11/2026",
    ],
    ids=["above the mentions", "in a line of another style"],
)
def test_a_list_that_writes_the_day_first_does_so_wherever_a_day_stands(text: str) -> None:
    *others, gulls, salt = drafts(text)
    assert [draft.published_on.value for draft in (gulls, salt)] == [date(2026, 11, 3)] * 2
    assert [draft.published_on.doubt for draft in (*others, gulls, salt)] == [None] * 4


def test_picture_signs_by_their_names_are_bullets_below_the_day_of_a_greeting() -> None:
    text = (
        "Good morning, all! These are the clips of today, Friday, November 27, 2026\n"
        ":tv: CTV News: Ferry waits for the tide\n"
        ":globe_with_meridians: Harbour Hum: Fog holds the harbour\n"
        ":newspaper: Toronto Star: Ice road opens late\n"
    )
    found = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert [(draft.headline.value, draft.outlet.value, draft.published_on.value) for draft in found] == [
        ("Ferry waits for the tide", "CTV News", date(2026, 11, 27)),
        ("Fog holds the harbour", "Harbour Hum", date(2026, 11, 27)),
        ("Ice road opens late", "Toronto Star", date(2026, 11, 27)),
    ]
