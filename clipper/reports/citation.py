"""Clippings on one line each, in the organisation's house style: for a letter, a website, a list of mentions."""

from collections.abc import Iterable
from html import escape

from msgspec import Struct

from clipper.model import house_style
from clipper.model.clipping import Clipping, Organisation
from clipper.model.links import at_place
from clipper.model.markup import safe_link
from clipper.model.text import fold
from clipper.reports.entries import featured
from clipper.reports.language import Language, language
from clipper.reports.writers.markdown import beginning, inside, link


class Citation(Struct, frozen=True):
    """Lines as plain text, which ends with the link, and as HTML and Markdown, whose headlines are links."""

    text: str
    html: str
    markdown: str


def cited(clippings: Iterable[Clipping], organisation: Organisation) -> Citation:
    """Return a line a clipping; several are a list in HTML."""
    lines = [citation(clipping, organisation) for clipping in clippings]
    items = "".join(f"<li>{line.html}</li>" for line in lines)
    html = f"<ul>{items}</ul>" if len(lines) > 1 else "".join(line.html for line in lines)
    texts, marked = ("\n".join(getattr(line, form) for line in lines) for form in ("text", "markdown"))
    return Citation(texts, html, marked)


def citation(clipping: Clipping, organisation: Organisation, within: str = "") -> Citation:
    """Return the line of a clipping, in its own language where reports have that, else in that of the organisation.

    `within` is the language of a page that has lines of many clippings: then they are in that one.
    """
    codes = (within, clipping.language or "", *organisation.languages, *house_style.USUAL)
    code = next(code for code in codes if code in house_style.USUAL)
    pattern = dict(organisation.house_style).get(code) or house_style.USUAL[code]
    known = _known(language(code), clipping)
    spoken = clipping.language if within and clipping.language != within else None
    return Citation(_text(pattern, known), _html(pattern, known, spoken), _markdown(pattern, known))


def _known(words: Language, clipping: Clipping) -> dict[str, str]:
    people = [person.name for person in featured(clipping)]
    link = safe_link(clipping.url)
    return {
        "headline": clipping.headline or clipping.programme or words.label("without_headline"),
        "reporters": words.join(clipping.reporters) if clipping.reporters else "",
        "spokespeople": words.join(people) if people else "",
        "outlet": clipping.outlet or "",
        "programme": _programme(clipping),
        "date": words.long_date(clipping.published_on) if clipping.published_on else "",
        "link": at_place(link, clipping.timecode) if link else "",
    }


def _programme(clipping: Clipping) -> str:
    """The programme, unless it stands for the headline already or is called as its outlet is."""
    name = clipping.programme or ""
    return name if clipping.headline and fold(name) != fold(clipping.outlet or "") else ""


def _text(pattern: str, known: dict[str, str]) -> str:
    line = house_style.written(pattern, known)
    return line if not known["link"] or "{link}" in pattern else f"{line}, {known['link']}"


def _html(pattern: str, known: dict[str, str], spoken: str | None) -> str:
    marked = {name: escape(value) for name, value in known.items()}
    if spoken and known["headline"]:
        marked["headline"] = f'<span lang="{escape(spoken)}">{marked["headline"]}</span>'
    linked = _linked(pattern)
    if known["link"]:
        marked[linked] = f'<a href="{marked["link"]}">{marked[linked]}</a>'
    return house_style.written(escape(pattern, quote=False), marked)


def _markdown(pattern: str, known: dict[str, str]) -> str:
    marked: dict[str, str] = {name: inside(value) for name, value in known.items()}
    if known["link"]:
        linked = _linked(pattern)
        marked[linked] = link(known[linked], known["link"])
    return beginning(house_style.written(pattern, marked))


def _linked(pattern: str) -> str:
    """The field that leads to the clipping."""
    return "link" if "{link}" in pattern else "headline"
