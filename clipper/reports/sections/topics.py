"""Topics, key messages, and what else the clippings divide into."""

from collections.abc import Callable, Iterator

from clipper.reports.coverage import Coverage
from clipper.reports.document import Topics
from clipper.reports.entries import Register
from clipper.reports.figures import Figures, Tally
from clipper.reports.findings import divisions, groups
from clipper.reports.findings import messages as carried
from clipper.reports.language import capital
from clipper.reports.parts import Count, MessageRow, TopicRow
from clipper.reports.sections.common import earlier, place, with_key


def topics(register: Register, number: int) -> Topics | None:
    """Return topics, messages and divisions as far as they are asked for; None where there is nothing of them.

    Messages and prominence are for an internal audience only.
    """
    words, coverage, parts = register.words, register.coverage, register.parts
    now, is_internal = coverage.now, coverage.tone_counts
    topic = groups.topics_finding(words, coverage) if "topics" in parts else None
    message = carried.messages_finding(words, coverage) if "messages" in parts and is_internal else None
    has_media, has_prominence = "medium" in parts, "prominence" in parts and is_internal
    medium = groups.media_finding(words, coverage) if has_media else None
    language = groups.languages_finding(words, coverage) if has_media else None
    region = divisions.regions_finding(words, regions(register, now)) if has_media else None
    prominence = groups.prominence_finding(words, coverage) if has_prominence else None
    found = {"topics": topic, "messages": message, "medium": medium or language or region, "prominence": prominence}
    shown = [key for key, finding in found.items() if finding]
    if not shown:
        return None
    return Topics(
        number=number,
        title=words.label(_title(shown)),
        finding=next(finding.heading for finding in found.values() if finding),
        topics=topic,
        rows=tuple(_topic_rows(register)) if topic else (),
        medium=medium,
        media=_counts(register, "media", words.label) if medium else (),
        prominence=prominence,
        prominences=_counts(register, "prominences", words.label) if prominence else (),
        language=language,
        languages=_counts(register, "languages", words.language_name) if language else (),
        region=region,
        regions=tuple(_regions(register)) if region else (),
        messages=message,
        message_rows=tuple(_message_rows(register)) if message else (),
    )


def _title(shown: list[str]) -> str:
    """The name of what is there: topics and messages before what else there may be."""
    pair = [key for key in shown if key in ("topics", "messages")] or shown
    return f"title_{'_and_'.join(pair)}"


def _topic_rows(register: Register) -> Iterator[TopicRow]:
    for topic in (*register.coverage.now.topics, *_gone(register.coverage)):
        before, year_before = earlier(register.coverage, with_key("topics", topic.key))
        yield TopicRow(
            label=groups.topic_label(topic.key),
            number=len(topic),
            before=before,
            change="" if before is None else _change(len(topic) - before),
            references=register.references(topic.clippings),
            year_before=year_before,
            figure=register.figure(topic.clippings),
        )


def _gone(coverage: Coverage) -> Iterator[Tally]:
    """The topics that counted for something in the period before, and have nothing now."""
    now = {topic.key for topic in coverage.now.topics}
    for topic in coverage.before.topics if coverage.before is not None else ():
        if topic.key not in now and len(topic) >= groups.SMALLEST_TOPIC:
            yield Tally(topic.key, ())


def _change(difference: int) -> str:
    return f"+{difference}" if difference > 0 else f"−{-difference}" if difference else "±0"


def _message_rows(register: Register) -> Iterator[MessageRow]:
    words, coverage = register.words, register.coverage

    def carried(message: str, figures: Figures | None) -> str:
        if figures is None:
            return ""
        return words.say("n_of", len(figures.carrying(message)), total=words.number(len(figures)))

    for index, message in enumerate(coverage.messages, start=1):
        carrying = coverage.now.carrying(message)
        yield MessageRow(
            mark=f"M{index}",
            text=message,
            number=len(carrying),
            total=len(coverage.now),
            references=register.references(carrying),
            carried=carried(message, coverage.now),
            before=carried(message, coverage.before),
            year_before=carried(message, coverage.year_before),
            figure=register.figure(carrying),
        )


def _counts(register: Register, tallies: str, name: Callable[[str], str]) -> tuple[Count, ...]:
    found: list[Tally] = getattr(register.coverage.now, tallies)
    # What nobody knows stands last, however much it is.
    known_first = sorted(found, key=lambda tally: tally.key == "")
    return tuple(_count(register, tally, name, with_key(tallies, tally.key)) for tally in known_first)


def _count(register: Register, tally: Tally, name: Callable[[str], str], count: Callable[[Figures], int]) -> Count:
    before, year_before = earlier(register.coverage, count)
    return Count(
        key=tally.key,
        label=capital(name(tally.key) if tally.key else register.words.label("unknown")),
        number=len(tally),
        references=register.references(tally.clippings),
        before=before,
        year_before=year_before,
        figure=register.figure(tally.clippings),
    )


def regions(register: Register, figures: Figures) -> list[Tally]:
    """Return the clippings by where their outlets are, most first; under no name where that is not known."""
    places = {name: place(register.words, outlet) for name, outlet in register.coverage.outlets.items()}
    return figures.by(lambda clipping: [places.get(clipping.outlet or "", "")])


def _regions(register: Register) -> Iterator[Count]:
    for tally in sorted(regions(register, register.coverage.now), key=lambda tally: tally.key == ""):

        def count(figures: Figures, key: str = tally.key) -> int:
            return next((len(one) for one in regions(register, figures) if one.key == key), 0)

        yield _count(register, tally, str, count)
