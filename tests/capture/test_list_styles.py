"""Lists of mentions in the styles that people really paste; each style as a small list."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.codes import Role
from clipper.model.draft import Doubt, Draft, Known, Pasted

TODAY = date(2020, 1, 10)


def drafts(text: str) -> tuple[Draft, ...]:
    return read(Pasted(text), Known(), TODAY).drafts


def told(draft: Draft) -> tuple[str | None, tuple[str, ...], str | None, str]:
    day = draft.published_on.value
    return draft.headline.value, draft.reporters.value, draft.outlet.value, day.isoformat() if day else ""


FERRY = ("Ferry waits for the tide", ("Ines Marlow",), "The Globe and Mail", "2019-12-03")
FOG = ("Fog holds the harbour", ("Tom Verdun",), "Toronto Star", "2019-11-28")


@pytest.mark.parametrize(
    "text",
    [
        'The Globe and Mail: "Ferry waits for the tide" by Ines Marlow, December 3, 2019\n'
        'Toronto Star: "Fog holds the harbour" by Tom Verdun, November 28, 2019',
        'Ines Marlow, "Ferry waits for the tide", The Globe and Mail (3 December 2019)\n'
        'Tom Verdun, "Fog holds the harbour", Toronto Star (28 November 2019)',
        "3 December 2019 – The Globe and Mail: Ferry waits for the tide, by Ines Marlow\n"
        "28 November 2019 – Toronto Star: Fog holds the harbour, by Tom Verdun",
        "- [Ferry waits for the tide](https://ferry.example/a) by Ines Marlow, The Globe and Mail, December 3, 2019\n"
        "- [Fog holds the harbour](https://fog.example/b) by Tom Verdun, Toronto Star, November 28, 2019",
        "Date\tHeadline\tOutlet\tReporter\n2019-12-03\tFerry waits for the tide\tThe Globe and Mail\tInes Marlow\n"
        "2019-11-28\tFog holds the harbour\tToronto Star\tTom Verdun",
        "“Ferry waits for the tide” by Ines Marlow in The Globe and Mail on December 3, 2019\n"
        "“Fog holds the harbour” by Tom Verdun in Toronto Star on November 28, 2019",
        "Ferry waits for the tide, Ines Marlow, The Globe and Mail, 03/12/2019\n"
        "Fog holds the harbour, Tom Verdun, Toronto Star, 28/11/2019",
        "Ferry waits for the tide, The Globe and Mail, December 3, 2019, by Ines Marlow\n"
        "Fog holds the harbour, Toronto Star, November 28, 2019, by Tom Verdun",
        "Ferry waits for the tide – The Globe and Mail – 3 December 2019 – by Ines Marlow\n"
        "Fog holds the harbour – Toronto Star – 28 November 2019 – by Tom Verdun",
    ],
)
def test_a_list_is_read_in_many_styles(text):
    assert [told(draft) for draft in drafts(text)] == [FERRY, FOG]


@pytest.mark.parametrize(
    "style", ["{}, {}, {}", "{} – {} – {}", "{} - {} - {}", "{} ({}, {})", "{} | {} | {}", "• {} · {} · {}"]
)
def test_the_days_of_a_list_may_count_back_from_the_day_of_the_paste(style: str):
    rows = [
        ("Ferry waits for the tide", "The Globe and Mail", "3 days ago"),
        ("Fog holds the harbour", "Toronto Star", "yesterday"),
        ("Le quai reste fermé", "Le Devoir", "il y a 2 jours"),
    ]
    found = drafts("\n".join(style.format(*row) for row in rows))
    assert [told(draft) for draft in found] == [
        ("Ferry waits for the tide", (), "The Globe and Mail", "2020-01-07"),
        ("Fog holds the harbour", (), "Toronto Star", "2020-01-09"),
        ("Le quai reste fermé", (), "Le Devoir", "2020-01-08"),
    ]
    assert {draft.published_on.doubt for draft in found} == {Doubt.RELATIVE_DATE}


def test_the_last_by_of_a_line_full_of_them_names_the_reporter():
    headline = "Day by day" + ", by the lake" * 20
    (draft,) = drafts(f"{headline} by Ines Marlow, The Globe and Mail, December 3, 2019")
    assert told(draft) == (headline, *FERRY[1:])


def test_two_may_sign_behind_the_day_of_a_mention():
    (draft,) = drafts("Ferry waits for the tide, The Globe and Mail, December 3, 2019, by Ines Marlow and Tom Verdun")
    assert told(draft) == (FERRY[0], ("Ines Marlow", "Tom Verdun"), *FERRY[2:])


def test_a_name_before_the_outlet_without_by_is_a_doubt():
    ferry, _ = drafts(
        "Ferry waits, Ines Marlow, The Globe and Mail, 3 May 2019\nFog, Tom Verdun, Toronto Star, 2 May 2019"
    )
    assert ferry.headline.doubt is Doubt.SEVERAL_HEADLINES
    assert [other.value for other in ferry.headline.alternatives] == ["Ferry waits, Ines Marlow"]


def test_dates_that_could_be_either_stay_a_doubt_where_the_list_does_not_tell():
    ferry, _ = drafts(
        "Ferry waits for the tide by Ines Marlow, The Globe and Mail, 03/12/2019\n"
        "Fog holds the harbour by Tom Verdun, Toronto Star, 04/11/2019"
    )
    assert ferry.published_on.doubt is Doubt.DAY_OR_MONTH


def test_the_address_below_a_mention_is_its_link():
    found = drafts(
        "Ferry waits for the tide\nThe Globe and Mail, December 3, 2019\nhttps://ferry.example/a\n\n"
        "Fog holds the harbour\nToronto Star, November 28, 2019\nhttps://fog.example/b\n"
    )
    assert [draft.url.value for draft in found] == ["https://ferry.example/a", "https://fog.example/b"]


def test_two_words_are_a_headline_where_others_were_found():
    found = drafts(
        "Ferry waits for the tide\nby Ines Marlow, The Globe and Mail, December 3, 2019\n\n"
        "Deep fog\nby Tom Verdun, Toronto Star, November 28, 2019\n"
    )
    assert [draft.headline.value for draft in found] == ["Ferry waits for the tide", "Deep fog"]


def test_a_programme_before_its_outlet_is_no_reporter():
    found = drafts("Ferry waits for the tide, Power & Politics, CBC News Network, April 11, 2019\n" * 2)
    assert [draft.reporters.value for draft in found] == [(), ()]
    assert {draft.programme.value for draft in found} == {"Power & Politics"}


def test_rows_copied_from_a_sheet_with_their_header_are_read_by_it():
    found = drafts(
        "Outlet\tTitle\tExpert\tDate\tLink\nThe Globe and Mail\tFerry, tide and time\tAnn Lee\t2019-12-03\thttps://ferry.example/a\n"
        "Strait Weekly\tFog by the harbour\t\t2019-11-28\t\n"
    )
    assert [told(draft) for draft in found] == [
        ("Ferry, tide and time", (), "The Globe and Mail", "2019-12-03"),
        ("Fog by the harbour", (), "Strait Weekly", "2019-11-28"),
    ]
    assert [person.name for person in found[0].spokespeople.value] == ["Ann Lee"]
    assert found[0].url.value == "https://ferry.example/a"


def test_records_of_labelled_lines_are_read_by_their_labels():
    found = drafts(
        "Title: Ferry, tide and time\nOutlet: The Globe and Mail\nAuthor: Ines Marlow\nDate: December 3, 2019\n"
        "URL: https://ferry.example/a\n\n"
        "Titre : Fog by the harbour\nOutlet: Toronto Star\nDate: November 28, 2019\nURL: https://fog.example/b\n"
        "Title: Fog again\nOutlet: CBC News\nAuthor: Tom Verdun\nDate: November 29, 2019\n"
    )
    assert [told(draft) for draft in found] == [
        ("Ferry, tide and time", ("Ines Marlow",), "The Globe and Mail", "2019-12-03"),
        ("Fog by the harbour", (), "Toronto Star", "2019-11-28"),
        ("Fog again", ("Tom Verdun",), "CBC News", "2019-11-29"),
    ]


def test_the_time_of_a_broadcast_is_kept() -> None:
    listed = "Ferry waits for the tide, Power & Politics, CBC News Network, April 11, 2019 (1:08:00)"
    stacked = "Fog holds the harbour\nby Tom Verdun, CBC News, April 12, 2019 (0:12:30)"
    clocked = "18:10 – CBC News – Ports wait for the winter, April 13, 2019"
    found = drafts(f"{listed}\n\n{stacked}\n\n{clocked}")
    assert [(draft.headline.value, draft.coding.note) for draft in found] == [
        ("Ferry waits for the tide", "1:08:00"),
        ("Fog holds the harbour", "0:12:30"),
        ("Ports wait for the winter", "18:10"),
    ]
    assert [(draft.coding.aired_at, draft.coding.timecode) for draft in found] == [
        (None, 4080),
        (None, 750),
        ("18:10", None),
    ]


def test_a_programme_twice_a_day_is_two_mentions() -> None:
    line = "Power & Politics, CBC News Network, April 11, 2019"
    found = drafts(f"{line} (0:08:00)\n{line} (1:08:00)\n8:10 – {line}\n18:10 – {line}")
    assert [draft.headline.value for draft in found] == [
        f"Power & Politics ({time})" for time in ("0:08:00", "1:08:00", "8:10", "18:10")
    ]
    assert [draft.coding.aired_at or draft.coding.timecode for draft in found] == [480, 4080, "08:10", "18:10"]


@pytest.mark.parametrize("word", ["Published", "Posted on", "First published"])
def test_a_line_that_says_when_it_was_published_dates_the_mention_above_it(word: str) -> None:
    one_line = (
        f"Ferry waits for the tide by Ines Marlow, The Globe and Mail\n{word} Dec. 3, 2019\n"
        f"Fog holds the harbour by Tom Verdun, Toronto Star\n{word} Nov. 28, 2019\n"
    )
    stacked = one_line.replace(" by ", "\n").replace(", 2019\n", ", 2019\n\n")
    for text in (one_line, stacked):
        reading = read(Pasted(text), Known(), TODAY)
        assert [told(draft) for draft in reading.drafts] == [FERRY, FOG]
        assert unused_in(reading) == []


def test_a_day_above_mentions_dates_none_above_it() -> None:
    found = drafts(
        "Deep fog by Tom Verdun, CBC News\n\nDecember 3, 2019\n"
        "Ferry waits for the tide by Ines Marlow, The Globe and Mail"
    )
    assert [told(draft)[3] for draft in found] == ["", "2019-12-03"]


def test_credits_such_as_presented_by_do_not_make_a_page_a_list() -> None:
    (draft,) = drafts(
        "Ferry waits for the tide\nQuay radio\nApril 25, 2019\nQuay Evening News April 25, 2019\n"
        "Quay News | Presented by: Tom Verdun\nApril 25, 2019\nGoing For Growth April 25, 2019\n"
        "Feature | Hosted by: Tom Verdun\nApril 25, 2019\nQuay Minute 2, April 25, 2019\n"
        "Quay News | Presented by: Tom Verdun\nGet the facts\nApril 19, 2019\nDisabilities Act\n"
        "Ferry waits for the tide\nApril 26, 2019\nWritten by: Ines Marlow\n\n"
        "The ferry waited for the tide on Monday, and the town waited with it until the boats came home again.\n"
    )
    assert draft.headline.value == "Ferry waits for the tide"


def test_a_headline_may_be_one_short_word_where_the_rest_of_its_line_is_told() -> None:
    found = drafts(
        "Oil by Jane Doe, Kettle Lantern, January 1, 2020\nIce by Tim Hope, Red Creek Observer, January 2, 2020\n"
        "War? by Ines Marlow, The Globe and Mail, January 3, 2020"
    )
    assert [(draft.headline.value, draft.outlet.value) for draft in found] == [
        ("Oil", "Kettle Lantern"),
        ("Ice", "Red Creek Observer"),
        ("War?", "The Globe and Mail"),
    ]


def test_stacked_lines_name_an_outlet_that_nobody_knows_below_reporter_and_day() -> None:
    found = drafts(
        "Why the north needs roads (and ports)\nTuesday, December 3, 2019\nInes Marlow\nIceland Beacon\n"
        "What roads would change.\n\n"
        "Grain by train\nThursday, December 5, 2019\nTom Verdun\nSmith & Sons Weekly\nThe harvest moves by rail.\n\n"
        "The border, closed by snow\nWednesday, December 4, 2019\nMary O’Neil\nThe Hill Times\nTrucks waited."
    )
    assert [(*told(draft), draft.body.value) for draft in found] == [
        ("Why the north needs roads (and ports)", ("Ines Marlow",), "Iceland Beacon", "2019-12-03",
         "What roads would change."),
        ("Grain by train", ("Tom Verdun",), "Smith & Sons Weekly", "2019-12-05", "The harvest moves by rail."),
        ("The border, closed by snow", ("Mary O’Neil",), "The Hill Times", "2019-12-04", "Trucks waited."),
    ]  # fmt: skip
    assert found[1].outlet.doubt is Doubt.UNKNOWN_OUTLET


def test_links_of_one_site_are_a_mention_each_however_alike_their_length() -> None:
    links = [f"https://www.theglobeandmail.com/news/{name}/" for name in (
        "ferry-to-close-for-winter", "council-wants-a-northern-port", "milk-at-the-border", "ice-road-opens-late-again",
        "twelve-boats-from-one-yard", "grain-by-train-this-fall",
    )]  # fmt: skip
    assert [draft.url.value for draft in drafts("\n".join(links))] == links


@pytest.mark.parametrize("style", ["- {}", "• {}", "3. {}", "<{}>", "* <{}>"])
def test_links_are_bare_behind_a_bullet_and_in_brackets_too(style: str) -> None:
    links = [f"https://www.theglobeandmail.com/news/ferry-{number}/" for number in (1, 2, 3)]
    found = drafts("\n".join(map(style.format, links)))
    assert [(draft.url.value, draft.outlet.value) for draft in found] == [
        (link, "The Globe and Mail") for link in links
    ]


@pytest.mark.parametrize(
    "outlets", [("CBC News", "The Hill Times", "National Post"), ("Kettle Post", "Tide News", "Bay Echo")]
)
def test_day_and_link_below_a_mention_are_its_own(outlets: tuple[str, str, str]) -> None:
    headlines = ("Ports wait for the winter", "Fog holds the harbour", "Who pays for the quay?")
    text = "\n\n".join(
        f"{outlet}: {headline}\nApril {day}, 2019\nhttps://www.site{day}.example/a"
        for day, (outlet, headline) in enumerate(zip(outlets, headlines, strict=True), 11)
    )
    found = drafts(text)
    assert [
        (draft.headline.value, draft.outlet.value, draft.published_on.value, draft.url.value) for draft in found
    ] == [
        (headline, outlet, date(2019, 4, day), f"https://www.site{day}.example/a")
        for day, (outlet, headline) in enumerate(zip(outlets, headlines, strict=True), 11)
    ]


def test_a_dash_within_a_cell_of_a_row_parts_nothing() -> None:
    found = drafts(
        "Engine fails – for the third time\tCBC News\tDecember 3, 2019\nFog – again\tToronto Star\tDecember 4, 2019"
    )
    assert [draft.headline.value for draft in found] == ["Engine fails – for the third time", "Fog – again"]


def test_a_year_is_no_reporter() -> None:
    (draft,) = drafts("Signal tower to be restored by 2024, The Globe and Mail, December 3, 2019")
    assert (draft.headline.value, draft.reporters.value) == ("Signal tower to be restored by 2024", ())


def test_brackets_at_the_end_say_what_our_people_did() -> None:
    first, second, third = drafts(
        "· Ferry waits for the tide, The Times, 24 November 2019 (Prof. Ines Marlow quoted)\n"
        "· Fog holds the harbour, Daily Mail, 25 November 2019 (Tom Verdun interviewed)\n"
        "· Bats get beds, The Guardian, 27 November 2019"
    )
    assert [person.role for draft in (first, second) for person in draft.spokespeople.value] == [
        Role.QUOTED,
        Role.INTERVIEWED,
    ]
    assert [draft.outlet.value for draft in (first, second, third)] == ["The Times", "Daily Mail", "The Guardian"]
    assert third.spokespeople.value == ()


def test_the_number_of_a_mention_is_no_part_of_a_headline_in_a_line_of_its_own() -> None:
    first, second = drafts(
        "1. Ferry waits for the tide\nToronto Star, December 3, 2019\nBy Ines Marlow\n\n"
        "2. Fog holds the harbour\nThe Guardian, December 2, 2019\nBy Tom Verdun"
    )
    assert (first.headline.value, second.headline.value) == ("Ferry waits for the tide", "Fog holds the harbour")


def test_one_name_beside_a_quoted_headline_that_nobody_knows_is_an_outlet_to_check() -> None:
    text = (
        "“Ferry waits for the tide” (Toronto Star, 3 November 2019; by Ines Marlow)\n"
        "“Turbines and turkeys” (Wren Bay Light, 4 November 2019)\n"
        "“Noise study due” (The Casket, 9 November 2019)"
    )
    _, light, casket = drafts(text)
    assert [(one.outlet.value, one.outlet.is_sure, one.reporters.value) for one in (light, casket)] == [
        ("Wren Bay Light", False, ()),
        ("The Casket", False, ()),
    ]


def test_days_without_a_year_that_all_lie_in_the_last_weeks_are_sure() -> None:
    text = (
        "Ferry waits for the tide, Toronto Star, January 9\nFog holds the harbour, The Guardian, January 6\n"
        "Bats get beds, CBC News, December 21"
    )
    assert [(draft.published_on.value, draft.published_on.is_sure) for draft in drafts(text)] == [
        (date(2020, 1, 9), True),
        (date(2020, 1, 6), True),
        (date(2019, 12, 21), True),
    ]
    older = drafts(f"{text}\nA quay is rebuilt, The Times, October 2")
    assert not any(draft.published_on.is_sure for draft in older)


@pytest.mark.parametrize(
    "headline",
    [
        "[Exclusive] Ferry waits for the tide",
        "(Updated) Ferry waits for the tide",
        "[OPINION] Cafe [sic] opens again",
        "Emissions to be cut (by 2030)",
        "Le budget est adopté (par 12 voix contre 3)",
        "Who pays [and when]",
    ],
)
@pytest.mark.parametrize("style", ["{}, The Guardian, 3 May 2019", "{} – The Guardian – 3 May 2019"])
def test_brackets_within_a_headline_stay(headline: str, style: str) -> None:
    first, _ = drafts(f"{style.format(headline)}\nFog holds the harbour, Toronto Star, 2 May 2019")
    assert (first.headline.value, first.outlet.value) == (headline, "The Guardian")


@pytest.mark.parametrize("mark", [" - ", " – ", ", "])
@pytest.mark.parametrize("programme", ["Northbeat", "The National"])
def test_a_broadcast_has_its_headline_behind_its_time(mark: str, programme: str):
    rows = [
        ("CBC North", programme, "Nov 25, 2019", "6:00 PM", "Thin ice in the sound"),
        ("CTV", "Power Play", "Nov 26, 2019", "5:30 PM", "Panel on northern housing"),
    ]
    found = drafts("\n".join(map(mark.join, rows)))
    assert [(told(draft)[0], told(draft)[3]) for draft in found] == [
        ("Thin ice in the sound", "2019-11-25"),
        ("Panel on northern housing", "2019-11-26"),
    ]
    assert [draft.coding.aired_at for draft in found] == ["18:00", "17:30"]


@pytest.mark.parametrize("page", ["p. 3", "p. A4", "page 12", "pp. 3-4", "Page A14"])
@pytest.mark.parametrize("outlet", ["The Slow Thaw", "Le Devoir"])
def test_a_page_behind_the_day_takes_nothing_from_it(page: str, outlet: str):
    text = f"“Ferry waits for the tide”, Ines Marlow, {outlet}, December 3, 2019, {page}\n"
    found = drafts(text + "“Fog holds the harbour”, Tom Verdun, Toronto Star, November 28, 2019, p. 7\n")
    assert [told(draft) for draft in found] == [
        (FERRY[0], FERRY[1], outlet, FERRY[3]),
        FOG,
    ]


def test_an_unknown_outlet_has_its_day_where_the_known_ones_of_its_list_have_it():
    text = (
        "Toronto Star (Nov 28): “Fog holds the harbour” by Tom Verdun\n"
        "National Post (Nov 29): “Who pays for the quay” by Nora Lee\n"
        "The Slow Thaw (Dec 3): “Ferry waits for the tide” by Ines Marlow\n"
    )
    assert told(drafts(text)[-1]) == (FERRY[0], FERRY[1], "The Slow Thaw", FERRY[3])


def test_mentions_between_the_menus_of_a_page_are_found() -> None:
    menu = "\n".join(["Home", "News", "Our work", "CBC News", "About us", "Give", "Team", "Contact", "Events", "Shop"])
    mentions = (
        "Ferry waits for the tide by Ines Marlow, The Globe and Mail, December 3, 2019\n"
        "Fog holds the harbour by Tom Verdun, Toronto Star, November 28, 2019"
    )
    assert [*map(told, drafts(f"{menu}\n{mentions}\n{menu}"))] == [FERRY, FOG]
    led = f"{menu}\nThe Globe and Mail\nFerry waits for the tide, December 3, 2019\n{menu}\nToronto Star"
    found = drafts(f"{led}\nFog holds the harbour, November 28, 2019")
    assert [(draft.outlet.value, draft.headline.value) for draft in found] == [
        ("The Globe and Mail", "Ferry waits for the tide"),
        ("Toronto Star", "Fog holds the harbour"),
    ]


@pytest.mark.parametrize(
    "marks",
    [
        ("- [x] ", "- [ ] "),
        ("[ ] ", "[x] "),
        ("☑ ", "☐ "),
        ("1 — ", "2 — "),
        ("1 - ", "2 - "),
        ("📰 ", "📻 "),
        ("• 📰 ", "• 🎙️ "),
        ("1️⃣ ", "2️⃣ "),
        ("→ ", "→ "),
    ],
)
@pytest.mark.parametrize("style", ["{} ({}, {})", "{} — {} — {}"])
def test_the_signs_before_a_mention_are_no_part_of_its_headline(marks: tuple[str, str], style: str):
    rows = [
        ("Ferry waits for the tide", "The Globe and Mail", "Dec 3, 2019"),
        ("Fog holds the harbour", "Toronto Star", "Nov 28, 2019"),
    ]
    text = "\n".join(mark + style.format(*row) for mark, row in zip(marks, rows, strict=True))
    found = [(draft.headline.value, draft.outlet.value) for draft in drafts(text)]
    assert found == [row[:2] for row in rows]


def test_a_headline_may_begin_with_a_number_or_a_sign_of_its_own():
    text = "12-year-old finds ferry (The Globe and Mail, Dec 3, 2019)\n#fog holds harbour (Toronto Star, Nov 28, 2019)"
    assert [draft.headline.value for draft in drafts(text)] == ["12-year-old finds ferry", "#fog holds harbour"]
