"""Charts become pictures, in the child process: Vega's compiler holds much memory and the interpreter's lock."""

import json
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any

import vl_convert

from clipper import resources
from clipper.reports.charts import Chart, Spec
from clipper.reports.rendering import Stage, Told
from clipper.reports.templates import Files, TemplateProblem

_VEGA_LITE = "6.1"
# What no picture can hold, since SVG is XML 1.0.
_UNDRAWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FROM_THE_REPORT = ("width", "height", "params", "datasets")

_known: dict[str, bytes] = {}
_new: dict[str, bytes] = {}


def learn(pictures: Mapping[str, bytes]) -> None:
    """Take pictures that a process before this one drew, so that none of them is drawn again."""
    _known.update(pictures)


def new_pictures() -> dict[str, bytes]:
    """Return the pictures that were drawn since this was asked last, for learn() of another process."""
    found = dict(_new)
    _known.update(_new)
    _new.clear()
    return found


def draw(spec: Spec) -> str:
    """Return a chart as SVG; nothing is fetched, whatever the spec says."""
    return picture(spec, "svg").decode("utf-8")


def pictures(charts: Mapping[str, Chart], files: Files, told: Told, kind: str, scale: float = 1.0) -> dict[str, bytes]:
    """Return charts as SVG or PNG, in the look of a template's own files; raises TemplateProblem."""
    found = {}
    for done, (name, chart) in enumerate(charts.items()):
        told(Stage.CHARTS, done, len(charts))
        found[name] = _in_look(chart, files, kind, scale)
    return found


def _in_look(chart: Chart, files: Files, kind: str, scale: float) -> bytes:
    file = f"charts/{chart.spec['usermeta']['chart']}.json"
    look = _look(chart.spec, file, files)
    try:
        return picture(look, kind, scale)
    except ValueError as error:
        if look == chart.spec:
            raise
        raise TemplateProblem(f"the chart cannot be drawn ({str(error).strip().splitlines()[0]})", file) from error


def _look(spec: Spec, file: str, files: Files) -> Spec:
    """Return a chart with a template's own spec, and the sizes, values and data of the report in it."""
    if "charts/theme.json" in files:
        spec = spec | {"config": _read(files, "charts/theme.json")}
    if file in files:
        kept = {key: spec[key] for key in _FROM_THE_REPORT}
        spec = {"config": spec["config"]} | _read(files, file) | kept
    return spec


def _read(files: Files, file: str) -> dict[str, Any]:
    try:
        found = json.loads(files[file].decode("utf-8", "replace"))
    except json.JSONDecodeError as error:
        raise TemplateProblem(error.msg, file, error.lineno) from error
    if not isinstance(found, dict):
        raise TemplateProblem("a chart is written as an object in braces", file, 1)
    return found


def picture(spec: Spec, kind: str, scale: float = 1.0) -> bytes:
    """Return a picture; a report that changed elsewhere keeps most of its charts, so each is drawn once."""
    key = sha256(f"{kind} {scale} {json.dumps(spec)}".encode()).hexdigest()
    if key in _known:
        return _known[key]
    if key not in _new:
        _new[key] = _drawn(spec, kind, scale)
    return _new[key]


def _drawn(spec: Spec, kind: str, scale: float) -> bytes:
    _register_fonts()
    spec = _drawable(spec)
    if kind == "png":
        return bytes(vl_convert.vegalite_to_png(spec, vl_version=_VEGA_LITE, scale=scale, allowed_base_urls=[]))
    return str(vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])).encode("utf-8")


def _drawable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNDRAWABLE.sub("", value)
    if isinstance(value, dict):
        return {key: _drawable(part) for key, part in value.items()}
    return [_drawable(part) for part in value] if isinstance(value, list | tuple) else value


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(resources.path("fonts")))
