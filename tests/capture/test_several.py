"""A paste of several whole articles comes apart; a page around one article does not."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.formats import read_file
from clipper.capture.formats.base import File
from clipper.capture.markup import text_in
from clipper.model.draft import Doubt, Draft, Known, Pasted

TODAY = date(2024, 6, 5)
PROSE = (
    "The ferry that links the two shores will stop for good in October, the company said on Monday after "
    "a long night of talks.\n\n"
    "“We have run out of patience and of money,” its director said, and nobody in the room seemed "
    "surprised by either of the two.\n\n"
    "The mayor promised another boat by spring. The towns on the far shore have heard that promise in "
    "four of the last five years.\n"
)
OTHER = (
    "The bridge over the narrows opened a week late and four million over its price, which the ministry "
    "calls a success.\n\n"
    "Three lorries crossed on the first morning. A fourth turned round when its driver saw the toll, and "
    "said so to a camera.\n\n"
    "The province will count the traffic for a year before it says whether the bridge pays, and for whom "
    "it was meant at all.\n"
)
FRENCH = (
    "Le traversier qui relie les deux rives s’arrêtera pour de bon en octobre, a annoncé lundi la "
    "compagnie après une longue nuit.\n\n"
    "« Nous n’avons plus ni patience ni argent », a dit sa directrice, et personne dans la salle n’en a "
    "paru surpris cette fois-ci.\n\n"
    "La mairesse promet un autre bateau au printemps. Les villages de l’autre rive ont entendu cette "
    "promesse quatre fois en cinq ans.\n"
)


def drafts(text: str, html: str | None = None) -> tuple[Draft, ...]:
    return read(Pasted(text, html), Known(), TODAY).drafts


FERRY = "Ferry stops for good in October"
BRIDGE = "Bridge opens late and over its price"
TRAVERSIER = "Le traversier s’arrête pour de bon"


def test_reporter_outlet_and_time_of_publication_may_stand_between_bars() -> None:
    first, second = drafts(
        f"{FERRY}\nInes Marlow | Kettle & Hills Gazette | Published June 3, 2024 6:00 a.m.\n\n{PROSE}\n"
        f"{BRIDGE}\nTom Verdun | CBC News | Published June 2, 2024 9:30 a.m.\n\n{OTHER}"
    )
    assert [(draft.headline.value, draft.published_on.value) for draft in (first, second)] == [
        (FERRY, date(2024, 6, 3)),
        (BRIDGE, date(2024, 6, 2)),
    ]
    assert "bridge" not in (first.body.value or "")


@pytest.mark.parametrize(
    "text",
    [
        f"{FERRY}\nBy Ines Marlow\nToronto Star\nJune 3, 2024\n\n{PROSE}\n{BRIDGE}\nBy Tom Verdun\nCBC "
        f"News\nJune 2, 2024\n\n{OTHER}",
        f"{FERRY}\nBy Ines Marlow, Toronto Star, June 3, 2024\n\n{PROSE}\n-----\n\n{BRIDGE}\nBy Tom Verdun, "
        f"CBC News, June 2, 2024\n\n{OTHER}",
        f"{FERRY}\n\nInes Marlow\n\nToronto Star | June 3, 2024\n\n{PROSE}\n\n\n{BRIDGE}\n\nTom Verdun\n\nCBC "
        f"News | June 2, 2024\n\n{OTHER}",
        f"Toronto Star\n{FERRY}\nInes Marlow\n3 June 2024\n\n{PROSE}\nCBC News\n{BRIDGE}\nTom Verdun\n2 June "
        f"2024\n\n{OTHER}",
        f"Good morning,\n\n{FERRY}\nBy Ines Marlow\nToronto Star\nJune 3, 2024\n\n{PROSE}\n"
        f"* * *\n{BRIDGE}\nBy Tom Verdun\nCBC News\nJune 2, 2024\n\n{OTHER}",
    ],
    ids=["stacked", "ruled", "blank lines", "outlet above", "greeting"],
)  # fmt: skip
def test_a_digest_of_whole_articles_comes_apart(text: str) -> None:
    ferry, bridge = drafts(text)
    assert (ferry.headline.value, bridge.headline.value) == (FERRY, BRIDGE)
    assert (ferry.reporters.value, bridge.reporters.value) == (("Ines Marlow",), ("Tom Verdun",))
    assert (ferry.outlet.value, bridge.outlet.value) == ("Toronto Star", "CBC News")
    assert (ferry.published_on.value, bridge.published_on.value) == (date(2024, 6, 3), date(2024, 6, 2))
    assert ferry.body.value == PROSE.strip()
    assert bridge.body.value == OTHER.strip()


def test_a_french_digest_comes_apart_too() -> None:
    found = drafts(
        f"{TRAVERSIER}\nPar Luc Fortier\nLe Devoir, le 3 juin 2024\n\n{FRENCH}\n"
        f"Un pont en retard\nPar Marie Dupré\nLa Presse, le 2 juin 2024\n\n{FRENCH.replace('traversier', 'pont')}"
    )
    assert [(draft.headline.value, draft.outlet.value) for draft in found] == [
        (TRAVERSIER, "Le Devoir"),
        ("Un pont en retard", "La Presse"),
    ]


@pytest.mark.parametrize("count", [3, 6])
def test_any_number_of_articles_comes_apart(count: int) -> None:
    text = "\n".join(f"{FERRY}, part {n}\nBy Ines Marlow\nJune {n}, 2024\n\n{PROSE}" for n in range(1, count + 1))
    assert [draft.published_on.value for draft in drafts(text)] == [date(2024, 6, n) for n in range(1, count + 1)]


def test_the_headings_of_a_digest_in_html_part_its_articles() -> None:
    def article(title: str, by: str, prose: str) -> str:
        paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in prose.strip().split("\n\n"))
        return f"<h2>{title}</h2><p>By {by}</p><p>CBC News, June 2, 2024</p>{paragraphs}"

    html = article(FERRY, "Ines Marlow", PROSE) + article(BRIDGE, "Tom Verdun", OTHER)
    text = (
        f"{FERRY}\nBy Ines Marlow\n\nCBC News, June 2, 2024\n\n{PROSE}\n"
        f"{BRIDGE}\nBy Tom Verdun\n\nCBC News, June 2, 2024\n\n{OTHER}"
    )
    assert [draft.headline.value for draft in drafts(text, html)] == [FERRY, BRIDGE]


HEADS = [(FERRY, "Ines Marlow", "Toronto Star", "June 3, 2024", PROSE)]
HEADS += [(BRIDGE, "Tom Verdun", "CBC News", "June 2, 2024", OTHER)]


@pytest.mark.parametrize("rule", ["", "---\n"])
@pytest.mark.parametrize(
    "shape",
    [None, "<h2>{}</h2><p>{}<br>{}<br>{}</p>", "<hr><h1>{}</h1>{}<br>{}<br>{}", "<p>{}</p><p>{}<br>{}<br>{}</p>"],
)
def test_whole_articles_come_apart_without_an_empty_line_between_them(rule: str, shape: str | None) -> None:
    text = rule.join("\n".join([*head, prose.replace("\n\n", "\n")]) for *head, prose in HEADS)
    paragraphs = ["".join(f"<p>{one}</p>" for one in prose.split("\n\n")) for *_, prose in HEADS]
    html = (
        "".join(shape.format(*head[:4]) + prose for head, prose in zip(HEADS, paragraphs, strict=True))
        if shape
        else None
    )
    found = drafts(text, html)
    assert [
        (draft.headline.value, draft.reporters.value, draft.outlet.value, draft.published_on.value) for draft in found
    ] == [
        (FERRY, ("Ines Marlow",), "Toronto Star", date(2024, 6, 3)),
        (BRIDGE, ("Tom Verdun",), "CBC News", date(2024, 6, 2)),
    ]
    assert [draft.body.value for draft in found] == [PROSE.strip(), OTHER.strip()]


@pytest.mark.parametrize(
    "below",
    [
        f"Related\n{BRIDGE}\nBy Tom Verdun\nJune 2, 2024\nThree lorries crossed, and a fourth turned round.\n",
        f"3 comments\nDana W\nJune 4, 2024\n{OTHER}\nReply\nKim T\nJune 4, 2024\n{PROSE}\nReply\n",
        f"What the company says\n{OTHER}\nWhat the towns say\n{PROSE}",
        f"About the author\nInes Marlow has written about harbours since May 4, 2011, and no more.\n{OTHER}",
    ],
    ids=["teaser", "comments", "subheadings", "author"],
)
def test_one_article_without_empty_lines_stays_one(below: str) -> None:
    text = f"{FERRY}\nBy Ines Marlow\nToronto Star\nJune 3, 2024\n{PROSE}{below}".replace("\n\n", "\n")
    (draft,) = drafts(text)
    assert draft.headline.value == FERRY


def test_no_line_between_the_articles_is_lost() -> None:
    text = (
        f"{FERRY}\nBy Ines Marlow\nJune 3, 2024\n\n{PROSE}\nRead by: Dana\n\n"
        f"{BRIDGE}\nBy Tom Verdun\nJune 2, 2024\n\n{OTHER}"
    )
    first, second = drafts(text)
    assert first.extent[0] == 0
    assert first.extent[1] <= second.extent[0]
    assert second.extent[1] == len(text.rstrip())
    assert not text[first.extent[1] : second.extent[0]].strip()


ARTICLE = f"{FERRY}\nBy Ines Marlow\nToronto Star\nJune 3, 2024\n\n{PROSE}"


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        f"{ARTICLE}\nRelated\n\n{BRIDGE}\nBy Tom Verdun\nJune 2, 2024\nThree lorries crossed on the first "
        f"morning, and a fourth turned round.\n",
        f"{ARTICLE}\n3 comments\n\nDana W\nJune 4, 2024\n{OTHER}\nReply\n\nKim T\nJune 4, 2024\n{PROSE}\nReply\n",
        f"{ARTICLE}\nWhat the company says\n\n{OTHER}\nWhat the towns say\n\n{PROSE}",
        f"{FERRY}: live updates\nBy Ines Marlow\nJune 3, 2024\n\n10:15 a.m.\n{PROSE}\n11:40 a.m.\n{OTHER}\n"
        f"12:05 p.m.\n{PROSE}",
        f"{ARTICLE}\nQ: Will there be another boat?\n\n{OTHER}\nQ: And who pays for it in the end?\n\n{PROSE}",
        f"{ARTICLE}\nAbout the author\n\nInes Marlow has written about harbours since May 4, 2011, and about "
        f"little else.\n\n{OTHER}",
    ],
    ids=["alone", "teaser", "comments", "subheadings", "live", "interview", "author"],
)  # fmt: skip
def test_one_article_stays_one(text: str) -> None:
    (draft,) = drafts(text)
    assert draft.headline.value in {FERRY, f"{FERRY}: live updates"}


def test_short_articles_one_below_the_other_keep_all_their_sentences() -> None:
    first = "The council voted 14 to 9 on Thursday to widen the path along the canal, after three hours of debate."
    second = "“It was about time,” said Ann Lee, who has asked for it since the spring of 2011 and will now walk there."
    articles = [
        f"Council votes to widen the {place} path\nBy Ahmed Khan\nOttawa Citizen\nMarch {day}, 2024\n\n"
        f"{first}\n\n{second}\n\n"
        for day, place in ((5, "canal"), (6, "river"), (7, "harbour"))
    ]
    drafts = read(Pasted("".join(articles)), Known(), date(2024, 4, 1)).drafts
    assert [draft.body.value for draft in drafts] == [f"{first}\n\n{second}"] * 3


SHORT = (
    ("Council votes to close three libraries", "Claire Dubois", date(2024, 4, 9), "The Chronicle Herald"),
    ("Harbour bridge to close for the summer", "Tom Verdun", date(2024, 5, 2), "Halifax Examiner"),
    ("Students win prize for robot boat", "Ann Lee", date(2024, 6, 1), "CBC News"),
)


def short_digest(sizes: tuple[int, ...], foot: str) -> tuple[str, list[str]]:
    """Return a digest of articles with two paragraphs of so many words each, and their bodies."""
    words = PROSE.replace("\n\n", " ").replace(".", "").casefold().split()
    bodies = [
        "\n\n".join(" ".join(words[start : start + size]).capitalize() + "." for start in (number, number + 7))
        for number, size in enumerate(sizes)
    ]
    articles = [
        f"{headline}\n\nBy {name}\n{day:%B} {day.day}, {day.year}\n\n{body}\n\n{foot.format(outlet)}\n"
        for (headline, name, day, outlet), body in zip(SHORT, bodies, strict=False)
    ]
    return "\n\n".join(articles), bodies


@pytest.mark.parametrize("sizes", [(15, 15), (35, 25), (25, 35), (20, 20, 20), (34, 28, 31), (60, 15, 60)])
@pytest.mark.parametrize("foot", ["", "© 2024 {}", "{}"])
def test_short_articles_come_apart_too(sizes: tuple[int, ...], foot: str) -> None:
    text, bodies = short_digest(sizes, foot)
    found = drafts(text)
    assert [draft.body.value for draft in found] == bodies
    assert [(draft.headline.value, draft.reporters.value, draft.published_on.value) for draft in found] == [
        (headline, (name,), day) for headline, name, day, _ in SHORT[: len(sizes)]
    ]
    if foot:
        assert [draft.outlet.value for draft in found] == [outlet for *_, outlet in SHORT[: len(sizes)]]


def test_a_single_paragraph_among_whole_articles_is_no_part_of_the_one_above_it() -> None:
    short = (
        "Fog holds the harbour for days\nBy Ann Lee\nJune 1, 2024\n\nThe ferry waits, and the town waits with it now."
    )
    found = drafts(f"{ARTICLE}\n{short} Nobody minds.\n\n{BRIDGE}\nBy Tom Verdun\nCBC News\nJune 2, 2024\n\n{OTHER}")
    assert [draft.headline.value for draft in found] == [FERRY, "Fog holds the harbour for days", BRIDGE]
    assert [(draft.body.value or "")[:8] for draft in found] == ["The ferr", "The ferr", "The brid"]


def marked(*articles: str) -> str:
    """A page of articles that it marks as such."""
    return "".join(f"<article>{article}</article>" for article in articles)


def paragraphs(prose: str) -> str:
    return "".join(f"<p>{line}</p>" for line in prose.split("\n") if line)


CREDITED = f"<h2>{FERRY}</h2><p>By Ines Marlow</p><p>Toronto Star</p><p>June 3, 2024</p>{paragraphs(PROSE)}"
UNDATED = f"<h2>{BRIDGE}</h2><p>By Tom Verdun</p><section><h3>The price</h3>{paragraphs(OTHER)}</section>"
BARE = f"<h2>{TRAVERSIER}</h2>{paragraphs(FRENCH)}"
TEASER = "<h2>Fog holds the harbour for days</h2><p>The ferry waits, and the town waits with it for a third day.</p>"


@pytest.mark.parametrize("around", ["{}", "<main>{}</main>", "<article><div>{}</div></article>"])
@pytest.mark.parametrize("copied", [True, False])
def test_what_a_page_marks_as_whole_articles_comes_apart(around: str, copied: bool) -> None:
    html = f"<html><body>{around.format(marked(CREDITED, UNDATED, BARE, TEASER))}</body></html>"
    if copied:
        found = drafts(text_in(html), html)
    else:
        found = read_file(File("digest.html", html.encode()), Known(), TODAY).reading.drafts
    assert [draft.headline.value for draft in found] == [FERRY, BRIDGE, TRAVERSIER]
    assert found[1].body.value == OTHER.strip()


def test_sections_that_a_page_marks_as_articles_below_its_headline_stay_together() -> None:
    sections = marked(*(f"<h2>What comes next {n}</h2>{paragraphs(PROSE)}" for n in range(3)))
    html = f"<h1>{BRIDGE}</h1><p>By Tom Verdun</p>{sections}"
    (draft,) = drafts(text_in(html), html)
    assert draft.headline.value == BRIDGE


def test_a_last_article_of_a_few_short_sentences_is_no_part_of_the_one_above_it() -> None:
    first, second, third = drafts(
        f"{FERRY}\nBy Ines Marlow\nCBC News\nJune 3, 2024\n\n{PROSE}\n"
        f"{BRIDGE}\nBy Tom Verdun\nToronto Star\nJune 2, 2024\n\n{OTHER}\n"
        f"{TRAVERSIER}\nJulien Côté\nLe Droit\n1er juin 2024\n\n"
        "Le traversier s’arrête au port de la ville.\n\n« On attend », dit le directeur du port."
    )
    assert [draft.headline.value for draft in (first, second, third)] == [FERRY, BRIDGE, TRAVERSIER]
    assert "traversier" not in (second.body.value or "")
    assert "On attend" in (third.body.value or "")


def test_articles_amid_their_pages_keep_their_days_and_all_sentences() -> None:
    menu = "Menu\nSubscribe\nPrint\nShare this story\nSign in\nWeather\nPuzzles\n"
    pieces = [
        f"{FERRY}\nBy Ines Marlow, CBC News\nMonday, June 3, 2024 at 5:12 PM EST\n\n{PROSE}\nNobody minded at all.\n",
        f"{BRIDGE}\nBy Tom Verdun, Toronto Star\nJune 2, 2024 at 04:00\n\n{OTHER}\n",
    ]
    first, second = drafts(f"\n{menu}\n".join(pieces))
    assert (first.published_on.value, second.published_on.value) == (date(2024, 6, 3), date(2024, 6, 2))
    assert "Nobody minded at all." in (first.body.value or "")


@pytest.mark.parametrize("rule", ["***", "* * *", "---", "====="])
@pytest.mark.parametrize("outlets", [("CBC News", "Kluane Courier"), ("Gravel Gazette", "Kluane Courier")])
def test_a_rule_parts_articles_of_one_paragraph(rule: str, outlets: tuple[str, str]) -> None:
    first = "The ferry at Dawson made its last crossing on Sunday. Crews pulled it out on Monday. The road opens soon."
    second = "The curling club has no ice yet. The plant broke in October. Members hope to play by December."
    text = (
        f"Ferry ends season\nBy Ann Marsh\n{outlets[0]}\nNovember 2, 2026\n\n{first}\n\n{rule}\n\n"
        f"Curlers wait for ice\nBy Pat Renner\n{outlets[1]}\nNovember 3, 2026\n\n{second}\n"
    )
    drafts = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert [(draft.headline.value, draft.outlet.value, draft.body.value) for draft in drafts] == [
        ("Ferry ends season", outlets[0], first),
        ("Curlers wait for ice", outlets[1], second),
    ]
    assert [draft.reporters.value for draft in drafts] == [("Ann Marsh",), ("Pat Renner",)]


def test_a_rule_within_an_article_parts_nothing() -> None:
    sentence = (
        "The ferry at Dawson made its last crossing on Sunday. Crews pulled it out on Monday, and the road opens."
    )
    text = f"Ferry ends season\nBy Ann Marsh\nCBC News\nNovember 2, 2026\n\n{sentence}\n\n***\n\n{sentence} Again.\n"
    assert len(read(Pasted(text), Known(), date(2026, 11, 30)).drafts) == 1


def test_of_more_articles_than_anybody_pastes_the_last_come_together_and_nothing_is_lost() -> None:
    pieces = [
        f"Ferry waits for tide {number}\nBy Ines Marlow, CBC News\nMay 3, 2021\n\n{PROSE}" for number in range(255)
    ]
    found = drafts("\n\n".join(pieces))
    assert len(found) == 250
    assert found[248].headline.value == "Ferry waits for tide 248"
    assert (found[249].body.value or "").count(PROSE[:40]) == 6


BROADCASTER = (
    "Blockade ends after two days\n"
    "Tom Verdun · CBC News · Posted: May 26, 2024 4:00 AM AST | Last Updated: May 26\n"
    "The boats went home on Sunday after the harbour promised to freeze its berth fees until the spring.\n"
    "Its master called that a truce, not a peace.\nThe fishers will vote on the deal next week.\n"
)
CHAIN = (
    "Mayor of the harbour town quits\nAuthor of the article:{}Rex Moll\n"
    "Published May 27, 2024  •  Last updated 2 hours ago  •  3 minute read\n"
    "The mayor quit on Monday after a week of protests at the wharf and in the council chamber.\n"
    "“It is time for others to have a try,” he told those who waited outside the town hall.\n"
    "National Post\n"
)
STACKED = f"{FERRY}\nBy Ines Marlow, The Chronicle Herald\nMay 24, 2024\n\n{PROSE}"


@pytest.mark.parametrize("rule", ["\n\n", "\n---\n\n", "\n----------\n"])
@pytest.mark.parametrize("gap", [" ", "\n"])
def test_heads_of_a_broadcaster_and_of_a_chain_of_papers_begin_an_article(rule: str, gap: str) -> None:
    chain = CHAIN.format(gap)
    found = drafts(rule.join([STACKED, BROADCASTER, chain]))
    assert [(draft.headline.value, draft.reporters.value, draft.published_on.value) for draft in found] == [
        (FERRY, ("Ines Marlow",), date(2024, 5, 24)),
        ("Blockade ends after two days", ("Tom Verdun",), date(2024, 5, 26)),
        ("Mayor of the harbour town quits", ("Rex Moll",), date(2024, 5, 27)),
    ]
    assert [draft.outlet.value for draft in found] == ["The Chronicle Herald", "CBC News", "National Post"]
    assert [draft.body.value for draft in found] == [
        PROSE.strip(),
        "\n\n".join(BROADCASTER.splitlines()[2:]),
        "\n\n".join(chain.splitlines()[-3:-1]),
    ]


def test_where_another_article_may_begin_within_a_text_it_asks_to_be_looked_at() -> None:
    (draft,) = drafts(f"{STACKED}\n{BRIDGE}\nTom Verdun\nMay 26, 2024\n\n{OTHER.splitlines()[0]}\n")
    assert BRIDGE in (draft.body.value or "")
    assert (draft.headline.value, draft.headline.is_sure, draft.body.is_sure) == (FERRY, False, False)
    assert draft.body.doubt is Doubt.SEVERAL_ARTICLES
