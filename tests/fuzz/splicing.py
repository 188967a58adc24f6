"""Changes that single bytes do not lead to: pieces of other inputs, words again and again, stretches many times."""

import random
from collections.abc import Sequence


def spliced(data: bytes, most: int, seed: int, pieces: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Return an input after a few such changes, `most` bytes of it; the same `seed` makes the same ones."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(data))
        end = min(len(data), at + chance.choice([0, 0, 1, 5, 50, 500]))
        data = data[:at] + _between(data[at:end], chance, pieces, words) + data[end:]
    return data[:most]


def _between(stretch: bytes, chance: random.Random, pieces: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    kind = chance.random()
    if kind < 0.4:
        return chance.choice(words) * chance.choice([1, 1, 1, 2, 300])
    if kind < 0.7:
        piece = chance.choice(pieces)
        at = chance.randint(0, len(piece))
        return piece[at : at + chance.choice([20, 200, 2_000])]
    return stretch * chance.choice([0, 2, 5, 50]) if kind < 0.9 else chance.randbytes(chance.randint(0, 4))
