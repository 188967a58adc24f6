"""What the links for sharing say of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture.shared import Shared, shared_by

PAGE = "https://ferry.example/2024/05/the-tide-waits"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.facebook.com/sharer.php?u=https%3A%2F%2Fferry.example%2F2024%2F05%2Fthe-tide-waits%3Futm_source%3Dfb",
        "https://twitter.com/intent/tweet?text=The%20tide%20waits&url=https://ferry.example/2024/05/the-tide-waits#top",
        "mailto:?subject=The+tide+waits&body=Read+this:+https://ferry.example/2024/05/the-tide-waits",
    ],
)
def test_a_link_for_sharing_hands_on_the_address_of_its_page(link: str) -> None:
    assert shared_by([link]).address == PAGE


def test_the_title_that_most_links_hand_on_comes_first() -> None:
    links = [
        "https://one.example/?text=Another+thing+to+read",
        "https://two.example/?title=The+tide+waits+for+no+ferry",
        "mailto:?subject=The%20tide%20waits%20for%20no%20ferry",
    ]
    assert shared_by(links).titles == ("The tide waits for no ferry", "Another thing to read")


def test_a_front_page_and_other_links_say_nothing() -> None:
    assert (
        shared_by(["https://a.example/?u=https://ferry.example/", "https://a.example/b", "https://[bad?u=x"])
        == Shared()
    )


@given(st.lists(st.text(max_size=80)))
def test_any_links_are_read(links: list[str]) -> None:
    shared = shared_by(links)
    assert shared.address is None or shared.address.startswith(("http://", "https://"))
