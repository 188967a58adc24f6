"""Searching finds what Query.matches says, in the order asked for, and counts stories."""

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from clipper.library import addresses, links
from clipper.library.search import SearchInterrupted, Sort, first, search
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import State
from clipper.model.highlight import Highlight
from clipper.model.query import Query
from clipper.model.search_fields import NAMES, NONE, WHOLE
from clipper.model.term import Term
from clipper.model.text import words
from clipper.model.values import replace
from tests.library.small_library import MORNING, connect, empty, store
from tests.library.strategies import clippings, named_clippings, numbered, queries_of_names, queries_of_today
from tests.profiles import of_hundred


def day_key(clipping: Clipping) -> tuple[date, int]:
    return clipping.published_on or clipping.added_at.date(), clipping.id


@pytest.fixture
def library() -> Iterator[Connection]:
    with closing(connect()) as connection:
        yield connection


ANY_TIME = of_hundred(50)


@ANY_TIME
@given(
    some=st.lists(clippings, max_size=8).map(numbered),
    asked=st.lists(queries_of_today, min_size=1, max_size=8),
    few=st.sampled_from([0, 2, 2_000]),
)
def test_sql_and_matches_agree_on_every_query(
    library: Connection, monkeypatch: pytest.MonkeyPatch, some: list[Clipping], asked: list[Query], few: int
) -> None:
    # Also where a handful are no longer few enough to start from.
    monkeypatch.setattr(links, "_FEW", few)
    empty(library)
    store(library, some)
    for query in asked:
        expected = sorted(filter(query.matches, some), key=day_key, reverse=True)
        hits = search(library, query)
        assert list(hits.ids) == [clipping.id for clipping in expected], str(query)
        assert hits.stories == len({clipping.story or clipping.id for clipping in expected})
        for sort, ordered in ((Sort.NEWEST, expected), (Sort.OLDEST, expected[::-1])):
            some_first = first(library, query, sort, 2)
            assert some_first is not None
            assert list(some_first.ids) == [clipping.id for clipping in ordered[:2]], str(query)
            assert some_first.is_whole is (len(ordered) < 2)


_PLAIN = str.maketrans({"Ø": "O", "Ł": "L", "Œ": "OE", "Æ": "AE"})


def otherwise(term: Term) -> Term:
    """Return a term with its name in capitals, without accents, and with two letters for two in one.

    Said here in other words than those of the program: if it minded accents, so would Query.matches.
    """
    is_exact = term.field == "tag" and term.value.startswith(WHOLE)
    if term.field not in ("tag", *NAMES) or term.value == NONE or is_exact:
        return term
    capitals = unicodedata.normalize("NFD", term.value.upper().translate(_PLAIN))
    return replace(term, value="".join(letter for letter in capitals if not unicodedata.combining(letter)))


@ANY_TIME
@given(
    st.lists(named_clippings, min_size=1, max_size=8).map(numbered),
    st.lists(queries_of_names, min_size=4, max_size=12),
)
def test_case_and_accents_of_a_name_make_no_difference(
    library: Connection, some: list[Clipping], asked: list[Query]
) -> None:
    empty(library)
    store(library, some)
    for query in asked:
        respelt = query.changed(otherwise)
        assert [query.matches(one) for one in some] == [respelt.matches(one) for one in some], f"{query}, {respelt}"
        assert list(search(library, query).ids) == list(search(library, respelt).ids), f"{query}, {respelt}"


# Letters of Europe's scripts, and all the signs among which people find one to put behind a word.
LETTERS = [*range(0x80, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000)]
SIGNS = [*range(0x2000, 0x2070), *range(0x20A0, 0x20D0), *range(0x2190, 0x2460), *range(0x2500, 0x2C00)]
MARKS = range(0x300, 0x370)
POINTED = [*range(0x590, 0x5F5), *range(0x600, 0x700)]
PICTURES = [*range(0x2E00, 0x2E60), *range(0x1F000, 0x1FB00)]


@pytest.mark.parametrize(
    "codes",
    [LETTERS, MARKS, SIGNS, POINTED, PICTURES],
    ids=["letters", "marks", "signs", "pointed", "pictures"],
)
def test_the_index_cuts_words_as_a_query_and_a_marked_text_do(library: Connection, codes: Sequence[int]) -> None:
    known = [chr(code) for code in codes if chr(code).isprintable() and chr(code) not in YOUNG]
    # A number tells what each of them does: most marks do the same.
    body = " . ".join(f"k{sign}m{ord(sign)}" for sign in known)
    store(library, [Clipping(id=1, uuid="one", added_at=MORNING, body=body)])
    library.exec_driver_sql("CREATE VIRTUAL TABLE temp.cut USING fts5vocab(main, clippings_fts, row)")
    assert sorted(library.exec_driver_sql("SELECT term FROM temp.cut").scalars()) == sorted(set(words(body)))


YOUNG = "ͿԨԪԬԮ\u061d"
"""SQLite knows no small form of the capitals, which have one since Unicode 7, and not that the last is a full stop."""


def test_a_word_with_one_of_todays_emoji_behind_it_is_found(library: Connection) -> None:
    store(library, [Clipping(id=1, uuid="one", added_at=MORNING, body="Congrats🥳 to the crew🫡🧵 of Ǽsir❤️")])
    assert all(found(library, text) == [1] for text in ("congrats", "crew", '"the crew" of', "ǽsir", "congrats🥳"))


def test_a_text_with_vowel_signs_is_found_without_them_and_with_others(library: Connection) -> None:
    texts = [{"headline": POINTED_TEXT}, {"body": POINTED_TEXT}, {"note": POINTED_TEXT}, {"outlet": POINTED_TEXT}]
    comments = [Highlight(passage="", comment=POINTED_TEXT)]
    some = [Clipping(id=id_, uuid=f"{id_}", added_at=MORNING, **text) for id_, text in enumerate(texts, start=1)]
    store(library, [*some, Clipping(id=5, uuid="5", added_at=MORNING, highlights=tuple(comments))])
    for text in ("القاهرة", "القُاهرة", '"القاهرة الكبرى"', "الكبر*", POINTED_TEXT):
        assert found(library, text) == [5, 4, 3, 2, 1], text
    assert (found(library, "headline:القاهرة"), found(library, "note:القاهرة")) == ([1], [5, 3])
    assert found(library, "القا الكبرى") == []


POINTED_TEXT = "القَاهِرَةُ الكُبْرَى"


def found(connection: Connection, text: str, sort: Sort = Sort.NEWEST) -> list[int]:
    return list(search(connection, Query.parse(text).strict(), sort).ids)


def test_newest_comes_first_and_undated_stand_on_the_day_they_were_added(library: Connection) -> None:
    store(
        library,
        [
            Clipping(1, "a", headline="Old", published_on=date(2020, 1, 1), added_at=MORNING),
            Clipping(2, "b", headline="Undated", added_at=MORNING),
            Clipping(3, "c", headline="Newest", published_on=date(2026, 11, 19), added_at=MORNING),
        ],
    )
    assert found(library, "") == [3, 2, 1]
    assert found(library, "", Sort.OLDEST) == [1, 2, 3]


def test_outlets_and_headlines_sort_without_regard_to_case_and_accents(library: Connection) -> None:
    store(
        library,
        [
            Clipping(1, "a", headline="zinc", outlet="Étoile", added_at=MORNING),
            Clipping(2, "b", headline="Élan", outlet="fjord", added_at=MORNING),
            Clipping(3, "c", headline="ebb", added_at=MORNING),
            Clipping(4, "d", added_at=MORNING),
        ],
    )
    assert found(library, "", Sort.OUTLET) == [1, 2, 4, 3]
    assert found(library, "", Sort.HEADLINE) == [3, 2, 1, 4]


def test_relevance_puts_the_headline_before_the_note_and_needs_words(library: Connection) -> None:
    store(
        library,
        [
            Clipping(1, "a", headline="Grain by rail", added_at=MORNING),
            Clipping(2, "b", headline="Weather", note="Nothing on grain", added_at=MORNING),
            Clipping(3, "c", headline="Weather", body="Rain and grain", added_at=MORNING),
        ],
    )
    assert found(library, "grain", Sort.RELEVANCE) == [1, 3, 2]
    assert found(library, "-weather", Sort.RELEVANCE) == [1]
    assert found(library, "", Sort.RELEVANCE) == [3, 2, 1]


def test_relevance_goes_by_where_a_word_stands(library: Connection) -> None:
    store(
        library,
        [
            Clipping(1, "headline", headline="Grain", added_at=MORNING),
            Clipping(2, "deck", deck="Grain", added_at=MORNING),
            Clipping(3, "name", outlet="Grain", added_at=MORNING),
            Clipping(4, "body", body="Grain", added_at=MORNING),
            Clipping(5, "comment", highlights=(Highlight("Rail", comment="Grain", uuid="one"),), added_at=MORNING),
            Clipping(6, "note", note="Grain", added_at=MORNING),
        ],
    )
    assert found(library, "grain", Sort.RELEVANCE) == [1, 2, 3, 4, 6, 5]


def test_an_order_that_needs_all_has_no_first_ones(library: Connection) -> None:
    assert all(first(library, Query(), sort, 2) is None for sort in (Sort.OUTLET, Sort.HEADLINE, Sort.RELEVANCE))


def test_withdrawn_clippings_are_never_found(library: Connection) -> None:
    gone = [Clipping(1, "a", headline="Gone", deleted=True, state=State.REJECTED, story="one", added_at=MORNING)]
    store(library, gone, withdrawn=[1])
    for text in ("", "gone", "is:deleted state:rejected", "-tag:none is:deleted state:rejected", "tag:none"):
        assert found(library, text) == []


def test_the_wastebasket_and_rejected_ones_are_found_only_when_asked_for(library: Connection) -> None:
    store(
        library,
        [
            Clipping(1, "a", headline="Kept grain", added_at=MORNING),
            Clipping(2, "b", headline="Thrown grain", deleted=True, added_at=MORNING),
            Clipping(3, "c", headline="Rejected grain", state=State.REJECTED, added_at=MORNING),
        ],
    )
    assert found(library, "grain") == [1]
    assert found(library, "grain is:deleted") == [2]
    assert found(library, "grain state:rejected") == [3]


def test_a_phrase_does_not_cross_from_one_name_into_the_next(library: Connection) -> None:
    people = (Spokesperson("Ann Bell"), Spokesperson("Carl Dove"))
    store(library, [Clipping(1, "a", spokespeople=people, reporters=("Eve Fox",), added_at=MORNING)])
    assert found(library, '"ann bell"') == [1]
    assert found(library, '"bell carl"') == []
    assert found(library, '"fox ann"') == []


def test_what_looks_like_the_syntax_of_an_index_is_only_words(library: Connection) -> None:
    store(library, [Clipping(1, "a", headline="Grain NEAR rail, AND more", added_at=MORNING)])
    for text in ('"near("', '"AND"', "headline:grain", "NEAR", "grain^2", "{grain rail}", "100%_"):
        assert isinstance(found(library, text), list)
    assert found(library, 'NEAR "AND"') == [1]


def test_an_interrupted_search_says_so(library: Connection) -> None:
    store(library, [Clipping(number, str(number), headline="Grain", added_at=MORNING) for number in range(1, 400)])
    database = library.connection.dbapi_connection
    database.set_progress_handler(lambda: database.interrupt() or 0, 5)
    with pytest.raises(SearchInterrupted):
        search(library, Query.parse("-rail"))
    database.set_progress_handler(None, 5)
    assert len(search(library, Query.parse("-rail"))) == 399


def test_stories_are_counted_anew_after_a_change(library: Connection) -> None:
    store(library, [Clipping(1, "a", story="one", added_at=MORNING), Clipping(2, "b", story="one", added_at=MORNING)])
    assert search(library, Query()).stories == 1
    store(library, [Clipping(3, "c", added_at=MORNING), Clipping(4, "d", story="two", added_at=MORNING)])
    assert search(library, Query()).stories == 3


def test_letters_with_a_stroke_are_found_by_those_without_and_the_other_way_round(library: Connection) -> None:
    store(
        library,
        [
            Clipping(
                1, "a", headline="Łódź and Øresund", outlet="Søndag", published_on=date(2020, 1, 2), added_at=MORNING
            ),
            Clipping(
                2, "b", headline="Lodz, Oresund", outlet="Sondag", published_on=date(2020, 1, 1), added_at=MORNING
            ),
        ],
    )
    for text in (
        "lodz",
        "łódź",
        "LÓDZ",
        "ŁODZ",
        "lod*",
        "łó*",
        "oresund lodz",
        "outlet:sondag",
        "outlet:SØNDAG",
        "outlet:søn*",
    ):
        assert found(library, text) == [1, 2], text
    assert found(library, '"łódź"') == [1]


@pytest.mark.parametrize("field", ["outlet", "programme", "reporter", "feat", "message"])
def test_a_name_with_two_letters_in_one_is_found_by_the_two_and_the_other_way_round(
    library: Connection, field: str
) -> None:
    def named(number: int, name: str) -> Clipping:
        return Clipping(
            number,
            str(number),
            outlet=name,
            programme=name,
            reporters=(name,),
            spokespeople=(Spokesperson(name),),
            messages=(name,),
            published_on=date(2020, 1, number),
            added_at=MORNING,
        )

    store(library, [named(1, "Œuvre Ægir-Straße"), named(2, "Oeuvre Aegir Strasse")])
    for value in ("oeuvre", "ŒUVRE", "aegir", "ægir", "strasse", "Straße", "oeuvre aegir", "aeg*", "æg*"):
        assert found(library, f'{field}:"{value}"') == [2, 1], value
    assert found(library, f"{field}:oeuv") == []


def test_the_beginning_of_a_run_of_signs_without_spaces_is_found(library: Connection) -> None:
    store(
        library,
        [
            Clipping(
                1, "a", headline="加拿大选举新闻", outlet="人民日报", published_on=date(2020, 1, 2), added_at=MORNING
            ),
            Clipping(2, "b", body="Ice: カナダの選挙", outlet="Post", published_on=date(2020, 1, 1), added_at=MORNING),
            Clipping(3, "c", headline="G7峰会 and icebergs", published_on=date(2019, 1, 1), added_at=MORNING),
        ],
    )
    found_by = (
        ([1], ("加拿大", '"加拿大"', "headline:加拿大", "加拿大*", "加拿大选举新闻", "outlet:人民")),
        ([2], ("カナダ", '"ice カナダ"', "ice カナダ", "-加拿大 -G7峰")),
        ([3], ("G7峰", "G7峰会")),
        ([], ("选举", "body:加拿大", '"カナダ ice"', "outlet:=人民", '"加拿大 选举"', "iceberg峰")),
    )
    for ids, text in ((ids, text) for ids, texts in found_by for text in texts):
        assert found(library, text) == ids, text
        assert list(search(library, Query.parse(text).as_typed()).ids) == ids, text


def test_sites_are_known_by_the_links_that_there_are(library: Connection) -> None:
    urls = [
        f"https://{host}/{page}" for host in ("b.example", "a.example0", "a.example") for page in ("1", "2", "?id=1")
    ]
    urls += ["https://b.example", "https://front.example/", "no link"]
    store(library, [Clipping(number, str(number), url=url, added_at=MORNING) for number, url in enumerate(urls, 1)])
    assert addresses.sites(library) == ["a.example", "a.example0", "b.example"]
    assert found(library, "link:b.example") == [10, 3, 2, 1]
    assert found(library, "https://www.front.example/") == [11]
    assert len(found(library, "link:example")) == 8
