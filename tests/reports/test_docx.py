"""The report for Word: what a reader of the file finds, that its parts hold together, and that text is only text."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.text.paragraph import Paragraph
from lxml import etree

from clipper import reports
from clipper.model.values import replace
from clipper.reports.document import Report
from clipper.reports.writers import docx as writer
from clipper.reports.writers.word.xml import NAMES
from tests.reports.conftest import reported
from tests.reports.invented import HEADLINES, HOSTILE, briefing, entry, hostile, mentions, report, whole

W = f"{{{NAMES['w']}}}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class File:
    """A document as python-docx reads it, and as the bare parts of its package."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.package = zipfile.ZipFile(io.BytesIO(data))
        self.document = docx.Document(io.BytesIO(data))

    @cached_property
    def body(self) -> Any:
        return etree.fromstring(self.package.read("word/document.xml"))

    def found(self, path: str) -> list[Any]:
        return list(self.body.xpath(path, namespaces=NAMES))

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return [Paragraph(node, self.document) for node in self.document.element.body.iter(f"{W}p")]

    @cached_property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs).replace("\u00a0", " ")

    def styled(self, style: str) -> list[str]:
        """The paragraphs of a style by its name, their tabs as spaces."""
        named = (one for one in self.paragraphs if one.style is not None and one.style.name == style)
        return [one.text.replace("\t", " ").replace("\u00a0", " ") for one in named]

    def relations(self) -> dict[str, Any]:
        root = etree.fromstring(self.package.read("word/_rels/document.xml.rels"))
        return {node.get("Id"): node for node in root.iter(RELATION)}

    def problems(self) -> Iterator[str]:
        """What is wrong with how the parts of the file hold together."""
        names = set(self.package.namelist())
        relations = self.relations()
        for name, node in relations.items():
            if node.get("TargetMode") != "External" and f"word/{node.get('Target')}" not in names:
                yield f"{name} leads to no part"
        used = set(self.found("//@r:id | //@r:embed"))
        yield from (f"nothing is called {name}" for name in used - relations.keys())
        marks = Counter(self.found("//w:bookmarkStart/@w:name"))
        yield from (f"{name} is there {times} times" for name, times in marks.items() if times > 1)
        yield from (f"{name} is no place" for name in set(self.found("//w:hyperlink/@w:anchor")) - marks.keys())
        numbers = Counter(self.found("//w:bookmarkStart/@w:id | //wp:docPr/@id"))
        yield from (f"id {number} is there {times} times" for number, times in numbers.items() if times > 1)
        yield from (f"{node.get('name')} says nothing" for node in self.found("//wp:docPr[not(string(@descr))]"))
        starts, ends = (self.found(f"//w:fldChar[@w:fldCharType='{kind}']") for kind in ("begin", "end"))
        if len(starts) != len(ends):
            yield "a field is open"
        yield from self._bad_styles()

    def _bad_styles(self) -> Iterator[str]:
        styles = etree.fromstring(self.package.read("word/styles.xml"))
        known = set(styles.xpath("//w:style/@w:styleId", namespaces=NAMES))
        used = self.found("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")
        yield from (f"there is no style {name}" for name in set(used) - known)


def file(made: Report) -> File:
    return File(writer.render(made))


@pytest.fixture(scope="module")
def full():
    return file(whole())


def test_every_part_of_the_file_holds_together(full):
    assert list(full.problems()) == []
    assert full.package.namelist()[0] == "[Content_Types].xml"


def test_sections_and_findings_are_headings(full):
    made = whole()
    assert full.styled("Heading 1") == [f"{section.number} {section.title}" for section in made.sections]
    assert "Two releases made the month" in full.styled("Heading 2")
    assert "Two messages got across" in full.styled("Heading 2")
    assert len(full.styled("Heading 4")) + len(full.styled("Pick-up")) == 34


def test_headings_skip_no_level(full):
    levels = [int(one.style.name[-1]) for one in full.paragraphs if one.style.name.startswith("Heading ")]
    assert all(after - before <= 2 for before, after in pairwise(levels))
    assert {"Title", "Subtitle"} <= {one.style.name for one in full.paragraphs}


def test_the_contents_are_filled_in_and_lead_to_the_headings(full):
    assert full.styled("toc 1")[:2] == ["1 Summary ", "2 Volume and tone "]
    assert "Two releases made the month " in full.styled("toc 2")
    codes = [node.text for node in full.found("//w:instrText")]
    assert codes[0].split()[0] == "TOC"
    assert sum(code.split()[0] == "PAGEREF" for code in codes) == len(full.styled("toc 1")) + len(full.styled("toc 2"))
    # It would ask each reader whether to update.
    assert b"updateFields" not in full.package.read("word/settings.xml")


def test_charts_are_pictures_that_say_what_they_show(full):
    said = {node.get("name"): node.get("descr") for node in full.found("//wp:docPr")}
    assert said["volume.png"] == "Two releases made the month. Eleven clippings ran on two days."
    assert said["Cover"] == "Each dot is a clipping on the day it ran. Gold marks key coverage."
    assert full.package.read("word/media/volume.png").startswith(b"\x89PNG")


def test_tables_are_real_and_repeat_their_heads(full):
    tables = full.found("//w:tbl[w:tblPr/w:tblStyle/@w:val='ReportTable']")
    assert len(tables) > 10
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert len({sum(1 for _ in row.iter(f"{W}tc")) for row in rows}) == 1
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def test_captions_stand_above_charts_and_tables(full):
    assert {"Clippings by day", "Tone towards us", "Clippings that carry each message"} <= set(full.styled("Caption"))


def test_running_numbers_lead_to_their_clippings(full):
    links = full.found("//w:tbl//w:hyperlink[@w:anchor]")
    assert {link.get(f"{W}anchor") for link in links} >= {"clipping1", "clipping34"}
    assert all(link.get(f"{W}anchor") == f"clipping{''.join(link.itertext())}" for link in links)


def test_without_the_list_of_clippings_no_number_leads_anywhere():
    made = report(34)
    short = file(replace(made, sections=tuple(one for one in made.sections if one.key != "clippings")))
    assert list(short.problems()) == []
    assert short.found("//w:hyperlink[starts-with(@w:anchor, 'clipping')]") == []


def test_headlines_are_links_to_the_web(full):
    outside = [node.get("Target") for node in full.relations().values() if node.get("TargetMode") == "External"]
    assert "https://example.org/2026/10/1" in outside
    assert len(set(outside)) == len(outside)


def test_texts_of_another_language_say_so(full):
    spoken = full.found("//w:r[starts-with(w:t, 'Ports du Nord')]/w:rPr/w:lang/@w:val")
    assert len(spoken) > 8
    assert set(spoken) == {"fr-CA"}
    styles = full.package.read("word/styles.xml").decode()
    assert 'w:lang w:val="en-CA"' in styles


def test_arabic_is_set_from_right_to_left():
    made = file(report(entries=[entry(1, headline="شهر من الأخبار", language="ar")]))
    run = made.found("//w:r[w:t='شهر من الأخبار']/w:rPr")[0]
    assert run.find(f"{W}rtl") is not None
    assert run.find(f"{W}lang").get(f"{W}bidi") == "ar-SA"


def test_the_file_says_whose_it_is_and_when_it_was_issued(full):
    properties = full.document.core_properties
    assert (properties.title, properties.author) == ("Media report, October 2026", "Ostrander Institute")
    assert f"{properties.created:%Y-%m-%d}" == f"{properties.modified:%Y-%m-%d}" == "2026-11-04"
    assert properties.language == "en-CA"


def test_pages_carry_organisation_report_and_number_but_not_the_cover(full):
    section = full.document.sections[0]
    header, footer = (part.paragraphs[0].text.replace("\u00a0", " ") for part in (section.header, section.footer))
    assert header == "Ostrander Institute\tMedia report, October 2026"
    assert footer == "Internal · No. 4, version 2\t1"
    assert section.different_first_page_header_footer


@pytest.mark.parametrize(("region", "size"), [("CA", (612, 792)), ("DE", (595, 842))])
def test_the_paper_is_that_of_the_region(region, size):
    section = file(replace(report(3), region=region)).document.sections[0]
    assert (round(section.page_width.pt), round(section.page_height.pt)) == size


def test_the_colour_is_the_organisations(full):
    for part in ("styles", "theme", "document"):
        assert b"123C5A" not in full.package.read(f"word/{part}.xml").replace(b"123C5A stands", b"")
        assert b"5B2A86" in full.package.read(f"word/{part}.xml")


def test_an_ink_saving_cover_has_no_ground():
    plain = file(replace(report(5), saves_ink=True))
    assert plain.found("//wps:wsp//a:prstGeom[@prst='ellipse']")
    assert not plain.found("//w:shd[@w:fill='123C5A']")


def test_what_staff_wrote_keeps_its_emphasis_lists_and_links(full):
    assert "We were heard in the north." in full.styled("Body Text")
    assert full.found("//w:r[w:t='heard']/w:rPr/w:b")
    assert full.found("//w:hyperlink[.='north']/@r:id")
    assert full.styled("List Bullet")[:1] == ["One clipping was added: 12."]
    assert {"one", "two"} <= set(full.styled("List Number"))
    assert "within" in full.styled("List Bullet")
    assert "And quoted." in full.styled("Quotation")


def test_numbered_lists_each_begin_anew(full):
    numbers = [node.get(f"{W}val") for node in full.found("//w:p[w:pPr/w:pStyle/@w:val='ListNumber']//w:numId")]
    assert len(set(numbers)) == len(whole().sections) - 1
    numbering = etree.fromstring(full.package.read("word/numbering.xml"))
    known = set(numbering.xpath("//w:num/@w:numId", namespaces=NAMES))
    assert set(numbers) <= known


def test_all_that_is_known_of_a_clipping_is_there(full):
    for said in ("Midi pile", "(feat. Ruth Ivalu)", "pick-up", "Tags: to answer", "the quay has not grown at all"):
        assert said in full.text
    assert "The whole text." in full.styled("Excerpt")
    assert "© its publisher" in full.styled("Meta")
    assert {"Note", "Comment", "Why it matters"} <= set(full.styled("Note"))


def test_a_later_version_says_what_changed(full):
    assert "What this version changed" in full.text
    assert "The summary was rewritten." in full.text


def test_share_of_voice_issues_and_messages_are_there(full):
    for said in ("Tundra Forum", "34%", '"tundra forum" relation:peer', "Overdue since October 22, 2026", "M1"):
        assert said in full.text


def test_a_public_report_holds_no_tone_note_or_tag(sample):
    made = file(reported(sample, audience="public", notes=True))
    assert made.styled("Heading 4")
    assert not set("▲◆▼") & set(made.text.replace("▲ ", "").replace("▼ ", ""))
    assert not made.found("//w:rStyle[starts-with(@w:val, 'Tone')]")
    assert made.styled("Note") == []
    assert "Tags:" not in made.text


def test_a_briefing_and_a_media_page_are_documents_too():
    brief = file(replace(report(3), sections=(briefing([entry(1), entry(2)]),), has_cover=False, has_contents=False))
    assert list(brief.problems()) == []
    assert brief.paragraphs[0].text == "1\tBriefing"
    for said in (
        "Two clippings about us this morning.",
        "Nothing about peers.",
        "Senate hearing at ten",
        "example.org",
    ):
        assert said in brief.text
    page = file(replace(report(3), sections=(mentions(),)))
    assert f"{HEADLINES[1]} by Dana Whitlock" in page.text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_text_stays_text(text):
    made = file(hostile(text))
    assert list(made.problems()) == []
    assert len(made.styled("Heading 1")) == 9
    outside = [node.get("Target") for node in made.relations().values() if node.get("TargetMode") == "External"]
    assert outside == []


def test_markup_of_other_languages_is_shown_as_it_was_typed():
    assert "<w:p><w:r/></w:p> & ]]> &amp;" in file(hostile("<w:p><w:r/></w:p> & ]]> &amp;")).text


def test_an_empty_report_and_one_of_600_clippings_open():
    empty, large = file(report(0)), file(report(600))
    assert empty.styled("Heading 1") == ["1 Summary", "2 Method"]
    assert list(empty.problems()) == list(large.problems()) == []
    assert len(large.found("//w:pStyle[@w:val='Heading4' or @w:val='PickUp']")) == 600


def test_french_words_and_settings(sample):
    made = file(reported(sample, language="fr"))
    assert "Table des matières" in made.text or "Sommaire" in made.text
    assert b'w:listSeparator w:val=";"' in made.package.read("word/settings.xml")
    assert b'w:lang w:val="fr-CA"' in made.package.read("word/styles.xml")


def test_writing_makes_the_same_file_twice(sample, tmp_path):
    made = reported(sample, notes=True)
    assert reports.write(made, tmp_path / "a.docx") == ()
    reports.write(made, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_logo_stands_on_the_cover_and_one_that_cannot_be_read_is_left_out(full):
    assert full.package.read("word/media/logo.png").startswith(b"\x89PNG")
    assert full.found("//wp:anchor/wp:docPr[@name='logo.png']/@descr") == ["Ostrander Institute"]
    for broken in ("<svg", '<svg viewBox="0 0 0 0"/>', "<svg><path/></svg>"):
        made = file(replace(report(3), logo=broken))
        assert list(made.problems()) == []
        assert "word/media/logo.png" not in made.package.namelist()


def test_names_that_no_page_has_room_for_are_cut():
    made = file(hostile("x" * 40_000))
    header = made.document.sections[0].header.paragraphs[0].text
    assert len(header) < 400
    assert all(len(headline) <= 310 for headline in made.styled("Heading 4"))
