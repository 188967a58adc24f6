"""The parts that findings are made of: shares in words, comparisons, names of clippings."""

from collections.abc import Callable
from fractions import Fraction

from clipper.model.clipping import Clipping
from clipper.reports.coverage import Coverage
from clipper.reports.figures import Figures
from clipper.reports.language import Language, capital
from clipper.reports.timeline import before, is_year, year_before

FEW = 20
"""Below so many clippings shares are given as counts, never as percentages."""

_LONGEST_NAME = 60  # characters, in a sentence

Compared = list[tuple[Figures, str]]


def part(words: Language, count: int, total: int) -> str:
    """Return "five of the 23 clippings", "all 23 clippings" or "the one clipping"."""
    if count == total:
        return words.say("all_of_it", total)
    return words.say("part", count, total=words.spelled(total))


def share(count: int, total: int) -> int:
    """Return a rounded percentage; a half is rounded up."""
    return (200 * count + total) // (2 * total) if total else 0


def this_period(words: Language, coverage: Coverage) -> str:
    """Return what to call the period as the subject of a sentence: December, 2017, the period."""
    if is_year(coverage.period):
        return words.period(coverage.period)
    return words.month_name(coverage.period.first) if coverage.period.is_month else words.label("the_period")


def when(words: Language, coverage: Coverage) -> str:
    """Return "in December 2017", "in 2017", or "in the period"."""
    if coverage.period.is_month or is_year(coverage.period):
        return words.say("in_month", month=words.period(coverage.period))
    return words.label("in_the_period")


def when_before(words: Language, coverage: Coverage) -> str:
    """Return "in November", "in 2016", or "in the period before"."""
    earlier = before(coverage.period)
    if is_year(coverage.period):
        return words.say("in_month", month=words.period(earlier))
    if coverage.period.is_month:
        return words.say("in_month", month=words.month_name(earlier.first))
    return words.label("in_the_period_before")


def compared(words: Language, coverage: Coverage) -> Compared:
    """Return the figures that this period is compared with, each with the words that name its time."""
    found: Compared = []
    if coverage.before is not None:
        found.append((coverage.before, when_before(words, coverage)))
    if coverage.year_before is not None:
        earlier = words.say("in_month", month=words.month(year_before(coverage.period).first))
        found.append((coverage.year_before, earlier if coverage.period.is_month else words.label("in_the_same_period")))
    return found


def comparison(words: Language, coverage: Coverage, count: Callable[[Figures], int], form: str = "amount") -> str:
    """Return ", up from 12 in November and 4 in December 2016"; empty where there is nothing to compare with.

    Where there is nothing now, periods that had nothing either are not worth a comparison.
    """
    groups: dict[str, list[str]] = {}
    now = count(coverage.now)
    for figures, time in compared(words, coverage):
        then = count(figures)
        if not then and not now:
            continue
        direction = "up" if now > then else "down" if now < then else "same"
        amount = words.say("amount_same" if direction == "same" else form, then, when=time)
        groups.setdefault(words.say(direction), []).append(amount)
    return "".join(f", {direction} {words.join(amounts)}" for direction, amounts in groups.items())


def named(words: Language, clipping: Clipping) -> str:
    """Return the headline of a clipping, a long one cut, in the quotation marks of its language."""
    return words.quoted(
        short(clipping.headline or words.label("without_headline"), 2 * _LONGEST_NAME), clipping.language
    )


def outlet(words: Language, clipping: Clipping) -> str:
    """Return the outlet of a clipping, in words where it is unknown."""
    return short(clipping.outlet or words.label("outlet_unknown"))


def short(name: str, longest: int = _LONGEST_NAME) -> str:
    """Return a name as a sentence can have it: one of more characters is cut, at the end of a word if one is near."""
    if len(name) <= longest:
        return name
    kept = name[: longest - 1]
    whole_words = kept.rpartition(" ")[0]
    return (whole_words if 3 * len(whole_words) > 2 * longest else kept).rstrip(" ,;:–—-") + "…"


def sentence(text: str) -> str:
    """Return text with a capital at its beginning and a full stop at its end."""
    return capital(text) if text.endswith((".", "…", "?", "!")) else capital(text) + "."


_LEAST_CHANGE = 5
# The parts of a number that words name, by how many of them the lesser one has of the greater.
_NEARLY_TWICE = Fraction(7, 4)
_GROWN = ((Fraction(3, 2), "half_more"), (Fraction(4, 3), "third_more"))
_SHRUNK = ((Fraction(1, 3), "third_of"), (Fraction(1, 2), "half_of"), (Fraction(2, 3), "third_fewer"))


def remark(words: Language, now: int, then: int) -> str:
    """Return a large change in words, "twice as many" or "more than a third fewer"; nothing for a small one.

    Large is a third at least, and five.
    """
    if abs(now - then) < _LEAST_CHANGE or 3 * abs(now - then) < then:
        return ""
    if not then:
        return words.say("none_then")
    if not now:
        return words.say("none_now")
    ratio = Fraction(now, then)
    if ratio >= 2:
        exact = "" if ratio.denominator == 1 else "more_than_"
        return words.say(f"{exact}times", ratio.numerator // ratio.denominator)
    if ratio >= _NEARLY_TWICE:
        return words.say("nearly_twice")
    steps = _GROWN if ratio > 1 else _SHRUNK
    step, key = next(one for one in steps if (ratio >= one[0] if ratio > 1 else ratio <= one[0]))
    return words.say(key if ratio == step else f"more_than_{key}")


def large_change(words: Language, coverage: Coverage, count: Callable[[Figures], int]) -> str:
    """Return a sentence on a large change since the period before; nothing for a small one, or none to compare with."""
    if coverage.before is None:
        return ""
    now, then = count(coverage.now), count(coverage.before)
    said = remark(words, now, then) if then else ""
    when_ = capital(when_before(words, coverage))
    return words.say("large_change", then, when=when_, remark=said) if said else ""


def uncoded(words: Language, figures: Figures, code: str) -> str:
    """Return "; two are not coded" where that is more than one in twenty, else nothing."""
    count = sum(1 for clipping in figures.clippings if not getattr(clipping, code))
    return words.say("tone_uncoded", count) if 20 * count > len(figures) else ""
