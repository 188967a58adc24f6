"""A word finds its singular and plural, in both languages, and no other word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.word_forms import may_go_on, word_forms

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


@pytest.mark.parametrize(
    ("word", "expected"),
    [("加拿大", True), ("カナダ", True), ("ニュー", True), ("g7峰会", True), ("峰会g7", False), ("選挙", True)]
    + [(word, False) for word in ("ice", "été", "서울", "новый", "2017", "กรุงเทพ", "")],
)
def test_only_where_no_spaces_part_words_may_one_begin_a_longer_one(word: str, expected: bool) -> None:
    assert may_go_on(word) is expected


@given(st.text())
def test_a_word_is_among_its_forms_and_they_are_few(word: str) -> None:
    forms = word_forms(word)
    assert forms[0] == word
    assert len(forms) == len(set(forms)) <= 16 + len(word)
