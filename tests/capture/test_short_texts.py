"""Which short texts may lack something: what ends as texts do, with several sentences, is a brief and has its end."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Doubt, Draft, Guess, Known, Pasted

HEAD = "Ferry towns count the cost\nBy Maya Okafor\nThe Canadian Press\nNovember 17, 2026\n\n"
BRIEF = "The last boat left on Monday. Nobody has said who pays for the road. The council meets again in December"


def body(text: str) -> Guess[str | None]:
    drafts: tuple[Draft, ...] = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert len(drafts) == 1
    return drafts[0].body


@pytest.mark.parametrize("end", [".", "!", ".”", ".\n\n“It is late,” said the mayor of the town."])
def test_a_brief_of_several_sentences_that_ends_as_texts_do_is_whole(end: str) -> None:
    found = body(f"{HEAD}{BRIEF}{end}")
    assert (found.value or "").startswith("The last boat left")
    assert found.is_sure


@pytest.mark.parametrize("end", ["…", "...", "", " and then", " […]"])
def test_what_breaks_off_may_lack_something(end: str) -> None:
    assert body(f"{HEAD}{BRIEF}{end}").doubt is Doubt.SHORT_BODY


def test_a_sentence_or_two_may_be_a_teaser() -> None:
    said = "The last boat of the season left the town on Monday afternoon. Nobody has said who pays for the road."
    assert body(f"{HEAD}{said}").doubt is Doubt.SHORT_BODY


def test_a_small_part_of_a_page_may_not_be_its_text() -> None:
    menu = "\n".join(f"Section no. {n} of the site and all that is in it" for n in range(20))
    assert body(f"{menu}\n\n{HEAD}{BRIEF}.\n\n{menu}").doubt is Doubt.SHORT_BODY
