"""Commands that find and show: search, show, history."""

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from clipper.cli.places import empty, with_library
from clipper.model.attachment import Attachment, write_size
from clipper.model.changes import CODING, Step
from clipper.model.clipping import Clipping, Row
from clipper.model.codes import FollowUpKind
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.field_change import told
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.links import at_place
from clipper.model.medium_fields import write_length
from clipper.model.query import Query
from clipper.model.quote import Quote
from clipper.model.search_fields import NO_WORD

if TYPE_CHECKING:
    from clipper.library.library import Library

# A term such as -tag:board looks like an option, so what is not an option of ours is part of the query.
QUERY_SETTINGS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""A word that is left out may begin with any letter: -h alone would be taken for a wish for help."""

_PAGE = 500
_AT_MOST = "Print at most this many."
_BEHIND_DASHES = "clipper.behind_dashes"


class QueryCommand(click.Command):
    """A command with a QUERY; what stands behind -- belongs to it, whatever it begins with."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Remember how many words stand behind --, which click drops."""
        ctx.meta[_BEHIND_DASHES] = len(args) - args.index("--") - 1 if "--" in args else 0
        return super().parse_args(ctx, args)


def query_argument(read: Callable[[str], Query]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The QUERY argument; several words are one query."""

    def join(context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> Query:
        for word in value[: len(value) - context.meta[_BEHIND_DASHES]]:
            if word.startswith("--"):
                raise click.NoSuchOption(word, ctx=context)
        return read(" ".join(value))

    return click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED, callback=join)


def read_query(text: str) -> Query:
    """Read a query, of which an empty one finds all; raises WrongUsage where it, or a part of it, says nothing."""
    query = Query.parse(text)
    if query.problems:
        raise WrongUsage("\n".join(_each_once(query.problems)))
    return _asking(text, query)


def _read_kindly(text: str) -> Query:
    """Read a query to look around with: what cannot be read of it is said, and all else searched."""
    query = Query.parse(text)
    if not query.parts:
        query.strict()
    for problem in _each_once(query.problems):
        click.echo(problem, err=True)
    return _asking(text, query)


def _each_once(problems: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(problems))


def _asking(text: str, query: Query) -> Query:
    if text.strip() and not query.parts:
        raise WrongUsage(NO_WORD.format(text=text.strip()))
    return query


@click.command("search", cls=QueryCommand, context_settings=QUERY_SETTINGS)
@query_argument(_read_kindly)
@click.option("--count", is_flag=True, help="Print only how many clippings were found.")
@click.option("--limit", type=click.IntRange(min=1), help=_AT_MOST)
@click.option("--sort", type=click.Choice(["date", "relevance"]), default="date", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@with_library(only_reads=True)
def search_command(library: "Library", query: Query, count: bool, limit: int | None, sort: str, as_json: bool) -> None:
    """Find clippings: words, "phrases", OR, -not, (brackets) and fields such as tag: outlet: quoted: last:30d."""
    from clipper.library.search import Sort

    hits = library.search(query, Sort.RELEVANCE if sort == "relevance" else Sort.NEWEST)
    if count:
        click.echo(len(hits))
        if not len(hits) and (remark := library.remark_on(query).sentence):
            click.echo(remark, err=True)
        raise click.exceptions.Exit(0 if len(hits) else 1)
    if not len(hits):
        remark = library.remark_on(query).sentence
        raise NotFound(empty(library) or " ".join(filter(None, ("No clipping matches.", remark))))
    _print_hits(library, hits.ids[:limit], as_json)


def _print_hits(library: "Library", ids: Any, as_json: bool) -> None:
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        lines = map(_json, library.clippings(page)) if as_json else map(_line, library.rows(page))
        click.echo("\n".join(lines))


@click.command("show")
@click.argument("clipping_id", metavar="ID", type=int)
@click.option("--json", "as_json", is_flag=True)
@click.option("--original", is_flag=True, help="Print the paste that the clipping came from, verbatim.")
@with_library(only_reads=True)
def show_command(library: "Library", clipping_id: int, as_json: bool, original: bool) -> None:
    """Show one clipping."""
    clipping = library.get(clipping_id)
    if original:
        _print_original(library, clipping_id)
    else:
        click.echo(_json(clipping) if as_json else _page(clipping, _coded(library.steps(clipping_id))))


def _print_original(library: "Library", clipping_id: int) -> None:
    original = library.original(clipping_id)
    if original is None:
        raise NotFound(f"Clipping {clipping_id} came without a paste, so there is no original to show.")
    click.echo(original.text, nl=False)


@click.command("history")
@click.argument("clipping_id", metavar="[ID]", type=int, required=False)
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help=_AT_MOST)
@with_library(only_reads=True)
def history_command(library: "Library", clipping_id: int | None, limit: int) -> None:
    """List what was done, newest first, to one clipping, with the values before and after, or to all."""
    if clipping_id is not None:
        library.get(clipping_id)
    steps = library.steps(clipping_id, limit)
    changed = {} if clipping_id is None else library.step_values(clipping_id, steps)
    for step in steps:
        click.echo(_step_line(step, told(step, changed.get(step.id, ()))))


def _step_line(step: Step, changed: str) -> str:
    who = f"   (by {step.who})" if step.who else ""
    undone = "   (undone)" if step.undone else ""
    values = f": {changed}" if changed else ""
    return f"{step.at:%Y-%m-%d %H:%M}  {step.title}{values}{who}{undone}"


def _coded(steps: Iterable[Step]) -> str | None:
    """Return when a clipping was coded last and by whom; what came with its codes does not tell."""
    step = next((step for step in steps if step.verb in CODING and not step.undone), None)
    if step is None:
        return None
    return f"{step.at:%Y-%m-%d %H:%M}" + (f" by {step.who}" if step.who else "")


def _json(clipping: Clipping) -> str:
    from clipper.library.serialise import clipping_to_json

    return json.dumps(clipping_to_json(clipping), ensure_ascii=False)


def _line(row: Row) -> str:
    day = row.published_on.isoformat() if row.published_on else "undated"
    parts = [row.outlet, day, "text missing" if row.lacks_text else None]
    return f"{row.id}  {row.title}   ({', '.join(part for part in parts if part)})"


def _page(clipping: Clipping, coded: str | None) -> str:
    people = ", ".join(f"{person.name} ({person.role})" for person in clipping.spokespeople)
    facts = {
        "Deck": clipping.deck,
        "Reporters": ", ".join(clipping.reporters),
        "Spokespeople": people,
        "Outlet": clipping.outlet,
        "Programme": clipping.programme,
        "Host": clipping.host,
        "On the air": clipping.aired_at,
        "Duration": clipping.duration and write_length(clipping.duration),
        "Timecode": clipping.timecode and write_length(clipping.timecode),
        "Edition": clipping.edition,
        "Section": clipping.section,
        "Page": clipping.page,
        "Handle": clipping.handle,
        "Medium": clipping.medium,
        "Date": clipping.published_on,
        "Link": at_place(clipping.url, clipping.timecode) if clipping.url else None,
        "Text": "missing" if clipping.url and not clipping.body else None,
        "Tags": ", ".join(clipping.tags),
        "Tone": clipping.tone,
        "Prominence": clipping.prominence,
        "Coded": coded,
        "Key coverage": "yes" if clipping.starred else None,
        "Note": clipping.note,
    }
    lines = [clipping.title, *(f"{name:13} {value}" for name, value in facts.items() if value)]
    lines += (f"{name:13} {_one_line(value)}" for name, value in clipping.codes)
    lines += (f"{'Key message':13} {message}" for message in clipping.messages)
    lines += map(_quote_line, clipping.quotes)
    lines += map(_highlight_line, clipping.highlights)
    lines += map(_follow_up_line, clipping.follow_ups)
    lines += map(_attachment_line, clipping.attachments)
    return "\n".join(lines) + (f"\n\n{clipping.body}" if clipping.body else "")


def _quote_line(quote: Quote) -> str:
    return f"{'Quote':13} {quote.speaker}: “{_one_line(quote.text)}”"


def _highlight_line(highlight: Highlight) -> str:
    comment = f" ({_one_line(highlight.comment)})" if highlight.comment else ""
    return f"{'Highlight':13} {_one_line(highlight.passage)}{comment}"


def _follow_up_line(follow_up: FollowUp) -> str:
    kind = "Correction" if follow_up.kind is FollowUpKind.CORRECTION else "Follow-up"
    facts = {
        "requested": follow_up.requested_on,
        "contact": follow_up.contact,
        "owner": follow_up.owner,
        "due": follow_up.due,
        "closed": follow_up.closed_on,
        "outcome": _one_line(follow_up.outcome),
    }
    said = "; ".join(f"{name} {value}" for name, value in facts.items() if value)
    return f"{kind:13} {_one_line(follow_up.what)}" + (f" ({said})" if said else "")


def _attachment_line(attachment: Attachment) -> str:
    return f"{'Attachment':13} {attachment.name} ({write_size(attachment.size)}, added {attachment.added_on})"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
