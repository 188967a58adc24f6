"""Lists that are the names of files, each of which tells a mention."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture.file_names import with_file_names_plain
from clipper.capture.lines import lines_of
from tests.capture.told_mentions import drafts, told

STAR = ("Mayor drops the toll", ("Ann Lee",), "Toronto Star", date(2026, 11, 3))
LEDGER = ("Toll or no toll", ("Tom Okafor",), "Harbour Ledger", date(2026, 11, 4))
GLOBAL = ("A bridge too dear", ("Ruth Delisle",), "Global News", date(2026, 11, 6))


@pytest.mark.parametrize("end", [".pdf", ".docx", ".PDF", ".pdf (1.2 MB)"])
@pytest.mark.parametrize(
    "style",
    [
        "{3}_{2}_{0}_{1}",
        "{2}_{3}_{0}_{1}",
        "{0}_{2}_{1}_{3}",
        "{3} - {2} - {0} - {1}",
        "{3}_{2} ({1})_{0}",
    ],
)
def test_names_of_files_are_mentions(style: str, end: str) -> None:
    rows = [(headline, names[0], outlet, day.isoformat()) for headline, names, outlet, day in (STAR, LEDGER, GLOBAL)]
    assert told("".join(f"{style.format(*row)}{end}\n" for row in rows)) == [STAR, LEDGER, GLOBAL]


def test_underscores_stand_for_the_spaces_of_a_name_that_has_none() -> None:
    text = "Toronto_Star_2026-11-03_Mayor_drops_the_toll.pdf\nGlobal_News_2026-11-06_A_bridge_too_dear.pdf\n"
    assert [(headline, outlet, day) for headline, _, outlet, day in told(text)] == [
        ("Mayor drops the toll", "Toronto Star", date(2026, 11, 3)),
        ("A bridge too dear", "Global News", date(2026, 11, 6)),
    ]


def test_hyphens_stand_for_the_spaces_of_a_name_whose_cells_underscores_part() -> None:
    text = "2026-11-03_Toronto-Star_Mayor-drops-the-toll_Ann-Lee.pdf\n"
    text += "2026-11-06_Global-News_A-bridge-too-dear_Ruth-Delisle.pdf\n"
    assert told(text) == [STAR, GLOBAL]


def test_a_hyphen_within_a_word_stays_where_underscores_part_the_words() -> None:
    text = "2026-11-03_Toronto_Star_Mayor_drops_the_car-toll.pdf\n2026-11-06_Global_News_A_bridge_too_dear.pdf\n"
    assert [draft.headline.value for draft in drafts(text)] == ["Mayor drops the car-toll", "A bridge too dear"]


def test_a_greeting_may_lead_to_them() -> None:
    text = "Please find attached:\n"
    text += "20261103_Toronto Star_Mayor drops the toll.pdf\n"
    text += "20261106_Global News_A bridge too dear.pdf\n"
    assert [draft.outlet.value for draft in drafts(text)] == ["Toronto Star", "Global News"]


@given(st.lists(st.text("ab_ .2026-", min_size=1, max_size=20), min_size=2, max_size=5))
def test_what_a_name_says_stays_where_it_stands(names: list[str]) -> None:
    lines = lines_of("\n".join(f"x{name.strip()}_y.pdf" for name in names))
    for line, plain in zip(lines, with_file_names_plain(lines), strict=True):
        start, end = plain.place(0, len(plain.text))
        assert (start, end - start) == (line.start, len(plain.raw))
