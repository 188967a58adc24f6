"""Lists that give no day, whose mentions stand in blocks of lines between empty ones."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.codes import Medium
from clipper.model.draft import Draft, Known, Pasted, Reading
from tests.capture.timing import in_time

Row = tuple[str, str, str, str]
TODAY = date(2026, 11, 30)
ROWS = [
    ("Ferry waits for the tide", "Ines Marlow", "CBC News", "https://www.cbc.ca/news/ferry-1.2"),
    ("Le port attend la marée", "Anne Tremblay", "Le Devoir", "https://www.ledevoir.com/le-port"),
    ("Fog holds the harbour", "Tom Verdun", "Toronto Star", "https://www.thestar.com/fog"),
]
ELSEWHERE = [
    ("Ferry waits for the tide", "Ines Marlow", "Wren Bay Gazette", "https://wrenbay.example/ferry"),
    ("Le port attend la marée", "Anne Tremblay", "Courrier du Havre", "https://havre.example/port"),
    ("Fog holds the harbour", "Tom Verdun", "The Quay Weekly", "https://quay.example/fog"),
]
SHAPES = [
    "{headline}\n{outlet}",
    "{outlet}\n{headline}",
    "{outlet}\n{headline}\n{name}",
    "{headline}\n{outlet}\n{name}",
    "{headline}\n{outlet}\n{url}",
    "{outlet}\n{headline}\n{url}",
    "{outlet}\n{headline}\nby {name}\n{url}",
    "{headline}\npar {name}\n{outlet}",
]


def drafts(text: str) -> tuple[Draft, ...]:
    return read(Pasted(text), Known(), TODAY).drafts


def told(draft: Draft) -> tuple[object, ...]:
    return draft.headline.value, draft.reporters.value, draft.outlet.value, draft.url.value


def written(shape: str, rows: list[Row], between: str = "\n\n") -> str:
    blocks = (
        shape.format(headline=headline, name=name, outlet=outlet, url=url) for headline, name, outlet, url in rows
    )
    return between.join(blocks)


def wanted(shape: str, rows: list[Row]) -> list[tuple[object, ...]]:
    return [
        (headline, (name,) if "{name}" in shape else (), outlet, url if "{url}" in shape else None)
        for headline, name, outlet, url in rows
    ]


@given(
    shape=st.sampled_from(SHAPES),
    rows=st.permutations(ROWS).flatmap(lambda rows: st.sampled_from([rows, rows[:2]])),
    above=st.sampled_from(["", "In the news this morning:\n\n", "Media mentions\n\n", "Bonjour,\n\nvoici :\n\n"]),
    below=st.sampled_from(["", "\n\nThanks,\nSam"]),
)
def test_each_block_with_a_known_outlet_is_a_mention(shape: str, rows: list[Row], above: str, below: str) -> None:
    assert list(map(told, drafts(above + written(shape, rows) + below))) == wanted(shape, rows)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_headline_with_capitals_is_no_name(shape: str) -> None:
    rows = [("Ferry Waits Again", *ROWS[0][1:]), ("Fog Holds Harbour", *ROWS[2][1:])]
    assert list(map(told, drafts(written(shape, rows)))) == wanted(shape, rows)


@given(shape=st.sampled_from(SHAPES), count=st.sampled_from([2, 3]))
def test_lines_without_a_gap_are_blocks_where_an_outlet_stands_in_each(shape: str, count: int) -> None:
    text = written(shape, ROWS[:count], "\n")
    assert list(map(told, drafts(text))) == wanted(shape, ROWS[:count])


@pytest.mark.parametrize(
    "shape", ["{linked}\n{outlet}", "{outlet}\n{headline}\n{words}", "{headline}\n{name}\n{outlet}\n{words}"]
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_blocks_of_a_page_keep_their_links(shape: str, between: str) -> None:
    texts, pages = [], []
    for headline, name, outlet, url in ROWS:
        block = {"headline": headline, "name": name, "outlet": outlet}
        texts.append(shape.format(**block, linked=headline, words="Read more"))
        link = f'<a href="{url}">{{}}</a>'
        page = shape.format(**block, linked=link.format(headline), words=link.format("Read more"))
        pages.append(f"<p>{page}</p>".replace("\n", "<br>"))
    for text in (between.join(texts), ""):
        found = read(Pasted(text, "".join(pages)), Known(), TODAY)
        assert [(draft.headline.value, draft.outlet.value, draft.url.value) for draft in found.drafts] == [
            (headline, outlet, url) for headline, _, outlet, url in ROWS
        ]
        assert unused_in(found) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_an_outlet_that_nobody_knows_stands_where_the_others_do(shape: str) -> None:
    rows = [*ROWS[:2], ELSEWHERE[2]]
    found = drafts(written(shape, rows))
    assert list(map(told, found)) == wanted(shape, rows)
    assert [draft.outlet.is_sure for draft in found] == [True, True, False]


@pytest.mark.parametrize("shape", SHAPES)
def test_outlets_that_are_called_as_papers_are_need_not_be_known(shape: str) -> None:
    assert list(map(told, drafts(written(shape, ELSEWHERE)))) == wanted(shape, ELSEWHERE)


@pytest.mark.parametrize("heading", ["Monday, November 23", "Lundi 23 novembre", "Revue de presse du 23 novembre 2026"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_heading_gives_blocks_their_day(heading: str, gap: str) -> None:
    text = f"{heading}{gap}{written(SHAPES[0], ROWS[:2])}\n\nNovember 25, 2026{gap}{written(SHAPES[0], ROWS[2:])}"
    days = [date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 25)]
    assert [draft.published_on.value for draft in drafts(text)] == days


def test_a_teaser_below_a_headline_is_its_text() -> None:
    shape = "{outlet}\n{headline}\nThe boats have waited since Monday, and nobody knows for how long.\n{url}"
    found = drafts(written(shape, ROWS))
    assert list(map(told, found)) == wanted(shape, ROWS)
    assert all((draft.body.value or "").startswith("The boats have waited") for draft in found)


def test_all_lines_of_a_list_in_blocks_are_used() -> None:
    for shape in SHAPES:
        assert unused_in(read(Pasted(written(shape, ROWS)), Known(), TODAY)) == []


@pytest.mark.parametrize("order", ["{headline}\n{outlet}", "{outlet}\n{headline}", "{headline}\nBy {name}\n{outlet}"])
@pytest.mark.parametrize("related", ["", "\n\nThe harbour before\nCBC News\n\nFog in the morning\nCBC News"])
def test_the_head_of_an_article_is_no_block_of_a_list(order: str, related: str) -> None:
    paragraph = (
        "The ferry to the islands waited for the tide on Monday, as it has on most days of this autumn, and nobody"
        " could say for how much longer the boats would have to lie in the harbour."
    )
    found = drafts("\n\n".join([written(order, ROWS[:1]), *[paragraph] * 3]) + related)
    assert [draft.headline.value for draft in found] == [ROWS[0][0]]


@pytest.mark.parametrize("bullet", ["• ", "- ", "1. "])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_headlines_with_bullets_below_their_outlet_are_mentions_of_it(bullet: str, gap: str) -> None:
    lines = [
        "Press review",
        "CBC News",
        f"{bullet}Ferry waits for the tide (Ines Marlow)",
        f"{bullet}Fog holds the harbour by Tom Verdun",
        "Le Devoir",
        f"{bullet}Le port attend la marée, 26 novembre 2026",
        "https://www.ledevoir.com/le-port",
    ]
    assert list(map(told, drafts(gap.join(lines)))) == [
        ("Ferry waits for the tide", ("Ines Marlow",), "CBC News", None),
        ("Fog holds the harbour", ("Tom Verdun",), "CBC News", None),
        ("Le port attend la marée", (), "Le Devoir", "https://www.ledevoir.com/le-port"),
    ]


@pytest.mark.parametrize("rest", [", {name}, Nov 2{place}, 2026", " by {name}, 2{place} November 2026"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_reporter_and_day_may_stand_behind_a_headline_below_its_outlet(rest: str, between: str) -> None:
    rows = [("Ferry waits for the tide", "Ann Marlow", "CBC News"), ("Fog stays", "Luc Roy", "Toronto Star")]
    blocks = (
        f"{outlet}\n{headline}{rest.format(name=name, place=place)}"
        for place, (headline, name, outlet) in enumerate(rows)
    )
    found = drafts(between.join(blocks))
    assert [(draft.headline.value, *draft.reporters.value, draft.outlet.value) for draft in found] == rows
    assert [draft.published_on.value for draft in found] == [date(2026, 11, 20), date(2026, 11, 21)]


@pytest.mark.parametrize("bullet", ["• ", "- "])
def test_a_full_stop_behind_a_bullet_makes_no_text_of_a_mention(bullet: str) -> None:
    text = "\n".join(f"{bullet}{outlet} – {headline}." for headline, _, outlet, _ in ROWS)
    assert [draft.outlet.value for draft in drafts(text)] == [outlet for _, _, outlet, _ in ROWS]


def test_addresses_of_people_at_outlets_are_no_headlines() -> None:
    text = "Ann Lee\nCBC News\nann@cbc.example\n\nBo Roe\nLe Devoir\nbo@ledevoir.example"
    assert len(drafts(text)) == 1


@pytest.mark.parametrize("style", ["Source: {}", "Média : {}", "{} (online)", "{}:"])
def test_an_outlet_in_a_block_may_have_a_label_or_its_medium(style: str) -> None:
    blocks = (f"{headline}\n{style.format(outlet)}" for headline, _, outlet, _ in ROWS)
    if style == "{}:":
        blocks = (f"{style.format(outlet)}\n{headline}" for headline, _, outlet, _ in ROWS)
    found = drafts("\n\n".join(blocks))
    assert list(map(told, found)) == wanted("", ROWS)
    assert "(online)" not in style or {draft.medium.value for draft in found} == {Medium.ONLINE}


@pytest.mark.parametrize("shape", ["« {headline} »\n{outlet}", "“{headline}”\npar {name}, {outlet}"])
def test_quotation_marks_around_all_headlines_are_no_part_of_them(shape: str) -> None:
    assert list(map(told, drafts(written(shape, ROWS)))) == wanted(shape, ROWS)


def test_quotation_marks_around_one_headline_of_several_stay() -> None:
    rows = [("“We wait for the tide”", *ROWS[0][1:]), *ROWS[1:]]
    assert list(map(told, drafts(written(SHAPES[0], rows)))) == wanted(SHAPES[0], rows)


def test_the_credits_of_a_short_article_are_no_block_of_a_list() -> None:
    text = (
        "Ferry waits for the tide\nHarbour\n\nThe Canadian Press\nPublished Monday, November 23, 2026 8:22AM EST\n"
        "The ferry waits, says the harbour.\n\nNobody minds.\n\nRelated Links\nHarbour Council website\n"
        "It may wait for as long as the tide does."
    )
    assert [draft.headline.value for draft in drafts(text)] == ["Ferry waits for the tide"]


def test_short_lines_that_name_no_outlets_are_no_list_in_blocks() -> None:
    text = "The harbour council\nMeets on Monday\n\nThe ferry users\nMeet on Tuesday\n\nThe anglers\nMeet on Friday"
    assert len(drafts(text)) == 1


ALERTS = [
    ("Ferry fares to rise", "Toronto Star", "Ann Lee", "3 November 2026", "https://www.thestar.com/news/ferry.html"),
    ("Wharf: who pays?", "Harbour Ledger", "Tom Roe", "4 November 2026", "https://www.harbourledger.ca/wharf"),
    ("What the fares mean", "Global News", "Jo May", "5 November 2026", "https://globalnews.ca/news/123/fares/"),
]
SNIPPET = "The province says that fares will go up by four per cent on the busiest lines."


def alerts(style: str, gap: str = "\n") -> Reading:
    text = f"\n{gap}".join(style.format(*row, SNIPPET) for row in ALERTS)
    return read(Pasted(text), Known(), TODAY)


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    "style",
    [
        "{0} - {1}\n{4}\n{3} · {5}",
        "{0} | {1}\n{4}\n{3} — {5}",
        "{0} - {1}\n{4}\n{3} - {5}",
        "{0}\n{1}\n{3} · {5}\n{4}",
    ],
)
def test_a_day_before_a_text_is_that_of_the_headline_above(style: str, gap: str) -> None:
    reading = alerts(style, gap)
    found = [(d.headline.value, d.outlet.value, d.published_on.value, d.url.value) for d in reading.drafts]
    assert found == [(*row[:2], date(2026, 11, day), row[4]) for day, row in enumerate(ALERTS, 3)]
    assert [draft.body.value for draft in reading.drafts] == [SNIPPET] * 3


@pytest.mark.parametrize(
    "style",
    [
        "{4}\n{0} | {1}\nPublished: {3} | Author: {2}\nSummary: {5}",
        "{0} – {1}\n{4}\nDate: {3} | By: {2}\nExcerpt: {5}",
        "{4}\n{1}: {0}\n{2} | {3}\n{5}",
        "{0} - {1}\nPublished {3} by {2}\n{4}\n{5}",
    ],
)
def test_headlines_name_their_outlets_above_day_reporter_and_text(style: str) -> None:
    reading = alerts(style)
    found = [(d.headline.value, d.outlet.value, d.reporters.value, d.url.value) for d in reading.drafts]
    assert found == [(*row[:2], (row[2],), row[4]) for row in ALERTS]
    assert [draft.published_on.value for draft in reading.drafts] == [date(2026, 11, day) for day in (3, 4, 5)]
    assert [draft.body.value for draft in reading.drafts] == [SNIPPET] * 3


@pytest.mark.parametrize(
    "shape",
    ["{outlet}\n{headline}\nby {name}\nNov. 2{day}, 2026", "{headline}\n{outlet}\nby {name}\nNov. 2{day}, 2026"],
)
def test_an_outlet_that_nobody_knows_stands_where_the_known_ones_of_a_list_do(shape: str) -> None:
    rows = [ROWS[0][:3], ("Fog holds the harbour", "Tom Verdun", "Low Tide, High Heel"), ROWS[2][:3]]
    blocks = [
        shape.format(headline=headline, name=name, outlet=outlet, day=day)
        for day, (headline, name, outlet) in enumerate(rows)
    ]
    assert [told(draft)[:3] for draft in drafts("\n\n".join(blocks))] == [
        (headline, (name,), outlet) for headline, name, outlet in rows
    ]


@pytest.mark.parametrize("line", ["{name}, {outlet}", "{outlet}, {name}"])
def test_an_outlet_that_is_called_as_people_are_stands_beside_a_name_as_the_known_ones_do(line: str) -> None:
    rows = [ROWS[0][:3], ("Salt, sand and a slow thaw", "Tom Verdun", "Marram Plover"), ROWS[2][:3]]
    text = "\n\n".join(
        f"{headline}\n{line.format(name=name, outlet=outlet)}\nNov. 2{day}, 2026"
        for day, (headline, name, outlet) in enumerate(rows)
    )
    assert [told(draft)[:3] for draft in drafts(text)] == [
        (headline, (name,), outlet) for headline, name, outlet in rows
    ]


@pytest.mark.parametrize(
    "block",
    [
        "Wren Bay Gazette\nGate {0} of the lock stays shut\nhttps://wrenbay.example/{0}",
        "Gate {0} of the lock stays shut | CBC News\nPublished: Nov 3, 2026 | Author: Ines Marlow\nSummary: Shut.",
        "Gate {0} of the lock stays shut – CBC News\nNov 3, 2026 · It is shut, and nobody can say when it will open.",
    ],
)
def test_a_list_in_blocks_is_read_however_long_it_is(block: str) -> None:
    text = "\n\n".join(map(block.format, range(300)))
    with in_time():
        found = read(Pasted(text), Known(), TODAY).drafts
    assert [draft.headline.value for draft in found] == [
        f"Gate {number} of the lock stays shut" for number in range(300)
    ]
