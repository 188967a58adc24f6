"""Many mentions in a row find the same clippings by keys of their headlines as by looking at all of them."""

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from clipper.library import duplicates, headline_index
from clipper.library.duplicates import likenesses_of
from clipper.library.library import Library
from clipper.model.codes import State
from clipper.model.draft import Accepted, Draft, Guess
from tests.library.building import PASTE, Clock

_WORDS = ["harbour", "towns", "ask", "minister", "who", "pays", "for", "the", "longer", "ferry", "season", "12", "13"]
_TEXT = "The ferry now runs until the second week of December, and nobody has decided who pays for it or how long. " * 2


def _headline(chance: random.Random) -> str:
    said = " ".join(chance.choices(_WORDS, k=chance.randint(3, 7)))
    place = chance.randrange(len(said) - 1)
    respelt = said[:place] + said[place : place + 2][::-1] + said[place + 2 :]
    return chance.choice([said, said, respelt, f"UPDATED: {said}", said[: place + 8] + "…", f"{said} | News"])


def _drafts(chance: random.Random, count: int) -> list[Draft]:
    """Return drafts of which many are called nearly alike, on few days or none, in an outlet or two."""
    called = [_headline(chance) for _ in range(count // 3)]
    return [
        Draft(
            headline=Guess(chance.choice([*called, _headline(chance)]), 0.95),
            outlet=Guess(chance.choice(["Coastal Ledger", "Coastal Ledger", "Harbour Post", None]), 0.95),
            published_on=Guess(chance.choice([None, date(2026, 11, 4), date(2026, 11, 4), date(2026, 11, 5)]), 0.95),
            body=Guess(chance.choice([None, None, _TEXT]), 0.9),
        )
        for _ in range(count)
    ]


def _found(path: Path, drafts: list[Draft]) -> tuple[object, ...]:
    with Library.open(path, now=Clock()) as library:
        half = len(drafts) // 2
        first = library.add([Accepted(draft) for draft in drafts[:half]], PASTE)
        library.set_state(first.ids[::5], State.REJECTED)
        library.delete(first.ids[1::7])
        likenesses = likenesses_of(library, drafts)
        second = library.add([Accepted(draft) for draft in drafts[half:]], PASTE)
        told = [one and (one.kind, one.clipping.id, one.reason) for one in likenesses]
        return first.ids, first.known, first.doubtful, second.ids, second.known, second.doubtful, told


@pytest.mark.parametrize("seed", range(6))
def test_keys_find_what_a_look_at_every_headline_finds(
    seed: int, tmp_path: Path, new_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, found = _drafts(random.Random(seed), 60), []
    for number, often in enumerate((1, 1_000_000)):
        monkeypatch.setattr(headline_index, "_OFTEN", often)
        path = Path(shutil.copy(new_library, tmp_path / f"{number}.clipper"))
        found.append(_found(path, drafts))
    assert found[0] == found[1]
    assert any(found[0][6])  # type: ignore[arg-type]


def test_mentions_of_one_outlet_and_day_are_not_compared_with_each_other(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    near = duplicates.near_headlines
    monkeypatch.setattr(duplicates, "near_headlines", lambda *given: compared.append(given) or near(*given))
    drafts = [
        Draft(Guess(f"Ferry {number} waits for the tide", 0.95), outlet=Guess("Coastal Ledger", 0.95))
        for number in range(120)
    ]
    assert len(library.add([Accepted(draft) for draft in drafts], PASTE).ids) == 120
    assert len(compared) < 5 * len(drafts)
