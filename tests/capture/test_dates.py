"""Dates as papers write them; tests/data/dates.txt holds the examples by language."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clipper.capture.finders.almanac import shipped
from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.finders.relative import relative_in
from clipper.model.draft import Doubt

TODAY = date(2026, 11, 23)
EXAMPLES = Path(__file__).parents[1] / "data" / "dates.txt"
MONTHS = {code: entry["months"] for code, entry in shipped().items() if "months" in entry}
DAYS = st.dates(date(1990, 1, 1), TODAY)


def examples() -> Iterator[tuple[str, str, str]]:
    language = ""
    for line in EXAMPLES.read_text("utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            text, _, wanted = line.rpartition(" = ")
            yield language, text, wanted


def told(found: list[FoundDate], wanted: str) -> str:
    """Return what was found in the words of the examples."""
    if not found:
        return "nothing"
    first = found[0]
    parts = [first.day, first.doubt, first.other if wanted.count(", ") == 2 else None]
    return ", ".join(str(part) for part in parts if part)


@pytest.mark.parametrize(("language", "text", "wanted"), list(examples()))
def test_a_date_is_read_as_its_language_writes_it(language: str, text: str, wanted: str) -> None:
    code, _, order = language.partition("-")
    found = list(dates_in(text, TODAY, code, None, {"day-first": True, "month-first": False}.get(order)))
    assert told(found, wanted) == wanted
    assert len(found) <= 1


def test_there_are_examples_of_many_languages_and_of_what_is_no_date() -> None:
    rows = list(examples())
    assert len(rows) >= 250
    assert len({language[:2] for language, _, _ in rows}) >= 20
    assert sum(wanted == "nothing" for _, _, wanted in rows) >= 50


@pytest.mark.parametrize("text", ["December 19, 2017", "19. Dezember 2017", "19 décembre 2017", "2017年12月19日"])
def test_an_absolute_date_is_sure_and_its_place_is_exact(text: str) -> None:
    line = f"Posted {text}."
    (found,) = dates_in(line, TODAY)
    assert (found.day, found.doubt, line[found.start : found.end]) == (date(2017, 12, 19), None, text)
    assert found.confidence >= 0.9


def test_the_place_of_a_date_begins_with_its_weekday() -> None:
    line = "Jane Doe, on Tuesday, December 19, 2017, wrote"
    (found,) = dates_in(line, TODAY)
    assert line[found.start : found.end] == "on Tuesday, December 19, 2017"


def test_a_date_that_may_begin_with_day_or_month_offers_both() -> None:
    (found,) = dates_in("3/4/2019", TODAY, "en")
    assert (found.day, found.other, found.doubt) == (date(2019, 3, 4), date(2019, 4, 3), Doubt.DAY_OR_MONTH)
    (found,) = dates_in("3/4/2019", TODAY, "en", day_first=True)
    assert (found.day, found.other, found.doubt) == (date(2019, 4, 3), date(2019, 3, 4), None)


def test_a_date_without_a_year_takes_the_one_that_a_list_is_of() -> None:
    (found,) = dates_in("December 19", TODAY, None, 2012)
    assert (found.day, found.doubt) == (date(2012, 12, 19), Doubt.NO_YEAR)


def test_a_weekday_that_does_not_fit_makes_a_date_less_sure() -> None:
    (found,) = dates_in("Monday, December 19, 2017", TODAY)
    assert (found.day, found.confidence < 0.9) == (date(2017, 12, 19), True)


def test_all_dates_of_a_line_are_found_in_order() -> None:
    found = dates_in("Published: 5 May 2019 | Updated: May 6, 2019 at 9:04 p.m. | 2019-05-07", TODAY)
    assert [one.day.day for one in found] == [5, 6, 7]


@pytest.mark.parametrize(
    ("text", "language", "back"),
    [
        ("Published 3 days ago", "en", 3),
        ("3 DAYS AGO", None, 3),
        ("an hour ago", "en", 0),
        ("about 2 hours ago", "en", 0),
        ("1 hour, 5 minutes ago", "en", 0),
        ("3d ago", "en", 3),
        ("2 weeks ago", "en", 14),
        ("20 hours ago", "en", 1),
        ("Updated yesterday at 9:04 p.m.", "en", 1),
        ("Today, 9:04 pm", "en", 0),
        ("By Jane Doe | Yesterday", "en", 1),
        ("Sunday 9:04 pm", "en", 1),
        ("il y a 2 heures", "fr", 0),
        ("Il y a 3 jours", "fr", 3),
        ("il y a une heure", "fr", 0),
        ("Hier", "fr", 1),
        ("hier à 14 h 05", "fr", 1),
        ("Publié aujourd’hui à 09h12", "fr", 0),
        ("avant-hier", "fr", 2),
        ("vor 3 Stunden", "de", 0),
        ("vor 2 Tagen", "de", 2),
        ("vor einer Stunde", "de", 0),
        ("Heute, 14:05 Uhr", "de", 0),
        ("gestern um 14:05", "de", 1),
        ("hace 2 días", "es", 2),
        ("Hace 2 dias", None, 2),
        ("hace una hora", "es", 0),
        ("ayer", "es", 1),
        ("3 giorni fa", "it", 3),
        ("ieri alle 14:05", "it", 1),
        ("há 3 dias", "pt", 3),
        ("3 dias atrás", "pt", 3),
        ("ontem às 14:05", "pt", 1),
        ("3 dagen geleden", "nl", 3),
        ("gisteren om 14:05", "nl", 1),
        ("2 dni temu", "pl", 2),
        ("godzinę temu", "pl", 0),
        ("wczoraj, 14:05", "pl", 1),
        ("3 дня назад", "ru", 3),
        ("час назад", "ru", 0),
        ("Вчера, 14:05", "ru", 1),
        ("för 3 dagar sedan", "sv", 3),
        ("i går 14:05", "sv", 1),
        ("for 2 dager siden", "no", 2),
        ("for 3 dage siden", "da", 3),
        ("3 päivää sitten", "fi", 3),
        ("eilen klo 14.05", "fi", 1),
        ("před 3 dny", "cs", 3),
        ("před hodinou", "cs", 0),
        ("včera 14:05", "cs", 1),
        ("3 gün önce", "tr", 3),
        ("dün 14:05", "tr", 1),
        ("3 дні тому", "uk", 3),
        ("πριν από 3 ημέρες", "el", 3),
        ("χθες", "el", 1),
        ("3 napja", "hu", 3),
        ("3 nappal ezelőtt", "hu", 3),
        ("acum 3 zile", "ro", 3),
        ("ieri, 14:05", "ro", 1),
        ("3日前", "ja", 3),
        ("2時間前", "ja", 0),
        ("今日", "ja", 0),
        ("昨日 14:05", "ja", 1),
        ("3天前", "zh", 3),
        ("2小时前", "zh", 0),
        ("昨天 14:05", "zh", 1),
        ("3일 전", "ko", 3),
        ("어제", "ko", 1),
        ("منذ 3 أيام", "ar", 3),
        ("منذ يومين", "ar", 2),
        ("Story by Odile Tanner • 2d • 3 min read", "en", 2),
        ("Odile Tanner · 3h", "en", 0),
        ("Odile Tanner • 2 j •", "fr", 2),
        ("1 sem. • Modifié", "fr", 7),
    ],
)
def test_a_relative_date_counts_from_today_and_is_never_sure(text: str, language: str | None, back: int) -> None:
    found = relative_in(text, TODAY, language)
    assert found is not None
    assert (found.day, found.doubt) == (TODAY - timedelta(days=back), Doubt.RELATIVE_DATE)
    assert found.confidence < 0.9


@pytest.mark.parametrize(
    "text",
    [
        "What you need to know today", "USA Today", "The day before yesterday’s vote", "Today’s paper", "Heute Journal",
        "Hier steht ein Haus", "a month ago", "long ago", "hoy en portada", "vor Ort", "il y a un problème", "Friday",
        "Ma première maison", "agora", "Yesterday was fine", "3 hours", "前",
        "Harbour · 5 min", "Odile Tanner · 12 m ·", "2d", "Canal D • D-2",
    ],
)  # fmt: skip
def test_what_counts_from_nothing_is_no_relative_date(text: str) -> None:
    assert relative_in(text, TODAY) is None


@given(DAYS, st.sampled_from(sorted(MONTHS)), st.data())
def test_a_day_written_with_any_name_of_its_month_reads_back(day: date, language: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(MONTHS[language][day.month - 1].split())).replace("-", " ")
    name = data.draw(st.sampled_from([name, name.capitalize(), name.upper()]))
    forms = [f"{day.day} {name} {day.year}", f"{day.day}. {name} {day.year}", f"{day.day} de {name} de {day.year}"]
    if len(name) > 2 and " " not in name:
        forms += [f"{name} {day.day}, {day.year}", f"{name}. {day.day} {day.year}", f"{day.year}. {name} {day.day}."]
    text = data.draw(st.sampled_from(forms))
    assert [found.day for found in dates_in(text, TODAY, language)] == [day]


@given(DAYS, st.sampled_from(["en", "fr", "de", "ja", None]), st.booleans(), st.data())
def test_a_day_written_with_numbers_reads_back(
    day: date, language: str | None, day_first: bool, data: st.DataObject
) -> None:
    mark = data.draw(st.sampled_from("/-."))
    first, second = (day.day, day.month) if day_first else (day.month, day.day)
    text = data.draw(
        st.sampled_from(
            [
                f"{first}{mark}{second}{mark}{day.year}",
                f"{first:02}{mark}{second:02}{mark}{day.year}",
                f"{day.year}{mark}{day.month:02}{mark}{day.day:02}",
                f"{day.year}年{day.month}月{day.day}日",
                f"{day.year}년 {day.month}월 {day.day}일",
            ]
        )
    )
    assert [found.day for found in dates_in(text, TODAY, language, day_first=day_first)] == [day]


@given(st.dates(TODAY - timedelta(days=363), TODAY), st.sampled_from(["en", "fr", "de", "es"]))
def test_a_day_without_a_year_is_the_latest_such_day(day: date, language: str) -> None:
    assume((day.month, day.day) != (2, 29))
    name = MONTHS[language][day.month - 1].split()[0]
    (found,) = dates_in(f"{day.day}. {name.capitalize()}", TODAY, language)
    assert (found.day, found.doubt) == (day, Doubt.NO_YEAR)


_PIECES = "1 12 19 31 2017 . , / - : ’ ' 年 月 日 월 th er de of Dec décembre mai may Mon lun. ( ) T 14:05 ago vor hier"
_SCRAP = st.sampled_from([*_PIECES.split(), " ", "\t", "\u00a0"]) | st.text(max_size=3)
_SCRAPS = st.lists(_SCRAP, max_size=40).map("".join)


@given(_SCRAPS, st.sampled_from([None, "en", "fr", "de", "ar", "zz"]))
def test_any_text_is_read_without_a_fault_and_dates_stand_in_order(text: str, language: str | None) -> None:
    end = 0
    for found in dates_in(text, TODAY, language):
        assert end <= found.start < found.end <= len(text)
        assert 0 < found.confidence < 1
        end = found.end
    relative_in(text, TODAY, language)


@pytest.mark.parametrize(
    ("scrap", "dates"),
    [("1", 0), ("19 ", 0), ("Dec ", 0), ("19 Dec 2017 ", 1), ("1/", 0), ("2017-", 0), ("9:04 ", 0), ("il y a ", 0)],
)
def test_a_long_line_is_read_to_its_end(scrap: str, dates: int) -> None:
    assert sum(1 for _ in dates_in(scrap * 20_000, TODAY)) == dates * 20_000
