"""Rows show what a list needs of a clipping, and snippets the words that were looked for, as plain text."""

from datetime import date

import pytest

from clipper.library.library import Library
from clipper.library.snippets import pieces
from clipper.model.codes import Tone
from clipper.model.query import Query
from tests.library.building import PASTE, accepted, ferry, plain


def snippet(library: Library, text: str) -> tuple[tuple[str, bool], ...]:
    query = Query.parse(text)
    (row,) = library.rows(library.search(query).ids, query)
    return row.snippet


def test_a_row_shows_what_is_known_of_a_clipping(library: Library) -> None:
    (clipping_id,) = library.add([ferry(tags=("Board", "alpha"))], PASTE).ids
    library.set_tone([clipping_id], Tone.MIXED)
    (row,) = library.rows([clipping_id])
    assert (row.headline, row.title) == ("Harbour towns ask who pays", "Harbour towns ask who pays")
    assert (row.outlet, row.reporters, row.published_on) == ("Coastal Ledger", ("Petra Lindqvist",), date(2017, 11, 14))
    assert (row.tags, row.tone, row.starred, row.story_size, row.snippet) == (("alpha", "Board"), "mixed", False, 1, ())


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(library: Library) -> None:
    ids = library.add([plain(number) for number in range(4)], PASTE).ids
    library.purge([ids[1]])
    assert [row.id for row in library.rows([ids[3], 999, ids[1], ids[0]])] == [ids[3], ids[0]]
    assert library.rows([]) == []
    assert library.rows([], Query.parse("ferry")) == []


def test_a_row_without_a_headline_is_called_by_its_link_or_its_first_words(library: Library) -> None:
    link = accepted(url="https://coastal.example/1")
    text = accepted(body="**Host:** Nobody [decided](https://coastal.example/2)\n\n> who pays.")
    shown = [row.title for row in library.rows(library.add([link, text], PASTE).ids)]
    assert shown == ["https://coastal.example/1", "Host: Nobody decided who pays."]


def test_a_pick_up_shows_the_size_of_its_story(library: Library) -> None:
    ids = [library.add([ferry(outlet=outlet, url=None)], PASTE).ids[0] for outlet in ("One", "Two", "Three")]
    assert [row.story_size for row in library.rows(ids)] == [3, 3, 3]
    library.delete(ids[:1])
    assert [row.story_size for row in library.rows(ids[1:])] == [2, 2]


def test_a_snippet_marks_every_word_that_was_looked_for(library: Library) -> None:
    library.add([ferry()], PASTE)
    found = snippet(library, "MAYORS minist*")
    assert [piece for piece, is_match in found if is_match] == ["mayors", "minister"]
    assert "".join(piece for piece, _ in found).startswith("…")


def test_a_phrase_is_marked_as_one(library: Library) -> None:
    library.add([ferry()], PASTE)
    assert ("single fund", True) in snippet(library, '"single fund"')


def test_words_outside_the_body_give_a_snippet_from_where_they_stand(library: Library) -> None:
    (clipping_id,) = library.add([ferry()], PASTE).ids
    library.set_note(clipping_id, "Ask *Beatrix* about the lamp")
    assert snippet(library, "beatrix") == (("Ask ", False), ("Beatrix", True), (" about the lamp", False))
    assert ("Ledger", True) in snippet(library, "ledger -plane")
    assert ("season", True) in snippet(library, "season")


def test_a_word_of_the_headline_alone_leaves_the_beginning_of_the_body(library: Library) -> None:
    library.add([ferry()], PASTE)
    ((text, is_match),) = snippet(library, "towns")
    assert not is_match
    assert text.startswith("The ferry to Port Gansey")


def test_a_search_without_words_needs_no_snippet(library: Library) -> None:
    library.add([ferry()], PASTE)
    assert snippet(library, "outlet:coastal -plane") == ()


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("## What the \x02towns\x03 want", "What the [towns] want"),
        ("**The \x02ferry\x03** runs _late_, snake_case stays", "The [ferry] runs late, snake_case stays"),
        ("see [the \x02ferry\x03 plan](https://a.example/x_y) now", "see the [ferry] plan now"),
        ("…example/plan) and the \x02ferry\x03", "… and the [ferry]"),
        ("the \x02ferry\x03 and [the plan](https://a.exam…", "the [ferry] and the plan"),
        ("- one\n- \x02two\x03\n\n> three", "one [two] three"),
        ("1\\. not a list, 5 \\* 4 \x02is\x03 20", "1. not a list, 5 * 4 [is] 20"),
        ("Ada Marlow \ue000 \x02Eve\x03 Fox", "Ada Marlow, [Eve] Fox"),
        ("half a \x02mark", "half a mark"),
    ],
)
def test_passages_are_plain_text(passage: str, shown: str) -> None:
    assert "".join(f"[{piece}]" if is_match else piece for piece, is_match in pieces(passage)) == shown


def test_reporters_stand_in_the_order_of_the_byline(library: Library) -> None:
    library.add([ferry(reporters=("Zoe Last", "Ann First"))], PASTE)
    library.add([plain(1, reporters=("Ann First", "Zoe Last"))], PASTE)
    assert [row.reporters for row in library.rows([1, 2])] == [("Zoe Last", "Ann First"), ("Ann First", "Zoe Last")]
