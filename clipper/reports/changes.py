"""What a new version of an issued report changed since the one before, in sentences.

Versions are compared by snapshots, plain values that a library keeps with each:
{"clippings": {uuid: what a report may tell of it, texts as their hashes},
 "figures": {key: {"label", "value"}}, "texts": {key: Markdown}, "also": [uuid], "query": hash,
 "sections": {title: hash}}.
What a report names without counting it, as the clippings of other periods under issues and corrections, is in "also":
whoever erases such a clipping must find the report.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from clipper.model.clipping import Clipping
from clipper.model.report import MEANING_TEXT, NEXT_TEXT, SUMMARY_TEXT, Audience
from clipper.model.values import replace
from clipper.reports.coverage import Coverage
from clipper.reports.document import Report, Summary
from clipper.reports.figures import is_topic, topics_of
from clipper.reports.language import Language
from clipper.reports.parts import Measure

Snapshot = Mapping[str, Any]

_MOST_NAMED = 5
_COMPARED = (
    *("headline", "outlet", "published_on", "reporters", "people", "topics", "url", "text", "story", "key"),
    *("tone", "prominence", "messages", "tags", "note"),
)
# Names of figures are given anew each time; what staff wrote is compared by itself.
_NOT_COMPARED = frozenset({"figure", "figures", "introduction", "written", "meaning", "next_steps"})


def snapshot(coverage: Coverage, report: Report, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what a later version is compared with; the public's has no tone and no prominence."""
    summary = report.section("summary")
    measures = summary.measures if isinstance(summary, Summary) else ()
    return {
        "clippings": {clipping.uuid: _facts(clipping, coverage) for clipping in coverage.now.clippings},
        "figures": {measure.key: {"label": measure.label, "value": _value(measure)} for measure in measures},
        "texts": dict(sorted(texts.items())),
        "also": _also(coverage, report),
        "query": _hash(str(coverage.query)),
        # A section that another one was put before says what it said.
        "sections": {one.title: _hash(repr(list(_told(replace(one, number=0))))) for one in report.sections},
    }


def _also(coverage: Coverage, report: Report) -> list[str]:
    if report.section("issues") is None:
        return []
    counted = {clipping.id for clipping in coverage.now.clippings}
    return sorted({one.clipping.uuid for one in coverage.matters if one.clipping.id not in counted})


def _facts(clipping: Clipping, coverage: Coverage) -> dict[str, Any]:
    day = clipping.published_on
    known = {
        "headline": clipping.headline,
        "outlet": clipping.outlet,
        "published_on": day.isoformat() if day else None,
        "reporters": list(clipping.reporters),
        "people": [[person.name, person.role.value] for person in clipping.spokespeople],
        "topics": topics_of(clipping),
        "url": clipping.url,
        "text": _hash(f"{clipping.deck}\n{clipping.body}"),
        "story": clipping.story,
        "key": clipping.starred,
    }
    return known | _internal(clipping) if coverage.tone_counts else known


def _internal(clipping: Clipping) -> dict[str, Any]:
    return {
        "tone": clipping.tone,
        "prominence": clipping.prominence,
        "messages": sorted(clipping.messages),
        "tags": sorted(tag for tag in clipping.tags if not is_topic(tag)),
        "note": _hash(clipping.note or ""),
    }


def _told(value: object) -> Iterator[str]:
    """Yield all that a part of a report says, in its order."""
    if isinstance(value, Struct):
        for name, part in asdict(value).items():
            if name not in _NOT_COMPARED:
                yield from _told(part)
    elif isinstance(value, Mapping):
        yield from (f"{key} {one}" for key, one in value.items())
    elif isinstance(value, tuple):
        for one in value:
            yield from _told(one)
    elif value not in (None, "", False):
        yield str(value)


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _value(measure: Measure) -> str:
    now = measure.amounts[0]
    space = " " if now.unit[:1].isalpha() else ""
    return f"{now.number}{space}{now.unit}"


def changes(words: Language, audience: Audience, before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Return what changed between two versions, the clippings first; a sentence where nothing did.

    The public learns only how many clippings are gone: these may be fit for the public no more.
    """
    then, now = before["clippings"], after["clippings"]
    gone = [then[uuid] for uuid in then if uuid not in now]
    said = [
        *_listed(words, "version_added", [now[uuid] for uuid in now if uuid not in then]),
        *(_counted(words, gone) if audience is Audience.PUBLIC else _listed(words, "version_removed", gone)),
        *_corrected(words, then, now),
        *_recounted(words, before["figures"], after["figures"]),
        *_rewritten(words, before["texts"], after["texts"]),
    ]
    if before.get("query", after["query"]) != after["query"]:
        said.insert(0, words.say("version_search"))
    said = said or list(_differing_sections(words, before.get("sections", {}), after["sections"]))
    return tuple(said) or (words.say("version_same"),)


def _differing_sections(words: Language, then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """What the clippings do not explain: other outlets' tiers, other periods, other choices."""
    titles = [title for title in now if then.get(title) != now[title]] + [title for title in then if title not in now]
    if titles and then:
        yield words.say("version_sections", len(titles), titles=words.join(titles))


def _listed(words: Language, key: str, found: list[Mapping[str, Any]]) -> Iterator[str]:
    if found:
        names = [_name(words, facts) for facts in found[:_MOST_NAMED]]
        rest = len(found) - _MOST_NAMED
        more = f" {words.say('and_more', rest)}" if rest > 0 else ""
        yield words.say(key, len(found), names=(", ".join(names) if rest > 0 else words.join(names)) + more)


def _counted(words: Language, gone: list[Mapping[str, Any]]) -> Iterator[str]:
    if gone:
        yield words.say("version_withdrawn", len(gone))


def _name(words: Language, facts: Mapping[str, Any]) -> str:
    headline = words.quoted(facts["headline"] or words.label("without_headline"))
    return f"{headline} ({facts['outlet'] or words.label('outlet_unknown')})"


def _corrected(words: Language, then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    both = [uuid for uuid in now if uuid in then and _differing(then[uuid], now[uuid])]
    for uuid in both[:_MOST_NAMED]:
        fields = words.join([words.say(f"version_{name}") for name in _differing(then[uuid], now[uuid])])
        yield words.say("version_corrected", name=_name(words, now[uuid]), fields=fields)
    rest = len(both) - _MOST_NAMED
    if rest > 0:
        yield words.say("version_more_corrected", rest)


def _differing(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [name for name in _COMPARED if then.get(name) != now.get(name)]


def _recounted(words: Language, then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for key, figure in now.items():
        before = then.get(key, figure)["value"]
        if before != figure["value"]:
            yield words.say("version_recounted", label=figure["label"], before=before, now=figure["value"])


def _rewritten(words: Language, then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    keys = [key for key in {**then, **now} if then.get(key, "") != now.get(key, "")]
    main = [key for key in (SUMMARY_TEXT, MEANING_TEXT, NEXT_TEXT) if key in keys]
    yield from (words.say(f"version_{key}_rewritten") for key in main)
    others = len(keys) - len(main)
    if others:
        yield words.say("version_rewritten", others)
