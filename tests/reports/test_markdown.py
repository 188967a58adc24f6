"""The Markdown report: its pages as approved, its links, and that no text of a clipping can break it."""

import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.tables import TableExtension

from clipper import reports
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.values import replace
from clipper.reports import Report
from clipper.reports.document import Clippings, Issues, Section
from clipper.reports.parts import Comment, Entry, Group
from clipper.reports.writers import markdown
from tests.profiles import of_hundred
from tests.reports.conftest import reported
from tests.reports.golden import FOLDER, REPORTS, made
from tests.reports.invented import issues

HOSTILE = st.text(
    st.sampled_from("ab1 \n\t#>*_`~|[]()<>&;:!\\\"'-+.=/«»\u00a0") | st.characters(exclude_categories=["Cs", "Cc"]),
    min_size=1,
    max_size=60,
)


@pytest.mark.parametrize("name", REPORTS)
def test_the_report_is_as_it_was_approved(sample, name):
    assert made(sample, name) == (FOLDER / name).read_text(encoding="utf-8")


def test_every_link_within_the_report_has_its_place(sample):
    text = markdown.render(reported(sample))
    places = set(re.findall(r'<a id="([^"]+)"></a>', text))
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links <= places
    assert len([place for place in places if re.fullmatch(r"c\d+", place)]) == 23


def with_texts(report: Report, text: str) -> Report:
    """The report in which every clipping and error says this, in each of its texts."""
    return replace(report, sections=tuple(_section_with(section, text) for section in report.sections))


def _section_with(section: Section, text: str) -> Section:
    if isinstance(section, Issues):
        said = ("what", "headline", "outlet", "asked", "owner", "outcome")
        row = replace(section.correction_rows[0], **dict.fromkeys(said, text))
        return replace(section, correction_rows=(row,))
    if not isinstance(section, Clippings):
        return section
    return replace(section, groups=tuple(_day_with(day, text) for day in section.groups))


def _day_with(day: Group, text: str) -> Group:
    return replace(day, entries=tuple(_entry_with(entry, text) for entry in day.entries))


def _entry_with(entry: Entry, text: str) -> Entry:
    said = dict.fromkeys(("headline", "outlet", "excerpt", "note"), text)
    several = dict.fromkeys(("meta", "featured", "tags"), (text,))
    return replace(entry, **said, **several, comments=(Comment(text, text),))


def outline(text: str) -> list[tuple[str, int]]:
    """The blocks of a Markdown text outside of quotations, as a reader of Markdown takes them."""
    html = Markdown(extensions=[TableExtension()], output_format="xhtml").convert(text)
    root = fromstring(f"<div>{html}</div>")  # our own output
    return [(block.tag, _depth(block)) for block in root if block.tag != "blockquote"]


def _depth(block: Element) -> int:
    return len(list(block.iter("tr"))) or len(list(block.iter("li")))


@pytest.fixture(scope="module")
def small(sample):
    made = reported(sample, period="2016-12", sections=("clippings", "method"))
    return replace(made, sections=(replace(issues(), number=3), *made.sections))


@of_hundred(30)
@given(text=HOSTILE)
def test_no_text_of_a_clipping_changes_the_structure(small, text):
    harmless = outline(markdown.render(with_texts(small, "word")))
    assert outline(markdown.render(with_texts(small, "x" + text))) == harmless
    assert [tag for tag, _ in outline(markdown.render(with_texts(small, text)))].count("h4") == 4


@pytest.mark.parametrize(
    "text",
    [
        "# Heading",
        "- item",
        "1. item",
        "=====",
        "```",
        "<script>alert(1)</script>",
        "[x](javascript:1)",
        "a | b",
        "---",
    ],
)
def test_marks_at_the_beginning_of_a_line_are_words(small, text):
    entry_lines = markdown.render(with_texts(small, text)).splitlines()
    assert text not in entry_lines
    assert "<script>" not in "\n".join(entry_lines)
    assert markdown.escaped("> quote") == "\\> quote"


def test_a_note_keeps_its_emphasis_its_lists_and_its_links():
    note = markdown.note(
        "# Ask\n\nCall *Ann* on **Monday**, see [this](https://x.example/a_(b)).\n\n- one\n- two", "Note"
    )
    assert note.splitlines() == [
        "> **Note**",
        ">",
        "> **Ask**",
        ">",
        "> Call *Ann* on **Monday**, see [this](https://x.example/a%5F%28b%29).",
        ">",
        "> - one",
        "> - two",
    ]


def test_a_comment_stands_below_its_passage():
    said = markdown.remark(Comment("# The quay *has not* grown", "Pull **this**."), "Comment")
    assert said.splitlines() == ["> **Comment**", ">", "> > \\# The quay \\*has not\\* grown", ">", "> Pull **this**."]


def test_no_break_spaces_survive(sample):
    assert "23\u00a0coupures" in markdown.render(reported(sample, language="fr"))


def test_writing_makes_the_same_file_twice(sample, tmp_path):
    report = reported(sample)
    assert reports.write(report, tmp_path / "a.md") == ()
    reports.write(report, tmp_path / "b.md")
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "b.md").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md"]


def test_a_place_that_cannot_be_written_is_one_plain_sentence(sample, tmp_path):
    report = reported(sample)
    with pytest.raises(EnvironmentProblem, match="cannot be written"):
        reports.write(report, tmp_path / "missing" / "report.md")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(EnvironmentProblem):
        reports.write(report, tmp_path / "folder.md")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.md"]


def test_another_ending_is_refused(sample, tmp_path):
    with pytest.raises(WrongUsage, match=r"as \.pdf, \.md, "):
        reports.write(reported(sample), tmp_path / "report.odt")
