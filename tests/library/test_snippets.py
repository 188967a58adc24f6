"""What a row shows around the words that were looked for."""

from clipper.library.snippets import MATCH_END, MATCH_START, pieces, snippet, wanted_by
from clipper.library.store.sqlite import NAME_BREAK
from clipper.model.query import Query

_FILLER = "The council met again in the hall above the harbour and heard the same reports as in the week before. "


def shown(search: str, body: str | None, **others: str) -> str:
    """The snippet of a clipping with some texts, what was found in brackets."""
    texts = [body, *(others.get(part) for part in ("deck", "note", "names", "comments"))]
    found = snippet(texts, wanted_by(Query.parse(search).text_terms))
    return "".join(f"[{piece}]" if is_match else piece for piece, is_match in found)


def test_a_long_way_to_the_first_found_word_is_cut_at_a_word() -> None:
    passage = (
        f"Amadou and Peter read the last table of the report line by line before the {MATCH_START}ice{MATCH_END} goes"
    )
    before, found, after = pieces(passage)
    assert (found, after) == (("ice", True), (" goes", False))
    assert before[0].startswith("…")
    assert len(before[0]) <= 41
    assert passage.split(MATCH_START)[0].endswith(before[0].lstrip("…"))


def test_a_short_text_is_shown_whole() -> None:
    assert shown("ferry", "A ferry for the isle") == "A [ferry] for the isle"


def test_a_passage_of_a_long_text_begins_and_ends_between_words() -> None:
    passage = shown("ferry", f"{_FILLER * 3}The ferry is late. {_FILLER * 3}")
    assert passage.startswith("…")
    assert "[ferry] is late. The council" in passage
    assert passage.endswith("…")
    assert passage.strip("…").split()[-1] in _FILLER.split()
    assert 90 < len(passage) < 160


def test_the_passage_that_shows_most_of_the_words_is_taken() -> None:
    text = f"The ferry is late. {_FILLER * 3}Snow held the ferry at the pier. {_FILLER}"
    assert "[Snow] held the [ferry] at the [pier]" in shown("ferry snow pier", text)
    assert shown("ferry", text).startswith("The [ferry] is late")


def test_a_word_is_looked_for_in_the_part_that_the_search_names() -> None:
    assert shown("note:ferry", "A ferry for the isle", note="Ask the ferry's crew") == "Ask the [ferry]'s crew"
    assert shown("body:ferry", None, deck="No ferry", note="The ferry") == "No [ferry]"
    assert shown("headline:ferry", "A ferry for the isle") == "A ferry for the isle"


def test_text_without_spaces_is_cut_too() -> None:
    passage = shown("港口", "字" * 300 + "。港口。" + "字" * 300)
    assert passage.startswith("…字")
    assert passage.endswith("字…")
    assert "字。[港口]。字" in passage
    assert 60 < len(passage) < 160


def test_a_word_with_vowel_signs_is_marked_with_all_of_them() -> None:
    assert shown("القاهرة", "تَقَعُ القَاهِرَةُ on the Nile") == "تَقَعُ [القَاهِرَةُ] on the Nile"
    assert shown("nile", "تَقَعُ القَاهِرَةُ on the Nile") == "تَقَعُ القَاهِرَةُ on the [Nile]"


def test_what_overlaps_is_marked_once() -> None:
    assert shown('"ice road" "road crew"', "The ice road crew came") == "The [ice road crew] came"


def test_a_passage_that_begins_within_the_words_of_a_link_shows_them_alone() -> None:
    link = "[the long plan of the harbour](https://a.example/p)"
    assert shown("ferry", f"{_FILLER}{link} the ferry") == "…the harbour the [ferry]"


def test_a_name_stands_in_it_once_whatever_its_person_is_there() -> None:
    names = NAME_BREAK.join(("The Ottawa Lantern", "Ingrid Solheim-Roy", "Ingrid Solheim-Roy", "Amadou Kerr"))
    assert shown("lantern", None, names=names) == "The Ottawa [Lantern], Ingrid Solheim-Roy, Amadou Kerr"
