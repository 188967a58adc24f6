"""What is the same mention, what is a copy of a piece and what only looks like one, on labelled pairs."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.library import duplicates
from clipper.library.duplicates import Mention, is_same_mention, likeness_of, repeated
from clipper.library.library import Library
from clipper.library.likely_duplicates import likely_duplicates
from clipper.library.likeness import HeadlineKeys, near_headlines
from clipper.model.draft import Accepted, Draft
from clipper.model.text import fold
from clipper.model.values import replace
from tests.library.alike import Pair, drafts, pairs
from tests.library.building import PASTE

DRAFTS = drafts()


def test_the_set_has_enough_of_each_kind_in_both_languages() -> None:
    every = pairs()
    assert len(set(every)) == len(every) >= 60
    assert {name for pair in every for name in pair[:2]} == set(DRAFTS)
    for expected in ("same", "copy", "none"):
        assert sum(pair.expected == expected for pair in every) >= 15


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair.one}+{pair.other}")
def test_a_pair_is_told_as_labelled_in_both_directions_and_in_bulk(
    pair: Pair, tmp_path: Path, new_library: Path
) -> None:
    one, other = DRAFTS[pair.one], DRAFTS[pair.other]
    assert _told(tmp_path / "a", new_library, one, other) == pair.expected
    assert _told(tmp_path / "b", new_library, other, one) == pair.expected


_WORDS = st.sampled_from(["Harbour", "harbor", "towns", "town", "ask", "who", "pays", "the", "12", "13", "a", "season"])
_HEADLINES = st.tuples(
    st.sampled_from(["", "UPDATED: ", "Video | "]),
    st.lists(_WORDS, max_size=9).map(" ".join),
    st.sampled_from(["", "…", " ...", " | News", " - Coastal Ledger", "?"]),
).map("".join)


def _respelt(headline: str, place: int) -> str:
    """Return a headline with two letters turned round, or as it was."""
    at = place % max(1, len(headline) - 1)
    return headline[:at] + headline[at : at + 2][::-1] + headline[at + 2 :]


@given(_HEADLINES, _HEADLINES, st.integers(0, 80), st.sampled_from(["coastal ledger", None]))
def test_near_headlines_always_find_each_other(one: str, other: str, place: int, outlet: str | None) -> None:
    for second in (other, _respelt(one, place), one[:place] + "…"):
        for asked, kept in ((one, second), (second, one)):
            if near_headlines(asked, kept, outlet):
                assert HeadlineKeys.of(asked, outlet).finds & HeadlineKeys.of(kept, outlet).found


def _is_same(one: Mention, other: Mention) -> bool:
    if one.link and one.link == other.link:
        return True
    is_beside = (fold(one.outlet or ""), one.published_on) == (fold(other.outlet or ""), other.published_on)
    is_near = near_headlines(one.headline or "", other.headline or "", other.outlet)
    return is_beside and is_near and is_same_mention(other, one)


_MENTIONS = st.builds(
    Mention,
    headline=st.none() | _HEADLINES,
    outlet=st.sampled_from(["Coastal Ledger", "COASTAL ledger", None]),
    programme=st.sampled_from([None, "Tide", "Tides"]),
    published_on=st.sampled_from([date(2017, 11, 14), None]),
    url=st.sampled_from([None, None, "https://ledger.example/ferry"]),
    body=st.sampled_from([None, "", "One thing", "one thing.", "Another"]),
)


@given(st.lists(_MENTIONS, max_size=8), st.integers(0, 80))
def test_a_list_repeats_what_a_comparison_of_all_its_pairs_tells(given: list[Mention], place: int) -> None:
    respelt = [replace(one, headline=_respelt(one.headline or "", place)) for one in given]
    mentions = dict(enumerate([*given, *respelt]))
    told = repeated(mentions)
    for number, mention in mentions.items():
        same = [earlier for earlier in range(number) if _is_same(mentions[earlier], mention)]
        assert told[number] in same if same else number not in told


def test_a_long_list_of_one_outlet_and_day_is_not_compared_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    monkeypatch.setattr(duplicates, "near_headlines", lambda one, *_more: compared.append(one))
    names = [one * 3 + other * 3 for one in "abcdefghij" for other in "klmnopqrst"]
    headlines = [f"Minister {name} visits {name[::-1]} town" for name in names]
    for day, outlet in ((date(2017, 11, 14), "Coastal Ledger"), (None, None)):
        assert not repeated({n: Mention(one, outlet, None, day, None, None) for n, one in enumerate(headlines)})
    assert len(compared) < len(names)


def _told(folder: Path, new_library: Path, kept: Draft, asked: Draft) -> str:
    """What a draft is told to be beside a library of the other one, and the same of both in the library."""
    folder.mkdir()
    with Library.open(Path(shutil.copy(new_library, folder / "library.clipper"))) as library:
        library.add([Accepted(kept)], PASTE)
        found = likeness_of(library, asked)
        told = found.kind.value if found else "none"
        # In the wastebasket nothing is like it, so that nobody has to say what the two are.
        library.delete([1])
        added = library.add([Accepted(asked)], PASTE)
        library.restore([1])
        (pair, *more) = [*likely_duplicates(library), None]
        assert added.ids == (2,)
        assert not any(more)
        assert (pair.kind.value if pair else "none") == told
    return told
