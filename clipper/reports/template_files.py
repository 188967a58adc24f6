"""What the `template.toml` of a template says about its pages and charts."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from clipper import resources
from clipper.reports.charts import Spec
from clipper.reports.templates import Template

_MM = 72 / 25.4
_ABOUT = "template.toml"


class Pages(Struct, frozen=True):
    """The measures of a template's pages and the dress of its charts.

    `sides` is the width of the left and of the right margin, `rail` what stands beside the column of the charts with
    its gutter, both in mm. `theme` is a Vega-Lite config under resources/charts. `colours` stand in the charts in place
    of the shipped ones; a template that has any does not take the organisation's colour.
    """

    sides: float
    rail: float
    theme: str = "theme"
    colours: Mapping[str, str] = field(default_factory=dict)

    def column(self, paper: float) -> float:
        """Return the width of the charts' column on a paper that is so wide, both in points."""
        return paper - (2 * self.sides + self.rail) * _MM

    def dressed(self, spec: Spec) -> Spec:
        """Return a chart in the theme and the colours of the template."""
        text = json.dumps(
            spec | {"config": json.loads(resources.path("charts", f"{self.theme}.json").read_text("utf-8"))}
        )
        for shipped, own in self.colours.items():
            text = text.replace(shipped, own)
        dressed: Spec = json.loads(text)
        return dressed


def pages_of(template: Template) -> Pages:
    """Return the measures of a template; what one of the organisation's own does not say is as in its base."""
    about = _about(resources.path("reports", template.base, _ABOUT).read_bytes())
    about |= _about(template.files.get(_ABOUT, b""))
    return Pages(
        float(about["sides"]),
        float(about["rail"]),
        str(about.get("chart-theme", "theme")),
        {str(shipped): str(own) for shipped, own in about.get("chart-colours", {}).items()},
    )


def _about(data: bytes) -> dict[str, Any]:
    return tomllib.loads(data.decode("utf-8", "replace"))
