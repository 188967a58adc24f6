"""Lists that give no day: what tells them is that line after line names a known outlet."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import SURE, Doubt, Draft, Known, Pasted

TODAY = date(2026, 11, 30)
ROWS = [
    ("Ferry waits for the tide", "Ines Marlow", "CBC News"),
    ("Fog holds the harbour", "Tom Verdun", "Toronto Star"),
    ("Le port attend la marée", "Anne Tremblay", "Le Devoir"),
]
STYLES = [
    "{outlet} – {headline} ({name})",
    "{outlet} – {headline}",
    "{outlet}: {headline}",
    "{headline} - {outlet}",
    "{outlet} – {headline} – {name}",
    "{headline} ({outlet}, {name})",
    "{headline}, {outlet}, {name}",
    "{outlet}, {headline}, {name}",
    "« {headline} », {outlet}, {name}",
    '"{headline}" – {outlet}',
]


def drafts(text: str, html: str | None = None) -> tuple[Draft, ...]:
    return read(Pasted(text, html), Known(), TODAY).drafts


def told(draft: Draft) -> tuple[str | None, tuple[str, ...], str | None]:
    return draft.headline.value, draft.reporters.value, draft.outlet.value


def wanted(style: str, count: int) -> list[tuple[str, tuple[str, ...], str]]:
    return [(headline, (name,) if "{name}" in style else (), outlet) for headline, name, outlet in ROWS[:count]]


def written(style: str, count: int, bullet: str = "") -> str:
    rows = (style.format(headline=headline, name=name, outlet=outlet) for headline, name, outlet in ROWS[:count])
    return "\n".join(bullet + row for row in rows)


@given(
    style=st.sampled_from(STYLES),
    bullet=st.sampled_from(["", "• ", "- ", "2. "]),
    above=st.sampled_from(["", "In the news this morning:\n", "Media mentions\n\n"]),
    count=st.sampled_from([2, 3]),
)
def test_lines_that_each_name_a_known_outlet_are_a_list(style: str, bullet: str, above: str, count: int) -> None:
    found = drafts(above + written(style, count, bullet))
    assert [told(draft) for draft in found] == wanted(style, count)


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Media mentions – November 27, 2026", date(2026, 11, 27)),
        ("Revue de presse – 26 novembre 2026", date(2026, 11, 26)),
        ("Press review of 24 November 2026", date(2026, 11, 24)),
    ],
)
def test_a_heading_gives_its_day_behind_a_dash_too(heading: str, day: date) -> None:
    found = drafts(f"{heading}\n{written('{outlet}: {headline}', 2, '• ')}")
    assert [told(draft) for draft in found] == wanted("{outlet}: {headline}", 2)
    assert [draft.published_on.value for draft in found] == [day, day]


def test_the_end_of_a_span_of_days_is_no_day_of_its_mentions() -> None:
    found = drafts(f"Media mentions 20 – 27 November 2026\n{written('{outlet}: {headline}', 2)}")
    assert [draft.published_on.value for draft in found] == [None, None]


def test_a_line_alone_that_names_a_known_outlet_is_a_mention() -> None:
    assert [told(draft) for draft in drafts(written(STYLES[0], 1))] == wanted(STYLES[0], 1)


def test_a_figure_or_a_day_in_one_line_leaves_no_other_line_out() -> None:
    text = "In the news:\nCBC News: Ferry 12 waits (Ines Marlow)\nLe Devoir: Le port attend"
    text += "\nToronto Star: Fog stays, Nov 24, 2026"
    found = drafts(text)
    assert [draft.headline.value for draft in found] == ["Ferry 12 waits", "Le port attend", "Fog stays"]


@pytest.mark.parametrize("heading", ["", "<h2>Media mentions – November 27, 2026</h2>"])
@pytest.mark.parametrize("tail", [" - {outlet}", ""])
def test_the_items_of_a_list_on_a_page_keep_their_links(heading: str, tail: str) -> None:
    rows = [("Ferry waits for the tide", "CBC News", "https://www.cbc.ca/news/ferry-1.2"),
            ("Fog holds the harbour", "Toronto Star", "https://www.thestar.com/news/fog.html")]  # fmt: skip
    items = (f'<li><a href="{url}">{title}</a>{tail.format(outlet=outlet)}</li>' for title, outlet, url in rows)
    found = drafts("", f"{heading}<ul>{''.join(items)}</ul>")
    assert [(draft.headline.value, draft.outlet.value, draft.url.value) for draft in found] == rows


def test_what_a_page_links_below_an_article_is_no_list() -> None:
    text = (
        "The ferry waits again\nBy Ines Marlow\nNovember 25, 2026\n\n"
        + "The ferry to the islands waited for the tide on Monday, as it has on most days of this autumn, and nobody"
        " could say for how much longer the boats would have to lie in the harbour.\n\n"
        * 3
        + f"Read more\n{written('{headline} - {outlet}', 3)}"
    )
    assert [draft.headline.value for draft in drafts(text)] == ["The ferry waits again"]


def test_blocks_whose_second_line_has_bars_are_all_taken() -> None:
    blocks = [
        f"{headline}\n{outlet} | Nov {20 + place}, 2026 | {name}" for place, (headline, name, outlet) in enumerate(ROWS)
    ]
    assert [told(draft) for draft in drafts("\n\n".join(blocks))] == wanted(STYLES[0], 3)
    assert all(draft.headline.confidence >= SURE for draft in drafts("\n\n".join(blocks)))


@pytest.mark.parametrize(
    "style", ["({name}, {outlet})", "({name}, {outlet}, Nov 2{place})", "({outlet}, {name}, Nov 2{place})"]
)
def test_brackets_name_reporter_and_outlet_in_any_order(style: str) -> None:
    lines = [
        f"{headline} {style.format(name=name, outlet=outlet, place=place)}"
        for place, (headline, name, outlet) in enumerate(ROWS)
    ]
    assert [told(draft) for draft in drafts("\n".join(lines))] == wanted(STYLES[0], 3)
    if "{place}" in style:
        assert [told(draft) for draft in drafts(lines[0])] == wanted(STYLES[0], 1)


@pytest.mark.parametrize("style", ["{headline} – {outlet}, {name}{day}", "[{headline}]({url}) – {outlet}, {name}{day}",
                                   "[{headline}]({url}), {outlet}, {name}{day}"])  # fmt: skip
@pytest.mark.parametrize("day", ["", ", November 27, 2026", ", le 27 novembre 2026"])
def test_who_follows_the_outlet_behind_a_comma_is_the_reporter(style: str, day: str) -> None:
    rows = [row for row in ROWS if row[2] != "CBC News"]
    lines = [
        style.format(headline=headline, outlet=outlet, name=name, day=day, url=f"https://x.example/{place}")
        for place, (headline, name, outlet) in enumerate(rows)
    ]
    found = drafts("\n".join(lines))
    assert [told(draft) for draft in found] == [(headline, (name,), outlet) for headline, name, outlet in rows]
    assert [draft.url.value for draft in found] == ["https://x.example/0" if "url" in style else None,
                                                    "https://x.example/1" if "url" in style else None]  # fmt: skip


def test_a_name_that_is_not_common_is_a_reporter_of_a_paper_that_has_no_programmes() -> None:
    for outlet in ("The Guardian", "Toronto Star", "The Canadian Press"):
        (draft,) = drafts(f"Ferry waits for the tide – {outlet}, Leyland Kordt, November 26, 2026")
        assert (draft.reporters.value, draft.programme.value) == (("Leyland Kordt",), None)


@pytest.mark.parametrize(
    "line",
    ["{programme}, {outlet}, November 26, 2026 – {headline}", "{headline} – {programme}, {outlet}, November 26, 2026"],
)
def test_a_programme_that_nobody_knows_is_told_by_the_name_of_its_station(line: str) -> None:
    show = {"programme": "CTV News at Five", "outlet": "CTV Winnipeg", "headline": "Ferry waits for the tide"}
    (draft,) = drafts(line.format(**show))
    assert draft.published_on.value == date(2026, 11, 26)
    assert {"programme": draft.programme.value, "outlet": draft.outlet.value, "headline": draft.headline.value} == show


def test_a_headline_that_begins_as_a_paper_is_no_programme_of_it() -> None:
    (draft,) = drafts("Toronto Fog Holds the Harbour – Toronto Fog, Toronto Star, November 26, 2026")
    assert draft.programme.value is None


@pytest.mark.parametrize("programme", ["Edmonton AM", "Power Hour"])
def test_what_follows_a_station_and_is_nobody_s_name_is_its_programme(programme: str) -> None:
    (draft,) = drafts(f"Ferry waits for the tide – CBC Radio, {programme}, November 26, 2026")
    assert (draft.programme.value, draft.reporters.value) == (programme, ())


@pytest.mark.parametrize(
    "labels",
    [("Headline", "Outlet", "Reporter", "Date"), ("Title", "Publication", "Author", "Date"),
     ("Titre ", "Média ", "Journaliste ", "Date ")],
)  # fmt: skip
def test_a_single_record_with_labels_is_read_by_them(labels: tuple[str, ...]) -> None:
    headline, name, outlet = ROWS[0]
    values = (headline, outlet, name, "27 November 2026")
    (draft,) = drafts("\n".join(f"{label}: {value}" for label, value in zip(labels, values, strict=True)))
    assert (*told(draft), draft.published_on.value) == (headline, (name,), outlet, date(2026, 11, 27))


@pytest.mark.parametrize("labels", [("Headline", "Outlet"), ("Titre ", "Média "), ("Title", "Source")])
@pytest.mark.parametrize("count", [1, 2])
def test_headline_and_outlet_are_labels_enough(labels: tuple[str, str], count: int) -> None:
    records = [f"{labels[0]}: {headline}\n{labels[1]}: {outlet}" for headline, _, outlet in ROWS[:count]]
    assert [told(draft) for draft in drafts("\n\n".join(records))] == wanted("", count)


def test_no_line_of_a_record_is_over() -> None:
    headline, name, outlet = ROWS[0]
    text = f"Headline: {headline}\nOutlet: {outlet}\nReporter: {name}\nSpokesperson: Bo Roe\nDate: 27 November 2026"
    assert unused_in(read(Pasted(text), Known(), TODAY)) == []


@pytest.mark.parametrize("style", ["({name}, {outlet}, {day})", "({outlet}, {name}, {day})"])
@pytest.mark.parametrize("day", ["Nov 28", "le 28 novembre 2026"])
@pytest.mark.parametrize("beside", ["", "\nFog holds the harbour (Tom Verdun, Toronto Star, Nov 27)"])
def test_brackets_name_an_outlet_that_nobody_knows_beside_a_reporter(style: str, day: str, beside: str) -> None:
    line = f"Ferry waits for the tide {style.format(name='Nora Roe', outlet='The Quay Gazette', day=day)}"
    first = drafts(line + beside)[0]
    assert told(first) == ("Ferry waits for the tide", ("Nora Roe",), "The Quay Gazette")
    assert first.published_on.value == date(2026, 11, 28)


@pytest.mark.parametrize(
    "text",
    [
        "Ferry waits for the tide today\nToronto Star, told on the air\nLe port attend la marée\nLe Devoir, en une",
        "Ferry waits for the tide, CBC News (heard)\nFog holds the harbour, Toronto Star (seen)",
    ],
)
def test_a_headline_among_several_outlets_that_are_no_list_asks_for_a_look(text: str) -> None:
    (draft,) = drafts(text)
    assert draft.headline.value
    assert draft.headline.is_doubtful


def test_other_outlets_on_the_page_of_a_long_article_put_no_doubt_on_its_headline() -> None:
    prose = "\n\n".join(
        f"The council of the harbour town met for the {number} time this winter, and heard that the ferry needs a new "
        "engine before the ice is gone, which the port cannot pay for without help from the province or the islands."
        for number in ("first", "second", "third", "fourth", "fifth", "sixth")
    )
    menu = "\n".join(f"Weather and tides of the {place}" for place in ("harbour", "bay", "strait", "sound") * 20)
    below = f"Read also in\nToronto Star\nLe Devoir\n{menu}"
    (draft,) = drafts(f"The ferry needs an engine\n\nBy Ann Lee\nNov 25, 2026\n\n{prose}\n\n{below}")
    assert draft.headline.value == "The ferry needs an engine"
    assert draft.headline.doubt is not Doubt.SEVERAL_HEADLINES


@pytest.mark.parametrize("clock", [", 7:10 a.m. –", ", 07:10 –", ", 7 h 10 –", ", at 7:10 a.m. -", " 7:10 a.m.:", ""])
def test_the_time_of_a_broadcast_behind_its_day_is_no_headline(clock: str) -> None:
    (draft,) = drafts(f"CBC Radio One, Ottawa Morning, Nov. 26, 2026{clock or ' –'} Ferry waits for the tide")
    assert (draft.headline.value, draft.programme.value) == ("Ferry waits for the tide", "Ottawa Morning")
    assert draft.published_on.value == date(2026, 11, 26)
    assert draft.coding.aired_at == ("07:10" if clock else None)


@pytest.mark.parametrize(
    "style", ["{outlet}: {headline} <{url}>", "{outlet} – {headline} – {url}", "{headline} <{url}>"]
)
def test_an_address_in_angle_brackets_or_behind_a_dash_is_no_part_of_the_headline(style: str) -> None:
    rows = [("Ferry waits", "CBC News", "https://www.cbc.ca/news/ferry-1.2"),
            ("Fog stays", "Toronto Star", "https://www.thestar.com/news/fog.html")]  # fmt: skip
    found = drafts("\n".join(style.format(headline=title, outlet=outlet, url=url) for title, outlet, url in rows))
    assert [(draft.headline.value, draft.outlet.value, draft.url.value) for draft in found] == rows


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("ICI Première, Midi info, 26 nov. 2026, 12 h 20 – Entrevue avec Anne Tremblay", "Entrevue avec Anne Tremblay"),
        ("CBC Radio One, Ottawa Morning, Nov 26, 2026: Interview with Ines Marlow", "Interview with Ines Marlow"),
    ],
)
def test_an_interview_behind_the_day_of_its_broadcast_is_its_headline(line: str, headline: str) -> None:
    (draft,) = drafts(line)
    assert (draft.headline.value, draft.published_on.value) == (headline, date(2026, 11, 26))
    assert [person.name for person in draft.spokespeople.value] == [headline.split(maxsplit=2)[2]]
