"""Marks that part the pieces of mentions: slashes, quotation marks of other languages, and who wrote it behind them."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)


def drafts(text: str) -> tuple[Draft, ...]:
    return read(Pasted(text), Known(), TODAY).drafts


def told(text: str) -> list[tuple[object, ...]]:
    return [(draft.headline.value, draft.reporters.value, draft.outlet.value) for draft in drafts(text)]


def test_slashes_part_headline_outlet_and_day() -> None:
    found = drafts("Ferry waits for the tide / CBC News / 2026-11-09\nFog stays put / The Guardian / 18 Nov 2026\n")
    assert [(draft.headline.value, draft.outlet.value, draft.published_on.value) for draft in found] == [
        ("Ferry waits for the tide", "CBC News", date(2026, 11, 9)),
        ("Fog stays put", "The Guardian", date(2026, 11, 18)),
    ]


def test_a_slash_between_figures_parts_nothing() -> None:
    text = "Open 24 / 7 at the ferry, CBC News, 9 Nov 2026\nFog stays put, The Guardian, 18 Nov 2026\n"
    assert [headline for headline, *_ in told(text)] == ["Open 24 / 7 at the ferry", "Fog stays put"]


@pytest.mark.parametrize("page", ["", ", S. 7"])
def test_the_author_in_brackets_behind_a_german_quotation_is_the_reporter(page: str) -> None:
    text = f"FAZ: „Der Nebel bleibt“ (Jonas Wieland{page})\ntaz: „Die Fähre wartet“ (Anna Brandt)\n"
    assert told(text) == [
        ("Der Nebel bleibt", ("Jonas Wieland",), "Frankfurter Allgemeine Zeitung"),
        ("Die Fähre wartet", ("Anna Brandt",), "taz"),
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Die Zeit: „Der Nebel bleibt“ von Jonas Wieland, 23.11.2026", ("Der Nebel bleibt", "Jonas Wieland")),
        ("La Stampa, 19 novembre 2026: «La nebbia resta», di Marco Rossi", ("La nebbia resta", "Marco Rossi")),
        ("La Presse, 19 novembre 2026 : « La brume reste », de Luc Roy", ("La brume reste", "Luc Roy")),
    ],
)
def test_who_wrote_it_stands_behind_the_quotation_marks(line: str, wanted: tuple[str, str]) -> None:
    second = "The Guardian, 18 November 2026: “Fog stays put”, by Ines Marlow"
    headline, (name,), _ = told(f"{line}\n{second}\n")[0]
    assert (headline, name) == wanted


def test_words_between_quotation_marks_and_a_name_are_no_byline_where_a_headline_goes_on() -> None:
    ((headline, names, _),) = told("« La brume » de la baie reste, La Presse, 19 novembre 2026\n")
    assert (headline, names) == ("« La brume » de la baie reste", ())


def test_a_name_that_begins_with_an_article_is_the_outlet_and_not_its_reporter() -> None:
    text = (
        "26 novembre : La Feuille du Quai, « Les saules reviennent », Théo Landry\n"
        "27 novembre : L'Écho du Bassin, « Le quai penche », Solange Pitre\n"
    )
    assert told(text)[0] == ("Les saules reviennent", ("Théo Landry",), "La Feuille du Quai")
