"""Words, plurals, dates and numbers of both languages."""

import tomllib
from datetime import date
from string import Formatter

import pytest

from clipper import resources
from clipper.model.errors import WrongUsage
from clipper.model.period import Period
from clipper.reports.language import LANGUAGES, Language, language

EN, FR = language("en"), language("fr")


def tied(text: str) -> str:
    """Text with no-break spaces where a tilde stands."""
    return text.replace("~", "\u00a0")


def test_french_takes_the_plural_from_two_on():
    assert [FR.say("not_coded", n) for n in (0, 1, 2)] == [
        tied(text) for text in ("0~non codée", "1~non codée", "2~non codées")
    ]
    assert [EN.say("clippings", n) for n in (0, 1, 2)] == ["0 clippings", "1 clipping", "2 clippings"]


def test_dates_follow_the_language():
    assert FR.long_date(date(2026, 10, 1)) == tied("1ᵉʳ~octobre~2026")
    assert FR.full_date(date(2026, 10, 6)) == tied("mardi 6~octobre~2026")
    assert FR.short_date(date(2026, 10, 6)) == tied("6~oct.")
    assert EN.full_date(date(2026, 10, 6)) == "Tuesday, October 6, 2026"
    assert EN.short_date(date(2026, 9, 6)) == "Sept 6"


def test_numbers_follow_the_language():
    assert (EN.number(1669000), FR.number(1669000)) == ("1,669,000", tied("1~669~000"))
    assert (EN.percent(76), FR.percent(76)) == ("76%", tied("76~%"))


@pytest.mark.parametrize(
    ("period", "english", "french"),
    [
        ("2017-12", "December 2017", "décembre~2017"),
        ("2017", "2017", "2017"),
        ("2017-10..2017-12", "October to December 2017", "octobre à décembre~2017"),
        ("2017-12-05", "December 5, 2017", "5~décembre~2017"),
        ("2017-12-01..2017-12-15", "December 1 to 15, 2017", "1ᵉʳ au 15~décembre~2017"),
        ("2017-11-30..2017-12-02", "November 30 to December 2, 2017", "30~novembre au 2~décembre~2017"),
        ("2017-12-30..2018-01-02", "December 30, 2017 to January 2, 2018", "30~décembre~2017 au 2~janvier~2018"),
        ("2017-11..2018-02", "November 2017 to February 2018", "novembre~2017 à février~2018"),
    ],
)
def test_periods_are_named_as_people_name_them(period, english, french):
    assert EN.period(Period.parse(period)) == english
    assert FR.period(Period.parse(period)) == tied(french)


def test_a_quotation_keeps_the_marks_of_its_own_language():
    assert FR.quoted("So it goes", "en") == "“So it goes”"
    assert EN.quoted("C’est ainsi", "fr") == tied("«~C’est ainsi~»")
    assert FR.quoted("Sono così", "it") == tied("«~Sono così~»")


def test_an_unknown_language_is_refused_with_a_sentence():
    with pytest.raises(WrongUsage, match="en or fr"):
        language("de")


def test_both_translations_have_the_same_texts_with_the_same_parts():
    english, french = _texts("en"), _texts("fr")
    assert english.keys() == french.keys()
    for key, text in english.items():
        assert _parts(text) - {"words", "Words", "n"} == _parts(french[key]) - {"words", "Words", "n"}, key


def _texts(code: str) -> dict[str, str]:
    words = tomllib.loads(resources.path("translations", f"report.{code}.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for group in ("labels", "said", "reading", "method", "languages", "tone"):
        for key, text in words[group].items():
            found[f"{group}.{key}"] = text if isinstance(text, str) else " ".join(text.values())
    return found


def _parts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_a_language_with_more_plural_forms_than_two_brings_its_rule():
    words = tomllib.loads(resources.path("translations", "report.en.toml").read_text(encoding="utf-8"))
    words["plural"] = {
        "rule": "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2",
        "forms": ["one", "few", "other"],
    }
    words["said"]["clippings"] = {"one": "{n} wycinek", "few": "{n} wycinki", "other": "{n} wycinków"}
    polish = Language("pl", words)
    assert [polish.say("clippings", n) for n in (1, 3, 5, 22)] == ["1 wycinek", "3 wycinki", "5 wycinków", "22 wycinki"]


def test_languages_are_those_that_there_are_files_for():
    assert LANGUAGES == ("en", "fr")
    assert [language(code).own_name for code in LANGUAGES] == ["English", "Français"]
