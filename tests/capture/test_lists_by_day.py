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
