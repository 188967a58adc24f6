"""The clippings as CSV: for Excel and for scripts, and no cell of it a formula."""

import csv
import io

import pytest

from clipper import reports
from clipper.reports.tables import listing
from clipper.reports.writers import csv as writer
from tests.reports.conftest import reported
from tests.reports.invented import HOSTILE, hostile, report


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_knows_its_code_and_its_lines():
    data = writer.render(report(3))
    assert data.startswith(b"\xef\xbb\xbfNo.,Date,Headline,")
    assert data.count(b"\r\n") == 4


def test_it_has_the_columns_and_the_clippings_of_the_report():
    found = lines(writer.render(report(34)))
    assert found[0] == [column.header for column in listing(report(34)).columns]
    assert found[1][:3] == ["1", "2026-10-02", "Ports du Nord : la facture dépasse 9,4 milliards"]
    assert len(found) == 35


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_can_pass_for_a_formula(text):
    found = lines(writer.render(hostile(text)))
    cells = [cell for row in found[1:] for cell in row]
    assert len(found) == 5
    assert not [cell for cell in cells if cell[:1] and cell[0] in "=+-@\t\r"]
    assert not [cell for cell in cells if "\x00" in cell]


def test_a_formula_is_still_there_as_text():
    headlines = [row[2] for row in lines(writer.render(hostile("=1+1")))[1:]]
    assert headlines == ["'=1+1"] * 4


def test_an_empty_report_has_its_headers():
    assert len(lines(writer.render(report(0)))) == 1


def test_writing_makes_the_same_file_twice(sample, tmp_path):
    made = reported(sample, notes=True)
    assert reports.write(made, tmp_path / "a.csv") == ()
    reports.write(made, tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
