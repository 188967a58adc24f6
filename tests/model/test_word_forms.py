"""A word finds its singular and plural, in both languages, and no other word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.word_forms import word_forms

PAIRS = [
    ("diplomat", "diplomats"),
    ("election", "elections"),
    ("city", "cities"),
    ("policy", "policies"),
    ("tax", "taxes"),
    ("church", "churches"),
    ("bus", "buses"),
    ("journal", "journaux"),
    ("bureau", "bureaux"),
    ("enjeu", "enjeux"),
    ("navire", "navires"),
    ("day", "days"),
    ("coeur", "cœurs"),
    ("strasse", "straße"),
    ("lodz", "łodz"),
    ("orsted", "ørsted"),
    ("dokovic", "đokovic"),
    ("yildirim", "yıldırım"),
]


@pytest.mark.parametrize(("one", "many"), PAIRS)
def test_each_finds_the_other(one: str, many: str) -> None:
    assert many in word_forms(one)
    assert one in word_forms(many)


@pytest.mark.parametrize(("word", "other"), [("news", "new"), ("new", "news"), ("class", "clas"), ("status", "statu")])
def test_what_only_looks_like_a_plural_stays_alone(word: str, other: str) -> None:
    assert other not in word_forms(word)


@given(st.text())
def test_a_word_is_among_its_forms_and_they_are_few(word: str) -> None:
    forms = word_forms(word)
    assert forms[0] == word
    assert len(forms) == len(set(forms)) <= 16 + len(word)
