"""What outlets, spokespeople, topics and the other groups show."""

from clipper.model.codes import Medium, Prominence, Role
from clipper.model.values import replace
from clipper.reports.coverage import Coverage
from clipper.reports.figures import Appearances, Figures, Tally
from clipper.reports.findings.phrases import comparison, large_change, part, remark, sentence, short, uncoded
from clipper.reports.language import Language, capital
from clipper.reports.parts import Finding

MOST_PICKED_UP = 15
"""So many stories with pick-ups are listed at most."""

_MOST_LEADERS = 4
_FEWEST_FOR_LEADERS = 8
# A topic this small, or a change this small, is chance.
SMALLEST_TOPIC = 3
_SMALLEST_MOVE = 2
_BROADCAST = frozenset({Medium.RADIO, Medium.TELEVISION, Medium.PODCAST})


def outlets_finding(words: Language, coverage: Coverage) -> Finding:
    """Return the few outlets that carried half of the clippings, else how many there were."""
    now = coverage.now
    known = _known(now.outlets)
    caption = words.label("outlets_caption")
    # A heading has room for one comparison: the period just before.
    near = replace(coverage, year_before=None)
    compared = comparison(words, near, lambda figures: len(_known(figures.outlets)), "amount_in_words")
    count = words.say("outlets_count", len(known)) + compared
    leaders = _leaders(known, len(now))
    if not leaders:
        return Finding(count, _leading_outlet(words, known, len(now)), caption)
    carried = part(words, sum(map(len, leaders)), len(now))
    names = words.join([short(tally.key) for tally in leaders])
    if len(leaders) == 1:
        return Finding(words.say("outlet_carried", outlet=names, part=carried), sentence(count), caption)
    heading = words.say("outlets_carried", len(leaders), part=carried)
    return Finding(heading, words.say("outlets_were", outlets=names) + " " + sentence(count), caption)


def _known(tallies: list[Tally]) -> list[Tally]:
    return [tally for tally in tallies if tally.key]


def _leaders(outlets: list[Tally], total: int) -> list[Tally]:
    """The fewest outlets that carried half; none where that says little."""
    carried = 0
    for count, tally in enumerate(outlets[:_MOST_LEADERS], start=1):
        carried += len(tally)
        if 2 * carried >= total:
            return outlets[:count] if total >= _FEWEST_FOR_LEADERS and len(outlets) >= 2 * count + 2 else []
    return []


def _leading_outlet(words: Language, outlets: list[Tally], total: int) -> str:
    if not outlets or len(outlets[0]) < 2:
        return ""
    return words.say("outlet_ran", outlet=short(outlets[0].key), part=part(words, len(outlets[0]), total))


def people_finding(words: Language, coverage: Coverage) -> Finding:
    """Return who was heard most, and how many appearances carried somebody's own words."""
    people = coverage.now.people
    caption = words.label("appearances")
    if not people:
        return Finding(words.say("nobody"), caption=caption)
    appearances = sum(map(len, people))
    voices = sum(len(person.voice) for person in people)
    said = words.say("voices", voices)
    text = words.say("appearances_all" if voices == appearances else "appearances", appearances, voice=said)
    change = large_change(words, coverage, lambda figures: sum(map(len, figures.people)))
    return Finding(_most_heard(words, people, len(coverage.now)), f"{text} {change}".strip(), caption)


def _most_heard(words: Language, people: list[Appearances], total: int) -> str:
    first = max(people, key=lambda person: len(person.voice))
    if len(first.voice) == 1 and sum(1 for person in people if person.voice) > 1:
        return words.say("people_count", sum(1 for person in people if person.voice))
    if not first.voice:
        first = people[0]
        return words.say("person_named", name=short(first.name), part=part(words, len(first), total))
    is_quoted = len(first.with_role([Role.QUOTED])) == len(first.voice)
    verb = "person_quoted" if is_quoted else "person_heard"
    return words.say(verb, name=short(first.name), part=part(words, len(first.voice), total))


def pick_ups_finding(words: Language, coverage: Coverage) -> Finding | None:
    """Return how many pick-ups there were, from how many stories; None without any."""
    stories = coverage.now.picked_up
    if not stories:
        return None
    count = sum(len(story.pick_ups) for story in stories)
    heading = words.say("pick_ups_from", count, stories=words.say("from_stories", len(stories)))
    text = words.say("most_picked_up", MOST_PICKED_UP) if len(stories) > MOST_PICKED_UP else ""
    return Finding(heading, text, words.label("pick_ups"))


def topics_finding(words: Language, coverage: Coverage) -> Finding | None:
    """Return the topics that rose and fell most, else the one that led; None where no clipping has a topic."""
    topics = coverage.now.topics
    if not topics:
        return None
    caption = words.label("topics_caption")
    led = _led(words, topics, len(coverage.now))
    moves = topic_moves(words, coverage)
    if not moves:
        return Finding(led, caption=caption)
    return Finding("; ".join(moves), sentence(led), caption)


def _led(words: Language, topics: list[Tally], total: int) -> str:
    highest = len(topics[0])
    leaders = [short(topic_label(topic.key)) for topic in topics if len(topic) == highest]
    if len(leaders) == 1:
        return words.say("topic_led", topic=leaders[0], part=part(words, highest, total))
    if len(leaders) > _MOST_LEADERS:
        return words.say("topics_led_alike", len(leaders), part=part(words, highest, total))
    return words.say("topics_led", topics=words.join(leaders), part=part(words, highest, total))


def topic_moves(words: Language, coverage: Coverage) -> list[str]:
    """Return the topics that rose and fell most since the period before, as parts of a sentence."""
    if coverage.before is None or not len(coverage.before):
        return []
    before = {tally.key: len(tally) for tally in coverage.before.topics}
    now = {tally.key: len(tally) for tally in coverage.now.topics}
    keys = [key for key in {**now, **before} if max(now.get(key, 0), before.get(key, 0)) >= SMALLEST_TOPIC]
    change = {key: now.get(key, 0) - before.get(key, 0) for key in keys}
    moved = sorted(
        (key for key in keys if abs(change[key]) >= _SMALLEST_MOVE), key=lambda key: (-change[key], topic_label(key))
    )
    chosen = dict.fromkeys(key for key in (*moved[:1], *moved[-1:]))
    return [
        words.say(
            "topic_rose" if change[key] > 0 else "topic_fell",
            topic=short(topic_label(key)),
            before=words.number(before.get(key, 0)),
            now=words.number(now.get(key, 0)),
        )
        + _in_words(words, now.get(key, 0), before.get(key, 0))
        for key in chosen
    ]


def _in_words(words: Language, now: int, then: int) -> str:
    said = remark(words, now, then) if now and then else ""
    return f", {said}" if said else ""


def topic_label(key: str) -> str:
    """Return a topic as it is printed: foreign-policy becomes Foreign policy."""
    return capital(key.replace("-", " ").replace("_", " "))


def media_finding(words: Language, coverage: Coverage) -> Finding | None:
    """Return how many clippings were broadcast or audio; None where no medium is known."""
    known = _known(coverage.now.media)
    if not known:
        return None
    change = large_change(words, coverage, _broadcast)
    return Finding(words.say("broadcast", _broadcast(coverage.now)), change, words.label("medium"))


def _broadcast(figures: Figures) -> int:
    return sum(len(tally) for tally in figures.media if tally.key in _BROADCAST)


def prominence_finding(words: Language, coverage: Coverage) -> Finding:
    """Return how many clippings had us in the headline, and how many nobody coded where these are many."""
    now, caption = coverage.now, words.label("prominence")
    if not any(clipping.prominence for clipping in now.clippings):
        return Finding(words.say("prominence_none"), caption=caption)
    heading = words.say("in_headline", _in_headline(now))
    return Finding(heading + uncoded(words, now, "prominence"), large_change(words, coverage, _in_headline), caption)


def _in_headline(figures: Figures) -> int:
    return sum(1 for clipping in figures.clippings if clipping.prominence is Prominence.HEADLINE)


def languages_finding(words: Language, coverage: Coverage) -> Finding | None:
    """Return the clippings in each language; None where no language is known."""
    known = _known(coverage.now.languages)
    if not known:
        return None
    said = [words.say("in_language", len(tally), language=words.language_name(tally.key)) for tally in known]
    first = words.say("in_language_first", len(known[0]), language=words.language_name(known[0].key))
    return Finding(words.join([first, *said[1:]]), caption=words.label("language"))
