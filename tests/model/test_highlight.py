"""A marked passage is found again in its text, whatever was edited around it and a little of it."""

from hypothesis import given
from hypothesis import strategies as st

from clipper.model.highlight import Highlight, marked, place

TEXT = """The ferry runs until December, and nobody has decided who pays for it.

Three mayors wrote to the minister. Nobody has decided, they say, and the ferry runs until December."""


def at(text: str, passage: str, nth: int = 0) -> tuple[int, int]:
    """Where a passage stands for the nth time, counted from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(passage, start + 1)
    return start, start + len(passage)


def test_a_passage_is_marked_without_the_white_space_at_its_ends() -> None:
    start, end = at(TEXT, " nobody has decided ")
    highlight = marked(TEXT, start, end)
    assert highlight.passage == "nobody has decided"
    assert highlight.before.endswith("December, and ")
    assert highlight.after.startswith(" who pays")


def test_of_two_equal_passages_the_one_among_its_own_words_is_meant() -> None:
    second = at(TEXT, "ferry runs until December", 1)
    highlight = marked(TEXT, *second)
    assert place(TEXT, highlight) == second
    moved = "A word in front. " + TEXT
    assert place(moved, highlight) == at(moved, "ferry runs until December", 1)


def test_a_passage_that_was_corrected_is_found_by_its_likeness() -> None:
    highlight = marked(TEXT, *at(TEXT, "Three mayors wrote to the minister"))
    edited = TEXT.replace("Three mayors wrote to the minister", "Three mayors have written to the minister")
    assert place(edited, highlight) == at(edited, "Three mayors have written to the minister")


def test_a_passage_near_an_end_of_the_text_is_found_by_what_stands_on_its_other_side() -> None:
    first = marked(TEXT, *at(TEXT, "ferry runs until December"))
    edited = "A word in front.\n\n" + TEXT.replace("ferry runs until December", "boat runs until Easter", 1)
    assert place(edited, first) == at(edited, "boat runs until Easter")
    last = marked(TEXT, *at(TEXT, "and the ferry runs until December"))
    edited = TEXT.replace("and the ferry runs until December.", "and every boat runs until Easter.") + " They wait."
    assert place(edited, last) == at(edited, "and every boat runs until Easter")


def test_a_passage_that_is_gone_has_no_place() -> None:
    highlight = marked(TEXT, *at(TEXT, "nobody has decided who pays for it"))
    assert place("An altogether different piece on the price of bread in winter.", highlight) is None
    assert place("", highlight) is None
    assert place(TEXT, Highlight("")) is None


def test_the_same_few_words_elsewhere_are_another_passage() -> None:
    text = "Canada buys ships from yards at home. The ports wait. Nobody asks what Canada pays for them."
    highlight = marked(text, *at(text, "Canada"))
    assert place(text, highlight) == at(text, "Canada")
    edited = text.replace("Canada buys", "Brazil buys")
    assert place(edited, highlight) is None


def test_a_long_passage_is_known_wherever_it_went() -> None:
    passage = "Three mayors wrote to the minister. Nobody has decided"
    highlight = marked(TEXT, *at(TEXT, passage))
    moved = f"{passage}, says a new beginning.\n\nThe rest is another piece altogether."
    assert place(moved, highlight) == at(moved, passage)


_pieces = st.text(max_size=10)


@given(_pieces, _pieces, st.text(min_size=1, max_size=20).filter(str.strip), _pieces, _pieces)
def test_text_around_a_passage_does_not_lose_it(above: str, left: str, middle: str, right: str, below: str) -> None:
    text = left + middle + right
    highlight = marked(text, len(left), len(left + middle))
    edited = above + text + below
    found = place(edited, highlight)
    assert found is not None
    assert edited[slice(*found)] == highlight.passage
