"""After a power cut all that was confirmed is there, and no step is half there."""

from pathlib import Path
from unittest.mock import patch

import pytest

from clipper.library import contents, safe_file
from tests.crash.cuts import cut
from tests.crash.states import without_synchronising

CUTS, SEED, SIZE = 15, 7, 3
WORKS = ("ordinary", "backup")


@pytest.mark.parametrize("work", WORKS)
def test_no_power_cut_costs_what_was_confirmed(work: str, tmp_path: Path) -> None:
    tally = cut(CUTS, SEED, SIZE, tmp_path, works=[work])
    assert tally.wrong == []
    assert tally.stops == CUTS


def test_power_cuts_do_cost_something_where_nothing_is_synchronised(tmp_path: Path) -> None:
    with without_synchronising():
        tally = cut(8, SEED, SIZE, tmp_path, works=["ordinary"])
    assert any("lost" in told for told in tally.wrong)


def test_power_cuts_do_cost_large_files_where_their_folder_is_not_synchronised(tmp_path: Path) -> None:
    with patch.object(contents, "sync_folder"), patch.object(safe_file, "sync_folder"):
        tally = cut(8, SEED, SIZE, tmp_path, works=["backup"])
    assert any("missing" in told or "no copy" in told for told in tally.wrong)
