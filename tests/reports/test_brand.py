"""The organisation's colour: always dark enough to be read on white, in pages and charts alike."""

import json

import pytest

from clipper.reports import brand
from clipper.reports.charts import charts
from tests.reports.conftest import reported


@pytest.mark.parametrize("colour", ["#123C5A", "#000000", "#7A0019"])
def test_a_dark_colour_stays_as_it_is(colour):
    assert brand.legible(colour) == colour


@pytest.mark.parametrize("colour", ["#FFFFFF", "#E9B44C", "#00FF00", "#5A6672"])
def test_a_light_colour_is_darkened_until_it_can_be_read(colour):
    dark = brand.legible(colour)
    assert contrast(dark) >= 7
    assert contrast(dark) < 7.8


def contrast(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("colour", ["", "red", "#12", "#12345G"])
def test_what_is_no_colour_is_none(colour):
    assert brand.legible(colour) == ""


def test_charts_take_the_colour_of_the_organisation(sample):
    report = reported(sample, brand="#7A0019")
    drawn = json.dumps([chart.spec for chart in charts(report, 385).values()])
    assert "#7A0019" in drawn
    assert "#123C5A" not in drawn
