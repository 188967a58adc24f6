"""Articles and lists in a mail that was answered or forwarded, each line with the mark that mail programs put there."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.lines import lines_of
from clipper.capture.quoted_mail import without_quote_marks
from clipper.capture.unused import unused_in
from clipper.model.draft import Draft, Known, Pasted, Reading

TODAY = date(2026, 11, 30)
ARTICLE = """\
Dredging of the Lorne harbour waits for spring
By Odile Tanner
CBC News, November 20, 2026

The harbour at Lorne will not be dredged before the spring, the port au-
thority said on Thursday, because no ship that could do the work is free
and none will be before the ice comes, which nobody had expected so soon.

“We asked in June, and in July, and again when the first frost came.”
"""


def reading(text: str) -> Reading:
    return read(Pasted(text), Known(), TODAY)


def quoted(text: str, mark: str) -> str:
    return "".join(f"{mark}{' ' if line else ''}{line}\n" for line in text.splitlines())


def values(draft: Draft) -> tuple[object, ...]:
    return (
        draft.headline.value,
        draft.reporters.value,
        draft.outlet.value,
        draft.published_on.value,
        draft.body.value,
    )


@pytest.mark.parametrize("mark", [">", ">>", "> >", "> > >"])
@pytest.mark.parametrize("note", ["", "For the file. M.\n\n"])
def test_a_quoted_article_is_read_as_if_it_were_not(mark: str, note: str) -> None:
    found = reading(note + quoted(ARTICLE, mark))
    assert [values(draft) for draft in found.drafts] == [values(draft) for draft in reading(ARTICLE).drafts]
    assert "port authority" in str(found.drafts[0].body.value)
    assert unused_in(found) in ([], ["For the file. M."])


def test_a_line_that_was_broken_off_a_quoted_one_parts_no_quotation() -> None:
    lines = quoted(ARTICLE, ">").splitlines()
    place = next(place for place, line in enumerate(lines) if line.endswith("work is free"))
    lines[place : place + 1] = [lines[place].removesuffix(" free"), "free"]
    draft = reading("\n".join(lines)).drafts[0]
    assert draft.headline.value == "Dredging of the Lorne harbour waits for spring"
    assert ">" not in str(draft.body.value)


def test_a_quoted_list_is_one() -> None:
    text = "> 1. CBC News: Ferry waits (Nov. 20, 2026)\n> 2. La Presse: La brume reste (Nov. 21, 2026)\n>\n> Mia\n"
    found = reading(text)
    assert [draft.headline.value for draft in found.drafts] == ["Ferry waits", "La brume reste"]
    assert unused_in(found) == ["> Mia"]


def test_each_value_is_shown_where_it_stands() -> None:
    found = reading(quoted(ARTICLE, "> >"))
    ((start, end),) = found.drafts[0].headline.spans
    assert found.text[start:end] == found.drafts[0].headline.value


def test_one_sign_in_a_page_is_no_quotation() -> None:
    text = "> More\nDredging waits for spring\n\n> Next\nThe harbour waits.\n\nThe town waits.\n\nAll wait.\n> Top\n"
    assert without_quote_marks(lines_of(text)) == lines_of(text)


@given(st.text("> ab\n", max_size=60))
def test_any_marks_leave_lines_that_stand_in_the_text(text: str) -> None:
    for line in without_quote_marks(lines_of(text)):
        assert line.text
        assert text[line.start : line.end] == line.raw
        assert line.place(0, len(line.text)) == line.span
