"""Whatever is pasted: a reading whose spans hold, or a sentence."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import from_bytes, read
from clipper.capture.serialise import draft_to_json
from clipper.model.draft import DRAFT_FIELDS, Draft, Known, Pasted, Reading
from clipper.model.errors import WrongUsage
from clipper.model.text import clean
from tests.profiles import of_hundred

TODAY = date(2026, 11, 23)
KNOWN = Known(("Coast & Harbour",), ("Kim Tan",), ("Ann Lee", "İ"), ("The Institute",))
PIECES = st.sampled_from(
    [
        *("by ", "par ", "(feat. ", ")", ", ", " and ", "Ann Lee", "Kim Tan", "CBC News", "May 3, 2021", "3/4/2019"),
        *("\n", "\n\n", " | ", " – ", "\u00a0 ", "https://x.example/a", "3 days ago", "- ", "## ", "“", "\0", "ß"),
        *("l’été", "İstanbul", "Ports close for the winter"),
        "The winter has closed three ports in the north and left the towns without anything. ",
    ]
)
PASTES = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join))
TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<h1>", "<li>", "<blockquote>", "<b>", "</b>", "</a>", "<![<", "<!--", "<script>", "<br>"),
        *("<a href='https://x.example/a' rel=author>", "<time datetime='2021-05-03'>", "<div class='byline'>"),
        *("<table><td>", "&amp;", "&#0;"),
    ]
)
RELAXED = of_hundred(150)


def attempt(pasted: Pasted) -> Reading | None:
    try:
        return read(pasted, KNOWN, TODAY)
    except WrongUsage:
        return None


def check(reading: Reading) -> None:
    assert reading.drafts
    assert clean(reading.text) == reading.text
    for draft in reading.drafts:
        for field in DRAFT_FIELDS:
            guess = getattr(draft, field)
            assert 0 <= guess.confidence <= 1
            assert all(0 <= start < end <= len(reading.text) for start, end in guess.spans)
            if field in {"body", "reporters"}:
                assert all(before[1] <= after[0] for before, after in pairwise(guess.spans))
        if draft.headline.value and draft.headline.spans:
            ((start, end),) = draft.headline.spans
            shown = " ".join(reading.text[start:end].split())
            named = f"{draft.programme.value} ({time_of(draft)})"
            assert draft.headline.value in {shown, named} or shown.replace("*", "") == draft.headline.value.replace(
                "*", ""
            )
        assert 0 <= draft.extent[0] <= draft.extent[1] <= len(reading.text)
        draft_to_json(draft)


def time_of(draft: Draft) -> str:
    """The time behind the programme that a broadcast without a headline goes by."""
    return (draft.headline.value or "").rpartition(" (")[2].rstrip(")")


@RELAXED
@given(PASTES)
def test_any_text_gives_a_reading_or_a_sentence(text: str) -> None:
    reading = attempt(Pasted(text))
    if reading:
        check(reading)


@RELAXED
@given(PASTES, st.lists(st.one_of(TAGS, PIECES, st.text(max_size=8)), max_size=40).map("".join))
def test_any_html_gives_a_reading_or_a_sentence(text: str, html: str) -> None:
    reading = attempt(Pasted(text, html))
    if reading:
        check(reading)


def test_names_of_attributes_that_are_no_names_do_not_matter() -> None:
    reading = attempt(from_bytes(b'<html><p {} {}x="1" "{}docheader">The winter has closed three ports.</p>', "a.html"))
    assert reading is not None
    assert "three ports" in reading.text


@RELAXED
@given(st.binary(), st.sampled_from([None, "page.html", "note.txt"]))
def test_any_bytes_give_a_reading_or_a_sentence(data: bytes, source: str | None) -> None:
    reading = attempt(from_bytes(data, source))
    if reading:
        check(reading)


@RELAXED
@given(PASTES)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert attempt(Pasted(text)) == attempt(Pasted(text))
