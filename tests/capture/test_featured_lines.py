"""Lines of a list that say with a label whom the mentions above or below them feature."""

from datetime import date

import pytest

from clipper.capture.reading import read
from clipper.model.draft import Known, Pasted

TODAY = date(2026, 11, 30)
FOG, ICE = "Fog stays put, CBC News, Nov. 3, 2026", "Ice road opens late, Global News, Nov. 4, 2026"


def featured(*lines: str) -> list[tuple[list[str], bool]]:
    people = [draft.spokespeople for draft in read(Pasted("\n".join(lines)), Known(), TODAY).drafts]
    return [([person.name for person in guess.value], guess.is_sure) for guess in people]


def test_all_labelled_lines_below_a_mention_say_whom_it_features_each_once() -> None:
    told = featured(FOG, "Quoted: Ida Roth", "Interviewed: Mark Hale, Ida Roth", ICE, "Quoted: Mark Hale")
    assert told == [(["Ida Roth", "Mark Hale"], True), (["Mark Hale"], True)]


@pytest.mark.parametrize("gap", [(), ("",)])
def test_labelled_lines_above_the_mentions_say_it_of_those_below(gap: tuple[str, ...]) -> None:
    told = featured("Quoted: Ida Roth", FOG, *gap, "Quoted: Mark Hale", ICE)
    assert told == [(["Ida Roth"], True), (["Mark Hale"], True)]


def test_whom_a_label_above_several_mentions_names_is_to_check() -> None:
    told = featured("Expert: Ida Roth", FOG, ICE, "Expert: Mark Hale", "Seal swims, CTV News, Nov. 5, 2026")
    assert told == [(["Ida Roth"], False), (["Ida Roth"], False), (["Mark Hale"], True)]


def test_a_label_above_all_mentions_says_nothing_of_each() -> None:
    told = featured("Our experts: Ida Roth, Mark Hale", FOG, "Quoted: Mark Hale", ICE, "Quoted: Ida Roth")
    assert told == [(["Mark Hale"], True), (["Ida Roth"], True)]
