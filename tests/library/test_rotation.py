"""Which backups stay: few that are old, many that are new, and never too few, whatever the clock says."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.library import rotation
from clipper.library.rotation import DAYS, LEAST, MONTHS, OF_LATE, WEEKS, surplus
from clipper.model.backup import Backup, Reason

MONDAY = datetime(2026, 11, 16, 17, 0)


def made(at: datetime, *, is_sound: bool = True) -> Backup:
    return Backup(Path(f"{at:%Y-%m-%d_%H-%M-%S}_day.clipper"), at, Reason.DAY, is_sound=is_sound)


def rotated(backups: list[Backup], now: datetime) -> list[Backup]:
    gone = surplus(backups, now)
    return [one for one in backups if one not in gone]


times = st.datetimes(datetime(2019, 1, 1), datetime(2027, 12, 31))
some = st.lists(
    st.builds(lambda at, is_sound: made(at, is_sound=is_sound), times, st.booleans()),
    max_size=60,
    unique_by=lambda one: one.path,
)


@given(some, times)
def test_never_fewer_than_three_sound_ones_stay_and_never_without_the_newest(
    backups: list[Backup], now: datetime
) -> None:
    left = rotated(backups, now)
    sound, sound_left = ([one for one in each if one.is_sound] for each in (backups, left))
    assert len(sound_left) >= min(LEAST, len(sound))
    past = [one for one in sound if one.made <= now]
    assert not past or max(past, key=lambda one: one.made) in sound_left
    assert not sound or max(sound, key=lambda one: one.made) in sound_left


@given(some, times)
def test_three_stay_whatever_else_the_rule_says(backups: list[Backup], now: datetime) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rotation, "OF_LATE", 1)
        patched.setattr(rotation, "_SPANS", ())
        left = [one for one in rotated(backups, now) if one.is_sound and one.made <= now + timedelta(days=1)]
    sound = [one for one in backups if one.is_sound and one.made <= now + timedelta(days=1)]
    assert len(left) == min(LEAST, len(sound))


@given(some, times)
def test_what_was_thinned_out_once_stays(backups: list[Backup], now: datetime) -> None:
    assert surplus(rotated(backups, now), now) == []


@given(some, times)
def test_no_more_stay_than_the_rule_counts(backups: list[Backup], now: datetime) -> None:
    past = [one for one in rotated(backups, now) if one.is_sound and one.made <= now + timedelta(days=1)]
    assert len(past) <= OF_LATE + DAYS + WEEKS + MONTHS


def test_a_year_of_work_leaves_days_weeks_and_months() -> None:
    backups: list[Backup] = []
    for day in range(420):
        now = MONDAY + timedelta(days=day)
        backups = rotated([*backups, made(now)], now)
    ages = sorted((now - one.made).days for one in backups)
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len({(one.made.year, one.made.month) for one in backups}) == MONTHS
    assert len(backups) <= DAYS + WEEKS + MONTHS
    assert max(ages) > 300


def test_many_of_one_day_are_thinned_out_to_the_last_of_them() -> None:
    backups = [made(MONDAY + timedelta(minutes=minute)) for minute in range(40)]
    assert rotated(backups, MONDAY + timedelta(hours=1)) == backups[-OF_LATE:]


def test_nothing_goes_because_time_passed() -> None:
    backups = [made(MONDAY - timedelta(days=40 * number)) for number in range(6)]
    assert surplus(backups, MONDAY + timedelta(days=3650)) == []


def test_a_clock_that_was_wrong_costs_neither_the_backups_before_nor_those_after() -> None:
    before = [made(MONDAY - timedelta(days=number)) for number in range(DAYS - 1)]
    too_late = made(MONDAY.replace(year=2040))
    assert surplus([*before, too_late], MONDAY.replace(year=2040)) == []
    after = [made(MONDAY + timedelta(days=number)) for number in range(1, 8)]
    left = rotated([*before, too_late, *after], after[-1].made)
    assert too_late in left
    assert set(after) <= set(left)
    set_back = MONDAY.replace(year=2020)
    early = [made(set_back + timedelta(hours=number)) for number in range(3)]
    assert surplus([*before, *early], set_back + timedelta(hours=3)) == []


def test_a_damaged_one_stays_until_three_newer_ones_are_sound() -> None:
    damaged = made(MONDAY, is_sound=False)
    newer = [made(MONDAY + timedelta(days=number)) for number in range(1, 4)]
    assert surplus([damaged, *newer[:2]], newer[1].made) == []
    assert surplus([damaged, *newer], newer[2].made) == [damaged]
