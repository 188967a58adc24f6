"""The organisation's colour: always dark enough to be read on white, in pages and charts alike."""

import json

import pytest

from clipper.reports.charts import charts
from clipper.reports.colours import contrast_of
from tests.reports.conftest import reported


@pytest.mark.parametrize("colour", ["#FFFFFF", "#E9B44C", "#00FF00", "#5A6672"])
def test_a_light_colour_is_darkened_until_it_can_be_read(sample, colour):
    assert 7 <= contrast_of(reported(sample, brand=colour).brand, "#FFFFFF") < 8


def test_a_dark_colour_stays_as_it_is_and_none_is_the_look_s_own(sample):
    assert reported(sample, brand="#7A0019").brand == "#7A0019"
    assert reported(sample).brand == ""


def test_charts_take_the_colour_of_the_organisation(sample):
    report = reported(sample, brand="#7A0019")
    drawn = json.dumps([chart.spec for chart in charts(report, 385).values()])
    assert "#7A0019" in drawn
    assert "#123C5A" not in drawn
