"""Damage libraries at random and print what was found and saved: python -m tests.damage [--flips N] [--runs N]."""

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clipper.library.checking import Examination
from clipper.library.library import Library
from clipper.model.errors import EnvironmentProblem
from tests.damage.damaging import WAYS, flip, make, texts
from tests.damage.trying import try_one


def main() -> None:
    """Turn single bits over in texts, and damage whole libraries in all ways; what is missed is told by its seed."""
    arguments = argparse.ArgumentParser(prog="python -m tests.damage", description=__doc__)
    arguments.add_argument("--flips", type=int, default=150)
    arguments.add_argument("--runs", type=int, default=10, help="of each way to damage a library")
    arguments.add_argument("--seed", type=int, default=0, help="the first one")
    arguments.add_argument("--clippings", type=int, default=240)
    chosen = arguments.parse_args()
    seeds = range(chosen.seed, chosen.seed + chosen.runs)
    with TemporaryDirectory() as folder:
        source = Path(folder, "source.clipper")
        make(source, chosen.clippings)
        result = {
            "clippings": chosen.clippings,
            "bytes": source.stat().st_size,
            "flipped bits in texts": flips(source, range(chosen.seed, chosen.seed + chosen.flips)),
            "damaged": {way: runs(source, way, seeds) for way in (*WAYS, "wrong log")},
        }
    print(json.dumps(result, indent=2))


def flips(source: Path, seeds: range) -> dict[str, Any]:
    """Turn one bit over in a text, each time in a fresh copy, and look who finds it."""
    places, found, missed = texts(source), Counter[str](), []
    for seed in seeds:
        chooser = random.Random(seed)
        text = chooser.choice(places)
        data = bytearray(source.read_bytes())
        flip(data, text.place + chooser.randrange(text.size), chooser.randrange(8))
        with TemporaryDirectory() as folder:
            path = Path(folder, "library.clipper")
            path.write_bytes(data)
            quick, full = _found_by(path)
        found.update({"quick check": quick, "full check": full, "tried": 1})
        if not full:
            missed.append({"seed": seed, "table": text.table, "column": text.column})
        _tell(f"flip {seed}: {'found' if full else 'missed'}")
    return {**found, "missed": missed}


def _found_by(path: Path) -> tuple[bool, bool]:
    try:
        with Library.open(path) as library:
            return bool(Examination.quick(library).run()), bool(Examination.full(library).run())
    except EnvironmentProblem:
        return True, True


def runs(source: Path, way: str, seeds: range) -> dict[str, Any]:
    """Damage, check and repair copies of a library in one way."""
    outcomes = []
    for seed in seeds:
        with TemporaryDirectory() as folder:
            outcome = try_one(source, Path(folder), way, seed)
        _tell(f"{way} {seed}: {outcome}")
        outcomes.append(outcome)
    return {
        "tried": len(outcomes),
        "found": sum(one.found for one in outcomes),
        "nothing could be saved": sum(bool(one.refused) for one in outcomes),
        "clippings on untouched pages": sum(one.whole for one in outcomes),
        "of these saved as they were": sum(one.saved for one in outcomes),
        "clippings saved": sum(one.clippings for one in outcomes),
    }


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
