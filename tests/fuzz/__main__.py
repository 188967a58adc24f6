"""`python -m tests.fuzz html --seconds 300`: feeds a harness with what atheris makes out of its seeds."""

import argparse
import importlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import atheris

# Only what is imported in here tells atheris which way an input took.
with atheris.instrument_imports(include=["clipper"]):
    # What the readers import only when they need it.
    importlib.import_module("clipper.capture.markup")
    from tests.fuzz.harness import CRASHES, Harness, offline
    from tests.fuzz.harnesses import HARNESSES

from tests.fuzz.finds import Finds
from tests.fuzz.splicing import spliced

_LONGEST = 16_000
_PROCESSOR_SECONDS = 4.0
"""So long an input of that length may take; being watched makes Python several times slower."""

_SMALLER_SECONDS = 30


def main() -> None:
    """Try inputs for a time, then tell how many and write down what failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("harness", choices=HARNESSES)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--into", type=Path, default=Path(tempfile.gettempdir()) / "clipper-fuzz", help="for finds")
    asked = parser.parse_args()
    harness = HARNESSES[asked.harness]
    finds = Finds(harness.run, asked.into / asked.harness, _PROCESSOR_SECONDS)
    kept = sorted((CRASHES / asked.harness).glob("*"))
    seeds = [*harness.seeds().values(), *(path.read_bytes() for path in kept)]
    folder = Path(tempfile.mkdtemp())
    end = time.monotonic() + asked.seconds

    def attempt(data: bytes) -> None:
        if time.monotonic() > end:
            shutil.rmtree(folder)
            _tell(asked.harness, finds)
            # Nothing else makes atheris stop.
            os._exit(bool(finds.kept))
        finds.attempt(data)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        return spliced(data, most, seed, seeds, harness.words) if seed % 2 else atheris.Mutate(data, most)

    options = [sys.argv[0], f"-max_len={_LONGEST}", "-timeout=600", "-verbosity=0", *_laid_out(folder, seeds, harness)]
    atheris.Setup(options, attempt, custom_mutator=mutate)
    with offline():
        atheris.Fuzz()


def _laid_out(folder: Path, seeds: Sequence[bytes], harness: Harness) -> list[str]:
    """Write down what atheris begins with, and return where."""
    corpus, words = folder / "corpus", folder / "words"
    corpus.mkdir()
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in harness.words)
    words.write_text("".join(f'"{word}"\n' for word in escaped))
    return [f"-dict={words}", str(corpus)]


def _tell(name: str, finds: Finds) -> None:
    finds.save(_SMALLER_SECONDS)
    for find in finds.kept.values():
        print(find.story)
    print(f"{name}: {finds.tried:,} inputs tried, {len(finds.kept)} found to fail.", flush=True)


if __name__ == "__main__":
    main()
