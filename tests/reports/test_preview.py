"""The preview: the same pages as the file, with figures that open their clippings."""

import pypdfium2
import pytest

from clipper.reports.charts import charts
from clipper.reports.typst_data import column_width
from clipper.reports.writers import pdf
from tests.reports.conftest import reported
from tests.reports.test_pdf import Pages


@pytest.fixture(scope="module")
def report(sample):
    return reported(sample)


@pytest.fixture(scope="module")
def both(report):
    return pdf.make(report).data, pdf.make(report, preview=True).data


def pictures(data: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(data) as opened:
        return [page.render(scale=0.7).to_pil().tobytes() for page in opened]


def figures(data: bytes) -> list[str]:
    return [link.removeprefix("clipper:") for link in Pages(data).links()[0] if link.startswith("clipper:")]


def test_a_preview_looks_just_as_the_file(both):
    assert pictures(both[0]) == pictures(both[1])


def test_a_file_holds_no_links_of_the_window(both):
    assert figures(both[0]) == []


def test_every_link_of_a_preview_opens_clippings_of_a_figure(report, both):
    found = figures(both[1])
    assert set(found) <= set(report.behind)
    # The summary's figures, the rows of tables, the bars of charts, and the running numbers of all clippings.
    assert len(found) > 120


def test_bars_of_charts_are_links(report, both):
    drawn = charts(report, column_width(report.region))
    bars = {spot[0] for chart in drawn.values() for spot in chart.places}
    assert bars <= set(figures(both[1]))
