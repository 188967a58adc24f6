"""Adding accepted drafts: what is kept, what is known already, what joins a story."""

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.library import duplicates, likeness
from clipper.library.duplicates import Kind, likeness_of
from clipper.library.library import Library
from clipper.library.likely_duplicates import likely_duplicates
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role, State
from clipper.model.draft import Accepted, Answer, Coding, Decision, Draft, Guess, Pasted
from clipper.model.errors import WrongUsage
from clipper.model.values import replace
from tests.library.building import FERRY, LIGHTHOUSE, PASTE, accepted, ferry, plain
from tests.profiles import of_hundred


def test_an_added_draft_is_a_clipping_with_every_value(library: Library) -> None:
    (clipping_id,) = library.add([ferry(tags=("topic/ports",), note="Call them")], PASTE).ids
    clipping = library.get(clipping_id)
    assert (clipping.headline, clipping.deck) == ("Harbour towns ask who pays", "A longer season has a price")
    assert clipping.reporters == ("Petra Lindqvist",)
    assert clipping.spokespeople == (Spokesperson("Amadou Kerr", Role.QUOTED),)
    assert (clipping.outlet, clipping.published_on) == ("Coastal Ledger", date(2017, 11, 14))
    assert (clipping.body, clipping.note, clipping.tags) == (FERRY, "Call them", ("topic/ports",))
    assert (clipping.state, clipping.story, clipping.deleted) == (State.KEPT, None, False)


def test_texts_are_cleaned_at_the_door(library: Library) -> None:
    draft = accepted(
        headline=" Two\nlines \x00", body="\r\nBody\ud800 \r\n", outlet="  The  Ledger ", reporters=("", "A B")
    )
    (clipping_id,) = library.add([draft], PASTE).ids
    clipping = library.get(clipping_id)
    assert (clipping.headline, clipping.body) == ("Two lines", "Body\ufffd")
    assert (clipping.outlet, clipping.reporters) == ("The Ledger", ("A B",))


def test_one_person_named_twice_stands_in_the_byline_once(library: Library) -> None:
    twice = (Spokesperson("Zoé Ware", Role.QUOTED), Spokesperson("ZOE WARE", Role.NAMED))
    (clipping_id,) = library.add([ferry(reporters=("Ann", "ann"), spokespeople=twice)], PASTE).ids
    clipping = library.get(clipping_id)
    assert (clipping.reporters, clipping.spokespeople) == (("Ann",), (Spokesperson("Zoé Ware", Role.QUOTED),))


def test_a_draft_that_says_nothing_is_refused_and_nothing_is_added(library: Library) -> None:
    with pytest.raises(WrongUsage, match="needs a headline"):
        library.add([ferry(), accepted(headline=" \x00", outlet="Somewhere")], PASTE)
    assert library.clippings([1, 2]) == []
    assert library.steps() == []


def test_the_paste_is_kept_verbatim_once_for_all_its_drafts(library: Library) -> None:
    pasted = Pasted("raw \x00 \ud800 \r\n text", "<p>\udfff</p>", "mail.html")
    ids = library.add([plain(1), plain(2)], pasted).ids
    originals = [library.original(clipping_id) for clipping_id in ids]
    assert originals[0] is not None
    assert (originals[0].text, originals[0].html, originals[0].source) == (pasted.text, pasted.html, "mail.html")
    with library.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM originals").scalar() == 1


def test_a_clipping_without_a_paste_has_no_original(library: Library) -> None:
    (clipping_id,) = library.add([plain(1)], Pasted("")).ids
    assert library.original(clipping_id) is None


def test_the_same_link_is_the_same_mention(library: Library) -> None:
    (first,) = library.add([ferry()], PASTE).ids
    again = ferry(headline="Other words", url="http://coastal-ledger.example/2017/11/ferry/#comments", body="Short")
    added = library.add([plain(1), again], PASTE)
    assert added.known == ((1, first),)
    assert len(added.ids) == 1


def test_the_same_headline_outlet_and_day_is_the_same_mention(library: Library) -> None:
    (first,) = library.add([ferry(url=None)], PASTE).ids
    again = ferry(url=None, headline="HARBOUR towns ask: who pays?", outlet="coastal LEDGER", body=LIGHTHOUSE)
    assert library.add([again], PASTE).known == ((0, first),)
    other_day = ferry(url=None, published_on=date(2017, 11, 15), body=LIGHTHOUSE)
    assert library.add([other_day], PASTE).known == ()


def test_a_vague_mention_is_the_same_only_with_the_same_text(library: Library) -> None:
    library.add([accepted(headline="Letters", body="One thing"), accepted(headline="Letters", body="Another")], PASTE)
    added = library.add([accepted(headline="letters", body="Another.")], PASTE)
    assert added.known == ((0, 2),)


def _guessed(is_seen: bool = False, **values: Any) -> Accepted:
    """The ferry, whose outlet was only guessed."""
    one = ferry(**values)
    return replace(one, draft=replace(one.draft, outlet=replace(one.draft.outlet, confidence=0.8)), is_seen=is_seen)


_NEARLY = {"headline": "Harbor towns ask who pays", "body": f"{FERRY}\n\nOne more line."}


@pytest.mark.parametrize("url", [None, "https://other.example/ferry"])
def test_an_outlet_that_nobody_looked_at_does_not_tell_that_a_mention_is_known(
    library: Library, url: str | None
) -> None:
    (first,) = library.add([ferry()], PASTE).ids
    added = library.add([_guessed(url=url, **_NEARLY)], PASTE)
    assert (added.known, added.pick_ups, added.doubtful) == ((), (), ((2, first),))
    assert [(pair.kept, pair.other, pair.kind) for pair in likely_duplicates(library)] == [(first, 2, Kind.SAME)]


def test_what_was_rejected_is_nothing_that_a_guess_may_be_the_same_as(library: Library) -> None:
    (first,) = library.add([ferry()], PASTE).ids
    library.set_state([first], State.REJECTED)
    added = library.add([_guessed(url=None, **_NEARLY)], PASTE)
    assert (added.ids, added.doubtful) == ((2,), ())


@pytest.mark.parametrize(
    "again", [_guessed(), _guessed(url=None), _guessed(**_NEARLY), _guessed(url=None, is_seen=True, **_NEARLY)]
)
def test_what_is_identical_or_has_the_link_or_was_looked_at_is_known(library: Library, again: Accepted) -> None:
    library.add([ferry()], PASTE)
    added = library.add([again], PASTE)
    assert (added.ids, added.known, added.doubtful) == ((), ((0, 1),), ())


def test_a_guessed_outlet_brings_nothing_back_and_leaves_nothing_out(library: Library) -> None:
    library.set_state(library.add([ferry()], PASTE).ids, State.REJECTED)
    guessed = _guessed(url=None, **_NEARLY)
    assert duplicates.rejected_before(library, [guessed.draft, ferry().draft]) == {1}
    added = library.add([guessed], PASTE)
    assert (added.ids, added.brought_back) == ((2,), ())


def test_a_mention_that_is_twice_in_one_paste_is_added_once(library: Library) -> None:
    added = library.add([ferry(), ferry()], PASTE)
    assert (added.ids, added.known) == ((1,), ((1, 1),))


@of_hundred(20)
@given(st.lists(st.sampled_from([plain(1), plain(2), ferry(), ferry(url=None), ferry(url=None, published_on=None)])))
def test_a_list_repeats_just_what_the_library_would_not_add(new_library: Path, given: list[Accepted]) -> None:
    mentions = {place: duplicates.Mention.of_draft(one.draft) for place, one in enumerate(given)}
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(new_library, Path(folder) / "library.clipper")
        with Library.open(Path(path)) as library:
            known = library.add(given, PASTE).known if given else ()
    assert {index for index, _ in known} == set(duplicates.repeated(mentions))


def test_a_known_mention_can_be_added_all_the_same(library: Library) -> None:
    added = library.add([ferry(), ferry(even_if_known=True)], PASTE)
    assert (added.ids, added.known) == ((1, 2), ())


def test_a_mention_in_the_wastebasket_or_undone_is_not_known(library: Library) -> None:
    library.delete(library.add([ferry()], PASTE).ids)
    library.add([ferry()], PASTE)
    library.undo()
    assert library.add([ferry()], PASTE).known == ()


def test_nothing_new_makes_no_step_and_keeps_no_paste(library: Library) -> None:
    library.add([ferry()], PASTE)
    added = library.add([ferry()], Pasted("again"))
    assert added.changes.step is None
    assert len(library.steps()) == 1
    with library.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM originals").scalar() == 1


def _copy(**values: object) -> Accepted:
    cut = FERRY.replace("on Monday", "this week").split("\n\n")
    body = "\n\n".join(["(Our wire)", *cut[:3]])
    return ferry(**{"outlet": "Island Post", "headline": "Who pays?", "url": None, "body": body, **values})


def test_a_copy_in_another_outlet_joins_the_story(library: Library) -> None:
    (first,) = library.add([ferry()], PASTE).ids
    added = library.add([_copy(published_on=date(2017, 11, 16))], PASTE)
    assert added.pick_ups == added.ids
    story = library.story_of(first)
    assert [(one.id, one.is_pick_up) for one in story] == [(1, False), (2, True)]
    assert story[0].story == story[1].story is not None


@pytest.mark.parametrize("day", [date(2017, 11, 15), date(2017, 12, 14), date(2016, 11, 14)])
def test_the_same_text_in_its_outlet_on_another_day_is_no_pick_up_but_may_be_the_same(
    library: Library, day: date
) -> None:
    (first,) = library.add([ferry()], PASTE).ids
    added = library.add([ferry(url=None, published_on=day)], PASTE)
    assert (added.known, added.pick_ups, added.doubtful) == ((), (), ((2, first),))
    assert library.get(2).story is None
    found = likeness_of(library, ferry(url=None, published_on=date(2017, 11, 20)).draft)
    assert found is not None
    assert (found.kind, found.is_known) == (Kind.SAME, True)
    assert [(pair.kept, pair.other, pair.kind) for pair in likely_duplicates(library)] == [(first, 2, Kind.SAME)]


def test_an_earlier_copy_becomes_the_first_of_its_story(library: Library) -> None:
    library.add([ferry()], PASTE)
    library.add([_copy(published_on=date(2017, 11, 1))], PASTE)
    library.add([_copy(published_on=None, outlet="Third Paper")], PASTE)
    assert [one.id for one in library.story_of(1)] == [2, 1, 3]
    assert library.get(1).is_pick_up


def test_a_story_loses_its_first_clipping_to_the_wastebasket(library: Library) -> None:
    library.add([ferry(), _copy(published_on=date(2017, 11, 16))], PASTE)
    library.delete([1])
    assert library.story_of(2) == []
    assert not library.get(2).is_pick_up


@pytest.mark.parametrize("values", [{"outlet": "Coastal Ledger"}, {"outlet": None}, {"body": LIGHTHOUSE}])
def test_what_is_no_copy_elsewhere_stands_alone(library: Library, values: dict[str, object]) -> None:
    library.add([ferry()], PASTE)
    added = library.add([_copy(**values)], PASTE)
    assert added.pick_ups == ()
    assert library.get(added.ids[0]).story is None


def test_undoing_a_copy_leaves_the_other_alone_again(library: Library) -> None:
    library.add([ferry()], PASTE)
    before = library.get(1)
    changes = library.add([_copy()], PASTE).changes
    assert changes.clippings == {1, 2}
    assert changes.step is not None
    assert changes.step.title == "Add Who pays?"
    library.undo()
    assert library.get(1) == before


def test_a_draft_finds_its_duplicate_for_the_review(library: Library) -> None:
    (first,) = library.add([ferry()], PASTE).ids
    same_text = _copy(outlet=None).draft
    found = likeness_of(library, same_text)
    assert found is not None
    assert found.clipping.id == first
    by_headline = likeness_of(library, ferry(body=None).draft)
    assert by_headline is not None
    assert by_headline.clipping == found.clipping
    assert likeness_of(library, Draft(headline=Guess("Something else"))) is None


def test_a_step_says_the_state_that_what_was_rejected_has_now(library: Library) -> None:
    first, second, third = library.add([plain(1), plain(2), plain(3)], PASTE).ids
    library.set_state([first, third], State.REJECTED)
    added = library.add([replace(plain(1), state=State.DEFERRED), plain(2)], PASTE)
    assert (added.known, added.brought_back) == (((1, second),), ((first, State.DEFERRED),))
    assert library.steps()[0].title.endswith(" as deferred")
    library.undo()
    library.add([replace(plain(1), state=State.DEFERRED), plain(3)], PASTE)
    assert library.steps()[0].title == "Mark 2 clippings as deferred or kept"


def test_what_was_kept_counts_before_what_was_rejected_for_review_and_adding_alike(library: Library) -> None:
    (rejected,) = library.add([ferry()], PASTE).ids
    library.set_state([rejected], State.REJECTED)
    apart = replace(ferry(url="https://other.example/b"), decision=Decision(Answer.BOTH, rejected))
    (kept,) = library.add([apart], PASTE).ids
    found = likeness_of(library, ferry().draft)
    assert found is not None
    assert (found.clipping.id, found.is_rejected) == (kept, False)
    added = library.add([ferry()], PASTE)
    assert (added.known, added.brought_back) == (((0, kept),), ())
    assert library.get(rejected).state is State.REJECTED


def test_a_copy_joins_what_was_kept_also_where_a_closer_one_was_rejected(library: Library) -> None:
    library.add([ferry()], PASTE)
    library.set_state([1], State.REJECTED)
    (kept,) = library.add([ferry(outlet="Third Paper", url=None, body=f"{FERRY}\n\nOne more line.")], PASTE).ids
    copy = ferry(outlet="Island Post", url=None, headline="Who pays?")
    found = likeness_of(library, copy.draft)
    assert found is not None
    assert (found.kind, found.clipping.id) == (Kind.COPY, kept)
    added = library.add([copy], PASTE)
    assert added.pick_ups == added.ids
    assert [one.id for one in library.story_of(added.ids[0])] == [kept, *added.ids]


def test_a_new_topic_takes_the_next_hue_and_other_tags_stay_slate(library: Library) -> None:
    library.add([plain(1, tags=("topic/ice", "board"))], PASTE)
    library.add([plain(2, tags=("topic/ports",))], PASTE)
    hues = {tag.name: tag.hue for tag in library.tags()}
    assert hues["board"] == "slate"
    assert hues["topic/ice"] != hues["topic/ports"]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.example.org/a/?utm_medium=x&b=2&a=1#top", "example.org/a?a=1&b=2"),
        ("http://m.example.org/a", "example.org/a"),
        ("https://example.org/", None),
        ("https://example.org/?page=3", "example.org?page=3"),
        ("http://[broken", None),
        ("no link at all", None),
        (None, None),
    ],
)
def test_a_link_is_known_by_what_matters_of_it(url: str | None, key: str | None) -> None:
    assert duplicates.url_key(url) == key


@given(st.text())
def test_any_text_may_stand_for_a_link(text: str) -> None:
    key = duplicates.url_key(text)
    assert key is None or key


@given(st.lists(st.sampled_from(["the", "ferry", "runs", "until", "winter", "comes"]), max_size=80))
def test_a_text_is_wholly_in_itself(words: list[str]) -> None:
    text = " ".join(words)
    one = likeness.Text(text)
    assert likeness.is_same_piece(one, likeness.Text(text)) or len(one.runs) < likeness.FEWEST_RUNS
    assert likeness.sampled(text) == likeness.sampled(text.upper())


def test_what_is_brought_back_and_what_is_merged_are_counted_apart(library: Library) -> None:
    rejected, beside = library.add([plain(1), plain(2)], PASTE).ids
    library.set_state([rejected], State.REJECTED)
    library.add([plain(1), replace(plain(2), decision=Decision(Answer.MERGE, beside))], PASTE)
    step = library.steps()[0]
    assert (step.detail["kept"], step.detail["merged"], step.title) == ("1", "1", "Add 2 clippings")


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        (None, ("18:10", None, None)),
        ("18:10", ("18:10", None, None)),
        ("19 h 10", ("19:10", None, None)),
        ("Ask for the tape", ("18:10", None, "Ask for the tape")),
    ],
)
def test_the_time_of_a_broadcast_is_kept_as_such_and_not_as_a_note(
    library: Library, note: str | None, kept: tuple[str | None, int | None, str | None]
) -> None:
    draft = Draft(headline=Guess("Ports wait"), coding=Coding(note="18:10", aired_at="18:10"))
    (clipping_id,) = library.add([Accepted(draft, note=note)], PASTE).ids
    clipping = library.get(clipping_id)
    assert (clipping.aired_at, clipping.timecode, clipping.note) == kept
