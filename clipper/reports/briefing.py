"""The morning briefing: what ran, on one page, in three groups with a line on each clipping."""

from datetime import date
from urllib.parse import urlsplit

from clipper.model.clipping import Clipping
from clipper.model.codes import Relation
from clipper.model.markup import cut_words, safe_link, sentences
from clipper.model.report import SUMMARY_TEXT, TODAY_TEXT
from clipper.model.text import line_of_markdown
from clipper.reports.document import Briefing
from clipper.reports.entries import Register
from clipper.reports.findings.phrases import sentence
from clipper.reports.parts import Brief, BriefGroup

_GROUPS = (Relation.ABOUT_US, Relation.ISSUE, Relation.PEER)
_LONGEST_LINE = 200


def briefing(register: Register) -> Briefing:
    """Return the briefing of a coverage, which may hold clippings of every relation."""
    words, texts = register.words, register.issue.texts
    return Briefing(
        number=1,
        title=words.label("briefing"),
        finding=words.say("clippings", len(register.coverage.now)),
        lead=_lead(register),
        written=texts.get(SUMMARY_TEXT, ""),
        groups=tuple(_group(register, relation) for relation in _GROUPS),
        today=texts.get(TODAY_TEXT, ""),
    )


def _lead(register: Register) -> str:
    words = register.words
    counts = {relation: len(_of(register, relation)) for relation in _GROUPS}
    told = [relation for relation in _GROUPS if counts[relation]]
    # The first says what is counted, the others need not say it again.
    said = [words.say(f"brief_{'also_' * (relation != told[0])}{relation}", counts[relation]) for relation in told]
    period = words.period(register.coverage.period)
    if not said:
        return words.say("brief_nothing", period=period)
    return sentence(words.say("brief_lead", period=period, counts=words.join(said)))


def _of(register: Register, relation: Relation) -> list[Clipping]:
    return [clipping for clipping in register.coverage.now.clippings if clipping.relation is relation]


def _group(register: Register, relation: Relation) -> BriefGroup:
    words = register.words
    found = _of(register, relation)
    firsts: dict[str, list[Clipping]] = {}
    for clipping in found:
        firsts.setdefault(clipping.story or clipping.uuid, []).append(clipping)
    newest_first = sorted(firsts.values(), key=lambda story: _ran(story[0]), reverse=True)
    return BriefGroup(
        title=words.label(f"brief_{relation}"),
        briefs=tuple(_brief(register, *story) for story in newest_first),
        empty="" if found else words.label("brief_none"),
    )


def _ran(clipping: Clipping) -> tuple[date, int]:
    return clipping.published_on or date.min, clipping.id


def _brief(register: Register, first: Clipping, *pick_ups: Clipping) -> Brief:
    outlets = dict.fromkeys(pick_up.outlet for pick_up in pick_ups if pick_up.outlet)
    return Brief(
        entry=register.entry(first),
        line=_line(register, first) if register.may_quote(first) else "",
        host=_host(safe_link(first.url)),
        also_ran=tuple(outlets),
    )


def _line(register: Register, clipping: Clipping) -> str:
    """The deck, else the first sentence; what is longer than a line should be is cut at a word."""
    text = line_of_markdown(clipping.deck or "")
    if not text:
        first = next(iter(sentences(line_of_markdown(clipping.body or ""))), "")
        text = cut_words(first, register.fair(clipping, len(first.split())))
    if len(text) <= _LONGEST_LINE:
        return text
    return text[:_LONGEST_LINE].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _host(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
