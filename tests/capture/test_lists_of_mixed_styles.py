"""No line of a list is left out because its outlet is unknown, or because it is written in another style."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Known, Pasted, Reading

TODAY = date(2026, 11, 30)


def reading(text: str) -> Reading:
    return read(Pasted(text), Known(), TODAY)


def told(found: Reading) -> list[tuple[object, ...]]:
    return [(draft.headline.value, draft.reporters.value, draft.outlet.value) for draft in found.drafts]


@pytest.mark.parametrize(
    ("line", "names"), [("Fog stays put (The Slow Thaw, Luc Roy)", ("Luc Roy",)), ("Fog stays put (The Slow Thaw)", ())]
)
def test_below_a_day_one_line_tells_how_another_is_written(line: str, names: tuple[str, ...]) -> None:
    found = reading(
        "Monday, November 23\nFerry waits for the tide (CBC News, Ines Marlow)\nSalt on the road (The Guardian)\n\n"
        f"Wednesday, November 25\n{line}\n"
    )
    assert told(found)[-1] == ("Fog stays put", names, "The Slow Thaw")
    assert found.drafts[-1].published_on.value == date(2026, 11, 25)
    assert not found.drafts[-1].outlet.is_sure
    assert unused_in(found) == []


def test_the_outlet_in_brackets_behind_the_reporter_is_one_that_nobody_knows() -> None:
    found = reading(
        "Ferry waits for the tide — CBC News, Ines Marlow, 2026-11-20\n"
        "Fog stays put, by Luc Roy (The Slow Thaw), 2026-11-21\n"
        "Salt on the road — The Guardian, Nora Verdun, 2026-11-22\n"
    )
    assert told(found)[1] == ("Fog stays put", ("Luc Roy",), "The Slow Thaw")


def test_a_line_without_reporter_is_written_as_those_with_one() -> None:
    found = reading(
        "- Fog stays put (The Slow Thaw, Luc Roy), Nov 25\n- Salt on the road (The Slow Thaw), Nov 4\n"
        "- Ferry waits for the tide (CBC News, Ines Marlow), Nov 25\n"
    )
    assert told(found)[1] == ("Salt on the road", (), "The Slow Thaw")


def test_a_page_behind_the_year_is_no_part_of_the_day() -> None:
    found = reading("Fog stays put, Times Colonist, Nov. 24, 2026, A3\nSalt on the road, CBC Radio, Nov. 25, 2026\n")
    assert told(found) == [("Fog stays put", (), "Times Colonist"), ("Salt on the road", (), "CBC Radio")]
    assert found.drafts[0].published_on.value == date(2026, 11, 24)


def test_in_the_leads_to_the_outlet_behind_a_quoted_headline() -> None:
    found = reading(
        "“Fog stays put” in the Halifax Examiner (November 9, 2026)\n"
        "“Salt on the road” in The Guardian (November 18, 2026)\n"
        "“Ferry waits for the tide” in the Tantramar Post (November 25, 2026)\n"
    )
    assert [outlet for *_, outlet in told(found)] == ["Halifax Examiner", "The Guardian", "Tantramar Post"]


def test_a_line_of_no_known_style_with_a_day_is_a_mention_to_check() -> None:
    found = reading(
        "Fog stays put, CBC News, 2026-11-20\nmore on fog & salt ~ the slow thaw ~ 2026-11-21\n"
        "Salt on the road, The Guardian, 2026-11-22\n"
    )
    assert len(found.drafts) == 3
    assert not found.drafts[1].headline.is_sure
    assert found.drafts[1].published_on.value == date(2026, 11, 21)
    assert unused_in(found) == []


def test_the_day_behind_on_stands_between_outlet_and_headline() -> None:
    found = reading(
        "Nora Verdun in the Halifax Examiner on November 9: Fog stays put\n"
        "Ines Marlow in The Guardian on November 12: Salt on the road\n"
    )
    assert [(draft.headline.value, draft.outlet.value, draft.published_on.value) for draft in found.drafts] == [
        ("Fog stays put", "Halifax Examiner", date(2026, 11, 9)),
        ("Salt on the road", "The Guardian", date(2026, 11, 12)),
    ]
