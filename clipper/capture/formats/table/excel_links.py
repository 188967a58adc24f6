"""What openpyxl leaves out of a workbook when it reads it row by row: where cells lead, and which are merged."""

import io
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from clipper.capture.formats.archive import Archive
from clipper.capture.formats.table.values import unlinked
from clipper.capture.formats.xml import parse
from clipper.model.errors import WrongUsage
from clipper.model.sheet import Place
from clipper.model.values import replace

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_MOST_CELLS = 50_000
_WORKBOOK = "xl/workbook.xml"


class Links(Struct, frozen=True):
    """Where cells of a sheet lead, the words of those that a formula makes a link, and which are merged, from the
    first cell to the last."""

    targets: dict[Place, str] = field(default_factory=dict)
    words: dict[Place, str] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] = field(default_factory=list)


def sheet_parts(archive: Archive) -> dict[str, str]:
    """Return the part of the archive that holds each sheet, by the sheet's name."""
    targets = _relations(archive, _WORKBOOK)
    workbook = archive.read(_WORKBOOK)
    if workbook is None:
        return {}
    found = {}
    for element in parse(workbook).iter("{*}sheet"):
        part = targets.get(_relation_id(element))
        if part:
            found[element.get("name", "")] = part
    return found


def _relation_id(element: Any) -> str:
    return next((value for name, value in element.attrib.items() if name.endswith("}id")), "")


def _relations(archive: Archive, part: str) -> dict[str, str]:
    """Return the targets that a part refers to, by their ids; those inside the archive as names of parts."""
    folder, name = posixpath.split(part)
    data = archive.read(f"{folder}/_rels/{name}.rels")
    if data is None:
        return {}
    found = {}
    for element in parse(data).iter("{*}Relationship"):
        target = element.get("Target", "")
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[element.get("Id", "")] = target
    return found


def links_of(archive: Archive, part: str) -> Links:
    """Return where the cells of a sheet lead and which are merged; none for a sheet that cannot be read here."""
    data, links = archive.read(part), Links()
    if data is None or b"<" not in data:
        return links
    targets = _relations(archive, part)
    for name, attributes, text in _elements(data):
        if len(links.targets) + len(links.merged) > _MOST_CELLS:
            break
        if name == "mergeCell":
            links.merged.extend(_range(attributes.get("ref", "")))
        elif name == "hyperlink":
            address = targets.get(next((value for key, value in attributes.items() if key.endswith("}id")), ""), "")
            for first, _ in _range(attributes.get("ref", "")):
                links.targets.setdefault(first, address)
        else:
            shown, target = unlinked(f"={text}")
            for first, _ in _range(attributes.get("r", "")) if target else ():
                links.targets[first], links.words[first] = target or "", shown
    return replace(links, targets={place: address for place, address in links.targets.items() if address})


def _elements(data: bytes) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield merged ranges, hyperlinks, and the formulas that are hyperlinks with the cell they are in."""
    # lxml is slow to import and plain text needs none of it.
    from lxml import etree

    wanted = ("{*}mergeCell", "{*}hyperlink", "{*}f", "{*}row")
    events = etree.iterparse(
        io.BytesIO(data), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for _, element in events:
            name, text = etree.QName(element).localname, element.text or ""
            if name == "row":
                element.clear()
            elif name != "f":
                yield name, dict(element.attrib), ""
            elif text.lstrip().upper().startswith("HYPERLINK") and element.getparent() is not None:
                yield name, dict(element.getparent().attrib), text
    except (etree.LxmlError, ValueError) as error:
        raise WrongUsage(_DAMAGED) from error


_DAMAGED = (
    "The workbook is damaged or was not saved completely. Nothing of it was taken. Save it again in your spreadsheet "
    "program, and import it then."
)


def _range(ref: str) -> Iterator[tuple[Place, Place]]:
    ends = [_place(cell) for cell in ref.split(":")[:2]]
    if all(ends) and ends:
        first, last = ends[0], ends[-1]
        if first and last:
            yield first, last


def _place(cell: str) -> Place | None:
    match = _CELL.fullmatch(cell.strip())
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
