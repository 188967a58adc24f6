"""Makes Outlook's mails after MS-CFB and MS-OXMSG: a compound file with a stream for each property."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Union

_SECTOR, _MINI, _CUTOFF = 512, 64, 4_096
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF

Tree = Mapping[str, Union[bytes, "Tree"]]


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    children: list[int] = field(default_factory=list)
    start: int = _END


def compound(tree: Tree) -> bytes:
    """A compound file with these streams and storages."""
    entries = [_Entry("Root Entry", 5)]
    _add(entries, 0, tree)
    mini = bytearray()
    chains: list[int] = []
    for entry in entries:
        if entry.kind == 2 and 0 < len(entry.data) < _CUTOFF:
            entry.start = len(mini) // _MINI
            mini += _padded(entry.data, _MINI)
            last = len(mini) // _MINI
            chains += [*range(len(chains) + 1, last), _END]
    sectors: list[bytes] = []
    fat: list[int] = []

    def store(data: bytes) -> int:
        pieces = [data[at : at + _SECTOR] for at in range(0, len(data), _SECTOR)]
        start = len(sectors)
        sectors.extend(_padded(piece, _SECTOR) for piece in pieces)
        fat.extend([*range(start + 1, start + len(pieces)), _END])
        return start

    for entry in entries:
        if entry.kind == 2 and len(entry.data) >= _CUTOFF:
            entry.start = store(entry.data)
    if mini:
        entries[0].start, entries[0].data = store(bytes(mini)), bytes(mini)
    mini_fat = store(struct.pack(f"<{len(chains)}I", *chains)) if chains else _END
    directory = store(b"".join(_directory_entry(entries, number) for number in range(len(entries))))
    size = next(size for size in range(1, 110) if size * _SECTOR // 4 >= len(fat) + size)
    first = len(sectors)
    fat.extend([_FAT] * size)
    packed = struct.pack(f"<{len(fat)}I", *fat).ljust(size * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, size, directory, 0, _CUTOFF,
        mini_fat, -(-len(chains) * 4 // _SECTOR), _END, 0,
    )  # fmt: skip
    places = [*range(first, first + size), *[_FREE] * (109 - size)]
    return header + struct.pack("<109I", *places) + b"".join(sectors) + packed


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        value = tree[name]
        entries.append(_Entry(name, 2, value) if isinstance(value, bytes) else _Entry(name, 1))
        entries[parent].children.append(len(entries) - 1)
        if not isinstance(value, bytes):
            _add(entries, len(entries) - 1, value)


def _directory_entry(entries: list[_Entry], number: int) -> bytes:
    entry = entries[number]
    name = entry.name.encode("utf-16-le") + b"\0\0"
    siblings = next((one.children for one in entries if number in one.children), [])
    after = siblings[siblings.index(number) + 1 :][:1] if siblings else []
    child = entry.children[0] if entry.children else _NONE
    size = len(entry.data)
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name), entry.kind, 1, _NONE, *(after or [_NONE]), child)
        + bytes(36)
        + struct.pack("<IQ", entry.start if size else _END if entry.kind == 2 else 0, size)
    )


def _padded(data: bytes, size: int) -> bytes:
    return data + bytes(-len(data) % size)


# Messages


def message(texts: Mapping[int, str], *, narrow: bool = False, inner: bool = False, **more: Any) -> dict[str, Any]:
    """The tree of a message: its text properties by number, and binaries, numbers, sent, attached as they are named."""
    kind = "001E" if narrow else "001F"
    encoding = "cp1252" if narrow else "utf-16-le"
    tree: dict[str, Any] = {f"__substg1.0_{number:04X}{kind}": text.encode(encoding) for number, text in texts.items()}
    for number, data in more.get("binaries", {}).items():
        tree[f"__substg1.0_{number:04X}0102"] = data
    for place, storage in enumerate(more.get("attached", ())):
        tree[f"__attach_version1.0_#{place:08X}"] = storage
    values = {(0x3FDE, 3): 65001, (0x3FFD, 3): 1252}
    values.update({(number, 3): value for number, value in more.get("numbers", {}).items()})
    if "sent" in more:
        ticks = int((more["sent"].replace(tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10**7)
        values[0x39, 0x40] = ticks
    fixed = b"".join(struct.pack("<HHIQ", type_, number, 6, value) for (number, type_), value in values.items())
    tree["__properties_version1.0"] = bytes(24 if inner else 32) + fixed
    return tree


def attachment(name: str, data: bytes, media_type: str = "") -> dict[str, Any]:
    """The tree of an attached file."""
    return {
        "__properties_version1.0": bytes(8),
        "__substg1.0_3707001F": name.encode("utf-16-le"),
        "__substg1.0_370E001F": media_type.encode("utf-16-le"),
        "__substg1.0_37010102": data,
    }


def attached_message(inner: dict[str, Any]) -> dict[str, Any]:
    """The tree of an attached message."""
    return {"__properties_version1.0": bytes(8), "__substg1.0_3701000D": inner}
