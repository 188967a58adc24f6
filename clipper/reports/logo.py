"""The organisation's logo as a cover sets it: one SVG picture, whatever it was."""

import struct
from base64 import b64decode

_HEAD = "data:image/"
_PNG_HEAD = 24


def as_svg(logo: str) -> str:
    """Return a logo as SVG, a PNG or JPEG wrapped up in one; nothing where there is none, or its size is not told."""
    kind, _, coded = logo.removeprefix(_HEAD).partition(";base64,")
    if not coded:
        return ""
    data = b64decode(coded)
    if kind == "svg+xml":
        return data.decode("utf-8", "replace")
    size = _png_size(data) if kind == "png" else _jpeg_size(data)
    if size is None:
        return ""
    width, height = size
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    room = f'width="{width}" height="{height}"'
    return f'<svg {names} viewBox="0 0 {width} {height}" {room}><image {room} xlink:href="{logo}"/></svg>'


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < _PNG_HEAD:
        return None
    width, height = struct.unpack(">II", data[16:_PNG_HEAD])
    return width, height


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
