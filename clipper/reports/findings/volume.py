"""What the volume and the tone show."""

from collections.abc import Iterator

from clipper.model.codes import Tone
from clipper.reports.coverage import Coverage
from clipper.reports.figures import Figures
from clipper.reports.findings.phrases import (
    FEW,
    large_change,
    named,
    outlet,
    part,
    sentence,
    share,
    this_period,
    uncoded,
    when_before,
)
from clipper.reports.language import Language, capital
from clipper.reports.parts import Finding
from clipper.reports.timeline import Peak, peaks, spans, unit_of

_SHORTEST_TREND = 3


def trend_is_highest(coverage: Coverage) -> bool:
    """Tell whether the period had more clippings than any of the months before it, of which there are some."""
    earlier = [month.clippings for month in coverage.trend[:-1]]
    return len(coverage.trend) >= _SHORTEST_TREND and len(coverage.now) > max(earlier)


def period_peaks(coverage: Coverage) -> list[Peak]:
    """Return the peaks of the period, in the unit that its chart has."""
    unit = unit_of(coverage.period, len(coverage.now))
    return peaks(coverage.now, spans(coverage.period, unit))


def volume_finding(words: Language, coverage: Coverage) -> Finding:
    """Return what stands out in time: the days that made the period, or that none did."""
    unit = unit_of(coverage.period, len(coverage.now))
    found = told_peaks(coverage)
    caption = words.label(f"volume_{unit}")
    if not found:
        most = max((len(coverage.now.within(s.first, s.last)) for s in spans(coverage.period, unit)), default=0)
        return Finding(words.say(f"no_peak_{unit}", most), large_change(words, coverage, len), caption)
    heading = _peaks_heading(words, coverage, found, unit)
    # A sentence that is the heading once more says nothing.
    said = [text for text in peaks_said(words, coverage) if text != sentence(heading)]
    return Finding(heading, " ".join(filter(None, [*said, large_change(words, coverage, len)])), caption)


def told_peaks(coverage: Coverage) -> list[Peak]:
    """Return the peaks that sentences tell of: two where these were a third of the clippings, else one."""
    found = period_peaks(coverage)[:2]
    return found if 3 * sum(map(len, found)) >= len(coverage.now) else found[:1]


def _peaks_heading(words: Language, coverage: Coverage, found: list[Peak], unit: str) -> str:
    count = sum(map(len, found))
    if all(peak.is_one_story for peak in found) and 3 * count >= len(coverage.now):
        return words.say("stories_made", len(found), period=this_period(words, coverage))
    many = part(words, count, len(coverage.now))
    if len(found) == 2:
        return capital(words.say("two_peaks", part=many, units=words.label(f"{unit}s")))
    return capital(words.say("ran", count, part=many, when=_at(words, found[0], unit)))


def peaks_said(words: Language, coverage: Coverage) -> Iterator[str]:
    """Yield the sentences that tell when most clippings ran, and which stories made them; none without peaks."""
    found, unit = told_peaks(coverage), unit_of(coverage.period, len(coverage.now))
    if not found:
        return
    count = sum(map(len, found))
    first, *rest = sorted(found, key=lambda peak: peak.span)
    times = words.join([_at(words, first, unit), *(_at(words, peak, unit, "also") for peak in rest)])
    yield sentence(words.say("ran", count, part=part(words, count, len(coverage.now)), when=times))
    stories = {story.first.story: story for story in coverage.now.picked_up}
    for story in (stories.get(peak.cause.story) for peak in found if peak.cause is not None):
        if story is not None:
            headline, ran_in = named(words, story.first), outlet(words, story.first)
            yield words.say("story_had", len(story.pick_ups), headline=headline, outlet=ran_in)


def _at(words: Language, peak: Peak, unit: str, form: str = "on") -> str:
    """Return "on December 5", or what may follow it after "and": "December 13"."""
    return words.say(f"{form}_{unit}", day=words.day(peak.span.first), month=words.month(peak.span.first))


def tone_finding(words: Language, coverage: Coverage) -> Finding:
    """Return which tone led, with how many clippings nobody coded where that is more than one in twenty."""
    now = coverage.now
    caption = words.label("tone_caption")
    counts = {tone: len(now.tones.get(tone, ())) for tone in Tone}
    highest = max(counts.values())
    if not highest:
        return Finding(words.say("tone_none"), caption=caption)
    leading = [tone for tone in Tone if counts[tone] == highest]
    if len(leading) > 1:
        listed = words.join([words.say("tone_count", highest, tone=words.tone(tone, highest)) for tone in leading])
        heading = words.say("tone_divided", tones=listed)
        return Finding(heading + uncoded(words, now, "tone"), _negative(words, now), caption)
    heading = words.say("tone_led", highest, part=part(words, highest, len(now)), tone=words.tone(leading[0], highest))
    text = " ".join(filter(None, [_tone_before(words, coverage, leading[0]), _negative(words, now)]))
    return Finding(capital(heading) + uncoded(words, now, "tone"), text, caption)


def _tone_before(words: Language, coverage: Coverage, tone: Tone) -> str:
    before = coverage.before
    if before is None or not len(before):
        return ""
    then, now = len(before.tones.get(tone, ())), len(coverage.now.tones[tone])
    time = capital(when_before(words, coverage))
    if min(len(before), len(coverage.now)) < FEW:
        return words.say("tone_before", then, when=time, total=words.spelled(len(before)))
    shares = share(now, len(coverage.now)), share(then, len(before))
    return words.say("tone_shares", share=words.percent(shares[0]), before=words.percent(shares[1]), when=time)


def _negative(words: Language, figures: Figures) -> str:
    negative = figures.tones.get(Tone.NEGATIVE, ())
    if not negative:
        return words.say("no_negative")
    first = negative[0]
    return words.say("negative", len(negative), headline=named(words, first), outlet=outlet(words, first))


def trend_finding(words: Language, coverage: Coverage) -> Finding | None:
    """Return how the month stands among those before; None below three months of data."""
    months = [month.clippings for month in coverage.trend]
    if len(months) < _SHORTEST_TREND:
        return None
    *earlier, now = months
    caption = words.say("trend_caption", month=words.month(coverage.trend[0].period.first))
    if now > max(earlier):
        return Finding(words.say("trend_most", len(months)), caption=caption)
    if now < min(earlier):
        return Finding(words.say("trend_fewest", len(months)), caption=caption)
    fewer = sum(count < now for count in earlier)
    return Finding(words.say("trend_between", fewer, months=words.spelled(len(earlier))), caption=caption)
