"""Pastes that a person calls a list of mentions, where nothing in them tells that."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted
from clipper.model.errors import WrongUsage

TODAY = date(2026, 11, 30)


def listed(text: str, html: str | None = None) -> tuple[Draft, ...]:
    return read(Pasted(text, html), Known(), TODAY, is_list=True).drafts


def headlines(text: str) -> list[str | None]:
    return [draft.headline.value for draft in listed(text)]


def test_lines_that_are_written_alike_are_cut_though_nobody_knows_their_outlets() -> None:
    text = (
        "The Gravel Gazette: Vans carry small towns to work at last\n"
        "The Loon Bay Herald: Towns are passed by once more\n"
        "Pebble Weekly: Ferries and fog in the harbour"
    )
    assert [(draft.outlet.value, draft.headline.value) for draft in listed(text)] == [
        ("The Gravel Gazette", "Vans carry small towns to work at last"),
        ("The Loon Bay Herald", "Towns are passed by once more"),
        ("Pebble Weekly", "Ferries and fog in the harbour"),
    ]


def test_a_line_that_says_nothing_but_a_headline_is_a_mention_to_look_at() -> None:
    drafts = listed("Ferries wait for the tide\nThe road around the lake")
    assert [draft.headline.value for draft in drafts] == ["Ferries wait for the tide", "The road around the lake"]
    assert all(draft.headline.is_doubtful for draft in drafts)


def test_blocks_between_empty_lines_are_a_mention_each() -> None:
    text = "Ferries wait for the tide\nThe Loon Bay Herald\nBy Ann Lee\n\nThe road around it\nPebble Weekly\nBy Bo Roe"
    drafts = listed(text)
    assert [draft.reporters.value for draft in drafts] == [("Ann Lee",), ("Bo Roe",)]
    assert [text[slice(*draft.extent)].count("\n") for draft in drafts] == [2, 2]


def test_a_block_of_mentions_comes_apart_below_its_heading() -> None:
    text = "In the news today\n\nCBC News: Ferries wait\nLe Devoir: La route du lac\n\nAnother word of it\n"
    assert headlines(text) == ["Ferries wait", "La route du lac", "Another word of it"]


def test_what_stands_above_and_below_a_mention_is_not_one() -> None:
    text = "Rain on the roads\nCBC News: Ferries wait, November 3, 2026\nFog in the harbour\n\nAnother word of it"
    drafts = listed(text)
    assert [text[slice(*draft.extent)].count("\n") for draft in drafts] == [0, 0, 0, 0]
    assert [draft.headline.value for draft in drafts][::2] == ["Rain on the roads", "Fog in the harbour"]


def test_an_address_belongs_to_the_line_above_it() -> None:
    text = "Ferries wait for it\nhttps://a.example/1\nRoads\nhttps://b.example/2\nhttps://c.example/3"
    assert [draft.url.value for draft in listed(text)] == [
        "https://a.example/1",
        "https://b.example/2",
        "https://c.example/3",
    ]


def test_a_list_that_is_read_as_one_anyway_is_read_the_same() -> None:
    text = "• The Globe and Mail – Permafrost roads could fail (Ivan Semeniuk)\n• CBC News – Rural transit (Bo Roe)"
    assert listed(text) == read(Pasted(text), Known(), TODAY).drafts


def test_links_of_a_page_stay_with_their_lines() -> None:
    html = '<p><a href="https://a.example/1">Ferries wait for it</a></p><p><a href="https://b.example/2">A road</a></p>'
    drafts = listed("Ferries wait for it\n\nA road", html)
    assert [draft.url.value for draft in drafts] == ["https://a.example/1", "https://b.example/2"]


def test_nothing_is_no_list() -> None:
    with pytest.raises(WrongUsage):
        listed(" \n ")


@given(st.lists(st.text(alphabet="ab: -,\n(1.“”|", max_size=40), max_size=8).map("\n".join))
def test_any_text_is_read_as_a_list_within_itself(text: str) -> None:
    try:
        reading = read(Pasted(text), Known(), TODAY, is_list=True)
    except WrongUsage:
        return
    assert reading.drafts
    extents = [draft.extent for draft in reading.drafts]
    assert extents == sorted(extents)
    assert all(0 <= start <= end <= len(reading.text) for start, end in extents)
