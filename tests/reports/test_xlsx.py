"""The workbook: a sheet for the clippings and for each figure, in which text is text and numbers are numbers."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from clipper import reports
from clipper.model.values import replace
from clipper.reports.document import Report
from clipper.reports.tables import tables
from clipper.reports.writers import xlsx
from tests.reports.conftest import reported
from tests.reports.invented import HOSTILE, hostile, report, whole


def opened(made: Report) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(made)))


def column(sheet: Worksheet, header: str) -> list[object]:
    place = [cell.value for cell in sheet[1]].index(header)
    return [row[place].value for row in sheet.iter_rows(min_row=2)]


@pytest.fixture(scope="module")
def book():
    return opened(whole())


def test_the_clippings_come_first_and_each_figure_has_its_sheet(book):
    assert book.sheetnames == [one.title for one in tables(whole())]
    assert book.sheetnames[0] == "Clippings"


def test_a_clipping_is_a_row_with_a_real_date_and_a_link(book):
    sheet = book["Clippings"]
    assert sheet.max_row == 35
    assert sheet["B2"].value == datetime(2026, 10, 2)
    assert sheet["B2"].number_format == "yyyy-mm-dd"
    assert sheet["C2"].hyperlink.target == "https://example.org/2026/10/1"


def test_numbers_are_numbers_in_the_form_of_their_unit(book):
    figures = book["Headline figures"]
    voice = figures.max_row
    assert (figures.cell(2, 2).value, figures.cell(2, 4).value) == (27, 3)
    assert figures.cell(2, 4).number_format.startswith("+")
    assert (figures.cell(voice, 2).value, figures.cell(voice, 2).number_format) == (0.79, "0%")
    assert (figures.cell(voice, 5).value, figures.cell(voice, 5).number_format) == (3, '#,##0" of 14"')


def test_heads_stay_in_sight_and_filter_their_columns(book):
    for sheet in book.worksheets:
        assert sheet.freeze_panes in ("A2", "D2")
        assert sheet.print_title_rows == "$1:$1"
        for defined in sheet.tables.values():
            assert defined.ref == sheet.dimensions
            assert [one.name for one in defined.tableColumns] == [cell.value for cell in sheet[1]]
    names = [name for sheet in book.worksheets for name in sheet.tables]
    assert len(set(names)) == len(names) == len(book.sheetnames)


def test_running_numbers_lead_to_the_first_of_their_clippings(book):
    sheet = book["Region"]
    place = [cell.value for cell in sheet[1]].index("Clippings no.") + 1
    assert sheet.cell(2, place).value == "1, 2"
    assert sheet.cell(2, place).hyperlink.location == "'Clippings'!A2"


def test_the_file_says_whose_it_is_and_when_it_was_issued(book):
    properties = book.properties
    assert (properties.title, properties.creator) == ("Media report, October 2026", "Ostrander Institute")
    assert properties.created.date() == properties.modified.date() == date(2026, 11, 4)
    assert properties.language == "en-CA"


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_stays_text(text):
    made = opened(hostile(text))
    assert len(made.sheetnames) > 10
    for sheet in made.worksheets:
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type in "fe"]


def test_a_formula_is_there_as_it_was_typed():
    sheet = opened(hostile("=1+1"))["Clippings"]
    assert column(sheet, "Outlet") == ["=1+1"] * 4
    assert sheet["D2"].quotePrefix


def test_what_a_cell_cannot_hold_goes_on_in_further_columns():
    text = "".join(chr(0x1F600 + number % 50) for number in range(40_000))
    sheet = opened(hostile(text))["Clippings"]
    parts = [column(sheet, header)[0] for header in ("Note", "Note 2", "Note 3")]
    assert "".join(parts) == text
    assert all(len(part.encode("utf-16-le")) // 2 <= 32_767 for part in parts)


def test_text_that_looks_like_a_code_of_excel_stays_as_it_is():
    assert "_x005F_x0041_" in str(column(opened(hostile("_x0041_"))["Clippings"], "Note")[0])


def test_names_of_sheets_are_such_that_excel_takes_them():
    made = report(5)
    titles = ("A/B: the [same]* long name? " * 3, "A/B: the [same]* long name? " * 3, "''")
    kept = (section for section in made.sections if section.key == "outlets")
    sections = tuple(replace(section, title=title) for section in kept for title in titles)
    names = opened(replace(made, sections=sections)).sheetnames
    assert len({name.casefold() for name in names}) == 5
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_sheets_are_named_in_the_language_of_the_report(sample):
    names = opened(reported(sample, language="fr")).sheetnames
    assert names[0] == "Coupures"
    assert "Chiffres clés" in names


def test_a_public_workbook_has_no_column_for_tone_notes_and_tags(sample):
    made = opened(reported(sample, audience="public", notes=True))
    headers = {cell.value for sheet in made.worksheets for cell in sheet[1]}
    assert not headers & {"Tone", "Prominence", "Tags", "Note", "Comments", "Positive", "Not coded"}


@pytest.mark.parametrize("made", [report(0), report(600)], ids=["empty", "large"])
def test_empty_and_large_reports_open(made):
    assert opened(made)["Clippings"].max_row == len(tables(made)[0].rows) + 1


def test_writing_makes_the_same_file_twice(sample, tmp_path):
    made = reported(sample)
    assert reports.write(made, tmp_path / "a.xlsx") == ()
    reports.write(made, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_every_part_is_well_formed_and_tells_no_clock():
    with zipfile.ZipFile(io.BytesIO(xlsx.render(hostile("a\x00<b>\ud800")))) as package:
        for member in package.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            etree.fromstring(package.read(member))
        assert package.namelist()[0] == "[Content_Types].xml"
