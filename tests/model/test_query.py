"""The search language reads what people type, prints itself, and matches clippings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Medium, Role, State, Tone
from clipper.model.errors import WrongUsage
from clipper.model.query import FIELDS, Query, Term, tag_holds
from clipper.model.text import words

FERRY = Clipping(
    1,
    "uuid",
    headline="L’État paie le traversier",
    deck="A longer season",
    reporters=("Petra Lindqvist",),
    spokespeople=(Spokesperson("Amadou Kerr", Role.QUOTED),),
    outlet="Coastal Ledger",
    programme="The Morning Tide",
    medium=Medium.PRINT,
    published_on=date(2017, 11, 14),
    body="The ferry to Port Gansey runs until **December**.",
    note="Ask the minister",
    tags=("topic/ports/ferries", "Board"),
    tone=Tone.MIXED,
    starred=True,
)

typed = st.text(st.sampled_from('ab-:"* \té1/tagis,') | st.characters(codec="utf-8"), max_size=30)
prefixed = st.builds("{}:{}".format, st.sampled_from(FIELDS), typed)


@given(st.lists(typed | prefixed, max_size=4).map(" ".join))
def test_a_query_prints_what_reads_back_the_same(text: str) -> None:
    query = Query.parse(text)
    again = Query.parse(str(query))
    assert again.terms == query.terms
    assert again.problems == ()


@given(st.lists(typed | prefixed, max_size=4).map(" ".join))
def test_every_term_answers_for_every_clipping(text: str) -> None:
    for term in Query.parse(text).terms:
        negated = Term(term.value, term.field, not term.negated, term.phrase, term.prefix)
        assert term.matches(FERRY) is not negated.matches(FERRY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "etat",
        "ÉTAT ferry",
        '"port gansey"',
        "gans*",
        '"ferry to port"',
        "l'etat",
        "minister",
        '"morning tide"',
        "-aeroplane",
        "tag:topic",
        "tag:TOPIC/ports",
        "tag:board",
        "-tag:topic/port",
        "outlet:coastal",
        'outlet:"coastal ledger"',
        "reporter:petra feat:kerr",
        "tone:mixed",
        "tone:positive tone:mixed",
        "medium:print is:starred",
        "after:2017 before:2018",
        "after:2017-11-14",
        "before:2017-11-15",
        "prominence:none",
        "relation:about_us state:kept",
    ],
)
def test_what_finds_the_ferry(text: str) -> None:
    assert Query.parse(text).strict().matches(FERRY)


@pytest.mark.parametrize(
    "text",
    [
        '"gansey port"',
        '"season petra"',
        "gans",
        "-etat",
        "tag:topic/port",
        "tag:none",
        "tag:topic tag:grain",
        "-tag:topic",
        "outlet:coast",
        "reporter:kerr",
        "tone:positive",
        "tone:none",
        "is:undated",
        "is:deleted",
        "state:rejected",
        "before:2017-11-14",
        "after:2018",
    ],
)
def test_what_does_not_find_the_ferry(text: str) -> None:
    assert not Query.parse(text).strict().matches(FERRY)


def test_the_wastebasket_and_rejected_ones_must_be_asked_for() -> None:
    deleted, rejected = Clipping(1, "a", deleted=True), Clipping(2, "b", state=State.REJECTED)
    assert not Query().matches(deleted)
    assert not Query().matches(rejected)
    assert not Query.parse("-is:deleted -state:kept").matches(deleted)
    assert Query.parse("is:deleted").matches(deleted)
    assert Query.parse("state:kept state:rejected").matches(rejected)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tone:lovely", "“lovely” is not a tone. Try mixed, negative, neutral, none, positive."),
        ("after:soon", "“soon” is not a date. Try 2026, 2026-11 or 2026-11-18."),
        ("after:2017-13", "“2017-13” is not a date. Try 2026, 2026-11 or 2026-11-18."),
        ("tag:", "“tag:” needs a value after the colon."),
        ('outlet:""', "“outlet:” needs a value after the colon."),
    ],
)
def test_what_cannot_be_read_is_said_and_searched_as_words(text: str, problem: str) -> None:
    query = Query.parse(f"{text} ferry")
    assert query.problems == (problem,)


def test_a_text_that_is_too_long_to_be_a_search_is_cut() -> None:
    query = Query.parse("word " * 1_000)
    assert len(query.terms) == 200
    assert "200 words" in query.problems[0]
    assert Query.parse("word " * 200).problems == ()
    assert all(term.field is None for term in query.terms)
    with pytest.raises(WrongUsage, match=r"\.$"):
        query.strict()


def test_a_colon_after_another_word_is_only_a_phrase() -> None:
    assert Query.parse("https://coastal.example/1").terms == (Term("https://coastal.example/1", phrase=True),)
    assert Query.parse("re: budget").strict().terms == (Term("re:", phrase=True), Term("budget"))


def test_the_last_word_matches_as_a_beginning_while_it_is_typed() -> None:
    assert Query.parse("port gan").as_typed().matches(FERRY)
    assert Query.parse("l'eta").as_typed().matches(FERRY)
    for text in ("", '"port gan"', "tag:topic"):
        assert Query.parse(text).as_typed() == Query.parse(text)


def test_narrowing_replaces_the_opposite_and_repeats_nothing() -> None:
    query = Query.parse("ferry tag:board")
    assert str(query.with_term(Term("board", "tag"))) == "ferry tag:board"
    assert str(query.with_term(Term("board", "tag", negated=True))) == "ferry -tag:board"
    assert str(query.without_term(Term("board", "tag"))) == "ferry"
    assert str(query.without_field("tag", "is")) == "ferry"
    assert query.asks("tag", "board")
    assert not query.with_term(Term("board", "tag", negated=True)).asks("tag", "board")


def test_names_with_spaces_and_quotation_marks_print_themselves() -> None:
    term = Term('The "Coastal" Ledger', "outlet")
    assert str(term) == 'outlet:"The ""Coastal"" Ledger"'
    assert Query.parse(str(term)).terms == (term,)


def test_two_values_of_one_field_are_alternatives_where_a_clipping_has_only_one() -> None:
    groups = Query.parse("outlet:a outlet:b tag:c tag:d -outlet:e ferry").groups()
    assert sorted(len(group) for group in groups) == [1, 1, 1, 1, 2]


def test_text_terms_are_what_must_be_found() -> None:
    assert [term.value for term in Query.parse('ferry -plane "port gansey" tag:board').text_terms] == [
        "ferry",
        "port gansey",
    ]


def test_a_tag_holds_those_nested_below_it_only() -> None:
    assert tag_holds("Topic/Ports", "topic")
    assert not tag_holds("topical", "topic")


@given(st.text())
def test_words_are_folded_once_and_for_all(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
