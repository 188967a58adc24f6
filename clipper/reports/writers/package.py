"""What files of office programs have in common: a package of XML parts that must be the same bytes each time."""

import io
import re
import zipfile
from datetime import date

from clipper.reports.document import Report

# What XML 1.0 cannot hold; lone surrogates cannot even be written.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_COLOUR = re.compile("#?([0-9A-Fa-f]{6})")
_BRAND = "123C5A"


def xml_text(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def brand_of(report: Report) -> str:
    """Return the colour of an organisation, else that of the usual look, as six hexadecimal digits."""
    found = _COLOUR.fullmatch(report.brand)
    return found[1].upper() if found else _BRAND


def repacked(package: bytes, on: date) -> bytes:
    """Return a package as if it had been saved on that day: no part of it tells the clock."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(found, "w") as after:
        # The list of content types comes first, as readers that guess a file's kind expect.
        for name in sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = before.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>%sT00:00:00Z" % on.isoformat().encode(), data)
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(member, data)
    return found.getvalue()
