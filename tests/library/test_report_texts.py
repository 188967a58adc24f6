"""Texts by staff: kept for one report, period, language and audience, and never shown in another."""

from itertools import product
from pathlib import Path

import pytest

from clipper.library.library import Library
from clipper.model.errors import WrongUsage
from clipper.model.period import Period
from clipper.model.report import MEANING_TEXT, SUMMARY_TEXT, Audience, introduction, why

REPORT = "5d1f0c1e-0e0b-4f0c-9c39-7d4a2b6f1a01"
MONTH = Period.month(2026, 10)
INTERNAL, PUBLIC = Audience.INTERNAL, Audience.PUBLIC


def write(library: Library, text: str, key: str = SUMMARY_TEXT, period: Period = MONTH) -> None:
    library.write_report_text(REPORT, period, "en", INTERNAL, key, text)


def texts(library: Library, period: Period = MONTH) -> dict[str, str]:
    return library.report_texts(REPORT, period, "en", INTERNAL)


def test_a_text_is_written_anew_and_taken_away_each_in_one_step(library: Library) -> None:
    changes = library.write_report_text(REPORT, MONTH, "en", INTERNAL, SUMMARY_TEXT, " We were\r\n**heard**.\u0000 ")
    assert changes.reports
    assert texts(library) == {SUMMARY_TEXT: "We were\n**heard**."}
    assert library.undoable().title == "Write report text"
    write(library, "Not again.")
    write(library, "Ports.", introduction("topics"))
    write(library, " \n")
    assert texts(library) == {"introduction/topics": "Ports."}
    write(library, "Once more.")
    for expected in ({"introduction/topics": "Ports."}, {SUMMARY_TEXT: "Not again.", "introduction/topics": "Ports."}):
        library.undo()
        assert texts(library) == expected
    library.undo()
    library.undo()
    assert texts(library) == {SUMMARY_TEXT: "We were\n**heard**."}
    library.undo()
    assert texts(library) == {}


def test_the_same_text_again_or_nothing_where_nothing_was_is_no_step(library: Library) -> None:
    write(library, "")
    write(library, "Heard.")
    write(library, "Heard. ")
    assert len(library.steps()) == 1


def test_a_text_belongs_to_one_report_period_language_and_audience(library: Library) -> None:
    cases = list(product((REPORT, "another"), (MONTH, MONTH.before()), ("en", "fr"), (INTERNAL, PUBLIC)))
    for number, case in enumerate(cases):
        library.write_report_text(*case, SUMMARY_TEXT, f"Text {number}")
    assert [library.report_texts(*case) for case in cases] == [
        {SUMMARY_TEXT: f"Text {number}"} for number in range(len(cases))
    ]


def test_the_words_of_the_latest_period_before_can_be_taken_over(library: Library) -> None:
    write(library, "August", period=Period.month(2026, 8))
    write(library, "August meant", MEANING_TEXT, Period.month(2026, 8))
    write(library, "June", period=Period.month(2026, 6))
    write(library, "December", period=Period.month(2026, 12))
    library.write_report_text(REPORT, Period.month(2026, 9), "en", PUBLIC, SUMMARY_TEXT, "For everybody")
    library.write_report_text("another", Period.month(2026, 9), "en", INTERNAL, SUMMARY_TEXT, "Another")
    earlier = library.earlier_report_texts(REPORT, MONTH, "en", INTERNAL)
    assert earlier == {SUMMARY_TEXT: "August", MEANING_TEXT: "August meant"}
    assert library.earlier_report_texts(REPORT, Period.month(2026, 6), "en", INTERNAL) == {}
    write(library, "", period=Period.month(2026, 8))
    write(library, "", MEANING_TEXT, Period.month(2026, 8))
    assert library.earlier_report_texts(REPORT, MONTH, "en", INTERNAL) == {SUMMARY_TEXT: "June"}


@pytest.mark.parametrize("key", ["", " \n", "x" * 201])
def test_a_text_that_has_no_place_is_refused(library: Library, key: str) -> None:
    with pytest.raises(WrongUsage, match="no place"):
        write(library, "Text", key)


def test_texts_outlast_the_window(library: Library, path: Path) -> None:
    write(library, "Kept.", why("6b1f7c52-31d7-4b77-8f5c-2f4f6f3a1d11"))
    with Library.open(path) as other:
        assert list(texts(other).values()) == ["Kept."]
