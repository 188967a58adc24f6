"""The drafted summary: three to five sentences, each said by a figure of the report."""

from collections.abc import Iterator

from msgspec import Struct

from clipper.reports.coverage import Coverage
from clipper.reports.figures import NOT_CODED, Figures
from clipper.reports.findings.groups import people_finding, topic_moves
from clipper.reports.findings.phrases import comparison, part, sentence, this_period, when
from clipper.reports.findings.volume import peaks_said, told_peaks, trend_is_highest
from clipper.reports.language import Language, capital
from clipper.reports.parts import TONE_ORDER

_MOST_AFTER_THE_LEAD = 4
# Which peak it was tells most, the story behind a second one little.
_PEAK_RANKS = (0, 3, 7)


def summary_heading(words: Language, coverage: Coverage) -> str:
    """Return the finding that the contents print under the summary."""
    now = coverage.now
    if not len(now):
        return words.say("empty_heading", when=when(words, coverage))
    if trend_is_highest(coverage):
        return words.say("busiest_short", len(coverage.trend))
    return _clippings_of_stories(words, now)


def lead(words: Language, coverage: Coverage) -> str:
    """Return the first sentence of the report: how much, and how that compares."""
    now = coverage.now
    compared = comparison(words, coverage, len)
    if not len(now):
        return capital(words.say("empty_lead", when=when(words, coverage), comparison=compared))
    key = "busiest" if trend_is_highest(coverage) else "brought"
    period, counted = capital(this_period(words, coverage)), _clippings_of_stories(words, now)
    return words.say(key, len(coverage.trend), period=period, clippings=counted, comparison=compared)


def _clippings_of_stories(words: Language, figures: Figures) -> str:
    clippings, stories = words.say("clippings", len(figures)), len(figures.stories)
    if stories in (0, len(figures)):
        return clippings
    return words.say("of_stories", stories, clippings=clippings)


def summary_text(words: Language, coverage: Coverage) -> str:
    """Return the sentences that follow the lead: when, what travelled, who was heard, topics, tone, key messages."""
    if not len(coverage.now):
        return ""
    found = list(_sentences(words, coverage))
    # The most telling ones, in the order in which they read best.
    kept = sorted(found, key=lambda said: said.rank)[:_MOST_AFTER_THE_LEAD]
    return " ".join(said.text for said in found if said in kept)


class _Said(Struct, frozen=True):
    rank: int
    text: str


def _sentences(words: Language, coverage: Coverage) -> Iterator[_Said]:
    now = coverage.now
    peak, *stories = [*peaks_said(words, coverage), ""]
    told = zip(_PEAK_RANKS, (peak, *stories), strict=False)
    yield from (_Said(rank, text) for rank, text in told if text)
    pick_ups = _pick_ups(words, coverage)
    if pick_ups:
        yield _Said(6, pick_ups)
    if now.people:
        yield _Said(2, sentence(people_finding(words, coverage).heading))
    moves = topic_moves(words, coverage)
    if moves:
        yield _Said(5, sentence("; ".join(moves)))
    if coverage.tone_counts:
        yield _Said(1, _tones(words, now))
    carried = sum(1 for clipping in now.clippings if clipping.messages)
    if coverage.tone_counts and carried:
        yield _Said(4, words.say("message_carried", carried, part=capital(part(words, carried, len(now)))))


def _pick_ups(words: Language, coverage: Coverage) -> str:
    """Where the peaks were all of them, their pick-ups are told already."""
    told = {peak.cause.story for peak in told_peaks(coverage) if peak.cause is not None}
    stories = coverage.now.picked_up
    if all(story.first.story in told for story in stories):
        return ""
    count = sum(len(story.pick_ups) for story in stories)
    return words.say("pick_ups_sentence", count, stories=words.say("from_stories", len(stories)))


def _tones(words: Language, figures: Figures) -> str:
    counts = {tone: len(figures.tones.get(tone, ())) for tone in TONE_ORDER if tone != NOT_CODED}
    coded = sorted((tone for tone in counts if counts[tone]), key=lambda tone: -counts[tone])
    if not coded:
        return words.say("nothing_coded")
    first, *rest = coded
    parts = [words.say("tone_first_in", counts[first], tone=words.tone(first))]
    parts += [words.say("tone_in", counts[tone], tone=words.tone(tone)) for tone in rest]
    uncoded = len(figures.tones.get(NOT_CODED, ()))
    return words.join(parts) + (words.say("tone_uncoded", uncoded) if uncoded else "") + "."
