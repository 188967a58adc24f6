"""A clipping as one cites it in a letter or a footnote."""

from clipper.model.clipping import Clipping
from clipper.ui.dates import write_date


def citation(clipping: Clipping) -> str:
    """Return reporters, headline, outlet, programme, date and link on one line, without what is not known."""
    parts = [
        ", ".join(clipping.reporters),
        f"“{clipping.headline}”" if clipping.headline else "",
        clipping.outlet or "",
        clipping.programme or "",
        write_date(clipping.published_on) if clipping.published_on else "",
        clipping.url or "",
    ]
    return ", ".join(part for part in parts if part)
