"""`python -m tests.crash kills --runs 300 --seed 1`: see the package."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from tests.crash.cuts import cut
from tests.crash.faults import fail
from tests.crash.judging import Tally
from tests.crash.kills import kill
from tests.crash.states import without_synchronising


def main() -> int:
    """Do what is asked for, tell how it went, and return 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("what", choices=["kills", "cuts", "faults"])
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, help="how many clippings there are to work on")
    parser.add_argument("--synchronous", choices=["full", "off"], default="full", help="off is the control that fails")
    parser.add_argument("--every", type=int, default=1, help="let only each so many-th operation fail")
    asked = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, _doing(asked)() as _:
        if asked.what == "kills":
            tally = kill(asked.runs, asked.seed, asked.size or 300, Path(folder), _say)
        elif asked.what == "faults":
            tally = fail(Path(folder), asked.every, tell=_say)
        else:
            tally = cut(asked.runs, asked.seed, asked.size or 12, Path(folder), _say)
    _tell(tally, time.monotonic() - begin)
    return bool(tally.wrong)


def _doing(asked: argparse.Namespace) -> Callable[[], object]:
    return without_synchronising if asked.synchronous == "off" else nullcontext


def _say(line: str) -> None:
    print(line, flush=True)


def _tell(tally: Tally, seconds: float) -> None:
    for told in tally.wrong:
        print(told)
    print(", ".join(f"{moment}: {count}" for moment, count in tally.moments.most_common()))
    print(f"{tally.stops} in {seconds:.0f} s, {len(tally.wrong)} wrong.")


if __name__ == "__main__":
    sys.exit(main())
