"""What unpacks, expands or nests without end ends in a sentence or in clippings, in little memory and little time."""

import inspect
import sys

import pytest

from tests.hostile import bombs
from tests.hostile.bounded import measured

MOST_MEGABYTES, MOST_SECONDS = 600, 60
REFUSED = {
    *("word_of_zeros", "word_of_entities", "sheet_of_zeros", "feed_of_entities", "archive_in_archives"),
    *(
        "mails_in_mails",
        "parts_in_parts",
        "logo_of_pixels",
        "logo_of_uses",
        "logo_of_patterns",
        "export_of_one_line",
        "export_packed_again",
    ),
}
NAMES = [
    name
    for name, made in vars(bombs).items()
    if inspect.isfunction(made) and made.__module__ == bombs.__name__ and not name.startswith("_")
]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell how much memory a process held")
def test_all_end_in_little_memory_and_time() -> None:
    done = measured(NAMES)
    assert {name for name, sentence in done.said.items() if sentence} == REFUSED
    assert all(sentence.endswith(".") for sentence in done.said.values() if sentence)
    assert done.megabytes < MOST_MEGABYTES
    assert done.seconds < MOST_SECONDS
