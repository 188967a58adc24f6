"""What a browser printed, pasted: what it prints at the head and foot of every page is no part of the article."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

PROSE = """The town council voted 6-3 on Tuesday night to close the only public pool, which ends a long fight.

Mayor Helga Strand said the pool, built in 1971, loses $410,000 a year and needs a new roof. "I learned to swim there."

About 80 residents filled the hall. Some carried towels. The class of seniors would have nowhere to go, they said."""
ADDRESS = "https://www.nytimes.com/2026/11/19/world/fernmoor-pool.html"
MORE = "The pool will close on March 31. A citizens' group says that it will ask the province to step in after all."


def printed(head: str, feet: tuple[str, str], headline: str = "Fernmoor Loses Its Pool\n") -> Draft:
    """Return the draft of an article on two printed pages."""
    first = f"{head}\n\n{headline}By Cleo Vandermeer\nNov. 19, 2026\n\n{PROSE}\n\n{feet[0]}\n"
    text = f"{first}{head}\n\n{MORE}\n\n{feet[1]}\n"
    (draft,) = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    return draft


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("11/30/26, 9:14 AM\tFernmoor loses its pool - The New York Times", ADDRESS + "\t{n}/2"),
        ("30/11/2026, 09:14 Fernmoor loses its pool - The New York Times", ADDRESS + " {n}/2"),
        ("30.11.26, 09:14 Fernmoor loses its pool | World", ADDRESS + "   {n}/2"),
        ("2026-11-30 09 h 14 Fernmoor loses its pool", ADDRESS + " {n} de 2"),
        ("Fernmoor loses its pool - The New York Times\t" + ADDRESS, "{n} of 2\t11/30/2026, 9:14 AM"),
    ],
)
def test_head_and_foot_of_a_printed_page_are_no_part_of_the_article(head: str, foot: str) -> None:
    draft = printed(head, (foot.format(n=1), foot.format(n=2)))
    assert draft.headline.value == "Fernmoor Loses Its Pool"
    assert (draft.outlet.value, draft.url.value) == ("The New York Times", ADDRESS)
    assert draft.published_on.value == date(2026, 11, 19)
    assert draft.reporters.value == ("Cleo Vandermeer",)
    body = draft.body.value or ""
    assert body.endswith(MORE)
    assert "nytimes" not in body
    assert "9:14" not in body


def test_the_title_of_the_tab_stays_where_the_page_has_no_headline() -> None:
    head, foot = "11/30/26, 9:14 AM Fernmoor loses its pool", f"{ADDRESS} 1/2"
    assert printed(head, (foot, foot), headline="").headline.value == "Fernmoor loses its pool"


def test_a_moment_before_a_title_is_no_print_where_no_foot_counts_pages() -> None:
    draft = printed("11/30/26, 9:14 AM Fernmoor loses its pool", ("", ""), headline="")
    assert "Fernmoor loses its pool" in (draft.headline.value or "")
