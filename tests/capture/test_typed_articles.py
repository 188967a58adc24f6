"""Articles that a person copied by hand or typed: the paper above, who signed, and a text of a few lines."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
HEADLINE = "Ferry operator halts sailings as channel silts up"
TEXT = (
    "The ferry to Port Gansey has waited for three weeks, and nobody knows how long it will stay at the quay.\n\n"
    "“We have seen this before,” said Tom Verdun, who runs the hotel. “Nobody dredged the channel.”"
)


def one(text: str, known: Known | None = None) -> Draft:
    (draft,) = read(Pasted(text), known or Known(), TODAY).drafts
    return draft


@pytest.mark.parametrize(
    ("first", "outlet"),
    [
        ("VICE", "Vice"),
        ("TIME", "TIME"),
        ("Reuters", "Reuters"),
        ("REUTERS", "Reuters"),
        ("AP", "The Associated Press"),
        ("The Canadian Press", "The Canadian Press"),
        ("THE GLOBE AND MAIL", "The Globe and Mail"),
        ("Toronto Star", "Toronto Star"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_known_outlet_above_a_headline_is_where_it_ran(first: str, outlet: str, gap: str) -> None:
    draft = one(gap.join([first, HEADLINE, "By Ines Marlow", "March 3, 2026", TEXT]))
    assert (draft.outlet.value, draft.outlet.is_sure) == (outlet, False)
    assert (draft.headline.value, draft.reporters.value, draft.body.value) == (HEADLINE, ("Ines Marlow",), TEXT)


@pytest.mark.parametrize("section", ["Capital", "Science", "OPINION", "Commentary", "POLITICS"])
def test_a_section_above_a_headline_is_no_outlet(section: str) -> None:
    assert one("\n".join([section, HEADLINE, "By Ines Marlow", TEXT])).outlet.value is None


@pytest.mark.parametrize(
    "byline",
    [
        "Staff",
        "By Staff",
        "By Staff Reporter",
        "Web Staff",
        "By News Staff",
        "By Newsroom",
        "Rédaction",
        "Par la rédaction",
    ],
)
def test_staff_that_signs_is_no_reporter(byline: str) -> None:
    draft = one("\n".join([HEADLINE, byline, "March 3, 2026", TEXT]))
    assert (draft.reporters.value, draft.outlet.value, draft.body.value) == ((), None, TEXT)


@pytest.mark.parametrize(
    ("byline", "outlet"),
    [
        ("CBC Staff", "CBC News"),
        ("By CBC Staff", "CBC News"),
        ("By CBC News Staff", "CBC News"),
        ("Toronto Star Staff", "Toronto Star"),
        ("By Global News Staff Reporter", "Global News"),
    ],
)
def test_staff_of_an_outlet_that_signs_is_no_reporter(byline: str, outlet: str) -> None:
    draft = one("\n".join([HEADLINE, byline, "March 3, 2026", TEXT]))
    assert (draft.reporters.value, draft.outlet.value, draft.body.value) == ((), outlet, TEXT)


def test_staff_of_an_outlet_of_the_library_is_no_reporter() -> None:
    text = "\n".join([HEADLINE, "By Kettle Lantern Staff", "March 3, 2026", TEXT])
    assert one(text).reporters.value == ("Kettle Lantern",)
    assert one(text, Known(outlets=("Kettle Lantern",))).reporters.value == ()


OUTLETS = ["Toronto Star", "La Presse", "CBC News", "CP24", "Global News", "Radio-Canada", "National Post"]


@pytest.mark.parametrize("outlet", OUTLETS)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_the_outlet_alone_in_a_line_is_no_reporter(outlet: str, gap: str) -> None:
    draft = one("\n".join([HEADLINE, gap + outlet, "March 3, 2026" + gap, TEXT]))
    assert (draft.headline.value, draft.reporters.value, draft.outlet.value) == (HEADLINE, (), outlet)
    assert (draft.published_on.value, draft.body.value) == (date(2026, 3, 3), TEXT)


@pytest.mark.parametrize("signed", ["By The Canadian Press", "By National Post"])
def test_an_organisation_that_signs_above_the_outlet_is_the_reporter(signed: str) -> None:
    draft = one("\n".join([HEADLINE, signed, "Ottawa Citizen", "March 3, 2026", TEXT]))
    assert (draft.reporters.value, draft.outlet.value) == ((signed.removeprefix("By "),), "Ottawa Citizen")


def test_an_outlet_that_the_html_of_a_page_signs_with_is_the_reporter() -> None:
    lines = [HEADLINE, "Toronto Star", "March 3, 2026", *TEXT.split("\n\n")]
    tags = ["h1", 'a rel="author" href="https://www.thestar.com/author/star"', *["p"] * 3]
    html = "".join(f"<div><{tag}>{line}</{tag.split()[0]}></div>" for tag, line in zip(tags, lines, strict=True))
    (draft,) = read(Pasted("\n".join(lines), html), Known(), TODAY).drafts
    assert (draft.reporters.value, draft.outlet.value) == (("Toronto Star",), "Toronto Star")


@pytest.mark.parametrize("signed", ["Reuters", "The Canadian Press"])
def test_an_agency_alone_in_a_line_is_still_a_reporter(signed: str) -> None:
    assert one("\n".join([HEADLINE, signed, "March 3, 2026", TEXT])).reporters.value == (signed,)


@pytest.mark.parametrize("staff", ["Staff", "CBC Staff", "Toronto Star Staff"])
def test_staff_in_a_list_is_no_reporter(staff: str) -> None:
    first, second = read(
        Pasted(
            f"Ferry waits for the tide by {staff}, Toronto Star, March 3, 2026\n"
            "Fog holds the harbour by Ann Lee, Toronto Star, March 2, 2026"
        ),
        Known(),
        TODAY,
    ).drafts
    assert (first.headline.value, first.reporters.value) == ("Ferry waits for the tide", ())
    assert second.reporters.value == ("Ann Lee",)


@pytest.mark.parametrize("byline", ["By Ines Marlow, Staff Reporter", "By Reuters Staff", "By Bo Newsroom"])
def test_a_person_or_an_organisation_beside_staff_is_a_reporter(byline: str) -> None:
    assert one("\n".join([HEADLINE, byline, "March 3, 2026", TEXT])).reporters.value


def test_a_reporter_of_the_library_who_is_called_as_staff_is_one() -> None:
    draft = one("\n".join([HEADLINE, "By Staff", "March 3, 2026", TEXT]), Known(reporters=("Staff",)))
    assert draft.reporters.value == ("Staff",)


@pytest.mark.parametrize(
    ("byline", "reporters"),
    [
        ("By Robert Downey Jr., Special to the Star", ("Robert Downey Jr.",)),
        ("By Robert Downey, Jr.", ("Robert Downey, Jr.",)),
        ("Robert Downey Jr.", ("Robert Downey Jr.",)),
        ("By Robert Downey III", ("Robert Downey III",)),
        ("By Robert Downey Sr. and Ines Marlow", ("Robert Downey Sr.", "Ines Marlow")),
        ("By Ines Marlow and Robert Downey Jr", ("Ines Marlow", "Robert Downey Jr")),
    ],
)
def test_a_byline_keeps_what_tells_a_son_from_his_father(byline: str, reporters: tuple[str, ...]) -> None:
    draft = one("\n".join([HEADLINE, byline, TEXT]))
    assert (draft.reporters.value, draft.body.value) == (reporters, TEXT)


@pytest.mark.parametrize("name", ["Robert Downey Jr.", "Robert Downey, Jr.", "Robert Downey III", "Robert Downey, Sr."])
@pytest.mark.parametrize(
    "style", ["{headline} by {name}, Toronto Star, {day}", "“{headline},” {name}, Toronto Star, {day}"]
)
def test_a_list_keeps_what_tells_a_son_from_his_father(name: str, style: str) -> None:
    headlines = ("Ferry waits for the tide", "Fog holds the harbour")
    text = "\n".join(style.format(headline=headline, name=name, day="March 3, 2026") for headline in headlines)
    found = read(Pasted(text), Known(), TODAY).drafts
    assert [(draft.headline.value, draft.reporters.value) for draft in found] == [
        (headline, (name,)) for headline in headlines
    ]


SHORT = ("It is decided, says the mayor.", "The quay will cost $4 million.", "Nobody on it objects.")


STACKED = (
    "Council approves new quay\nBy Ines Marlow\nToronto Star\nMarch 3, 2026",
    "Toronto Star\nCouncil approves new quay\nInes Marlow\nMarch 3, 2026",
    "Council approves new quay\nBy Ines Marlow\nToronto Star, March 3, 2026",
)
AS_LISTED = (
    "Council approves new quay\nby Ines Marlow, Toronto Star, March 3, 2026",
    "Council approves new quay by Ines Marlow, Toronto Star, March 3, 2026",
)


@pytest.mark.parametrize(
    ("head", "stop"), [*((head, ".") for head in (*STACKED, *AS_LISTED)), *((head, "") for head in STACKED)]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_each_paragraph_of_a_few_words_is_text(head: str, gap: str, stop: str) -> None:
    text = [paragraph.rstrip(".") + stop for paragraph in SHORT]
    draft = one(gap.join([head, *text]))
    assert (draft.headline.value, draft.deck.value) == ("Council approves new quay", None)
    assert (draft.reporters.value, draft.outlet.value) == (("Ines Marlow",), "Toronto Star")
    assert draft.published_on.value == date(2026, 3, 3)
    assert draft.body.value == "\n\n".join(text)


def test_a_teaser_below_a_mention_begins_its_text() -> None:
    teaser = "The ferry is not going anywhere this week, its captain says"
    draft = one("\n".join(["Council approves new quay\nBy Ines Marlow, Toronto Star", teaser, *SHORT]))
    assert draft.body.value == "\n\n".join([teaser, *SHORT])


def test_a_sentence_between_headline_and_byline_stays_the_deck_of_a_short_text() -> None:
    draft = one("\n".join([HEADLINE, "A vote of seven to two decides a long debate", "By Ines Marlow", *SHORT]))
    assert draft.deck.value == "A vote of seven to two decides a long debate"
    assert draft.body.value == "\n\n".join(SHORT)


def test_address_and_outlet_below_a_short_text_are_none_of_it() -> None:
    link = "https://www.thestar.com/news/new-quay.html"
    draft = one("\n".join(["Council approves new quay", "By Ines Marlow", *SHORT, "Toronto Star", link]))
    assert draft.body.value == "\n\n".join(SHORT)
    assert (draft.outlet.value, draft.url.value) == ("Toronto Star", link)


LONG = (
    "The council meets on Friday, and the town waits with the ferry for what it will say there; the hotel is full of "
    "people who wait for the boat, and the baker has sold more bread in a month than in the whole year before, he says."
)


@pytest.mark.parametrize("text", [SHORT, (LONG, *SHORT, LONG, LONG)])
@pytest.mark.parametrize("emoji", ["🚢", "👍👍", "❤️", "🇨🇦", "🚨 The ferry is out", "✅ Quay approved"])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_paragraph_of_emoji_or_with_one_before_it_is_text(text: tuple[str, ...], emoji: str, place: int) -> None:
    paragraphs = [*text[:place], emoji, *text[place:]]
    draft = one("\n".join([HEADLINE, "By Ines Marlow", "March 3, 2026"]) + "\n\n" + "\n\n".join(paragraphs))
    body = (draft.body.value or "").replace("## ", "")
    assert body == "\n\n".join(paragraphs)


def test_an_emoji_below_a_long_text_is_its_end() -> None:
    paragraphs = [LONG, LONG, "👍"]
    draft = one("\n\n".join([HEADLINE, "By Ines Marlow", "March 3, 2026", *paragraphs]))
    assert draft.body.value == "\n\n".join(paragraphs)


POLAR = (
    "By Ines Marlow\nCBC News, November 20, 2019\n\nThe sun went down at Wren Bay on Friday and will not come back "
    "before March, the council said.\n\nThe school keeps its doors open all day, and there are lamps along the path.\n"
)


@pytest.mark.parametrize(
    ("headline", "is_sure"),
    [
        ("Polar night begins in the north", True),
        ("10 things to do in the dark", True),
        ("1. Polar night begins in the north", False),
        ("2) Polar night begins in the north", False),
        ("• Polar night begins in the north", False),
        ("- Polar night begins in the north", False),
    ],
)
def test_a_headline_that_begins_as_an_item_of_a_list_asks_for_a_look(headline: str, is_sure: bool):
    (draft,) = read(Pasted(f"{headline}\n{POLAR}"), Known(), date(2020, 1, 10)).drafts
    assert draft.headline.is_sure is is_sure


@pytest.mark.parametrize(("number", "is_sure"), [("15.", True), ("1.", False), ("15)", False)])
def test_an_ordinal_is_no_number_of_a_list(number: str, is_sure: bool):
    text = (
        f"{number} Forum der Fischer im Norden\nVon Jens Alber\n20. November 2019\n\nDie Fischer haben sich am Freitag "
        "in der Stadt getroffen und wollen im nächsten Jahr wieder kommen, sagte der Bürgermeister.\n\nDer Hafen war "
        "voll, und niemand wusste, wo die Boote noch liegen sollten, wenn es kalt wird.\n"
    )
    (draft,) = read(Pasted(text), Known(), date(2020, 1, 10)).drafts
    assert draft.headline.value == f"{number} Forum der Fischer im Norden"
    assert draft.headline.is_sure is is_sure


@pytest.mark.parametrize("before", ["", "Nobody minds the dark.\n\n"])
def test_the_address_below_an_article_is_its_link_and_no_text(before: str):
    address = "https://www.cbc.ca/news/canada/north/polar-night-1.7000300"
    text = f"Polar night begins in the north\n{POLAR}\n{before}{address}?utm_source=mail\n"
    (draft,) = read(Pasted(text), Known(), date(2020, 1, 10)).drafts
    assert draft.url.value == address
    assert "https" not in str(draft.body.value)
    assert unused_in(read(Pasted(text), Known(), date(2020, 1, 10))) == []
