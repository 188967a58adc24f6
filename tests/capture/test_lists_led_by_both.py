"""Mentions whose outlet and reporter stand together: before the headline, or behind it in brackets with the day."""

from datetime import date

import pytest

from tests.capture.told_mentions import drafts, told

LEE, OKAFOR = ("Ann Lee",), ("Tom Okafor", "Ruth Delisle")
DAYS = date(2026, 11, 3), date(2026, 11, 4)
ENGLISH = [("Mayor drops the toll", LEE, "Toronto Star", DAYS[0]), ("Toll: who decides?", OKAFOR, "CBC News", DAYS[1])]


@pytest.mark.parametrize(
    "style",
    [
        "{outlet} ({names}): {headline} – {day}",
        "{outlet} ({names}): {headline} ({day})",
        "{outlet} ({names}) - {headline} - {day}",
        "{day} – {outlet} ({names}): {headline}",
        "{names} ({outlet}): {headline}, {day}",
        "• {outlet} (by {names}): {headline} ({day})",
        "{headline} [{outlet}, {day}, p. 12, {names}]",
        "{headline} ({outlet}, {day}, {names})",
        "{headline} [{day}; {outlet}; {names}]",
    ],
)
def test_outlet_and_reporters_stand_together(style: str) -> None:
    rows = [
        ("Toronto Star", "Ann Lee", "Mayor drops the toll", "Nov. 3, 2026"),
        ("CBC News", "Tom Okafor and Ruth Delisle", "Toll: who decides?", "Nov. 4, 2026"),
    ]
    text = "\n".join(style.format(outlet=o, names=n, headline=h, day=d) for o, n, h, d in rows)
    assert told(text) == ENGLISH


@pytest.mark.parametrize(
    "style",
    [
        "{outlet} ({names}): {headline} – {day}",
        "{headline} [{outlet}, {day}, p. 12, {names}]",
        "{headline} ({outlet}, p. 4, {day}, by {names})",
    ],
)
def test_first_names_tell_the_reporter_from_an_outlet_that_nobody_knows(style: str) -> None:
    rows = [("Severn Ledger", "Ann Lee", "Mayor drops the toll", "3 Nov 2026")]
    rows += [("Lowland Courier", "Tom Okafor", "Toll: who decides?", "4 Nov 2026")]
    text = "\n".join(style.format(outlet=o, names=n, headline=h, day=d) for o, n, h, d in rows)
    assert told(text) == [
        ("Mayor drops the toll", LEE, "Severn Ledger", DAYS[0]),
        ("Toll: who decides?", OKAFOR[:1], "Lowland Courier", DAYS[1]),
    ]


def test_french_spaces_stand_before_the_colon() -> None:
    text = "Le Devoir (Océane Roy) : Le pont sera gratuit – 3 novembre 2026\n"
    text += "La Presse (Luc Vanier) : Péage : qui décide? – 4 novembre 2026\n"
    assert told(text) == [
        ("Le pont sera gratuit", ("Océane Roy",), "Le Devoir", DAYS[0]),
        ("Péage : qui décide?", ("Luc Vanier",), "La Presse", DAYS[1]),
    ]


def test_brackets_of_a_headline_are_its_own() -> None:
    text = "Mayor (finally) drops the toll, Toronto Star, Nov. 3, 2026\n"
    text += "Toll (Ann Lee's plan) fails, CBC News, Nov. 4, 2026\n"
    assert [draft.headline.value for draft in drafts(text)] == [
        "Mayor (finally) drops the toll",
        "Toll (Ann Lee's plan) fails",
    ]


@pytest.mark.parametrize(
    "marks", ["a. b. c.", "(a) (b) (c)", "A) B) C)", "i. ii. iii.", "i) ii) iii)", "#1 #2 #3", "#1: #2: #3:"]
)
def test_letters_and_numbers_count_mentions(marks: str) -> None:
    rows = ["Kelp booms / Hakai Magazine / 3 Nov 2026", "Seaweed: the next canola? / CBC News / 3 Nov 2026"]
    rows += ["Grown by the tide / The Tyee / 4 Nov 2026"]
    text = "\n".join(f"{mark} {row}" for mark, row in zip(marks.split(), rows, strict=True))
    assert [(draft.headline.value, draft.headline.is_sure) for draft in drafts(text)] == [
        ("Kelp booms", True),
        ("Seaweed: the next canola?", True),
        ("Grown by the tide", True),
    ]


def test_an_initial_is_no_letter_of_a_list() -> None:
    text = "A. Carrow is back by Ann Lee, CBC News, Nov. 3, 2026\n"
    text += "B. Smith stays by Tom Okafor, Toronto Star, Nov. 4, 2026\n"
    assert [draft.headline.value for draft in drafts(text)] == ["A. Carrow is back", "B. Smith stays"]


@pytest.mark.parametrize("style", ["{0}, {1}, {2}", "{0} – {1} – {2}", "{0} ({1}, {2})", "{0}, by Tom Roe, {1}, {2}"])
def test_a_name_in_brackets_is_of_the_headline_where_a_known_outlet_ends_the_line(style: str) -> None:
    rows = [
        ("Premier (Ann Lee): we will not pay", "CBC News", "Nov 4, 2026"),
        ("Ferry waits", "Reuters", "Nov 5, 2026"),
    ]
    found = drafts("\n".join(style.format(*row) for row in rows))
    assert [(draft.headline.value, draft.outlet.value) for draft in found] == [row[:2] for row in rows]
