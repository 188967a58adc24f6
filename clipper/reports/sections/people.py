"""Spokespeople, the stories that others picked up, and reporters."""

from collections.abc import Iterator

from clipper.reports.document import People
from clipper.reports.entries import Register
from clipper.reports.figures import Figures, topics_of
from clipper.reports.findings import groups, phrases
from clipper.reports.parts import Finding, PersonRow, PickUpRow, ReporterRow
from clipper.reports.sections.common import Count, earlier_texts, with_key

_MOST_REPORTERS = 10


def people(register: Register, number: int) -> People | None:
    """Return spokespeople, pick-ups and reporters, as far as they are asked for; None where there are none."""
    words, coverage, parts = register.words, register.coverage, register.parts
    pick_ups = groups.pick_ups_finding(words, coverage) if "pick_ups" in parts else None
    reporters = tuple(_reporter_rows(register)) if "reporters" in parts else ()
    has_people = "people" in parts and (coverage.now.people or pick_ups or reporters)
    finding = groups.people_finding(words, coverage) if has_people else None
    wrote = Finding(words.say("reporters_heading"), caption=words.label("reporters")) if reporters else None
    first = finding or pick_ups or wrote
    if first is None:
        return None
    return People(
        number=number,
        title=_title(register, finding, pick_ups, wrote),
        finding=first.heading,
        people=finding,
        rows=tuple(_person_rows(register)) if finding else (),
        pick_ups=pick_ups,
        pick_up_rows=tuple(_pick_up_rows(register)) if pick_ups else (),
        reporters=wrote,
        reporter_rows=reporters,
    )


def _title(register: Register, people: Finding | None, pick_ups: Finding | None, reporters: Finding | None) -> str:
    if people:
        return register.words.label("people")
    if pick_ups and reporters:
        return register.words.label("pick_ups_and_reporters")
    return register.words.label("pick_ups" if pick_ups else "reporters")


def _person_rows(register: Register) -> Iterator[PersonRow]:
    for person in register.coverage.now.people:
        topics = dict.fromkeys(topic for clipping in person.clippings for topic in topics_of(clipping))
        before, year_before = earlier_texts(register.coverage, _of_person(person.name))
        yield PersonRow(
            name=person.name,
            number=len(person),
            voice=len(person.voice),
            before=before,
            outlets=len(person.outlets),
            topics=tuple(map(groups.topic_label, topics)),
            references=register.references(person.clippings),
            year_before=year_before,
            figure=register.figure(person.clippings),
        )


def _of_person(name: str) -> Count:
    def count(figures: Figures) -> int:
        return next((len(person) for person in figures.people if person.name == name), 0)

    return count


def _pick_up_rows(register: Register) -> Iterator[PickUpRow]:
    words = register.words
    for story in register.coverage.now.picked_up[: groups.MOST_PICKED_UP]:
        others = dict.fromkeys(phrases.outlet(words, clipping) for clipping in story.clippings[1:])
        yield PickUpRow(
            headline=story.first.headline or words.label("without_headline"),
            language=story.first.language or words.code,
            outlet=phrases.outlet(words, story.first),
            first=register.references([story.first]),
            others=tuple(others),
            references=register.references(story.clippings[1:]),
            figure=register.figure(story.clippings),
        )


def _reporter_rows(register: Register) -> Iterator[ReporterRow]:
    often = [reporter for reporter in register.coverage.now.reporters if len(reporter) > 1]
    for reporter in often[:_MOST_REPORTERS]:
        names = dict.fromkeys(phrases.outlet(register.words, clipping) for clipping in reporter.clippings)
        before, year_before = earlier_texts(register.coverage, with_key("reporters", reporter.key))
        yield ReporterRow(
            name=reporter.key,
            outlet=", ".join(names),
            references=register.references(reporter.clippings),
            number=len(reporter),
            before=before,
            year_before=year_before,
            figure=register.figure(reporter.clippings),
        )
