"""Who wrote a mention of a list: agencies with a small article before them, and the German "von"."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Doubt, Draft, Known, Pasted

TODAY = date(2026, 11, 30)


def of(line: str) -> Draft:
    (draft,) = read(Pasted(line), Known(), TODAY).drafts
    return draft


@pytest.mark.parametrize(
    ("line", "headline", "reporter"),
    [
        (
            "Housing plan delayed, by the Canadian Press, CBC News, November 20, 2026",
            "Housing plan delayed",
            "Canadian Press",
        ),
        (
            "Ferry ends its season by the Associated Press, Yukon News, Nov. 21, 2026",
            "Ferry ends its season",
            "Associated Press",
        ),
        (
            "Le froid revient, par la Presse canadienne, Le Devoir, 12 novembre 2026",
            "Le froid revient",
            "Presse canadienne",
        ),
    ],
)
def test_an_agency_may_have_a_small_article(line: str, headline: str, reporter: str) -> None:
    draft = of(line)
    assert (draft.headline.value, draft.reporters.value) == (headline, (reporter,))


@pytest.mark.parametrize("headline", ["Cabin warmed by the Sun", "Wolves seen by the river", "A village by the Post"])
def test_what_is_by_something_else_stays_a_headline(headline: str) -> None:
    draft = of(f"{headline}, CBC News, November 20, 2026")
    assert (draft.headline.value, draft.reporters.value) == (headline, ())


@pytest.mark.parametrize("byline", [" – von Jens Albrecht", ", von Jens Albrecht", " (von Jens Albrecht)"])
@pytest.mark.parametrize("style", ["{}, Süddeutsche Zeitung, 12. November 2026", "Süddeutsche Zeitung, 12.11.2026: {}"])
def test_von_behind_a_mark_names_the_reporter(style: str, byline: str) -> None:
    draft = of(style.format(f"Das Eis wird dünner{byline}"))
    assert (draft.headline.value, draft.reporters.value) == ("Das Eis wird dünner", ("Jens Albrecht",))
    assert draft.outlet.value == "Süddeutsche Zeitung"


def test_von_without_a_mark_may_be_of_the_headline() -> None:
    draft = of("Der Norden wartet auf Züge von Petra Lindholm, Die Zeit, 13. November 2026")
    assert draft.headline.value == "Der Norden wartet auf Züge von Petra Lindholm"
    assert draft.headline.doubt is Doubt.SEVERAL_HEADLINES
    assert [other.value for other in draft.headline.alternatives] == ["Der Norden wartet auf Züge"]
    named = of("Ursula von der Leyen warnt vor dünnem Eis, Die Zeit, 12. November 2026")
    assert (named.headline.value, named.headline.is_sure) == ("Ursula von der Leyen warnt vor dünnem Eis", True)


@pytest.mark.parametrize("dash", ["-", "–"])
def test_a_station_that_nobody_knows_is_told_by_day_and_time(dash: str) -> None:
    lines = [
        f"CBC North {dash} Northbeat {dash} Nov 23, 2026 {dash} 6:00 PM {dash} Interview with Ingrid Solberg on ice",
        f"CTV {dash} Power Play {dash} Nov 24, 2026 {dash} 5:30 PM {dash} Panel on northern housing",
        f"CKLB Radio {dash} Nov 25, 2026 {dash} 7:15 AM {dash} Boreal Institute on food prices",
    ]
    reading = read(Pasted("\n".join(lines)), Known(), TODAY)
    *_, draft = reading.drafts
    assert (len(reading.drafts), unused_in(reading)) == (3, [])
    assert (draft.headline.value, draft.outlet.value) == ("Boreal Institute on food prices", "CKLB Radio")
    assert (draft.published_on.value, draft.outlet.is_sure) == (date(2026, 11, 25), False)
    assert draft.coding.note == "7:15 AM"


def test_a_signature_is_no_part_of_the_name_of_who_signed() -> None:
    text = (
        "Le brouillard tient le port\nLe Devoir, 4 novembre 2026\nSigné Anne Tremblay\n\n"
        "La route de glace ouvre tard\nLa Presse, 5 novembre 2026\nUn texte de Marc Roy\n"
    )
    found = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert [draft.reporters.value for draft in found] == [("Anne Tremblay",), ("Marc Roy",)]


def test_a_name_in_capitals_with_no_common_first_name_asks_to_be_looked_at() -> None:
    text = (
        "Ferry waits for the tide\nBRYN SKERRY, CBC News, Nov 4, 2026\n\n"
        "Ice road opens late\nANN LEE, Toronto Star, Nov 5, 2026\n"
    )
    found = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert [draft.reporters.is_sure for draft in found] == [False, True]
