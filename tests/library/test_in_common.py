"""What many clippings have in common, as the database counts it."""

from datetime import date

import pytest

from clipper.library import in_common
from clipper.library.in_common import InCommon
from clipper.library.library import Library
from clipper.model.codes import Prominence, Relation, Tone
from clipper.model.draft import Accepted, Draft, Guess, Pasted


def of(headline: str, outlet: str | None = None, day: date | None = None) -> Accepted:
    draft = Draft(headline=Guess(headline), outlet=Guess(outlet), published_on=Guess(day))
    return Accepted(draft, even_if_known=True)


@pytest.mark.parametrize("at_once", [1, 2, 10_000])
def test_values_tags_days_and_stories_are_counted_over_all(
    library: Library, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(in_common, "_PIECE", at_once)
    days = date(2026, 11, 3), date(2026, 11, 1), None
    drafts = [of("A", "The Tern", days[0]), of("B", "The Wire", days[1]), of("C", None, days[2])]
    one, two, three = library.add(drafts, Pasted("Three")).ids
    library.tag([one, two], "ports")
    library.tag([one, two, three], "board")
    library.set_tone([one], Tone.POSITIVE)
    library.set_prominence([one, two, three], Prominence.MAIN)
    library.set_starred([three], True)
    library.group([one, two])
    common = library.in_common([one, two, three])
    assert common == InCommon(
        count=3,
        tags={"board": 3, "ports": 2},
        tones=frozenset({Tone.POSITIVE, None}),
        prominences=frozenset({Prominence.MAIN}),
        relations=frozenset({Relation.ABOUT_US}),
        outlets=frozenset({"The Tern", "The Wire", None}),
        first=date(2026, 11, 1),
        last=date(2026, 11, 3),
        starred=1,
        in_stories=2,
    )
    assert list(common.tags) == ["board", "ports"]


def test_what_is_gone_does_not_count(library: Library) -> None:
    one, two = library.add([of("A"), of("B")], Pasted("Two")).ids
    library.tag([two], "ports")
    library.purge([two])
    assert library.in_common([one, two]).count == 1
    assert library.in_common([two]) == InCommon()
    library.delete([one])
    assert library.in_common([one, two]).deleted == 1
