"""Whether the library has a mention already: how often that is right, and how long it takes."""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from clipper.library.backup import backup
from clipper.library.duplicates import Kind, Likeness, likeness_of
from clipper.library.exchange import import_library
from clipper.library.library import Library
from clipper.library.likely_duplicates import likely_duplicates
from clipper.library.serialise import clipping_to_json
from clipper.library.store.tables import ClippingRow
from clipper.model.clipping import Clipping
from clipper.model.draft import DRAFT_FIELDS, Draft, Guess
from clipper.model.query import Query
from clipper.model.values import replace
from tests.benchmarks.generate import clippings, copies
from tests.benchmarks.measure import milliseconds
from tests.benchmarks.working import read_beside

_SHARE = 0.03
_TIMED = 400


@dataclass(frozen=True, slots=True)
class _Copy:
    """A mention that the library has already: of which clippings, as what, and which other ones ran the same piece."""

    clipping: Clipping
    of_ids: frozenset[int] = frozenset()
    kind: Kind = Kind.SAME
    near: frozenset[int] = frozenset()

    @property
    def draft(self) -> Draft:
        """It as it is pasted."""
        return Draft(**{name: Guess(getattr(self.clipping, name), 1.0) for name in DRAFT_FIELDS})

    def is_found_as(self, found: Likeness | None) -> bool:
        """Tell whether an answer is right."""
        return found is not None and found.clipping.id in self.of_ids and found.kind is self.kind


def duplicates(library: Library) -> dict[str, Any]:
    """Ask of copies of 3 % of the clippings, and of as many new mentions; then find all pairs at once."""
    made, fresh = _made(library)
    every = [*made, *fresh]
    # Every nth one would be of one kind, since the kinds take turns.
    timed = random.Random(9).sample(every, min(_TIMED, len(every)))
    checks = [lambda draft=one.draft: likeness_of(library, draft) for one in timed]
    return {
        "check": {**_accuracy(library, made, fresh), **read_beside(library, checks)},
        "all_pairs": _all_pairs(library, made),
    }


def _made(library: Library) -> tuple[list[_Copy], list[_Copy]]:
    """Copies of clippings of the library, and mentions that are new to it."""
    ids = sorted(library.search(Query()).ids)
    chosen = random.Random(9).sample(ids, max(20, round(len(ids) * _SHARE)))
    originals = [one for one in library.clippings(chosen) if one.body and one.url]
    made = []
    for original, (copied, is_same) in zip(originals, copies(originals), strict=True):
        story = frozenset({original.id, *(other.id for other in library.story_of(original.id))})
        of_ids = frozenset([original.id]) if is_same else story
        made.append(_Copy(copied, of_ids, Kind.SAME if is_same else Kind.COPY, story))
    new = clippings(len(made), stream=1)
    fresh = [_Copy(replace(one, url=f"https://new.example/{one.id}")) for one in new]
    return made, fresh


def _accuracy(library: Library, made: Sequence[_Copy], fresh: Sequence[_Copy]) -> dict[str, Any]:
    """Recall, and precision where copies are 3 % of what is brought."""
    answers = [(one, likeness_of(library, one.draft)) for one in made]
    right = sum(one.is_found_as(found) for one, found in answers)
    wrong = sum(found is not None and not one.is_found_as(found) for one, found in answers)
    # Each new mention stands for the many that are brought for one copy.
    invented = sum(likeness_of(library, one.draft) is not None for one in fresh) * (1 - _SHARE) / _SHARE
    return {
        "copies": len(made),
        "recall": round(right / len(made), 4),
        "precision": round(right / (right + wrong + invented), 4) if right else 0.0,
    }


def _all_pairs(library: Library, made: Sequence[_Copy]) -> dict[str, Any]:
    """Find all pairs in a copy of the library that holds the copies too."""
    path = library.path.with_name("with-copies.clipper")
    backup(library, path)
    with Library.open(path) as copy:
        import_library(copy, _export(path, made))
        with copy.store.reading() as connection:
            first = connection.scalar(select(func.max(ClippingRow.id))) - len(made) + 1
        found: list[Any] = []
        seconds = milliseconds(lambda: found.extend(likely_duplicates(copy))) / 1000
    path.unlink()
    told = [(pair.kept, pair.other - first) for pair in found if pair.other >= first > pair.kept]
    right = [place for kept, place in told if kept in made[place].near]
    return {
        "seconds": round(seconds, 1),
        "recall": round(len(set(right)) / len(made), 4),
        "precision": round(len(right) / len(told), 4) if told else 0.0,
    }


def _export(path: Path, made: Iterable[_Copy]) -> Path:
    export = path.with_suffix(".jsonl")
    with export.open("w", encoding="utf-8") as file:
        file.write('{"format": "clipper", "version": 1}\n')
        for one in made:
            file.write(json.dumps({"clipping": clipping_to_json(one.clipping)}, ensure_ascii=False) + "\n")
    return export
