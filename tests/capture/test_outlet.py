"""Where the outlet of an article comes from, and where not."""

from datetime import date

import pytest

from clipper.capture import from_bytes, read
from clipper.model.draft import Doubt, Draft, Known, Pasted

PROSE = (
    "The ferry that links the two shores waited four hours for the tide on Monday, and nobody on board complained.\n"
    "The company that runs it said the tide would be earlier on Tuesday, and the timetable would follow the moon.\n"
)


def draft_of(text: str) -> Draft:
    return read(Pasted(text), Known(), date(2020, 1, 10)).drafts[0]


def test_a_picture_s_credit_names_no_outlet():
    credit = "The quay at Wren Bay. Photo : La Presse canadienne\n"
    draft = draft_of(f"Ferry waits for the tide again\nInes Marlow\nDecember 3, 2019\n{credit}{PROSE}")
    assert draft.outlet.value is None
    assert draft.body.value is not None
    assert "Photo" not in draft.body.value


def test_the_company_that_signs_the_page_is_its_outlet():
    foot = "Trending\nFog\n© 2019 The Globe and Mail Inc. All rights reserved.\n"
    draft = draft_of(f"Ferry waits for the tide again\nBy Ines Marlow\nDecember 3, 2019\n{PROSE}{foot}")
    assert draft.outlet.value == "The Globe and Mail"


@pytest.mark.parametrize("word", ["Published", "Posted:", "Last updated", "Publié le"])
@pytest.mark.parametrize("between", [" | ", ", ", " - "])
def test_the_word_before_the_day_of_a_byline_is_no_outlet(word: str, between: str):
    draft = draft_of(f"Ferry waits for the tide again\nBy Ines Marlow{between}{word} December 3, 2019\n\n{PROSE}")
    assert draft.outlet.value is None
    assert draft.reporters.value == ("Ines Marlow",)
    assert draft.published_on.value == date(2019, 12, 3)


_FERRIES = """Ferry towns count the cost of a longer winter

By Maya Okafor
{line}

The last boat of the season now leaves in December, and nobody has said who pays for the crews who stay on.

“Somebody has to show the bill,” said Ingrid Halvorsen, who has watched the harbour for thirty years and more.

The council meets again in the spring to hear what the towns have to say, and the minister has promised to be there.
"""


@pytest.mark.parametrize(
    "line",
    ["Kluane Courier, November 19, 2026", "Kluane Courier | 19 Nov. 2026", "November 19, 2026 – Kluane Courier"],
)
def test_an_unknown_paper_beside_the_day_is_the_outlet_to_check(line: str) -> None:
    text = _FERRIES.format(line=line)
    draft = read(Pasted(text), Known(), date(2026, 11, 20)).drafts[0]
    assert (draft.outlet.value, draft.outlet.doubt, draft.outlet.is_sure) == (
        "Kluane Courier",
        Doubt.UNKNOWN_OUTLET,
        False,
    )
    assert text[slice(*draft.outlet.spans[0])] == "Kluane Courier"
    assert (draft.reporters.value, draft.published_on.value) == (("Maya Okafor",), date(2026, 11, 19))


@pytest.mark.parametrize(
    "line",
    [
        "Press Release, November 19, 2026",
        "World News | November 19, 2026",
        "Whitehorse, November 19, 2026",
        "Opinion: Morning Echo, November 19, 2026",
        "Harbour Review, Kluane Courier, Nov. 19, 2026, updated Nov. 20, 2026",
    ],
)
def test_what_else_stands_beside_a_day_is_no_outlet(line: str) -> None:
    assert read(Pasted(_FERRIES.format(line=line)), Known(), date(2026, 11, 20)).drafts[0].outlet.value is None


def test_an_op_ed_may_say_whom_it_was_written_for():
    draft = draft_of(f"The tide waits for no ferry here\nInes Marlow\nContributed to The Wren Bay Herald\n\n{PROSE}")
    assert (draft.outlet.value, draft.outlet.doubt) == ("The Wren Bay Herald", Doubt.UNKNOWN_OUTLET)


def paste_of(html: str) -> Draft:
    return read(from_bytes(html.encode(), "page.html"), Known(), date(2020, 1, 10)).drafts[0]


PAGE = """<nav><a href="https://www.wrenbayherald.example/">{logo}</a>
<a href="https://www.wrenbayherald.example/news">News</a> <a href="https://www.wrenbayherald.example/sport">Sport</a></nav>
<article><h1>Ferry waits for the tide again</h1><p>By Ines Marlow</p><time datetime="2019-12-03">December 3, 2019</time>
<p>The ferry that links the two shores waited four hours for the tide on Monday, and nobody on board complained.</p>
<p>The company that runs it said the tide would be earlier on Tuesday, and the timetable would follow the moon.</p>
</article><footer><a href="https://www.wrenbayherald.example/terms">Terms</a> <a href="https://www.facebook.com/wrenbay">Facebook</a>
{foot}</footer>"""


def test_an_unknown_outlet_is_called_as_its_page_calls_itself():
    draft = paste_of(PAGE.format(logo="Wren Bay Herald", foot="© 2019 Wren Bay Herald. All rights reserved."))
    assert draft.outlet.value == "Wren Bay Herald"


def test_the_name_of_a_site_without_its_first_part_is_the_outlet_each_time():
    # Which of the two names had the host was left to chance, so that one host alone may be read rightly by luck.
    ferry = "The ferry to the island sails again from Monday, the harbour master said, since the ice has gone early."
    parts = ["m", "www2", "amp", "mobile", "www3", "beta", "web", "edition"]
    for part in parts:
        links = "".join(f'<p><a href="https://{part}.wrenpost.ca/{n}">Story {n}</a></p>' for n in range(6))
        names = f"<p>{part.title()} Wrenpost</p><p>Wrenpost</p>"
        article = f"<h1>The ferry sails again after a long winter</h1><p>By Ann Lee</p>{f'<p>{ferry}</p>' * 4}"
        assert paste_of(f"{names}{links}{article}").outlet.value == "Wrenpost"


def test_where_no_text_names_it_the_site_itself_is_the_outlet():
    draft = paste_of(PAGE.format(logo="Home", foot=""))
    assert draft.outlet.value == "wrenbayherald.example"


def test_the_library_s_spelling_of_an_outlet_counts():
    html = PAGE.format(logo="Wren Bay Herald", foot="© 2019 Wren Bay Herald")
    known = Known(outlets=("The Wren Bay Herald",))
    (draft,) = read(from_bytes(html.encode(), "page.html"), known, date(2020, 1, 10)).drafts
    assert draft.outlet.value == "The Wren Bay Herald"


def test_the_store_of_many_sites_pictures_is_no_outlet():
    pictures = '<img src="https://www.towns-cdn.example/a.jpg"><a href="https://www.towns-cdn.example/b.jpg">Photo</a>'
    article = PAGE[PAGE.index("<article>") : PAGE.index("<footer>")].replace("</time>", f"</time>{pictures * 4}")
    assert paste_of(article).outlet.value is None


def test_a_line_of_signs_between_byline_and_date_is_no_outlet():
    draft = draft_of(f"Ferry waits for the tide again\nBy Ines Marlow\n|\nDecember 3, 2019\n{PROSE}")
    assert draft.outlet.value is None


def test_an_outlet_behind_the_reporter_is_no_reporter():
    draft = draft_of(f"Ferry waits for the tide again\nBy Ines Marlow, Toronto Star\nDecember 3, 2019\n{PROSE}")
    assert (draft.reporters.value, draft.outlet.value) == (("Ines Marlow",), "Toronto Star")


@pytest.mark.parametrize(
    ("byline", "dateline", "agency"),
    [
        ("By Ines Marlow, Associated Press", "", "The Associated Press"),
        ("Ines Marlow, The Canadian Press", "WREN BAY — ", "The Canadian Press"),
        ("By Ines Marlow", "WREN BAY, Dec 3 (Reuters) - ", "Reuters"),
        ("By INES MARLOW", "WREN BAY (AP) — ", "The Associated Press"),
    ],
)
def test_an_agency_is_the_doubtful_outlet_of_a_short_paste_that_names_no_other(
    byline: str, dateline: str, agency: str
) -> None:
    draft = draft_of(f"Ferry waits for the tide again\n{byline}\nDecember 3, 2019\n{dateline}{PROSE}")
    assert [name.title() for name in draft.reporters.value] == ["Ines Marlow"]
    assert (draft.outlet.value, draft.outlet.doubt) == (agency, Doubt.UNSURE)


def test_an_outlet_in_a_line_of_its_own_goes_before_the_agency_behind_the_reporter() -> None:
    head = "Ferry waits for the tide again\nBy Ines Marlow, The Canadian Press\nToronto Star\nDecember 3, 2019\n"
    draft = draft_of(head + PROSE)
    assert (draft.reporters.value, draft.outlet.value) == (("Ines Marlow",), "Toronto Star")
    assert draft.outlet.is_sure


def test_an_agency_before_the_first_words_of_a_long_paste_is_not_who_ran_it() -> None:
    draft = draft_of(f"Ferry waits for the tide again\nBy Ines Marlow\nDecember 3, 2019\n(Reuters) - {PROSE * 5}")
    assert draft.outlet.value is None


LINKS = '<p><a href="https://{host}/{path}">{text}</a></p>'


def linked(*links: tuple[str, str, str]) -> Draft:
    text = "".join(f"<p>{line}</p>" for line in PROSE.splitlines())
    article = f"<article><h1>Ferry waits for the tide again</h1><p>By Ines Marlow</p>{text}</article>"
    html = article + "".join(LINKS.format(host=host, path=path, text=words) for host, path, words in links)
    return read(from_bytes(html.encode(), "page.html"), Known(), date(2020, 1, 10)).drafts[0]


HERALD = "www.wrenbayherald.example"
FEW = [(HERALD, "news/9", "More news"), ("www.tide-tables.example", "table/2", "Table 2")]
SHARING = ("www.facebook.com", "sharer.php?u=https%3A%2F%2Fwww.wrenbayherald.example%2Fnews%2F17", "Share")


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (SHARING, ("www.facebook.com", "wrenbay", "Share")),
        ((HERALD, "news/17#comments", "2 comments"), (HERALD, "news/17", "2 comments")),
        ((HERALD, "news/ferry-waits-for-the-tide-again", "Print"), (HERALD, "news/17", "Print")),
    ],
    ids=["shared", "place in the page", "words of the headline"],
)
def test_links_that_lead_to_the_page_itself_tell_its_site(
    own: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    told, untold = linked(*FEW, own).outlet, linked(*FEW, other).outlet
    assert told.value == "wrenbayherald.example"
    assert untold.value is None or untold.confidence < told.confidence


def test_what_a_site_was_made_with_is_not_its_outlet() -> None:
    foot = "Leave a comment\nBlog at WordPress.com.\nWordPress.com\n"
    draft = draft_of(f"Ferry waits for the tide again\nBy Ines Marlow\nDecember 3, 2019\n{PROSE}{foot}")
    assert draft.outlet.value is None


STAR_SITE = PAGE.replace("www.wrenbayherald.example", "www.thestar.com")


@pytest.mark.parametrize(("called", "is_sure"), [("The Star", False), ("Toronto Star", True)])
def test_a_known_outlet_whose_site_has_another_name_is_sure_where_the_page_has_its_name(called: str, is_sure: bool):
    draft = paste_of(STAR_SITE.format(logo=called, foot=f"© 2019 {called}"))
    assert (draft.outlet.value, draft.outlet.is_sure) == ("Toronto Star", is_sure)


def test_an_outlet_that_speaks_to_its_readers_is_told_from_one_that_it_cites():
    cited = "The Toronto Star first reported on Sunday that the tide tables of the port had been printed wrongly.\n"
    foot = (
        "Thank you for reading The Globe and Mail. Subscribe to support our journalism.\nMore from The Globe and Mail\n"
    )
    draft = draft_of(f"Ferry waits for the tide again\nBy Ines Marlow\nDecember 3, 2019\n{PROSE}{cited}{foot}")
    assert draft.outlet.value == "The Globe and Mail"


def test_an_outlet_that_is_only_cited_is_not_taken_for_the_page_s_own():
    cited = "The Toronto Star first reported on Sunday that the tide tables of the port had been printed wrongly.\n"
    draft = draft_of(f"Ferry waits for the tide again\nBy Ines Marlow\nDecember 3, 2019\n{PROSE}{cited}")
    assert draft.outlet.value is None


def test_a_byline_that_is_an_outlet_s_name_is_its_outlet():
    draft = draft_of(f"La navette attend encore la marée\nPar Les Echos\nPublié le 3 décembre 2019\n{PROSE}")
    assert draft.outlet.value == "Les Echos"


def test_an_invitation_to_comment_names_no_outlet():
    draft = draft_of(
        f"Ferry waits for the tide again\nBy Ines Marlow\nDecember 3, 2019\n{PROSE}Join the Conversation\nComments\n"
    )
    assert draft.outlet.value is None


def test_a_partner_s_reporter_on_a_known_site_leaves_it_the_outlet():
    links = "".join(f'<p><a href="https://www.cbc.ca/news/{n}">Story {n}</a></p>' for n in range(6))
    text = "".join(f"<p>{line}</p>" for line in PROSE.splitlines())
    head = "<h1>Ferry waits for the tide again</h1><p>By Ines Marlow, Toronto Star</p><p>December 3, 2019</p>"
    assert paste_of(f"{links}<article>{head}{text}</article>{links}").outlet.value == "CBC News"


def test_a_known_outlet_at_the_head_that_signs_the_foot_is_sure():
    article = f"Ferry waits for the tide again\nBy Ines Marlow\nDecember 3, 2019\n{PROSE}"
    foot = "3 comments\n© 2019 Wren Bay Herald. All rights reserved.\n"
    text = f"Skip to content\nWren Bay Herald\nSections\n{article}{foot}"
    outlet = read(Pasted(text), Known(outlets=("Wren Bay Herald",)), date(2020, 1, 10)).drafts[0].outlet
    assert (outlet.value, outlet.is_sure) == ("Wren Bay Herald", True)


def test_an_agency_that_signs_its_piece_is_not_surely_who_ran_it():
    foot = "© 2019 Associated Press. All rights reserved.\n"
    draft = draft_of(f"Ferry waits for the tide again\nAssociated Press\nDecember 3, 2019\n{PROSE}{foot}")
    assert not draft.outlet.is_sure or draft.outlet.value is None


KNOWN_SITE = PAGE.replace("www.wrenbayherald.example", "www.businessinsider.de")


@pytest.mark.parametrize(
    ("called", "is_sure"), [("Business Insider", False), ("Business Insider Deutschland", True)]
)  # fmt: skip
def test_a_known_outlet_is_sure_only_where_its_page_calls_itself_so(called: str, is_sure: bool):
    draft = paste_of(KNOWN_SITE.format(logo=called, foot=f"© 2019 {called}"))
    assert draft.outlet.value == "Business Insider Deutschland"
    assert draft.outlet.is_sure is is_sure
    assert (draft.outlet.doubt is None) is is_sure


@pytest.mark.parametrize("host", ["trial.test", "localhost", "press.localhost", "127.0.0.1", "printer.local"])
def test_the_address_of_a_machine_of_one_s_own_is_no_outlet(host: str):
    draft = paste_of(PAGE.replace("www.wrenbayherald.example", host).format(logo="Home", foot="Contact"))
    assert draft.outlet.value is None


TOP = "The Ottawa Lantern\n\nThe harbour master leaves\nBy Maya Okafor\nNovember 18, 2026\n\n"
BELOW = "The harbour master leaves\nThe Ottawa Lantern\nBy Maya Okafor\nNovember 18, 2026\n\n"
BESIDE = "The harbour master leaves\nBy Maya Okafor\nThe Ottawa Lantern\nNovember 18, 2026\n\n"
TEXT = "The last boat of the season now leaves in December, and nobody has said who pays for it all.\n"


@pytest.mark.parametrize("head", [TOP, BELOW, BESIDE], ids=["above", "below", "after the byline"])
def test_an_outlet_of_the_library_in_a_line_beside_the_headline_is_sure(head: str) -> None:
    (draft,) = read(Pasted(head + TEXT), Known(outlets=("The Ottawa Lantern",)), date(2026, 11, 29)).drafts
    assert (draft.outlet.value, draft.outlet.doubt) == ("The Ottawa Lantern", None)
    assert draft.outlet.is_sure


def test_a_word_above_the_headline_is_no_outlet_though_the_library_has_one_of_that_name() -> None:
    pasted = Pasted(TOP.replace("The Ottawa Lantern", "Science") + TEXT)
    (draft,) = read(pasted, Known(outlets=("Science",)), date(2026, 11, 29)).drafts
    assert draft.outlet.value is None


NEWS = (
    "The ferry at Dawson made its last crossing on Sunday, and crews pulled it out on Monday as the ice came early.\n"
    "The road will open when the ice is thick enough to bear a truck, officials said, and that may take a month.\n"
)


@pytest.mark.parametrize("name", ["The Harbour Ledger", "Kluane Courier", "La Gazette des Îles"])
def test_a_paper_that_nobody_knows_is_told_by_its_line_above_the_day(name: str) -> None:
    text = f"Ferry ends season after a long autumn\n{name}\nNovember 2, 2026\n{NEWS}"
    (draft,) = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert (draft.outlet.value, draft.outlet.doubt) == (name, Doubt.UNKNOWN_OUTLET)
    assert draft.reporters.value == ()


def test_a_paper_that_nobody_knows_may_stand_above_its_page() -> None:
    text = (
        "The Harbour Ledger\nYour weekly voice of the coast\nHome\nNews\nSports\n"
        f"Ferry ends season after a long autumn\nBy Ann Marsh\nNovember 2, 2026\n{NEWS}"
    )
    (draft,) = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert (draft.outlet.value, draft.outlet.doubt) == ("The Harbour Ledger", Doubt.UNKNOWN_OUTLET)
    assert draft.reporters.value == ("Ann Marsh",)


def test_a_name_between_headline_and_day_is_no_paper() -> None:
    text = f"Ferry ends season after a long autumn\nEmily Post\nNovember 2, 2026\n{NEWS}"
    (draft,) = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert (draft.outlet.value, draft.reporters.value) == (None, ("Emily Post",))
