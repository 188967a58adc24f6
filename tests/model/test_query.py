"""The search language reads what people type, prints itself, and matches clippings."""

from datetime import date, datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Medium, Role, State, Tone
from clipper.model.errors import WrongUsage
from clipper.model.follow_up import FollowUp
from clipper.model.group import Group, Part, either_or, terms_in
from clipper.model.matching import name_holds, tag_holds, tag_letters, telling_tags, telling_values
from clipper.model.query import Query
from clipper.model.query_reading import read_parts
from clipper.model.search_fields import CODES, DATES, FIELDS, NAMES, TEXTS
from clipper.model.term import Term
from clipper.model.text import words
from clipper.model.values import replace

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
    language="fr",
    added_at=datetime(2017, 12, 4, 9),
)
TODAY = date(2017, 12, 5)

typed = st.text(st.sampled_from('ab-:"* \té1/tagis,()OR0.>k\u202f?|') | st.characters(codec="utf-8"), max_size=30)
prefixed = st.builds("{}:{}".format, st.sampled_from(FIELDS), typed)


@given(st.lists(typed | prefixed, max_size=4).map(" ".join))
def test_a_query_prints_what_reads_back_the_same(text: str) -> None:
    query = Query.parse(text)
    again = Query.parse(str(query))
    assert again.parts == query.parts
    assert again.problems == ()


pieces = st.sampled_from(
    [
        "cbc.ca/1",
        "tone:cbc.ca/1",
        "outlt:www.cbc.ca",
        "[The ferry](www.cbc.ca/1)",
        "[",
        "www.cbc.ca/1).",
        "ferry);",
        "//cbc.ca",
        "-headline:cbc.ca/1",
        "ferry",
        "(",
        ")",
        "-(",
        "OR",
        "-plane",
        "tag:board",
        '"port gansey"',
        "tone:none",
        "or",
        "-",
        "|",
        "fer*y",
        '"port g*"',
    ]
)


@given(st.lists(pieces, max_size=14).map(" ".join))
def test_alternatives_and_brackets_print_what_reads_back_the_same(text: str) -> None:
    query = Query.parse(text)
    again = Query.parse(str(query))
    assert (again.parts, again.problems) == (query.parts, ())
    assert query.matches(FERRY) is again.matches(FERRY)


@given(st.lists(pieces, max_size=14).map(" ".join))
def test_each_part_stands_where_the_text_has_it(text: str) -> None:
    read = read_parts(text)
    places = [(one.start, one.end) for one in read.parts]
    assert places == sorted(places)
    for one in read.parts:
        assert one.part in Query.parse(text[one.start : one.end]).parts
    assert all(0 <= problem.start < problem.end <= len(text) for problem in read.problems)


@given(st.lists(typed | prefixed, max_size=4).map(" ".join))
def test_every_term_answers_for_every_clipping(text: str) -> None:
    for term in terms_in(Query.parse(text).at(TODAY).parts):
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
        "outlet:coas*",
        "quoted:ker*",
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
        "headline:état body:december note:minister",
        "body:season",
        'body:"longer season"',
        "headline:trav*",
        "quoted:kerr programme:tide -interviewed:kerr",
        "interviewed:none reporter:petra",
        "on:2017-11-14 on:2020 quarter:2017-4",
        "on:2017-11-10..2017-11-20",
        "last:1m -last:7d",
        "added:yesterday",
        "on:last-month added:2d",
        "lang:fr story:none has:text has:note -has:link",
        "tag:topic/* -tag:board/*",
        "plane OR ferry",
        "ferry plane OR boat OR port",
        "(plane gansey) OR (ferry port)",
        "-(plane OR boat) ferry",
        "-(ferry plane)",
        "tag:grain OR tag:board outlet:x OR tone:mixed",
        "(((ferry)))",
        "ferries",
        "decembers",
        "traversiers",
        "d'état",
        "ministers longer",
    ],
)
def test_what_finds_the_ferry(text: str) -> None:
    assert Query.parse(text).strict().at(TODAY).matches(FERRY)


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
        "headline:ferry",
        "note:ferry",
        '"ferries"',
        '"traversiers"',
        "feat:none",
        "interviewed:kerr quoted:kerr",
        "on:2017-12",
        "last:2w",
        "added:today",
        "story:any",
        "has:link",
        "tag:board/*",
        "plane OR boat",
        "ferry plane OR boat",
        "last:1y last:7d",
        "last:1m on:2016",
        "quarter:2017-4 on:2017-12",
        "-(ferry OR plane)",
        "(ferry plane) OR (boat port)",
    ],
)
def test_what_does_not_find_the_ferry(text: str) -> None:
    assert not Query.parse(text).strict().at(TODAY).matches(FERRY)


def test_the_wastebasket_and_rejected_ones_must_be_asked_for() -> None:
    deleted, rejected = Clipping(1, "a", deleted=True), Clipping(2, "b", state=State.REJECTED)
    assert not Query().matches(deleted)
    assert not Query().matches(rejected)
    assert not Query.parse("-is:deleted -state:kept").matches(deleted)
    assert Query.parse("is:deleted").matches(deleted)
    assert Query.parse("state:kept state:rejected").matches(rejected)
    assert Query.parse("is:deleted").matches(replace(rejected, deleted=True))
    assert not Query.parse("state:rejected").matches(replace(rejected, deleted=True))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tone:lovely", "“lovely” is not a tone. Try mixed, negative, neutral, none, positive."),
        ("after:soon", "“soon” is not a date. Try 2026, 2026-11, 2026-11-18 or last-month."),
        ("after:2017-13", "“2017-13” is not a date. Try 2026, 2026-11, 2026-11-18 or last-month."),
        ("tag: ", "There is a space behind “tag:”: write tag:ferry, without it."),
        ("tag: -ice", "“tag:” needs a value after the colon."),
        ("tag: outlet:gazette", "“tag:” needs a value after the colon."),
        ("tag: OR ice", "“tag:” needs a value after the colon."),
        ("tag: arctic", "There is a space behind “tag:”: write tag:arctic, without it."),
        ("ice -outlet: Gazette north", "There is a space behind “outlet:”: write outlet:Gazette, without it."),
        ("headline: Ferry", "There is a space behind “headline:”: write headline:Ferry, without it."),
        ('outlet:""', "“outlet:” needs a value after the colon."),
        ("is:lovely", "“lovely” is not something that is: asks for. Try deleted, open, published, starred, undated."),
        ("due:soon", "“soon” is not a date. Try overdue, 7d, 2026-11, any or none."),
        ("headline:(road OR ice)", "Write the field within the brackets: (headline:one OR headline:other)."),
        ("last:moon", "“moon” is not a number of days. Try 30d, 2w, 3m or 1y."),
        ("last:2017", "“2017” is not a number of days. Try 30d, 2w, 3m or 1y."),
        ("last:0d", "“0d” holds no day. Try 1d, which is today alone."),
        ("added:0w", "“0w” holds no day. Try 1d, which is today alone."),
        ("quarter:2017-5", "“2017-5” is not a quarter. Try 2026-4, this-quarter or last-quarter."),
        ("added:soon", "“soon” is not a date. Try today, yesterday, 7d or 2026-11."),
        ("lang:frensh", "“frensh” is not a language. Try fr, french or none."),
        ("lang:jp", "“jp” is not a language. Try fr, french or none."),
        ("reach:many", "“many” is not a number. Write >100000, <5000 or 1000..20000."),
        ("author:lindqvist", "“author:” is not a field. Try “reporter:”."),
        ("story:harbour", "“story:” needs any, none, or the beginning of a story's id."),
        ("story:1", "“story:” needs any, none, or the beginning of a story's id."),
        ("OR", "“OR” stands between two words or fields."),
        ("(plane", "A bracket is not closed."),
        ("outlt:ledger", "“outlt:” is not a field. Try “outlet:”."),
        *((f"{field}:🎉", "“🎉” has no word to look for.") for field in (*TEXTS, *NAMES)),
        ("outlet:-", "“-” has no word to look for."),
        ('outlet:"="', "“=” has no word to look for."),
        ('-outlet:"…"', "“…” has no word to look for."),
    ],
)
def test_what_cannot_be_read_is_said(text: str, problem: str) -> None:
    query = Query.parse(f"{text} ferry")
    assert query.problems == (problem,)


def test_what_a_field_cannot_have_is_left_out_of_what_can_be_read() -> None:
    for text in ("ferry on:2017-13", "tone:lovely ferry", "ferry -tone:lovely", "(tone:lovely) ferry"):
        assert str(Query.parse(text)) == "ferry"
    for text in ("ferry OR tone:lovely", "tone:lovely OR ferry", "ferry OR (tone:lovely is:x)", "-(tone:x) OR ferry"):
        read = Query.parse(text)
        assert str(read) == "ferry"
        assert all("is not" in problem for problem in read.problems)


def test_what_a_field_cannot_have_is_searched_as_words_where_nothing_else_is_asked() -> None:
    assert str(Query.parse("tone:lovely")) == "lovely"
    assert str(Query.parse("on:2017-13 (is:ferry)")) == "2017-13 ferry"
    assert Query.parse("-tone:lovely -(is:x)").parts == ()


def test_a_field_that_is_none_is_left_out_and_its_words_are_searched() -> None:
    assert str(Query.parse('outlt:ledger tags:"two words"')) == 'ledger "two words"'
    assert Query.parse("re:budget").problems == ()


@pytest.mark.parametrize("value", ["*", "any", "Any"])
@pytest.mark.parametrize(
    "field", ["reporter", "feat", "message", "outlet", "programme", "tone", "medium", "lang", "code", "reach"]
)
def test_a_star_alone_and_the_word_ask_for_any_value_of_a_field(field: str, value: str) -> None:
    assert Query.parse(f"{field}:{value}").strict() == Query.parse(f"-{field}:none")
    assert Query.parse(f"-{field}:{value}").strict() == Query.parse(f"{field}:none")


def test_any_story_and_any_tag_may_be_asked_for_too() -> None:
    assert Query.parse("story:*").strict() == Query.parse("-story:none")
    assert Query.parse("story:ANY").strict() == Query.parse("story:any")
    tagged, untagged = (Clipping(1, "a", tags=tags) for tags in (("ice",), ()))
    query = Query.parse("tag:any")
    assert [query.among(lambda: ["ice"]).matches(one) for one in (tagged, untagged)] == [True, False]
    assert query.among(lambda: ["any", "ice"]) == query
    assert query.among(lambda: ["any/ice"]) == query


_GROUPED = st.lists(st.integers(0, 999), min_size=1, max_size=3)


@given(
    st.integers(1, 999),
    _GROUPED,
    st.sampled_from([" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}", ",", ".", "'"]),
    st.sampled_from(["", ">", "<=", "=", "> "]),
    st.sampled_from(["", " ice", " 5"]),
)
def test_a_reach_may_have_its_thousands_apart(
    first: int, others: list[int], space: str, sign: str, behind: str
) -> None:
    written = space.join([str(first), *(f"{other:03}" for other in others)])
    plain = "".join([str(first), *(f"{other:03}" for other in others)])
    grouped, usual = (Query.parse(f"reach:{sign}{number}{behind}") for number in (written, plain))
    assert grouped.problems == usual.problems == ()
    assert len(grouped.terms) == len(usual.terms) == 1 + bool(behind)
    for reach in (int(plain) - 1, int(plain), int(plain) + 1):
        clipping = Clipping(1, "a", outlet="Wire", reach=reach, headline="Ice 5")
        assert grouped.matches(clipping) is usual.matches(clipping)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("reach:10 000..50 000", "reach:10,000..50,000"),
        ("reach:1.5 million ice", "reach:1.5million ice"),
        ("reach:1000 500", "reach:1000 500"),
        ("reach:100 2017", "reach:100 2017"),
        ("reach:100 0000", "reach:100 0000"),
        ("reach:none 100", "reach:none 100"),
        ("reach: >100k", "reach:>100k"),
        ("outlet:post 100", "outlet:post 100"),
    ],
)
def test_what_stands_behind_a_number_belongs_to_it_only_where_it_is_of_it(text: str, read: str) -> None:
    assert str(Query.parse(text).strict()) == read


def test_a_comma_may_part_thousands_or_tenths() -> None:
    wide, narrow = (Clipping(1, "a", outlet="Wire", reach=reach) for reach in (1_500_000, 1_500))
    assert Query.parse("reach:1,5m").matches(wide)
    assert Query.parse("reach:1,500").matches(narrow)
    assert Query.parse("reach:1,50").problems


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("French", "fr"),
        ("français", "fr"),
        ("FRANCAIS", "fr"),
        ("fr-CA", "fr"),
        ("fra", "fr"),
        ("anglais", "en"),
        ("Inuktitut", "iu"),
        ("crk", "crk"),
        ("cy", "cy"),
    ],
)
def test_a_language_goes_by_its_names_and_codes(written: str, code: str) -> None:
    assert str(Query.parse(f"lang:{written} -lang: {written}").strict()) == f"lang:{code} -lang:{code}"


@given(st.sampled_from([*CODES, *DATES, "lang", "story", "reach", "id"]), st.text(st.characters(codec="utf-8")))
def test_a_value_of_a_closed_field_is_read_or_told_to_be_none(field: str, value: str) -> None:
    query = Query.parse(f'{field}:"{value.replace(chr(34), chr(34) * 2)}"')
    # "on:*" asks for what is dated.
    assert bool(query.problems) is not any(term.field in (field, "is") for term in query.terms)


@pytest.mark.parametrize("text", ["foo:bar", "ice -x foo:bar", "Re:budget", "mailto:x@y.example"])
def test_a_field_that_is_none_is_a_remark_for_where_nothing_is_found(text: str) -> None:
    query = Query.parse(text)
    assert query.problems == ()
    assert query.remark.startswith("There is no field “")


@pytest.mark.parametrize(
    "text",
    ["", "ice", "link:coastal.example", "10:30", "Re: budget", '"Warning: ice"', "headline:re:x"],
)
def test_what_is_like_no_field_has_no_remark(text: str) -> None:
    assert Query.parse(text).remark == ""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("tone: none ferry", "tone:none ferry"),
        ("-Tone:  POSITIVE", "-tone:positive"),
        ("(is: starred) OR ferry", "is:starred OR ferry"),
        ("after: 2017-12 last: 30d", "after:2017-12 last:30d"),
        ("relation:about us ferry", "relation:about_us ferry"),
        ('relation:"About-us"', "relation:about_us"),
        ("tone:lovely positive", "positive"),
        ("on:nov 2017 ferry", "on:2017-11 ferry"),
        ("on:12 nov ferry", "on:november-12 ferry"),
        ("on:march 3 ferry", "on:march-3 ferry"),
        ("on:mars 3", "on:march-3"),
        ("on:2026 november ferry", "on:2026-11 ferry"),
        ("on:november -weather", "on:november -weather"),
        ("-on:november -2017", '-on:"november" -2017'),
        ("on:lundi dernier ferry", "on:last-monday ferry"),
        ("last:30 days ferry", "last:30d ferry"),
        ("last:2 semaines ferry", "last:2w ferry"),
        ("last:30 ferry", "last:30d ferry"),
        ("added:7 days ferry", "added:7d ferry"),
        ("quarter:Q4 2017 ferry", "quarter:2017-4 ferry"),
        ("on:Q4 2017 ferry", "on:2017-10..2017-12 ferry"),
        ("-on: le mois dernier ferry", "-on:last-month ferry"),
        ("(after:1er novembre 2017) OR on:hier", "after:2017-11-01 OR on:yesterday"),
        ("on:November 12, 2017 12", "on:2017-11-12 12"),
        ("on:november or december", "on:november or december"),
        ("on:today 2017", "on:today 2017"),
        ("tone: lovely", "lovely"),
        ("outlet: ledger", "ledger"),
        ("tone: -none", "-none"),
    ],
)
def test_a_space_behind_the_colon_is_passed_over_before_a_value_of_a_closed_list_or_a_day(text: str, read: str) -> None:
    assert str(Query.parse(text)) == read


def test_a_text_that_is_too_long_to_be_a_search_is_cut() -> None:
    query = Query.parse("word " * 1_000)
    assert len(query.terms) == 200
    assert "200 words" in query.problems[0]
    assert Query.parse("word " * 200).problems == ()
    assert all(term.field is None for term in query.terms)
    with pytest.raises(WrongUsage, match=r"\.$"):
        query.strict()


def test_an_or_that_joins_nothing_is_said_and_left_out() -> None:
    query = Query.parse("ferry OR")
    assert (query.parts, query.problems) == ((Term("ferry"),), ("“OR” stands between two words or fields.",))
    assert Query.parse("ferry OR OR port").parts == Query.parse("ferry OR port").parts
    assert Query.parse("ferry or port").problems == ()
    assert str(Query.parse('"OR" ferry')) == '"OR" ferry'


def test_a_quotation_mark_that_is_not_closed_is_said_and_read_to_the_end() -> None:
    query = Query.parse('ferry "port gansey')
    assert query.matches(FERRY)
    assert query.problems == ("A quotation mark is not closed.",)


def test_a_long_row_of_alternatives_is_told_to_be_too_long() -> None:
    assert "200 words" in Query.parse(" OR ".join(["word"] * 500)).problems[0]


def test_alternatives_bind_what_stands_beside_them() -> None:
    assert str(Query.parse("a b OR c d")) == "a b OR c d"
    assert [str(part) for part in Query.parse("a b OR c d").parts] == ["a", "b OR c", "d"]
    assert [str(part) for part in Query.parse("(a b) OR (c OR d) e").parts] == ["(a b) OR c OR d", "e"]
    assert [str(part) for part in Query.parse("-(a b) -(-(c d))").parts] == ["-(a b)", "c", "d"]


def test_brackets_belong_to_words_that_open_them_and_stray_ones_are_passed_over() -> None:
    assert Query.parse("f(x) ferry").strict().text_terms == (Term("f(x)", phrase=True), Term("ferry"))
    stray = Query.parse("ferries) port")
    assert (str(stray), stray.problems) == ("ferries port", ("A bracket is closed that was not opened.",))
    assert Query.parse("(tag:f(x) ferry)").parts == (Term("f(x)", "tag"), Term("ferry"))
    assert Query.parse("((((((((((((((ferry))))))))))))))").text_terms == (Term("ferry"),)
    assert Query.parse("ferry ()").parts == (Term("ferry"),)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("last:30d", "2017-11-06..2017-12-05"),
        ("last:2w", "2017-11-22..2017-12-05"),
        ("last:3m", "2017-09-06..2017-12-05"),
        ("last:1y", "2016-12-06..2017-12-05"),
        ("due:overdue", "0001-01-01..2017-12-04"),
        ("due:7d", "2017-12-05..2017-12-11"),
        ("due:1m", "2017-12-05..2018-01-04"),
        ("due:today", "2017-12-05..2017-12-05"),
        ("quarter:2017-1", "2017-01-01..2017-03-31"),
        ("quarter:last-quarter", "2017-07-01..2017-09-30"),
        ("on:today", "2017-12-05..2017-12-05"),
        ("on:day-before-yesterday", "2017-12-03..2017-12-03"),
        ("on:tuesday", "2017-12-05..2017-12-05"),
        ("on:wednesday", "2017-11-29..2017-11-29"),
        ("on:last-tuesday", "2017-11-28..2017-11-28"),
        ("on:last-monday", "2017-12-04..2017-12-04"),
        ("due:wednesday", "2017-12-06..2017-12-06"),
        ("quarter:q4", "2016-10-01..2016-12-31"),
        ("quarter:q3", "2017-07-01..2017-09-30"),
        ("on:q1", "2017-01-01..2017-03-31"),
        ("due:q1", "2018-01-01..2018-03-31"),
        ("due:q4", "2017-10-01..2017-12-31"),
        ("on:december-5", "2017-12-05..2017-12-05"),
        ("on:december-6", "2016-12-06..2016-12-06"),
        ("on:february-29", "2016-02-29..2016-02-29"),
        ("due:december-4", "2018-12-04..2018-12-04"),
        ("on:2017-11..", "2017-11-01..9999-12-31"),
        ("on:..2017-11", "0001-01-01..2017-11-30"),
        ("on:this-week", "2017-12-04..2017-12-10"),
        ("on:last-year", "2016-01-01..2016-12-31"),
    ],
)
def test_days_are_told_from_today(text: str, days: str) -> None:
    resolved = Query.parse(text).strict().at(TODAY)
    assert str(resolved) == f"{text.partition(':')[0]}:{days}"
    assert resolved.at(date(2020, 1, 1)) == resolved


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("29.12.2017", "2017-12-29"),
        ("2017/12/29", "2017-12-29"),
        ("2017/1/9", "2017-01-09"),
        ("2017.12", "2017-12"),
        ("29/12/2017", "2017-12-29"),
        ("12/29/2017", "2017-12-29"),
        ("11/11/2017", "2017-11-11"),
        ("12.11.2017", "2017-11-12"),
        ("1.12.2017..15/12/2017", "2017-12-01..2017-12-15"),
        ("hier", "yesterday"),
        ("Aujourd’hui", "today"),
        ("aujourd'hui", "today"),
        ("YESTERDAY", "yesterday"),
        ("last month", "last-month"),
        ("le mois dernier", "last-month"),
        ("cette semaine", "this-week"),
        ("l’année dernière", "last-year"),
        ("November", "november"),
        ("nov.", "november"),
        ("févr", "february"),
        ("novembre 2026", "2026-11"),
        ("le 1er novembre 2026", "2026-11-01"),
        ("12 Nov. 2026", "2026-11-12"),
        ("Saturday 12 December 2026", "2026-12-12"),
        ("vendredi 27 nov.", "november-27"),
        ("Q4 2025..2026", "2025-10..2026"),
        ("..2026Q4", "..2026-12"),
        ("November 12, 2026", "2026-11-12"),
        ("2017-4", "2017-4"),
        ("12/2017", "2017-12"),
        ("20171229", "2017-12-29"),
        ("avant-hier", "day-before-yesterday"),
        ("Monday", "monday"),
        ("lun.", "monday"),
        ("mardi", "tuesday"),
        ("last Monday", "last-monday"),
        ("lundi passé", "last-monday"),
        ("12 nov", "november-12"),
        ("nov 12", "november-12"),
        ("le 1er mars", "march-1"),
        ("2026 november", "2026-11"),
        ("Q4", "q4"),
        ("T4 2017", "2017-10..2017-12"),
        ("2017 Q1", "2017-01..2017-03"),
        ("2017-12-25..", "2017-12-25.."),
        ("..31.12.2017", "..2017-12-31"),
    ],
)
def test_days_are_printed_in_one_way_however_they_are_written(written: str, printed: str) -> None:
    for field in ("on", "after", "before", "added", "due"):
        query = Query.parse(f'{field}:"{written}"')
        assert (str(query), query.problems) == (f"{field}:{printed}", ())
        assert query.at(TODAY) == Query.parse(f"{field}:{printed}").at(TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "31.2.2017",
        "12.29.2017",
        "2017/13/1",
        "29.12.17",
        "jui",
        "31 nov",
        "13/2017",
        "20171329",
        "Q5",
        "2016 Q4 2017",
        "..",
        "lundi mardi",
        "hier..today",
        "1.2-2017",
        "may june",
    ],
)
def test_what_names_no_days_is_no_date(text: str) -> None:
    [problem] = Query.parse(f'on:"{text.replace("_", " ")}"').problems
    assert problem.startswith(f"“{text.replace('_', ' ')}” is not a date.")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("tone:neg ferry", "tone:negative ferry"),
        ("-tone: NEU", "-tone:neutral"),
        ("relation:about us ferry", "relation:about_us ferry"),
        ("relation:abo ferry", "relation:about_us ferry"),
        ("state:rej is:star has:high", "state:rejected is:starred has:highlight"),
        ("tone:ne ferry", "ferry"),
        ("medium:p ferry", "ferry"),
    ],
)
def test_a_code_is_told_by_its_beginning_where_no_other_one_begins_so(text: str, read: str) -> None:
    assert str(Query.parse(text)) == read


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('"ferry to port gan"*', True),
        ('"ferry to port ans"*', False),
        ('headline:"paie le trav"*', True),
        ('-"port gan"*', False),
        ('reporter:"petra lind"*', True),
    ],
)
def test_a_star_right_behind_quotation_marks_lets_their_last_word_go_on(text: str, holds: bool) -> None:
    query = Query.parse(text)
    assert query.problems == ()
    assert Query.parse(str(query)) == query
    assert query.matches(FERRY) is holds


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        ((Term("november", "on"), Term("2017")), 'on:"november" 2017'),
        ((Term("2017", "on"), Term("march")), 'on:"2017" march'),
        ((Term("monday", "on"), Term("last", prefix=True)), 'on:"monday" last*'),
        ((Term("100", "reach"), Term("000"), Term("ferry")), 'reach:"100" 000 ferry'),
        ((Term("november", "on"), Term("2017", negated=True)), 'on:"november" -2017'),
        ((Term("november", "on"), Group.of((Term("12"),), (Term("ice"),))), 'on:"november" 12 OR ice'),
        ((Group.of((Term("ice"),), (Term("november", "on"),)), Term("12")), 'ice OR on:"november" 12'),
        ((Group(((Term("november", "on"),), (Term("ice"),)), negated=True), Term("12")), "-(on:november OR ice) 12"),
    ],
)
def test_days_print_apart_from_words_behind_them_that_would_be_theirs(parts: tuple[Part, ...], printed: str) -> None:
    assert str(Query(parts)) == printed
    assert Query.parse(printed).parts == parts


def test_a_date_that_may_be_two_days_is_told_with_both() -> None:
    query = Query.parse("on:12/11/2026 ferry")
    assert query.problems == ("“12/11/2026” may be two days: write 2026-11-12 or 2026-12-11.",)
    assert str(query) == "ferry"
    assert Query.parse("due:3-4-2026").problems == ("“3-4-2026” may be two days: write 2026-04-03 or 2026-03-04.",)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("quarter:Q4", "quarter:q4"),
        ("quarter:Q4-2017", "quarter:2017-4"),
        ('quarter:"Q4 2017"', "quarter:2017-4"),
        ("quarter:2017-Q4", "quarter:2017-4"),
        ("quarter:T1", "quarter:q1"),
        ('last:"30 days"', "last:30d"),
        ("last:30", "last:30d"),
        ('last:"2 weeks"', "last:2w"),
        ("last:week", "last:1w"),
        ('last:"3 mois"', "last:3m"),
        ("last:année", "last:1y"),
        ("last:030D", "last:30d"),
        ('due:"2 weeks"', "due:2w"),
    ],
)
def test_quarters_and_numbers_of_days_are_printed_in_one_way(written: str, printed: str) -> None:
    query = Query.parse(written)
    assert (str(query), query.problems) == (printed, ())
    assert query.at(TODAY) == Query.parse(printed).at(TODAY)


@pytest.mark.parametrize("name", ["quarter", "last"])
def test_a_field_that_takes_no_days_does_not_ask_for_one_of_two(name: str) -> None:
    [problem] = Query.parse(f"{name}:12/11/2026").problems
    assert problem.startswith("“12/11/2026” is not a ")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on:november", "2017-11-01..2017-11-30"),
        ("on:december", "2017-12-01..2017-12-31"),
        ("on:january", "2017-01-01..2017-01-31"),
        ("due:november", "2018-11-01..2018-11-30"),
        ("due:december", "2017-12-01..2017-12-31"),
    ],
)
def test_a_month_of_no_year_is_the_latest_and_of_what_is_due_the_next(text: str, days: str) -> None:
    assert str(Query.parse(text).strict().at(TODAY)) == f"{text.partition(':')[0]}:{days}"
    Query.parse(text).at(date.min)


@given(
    st.sampled_from(["on", "after", "before", "added", "due"]),
    st.dates(date(1000, 1, 1)),
    st.sampled_from(["%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%d %B %Y", "%B %d, %Y"]),
)
def test_a_day_is_found_however_it_is_written(field: str, day: date, form: str) -> None:
    query = Query.parse(f"{field}:{day.strftime(form)} ferry")
    assert query.parts == (Term(day.isoformat(), field), Term("ferry"))


day_words = st.sampled_from(
    (
        *("12", "1er", "2017", "2017-11", "3/4/2017", "3.4.2017", "1.1.2017..", "..", ",", "-"),
        *("nov", "novembre", "may", "le", "mois", "dernier", "last", "month", "hier", "today"),
        *("lundi", "mon", "mar", "Q4", "q1", "t2", "days", "30", "semaines", "0", "29", "feb", "12/2017", "20171229"),
    )
)


@given(
    st.sampled_from(DATES),
    st.lists(day_words | typed, max_size=5).map(" ".join),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)
def test_days_in_any_words_are_printed_as_they_are_read(field: str, text: str, today: date) -> None:
    query = Query.parse(f"{field}:{text}")
    again = Query.parse(str(query))
    assert (again.parts, again.problems) == (query.parts, ())
    assert again.at(today).parts == query.at(today).parts
    for term in terms_in(query.at(today).parts):
        assert term.matches(FERRY) is not replace(term, negated=not term.negated).matches(FERRY)


def test_a_year_that_is_no_leap_year_shortens_a_month() -> None:
    assert Query.parse("last:1m").at(date(2023, 3, 31)).terms[0].days.first == date(2023, 3, 1)
    assert Query.parse("last:9999y").at(TODAY).terms[0].days.first.year == 1


def test_a_colon_after_another_word_is_only_a_phrase() -> None:
    assert Query.parse("ftp://coastal.example/1").terms == (Term("ftp://coastal.example/1", phrase=True),)
    assert Query.parse("re: budget").strict().terms == (Term("re:", phrase=True), Term("budget"))


def test_the_last_word_matches_as_a_beginning_while_it_is_typed() -> None:
    assert Query.parse("port gan").as_typed().matches(FERRY)
    assert Query.parse("l'eta").as_typed().matches(FERRY)
    assert Query.parse("headline:trav").as_typed().matches(FERRY)
    for text in ("", '"port gan"', "tag:topic"):
        assert Query.parse(text).as_typed() == Query.parse(text)


NAMED = replace(FERRY, url="https://news.coastal.example/1", messages=("A minute lost",))


@pytest.mark.parametrize(
    "text",
    [
        *("tag:po", "tag:top", "tag:topic/", "tag:topic/po", "outlet:led", 'outlet:"coastal le', "reporter:li"),
        *("quoted:ke", "programme:ti", "message:min", "link:coa", "link:news.coas", "link:www.ne"),
        "tone:positive OR tag:fer",
    ],
)
def test_names_may_count_as_beginnings(text: str) -> None:
    query = Query.parse(text)
    begun = query.begun()
    assert (query.matches(NAMED), begun.matches(NAMED)) == (False, True)
    assert Query.parse(str(begun)).parts == begun.parts


@given(st.lists(typed | prefixed, max_size=4).map(" ".join))
def test_what_is_searched_for_finds_as_beginnings_all_that_it_finds_as_it_stands(text: str) -> None:
    query = Query.parse(text)
    begun = query.begun()
    assert Query.parse(str(begun)).parts == begun.parts
    if not any(isinstance(part, Group) for part in query.parts):
        assert begun.at(TODAY).matches(NAMED) >= query.at(TODAY).matches(NAMED)


@pytest.mark.parametrize("text", ["-ferry", "-tag:bo", "-outlet:coast", "-reporter:ma", "ice OR -outlet:coast"])
def test_what_must_not_be_found_is_no_beginning(text: str) -> None:
    negated = [term for term in terms_in(Query.parse(text).begun().parts) if term.negated]
    assert negated == [term for term in terms_in(Query.parse(text).parts) if term.negated]


def test_the_last_word_in_brackets_is_a_beginning_while_it_is_typed_but_where_it_must_not_be_found() -> None:
    query = Query.parse("ice -(ferry OR gan)")
    assert query.as_typed() == query
    assert Query.parse("ice (ferry OR gan)").as_typed() != Query.parse("ice (ferry OR gan)")


def test_narrowing_replaces_the_opposite_and_repeats_nothing() -> None:
    query = Query.parse("ferry tag:board")
    assert str(query.with_term(Term("board", "tag"))) == "ferry tag:board"
    assert str(query.with_term(Term("board", "tag", negated=True))) == "ferry -tag:board"
    assert str(query.without_term(Term("board", "tag"))) == "ferry"
    assert str(query.without_field("tag", "is")) == "ferry"
    assert query.asks("tag", "board")
    assert not query.with_term(Term("board", "tag", negated=True)).asks("tag", "board")


def test_a_begun_phrase_may_end_a_bracket() -> None:
    query = Query.parse('ferry (plane OR "thin ic"*)')
    assert str(query) == 'ferry plane OR "thin ic"*'
    assert str(Query.parse('-(plane "thin ic"*)')) == '-(plane "thin ic"*)'


def test_names_with_spaces_and_quotation_marks_print_themselves() -> None:
    term = Term('The "Coastal" Ledger', "outlet")
    assert str(term) == 'outlet:"The ""Coastal"" Ledger"'
    assert Query.parse(str(term)).terms == (term,)


def test_two_values_of_one_field_are_alternatives_where_a_clipping_has_only_one() -> None:
    groups = either_or(Query.parse("outlet:a outlet:b tag:c tag:d -outlet:e ferry").parts)
    assert sorted(len(group) for group in groups) == [1, 1, 1, 1, 2]


def test_text_terms_are_what_must_be_found() -> None:
    assert [term.value for term in Query.parse('ferry -plane "port gansey" tag:board').text_terms] == [
        "ferry",
        "port gansey",
    ]


def test_a_tag_holds_those_nested_below_it_only() -> None:
    assert tag_holds("Topic/Ports", "topic")
    assert not tag_holds("topical", "topic")


@pytest.mark.parametrize(
    ("wanted", "held"),
    [
        ("top*", {"topic/arctic", "topic/arctic/ice", "Topical"}),
        ("arc*", {"topic/arctic", "topic/arctic/ice", "archive"}),
        ("topic/a*", {"topic/arctic", "topic/arctic/ice"}),
        ("*", {"topic/arctic", "topic/arctic/ice", "Topical", "archive"}),
        ("topic/*", {"topic/arctic", "topic/arctic/ice"}),
        ("*/arctic", {"topic/arctic", "topic/arctic/ice"}),
    ],
)
def test_a_star_stands_for_the_rest_of_a_tag(wanted: str, held: set[str]) -> None:
    tags = ("topic/arctic", "topic/arctic/ice", "Topical", "archive")
    assert {tag for tag in tags if tag_holds(tag, wanted)} == held
    assert Query.parse(f"tag:{wanted}").terms == (Term(wanted, "tag"),)
    assert str(Query.parse(f"tag:{wanted}")) == f"tag:{wanted}"


@pytest.mark.parametrize(
    ("wanted", "held"),
    [
        ("topic/tros", {"topic/Trös", "topic/TROS"}),
        ("TOPIC/TRÖS", {"topic/Trös", "topic/TROS"}),
        ("topic/tro*", {"topic/Trös", "topic/TROS"}),
        ("*/élection", {"topic/election/2017"}),
        ("sante/*", {"Santé/Cœur"}),
        ("*/coeur", {"Santé/Cœur"}),
        ("cœu*", {"Santé/Cœur"}),
        ("strasse", {"Straße", "Straße/Ł"}),
        ("STRASSE/l", {"Straße/Ł"}),
        ("=topic/Trös", {"topic/Trös"}),
        ("=topic/tros", {"topic/TROS"}),
        ("=straße", {"Straße", "Straße/Ł"}),
        ("=topic/élection", set()),
    ],
)
def test_accents_of_a_tag_do_not_matter_but_for_all_of_it(wanted: str, held: set[str]) -> None:
    tags = ("topic/Trös", "topic/TROS", "topic/election/2017", "Santé/Cœur", "Straße", "Straße/Ł")
    assert {tag for tag in tags if tag_holds(tag, wanted)} == held


def test_tags_that_differ_by_their_accents_are_told_apart_by_all_of_them() -> None:
    assert telling_tags(["topic", "topic/Été", "topic/ete", "=", "board"]) == {
        "topic": "topic",
        "topic/Été": "=topic/Été",
        "topic/ete": "=topic/ete",
        "=": "==",
        "board": "board",
    }
    told = Query.parse('tag:"=topic/ete" tag:"=ete"')
    assert told.among(lambda: ["topic/ete", "topic/Été"]) == Query.parse('tag:"=topic/ete" tag:"*/ete"')
    assert told.among(lambda: ["topic/Été", "=ete"]) == Query.parse('tag:topic/ete tag:"==ete"')


_TAGS = st.sampled_from(
    ["C*", "Cold", "C", "none", "None", "any", "topic/*", "topic/arctic", "*/arctic", "arctic", "="]
)


@given(st.lists(_TAGS, unique_by=str.casefold, min_size=1))
def test_a_tag_that_is_written_as_a_pattern_finds_itself_and_what_is_below_it_alone(tags: list[str]) -> None:
    for tag, value in telling_tags(tags).items():
        [term] = Query((Term(value, "tag"),)).among(lambda: tags).terms
        clippings = [Clipping(number, name, tags=(name,)) for number, name in enumerate(tags)]
        found = {clipping.uuid for clipping in clippings if term.matches(clipping)}
        assert found == {name for name in tags if f"{name}/".casefold().startswith(f"{tag}/".casefold())}


@given(st.text(), st.text())
def test_no_sign_of_a_tag_becomes_a_slash(above: str, tag: str) -> None:
    assert tag_letters(f"{above}/{tag}").count("/") == f"{above}/{tag}".count("/")


@pytest.mark.parametrize(
    "text", ["القَاهِرَة", '"القَاهِرَة"', "headline:القَاهِرَة", "القاهرة", "outlet:القاهرة", "tag:القاهرة"]
)
def test_vowel_signs_matter_neither_in_what_is_searched_for_nor_in_texts_and_names(text: str) -> None:
    for city in ("القاهرة", "القَاهِرَة"):
        clipping = replace(FERRY, headline=f"أخبار {city}", outlet="صوت القَاهِرَة", tags=("القَاهِرَة",))
        assert Query.parse(text).matches(clipping)


def test_signs_are_looked_for_in_tags_as_they_stand() -> None:
    tags = ["topic/🎉 party", "topic/🎊", "board"]
    for wanted, held in (("🎉", []), ("🎉*", tags[:1]), ("🎊", tags[1:2]), ("topic/🎉 party", tags[:1]), ("…", [])):
        query = Query.parse(f'tag:"{wanted}"').strict().among(lambda: tags)
        assert [tag for tag in tags if query.matches(replace(FERRY, tags=(tag,)))] == held, wanted


def test_a_last_part_finds_its_tags_where_none_is_called_so() -> None:
    query = Query.parse("tag:arctic OR -tag:Ice ferry")
    assert str(query.among(lambda: ["topic/arctic", "ice"])) == "tag:*/arctic OR -tag:Ice ferry"
    for tags in (["arctic", "topic/arctic"], ["arctic/snow", "topic/arctic"], ["topic/arctical"], []):
        assert query.among(lambda tags=tags: tags) == query
    assert Query.parse("tag:none").among(lambda: ["x/none"]) == Query.parse("tag:none")


@given(st.text())
def test_words_are_folded_once_and_for_all(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@pytest.mark.parametrize("sign", ["(", ")", "(a ", "-", '"', "tag:", "OR "])
def test_thousands_of_signs_are_read_with_few_problems(sign: str) -> None:
    assert len(Query.parse(sign * 5_000).problems) <= 20


@pytest.mark.parametrize("text", ["Ferry cuts - CBC News", "ferry -", "(ice OR - snow)"])
def test_a_dash_between_words_is_nothing_to_speak_of(text: str) -> None:
    query = Query.parse(text)
    assert query.problems == ()
    assert "-" not in str(query)


_MINUS_APART = "A minus that stands alone is left out; write it right before what must not be found, such as -weather."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\N{PARTY POPPER}", "“\N{PARTY POPPER}” has no letters or digits, and only these are searched."),
        ("ice AND snow", "“AND” is not needed: what stands side by side must all be found."),
        ("ice NOT snow", "Write a minus for what must not be found, such as -weather; “NOT” is left out."),
        *((text, _MINUS_APART) for text in ("- snow", " - snow", "- tag:snow")),
    ],
)
def test_what_is_searched_otherwise_here_is_said(text: str, sentence: str) -> None:
    assert Query.parse(text).problems == (sentence,)
    assert "AND" not in str(Query.parse(text))


@pytest.mark.parametrize("text", ["", " ", '"', "-", "(", "\N{PARTY POPPER} ice", "ice & snow", "and", '"AND"'])
def test_nothing_is_said_where_words_are_searched_or_may_follow(text: str) -> None:
    assert not any("letters" in problem or "AND" in problem for problem in Query.parse(text).problems)
    assert Query.parse(str(Query.parse(text))).parts == Query.parse(text).parts


@pytest.mark.parametrize(
    ("text", "same"),
    [("rights:none", "rights:unknown"), ("medium:TV", "medium:television"), ("-medium:tv", "-medium:television")],
)
def test_a_code_may_be_written_as_people_call_it(text: str, same: str) -> None:
    assert Query.parse(text) == Query.parse(same)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("reach:<1000", {0, 999}),
        ("reach:<=1000", {0, 999, 1000}),
        ("reach:1000", {1000}),
        ("reach:=1k", {1000}),
        ("reach:>=1000", {1000, 1001}),
        ("reach:>1000", {1001}),
        ("reach:999..1000", {999, 1000}),
        ("-reach:>1000", {0, 999, 1000, None}),
        ("reach:none", {None}),
    ],
)
def test_a_comparison_holds_up_to_its_number_and_not_beyond(text: str, held: set[int | None]) -> None:
    reached = (None, 0, 999, 1000, 1001)
    assert {one for one in reached if Query.parse(text).strict().matches(replace(FERRY, reach=one))} == held


@pytest.mark.parametrize(
    "article", ["l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]
)
def test_a_word_is_found_without_the_article_that_is_written_as_one_with_it(article: str) -> None:
    for sign in ("'", "’"):
        assert Query.parse(f"{article}{sign}ferry").matches(FERRY)
        assert not Query.parse(f'"{article}{sign}ferry"').matches(FERRY)
    assert not Query.parse("aujourd’ferry").matches(FERRY)


def test_a_span_of_reach_may_begin_with_the_greater_number() -> None:
    turned, usual = (Query.parse(text).parts[0] for text in ("reach:50k..10k", "reach:10k..50k"))
    clipping = Clipping(1, "a", outlet="Wire", reach=20_000)
    assert usual.matches(clipping)
    assert turned.matches(clipping)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("https://www.coastal.example/1/?utm_source=mail#top", "link:coastal.example/1"),
        ("www.coastal.example/1", "link:coastal.example/1"),
        ("HTTP://m.Coastal.example/Ferry", "link:coastal.example/Ferry"),
        (
            "https://nam04.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcoastal.example%2F1&data=05",
            "link:coastal.example/1",
        ),
        ("https://www.google.com/url?q=https://coastal.example/1&sa=D", "link:coastal.example/1"),
        ("https://coastal.example/", "link:coastal.example"),
        ("link:www.coastal.example", "link:coastal.example"),
        ("link:*.coastal.example", "link:coastal.example"),
        ("link: coastal.example ferry", "link:coastal.example ferry"),
        ("-https://coastal.example/1 ferry", "-link:coastal.example/1 ferry"),
        ("(https://coastal.example/1 OR ferry)", "link:coastal.example/1 OR ferry"),
        ("<https://coastal.example/1>", "link:coastal.example/1"),
        ("https://coastal.example/1, https://coastal.example/2.", "link:coastal.example/1 link:coastal.example/2"),
        ("https://coastal.example/a_(b)", 'link:"coastal.example/a_(b)"'),
        ("http://[::1]/1", 'link:"http://[::1]/1"'),
        ("http://m.www.coastal.example/1", 'link:"http://m.www.coastal.example/1"'),
        ("link:none", "-has:link"),
        ("https://none/", 'link:"https://none/"'),
        ("link:any", "has:link"),
        ('"https://coastal.example/1"', '"https://coastal.example/1"'),
        ("https://", '"https://"'),
        ("www.coastal", "www.coastal"),
        ("and/or", "and/or"),
        ("cbc.ca/news/1", "link:cbc.ca/news/1"),
        ("Cbc.ca/news/politics/story-1.7000,", "link:cbc.ca/news/politics/story-1.7000"),
        ("coastal.example/2017/12/05/ice-roads?id=1 ferry", "link:coastal.example/2017/12/05/ice-roads?id=1 ferry"),
        ("<news.bbc.co.uk/1>", "link:news.bbc.co.uk/1"),
        ("-cbc.ca/news/1 OR lefigaro.fr/2", "-link:cbc.ca/news/1 OR link:lefigaro.fr/2"),
        ("cbc.ca/", "link:cbc.ca"),
        ("coastal.example:8080/1", "link:coastal.example/1"),
        ("[Story](https://coastal.example/1)", "link:coastal.example/1"),
        ("[The ferry’s (long) story](https://coastal.example/a_(b)) ferry", 'link:"coastal.example/a_(b)" ferry'),
        ("(-[The story](www.coastal.example/1) OR ferry)", "-link:coastal.example/1 OR ferry"),
        ("[Story](<https://coastal.example/1>).", "link:coastal.example/1"),
        ("see https://coastal.example/1).", "see link:coastal.example/1"),
        ("coastal.example/1); ferry", "link:coastal.example/1 ferry"),
        ("https://coastal.example/a_(b)).", 'link:"coastal.example/a_(b)"'),
        ("(see https://coastal.example/1).", "see link:coastal.example/1"),
        ("(see https://coastal.example/1.)", "see link:coastal.example/1"),
        ("-(ice (https://coastal.example/1),) ferry", "-(ice link:coastal.example/1) ferry"),
        ("ttps://coastal.example/1", "link:coastal.example/1"),
        ("://coastal.example/1", "link:coastal.example/1"),
        ("//coastal.example/1", "link:coastal.example/1"),
        ("hhttps://coastal.example", "link:coastal.example"),
        ("link:ttps://coastal.example/1", "link:coastal.example/1"),
        ("link:coastal.example//1", "link:coastal.example//1"),
        ('"cbc.ca/news/1"', '"cbc.ca/news/1"'),
        *((word, word) for word in ("2017/12", "N/A", "w/o", "12.5/10", "U.S./Canada", "St.John/Halifax", "a.m./p.m.")),
        *((word, word) for word in ("vs.UK/US", "e.g./i.e.", "cbc.ca", "1.5m/2", "[a]", "./a")),
        ("https://coastal.example/%C3%A9t%c3%a9/a%20b", "link:coastal.example/été/a%20b"),
        ("[see](below)", '"[see](below)"'),
        ("[a b](c.d)", '[a "b](c.d)"'),
    ],
)
def test_an_address_is_looked_for_among_the_links(typed: str, printed: str) -> None:
    query = Query.parse(typed)
    assert (str(query), query.problems) == (printed, ())
    assert Query.parse(printed) == query


@pytest.mark.parametrize("text", ['link:"two words"', "link:?", "https://[broken", "link:///"])
def test_what_is_no_address_is_said(text: str) -> None:
    [problem] = Query.parse(text).problems
    assert "is no link. Write that of a clipping, or a site, such as example.com." in problem


@pytest.mark.parametrize("text", ["http://coastal.example/1", "www.coastal.example/1 ferry"])
def test_where_an_address_is_not_found_it_is_said_how_it_was_looked_for(text: str) -> None:
    assert Query.parse(text).remark == (
        "A link is compared with those of the clippings: link:coastal.example finds all of that site, and in quotation "
        "marks it is looked for in the texts."
    )
    assert Query.parse('"http://coastal.example/1"').remark == ""


@pytest.mark.parametrize(
    ("text", "days", "search"),
    [
        ("Q4 2017", "Q4 2017", "quarter:2017-4"),
        ("ferry t1 2018 harbour", "t1 2018", "quarter:2018-1"),
        ("ferry Q4", "Q4", "quarter:q4"),
        ("December 2017", "December 2017", "on:2017-12"),
        ("24 décembre 2017", "24 décembre 2017", "on:2017-12-24"),
        ("ferry 29.12.2017", "29.12.2017", "on:2017-12-29"),
        ("2017 ferry", "2017", "on:2017"),
    ],
)
def test_where_days_are_not_found_as_words_it_is_said_how_to_search_for_them(text: str, days: str, search: str) -> None:
    said = f"“{days}” was looked for in the texts: {search} finds what was published then."
    assert Query.parse(text).remark == said
    assert not Query.parse(search).problems


@pytest.mark.parametrize("text", ['"Q4 2017"', "-2017", "december", "in may", "45 boats", "on:2017", "headline:2017"])
def test_what_is_no_days_or_asked_for_otherwise_is_not_taken_for_days(text: str) -> None:
    assert Query.parse(text).remark == ""


@pytest.mark.parametrize("text", ["CBC.CA/news/1", "coastal.museum/1", "cbc.ca"])
def test_where_what_may_be_an_address_is_not_found_it_is_said_how_it_is_looked_for_among_links(text: str) -> None:
    remark = f"“{text}” was looked for in the texts: link:{text} finds it among the links."
    assert Query.parse(f"ferry {text}").remark == remark
    assert not Query.parse(f"link:{text}").problems
    for other in (f'"{text}"', f"-{text}", f"headline:{text}"):
        assert Query.parse(other).remark == ""


def test_an_address_that_is_looked_for_in_texts_is_printed_as_it_is_read() -> None:
    for text in ("tone:cbc.ca/1", "tone:www.cbc.ca", "outlt://cbc.ca"):
        query = Query.parse(text)
        assert Query.parse(str(query)).parts == query.parts
        assert not query.asks_for_page


@pytest.mark.parametrize("text", ["and/or", "N/A", "12.5/10", "U.S.", "Ph.D", "U.S./Canada", "3.5m"])
def test_what_is_like_no_address_is_only_a_word(text: str) -> None:
    assert Query.parse(text).remark == ""


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://coastal.example/1", "coastal.example coastal example coastal.example/1"),
        ("http://www.news.coastal.example/1?fbclid=2", "coastal.example news.coastal.example news.coastal.example/1"),
        ("https://coastal.example", "coastal.example"),
        ("https://coastal.example.org/1", "coastal coastal.example.org"),
        ("https://notcoastal.example/coastal.example/1", "example notcoastal.example"),
        (None, ""),
    ],
)
def test_a_site_is_found_with_those_below_it(url: str | None, found: str) -> None:
    asked = (
        *("coastal.example", "coastal", "example", "news.coastal.example", "news.coastal.example/1"),
        *("coastal.example/1", "coastal.example.org", "notcoastal.example", "coastal.example/2"),
    )
    clipping = replace(FERRY, url=url)
    held = {link for link in asked if Query.parse(f"link:{link}").strict().matches(clipping)}
    assert held >= set(found.split())
    assert not held & {link for link in asked if "." in link} - set(found.split())


@pytest.mark.parametrize("url", [f"https://a.ca/l'{summer}" for summer in ("été", "%C3%A9t%C3%A9", "%c3%a9t%c3%a9")])
def test_an_address_is_found_however_its_letters_are_written(url: str) -> None:
    clipping = replace(FERRY, url=url)
    for asked in ("https://a.ca/l'été", "https://a.ca/l'%C3%A9t%C3%A9", "https://a.ca/l%27%c3%a9t%c3%a9"):
        assert Query.parse(asked).matches(clipping)
    assert not Query.parse("https://a.ca/l'ete").matches(clipping)
    for broken in ("https://a.ca/\udce9", "https://a.ca/?q=\udce9"):
        assert not Query.parse(broken).matches(clipping)


def test_two_links_mean_either() -> None:
    query = Query.parse("https://coastal.example/1 https://coastal.example/2 -link:coastal.example/3")
    urls = [f"https://coastal.example/{number}" for number in (1, 2, 3, 4)]
    assert [query.matches(replace(FERRY, url=url)) for url in urls] == [True, True, False, False]


@given(st.text())
def test_any_text_may_stand_for_a_searched_link(text: str) -> None:
    query = Query.parse(f'link:"{text}" https://{text}')
    again = Query.parse(str(query))
    assert (again.parts, again.problems) == (query.parts, ())
    assert query.matches(FERRY) is again.matches(FERRY)


_EITHER = "“|” was left out: write OR in capitals between two words to find either."
_SPACES = "write OR with a space on either side to find either."
_STAR = "* stands for more letters only at the end of a word, as in fer*."
_MARK = "? stands for no letter; fer* finds all words that begin so."
_QUOTED = "In quotation marks words are searched for as they stand"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("ferry or plane", "Write OR in capitals between two words to find either."),
        ("ferry tag:board Ou plane", "Write OR in capitals between two words to find either."),
        ("traversier et port", "What stands side by side must all be found; no word has to join it."),
        ("ferry not plane", "Write a minus before a word that must not be found, such as -weather."),
        ("or ferry", ""),
        ("ferry or", ""),
        ("ferry OR plane", ""),
        ('ferry "or" plane', ""),
        ("ferry -or plane", ""),
        ("ferry ore plane", ""),
        ("ferry | plane", _EITHER),
        ("(ferry || plane) tag:board", _EITHER),
        ("ferry|plane", f"“ferry|plane” was searched for as “ferry plane”: {_SPACES}"),
        ("ice fer*y", f"“fer*y” was searched for as “fer y”: {_STAR}"),
        ("-fer*y*", f"“fer*y” was searched for as “fer y”: {_STAR}"),
        (
            "outlet:fer?y",
            f"“fer?y” was searched for as “fer y”: {_MARK}",
        ),
        ('"port g*"', f"{_QUOTED}, here “port g”: without them, g* finds all words that begin so."),
        ('headline:"ferr*"', f"{_QUOTED}, here “ferr”: without them, ferr* finds all words that begin so."),
        ("ferr* outlet:coas* tag:boar*", ""),
        ('outlet:"=AT*T"', ""),
        ("Is the ferry late?", ""),
        ("ferry ** plane ?", ""),
        ("{ferry} {0}", ""),
    ],
)
def test_a_word_that_joins_elsewhere_is_a_hint_for_where_little_is_found(text: str, hint: str) -> None:
    query = Query.parse(text)
    assert (query.problems, query.hint, query.remark) == ((), hint, hint)


@given(st.lists(typed | pieces, max_size=6).map(" ".join))
def test_hints_are_sentences_on_what_is_searched_and_change_nothing(text: str) -> None:
    query = Query.parse(text)
    assert "\n" not in query.hint.replace(text, "")
    assert Query.parse(str(query)).parts == query.parts
    assert replace(query, left_out=()).matches(FERRY) is query.matches(FERRY)


def test_a_sign_that_joins_elsewhere_leaves_all_words_to_be_found() -> None:
    assert str(Query.parse("ferry | port || gansey")) == "ferry port gansey"
    assert Query.parse("ferry | minister").matches(FERRY)
    assert not Query.parse("ferry | aeroplane").matches(FERRY)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("rights:any", "-rights:unknown"),
        ("-rights:*", "rights:unknown"),
        ("due:ANY", "due:any"),
        ("due:*", "due:any"),
        ("tone:any", "-tone:none"),
        ("on:any", "-is:undated"),
        ("-on:none", "-is:undated"),
        ("lang:any", "-lang:none"),
        ("reach:*", "-reach:none"),
    ],
)
def test_any_value_can_be_asked_for_where_none_can(text: str, printed: str) -> None:
    query = Query.parse(text)
    assert (query.problems, str(query)) == ((), printed)
    assert Query.parse(printed).parts == query.parts


@pytest.mark.parametrize("field", [field for field in FIELDS if field not in (*TEXTS, "tag")])
def test_a_field_reads_any_where_it_reads_none_or_says_what_is_wrong(field: str) -> None:
    problems = {value: Query.parse(f"{field}:{value}").problems for value in ("none", "any", "*")}
    assert not problems["any"] or "any" in problems["any"][0] or f"{field}:" in problems["any"][0]
    assert bool(problems["any"]) is bool(problems["*"])
    if not problems["none"]:
        assert not problems["any"]


@pytest.mark.parametrize(
    ("due", "closed_on", "expected"), [(TODAY, None, True), (None, None, False), (TODAY, TODAY, False)]
)
def test_what_is_due_on_any_day_is_open_and_has_a_day(due: date | None, closed_on: date | None, expected: bool) -> None:
    clipping = replace(FERRY, follow_ups=(FollowUp("Call", due=due, closed_on=closed_on),))
    assert Query.parse("due:any").at(TODAY).matches(clipping) is expected
    assert not Query.parse("due:any").at(TODAY).matches(FERRY)


@given(st.sampled_from(NAMES), st.text(st.sampled_from("🎉…-=?*'_ ") | st.characters(codec="utf-8"), max_size=3))
def test_a_name_without_letters_finds_nothing_that_is_called_otherwise(field: str, value: str) -> None:
    named = replace(
        FERRY,
        spokespeople=(Spokesperson("Kerr", Role.QUOTED), Spokesperson("Kerr", Role.INTERVIEWED)),
        messages=("Ports come first",),
    )
    query = Query.parse('{}:"{}"'.format(field, value.replace('"', "")))
    if not words(value) and value.strip() != "*":
        assert not query.parts or not query.matches(named)
        assert query.parts or query.problems


def test_a_name_that_has_no_letters_is_found_by_all_of_it() -> None:
    values = telling_values(["🎉", "🎊", "Post 🎉"])
    assert values == {"🎉": "=🎉", "🎊": "=🎊", "Post 🎉": "Post 🎉"}
    for name, value in values.items():
        query = Query.parse(f'outlet:"{value}"').strict()
        assert [other for other in values if query.matches(replace(FERRY, outlet=other))] == [name]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Lise Œuvrard", "oeuvrard"),
        ("Lise Oeuvrard", "œuvrard"),
        ("Jón Ægisson", "aegisson"),
        ("Jón Aegisson", "ægis*"),
        ("Straße heute", "strasse"),
        ("STRASSE heute", "=straße heute"),
        ("Łódź", "lodz"),
    ],
)
def test_names_are_found_by_letters_as_words_are(name: str, wanted: str) -> None:
    assert name_holds(name, wanted)
    assert Query.parse(f'reporter:"{wanted}"').matches(replace(FERRY, reporters=(name,)))


_LONG = ["a" * 50_000, f'"{"a" * 50_000}"', ")." * 20_000, f"(a {').' * 20_000}", "(see" * 9_000, "on:" + "." * 9_000]


@pytest.mark.parametrize("text", _LONG, ids=["word", "phrase", "brackets", "brackets of one", "opened", "span"])
def test_a_long_text_is_read_in_the_time_of_its_length(text: str) -> None:
    started = process_time()
    assert Query.parse(text).remark is not None
    assert process_time() - started < 1
