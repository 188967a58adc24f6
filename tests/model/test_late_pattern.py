import re

import pytest

from clipper.model.late_pattern import late_pattern


def test_a_late_pattern_finds_what_a_compiled_one_finds() -> None:
    late, compiled = late_pattern(r"(?P<day>\d+)[a-z]", re.IGNORECASE), re.compile(r"(?P<day>\d+)[a-z]", re.IGNORECASE)
    assert late.sub(r"<\g<day>>", "1A 22b 3-") == compiled.sub(r"<\g<day>>", "1A 22b 3-") == "<1> <22> 3-"
    assert late.findall("1A 22b") == late.findall("1A 22b") == ["1", "22"]
    assert (late.pattern, late.groupindex) == (compiled.pattern, compiled.groupindex)


def test_a_late_pattern_of_bytes_looks_in_bytes() -> None:
    assert late_pattern(b"[ab]+").findall(b"ab-ba") == [b"ab", b"ba"]


def test_a_late_pattern_is_compiled_when_it_is_first_used() -> None:
    broken = late_pattern("(")
    with pytest.raises(re.error):
        broken.search("")
