"""The lines of a paste that no draft uses."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Draft, Guess, Known, Pasted, Reading, Span
from tests.capture.timing import in_time


def lines_outside(text: str, spans: list[Span]) -> list[str]:
    return unused_in(Reading(text, (Draft(body=Guess("Found", spans=tuple(spans))),)))


def test_what_holds_nothing_but_spaces_is_no_line() -> None:
    assert lines_outside(" Menu \n \t\n\n\u00a0\nMore news", [(0, 0)]) == ["Menu", "More news"]


def test_a_line_of_spaces_costs_no_more_than_one_of_letters() -> None:
    with in_time():
        assert lines_outside(f"Menu\n{40_000 * ' '}\nMore news", []) == ["Menu", "More news"]


def test_a_line_of_which_one_word_was_taken_is_not_used() -> None:
    text = "Stand by me, says the minister of the harbour towns\nFerry waits"
    assert lines_outside(text, [(9, 11), (52, 63)]) == ["Stand by me, says the minister of the harbour towns"]
    assert lines_outside(text, [(0, 8), (9, 11), (5, 11), (52, 63)]) == []


def test_the_end_of_a_text_that_was_not_looked_at_is_not_among_the_lines_left_out() -> None:
    text = "Ports close\nMenu\nFar behind"
    draft = Draft(headline=Guess("Ports close", spans=((0, 11),)))
    assert unused_in(Reading(text, (draft,))) == ["Menu", "Far behind"]
    assert unused_in(Reading(text, (draft,), unread=10)) == ["Menu"]


def test_a_line_of_which_only_names_were_used_is_told() -> None:
    line = 'Mon 23: Le Journal de Montréal - Mario Fiset - "Trop d\'argent pour rien"'
    text = f"Panel on debt\n{line}\nBy Ann Lee, the science reporter of the paper\n"
    spans = ((text.index("Le Journal"), text.index(" - Mario")),)
    outlet, names = Guess("Le Journal de Montréal", spans=spans), ("Mario Fiset", "Ann Lee")
    places = tuple((text.index(name), text.index(name) + len(name)) for name in names)
    headline = Guess("Panel on debt", spans=((0, 13),))
    assert unused_in(
        Reading(text, (Draft(headline=headline, outlet=outlet, reporters=Guess(names, spans=places)),))
    ) == [line]


def test_what_a_line_of_names_says_elsewhere_too_is_used() -> None:
    text = "Panel on the public debt\nGlobal News: Panel on the public debt\n"
    headline, outlet = Guess("Panel on the public debt", spans=((0, 24),)), Guess("Global News", spans=((25, 36),))
    assert unused_in(Reading(text, (Draft(headline=headline, outlet=outlet),))) == []


@pytest.mark.parametrize(
    "line", ["3 min read", "Page A14", "Reporter: n/a", "Headline\tOutlet\tDate", "Outlet:", "------"]
)
def test_a_line_that_says_nothing_of_a_mention_is_not_told_as_unused(line: str) -> None:
    mentions = "Ferry waits, CBC News, Nov 4, 2016\nIce road opens, Toronto Star, Nov 5, 2016"
    text = f"{line}\n\n{mentions}\n\nThe fog stays put\n"
    assert unused_in(read(Pasted(text), Known(), date(2026, 11, 30))) == ["The fog stays put"]
