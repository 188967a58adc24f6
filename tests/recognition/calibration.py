"""A report in Markdown on what capture makes of a corpus: right answers and how sure they claimed to be, by part."""

import importlib.util
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clipper.capture import read
from clipper.capture.serialise import draft_to_json
from clipper.model.draft import Known
from tests.recognition import corpus

FIELDS = ("headline", "reporters", "outlet", "published_on")
BANDS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))
SURE = 0.9
Judge = Callable[[corpus.Page, str, dict[str, Any]], dict[str, tuple[int, int, int, int]]]


@dataclass(slots=True)
class Tally:
    """Answers, right ones, wanted ones and wanted ones that were found; and answers and right ones by band."""

    counts: list[int] = field(default_factory=lambda: [0] * 4)
    bands: list[list[int]] = field(default_factory=lambda: [[0, 0] for _ in BANDS])

    def add(self, counts: tuple[int, int, int, int], confidence: float) -> None:
        """Count one paste."""
        self.counts = [old + new for old, new in zip(self.counts, counts, strict=True)]
        if counts[0]:
            band = next(place for place, (low, high) in enumerate(BANDS) if low <= confidence < high)
            self.bands[band][0] += counts[0]
            self.bands[band][1] += counts[1]

    @property
    def score(self) -> str:
        """Precision and recall in percent."""
        answers, right, wanted, found = self.counts
        return f"{_percent(right, answers)}/{_percent(found, wanted)}"

    @property
    def sure(self) -> str:
        """How many percent of the sure answers are right, and how many of all answers they are."""
        sure = [band for band, (low, _) in zip(self.bands, BANDS, strict=True) if low >= SURE]
        answers, right = (sum(band[side] for band in sure) for side in (0, 1))
        return f"{_percent(right, answers)} of {_percent(answers, self.counts[0])}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def judge_of(scorer: Path) -> Judge:
    """Return the judge of a corpus's own scorer."""
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    judge: Judge = module.judge
    return judge


Key = tuple[str, str, str, str]
"""Part, language, variant and field."""


def tallies(pages: Iterable[corpus.Page], judge: Judge) -> dict[Key, Tally]:
    """Read every paste of the pages and count what is right."""
    found: dict[Key, Tally] = defaultdict(Tally)
    for page in pages:
        part = "kept aside" if corpus.is_held_out(page) else "fitted"
        for variant, pasted in corpus.pastes(page):
            draft = draft_to_json(read(pasted, Known(), corpus.TODAY).drafts[0])
            for name, counts in judge(page, variant.split("+")[0], draft).items():
                confidence = draft["confidence"].get(name) or 0.0
                for language in {"all", "English" if page["lang"] == "en" else "all"}:
                    found[part, language, variant, name].add(counts, confidence)
    return found


def markdown(found: dict[Key, Tally]) -> Iterator[str]:
    """Yield the lines of the report."""
    for part in ("fitted", "kept aside"):
        for language in ("all", "English"):
            yield from (f"## {part}, {language}", "", "| what is pasted | " + " | ".join(FIELDS) + " |")
            yield "| --- |" + " --- |" * len(FIELDS)
            for variant in corpus.VARIANTS:
                cells = [found[part, language, variant, name] for name in FIELDS]
                yield f"| {variant} | " + " | ".join(f"{tally.score} (sure: {tally.sure})" for tally in cells) + " |"
            yield ""
    yield from ("## How often answers are right, by confidence, kept aside", "")
    yield "| field, paste | " + " | ".join(f"{low:.2f}-{min(high, 1):.2f}" for low, high in BANDS) + " |"
    yield "| --- |" + " --- |" * len(BANDS)
    for name in FIELDS:
        for variant in corpus.VARIANTS:
            bands = found["kept aside", "all", variant, name].bands
            cells = (f"{_percent(right, answers)} of {answers}" for answers, right in bands)
            yield f"| {name}, {variant} | " + " | ".join(cells) + " |"
