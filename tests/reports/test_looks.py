"""The templates beside the usual one: formal, board and briefing, whatever a report holds."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from clipper import reports
from clipper.model.period import Period
from clipper.model.report import Audience, Definition, Kind
from clipper.model.values import replace
from clipper.reports.document import Clippings, KeyCoverage, Outlets, Report, ShareOfVoice, Summary, Topics
from clipper.reports.parts import Count, Fact, Finding, MessageRow, OutletRow, PersonRow, References, ShareRow
from clipper.reports.template_files import pages_of
from clipper.reports.templates import Template, export_template, find, read, read_template, templates
from clipper.reports.typst_data import report_charts
from clipper.reports.writers import pdf
from tests.reports.briefed import briefing
from tests.reports.conftest import covered
from tests.reports.invented import entry, report
from tests.reports.test_pdf import Pages

LONG = "Ferry subsidy ends in spring, and nobody on either shore has said what follows " * 4
ENDLESS = "endless" * 60
WRITTEN = "*Roof by Roof* made October the busiest month.\n\nTwo stories travelled by wire."
NEXT = "- Reply to the fiscal update, November 12.\n- Brief the regional editors.\n- Tell the Compass first."


def full(code: str = "en", clippings: int = 34, text: str = "") -> Report:
    """Return a report with everything that a document may hold, every text that staff write being `text`."""
    entries = [
        entry(
            number,
            figure=f"clipping/{number}",
            full_text="The quay has not grown.\n\nThe **season** has." if number == 5 else "",
            rights_notice="By permission of the Gazette." if number == 5 else "",
        )
        for number in range(1, clippings + 1)
    ]
    made = report(code=code, entries=entries)
    share = ShareOfVoice(
        number=0,
        title="Share of voice",
        finding="We had 59% of the clippings",
        share=Finding("We had 59% of the clippings", caption="Clippings about us and about peers"),
        rows=(
            ShareRow("Ostrander Institute", 34, "59%", True, "23", "21", "us"),
            ShareRow("Polar Centre", 24, "41%", False),
        ),
        queries=(Fact("Ostrander Institute", "Ostrander OR “Institut Ostrander”"), Fact("Peers", "relation:peer")),
    )
    sections = [_filled(section, text) for section in made.sections]
    sections.insert(5, share)
    return replace(
        made,
        sections=tuple(replace(section, number=number) for number, section in enumerate(sections, 1)),
        version_label="No. 12, version 2",
        changes=("One clipping was added: “Why a nail costs more”.", "Clippings: 34, not 33."),
    )


def _filled(section: object, text: str) -> object:
    changes: dict[str, object] = {"introduction": text or "Said before the rest."}
    if isinstance(section, Summary):
        changes |= {
            "written": text or WRITTEN,
            "meaning": text or "- Funding is now the frame.",
            "next_steps": text or NEXT,
        }
        first, *others = section.measures
        amounts = (replace(first.amounts[0], figure="stories"), *first.amounts[1:])
        changes["measures"] = (replace(first, amounts=amounts), *others)
    if isinstance(section, Outlets):
        rows = tuple(
            replace(row, tier="Tier 1", reach="41,000", year_before="2", figure="outlet") for row in section.rows
        )
        changes |= {"rows": rows, "reach": "Reach of five outlets: 205,000, each outlet counted once."}
    if isinstance(section, Topics):
        message = MessageRow(
            "M1", text or "The North sets the date.", 13, 34, References((3, 4)), "13 of 34", "5 of 23", "4 of 21", "m1"
        )
        region = (Count("Nunavut", "Nunavut", 11, References((1, 2)), 4, 3, "region"),)
        carried = Finding("13 carried a key message", caption="Clippings that carry each message")
        changes |= {
            "messages": carried,
            "message_rows": (message,) * 4,
            "region": Finding("Eleven in Nunavut"),
            "regions": region,
        }
    if isinstance(section, Clippings):
        first, *rest = section.groups
        changes["groups"] = (replace(first, also=References((9, 14))), *rest)
    if isinstance(section, KeyCoverage) and text:
        changes["clippings"] = tuple(replace(key, why=text) for key in section.clippings)
    return replace(section, **changes)  # type: ignore[type-var]


def crowded(code: str = "fr") -> Report:
    """Return a report whose every text and table is longer than any that was ever seen."""
    made = full(code, 60, text=f"{LONG * 6}\n\n- {ENDLESS}\n- {LONG}\n- {LONG}\n- {LONG}\n- {LONG}")
    name = f"Agathe {ENDLESS}"
    outlet = OutletRow(
        f"Gazette {LONG}",
        "online, print, radio, television",
        4,
        {"positive": 4},
        "3",
        References(tuple(range(12)), "and 9 more"),
    )
    person = PersonRow(name, 9, 3, "4", 3, (LONG, "Housing"), References(tuple(range(12)), "and 9 more"))
    changes: dict[str, dict[str, object]] = {
        "outlets": {"rows": (outlet,) * 80, "rest": LONG},
        "people": {"rows": (person,) * 40},
        "key": {"clippings": tuple(_loud(key) for key in made.section("key").clippings * 2)},
    }
    sections = (replace(section, **changes.get(section.key, {})) for section in made.sections)
    return replace(made, sections=tuple(sections), organisation=f"Institute of {LONG}")


def _loud(key):
    return replace(
        key, entry=replace(key.entry, headline=LONG[:300], outlet=LONG, meta=(LONG,), url=None), excerpt=LONG * 3
    )


def public() -> Report:
    hidden = [
        entry(number, tone="", tone_label="", prominence="", tags=(), note="", comments=()) for number in range(1, 35)
    ]
    made = replace(report(entries=hidden), audience=Audience.PUBLIC)
    sections = tuple(
        replace(section, tone=None, tone_bars=()) if section.key == "volume" else section
        for section in made.sections
        if section.key != "issues"
    )
    return replace(made, sections=sections)


REPORTS: dict[str, Callable[[], Report]] = {
    "empty": lambda: report(0),
    "one clipping": lambda: report(1),
    "usual": lambda: full(),
    "French": lambda: full("fr"),
    "public": public,
    "crowded": crowded,
}
BRIEFINGS: dict[str, Callable[[], Report]] = {
    "empty": lambda: briefing(0, today=""),
    "usual": briefing,
    "French": lambda: briefing(7, "fr"),
    "long": lambda: briefing(60, today=f"{LONG}\n\n- 10 h 20 {LONG}\n- {ENDLESS}\n\n> {LONG * 3}", written=LONG * 2),
}
CASES = [(look, name) for look in ("formal", "board") for name in REPORTS] + [("briefing", name) for name in BRIEFINGS]


def made(look: str, name: str) -> Report:
    return BRIEFINGS[name]() if look == "briefing" else replace(REPORTS[name](), template=look)


@pytest.mark.parametrize(("look", "name"), CASES)
def test_a_look_makes_an_accessible_file_of_any_report(look, name):
    finished = pdf.make(made(look, name))
    assert finished.warnings == ()
    with pikepdf.open(BytesIO(finished.data)) as opened, opened.open_metadata() as about:
        assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")


@pytest.mark.parametrize("look", ["formal", "board", "briefing"])
def test_the_same_report_gives_the_same_bytes(look):
    assert pdf.render(made(look, "usual")) == pdf.render(made(look, "usual"))


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("region", ["CA", "FR"])
def test_a_board_gets_one_sheet(name, region):
    sheet = Pages(pdf.render(replace(made("board", name), region=region)))
    assert len(sheet.texts) == 1
    *_, last = (page.get_mediabox() for page in sheet.file)
    assert all(bottom >= 20 for bottom in _bottoms(sheet, last[3]))


def _bottoms(pages: Pages, height: float) -> list[float]:
    """How far above the lower edge of the paper each piece of text ends."""
    text = pages.file[0].get_textpage()
    return [text.get_rect(index)[1] for index in range(text.count_rects())]


def test_a_board_reads_what_matters_first():
    sheet = Pages(pdf.render(made("board", "usual")))
    for said in (
        "Roof by Roof made October the busiest month.",
        "The North sets the date.",
        "Ruth Ivalu",
        "Brief the regional editors.",
    ):
        assert said in sheet.words
    assert (
        sheet.words.index("Roof by Roof")
        < sheet.words.index("Two releases made the month")
        < sheet.words.index("What is next")
    )


@pytest.mark.parametrize(("clippings", "kept"), [(34, [0, 1, 2, 3, 4, 5]), (60, [0, 1, 2])])
def test_a_sheet_without_room_for_two_rows_of_stories_keeps_three(clippings, kept):
    usual = replace(full(clippings=clippings, text="" if clippings == 34 else LONG), template="board")
    key = usual.section("key")
    stories = tuple(
        replace(one, entry=replace(one.entry, headline=f"Story {index}"))
        for index, one in enumerate((key.clippings * 2)[:6])
    )
    sections = tuple(replace(key, clippings=stories) if one is key else one for one in usual.sections)
    sheet = Pages(pdf.render(replace(usual, sections=sections)))
    assert [index for index in range(6) if f"Story {index}" in sheet.words] == kept


def test_paragraphs_and_tables_of_a_formal_report_are_numbered():
    pages = Pages(pdf.render(made("formal", "usual")))
    assert "1.1 Said before the rest." in pages.words
    assert "1.2 Roof by Roof made October the busiest month. 1.3 Two stories travelled by wire." in pages.words
    assert "1.5 Reply to the fiscal update, November 12. 1.6 Brief the regional editors." in pages.words
    assert "Table 1. " in pages.words
    assert "Figure 1. Clippings by day" in pages.words
    assert f"Page 1 of {len(pages.texts)}" in pages.words


def test_tables_of_a_french_formal_report_are_numbered_in_french():
    pages = Pages(pdf.render(made("formal", "French")))
    assert "Tableau 1. " in pages.words
    assert f"Page 1 de {len(pages.texts)}" in pages.words


def test_the_head_of_the_register_stands_on_each_of_its_pages():
    pages = Pages(pdf.render(replace(report(120), template="formal")))
    first = pages.bookmarks()["8 All clippings"]
    last = pages.bookmarks()["9 Method"]
    assert last - first >= 3
    for text in pages.texts[first - 1 : last - 1]:
        assert "Prominence" in text


def test_a_formal_report_holds_all_that_its_document_holds():
    pages = Pages(pdf.render(made("formal", "usual")))
    for said in (
        "Share of voice", "59%", "relation:peer", "Tier 1", "41,000", "M1", "13 of 34", "Nunavut", "Also here: 9, 14",
        "The season has.", "By permission of the Gazette.", "No. 12, version 2", "One clipping was added",
        "Call Leah before", "Overdue since", "Funding is now the frame.", "Pull this for the board.", "to answer",
    ):  # fmt: skip
        assert said in pages.words, said


def test_a_public_formal_report_has_no_columns_for_what_the_public_does_not_see():
    pages = Pages(pdf.render(made("formal", "public")))
    register = pages.words.rpartition("All clippings Table")[2].partition("Method")[0]
    assert "Headline" in register
    assert "Tone" not in register
    assert "Prominence" not in register


def test_numbers_of_a_formal_report_lead_to_the_register():
    pages = Pages(pdf.render(made("formal", "usual")))
    addresses, targets = pages.links()
    assert pages.bookmarks()["9 All clippings"] in targets
    assert not [address for address in addresses if address.startswith("clipper:")]


@pytest.mark.parametrize("look", ["formal", "board", "briefing"])
def test_figures_lead_to_their_clippings_in_the_preview_only_and_nothing_moves(look):
    usual = made(look, "usual")
    exported, preview = Pages(pdf.render(usual)), Pages(pdf.make(usual, preview=True).data)
    ours = [address.removeprefix("clipper:") for address in preview.links()[0] if address.startswith("clipper:")]
    assert (
        set(ours)
        >= {"formal": {"stories", "m1", "outlet"}, "board": {"stories", "m1"}, "briefing": {"clipping/1"}}[look]
    )
    assert not [address for address in exported.links()[0] if address.startswith("clipper:")]
    assert _pictures(exported) == _pictures(preview)


def _pictures(pages: Pages) -> list[bytes]:
    return [page.render(scale=0.7).to_pil().tobytes() for page in pages.file]


def test_a_briefing_names_where_its_links_lead():
    pages = Pages(pdf.render(briefing()))
    assert "Thursday, October 15" in pages.words
    assert pages.words.count("harbour.example") == 7
    assert pages.words.count("Also ran in Inlet Echo.") == 1
    assert "10:00 a.m. Senate committee continues; Ivalu is available to media." in pages.words
    assert len(pages.texts) == 1


def test_a_briefing_in_a_look_for_reports_is_set_as_a_briefing():
    assert pdf.render(replace(briefing(), template="modern")) == pdf.render(briefing())


def test_the_briefing_of_a_library_is_set_with_its_clippings(sample):
    day = next(one.published_on for one in covered(sample).now.clippings if one.published_on)
    coverage = reports.coverage(sample, Period(day, day))
    made = reports.document(coverage, Definition(kind=Kind.BRIEFING, template="briefing"), sample.organisation())
    pages = Pages(pdf.render(made))
    assert "About us" in pages.words
    section = made.section("briefing")
    assert all(brief.host in pages.words for group in section.groups for brief in group.briefs)


def test_what_staff_write_takes_the_place_of_a_drafted_sentence():
    pages = Pages(pdf.render(briefing(written="A *quiet* morning.")))
    assert "A quiet morning." in pages.words
    assert "Ivalu’s Senate testimony" not in pages.words


def test_a_group_without_clippings_says_so():
    assert Pages(pdf.render(briefing(0))).words.count("Nothing this morning.") == 3


def test_a_long_morning_runs_on_with_numbered_pages():
    pages = Pages(pdf.render(briefing(40)))
    assert len(pages.texts) > 1
    assert [text.split()[-1] for text in pages.texts] == [str(number) for number in range(1, len(pages.texts) + 1)]


# --- what a template says about its pages


def test_charts_are_as_wide_as_the_column_of_their_look():
    widths = {
        look: report_charts(report(34), find(look))["volume"].spec["width"] for look in ("modern", "formal", "board")
    }
    assert widths == {"modern": 385, "formal": 482, "board": 310}


def test_charts_of_a_formal_report_are_black_and_grey_whatever_the_colour_of_the_organisation():
    spec = str(report_charts(replace(report(34), brand="#7A1020"), find("formal"))["volume"].spec)
    assert "#333333" in spec
    assert "Source Serif 4" in spec
    assert "#7A1020" not in spec
    assert "#123C5A" not in spec


def test_an_own_template_has_the_measures_of_its_base_where_it_gives_none():
    base = pages_of(find("formal"))
    own = Template("ours", {"en": "Ours"}, base="formal", files={"template.toml": b'based-on = "formal"\nsides = 30\n'})
    assert pages_of(own) == replace(base, sides=30.0)


def test_a_copy_of_the_formal_look_that_a_designer_takes_home_looks_the_same(tmp_path):
    usual = made("formal", "one clipping")
    export_template(find("formal"), tmp_path / "ours")
    own = read("ours", read_template(tmp_path / "ours"))
    assert (own.base, pages_of(own)) == ("formal", pages_of(find("formal")))
    assert _pictures(Pages(pdf.make(usual, own).data)) == _pictures(Pages(pdf.render(usual)))


def test_a_drafted_summary_that_is_too_long_for_the_sheet_ends_with_a_sentence():
    usual = made("board", "French")
    summary = replace(usual.section("summary"), written="", text="Tone was positive in nine of the clippings. " * 20)
    sections = tuple(summary if one.key == "summary" else one for one in usual.sections)
    sheet = Pages(pdf.render(replace(usual, sections=sections)))
    assert "nine of the clippings." in sheet.words
    assert "…" not in sheet.words


def test_every_look_is_listed_in_both_languages():
    titles = [(one.title("en"), one.title("fr")) for one in templates()]
    assert titles == [
        ("Modern", "Moderne"),
        ("One page for the board", "Une page pour le conseil"),
        ("Briefing", "Revue du matin"),
        ("Formal", "Officiel"),
    ]


def test_a_board_is_in_the_colour_of_the_organisation():
    plain, coloured = made("board", "usual"), replace(made("board", "usual"), brand="#7A1020")
    corners = [Pages(pdf.render(one)).file[0].render(scale=0.2).to_pil().getpixel((3, 3)) for one in (plain, coloured)]
    assert corners[0] != corners[1]
    assert corners[1][0] > 100
