"""Clippings that a search names by their ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.errors import WrongUsage
from clipper.model.query import Query
from clipper.model.search_ids import ids_of, written_ids


@given(st.frozensets(st.integers(0, 400), min_size=1))
def test_ids_read_back_as_they_were_written(ids):
    assert ids_of(written_ids(ids)) == ids


def test_ids_that_follow_one_another_are_written_in_one_piece():
    assert written_ids([9, 1, 2, 3, 7]) == "1..3,7,9"


@pytest.mark.parametrize("text", ["", "x", "1,", "1..", "3-5", "1..99999999999", "١"])
def test_what_names_no_clippings_is_refused(text):
    with pytest.raises(WrongUsage):
        ids_of(text)
    if text:
        assert Query.parse(f'id:"{text}"').problems
