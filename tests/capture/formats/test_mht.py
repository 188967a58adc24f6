"""Pages saved as one file: the page in it is read as a saved page is."""

import pytest

from clipper.model.errors import WrongUsage
from tests.capture.formats.reading import HEADLINE, PARAGRAPHS, one, read

URL = "https://coastal-ledger.example/news/ferry"
TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
PAGE = f"<html><body><h1>{HEADLINE}</h1><p>By Petra Lindqvist</p>{TEXT}</body></html>"
HEAD = f"""From: <Saved by Blink>
Snapshot-Content-Location: {URL}
Subject: Harbour towns
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

"""


def saved(page: str = PAGE, head: str = HEAD) -> bytes:
    quoted = "".join(f"={byte:02X}" if byte > 126 or byte == 61 else chr(byte) for byte in page.encode())
    return (
        f"{head}------b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
        f"Content-Location: {URL}\n\n{quoted}\n------b\nContent-Type: image/png\n\nnone\n------b--\n"
    ).encode()


@pytest.mark.parametrize("name", ["ferry.mht", "ferry.mhtml", "ferry"])
def test_the_page_is_unpacked_and_read(name: str) -> None:
    reading = read(name, saved())
    draft = one(reading)
    assert (reading.format, draft.headline.value, draft.url.value) == ("mht", HEADLINE, URL)
    assert draft.body.value == "\n\n".join(PARAGRAPHS)
    assert reading.file == saved()


def test_older_browsers_name_the_address_with_the_page() -> None:
    head = 'From: <Saved by Windows>\nContent-Type: multipart/related; boundary="----b"\n\n'
    assert one(read("ferry.mht", saved(head=head))).url.value == URL


def test_a_file_without_a_page_is_a_sentence() -> None:
    for data in (HEAD.encode(), b"\x00\x01", saved().replace(b"text/html", b"image/gif")):
        with pytest.raises(WrongUsage, match="There is no page in this file"):
            read("ferry.mht", data)
