"""`python -m tests.recognition fit FIELD --corpus DIR` and `... score --corpus DIR`."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from clipper import resources
from clipper.model.draft import Pasted
from tests.recognition import calibration, corpus
from tests.recognition.fields import FIELDS
from tests.recognition.fitting import FOLDS, Example, Fit, choices, fit

Examples = Callable[[corpus.Page, str, Pasted], Iterable[tuple[Any, ...]]]
"""Yields the evidence of each candidate of a paste, whether it is right, and maybe what it says."""


def main() -> None:
    """Fit the weights of a field, or score the whole of capture on both parts of a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    commands = parser.add_subparsers(dest="command", required=True)
    fitting = commands.add_parser("fit")
    fitting.add_argument("field", choices=sorted(FIELDS))
    fitting.add_argument(
        "--all", action="store_true", help="fit on the pages kept aside too, when nothing changes any more"
    )
    scoring = commands.add_parser("score")
    scoring.add_argument("--scorer", type=Path, help="score.py of the corpus; else the one beside its folder")
    reporting = commands.add_parser("report", help="tables of what is right and how sure it was, in Markdown")
    reporting.add_argument("--scorer", type=Path, help="score.py of the corpus; else the one beside its folder")
    options, rest = parser.parse_known_args()
    if options.command == "fit":
        fit_field(options.field, options.corpus, options.all)
    elif options.command == "report":
        judge = calibration.judge_of(options.scorer or options.corpus.parent / "score.py")
        for line in calibration.markdown(calibration.tallies(corpus.pages(options.corpus), judge)):
            print(line)
    else:
        score(options.corpus, options.scorer or options.corpus.parent / "score.py", rest)


def fit_field(field: str, folder: Path, everything: bool) -> None:
    """Fit one field on the pages that are not kept aside and write its weights."""
    pages = [page for page in corpus.pages(folder) if everything or not corpus.is_held_out(page)]
    module = FIELDS[field]
    examples = list(_examples(pages, module.examples))
    fitted = _write(field, fit(examples, module.SHAPE), len(examples), len(pages))
    if hasattr(module, "choice"):
        # How sure the best candidate is, is learned from what weights say that did not see its publisher.
        chosen = choices(examples, fitted.sums, module.choice)
        _write(f"{field}_choice", fit(chosen, module.CHOICE_SHAPE), len(chosen), len(pages))


def _write(name: str, fitted: Fit, examples: int, pages: int) -> Fit:
    path = resources.path("recognition", f"{name}.json")
    path.write_text(json.dumps(fitted.stored, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    print(
        f"{name}: {examples} candidates of {pages} pages; unseen publishers: log loss {fitted.loss:.4f}, "
        f"AUC {fitted.auc:.4f}, best one right {100 * fitted.best_is_right:.1f} % of pastes that have a right one; "
        f"{path.stat().st_size / 1000:.0f} kB"
    )
    return fitted


def _examples(pages: Iterable[corpus.Page], of: Examples) -> Iterable[Example]:
    for page in pages:
        for variant, pasted in corpus.pastes(page):
            for evidence, is_right, *value in of(page, variant, pasted):
                yield Example(evidence, is_right, f"{page['id']} {variant}", corpus.fold_of(page, FOLDS), *value)


def score(folder: Path, scorer: Path, rest: list[str]) -> None:
    """Run the corpus's own scorer on the fitted part, on the part kept aside, and on the whole."""
    files = dict(zip(sorted(folder.glob("*.json.gz")), corpus.pages(folder), strict=True))
    parts = {
        "fitted on": [path for path, page in files.items() if not corpus.is_held_out(page)],
        "kept aside": [path for path, page in files.items() if corpus.is_held_out(page)],
    }
    for name, paths in parts.items():
        with tempfile.TemporaryDirectory() as place:
            for path in paths:
                (Path(place) / path.name).symlink_to(path.resolve())
            print(f"{name}: {len(paths)} pages", flush=True)
            command = [sys.executable, str(scorer), "--pages", place, *rest]
            subprocess.run([*command, "--", sys.executable, "-m", "clipper", "read", "--jsonl"], check=True)


if __name__ == "__main__":
    main()
