"""The HTML page: its structure as tools for people with disabilities need it, its links, and that no text breaks it."""

import re
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from clipper import reports
from clipper.model.report import Audience
from clipper.model.values import replace
from clipper.reports import colours
from clipper.reports.document import Clippings, Report
from clipper.reports.templates import TemplateProblem, read
from clipper.reports.writers import html
from tests.reports.conftest import reported
from tests.reports.invented import entry, report
from tests.reports.invented_whole import briefing, media_page, whole
from tests.reports.web_pages import Node, levels, outline, spoken
from tests.reports.web_pages import read as read_page

HARM = (
    "</style></title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)> & &lt; {{ report }} {% raw %}',
    "nul \x00 bell \x07 \u202eturned\u202c \ufffe \ud800 end",
    "[x](javascript:alert(1)) # heading `code` #read('x') $x$ @c1",
    "z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308 endless" + "endless" * 200,
)
REPORTS = {
    "whole": whole,
    "french": lambda: whole("fr"),
    "empty": lambda: report(0),
    "briefing": briefing,
    "media page": media_page,
}


@pytest.fixture(scope="module", params=REPORTS)
def page(request) -> Node:
    return read_page(html.render(REPORTS[request.param]()))


def test_a_page_has_a_language_one_first_heading_and_the_landmarks(page):
    (root,) = page.all("html")
    assert re.fullmatch("(en|fr)-CA", root.get("lang"))
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("head")[0].all("title")) == 1
    assert page.all("a")[0].get("href") == "#report"


def test_headings_never_skip_a_level(page):
    found = levels(page)
    assert found[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_no_name_stands_twice_and_every_link_within_the_page_leads_somewhere(page):
    names = [node.get("id") for node in page.all() if node.get("id")]
    assert len(names) == len(set(names))
    asked = {node.get("href")[1:] for node in page.all("a") if node.get("href").startswith("#")}
    asked |= {name for node in page.all() for name in node.get("aria-labelledby").split()}
    assert asked <= set(names)


def test_every_picture_says_what_it_shows_or_that_it_says_nothing(page):
    for picture in page.all("svg"):
        assert picture.get("aria-hidden") == "true" or (picture.get("role") == "img" and picture.all("title")[0].text)
    assert all("alt" in picture.attributes for picture in page.all("img"))


def test_every_table_has_a_caption_and_its_headers_say_what_they_head(page):
    for table in page.all("table"):
        assert table.all("caption")[0].text.strip()
        assert {cell.get("scope") for cell in table.all("th")} <= {"col", "row", "rowgroup"}
        widths = {sum(int(cell.get("colspan") or 1) for cell in row.all("td", "th")) for row in table.all("tr")}
        assert len(widths) == 1


def test_a_page_runs_nothing_and_asks_for_nothing(page):
    assert not page.all("script", "link", "iframe", "object", "form")
    policy = next(one.get("content") for one in page.all("meta") if one.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:")
    assert not [node for node in page.all() for name in node.attributes if name.startswith("on")]
    assert all(node.get("src").startswith("data:") for node in page.all("img"))
    style = page.all("style")[0].text
    assert "@import" not in style
    assert set(re.findall(r"url\((.{5})", style)) == {"data:"}


def test_every_number_of_a_report_leads_to_its_clipping(sample):
    made = reported(sample)
    page = read_page(html.render(made))
    listed = made.section("clippings")
    assert isinstance(listed, Clippings)
    numbers = {one.number for group in listed.groups for one in group.entries}
    names = {node.get("id") for node in page.all("article")}
    assert {f"c{number}" for number in numbers} <= names
    asked = {node.get("href") for node in page.all("a") if node.get("class") == "no"}
    assert asked == {f"#c{number}" for number in numbers}


def test_numbers_are_no_links_where_the_list_is_left_out(sample):
    page = read_page(html.render(reported(sample, sections=("summary", "figures", "key", "method"))))
    assert not [node for node in page.all("a") if node.get("class") == "no"]


def test_what_staff_wrote_stands_in_place_of_the_draft():
    made = whole()
    said = spoken(read_page(html.render(made)))
    for text in (
        "Ten years",
        "Version 2",
        "Two clippings were added.",
        "1,669,000",
        "Tier 2",
        "twice as many",
        "On the pier",
    ):
        assert text in said
    assert "Tone was positive in most of them." not in said


@pytest.mark.parametrize("said", ["word", *HARM])
def test_a_strict_reader_finds_no_error(said):
    for made in (whole(said=said), briefing(said), media_page(said)):
        html5lib.HTMLParser(strict=True).parse(html.render(made))


@pytest.mark.parametrize("text", HARM)
def test_a_text_that_means_harm_is_only_a_text(text):
    harmless, made = (read_page(html.render(whole(said=said))) for said in ("word", text))
    assert outline(made) == outline(harmless)
    assert not [node for node in made.all("a") if "javascript" in node.get("href").split(":")[0]]
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\ufffe\ud800-\udfff]", spoken(made))


def test_a_text_that_means_harm_can_be_read():
    said = spoken(read_page(html.render(whole(said="<b>bold</b> & </style>"))))
    assert "<b>bold</b> & </style>" in said


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://example.org/?" + "a" * 9000, "http://[", "//host"])
def test_a_link_that_nobody_could_follow_is_a_text(url):
    made = report(entries=[entry(1, url=url)])
    assert url not in html.render(made)


def test_marks_piled_on_a_letter_do_not_run_over_the_lines_around():
    page = html.render(whole(said="x" + "\u0337" * 40))
    assert "x" + "\u0337" * 3 in page
    assert "\u0337" * 4 not in page


def test_a_public_page_holds_no_tone_no_tags_and_no_notes(sample):
    made = reported(sample, audience="public", notes=True)
    page = read_page(html.render(made))
    classes = {one for node in page.all() for one in node.get("class").split()}
    assert not classes & {"tone", "note", "positive", "negative", "mixed", "neutral", "not-coded", "issue"}


def test_charts_are_pictures_in_the_colours_of_the_page():
    page = read_page(html.render(replace(report(), brand="#8A1C5B")))
    charts = [node for node in page.all("svg") if "chart" in node.get("class")]
    assert [chart.get("class") for chart in charts].count("chart wide") == 6
    assert len(charts) == 12
    drawn = [node for chart in charts for node in chart.all()]
    assert {"f-brand", "f-ink", "f-positive"} <= {one for node in drawn for one in node.get("class").split()}
    assert not [node for node in drawn if node.get("fill").upper() in ("#123C5A", "#16202B", "#0F5C5C")]
    assert not [node for node in drawn if any(name.startswith("aria-") for name in node.attributes)]
    assert "--brand: #8A1C5B" in page.all("style")[0].text


@pytest.mark.parametrize("colour", ["#FFE14D", "#123C5A", "#000000", "#FF0000", "no colour", ""])
def test_a_colour_of_the_organisation_can_be_read_on_light_and_on_dark(colour):
    assert colours.contrast_of(colours.brand(colour), "#FFFFFF") >= 7
    assert colours.contrast_of(colours.brand(colour, "#12171D"), "#12171D") >= 7


PAIRS = (
    ("ink", "paper", 7),
    ("excerpt", "paper", 7),
    ("brand", "paper", 7),
    ("grey", "paper", 4.5),
    ("grey", "wash", 4.5),
    ("on", "positive", 4.5),
    ("on", "negative", 4.5),
    ("on-pale", "mixed", 4.5),
    ("on-pale", "neutral", 4.5),
    ("ink", "mixed", 4.5),
    ("ink", "neutral", 4.5),
)


@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_letters_have_enough_contrast_in_light_and_in_dark(text, ground, least):
    style = read_page(html.render(report(0))).all("style")[0].text
    light, dark = style[: style.index("box-sizing")].split("prefers-color-scheme: dark")
    colour = re.compile(r"--([a-z-]+): (#[0-9A-F]{6})")
    usual = dict(colour.findall(light))
    for found in (usual, usual | dict(colour.findall(dark))):
        assert colours.contrast_of(found[text], found[ground]) >= least


def test_paper_follows_the_region():
    assert "size: letter" in html.render(report(1))
    assert "size: A4" in html.render(replace(report(1), region="FR"))


def test_a_page_stays_small_enough_to_be_sent():
    assert len(html.render(report(40)).encode()) < 1_000_000


def test_writing_makes_the_same_file_twice(sample, tmp_path: Path):
    made = reported(sample)
    assert reports.write(made, tmp_path / "a.html") == ()
    reports.write(made, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def own(**files: str) -> Report:
    return read("own", {f"html/{name.replace('__', '.')}": text.encode() for name, text in files.items()})


def test_a_template_of_the_organisation_stands_in_place_of_the_built_in_one():
    page = html.render(report(3), own(method__html__j2="<p>Ours: {{ section.title }}</p>"))
    assert "<p>Ours: Method</p>" in page
    assert "Two releases made the month" in page


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p>\n\n{{ section.nothing }}", 3),
        ("{% if %}", 1),
        ("\n{{ section.title + 1 }}", 2),
        ("{% include 'gone' %}", 1),
    ],
)
def test_an_error_in_such_a_template_is_told_with_its_line(text, line):
    with pytest.raises(TemplateProblem, match=rf"^In html/method\.html\.j2, line {line}: "):
        html.render(report(3), own(method__html__j2=text))


def test_such_a_template_reaches_nothing_of_python():
    with pytest.raises(TemplateProblem, match="unsafe"):
        html.render(report(3), own(method__html__j2="{{ ''.__class__.__mro__ }}"))


def test_what_such_a_template_sets_is_escaped():
    page = html.render(replace(report(3), organisation="<i>x</i>"), own(method__html__j2="{{ report.organisation }}"))
    assert "<i>x</i>" not in page


def test_a_public_report_is_shown_as_one():
    assert "Public" in html.render(replace(media_page(), audience=Audience.PUBLIC, audience_label="Public"))
