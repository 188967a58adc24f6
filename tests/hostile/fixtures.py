"""The server that counts who calls, and the files that nobody may open, for the tests of every folder."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.watch import Guarded, Listener


@dataclass(frozen=True, slots=True)
class Trap:
    """Where hostile content leads: a server, and a picture in a folder of its own."""

    listener: Listener
    guarded: Guarded

    @property
    def host(self) -> str:
        """The server, as an address names it."""
        return self.listener.host

    @property
    def file(self) -> Path:
        """The picture."""
        return self.guarded.folder / "poison.png"

    def sprung(self) -> list[str]:
        """Return what was asked of the server and which files were touched, since it was asked last."""
        calls = [f"the server was asked: {call}" for call in self.listener.calls]
        self.listener.calls.clear()
        return [*calls, *(f"touched: {name}" for name in self.guarded.touched())]


@pytest.fixture
def trap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trap]:
    """A trap that must not spring: at the end of the test nobody has called and nothing was touched."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "poison.png").write_bytes(png(8, 8))
    listener, guarded = Listener(), Guarded(folder)
    made = Trap(listener, guarded)
    yield made
    sprung = made.sprung()
    guarded.close()
    listener.close()
    assert not sprung


def png(width: int, height: int) -> bytes:
    """A picture that is black all over, in as few bytes as there can be."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = bytes((width + 7) // 8 + 1)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
