"""Merging two clippings: what is united, what is chosen, what stays, and that undo gives everything back."""

from datetime import date

import pytest

from clipper.library.library import Library
from clipper.library.merging import Standing, are_identical, are_surely_one, compare
from clipper.model.attachment import BroughtFile
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role, State, Tone
from clipper.model.draft import Answer, Decision, Pasted
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.follow_up import FollowUp
from clipper.model.query import Query
from clipper.model.quote import Quote
from clipper.model.values import replace
from tests.library.building import FERRY, LIGHTHOUSE, PASTE, ferry, plain


def two(library: Library, **other: object) -> tuple[int, int]:
    """Two clippings of one article, the second with other values."""
    first = library.add([ferry(tags=("topic/arctic", "briefing"), note="Check the map.")], PASTE).ids[0]
    values = {"even_if_known": True, "tags": ("topic/shipping", "Briefing"), "note": "Ask the mayor.", **other}
    second = library.add([ferry(**values)], Pasted("The second paste")).ids[0]
    return first, second


def test_a_merge_unites_tags_notes_and_people_and_keeps_the_chosen_values(library: Library) -> None:
    people = (Spokesperson("AMADOU KERR", Role.INTERVIEWED), Spokesperson("Ines Holm", Role.NAMED))
    first, second = two(
        library,
        headline="Harbour towns still ask who pays",
        published_on=date(2017, 11, 15),
        reporters=("Petra Lindqvist", "Jo Marsh"),
        spokespeople=people,
        programme="Coast Today",
    )
    library.set_tone([second], Tone.POSITIVE)
    library.set_starred([second], True)

    library.merge(first, second, {"headline"})

    merged = library.get(first)
    assert merged.headline == "Harbour towns still ask who pays"
    assert merged.published_on == date(2017, 11, 14)
    assert merged.programme == "Coast Today"
    assert {tag.casefold() for tag in merged.tags} == {"briefing", "topic/arctic", "topic/shipping"}
    assert merged.note == "Check the map.\n\nAsk the mayor."
    assert merged.reporters == ("Petra Lindqvist", "Jo Marsh")
    assert [one.role for one in merged.spokespeople] == [Role.INTERVIEWED, Role.NAMED]
    assert merged.tone is Tone.POSITIVE
    assert merged.starred


def test_a_merge_keeps_the_order_of_the_kept_clipping_and_adds_the_others_after_it(library: Library) -> None:
    ines, amadou, jo = (Spokesperson(name, Role.NAMED) for name in ("Ines Holm", "Amadou Kerr", "Jo Marsh"))
    own: dict[str, object] = {"reporters": ("Claire Dubois", "Tom O'Neill"), "spokespeople": (ines, amadou)}
    first = library.add([ferry(**own)], PASTE).ids[0]
    other = {"reporters": ("Ana Silva", "Claire Dubois"), "spokespeople": (jo, ines)}
    second = library.add([ferry(even_if_known=True, **other)], PASTE).ids[0]

    library.merge(first, second)

    assert library.get(first).reporters == ("Claire Dubois", "Tom O'Neill", "Ana Silva")
    assert library.get(first).spokespeople == (ines, amadou, jo)


def test_merging_with_a_clipping_of_fewer_people_changes_none(library: Library) -> None:
    ines, amadou = (Spokesperson(name, Role.NAMED) for name in ("Ines Holm", "Amadou Kerr"))
    both = ferry(reporters=("Claire Dubois", "Tom O'Neill"), spokespeople=(ines, amadou))
    first = library.add([both], PASTE).ids[0]
    one = ferry(even_if_known=True, reporters=("Claire Dubois",), spokespeople=(ines,))
    second = library.add([one], PASTE).ids[0]
    before = library.get(first)

    library.merge(first, second)

    assert library.get(first) == before


def test_what_is_published_stays_so_when_it_is_merged(library: Library) -> None:
    first, second = two(library)
    library.set_publish([second], True)
    library.merge(first, second, ())
    assert library.get(first).publish
    library.undo()
    assert [library.get(one).publish for one in (first, second)] == [False, True]


def test_the_other_clipping_lies_in_the_wastebasket_with_its_original_and_its_history(library: Library) -> None:
    first, second = two(library)
    library.merge(first, second)
    assert library.get(second).deleted
    original = library.original(second)
    assert original
    assert original.text == "The second paste"
    for clipping_id in (first, second):
        assert next(step.verb for step in library.steps(clipping_id)) == "merge"
        assert [step.verb for step in library.steps(clipping_id)][-1] == "add"


def test_a_merge_is_one_step_and_undo_gives_both_back(library: Library) -> None:
    first, second = two(library, headline="Another headline", body=LIGHTHOUSE)
    before = library.clippings([first, second])
    changes = library.merge(first, second, {"headline", "body"})
    assert changes.step
    assert changes.step.title == "Merge 2 clippings"
    after = library.clippings([first, second])
    library.undo()
    assert library.clippings([first, second]) == before
    library.redo()
    assert library.clippings([first, second]) == after
    assert list(library.search(Query.parse("thermos")).ids) == [first]


def test_a_merged_clipping_stays_in_the_story_of_either(library: Library) -> None:
    first, second = two(library)
    third = library.add([plain(1)], PASTE).ids[0]
    library.make_pick_up(third, second)
    library.merge(first, second)
    assert [one.id for one in library.story_of(third)] == [first, third]


def test_stories_become_one_when_a_member_of_each_is_joined(library: Library) -> None:
    ids = library.add([plain(number, published_on=date(2020, 1, number)) for number in range(1, 5)], PASTE).ids
    library.make_pick_up(ids[1], ids[0])
    library.make_pick_up(ids[3], ids[2])
    library.make_pick_up(ids[2], ids[0])
    assert [one.id for one in library.story_of(ids[3])] == list(ids)
    library.undo()
    assert [one.id for one in library.story_of(ids[3])] == list(ids[2:])


def test_merging_with_what_was_kept_makes_it_kept(library: Library) -> None:
    first, second = two(library)
    library.set_state([first], State.NEW)
    library.merge(first, second)
    assert library.get(first).state is State.KEPT


def test_a_chain_of_merges_ends_in_one_clipping(library: Library) -> None:
    ids = [library.add([ferry(even_if_known=True)], PASTE).ids[0] for _ in range(4)]
    library.merge_all([(ids[0], ids[1], ()), (ids[1], ids[2], ()), (ids[2], ids[3], ()), (ids[0], ids[3], ())])
    assert [library.get(id_).deleted for id_ in ids] == [False, True, True, True]
    library.undo()
    assert not any(library.get(id_).deleted for id_ in ids)


def test_what_is_merged_a_second_time_can_be_told_from_what_came_the_first_time(library: Library) -> None:
    first, second = two(library)
    library.add_follow_up(second, FollowUp("Wrong name"))
    library.keep_quote(second, Quote("We will see", "Amadou Kerr"))
    library.attach(second, [BroughtFile("page.pdf", b"%PDF")])
    library.merge(first, second)
    came = library.get(first)
    library.close_follow_up(first, came.follow_ups[0].uuid, "Corrected")
    library.edit_quote(first, came.quotes[0].uuid, text="We shall see")
    library.rename_attachment(first, came.attachments[0].uuid, "page A4.pdf")
    library.restore([second])
    library.merge(first, second)

    again = library.get(first)
    assert [one.is_open for one in again.follow_ups] == [False, True]
    assert [one.text for one in again.quotes] == ["We shall see", "We will see"]
    assert [one.name for one in again.attachments] == ["page A4.pdf"]
    library.remove_follow_up(first, again.follow_ups[1].uuid)
    library.remove_quote(first, again.quotes[1].uuid)
    left = library.get(first)
    assert [one.outcome for one in left.follow_ups] == ["Corrected"]
    assert [one.text for one in left.quotes] == ["We shall see"]


def test_what_cannot_be_merged_is_refused_and_nothing_changes(library: Library) -> None:
    first, second = two(library)
    before = library.clippings([first, second])
    with pytest.raises(WrongUsage):
        library.merge(first, first)
    with pytest.raises(WrongUsage):
        library.merge(first, second, {"tags"})
    with pytest.raises(NotFound):
        library.merge_all([(first, second, ()), (first, 99, ())])
    assert library.clippings([first, second]) == before


def test_a_comparison_tells_equal_different_added_and_united_fields(library: Library) -> None:
    first, second = two(library, headline="Other", url="http://coastal-ledger.example/2017/11/ferry", deck=None)
    standing = {one.field: one.standing for one in compare(library.get(first), library.get(second))}
    assert standing["headline"] is Standing.DIFFERS
    assert standing["url"] is Standing.EQUAL
    assert standing["deck"] is Standing.ADDED
    assert standing["tags"] is standing["note"] is Standing.UNITED
    assert "programme" not in standing
    assert not are_identical(library.get(first), library.get(second))


def test_a_draft_is_merged_into_the_clipping_it_repeats_in_one_step(library: Library) -> None:
    first = library.add([ferry(tags=("briefing",))], PASTE).ids[0]
    before = library.get(first)
    new = ferry(headline="Harbour towns now ask who pays", tags=("board",))
    added = library.add(
        [replace(new, decision=Decision(Answer.MERGE, first, frozenset({"headline"})))], Pasted("Again")
    )
    assert (added.ids, added.known) == ((), ((0, first),))
    assert library.get(first).headline == "Harbour towns now ask who pays"
    assert library.get(first).tags == ("board", "briefing")
    (thrown,) = library.search(Query.parse("is:deleted")).ids
    original = library.original(thrown)
    assert original
    assert original.text == "Again"
    library.undo()
    assert library.get(first) == before
    assert len(library.search(Query.parse("is:deleted"))) == 0


def test_a_draft_is_kept_apart_or_becomes_a_pick_up_as_decided(library: Library) -> None:
    first = library.add([ferry()], PASTE).ids[0]
    copied = ferry(outlet="Northern Light", url=None)
    (apart,) = library.add([replace(copied, decision=Decision(Answer.BOTH, first))], PASTE).ids
    assert library.story_of(apart) == []
    library.undo()
    added = library.add([replace(copied, decision=Decision(Answer.PICK_UP, first))], PASTE)
    assert added.pick_ups == added.ids
    assert [one.id for one in library.story_of(first)] == [first, *added.ids]
    assert library.get(first).body == FERRY


@pytest.mark.parametrize("answer", [*Answer])
@pytest.mark.parametrize("is_purged", [True, False])
def test_nothing_is_decided_beside_what_is_gone(library: Library, answer: Answer, is_purged: bool) -> None:
    first, other = library.add([ferry(), plain(1)], PASTE).ids
    (library.purge if is_purged else library.delete)([first])
    again = replace(ferry(headline="Harbour towns still ask"), decision=Decision(answer, first))
    before = len(library.steps())
    with pytest.raises(NotFound) as refused:
        library.add([plain(2), again], PASTE)
    assert refused.value.place == 1
    assert "Nothing was changed" in str(refused.value)
    with pytest.raises(NotFound):
        library.merge(first, other)
    assert len(library.steps()) == before
    assert not library.get(other).deleted


def test_purging_one_of_a_pair_told_apart_leaves_the_rest_undoable(library: Library) -> None:
    ids = library.add([plain(1), plain(2)], PASTE).ids
    library.tell_apart(*ids)
    library.tag(ids[:1], "board")
    library.purge(ids[1:])
    library.undo()
    library.undo()
    assert library.undoable() is None


def test_a_headline_alone_makes_no_one_mention_of_two_of_which_one_has_no_date(library: Library) -> None:
    dated = library.get(library.add([ferry()], PASTE).ids[0])
    undated = replace(dated, published_on=None)
    bare = replace(undated, url=None, body=None)
    assert are_surely_one(dated, undated)
    assert are_surely_one(dated, replace(bare, published_on=dated.published_on))
    assert not are_surely_one(dated, bare)
