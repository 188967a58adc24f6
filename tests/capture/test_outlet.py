"""Where the outlet of an article comes from, and where not."""

from datetime import date

from clipper.capture import read
from clipper.model.draft import Doubt, Draft, Known, Pasted

PROSE = (
    "The ferry that links the two shores waited four hours for the tide on Monday, and nobody on board complained.\n"
    "The company that runs it said the tide would be earlier on Tuesday, and the timetable would follow the moon.\n"
)


def draft_of(text: str) -> Draft:
    return read(Pasted(text), Known(), date(2020, 1, 10)).drafts[0]


def test_a_picture_s_credit_names_no_outlet():
    credit = "The quay at Wren Bay. Photo : La Presse canadienne\n"
    draft = draft_of(f"Ferry waits for the tide again\nInes Marlow\nDecember 3, 2019\n{credit}{PROSE}")
    assert draft.outlet.value is None
    assert draft.body.value is not None
    assert "Photo" not in draft.body.value


def test_the_company_that_signs_the_page_is_its_outlet():
    foot = "Trending\nFog\n© 2019 The Globe and Mail Inc. All rights reserved.\n"
    draft = draft_of(f"Ferry waits for the tide again\nBy Ines Marlow\nDecember 3, 2019\n{PROSE}{foot}")
    assert draft.outlet.value == "The Globe and Mail"


def test_an_op_ed_may_say_whom_it_was_written_for():
    draft = draft_of(f"The tide waits for no ferry here\nInes Marlow\nContributed to The Wren Bay Herald\n\n{PROSE}")
    assert (draft.outlet.value, draft.outlet.doubt) == ("The Wren Bay Herald", Doubt.UNKNOWN_OUTLET)
