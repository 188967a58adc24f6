"""What a harness is, and the folders that hold what it begins with."""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, NoReturn
from unittest.mock import patch

DATA = Path(__file__).parents[1] / "data"
CRASHES = DATA / "fuzz"


class Harness(NamedTuple):
    """Reads bytes of one kind and raises what is wrong; `words` are what such input is made of."""

    run: Callable[[bytes], None]
    seeds: Callable[[], dict[str, bytes]]
    words: Sequence[bytes] = ()


@contextmanager
def offline() -> Iterator[None]:
    """Whoever asks for a connection meanwhile fails."""

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("Something asked for a connection.")

    with patch.object(socket.socket, "connect", refuse), patch.object(socket, "getaddrinfo", refuse):
        yield


def seeds_in(folder: str, *patterns: str) -> dict[str, bytes]:
    """Return what lies in a folder of tests/data, of it what is called as one of some patterns says."""
    paths = {path for pattern in patterns or ("*",) for path in (DATA / folder).glob(pattern)}
    return {path.name: path.read_bytes() for path in sorted(paths)}
