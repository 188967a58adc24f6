"""Makes PDFs after ISO 32000-1 with texts set where a test wants them, in the fonts that every reader has."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT, SIZE, LEADING = 612, 792, 10, 12
_AVERAGE = 0.5


class Text(NamedTuple):
    """A line of text that begins at a place."""

    text: str
    x: float
    y: float
    size: float = SIZE
    bold: bool = False


def pdf(pages: Sequence[Iterable[Text]], *, pictures: bool = False, locked: bool = False, link: str = "") -> bytes:
    """A PDF of these pages; with a picture or a link over all of each, or locked with a password."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 4 >>\n"
        b"stream\n\x00\xff\xff\x00\nendstream",
    ]
    kids = []
    for texts in pages:
        content = b"".join(map(_shown, texts)) + (b"q 600 0 0 780 0 0 cm /Im Do Q" if pictures else b"")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        action = b"/A << /S /URI /URI (%s) >>" % link.encode()
        leads = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 612 792] %s >>]" % action if link else b""
        used = b"/Resources << /Font << /R 3 0 R /B 4 0 R >> /XObject << /Im 5 0 R >> >>"
        size = b"/MediaBox [0 0 %d %d]" % (WIDTH, HEIGHT)
        own = b"/Contents %d 0 R" % len(objects)
        objects.append(b"<< /Type /Page /Parent 2 0 R %s %s %s %s >>" % (size, own, used, leads))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    key = b"41" * 32
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (key, key)
    return _file(objects, lock if locked else b"")


def _shown(text: Text) -> bytes:
    escaped = text.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    font = b"B" if text.bold else b"R"
    return b"BT /%s %.1f Tf %.1f %.1f Td (%s) Tj ET\n" % (font, text.size, text.x, text.y, escaped)


def _file(objects: Sequence[bytes], more: bytes) -> bytes:
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return bytes(
        data + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, more, start)
    )


def wrapped(text: str, x: float, y: float, width: float = 470, size: float = SIZE) -> list[Text]:
    """The lines of a paragraph, broken where the width is full."""
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > width / (_AVERAGE * size):
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [Text(line, x, y - number * 1.2 * size, size) for number, line in enumerate(lines)]
