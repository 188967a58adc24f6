"""The organisation's logo as a cover sets it: one SVG picture, whatever it was."""

from base64 import b64decode

from clipper.model.picture import size_of

_HEAD = "data:image/"


def as_svg(logo: str) -> str:
    """Return a logo as SVG, a PNG or JPEG wrapped up in one; nothing where there is none, or its size is not told."""
    kind, _, coded = logo.removeprefix(_HEAD).partition(";base64,")
    if not coded:
        return ""
    data = b64decode(coded)
    if kind == "svg+xml":
        return data.decode("utf-8", "replace")
    size = size_of(data)
    if size is None:
        return ""
    width, height = size
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    room = f'width="{width}" height="{height}"'
    return f'<svg {names} viewBox="0 0 {width} {height}" {room}><image {room} xlink:href="{logo}"/></svg>'
