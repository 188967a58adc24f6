"""Lists whose lines begin with a day that may lack its year, in English and French."""

from collections.abc import Iterable
from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.finders.date import dates_in
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
Row = tuple[str | None, tuple[str, ...], str | None, date | None]
FERRY: Row = ("Ferry waits for the tide", ("Ines Marlow",), "CBC News", date(2026, 11, 25))
FOG: Row = ("Fog holds the harbour", ("Tom Verdun",), "Toronto Star", date(2026, 11, 24))


def drafts(text: str) -> tuple[Draft, ...]:
    return read(Pasted(text), Known(), TODAY).drafts


def told(draft: Draft) -> Row:
    return draft.headline.value, draft.reporters.value, draft.outlet.value, draft.published_on.value


def written(style: str, rows: Iterable[Row]) -> list[str]:
    return [
        style.format(headline=headline, name=name, outlet=outlet, day=day.day if day else "")
        for headline, (name,), outlet, day in rows
    ]


@pytest.mark.parametrize(
    "style",
    [
        'Nov. {day}: {outlet} – "{headline}" ({name})',
        "- Nov. {day}: {outlet} – {headline} ({name})",
        'November {day}: {outlet}: "{headline}" ({name})',
        'Nov {day}: "{headline}," {outlet} ({name})',
        "Nov. {day}: {headline} ({outlet}, {name})",
        'Le {day} nov. : {outlet} – "{headline}" ({name})',
    ],
)
def test_a_day_without_its_year_may_stand_before_a_colon(style: str) -> None:
    lines = written(style, (FERRY, FOG))
    assert [told(draft) for draft in drafts("\n".join(lines))] == [FERRY, FOG]
    assert [told(draft) for draft in drafts(lines[0])] == [FERRY]


def test_a_day_with_a_short_weekday_may_stand_before_a_colon() -> None:
    text = 'Wed. Nov. 25: CBC News – "Ferry waits for the tide" (Ines Marlow)\nTues. Nov. 24: Toronto Star – '
    assert [told(draft) for draft in drafts(f'{text}"Fog holds the harbour" (Tom Verdun)')] == [FERRY, FOG]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nov. 25:30 of the tape", None),
        ("Nov. 25% more boats", None),
        ("Nov. 25: boats", "Nov. 25"),
        ("12 mars : le port", "12 mars"),
        ("• 12 mai – le port", "12 mai"),
        ("Le port, le 12 mai", "le 12 mai"),
        ("He made 12 mars and ate them", None),
        ("Le 12 nov. : le port", "Le 12 nov."),
        ("Le port ferme le 12 novembre. Il ouvre tôt.", "le 12 novembre"),
    ],
)
def test_marks_around_a_day_tell_that_it_is_one(text: str, wanted: str | None) -> None:
    found = [text[day.start : day.end] for day in dates_in(text, TODAY)]
    assert found == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    "style",
    [
        "{outlet} : « {headline} », {name}, {day} mars 2026",
        "{outlet}\u00a0: «\u00a0{headline}\u00a0», {name}, {day} mars 2026",
        "{day} mars 2026 : {outlet} – « {headline} » ({name})",
        "{day} mars : {outlet} – « {headline} » ({name})",
        "• Le {day} mars : {outlet} : « {headline} », par {name}",
        "{outlet} : « {headline} », {name}, p. A{day}, {day} mars 2026",
        "{outlet} : « {headline} », {name} (page {day}), {day} mars 2026",
    ],
)
def test_a_french_list_has_its_colons_and_quotation_marks(style: str) -> None:
    rows: list[Row] = [
        ("Le traversier attend la marée", ("Marie Tremblay",), "Le Devoir", date(2026, 3, 12)),
        ("La brume tient le port", ("Jean-Luc Gagnon",), "La Presse", date(2026, 3, 10)),
    ]
    lines = [
        style.format(headline=headline, name=name, outlet=outlet, day=day.day)
        for headline, (name,), outlet, day in rows
    ]
    assert [told(draft) for draft in drafts("\n".join(lines))] == rows


def test_a_reporter_may_end_the_headline_behind_its_outlet() -> None:
    found = drafts("\n".join(written("{outlet}: {headline}, {name}, Nov. {day}, 2026", (FERRY, FOG))))
    assert [told(draft) for draft in found] == [FERRY, FOG]
    assert not any(draft.headline.is_sure for draft in found)
