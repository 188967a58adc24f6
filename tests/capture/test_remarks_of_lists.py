"""What stands around a mention and is no part of it: remarks, kinds of piece, credits of pictures, clocks."""

from datetime import date

import pytest

from clipper.model.codes import Role
from clipper.model.draft import Doubt
from tests.capture.told_mentions import drafts, told

FERRY = ("Ferry waits for the tide", ("Ann Lee",), "Toronto Star", date(2026, 11, 4))
ROAD = ("Ice road opens late", ("Tom Roe",), "CBC News", date(2026, 11, 5))


@pytest.mark.parametrize(
    ("mark", "remark"),
    [
        (" [syndicated in Cape Breton Post, The Guardian (PEI)]", "syndicated in Cape Breton Post, The Guardian (PEI)"),
        (" also in Cape Breton Post", "also in Cape Breton Post"),
        (" - Mia is quoted twice", "Mia is quoted twice"),
        (" | Mia Moll quoted on fees", "Mia Moll quoted on fees"),
        (". The fourth paragraph is ours.", "The fourth paragraph is ours"),
    ],
)
def test_a_remark_behind_the_day_is_a_note_and_never_the_headline(mark: str, remark: str) -> None:
    text = (
        f"Ferry waits for the tide - Toronto Star - Ann Lee - Nov 4, 2026{mark}\n"
        "Ice road opens late - CBC News - Tom Roe - Nov 5, 2026\n"
    )
    assert told(text) == [FERRY, ROAD]
    assert [draft.coding.note for draft in drafts(text)] == [remark, None]


def test_a_headline_behind_the_day_is_no_remark() -> None:
    text = (
        "CBC News - Power & Politics - Nov 4, 2026 - Ferry waits for the tide\n"
        "CBC News - Nov 5, 2026 - Ice road opens late\n"
    )
    assert [headline for headline, *_ in told(text)] == [FERRY[0], ROAD[0]]


def test_what_a_colon_behind_the_day_leads_to_is_the_headline_behind_a_section() -> None:
    text = "CBC News, Politics, Nov 5, 2026: ice road opens late\nToronto Star, Nov 4, 2026: Ferry waits for the tide\n"
    assert [headline for headline, *_ in told(text)] == ["ice road opens late", FERRY[0]]


def test_a_headline_that_begins_with_an_outlet_and_a_comma_is_to_be_checked() -> None:
    (draft,) = drafts("The National, CBC, Ferry waits for the tide, Nov 4, 2026\n")
    assert draft.headline.doubt is Doubt.UNSURE or draft.headline.value == FERRY[0]


def test_a_line_with_remarks_in_commas_is_a_mention() -> None:
    text = (
        "Ferry waits for the tide, by Ann Lee, Toronto Star, Nov 4, 2026, Mia is quoted twice\n"
        "Ice road opens late, by Tom Roe, CBC News, Nov 5, 2026, mentions the report\n"
    )
    assert told(text) == [FERRY, ROAD]


@pytest.mark.parametrize(
    "kind", ["Opinion", "Editorial", "Column", "Op-ed", "Letter to the editor", "Chronique", "News"]
)
def test_the_kind_of_a_piece_before_its_outlet_is_no_headline(kind: str) -> None:
    text = (
        f"Ferry waits for the tide\n{kind}, Toronto Star – November 4, 2026\n\n"
        f"Ice road opens late\n{kind}, CBC News – November 5, 2026\n"
    )
    assert told(text) == [(FERRY[0], (), *FERRY[2:]), (ROAD[0], (), *ROAD[2:])]


def test_the_kind_of_a_piece_in_a_cell_is_no_part_of_the_headline() -> None:
    text = (
        "Ferry waits for the tide | Opinion | Toronto Star | Ann Lee | Nov 4, 2026\n"
        "Ice road opens late | Editorial | CBC News | Tom Roe | Nov 5, 2026\n"
    )
    assert told(text) == [FERRY, ROAD]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("with a comment by", Role.QUOTED),
        ("with comment from", Role.QUOTED),
        ("comment by", Role.QUOTED),
        ("interview with", Role.INTERVIEWED),
    ],
)
@pytest.mark.parametrize("is_behind_day", [False, True])
def test_who_comments_or_is_interviewed_is_no_reporter(words: str, role: Role, is_behind_day: bool) -> None:
    said = f", {words} Mia Moll"
    before, behind = ("", said) if is_behind_day else (said, "")
    text = (
        f"Ferry waits for the tide{before}, Toronto Star, November 4, 2026{behind}\n"
        f"Ice road opens late{before}, CBC News, November 5, 2026{behind}\n"
    )
    assert told(text) == [(FERRY[0], (), *FERRY[2:]), (ROAD[0], (), *ROAD[2:])]
    people = [[(person.name, person.role) for person in draft.spokespeople.value] for draft in drafts(text)]
    assert people == [[("Mia Moll", role)]] * 2


def test_several_credits_name_all_who_made_a_piece() -> None:
    text = (
        "Ferry waits for the tide, story by Ann Lee, video by Mia Moll, Toronto Star, November 4, 2026\n"
        "Ice road opens late, by Tom Roe with photos by Al Hale, CBC News, November 5, 2026\n"
    )
    assert [names for _, names, *_ in told(text)] == [("Ann Lee", "Mia Moll"), ("Tom Roe", "Al Hale")]
    assert [headline for headline, *_ in told(text)] == [FERRY[0], ROAD[0]]


def test_who_made_the_pictures_alone_is_no_reporter() -> None:
    text = (
        "Ferry waits for the tide, with photos by Mia Moll, Toronto Star, November 4, 2026\n"
        "Ice road opens late, by Tom Roe, CBC News, November 5, 2026\n"
    )
    first, second = told(text)
    assert (first[1], second) == ((), ROAD)
    assert not drafts(text)[0].headline.is_sure


def test_credits_of_pictures_may_stand_in_brackets() -> None:
    text = (
        "Ferry waits for the tide, by Ann Lee (video by Mia Moll), Toronto Star, November 4, 2026\n"
        "Ice road opens late, by Tom Roe (photos by Al Hale), CBC News, November 5, 2026\n"
    )
    assert [names for _, names, *_ in told(text)] == [("Ann Lee", "Mia Moll"), ("Tom Roe", "Al Hale")]


def test_captions_with_their_credits_are_no_mentions() -> None:
    caption = "FILE - In this Oct. 13, 2017, file photo, Mia Moll waits for the ferry. (Photo by Al Hale/AP, File)"
    found = drafts(f"{caption}\n\nCTV News Atlantic\nCTV News Regina\nCTV News Windsor\n")
    assert not any(draft.headline.value == caption or draft.reporters.value for draft in found)


@pytest.mark.parametrize("credit", ["", ", photo by Mia Moll"])
def test_who_made_what_a_headline_is_about_may_be_a_part_of_it(credit: str) -> None:
    text = (
        f"Mural painted by Jane Doe{credit}, Toronto Star, November 4, 2026\n"
        "Ice road opens late, by Tom Roe, CBC News, November 5, 2026\n"
    )
    first, second = drafts(text)
    assert [first.headline.is_sure, first.reporters.is_sure] == [False, False]
    assert f"Mural painted by Jane Doe{credit}" in [other.value for other in first.headline.alternatives]
    assert second.headline.is_sure


def test_those_featured_have_their_titles_before_a_dash() -> None:
    text = (
        "“Ferry waits for the tide” – by Ann Lee, feat. Dr. Mia Moll – Toronto Star – Nov. 4, 2026\n"
        "“Ice road opens late” – by Tom Roe – CBC News – Nov. 5, 2026\n"
    )
    assert told(text) == [FERRY, ROAD]
    assert [person.name for person in drafts(text)[0].spokespeople.value] == ["Mia Moll"]


def test_an_editorial_board_is_no_reporter() -> None:
    text = (
        "Ferry waits for the tide, by the Editorial Board, Toronto Star, November 4, 2026\n"
        "Ice road opens late, by Tom Roe, CBC News, November 5, 2026\n"
    )
    assert told(text) == [(FERRY[0], (), *FERRY[2:]), ROAD]


@pytest.mark.parametrize("line", ["2026-11-04 07:15 {}", "Nov 4, 2026 7:15 a.m. {}", "7:15 a.m. {} – Nov 4, 2026"])
def test_a_clock_beside_the_day_or_before_the_outlet_is_the_air_time(line: str) -> None:
    text = line.format("CBC Radio – Ferry waits for the tide") + "\n" + line.format("CTV News – Ice road opens late")
    assert [(draft.headline.value, draft.outlet.value, draft.coding.aired_at) for draft in drafts(text)] == [
        (FERRY[0], "CBC Radio", "07:15"),
        (ROAD[0], "CTV News", "07:15"),
    ]


def test_an_interview_in_a_programme_nobody_knows_is_its_own_headline() -> None:
    text = (
        "Mardi 24 novembre\n"
        "- 98,5 FM, Paul Arcand le matin, entrevue avec Mia Moll\n"
        "- Le Soleil, « La brume reste au port »\n"
    )
    first = drafts(text)[0]
    assert (first.headline.value, first.programme.value) == ("entrevue avec Mia Moll", "Paul Arcand le matin")
    assert not first.headline.is_sure
    assert [other.value for other in first.headline.alternatives][:1] == ["Paul Arcand le matin"]


def test_a_page_behind_a_question_is_none_of_it() -> None:
    text = (
        "Who pays? B3, Toronto Star, Nov. 4, 2026, Ann Lee\nIce road opens late, A1, CBC News, Nov. 5, 2026, Tom Roe\n"
    )
    assert [headline for headline, *_ in told(text)] == ["Who pays?", ROAD[0]]


def test_where_else_a_mention_ran_is_no_mention_of_its_own() -> None:
    text = (
        "• Toronto Star: Ferry waits for the tide (Nov. 4, 2026) – Ann Lee\n"
        "o also in: Calgary Herald, Edmonton Journal\n"
        "• CBC News: Ice road opens late (Nov. 5, 2026) – Tom Roe\n"
    )
    assert told(text) == [FERRY, ROAD]


@pytest.mark.parametrize("headline", ["Opinion", "Waiting for the ferry B3", "Marketplace, the ferry waits"])
def test_what_may_be_no_headline_alone_is_not_sure(headline: str) -> None:
    text = f"{headline} - Toronto Star - Nov 4, 2026\nIce road opens late - CBC News - Nov 5, 2026\n"
    assert not any(draft.headline.is_sure for draft in drafts(text) if draft.headline.value == headline)


def test_what_stands_before_a_colon_is_the_headline_s_where_another_cell_is_the_outlet() -> None:
    text = (
        "LRT: waiting for the tide | Toronto Star | Ann Lee | Nov 4, 2026 | neutral\n"
        "Ice road opens late | CBC News | Tom Roe | Nov 5, 2026 | positive\n"
    )
    assert told(text) == [("LRT: waiting for the tide", *FERRY[1:]), ROAD]
    assert [draft.coding.note for draft in drafts(text)] == [None, None]


def test_brackets_behind_the_outlet_are_no_part_of_the_headline() -> None:
    text = (
        "Toronto Star (print and online), Nov 4, 2026: Ferry waits for the tide, by Ann Lee\n"
        "CBC News (online), Nov 5, 2026: Ice road opens late, by Tom Roe\n"
    )
    assert told(text) == [FERRY, ROAD]


def test_a_label_names_all_whom_a_mention_features() -> None:
    text = (
        "Ferry waits for the tide | Toronto Star | Ann Lee | Nov 4, 2026 | Quoted: Mia Moll, Al Hale\n"
        "Ice road opens late | CBC News | Tom Roe | Nov 5, 2026 | Quoted: Mia Moll\n"
    )
    assert told(text) == [FERRY, ROAD]
    assert [[one.name for one in draft.spokespeople.value] for draft in drafts(text)] == [
        ["Mia Moll", "Al Hale"],
        ["Mia Moll"],
    ]


def test_who_wrote_it_stands_before_a_remark_behind_the_day() -> None:
    text = (
        "Ferry waits for the tide, Toronto Star, Nov 4, 2026, Ann Lee\n"
        "Ice road opens late, CBC News, Nov 5, 2026, Tom Roe, see the second part\n"
    )
    assert told(text) == [FERRY, ROAD]
    assert drafts(text)[1].coding.note == "see the second part"


def test_french_credits_name_all_who_made_a_piece() -> None:
    text = (
        "La brume reste, texte de Marie Roy, photos de Luc Roy, Le Devoir, 4 novembre 2026\n"
        "Qui paiera?, par Ann Lee, La Presse, 5 novembre 2026\n"
    )
    assert [(headline, names) for headline, names, *_ in told(text)] == [
        ("La brume reste", ("Marie Roy", "Luc Roy")),
        ("Qui paiera?", ("Ann Lee",)),
    ]


def test_a_section_beside_a_reporter_and_a_day_is_no_outlet() -> None:
    text = (
        "Ferry waits for the tide\nAnn Lee | Politics | November 4, 2026\n\n"
        "Ice road opens late\nTom Roe | Arts & Culture | November 5, 2026\n"
    )
    assert told(text) == [(*FERRY[:2], None, FERRY[3]), (*ROAD[:2], None, ROAD[3])]


def test_a_section_beside_an_outlet_is_no_headline() -> None:
    text = (
        "Ferry waits for the tide\nToronto Star | Ann Lee | Politique | November 4, 2026\n\n"
        "Ice road opens late\nCBC News | Tom Roe | Sports | November 5, 2026\n"
    )
    assert told(text) == [FERRY, ROAD]


@pytest.mark.parametrize(
    "figures",
    [
        " (reach 2.4M)",
        " (circulation: 41,200, AVE: $3,100)",
        " (portée : 120 000)",
        " [Reach: 9K; Tone: neutral]",
        " (Auflage 80.000)",
    ],
)
def test_what_a_paper_reaches_is_no_part_of_outlet_or_headline(figures: str) -> None:
    text = (
        f"Toronto Star{figures} – Ferry waits for the tide – November 4, 2026\n"
        f"Harbour Hum{figures} – Fog holds the harbour – November 4, 2026\n"
        f"CBC News{figures} – Ice road opens late – November 5, 2026\n"
    )
    assert [(draft.headline.value, draft.outlet.value) for draft in drafts(text)] == [
        (FERRY[0], "Toronto Star"),
        ("Fog holds the harbour", "Harbour Hum"),
        (ROAD[0], "CBC News"),
    ]


@pytest.mark.parametrize(
    "behind", [" · Reach 2.1M · Sentiment: neutral", " | AVE: $900 | Tone: positive", " · Portée : 900"]
)
def test_figures_behind_the_day_are_no_part_of_a_line_below_a_headline(behind: str) -> None:
    text = "\n\n".join(
        f"{headline}\n{outlet} · November {day}, 2026{behind}"
        for day, headline, outlet in ((4, FERRY[0], "Toronto Star"), (5, "Fog stays", "Hum"), (5, ROAD[0], "CBC News"))
    )
    assert [(headline, outlet) for headline, _, outlet, _ in told(text)] == [
        (FERRY[0], "Toronto Star"),
        ("Fog stays", "Hum"),
        (ROAD[0], "CBC News"),
    ]


@pytest.mark.parametrize("note", ["subscription required", "paywall", "abonnés"])
def test_a_note_beside_an_outlet_in_brackets_is_none_of_it(note: str) -> None:
    text = (
        f"Ferry waits for the tide (Toronto Star, {note}), November 4, 2026\n"
        "Fog holds the harbour (Harbour Hum), November 4, 2026\n"
        f"Ice road opens late (CBC News, {note}), November 5, 2026\n"
    )
    assert [outlet for _, _, outlet, _ in told(text)] == ["Toronto Star", "Harbour Hum", "CBC News"]


@pytest.mark.parametrize("time", ["7:15 am", "7:15 a.m.", "7 AM"])
def test_a_time_of_day_in_brackets_behind_the_day_is_the_air_time(time: str) -> None:
    text = (
        f"Breakfast Bay, CBC Radio, November 4, 2026 ({time})\n"
        f"Today, Tomorrow, CBC Radio, November 5, 2026 ({time})\n"
        f"Ice road opens late, CTV News, November 5, 2026 ({time})\n"
    )
    assert [(draft.outlet.value, draft.coding.aired_at) for draft in drafts(text)] == [
        ("CBC Radio", "07:15" if "15" in time else "07:00"),
        ("CBC Radio", "07:15" if "15" in time else "07:00"),
        ("CTV News", "07:15" if "15" in time else "07:00"),
    ]


@pytest.mark.parametrize("people", ["Toronto Star (Ann Lee)", "Toronto Star [Ann Lee]"])
@pytest.mark.parametrize(
    "line", ["{headline}, {people}, {day}", "{day}: {headline} – {people}", "{headline}, {people}"]
)
def test_who_stands_in_brackets_behind_an_outlet_wrote_it(people: str, line: str) -> None:
    rows = [(FERRY[0], people, "November 4, 2026"), (ROAD[0], "CBC News (Tom Roe)", "November 5, 2026")]
    heading = "" if "{day}" in line else "Press review of November 5, 2026\n\n"
    text = heading + "\n".join(line.format(headline=row[0], people=row[1], day=row[2]) for row in rows)
    assert [found[:3] for found in told(text)] == [FERRY[:3], ROAD[:3]]


@pytest.mark.parametrize("mark", [" – ", ", ", "; "])
def test_outlet_and_reporter_share_brackets_whoever_knows_the_outlet(mark: str) -> None:
    text = (
        f"Nov 4, 2026: Ferry waits for the tide (Toronto Star{mark}Ann Lee)\n"
        f"Nov 4, 2026: Fog holds the harbour (The Dory{mark}Jim Wren)\n"
        f"Nov 5, 2026: Ice road opens late (CBC News{mark}Tom Roe)\n"
    )
    assert told(text) == [FERRY, ("Fog holds the harbour", ("Jim Wren",), "The Dory", FERRY[3]), ROAD]


@pytest.mark.parametrize("outlet", ["Toronto Star", "Harbour Hum"])
def test_whom_a_mention_is_with_stands_behind_its_outlet(outlet: str) -> None:
    (first, _) = drafts(
        f"“Ferry waits for the tide”, {outlet}, with Dr. Nora Verdun, November 4, 2026\n"
        "“Ice road opens late”, CBC News, with Nora Verdun, November 5, 2026\n"
    )
    assert (first.headline.value, first.outlet.value) == (FERRY[0], outlet)
    assert [person.name for person in first.spokespeople.value] == ["Nora Verdun"]


def test_the_staff_of_an_agency_and_a_reporter_of_an_outlet_wrote_a_piece() -> None:
    text = (
        "Ferry waits for the tide by Reuters staff, Toronto Star, November 4, 2026\n"
        "Ice road opens late by CBC's Tom Roe, CBC News, November 5, 2026\n"
    )
    assert told(text) == [(FERRY[0], ("Reuters staff",), *FERRY[2:]), ROAD]


def test_a_station_that_nobody_knows_had_the_interview() -> None:
    text = (
        "CTV News – interview with Nora Verdun – November 4, 2026\n"
        "Radio Skerry – interview with Jim Wren – November 5, 2026\n"
    )
    assert [(headline, outlet) for headline, _, outlet, _ in told(text)] == [
        ("interview with Nora Verdun", "CTV News"),
        ("interview with Jim Wren", "Radio Skerry"),
    ]


def test_a_by_tells_the_reporter_beside_an_outlet_that_may_be_a_name() -> None:
    text = (
        "Ferry waits for the tide\nToronto Star | November 4, 2026 | By Ann Lee\n\n"
        "Fog holds the harbour\nMarian Skerry | November 4, 2026 | By Jim Wren\n\n"
        "Ice road opens late\nCBC News | November 5, 2026 | By Tom Roe\n"
    )
    assert told(text) == [FERRY, ("Fog holds the harbour", ("Jim Wren",), "Marian Skerry", FERRY[3]), ROAD]


def test_what_our_people_did_stands_behind_the_day_in_brackets() -> None:
    text = (
        "Toronto Star: Ferry waits for the tide (Nov 4, 2026) – interview with Nora Verdun\n"
        "Harbour Hum: Fog holds the harbour (Nov 4, 2026) – quotes Nora Verdun\n"
        "CBC News: Ice road opens late (Nov 5, 2026) – mention\n"
    )
    assert [(headline, outlet) for headline, _, outlet, _ in told(text)] == [
        (FERRY[0], "Toronto Star"),
        ("Fog holds the harbour", "Harbour Hum"),
        (ROAD[0], "CBC News"),
    ]
    assert [day for *_, day in told(text)] == [FERRY[3], FERRY[3], ROAD[3]]
    assert [[person.name for person in draft.spokespeople.value] for draft in drafts(text)[:2]] == [["Nora Verdun"]] * 2


@pytest.mark.parametrize(
    "said",
    [
        "Nora Verdun spoke to {} about “{}” ({})",
        "Prof. Nora Verdun (Law) was quoted in the {} article “{}” on {}.",
        "Nora Verdun was interviewed on {}, “{}”, {}",
        "Nora Verdun appears in the {} segment titled “{}”, {}",
    ],
)
def test_a_sentence_says_where_somebody_was_quoted_in_what(said: str) -> None:
    text = "\n".join(
        said.format(outlet, headline, f"November {day}, 2026")
        for headline, outlet, day in (
            (FERRY[0], "Toronto Star", 4),
            ("Fog holds the harbour", "Skerry Light", 4),
            (ROAD[0], "CBC News", 5),
        )
    )
    assert [(headline, outlet, day.day) for headline, _, outlet, day in told(text)] == [
        (FERRY[0], "Toronto Star", 4),
        ("Fog holds the harbour", "Skerry Light", 4),
        (ROAD[0], "CBC News", 5),
    ]
    assert all(person.name == "Nora Verdun" for draft in drafts(text) for person in draft.spokespeople.value)


def test_an_interview_on_a_podcast_that_nobody_knows_is_a_mention() -> None:
    text = (
        "Nora Verdun interviewed on CBC Radio, November 4, 2026\n"
        "Nora Verdun interviewed on The Slow Tide Podcast, November 5, 2026\n"
    )
    assert [(outlet, day) for *_, outlet, day in told(text)] == [
        ("CBC Radio", FERRY[3]),
        ("The Slow Tide Podcast", ROAD[3]),
    ]


def test_a_radio_station_before_a_programme_of_its_own_wrote_nothing() -> None:
    text = (
        "France Inter, 4 novembre 2026 – L’invité de 8 h 20 : Nora Verdun\n"
        "Le Monde, 5 novembre 2026 – Le brouillard tient le port\n"
    )
    assert [(outlet, reporters) for _, reporters, outlet, _ in told(text)] == [("France Inter", ()), ("Le Monde", ())]


def test_capitals_of_four_words_are_a_headline_and_no_name() -> None:
    text = "Toronto Sun – FOG HOLDS OUR FERRY – November 4, 2026\nThe Sun – GULLS EAT THE TRAIN – November 5, 2026\n"
    assert [(headline, reporters) for headline, reporters, *_ in told(text)] == [
        ("FOG HOLDS OUR FERRY", ()),
        ("GULLS EAT THE TRAIN", ()),
    ]
