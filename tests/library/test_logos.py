"""Logos: what may be one, and what is refused with a sentence."""

import struct
import zlib
from base64 import b64decode

import pytest

from clipper.library.logos import MOST_BYTES, checked, logo_from
from clipper.model.errors import WrongUsage
from clipper.reports.logo import as_svg
from tests.library.building import LOGO, SVG

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108000c001803012200021101031101ffd9")


def png(width: int, height: int) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\0" * 3 * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_is_kept_letter_for_letter() -> None:
    for data, kind in ((SVG, "svg+xml"), (png(4, 2), "png"), (JPEG, "jpeg")):
        kept = logo_from(data)
        assert kept.startswith(f"data:image/{kind};base64,")
        assert b64decode(kept.partition(",")[2]) == data
        assert checked(kept) == kept
    assert checked("") == ""


@pytest.mark.parametrize("link", ["url(#a)", "url( #a )", "url('#a')", "url(&quot;#a&quot;)", "URL(' #a')"])
def test_a_part_of_the_same_picture_may_be_named_in_any_spelling(link: str) -> None:
    assert logo_from(f'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="{link}"/></svg>'.encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<html><svg></svg></html>",
        b"<svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="url(https://x.example/a)"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="url( \'a.svg#b\')"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><style>@import "a.css";</style></svg>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        png(1, 1) + b"\0" * MOST_BYTES,
    ],
)
def test_what_is_no_logo_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(WrongUsage, match=r"Nothing was changed\.$"):
        logo_from(data)


@pytest.mark.parametrize("kept", ["x", "data:image/gif;base64,AAAA", "https://x.example/a.png", LOGO + "!", LOGO + "A"])
def test_what_an_export_calls_a_logo_is_checked_too(kept: str) -> None:
    with pytest.raises(WrongUsage):
        checked(kept)


def test_a_cover_sets_any_logo_as_svg_of_its_size() -> None:
    assert as_svg(LOGO) == SVG.decode()
    for data, size in ((png(40, 10), (40, 10)), (JPEG, (24, 12))):
        assert f'viewBox="0 0 {size[0]} {size[1]}"' in as_svg(logo_from(data))
    assert as_svg("") == as_svg(logo_from(JPEG[:12])) == ""
