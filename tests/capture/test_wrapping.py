"""Text that was hard-wrapped before it was copied: out of a PDF viewer, or out of a plain mail."""

import re
import textwrap
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture.formats import read_pasted
from clipper.capture.lines import lines_of
from clipper.capture.reading import read
from clipper.capture.unused import unused_in
from clipper.capture.wrapping import with_paragraphs
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
HEAD = "Dredging of the Lorne harbour waits for spring\nBy Odile Tanner\nCBC News\nNovember 20, 2026\n"
ENGLISH = (
    "The harbour at Lorne will not be dredged before the spring, the port authority said on Thursday, because no ship "
    "that could do the work is free. Sixty-one boats lie behind the bar, and the well-known pilot Marie-Ève Roy waits "
    "with them, since nobody else knows the channel as it was before the great storm of that year moved all of it.",
    "“We asked in June, and in July, and again when the first frost came,” harbour master Tom Verdun said. “Nobody "
    "wrote back to us until the ice was there.”",
    "The authority has put aside two million dollars for the work, and the town would like to know where they went. It "
    "has asked for an account of every dollar that was spent since the last ship left, and of those that were not.",
)
FRENCH = (
    "Le port de Lorne ne sera pas dragué avant le printemps, a annoncé jeudi l’administration portuaire, faute d’un "
    "navire qui puisse faire le travail. Vingt-deux bateaux attendent derrière la barre avec celui-ci.",
    "« Nous avons demandé en juin, puis en juillet, et encore au premier gel », dit-elle. Personne n’a répondu avant "
    "que la glace ne soit là, et la ville voudrait savoir où est passé l’argent qui devait payer les travaux.",
)
WIDE, NARROW = "mwMWGOQD—", "iljtf.,;:'’ "


def one(text: str, html: str | None = None) -> Draft:
    (draft,) = read(Pasted(text, html), Known(), TODAY).drafts
    return draft


def paragraphs_of(draft: Draft) -> list[str]:
    return (draft.body.value or "").split("\n\n")


def justified(text: str, width: float) -> Iterator[str]:
    """Yield the lines of a text as print sets them, in letters of different widths."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and sum(1.4 if sign in WIDE else 0.5 if sign in NARROW else 1 for sign in longer) > width:
            yield line
            longer = word
        line = longer
    yield line


@pytest.mark.parametrize("width", [34, 40, 57, 65, 70, 90])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("paragraphs", [ENGLISH, FRENCH])
def test_wrapped_paragraphs_are_whole_again(width: int, between: str, paragraphs: tuple[str, ...]) -> None:
    wrapped = between.join("\n".join(textwrap.wrap(one, width, break_on_hyphens=False)) for one in paragraphs)
    draft = one(f"{HEAD}\n{wrapped}\n")
    assert paragraphs_of(draft) == list(paragraphs)
    assert (draft.headline.value, draft.outlet.value) == ("Dredging of the Lorne harbour waits for spring", "CBC News")
    assert (draft.reporters.value, draft.published_on.value) == (("Odile Tanner",), date(2026, 11, 20))


@pytest.mark.parametrize("width", [30, 44, 60, 80])
@pytest.mark.parametrize("paragraphs", [ENGLISH, FRENCH])
def test_print_fills_its_lines_unevenly(width: int, paragraphs: tuple[str, ...]) -> None:
    wrapped = "\n\n".join("\n".join(justified(one, width)) for one in paragraphs)
    assert paragraphs_of(one(f"{HEAD}\n{wrapped}\n")) == list(paragraphs)


def test_words_broken_at_the_end_of_a_line_are_whole_again_and_those_with_a_hyphen_keep_it() -> None:
    text = (
        "Dredging of the Lorne har-\nbour waits for spring\n\nBy Odile Tanner\n\n"
        "The harbour at Lorne will not be\ndredged before the spring, the port au-\n"
        "thority said on Thursday. Sixty-\none boats lie behind it, and Marie-\nÈve Roy waits with the well-\n"
        "known pilot, as she did for COVID-\n19. The well-known man had both pre-\nand post-war maps of it, and they\n"
        "say that the sand came in\nwith the tide of that year.\n"
    )
    draft = one(text)
    assert draft.headline.value == "Dredging of the Lorne harbour waits for spring"
    assert draft.reporters.value == ("Odile Tanner",)
    assert draft.body.value == (
        "The harbour at Lorne will not be dredged before the spring, the port authority said on Thursday. Sixty-one "
        "boats lie behind it, and Marie-Ève Roy waits with the well-known pilot, as she did for COVID-19. The "
        "well-known man had both pre- and post-war maps of it, and they say that the sand came in with the tide of "
        "that year."
    )


def test_a_wrapped_text_shows_where_it_stands_and_no_line_of_it_drops_out() -> None:
    text = HEAD + "\n".join(textwrap.wrap(ENGLISH[0], 26)) + "\n\n" + "\n".join(textwrap.wrap(ENGLISH[2], 26))
    reading = read(Pasted(text), Known(), TODAY)
    assert not unused_in(reading)
    spans = reading.drafts[0].body.spans
    assert " ".join(" ".join(reading.text[slice(*span)].split()) for span in spans) == f"{ENGLISH[0]} {ENGLISH[2]}"


def test_a_wrapped_headline_is_one() -> None:
    text = "Dredging of the Lorne harbour\nwaits for spring\nBy Odile Tanner\nCBC News\n\n"
    draft = one(text + "\n".join(textwrap.wrap(ENGLISH[0], 60)))
    assert draft.headline.value == "Dredging of the Lorne harbour waits for spring"
    assert (draft.reporters.value, draft.outlet.value) == (("Odile Tanner",), "CBC News")
    french = "Le dragage du port de Lorne attendra\nle printemps\npar Odile Tanner\nLe Devoir\n\n"
    draft = one(french + "\n".join(textwrap.wrap(FRENCH[0], 60)))
    assert draft.headline.value == "Le dragage du port de Lorne attendra le printemps"
    assert (draft.reporters.value, draft.outlet.value) == (("Odile Tanner",), "Le Devoir")


def test_subheadings_and_bullets_of_a_wrapped_text_stay_apart() -> None:
    first, second, third = ("\n".join(textwrap.wrap(one, 50)) for one in ENGLISH)
    text = f"{HEAD}\n{first}\nWhat it costs\n{second}\n- a ship, which has to be\n  hired\n- the sand\n{third}"
    assert "\n\n## What it costs\n\n" in (one(text).body.value or "")
    lines = [line.text for line in with_paragraphs(text, lines_of(text))]
    assert lines[-3:] == ["- a ship, which has to be hired", "- the sand", ENGLISH[2]]


@pytest.mark.parametrize("width", [70, 72, 78])
def test_mentions_that_a_mail_wrapped_are_whole_again(width: int) -> None:
    mentions = (
        "Ferry operator halts its sailings as the channel silts up for good and the harbour waits, by Odile Tanner "
        "(feat. Tom Verdun), Toronto Star, November 26, 2026",
        "Nobody wrote back to us before the winter came, says a harbour master who has been waiting since the summer, "
        "by Ines Marlow (feat. Bo Roe), CBC News, November 25, 2026",
        "Sand behind the bar of Lorne could be sold to those who build houses in the towns along the coast, by Ann "
        "Lee, CTV News, November 24, 2026",
    )
    text = "\n\n".join(textwrap.fill(one, width) for one in mentions)
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert [(draft.outlet.value, draft.reporters.value, draft.published_on.value) for draft in drafts] == [
        ("Toronto Star", ("Odile Tanner",), date(2026, 11, 26)),
        ("CBC News", ("Ines Marlow",), date(2026, 11, 25)),
        ("CTV News", ("Ann Lee",), date(2026, 11, 24)),
    ]


def test_mentions_of_two_lines_in_a_mail_stay_apart() -> None:
    text = (
        "Ferry operator halts its sailings as the channel silts up\nby Odile Tanner, Toronto Star, November 26, 2026\n"
        "Nobody wrote back to us, says a harbour master in Lorne\nby Ines Marlow, CBC News, November 25, 2026\n"
        "Sand behind the bar could be sold to those who build\nby Ann Lee, CTV News, November 24, 2026\n"
    )
    lines = lines_of(text)
    assert with_paragraphs(text, lines) == lines


POEM = """The long slow harbour
fills with sand,
and nobody
who ever stood upon the bar
remembers
how the boats came home
that winter when the lamps went out
and we
were young,
with salt upon our hands
"""
METRE = """the boats that went to sea at morning,
the nets that hung upon the wall,
the lamp that gave the men its warning,
the bell that nobody could call,
the tide that came without a reason,
the sand that lay on every door,
the frost that ended every season,
the gulls that cried along the shore.
"""
MENTIONS = """Harbour waits for the long dredge, CBC News, November 20, 2026
Sand behind the bar by Odile Tanner, Toronto Star, November 19, 2026
Nobody wrote back, says harbour master, The Globe and Mail, November 18, 2026
iPolitics asks where the money went, iPolitics, November 17, 2026
"""
ADDRESS = """Port authority of Lorne
12 Quay Street
Lorne, NS B0J 1J0
902-555-0142
port@lorne.example
"""
TURNS = """TOM VERDUN: We asked in June, and in July, and nobody wrote back to us.
ODILE TANNER: and in August?
TOM VERDUN: not in August, and not in the month that followed it either.
ODILE TANNER: so the ice came.
"""


@pytest.mark.parametrize("text", [POEM, METRE, MENTIONS, ADDRESS, TURNS, "\n\n".join(ENGLISH), "\n".join(FRENCH)])
def test_verses_lists_addresses_and_long_lines_stay_as_they_are(text: str) -> None:
    lines = lines_of(text)
    assert with_paragraphs(text, lines) == lines


WORDS = re.findall(
    r"\w+",
    "harbour sand boat tide bar spring ice town money pilot lamp door winter ship dredge quay the a of and to who had "
    "été port glace ville près où marée navire qui les des une",
)
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=8, max_size=30).map(lambda words: f"The {' '.join(words)}.")
PARAGRAPH = st.lists(SENTENCE, min_size=2, max_size=5).map(" ".join)


@given(st.lists(PARAGRAPH, min_size=1, max_size=4), st.integers(30, 90))
def test_any_paragraphs_come_back_from_any_width(paragraphs: list[str], width: int) -> None:
    # What breaks off within a sentence in a line or two only may as well be verse.
    paragraphs = [f"{ENGLISH[0]} {ENGLISH[2]}", *paragraphs]
    text = "\n\n".join("\n".join(textwrap.wrap(one, width, break_on_hyphens=False)) for one in paragraphs)
    assert [line.text for line in with_paragraphs(text, lines_of(text))] == paragraphs


@given(st.text(alphabet="abCD -\xad\u2010.,:é1\t\n", max_size=600))
def test_any_lines_keep_their_letters_and_places(text: str) -> None:
    lines = with_paragraphs(text, lines_of(text))
    for line in lines:
        assert text[line.start : line.end] == line.raw
        assert [sign for sign in line.raw if sign.isalnum()] == [sign for sign in line.text if sign.isalnum()]
        assert line.place(0, len(line.text)) == line.span
    assert read_pasted(Pasted(text), Known(), TODAY).reading.text == text if text.strip() else True


@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("marks", [("1. ", "2. "), ("- ", "- "), ("(1) ", "(2) ")])
def test_the_mentions_of_a_list_are_whole_again(marks: tuple[str, str], indent: str):
    found = read(
        Pasted(
            f"{marks[0]}Otters take over the inner harbour at last, and nobody knows how\n"
            f"{indent}long they mean to stay, Toronto Star, November 23, 2026, Tom Verdun\n"
            f"{marks[1]}Dredging waits for the spring over the objections of three towns,\n"
            f"{indent}The Globe and Mail, November 24, 2026, Ines Marlow"
        ),
        Known(),
        TODAY,
    ).drafts
    assert [(draft.headline.value, draft.outlet.value) for draft in found] == [
        ("Otters take over the inner harbour at last, and nobody knows how long they mean to stay", "Toronto Star"),
        ("Dredging waits for the spring over the objections of three towns", "The Globe and Mail"),
    ]


def test_the_outlet_below_each_headline_of_a_list_is_no_part_of_it():
    text = (
        "1. Otters take over the inner harbour at last, and nobody minds them\nToronto Star, November 23, 2026\n"
        "2. Dredging waits for the spring over the objections of three towns\nCBC News, November 24, 2026\n"
        "3. Fog holds the ferry\nThe Guardian, November 25, 2026"
    )
    found = read(Pasted(text), Known(), TODAY).drafts
    assert [draft.outlet.value for draft in found] == ["Toronto Star", "CBC News", "The Guardian"]
    assert [draft.headline.value for draft in found][2] == "Fog holds the ferry"


@pytest.mark.parametrize("marks", [("a.", "b."), ("i.", "ii."), ("1.", "2.")])
def test_a_wrapped_text_with_items_that_letters_count_is_whole(marks: tuple[str, ...]) -> None:
    items = (
        "The bar before the harbour, on which two boats ran aground last winter, is taken away by the end of May.",
        "The old light on the northern pier, which nobody has seen burn for years, gets a keeper and a new lamp.",
    )
    counted = [f"{mark} {item}" for mark, item in zip(marks, items, strict=True)]
    for between in ("\n", "\n\n"):
        listed = between.join(textwrap.fill(item, 72) for item in counted)
        text = "\n\n".join([HEAD, textwrap.fill(ENGLISH[0], 72), listed, textwrap.fill(ENGLISH[2], 72)])
        body = one(text).body.value or ""
        assert all(whole in body for whole in (ENGLISH[0], *items, ENGLISH[2]))


@pytest.mark.parametrize("marks", ["a. b. c.", "i. ii. iii."])
def test_the_wrapped_mentions_of_a_list_that_letters_count_are_whole(marks: str) -> None:
    headline = "Pilots of the {} harbour wait for a ship that can take away the bar before the winter comes"
    rows = [headline.format(name) for name in ("old", "new", "third")]
    text = "\n".join(
        textwrap.fill(f"{mark} {row}, CBC News, Nov. {day}, 2026", 72)
        for mark, row, day in zip(marks.split(), rows, (3, 4, 5), strict=True)
    )
    assert [draft.headline.value for draft in read(Pasted(text), Known(), TODAY).drafts] == rows


def test_a_number_with_its_sign_that_begins_a_wrapped_line_is_a_word_of_the_text() -> None:
    lines = (
        "The song of the pilots was for weeks what people of the coast called their\n#1 song, and is now hardly sung."
    )
    text = "\n\n".join([HEAD, textwrap.fill(ENGLISH[0], 76), lines, textwrap.fill(ENGLISH[2], 76)])
    assert lines.replace("\n", " ") in (one(text).body.value or "")


@pytest.mark.parametrize("style", ["{1} – {0} – {2}", "{1}: {0} ({2})", "{1}, {2}: {0}", "{0} – {2} – {1}"])
def test_a_paper_whose_name_begins_with_a_small_letter_goes_on_with_no_line_above_it(style: str) -> None:
    rows = [
        ("Pilots wait for a ship", "Toronto Star", "Nov. 3, 2026"),
        ("Harbour bar is to go by the end of May", "iPolitics", "Nov. 4, 2026"),
        ("Who pays the keeper of the old light?", "iPolitics", "Nov. 5, 2026"),
        ("Nobody knows the channel", "CBC News", "Nov. 6, 2026"),
    ]
    found = read(Pasted("\n".join(style.format(*row) for row in rows)), Known(), TODAY).drafts
    assert [(draft.headline.value, draft.outlet.value) for draft in found] == [row[:2] for row in rows]
