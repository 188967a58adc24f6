"""Named evidence for a candidate, weighed by numbers that were fitted on real pastes.

A finder proposes candidates and says what speaks for and against each; the weights, which `python -m tests.recognition`
fits, turn that into the probability that it is right. What a piece of evidence means is said where it is gathered.
"""

import json
from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Any, Generic

from clipper import resources
from clipper.model.draft import Span, Value

Evidence = dict[str, float]
"""What speaks for and against a candidate, by name; what is not named is 0."""

_Tree = float | tuple[str, float, "_Tree", "_Tree"]
"""A leaf, or the name of a piece of evidence, a threshold, the tree up to it and the tree above it."""
_STEEPEST = 30.0
_NO_RIVAL = -8.0


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Value]):
    """A value that a field might have, where the cleaned text has it, and what speaks for and against it."""

    value: Value
    spans: tuple[Span, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Weights:
    """A sum of linear weights and small decision trees, and the curve from that sum to a probability.

    `curve` holds rising sums and the probability at each; between two it is a line, outside them it is level.
    """

    bias: float
    linear: Mapping[str, float]
    trees: Sequence[_Tree]
    curve: Sequence[tuple[float, float]]

    @classmethod
    def of(cls, name: str) -> "Weights":
        """Return the shipped weights of a name, read once."""
        return _shipped(name)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Weights":
        """Return weights as the files under resources/recognition hold them."""
        curve = [(float(sum_), float(probability)) for sum_, probability in stored.get("curve", ())]
        return cls(stored["bias"], stored.get("linear", {}), [_tree(tree) for tree in stored.get("trees", ())], curve)

    def total(self, evidence: Mapping[str, float]) -> float:
        """Return the weighed sum of evidence, in log-odds where there is no curve."""
        linear = self.linear
        sum_ = self.bias + sum(linear[name] * value for name, value in evidence.items() if name in linear)
        return sum_ + sum(_leaf(tree, evidence) for tree in self.trees)

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


def _tree(stored: Any) -> _Tree:
    if not isinstance(stored, list):
        return float(stored)
    name, threshold, below, above = stored
    return name, float(threshold), _tree(below), _tree(above)


def _leaf(tree: _Tree, evidence: Mapping[str, float]) -> float:
    while not isinstance(tree, float):
        name, threshold, below, above = tree
        tree = below if evidence.get(name, 0.0) <= threshold else above
    return tree


def _on_curve(curve: Sequence[tuple[float, float]], sum_: float) -> float:
    place = bisect_right(curve, (sum_, 1.0))
    if place in {0, len(curve)}:
        return curve[max(0, place - 1)][1]
    (left, low), (right, high) = curve[place - 1], curve[place]
    return low + (high - low) * (sum_ - left) / (right - left)
