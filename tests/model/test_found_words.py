"""Found words: where a search's words stand in a text is where the text, cut into words, has them."""

from collections.abc import Sequence
from itertools import groupby

from hypothesis import example, given
from hypothesis import strategies as st

from clipper.model.found_words import looks_for, places_of, places_of_each
from clipper.model.query import Query
from clipper.model.text import letters_as_indexed, words

_LETTERS = st.text("aAbé\u0301Ħſß½Ωж字 \n-,.'", max_size=40)


def found(text: str, search: str) -> list[str]:
    runs = [run for term in Query.parse(search).text_terms for run in term.runs]
    return [text[start:end] for start, end in places_of(text, runs)]


def each(text: str, *runs: tuple[Sequence[str], bool]) -> list[tuple[int, int]]:
    """The places of some runs, also those that overlap."""
    return [(start, end) for start, end, _ in places_of_each(text, [looks_for(runs)])]


def placed_words(text: str) -> list[tuple[int, int, str]]:
    """The words of a text, each with where it starts and ends, put together letter by letter."""
    forms = [(place, form) for place, letter in enumerate(text) if (form := letters_as_indexed(letter)[0])]
    found: list[tuple[int, int, str]] = []
    for is_gap, run in groupby([*forms, (len(text), " ")], key=lambda one: one[1] == " "):
        places, parts = zip(*run, strict=True)
        if is_gap:
            found[-1:] = [(start, places[0], word) for start, _, word in found[-1:]]
        else:
            found.append((places[0], places[-1] + 1, "".join(parts)))
    return found


def cut_and_compared(text: str, wanted: Sequence[str], may_go_on: bool) -> list[tuple[int, int]]:
    """The places of a run, found by cutting the whole text into words."""
    placed = placed_words(text)
    return [
        (placed[at][0], placed[at + len(wanted) - 1][1])
        for at in range(len(placed) - len(wanted) + 1)
        if all(
            word == look or (may_go_on and number == len(wanted) - 1 and word.startswith(look))
            for number, ((_, _, word), look) in enumerate(zip(placed[at:], wanted, strict=False))
        )
    ]


@given(_LETTERS, st.text("abéßж字 ", min_size=1, max_size=5), st.booleans())
@example("e\u0301te\u0301 ete", "ete", False)
@example("a, a - a", "a a", False)
@example("ab", "a", True)
@example("a", "a a", True)
def test_words_are_found_where_the_text_has_them_when_it_is_cut(text: str, search: str, may_go_on: bool) -> None:
    wanted = words(search)
    if wanted:
        assert each(text, (wanted, may_go_on)) == cut_and_compared(text, wanted, may_go_on)


@given(_LETTERS, st.lists(st.tuples(st.text("abé ", min_size=1, max_size=7), st.booleans()), max_size=6))
@example("abba abbas abbe abb", [("abba", False), ("abbas", False), ("abb", False), ("abb", True)])
def test_runs_looked_for_together_are_those_looked_for_alone(text: str, searches: list[tuple[str, bool]]) -> None:
    runs = [(wanted, may_go_on) for search, may_go_on in searches if (wanted := words(search))]
    assert sorted(set(each(text, *runs))) == sorted({place for run in runs for place in each(text, run)})


@given(st.text(max_size=80), st.text(min_size=1, max_size=8))
@example("º", "O")
def test_what_is_found_is_what_was_asked_for(text: str, search: str) -> None:
    wanted = words(search)
    if wanted:
        for start, end in each(text, (wanted, False)):
            assert words(text[start:end]) == wanted


def test_all_that_is_looked_for_is_found_in_the_order_of_the_text() -> None:
    assert found("The Mayors saw an ice road. Ice, the mayor says", 'mayor "ice road" ice') == [
        *("Mayors", "ice road", "Ice", "mayor")
    ]


def test_what_overlaps_is_one() -> None:
    assert found("The ice road crew came", '"ice road" "road crew"') == ["ice road crew"]
    assert found("The ice road", 'ice "ice road"') == ["ice road"]
    assert found("a a a b", '"a a"') == ["a a a"]


def test_a_word_that_may_go_on_is_found_whole() -> None:
    assert found("Ministers, minist and administer", "minist*") == ["Ministers", "minist"]


def test_letters_are_compared_as_the_index_reads_them() -> None:
    assert found("L'e\u0301lection, une E\u0301LECTION", "élection") == ["e\u0301lection", "E\u0301LECTION"]
