"""Named evidence for a candidate, weighed by numbers that were fitted on real pastes.

A finder proposes candidates and says what speaks for and against each; the weights, which `python -m tests.recognition`
fits, turn that into the probability that it is right. What a piece of evidence means is said where it is gathered.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from itertools import repeat
from math import exp
from operator import mul
from typing import Any, Generic

from msgspec import Struct

from clipper import resources
from clipper.model.draft import Span, Value

Evidence = dict[str, float]
"""What speaks for and against a candidate, by name; what is not named is 0."""

_STEEPEST = 30.0
_NO_RIVAL = -8.0
_FIRST_TREES, _COMPARED, _HOPELESS = 100, 14, -4.0
"""So many trees mend the most: of 860 choices on real pastes the rest changed none where so many of the best, and all
above that sum, were asked for it."""


class Candidate(Struct, Generic[Value], frozen=True):
    """A value that a field might have, where the cleaned text has it, and what speaks for and against it."""

    value: Value
    spans: tuple[Span, ...]
    evidence: Evidence


class Weights(Struct, frozen=True):
    """A sum of linear weights and small decision trees, and the curve from that sum to a probability.

    `first` and `others` give the leaves of the first trees and of those that mend what these leave over, for the values
    of the evidence that `asked` names, in that order; what follows them is nothing to it. `asked` holds the value of
    each where nothing is said of it. `curve` holds rising sums and the probability at each; between two it is a line,
    outside them it is level.
    """

    bias: float
    linear: Mapping[str, float]
    asked: Mapping[str, float]
    first: Callable[..., tuple[float, ...]]
    others: Callable[..., tuple[float, ...]]
    curve: Sequence[tuple[float, float]]

    @classmethod
    def of(cls, name: str) -> "Weights":
        """Return the shipped weights of a name, read once."""
        return _shipped(name)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Weights":
        """Return weights as the files under resources/recognition hold them."""
        curve = [(float(sum_), float(probability)) for sum_, probability in stored.get("curve", ())]
        trees = stored.get("trees", ())
        asked = sorted(set().union(*map(_names_in, trees)))
        first, others = (_leaves_of(some, asked) for some in (trees[:_FIRST_TREES], trees[_FIRST_TREES:]))
        return cls(stored["bias"], stored.get("linear", {}), dict.fromkeys(asked, 0.0), first, others, curve)

    def total(self, evidence: Mapping[str, float]) -> float:
        """Return the weighed sum of evidence, in log-odds where there is no curve."""
        values = self._values(evidence)
        return self._begun(evidence, values) + sum(self.others(*values))

    def totals(self, compared: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the weighed sums of candidates of which one is to be chosen.

        Those of hopeless ones, which are most, are what the first trees say: to ask all trees takes long.
        """
        values = [self._values(evidence) for evidence in compared]
        sums = [self._begun(*both) for both in zip(compared, values, strict=True)]
        for rank, place in enumerate(sorted(range(len(sums)), key=lambda place: -sums[place])):
            if rank >= _COMPARED and sums[place] < _HOPELESS:
                break
            sums[place] += sum(self.others(*values[place]))
        return sums

    def _values(self, evidence: Mapping[str, float]) -> tuple[float, ...]:
        # The values of what is asked come first, in their order: this takes half of asking for each.
        return tuple({**self.asked, **evidence}.values())

    def _begun(self, evidence: Mapping[str, float], values: Sequence[float]) -> float:
        linear, sum_ = self.linear, self.bias
        if linear:
            sum_ += sum(map(mul, map(linear.get, evidence, repeat(0.0)), evidence.values()))
        return sum_ + sum(self.first(*values))

    def probability(self, evidence: Mapping[str, float]) -> float:
        """Return how probable it is, from 0 to 1, that a candidate with this evidence is right."""
        return self.chance(self.total(evidence))

    def chance(self, sum_: float) -> float:
        """Return the probability that a weighed sum stands for."""
        return _on_curve(self.curve, sum_) if self.curve else logistic(sum_)


def company(sums: Sequence[float], values: Sequence[Hashable], best: int) -> Evidence:
    """Return what the weighed sums of all candidates tell of how sure the best one is.

    `lead` is how far it is ahead of the best one of another value, `backed` that others of its value speak for it.
    """
    rivals = [sum_ for sum_, value in zip(sums, values, strict=True) if value != values[best]]
    alike = len(values) - len(rivals) - 1
    own, rival = sums[best], max(rivals, default=_NO_RIVAL)
    return {
        "sum": own,
        "above": max(own, 0.0),
        "below": min(own + 1.0, 0.0),
        "lead": min(own - rival, -_NO_RIVAL),
        "backed": float(alike > 0),
        "alone": float(not rivals),
        "rivalled": float(rival > 0),
    }


def logistic(log_odds: float) -> float:
    """Return the probability of log-odds."""
    return 1 / (1 + exp(-max(-_STEEPEST, min(_STEEPEST, log_odds))))


@cache
def _shipped(name: str) -> Weights:
    return Weights.from_json(json.loads(resources.path("recognition", f"{name}.json").read_text("utf-8")))


def _names_in(tree: Any) -> set[str]:
    """Return the evidence that a tree asks for: it is a leaf, or name, threshold, the trees up to it and above it."""
    return {tree[0], *_names_in(tree[2]), *_names_in(tree[3])} if isinstance(tree, list) else set()


def _leaves_of(trees: Sequence[Any], asked: Sequence[str]) -> Callable[..., tuple[float, ...]]:
    """Return one function for all trees: walking them as data took most of the time of reading a page."""
    arguments = {name: f"value_{place}" for place, name in enumerate(asked)}
    leaves = "".join(f"{_source(tree, arguments)}," for tree in trees)
    source = f"lambda {', '.join([*arguments.values(), '*unasked'])}: ({leaves})"
    # Python reads a source in half the time that it takes to make a tree of syntax.
    function: Callable[..., tuple[float, ...]] = eval(compile(source, "<trees>", "eval"))  # noqa: S307  numbers alone
    return function


def _source(tree: Any, arguments: Mapping[str, str]) -> str:
    if not isinstance(tree, list):
        return repr(float(tree))
    name, threshold, below, above = tree
    test = f"{arguments[name]} <= {float(threshold)!r}"
    return f"({_source(below, arguments)} if {test} else {_source(above, arguments)})"


def _on_curve(curve: Sequence[tuple[float, float]], sum_: float) -> float:
    place = bisect_right(curve, (sum_, 1.0))
    if place in {0, len(curve)}:
        return curve[max(0, place - 1)][1]
    (left, low), (right, high) = curve[place - 1], curve[place]
    return low + (high - low) * (sum_ - left) / (right - left)
