"""The PDF: what is on its pages, how they are joined, and that no text of a clipping is anything but text."""

import ctypes

import pypdfium2
import pytest
from pypdfium2 import raw

from clipper.library.logos import logo_from
from clipper.model.errors import EnvironmentProblem
from clipper.model.report import Audience
from clipper.model.values import replace
from clipper.reports import press
from clipper.reports.document import Outlets, Report
from clipper.reports.logo import as_svg
from clipper.reports.parts import Comment, Finding
from clipper.reports.rendering import renderer
from clipper.reports.typst_data import column_width, fit, paper_of
from clipper.reports.typst_markup import markup
from clipper.reports.writers import pdf
from tests.library.building import SVG
from tests.library.test_logos import png
from tests.reports.invented import entry, issues, report


@pytest.fixture(scope="module")
def rich():
    return pdf.make(report(34)).data


class Pages:
    """What a reader of the file finds."""

    def __init__(self, data: bytes) -> None:
        self.file = pypdfium2.PdfDocument(data)
        self.texts = [page.get_textpage().get_text_bounded().replace("\u200b", "") for page in self.file]
        self.text = "\n".join(self.texts).replace("\u00a0", " ")
        self.words = " ".join(self.text.split())

    def bookmarks(self) -> dict[str, int]:
        """Titles of the sections and the pages where they begin, counted from one."""
        found = {}
        for mark in self.file.get_toc():
            if mark.level == 0:
                found[mark.get_title()] = mark.get_dest().get_index() + 1
        return found

    def links(self) -> tuple[list[str], list[int]]:
        """Addresses that links open, and pages that they lead to."""
        addresses, targets = [], []
        for page in self.file:
            position, link = ctypes.c_int(0), raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(page, position, link):
                action = raw.FPDFLink_GetAction(link)
                if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
                    buffer = ctypes.create_string_buffer(4000)
                    raw.FPDFAction_GetURIPath(self.file, action, buffer, 4000)
                    addresses.append(buffer.value.decode())
                else:
                    target = raw.FPDFLink_GetDest(self.file, link) or raw.FPDFAction_GetDest(self.file, action)
                    targets.append(raw.FPDFDest_GetDestPageIndex(self.file, target) + 1)
        return addresses, targets


def pages_of(made: Report) -> Pages:
    return Pages(pdf.make(made).data)


def hostile(**changes: object) -> Pages:
    finished = pdf.make(report(entries=[entry(1), entry(2, **changes), entry(3)]))
    assert finished.warnings == ()
    return Pages(finished.data)


def test_the_file_is_tagged_and_says_so(rich):
    pages = Pages(rich)
    assert raw.FPDFCatalog_IsTagged(pages.file)
    assert b"<pdfuaid:part>1<" in rich
    assert b"<pdfaid:part>2<" in rich
    assert pages.file.get_metadata_dict()["Title"] == "Media report, October 2026"
    assert pages.file.get_metadata_dict()["Author"] == "Ostrander Institute"


def test_contents_and_bookmarks_name_the_pages_where_the_sections_begin(rich):
    pages = Pages(rich)
    marks = pages.bookmarks()
    sections = {title.split(" ", 1)[1]: page for title, page in marks.items() if title[0].isdigit()}
    assert list(sections) == [
        "Summary",
        "Volume and tone",
        "Outlets",
        "Spokespeople",
        "Topics",
        "Key coverage",
        "Issues and corrections",
        "All clippings",
        "Method",
    ]
    lines = pages.texts[1].split("\r\n")
    for number, (title, page) in enumerate(sections.items(), 1):
        assert title in pages.texts[page - 1]
        printed = next(line for line in lines[lines.index(f"{number} {title}") + 1 :] if line.strip().isdigit())
        assert int(printed) == page


def test_pages_carry_the_organisation_the_section_and_their_number(rich):
    pages = Pages(rich)
    assert all(text.startswith("Ostrander Institute") for text in pages.texts)
    for number, text in enumerate(pages.texts[1:], 2):
        assert text.rstrip().endswith(f"Internal {number}")
    assert sum(text.startswith("Ostrander Institute All clippings") for text in pages.texts) > 1


def test_every_clipping_is_there_with_all_that_is_known(rich):
    pages = Pages(rich)
    for one in (entry(number) for number in range(1, 35)):
        assert one.headline[:20] in pages.text
    assert "Note: Call Leah before the spring study." in pages.words
    assert "the quay has not grown at all Comment: Pull this for the board." in pages.words
    assert "Coded by Odile Renard" in pages.words
    assert "Midi pile" in pages.text
    assert "(feat. Ruth Ivalu)" in pages.words
    assert "pick-up" in pages.text


def test_links_lead_to_clippings_and_to_the_web_only(rich):
    addresses, targets = Pages(rich).links()
    assert "https://example.org/2026/10/7" in addresses
    assert "https://example.org/study" in addresses
    assert all(address.startswith(("https://", "mailto:")) for address in addresses)
    first_listed = Pages(rich).bookmarks()["8 All clippings"]
    assert sum(target >= first_listed for target in targets) > 60


def test_the_same_report_gives_the_same_bytes_also_from_another_process(rich):
    assert pdf.render(report(34)) == rich
    renderer().close()
    assert pdf.render(report(34)) == rich


def test_an_empty_period_makes_a_document_that_says_so():
    pages = pages_of(report(0))
    assert "No clippings." in pages.text
    assert [title.split(" ", 1)[-1] for title in pages.bookmarks()] == ["Contents", "Summary", "Method"]


def test_without_the_list_the_numbers_are_plain_text():
    made = report(34)
    pages = pages_of(replace(made, sections=tuple(part for part in made.sections if part.key != "clippings")))
    _addresses, targets = pages.links()
    assert len(targets) == len(made.sections) - 1


@pytest.mark.parametrize(
    "key", ["summary", "volume", "outlets", "people", "topics", "key", "issues", "clippings", "method"]
)
def test_every_section_can_stand_alone(key):
    made = report(7)
    pages = pages_of(
        replace(made, sections=tuple(replace(part, number=1) for part in made.sections if part.key == key))
    )
    assert len(pages.bookmarks()) == 2


def test_a_public_report_without_tones_shows_no_key_of_tones():
    made = report(7)
    outlets = made.section("outlets")
    assert isinstance(outlets, Outlets)
    plain = replace(outlets, number=1, rows=tuple(replace(row, tones={}) for row in outlets.rows))
    pages = pages_of(replace(made, audience=Audience.PUBLIC, sections=(plain,)))
    assert "Negative" not in pages.text


def test_large_reports_keep_every_clipping_on_two_lines():
    pages = pages_of(report(170))
    assert "170" in pages.text
    assert "34 clippings, in the order" not in pages.text
    assert pages.text.count("Ivalu said on the pier") < 20


@pytest.mark.parametrize(
    "text",
    [
        '#read("report.typ")',
        "$x^2$ and @ref",
        "= Heading",
        "*not bold* _nor this_",
        "// no comment",
        "<script>alert(1)</script>",
    ],
)
def test_what_looks_like_markup_in_a_clipping_stays_text(text):
    pages = hostile(headline=text, excerpt=f"before {text} after", outlet=text)
    assert pages.words.count(text) >= 4


def test_what_looks_like_markup_in_a_note_stays_text():
    pages = hostile(note='#read("report.typ") $x$ @c1 <img src="file:///etc/passwd"> [no](file:///etc/passwd)')
    assert '#read("report.typ") $x$ @c1 <img src="file:///etc/passwd"> no' in pages.words
    addresses, _targets = pages.links()
    assert not any(address.startswith("file") for address in addresses)


def test_what_looks_like_markup_in_a_comment_stays_text_and_an_endless_one_goes_over_pages():
    said = "#read(1) $x$ @c1 <img src=x>"
    pages = hostile(comments=(Comment(said, said), Comment("word " * 2000, "word " * 3000), Comment("x", "")))
    assert pages.words.count(said) == 2
    assert pages.words.count("word ") >= 4990


def with_issue(**changes: object) -> Report:
    made = report(7)
    return replace(made, sections=tuple(issues(**changes) if part.key == "issues" else part for part in made.sections))


def test_errors_and_follow_ups_say_how_they_stand():
    pages = pages_of(with_issue())
    for said in (
        "One error; it is still open, and overdue",
        "Overdue since October 22, 2026",
        "The quay is said to have closed.",
        "Asked on October 13, 2026: the news desk",
        "They call back.",
        "Closed October 30, 2026",
        "Call the host.",
    ):
        assert said in pages.words


def test_what_looks_like_markup_in_an_error_stays_text_and_endless_ones_go_over_pages():
    text = "#read(1) $x$ @c1 <script> [no](file:///etc)"
    pages = pages_of(with_issue(what=text, outcome=text, asked=text, owner=text))
    assert pages.words.count("#read(1) $x$ @c1 <script>") == 4
    assert not any(address.startswith("file") for address in pages.links()[0])
    finished = pdf.make(with_issue(what="word " * 3000, outcome="a" * 4000))
    assert finished.warnings == ()
    assert Pages(finished.data).words.count("word ") >= 2999


def test_links_that_nobody_could_follow_are_left_out():
    for url in ("javascript:alert(1)", "", "file:///etc/passwd", "https://example.org/" + "a" * 9000):
        addresses, _targets = hostile(url=url).links()
        assert not any("javascript" in one or "file:" in one or len(one) > 2000 for one in addresses)


def test_texts_without_end_fill_lines_and_not_pages():
    pages = hostile(headline="https://example.org/" + "a" * 3000, outlet="b" * 900, note="c" * 9000)
    assert len(pages.texts) < 15


def test_quotations_in_quotations_are_set_as_deep_as_the_page_allows():
    assert "deep" in hostile(note="> " * 60 + "deep").text
    assert (
        "innermost" in hostile(note="\n".join("  " * 2 * depth + "- item" for depth in range(11)) + " innermost").text
    )


def test_markdown_comes_as_blocks_of_texts_and_elements():
    blocks = markup("One *two* [three](https://example.org).\n\n3. first\n4. second")
    assert blocks[0] == {
        "tag": "p",
        "block": True,
        "parts": [
            "One ",
            {"tag": "em", "block": False, "parts": ["two"]},
            " ",
            {"tag": "a", "block": False, "parts": ["three"], "href": "https://example.org"},
            ".",
        ],
    }
    assert blocks[1]["tag"] == "ol"
    assert [item["parts"] for item in blocks[1]["parts"]] == [["first"], ["second"]]
    assert markup("  \n") == []


def test_a_wrong_code_of_a_language_is_ignored():
    assert "Ferry subsidy" in hostile(language="klingon", headline="Ferry subsidy").text


def test_numbers_keep_their_units_and_french_marks_their_words():
    assert fit("34 clippings of 9,4 milliards") == "34\u00a0clippings of 9,4\u00a0milliards"
    assert fit("« Non », dit-elle : « Oui ! »") == "«\u00a0Non\u00a0», dit-elle\u00a0: «\u00a0Oui\u00a0!\u00a0»"
    assert fit("On October 6 at\n noon") == "On October\u00a06 at noon"


def test_canada_prints_on_letter_and_the_world_on_a4():
    assert (paper_of("CA"), paper_of("GB"), paper_of("")) == ("us-letter", "a4", "a4")
    assert round(column_width("CA")) == 385
    made = replace(report(7), region="GB")
    assert round(pages_of(made).file[0].get_height()) == 842


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"what was there")
    assert pdf.write(report(0), path) == ()
    assert path.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_one_sentence_and_nothing_is_left(tmp_path):
    (tmp_path / "folder.pdf").mkdir()
    for path in (tmp_path / "folder.pdf", tmp_path / "nowhere" / "report.pdf"):
        with pytest.raises(EnvironmentProblem, match=r"cannot be written|is a folder"):
            pdf.write(report(0), path)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.pdf"]


def test_a_chart_whose_finding_is_without_words_still_has_a_text():
    made = report(7)
    volume = made.section("volume")
    named = replace(volume, number=1, tone=Finding("Tone"), trend=Finding("Trend"))
    assert pdf.make(replace(made, sections=(named,))).warnings == ()


@pytest.mark.parametrize("picture", [SVG, png(400, 50), png(40, 400)])
def test_the_logo_stands_on_the_cover_and_the_file_stays_accessible(picture):
    logo = as_svg(logo_from(picture))
    made = pdf.make(replace(report(3), logo=logo, organisation=""))
    assert made.warnings == ()
    made = pdf.make(replace(report(3), logo=logo))
    assert made.warnings == ()
    assert made.data == pdf.make(replace(report(3), logo=logo)).data
    plain = pdf.make(report(3))
    assert made.data != plain.data
    assert len(Pages(made.data).file) == len(Pages(plain.data).file)


def test_a_logo_that_cannot_be_drawn_is_left_out_and_told():
    made = pdf.make(replace(report(3), logo=as_svg(logo_from(png(400, 100)[:-30]))))
    assert made.warnings == (press.NO_LOGO,)
    assert made.data == pdf.make(report(3)).data
