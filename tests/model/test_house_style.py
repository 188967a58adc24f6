import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.errors import WrongUsage
from clipper.model.house_style import FIELDS, USUAL, checked, written

SOME = st.dictionaries(st.sampled_from(FIELDS), st.text(st.characters(exclude_characters="{}"), max_size=8))


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{headline}, {ouutlet}", "no field “{ouutlet}”"),
        ("{}", "no field “{}”"),
        ("just words", "at least one field"),
        ("{headline}[, {outlet}", "the ] or }"),
        ("{headline}, {outlet", "the ] or }"),
        ("{headline}]", "the ] or }"),
        ("[{headline}[, {outlet}]]", "the ] or }"),
    ],
)
def test_a_pattern_that_cannot_be_is_refused_in_a_sentence(pattern: str, told: str) -> None:
    with pytest.raises(WrongUsage, match="house style") as refused:
        checked(pattern)
    assert told in str(refused.value)


@pytest.mark.parametrize("pattern", [*USUAL.values(), "{link}", "[{date}: ]{headline}"])
def test_a_pattern_that_can_be_stays_as_it_is(pattern: str) -> None:
    assert checked(pattern) == pattern


@given(known=SOME)
def test_the_usual_lines_hold_all_that_is_known_and_no_mark_of_the_pattern(known: dict[str, str]) -> None:
    for pattern in USUAL.values():
        line = written(pattern, known)
        named = [name for name in FIELDS if f"{{{name}}}" in pattern and known.get(name, "").strip(" ,")]
        assert all(known[name].strip(" ,") in line for name in named)
        assert not any(f"{{{name}}}" in line for name in FIELDS)


def test_a_bracket_goes_with_the_field_that_is_missing() -> None:
    assert written("{headline}[ by {reporters}][, {outlet}]", {"headline": "Ferries", "outlet": "Ledger"}) == (
        "Ferries, Ledger"
    )
    assert written("{headline}[ ({outlet}, {date})]", {"headline": "Ferries", "outlet": "Ledger"}) == "Ferries"
