"""Sections, each on or off and in any order, in every format that sets them part by part."""

import random

import pytest

from clipper import reports
from clipper.model.report import (
    ALL_SECTIONS,
    MEANING_TEXT,
    NEXT_TEXT,
    SECTIONS,
    SUMMARY_TEXT,
    Definition,
    Paper,
    ReportIssue,
    introduction,
)
from clipper.reports.document import People, Report, Summary, Topics, Volume
from clipper.reports.writers import markdown, pdf
from tests.reports.conftest import ISSUED, covered, reported

TITLES = {
    ("summary",): "Summary",
    ("figures",): "Headline figures",
    ("volume",): "Volume",
    ("tone",): "Tone",
    ("tone", "volume"): "Volume and tone",
    ("people",): "Spokespeople",
    ("pick_ups",): "Pick-ups",
    ("reporters",): "Reporters",
    ("reporters", "pick_ups"): "Pick-ups and reporters",
    ("people", "reporters"): "Spokespeople",
    ("topics",): "Topics",
    ("messages",): "Key messages",
    ("messages", "topics"): "Topics and messages",
    ("topics", "prominence"): "Topics",
    ("medium",): "Medium, language and region",
    ("prominence",): "Prominence",
    ("prominence", "medium"): "Medium and prominence",
}


@pytest.mark.parametrize(("sections", "title"), TITLES.items())
def test_a_title_says_what_is_there(sample, sections, title):
    (section,) = reported(sample, sections=sections).sections
    assert section.title == title
    assert section.finding


def test_a_part_that_is_left_out_holds_nothing(sample):
    figures, tone, pick_ups, messages = (
        reported(sample, sections=(key,)).sections[0] for key in ("figures", "tone", "pick_ups", "messages")
    )
    assert isinstance(figures, Summary)
    assert (figures.lead, figures.text, figures.highlights) == ("", "", ())
    assert isinstance(tone, Volume)
    assert (tone.volume, tone.bars, tone.trend, tone.trend_bars) == (None, (), None, ())
    assert isinstance(pick_ups, People)
    assert (pick_ups.people, pick_ups.rows, pick_ups.reporters) == (None, (), None)
    assert isinstance(messages, Topics)
    assert (messages.topics, messages.rows, messages.medium, messages.languages) == (None, (), None, ())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("key", SECTIONS)
def test_each_section_stands_alone_in_markdown(sample, key, language):
    report = reported(sample, sections=(key,), language=language)
    text = markdown.render(report)
    (section,) = report.sections
    assert f"## 1 {section.title}" in text
    assert "None" not in text.replace("None had", "").replace("None was", "")


def orders(count: int) -> list[tuple[str, ...]]:
    chance = random.Random(6)
    return [tuple(chance.sample(ALL_SECTIONS, chance.randint(1, len(ALL_SECTIONS)))) for _ in range(count)]


def test_any_order_of_sections_is_set_in_markdown(sample):
    for sections in orders(60):
        report = reported(sample, sections=sections)
        text = markdown.render(report)
        for section in report.sections:
            assert f"## {section.number} {section.title}" in text
        assert ("## Contents" in text) == ("contents" in sections)


@pytest.mark.parametrize(
    "sections", [*orders(8), ("tone", "figures"), ("contents", "method"), ("prominence",), ("share",)]
)
def test_any_order_of_sections_is_set_as_pages(sample, sections):
    made = pdf.make(reported(sample, sections=sections))
    assert made.data.startswith(b"%PDF")
    assert made.warnings == ()


def written(sample, **texts: str) -> Report:
    issue = ReportIssue(
        ISSUED, {introduction("outlets"): "Radio *led*.", introduction("tone"): "Coded twice.", **texts}
    )
    return reports.document(covered(sample), Definition(), sample.organisation(), issue)


def test_staff_introduce_a_section_under_its_title(sample):
    report = written(sample)
    assert [section.introduction for section in report.sections if section.introduction] == [
        "Coded twice.",
        "Radio *led*.",
    ]
    assert "## 3 Outlets\n\nRadio *led*.\n" in markdown.render(report)


def test_a_summary_by_staff_takes_the_place_of_the_draft(sample):
    texts = {SUMMARY_TEXT: "Ice **made** it.", MEANING_TEXT: "- Ten years\n- No more", NEXT_TEXT: "Call the *Post*."}
    report = written(sample, **texts)
    summary = report.section("summary")
    assert isinstance(summary, Summary)
    text = markdown.render(report)
    assert "Ice **made** it." in text
    assert summary.lead not in text
    assert "### What it means\n\n- Ten years\n- No more\n" in text
    assert "### What is next\n\nCall the *Post*.\n" in text
    assert pdf.make(report).warnings == ()


@pytest.mark.parametrize(
    ("paper", "language", "region"),
    [("letter", "fr", "CA"), ("a4", "fr", "FR"), ("a4", "en", "GB"), ("letter", "en", "CA")],
)
def test_the_paper_chooses_the_region_whose_customs_a_report_has(sample, paper, language, region):
    assert reported(sample, paper=Paper(paper), language=language).region == region
