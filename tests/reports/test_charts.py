"""Charts: figures become specs that draw, whose words never meet, and that fetch nothing."""

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import resources
from clipper.model.values import replace
from clipper.reports import drawing
from clipper.reports.charts import charts, counts_chart, tone_chart, volume_chart
from clipper.reports.document import Volume
from clipper.reports.label_places import in_a_row, places, text_width
from clipper.reports.language import language
from clipper.reports.parts import Bar, Count, Finding, ToneBar
from clipper.reports.rendering import Renderer
from tests.reports.invented import report

WIDTH = 385
LABELS = language("en").labels


def volume_of(made) -> Volume:
    section = made.section("volume")
    assert isinstance(section, Volume)
    return section


def bars(*counts: int, causes: dict[int, str] | None = None) -> tuple[Bar, ...]:
    named = causes or {}
    return tuple(Bar(date(2026, 10, 1), "a day", str(i), n, 0, 0, named.get(i, "")) for i, n in enumerate(counts))


@pytest.mark.parametrize("name", ["volume", "tone", "trend", "topics", "counts"])
def test_every_shipped_spec_draws_with_its_own_data(name):
    spec = json.loads(resources.path("charts", f"{name}.json").read_text(encoding="utf-8"))
    assert drawing.draw(spec).startswith("<svg")


def test_a_report_has_all_its_charts_and_each_says_what_it_shows():
    made = charts(report(34), WIDTH)
    assert set(made) == {"volume", "tone", "trend", "topics", "medium", "prominence"}
    assert made["volume"].alt == "Two releases made the month. Eleven clippings ran on two days."
    assert all(chart.alt for chart in made.values())


def test_the_same_figures_draw_the_same_picture_in_every_process():
    drawn = charts(report(34), WIDTH)
    maker = Renderer()
    elsewhere = maker.draw(drawn, "svg")
    again = maker.draw(drawn, "svg")
    maker.close()
    assert again == elsewhere == {name: drawing.draw(chart.spec).encode() for name, chart in drawn.items()}


def test_an_empty_report_has_no_charts():
    assert charts(report(0), WIDTH) == {}


def test_bars_carry_their_figures_until_there_are_too_many_to_read():
    few = volume_chart(replace(volume_of(report(34)), bars=bars(*[1] * 30)), WIDTH)
    many = volume_chart(replace(volume_of(report(34)), bars=bars(*[3] * 30, causes={4: "A study"})), WIDTH)
    assert few is not None
    assert many is not None
    assert len(few.spec["datasets"]["figures"]) == 30
    assert [row["bar"] for row in many.spec["datasets"]["figures"]] == [4]


def test_the_tones_of_a_period_fill_its_bar():
    chart = tone_chart(volume_of(report(34)), LABELS, WIDTH)
    assert chart is not None
    rows = [part for part in chart.spec["datasets"]["parts"] if part["row"] == 0]
    assert rows[0]["from"] == 0
    assert rows[-1]["to"] == pytest.approx(100)
    assert all(before["to"] == after["from"] for before, after in pairwise(rows))


def test_tones_without_a_place_over_the_first_bar_need_a_key():
    only_before = (ToneBar("October", {"positive": 9}), ToneBar("September", {"mixed": 2, "positive": 1}))
    chart = tone_chart(replace(volume_of(report(34)), tone_bars=only_before), LABELS, WIDTH)
    assert chart is not None
    assert chart.needs_key
    assert chart.spec["datasets"]["words"] == []


def test_text_in_data_is_never_an_expression():
    counts = (Count("x", "datum.number'; alert(1)//", 3), Count("y", "<b>&amp;</b>", 1))
    chart = counts_chart(Finding("Medium"), counts, WIDTH)
    assert chart is not None
    drawn = drawing.draw(chart.spec)
    assert "alert(1)//" in drawn
    assert "<b>" not in drawn


def test_a_chart_that_another_process_drew_is_not_drawn_again(monkeypatch):
    monkeypatch.setattr(drawing, "_known", {})
    spec = charts(report(34), 333)["volume"].spec
    drawn = drawing.draw(spec)
    found = drawing.new_pictures()
    assert drawn.encode() in found.values()
    assert drawing.new_pictures() == {}
    monkeypatch.setattr(drawing, "_known", {})
    monkeypatch.setattr(drawing, "_drawn", None)
    drawing.learn(found)
    assert drawing.draw(spec) == drawn


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_words_that_no_picture_can_hold_cost_no_chart(kind):
    chart = counts_chart(Finding("Medium"), (Count("x", "a\x00b\ud83dc\ufffe", 3),), WIDTH)
    assert chart is not None
    drawn = drawing.picture(chart.spec, kind)
    assert drawn.startswith(b"<svg" if kind == "svg" else b"\x89PNG")
    assert kind == "png" or b">abc<" in drawn


def test_drawing_fetches_nothing():
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/data.json"
        spec = {"data": {"url": url}, "mark": "bar", "encoding": {"x": {"field": "a", "type": "nominal"}}}
        try:
            with pytest.raises(ValueError, match=r"(?i)denied|allowed|external"):
                drawing.draw(spec)
        finally:
            server.shutdown()
            thread.join()
    assert asked == []


heights = st.lists(st.floats(0, 100), min_size=1, max_size=31)


@given(heights, st.data())
def test_names_of_peaks_never_cover_a_bar_or_each_other(tops, data):
    chosen = data.draw(st.sets(st.integers(0, len(tops) - 1), max_size=4))
    names = {index: data.draw(st.text("abc mW", min_size=1, max_size=30)) for index in chosen}
    step, size = 12.4, 8.0
    found = places(tops, names, step, size)
    boxes = []
    for index, place in found.items():
        width = text_width(names[index], size)
        left = index * step if place.align == "left" else (index + 1) * step - width
        covered = tops[max(0, int(left / step + 0.01)) : int((left + width) / step - 0.01) + 1]
        assert place.level > max(covered)
        boxes.append((left, left + width, place.level, place.level + size))
    for index, place in found.items():
        line = (index + 0.5) * step
        for left, right, bottom, _ in boxes:
            assert not (left < line < right and tops[index] < bottom < place.level - 0.1)
    assert bool(found) == bool(names)
    for index, (left, right, bottom, top) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert left >= other[1] or other[0] >= right or bottom >= other[3] or other[2] >= top


def test_a_name_ends_at_its_bar_below_a_higher_one_beside_it():
    found = places([0, 0, 0, 0, 13, 60], {4: "A story", 5: "Another"}, 30, 8)
    assert found[4].level < 30
    assert not found[4].raised


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(1, 80)), max_size=5))
def test_words_in_a_row_never_meet_and_never_move_left(words):
    starts, widths = sorted(start for start, _ in words), [width for _, width in words]
    moved = in_a_row(starts, widths, 4)
    assert all(new >= old for new, old in zip(moved, starts, strict=True))
    ends = [start + width for start, width in zip(moved, widths, strict=True)]
    assert all(end + 3.9 <= following for end, following in zip(ends, moved[1:], strict=False))
