"""The size of a picture in pixels, told by its first bytes, before anybody draws it."""

import struct

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
"""What a picture of a kind begins with."""
_PNG_HEAD = 24


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return the width and the height of a PNG or JPEG, None where they are not told."""
    if data.startswith(PNG):
        return struct.unpack(">II", data[16:_PNG_HEAD]) if len(data) >= _PNG_HEAD else None
    return _jpeg_size(data) if data.startswith(JPEG) else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return the size that the frame of a JPEG tells, ITU T.81."""
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return None
