"""What reading does with known names, doubtful cuts, HTML and spaces."""

from datetime import date

import pytest

from clipper.capture import from_bytes, read
from clipper.capture.serialise import draft_to_json
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Role
from clipper.model.draft import SURE, Doubt, Draft, Known, Pasted
from clipper.model.errors import WrongUsage

TODAY = date(2026, 11, 23)
NOBODY = Known()
PARAGRAPHS = (
    "The long winter has closed three ports in the north and left the towns that rely on them without supplies.\n\n"
    "Nobody knows when they will open again, and the companies that run the ships have said they will not wait.\n\n"
)


def one(text: str, html: str | None = None, known: Known = NOBODY) -> Draft:
    """The only draft of a paste."""
    (draft,) = read(Pasted(text, html), known, TODAY).drafts
    return draft


def test_an_empty_paste_is_refused_with_a_sentence() -> None:
    for text in ("", "  \n\u00a0\u200b", "\0\0"):
        with pytest.raises(WrongUsage, match=r"There is nothing to read: the paste is empty\."):
            read(Pasted(text), NOBODY, TODAY)


def test_a_picture_is_refused_with_a_sentence() -> None:
    data = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    with pytest.raises(WrongUsage, match="This is not text"):
        read(from_bytes(data, "picture.png"), NOBODY, TODAY)


def test_spaces_collapse_in_values_while_spans_point_into_the_text_as_it_was() -> None:
    head = "In The Media\n\nPorts  close\u00a0 for the   winter\n\nby Kim\u00a0Tan (feat. Ann  Lee)\n\n"
    reading = read(Pasted(f"{head}CBC News\nMay 3, 2021\n\n{PARAGRAPHS}"), NOBODY, TODAY)
    (draft,) = reading.drafts
    assert draft.headline.value == "Ports close for the winter"
    assert draft.reporters.value == ("Kim Tan",)
    assert draft.spokespeople.value == (Spokesperson("Ann Lee"),)
    ((start, end),) = draft.headline.spans
    assert reading.text[start:end] == "Ports  close\u00a0 for the   winter"
    ((start, end),) = draft.spokespeople.spans
    assert reading.text[start:end] == "Ann  Lee"


def test_an_outlet_that_the_library_knows_settles_where_the_headline_ends() -> None:
    line = "Bread, fish and the price of it, part two, Coast to Coast by Hannah Olsen (feat. Ann Lee), October 26, 2025"
    doubtful = one(line).outlet
    assert (doubtful.value, doubtful.doubt) == ("Coast to Coast", Doubt.OUTLET_OR_HEADLINE)
    assert not doubtful.is_sure
    assert None in [other.value for other in doubtful.alternatives]
    draft = one(line, known=Known(outlets=("Coast to Coast",)))
    assert draft.outlet.value == "Coast to Coast"
    assert draft.outlet.is_sure
    assert draft.headline.value == "Bread, fish and the price of it, part two"


def test_the_other_reading_of_a_doubtful_headline_is_offered() -> None:
    line = "Bread, fish and the price of it, part two, Coast to Coast by Hannah Olsen (feat. Ann Lee), October 26, 2025"
    others = [other.value for other in one(line).headline.alternatives]
    assert others == ["Bread, fish and the price of it, part two, Coast to Coast"]


def test_the_library_s_spelling_of_an_outlet_is_taken() -> None:
    draft = one("Ports close by Kim Tan (feat. Ann Lee), MacLean’s, May 3, 2021", known=Known(outlets=("Maclean's",)))
    assert draft.outlet.value == "Maclean's"


def test_an_outlet_with_commas_is_kept_whole_when_known() -> None:
    line = "Ports close by Kim Tan, Trade, Ports and the River, May 3, 2021"
    draft = one(line, known=Known(outlets=("Trade, Ports and the River",)))
    assert draft.outlet.value == "Trade, Ports and the River"
    assert draft.outlet.is_sure
    assert draft.reporters.value == ("Kim Tan",)


def test_a_known_reporter_with_and_in_the_name_is_one() -> None:
    line = "Ports close by Smith and Sons (feat. Ann Lee), Harbour Gazette, May 3, 2021"
    assert one(line, known=Known(reporters=("Smith and Sons",))).reporters.value == ("Smith and Sons",)


def test_a_piece_by_our_own_person_names_them_as_author() -> None:
    draft = one("A plan for the ports by Ann Lee, Harbour Gazette, May 3, 2021", known=Known(spokespeople=("Ann Lee",)))
    assert draft.spokespeople.value == (Spokesperson("Ann Lee", Role.AUTHOR),)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        (
            "“It will not last,” Ann Lee of the institute said on Monday of the winter that closed the ports.",
            Role.QUOTED,
        ),
        (
            "Ann Lee says that the winter will not last, and that the ports will open in the spring of next year.",
            Role.QUOTED,
        ),
        (
            "A prize was given to Ann Lee of the institute for her long work on the ports of the north last week.",
            Role.NAMED,
        ),
    ],
)
def test_the_role_of_a_known_spokesperson_comes_from_the_text(sentence: str, role: Role) -> None:
    text = f"Three ports close for the winter\nBy Kim Tan\nMay 3, 2021\n\n{PARAGRAPHS}{sentence}"
    draft = one(text, known=Known(spokespeople=("Ann Lee", "Bob Nobody")))
    assert draft.spokespeople.value == (Spokesperson("Ann Lee", role),)


@pytest.mark.parametrize(
    ("outlet", "expected"),
    [
        ("CBC’s Power & Politics", ("CBC News", "Power & Politics", Medium.TELEVISION)),
        ("Power & Politics, CBC News", ("CBC News", "Power & Politics", Medium.TELEVISION)),
        ("The Current (CBC Radio)", ("CBC Radio", "The Current", Medium.RADIO)),
        ("The Canadian Press", ("The Canadian Press", None, Medium.NEWSWIRE)),
        ("Radio Boréale", ("Radio Boréale", None, Medium.RADIO)),
        ("Harbour & Coast", ("Harbour & Coast", None, None)),
    ],
)
def test_outlet_programme_and_medium_are_told_apart(outlet: str, expected: tuple[object, ...]) -> None:
    draft = one(f"Ports close (1:08:00) by Kim Tan (feat. Ann Lee), {outlet}, May 3, 2021")
    assert (draft.outlet.value, draft.programme.value, draft.medium.value) == expected
    assert draft.headline.value == "Ports close (1:08:00)"


def test_a_year_heading_dates_the_mentions_below_it() -> None:
    text = "2019 Articles\n\nPorts close by Kim Tan, CBC News, May 3\nPorts open by Kim Tan, CBC News, May 1"
    days = [draft.published_on for draft in read(Pasted(text), NOBODY, TODAY).drafts]
    assert [day.value for day in days] == [date(2019, 5, 3), date(2019, 5, 1)]
    assert {day.doubt for day in days} == {Doubt.NO_YEAR}


def test_the_headline_s_link_becomes_the_address_of_a_listed_mention() -> None:
    rest = " by Kim Tan, CBC News, May 3, 2021"
    html = "".join(
        f'<p><a href="https://news.example/{part}">Ports close, part {part}</a>{rest}</p>' for part in (1, 2)
    )
    text = "\n\n".join(f"Ports close, part {part}{rest}" for part in (1, 2))
    drafts = read(Pasted(text, html), NOBODY, TODAY).drafts
    assert [draft.url.value for draft in drafts] == ["https://news.example/1", "https://news.example/2"]


def test_html_tells_the_headline_the_reporter_and_the_site() -> None:
    html = (
        '<nav><a href="https://www.lapresse.ca/a">Sports</a><a href="https://www.lapresse.ca/b">Arts</a></nav>'
        '<div><p>Un long hiver</p><h1>Trois ports ferment</h1><a rel="author" href="https://www.lapresse.ca/auteurs/x">'
        "Julie Tremblay</a>" + "".join(f"<p>{line}</p>" for line in PARAGRAPHS.split("\n\n")) + "</div>"
    )
    text = "Sports\nArts\nUn long hiver\nTrois ports ferment\nJulie Tremblay\n" + PARAGRAPHS
    draft = one(text, html)
    assert draft.headline.value == "Trois ports ferment"
    assert draft.reporters.value == ("Julie Tremblay",)
    assert draft.outlet.value == "La Presse"


def test_an_article_with_a_list_of_links_beside_it_stays_one_draft() -> None:
    links = "\n".join(f"Another story about ports {number}\nBy Kim Tan\nMay {number}, 2021" for number in range(1, 9))
    text = f"Three ports close for the winter\nBy Kim Tan\nMay 9, 2021\n\n{PARAGRAPHS * 3}Related stories\n{links}"
    assert len(read(Pasted(text), NOBODY, TODAY).drafts) == 1


def test_what_markdown_would_read_as_markup_is_escaped() -> None:
    text = (
        f"# Not a heading, just a line that begins so and goes on for long enough to be read as prose.\n\n{PARAGRAPHS}"
    )
    body = one(
        text + "The rate was 5 * 3 * 2 in *every port, <b>they</b> said, see [this](http://x.example) for all of it."
    ).body.value
    assert body is not None
    assert body.startswith("\\# Not a heading")
    assert "\\*every port" in body
    assert "&lt;b>they" in body
    assert "\\[this](http" in body


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>count()</script>",
        "<style>p{}</style>",
        "<noscript>Old</noscript>",
        "<svg viewBox='0 0 9 9'><title>Listen</title></svg>",
        "<iframe src='https://player.example/1'></iframe>",
        "<button aria-label='Save'></button>",
        "<button>Save</button>",
        "<picture><source srcset='https://pictures.example/a.webp'></picture>",
        "<!-- teaser -->",
    ],
)
def test_what_nobody_sees_within_a_line_does_not_cut_it(unseen: str) -> None:
    html = f"<h1>Harbour fees rise {unseen} for a third year</h1><p>By Petra Lindqvist</p><p>{PARAGRAPHS}</p>"
    assert one("", html).headline.value == "Harbour fees rise for a third year"


def test_scripts_and_local_files_of_html_leave_no_trace() -> None:
    html = (
        "<script>steal()</script><style>p{}</style><img src='http://tracker.example/x.png'>"
        f"<a href='file:///etc/passwd'>the file</a><p>{PARAGRAPHS}</p>"
    )
    reading = read(Pasted("", html), NOBODY, TODAY)
    assert "steal" not in reading.text
    assert "file:" not in str(draft_to_json(reading.drafts[0]))


def test_html_that_nests_without_end_is_still_read() -> None:
    html = "<div>" * 50_000 + "Three ports close for the winter" + "</div>" * 50_000
    assert one("", html).headline.value == "Three ports close for the winter"


def test_a_paste_of_twenty_megabytes_keeps_its_text_and_says_that_the_body_was_cut() -> None:
    text = PARAGRAPHS * 95_000
    reading = read(Pasted(text), NOBODY, TODAY)
    assert reading.text == text
    assert not reading.drafts[0].body.is_sure
    assert reading.drafts[0].body.doubt is Doubt.CUT_BODY


def test_one_line_of_five_megabytes_is_read() -> None:
    assert one("word " * 1_000_000).body.value


def test_hard_wrapped_paragraphs_become_one_each() -> None:
    text = (
        "The long winter has closed three ports in the north and left the towns\n"
        "that rely on them without supplies for most of the month, according to\n"
        "the harbour masters who spoke with this newspaper.\n\n"
        "Nobody knows when they will open again, and the companies that run the\n"
        "ships have said they will not wait for the ice to melt before they move\n"
        "to other places."
    )
    assert (one(text).body.value or "").count("\n\n") == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_file_is_decoded_whatever_its_encoding(encoding: str) -> None:
    text = "L’hiver a été long, disent les « experts » du fleuve."
    assert from_bytes(text.encode(encoding), "note.txt").text == text


def test_sureness_is_between_nought_and_one_and_json_has_every_field() -> None:
    values = draft_to_json(one("Ports close by Kim Tan (feat. Ann Lee), CBC News, May 3, 2021"))
    assert values["spokespeople"] == [{"name": "Ann Lee", "role": "unknown"}]
    assert values["published_on"] == "2021-05-03"
    assert values["confidence"].keys() == values["spans"].keys() == values.keys() - {"confidence", "spans"}
    assert values["confidence"]["headline"] >= SURE


def test_stars_of_emphasis_become_part_of_no_value() -> None:
    text = (
        "**Ferry waits for the long tide**\n\n*By Ines Marlow*\n\n**CBC News**, December 3, 2019\n\n"
        "The ferry waited on Monday for a tide that **nobody** had announced, and the town waited with it all day.\n\n"
        "It left on Tuesday, 2 * 3 hours late, and M*A*S*H was on. The town had seen worse in the years before.\n"
    )
    draft = one(text)
    assert draft.headline.value == "Ferry waits for the long tide"
    assert draft.reporters.value == ("Ines Marlow",)
    assert draft.outlet.value == "CBC News"
    assert draft.body.value is not None
    assert "a tide that **nobody** had announced" in draft.body.value
    assert "2 * 3 hours late, and M\\*A\\*S\\*H was on" in draft.body.value


def test_stars_of_emphasis_part_a_line_of_a_list_as_spaces_do() -> None:
    text = (
        "- **Ferry waits** by *Ines Marlow*, **CBC News**, December 3, 2019\n"
        "- ***Fog*** in the *north* by Tom Verdun, *Toronto Star*, November 28, 2019\n"
    )
    found = read(Pasted(text), NOBODY, TODAY).drafts
    assert [(draft.headline.value, draft.reporters.value, draft.outlet.value) for draft in found] == [
        ("Ferry waits", ("Ines Marlow",), "CBC News"),
        ("Fog in the north", ("Tom Verdun",), "Toronto Star"),
    ]


FRENCH_TEXT = (
    "Les cheminots et leur employeur se sont entendus mercredi, quelques heures avant le début d’une grève.\n\n"
    "L’entente prévoit des hausses de salaire sur trois ans. Elle doit encore être approuvée par les membres.\n\n"
    "Le premier ministre s’est dit soulagé de la nouvelle, qu’il attendait depuis la veille au soir."
)


def test_the_day_of_publication_is_no_deck_and_an_outlet_above_the_text_no_part_of_it() -> None:
    (draft,) = read(
        Pasted(
            "La grève est évitée\nPublié le 4 mars 2024 à 14 h 32\nAgence France-Presse\nLe Journal de Montréal\n\n"
            + FRENCH_TEXT
        ),
        Known(),
        date(2024, 6, 5),
    ).drafts
    assert (draft.deck.value, draft.outlet.value, draft.published_on.value) == (
        None,
        "Le Journal de Montréal",
        date(2024, 3, 4),
    )
    assert (draft.body.value or "").startswith("Les cheminots")


def test_a_name_behind_a_reporter_that_may_be_a_paper_is_to_be_looked_at() -> None:
    (draft,) = read(
        Pasted(f"Ferry to stop\nBy Anna Bell, Kettle Lantern\nMarch 5, 2024\n\n{FRENCH_TEXT}"),
        Known(),
        date(2024, 6, 5),
    ).drafts
    assert draft.reporters.doubt is Doubt.UNSURE_NAME


def test_the_day_of_publication_above_a_byline_with_its_outlet_is_no_headline() -> None:
    (draft,) = read(
        Pasted(f"La grève est évitée\nPublié le 4 juin 2024 à 14 h 32\nPar Anne Roy, La Presse\n\n{FRENCH_TEXT}"),
        Known(),
        date(2024, 6, 5),
    ).drafts
    assert (draft.headline.value, draft.published_on.value) == ("La grève est évitée", date(2024, 6, 4))


def test_a_line_of_text_above_an_outlets_own_is_not_lost() -> None:
    text = f"Grève\n\nIsland life grinds to a halt\n\nRadio Canada International\n\n{FRENCH_TEXT}"
    reading = read(Pasted(text), Known(), date(2024, 6, 5))
    (draft,) = reading.drafts
    shown = " ".join(filter(None, (draft.headline.value, draft.deck.value, draft.body.value)))
    assert "Island life grinds to a halt" in shown


HEAD = "Ferry to stop for the winter\nBy Ines Marlow\nCBC News\nMarch 5, 2026\n\n"


def test_the_days_of_a_timeline_are_part_of_its_text_and_not_the_day_of_publication() -> None:
    entries = {
        "March 3, 2015": "A committee of the town asks for a study of the northern shore.",
        "June 12, 2018": "The study appears. It has two hundred pages and names three places.",
        "January 9, 2021": "The council hears that the cost has doubled, to two million.",
    }
    written = "".join(f"{day}\n{entry}\n\n" for day, entry in entries.items())
    draft = one(f"{HEAD}The ferry took eleven years. These are the dates that count.\n\n{written}")
    assert draft.published_on.value == date(2026, 3, 5)
    assert draft.reporters.value == ("Ines Marlow",)
    assert draft.body.value is not None
    for line in ("The ferry took eleven years.", *entries, *entries.values()):
        assert line in draft.body.value


def test_the_texts_of_several_voices_are_kept() -> None:
    voices = {
        "By Ines Marlow": "The ferry is how I get to work. Without it I drive an hour.",
        "By Tom Reed": "We run the terminal with six people, who have nothing to do.",
        "By Pat Lindqvist": "My shop sells coffee to people who wait for the ferry.",
    }
    written = "".join(f"{name}\n{text}\n\n" for name, text in voices.items())
    draft = one(f"Three voices on the ferry\nCBC News\nMarch 5, 2026\n\nWe asked three people.\n\n{written}")
    assert draft.body.value is not None
    assert all(text in draft.body.value for text in voices.values())


def test_a_table_between_paragraphs_stays_in_the_text() -> None:
    table = "Ferry use by year\nYear\tRiders\n2023\t41,000\n2024\t44,100\nSource: Ministry of Ferries\n\n"
    first, last, _ = PARAGRAPHS.split("\n\n")
    draft = one(f"{HEAD}{first}\n\n{table}{last}\n")
    assert draft.body.value == "\n\n".join(
        [
            first,
            "Ferry use by year",
            "Year | Riders",
            "2023 | 41,000",
            "2024 | 44,100",
            "Source: Ministry of Ferries",
            last,
        ]
    )


def test_who_sent_an_article_on_and_a_menu_in_one_line_are_no_headline() -> None:
    article = f"Ferry waits for the tide again\nBy Ines Marlow\nCBC News\nMarch 5, 2026\n\n{PARAGRAPHS}"
    for above in (
        "Hi team, saw this one this morning, can we add it to the report? Thx - Jo\n\n",
        "Home News Sport Business Innovation Culture Arts Travel Video Live\n",
    ):
        assert one(f"{above}{article}").headline.value == "Ferry waits for the tide again"


@pytest.mark.parametrize("gap", ["   ", "\t"])
def test_a_masthead_with_its_menu_behind_gaps_is_no_headline(gap: str) -> None:
    head = gap.join(["The Prairie Telegraph", "Sections", "Search", "Sign in", "Subscribe"])
    above = f"{head}\n\nHome › Ferries\n\nFerry waits for the tide again\n\nWinter takes two boats, a study finds."
    draft = one(f"{above}\n\nBy Ines Marlow\n\n{PARAGRAPHS}")
    assert draft.headline.value == "Ferry waits for the tide again"


WORD = """\
tidewrack
PRONUNCIATION:
(TYD-rak)
MEANING:
noun: What the sea leaves.
ETYMOLOGY:
{text}
USAGE:
"In this bay of tidewrack, all that was missing was a ferry."
Ida Marlow; Tides and Piers; Daily Harbour (Port Ember); Mar 20, 2005.
"""


@pytest.mark.parametrize("page", [WORD, "Downloading Tides\n{text}"])
def test_a_copied_text_begins_with_its_headline_though_that_is_a_mere_word(page: str) -> None:
    """What stands below the text, such as the example that a word's page quotes, is none."""
    text = [
        "After the tide that the old songs of Port Ember tell of, which came at night and left the weed on every step"
        " of the quay.",
        "The name is that of a bay in the north, whose people burnt what the sea left there and sold the ash to the"
        " makers of glass.",
        "Its older sense, a wreck that the tide brings in, has been lost since the lighthouse was built on the last of"
        " the rocks.",
    ]
    title = page.partition("\n")[0]
    draft = one(page.format(text="\n".join(text)))
    assert (draft.headline.value, draft.headline.is_sure) == (title, False)
    assert title not in (draft.body.value or "").split("\n")


def test_sentences_behind_a_box_of_the_page_are_part_of_the_text() -> None:
    first, second, _ = PARAGRAPHS.split("\n\n")
    box = "skip past newsletter promotion\nSign up to Down to the Sea\nFree weekly newsletter\nPrivacy Notice\n"
    last = 'The harbour master said that he would study the results "with care" and answer by the spring.'
    draft = one(f"{HEAD}{first}\n\n{second}\n\n{box}after newsletter promotion\n\n{last}\n\nExplore more\nRivers\n")
    assert draft.body.value == f"{first}\n\n{second}\n\n{last}"


def test_a_box_of_events_to_come_is_no_table_of_the_text() -> None:
    first, last, _ = PARAGRAPHS.split("\n\n")
    events = "Upcoming events\n12 May 2026 Museum quiz at the Star\n18 May 2026 Concert in the hall\nBuy tickets\n\n"
    draft = one(f"{HEAD}{first}\n\n{events}{last}\n")
    assert draft.body.value == f"{first}\n\n{last}"


LEAD = "The towns along the coast have asked for months what becomes of their harbours, and they were told to wait."
SECOND = (
    "On Monday they were told that nothing will be decided before the spring, which was more than they had expected."
)


def page_with_lead(above: str) -> str:
    """A page whose text begins above the line that tells who wrote it."""
    more = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS.strip().split("\n\n") * 2)
    return (
        f"<article><h1>Three ports close for the winter</h1>{above}<p>By Ines Marlow | 3 May 2026</p>{more}</article>"
    )


def test_paragraphs_above_the_byline_of_a_page_are_text_and_not_lost() -> None:
    draft = one("", page_with_lead(f"<p>{LEAD}</p><p>{SECOND}</p>"))
    shown = f"{draft.deck.value or ''} {draft.body.value}"
    assert LEAD in shown
    assert SECOND in shown
    assert draft.reporters.value == ("Ines Marlow",)
    assert "Marlow" not in (draft.body.value or "")


def test_what_stands_in_the_deck_is_not_in_the_body_too() -> None:
    draft = one("", page_with_lead(f"<p>{LEAD}</p>"))
    assert draft.deck.value == LEAD
    assert LEAD not in (draft.body.value or "")


def test_the_first_sentence_of_a_page_without_a_byline_is_text_and_no_deck() -> None:
    draft = one("", page_with_lead(f"<p>{LEAD}</p>").replace("By Ines Marlow | 3 May 2026", "3 May 2026"))
    assert draft.deck.value is None
    assert (draft.body.value or "").startswith(LEAD)


def test_elided_small_words_tell_french() -> None:
    text = (
        "La ministre de l’Environnement, Hélène Orval, a annoncé dimanche l’abandon du projet.\n\n"
        "« C’est une question de bon sens », a-t-elle déclaré en point de presse.\n\n"
        "Selon le porte-parole de l’Institut, Marc-Antoine Brandt, la décision « arrive dix ans trop tard ».\n\n"
    )
    assert one(f"Le gouvernement recule sur l’oléoduc\n\n{text}").language.value == "fr"


def test_a_remark_of_a_program_is_no_heading_above_which_nothing_is_text() -> None:
    paragraph = "The ferry's timetable is made by a script that anybody may run on a machine of their own. " * 2
    program = "# install what it needs\npip install ferry"
    text = f"How the timetable is made\nBy Ann Marlow\n\n{paragraph}\n\n{program}\n\n{paragraph}"
    (draft,) = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert draft.body.value is not None
    assert draft.body.value.count("timetable is made by a script") == 4
