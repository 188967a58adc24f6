"""How the letters of a file without a word about it are coded: a line at a time, or as the East writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture.paste import decode, is_misread

JAPANESE = "港の浚渫が来春に始まる。港湾局は金曜日、費用は千八百万ドルに上ると発表した。\n山田太郎 2026年11月20日\n"
CHINESE = "港口明年春天开始疏浚。港务局星期五宣布，费用为一千八百万元。\n记者 李明 2026年11月20日\n"
KOREAN = "항구의 준설 공사가 내년 봄에 시작된다. 항만청은 금요일 비용이 천팔백만 달러라고 밝혔다.\n김철수 기자\n"
RUSSIAN = "Гавань углубят весной. Стоимость работ составит восемнадцать миллионов.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (KOREAN, "euc_kr"),
        (JAPANESE + "Port Ellery, 2026\n" * 3, "cp932"),
    ],
)
def test_texts_of_the_east_are_read_in_the_code_that_they_look_like(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text
    assert is_misread(text.encode(encoding)), "so little may as well be of another code"
    assert not is_misread((text * 12).encode(encoding))


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r"])
def test_other_codes_are_told_and_not_taken_for_one_of_the_east(encoding: str) -> None:
    assert is_misread(RUSSIAN.encode(encoding))
    assert not any("\u3040" <= letter <= "\u9fff" for letter in decode(RUSSIAN.encode(encoding)))


@pytest.mark.parametrize(
    ("text", "encoding"), [("Москва", "cp1251"), ("Гавань углубят", "koi8_r"), ("ÉTÉ À LÉVIS: ÇÀ ET LÀ", "cp1252")]
)
def test_a_few_letters_are_not_taken_for_those_of_the_east(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text.encode(encoding).decode("cp1252")


@pytest.mark.parametrize("first", ["utf-8", "cp1252"])
def test_lines_that_are_coded_in_two_ways_are_each_read_as_they_are_and_that_is_told(first: str) -> None:
    second = "cp1252" if first == "utf-8" else "utf-8"
    data = "Café closes\n".encode(first) + "École rénovée à Montréal\n".encode(second) + b"Harbour opens\n"
    assert decode(data) == "Café closes\nÉcole rénovée à Montréal\nHarbour opens\n"
    assert is_misread(data)


def test_a_wrong_byte_spoils_no_other_letter_of_its_line() -> None:
    assert decode("Café, déjà vu ".encode() + b"\xff\nClosed\n") == "Café, déjà vu \ufffd\nClosed\n"


@given(st.binary(max_size=200))
def test_any_bytes_give_text(data: bytes) -> None:
    assert isinstance(decode(data), str)
    assert is_misread(data) in {True, False}


@given(st.text(alphabet="abc éàüß\n", max_size=60))
def test_western_letters_come_back_from_either_code(text: str) -> None:
    assert decode(text.encode("utf-8")) == text
