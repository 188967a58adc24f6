"""All likely duplicates of a library at once: what is a pair, what is none, and clearing up in one step."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from clipper.capture.guesses import guess
from clipper.library import adding, clippings
from clipper.library.duplicates import Kind, Mention, Reason, alike, likeness_of
from clipper.library.library import Library
from clipper.library.likely_duplicates import Likely, identical_pairs, likely_duplicates, waiting
from clipper.model.codes import State
from clipper.model.draft import Accepted, Answer, Decision
from clipper.model.errors import NotFound
from clipper.model.values import replace
from tests.library.building import FERRY, LIGHTHOUSE, PASTE, ferry, plain

COPY = f"(Our wire)\n\n{FERRY}"


def keep(library: Library, *wanted: Accepted) -> list[int]:
    """Keep mentions as they are, stories not joined."""
    with library.step("add") as work:
        return clippings.insert_many(work, [clippings.Ready.of(adding.from_draft(one)) for one in wanted])


def test_one_link_one_headline_and_one_text_are_told_with_their_reason(library: Library) -> None:
    keep(
        library,
        ferry(),
        ferry(headline="Other", body=None, published_on=None),
        ferry(headline="Harbor towns ask who pays", url=None, body=None),
        ferry(headline="Who pays?", outlet="Island Post", url=None, body=COPY),
        plain(1, body=LIGHTHOUSE),
    )
    assert likely_duplicates(library) == [
        Likely(1, 3, Kind.SAME, Reason.HEADLINE),
        Likely(1, 2, Kind.SAME, Reason.LINK),
        Likely(1, 4, Kind.COPY, Reason.TEXT),
    ]


def test_what_is_hidden_or_told_apart_or_in_one_story_is_no_pair(library: Library) -> None:
    first, *others = keep(library, *(ferry() for _ in range(3)), ferry(outlet="Island Post", url=None))
    library.delete([others[0]])
    library.set_state([others[1]], State.REJECTED)
    library.make_pick_up(others[2], first)
    library.add([replace(ferry(), decision=Decision(Answer.BOTH, first))], PASTE)
    assert likely_duplicates(library) == []
    library.restore([others[0]])
    assert (first, others[0]) in _ids(likely_duplicates(library))


def test_what_a_clipping_is_not_to_one_of_a_story_it_is_to_none_of_it(library: Library) -> None:
    first, second, third, other = keep(
        library, *(ferry(outlet=f"Post {number}", url=None, body=f"{FERRY} {number}") for number in range(4))
    )
    library.make_pick_up(second, first)
    library.make_pick_up(third, first)
    every = likely_duplicates(library)
    assert _ids(every) == [(first, other), (second, other), (third, other)]
    assert len(waiting(library, every).asked) == 1

    library.tell_apart(other, second)

    assert likely_duplicates(library) == waiting(library, every).every == []
    library.undo()
    assert likely_duplicates(library) == every


def test_one_link_is_asked_about_also_where_one_was_told_apart_from_a_pick_up_of_the_other(library: Library) -> None:
    first, pick_up, again = keep(
        library, ferry(), ferry(outlet="Island Post", url=None), ferry(headline="Other", body=None, published_on=None)
    )
    library.make_pick_up(pick_up, first)
    library.tell_apart(pick_up, again)
    assert likely_duplicates(library) == [Likely(first, again, Kind.SAME, Reason.LINK)]
    library.tell_apart(first, again)
    assert likely_duplicates(library) == []


def test_many_pairs_are_told_apart_or_made_pick_ups_in_one_step_or_none_of_them(library: Library) -> None:
    first, second, third = keep(
        library, *(ferry(outlet=f"Post {number}", url=None, body=f"{FERRY} {number}") for number in range(3))
    )
    every, steps = likely_duplicates(library), len(library.steps())
    for verb in (library.tell_all_apart, library.make_pick_ups):
        with pytest.raises(NotFound):
            verb([(second, first), (third, 99)])
        assert likely_duplicates(library) == every
        verb([(second, first), (third, first), (third, second)])
        assert likely_duplicates(library) == []
        library.undo()
        assert likely_duplicates(library) == every
    assert len(library.steps()) == steps + 4


def test_what_is_told_apart_from_one_of_a_group_waits_until_the_group_is_none(library: Library) -> None:
    keep(library, *(ferry() for _ in range(3)))
    library.tell_apart(1, 3)
    wait = waiting(library, likely_duplicates(library))
    assert (_ids(wait.asked), _ids(wait.every)) == ([(1, 2)], [(2, 3), (1, 2)])
    library.tell_apart(1, 2)
    assert _ids(waiting(library, wait.every).asked) == [(2, 3)]


def _ids(pairs: list[Likely]) -> list[tuple[int, int]]:
    return [(pair.kept, pair.other) for pair in pairs]


def test_what_was_kept_both_is_never_asked_about_again(path: Path) -> None:
    with Library.open(path) as library:
        library.add([ferry()], PASTE)
        library.add([replace(ferry(), decision=Decision(Answer.BOTH, 1))], PASTE)
        keep(library, ferry())
        assert {(pair.kept, pair.other) for pair in likely_duplicates(library)} == {(1, 3), (2, 3)}
        library.tell_apart(3, 1)
        library.tell_apart(3, 2)
    with Library.open(path) as library:
        assert likely_duplicates(library) == []
        library.undo()
        assert len(likely_duplicates(library)) == 1


def test_identical_ones_are_merged_in_one_step_and_undone_after_a_restart(path: Path) -> None:
    with Library.open(path) as library:
        keep(library, *(ferry(tags=(f"tag {number}",)) for number in range(4)))
        keep(library, ferry(headline="Another headline", deck="Another deck"))
        before = library.clippings(range(1, 6))
        every = likely_duplicates(library)
        assert [(pair.kept, pair.other) for pair in waiting(library, every).asked] == [(1, 5), (1, 4), (1, 3), (1, 2)]
        pairs = identical_pairs(library, waiting(library, every).asked)
        assert {pair[:2] for pair in pairs} == {(1, 2), (1, 3), (1, 4)}
        library.merge_all(pairs)
        assert library.get(1).tags == ("tag 0", "tag 1", "tag 2", "tag 3")
        assert [(pair.kept, pair.other) for pair in likely_duplicates(library)] == [(1, 5)]
    with Library.open(path) as library:
        library.undo()
        assert library.clippings(range(1, 6)) == before


def test_progress_counts_hundredths_and_can_end_the_work(library: Library) -> None:
    keep(library, *(ferry(body=f"{FERRY} {number}") for number in range(5)))
    told: list[tuple[int, int]] = []
    likely_duplicates(library, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (100, 100)

    class Enough(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done >= 25:
            raise Enough

    with pytest.raises(Enough):
        likely_duplicates(library, stop)
    assert len(waiting(library, likely_duplicates(library)).asked) == 4


def test_a_frame_that_many_share_is_no_pair_and_takes_no_time_to_tell(library: Library) -> None:
    keep(
        library,
        *(
            plain(number, published_on=date(2020, 1, 1 + number % 28), body=f"{_numbers(number)} {LIGHTHOUSE[:90]}")
            for number in range(120)
        ),
    )
    assert likely_duplicates(library) == []


def _numbers(number: int) -> str:
    return " ".join(f"{number}{place}" for place in range(40))


CALLED = "Five things to know before you leave home"


def test_what_comes_again_on_other_days_is_a_column_and_tells_nothing_of_what_has_no_day(library: Library) -> None:
    def called(day: date | None) -> Accepted:
        return ferry(headline=CALLED, published_on=day, url=None, body=None)

    first, second = keep(library, called(date(2017, 11, 14)), called(None))
    found = likely_duplicates(library)
    assert found == [Likely(first, second, Kind.SAME, Reason.UNDATED)]
    assert identical_pairs(library, found) == []
    likeness = likeness_of(library, called(None).draft)
    assert likeness is not None
    assert (likeness.clipping.id, likeness.is_known) == (second, True)
    library.delete([second])
    likeness = likeness_of(library, called(None).draft)
    assert likeness is not None
    assert (likeness.clipping.id, likeness.reason) == (first, Reason.UNDATED)
    assert library.add([called(None)], PASTE).doubtful == ((3, first),)
    keep(library, called(date(2017, 11, 15)))
    assert likely_duplicates(library) == []
    library.delete([3])
    assert likeness_of(library, called(None).draft) is None


def test_the_texts_of_a_column_are_not_read_for_one_without_a_day(library: Library) -> None:
    column = (
        ferry(headline=CALLED, published_on=date(2017, 11, day), url=None, body=_numbers(day)) for day in range(1, 10)
    )
    keep(library, *column)
    asked: list[str] = []

    @event.listens_for(Engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        asked.append(statement)

    try:
        undated = ferry(headline=CALLED, published_on=None, url=None, body=None)
        with library.store.reading() as connection:
            assert not list(alike(connection, Mention.of_draft(undated.draft)))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert asked
    assert not [statement for statement in asked if "clippings.body" in statement]


@pytest.mark.parametrize("day", [date(2017, 11, 14), None])
def test_in_an_outlet_with_very_many_mentions_one_without_a_day_is_found_by_its_words(
    library: Library, day: date | None
) -> None:
    one = ferry(headline=CALLED, published_on=day, url=None, body=None)
    others = (ferry(headline=f"Number {number} in a row of many", url=None, body=None) for number in range(450))
    undated = (replace(other, draft=replace(other.draft, published_on=guess(None, 0.0))) for other in others)
    first, *_ = keep(library, one, *(undated if day is None else others))
    likeness = likeness_of(library, replace(one.draft, published_on=guess(None if day else date(2017, 11, 15), 1.0)))
    assert likeness is not None
    assert (likeness.clipping.id, likeness.reason) == (first, Reason.UNDATED)


def test_a_headline_that_was_rejected_is_nothing_to_one_without_a_day(library: Library) -> None:
    dated = ferry(headline=CALLED, url=None, body=None)
    keep(library, dated)
    library.set_state([1], State.REJECTED)
    undated = ferry(headline=CALLED, url=None, body=None, published_on=None)
    assert likeness_of(library, undated.draft) is None
    assert library.add([undated], PASTE).doubtful == ()
    assert likely_duplicates(library) == []


@pytest.mark.parametrize("has_day", [True, False])
def test_an_equal_short_headline_is_a_likely_duplicate_where_one_has_no_day(library: Library, has_day: bool) -> None:
    def called(is_dated: bool, **values: Any) -> Accepted:
        day = date(2026, 11, 3) if is_dated else None
        given = {"published_on": day, "url": None, "body": None, "deck": None, "reporters": ()} | values
        return ferry(headline="Ferry ends season", **given)

    (first,) = library.add([called(has_day)], PASTE).ids
    added = library.add([called(not has_day, reporters=("Pat Renner",))], PASTE)
    assert added.doubtful == ((2, first),)
    assert likely_duplicates(library) == [Likely(first, 2, Kind.SAME, Reason.UNDATED)]
    library.undo()
    (elsewhere,) = library.add([called(not has_day, outlet="Kluane Courier")], PASTE).ids
    assert likely_duplicates(library) == []
    library.delete([elsewhere])
    library.edit(first, reporters=("Solange Pitre",))
    by_another = library.add([called(not has_day, reporters=("Pat Renner",))], PASTE)
    assert by_another.doubtful == ()
    assert likely_duplicates(library) == []


def test_a_headline_of_a_word_or_two_needs_a_day_to_be_a_duplicate(library: Library) -> None:
    keep(
        library,
        *(ferry(headline="News briefs", published_on=day, url=None, body=None) for day in (None, date(2026, 11, 3))),
    )
    assert likely_duplicates(library) == []


@pytest.mark.parametrize("has_day", [True, False])
def test_one_text_under_one_headline_is_one_mention_though_one_has_no_day(library: Library, has_day: bool) -> None:
    day = date(2017, 11, 14)
    (first,) = library.add([ferry(published_on=day if has_day else None, url=None)], PASTE).ids
    again = ferry(published_on=None if has_day else day, url=None)
    added = library.add([again], PASTE)
    assert added.known == ((0, first),)
    assert added.completed == ({} if has_day else {first: ("published_on",)})
    assert library.get(first).published_on == day


@pytest.mark.parametrize("has_day", [True, False])
def test_among_hundreds_without_a_day_the_one_with_the_headline_is_found(library: Library, has_day: bool) -> None:
    others = (ferry(headline=f"Harbour news number {n}", published_on=None, url=None, body=None) for n in range(450))
    (*_, last) = keep(library, *others)
    if not has_day:
        library.edit(last, published_on=date(2026, 11, 3))
    day = date(2026, 11, 3) if has_day else None
    again = ferry(headline="Harbour news: number 449", published_on=day, url=None, body=None)
    assert library.add([again], PASTE).doubtful == ((last + 1, last),)
