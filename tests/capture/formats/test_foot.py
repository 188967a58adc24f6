"""An outlet that somebody wrote below a text is its outlet, in whatever file the text came."""

import pytest

from clipper.model.draft import Draft
from tests.capture.formats.making import docx, paragraph, rtf
from tests.capture.formats.making_pdf import pdf, wrapped
from tests.capture.formats.reading import HEADLINE, PARAGRAPHS, one, read

ABOVE = (HEADLINE, "By Ann Lee", "March 9, 2026")


def as_text(*lines: str) -> Draft:
    return one(read("memo.txt", "\n\n".join(lines).encode()))


def as_word(*lines: str) -> Draft:
    return one(read("memo.docx", docx("".join(map(paragraph, lines)))))


def as_rich_text(*lines: str) -> Draft:
    return one(read("memo.rtf", rtf("".join(rf"{line}\par " for line in lines))))


def as_pdf(*lines: str) -> Draft:
    page = [text for row, line in enumerate(lines) for text in wrapped(line, 60, 700 - 40 * row)]
    return one(read("memo.pdf", pdf([page])))


MAKERS = pytest.mark.parametrize("made", [as_text, as_word, as_rich_text, as_pdf])


@MAKERS
def test_a_known_outlet_alone_on_the_last_line_is_the_outlet_and_no_text(made) -> None:
    draft = made(*ABOVE, *PARAGRAPHS, "The Globe and Mail")
    assert draft.outlet.value == "The Globe and Mail"
    assert draft.outlet.is_sure
    assert draft.body.value == "\n\n".join(PARAGRAPHS)


@MAKERS
@pytest.mark.parametrize(
    "last", ["He now writes for The Globe and Mail.", "Harbour Road", "Reuters", "Next", "Open", "People"]
)
def test_any_other_last_line_is_not(made, last: str) -> None:
    draft = made(*ABOVE, *PARAGRAPHS, last)
    assert not draft.outlet.is_sure


def test_what_a_byline_says_of_the_outlet_goes_before_the_last_line() -> None:
    draft = as_text(HEADLINE, "By Ann Lee, Toronto Star", "March 9, 2026", *PARAGRAPHS, "The Globe and Mail")
    assert draft.outlet.value == "Toronto Star"
