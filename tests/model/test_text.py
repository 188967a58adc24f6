"""Cleaning and folding."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clipper.model.text import clean, clean_line, fold, is_slip, letters_as_indexed, words


@given(st.text(st.characters()))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters()))
def test_cleaned_text_can_be_stored_and_has_no_nul(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    assert "\r" not in cleaned


def test_controls_lone_surrogates_and_direction_overrides_go() -> None:
    assert clean("a\0b\x07c\ud800d\u202ee\u200bf\ufeff") == "abc\ufffddef"


def test_the_ligatures_of_print_are_spelt() -> None:
    assert clean("The o\ufb03cial \ufb01rst \ufb02ow, e\ufb00ort, wa\ufb04e, fa\ufb05, \ufb06ill") == (
        "The official first flow, effort, waffle, fast, still"
    )


def test_every_kind_of_line_end_becomes_a_newline() -> None:
    assert clean("a\r\nb\rc\u2028d\x0be\x85f") == "a\nb\nc\nd\ne\nf"


def test_a_line_has_single_spaces_and_none_at_its_ends() -> None:
    assert clean_line("  a\u00a0 b\n c ") == "a b c"


def test_case_and_accents_do_not_count() -> None:
    assert fold("Élève") == fold("ELEVE") == "eleve"


def test_no_mark_of_any_script_is_piled_on_a_letter() -> None:
    marks = [sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign)[0] == "M"]
    assert len(marks) > 2_000
    assert [mark for mark in marks if len(clean(f"a{30 * mark}b")) > 20] == []


def test_folding_drops_the_accents_of_every_letter() -> None:
    letters = [sign for sign in map(chr, range(0x10000)) if unicodedata.category(sign)[0] in "LM"]
    folded = {letter: unicodedata.normalize("NFKD", letter.casefold()) for letter in letters}
    assert all(fold(letter) == "".join(c for c in folded[letter] if not unicodedata.combining(c)) for letter in letters)


@pytest.mark.parametrize("code", ["latin-1", "cp1252", "cp1251", "cp1253"])
def test_the_letters_of_a_script_are_read_as_they_are_among_all_others(code: str) -> None:
    """What is told in a byte a letter is read faster: by the same rules as one text of all scripts."""
    letters = bytes(range(32, 256)).decode(code, "ignore")
    alone, _ = letters_as_indexed(letters)
    among_others, _ = letters_as_indexed(f"{letters}字ж\u03c9č")
    assert alone == among_others[:-4]
    for letter in letters:
        assert letters_as_indexed(letter)[0] == letters_as_indexed(f"{letter}字ж\u03c9č")[0][:-4]


@given(st.text(max_size=200))
@example("e\u0301te\u0301")
def test_each_letter_that_the_index_reads_has_its_place(text: str) -> None:
    letters, places = letters_as_indexed(text)
    places = places or range(len(text) + 1)
    assert [letters_as_indexed(text[place])[0] for place in places[:-1]] == list(letters)
    assert places[-1] == len(text)
    assert letters.split() == words(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Davd Perry", "David Perry"),
        ("Jhon Low", "John Low"),
        ("CoastalLedger", "Coastal Ledger"),
        ("Wren-Bay Herald", "Wren Bay Herald"),
        ("ÉTUDE", "etude"),
    ],
)
def test_a_letter_that_is_put_right_is_a_slip(old: str, new: str) -> None:
    assert is_slip(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Dave Perry", "David Perry"),
        ("A. Ice", "Ann Ice"),
        ("The Tern", "Tern"),
        ("CBC", "CBS"),
        ("Radio 1", "Radio 2"),
    ],
)
def test_another_name_is_no_slip(old: str, new: str) -> None:
    assert not is_slip(old, new)
