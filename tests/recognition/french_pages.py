"""French pages of our own making, in a corpus's form: `python -m tests.recognition.french_pages` writes them anew.

Articles that nobody published (french/articles, and french/long with paragraphs of french/prose.txt) are set into
layouts (french/layouts) that are as unlike each other as the sites of newspapers, broadcasters, magazines, agencies and
blogs are; french/sites.toml says which into which. A layout marks with `data-article` what holds the article, with
`data-from` and `data-to` where a drag starts and ends.
"""

import gzip
import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jinja2
from lxml import html

from tests.recognition import french_clipboard as clipboard

HERE = Path(__file__).parent / "french"
OUT = Path(__file__).parent.parent / "data" / "french_pages"

_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()  # noqa: SIM905  as they are said
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
_SHORT = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its outlet, where it is, what its menu says, and the font that a copy of it carries."""

    name: str
    host: str
    country: str
    menu: list[str]
    aliases: list[str] = field(default_factory=list)
    font: str = "Georgia, serif"


@dataclass(frozen=True, slots=True)
class Plan:
    """An article in a layout on a site; `authors` are others than the article's where the layout names others."""

    article: str
    layout: str
    site: str
    path: str
    authors: list[str] | None = None


@dataclass(slots=True)
class Article:
    """An invented article. `blocks` are its paragraphs, each with what it is: p, h2, quote, question or item."""

    slug: str
    title: str = ""
    deck: str = ""
    authors: list[str] = field(default_factory=list)
    roles: str = ""
    at: datetime = datetime.min
    updated: datetime | None = None
    section: str = ""
    place: str = ""
    tags: list[str] = field(default_factory=list)
    caption: str = ""
    credit: str = ""
    blocks: list[tuple[str, str]] = field(default_factory=list)

    @property
    def body(self) -> str:
        """The text that capture should keep: deck and paragraphs."""
        return "\n\n".join([*([self.deck] if self.deck else []), *(bare(text) for _, text in self.blocks)])


def bare(text: str) -> str:
    """Return a paragraph without the tags of its emphasis and links."""
    return html.fromstring(f"<p>{text}</p>").text_content()


def read_prose() -> dict[str, str]:
    """Return the paragraphs that long articles share, by their names."""
    named = (HERE / "prose.txt").read_text("utf-8").split("\n\n")
    return dict(paragraph.strip().split("\n", 1) for paragraph in named)


def filled(text: str, slots: dict[str, str]) -> str:
    """Return a shared paragraph with an article's places and people; an article within a sentence is written small."""

    def value(found: re.Match[str]) -> str:
        name = slots[found[1]]
        return name if not found.start() else re.sub(r"^(?:L['ae]|Les|Sa)\b", lambda word: word[0].lower(), name)

    return re.sub(r"\{(\w+)\}", value, text)


def written_out(text: str, slots: dict[str, str], prose: dict[str, str]) -> str:
    """Return an article's text with the shared paragraphs that its lines "= a1 b2" name."""

    def paragraphs(line: re.Match[str]) -> str:
        return "\n\n".join(filled(prose[name], slots) for name in line[1].split())

    return re.sub(r"^= (.+)$", paragraphs, text, flags=re.MULTILINE)


def read_article(path: Path, prose: dict[str, str]) -> Article:
    """Read "name: value" lines, an empty line, and paragraphs; "## ", "> ", "? " and "- " tell what one is."""
    head, _, text = path.read_text("utf-8").partition("\n\n")
    values = dict(line.split(": ", 1) for line in head.splitlines())
    slots = dict(slot.split("=", 1) for slot in values.get("slots", "").split("; ") if slot)
    text = written_out(text, slots, prose)
    kinds = {"## ": "h2", "> ": "quote", "? ": "question", "- ": "item"}
    blocks = []
    for paragraph in filter(None, map(str.strip, text.split("\n\n"))):
        mark = next((mark for mark in kinds if paragraph.startswith(mark)), "")
        blocks.append((kinds.get(mark, "p"), paragraph[len(mark) :]))
    return Article(
        slug=path.stem,
        title=values["title"],
        deck=values.get("deck", ""),
        authors=[name for name in values.get("authors", "").split("; ") if name],
        roles=values.get("roles", ""),
        at=datetime.fromisoformat(values["at"]),
        updated=datetime.fromisoformat(values["updated"]) if "updated" in values else None,
        section=values.get("section", ""),
        place=values.get("place", ""),
        tags=[tag for tag in values.get("tags", "").split("; ") if tag],
        caption=values.get("caption", ""),
        credit=values.get("credit", ""),
        blocks=blocks,
    )


def long(day: date) -> str:
    """3 mars 2021."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


def short(day: date) -> str:
    """3 févr. 2021."""
    return f"{day.day} {_SHORT[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """mercredi 3 mars 2021."""
    return f"{_DAYS[day.weekday()]} {long(day)}"


def hour(at: datetime, form: str = "h") -> str:
    """14 h 05, 14h05 or 14:05, as the separator says."""
    return f"{at.hour}{form}{at.minute:02}"


def environment(words: dict[str, list[str]]) -> jinja2.Environment:
    """Return the layouts with what they may use."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "layouts"), autoescape=False, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(long=long, short=short, weekday=weekday, hour=hour, **words)
    made.filters["slashed"] = lambda day: day.strftime("%d/%m/%Y")
    made.filters["dotted"] = lambda day: day.strftime("%d.%m.%Y")
    return made


def page_of(plan: Plan, site: Site, articles: dict[str, Article], layouts: jinja2.Environment) -> dict[str, Any]:
    """Return one page of the collection; its teasers lead to the other articles."""
    article = articles[plan.article]
    others = [one for slug, one in sorted(articles.items()) if slug != article.slug]
    start = sum(map(ord, plan.article)) % len(others)
    day = {"y": f"{article.at.year}", "m": f"{article.at.month:02}", "d": f"{article.at.day:02}"}
    url = f"https://{site.host}/{plan.path.format(slug=article.slug, **day)}"
    source = layouts.get_template(f"{plan.layout}.html").render(
        a=article, site=site, url=url, root=f"https://{site.host}",
        others=(others[start:] + others[:start])[:12], title=article.title,
    )  # fmt: skip
    root = html.fromstring(f"<body>{source}</body>")
    copies = clipboard.copies(root, site.font)
    texts = {base: copy.text for base, copy in copies.items()}
    return {
        "id": f"french_{plan.layout}_{article.slug}",
        "source": "french",
        "lang": "fr",
        "country": site.country,
        "url_if_known": url,
        "locate": {"found": len(article.blocks), "of": len(article.blocks), "how": "made", "article": ""},
        "expected": expected(article, site, plan),
        "visible": {base: visible(text, article, site, plan) for base, text in texts.items()},
        "text": texts,
        "html": {base: copy.html for base, copy in copies.items()},
    }


def expected(article: Article, site: Site, plan: Plan) -> dict[str, Any]:
    """Return what is true of a page."""
    day = article.at.date().isoformat()
    return {
        "title": article.title,
        "title_raw": article.title,
        "titles_ok": [article.title],
        "authors": plan.authors if plan.authors is not None else article.authors,
        "date": day,
        "dates_ok": [day],
        "datetime": article.at.isoformat(),
        "outlet": site.name,
        "outlet_source": "made",
        "outlet_aliases": [site.name, *site.aliases, site.host.removeprefix("www.")],
        "body": article.body,
        "body_found": 1.0,
        "chunks": None,
    }


def visible(text: str, article: Article, site: Site, plan: Plan) -> dict[str, Any]:
    """Return which of the true values a paste shows, so that recall asks for no others."""
    folded = " ".join(text.split()).casefold()
    day = article.at.date()
    forms = (long(day), short(day), day.strftime("%d/%m/%Y"), day.strftime("%d.%m.%Y"), day.isoformat())
    seen = next((form for form in forms if form.casefold() in folded), None)
    authors = plan.authors if plan.authors is not None else article.authors
    shown = [name for name in authors if name.casefold() in folded]
    return {
        "title": article.title.casefold() in folded,
        "title_line": any(line.strip() == article.title for line in text.splitlines()),
        "authors": shown,
        "date": seen is not None,
        "date_form": "full" if seen else None,
        "date_seen": seen,
        "outlet": any(re.search(rf"\b{re.escape(name.casefold())}\b", folded) for name in (site.name, *site.aliases)),
        "author": bool(shown),
    }


def make() -> dict[str, dict[str, Any]]:
    """Return every page of the collection by its id."""
    prose = read_prose()
    shelves = [
        {path.stem: read_article(path, prose) for path in sorted((HERE / shelf).glob("*.txt"))}
        for shelf in ("articles", "long")
    ]
    listed = tomllib.loads((HERE / "sites.toml").read_text("utf-8"))
    layouts, sites = environment(listed["words"]), listed["sites"]
    plans = [Plan(**page) for page in listed["pages"]]
    made = [
        page_of(plan, Site(**sites[plan.site]), shelf, layouts)
        for plan in plans
        for shelf in shelves
        if plan.article in shelf
    ]
    return {page["id"]: page for page in made}


def write() -> None:
    """Write the collection, so that the same sources give the same bytes."""
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("*.json.gz"):
        old.unlink()
    for name, page in make().items():
        data = json.dumps(page, ensure_ascii=False, sort_keys=True).encode()
        (OUT / f"{name}.json.gz").write_bytes(gzip.compress(data, 9, mtime=0))


if __name__ == "__main__":
    write()
