"""What a row shows around the words that were looked for."""

from clipper.library.snippets import pieces
from clipper.library.store.sqlite_search import MATCH_END, MATCH_START


def test_a_long_way_to_the_first_found_word_is_cut_at_a_word() -> None:
    passage = (
        f"Amadou and Peter read the last table of the report line by line before the {MATCH_START}ice{MATCH_END} goes"
    )
    before, found, after = pieces(passage)
    assert (found, after) == (("ice", True), (" goes", False))
    assert before[0].startswith("…")
    assert len(before[0]) <= 41
    assert passage.split(MATCH_START)[0].endswith(before[0].lstrip("…"))
