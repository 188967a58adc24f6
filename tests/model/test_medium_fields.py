"""Times of day and lengths as people write them, in English and in French."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.codes import Medium
from clipper.model.errors import WrongUsage
from clipper.model.medium_fields import (
    MEDIUM_FIELDS,
    clock_of,
    fields_of,
    read_air_time,
    read_length,
    seconds_of,
    write_length,
)

ZONES = st.sampled_from(["", " UTC", " GMT", " America/Toronto", " America/Port-au-Prince", " Etc/GMT+5"])


def test_each_medium_has_fields_of_its_own() -> None:
    assert fields_of(Medium.RADIO) == ("host", "aired_at", "duration", "timecode") == fields_of(Medium.PODCAST)
    assert fields_of(Medium.PRINT) == ("edition", "section", "page")
    assert fields_of(Medium.SOCIAL) == ("handle",)
    assert fields_of(Medium.ONLINE) == () == fields_of(None)
    assert {name for medium in Medium for name in fields_of(medium)} == set(MEDIUM_FIELDS)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("7:40", "07:40"),
        ("07:40", "07:40"),
        ("7.40", "07:40"),
        ("19 h 30", "19:30"),
        ("19h30", "19:30"),
        ("19 h", "19:00"),
        ("19 heures 30", "19:30"),
        ("7 a.m.", "07:00"),
        ("7:40 pm", "19:40"),
        ("12:15 a.m.", "00:15"),
        ("12 p.m.", "12:00"),
        ("noon", "12:00"),
        ("minuit", "00:00"),
        ("7:40:05", "07:40:05"),
        ("7:40 ET", "07:40 America/Toronto"),
        ("6 h 10 HNE", "06:10 America/Toronto"),
        ("7:40 (ET)", "07:40 America/Toronto"),
        ("7:40, america/new york", "07:40 America/New_York"),
        ("7:40 Europe/London", "07:40 Europe/London"),
        ("7 a.m. AT", "07:00 America/Halifax"),
        ("midi HP", "12:00 America/Vancouver"),
        ("23:59 UTC", "23:59 UTC"),
        ("7:40 Eastern", "07:40 America/Toronto"),
        ("7:40 Eastern Standard Time", "07:40 America/Toronto"),
        ("7:40 (UTC-08:00) Pacific Time (US & Canada)", "07:40 America/Vancouver"),
        ("7:40 US/Central", "07:40 America/Winnipeg"),
        ("6 h 10 heure normale de l’Est", "06:10 America/Toronto"),
        ("6 h 10 heure avancée des Rocheuses", "06:10 America/Edmonton"),
    ],
)
def test_an_air_time_is_read_as_people_write_it(text: str, read: str) -> None:
    assert read_air_time(text) == read
    assert read_air_time(read) == read
    assert clock_of(read) == read[:5]


@pytest.mark.parametrize(
    "text", ["", "7", "24:00", "7:60", "13 p.m.", "0 a.m.", "soon", "7:40 Mars/Crater", "7:40 XYZ", "19 h 30 min later"]
)
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        read_air_time(text)


@given(hour=st.integers(0, 23), minute=st.integers(0, 59), second=st.none() | st.integers(0, 59), zone=ZONES)
def test_an_air_time_reads_as_itself(hour: int, minute: int, second: int | None, zone: str) -> None:
    kept = f"{hour:02}:{minute:02}" + (f":{second:02}" if second is not None else "") + zone
    assert read_air_time(kept) == kept


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7:40", 460),
        ("0:45", 45),
        ("75:00", 4500),
        ("1:02:03", 3723),
        ("45 min", 2700),
        ("45 minutes", 2700),
        ("1 h 30", 5400),
        ("1h30", 5400),
        ("1 h 30 min", 5400),
        ("2 hours", 7200),
        ("1 heure 5 minutes", 3900),
        ("3 min 12", 192),
        ("3 min 12 s", 192),
        ("3′ 12″", 192),
        ("90 s", 90),
        ("90 secondes", 90),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, seconds: int) -> None:
    assert read_length(text) == seconds


@pytest.mark.parametrize("text", ["", "45", "1:60", "1:70:00", "long", "100 h", "min", "1:2:3", "-5 min"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        read_length(text)


@given(st.integers(1, 359_999))
def test_a_length_reads_as_what_was_written(seconds: int) -> None:
    assert read_length(write_length(seconds)) == seconds


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_air_time, read_length):
        with suppress(WrongUsage):
            assert read(text) is not None


def test_no_seconds_are_kept_as_nothing() -> None:
    assert seconds_of(0) is None
    assert seconds_of(None) is None
    for wrong in (-1, 360_000, True):
        with pytest.raises(WrongUsage):
            seconds_of(wrong)
