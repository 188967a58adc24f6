"""Weights turn named evidence into a probability."""

import pytest

from clipper.capture.evidence import Weights, company, logistic

TREE = ["size", 3.0, -1.0, ["linked", 0.5, 2.0, -2.0]]


@pytest.mark.parametrize(
    ("evidence", "total"),
    [({}, -1.5), ({"size": 4.0}, 1.5), ({"size": 4.0, "linked": 1.0}, -2.5), ({"is_first": 2.0, "size": 3.0}, 0.5)],
)
def test_linear_weights_and_trees_add_up_and_unnamed_evidence_is_nought(
    evidence: dict[str, float], total: float
) -> None:
    weights = Weights.from_json({"bias": -0.5, "linear": {"is_first": 1.0}, "trees": [TREE]})
    assert weights.total(evidence) == pytest.approx(total)
    assert weights.probability(evidence) == pytest.approx(logistic(total))


def test_of_many_candidates_the_best_and_all_that_are_not_hopeless_are_weighed_by_all_trees() -> None:
    trees = [["size", 3.0, -0.05, 0.0]] * 100 + [["size", 30.0, 1.0, -1.0]] * 10
    weights = Weights.from_json({"bias": 0.0, "trees": trees})
    compared = [{"size": float(size)} for size in (1, 9, 40, *[1] * 16, 9, 2)]
    sums = weights.totals(compared)
    assert sums[0] == pytest.approx(weights.total(compared[0])) == pytest.approx(5.0)
    assert sums[2] == pytest.approx(weights.total(compared[2])) == pytest.approx(-10.0)
    # Fourteen are weighed whole: the three that are not hopeless, and the first of those that are.
    assert [round(sum_, 6) for sum_ in sums].count(5.0) == 11
    assert [round(sum_, 6) for sum_ in sums].count(-5.0) == 7
    assert weights.totals([]) == []


def test_the_curve_is_a_line_between_its_points_and_level_outside_them() -> None:
    weights = Weights.from_json({"bias": 0.0, "linear": {"x": 1.0}, "curve": [[-1.0, 0.1], [1.0, 0.5], [3.0, 0.9]]})
    answers = [weights.probability({"x": x}) for x in (-9.0, -1.0, 0.0, 1.0, 2.5, 3.0, 99.0)]
    assert answers == pytest.approx([0.1, 0.1, 0.3, 0.5, 0.8, 0.9, 0.9])


def test_huge_sums_are_certain_not_an_error() -> None:
    assert logistic(1e9) == pytest.approx(1.0)
    assert logistic(-1e9) == pytest.approx(0.0)


def test_a_choice_is_as_sure_as_its_lead_over_other_values() -> None:
    told = company([2.0, 1.5, -3.0], ["a", "a", "b"], 0)
    assert (told["sum"], told["lead"], told["backed"], told["alone"]) == (2.0, 5.0, 1.0, 0.0)
    alone = company([0.5], ["a"], 0)
    assert (alone["lead"], alone["backed"], alone["alone"]) == (8.0, 0.0, 1.0)
