"""A report as one Markdown file (CommonMark with tables), in which no text of a clipping can pass for structure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from jinja2 import Environment

from clipper.model.markup import tree
from clipper.reports.document import Report
from clipper.reports.language import language
from clipper.reports.parts import TONE_ORDER, Amount, Bar, Comment, Entry, IssueRow, References
from clipper.reports.templates import Template, jinja_environment, jinja_problems
from clipper.reports.writers.files import write_bytes

_MARKS = {"positive": "▲", "mixed": "◆", "neutral": "●", "negative": "▼", "not-coded": "○"}
_STORY, _PICK_UP = "■", "□"
# Above so many in a row marks are no longer counted with the eye.
_MOST_MARKS = 20
_SPECIAL = re.compile(r"[\\`*_\[\]|]")
# White space that ends or pads a line; the no-break spaces of French stay.
_BREAKS = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_LINE_START = re.compile(r"^(?=[#>=+-])")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
_URL_MARKS = str.maketrans(
    {"(": "%28", ")": "%29", "|": "%7C", "*": "%2A", "_": "%5F", "`": "%60", "[": "%5B", "]": "%5D"}
)
_FRAMES = {"em": "*", "strong": "**"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Marked(str):
    """Text that is Markdown already; every other text is escaped where the template sets it."""

    __slots__ = ()


def write(report: Report, path: Path, template: Template | None = None) -> tuple[str, ...]:
    """Write the report, whole or not at all; raises what render() does, and EnvironmentProblem."""
    write_bytes(path, render(report, template).encode("utf-8"))
    return ()


def render(report: Report, template: Template | None = None) -> str:
    """Return the report as Markdown, its templates the template's own where it has some under `markdown/`.

    Raises TemplateProblem for one with an error.
    """
    if template is None or not template.has("markdown"):
        return _text(report, _built_in())
    with jinja_problems():
        return _text(report, _environment(template))


def _text(report: Report, environment: Environment) -> str:
    page = environment.get_template(f"{report.kind}.md.j2")
    text = page.render(report=report, words=language(report.language))
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@cache
def _built_in() -> Environment:
    return _environment(None)


def _environment(template: Template | None) -> Environment:
    # Escaping is done by `finalize`, in Markdown's own way; HTML escaping would show its entities.
    environment = jinja_environment(
        "markdown",
        template,
        autoescape=False,
        finalize=lambda value: value if isinstance(value, Marked) else escaped(str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters = (
        link,
        numbers,
        note,
        bar,
        tones,
        meta,
        facts,
        anchor,
        row,
        amount,
        to_clipping,
        about,
        remark,
        written,
        known,
        marked,
    )
    environment.filters.update({function.__name__: function for function in filters})
    environment.globals.update(rule=rule, tone_labels=tone_labels, tone_key=tone_key)
    return environment


def escaped(text: str) -> Marked:
    """Return text on one line that Markdown shows as it is, wherever on a line or in a table it stands."""
    return beginning(inside(text))


def beginning(line: str) -> Marked:
    """Return a line of Markdown so that its beginning is no mark of a list or a heading."""
    return Marked(_LINE_START.sub(r"\\", _NUMBERED.sub(r"\1\\\2", line)))


def inside(text: str) -> Marked:
    """Return escaped text that stands inside a line, where no mark at its beginning has a meaning."""
    line = _SPECIAL.sub(r"\\\g<0>", _BREAKS.sub(" ", text).strip(" "))
    return Marked(_ENTITY.sub("&amp;", line).replace("<", "&lt;").replace("~~", "&#126;&#126;"))


def link(text: str, url: str | None) -> Marked:
    """Return a link, or the escaped text where there is no address."""
    return Marked(f"[{inside(text)}]({_address(url)})") if url else escaped(text)


def _address(url: str) -> str:
    return _ENTITY.sub("&amp;", url.translate(_URL_MARKS))


def anchor(name: object) -> Marked:
    """Return the place that links to a section or to a clipping lead to."""
    return Marked(f'<a id="{name}"></a>')


def numbers(references: References) -> Marked:
    """Return running numbers as links to their clippings."""
    links = ", ".join(f"[{number}](#c{number})" for number in references.shown)
    return Marked(f"{links} {escaped(references.more)}".strip())


def bar(span: Bar) -> str:
    """Return the clippings of a day, week or month as a row of marks, pick-ups hollow; empty when they are too many."""
    if span.stories + span.pick_ups > _MOST_MARKS:
        return ""
    return _STORY * span.stories + _PICK_UP * span.pick_ups


def tones(counts: Mapping[str, int]) -> str:
    """Return tones as a row of marks; empty when they are too many."""
    if sum(counts.values()) > _MOST_MARKS:
        return ""
    return "".join(_MARKS[tone] * counts.get(tone, 0) for tone in TONE_ORDER)


def tone_labels(report: Report) -> list[str]:
    """Return the tones in their order, each with its mark."""
    return [f"{_MARKS[tone]} {report.labels[tone]}" for tone in TONE_ORDER]


def tone_key(report: Report) -> str:
    """Return the line that explains the marks of tones."""
    return ", ".join(tone_labels(report))


def amount(value: Amount) -> str:
    """Return a value of a measure and how it changed since: "4 ▲ 19", "14 of 23", "76%"."""
    unit = value.unit if value.unit[-1:] == "%" else f" {value.unit}"
    number = f"{value.number}{unit}".strip()
    if value.change is None:
        return number
    sign = "▲" if value.change > 0 else "▼" if value.change < 0 else "="
    said = f"({value.remark})" if value.remark else ""
    return " ".join(filter(None, [number, sign, str(abs(value.change) or ""), said]))


def to_clipping(number: int, report: Report) -> Marked:
    """Return the running number of a clipping, as a link where the report lists all clippings."""
    return Marked(f"[{number}](#c{number})") if report.section("clippings") else Marked("")


def about(issue: IssueRow) -> Marked:
    """Return the clipping that a correction or follow-up is about, with its running number where it is listed."""
    said = f"{inside(issue.headline)} ({inside(issue.outlet)}, {inside(issue.date_label)})"
    return Marked(f"{said} {numbers(issue.references)}".strip())


def rule(columns: str) -> Marked:
    """Return the line below a table's head; each letter is a column, set flush left (l) or right (r)."""
    return row(Marked("---:" if letter == "r" else "---") for letter in columns)


def row(cells: Iterable[object]) -> Marked:
    """Return one row of a table."""
    texts = (cell if isinstance(cell, Marked) else inside(str(cell)) for cell in cells)
    return Marked(f"| {' | '.join(texts)} |")


def meta(entry: Entry, report: Report, dated: bool = False) -> Marked:
    """Return the metadata line of a clipping: outlet, programme, reporters (feat. spokespeople), date."""
    parts = [f"**{escaped(entry.outlet)}**"]
    for index, text in enumerate(entry.meta):
        parts.append(f"*{escaped(text)}*" if index == 0 and entry.has_programme else escaped(text))
    if entry.featured:
        parts[-1] += f" ({report.labels['feat']} {escaped(', '.join(entry.featured))})"
    if dated:
        parts.append(escaped(entry.date_label))
    if entry.is_pick_up:
        parts.append(report.labels["pick_up"])
    return Marked(" · ".join(parts))


def facts(entry: Entry, report: Report) -> Marked:
    """Return the line of what staff coded and tagged, as far as the audience may see it."""
    parts = [f"{_MARKS[entry.tone]} {entry.tone_label}"] if entry.tone else []
    parts += [entry.prominence] if entry.prominence else []
    parts += [", ".join(entry.topics)] if entry.topics else []
    parts += [f"{report.labels['tags']}{report.labels['colon']} {', '.join(entry.tags)}"] if entry.tags else []
    return Marked(" · ".join(map(escaped, parts)))


def known(count: int | None) -> str:
    """Return a count, nothing where there is none to compare with."""
    return "" if count is None else str(count)


def marked(text: str) -> Marked:
    """Return text that is Markdown already."""
    return Marked(text)


def written(text: str) -> Marked:
    """Return Markdown by staff, or the text of a clipping, in the report's own; headings in it become bold lines."""
    return Marked("\n\n".join(_blocks(tree(text))))


def note(text: str, label: str) -> Marked:
    """Return a note of staff as a quotation that begins with its label; headings in it become bold lines."""
    return _quotation([f"**{escaped(label)}**", *_blocks(tree(text))])


def remark(comment: Comment, label: str) -> Marked:
    """Return a comment of staff as a note() with the passage that it is about, which is a quotation in it."""
    passage = [f"> {escaped(comment.passage)}"] if comment.passage else []
    return _quotation([f"**{escaped(label)}**", *passage, *_blocks(tree(comment.text))])


def _quotation(paragraphs: Iterable[str]) -> Marked:
    lines = "\n\n".join(paragraphs).split("\n")
    return Marked("\n".join(f"> {line}".rstrip() for line in lines))


def _blocks(element: Element) -> Iterator[str]:
    for block in element:
        if block.tag in ("ul", "ol"):
            yield "\n".join(_items(block))
        elif block.tag == "blockquote":
            yield from _blocks(block)
        else:
            words = _inline(block)
            yield f"**{words}**" if block.tag in _HEADINGS and words else words


def _items(items: Element) -> Iterator[str]:
    """The items of a list, those of lists inside it among them."""
    for position, item in enumerate(items.iter("li"), start=1):
        yield f"{position}. {_inline(item)}" if items.tag == "ol" else f"- {_inline(item)}"


def _inline(element: Element) -> str:
    return "".join(_pieces(element)).strip()


def _pieces(element: Element) -> Iterator[str]:
    yield _spaced(element.text)
    for child in element:
        if child.tag not in ("ul", "ol"):
            yield _framed(child, _inline(child))
        yield _spaced(child.tail)


def _framed(child: Element, words: str) -> str:
    if child.tag in _FRAMES and words:
        return f"{_FRAMES[child.tag]}{words}{_FRAMES[child.tag]}"
    if child.tag == "a":
        return f"[{words}]({_address(child.get('href', ''))})"
    return f" {words} " if child.tag in ("br", "p", "blockquote") else words


def _spaced(text: str | None) -> str:
    """Escaped text that keeps one space at either end, where words of another style may join it."""
    if not text or not text.strip():
        return " " if text else ""
    return f"{' ' * text[:1].isspace()}{escaped(text)}{' ' * text[-1:].isspace()}"
