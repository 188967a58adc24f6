"""Reports of the sample library as they were last approved; `python -m tests.reports.golden` writes them anew."""

import tempfile
from pathlib import Path

from clipper.library.library import Library
from clipper.library.sample import open_sample
from clipper.reports.writers import markdown
from tests.reports.conftest import reported

FOLDER = Path(__file__).parent.parent / "data" / "reports"
REPORTS = {
    "december-en.md": {"period": "2017-12", "language": "en"},
    "december-fr.md": {"period": "2017-12", "language": "fr", "notes": True},
    "december-public-en.md": {"period": "2017-12", "language": "en", "audience": "public", "notes": True},
    "september-fr.md": {"period": "2017-09", "language": "fr", "sections": ("issues", "clippings")},
    "quarter-fr.md": {
        "period": "2017-10-01..2017-12-31",
        "language": "fr",
        "sections": ("summary", "volume", "method"),
    },
    "empty-en.md": {"period": "2018-03", "language": "en"},
}


def made(library: Library, name: str) -> str:
    return markdown.render(reported(library, **REPORTS[name]))  # type: ignore[arg-type]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, open_sample(Path(folder) / "sample.clipper") as sample:
        for name in REPORTS:
            (FOLDER / name).write_text(made(sample, name), encoding="utf-8", newline="\n")
