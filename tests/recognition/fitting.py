"""Fits weights to examples by cross-validation over publishers, and writes them as capture reads them."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

from clipper.capture.evidence import Evidence, Weights

FOLDS = 5
_POINTS = 14


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of one paste: its evidence, whether it is right, and the fold that its publisher is in.

    `paste` is the same for all candidates of one paste, of which the best is chosen; those of one `value` answer alike.
    `weight` is how much it counts.
    """

    evidence: Evidence
    is_right: bool
    paste: str
    fold: int
    value: Hashable = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Shape:
    """How much a fit may bend: trees (0 for a linear fit), their depth, step, and fewest examples in a leaf.

    `features` is the share of the evidence that each split may choose from. `is_linear_first` lets trees mend what a
    linear fit leaves over; it needs fewer examples than trees alone.
    `is_mean` takes the mean of a linear fit and of trees that were grown apart from it.
    """

    trees: int = 120
    depth: int = 3
    step: float = 0.08
    leaf: int = 20
    features: float = 0.4
    penalty: float = 1.0
    is_linear_first: bool = False
    is_mean: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted weights as JSON, and how well those that never saw an example's publisher did on it.

    `sums` are what they weighed each example.
    """

    stored: dict[str, Any]
    sums: list[float]
    loss: float
    auc: float
    best_is_right: float


def fit(examples: Sequence[Example], shape: Shape) -> Fit:
    """Fit weights on all examples; the curve and the figures come from weights that did not see the publisher."""
    names = sorted({name for example in examples for name in example.evidence})
    values = np.array([[example.evidence.get(name, 0.0) for name in names] for example in examples])
    right = np.array([example.is_right for example in examples])
    folds = np.array([example.fold for example in examples])
    counts = np.array([example.weight for example in examples])
    sums = np.zeros(len(examples))
    for fold in sorted(set(folds)):
        unseen = folds == fold
        weights = Weights.from_json(_stored(values[~unseen], right[~unseen], counts[~unseen], names, shape))
        sums[unseen] = [weights.total(example.evidence) for example, out in zip(examples, unseen, strict=True) if out]
    curve = _curve(sums, right, counts)
    stored = {**_stored(values, right, counts, names, shape), "curve": curve}
    chances = np.interp(sums, *zip(*curve, strict=True)).clip(1e-4, 1 - 1e-4)
    return Fit(
        stored,
        sums.tolist(),
        log_loss(right, chances, sample_weight=counts),
        roc_auc_score(right, sums, sample_weight=counts),
        _best_is_right(examples, sums),
    )


def _stored(values: Any, right: Any, counts: Any, names: Sequence[str], shape: Shape) -> dict[str, Any]:
    if not shape.trees:
        return _linear(values, right, counts, names, shape)
    if shape.is_mean:
        return _mean(_linear(values, right, counts, names, shape), _grown(values, right, counts, names, shape))
    start = _linear(values, right, counts, names, shape) if shape.is_linear_first else None
    return _grown(values, right, counts, names, shape, start)


def _linear(values: Any, right: Any, counts: Any, names: Sequence[str], shape: Shape) -> dict[str, Any]:
    scale = np.maximum(values.std(axis=0), 1e-6)
    model = LogisticRegression(C=shape.penalty, max_iter=2_000).fit(values / scale, right, counts)
    linear = {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0] / scale, strict=True)}
    return {"bias": round(float(model.intercept_[0]), 4), "linear": {n: w for n, w in linear.items() if w}}


def _grown(
    values: Any, right: Any, counts: Any, names: Sequence[str], shape: Shape, start: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Grow trees that mend what a start leaves over, without one what the share of right ones leaves over."""
    share = np.average(right, weights=counts)
    start = start or {"bias": round(float(np.log(share / (1 - share))), 4)}
    linear = np.array([start.get("linear", {}).get(name, 0.0) for name in names])
    told = lightgbm.Dataset(values, right, weight=counts, init_score=values @ linear + start["bias"])
    settings = {
        "objective": "binary", "learning_rate": shape.step, "max_depth": shape.depth, "num_leaves": 2**shape.depth,
        "min_data_in_leaf": shape.leaf, "feature_fraction_bynode": shape.features, "bagging_fraction": 0.7,
        "bagging_freq": 1, "seed": 0, "deterministic": True, "force_row_wise": True, "verbose": -1,
    }  # fmt: skip
    grown = lightgbm.train(settings, told, shape.trees).dump_model()["tree_info"]
    return {**start, "trees": [_tree(one["tree_structure"], names) for one in grown]}


def _tree(node: Any, names: Sequence[str]) -> Any:
    if "leaf_value" in node:
        return round(float(node["leaf_value"]), 4)
    below, above = (_tree(node[side], names) for side in ("left_child", "right_child"))
    return [names[node["split_feature"]], float(f"{node['threshold']:.6g}"), below, above]


def _mean(linear: dict[str, Any], grown: dict[str, Any]) -> dict[str, Any]:
    return {
        "bias": round((linear["bias"] + grown["bias"]) / 2, 4),
        "linear": {name: round(weight / 2, 4) for name, weight in linear["linear"].items()},
        "trees": [_halved(tree) for tree in grown["trees"]],
    }


def _halved(tree: Any) -> Any:
    return [*tree[:2], _halved(tree[2]), _halved(tree[3])] if isinstance(tree, list) else round(tree / 2, 4)


def _curve(sums: Any, right: Any, counts: Any) -> list[tuple[float, float]]:
    """Return a rising curve through the share of right ones, of few points."""
    rising = IsotonicRegression(out_of_bounds="clip", y_min=0.0, y_max=1.0).fit(sums, right, counts)
    order = np.sort(sums)
    # Half of the points lie among the right ones, which are few: it is their confidence that people see.
    wanted = np.concatenate([np.linspace(0, 1, _POINTS // 2), 1 - 0.5 ** np.arange(1, _POINTS // 2)])
    places = np.unique(np.concatenate([np.quantile(order, wanted), np.quantile(sums[right], wanted)]).round(3))
    smoothed = [float(np.mean(rising.predict(np.linspace(place - 0.15, place + 0.15, 7)))) for place in places]
    return [(float(place), round(chance, 4)) for place, chance in zip(places, smoothed, strict=True)]


def _best_is_right(examples: Sequence[Example], sums: Any) -> float:
    """Return the share of pastes with a right candidate whose best one is right."""
    best: dict[str, tuple[float, bool]] = {}
    winnable: set[str] = set()
    for example, sum_ in zip(examples, sums, strict=True):
        best[example.paste] = max(best.get(example.paste, (-1e9, False)), (float(sum_), example.is_right))
        if example.is_right:
            winnable.add(example.paste)
    return sum(best[paste][1] for paste in winnable) / max(1, len(winnable))


def choices(
    examples: Sequence[Example], sums: Sequence[float], evidence: Callable[[list[Example], list[float], int], Evidence]
) -> list[Example]:
    """Return for each paste its best candidate with the evidence of how sure the choice is, and whether it is right."""
    pastes: dict[str, list[int]] = {}
    for index, example in enumerate(examples):
        pastes.setdefault(example.paste, []).append(index)
    found = []
    for places in pastes.values():
        members, weighed = [examples[place] for place in places], [sums[place] for place in places]
        best = weighed.index(max(weighed))
        told = evidence(members, weighed, best)
        found.append(Example(told, members[best].is_right, members[best].paste, members[best].fold))
    return found
