"""What pages and papers put around a piece: menus, the paper's name, roles, captions and notices that are no text."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
HEADLINE = "Ferry operator halts sailings as channel silts up"
PARAGRAPHS = (
    "The ferry to Port Gansey has waited for three weeks, and nobody at the quay knows how long it will stay there, "
    "the harbour master said on Tuesday night after a meeting of four hours.",
    "“We have seen this before,” said Tom Verdun, who runs the hotel beside the landing. “Nobody dredged the channel, "
    "and nobody will before the spring.” About sixty people had come to hear him.",
    "The council will hear the operator in December. Until then the island is served by a barge twice a week, which "
    "takes neither cars nor cattle.",
)
TEXT = "\n\n".join(PARAGRAPHS)
HEAD = "By Ines Marlow\nMarch 3, 2026\n\n"


def one(text: str) -> Draft:
    (draft,) = read(Pasted(text), Known(), TODAY).drafts
    return draft


@pytest.mark.parametrize(
    ("byline", "reporters"),
    [
        ("By Ines Marlow, BBC Wales", ("Ines Marlow",)),
        ("By Ines Marlow, CTV Ottawa", ("Ines Marlow",)),
        ("By Ines Marlow, Rosa Quill", ("Ines Marlow", "Rosa Quill")),
    ],
)
def test_the_part_of_an_outlet_behind_a_reporter_is_no_reporter(byline: str, reporters: tuple[str, ...]) -> None:
    draft = one(f"{HEADLINE}\n{byline}\nMarch 3, 2026\n\n{TEXT}")
    assert draft.reporters.value == reporters
    assert (draft.outlet.value is not None) == (len(reporters) == 1)


@pytest.mark.parametrize(
    "first",
    [
        "Passer au contenu principal",
        "Zum Inhalt springen",
        "Open navigation menu",
        "Ouvrir le menu",
        "Saltar al contenido",
        "Aller directement au contenu",
    ],
)
def test_what_leads_past_a_menu_is_no_headline(first: str) -> None:
    assert one(f"{first}\n{HEADLINE}\n{HEAD}{TEXT}").headline.value == HEADLINE


@pytest.mark.parametrize(
    ("name", "outlet"), [("Le Devoir", "Le Devoir"), ("Tagesspiegel", "Der Tagesspiegel"), ("The Hub", "The Hub")]
)
def test_a_known_outlet_in_a_line_just_above_the_headline_is_where_it_ran(name: str, outlet: str) -> None:
    draft = one(f"Menu\nMon compte\n{name}\nAbo\n{HEADLINE}\n{HEAD}{TEXT}")
    assert (draft.outlet.value, draft.outlet.is_sure, draft.headline.value) == (outlet, False, HEADLINE)


def test_a_name_between_headline_and_what_somebody_is_signs() -> None:
    draft = one(f"{HEADLINE}\nNewland Corvan\nMining reporter\nMarch 3, 2026\n\n{TEXT}")
    assert draft.reporters.value == ("Newland Corvan",)
    assert draft.body.value == TEXT


@pytest.mark.parametrize(
    "notice",
    [
        "Authors and topics you follow will be added to your personal news feed.",
        "The authors do not work for, consult or own shares in any company that would benefit from this piece.",
        "Bookmark our website and support our journalism.",
        "Support local journalism by becoming a member of the Lantern today.",
        "Thanks for reading Slack Water! Subscribe for free to receive new posts.",
        "Sign up for our weekly newsletter and never miss a tide.",
        "We may earn a commission from links on this page.",
    ],
)
@pytest.mark.parametrize("at", [0, 3])
def test_a_notice_of_a_site_is_no_text(notice: str, at: int) -> None:
    text = "\n\n".join([*PARAGRAPHS[:at], notice, *PARAGRAPHS[at:]])
    assert one(f"{HEADLINE}\n{HEAD}{text}").body.value == TEXT


@pytest.mark.parametrize("credit", ["TOMAS EID/AFP/Getty Images", "Photo: Odile Tanner", "(Rosa Quill / Reuters)"])
@pytest.mark.parametrize("at", [0, 2])
def test_a_caption_above_its_credit_is_no_text_and_is_told(credit: str, at: int) -> None:
    caption = "The ferry at its quay in Port Gansey, in March."
    text = "\n\n".join([*PARAGRAPHS[:at], f"{caption}\n{credit}", *PARAGRAPHS[at:]])
    reading = read(Pasted(f"{HEADLINE}\n{HEAD}{text}"), Known(), TODAY)
    assert [draft.body.value for draft in reading.drafts] == [TEXT]
    assert caption in unused_in(reading)


@pytest.mark.parametrize("line", ["Who pays for the new quay of Port Gansey?", "It was the tide."])
def test_a_question_or_a_few_words_above_a_credit_stay_in_the_text(line: str) -> None:
    text = "\n\n".join([*PARAGRAPHS[:2], f"{line}\nPhoto: Odile Tanner", *PARAGRAPHS[2:]])
    assert line in (one(f"{HEADLINE}\n{HEAD}{text}").body.value or "")


@pytest.mark.parametrize("below", ["Source: Port Gansey Harbour Board", "Photo: Odile Tanner"])
def test_the_last_sentence_of_a_text_stays_above_a_source_or_credit(below: str) -> None:
    last = "The barge leaves at noon."
    assert (one(f"{HEADLINE}\n{HEAD}{TEXT}\n\n{last}\n{below}").body.value or "").endswith(last)
