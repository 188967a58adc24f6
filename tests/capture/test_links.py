"""What a bare link becomes, and links wherever they come in."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.inline_marks import with_inline_marks, without_targets
from clipper.capture.lines import lines_of
from clipper.capture.unused import unused_in
from clipper.model.codes import Medium
from clipper.model.draft import Doubt, Draft, Known, Pasted
from tests.capture.timing import in_time

WRAPPED = (
    "https://nam04.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.cbc.ca%2Fnews%2Fferry-1.5%3Futm_source%3Dx"
)


def drafts_of(text: str, html: str | None = None) -> tuple[Draft, ...]:
    return read(Pasted(text, html), Known(outlets=("Wren Bay Herald",)), date(2020, 1, 10)).drafts


@pytest.mark.parametrize(
    ("link", "outlet", "medium", "doubt"),
    [
        (WRAPPED, "CBC News", Medium.ONLINE, None),
        ("https://ici.radio-canada.ca/nouvelle/1/traversier", "Radio-Canada", Medium.ONLINE, None),
        ("https://www.bbc.com/afrique/articles/c1", "BBC Afrique", Medium.ONLINE, None),
        ("https://theconversation.com/fr/maree-1", "The Conversation France", Medium.ONLINE, None),
        ("https://www.wrenbayherald.example/ferry", "Wren Bay Herald", Medium.ONLINE, None),
        ("https://coastal-ledger.example/ferry", "coastal-ledger.example", Medium.ONLINE, Doubt.UNKNOWN_OUTLET),
        ("https://x.com/ferry/status/1?s=20", None, Medium.SOCIAL, None),
        ("https://youtu.be/abc", None, Medium.ONLINE, None),
        ("ici.radio-canada.ca/nouvelle/1/traversier", "Radio-Canada", Medium.ONLINE, None),
        ("youtu.be/abc", None, Medium.ONLINE, None),
    ],
)
def test_a_bare_link_is_a_clipping_of_its_site(link: str, outlet: str | None, medium: Medium, doubt: Doubt | None):
    (draft,) = drafts_of(link)
    assert (draft.outlet.value, draft.medium.value, draft.outlet.doubt) == (outlet, medium, doubt)
    assert draft.body.value is None


@pytest.mark.parametrize("text", ["and/or", "Radio-Canada/CBC", "v1.2/beta", "cbc.ca", "notes.draft/ferry"])
def test_what_only_looks_like_an_address_is_none(text: str):
    (draft,) = drafts_of(text)
    assert (draft.headline.value, draft.url.value) == (text, None)


def test_several_bare_links_are_as_many_clippings_without_their_tracking():
    drafts = drafts_of(f"{WRAPPED}\nhttps://ledger.example/a?id=7&fbclid=IwAR\n")
    assert [draft.url.value for draft in drafts] == [
        "https://www.cbc.ca/news/ferry-1.5",
        "https://ledger.example/a?id=7",
    ]


def test_the_links_of_a_list_come_out_of_their_wrappers():
    titles = ("Ferry waits for the tide", "Who pays for the quay", "Fog again on Tuesday")
    lines = [f"{title}, Ines Marlow, Coastal Ledger, March {day}, 2019" for day, title in enumerate(titles, 1)]
    link = "https://www.google.com/url?q=https%3A%2F%2Fledger.example%2F{}%3Futm_medium%3Dmail&sa=D"
    html = "".join(
        f'<p><a href="{link.format(day)}">{title}</a>, Ines Marlow, Coastal Ledger, March {day}, 2019</p>'
        for day, title in enumerate(titles, 1)
    )
    assert [draft.url.value for draft in drafts_of("\n".join(lines), html)] == [
        f"https://ledger.example/{day}" for day in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "https://ferry.example/news/2024/03/07/waits",
        "https://ferry.example/news/2024/mar/07/waits",
        "https://ferry.example/nouvelles/2024/mars/7/attend",
        "Ferry waits for the tide https://ferry.example/20240307/waits",
        "Ferry waits for the tide\nhttps://ferry.example/2024-3-7-waits",
        "Ferry waits for the tide https://ferry.example/2024/03/07/waits\nFog again https://ferry.example/fog/20240307",
    ],
)
def test_the_day_in_an_address_is_proposed_where_nothing_else_tells_one(text: str) -> None:
    for draft in read(Pasted(text), Known(), date(2024, 6, 5)).drafts:
        assert draft.url.value is not None
        assert "http" not in (draft.headline.value or "")
        assert draft.published_on.value == date(2024, 3, 7)
        assert draft.published_on.confidence < 0.7
        assert draft.published_on.doubt is Doubt.UNSURE


@pytest.mark.parametrize(
    "path", ["2024/13/07/waits", "120240307", "2099/03/07/waits", "2024/03/", "id-2024-0307", "2024/tag/07"]
)
def test_numbers_in_an_address_that_are_no_day_before_today_are_none(path: str) -> None:
    (draft,) = read(Pasted(f"https://ferry.example/{path}"), Known(), date(2024, 6, 5)).drafts
    assert draft.published_on.value is None


def test_a_day_that_the_mention_tells_beats_that_of_its_address() -> None:
    text = "Ferry waits by Ines Marlow, CBC News, March 6, 2024 https://ferry.example/2024/03/07/waits"
    (draft,) = read(Pasted(text), Known(), date(2024, 6, 5)).drafts
    assert draft.published_on.value == date(2024, 3, 6)


def test_links_below_a_greeting_are_a_clipping_each() -> None:
    first, second = drafts_of(
        "Hello all, here are some more that came in today.\n\n"
        "https://www.cbc.ca/news/ferry-1.5\nhttps://www.wrenbayherald.example/ferry\n\nThanks, Sam"
    )
    assert (first.outlet.value, second.outlet.value) == ("CBC News", "Wren Bay Herald")
    assert first.headline.value is second.headline.value is None


def test_outlet_headline_and_link_are_a_mention_without_a_day() -> None:
    lines = (
        "CTV News: Calf spotted off the harbour - https://ctvnews.ca/calf",
        "Global News: 'Like a ghost': calf thrills divers - https://globalnews.ca/calf",
        "Toronto Star: What its birth means - https://thestar.com/calf",
        "Lakeside Weekly: The first since spring - https://lakeside.example/calf",
    )
    drafts = drafts_of("Coverage today:\n" + "\n".join(f"-- {line}" for line in lines))
    assert [draft.headline.value for draft in drafts] == [
        "Calf spotted off the harbour", "'Like a ghost': calf thrills divers",
        "What its birth means", "The first since spring",
    ]  # fmt: skip
    assert drafts[3].outlet.value == "Lakeside Weekly"
    assert all(draft.url.value and draft.published_on.value is None for draft in drafts)


@pytest.mark.parametrize(
    "above",
    [
        "Museum opens new wing, The Guardian, 3 May 2019\n",
        "Museum opens again after three years\nAnn Lee, The Guardian, 3 May 2019\n",
        "Museum opens again after three years\nIt opened on Friday, and many came to see its roof.\nRead more:\n",
        "Museum opens new wing – https://www.bbc.com/news/a\nSecond line of a text\n",
    ],
)
def test_two_links_below_the_words_of_a_mention_are_no_clippings_of_their_own(above: str) -> None:
    first = drafts_of(f"{above}https://www.theguardian.com/x\nhttps://archive.example/y")[0]
    assert (first.headline.value or "").startswith("Museum opens")


def test_the_address_of_a_link_within_a_text_is_not_lost() -> None:
    paragraph = "[The Guardian](https://www.theguardian.com/long) reported on Monday that the ferry will stop for good."
    head = "Ferry stops for good\nBy Ines Marlow\nCBC News\nMay 3, 2019"
    (draft,) = drafts_of(f"{head}\n\n{paragraph}\n\nNobody minded.")
    assert "https://www.theguardian.com/long" in (draft.body.value or "")


@pytest.mark.parametrize(
    "words", ["link", "lien", "Read more", "Lire la suite", "here", "full story", "Lire l’article"]
)
@pytest.mark.parametrize("style", [" ({})", " [{}]", " – {}", " {}"])
@pytest.mark.parametrize("count", [1, 2])
def test_words_that_lead_to_a_mention_are_its_address_and_no_part_of_it(words: str, style: str, count: int) -> None:
    rows = [("Ferry waits for the tide", "CBC News", 26, "https://www.cbc.ca/news/ferry-1.2"),
            ("Le port attend la marée", "Le Devoir", 25, "https://www.ledevoir.com/le-port")][:count]  # fmt: skip
    link = style.format(f'<a href="{{}}">{words}</a>')
    html = "".join(f"<p>{headline}, {outlet}, Nov {day}{link.format(url)}</p>" for headline, outlet, day, url in rows)
    found = read(Pasted("", html), Known(), date(2026, 11, 30)).drafts
    wanted = [(headline, outlet, date(2026, 11, day), url) for headline, outlet, day, url in rows]
    told = [(one.headline.value, one.outlet.value, one.published_on.value, one.url.value) for one in found]
    assert told == wanted


@pytest.mark.parametrize("headline", ["Who reads more", "The missing link", "Ferry waits (the full story)"])
def test_a_headline_keeps_such_words_of_its_own(headline: str) -> None:
    html = f'<p><a href="https://www.cbc.ca/news/ferry-1.2">{headline}</a>, CBC News, Nov 26, 2026</p>'
    for text in (f"{headline}, CBC News, Nov 26, 2026\nFog stays here, Toronto Star, Nov 25, 2026", ""):
        draft = read(Pasted(text, None if text else html), Known(), date(2026, 11, 30)).drafts[0]
        assert draft.headline.value == headline


@pytest.mark.parametrize("link", [": {}", " ({})", " [{}]", " - {}", " <{}>", " {}"])
@pytest.mark.parametrize("style", ["{headline}, {outlet}, Nov 2{place}", "{headline} ({outlet}, Nov 2{place})"])
def test_marks_between_a_mention_and_its_address_are_part_of_neither(link: str, style: str) -> None:
    rows = [("Ferry waits for the tide", "CBC News", "https://www.cbc.ca/news/ferry-1.2"),
            ("Le port attend la marée", "Le Devoir", "https://www.ledevoir.com/le-port")]  # fmt: skip
    lines = [
        style.format(headline=headline, outlet=outlet, place=place) + link.format(url)
        for place, (headline, outlet, url) in enumerate(rows)
    ]
    for text, wanted in [("\n".join(lines), rows), (lines[0], rows[:1])]:
        found = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
        assert [(one.headline.value, one.outlet.value, one.url.value) for one in found] == wanted
        assert all(one.published_on.value for one in found)


def test_items_that_are_links_to_a_known_site_and_another_are_a_list() -> None:
    rows = [("Ferry waits for the tide", "https://www.cbc.ca/news/ferry-1.2"),
            ("Le port attend la marée", "https://www.wrenbay.example/le-port")]  # fmt: skip
    html = "".join(f'<li><a href="{url}">{headline}</a></li>' for headline, url in rows)
    found = read(Pasted("", f"<ul>{html}</ul>"), Known(), date(2026, 11, 30)).drafts
    assert [(one.headline.value, one.url.value) for one in found] == rows


@pytest.mark.parametrize("heading", ["", "<h2>In the news</h2>"])
def test_items_that_are_headlines_and_links_to_one_site_are_a_list_and_a_menu_is_none(heading: str) -> None:
    def page(*words: str) -> str:
        items = (f'<li><a href="https://www.cbc.ca/news/{place}">{word}</a></li>' for place, word in enumerate(words))
        return f"{heading}<ul>{''.join(items)}</ul>"

    headlines = ("Ferry waits for the tide", "Fog holds the harbour again")
    found = read(Pasted("", page(*headlines)), Known(), date(2026, 11, 30)).drafts
    assert [(one.headline.value, one.outlet.value) for one in found] == [(one, "CBC News") for one in headlines]
    menu = read(Pasted("", page("Top stories", "Local news", "Sports", "Arts today")), Known(), date(2026, 11, 30))
    assert len(menu.drafts) == 1


def test_the_name_of_a_reporter_does_not_lead_to_the_mention() -> None:
    html = (
        '<p>Ferry waits for the tide by <a href="https://x.example/people/7">Ines Marlow</a>, CBC News, May 3, 2019</p>'
    )
    (draft,) = read(Pasted("", html), Known(), date(2026, 11, 30)).drafts
    assert (draft.reporters.value, draft.url.value) == (("Ines Marlow",), None)


POLAR = "https://www.cbc.ca/news/canada/north/polar-night-1.7000300"
NOON = "https://www.theguardian.com/world/2019/nov/04/darkness-noon"


@pytest.mark.parametrize(
    "text",
    [
        "{polar} <{a}>\nCBC News, Nov. 3, 2019\n\n{noon} <{b}>\nThe Guardian, Nov. 4, 2019\n",
        "• {polar} <{a}>, CBC News, Nov. 3, 2019\n• {noon} <{b}>, The Guardian, Nov. 4, 2019\n",
        "1. {polar} <{a}> (CBC News, Nov. 3, 2019)\n2. {noon} <{b}> (The Guardian, Nov. 4, 2019)\n",
        "• {polar} <{a}>\n• {noon} <{b}>\n",
    ],
)
def test_an_address_in_angle_brackets_is_no_part_of_a_headline(text: str):
    drafts = drafts_of(text.format(polar="Polar night begins", noon="Darkness at noon", a=POLAR, b=NOON))
    assert [(draft.headline.value, draft.outlet.value, draft.url.value) for draft in drafts] == [
        ("Polar night begins", "CBC News", POLAR),
        ("Darkness at noon", "The Guardian", NOON),
    ]


@pytest.mark.parametrize("label", ["Link: ", "URL: ", "Lien : ", "Read more: ", "Source – ", ""])
@pytest.mark.parametrize("mention", ["{}\n{}, {}\n{}{}\n", "{}, {}, {}\n{}{}\n", "{}\n{}\n{}\n{}{}\n\n"])
def test_an_address_below_a_mention_is_its_link_whatever_it_is_called(mention: str, label: str):
    rows = [
        ("Polar night begins", "CBC News", "Nov. 3, 2019", label, POLAR),
        ("Darkness at noon", "The Guardian", "Nov. 4, 2019", label, NOON),
    ]
    reading = read(Pasted("\n".join(mention.format(*row) for row in rows)), Known(), date(2020, 1, 10))
    assert [(draft.headline.value, draft.url.value) for draft in reading.drafts] == [
        ("Polar night begins", POLAR),
        ("Darkness at noon", NOON),
    ]
    assert unused_in(reading) == []


def test_the_address_behind_the_headline_of_an_article_is_its_link():
    text = (
        f"Polar night begins <{POLAR}>\nBy Ines Marlow\nCBC News, November 20, 2019\n\nThe sun went down on Friday.\n"
    )
    (draft,) = drafts_of(text + "\nIt will not come back to the harbour before the middle of February.\n")
    assert (draft.headline.value, draft.url.value) == ("Polar night begins", POLAR)
    ((start, end),) = draft.headline.spans
    assert text[start:end] == "Polar night begins"


def test_a_mail_s_links_lead_there_and_are_no_words_of_its_text():
    safe = "https://can01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.cbc.ca%2Fnews%2F{}&data=05%7C01&reserved=0"
    text = (
        f"FYI, see below.\n\nPolar night begins at the harbour <{safe.format('polar-night')}>\nBy Ines Marlow\n\n"
        f"The sun went down<{safe.format('sun')}> on Friday, "
        f"said Otto Brandt <{safe.format('otto')}>, who keeps the light.\n\n"
        "It will not come back to the harbour before the middle of February, he said.\n"
    )
    reading = read(Pasted(text), Known(), date(2020, 1, 10))
    (draft,) = reading.drafts
    assert unused_in(reading) == ["FYI, see below."]
    assert draft.headline.value == "Polar night begins at the harbour"
    assert (draft.url.value, draft.deck.value) == ("https://www.cbc.ca/news/polar-night", None)
    assert draft.body.value == (
        "The sun went down on Friday, said Otto Brandt, who keeps the light.\n\n"
        "It will not come back to the harbour before the middle of February, he said."
    )


@given(
    st.lists(
        st.sampled_from(
            ["a", "b ", "<https://b.a/ab>", "<www.ab*a*>", "*", "[", "](https://a.b/<c)", "<", ">", ",", " "]
        )
    )
)
def test_every_value_of_any_line_stands_where_it_is_said_to(pieces: list[str]) -> None:
    text = "".join(pieces)
    assume(text.strip())
    for line in without_targets(with_inline_marks(lines_of(text))):
        for number, character in enumerate(line.text):
            start, end = line.place(number, number + 1)
            assert text[start:end] == character or (text[start:end].isspace() and character == " ")


@pytest.mark.parametrize(
    "text",
    [
        "Hi, did you see this? {link}\nInes\n",
        "Hi team,\n\nWorth a look: {link}\n\nThanks,\nInes Marlow\nPress Officer, Wren Bay Harbour\n",
        "Check this out {link}\n",
        "Bonjour Luc, à lire : {link} Merci, Nadine\n",
        "Bonjour,\n\nAvez-vous vu ça?\n\n{link}\n\nNadine\n",
    ],
)
def test_a_note_with_a_link_is_that_link(text: str):
    (draft,) = drafts_of(text.format(link=POLAR))
    assert (draft.url.value, draft.outlet.value) == (POLAR, "CBC News")
    assert (draft.headline.value, draft.reporters.value) == (None, ())


@pytest.mark.parametrize(
    "text",
    [
        "Did you see the northern lights? {link}\n",
        "Hi,\n\nPolar night begins in the north\n{link}\n\nInes\n",
        "Hi, see this.\n\nPolar night begins\nBy Ines Marlow, CBC News, January 3, 2020\n{link}\n",
    ],
)
def test_a_headline_beside_a_link_is_kept(text: str):
    (draft,) = drafts_of(text.format(link=POLAR))
    assert draft.headline.value
    assert draft.url.value == POLAR


@pytest.mark.parametrize("bullet", ["- ", "• ", "{}. ", "({}) "])
def test_a_bullet_above_an_address_is_no_part_of_the_headline(bullet: str) -> None:
    headlines = ["Ferry waits for the tide", "Fog holds the harbour"]
    text = "\n".join(
        f"{bullet.format(number)}{headline}\nhttps://www.cbc.ca/news/{number}"
        for number, headline in enumerate(headlines, 1)
    )
    assert [draft.headline.value for draft in drafts_of(text)] == headlines


@pytest.mark.parametrize("label", ["Link: ", "Lien : ", "URL: ", "Read more: ", ""])
def test_a_label_before_the_address_of_a_mention_is_no_part_of_it(label: str) -> None:
    address = "https://www.cbc.ca/news/north/{}-1.7000"
    text = "\n\n".join(
        f"{headline}\nCBC News, January {day}, 2020, Tim Vasko\n{label}{address.format(day)}"
        for day, headline in ((3, "An institute opens its doors"), (4, "The snow fence is a success"))
    )
    found = read(Pasted(text), Known(), date(2020, 1, 10))
    assert [draft.url.value for draft in found.drafts] == [address.format(3), address.format(4)]
    assert unused_in(found) == []


@pytest.mark.parametrize("mark", ["—", "-", "|"])
@pytest.mark.parametrize("ago", ["\n2 hours ago", ""])
@pytest.mark.parametrize(
    ("outlet", "address"),
    [
        ("CBC News", "https://www.cbc.ca/news/canada/north/thaw-1.70001"),
        ("The Gravel Gazette", "https://gravelgazette.example/thaw"),
    ],
)
def test_what_a_telephone_shares_is_a_mention(mark: str, ago: str, outlet: str, address: str) -> None:
    (draft,) = drafts_of(f"Thaw cracks highway near Inuvik {mark} {outlet}\n{address}{ago}")
    assert (draft.headline.value, draft.outlet.value) == ("Thaw cracks highway near Inuvik", outlet)
    assert (draft.url.value, draft.published_on.value) == (address, date(2020, 1, 10) if ago else None)


def test_a_dash_in_a_shared_headline_parts_nothing_that_is_no_outlet() -> None:
    address = "https://www.cbc.ca/news/canada/north/thaw-1.70001"
    (draft,) = drafts_of(f"Thaw cracks highway — again\n{address}\n2 hours ago")
    assert (draft.headline.value, draft.url.value) == ("Thaw cracks highway — again", address)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_thousands_of_addresses_below_a_mention_are_its_own_and_take_linear_time(gap: str) -> None:
    mentions = ["Ferry waits for the tide, CBC News, Nov. 18, 2019", "Fog holds the harbour, CBC News, Nov. 19, 2019"]
    addresses = [f"https://harbour.example/{number}" for number in range(11_900)]
    with in_time():
        ferry, fog = drafts_of(gap.join([*mentions, *addresses]))
    assert (ferry.headline.value, ferry.url.value) == ("Ferry waits for the tide", None)
    assert (fog.headline.value, fog.url.value) == ("Fog holds the harbour", addresses[0])
