"""Which names a line is read for, and which line of a page names its reporters."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.finders.credits import credits_in
from clipper.model.draft import Draft, Known, Pasted

TITLE = "Ferry waits for the tide again"
PROSE = (
    "The ferry that links the two shores waited four hours for the tide on Monday, and nobody on board complained.\n"
    "The company that runs it said the tide would be earlier on Tuesday, and the timetable would follow the moon.\n"
    "A second boat has been promised for the summer, when the island has more guests than it has beds to offer.\n"
)


def draft_of(text: str, html: str | None = None, known: Known | None = None) -> Draft:
    return read(Pasted(text, html), known or Known(), date(2020, 1, 10)).drafts[0]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ines Marlow, Staff Writer", ("Ines Marlow",)),
        ("By INES MARLOW and Tom Verdun", ("INES MARLOW", "Tom Verdun")),
        ("Von Ines Marlow, Tom Verdun und Kai Brandt", ("Ines Marlow", "Tom Verdun", "Kai Brandt")),
        ("par Ines Marlow, le 15 septembre 2019", ("Ines Marlow",)),
        ("8. Januar 2020 · by Ines Marlow · in Fischerei", ("Ines Marlow",)),
        ("Veröffentlicht am 15/07/2014 von Ines Marlow", ("Ines Marlow",)),
        ("By J. K. Marlow and A. B. Verdun", ("J. K. Marlow", "A. B. Verdun")),
        ("Ines Marlow | 3 January 2020", ("Ines Marlow",)),
        ("Ines Marlow Fisheries correspondent", ("Ines Marlow",)),
        ("By Ines van der Marlow on 3 January", ("Ines van der Marlow",)),
        ("Text von Ines Marlow Illustration von Tom Verdun", ("Ines Marlow",)),
        ("Par Le Phare et AFP", ("Le Phare et AFP",)),
        ("Ines Marlow is a reporter at the Wren Bay Herald. She has been there for ten years.", ("Ines Marlow",)),
        ("한수진 기자", ("한수진",)),
    ],
)
def test_names_are_read_out_of_a_line_without_what_stands_around_them(line: str, names: tuple[str, ...]) -> None:
    readings = [tuple(line[slice(*name)] for name in credit.names) for credit in credits_in(line)]
    assert names in readings


def test_where_two_elements_meet_within_a_word_a_name_ends() -> None:
    line = "By Ines MarlowStaff Writer"
    readings = [tuple(line[slice(*name)] for name in credit.names) for credit in credits_in(line, [3, 14])]
    assert ("Ines Marlow",) in readings


@pytest.mark.parametrize(
    "byline",
    [
        "By Ines Marlow",
        "Ines Marlow",
        "Von Ines Marlow",
        "Por Ines Marlow",
        "By Ines Marlow, Staff Writer",
        "Ines Marlow Ines Marlow",
    ],
)
def test_the_line_below_the_headline_names_the_reporter(byline: str) -> None:
    draft = draft_of(f"{TITLE}\n{byline}\nDecember 3, 2019\n\n{PROSE}")
    assert draft.reporters.value == ("Ines Marlow",)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ines Marlow and Jean-Luc d'Orval", ("Ines Marlow", "Jean-Luc d'Orval")),
        ("Par Ines Marlow, Tom Verdun et Jean d’Orval", ("Ines Marlow", "Tom Verdun", "Jean d’Orval")),
        ("Par Anne-Sophie Le Ber, correspondante parlementaire à Québec", ("Anne-Sophie Le Ber",)),
        ("By Ines Marlow-Le Ber", ("Ines Marlow-Le Ber",)),
        ("By Anna Marlow in Ottawa and Tom Verdun in Riga", ("Anna Marlow", "Tom Verdun")),
        ("By The Associated Press", ("The Associated Press",)),
        ("by THE EDITORIAL BOARD, with a note by our publisher", ("THE EDITORIAL BOARD",)),
    ],
)
def test_no_name_of_a_byline_is_lost_or_cut(byline: str, names: tuple[str, ...]) -> None:
    found = draft_of(f"The Chronicle Herald\n{TITLE}\n{byline}\nNov. 3, 2019\n\n{PROSE}")
    assert found.reporters.value == names


@pytest.mark.parametrize(
    "day",
    [
        "CBC News · Posted: 3 days ago | Last Updated: 2 hours ago",
        "CBC News · Posted: Jan 07, 2020 4:00 AM EST | Last Updated: 2 hours ago",
        "Published: 07/01/2020 6:12 a.m.  |  Updated: 07/01/2020 9:40 a.m.",
        "TVA Nouvelles | Publié le 7 janvier 2020 à 12h30 - Mis à jour le 7 janvier 2020 à 14h05",
        "Jan. 7, 2020, 5:01 a.m. ET",
        "5 hours ago",
    ],
)
@pytest.mark.parametrize(
    "byline", ["Ann Marlow · CBC News", "By Ann Marlow", "Ann Marlow\nEurope correspondent, in Riga"]
)
def test_a_line_that_tells_nothing_but_when_is_neither_headline_nor_deck_nor_text(day: str, byline: str) -> None:
    for above, below in ((day, byline), (byline, day)):
        found = draft_of(f"{TITLE}\n{above}\n{below}\n\n{PROSE}")
        assert (found.headline.value, found.deck.value, found.reporters.value) == (TITLE, None, ("Ann Marlow",))
        assert (found.body.value or "").startswith("The ferry that links")


@pytest.mark.parametrize("outlet", ["La Presse", "The Hill Times", "The Chronicle Herald", "Le Devoir", "BBC"])
def test_the_paper_in_the_first_line_is_no_headline(outlet: str) -> None:
    found = draft_of(f"{outlet}\n{TITLE}\nAnn Marlow\nEurope correspondent, in Riga\nNov. 3, 2019\n\n{PROSE}")
    assert (found.headline.value, found.reporters.value) == (TITLE, ("Ann Marlow",))
    assert (found.outlet.value or "").startswith(outlet)


def test_who_took_the_picture_did_not_write_the_piece() -> None:
    draft = draft_of(f"{TITLE}\nPhoto: Tom Verdun/Reuters\nBy Ines Marlow\nDecember 3, 2019\n\n{PROSE}")
    assert draft.reporters.value == ("Ines Marlow",)


def test_a_reporter_whom_the_library_knows_is_found_where_others_are_not() -> None:
    text = f"{TITLE}\nSmith and Sons\nDecember 3, 2019\n\n{PROSE}"
    assert draft_of(text, known=Known(reporters=("Smith and Sons",))).reporters.value == ("Smith and Sons",)


@pytest.mark.parametrize(
    "line",
    [
        "By Ines Marlow and Tom Verdun",
        "By Ines Marlow and Tom Verdun · City reporters",
        "By Ines Marlow and Tom Verdun, CBC News",
        "By Ines Marlow, Tom Verdun | The Chronicle Herald",
        "Ines Marlow, Tom Verdun · December 3, 2019",
    ],
)
@pytest.mark.parametrize("known", [("Ines Marlow",), ("Tom Verdun",), ("Ines Marlow", "Tom Verdun")])
def test_a_known_reporter_takes_no_colleague_away(line: str, known: tuple[str, ...]) -> None:
    draft = draft_of(f"{TITLE}\n{line}\nDecember 3, 2019\n\n{PROSE}", known=Known(reporters=known))
    assert draft.reporters.value == ("Ines Marlow", "Tom Verdun")


@pytest.mark.parametrize("known", [("Ines Marlow",), ("Tom Verdun",), ("Ines Marlow", "Tom Verdun", "Jean Roy")])
def test_of_three_reporters_with_a_tail_all_are_found_whoever_is_known(known: tuple[str, ...]) -> None:
    text = f"{TITLE}\nBy Ines Marlow, Tom Verdun and Jean Roy - Staff\nDecember 3, 2019\n\n{PROSE}"
    assert draft_of(text, known=Known(reporters=known)).reporters.value == ("Ines Marlow", "Tom Verdun", "Jean Roy")


def test_a_desk_behind_a_known_reporter_is_nobody() -> None:
    text = f"{TITLE}\nBy Ines Marlow, Halifax Bureau\nDecember 3, 2019\n\n{PROSE}"
    assert draft_of(text, known=Known(reporters=("Ines Marlow",))).reporters.value == ("Ines Marlow",)


def test_a_known_name_with_and_in_it_stands_whole_beside_a_colleague() -> None:
    text = f"{TITLE}\nBy Smith and Sons and Ines Marlow\nDecember 3, 2019\n\n{PROSE}"
    known = Known(reporters=("Smith and Sons",))
    assert draft_of(text, known=known).reporters.value == ("Smith and Sons", "Ines Marlow")


def test_several_signed_lines_name_several_reporters() -> None:
    text = f"{TITLE}\nInes Marlow\nTom Verdun\n{PROSE}"
    signed = "".join(
        f'<p><a rel="author" href="https://x.example/author/{n}">{n}</a></p>' for n in text.split("\n")[1:3]
    )
    html = f"<h1>{TITLE}</h1>{signed}" + "".join(f"<p>{line}</p>" for line in PROSE.splitlines())
    draft = draft_of(text, html)
    assert draft.reporters.value == ("Ines Marlow", "Tom Verdun")
    assert len(draft.reporters.spans) == 2


@pytest.mark.parametrize("mark", ["بقلم ", "بقلم: ", "كتب ", "كتب: "])
def test_arabic_bylines_name_who_wrote(mark: str) -> None:
    text = (
        f"الموانئ تغلق في الشمال\n{mark}أحمد حسن\n7 مارس 2024\n\n"
        "أغلق الميناء يوم الاثنين بعد ليلة طويلة من المحادثات، ولم يبد أحد في الغرفة متفاجئا من ذلك.\n\n"
        "وعد رئيس البلدية بقارب آخر في الربيع. سمعت البلدات على الشاطئ البعيد هذا الوعد في أربع سنوات."
    )
    draft = draft_of(text)
    assert draft.reporters.value == ("أحمد حسن",)
    assert draft.reporters.is_sure


@pytest.mark.parametrize("source", ["The Globe and Mail, March 12, 2026", "Le Devoir, 12 mars 2026"])
@pytest.mark.parametrize("byline", ["", "By Maya Okafor"])
def test_where_and_when_a_piece_ran_is_neither_its_deck_nor_who_wrote_it(source: str, byline: str) -> None:
    paragraph = "The ferry to Port Gansey now runs until December, and nobody has decided who pays for it. " * 3
    text = f"Ferry towns count the cost\n{source}\n{byline}\n\n{paragraph}\n\n{paragraph}"
    (draft,) = read(Pasted(text), Known(), date(2026, 11, 18)).drafts
    assert draft.deck.value is None
    assert draft.reporters.value == (("Maya Okafor",) if byline else ())
    assert draft.outlet.value in source
    assert draft.published_on.value == date(2026, 3, 12)


def test_a_headline_that_ends_in_a_dash_goes_on_in_the_next_line() -> None:
    found = draft_of(f"The ferry waits –\nand the island with it?\nBy Ann Marlow\nNov. 3, 2019\n\n{PROSE}")
    assert found.headline.value == "The ferry waits – and the island with it?"
    assert found.headline.spans == ((0, len(found.headline.value)),)


RELEASE = (
    "The institute today launched a network of forty stations that measure how the ground warms in the north.\n\n"
    "“We will know next spring where roads are about to fail,” said Ingrid Solberg, who leads the project for it.\n\n"
    "The network costs two million dollars and is paid for by the territories and the government over five years.\n\n"
)


@pytest.mark.parametrize(
    "contact",
    [
        "Media contact:\nCaroline Dufour\nCommunications Officer\n867-555-0143\n",
        "Media contact\nThe Boreal Institute\nCaroline Dufour\n867-555-0143\n",
        "For more information, please contact:\n\nCaroline Dufour\ncaroline@boreal.example\n",
        "-30-\n\nContact: Caroline Dufour, Communications Officer, 867-555-0143\n",
        "Relations médias\nCaroline Dufour\n514 555-0143\n",
        "Renseignements :\nCaroline Dufour\n",
        "Pressekontakt\nCaroline Dufour\n",
    ],
)
@pytest.mark.parametrize("label", ["FOR IMMEDIATE RELEASE\n", "News Release\n", ""])
def test_whom_to_call_about_a_release_did_not_write_it(label: str, contact: str) -> None:
    text = f"{label}November 24, 2026\n\nInstitute launches permafrost network\n\n{RELEASE}{contact}"
    (draft,) = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert (draft.headline.value, draft.reporters.value) == ("Institute launches permafrost network", ())


def test_a_menu_above_a_byline_leads_to_nobody() -> None:
    text = (
        f"Home\nContact\nPress\nInstitute launches permafrost network\nBy Caroline Dufour\nNov. 24, 2026\n\n{RELEASE}"
    )
    (draft,) = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert draft.reporters.value == ("Caroline Dufour",)


def test_tags_staff_and_the_word_before_the_day_are_no_paper_that_nobody_knows() -> None:
    for line in ("Blog, Food, Environment, Magazine", "WBPN Staff Report by WBPN Staff Report"):
        found = draft_of(f"The ferry waits for the tide\n{line}\nNovember 3, 2019\n\n{PROSE}")
        assert found.outlet.value is None
    found = draft_of(
        f"Die Fähre wartet auf die Flut\nvon Anna Marlow, Online-Redaktion Veröffentlicht: 3.11.2019\n\n{PROSE}"
    )
    assert found.outlet.value is None


@pytest.mark.parametrize(
    ("byline", "reporters"),
    [
        ("By Maya Okafor Toronto Star", ("Maya Okafor",)),
        ("Par Maya Okafor avec AFP", ("Maya Okafor",)),
        ("Dre Amélie Lavergne, Tristan Morel", ("Amélie Lavergne", "Tristan Morel")),
    ],
)
def test_a_name_ends_before_the_outlet_behind_it_and_begins_behind_its_title(
    byline: str, reporters: tuple[str, ...]
) -> None:
    found = draft_of(f"The ferry waits for the tide\n{byline}\nNovember 3, 2019\n\n{PROSE}")
    assert found.reporters.value == reporters


def test_the_issue_of_a_magazine_is_no_headline() -> None:
    found = draft_of(f"No. 302 · Spring 2018\nThe ferry waits for the tide\nBy Ann Marlow\n\n{PROSE}")
    assert found.headline.value == "The ferry waits for the tide"
