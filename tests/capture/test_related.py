"""Lines below an article that are written as mentions are: links of its page, or a list after all."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Known, Pasted, Reading

TEXT = """The last boat of the season now leaves in December, and nobody has said who pays for the crews who stay on.

“Somebody has to show the bill,” said Ingrid Halvorsen, who has watched the harbour for thirty years and more.

The council meets again in the spring to hear the towns, and the minister has promised to be there.
"""
HEAD = "Ice road closes weeks early\nBy Pat Renner\nCBC News\nNovember 19, 2026\n"
COUNTING = (
    "Ferry fares double, CBC News, 3 days ago\nFog holds on, CTV News, yesterday\nPort shut, CBC News, 5 hours ago\n"
)
OF_ONE_OUTLET = (
    "Ferry fares double, CBC News, Nov. 16, 2026\nFog holds on, CBC News, Nov. 17, 2026\n"
    "Port shut, CBC News, Nov. 18, 2026\n"
)
OF_SEVERAL = OF_ONE_OUTLET.replace("Fog holds on, CBC News", "Fog holds on, CTV News")


def reading_of(text: str) -> Reading:
    return read(Pasted(text), Known(), date(2026, 11, 20))


def headlines(text: str) -> list[str | None]:
    return [draft.headline.value for draft in reading_of(text).drafts]


@pytest.mark.parametrize(
    "below",
    [COUNTING, OF_ONE_OUTLET, f"More stories\n{COUNTING}", f"Related stories\n{OF_SEVERAL}"],
    ids=["counting back", "of the article's outlet", "below a heading", "of several outlets below a heading"],
)
def test_links_below_an_article_are_no_mentions_of_their_own(below: str) -> None:
    reading = reading_of(f"{HEAD}\n{TEXT}\n{below}")
    (draft,) = reading.drafts
    assert (draft.headline.value, draft.outlet.value) == ("Ice road closes weeks early", "CBC News")
    assert (draft.reporters.value, draft.published_on.value) == (("Pat Renner",), date(2026, 11, 19))
    assert (draft.body.value or "").startswith("The last boat")
    assert (draft.body.value or "").endswith("promised to be there.")
    assert set(below.splitlines()) <= set(unused_in(reading))


def test_links_below_an_article_do_not_take_its_place() -> None:
    assert headlines(f"CBC News\n\nIce road closes weeks early\n\nNov. 19, 2026\n\n{TEXT}\n{COUNTING}") == [
        "Ice road closes weeks early"
    ]


LISTED = ["Ferry fares double", "Fog holds on", "Port shut"]


@pytest.mark.parametrize(
    "above",
    [
        "Hello all,\n\nHere are the mentions of this week. Please tell me if any is missing.\n",
        f"Media mentions\nNovember 20, 2026\n\n{TEXT}",
    ],
    ids=["a letter", "a review with an introduction"],
)
@pytest.mark.parametrize("below", [COUNTING, OF_ONE_OUTLET, OF_SEVERAL])
def test_what_introduces_a_list_leaves_it_one(above: str, below: str) -> None:
    assert headlines(f"{above}\n{below}")[-3:] == LISTED


def test_a_list_stays_one_whose_first_mention_has_its_text_below_it() -> None:
    first = "Ice road closes weeks early, CBC News, Nov. 19, 2026"
    assert headlines(f"{first}\n\n{TEXT}\n{OF_ONE_OUTLET}") == ["Ice road closes weeks early", *LISTED]


def test_an_article_goes_before_mentions_of_other_outlets() -> None:
    assert headlines(f"{HEAD}\n{TEXT}\n{OF_SEVERAL}") == ["Ice road closes weeks early", *LISTED]
