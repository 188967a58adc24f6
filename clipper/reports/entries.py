"""Clippings as a report lists them: running numbers, metadata, excerpts, quotes, key coverage."""

import re
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct, field

from clipper.model.clipping import Clipping, Organisation, Spokesperson
from clipper.model.codes import VOICE, Medium, Rights
from clipper.model.markup import cut_words, excerpt, paragraphs, safe_link
from clipper.model.report import SECTIONS, Definition, ReportIssue, why
from clipper.model.text import fold
from clipper.reports.coverage import Coverage
from clipper.reports.figures import NOT_CODED, Story, is_topic, topics_of
from clipper.reports.findings.groups import topic_label
from clipper.reports.grouping import Gathered, gathered
from clipper.reports.language import Language
from clipper.reports.parts import Comment, Entry, Group, KeyClipping, Quote, References

_MOST_NUMBERS = 12
_BROADCAST = frozenset({Medium.RADIO, Medium.TELEVISION, Medium.PODCAST})
_QUOTED = re.compile(r"“([^“”]{20,400})”|«\s?([^«»]{20,400}?)\s?»")
_SHORTEST_QUOTE, _LONGEST_QUOTE = 8, 40


class Register(Struct, frozen=True, dict=True):
    """The counted clippings with their running numbers.

    `parts` are the sections of the chapter that is being made.
    """

    words: Language
    coverage: Coverage
    definition: Definition
    issue: ReportIssue = field(default_factory=ReportIssue)
    organisation: Organisation = field(default_factory=Organisation)
    parts: frozenset[str] = frozenset(SECTIONS)
    behind: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def figure(self, clippings: Iterable[Clipping]) -> str:
        """Keep the clippings behind a figure and return its name; nothing for a figure without any."""
        return self.figure_of(clipping.id for clipping in clippings)

    def figure_of(self, found: Iterable[int]) -> str:
        """Keep the ids of the clippings behind a figure as figure() does."""
        ids = tuple(found)
        name = str(len(self.behind) + 1) if ids else ""
        if ids:
            self.behind[name] = ids
        return name

    @cached_property
    def gathered(self) -> list[Gathered]:
        """All clippings in the groups in which they are listed."""
        return gathered(self.words, self.coverage, self.definition.grouping)

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Running numbers by clipping id, from 1, in the order in which the clippings are listed."""
        listed = (clipping for group in self.gathered for clipping in group.clippings)
        return {clipping.id: number for number, clipping in enumerate(listed, start=1)}

    def references(self, clippings: Iterable[Clipping]) -> References:
        """Return the running numbers of clippings, at most twelve and how many more; none when the list is left out."""
        if "clippings" not in self.definition.sections:
            return References()
        numbers = self.numbers
        found = sorted(numbers[clipping.id] for clipping in clippings)
        rest = len(found) - _MOST_NUMBERS
        return References(tuple(found[:_MOST_NUMBERS]), self.words.say("and_more", rest) if rest > 0 else "")

    def entry(self, clipping: Clipping) -> Entry:
        """Return one clipping with what its audience may see, and of its text what its rights allow.

        The public never sees notes, whoever asks for them.
        """
        words, day = self.words, clipping.published_on
        is_internal = self.coverage.tone_counts
        has_notes = is_internal and self.definition.notes
        is_pick_up = clipping.id in self.coverage.now.pick_ups
        tone = clipping.tone or NOT_CODED
        return Entry(
            number=self.numbers[clipping.id],
            headline=clipping.headline or words.label("without_headline"),
            language=clipping.language or words.code,
            url=safe_link(clipping.url),
            outlet=clipping.outlet or words.label("outlet_unknown"),
            meta=tuple(_meta(words, clipping)),
            has_programme=bool(clipping.programme),
            featured=tuple(person.name for person in featured(clipping)),
            date_label=words.long_date(day) if day else words.label("undated"),
            short_date=words.short_date(day) if day else words.label("undated"),
            excerpt="" if is_pick_up else self._excerpt(clipping, self._listed_words),
            tone=tone if is_internal else "",
            tone_label=words.label(tone) if is_internal else "",
            prominence=words.label(clipping.prominence) if is_internal and clipping.prominence else "",
            topics=tuple(map(topic_label, topics_of(clipping))),
            tags=tuple(tag for tag in clipping.tags if not is_topic(tag)) if is_internal else (),
            note=(clipping.note or "") if has_notes else "",
            is_key=clipping.starred,
            is_pick_up=is_pick_up,
            uuid=clipping.uuid,
            comments=tuple(self._comments(clipping)) if has_notes else (),
            full_text="" if is_pick_up else self._full_text(clipping),
            rights_notice=self._notice(clipping),
            figure=self.figure([clipping]),
            on=day,
            programme=clipping.programme or "",
            medium=words.label(clipping.medium) if is_internal and clipping.medium else "",
            reporters=tuple(clipping.reporters),
            people=tuple(person.name for person in clipping.spokespeople),
        )

    @property
    def _listed_words(self) -> int:
        return self.definition.excerpt_words * 2 // 3

    def _notice(self, clipping: Clipping) -> str:
        """What the outlet wants to be said; where the text is not ours to pass on it is an instruction to staff."""
        outlet = self.coverage.outlets.get(clipping.outlet or "")
        is_told = self.coverage.tone_counts or self._rights(clipping) is Rights.GRANTED
        return (outlet.rights_notice or "") if outlet and is_told else ""

    def may_quote(self, clipping: Clipping) -> bool:
        """Tell whether a part of the text may go out."""
        return self._rights(clipping) is not Rights.DENIED

    def _rights(self, clipping: Clipping) -> Rights:
        return clipping.rights_on(self.issue.issued_on)

    def _excerpt(self, clipping: Clipping, most_words: int) -> str:
        if self._rights(clipping) is Rights.DENIED:
            return ""
        if not clipping.body:
            return excerpt(clipping.deck or "", most_words)
        return excerpt(clipping.body, self.fair(clipping, most_words))

    def fair(self, clipping: Clipping, most_words: int) -> int:
        """Return how many words of a text may be quoted, so many at most: no more than half of what is not ours."""
        length = len((clipping.body or "").split())
        is_ours = self._rights(clipping) is Rights.GRANTED and self.coverage.tone_counts
        return most_words if is_ours or not length else min(most_words, max(1, length // 2))

    def _full_text(self, clipping: Clipping) -> str:
        is_asked = self.definition.full_text and self.coverage.tone_counts
        return (clipping.body or "") if is_asked and self._rights(clipping) is Rights.GRANTED else ""

    def _comments(self, clipping: Clipping) -> Iterable[Comment]:
        # A marked passage may be the whole text, which no report prints.
        is_denied = self._rights(clipping) is Rights.DENIED
        for highlight in clipping.highlights:
            if highlight.comment:
                passage = "" if is_denied else cut_words(highlight.passage, self.fair(clipping, self._listed_words))
                yield Comment(passage, highlight.comment)

    def groups(self) -> tuple[Group, ...]:
        """Return all clippings in the groups in which they are listed."""
        return tuple(map(self._group, self.gathered))

    def _group(self, group: Gathered) -> Group:
        words, day, period = self.words, group.day, self.coverage.period
        is_one_month = (period.first.year, period.first.month) == (period.last.year, period.last.month)
        count = len(group.clippings) + len(group.also)
        return Group(
            label=group.label,
            count=words.say("clippings", count) if count > 1 else "",
            entries=tuple(map(self.entry, group.clippings)),
            also=self.references(group.also),
            day=str(day.day) if day else "",
            weekday=words.weekday(day) if day else "",
            month=words.short_month(day) if day and not is_one_month else "",
        )

    def key_clipping(self, clipping: Clipping) -> KeyClipping:
        """Return a starred clipping with the quote or the longer excerpt that stands at the top of a report."""
        entry = self.entry(clipping)
        stories = (story for story in self.coverage.now.picked_up if story.clippings[0].story == clipping.story)
        story = next(stories, Story((clipping,), ()))
        others = tuple(member for member in story.clippings if member.id != clipping.id)
        is_denied = self._rights(clipping) is Rights.DENIED
        return KeyClipping(
            entry=entry,
            excerpt=self._excerpt(clipping, self.definition.excerpt_words),
            quote=None if is_denied else quote(clipping, self.fair(clipping, self.definition.excerpt_words)),
            why=self._why(clipping),
            also_ran=tuple(dict.fromkeys(pick_up.outlet for pick_up in others if pick_up.outlet)),
            pick_ups=self.references(others),
        )

    def _why(self, clipping: Clipping) -> str:
        """What staff wrote for this issue, else their note, which the public never sees."""
        note = (clipping.note or "") if self.coverage.tone_counts else ""
        return self.issue.texts.get(why(clipping.uuid), note)


def _meta(words: Language, clipping: Clipping) -> Iterable[str]:
    if clipping.programme:
        yield clipping.programme
    if clipping.aired_at:
        yield words.clock(clipping.aired_at)
    if clipping.medium in _BROADCAST:
        yield words.label(clipping.medium)
    if clipping.reporters:
        yield ", ".join(clipping.reporters)


def featured(clipping: Clipping) -> tuple[Spokesperson, ...]:
    """Return the spokespeople whom a byline does not already name."""
    bylines = {fold(name) for name in clipping.reporters}
    return tuple(person for person in clipping.spokespeople if fold(person.name) not in bylines)


def quote(clipping: Clipping, most_words: int) -> Quote | None:
    """Return the longest quote that was kept, else the longest that a paragraph gives to a spokesperson, if any."""
    kept = [Quote(_ended(" ".join(one.text.split())), one.speaker) for one in clipping.quotes]
    fitting = [one for one in kept if len(one.text.split()) <= most_words]
    found = fitting or [
        Quote(text, speaker)
        for paragraph in paragraphs(clipping.body or "")
        if (speaker := _speaker(clipping, paragraph))
        for text in _quoted_passages(paragraph, min(most_words, _LONGEST_QUOTE))
    ]
    return max(found, key=lambda candidate: len(candidate.text), default=None)


def _speaker(clipping: Clipping, paragraph: str) -> str | None:
    """The one spokesperson with words of their own whose last name stands beside the quotation."""
    around = fold(_QUOTED.sub(" ", paragraph))
    names = [person.name for person in clipping.spokespeople if person.role in VOICE]
    beside = [name for name in names if name.split() and fold(name.split()[-1]) in around]
    return beside[0] if len(beside) == 1 else None


def _quoted_passages(paragraph: str, most_words: int) -> Iterable[str]:
    for match in _QUOTED.finditer(paragraph):
        text = (match[1] or match[2]).strip()
        if text[:1].isupper() and _SHORTEST_QUOTE <= len(text.split()) <= most_words:
            yield _ended(text)


def _ended(text: str) -> str:
    return text[:-1] + "." if text.endswith(",") else text if text[-1] in ".!?…" else text + "."
